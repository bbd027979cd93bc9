"""打印: a row of the table as a finished PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from sanxiang.documents.catalogue import form_of
from sanxiang.documents.content import complete, plain
from sanxiang.documents.models import Document
from sanxiang.documents.types import Status
from sanxiang.documents.typesetting import Front, Printed, typeset
from sanxiang.kernel import local_date

_WATERMARKS = {Status.DRAFT: "草　稿", Status.ISSUED: "待签章", Status.VOID: "作　废"}


def address_of(token: str) -> str:
    """The authenticity address printed as QR."""
    return f"{settings.SITE_ORIGIN}/d/{token}"


def print_document(document: Document, at: datetime) -> Printed:
    """Print with the date of `at` (成文日期); sealed only once signed. Raises FontMissing."""
    form, status = form_of(document.code), Status.parse(document.status)
    front = Front(
        code=form.code,
        title=form.title,
        number=document.number,
        dated=local_date(at).isoformat(),
        at=at,
        watermark=_WATERMARKS.get(status, ""),
        address=address_of(document.token) if form.external else "",
        sealed=form.sealed and status.final,
        signatures=tuple(document.signatures),
    )
    return typeset(form.template, front, complete(document.code, document.data))


def print_public(document: Document, data: Mapping[str, Any], address: str) -> Printed:
    """Print the 公示文本 of a signed document from `data`; `address` is where it is published.

    Carries neither seal nor authenticity code: both belong to the document that was served. Raises FontMissing,
    and ValueError for a document that was never signed.
    """
    if document.signed_at is None:
        raise ValueError(f"《{document.title}》没有签章，不能制作公示文本")
    form = form_of(document.code)
    front = Front(
        code=form.code,
        title=form.title,
        number=document.number,
        dated=local_date(document.signed_at).isoformat(),
        at=document.signed_at,
        address=address,
        public=True,
    )
    return typeset(form.template, front, complete(document.code, data))


@dataclass(frozen=True, slots=True)
class ListPaper:
    """A list to be printed: `lines` stand under its title, `address` is where it is published."""

    agency: str
    title: str
    number: str
    lines: tuple[str, ...]
    heads: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    address: str


def print_list(paper: ListPaper, at: datetime) -> Printed:
    """Print a list as a landscape table with running numbers. Raises FontMissing."""
    front = Front(
        code="",
        title=paper.title,
        number=paper.number,
        dated=local_date(at).isoformat(),
        at=at,
        address=paper.address,
    )
    data = {
        "agency": {"name": paper.agency},
        "lines": list(paper.lines),
        "heads": list(paper.heads),
        "rows": [list(row) for row in paper.rows],
        "widths": _widths(paper.heads, paper.rows),
    }
    return typeset("list", front, complete("", plain(data)))


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Shares of the page by how much a column says: neither very narrow nor all of it."""
    mean = [sum(len(row[n]) for row in rows) // max(1, len(rows)) for n in range(len(heads))]
    return [min(24, max(8, len(head), said)) for head, said in zip(heads, mean, strict=True)]
