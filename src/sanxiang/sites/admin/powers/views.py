"""权力事项的页面: the list by state, and one version with its bases, its people and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.kernel import Actor, NotFound, Role, local_date
from sanxiang.powers import policies
from sanxiang.powers import selectors as powers
from sanxiang.powers.types import PowerItemView
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import register_scope, require_register
from sanxiang.rules.differences import differences
from sanxiang.sites.admin.powers.words import LABELS, words
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.staff import pager_of

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
_APPROVED = ("in_force", "superseded", "repealed")


@dataclass(frozen=True, slots=True)
class _View:
    """One tab: the statuses that are read, and how what it lists stands today."""

    label: str
    statuses: tuple[str, ...]
    standings: tuple[str, ...]


_VIEWS = {
    "draft": _View("草稿", ("draft",), ("draft",)),
    "submitted": _View("待审定", ("submitted",), ("submitted",)),
    "in_force": _View("有效", _APPROVED, ("in_force", "upcoming")),
    "ended": _View("已替代和废止", ("superseded", "repealed"), ("superseded", "repealed")),
}


@door("admin.items", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The versions of one state, of the agencies in scope."""
    actor = actor_of(request)
    state = request.GET.get("state", "")
    state = state if state in _VIEWS else _first_state(actor)
    kept, today, search = register_scope(actor), local_date(now()), asked(request)
    found, query = listed_items(actor, state, search), search | {"state": state}
    pager = pager_of(request, len(found), {k: v for k, v in query.items() if v}, size=50)
    first = (min(pager.number, pager.pages) - 1) * pager.size
    context = {
        "items": found[first : first + pager.size],
        "pager": pager,
        "query": query,
        "views": [Link(v.label, f"?state={code}", current=code == state) for code, v in _VIEWS.items()],
        "today": today,
        "agencies": [(str(a.id), a.name) for a in registry.agencies(kept)],
        "enters": actor.agency_id is not None and policies.may_enter(actor, actor.agency_id),
        "together": _together(actor, state),
        "drafts": "?" + urlencode(search) if state == "draft" and found else "",
        "ticked": (ticked := request.GET.get("all") == "1"),
        "all_url": "?" + urlencode({k: v for k, v in query.items() if v} | ({} if ticked else {"all": "1"})),
    }
    return admin_page(request, "admin/powers/list.html", context, crumbs=[Link("权力事项")], block="results")


def listed_items(actor: Actor, state: str, search: Mapping[str, str]) -> list[PowerItemView]:
    """What the list shows in this state with this search, all pages of it."""
    view, today, kept = _VIEWS[state], local_date(now()), register_scope(actor)
    agency = UUID(search["agency"]) if search["agency"] else None
    listed = powers.power_items(agency, query=search["q"], statuses=view.statuses)
    return [i for i in listed if i.agency_id in kept and i.standing_on(today) in view.standings]


def asked(request: HttpRequest) -> dict[str, str]:
    """The agency within the scope, "" = all, and the words asked for."""
    agency = _agency(request.GET.get("agency", ""), actor_of(request))
    return {"agency": str(agency or ""), "q": request.GET.get("q", "").strip()[:100]}


@door("admin.item", roles=READERS)
def show(request: HttpRequest, item: UUID) -> HttpResponse:
    """One version: what it says, who entered, submitted and approved it, what changed since the one before."""
    return shown(request, opened(request, item))


def opened(request: HttpRequest, item: UUID) -> PowerItemView:
    """The version, or NotFound outside the actor's scope."""
    found = powers.get_power_item(item)
    require_register(actor_of(request), found.agency_id)
    return found


def shown(
    request: HttpRequest, item: PowerItemView, *, errors: tuple[tuple[str, str], ...] = ()
) -> HttpResponse:
    """The page of a version; `errors` are what an act found missing."""
    actor, versions = actor_of(request), powers.item_versions(item.public_id)
    before = next((v for v in versions if v.version < item.version), None)
    saying = words(item)
    context = {
        "item": item,
        "rows": [(label, saying[name]) for name, label in LABELS.items() if saying[name]],
        "changes": differences(words(before), saying, LABELS) if before else (),
        "before": before,
        "versions": versions,
        "missing": powers.missing(item.id) if item.status == "draft" else (),
        "errors": errors,
        "benchmarks": powers.benchmarks(item.id, local_date(now())),
        "abolition": next(iter(powers.abolitions(item.id)), None),
        "may": {
            "enter": policies.may_enter(actor, item.agency_id),
            "submit": policies.may_submit(actor, item.agency_id),
            "approve": policies.may_approve(actor, item.agency_id),
        },
        "today": local_date(now()),
    }
    crumbs = [Link("权力事项", reverse("admin:items")), Link(item.name)]
    status = 422 if errors else 200
    return admin_page(request, "admin/powers/item.html", context, crumbs=crumbs, status=status)


def _first_state(actor: Actor) -> str:
    """What waits for this person, else what is in force."""
    if actor.has(Role.SUPERVISOR):
        return "submitted"
    return "draft"


def _together(actor: Actor, state: str) -> str:
    """The act that this person may do to many at once in this state."""
    if state == "draft" and actor.has(Role.AGENCY_HEAD):
        return "submit"
    return "approve" if state == "submitted" and actor.has(Role.SUPERVISOR) else ""


def _agency(sent: str, actor: Actor) -> UUID | None:
    """The agency asked for within the scope; None = all of the scope."""
    if not sent:
        return None
    found = next((key for key in register_scope(actor) if str(key) == sent), None)
    if found is None:
        raise NotFound("没有这个机关")
    return found
