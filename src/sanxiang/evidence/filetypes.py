"""文件类型: told from the bytes, never from the name; what is not on the list is not taken."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

MB = 1024 * 1024
_HEAD = 4096
_MAX_MEMBERS = 5000


class BadFile(ValueError):  # noqa: N818  says what is wrong with the file
    """The file is not taken as evidence; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that is taken; `max_size` in bytes."""

    mime: str
    label: str
    extensions: tuple[str, ...]
    max_size: int

    @property
    def is_image(self) -> bool:
        """True for what gets a thumbnail."""
        return self.mime.startswith("image/")


JPEG = FileType("image/jpeg", "JPEG图片", ("jpg", "jpeg"), 50 * MB)
PNG = FileType("image/png", "PNG图片", ("png",), 50 * MB)
WEBP = FileType("image/webp", "WebP图片", ("webp",), 50 * MB)
PDF = FileType("application/pdf", "PDF文件", ("pdf",), 200 * MB)
MP4 = FileType("video/mp4", "MP4视频", ("mp4", "m4v", "mov"), 4096 * MB)
WEBM = FileType("video/webm", "WebM视频", ("webm",), 4096 * MB)
MP3 = FileType("audio/mpeg", "MP3音频", ("mp3",), 500 * MB)
M4A = FileType("audio/mp4", "M4A音频", ("m4a",), 500 * MB)
WAV = FileType("audio/wav", "WAV音频", ("wav",), 1024 * MB)
TEXT = FileType("text/plain", "文本文件", ("txt",), 20 * MB)
_OPENXML = "application/vnd.openxmlformats-officedocument."
DOCX = FileType(_OPENXML + "wordprocessingml.document", "Word文档", ("docx",), 100 * MB)
XLSX = FileType(_OPENXML + "spreadsheetml.sheet", "Excel表格", ("xlsx",), 100 * MB)

TAKEN = (JPEG, PNG, WEBP, PDF, MP4, WEBM, MP3, M4A, WAV, TEXT, DOCX, XLSX)


def recognise(name: str, data: BinaryIO) -> FileType:
    """The type of a seekable stream, which is rewound; raises BadFile.

    Refused: an empty file, a type not on the list, an extension that says something else, an Office file
    with macros, and a file larger than its type allows.
    """
    size = data.seek(0, io.SEEK_END)
    data.seek(0)
    if not size:
        raise BadFile(f"文件“{name}”是空的")
    head = data.read(_HEAD)
    found = next((kind for kind, matches in _SIGNATURES if matches(head)), None)
    if head.startswith(b"PK\x03\x04"):
        found = _office(name, data)
    elif found is None and _is_text(head):
        found = TEXT
    data.seek(0)
    _check(name, found, size)
    assert found is not None  # noqa: S101  `_check` raised otherwise
    return found


def clean_name(name: str) -> str:
    """The file's own name without folders and control characters, at most 200 characters."""
    base = re.split(r"[\\/]", name)[-1]
    return (
        re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", base).strip()[-200:] or "未命名"
    )


def _check(name: str, found: FileType | None, size: int) -> None:
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if found is None or (found is TEXT and extension not in TEXT.extensions):
        allowed = "、".join(kind.label for kind in TAKEN)
        raise BadFile(f"文件“{name}”的类型不在允许范围内（允许：{allowed}）")
    if extension not in found.extensions:
        raise BadFile(f"文件“{name}”的扩展名与内容不符：内容是{found.label}")
    if size > found.max_size:
        limit = found.max_size // MB
        raise BadFile(f"文件“{name}”有{size / MB:.1f} MB，超过{found.label}的上限{limit} MB")


def _office(name: str, data: BinaryIO) -> FileType | None:
    try:
        data.seek(0)
        with zipfile.ZipFile(data) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    if len(members) > _MAX_MEMBERS:
        raise BadFile(f"文件“{name}”内部的部件过多")
    if any(member.lower().endswith("vbaproject.bin") for member in members):
        raise BadFile(f"文件“{name}”含有宏，请另存为不含宏的格式")
    if "word/document.xml" in members:
        return DOCX
    return XLSX if "xl/workbook.xml" in members else None


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        # The head may end in the middle of a character of at most four bytes.
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _brand(head: bytes) -> bytes:
    return head[8:12] if head[4:8] == b"ftyp" else b""


_SIGNATURES: tuple[tuple[FileType, Callable[[bytes], bool]], ...] = (
    (JPEG, lambda head: head.startswith(b"\xff\xd8\xff")),
    (PNG, lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    (WEBP, lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
    (WAV, lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE"),
    (PDF, lambda head: head.startswith(b"%PDF-")),
    (M4A, lambda head: _brand(head) in {b"M4A ", b"M4B "}),
    (
        MP4,
        lambda head: (
            _brand(head)
            in {b"isom", b"iso2", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"qt  ", b"M4V ", b"MSNV"}
        ),
    ),
    (WEBM, lambda head: head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64]),
    (
        MP3,
        lambda head: (
            head.startswith(b"ID3")
            or (head[:1] == b"\xff" and head[1:2] in {b"\xfb", b"\xf3", b"\xf2", b"\xfa"})
        ),
    ),
)
