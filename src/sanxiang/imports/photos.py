"""照片包: a ZIP of portraits as a table, one row for each photo; and a portrait made fit to be kept.

What comes in is not trusted. Nothing is unpacked to a disk; what a part is, its content says, not its name; and what
is kept is a picture drawn anew, so that neither place nor camera nor anything hidden in the file goes with it.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from PIL import Image, ImageOps

from sanxiang.imports.rows import Row, Unreadable
from sanxiang.imports.tables import MAX_BYTES, Table
from sanxiang.imports.text import visible
from sanxiang.imports.values import Unfit

HEADING = "照片文件名"
MAX_PHOTOS = 5000
#: bytes of one photo
MAX_PHOTO = 10 * 1024 * 1024
#: bytes of all photos unpacked; photos hardly shrink, so that more than this is no honest package
_MAX_UNPACKED = 2 * MAX_BYTES
_MAX_PIXELS = 50_000_000
_FORMATS = ("JPEG", "PNG", "BMP", "WEBP")
#: width and height of what is kept, at the most, and of what comes in, at the least
_KEPT, _LEAST = (480, 640), (90, 120)
_QUALITY = 88
#: what systems put into packages beside the files
_LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
_ENCRYPTED, _UTF8 = 0x1, 0x800


def read_photos(data: bytes, filename: str, known: object = ()) -> Table:
    """A row for each photo of a package, named as the photo is; the photos beside them. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"照片包有{len(data) // 2**20}MB，超过{MAX_BYTES // 2**20}MB，请分成几个包导入")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = _named(_parts(archive))
            _require_harmless(names)
            photos = {name: _unpacked(archive, name, part) for name, part in names.items()}
    except zipfile.BadZipFile:
        raise Unreadable("这不是完好的ZIP照片包，请把照片重新压缩成ZIP后再导入") from None
    rows = tuple(Row(number, (name,)) for number, name in enumerate(photos, start=1))
    return Table((HEADING,), rows, (), photos)


def _parts(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    parts = [part for part in archive.infolist() if not part.is_dir()]
    if any(part.filename == "[Content_Types].xml" for part in parts):
        raise Unreadable("这是Office文件，不是照片包，请把照片压缩成ZIP后导入")
    parts = [part for part in parts if not set(_LITTER) & set(part.filename.split("/"))]
    if not parts:
        raise Unreadable("照片包里没有照片")
    if len(parts) > MAX_PHOTOS:
        raise Unreadable(f"照片包里有{len(parts)}个文件，超过{MAX_PHOTOS}个，请分成几个包导入")
    yield from parts


def _named(parts: Iterator[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    named: dict[str, zipfile.ZipInfo] = {}
    for part in parts:
        name = _name(part).replace("\\", "/")
        if name in named:
            raise Unreadable(f"照片包里有两个“{name}”，请留下一个")
        named[name] = part
    return named


def _name(part: zipfile.ZipInfo) -> str:
    """The name of a part; Chinese systems write it in GB18030 without saying so."""
    if part.flag_bits & _UTF8:
        return visible(part.filename)
    try:
        raw = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return visible(part.filename)
    for encoding in ("utf-8", "gb18030"):
        try:
            return visible(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return visible(part.filename)


def _require_harmless(parts: dict[str, zipfile.ZipInfo]) -> None:
    for name, part in parts.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or ":" in name:
            raise Unreadable(f"照片包里的文件名“{name}”指向包外，没有打开")
        if part.flag_bits & _ENCRYPTED:
            raise Unreadable("照片包设了密码，请去掉密码后再导入")
    unpacked = sum(part.file_size for part in parts.values())
    if unpacked > _MAX_UNPACKED:
        raise Unreadable(f"照片包展开后有{unpacked // 2**20}MB，太大了，没有打开；请分成几个包导入")


def _unpacked(archive: zipfile.ZipFile, name: str, part: zipfile.ZipInfo) -> bytes:
    """No more than was announced and allowed; one byte beyond tells `portrait` that it is too much."""
    try:
        with archive.open(part) as file:
            return file.read(MAX_PHOTO + 1)
    except (NotImplementedError, RuntimeError, OSError, EOFError, zipfile.BadZipFile, ValueError):
        raise Unreadable(f"照片包里的“{name}”已损坏，请重新压缩后再导入") from None


def portrait(data: bytes) -> bytes:
    """A photo drawn anew: upright, no larger than needed, JPEG without any further data. Raises Unfit."""
    if len(data) > MAX_PHOTO:
        raise Unfit(f"照片超过{MAX_PHOTO // 2**20}MB，请缩小后再导入")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                _require_portrait(image)
                return _drawn(image)
    except Unfit:
        raise
    except Exception:  # whatever a broken or hostile picture makes the library raise
        raise Unfit("不是完好的照片，请用JPG或者PNG格式的照片") from None


def _require_portrait(image: Image.Image) -> None:
    width, height = image.size
    if width * height > _MAX_PIXELS:
        raise Unfit(f"照片有{width}×{height}像素，太大了，请缩小后再导入")
    if min(image.size) < _LEAST[0] or max(image.size) < _LEAST[1]:
        raise Unfit(f"照片只有{width}×{height}像素，看不清，请用{_LEAST[0]}×{_LEAST[1]}以上的照片")


def _drawn(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "P"):
        clear = upright.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        upright = Image.alpha_composite(ground, clear)
    bare = Image.new("RGB", upright.size)
    bare.paste(upright.convert("RGB"))
    bare.thumbnail(_KEPT, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def pack(photos: Iterator[tuple[str, bytes]]) -> bytes:
    """A package of photos, as a folder gives them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in photos:
            archive.writestr(name, data)
    return out.getvalue()
