"""文件类型: the bytes decide, and a refusal says why."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sanxiang.evidence import filetypes
from sanxiang.evidence.filetypes import BadFile, clean_name, recognise
from sanxiang.evidence.thumbnails import make_thumbnail


def office(*members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            archive.writestr(member, "<x/>")
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("name", "data", "mime"), [
    ("现场.JPG", picture("JPEG"), "image/jpeg"),
    ("现场.png", picture("PNG"), "image/png"),
    ("现场.webp", picture("WEBP"), "image/webp"),
    ("报告.pdf", b"%PDF-1.4\n", "application/pdf"),
    ("执法.mp4", b"\0\0\0\x20ftypisom" + b"\0" * 20, "video/mp4"),
    ("执法.mov", b"\0\0\0\x14ftypqt  " + b"\0" * 20, "video/mp4"),
    ("录音.m4a", b"\0\0\0\x20ftypM4A " + b"\0" * 20, "audio/mp4"),
    ("录音.mp3", b"ID3\x04" + b"\0" * 20, "audio/mpeg"),
    ("录音.mp3", b"\xff\xfb\x90\x64" + b"\0" * 20, "audio/mpeg"),
    ("录音.wav", b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
    ("录像.webm", b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webm", "video/webm"),
    ("说明.txt", "当事人自述".encode(), "text/plain"),
    ("说明.txt", "当事人自述".encode("gb18030"), "text/plain"),
    ("合同.docx", office("word/document.xml"), filetypes.DOCX.mime),
    ("台账.xlsx", office("xl/workbook.xml"), filetypes.XLSX.mime),
], ids=str)  # fmt: skip
def test_types_taken(name: str, data: bytes, mime: str) -> None:
    stream = io.BytesIO(data)
    assert recognise(name, stream).mime == mime
    assert stream.tell() == 0


@pytest.mark.parametrize(("name", "data", "message"), [
    ("空.pdf", b"", "是空的"),
    ("程序.exe", b"MZ\x90\0\x03", "不在允许范围内"),
    ("程序.jpg", b"MZ\x90\0\x03", "不在允许范围内"),
    ("页面.html", b"<script>alert(1)</script>", "不在允许范围内"),
    ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不在允许范围内"),
    ("报告.pdf", picture("PNG"), "内容是PNG图片"),
    ("无扩展名", picture("PNG"), "扩展名与内容不符"),
    ("宏.docx", office("word/document.xml", "word/vbaProject.bin"), "含有宏"),
    ("包.zip", office("a.txt"), "不在允许范围内"),
    ("坏.docx", b"PK\x03\x04broken", "不在允许范围内"),
], ids=str)  # fmt: skip
def test_types_refused(name: str, data: bytes, message: str) -> None:
    with pytest.raises(BadFile, match=message):
        recognise(name, io.BytesIO(data))


def test_a_file_over_the_limit_of_its_type() -> None:
    class Huge(io.BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            super().seek(offset, whence)
            return 60 * filetypes.MB if whence == io.SEEK_END else offset

    with pytest.raises(BadFile, match=r"60\.0 MB，超过JPEG图片的上限50 MB"):
        recognise("大.jpg", Huge(picture("JPEG")))


@given(data=st.binary(max_size=200), name=st.text(max_size=20))
def test_any_bytes_are_recognised_or_refused(name: str, data: bytes) -> None:
    try:
        found = recognise(name, io.BytesIO(data))
    except BadFile:
        return
    assert found in filetypes.TAKEN


@pytest.mark.parametrize(("name", "clean"), [
    ("../../etc/passwd", "passwd"),
    ("C:\\照片\\现场.jpg", "现场.jpg"),
    ("现场\u202egpj.exe", "现场gpj.exe"),
    ("\0\n", "未命名"),
])  # fmt: skip
def test_names_lose_folders_and_tricks(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_a_damaged_picture_is_refused() -> None:
    with pytest.raises(BadFile, match="已损坏"):
        make_thumbnail("坏.png", io.BytesIO(picture("PNG")[:40]))


def test_a_picture_bomb_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (20000, 20000)).save(out, "PNG")
    with pytest.raises(BadFile, match=r"像素过多|已损坏"):
        make_thumbnail("炸弹.png", out)
