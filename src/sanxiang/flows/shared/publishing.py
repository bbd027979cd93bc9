"""From the case file to what disclosure may build a publication of."""

from __future__ import annotations

from collections.abc import Mapping

from sanxiang.disclosure.redaction import build_paper
from sanxiang.disclosure.selectors import address_of
from sanxiang.disclosure.types import BasisData, Choice, DecisionSource, PartySource
from sanxiang.documents import selectors as documents
from sanxiang.documents.types import DocumentView
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.papers import penalties, remedies, violation
from sanxiang.flows.shared.persons import persons_of
from sanxiang.registry.selectors import agency_name_on, get_agency, party_facts
from sanxiang.registry.succession import heir_on
from sanxiang.rules.citations import parse_place
from sanxiang.rules.guards.execution import FULL_AGE
from sanxiang.rules.terms import TierLevel
from sanxiang.statutes import selectors as statutes


def decision_source(file: CaseFile, conceal: tuple[str, ...] = ()) -> DecisionSource:
    """The signed decision with the text of the law it rests on, and who is to be protected in it.

    `conceal`: passages to be hidden besides what the file names. LookupError before there is a decision.
    """
    decision, party, item = file.course.decision, file.party, file.item
    paper = file.document_by_id(decision.document) if decision else None
    proposal = next(
        (p for p in file.course.proposals if decision and p.version == decision.proposal_version), None
    )
    if not (decision and paper and party and item and proposal):
        raise LookupError("还没有作出决定")
    others = persons_of(file)
    issuer = get_agency(heir_on(item.agency_id, decision.decided_on))
    named = agency_name_on(issuer.id, decision.decided_on)
    return DecisionSource(
        case_ref=file.case.id,
        agency={"public_id": issuer.public_id, "name": named},
        power={"public_id": item.public_id, "name": item.name},
        party=_party(paper, minor=_is_minor(file)),
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
        third_persons=tuple(others.names),
        addresses=tuple(others.addresses),
        numbers=tuple(others.numbers),
        concealed=conceal,
    )


def public_copy(file: CaseFile, source: DecisionSource, choices: Mapping[str, Choice]) -> bytes:
    """公示文本: the signed decision printed again from its own data, with everything protected gone from them.

    `choices` must be lawful (`redaction.check_choices`). LookupError before the decision, FontMissing.
    """
    decision, publication = file.course.decision, file.publication
    paper = file.document_by_id(decision.document) if decision else None
    if paper is None or publication is None:
        raise LookupError("还没有作出决定")
    data = build_paper(source, choices, paper.data)
    return documents.public_pdf(paper, data, address=address_of(publication))


def _party(paper: DocumentView, *, minor: bool) -> PartySource:
    """The party as the signed decision names it, whatever the register says by now."""
    named = paper.data["party"]
    return PartySource(
        kind=named["kind"],
        name=named["name"],
        uscc=named.get("uscc", ""),
        legal_representative=named.get("legal_representative", ""),
        minor=minor,
    )


def _is_minor(file: CaseFile) -> bool:
    act_on = file.case.act_on or file.today
    age = party_facts(file.party, act_on=act_on).age if file.party else None
    return age is not None and age < FULL_AGE


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
