"""人员的纸质件: the responsibility letter to sign and the card to print, as PDF."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sanxiang.disclosure import selectors as published
from sanxiang.documents.fonts import FontMissing
from sanxiang.documents.personnel import CardPaper, LetterPaper, print_card, print_letter
from sanxiang.documents.typesetting import Printed
from sanxiang.kernel import InvalidInput, NotFound, local_date
from sanxiang.sites.admin.people.letters import letter_of
from sanxiang.sites.admin.people.views import READERS, opened
from sanxiang.sites.admin.shell import now
from sanxiang.sites.doors import door


@door("admin.letter.pdf", roles=READERS)
def letter(request: HttpRequest, officer: UUID, letter: UUID) -> HttpResponse:
    """The letter as both sides sign it; once they have, with names and days."""
    found, kept = opened(request, officer), letter_of(officer, letter)
    paper = LetterPaper(
        found.agency_name, found.name, kept.year, kept.text, kept.drafted_on, kept.signatory,
        kept.agency_signed_on, kept.officer_signed_on,
    )  # fmt: skip
    return _pdf(f"letter-{kept.year}.pdf", lambda: print_letter(paper, now()))


@door("admin.card.pdf", roles=READERS)
def card(request: HttpRequest, officer: UUID, credential: UUID) -> HttpResponse:
    """Both sides of a good card, as the public reads it today: its QR leads to what is published of it."""
    held = next((c for c in opened(request, officer).credentials if c.id == credential), None)
    if held is None or not held.valid_on(local_date(now())):
        raise NotFound("没有可以打印的证件")
    row = published.card(held.number)
    if row is None or row["superseded_at"]:
        raise InvalidInput(("", "证件还没有公示，二维码核验不了；请先由本机关负责人在“清单”里发布，再打印"))
    data = row["data"]
    card = next(c for c in published.cards_of(data) if c["credential"]["number"] == held.number)
    shown = card["credential"]
    paper = CardPaper(
        title=held.kind_label,
        agency=data["agency"]["name"],
        name=data["name"],
        number=shown["number"],
        fields=tuple(shown["fields"]),
        area=shown["area"],
        issuer=shown["issuer"],
        valid_from=shown["valid_from"],
        valid_to=shown["valid_to"],
        address=published.card_address(card),
        photo=published.published_files().read(data["photo"]) if data.get("photo") else b"",
    )
    return _pdf(f"card-{held.number}.pdf", lambda: print_card(paper, now()))


def _pdf(name: str, made: Callable[[], Printed]) -> HttpResponse:
    try:
        pdf = made().pdf
    except FontMissing as missing:
        raise InvalidInput(("", str(missing))) from missing
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
