"""本地期限: a length that the place has set begins with it, explains itself by its document, and ends as it began."""

from __future__ import annotations

import pytest

from sanxiang.cases.selectors import clocks_of, get_case
from sanxiang.cases.types import ClockView
from sanxiang.documents.selectors import documents_of_case
from sanxiang.flows.shared.facts import facts_of
from sanxiang.flows.shared.file import open_file
from sanxiang.flows.shared.lists import table_of
from sanxiang.kernel import local_date
from sanxiang.registry.local import period_rule, set_local_value
from sanxiang.rules.local_values import LocalKey
from tests.factories.cases import Story, lawful_case
from tests.factories.city import FOUNDED, SYSTEM, City, found_city

pytestmark = pytest.mark.django_db
DOCUMENT = "《云屏市行政处罚程序规定》第十二条"


@pytest.fixture
def city(db: None) -> City:
    return found_city()


def set_to(days: str, key: LocalKey = LocalKey.VERIFY_DAYS) -> None:
    set_local_value(actor=SYSTEM, now=FOUNDED, key=key, value=days, source=DOCUMENT)


def told_days(story: Story) -> int:
    """As the rules count them for this case today."""
    case = get_case(actor=story.city.lead, case=story.case_id)
    return facts_of(open_file(actor=story.city.lead, case=case, today=story.today)).policy.reply_days


def verifying(city: City) -> ClockView:
    story = lawful_case(city, upto="register_clue")
    (clock,) = [c for c in clocks_of(story.case_id) if c.rule == "PEN.VERIFY"]
    return clock


def test_without_a_setting_the_default_runs_and_says_that_it_is_one(city: City) -> None:
    clock = verifying(city)
    assert (clock.days, clock.period.n) == (None, 15)
    assert "默认做法" in str(clock.period.basis[0])


def test_what_the_place_has_set_begins_with_it_and_names_its_document(city: City) -> None:
    set_to("10")
    clock = verifying(city)
    assert (clock.days, clock.period.n) == (10, 10)
    assert str(clock.period.basis[0]) == f"本地规定：{DOCUMENT}"
    assert any("10个工作日" in said for said in clock.explanation)


def test_a_period_ends_as_it_began(city: City) -> None:
    before = verifying(city)
    set_to("10")
    assert period_rule("PEN.VERIFY").n == 10
    (after,) = [c for c in clocks_of(before.case_id) if c.rule == "PEN.VERIFY"]
    assert (after.due_on, after.period.n) == (before.due_on, 15)


def test_the_notice_tells_the_days_of_the_place(city: City) -> None:
    set_to("3", LocalKey.REPLY_DAYS)
    story = lawful_case(city, upto="notify_party")
    (clock,) = [c for c in clocks_of(story.case_id) if c.rule == "PEN.STATEMENT"]
    assert clock.period.n == 3
    (notice,) = documents_of_case(story.case_id, "D19")
    assert notice.data["reply_days"] == 3


def test_what_the_party_was_told_holds_also_after_its_statement(city: City) -> None:
    set_to("3", LocalKey.REPLY_DAYS)
    story = lawful_case(city, upto="record_statement")
    set_to("9", LocalKey.REPLY_DAYS)
    assert told_days(story) == 3


def test_the_published_flow_chart_says_what_runs(city: City) -> None:
    set_to("10")
    said = str(table_of("flow", city.agency, local_date(FOUNDED)))
    assert "核查线索10个工作日" in said and "核查线索15个工作日" not in said
