"""What the proof of isolation makes for its invented people stays out of the folder of the real ones."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ontzorg.isolation.scratch import scratch_files


def test_files_go_to_a_folder_that_is_gone_afterwards() -> None:
    before = Path(default_storage.location)
    with scratch_files() as folder:
        name = default_storage.save("documents/a.pdf", ContentFile(b"%PDF-1.7 invented"))
        assert (folder / name).exists()
        assert not before.is_relative_to(folder)
    assert not folder.exists()
    assert Path(default_storage.location) == before
    assert not (before / "documents" / "a.pdf").exists()
