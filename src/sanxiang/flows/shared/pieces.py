"""案卷的一件: a record, a document and a service as the rules see them."""

from __future__ import annotations

from sanxiang.cases import types as c
from sanxiang.documents.types import DocumentView, Status
from sanxiang.flows.shared.fields import rule_fields
from sanxiang.kernel import local_date
from sanxiang.rules import facts as f
from sanxiang.rules.terms import DocumentStatus, ServiceMode

_STATUS = {Status.DRAFT: DocumentStatus.DRAFT, Status.VOID: DocumentStatus.VOID}


def record_facts(record: c.Record, *, files: int = 0, media: frozenset[str] = frozenset()) -> f.RecordFacts:
    """One recorded step; `files` are still to be stored, `media` is what they are (rules.recording)."""
    return f.RecordFacts(
        record_id=str(record.id or ""),
        kind=record.kind,
        stage=record.stage,
        made_on=local_date(record.occurred_at),
        officer_ids=frozenset(map(str, record.officer_ids)),
        faces_party=record.faces_party,
        id_shown=record.id_shown,
        rights_told=record.rights_told and record.recusal_told,
        text=record.text,
        files=files or len(record.evidence_ids),
        has_av=record.has_av,
        media=media,
        party_confirmed=record.party_confirmed,
    )


def document_facts(document: DocumentView) -> f.DocumentFacts:
    """One document of the case; numbered is issued, whether signed is said beside it."""
    status = _STATUS.get(document.status, DocumentStatus.ISSUED)
    return f.DocumentFacts(
        document_id=str(document.id),
        code=document.code,
        status=status,
        number=document.number,
        issued_on=document.issued_on,
        signed=document.signed_at is not None,
        drafter_id=document.drafter_id,
        approver_id=document.signer_id or None,
        data=rule_fields(document.data),
    )


def service_facts(s: c.ServiceOfProcess) -> f.ServiceFacts:
    """A document served."""
    return f.ServiceFacts(
        document_code=s.document_code,
        mode=ServiceMode(s.mode),
        served_on=s.served_on,
        officer_ids=frozenset(map(str, s.officer_ids)),
        recipient=s.recipient,
        receipt=s.receipt,
        witness=bool(s.witness),
        av=s.av,
        consent_on=s.consent_on,
        announce_reason=s.announce_reason,
        announced_at=s.announced_at,
    )
