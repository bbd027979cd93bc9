"""缩略图: a small WebP of a picture, made from the bytes alone, without the picture's metadata."""

from __future__ import annotations

import io
import warnings
from typing import Any, BinaryIO

from PIL import Image, ImageOps

from sanxiang.evidence.filetypes import BadFile

MAX_BYTES = 30 * 1024
MAX_PIXELS = 120_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
#: longest edge in pixels and WebP quality, tried in this order until the limit holds
_ATTEMPTS = ((480, 75), (480, 50), (360, 45), (240, 40), (160, 30))


def make_thumbnail(name: str, data: BinaryIO) -> tuple[bytes, dict[str, Any]]:
    """WebP of at most 30 KB and the recipe it was made by; raises BadFile if the picture cannot be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(data, formats=_FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise BadFile(f"图片“{name}”的像素过多（{image.width}×{image.height}）")
                image.draft("RGB", (960, 960))
                picture = ImageOps.exif_transpose(image).convert("RGB")
        except BadFile:
            raise
        except Exception as error:  # Pillow raises many kinds for damaged pictures
            raise BadFile(f"图片“{name}”已损坏，无法打开") from error
    for edge, quality in _ATTEMPTS:
        small = picture.copy()
        small.thumbnail((edge, edge), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.save(out, "WEBP", quality=quality, method=4)
        if out.tell() <= MAX_BYTES:
            break
    return out.getvalue(), {"edge": edge, "format": "webp", "quality": quality}
