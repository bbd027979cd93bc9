"""文书: what a document must be before it is signed and issued (law annex 3; approver is not drafter)."""

from __future__ import annotations

from collections.abc import Iterable

from sanxiang.rules.documents import SPECS, missing_fields
from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.guards.base import no
from sanxiang.rules.terms import DocumentStatus
from sanxiang.rules.verdict import Reason

#: documents that go out or take effect only with the head's approval
APPROVED_CODES = frozenset({"D02", "D03", "D19", "D26", "D27", "D28", "D39"})


def document_complete(facts: CaseFacts) -> Iterable[Reason]:
    """Nobody signs or issues a document that lacks an essential field."""
    document = facts.document
    if document and document.code in SPECS:
        yield from missing_fields(document.code, document.data)


def document_draft(facts: CaseFacts) -> Iterable[Reason]:
    """Only a draft is issued; an issued document is frozen (47)."""
    if facts.document and facts.document.status is not DocumentStatus.DRAFT:
        yield no("document.frozen", "文书已经制发或者作废，不能再改", "APL47", "document")


def document_approved(facts: CaseFacts) -> Iterable[Reason]:
    """A document that decides something is approved by somebody other than its drafter."""
    document = facts.document
    if document is None or document.code not in APPROVED_CODES:
        return
    if document.approver_id is None:
        yield no("document.approval", "文书还没有经负责人批准", "APL57.1", "approver")
    elif document.approver_id == document.drafter_id:
        yield no("document.same_person", "文书的批准人与起草人应当是两个人", "APL57.1", "approver")


GUARDS = {
    "document_complete": document_complete,
    "document_draft": document_draft,
    "document_approved": document_approved,
}
