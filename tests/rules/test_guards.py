"""守则: the lawful case may do every act; spoil one fact and exactly its reason appears."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sanxiang.rules.facts import OfficerFacts
from sanxiang.rules.guards import GUARDS
from sanxiang.rules.procedure import may
from sanxiang.rules.procedures import Act
from sanxiang.rules.procedures.penalty_ordinary import penalty_ordinary
from sanxiang.rules.terms import (
    Outcome,
    PenaltyKind,
)
from tests.rules.lawful import DECISION, FINE, KINDS, NOTICE, PROPOSAL, SCENE, lawful
from tests.rules.spoiled import TABLE
from tests.rules.spoiling import Spoil, approval, both, first_card, part, whole, without

PROCEDURE = penalty_ordinary()


@pytest.mark.parametrize("act", list(Act))
def test_the_lawful_case_may_do_every_act(act: Act) -> None:
    assert [str(r) for r in may(PROCEDURE, act, lawful(act)).reasons] == []


@pytest.mark.parametrize(("act", "what", "spoil", "code"), TABLE, ids=[f"{a}-{w}" for a, w, _, _ in TABLE])
def test_one_spoiled_fact_gives_exactly_its_reason(act: Act, what: str, spoil: Spoil, code: str) -> None:
    found = may(PROCEDURE, act, spoil(lawful(act))).reasons
    assert {r.code for r in found} == {code}, what
    assert all(r.text and r.basis for r in found)


def test_every_guard_of_the_procedure_is_spoiled_by_some_row() -> None:
    """A guard that no row makes red could be deleted unnoticed."""
    named = {g for act in PROCEDURE.acts for g in (*act.guards, *act.policy_guards)}
    red: set[str] = set()
    for act, _, spoil, code in TABLE:
        facts = spoil(lawful(act))
        red |= {name for name in GUARDS if any(r.code == code for r in GUARDS[name](facts))}
    assert named - red == set()


def test_a_refusal_lists_everything_at_once() -> None:
    bare = replace(lawful(Act.DECIDE_CASE), notice=None, review=None, discussion=None, evidence=())
    codes = {r.code for r in may(PROCEDURE, Act.DECIDE_CASE, bare).reasons}
    assert codes == {"notice.missing", "review.required", "discussion.required", "evidence.none"}


def test_without_a_trigger_no_review_and_without_gravity_no_discussion() -> None:
    light = replace(lawful(Act.DECIDE_CASE), triggers=(), major=False, review=None, discussion=None)
    assert may(PROCEDURE, Act.DECIDE_CASE, light).ok


def test_no_penalty_needs_no_notice_and_its_own_document() -> None:
    p = replace(PROPOSAL, outcome=Outcome.NO_PENALTY, kinds=frozenset(), fine=Decimal(0))
    d = replace(DECISION, outcome=Outcome.NO_PENALTY, kinds=frozenset(), fine=Decimal(0))
    facts = replace(
        lawful(Act.DECIDE_CASE),
        state="CONCLUDED",
        notice=None,
        triggers=(),
        major=False,
        proposal=p,
        decision=d,
    )
    assert may(PROCEDURE, Act.DECIDE_CASE, facts).ok
    assert {r.code for r in may(PROCEDURE, Act.DECIDE_CASE, without("D28")(facts)).reasons} == {
        "decision.document"
    }


def test_the_day_after_the_reply_period_the_silent_party_has_been_heard() -> None:
    silent = replace(
        lawful(Act.DECIDE_CASE), statement=None, hearing=replace(lawful(Act.DECIDE_CASE).hearing)
    )
    last, after = date(2026, 10, 28), date(2026, 10, 29)
    at_last = both(
        whole(today=last), part("decision", decided_on=last), approval("decision", approved_on=last)
    )
    at_after = both(
        whole(today=after), part("decision", decided_on=after), approval("decision", approved_on=after)
    )
    assert {r.code for r in may(PROCEDURE, Act.DECIDE_CASE, at_last(silent)).reasons} == {"reply.period"}
    assert may(PROCEDURE, Act.DECIDE_CASE, at_after(silent)).ok


def test_a_written_waiver_ends_the_reply_period() -> None:
    waived = both(
        whole(statement=None), part("notice", notified_on=date(2026, 11, 5), waived_on=date(2026, 11, 6))
    )
    assert may(PROCEDURE, Act.DECIDE_CASE, waived(lawful(Act.DECIDE_CASE))).ok


def test_new_facts_allow_a_heavier_notice() -> None:
    base = lawful(Act.NOTIFY_PARTY)
    said = replace(lawful(Act.DECIDE_CASE).statement, new_facts=True)  # type: ignore[type-var]
    heavier = replace(base, statement=said, notice=replace(NOTICE, previous_fine=Decimal(100_000)))
    assert may(PROCEDURE, Act.NOTIFY_PARTY, heavier).ok


def test_a_lighter_decision_than_notified_is_lawful() -> None:
    facts = part("notice", fine=FINE + 1, kinds=KINDS | {PenaltyKind.WARNING})(lawful(Act.DECIDE_CASE))
    assert may(PROCEDURE, Act.DECIDE_CASE, facts).ok


def test_an_inside_record_needs_no_two_officers() -> None:
    note = replace(SCENE, stage="审核", faces_party=False, officer_ids=frozenset())
    assert may(PROCEDURE, Act.RECORD_STEP, replace(lawful(Act.RECORD_STEP), record=note)).ok


def test_credentials_are_asked_about_on_the_day_of_the_record() -> None:
    """A card that has run out since does not spoil what was done while it was valid."""
    facts = both(first_card(valid_until=date(2026, 9, 30)), whole(today=date(2026, 10, 9)))
    assert may(PROCEDURE, Act.RECORD_STEP, facts(lawful(Act.RECORD_STEP))).ok


def test_a_third_officer_without_card_is_named() -> None:
    helper = OfficerFacts("wu", "吴协", None)
    facts = lawful(Act.ASSIGN_OFFICERS)
    reasons = may(PROCEDURE, Act.ASSIGN_OFFICERS, replace(facts, officers=(*facts.officers, helper))).reasons
    assert [r.text for r in reasons] == ["吴协没有执法证件"]


@pytest.mark.parametrize(
    ("guard", "act", "spoil", "code"),
    [
        ("record_complete", Act.RECORD_STEP, whole(record=None), "record.missing"),
        ("discussion_complete", Act.DISCUSS_COLLECTIVELY, whole(discussion=None), "discussion.missing"),
        (
            "no_heavier",
            Act.DECIDE_CASE,
            part("notice", confiscated=Decimal(0)),
            "decision.confiscation_heavier",
        ),
        (
            "review_idle",
            Act.GIVE_OPINION,
            both(whole(state="LEGAL_REVIEW"), part("review", opinion=None)),
            "review.running",
        ),
    ],
)
def test_a_guard_stands_by_itself(guard: str, act: Act, spoil: Spoil, code: str) -> None:
    facts = lawful(act)
    heavy = replace(facts, proposal=replace(PROPOSAL, confiscated=Decimal(1)))
    assert code not in {r.code for r in GUARDS[guard](facts)}
    assert code in {r.code for r in GUARDS[guard](spoil(heavy))}
