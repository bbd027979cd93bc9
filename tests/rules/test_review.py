"""法制审核: which triggers fire and in which words, conditions as data, checklist and materials."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.conditions import holds, problems
from sanxiang.rules.facts import CaseFacts, ChecklistAnswer
from sanxiang.rules.review import (
    CHECKLIST,
    DEFAULT_TRIGGERS,
    FIELDS,
    FLAGS,
    check_opinion,
    trigger_inputs,
    triggers_fired,
)
from sanxiang.rules.terms import HearingStatus, OpinionType, PartyKind, PenaltyKind, TierLevel
from tests.rules.lawful import CASE, PROPOSAL, REVIEW

SMALL = replace(PROPOSAL, fine=Decimal(20_000))


def proposed(**changes: object) -> CaseFacts:
    return replace(CASE, proposal=replace(SMALL, **changes))  # type: ignore[arg-type]


PERSON = replace(CASE.party, kind=PartyKind.PERSON)  # type: ignore[type-var]
HELD = replace(CASE.hearing, status=HearingStatus.HELD)

FIRES: list[tuple[CaseFacts, list[str]]] = [
    (proposed(), []),
    (proposed(fine=Decimal(100_000)), ["T6"]),
    (proposed(fine=Decimal("99999.99")), []),
    (replace(proposed(), party=PERSON), ["T6"]),
    (replace(proposed(fine=Decimal(9_999)), party=PERSON), []),
    (proposed(confiscated=Decimal(100_000)), ["T7"]),
    (proposed(kinds=frozenset({PenaltyKind.REVOKE_LICENCE})), ["T8"]),
    (proposed(kinds=frozenset({PenaltyKind.SUSPEND_BUSINESS})), ["T8"]),
    (proposed(tier=TierLevel.MITIGATED, computed_tier=TierLevel.MITIGATED), ["T9"]),
    (proposed(tier=TierLevel.NORMAL), ["T9"]),
    (proposed(flags=frozenset({"public_interest"})), ["T1"]),
    (proposed(flags=frozenset({"complex", "social_risk"})), ["T3", "T5"]),
    (proposed(flags=frozenset({"party_rights"})), []),
    (replace(proposed(flags=frozenset({"party_rights"})), hearing=HELD), ["T2"]),
    (proposed(flags=frozenset({"catalogued", "asked"})), ["T4", "T13"]),
    (proposed(flags=frozenset({"licence_refused", "coercion_grave"})), ["T11", "T12"]),
]


@pytest.mark.parametrize(("facts", "codes"), FIRES)
def test_which_triggers_fire(facts: CaseFacts, codes: list[str]) -> None:
    assert [f.trigger.code for f in triggers_fired(DEFAULT_TRIGGERS, facts)] == codes


def test_every_trigger_fires_somewhere_or_is_switched_off() -> None:
    fired = {code for _, codes in FIRES for code in codes}
    assert {t.code for t in DEFAULT_TRIGGERS} - fired == {"T10"}
    everything = tuple(replace(t, enabled=True) for t in DEFAULT_TRIGGERS)
    assert [f.trigger.code for f in triggers_fired(everything, proposed())] == ["T10"]
    assert triggers_fired(everything, proposed(), "penalty_summary") == ()


def test_a_fired_trigger_says_why_and_shows_what_it_looked_at() -> None:
    (fired,) = triggers_fired(DEFAULT_TRIGGERS, proposed(fine=Decimal(210_000)))
    assert fired.sentence == "罚款达到较大数额：拟处罚款210,000.00元，达到100,000.00元"
    assert fired.inputs["fine"] == Decimal(210_000)
    assert fired.trigger.basis


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (proposed(tier=TierLevel.NORMAL), "拟适用阶次与裁量基准计算结果不一致"),
        (proposed(kinds=frozenset({PenaltyKind.REVOKE_LICENCE})), "拟处吊销许可证件"),
        (replace(proposed(flags=frozenset({"party_rights"})), hearing=HELD), "案件经过听证"),
        (proposed(flags=frozenset({"public_interest"})), "涉及重大公共利益"),
    ],
)
def test_the_words_of_other_triggers(facts: CaseFacts, words: str) -> None:
    assert words in triggers_fired(DEFAULT_TRIGGERS, facts)[0].sentence


def test_without_a_proposal_nothing_fires() -> None:
    assert triggers_fired(DEFAULT_TRIGGERS, replace(CASE, proposal=None, power_item=None, party=None)) == ()


def test_the_inputs_are_exactly_the_fields_that_conditions_may_name() -> None:
    assert set(trigger_inputs(CASE)) == set(FIELDS)
    assert all(problems(t.condition, FIELDS) == () for t in DEFAULT_TRIGGERS)
    assert all(t.basis and t.flag in "CPLU" for t in DEFAULT_TRIGGERS)


LEAF = {"op": ">=", "field": "fine", "value": 5}
TRUE, FALSE = (
    {"op": "==", "field": "hearing", "value": "held"},
    {"op": "==", "field": "hearing", "value": "no"},
)


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ("fine >= 5", "条件应当是一个对象"),
        ({"op": "eval", "value": "1"}, "不认识的运算“eval”"),
        ({"op": ">=", "field": "secret", "value": 5}, "不认识的事实“secret”"),
        ({"op": ">=", "field": "fine", "value": "5"}, "需要一个数"),
        ({"op": ">", "field": "fine", "value": True}, "需要一个数"),
        ({"op": "in", "field": "tier", "value": "NONE"}, "需要一个列表"),
        ({"op": "and", "args": []}, "args数量不对"),
        ({"op": "not", "args": [LEAF, LEAF]}, "args数量不对"),
        ({"op": "or", "args": [LEAF, {"op": "?"}]}, "不认识的运算“?”"),
    ],
)
def test_a_condition_outside_the_language_is_told_why(condition: object, fault: str) -> None:
    assert fault in "，".join(problems(condition, FIELDS))


def test_an_unknown_condition_is_never_silently_false() -> None:
    with pytest.raises(ValueError, match="unknown condition"):
        holds({"op": ">=", "field": "secret", "value": 5}, {})


@given(
    st.recursive(
        st.booleans(),
        lambda inner: st.tuples(
            st.sampled_from(["and", "or", "not"]), st.lists(inner, min_size=1, max_size=3)
        ),
    )
)
def test_conditions_are_plain_logic(tree: object) -> None:
    def build(t: object) -> dict[str, object]:
        if isinstance(t, bool):
            return dict(TRUE if t else FALSE)
        op, inner = t  # type: ignore[misc]
        return {"op": op, "args": [build(x) for x in (inner[:1] if op == "not" else inner)]}

    def truth(t: object) -> bool:
        if isinstance(t, bool):
            return t
        op, inner = t  # type: ignore[misc]
        values = [truth(x) for x in inner]
        return {"and": all(values), "or": any(values), "not": not values[0]}[op]

    assert holds(build(tree), {"hearing": "held"}) is truth(tree)
    assert problems(build(tree), FIELDS) == ()


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"op": "in", "field": "tier", "value": ["LENIENT", "NONE"]}, True),
        ({"op": "in", "field": "tier", "value": ["SEVERE"]}, False),
        ({"op": "has", "field": "kinds", "value": "fine"}, True),
        ({"op": "has", "field": "kinds", "value": "warning"}, False),
        ({"op": ">", "field": "fine", "value": 210_000}, False),
        ({"op": ">=", "field": "fine", "value": 210_000}, True),
        ({"op": ">", "field": "laws", "value": 0}, True),
    ],
)
def test_leaves(condition: dict[str, object], expected: bool) -> None:
    assert holds(condition, trigger_inputs(CASE)) is expected


def test_the_checklist_has_eleven_points_and_names_each_unanswered_one() -> None:
    assert len(CHECKLIST) == 11
    blank = replace(CASE, decision=None, review=replace(REVIEW, checklist=()))
    reasons = check_opinion(blank).reasons
    assert [r.remedy for r in reasons] == [f"point-{n}" for n in range(1, 12)]


def test_a_failed_point_needs_its_note() -> None:
    answers = (ChecklistAnswer(1, "fail"), *REVIEW.checklist[1:])
    review = replace(REVIEW, checklist=answers, opinion=OpinionType.CORRECT_LAW, opinion_reasons="定性错误")
    codes = {r.code for r in check_opinion(replace(CASE, decision=None, review=review)).reasons}
    assert codes == {"review.unexplained"}


def test_the_submitter_and_the_approver_do_not_review() -> None:
    own = replace(CASE, officers=(), review=replace(REVIEW, reviewer_id="li"), decision=None)
    assert {r.code for r in check_opinion(own).reasons} == {"review.conflict"}
    boss = replace(CASE, review=replace(REVIEW, reviewer_id="head"))
    assert {r.code for r in check_opinion(boss).reasons} == {"review.conflict"}


def test_flags_have_words() -> None:
    named = {c.condition["value"] for c in DEFAULT_TRIGGERS if c.condition.get("field") == "flags"}
    assert named <= set(FLAGS)
