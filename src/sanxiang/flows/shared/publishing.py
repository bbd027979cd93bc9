"""From the case file to what disclosure may build a publication of."""

from __future__ import annotations

from sanxiang.disclosure.types import BasisData, DecisionSource, PartySource
from sanxiang.documents.selectors import pdf_bytes
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.papers import penalties, remedies, violation
from sanxiang.rules.citations import parse_place
from sanxiang.rules.terms import TierLevel
from sanxiang.statutes import selectors as statutes


def decision_source(file: CaseFile) -> DecisionSource:
    """The signed decision with the text of the law it rests on; LookupError before there is one."""
    decision, party, item = file.course.decision, file.party, file.item
    paper = file.document_by_id(decision.document) if decision else None
    proposal = next(
        (p for p in file.course.proposals if decision and p.version == decision.proposal_version), None
    )
    if not (decision and paper and party and item and proposal):
        raise LookupError("还没有作出决定")
    return DecisionSource(
        case_ref=file.case.id,
        agency={"public_id": file.agency.public_id, "name": file.agency.name},
        power={"public_id": item.public_id, "name": item.name},
        party=PartySource(party.kind, party.name, party.uscc, party.legal_representative),
        title=paper.title,
        document_no=paper.number,
        violation=violation(file),
        facts=proposal.facts,
        basis=tuple(_basis(b) for b in proposal.provisions),
        penalty_kinds=decision.kinds,
        result="；".join(penalties(decision)) + "。",
        amount=decision.fine or None,
        decided_on=decision.decided_on,
        remedies=remedies(file),
        discretion=TierLevel(proposal.tier).label if proposal.tier else "",
        handlers=tuple(o.name for o in file.officers),
        field=item.enforcement_field,
        region=file.agency.region_name,
        pdf=pdf_bytes(paper),
    )


def _basis(provision: object) -> BasisData:
    assert isinstance(provision, dict)
    place = parse_place(provision["place"])
    law = statutes.find_law(provision["law"])
    return {
        "law": {"public_id": law.public_id if law else "", "name": provision["law"]},
        "place": provision["place"],
        "text": provision["text"],
        "article": place.article,
        "suffix": place.suffix,
        "role": provision["role"],
    }
