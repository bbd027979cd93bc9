"""扫描件: papers as they come out of a scanner, drawn, marked 演示 and bound as PDF."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import datetime

from PIL import Image, ImageDraw

from sanxiang.cli.demo_city.content.brush import face
from sanxiang.cli.demo_city.content.tales import Exhibit, Tale
from sanxiang.kernel import BEIJING
from sanxiang.rules.sentences import chinese_date

_SIZE = (744, 1052)
_PAPER, _INK, _RED = "#fbfaf5", "#23282d", "#b8322a"
Rows = list[tuple[str, str]]


def licence(exhibit: Exhibit, tale: Tale, at: datetime) -> bytes:
    """A copy of a business licence."""
    page, pen = _page()
    pen.rectangle((40, 40, 704, 1012), outline="#b08d3e", width=6)
    pen.text((372, 150), "营业执照", fill=_INK, font=face(60), anchor="mm")
    pen.text((372, 212), "（副　本）", fill=_INK, font=face(24), anchor="mm")
    rows = [
        ("名　　称", tale.party),
        ("经营场所", tale.place),
        ("经营范围", exhibit.text),
        ("登记机关", "云屏市市场监督管理局"),
    ]
    _table(pen, 300, rows)
    _seal(pen, 560, 800, "登记机关")
    return _bound(page, pen, at, "复印件与原件一致")


def report(exhibit: Exhibit, tale: Tale, at: datetime) -> bytes:
    """A report of a laboratory or weighbridge; the lines stand in the exhibit's text, label：value by line."""
    page, pen = _page()
    pen.text((372, 130), "检测报告", fill=_INK, font=face(52), anchor="mm")
    pen.text(
        (372, 186),
        f"云检（演示）字第{len(exhibit.text) * 37 % 900 + 100}号",
        fill=_INK,
        font=face(22),
        anchor="mm",
    )
    lines = [line.partition("：") for line in exhibit.text.splitlines() if line.strip()]
    rows = [("受检单位", tale.party), *((label.strip(), value.strip()) for label, _, value in lines)]
    _table(pen, 260, rows)
    _seal(pen, 560, 860, "检测专用章")
    return _bound(page, pen, at, "报告仅对本次采样负责")


def ledger(exhibit: Exhibit, tale: Tale, at: datetime) -> bytes:
    """A page of accounts, receipts or a contract, line by line."""
    page, pen = _page()
    head, *rest = [line.strip() for line in exhibit.text.splitlines() if line.strip()]
    pen.text((372, 120), head, fill=_INK, font=face(40), anchor="mm")
    y = 210
    for line in rest:
        for part in _wrapped(line, 24):
            pen.text((80, y), part, fill=_INK, font=face(25))
            y += 42
        pen.line((80, y + 4, 664, y + 4), fill="#c9c4b6", width=1)
        y += 20
    return _bound(page, pen, at, f"提取自{tale.party}")


def _page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.new("RGB", _SIZE, _PAPER)
    return page, ImageDraw.Draw(page)


def _table(pen: ImageDraw.ImageDraw, y: int, rows: Rows) -> None:
    for label, value in rows:
        pen.text((80, y), label, fill="#5b6168", font=face(24))
        for part in _wrapped(value, 19):
            pen.text((220, y), part, fill=_INK, font=face(24))
            y += 40
        pen.line((80, y + 4, 664, y + 4), fill="#d8d3c5", width=1)
        y += 26


def _wrapped(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)] or [""]


def _seal(pen: ImageDraw.ImageDraw, x: int, y: int, words: str) -> None:
    pen.ellipse((x - 82, y - 82, x + 82, y + 82), outline=_RED, width=5)
    pen.text((x, y - 12), "演示", fill=_RED, font=face(40), anchor="mm")
    pen.text((x, y + 36), words, fill=_RED, font=face(20), anchor="mm")


def _bound(page: Image.Image, pen: ImageDraw.ImageDraw, at: datetime, remark: str) -> bytes:
    """Slightly askew, as from a scanner; the times in the file are those of the scan."""
    local = at.astimezone(BEIJING)
    pen.text((80, 985), f"{remark}　{chinese_date(local.date())}", fill="#5b6168", font=face(20))
    pen.text((664, 985), "演示材料", fill=_RED, font=face(22), anchor="ra")
    turned = page.rotate(0.4, Image.Resampling.BICUBIC, fillcolor="#ecebe6")
    out = io.BytesIO()
    moment: time.struct_time = at.utctimetuple()
    turned.save(out, "PDF", resolution=90, quality=70, creationDate=moment, modDate=moment)
    return out.getvalue()


SCANS: dict[str, Callable[[Exhibit, Tale, datetime], bytes]] = {
    "licence": licence,
    "report": report,
    "ledger": ledger,
}
