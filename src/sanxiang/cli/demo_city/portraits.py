"""画像: a plain drawn portrait for every officer, the same each time for the same name. No real person is shown."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 240, 320
#: drawn twice as large and scaled down, for smooth edges
_SCALE = 2
_BACKDROPS = ("#dfe7ee", "#e6ebe4", "#ece6df", "#e3e6f0", "#e9e3ea")
_SKINS = ("#f2cfb3", "#e9bf9f", "#deb08d", "#f5d7bf")
_HAIRS = ("#1f2126", "#2b2523", "#3a2e28", "#26292f", "#231f20", "#33302e", "#6b6a6c")
_UNIFORMS = ("#2f4058", "#34474a", "#3b3f55", "#41403f", "#2c4a5a")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """What differs from person to person."""

    backdrop: str
    skin: str
    hair: str
    uniform: str
    #: cut of the hair, and whether glasses are worn
    cut: int
    glasses: bool
    woman: bool


def look_of(name: str, sex: str) -> Look:
    """The look that belongs to a name."""
    dice = hashlib.sha256(name.encode()).digest()
    return Look(
        backdrop=_BACKDROPS[dice[0] % len(_BACKDROPS)],
        skin=_SKINS[dice[1] % len(_SKINS)],
        hair=_HAIRS[dice[2] % len(_HAIRS)],
        uniform=_UNIFORMS[dice[3] % len(_UNIFORMS)],
        cut=dice[4] % 3,
        glasses=dice[5] % 4 == 0,
        woman=sex == "女",
    )


def portrait(name: str, sex: str) -> bytes:
    """A PNG of 240 × 320 pixels."""
    look = look_of(name, sex)
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), look.backdrop)
    draw = _Brush(ImageDraw.Draw(image))
    _back_hair(draw, look)
    _body(draw, look)
    _head(draw, look)
    _front_hair(draw, look)
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).quantize(96)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


class _Brush:
    """Draws in units of the finished picture."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw

    def ellipse(self, box: Box, fill: str) -> None:
        self._draw.ellipse([v * _SCALE for v in box], fill=fill)

    def block(self, box: Box, fill: str, radius: float = 0) -> None:
        self._draw.rounded_rectangle([v * _SCALE for v in box], radius * _SCALE, fill=fill)

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=fill)

    def ring(self, box: Box, colour: str, width: float) -> None:
        self._draw.ellipse([v * _SCALE for v in box], outline=colour, width=round(width * _SCALE))

    def line(self, points: list[tuple[float, float]], colour: str, width: float) -> None:
        self._draw.line(
            [(x * _SCALE, y * _SCALE) for x, y in points], fill=colour, width=round(width * _SCALE)
        )

    def half(self, box: Box, start: int, end: int, fill: str) -> None:
        self._draw.chord([v * _SCALE for v in box], start, end, fill=fill)


def _back_hair(draw: _Brush, look: Look) -> None:
    """Long hair lies behind the shoulders."""
    if look.woman and look.cut == 0:
        draw.block((66, 96, 174, 236), look.hair, 40)
    elif look.woman and look.cut == 1:
        draw.block((66, 90, 174, 186), look.hair, 36)
    elif look.woman:
        draw.ellipse((98, 34, 142, 78), look.hair)


def _body(draw: _Brush, look: Look) -> None:
    draw.ellipse((22, 208, 218, 420), look.uniform)
    draw.block((102, 184, 138, 236), _shade(look.skin), 16)
    draw.shape([(92, 218), (120, 254), (148, 218), (158, 230), (120, 320), (82, 230)], "#f4f5f6")
    draw.shape([(115, 248), (125, 248), (129, 320), (111, 320)], "#20304a")
    draw.shape([(80, 222), (92, 216), (116, 290), (104, 320), (70, 320)], look.uniform)
    draw.shape([(160, 222), (148, 216), (124, 290), (136, 320), (170, 320)], look.uniform)
    draw.block((160, 264, 186, 272), "#c8a45a", 2)


def _head(draw: _Brush, look: Look) -> None:
    draw.ellipse((66, 124, 84, 152), _shade(look.skin))
    draw.ellipse((156, 124, 174, 152), _shade(look.skin))
    draw.block((74, 76, 166, 204), look.skin, 45)
    for x in (98, 142):
        draw.ellipse((x - 4, 134, x + 4, 142), "#2a2a2c")
        draw.line([(x - 11, 122), (x + 11, 122)], look.hair, 3)
    draw.line([(120, 144), (116, 162), (122, 162)], _shade(look.skin), 2.5)
    draw.line([(108, 178), (120, 182), (132, 178)], "#a4584f", 3)
    if look.glasses:
        for x in (98, 142):
            draw.ring((x - 16, 124, x + 16, 154), "#33363c", 2.5)
        draw.line([(114, 137), (126, 137)], "#33363c", 2.5)


def _front_hair(draw: _Brush, look: Look) -> None:
    """The cap of hair above the forehead, parted on one side or the other."""
    draw.half((66, 56, 174, 170), 180, 360, look.hair)
    edge = 100 if look.cut == 1 else 140
    draw.shape([(68, 110), (edge, 92), (172, 110), (172, 116), (edge, 100), (68, 116)], look.hair)
    if look.woman:
        draw.block((66, 104, 80, 158), look.hair, 7)
        draw.block((160, 104, 174, 158), look.hair, 7)
    elif look.cut == 2:
        draw.block((70, 66, 170, 104), look.hair, 18)


def _shade(colour: str) -> str:
    """The colour, a little darker."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(p * 0.88):02x}" for p in parts)
