"""成批审定清单事项和审核目录: what the head of the agency answers for, row by row with an entry for each."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.kernel import Role
from sanxiang.powers import policies, services
from sanxiang.sites.admin.matters import rules as catalogue
from sanxiang.sites.admin.matters.views import allowed
from sanxiang.sites.admin.matters.words import LISTS
from sanxiang.sites.admin.shell import actor_of, now
from sanxiang.sites.admin.together import Ticked, each, ticked_ids
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door


@door("admin.matters.together", roles=(Role.AGENCY_HEAD,))
@require_POST
def rows(request: HttpRequest, kind: str) -> HttpResponse:
    """Approve the ticked rows of a list."""
    found = [allowed(request, kind, key, policies.may_submit) for key in ticked_ids(request)]

    def approve(matter: UUID) -> None:
        services.approve_matter(actor=actor_of(request), now=now(), kind=kind, matter=matter)

    ticked = [Ticked(m.id, f"{m.number} {m.title}", reverse(f"admin:{kind}_row", args=[m.id])) for m in found]
    return each(request, ticked, approve, word="审定", home=Link(LISTS[kind], reverse(f"admin:{kind}")))


@door("admin.review_rules.together", roles=(Role.AGENCY_HEAD,))
@require_POST
def rules(request: HttpRequest) -> HttpResponse:
    """Approve the ticked rows of the review list."""
    home = Link(catalogue.TITLE, reverse("admin:review_rules"))
    found = [catalogue.own_rule(request, key) for key in ticked_ids(request)]

    def approve(rule: UUID) -> None:
        services.approve_review_rule(actor=actor_of(request), now=now(), rule=rule)

    ticked = [Ticked(rule.id, f"{rule.code} {rule.title}", home.url) for rule in found]
    return each(request, ticked, approve, word="审定", home=home)
