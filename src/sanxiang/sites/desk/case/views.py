"""案件页: 概览, 证据, 文书, 法条与裁量, 法制审核, 公示, 全过程记录; one view a tab."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sanxiang.flows.reading import case_page
from sanxiang.flows.reading.types import CasePage
from sanxiang.sites.desk.case import law, parts, periods, record
from sanxiang.sites.desk.case.frame import framed
from sanxiang.sites.desk.shell import CASEWORK, actor_of, now
from sanxiang.sites.doors import door

#: how many pieces of evidence the overview shows
KEY_EVIDENCE = 4


def opened(request: HttpRequest, case: UUID) -> CasePage:
    """The case for who asks; NotFound outside the scope."""
    return case_page(actor=actor_of(request), case=case, now=now())


@door("desk.case", roles=CASEWORK)
def overview(request: HttpRequest, case: UUID) -> HttpResponse:
    """概览: what blocks, what is to be done, how long is left."""
    page = opened(request, case)
    context = {
        "tasks": parts.tasks(page),
        "exhibits": parts.exhibits(page.file.evidence[:KEY_EVIDENCE]),
        "proposal": page.file.course.proposal,
        "proposal_rows": list(parts.proposal_rows(page)),
        "meter": periods.main(page),
        "periods": periods.others(page),
        "people": parts.people(page),
        "events": parts.events(page.events),
    }
    return framed(request, "desk/case/overview.html", page, "case", context)


@door("desk.case.evidence", roles=CASEWORK)
def evidence(request: HttpRequest, case: UUID) -> HttpResponse:
    """证据: every piece with what it proves and whether it is verified and confirmed."""
    page = opened(request, case)
    context = {"exhibits": parts.exhibits(page.file.evidence), "status": parts.evidence_status}
    return framed(request, "desk/case/evidence.html", page, "case_evidence", context)


@door("desk.case.documents", roles=CASEWORK)
def documents(request: HttpRequest, case: UUID) -> HttpResponse:
    """文书: those of the case with their state, and those that can be drafted."""
    page = opened(request, case)
    context = {"forms": parts.draftable(page), "line": parts.paper_line}
    return framed(request, "desk/case/documents.html", page, "case_documents", context)


@door("desk.case.law", roles=CASEWORK)
def law_and_discretion(request: HttpRequest, case: UUID) -> HttpResponse:
    """法条与裁量: the wording in force on the day of the act, the tiers, the proposal, the review list."""
    page = opened(request, case)
    return framed(request, "desk/case/law.html", page, "case_law", law.context(page))


@door("desk.case.review", roles=CASEWORK)
def review(request: HttpRequest, case: UUID) -> HttpResponse:
    """法制审核: why it must be reviewed, the materials, every round."""
    page = opened(request, case)
    return framed(request, "desk/case/review.html", page, "case_review", {"checklist": law.CHECKLIST})


@door("desk.case.record", roles=CASEWORK)
def full_record(request: HttpRequest, case: UUID) -> HttpResponse:
    """全过程记录: one stream, each entry with its place in the ledger."""
    page = opened(request, case)
    context = record.context(page, request.GET.get("kind", ""))
    return framed(request, "desk/case/record.html", page, "case_record", context, block="stream")
