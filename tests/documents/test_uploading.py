"""No request writes more to disk than may be kept."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from documents.uploading import BoundedUpload


def sent(chunks: list[bytes]) -> "UploadedFile[bytes]":
    """What a form gets of a file that comes in these pieces."""
    handler = BoundedUpload()
    handler.new_file("file", "brief.pdf", "application/pdf", 0, None, None)
    for number, chunk in enumerate(chunks):
        handler.receive_data_chunk(chunk, number)
    return handler.file_complete(sum(map(len, chunks)))


def test_file_within_the_limit_is_whole(settings: Any) -> None:
    settings.UPLOAD_MOST_BYTES = 6
    file = sent([b"abc", b"def"])
    assert (file.size, file.read()) == (6, b"abcdef")


def test_rest_of_a_larger_file_is_counted_and_not_kept(settings: Any) -> None:
    settings.UPLOAD_MOST_BYTES = 6
    file = sent([b"abc", b"def", b"ghi", b"jkl"])
    assert (file.size, file.read()) == (12, b"abcdef")
