"""公示文件: released files stand apart from the files of cases and from those waiting for release."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from sanxiang.kernel.storage import BlobStore


def published_files() -> BlobStore:
    """Files that have been released to the public."""
    return BlobStore(Path(settings.DATA_DIR) / "publications" / "released")


def prepared_files() -> BlobStore:
    """Files waiting for release; nothing of the public site reads here."""
    return BlobStore(Path(settings.DATA_DIR) / "publications" / "prepared")
