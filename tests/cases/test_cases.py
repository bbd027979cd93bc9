"""The case room by itself: what is on file stays, clocks explain themselves, scope is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from sanxiang.cases import services
from sanxiang.cases.selectors import cases_with, clocks_of, course, get_case
from sanxiang.cases.types import CaseFilter
from sanxiang.kernel import NotFound, Role
from sanxiang.registry import services as registry
from sanxiang.registry.calendar import work_calendar
from sanxiang.rules.calendar import WorkCalendar
from tests.factories.cases import Story, lawful_case
from tests.factories.city import SYSTEM, City, found_city, person

COURSE = (
    "approval",
    "caseevent",
    "decision",
    "discussion",
    "notice",
    "payment",
    "proposal",
    "record",
    "statement",
)


@pytest.fixture
def city(db: None) -> City:
    return found_city()


@pytest.fixture
def story(city: City) -> Story:
    return lawful_case(city, upto="record_performance", flags=())


@pytest.mark.superuser
def test_what_is_on_file_can_be_neither_changed_nor_removed(story: Story) -> None:
    for table in COURSE:
        column = "act" if table == "caseevent" else "made_by"
        for sql in (f"UPDATE cases_{table} SET {column} = 'x'", f"DELETE FROM cases_{table}"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM cases_{table}")
                if cursor.fetchone()[0] == 0:
                    continue
                with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
                    cursor.execute(sql)
    assert course(story.case_id).decisions


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_case SET decided_on = filed_on - 1",
        "UPDATE cases_case SET number = ''",
        "UPDATE cases_case SET closed_on = decided_on",
        "INSERT INTO cases_handler (case_id, officer_id, lead, assigned_at)"
        " SELECT case_id, officer_id, false, assigned_at FROM cases_handler",
    ],
)
def test_the_database_refuses_too(story: Story, sql: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_case_that_moved_on_is_not_written_over(story: Story) -> None:
    with pytest.raises(services.Overtaken):
        services.change_case(case=story.case_id, now=story.now, expected="FILED", state="DECIDED")
    assert story.case.state == "PERFORM"


def test_clocks_start_with_their_event_explain_themselves_and_stop(city: City) -> None:
    story = lawful_case(city, upto="decide_case")
    clocks = {c.rule: c for c in clocks_of(story.case_id)}
    decide = clocks["PEN.DECIDE"]
    assert decide.started_on == story.case.filed_on and decide.satisfied_on == story.today
    assert (decide.due_on - decide.started_on).days == 90
    assert any("90日" in line for line in decide.explanation)
    assert clocks["PEN.VERIFY"].satisfied_on == story.case.filed_on
    assert {r for r, c in clocks.items() if c.satisfied_on is None} == {"PEN.SERVE", "PEN.PUBLISH"}


def test_a_changed_calendar_moves_open_clocks_and_says_which(city: City) -> None:
    story = lawful_case(city, upto="decide_case")
    known = work_calendar()
    before = {c.rule: c.due_on for c in story.case.clocks}
    extra = WorkCalendar(
        known.holidays | {story.today + timedelta(days=1)}, known.makeup_days, known.known_years
    )
    moved = services.refresh_clocks(now=story.now, calendar=extra)
    assert {clock.rule: old for clock, old in moved} == before
    assert all(clock.due_on > old for clock, old in moved)
    assert services.refresh_clocks(now=story.now, calendar=extra) == []


def test_the_list_answers_who_where_when_and_what(city: City) -> None:
    clue = lawful_case(city, upto="register_clue")
    case = lawful_case(city, upto="assign_officers")

    def ids(**wanted: object) -> set[object]:
        found = cases_with(actor=city.lead, today=case.today, wanted=CaseFilter(**wanted))  # type: ignore[arg-type]
        return {c.id for c in found}

    assert ids() == {clue.case_id, case.case_id}
    assert ids(officer=city.lead.officer_id) == {case.case_id}
    assert ids(states=("CLUE",)) == {clue.case_id}
    assert ids(q="云环立 鸿发") == {case.case_id}
    assert ids(q="没有这样的案件") == set()
    assert ids(closed=True) == set()
    late = cases_with(actor=city.lead, today=date(2026, 12, 1), wanted=CaseFilter(due="overdue"))
    assert {c.id for c in late} == {clue.case_id, case.case_id}


def test_a_supervisor_above_sees_the_case_and_acts_in_none(city: City) -> None:
    story = lawful_case(city, upto="register_clue")
    above = city.stranger.agency_id
    registry.update_agency(actor=SYSTEM, now=story.now, agency=city.agency, parent_id=above)
    officer = person(city, "督查员", 51, Role.SUPERVISOR)
    supervisor = replace(officer, agency_id=above)
    assert get_case(actor=supervisor, case=story.case_id).id == story.case_id
    with pytest.raises(NotFound):
        story.verify_clue(actor=supervisor)
    with pytest.raises(NotFound):
        get_case(actor=replace(city.stranger, roles=frozenset({Role.OFFICER})), case=story.case_id)
