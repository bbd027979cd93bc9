"""试题、组卷和评分: papers hold what was asked for, can be drawn again, and are marked by the answer alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.examinations import (
    JUDGEMENTS,
    LETTERS,
    Applicant,
    Entry,
    Part,
    QuestionKind,
    Terms,
    draw,
    full_marks,
    marks,
    may_hold,
    may_sit,
    paper_problems,
    question_problems,
    shuffled,
    total,
)

J, S, M = QuestionKind.JUDGE, QuestionKind.SINGLE, QuestionKind.MULTIPLE
FIELD = "生态环境"
OPENS = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
TERMS = Terms(OPENS, OPENS + timedelta(days=2), 2)
POOL = [
    Entry(f"{kind}-{field}-{n}", kind, field)
    for kind in QuestionKind
    for field in ("", FIELD)
    for n in range(8)
]
parts = st.lists(
    st.builds(Part, st.sampled_from(QuestionKind), st.booleans(), st.integers(1, 8), st.integers(1, 5)),
    min_size=1, max_size=4, unique_by=lambda p: (p.kind, p.special),
)  # fmt: skip
option_lists = st.lists(
    st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=4), min_size=2, max_size=8, unique=True
)


@pytest.mark.parametrize(
    ("kind", "options", "answer", "said"),
    [
        (J, ["对", "错"], ["A"], "只能是正确、错误"),
        (S, ["一人"], ["A"], "选项应为2至8个，现有1个"),
        (S, ["一人", "一人"], ["A"], "不能重复"),
        (S, ["一人", " "], ["A"], "不能空"),
        (S, ["一人", "两人"], ["C"], "答案C不在选项A、B之内"),
        (S, ["一人", "两人"], ["A", "B"], "单选题的答案只能是一个"),
        (S, ["一人", "两人"], [], "单选题的答案只能是一个"),
        (M, ["一人", "两人"], ["A"], "多选题的答案至少两个"),
    ],
)
def test_what_is_no_question_is_said(
    kind: QuestionKind, options: list[str], answer: list[str], said: str
) -> None:
    assert any(said in message for _, message in question_problems(kind, options, answer))


def test_good_questions_have_no_problem() -> None:
    assert not list(question_problems(J, JUDGEMENTS, ["B"]))
    assert not list(question_problems(S, ["一人", "两人"], ["B"]))
    assert not list(question_problems(M, ["一人", "两人", "三人"], ["B", "C"]))


@given(parts, st.text(max_size=20))
def test_a_paper_holds_what_was_asked_for_once_each_and_is_drawn_again_by_its_seed(
    wanted: list[Part], seed: str
) -> None:
    paper = draw(wanted, POOL, FIELD, seed)
    assert len({entry.key for _, entry in paper}) == len(paper) == sum(p.count for p in wanted)
    assert sum(part.points for part, _ in paper) == full_marks(wanted)
    assert all(e.kind is p.kind and e.field == (FIELD if p.special else "") for p, e in paper)
    assert draw(wanted, list(reversed(POOL)), FIELD, seed) == paper


def test_papers_differ_and_every_question_comes_up() -> None:
    wanted = [Part(S, False, 3, 1)]
    papers = [tuple(e.key for _, e in draw(wanted, POOL, "", str(n))) for n in range(60)]
    assert len(set(papers)) > 30
    assert {key for paper in papers for key in paper} == {e.key for e in POOL if e.kind is S and not e.field}


def test_two_parts_of_one_kind_ask_nothing_twice() -> None:
    paper = draw([Part(S, False, 4, 1), Part(S, False, 4, 2)], POOL, "", "x")
    assert len({entry.key for _, entry in paper}) == 8


@given(option_lists, st.data(), st.text(max_size=10))
def test_the_answer_moves_with_its_options(options: list[str], data: st.DataObject, lot: str) -> None:
    answer = data.draw(st.lists(st.sampled_from(LETTERS[: len(options)]), min_size=1, unique=True))
    moved, letters = shuffled(M, options, answer, lot)
    assert sorted(moved) == sorted(options)
    assert {moved[LETTERS.index(x)] for x in letters} == {options[LETTERS.index(x)] for x in answer}
    assert shuffled(J, JUDGEMENTS, ["B"], lot) == (["正确", "错误"], ["B"])


@pytest.mark.parametrize(
    ("given_", "points"), [(("A", "C"), 4), (("C", "A"), 4), (("A",), 0), (("A", "B", "C"), 0), ((), 0)]
)
def test_all_of_the_answer_or_no_points(given_: tuple[str, ...], points: int) -> None:
    assert marks(("A", "C"), given_, 4) == points


def test_a_paper_is_the_sum_of_its_questions() -> None:
    answers = {"1": (("A",), 10), "2": (("B",), 20), "3": (("A", "B"), 30)}
    assert total(answers, {"1": ["A"], "2": ["C"], "3": ["B", "A"]}) == 40
    assert total(answers, {}) == 0


@pytest.mark.parametrize(
    ("wanted", "field", "pass_mark", "said"),
    [
        ([], "", 60, "至少填写一种题型"),
        ([Part(S, False, 9, 1)], "", 5, "公共法律知识单选题要9题，题库可用的只有8题"),
        ([Part(S, True, 1, 1)], "", 1, "请写明考哪一执法类别"),
        ([Part(S, True, 1, 1)], "水利", 1, "专业法律知识单选题要1题，题库可用的只有0题"),
        ([Part(S, False, 5, 2)], "", 11, "合格分数应在1至满分10之间"),
        ([Part(S, False, 5, 2)], "", 0, "合格分数应在1至满分10之间"),
    ],
)
def test_a_paper_that_cannot_be_drawn_says_why(
    wanted: list[Part], field: str, pass_mark: int, said: str
) -> None:
    assert any(said in message for _, message in paper_problems(wanted, POOL, field, pass_mark))


def test_a_paper_that_can_be_drawn_has_no_problem() -> None:
    assert not list(paper_problems([Part(S, False, 8, 5), Part(M, True, 8, 5)], POOL, FIELD, 48))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"invited": False}, "exam.not_invited"),
        ({"now": OPENS - timedelta(seconds=1)}, "exam.early"),
        ({"now": OPENS + timedelta(days=2)}, "exam.over"),
        ({"passed": True}, "exam.passed"),
        ({"taken": 2}, "exam.attempts"),
    ],
)
def test_who_may_not_sit_is_told_why(changed: dict[str, object], code: str) -> None:
    good: dict[str, object] = {"now": OPENS, "invited": True, "taken": 1, "passed": False}
    assert may_sit(TERMS, **good).ok  # type: ignore[arg-type]
    reasons = may_sit(TERMS, **(good | changed)).reasons  # type: ignore[arg-type]
    assert [r.code for r in reasons] == [code]
    assert "（二十三）" in str(reasons[0])


READY = Applicant(in_post=True, training_hours=60, unexamined=(), legally_qualified=False)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"in_post": False}, "credential.left"),
        ({"training_hours": 0}, "credential.training"),
        ({"unexamined": ("生态环境",)}, "credential.exam"),
        ({"holds": "53990001001"}, "credential.held"),
        ({"for_supervision": True}, "credential.duty"),
    ],
)
def test_what_stands_against_a_credential_is_said(changed: dict[str, object], code: str) -> None:
    assert may_hold(READY).ok
    assert [r.code for r in may_hold(replace(READY, **changed)).reasons] == [code]  # type: ignore[arg-type]


def test_who_holds_the_legal_qualification_need_not_sit_where_the_place_says_so() -> None:
    lawyer = replace(READY, unexamined=("生态环境",), legally_qualified=True)
    assert may_hold(lawyer).ok and not may_hold(lawyer, exempt_qualified=False).ok
