"""待办: what this person has to do, the nearest end first."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from sanxiang.cases.types import CaseFilter
from sanxiang.flows.reading import case_list, inbox
from sanxiang.flows.reading.history import waiting_history
from sanxiang.flows.reading.types import ListRow
from sanxiang.flows.take_over_cases import waiting_for
from sanxiang.kernel import local_date
from sanxiang.sites.design.parts import Link
from sanxiang.sites.desk.links import act_url
from sanxiang.sites.desk.shell import CASEWORK, actor_of, desk, now
from sanxiang.sites.doors import STAFF, door

#: how many of the cases that end next an empty inbox names
NEXT = 3


@door("desk.inbox", roles=STAFF)
def show(request: HttpRequest) -> HttpResponse:
    """The groups 已超期, 今天, 3日内, 其他."""
    actor, at = actor_of(request), now()
    found = inbox(actor=actor, now=at)
    ahead: Sequence[ListRow] = ()
    if not found.entries and actor.has(*CASEWORK):
        ahead = case_list(actor=actor, now=at, filters=CaseFilter(closed=False), limit=NEXT)
    left = waiting_for(actor=actor, today=local_date(at))
    old = waiting_history(actor)
    context = {"old": old, "inbox": found, "ahead": ahead, "left": left, "act_url": act_url, "today": at}
    return desk(request, "desk/inbox/inbox.html", context, crumbs=[Link("待办")])
