"""How much of a sent file is taken in at all, before any form looks at it."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUpload(TemporaryFileUploadHandler):
    """Writes a sent file to disk up to the limit and counts the rest, so that the form can say that it is too large.

    Nobody can fill the disk with one request, and nobody loses what else was typed.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Each file of a request is counted on its own."""
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep it as long as the file may still be kept."""
        self.taken += len(raw_data)
        if self.taken <= settings.UPLOAD_MOST_BYTES:
            super().receive_data_chunk(raw_data, start)
