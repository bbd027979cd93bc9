"""送达: the row and the 送达回证 that every service leaves (行政处罚法 61; 民事诉讼法 87)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sanxiang.cases.types import ServiceOfProcess
from sanxiang.documents import services as documents
from sanxiang.documents.types import DocumentView, Status
from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.act import Acting
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.pieces import service_facts
from sanxiang.flows.shared.types import ServiceInput
from sanxiang.kernel import local_date
from sanxiang.rules.facts import ServiceFacts
from sanxiang.rules.terms import ServiceMode

_NOTHING = UUID(int=0)


def service_of(
    file: CaseFile, paper: DocumentView | None, how: ServiceInput, *, code: str
) -> ServiceOfProcess:
    """The service as it will stand on file; without a document the rules refuse it."""
    return ServiceOfProcess(
        document=paper.id if paper else _NOTHING,
        document_code=paper.code if paper else code,
        mode=how.mode,
        served_on=how.served_on,
        recipient=how.recipient,
        relation=how.relation,
        officer_ids=how.officers or tuple(h.officer_id for h in file.case.handlers),
        receipt=how.receipt,
        witness=how.witness,
        av=how.av,
        consent_on=how.consent_on,
        announce_reason=how.announce_reason,
        announced_at=how.announced_at,
    )


def service_news(row: ServiceOfProcess, paper: DocumentView | None) -> ServiceFacts:
    """The service for the rules, with the document it is about and the day that was signed."""
    signed_on = local_date(paper.signed_at) if paper and paper.signed_at else None
    return replace(service_facts(row), document_id=str(row.document), signed_on=signed_on)


def receipt(act: Acting, paper: DocumentView, how: ServiceInput) -> DocumentView:
    """Draw up and sign the 送达回证 of the service, and mark the document as served."""
    party = act.file.party
    fields = {
        "document": {"title": paper.title, "number": paper.number},
        "recipient": party.name if party else how.recipient,
        "place": how.place or (party.address if party else ""),
        "mode": ServiceMode(how.mode).label,
        "served_on": how.served_on,
        "received_by": how.recipient,
        "relation": how.relation,
        "refusal": how.refusal,
        "witness": how.witness,
        "av": "送达过程已全程音像记录" if how.av else "",
    }
    if paper.status is Status.SIGNED:
        documents.mark_served(actor=act.actor, now=act.now, document_id=paper.id, served_on=how.served_on)
    return sheets.make(act, "D31", {name: value for name, value in fields.items() if value})
