"""人员的页面: the people of the scope with what their credentials are worth today, and one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.disclosure.selectors import card as published_card
from sanxiang.kernel import Actor, Role, local_date
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.registry import selectors as registry
from sanxiang.registry.choices import OFFICER_DUTIES
from sanxiang.registry.credentialing import acts_open
from sanxiang.registry.letters import letters
from sanxiang.registry.policies import (
    may_administer,
    may_handle_credentials,
    register_scope,
    require_register,
)
from sanxiang.registry.types import CredentialView, OfficerView
from sanxiang.rules.credentials import CredentialAct, Standing, check_staffing, warning_on
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Event, Link
from sanxiang.sites.doors import door
from sanxiang.sites.staff import pager_of

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
_VIEWS = {"": "全部在岗", "due": "到期提醒", "none": "没有证件", "left": "已离岗"}


@dataclass(frozen=True, slots=True)
class Line:
    """A person of the list: the credential that counts, its standing, and what is to be seen to."""

    officer: OfficerView
    card: CredentialView | None
    standing: str
    warning: str


@door("admin.people", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The people of the agencies in scope; one view lists what is to be seen to."""
    actor, today = actor_of(request), local_date(now())
    state = request.GET.get("state", "") if request.GET.get("state", "") in _VIEWS else ""
    duty = request.GET.get("duty", "") if request.GET.get("duty", "") in OFFICER_DUTIES else ""
    agency, q = request.GET.get("agency", ""), request.GET.get("q", "").strip()[:100]
    agencies = [(str(a.id), a.name) for a in registry.agencies(register_scope(actor))]
    lines = [
        line
        for line in (line_of(o, today) for o in _people(actor, agency))
        if _wanted(line, state, today) and duty in ("", line.officer.duty) and _found(line, q)
    ]
    if state == "due":
        # what cannot be used today comes first, then what ends soonest
        lines.sort(key=lambda n: (n.standing == "valid", n.card.valid_to if n.card else today))
    query = {"state": state, "agency": agency, "duty": duty, "q": q}
    pager = pager_of(request, len(lines), {k: v for k, v in query.items() if v}, size=50)
    first = (min(pager.number, pager.pages) - 1) * pager.size
    context = {
        "lines": lines[first : first + pager.size],
        "pager": pager,
        "query": query,
        "views": [
            Link(label, f"?state={key}" if key else "?", current=key == state)
            for key, label in _VIEWS.items()
        ],
        "agencies": agencies,
        "duties": OFFICER_DUTIES,
    }
    return admin_page(request, "admin/people/list.html", context, crumbs=[Link("人员")], block="results")


@door("admin.staffing", roles=READERS)
def reviewers(request: HttpRequest) -> HttpResponse:
    """法制审核人员配备: 5 % of those who enforce, at least one, agency by agency as it is today (118号（十一）)."""
    found = registry.staffing(register_scope(actor_of(request)), on=local_date(now()))
    rows = sorted(((a, s, check_staffing(s)) for a, s in found), key=lambda row: -row[1].short)
    context = {"rows": rows, "short": sum(not verdict.ok for _, _, verdict in rows)}
    crumbs = [Link("人员", reverse("admin:people")), Link("法制审核人员配备")]
    return admin_page(request, "admin/people/staffing.html", context, crumbs=crumbs)


@door("admin.person", roles=READERS)
def show(request: HttpRequest, officer: UUID) -> HttpResponse:
    """One person: what each credential covers, what was done to it, and what may be done."""
    actor, today = actor_of(request), local_date(now())
    found = opened(request, officer)
    entries = [e for key in (found.id, *(c.id for c in found.credentials)) for e in entries_of_subject(key)]
    context = {
        "o": found,
        "today": today,
        "line": line_of(found, today),
        "cards": [
            (c, c.standing_on(today), _acts(actor, found, c, today), _prints(c, today))
            for c in found.credentials
        ],
        "events": [
            Event(e.sentence.removeprefix(e.actor), e.at, e.actor)
            for e in sorted(entries, key=lambda e: e.id, reverse=True)
        ],
        "letters": letters(found.id),
        "act_labels": {act.value: act.label for act in CredentialAct},
        "keeps": may_administer(actor, found.agency_id) and not _gone(found, today),
    }
    return admin_page(
        request, "admin/people/person.html", context, crumbs=crumbs_of(found)[:-1] + [Link(found.name)]
    )


def opened(request: HttpRequest, officer: UUID) -> OfficerView:
    """The person, or NotFound outside the actor's scope."""
    found = registry.get_officer(officer)
    require_register(actor_of(request), found.agency_id)
    return found


def crumbs_of(found: OfficerView) -> list[Link]:
    """人员 and the person."""
    return [
        Link("人员", reverse("admin:people")),
        Link(found.name, reverse("admin:person", args=[found.id])),
    ]


def line_of(officer: OfficerView, today: date) -> Line:
    """The person with the credential that counts, a supervisor's 监督证 first, and what is due of each kind held.

    Of a kind the valid one counts, else the one that lasts longest.
    """
    latest = {c.kind: c for c in sorted(officer.credentials, key=lambda c: c.valid_to)}
    order = sorted(latest, key=lambda kind: (kind == "supervision") != (officer.duty == "supervisor"))
    held = [officer.credential_on(today, kind) or latest[kind] for kind in order]
    if not held:
        return Line(officer, None, "", "")
    card = held[0]
    due = [] if _gone(officer, today) else [(c.kind_label, warning_on(c.facts, today)) for c in held]
    warning = "；".join((kind if len(held) > 1 else "") + text for kind, text in due if text)
    standing = card.standing_on(today).standing
    shown = "expiring" if standing is Standing.VALID and "到期" in warning else standing.value
    return Line(officer, card, shown, warning)


def _people(actor: Actor, agency: str) -> list[OfficerView]:
    """Those of the scope or of one agency of it, by region and agency."""
    kept = [a.id for a in registry.agencies(register_scope(actor)) if agency in ("", str(a.id))]
    return [o for key in kept for o in registry.officers(key)]


def _wanted(line: Line, state: str, today: date) -> bool:
    if _gone(line.officer, today) or state == "left":
        return state == "left" and _gone(line.officer, today)
    return {"due": bool(line.warning), "none": line.card is None}.get(state, True)


def _found(line: Line, q: str) -> bool:
    return q in line.officer.name or any(q in c.number for c in line.officer.credentials)


def _gone(officer: OfficerView, today: date) -> bool:
    return officer.left_on is not None and officer.left_on <= today


def _acts(actor: Actor, officer: OfficerView, card: CredentialView, today: date) -> list[CredentialAct]:
    """What this person may do to the credential today, in the order of the law."""
    if not may_handle_credentials(actor, officer.agency_id):
        return []
    open_now = acts_open(card.standing_on(today).standing)
    return [act for act in CredentialAct if act in open_now]


def _prints(card: CredentialView, today: date) -> bool:
    """Is it good, and does the public read of it, so that its QR verifies?"""
    row = published_card(card.number) if card.valid_on(today) else None
    return row is not None and not row["superseded_at"]
