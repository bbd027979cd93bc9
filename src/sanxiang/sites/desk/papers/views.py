"""文书: draft with the paper beside the form, number, sign, and look at it as it is printed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.cases.policies import MAY
from sanxiang.documents.catalogue import CATALOGUE
from sanxiang.documents.selectors import get_document, pdf_bytes, revisions_of
from sanxiang.documents.types import DocumentView, Status
from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.issue_document import issue_document
from sanxiang.flows.reading.types import CasePage
from sanxiang.flows.shared.fields import rule_fields
from sanxiang.flows.sign_document import sign_document
from sanxiang.kernel import ROLE_LABELS, NotFound, local_date
from sanxiang.rules.documents import SPECS, missing_fields
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.verdict import Reason
from sanxiang.sites.desk.acts.screen import done, refusable
from sanxiang.sites.desk.case.frame import framed
from sanxiang.sites.desk.case.views import opened
from sanxiang.sites.desk.links import EDITABLE
from sanxiang.sites.desk.papers.citations import CitedRow, cited_rows
from sanxiang.sites.desk.papers.forms import DraftForm
from sanxiang.sites.desk.shell import CASEWORK, actor_of, now
from sanxiang.sites.doors import door

#: completed and signed by the act they belong to
SIGNED_BY_ACT = frozenset({"D02", "D27", "D28", "D39"})


@door("desk.act.draft_document", roles=MAY[Act.DRAFT_DOCUMENT])
def draft(request: HttpRequest, case: UUID, code: str) -> HttpResponse:
    """The form left, the paper right; saving makes the next draft."""
    if code not in EDITABLE:
        raise NotFound("没有这种文书，或者它由办理行为自动生成")
    page, at = opened(request, case), now()
    refusable(request, case)
    form = DraftForm(request.POST if request.method == "POST" else None, page=page, moment=at, code=code)
    if request.method == "POST" and form.is_valid():
        draft_document(actor=actor_of(request), now=at, case=case, **form.arguments())
        said = f"《{CATALOGUE[code].title}》已保存"
        return done(request, said, reverse("desk:draft_document", args=[case, code]))
    paper = page.file.document(code)
    context = {
        "form": form,
        "form_of": CATALOGUE[code],
        "paper": paper,
        "missing": missing_in(paper),
        "cited": cited_in(page, paper) if paper else [],
    }
    title = CATALOGUE[code].title
    return framed(request, "desk/papers/draft.html", page, "case_documents", context, title=title)


@door("desk.document", roles=CASEWORK)
def document(request: HttpRequest, case: UUID, document: UUID) -> HttpResponse:
    """One document: state, number, digest, drafts, and what this person can do with it."""
    page = opened(request, case)
    paper = get_document(document, case_id=case)
    context = {
        "paper": paper,
        "form_of": CATALOGUE[paper.code],
        "missing": missing_in(paper) if paper.status is Status.DRAFT else (),
        "revisions": revisions_of(paper.id),
        "cited": cited_in(page, paper),
        "editable": paper.status is Status.DRAFT and paper.code in EDITABLE and may(page, Act.DRAFT_DOCUMENT),
        "may_sign": actor_of(request).has(*CATALOGUE[paper.code].signers) and signs(page, paper),
        "signers": "、".join(ROLE_LABELS[role] for role in CATALOGUE[paper.code].signers),
    }
    return framed(request, "desk/papers/document.html", page, "case_documents", context, title=paper.title)


@door("desk.document.pdf", roles=CASEWORK)
def pdf(request: HttpRequest, case: UUID, document: UUID) -> HttpResponse:
    """The print: the stored file, or of a draft a preview marked 草稿."""
    opened(request, case)
    paper = get_document(document, case_id=case)
    response = HttpResponse(pdf_bytes(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper.code}.pdf"'
    return response


@door("desk.act.issue_document", roles=MAY[Act.ISSUE_DOCUMENT])
@require_POST
def issue(request: HttpRequest, case: UUID, document: UUID) -> HttpResponse:
    """Give a complete draft its number and its PDF."""
    refusable(request, case)
    key = request.POST.get("key", "")
    issue_document(actor=actor_of(request), now=now(), case=case, document=document, key=key)
    return done(request, "文书已制发，等待签署", reverse("desk:document", args=[case, document]))


@door("desk.act.sign_document", roles=MAY[Act.SIGN_DOCUMENT])
@require_POST
def sign(request: HttpRequest, case: UUID, document: UUID) -> HttpResponse:
    """Sign: from here on nothing printed may change."""
    refusable(request, case)
    others = tuple(name.strip() for name in request.POST.get("co_signers", "").split("、") if name.strip())
    key = request.POST.get("key", "")
    sign_document(
        actor=actor_of(request), now=now(), case=case, document=document, co_signers=others, key=key
    )
    return done(request, "文书已签署，校验值已固化", reverse("desk:document", args=[case, document]))


def cited_in(page: CasePage, paper: DocumentView) -> list[CitedRow]:
    """The provisions that the paper cites, checked."""
    return cited_rows(paper.data, today=local_date(now()), act_on=page.file.case.act_on)


def missing_in(paper: DocumentView | None) -> tuple[Reason, ...]:
    """The essential fields that the draft lacks; opinions that the act adds count as missing until then."""
    return missing_fields(paper.code, rule_fields(paper.data)) if paper and paper.code in SPECS else ()


def may(page: CasePage, act: str) -> bool:
    """May this person try the act here?"""
    found = page.act(act)
    return bool(found and found.personal.ok)


def signs(page: CasePage, paper: DocumentView) -> bool:
    """Is there something left to issue or sign by hand? Sheets and decisions are signed by their act."""
    return (
        paper.status in (Status.DRAFT, Status.ISSUED)
        and paper.code not in SIGNED_BY_ACT
        and may(page, Act.SIGN_DOCUMENT)
    )
