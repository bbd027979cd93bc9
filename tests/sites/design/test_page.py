"""One way to answer: the whole page, or a block of it for htmx."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from sanxiang.rules.verdict import Basis, Reason
from sanxiang.sites.design.page import page
from tests.sites.requests import OFFICER, request_of

CONTEXT = {
    "reasons": [Reason("x", "执法人员不足两人", (Basis("行政处罚法", "第四十二条第一款"),))],
    "remedies": {},
    "back": "/",
}


def test_a_reader_gets_the_whole_page() -> None:
    response = page(request_of(), "design/refused.html", CONTEXT, block="refusal", status=422)
    html = response.content.decode()
    assert response.status_code == 422
    assert (
        html.startswith("<!doctype html>")
        and "执法人员不足两人" in html
        and "《行政处罚法》第四十二条第一款" in html
    )


def test_htmx_gets_the_block_alone() -> None:
    html = page(request_of(htmx=True), "design/refused.html", CONTEXT, block="refusal").content.decode()
    assert "执法人员不足两人" in html and "<html" not in html


def test_without_a_block_htmx_gets_the_whole_page() -> None:
    assert b"<html" in page(request_of(htmx=True), "design/refused.html", CONTEXT).content


def test_caches_keep_fragments_and_pages_apart() -> None:
    response = page(request_of(), "design/refused.html", CONTEXT)
    assert {"HX-Request", "Cookie"} <= {part.strip() for part in response["Vary"].split(",")}


def test_a_slip_in_a_template_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        page(request_of(), "design/refused.html", {"back": "/", "remedies": {}})


@pytest.mark.parametrize(
    ("cookie", "attribute"),
    [("sx-size=elder", 'data-sx-size="elder"'), ("sx-contrast=high", 'data-sx-contrast="high"')],
)
def test_display_modes_are_set_by_the_server(cookie: str, attribute: str) -> None:
    assert attribute in page(request_of(Cookie=cookie), "design/refused.html", CONTEXT).content.decode()
    assert attribute not in page(request_of(), "design/refused.html", CONTEXT).content.decode()


def test_an_invented_mode_is_ignored() -> None:
    html = page(request_of(Cookie='sx-size="><script>'), "design/refused.html", CONTEXT).content.decode()
    assert "data-sx-size" not in html


def test_text_is_escaped() -> None:
    context = {**CONTEXT, "reasons": [Reason("x", "<script>alert(1)</script>")]}
    assert b"<script>alert" not in page(request_of(OFFICER), "design/refused.html", context).content
