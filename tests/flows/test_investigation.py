"""Recording, evidence, proposal, conclusion."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from sanxiang.evidence.selectors import items_of_case
from sanxiang.evidence.types import EvidenceKind
from sanxiang.flows.confirm_evidence import confirm_evidence
from sanxiang.flows.shared.types import FileInput
from sanxiang.kernel import NotFound
from tests.factories.cases import lawful_case, photo
from tests.factories.city import City
from tests.flows.conftest import refused


def test_a_record_shows_the_card_tells_the_rights_and_names_two_officers(city: City) -> None:
    story = lawful_case(city, upto="assign_officers")
    lead, _ = city.handlers
    refused(lambda: story.record_step(id_shown=False), "record.id_shown", guard="id_shown")
    refused(lambda: story.record_step(recusal_told=False), "record.rights", guard="record_complete")
    refused(lambda: story.record_step(party_confirmed=False), "record.confirmed", guard="record_complete")
    refused(lambda: story.record_step(text="", files=()), "record.empty", guard="record_complete")
    refused(lambda: story.record_step(officers=(lead,)), "officers.two", guard="two_officers")
    tomorrow = story.now + timedelta(days=1)
    refused(
        lambda: story.record_step(occurred_at=tomorrow, files=()), "record.future", guard="record_complete"
    )
    refused(lambda: story.record_step(actor=city.third), "actor.handler")


def test_every_bad_file_is_refused_and_none_is_stored(city: City) -> None:
    story = lawful_case(city, upto="assign_officers")
    good = FileInput("现场.jpg", photo(), "证明排放", EvidenceKind.AUDIOVISUAL)
    bad = FileInput("现场.exe", b"MZ" + bytes(64), "证明排放", EvidenceKind.ELECTRONIC)
    refused(lambda: story.record_step(files=(good, bad)), "evidence.file")
    assert items_of_case(story.case_id) == ()


def test_evidence_of_another_case_cannot_be_confirmed_here(city: City) -> None:
    one, other = lawful_case(city, upto="record_step"), lawful_case(city, upto="assign_officers")
    item = items_of_case(one.case_id)[0]
    with pytest.raises(NotFound):
        confirm_evidence(actor=city.lead, now=other.now, case=other.case_id, items=(item.id,))


def test_the_investigation_ends_on_verified_evidence_and_a_signed_report(city: City) -> None:
    bare = lawful_case(city, before="D16", skip=("record_step", "confirm_evidence"))
    refused(bare.conclude_investigation, "investigation.record", guard="investigated")
    refused(bare.conclude_investigation, "evidence.none", guard="evidence_verified")
    unverified = lawful_case(city, before="conclude_investigation", skip=("confirm_evidence",))
    refused(unverified.conclude_investigation, "evidence.verified", guard="evidence_verified")
    unwritten = lawful_case(city, before="D16")
    refused(unwritten.conclude_investigation, "procedure.document")
    ready = lawful_case(city, before="conclude_investigation")
    refused(lambda: ready.conclude_investigation(actor=city.assistant), "actor.lead")
    ready.propose_outcome(fine=Decimal(200_000))
    refused(ready.conclude_investigation, "document.outdated")


@pytest.mark.parametrize(
    ("changes", "code", "guard"),
    [
        ({"facts": " "}, "proposal.facts", "proposal_complete"),
        ({"kinds": ()}, "proposal.kinds", "proposal_complete"),
        ({"fine": Decimal(0)}, "proposal.fine", "proposal_complete"),
        ({"discretion_note": ""}, "proposal.discretion", "proposal_complete"),
        ({"correction": ""}, "proposal.correction", "correction_ordered"),
        ({"fine": Decimal(2_000_000)}, "discretion.over_statute", "within_discretion"),
        ({"fine": Decimal(5_000)}, "discretion.under_statute", "within_discretion"),
        ({"fine": Decimal(20_000)}, "discretion.outside_tier", "within_discretion"),
        ({"tier": "LENIENT", "fine": Decimal(20_000)}, "discretion.tier", "within_discretion"),
    ],
)
def test_a_proposal_keeps_to_the_law_and_the_benchmark(
    city: City, changes: dict[str, object], code: str, guard: str
) -> None:
    story = lawful_case(city, before="propose_outcome")
    refused(lambda: story.propose_outcome(**changes), code, guard=guard)


def test_the_same_act_is_not_fined_twice(city: City) -> None:
    """一事不二罚 (29): the first case fined this party for this act."""
    lawful_case(city, upto="decide_case")
    again = lawful_case(city, before="propose_outcome")
    refused(again.propose_outcome, "proposal.second_fine", guard="no_second_fine")


def test_limits_tier_and_provisions_are_computed_not_typed(city: City) -> None:
    story = lawful_case(city, upto="D16")
    said = story.document("D16").data
    assert said["discretion"]["tier"] == "一般"
    assert said["discretion"]["range"] == "40,000.00元至400,000.00元"
    assert [b["place"] for b in said["violated"]] == ["第二条"]
    assert "一万元以上一百万元以下的罚款" in said["law"][0]["text"]
    assert said["penalties"] == ["罚款人民币贰拾壹万元整（210,000.00元）"]
