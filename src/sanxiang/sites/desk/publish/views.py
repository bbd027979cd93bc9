"""公示: the queue; and for one case both panes, prepared by one person and released by another."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.cases.policies import MAY
from sanxiang.cases.types import CaseFilter
from sanxiang.disclosure.selectors import publications_of
from sanxiang.flows.prepare_publication import prepare_publication
from sanxiang.flows.publish_decision import publish_decision
from sanxiang.flows.reading import case_list, public_pdf, publication_page
from sanxiang.flows.reading.types import PublicationPage
from sanxiang.kernel import Actor, Role, local_date
from sanxiang.rules.disclosure import WithholdGround
from sanxiang.rules.procedures.acts import Act, Step
from sanxiang.sites.design.parts import Choice, Link
from sanxiang.sites.desk.acts.screen import done, refusable
from sanxiang.sites.desk.case.frame import framed
from sanxiang.sites.desk.case.views import opened
from sanxiang.sites.desk.publish.fields import concealed, entered, rows
from sanxiang.sites.desk.shell import CASEWORK, actor_of, desk, now
from sanxiang.sites.doors import door

_DECIDED = (Step.DECIDED, Step.SERVED, Step.PERFORM, Step.CLOSED)
#: state of a publication → code of the status family `disclosure`
STATES = {"prepared": "approval"}


@door("desk.publish_queue", roles=(Role.DISCLOSER, Role.AGENCY_HEAD))
def queue(request: HttpRequest) -> HttpResponse:
    """Every decision with its publication, those still due first."""
    found = case_list(actor=actor_of(request), now=now(), filters=CaseFilter(states=_DECIDED))
    made = publications_of(row.case.id for row in found)
    listed = [(row, made[row.case.id]) for row in found if row.case.id in made]
    listed.sort(
        key=lambda pair: (pair[1].published_on is not None, bool(pair[1].released_by), pair[1].due_on)
    )
    context = {"rows": listed, "today": local_date(now()), "states": STATES}
    return desk(request, "desk/publish/queue.html", context, crumbs=[Link("公示管理")])


@door("desk.case.publish", roles=CASEWORK)
def case_publish(request: HttpRequest, case: UUID) -> HttpResponse:
    """Left what is on file, right exactly what the public will see; POST previews other choices."""
    page = opened(request, case)
    if page.file.publication is None:
        return framed(request, "desk/publish/none.html", page, "case_publish")
    sent = request.POST if request.method == "POST" else None
    found = publication_page(
        actor=actor_of(request),
        case=case,
        now=now(),
        choices=entered(sent) if sent else None,
        conceal=concealed(sent) if sent else None,
    )
    context = _panes(actor_of(request), found) | {"previewed": sent is not None}
    return framed(request, "desk/publish/panes.html", page, "case_publish", context, block="panes")


def _panes(actor: Actor, found: PublicationPage) -> dict[str, Any]:
    """Both panes, and what this person may do with them."""
    state = found.publication.state
    return {
        "f": found,
        "rows": rows(found),
        "state": STATES.get(state, state),
        "grounds": [Choice(ground.value, ground.label) for ground in WithholdGround],
        "prepares": actor.has(*MAY[Act.PREPARE_PUBLICATION]) and found.publication.ended_on is None,
        "releases": actor.has(*MAY[Act.PUBLISH_DECISION]),
        "withdraws": actor.has(*MAY[Act.WITHDRAW_PUBLICATION]) and found.publication.shown,
        "own": actor.person_id == found.publication.prepared_by_id,
        "key": uuid4().hex,
        "today": found.page.file.today,
    }


@door("desk.case.publish.pdf", roles=CASEWORK)
def public_copy(request: HttpRequest, case: UUID) -> HttpResponse:
    """公示文本: the decision as the public will get it, what was prepared or what the rules would make of it."""
    refusable(request, case)
    pdf = public_pdf(actor=actor_of(request), case=case, now=now())
    return HttpResponse(pdf, content_type="application/pdf")


@door("desk.act.prepare_publication", roles=MAY[Act.PREPARE_PUBLICATION])
@require_POST
def prepare(request: HttpRequest, case: UUID) -> HttpResponse:
    """Build what will be public, or propose to withhold it; nothing is public yet."""
    refusable(request, case)
    ground = request.POST.get("ground", "")
    prepare_publication(
        actor=actor_of(request),
        now=now(),
        case=case,
        choices=None if ground else entered(request.POST),
        conceal=concealed(request.POST),
        ground=ground,
        reason=request.POST.get("reason", "").strip(),
        key=request.POST.get("key", ""),
    )
    return done(request, "公示内容已拟制，等待另一人审核发布", reverse("desk:case_publish", args=[case]))


@door("desk.act.publish_decision", roles=MAY[Act.PUBLISH_DECISION])
@require_POST
def release(request: HttpRequest, case: UUID) -> HttpResponse:
    """Let it out, by somebody other than who prepared it."""
    refusable(request, case)
    publish_decision(actor=actor_of(request), now=now(), case=case, key=request.POST.get("key", ""))
    return done(request, "已审核发布", reverse("desk:case_publish", args=[case]))
