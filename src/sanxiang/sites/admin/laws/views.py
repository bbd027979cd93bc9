"""法规变动的页面: ending laws that items rest on; what the end touches; the batch of drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanxiang.flows.reading.impact import Impact, Spot, first_day, impact, spots
from sanxiang.kernel import NotFound, Role, local_date
from sanxiang.powers import policies, services
from sanxiang.powers import selectors as powers
from sanxiang.registry.policies import scope
from sanxiang.rules.citations import Place, parse_citation
from sanxiang.rules.in_force import next_day
from sanxiang.rules.sentences import chinese_date
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.days import Head, head, lapses, terms_of
from sanxiang.statutes.types import LawView

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
#: laws that end within so many days are shown
AHEAD = timedelta(days=180)
#: laws looked at together
LAWS = 50
_Spot = tuple[UUID, Place]


@door("admin.laws", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Laws that items of the agencies in scope rest on and that have ended or will end soon, and single articles."""
    today = local_date(now())
    articles = powers.articles_rested_on(scope(actor_of(request)), today)
    rested = {law for law, _ in articles}
    rows = statutes.ending(rested, by=today + AHEAD)
    ended = {law.id for law, _ in rows}
    alone = lapses((a for a in articles if a[0] not in ended), since=today, by=today + AHEAD)
    context = {"rows": rows, "alone": alone, "today": today, "total": len(rested)}
    return admin_page(request, "admin/laws/list.html", context, crumbs=[Link("法规变动")])


@door("admin.law.impact", roles=READERS)
@require_http_methods(["GET", "POST"])
def touched(request: HttpRequest) -> HttpResponse:
    """What rests on the chosen laws; POST drafts new versions on the places entered."""
    actor, sent = actor_of(request), request.POST if request.method == "POST" else request.GET
    laws, articles = _chosen(sent.getlist("law"), sent.getlist("article"))
    today = local_date(now())
    found = _own(impact(actor=actor, laws=laws, articles=articles, on=today), scope(actor), today)
    successor = sent.get("successor", "").strip()
    law = statutes.find_law(successor) if successor else None
    on = _day(sent.get("on", "")) or first_day(found, since=today, by=today + AHEAD) or today
    listed = spots(found, successor=law.id if law else None, on=on, before=on - timedelta(days=1))
    entered = [sent.get(f"to-{n}", spot.suggested).strip() for n, spot in enumerate(listed)]
    errors = [("successor", f"没有导入《{successor}》")] if successor and law is None else []
    if request.method == "POST":
        moves, wrong = _moves(listed, entered, on)
        errors += wrong
        if not errors:
            return _drafted(request, found, moves, on)
    context = {
        "found": found,
        "successor": successor,
        "on": on,
        "spots": list(zip(listed, entered, strict=True)),
        "errors": errors,
        "drafts": _enters(request, found),
    }
    crumbs = [Link("法规变动", reverse("admin:laws")), Link("影响")]
    status = 422 if errors else 200
    return admin_page(request, "admin/laws/impact.html", context, crumbs=crumbs, status=status)


def _drafted(request: HttpRequest, found: Impact, moves: dict[_Spot, _Spot | None], on: date) -> HttpResponse:
    """Draft for the agencies that this person enters for; say what was left."""
    actor = actor_of(request)
    own = [item for item in found.items if item in _enters(request, found)]
    if not own:
        raise NotFound("没有您可以起草的事项")
    batch = services.rebase_items(actor=actor, now=now(), items=own, moves=moves, effective_from=on)
    if batch.drafts:
        messages.success(request, f"已为{len(batch.drafts)}项权力事项起草新依据，报审、审定后生效")
    names = {b.item: b.name for b in found.bases}
    for item, said in batch.left:
        messages.warning(request, f"{names[item]}：{said}")
    return redirect(reverse("admin:items") + "?state=draft")


def _moves(
    listed: list[Spot], entered: list[str], on: date
) -> tuple[dict[_Spot, _Spot | None], list[tuple[str, str]]]:
    """Where each place goes; empty = it stays for the next batch, 无 = it has no successor."""
    moves: dict[_Spot, _Spot | None] = {}
    wrong: list[tuple[str, str]] = []
    for n, (spot, words) in enumerate(zip(listed, entered, strict=True)):
        if not words:
            continue
        target = None if words == "无" else _target(words, on)
        if words != "无" and target is None:
            wrong.append((f"id_to-{n}", _not_there(words, on)))
        moves[spot.law.id, spot.place] = target
    if not moves and not wrong:
        wrong.append(("", "请至少填写一处承接的条文"))
    return moves, wrong


def _target(words: str, on: date) -> _Spot | None:
    """The place cited, if its article is in force that day, by its own day where it has one."""
    law, place = _cited(words)
    if law is None or place is None:
        return None
    at = (place.article, place.paragraph, place.item, place.suffix)
    return (law.id, place) if statutes.text_in_force(law.id, on, *at) else None


def _not_there(words: str, on: date) -> str:
    """What is wrong with a place that is not in force that day."""
    law, place = _cited(words)
    if law and place:
        key = head(law.id, place)
        if begins := next_day(terms_of([key]).get(key, []), on):
            return f"{words}自{chinese_date(begins)}起施行，{chinese_date(on)}还没有施行，请分开改，改依据的日期填写它施行的那一天"
    return f"“{words}”不是{on}有效的条文，请写成《法规全称》第…条第…款第…项，没有承接的写“无”"


def _cited(words: str) -> tuple[LawView | None, Place | None]:
    try:
        title, place = parse_citation(words)
    except ValueError:
        return None, None
    return statutes.find_law(title), place


def _enters(request: HttpRequest, found: Impact) -> set[UUID]:
    """The items touched that this person may draft."""
    actor = actor_of(request)
    return {b.item for b in found.bases if policies.may_enter(actor, b.agency_id)}


def _own(found: Impact, kept: frozenset[UUID], on: date) -> Impact:
    """Only what the scope lets this person see."""
    bases = tuple(b for b in found.bases if b.agency_id in kept)
    benchmarks = powers.benchmarks_on([b.item for b in bases], on)
    return replace(found, bases=bases, benchmarks=benchmarks)


def _chosen(laws: list[str], articles: list[str]) -> tuple[list[UUID], list[Head]]:
    """The laws, and the single articles of others (law.article.suffix), that were asked for."""
    try:
        whole = [UUID(key) for key in laws[:LAWS]]
        split = [key.split(".") for key in articles[:LAWS]]
        parts = [(UUID(law), Place(int(article), int(suffix))) for law, article, suffix in split]
    except ValueError:
        raise NotFound("没有这部法规") from None
    if not whole and not parts:
        raise NotFound("没有选择法规")
    return whole, parts


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
