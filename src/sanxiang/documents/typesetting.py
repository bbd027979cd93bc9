"""排版: data in, PDF/A-2b out. The data travels as JSON, so no text of a user is ever read as Typst markup.

Same data, template and fonts give the same bytes. One compiler serves the process; a page takes a few milliseconds
once the fonts are loaded.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import segno
import typst

from sanxiang.documents.fonts import FontBook, GlyphMissing, font_book
from sanxiang.documents.sealing import seal_provider

TEMPLATES = Path(__file__).parent / "templates"
_STANDARD: Final = "a-2b"
_NO_GLYPH = re.compile(r'the text `"(?P<text>.*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF, the families it may have used for each role, and the digest of the template's text."""

    pdf: bytes
    fonts: dict[str, list[str]]
    template: str


@dataclass(frozen=True, slots=True)
class Front:
    """What a template prints besides the data: set by this room, not by users."""

    code: str
    title: str
    number: str
    #: legal date of the document and instant that goes into the PDF's metadata
    dated: str
    at: datetime
    #: 草稿, 待签章 or 作废 across the page; "" once it is signed
    watermark: str = ""
    #: address of the authenticity page, "" for an internal document
    address: str = ""
    sealed: bool = False
    #: 公示文本: without seal, says on every page that it is a copy, and its QR leads to its publication
    public: bool = False
    signatures: tuple[Mapping[str, str], ...] = ()


def typeset(template: str, front: Front, data: Mapping[str, Any], *, book: FontBook | None = None) -> Printed:
    """Set a document as PDF/A-2b. Raises GlyphMissing if no font has a character of the data."""
    book = book or font_book()
    payload = {"doc": _front(front, data, book), "data": data, "fonts": book.stacks}
    with _turn:
        try:
            pdf = _compiler(book).compile(
                TEMPLATES / f"{template}.typ",
                format="pdf",
                sys_inputs={"payload": json.dumps(payload, ensure_ascii=False, sort_keys=True)},
                pdf_standards=[_STANDARD],
                timestamp=int(front.at.timestamp()),
            )
        except typst.TypstError as error:
            if found := _NO_GLYPH.search(error.message):
                raise GlyphMissing(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), found["text"])) from error
            raise
    assert isinstance(pdf, bytes)  # noqa: S101  one document, no output path
    return Printed(pdf, book.stacks, template_digest(template))


@cache
def template_digest(template: str) -> str:
    """SHA-256 over the shared base and the template: which form a document was set with."""
    text = (TEMPLATES / "base.typ").read_bytes() + (TEMPLATES / f"{template}.typ").read_bytes()
    return hashlib.sha256(text).hexdigest()


def _front(front: Front, data: Mapping[str, Any], book: FontBook) -> dict[str, Any]:
    agency = str(data["agency"]["name"])
    return {
        "code": front.code,
        "title": front.title,
        "number": front.number,
        "dated": front.dated,
        "watermark": front.watermark,
        "address": front.address,
        "public": front.public,
        "qr": _qr(front.address) if front.address else "",
        "seal": seal_provider().impression(agency_name=agency, font_families=book.stacks["song"])
        if front.sealed
        else "",
        "signatures": list(front.signatures),
    }


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=1, xmldecl=False)
    return out.getvalue().decode()


@cache
def _compiler(book: FontBook) -> typst.Compiler:
    return typst.Compiler(root=TEMPLATES, font_paths=book.fonts)
