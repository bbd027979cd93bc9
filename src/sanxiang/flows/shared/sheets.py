"""制作文书 inside an act: draft, number, sign, and make it verifiable, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sanxiang.disclosure.services import record_document_token
from sanxiang.documents import services as documents
from sanxiang.documents.catalogue import form_of
from sanxiang.documents.selectors import authenticity_facts
from sanxiang.documents.types import DocumentView, Status
from sanxiang.flows.shared.act import Acting
from sanxiang.flows.shared.fields import rule_fields
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.papers import data_for, with_opinion
from sanxiang.kernel import InvalidInput, Role
from sanxiang.rules.citations import cite
from sanxiang.rules.documents import SPECS, missing_fields
from sanxiang.rules.facts import ApprovalFacts, DocumentFacts
from sanxiang.rules.terms import DocumentStatus
from sanxiang.rules.verdict import LAWFUL, Reason, Verdict

#: documents that an act draws up, and those that an act completes and signs
MADE_BY_ACT = frozenset({"D18", "D25", "D31"})
SIGNED_BY_ACT = frozenset({"D02", "D03", "D27", "D28", "D39"})

#: the words beside a signature, by office; the first that fits
_SIGNERS = (
    (Role.AGENCY_HEAD, "负责人"),
    (Role.LEGAL_REVIEWER, "审核人"),
    (Role.UNIT_HEAD, "承办机构负责人"),
    (Role.OFFICER, "承办人"),
)


def content(file: CaseFile, code: str, fields: Mapping[str, Any], opinion: str = "") -> dict[str, Any]:
    """What document `code` says now: the case, the answers given in earlier drafts, then `fields` and opinion."""
    begun = file.document(code)
    # opinions stand for those who gave them, and are never part of what somebody else types in
    typed = {name: value for name, value in fields.items() if name != "opinions"}
    own = {**(begun.data.get("own", {}) if begun else {}), **typed}
    if opinion:
        own = with_opinion(own, file, opinion)
    return {**data_for(code, file, own), "own": own}


def draft(act: Acting, code: str, fields: Mapping[str, Any], *, opinion: str = "") -> DocumentView:
    """The next draft of document `code`."""
    return documents.draft_document(
        actor=act.actor,
        now=act.now,
        case_id=act.case.id,
        agency_id=act.case.agency_id,
        code=code,
        data=content(act.file, code, fields, opinion),
    )


def issue(act: Acting, document: DocumentView) -> DocumentView:
    """制发: number and PDF."""
    return documents.issue_document(actor=act.actor, now=act.now, document_id=document.id)


def sign(act: Acting, document: DocumentView, co_signers: tuple[str, ...] = ()) -> DocumentView:
    """签署: frozen from here on; what goes to the party can be verified by its token (QR)."""
    role = next(word for needed, word in _SIGNERS if act.actor.has(needed))
    signed = documents.sign_document(
        actor=act.actor, now=act.now, document_id=document.id, role=role, co_signers=co_signers
    )
    if facts := authenticity_facts(signed):
        record_document_token(
            actor=act.actor,
            now=act.now,
            token=facts.token,
            document_no=facts.number,
            title=facts.title,
            agency_name=facts.agency,
            agency_phone=act.file.agency.phone,
            issued_on=facts.dated,
            sha256=facts.sha256,
            signed_by=facts.agency,
        )
    return signed


def make(act: Acting, code: str, fields: Mapping[str, Any], *, opinion: str = "") -> DocumentView:
    """Draft, issue and sign in one go: for sheets that the act itself completes."""
    return sign(act, issue(act, draft(act, code, fields, opinion=opinion)))


def complete(act: Acting, code: str) -> DocumentView:
    """The signed document of that code: what is still a draft is drawn up from the case as it stands and signed."""
    begun = act.file.document(code)
    if begun is None:
        raise LookupError(f"{code}: the rules let an act pass without its document")
    if begun.signed_at:
        return begun
    return sign(act, begun) if begun.status is Status.ISSUED else make(act, code, {})


def as_signed(
    act: Acting, code: str, *, opinion: str = "", made_here: bool = False
) -> tuple[tuple[DocumentFacts, ...], Verdict]:
    """The documents of the case as they would be once this act has signed `code`, and what `code` still lacks.

    Without a draft nothing is signed, unless the act itself draws the document up (`made_here`).
    """
    begun = act.file.document(code)
    if (begun is None and not made_here) or (begun and begun.signed_at and not made_here):
        return act.facts.documents, LAWFUL
    said = rule_fields(content(act.file, code, {}, opinion))
    paper = DocumentFacts(
        document_id=str(begun.id) if begun else "",
        code=code,
        status=DocumentStatus.ISSUED,
        issued_on=act.today,
        signed=True,
        drafter_id=begun.drafter_id if begun else act.actor.person_id,
        approver_id=act.actor.person_id,
        data=said,
    )
    others = tuple(d for d in act.facts.documents if d.document_id != paper.document_id)
    return (*others, paper), _unfilled(code, said)


def lacking(file: CaseFile, code: str) -> Verdict:
    """What document `code` still lacks before the act that rests on it, apart from the approval that the act brings.

    An approval sheet bears the opinions of officer and unit before the head's (行政处罚法第五十四条第二款).
    """
    begun = file.document(code)
    if begun is None:
        return LAWFUL
    outdated = up_to_date(file, code) if "proposal_version" in begun.data else LAWFUL
    if begun.signed_at or not outdated.ok:
        return outdated
    return _unfilled(code, {**rule_fields(content(file, code, {})), "head_opinion": "—"})


def _unfilled(code: str, said: Mapping[str, object]) -> Verdict:
    """Every essential field that is empty; the draft itself is where each is filled in."""
    found = missing_fields(code, said) if code in SPECS else ()
    return Verdict(tuple(replace(reason, remedy=code) for reason in found))


def may_draft(act: Acting, code: str) -> Verdict:
    """By whom the catalogue says, or the head of the unit; by an officer only in a case of his own (42).

    What an act draws up itself, an opinion or a receipt, cannot be written by hand.
    """
    if code in MADE_BY_ACT:
        return _no("document.by_act", f"《{form_of(code).title}》由办理行为自动生成，不能另行起草")
    if not act.actor.has(*form_of(code).drafters, Role.UNIT_HEAD):
        return _no("document.drafter", f"《{form_of(code).title}》不由您起草")
    return _in_the_case(act)


def may_sign(act: Acting, paper: DocumentView) -> Verdict:
    """By whom the catalogue says; sheets and decisions are numbered and signed by the act that they carry."""
    if paper.code in (*SIGNED_BY_ACT, *MADE_BY_ACT):
        return _no("document.by_act", f"《{paper.title}》由它所记载的审批或者决定一并编号签署")
    if not act.actor.has(*form_of(paper.code).signers):
        return _no("document.signer", f"《{paper.title}》不由您签署")
    return _in_the_case(act)


def _in_the_case(act: Acting) -> Verdict:
    others = act.actor.has(Role.UNIT_HEAD, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER)
    if others or not act.case.handlers or act.case.is_handled_by(act.actor.officer_id):
        return LAWFUL
    return _no("actor.handler", "您不是本案承办人")


def _no(code: str, text: str) -> Verdict:
    return Verdict((Reason(code, text, cite("APL42.1+47")),))


def up_to_date(file: CaseFile, code: str) -> Verdict:
    """A document drawn up from an earlier proposal does not carry the present one (57)."""
    paper, proposal = file.document(code), file.course.proposal
    if paper is None or proposal is None or paper.data.get("proposal_version") == proposal.version:
        return LAWFUL
    text = f"《{paper.title}》不是根据最新的拟处理意见制作的，应当重新制作"
    return Verdict((Reason("document.outdated", text, cite("APL57.1"), "draft_document"),))


def drafted(act: Acting, code: str) -> DocumentFacts:
    """The draft about to be made, for the rules."""
    return replace(
        DocumentFacts(document_id="", code=code, status=DocumentStatus.DRAFT), drafter_id=act.actor.person_id
    )


def approved(act: Acting, drafter_id: str, opinion: str) -> ApprovalFacts:
    """The head's approval of what was drafted; raises InvalidInput for one without words.

    负责人 examines and approves in writing (行政处罚法第五十四条第二款、第五十七条).
    """
    if not opinion.strip():
        raise InvalidInput(("opinion", "请填写审批意见"))
    return ApprovalFacts(drafter_id, act.actor.person_id, act.today, opinion)
