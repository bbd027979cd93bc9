"""画笔: flat shapes in units of the finished picture, drawn larger and scaled down for smooth edges."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from sanxiang.config.fonts import font_paths

WIDTH, HEIGHT, SCALE = 960, 588, 1.5
Points = list[tuple[float, float]]


@cache
def _font_file() -> Path:
    """A Chinese face for labels; the first sans, else whatever there is."""
    files = sorted(f for folder in font_paths() for f in folder.glob("*.[oOtT][tT][fFcC]"))
    return next((f for f in files if "sanscjk" in f.name.lower() and "Regular" in f.name), files[0])


@cache
def face(size: float) -> ImageFont.FreeTypeFont:
    """The face for labels at a size in pixels; in the collection of Noto the third is simplified Chinese."""
    file = _font_file()
    return ImageFont.truetype(file, round(size), index=2 if file.suffix.lower() == ".ttc" else 0)


class Brush:
    """Draws on an image `SCALE` times as large as its units; `dice` varies what no text names."""

    def __init__(self, image: Image.Image, seed: int) -> None:
        self.image = image
        self.dice = random.Random(seed)
        self._pen = ImageDraw.Draw(image)

    def box(
        self, x: float, y: float, w: float, h: float, fill: str, radius: float = 0, edge: str = ""
    ) -> None:
        corners = [v * SCALE for v in (x, y, x + w, y + h)]
        self._pen.rounded_rectangle(
            corners, radius * SCALE, fill=fill, outline=edge or None, width=round(2 * SCALE)
        )

    def round(self, x: float, y: float, r: float, fill: str, squash: float = 1) -> None:
        self._pen.ellipse([v * SCALE for v in (x - r, y - r * squash, x + r, y + r * squash)], fill=fill)

    def shape(self, points: Points, fill: str) -> None:
        self._pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def line(self, points: Points, colour: str, width: float = 4) -> None:
        self._pen.line(
            [(x * SCALE, y * SCALE) for x, y in points],
            fill=colour,
            width=round(width * SCALE),
            joint="curve",
        )

    def words(self, x: float, y: float, text: str, size: float, colour: str, anchor: str = "mm") -> None:
        self._pen.text((x * SCALE, y * SCALE), text, fill=colour, font=face(size * SCALE), anchor=anchor)

    def sky(self, top: str = "#c9dcea", ground: str = "#9aa59a", horizon: float = 400) -> None:
        """Open air: sky, distant hills, ground."""
        self.box(0, 0, WIDTH, HEIGHT, top)
        for x in range(-80, WIDTH + 160, 210):
            self.round(x + self.dice.randrange(60), horizon + 20, 150, "#a9bdb2", 0.62)
        self.box(0, horizon, WIDTH, HEIGHT - horizon, ground)

    def room(self, wall: str = "#e8e4da", floor: str = "#b9a98f", edge: float = 440) -> None:
        """Indoors: wall and floor."""
        self.box(0, 0, WIDTH, edge, wall)
        self.box(0, edge, WIDTH, HEIGHT - edge, floor)
        self.box(0, edge - 8, WIDTH, 8, "#8d7f69")

    def tag(self, x: float, y: float, text: str, size: float = 22) -> None:
        """A white label with a red edge: what the photo is taken for."""
        wide = len(text) * size * 1.02 + 24
        self.box(x - wide / 2, y - size, wide, size * 2, "#ffffff", 6, "#c0392b")
        self.words(x, y, text, size, "#a32b1f")

    def wheel(self, x: float, y: float, r: float = 34) -> None:
        self.round(x, y, r, "#23272c")
        self.round(x, y, r * 0.5, "#aeb6bd")
