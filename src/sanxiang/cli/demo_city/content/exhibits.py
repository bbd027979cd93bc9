"""证据文件: the drawn files of the cases. Everything is marked 演示 and comes out the same each time."""

from __future__ import annotations

import io
import zlib
from datetime import datetime

from PIL import Image, ImageDraw

from sanxiang.cli.demo_city.content import scans
from sanxiang.cli.demo_city.content.brush import HEIGHT, SCALE, WIDTH, Brush, face
from sanxiang.cli.demo_city.content.scenes import SCENES
from sanxiang.cli.demo_city.content.tales import Exhibit, Tale
from sanxiang.kernel import BEIJING

_STRIP = 52


def file_of(exhibit: Exhibit, tale: Tale, at: datetime) -> bytes:
    """The bytes of an exhibit: a scanned paper or a photo taken at that moment. KeyError for an unknown drawing."""
    if exhibit.name.endswith(".pdf"):
        return scans.SCANS[exhibit.draw](exhibit, tale, at)
    return photo(exhibit, tale.key, tale.place, at)


def photo(exhibit: Exhibit, key: str, place: str, at: datetime) -> bytes:
    """A JPEG of the scene above a strip with time and place."""
    image = Image.new("RGB", (WIDTH, HEIGHT + _STRIP), "#1d2733")
    brush = Brush(
        Image.new("RGB", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), "#d9e2ea"), zlib.crc32(key.encode())
    )
    SCENES[exhibit.draw](brush, exhibit.text)
    image.paste(brush.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS), (0, 0))
    pen = ImageDraw.Draw(image)
    taken = f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}　{place}"
    pen.text((18, HEIGHT + 13), taken, fill="#f2f5f8", font=face(22))
    pen.text((WIDTH - 18, HEIGHT + 13), "演示图片", fill="#f0c766", font=face(22), anchor="ra")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
