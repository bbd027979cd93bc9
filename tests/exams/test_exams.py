"""题库和考试: two persons for each question, one paper at a time, no answer before its time, results that stay."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from sanxiang.exams import selectors, services
from sanxiang.exams.types import SittingView
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused
from sanxiang.rules.examinations import Part, QuestionKind
from tests.factories.city import FOUNDED, City, found_city
from tests.factories.exams import OPENS, PARTS, announced, fill_bank, in_use, question
from tests.factories.powers import APPROVES, CHECKS, ENTERS

AFTER = OPENS + timedelta(days=3)


@pytest.fixture
def city(db: None) -> City:
    return found_city()


@pytest.fixture
def exam(city: City) -> UUID:
    fill_bank(FOUNDED)
    return announced(city.agency)


def begin(exam: UUID, actor: Actor, now: datetime = OPENS) -> UUID:
    return services.begin_sitting(actor=actor, now=now, examination=exam)


def paper(sitting: UUID, actor: Actor, now: datetime = OPENS) -> SittingView:
    assert actor.officer_id is not None
    return selectors.get_sitting(sitting, actor.officer_id, now)


def right(sitting: UUID) -> dict[str, list[str]]:
    """The answers as only the database knows them."""
    row = apps.get_model("exams.Sitting").objects.get(pk=sitting)
    return {q["key"]: q["answer"] for q in row.paper}


def test_a_question_is_used_once_another_has_approved_it(db: None) -> None:
    key = services.draft_question(actor=ENTERS, now=FOUNDED, **question(1))
    services.change_question(actor=CHECKS, now=FOUNDED, question=key, stem="不得少于几名执法人员？")
    assert selectors.pool("") == []
    for author in (ENTERS, CHECKS):
        with pytest.raises(Refused, match="录入、修改"):
            services.approve_question(actor=author, now=FOUNDED, question=key)
    services.approve_question(actor=APPROVES, now=FOUNDED, question=key)
    (entry,) = selectors.pool("")
    assert (entry.key, entry.kind) == (str(key), QuestionKind.SINGLE)
    with pytest.raises(InvalidInput, match="只有待审定"):
        services.change_question(actor=ENTERS, now=FOUNDED, question=key, stem="另一问")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"stem": ""}, "题干"),
        ({"basis_text": ""}, "依据"),
        ({"answer": ["F"]}, "不在选项"),
        ({"kind": "essay"}, "essay"),
        ({"marks": 5}, "marks不能填写"),
    ],
)
def test_a_question_that_is_none_is_refused(db: None, changed: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        services.draft_question(actor=ENTERS, now=FOUNDED, **(question(1) | changed))


def test_a_number_and_a_stem_stand_once_until_the_question_is_retired(db: None) -> None:
    first = in_use(FOUNDED, **question(1))
    for again in (question(1, stem="另一问"), question(2, stem=question(1)["stem"])):
        with pytest.raises(InvalidInput):
            services.draft_question(actor=ENTERS, now=FOUNDED, **again)
    with pytest.raises(InvalidInput, match="停用的理由"):
        services.retire_question(actor=ENTERS, now=FOUNDED, question=first, reason=" ")
    services.retire_question(actor=ENTERS, now=FOUNDED, question=first, reason="条文已修改")
    in_use(FOUNDED, **question(1))
    assert len(selectors.pool("")) == 1 and len(selectors.questions()) == 2


def test_an_examination_needs_its_questions_and_another_person(city: City) -> None:
    with pytest.raises(InvalidInput, match="题库可用的只有0题"):
        announced(city.agency)
    fill_bank(FOUNDED)
    draft = next(iter(selectors.examinations([city.agency])))
    with pytest.raises(Refused, match="审定的人"):
        services.announce_examination(actor=ENTERS, now=FOUNDED, examination=draft.id)
    changed = {"closes_at": OPENS - timedelta(days=1)}
    with pytest.raises(InvalidInput, match="结束时间应当晚于开始时间"):
        services.change_examination(actor=ENTERS, now=FOUNDED, examination=draft.id, parts=PARTS, **changed)
    with pytest.raises(InvalidInput, match="结束时间已过"):
        services.announce_examination(actor=APPROVES, now=AFTER, examination=draft.id)
    services.announce_examination(actor=APPROVES, now=FOUNDED, examination=draft.id)
    with pytest.raises(InvalidInput, match="只有待发布"):
        services.change_examination(actor=ENTERS, now=FOUNDED, examination=draft.id, parts=PARTS, minutes=5)


def test_nobody_who_had_a_hand_in_an_examination_announces_it(city: City) -> None:
    """It was drafted by one and changed by another: both are its authors, for the table too."""
    with pytest.raises(InvalidInput, match="题库可用"):
        announced(city.agency)
    fill_bank(FOUNDED)
    (draft,) = selectors.examinations([city.agency])
    services.change_examination(actor=CHECKS, now=FOUNDED, examination=draft.id, parts=PARTS, minutes=50)
    for author in (ENTERS, CHECKS):
        with pytest.raises(Refused, match="审定的人"):
            services.announce_examination(actor=author, now=FOUNDED, examination=draft.id)
    rows = apps.get_model("exams.Examination").objects.filter(pk=draft.id)
    with pytest.raises(DatabaseError, match="examination_announced_by_another"), transaction.atomic():
        rows.update(announced_by_id=ENTERS.person_id)
    services.announce_examination(actor=APPROVES, now=FOUNDED, examination=draft.id)


def test_special_questions_are_of_the_field_and_ask_only_its_officers(city: City) -> None:
    fill_bank(FOUNDED)
    fill_bank(FOUNDED, field="生态环境", first=100)
    parts = (Part(QuestionKind.SINGLE, True, 4, 10), Part(QuestionKind.SINGLE, False, 2, 10))
    exam = announced(city.agency, field="生态环境", parts=parts, pass_mark=40)
    asked = paper(begin(exam, city.lead), city.lead).questions
    assert [q.title for q in asked] == ["专业法律知识单选题"] * 4 + ["公共法律知识单选题"] * 2
    assert {q.key for q in asked[:4]} == {
        e.key for e in selectors.pool("生态环境") if e.field and e.kind == "single"
    }
    other = announced(city.agency, field="水利", parts=PARTS)
    assert selectors.examinations_of_agency(city.agency) == [selectors.get_examination(exam)]
    assert selectors.examinations_of_agency(city.stranger.agency_id) == []
    with pytest.raises(Refused, match="应考范围"):
        begin(other, city.lead)


def test_a_paper_is_drawn_answered_handed_in_and_marked(city: City, exam: UUID) -> None:
    sitting = begin(exam, city.lead)
    assert begin(exam, city.lead, OPENS + timedelta(minutes=5)) == sitting
    answers = right(sitting)
    wrong = next(q.key for q in paper(sitting, city.lead).questions if q.kind is QuestionKind.SINGLE)
    saved = {k: v for k, v in answers.items() if k != wrong}
    assert services.save_answers(actor=city.lead, now=OPENS, sitting=sitting, answers=saved)
    assert paper(sitting, city.lead).answered == 4
    services.hand_in(
        actor=city.lead, now=OPENS + timedelta(minutes=9), sitting=sitting, answers={wrong: ["A"]}
    )
    done = paper(sitting, city.lead)
    expected = 100 if answers[wrong] == ["A"] else 80
    assert (done.score, done.passed, done.handed_in_at) == (expected, True, OPENS + timedelta(minutes=9))
    assert selectors.passed(city.lead.officer_id, "生态环境").id == sitting
    with pytest.raises(Refused, match="已经合格"):
        begin(exam, city.lead)


def test_no_answer_is_shown_before_the_examination_is_over(city: City, exam: UUID) -> None:
    sitting = begin(exam, city.lead)
    assert all(q.answer == () and q.basis == "" for q in paper(sitting, city.lead).questions)
    services.hand_in(actor=city.lead, now=OPENS, sitting=sitting, answers={})
    assert all(q.answer == () for q in paper(sitting, city.lead).questions)
    told = paper(sitting, city.lead, AFTER).questions
    assert {q.key: list(q.answer) for q in told} == right(sitting)
    assert "第四十二条" in told[0].basis


def test_time_that_is_over_takes_nothing_more_and_marks_what_was_saved(city: City, exam: UUID) -> None:
    sitting = begin(exam, city.lead)
    answers = right(sitting)
    late = OPENS + timedelta(minutes=61)
    first = dict([next(iter(answers.items()))])
    services.save_answers(actor=city.lead, now=OPENS, sitting=sitting, answers=first)
    services.hand_in(actor=city.lead, now=late, sitting=sitting, answers=answers)
    done = paper(sitting, city.lead)
    assert (done.score, done.passed, done.handed_in_at) == (10, False, OPENS + timedelta(minutes=60))
    second = begin(exam, city.lead, late)
    assert paper(second, city.lead).attempt == 2
    assert services.settle_overdue(now=late + timedelta(minutes=59)) == 0
    assert services.settle_overdue(now=late + timedelta(minutes=61)) == 1
    with pytest.raises(Refused, match="最多考2次，已经考了2次"):
        begin(exam, city.lead, late + timedelta(hours=2))


def test_a_paper_ends_with_its_examination(city: City, exam: UUID) -> None:
    last = OPENS + timedelta(days=2)
    sitting = begin(exam, city.lead, last - timedelta(minutes=10))
    assert paper(sitting, city.lead).due_at == last
    with pytest.raises(Refused, match="已经结束"):
        begin(exam, city.assistant, last)
    with pytest.raises(Refused, match="还没有开始"):
        begin(exam, city.assistant, OPENS - timedelta(minutes=1))


def test_a_letter_that_is_not_there_and_two_for_one_are_refused(city: City, exam: UUID) -> None:
    sitting = begin(exam, city.lead)
    judged = next(q for q in paper(sitting, city.lead).questions if q.kind is QuestionKind.JUDGE)
    for given, said in ((["C"], "第1题没有选项C"), (["A", "B"], "第1题只能选一个")):
        with pytest.raises(InvalidInput, match=said):
            services.save_answers(actor=city.lead, now=OPENS, sitting=sitting, answers={judged.key: given})
    assert services.save_answers(actor=city.lead, now=OPENS, sitting=sitting, answers={str(uuid4()): ["A"]})
    assert paper(sitting, city.lead).answered == 0


def test_nobody_touches_the_paper_of_another(city: City, exam: UUID) -> None:
    sitting = begin(exam, city.lead)
    for actor in (city.assistant, APPROVES):
        with pytest.raises(NotFound):
            services.hand_in(actor=actor, now=OPENS, sitting=sitting, answers={})
    with pytest.raises(NotFound):
        paper(sitting, city.assistant)
    with pytest.raises(NotFound):
        begin(exam, APPROVES)
    with pytest.raises(Refused, match="应考范围"):
        begin(exam, city.stranger)


def test_results_are_the_best_paper_of_everybody_invited(city: City, exam: UUID) -> None:
    sitting = begin(exam, city.lead)
    services.hand_in(actor=city.lead, now=OPENS, sitting=sitting, answers=right(sitting))
    services.hand_in(actor=city.assistant, now=OPENS, sitting=begin(exam, city.assistant), answers={})
    found = selectors.results(exam)
    assert [(r.name, r.score, r.passed) for r in found[:2]] == [("周敏", 100, True), ("李文清", 0, False)]
    assert all(r.score is None for r in found[2:]) and "秦川" not in {r.name for r in found}
    with pytest.raises(InvalidInput, match="已经有人参加"):
        services.cancel_examination(actor=ENTERS, now=OPENS, examination=exam, reason="改期")


def test_a_retired_question_stays_on_the_paper_and_leaves_the_bank(city: City, exam: UUID) -> None:
    sitting = begin(exam, city.lead)
    asked = paper(sitting, city.lead).questions[0]
    services.retire_question(actor=ENTERS, now=OPENS, question=UUID(asked.key), reason="条文已修改")
    assert paper(sitting, city.lead).questions[0].stem == asked.stem
    assert asked.key not in {e.key for e in selectors.pool("")}


@pytest.mark.parametrize(
    "change", [{"score": 100}, {"answers": {}}, {"handed_in_at": None, "score": None, "passed": None}]
)
def test_the_database_keeps_a_result(city: City, exam: UUID, change: dict[str, object]) -> None:
    sitting = begin(exam, city.lead)
    services.hand_in(actor=city.lead, now=OPENS, sitting=sitting, answers={})
    with pytest.raises(DatabaseError, match="已交卷"), transaction.atomic():
        apps.get_model("exams.Sitting").objects.filter(pk=sitting).update(**change)


def test_the_database_keeps_papers_questions_and_announced_examinations(city: City, exam: UUID) -> None:
    sitting, used = begin(exam, city.lead), UUID(selectors.pool("")[0].key)
    for model, key, change in (
        ("exams.Sitting", sitting, {"paper": []}),
        ("exams.Sitting", sitting, {"due_at": AFTER}),
        ("exams.Question", used, {"answer": ["B"]}),
        ("exams.Question", used, {"status": "draft"}),
        ("exams.Examination", exam, {"pass_mark": 1}),
    ):
        with pytest.raises(DatabaseError, match="不能修改"), transaction.atomic():
            apps.get_model(model).objects.filter(pk=key).update(**change)


def test_the_ledger_says_who_did_what_and_no_answer(city: City, exam: UUID) -> None:
    sitting = begin(exam, city.lead)
    services.hand_in(actor=city.lead, now=OPENS, sitting=sitting, answers=right(sitting))
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, envelope::text FROM log_entry WHERE kind LIKE 'exams.%'")
        entries = cursor.fetchall()
    assert {"exams.question_approved", "exams.sitting_begun", "exams.sitting_handed_in"} <= {
        k for k, _ in entries
    }
    assert not any("两人" in envelope or "paper" in envelope for _, envelope in entries)
