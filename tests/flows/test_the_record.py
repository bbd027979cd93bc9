"""One act, one event, one ledger entry, one transaction; twice is once; strangers see nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from sanxiang.cases import selectors as cases
from sanxiang.flows import decide_case as decide_module
from sanxiang.flows.reading import case_list, case_page, inbox
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import NotFound, Refused
from tests.factories.cases import SCRIPT, Story, lawful_case
from tests.factories.city import City, found_city
from tests.flows.conftest import rows


def test_every_act_leaves_one_event_and_one_ledger_entry(city: City) -> None:
    story = lawful_case(city)
    events = cases.events_of(story.case_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, kind FROM log_entry WHERE case_id = %s AND kind LIKE 'case.%%'", [story.case_id]
        )
        entries = dict(cursor.fetchall())
    assert {e.ledger_entry: f"case.{e.act}" for e in events} == entries
    acts = {e.act for e in events}
    assert {name for name, _, _ in SCRIPT if not name.startswith("D")} <= acts
    assert {"draft_document", "issue_document", "sign_document"} <= acts
    assert [e.to_state for e in events if e.to_state != e.from_state] == [
        "CLUE", "FILED", "INVESTIGATE", "CONCLUDED", "NOTICE", "STATEMENT", "LEGAL_REVIEW", "REVIEWED", "DECIDED",
        "SERVED", "PERFORM", "CLOSED",
    ]  # fmt: skip
    assert all("{" not in e.summary and "—" not in e.summary for e in events)


def test_an_act_that_fails_half_way_leaves_nothing(city: City) -> None:
    story = lawful_case(city, before="decide_case")
    before, state = rows(), story.case

    def break_down(**_: Any) -> None:
        raise OSError("disk full")

    with patch.object(decide_module, "open_publication", break_down), pytest.raises(OSError):
        story.decide_case()
    assert rows() == before
    assert story.case == state
    story.decide_case()
    assert story.document("D27").number.endswith("1号")


def test_a_double_click_does_the_act_once(city: City) -> None:
    """双击不重复 (peers N38, N39)."""
    story = lawful_case(city, before="decide_case")
    first = story.decide_case(key="form-7")
    before = rows()
    second = story.decide_case(key="form-7")
    assert rows() == before
    assert second.repeated and (second.event, second.subject) == (first.event, first.subject)


def test_the_password_is_given_once(city: City) -> None:
    story = lawful_case(city, before="notify_party")
    story.notify_party(key="form-9")
    assert len(story.password) == 8
    assert story.notify_party(key="form-9").repeated
    assert story.password == ""


ACTS = (
    Story.verify_clue,
    Story.file_case,
    Story.assign_officers,
    Story.record_step,
    Story.propose_outcome,
    Story.conclude_investigation,
    Story.notify_party,
    Story.record_statement,
    Story.submit_for_review,
    Story.give_opinion,
    Story.discuss_collectively,
    Story.decide_case,
    Story.prepare_publication,
    Story.publish_decision,
    Story.record_performance,
    Story.close_case,
)


def test_another_agency_finds_no_case_by_any_act_or_page(city: City) -> None:
    """他局案件404 (peers N44, N45): reads and writes behind the same filter."""
    story, stranger = lawful_case(city, upto="decide_case"), city.stranger
    for act in ACTS:
        if act is Story.propose_outcome:
            continue
        with pytest.raises(NotFound):
            act(story, actor=stranger)
    with pytest.raises(NotFound):
        case_page(actor=stranger, case=story.case_id, now=story.now)
    assert case_list(actor=stranger, now=story.now) == ()
    assert inbox(actor=stranger, now=story.now).entries == ()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keys", [("a", "b"), ("same", "same")])
def test_two_heads_decide_at_once_and_one_decision_is_made(keys: tuple[str, str]) -> None:
    city = found_city()
    story = lawful_case(city, before="decide_case")
    before = rows()
    answers = _at_once(*(lambda k=key: story.decide_case(key=k) for key in keys))
    made = rows()["cases_decision"] - before["cases_decision"]
    done = [a for a in answers if isinstance(a, Done)]
    assert made == 1
    assert sum(e.act == "decide_case" for e in cases.events_of(story.case_id)) == 1
    if keys[0] == keys[1]:
        assert sorted(d.repeated for d in done) == [False, True]
    else:
        refusal = next(a for a in answers if isinstance(a, Refused))
        assert len(done) == 1 and "procedure.step" in {r.code for r in refusal.reasons}


@pytest.mark.django_db(transaction=True)
def test_two_cases_decided_at_once_do_not_fine_one_act_twice() -> None:
    """行政处罚法 29: neither case sees the decision of the other while both are being made."""
    city = found_city()
    stories = [lawful_case(city, before="decide_case") for _ in range(2)]
    answers = _at_once(*(story.decide_case for story in stories))
    assert sum(isinstance(a, Done) for a in answers) == 1
    refusal = next(a for a in answers if not isinstance(a, Done))
    assert isinstance(refusal, Refused)
    assert "proposal.second_fine" in {r.code for r in refusal.reasons}
    assert rows()["cases_decision"] == 1


def _at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do the acts in threads that start together; answers what each returned or raised."""
    answers: list[Any] = []
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        try:
            gate.wait()
            answers.append(act())
        except Exception as error:  # the test looks at what it was
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
