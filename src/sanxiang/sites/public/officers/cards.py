"""核验执法证件 (P6): what stands behind the QR code of a card today, for a phone in sunlight."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from markupsafe import Markup

from sanxiang.disclosure import selectors
from sanxiang.disclosure.services import card_signer
from sanxiang.disclosure.types import CredentialData
from sanxiang.ledger.log import LogRefuses
from sanxiang.sites.design.parts import Link
from sanxiang.sites.design.text import date_long
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import public, render, today, word
from sanxiang.sites.public.words import credential_status

COLUMN = Link("执法人员", "/officers/")
CHECK = Link("核验执法证件", "/v/")
_PNG = b"\x89PNG\r\n\x1a\n"


def standing(row: Mapping[str, Any], held: CredentialData, day: date) -> tuple[str, str]:
    """Status code of a card of a published officer on a day, and in words since when it is not good ("" while it is)."""
    if row.get("superseded_at"):
        return "cancelled", Markup("已于{}停止公示").format(date_long(row["superseded_at"]))
    state = credential_status(held, day)
    if state in ("valid", "expiring"):
        return state, ""
    if state == "expired":
        return state, Markup("有效期已于{}届满").format(date_long(date.fromisoformat(held["valid_to"])))
    if state == "not_yet":
        return state, Markup("有效期自{}起").format(date_long(date.fromisoformat(held["valid_from"])))
    if held.get("since"):
        return state, Markup("自{}起").format(date_long(date.fromisoformat(held["since"])))
    return state, Markup("证件状态更新于{}").format(date_long(row["published_at"]))


@public("cards", kept=True)
def cards(request: HttpRequest) -> HttpResponse:
    """Type the number of a card, or paste what its QR code holds."""
    if number := word(request, "number", limit=40):
        return HttpResponseRedirect(f"/v/{''.join(c for c in number if c.isalnum() or c in '-_')}/")
    return render(
        request, "officers/check.html", column=COLUMN.url, trail=crumbs(COLUMN, CHECK.label), key=_key()
    )


@public("card", kept=True)
def card(request: HttpRequest, number: str) -> HttpResponse:
    """Whether the card of this number is good today, whose it is, and where to complain."""
    row = selectors.card(number)
    cards = selectors.cards_of(row["data"]) if row else []
    held = next((c["credential"] for c in cards if c["credential"]["number"] == number), None)
    state, ended = standing(row, held, today()) if row and held else ("", "")
    agency = selectors.snapshot("agency", row["data"]["agency"]["public_id"]) if row else None
    response = render(
        request,
        "officers/card.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, CHECK, "核验结果"),
        row=row,
        data=row["data"] if row else None,
        held=held,
        state=state,
        ended=ended,
        agency=agency["data"] if agency else None,
        key=_key(),
        status=200 if row else 404,
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@public("card.key", kept=True)
def key(request: HttpRequest) -> HttpResponse:
    """The public key with which cards are checked offline."""
    if not (found := _key()):
        raise Http404
    text = f"# 执法证件签名公钥，格式见说明；用法：sanxiang verify-card --key key.txt 二维码内容\n{found}\n"
    return HttpResponse(text, "text/plain; charset=utf-8")


@public("officer.photo", kept=True)
def photo(request: HttpRequest, public_id: str) -> HttpResponse:
    """The portrait of an officer who is shown now."""
    row = selectors.snapshot("officer", public_id)
    if row is None or not row["data"].get("photo"):
        raise Http404
    data = selectors.published_files().read(row["data"]["photo"])
    return HttpResponse(data, _type(data))


@public("card.script", kept=True)
def script(request: HttpRequest) -> HttpResponse:
    """What checks the signature of a card in the reader's browser."""
    path = files("sanxiang.sites.public.officers") / "card.js"
    return HttpResponse(path.read_bytes(), "text/javascript; charset=utf-8")


def _key() -> str:
    """ "" where cards are verified online only, for want of a key or because it is not this platform's."""
    try:
        signer = card_signer()
    except LogRefuses:
        return ""
    return str(signer.verifier) if signer else ""


def _type(data: bytes) -> str:
    return "image/png" if data.startswith(_PNG) else "image/jpeg"
