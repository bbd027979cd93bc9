"""案件页的框架: head, stepper and tabs above, and below what comes next for this person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.flows.reading import turns
from sanxiang.flows.reading.types import CasePage
from sanxiang.rules.verdict import Reason
from sanxiang.sites.design.parts import Link
from sanxiang.sites.desk.case import parts
from sanxiang.sites.desk.links import remedies, turn_url
from sanxiang.sites.desk.shell import actor_of, desk

TABS = {
    "case": "概览",
    "case_evidence": "证据",
    "case_documents": "文书",
    "case_law": "法条与裁量",
    "case_review": "法制审核",
    "case_publish": "公示",
    "case_record": "全过程记录",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar at the foot: one primary button if it is this person's turn, else whose turn it is."""

    why: str
    why_url: str = ""
    primary: Link | None = None
    others: tuple[Link, ...] = ()


def framed(
    request: HttpRequest,
    template: str,
    page: CasePage,
    tab: str,
    context: Mapping[str, Any] | None = None,
    *,
    title: str = "",
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the case: one of its tabs, or with a title of its own below a tab."""
    case = page.file.case
    trail = [
        Link("案件", reverse("desk:cases")),
        Link(case.number or "线索", reverse("desk:case", args=[case.id])),
    ]
    if title:
        trail.append(Link(title))
    frame = {
        "p": page,
        "case": case,
        "facts": parts.head_facts(page),
        "steps": parts.steps(page.stepper),
        "tabs": tabs(page, tab),
        "bar": bar(page),
        "remedies": remedies(case.id, actor_of(request)),
        "here": title or TABS[tab],
    }
    return desk(request, template, {**frame, **(context or {})}, crumbs=trail, block=block, status=status)


def tabs(page: CasePage, current: str) -> list[Link]:
    """The seven tabs with their counts."""
    counts = {
        "case_evidence": len(page.file.evidence),
        "case_documents": len(page.file.documents),
        "case_record": len(page.events),
    }
    case = page.file.case.id
    return [
        Link(label, reverse(f"desk:{name}", args=[case]), current=name == current, count=counts.get(name))
        for name, label in TABS.items()
    ]


def bar(page: CasePage) -> Bar:
    """What comes next for this person; the button stays enabled and the form says what is missing."""
    case = page.file.case.id
    open_turns = turns(page)
    mine = [turn for turn in open_turns if turn.mine]
    if not open_turns:
        return Bar("案件已经办结" if page.file.case.closed_on else "本案没有需要办理的事项")
    if not mine:
        turn = open_turns[0]
        return Bar(turn.note or f"现在由{turn.who}办理：{turn.sentence}")
    first, *rest = mine
    missing = _missing(page, first.act)
    why = first.note or (f"还缺{len(missing)}项：{missing[0].text}" if missing else "可以办理")
    others = tuple(Link(t.sentence, turn_url(case, t)) for t in rest)
    return Bar(why, "#gate" if missing else "", Link(first.sentence, turn_url(case, first)), others)


def _missing(page: CasePage, act: str) -> tuple[Reason, ...]:
    found = page.act(act)
    return found.lawful.reasons if found else ()
