"""From the clue to the officers: what must be refused, and by which guard."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from sanxiang.cases.types import CaseFilter
from sanxiang.disclosure.services import retire_snapshot
from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.reading import case_list
from sanxiang.flows.refuse_filing import refuse_filing
from sanxiang.kernel import InvalidInput, NotFound, Role
from sanxiang.powers.selectors import get_power_item
from sanxiang.registry import services as registry
from sanxiang.registry.selectors import get_officer
from tests.factories.cases import Story, lawful_case
from tests.factories.city import SYSTEM, City, person
from tests.flows.conftest import codes_of, refused


def test_a_clue_says_where_it_comes_from_and_what_it_is_about(city: City) -> None:
    story = Story(city)
    refused(lambda: story.register_clue(source="道听途说"), "clue.source", guard="clue_complete")
    refused(lambda: story.register_clue(clue_text=" "), "clue.content", guard="clue_complete")


def test_a_clue_cannot_be_registered_for_another_agency(city: City) -> None:
    with pytest.raises(NotFound):
        Story(city).register_clue(unit=city.stranger_unit)


def test_the_same_form_twice_makes_one_case(city: City) -> None:
    story = Story(city)
    first, second = story.register_clue(key="form-1"), story.register_clue(key="form-1")
    assert (first.case, first.event) == (second.case, second.event)
    assert second.repeated and not first.repeated
    assert story.register_clue(key="form-2").case != first.case


def test_filing_needs_its_sheet_with_both_opinions(city: City) -> None:
    story = lawful_case(city, before="D02")
    refused(story.file_case, "procedure.document")
    draft_document(actor=city.lead, now=story.now, case=story.case_id, code="D02", opinion="建议立案。")
    refused(story.file_case, "document.field")


def test_filing_is_approved_by_the_head_and_not_by_who_drafted(city: City) -> None:
    story = lawful_case(city, before="file_case")
    refused(lambda: story.file_case(actor=city.lead), "actor.role")
    chief = person(city, "自拟", 45, Role.OFFICER, Role.AGENCY_HEAD)
    draft_document(actor=chief, now=story.now, case=story.case_id, code="D02", opinion="同意。")
    refused(lambda: story.file_case(actor=chief), "approval.same_person", guard="filing_approved")


@pytest.mark.parametrize(
    ("changes", "code", "guard"),
    [
        ({"meets_standard": False}, "filing.standard", "filing_standard"),
        ({"region_code": "110101"}, "filing.jurisdiction", "filing_standard"),
        ({"act_on": date(2023, 6, 1)}, "filing.limitation", "within_limitation"),
        ({"act_on": date(2019, 6, 1)}, "item.basis", "item_published"),
    ],
)
def test_filing_needs_standard_competence_limitation_and_law(
    city: City, changes: dict[str, object], code: str, guard: str
) -> None:
    story = lawful_case(city, before="file_case", instead={"verify_clue": lambda s: s.verify_clue(**changes)})
    refused(story.file_case, code, guard=guard)


def test_an_item_that_is_not_published_is_no_basis(city: City) -> None:
    story = lawful_case(city, before="file_case")
    public_id = get_power_item(city.item).public_id
    retire_snapshot(actor=SYSTEM, now=story.now, kind="power", public_id=public_id)
    refused(story.file_case, "item.published", guard="item_published")


def test_a_refused_filing_ends_the_clue_with_its_reason(city: City) -> None:
    story = lawful_case(city, upto="verify_clue")

    def refuse(reason: str) -> object:
        return refuse_filing(actor=city.head, now=story.now, case=story.case_id, reason=reason)

    refused(lambda: refuse(" "), "filing.refusal_reason", guard="refusal_approved")
    refuse("经核查，排放者不是当事人。")
    assert story.case.state == "NOT_FILED"
    assert not story.case.clocks
    refused(story.file_case, "procedure.step")


def test_two_officers_with_a_credential_for_day_field_and_place(city: City) -> None:
    story = lawful_case(city, upto="file_case")
    lead, assistant = city.handlers
    refused(lambda: story.assign_officers(assistants=()), "officers.two", guard="two_officers")
    refused(lambda: story.assign_officers(assistants=(lead,)), "officers.two", guard="two_officers")
    refused(lambda: story.assign_officers(actor=city.lead), "actor.role")
    with pytest.raises(NotFound):
        story.assign_officers(assistants=(city.stranger.officer_id,))
    with pytest.raises(NotFound):
        story.assign_officers(assistants=(uuid4(),))
    assert codes_of(lambda: story.assign_officers(assistants=(assistant,))) == set()


@pytest.mark.parametrize(
    "changes",
    [{"valid_to": date(2026, 2, 28)}, {"status": "suspended"}, {"area_code": "110100", "area_name": "外市"}],
)
def test_a_credential_that_does_not_cover_the_case_bars_the_assignment(
    city: City, changes: dict[str, object]
) -> None:
    newcomer = person(city, "严守", 31, Role.OFFICER)
    assert newcomer.officer_id
    credential = _credential(newcomer.officer_id)
    story = lawful_case(city, upto="file_case")
    registry.update_credential(actor=SYSTEM, now=story.now, credential=credential, **changes)
    refused(
        lambda: story.assign_officers(assistants=(newcomer.officer_id,)),
        "officers.credential",
        guard="two_officers",
    )


def test_who_leaves_the_case_may_not_act_in_it(city: City) -> None:
    """回避 and replacement (43; peers N33): the former handler loses the case at once."""
    story = lawful_case(city, upto="record_step")
    story.assign_officers(lead=city.third.officer_id)
    refused(story.record_step, "actor.handler")
    assert codes_of(lambda: story.record_step(actor=city.third)) == set()
    mine = case_list(actor=city.lead, now=story.now, filters=CaseFilter(officer=city.lead.officer_id))
    assert mine == ()


def _credential(officer: UUID) -> UUID:
    return get_officer(officer).credentials[0].id


@pytest.mark.parametrize("opinion", ["", "  \n"])
def test_an_approval_says_something(city: City, opinion: str) -> None:
    story = lawful_case(city, upto="D02")
    with pytest.raises(InvalidInput, match="请填写审批意见"):
        story.file_case(opinion=opinion)
    assert story.case.state == "CLUE"
