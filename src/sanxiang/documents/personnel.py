"""人员的纸质件: the responsibility letter and the card, set like every document and kept in no table."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date, datetime

from sanxiang.documents.content import complete, plain
from sanxiang.documents.typesetting import Front, Printed, typeset
from sanxiang.kernel import local_date

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """执法责任书; the last three are empty until both sides have signed."""

    agency: str
    name: str
    year: int
    text: str
    drafted_on: date
    signatory: str = ""
    agency_signed_on: date | None = None
    officer_signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class CardPaper:
    """执法证件 as it is printed; `address` is what its QR says, `photo` a JPEG or PNG or nothing."""

    title: str
    agency: str
    name: str
    number: str
    fields: tuple[str, ...]
    area: str
    issuer: str
    #: ISO dates
    valid_from: str
    valid_to: str
    address: str
    photo: bytes = b""


def print_letter(paper: LetterPaper, at: datetime) -> Printed:
    """Print a letter for both sides to sign. Raises FontMissing, GlyphMissing."""
    data = {
        "agency": {"name": paper.agency},
        "name": paper.name,
        "text": paper.text,
        "signatory": paper.signatory,
        "agency_signed_on": str(paper.agency_signed_on or ""),
        "officer_signed_on": str(paper.officer_signed_on or ""),
    }
    title = f"{paper.year}年度执法责任书"
    front = Front(code="", title=title, number="", dated=paper.drafted_on.isoformat(), at=at)
    return typeset("letter", front, complete("", plain(data)))


def print_card(paper: CardPaper, at: datetime) -> Printed:
    """Print both sides of a card, 85.6 mm × 54 mm each. Raises FontMissing, GlyphMissing."""
    data = {
        "agency": {"name": paper.agency},
        "name": paper.name,
        "number": paper.number,
        "fields": list(paper.fields),
        "area": paper.area,
        "issuer": paper.issuer,
        "valid_from": paper.valid_from,
        "valid_to": paper.valid_to,
        "photo": _drawn(paper.photo),
    }
    front = Front(
        code="",
        title=paper.title,
        number="",
        dated=local_date(at).isoformat(),
        at=at,
        address=paper.address,
    )
    return typeset("card", front, complete("", plain(data)))


def _drawn(photo: bytes) -> str:
    """The portrait as the payload can carry it: inside an SVG of three by four, filled."""
    if not photo:
        return ""
    kind = "png" if photo.startswith(_PNG) else "jpeg"
    data = base64.b64encode(photo).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 400"><image width="300" height="400" '
        f'preserveAspectRatio="xMidYMid slice" href="data:image/{kind};base64,{data}"/></svg>'
    )
