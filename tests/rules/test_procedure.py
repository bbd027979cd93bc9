"""程序: where acts lead, what the stepper and the task list show, and what only deserves a warning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sanxiang.rules.documents import SPECS
from sanxiang.rules.guards import GUARDS
from sanxiang.rules.guards.cautions import CAUTIONS
from sanxiang.rules.guards.execution import effective_on
from sanxiang.rules.periods import Pause, PauseKind
from sanxiang.rules.procedure import WHEN, cautions, may, next_step, open_acts
from sanxiang.rules.procedures import Act, Step
from sanxiang.rules.procedures.penalty_ordinary import ReviewStage, penalty_ordinary
from sanxiang.rules.progress import NEEDED, StageStatus, TaskStatus, stepper, tasks
from sanxiang.rules.terms import DocumentStatus, HearingStatus, OpinionType, ServiceMode
from tests.rules.lawful import CASE, REVIEW, lawful, paper

PROCEDURE = penalty_ordinary()

LEADS = [
    (Act.REGISTER_CLUE, Step.CLUE),
    (Act.FILE_CASE, Step.FILED),
    (Act.REFUSE_FILING, Step.NOT_FILED),
    (Act.ASSIGN_OFFICERS, Step.INVESTIGATE),
    (Act.RECORD_STEP, Step.INVESTIGATE),
    (Act.CONCLUDE_INVESTIGATION, Step.CONCLUDED),
    (Act.NOTIFY_PARTY, Step.NOTICE),
    (Act.RECORD_STATEMENT, Step.STATEMENT),
    (Act.SUBMIT_FOR_REVIEW, Step.LEGAL_REVIEW),
    (Act.GIVE_OPINION, Step.REVIEWED),
    (Act.DISCUSS_COLLECTIVELY, Step.COLLECTIVE),
    (Act.DECIDE_CASE, Step.DECIDED),
    (Act.SERVE_DOCUMENT, Step.SERVED),
    (Act.PUBLISH_DECISION, Step.DECIDED),
    (Act.RECORD_PERFORMANCE, Step.PERFORM),
    (Act.CLOSE_CASE, Step.CLOSED),
]


@pytest.mark.parametrize(("act", "step"), LEADS)
def test_each_act_leads_to_its_step(act: Act, step: Step) -> None:
    assert next_step(PROCEDURE, act, lawful(act)) == step


@pytest.mark.parametrize(
    ("opinion", "step"),
    [(OpinionType.SUPPLEMENT, Step.INVESTIGATE), (OpinionType.CORRECT_DISCRETION, Step.CONCLUDED)],
)
def test_an_opinion_against_sends_the_case_back(opinion: OpinionType, step: Step) -> None:
    facts = replace(lawful(Act.GIVE_OPINION), review=replace(REVIEW, opinion=opinion, opinion_reasons="……"))
    assert next_step(PROCEDURE, Act.GIVE_OPINION, facts) == step


def test_serving_another_document_does_not_serve_the_decision() -> None:
    facts = lawful(Act.SERVE_DOCUMENT)
    other = replace(facts, service=replace(facts.service, document_code="D31"))  # type: ignore[type-var]
    assert next_step(PROCEDURE, Act.SERVE_DOCUMENT, other) == Step.DECIDED


def test_an_act_out_of_place_leads_nowhere_and_names_the_step() -> None:
    facts = replace(lawful(Act.DECIDE_CASE), state=Step.CLUE)
    with pytest.raises(ValueError, match="decide_case"):
        next_step(PROCEDURE, Act.DECIDE_CASE, facts)
    assert [r.text for r in may(PROCEDURE, Act.DECIDE_CASE, facts).reasons] == [
        "案件处在“线索登记”环节，不能作出决定"
    ]


def test_open_acts_follow_the_step() -> None:
    open_here = {a.id for a in open_acts(PROCEDURE, lawful(Act.FILE_CASE))}
    assert {Act.FILE_CASE, Act.REFUSE_FILING, Act.DRAFT_DOCUMENT} <= open_here
    assert Act.DECIDE_CASE not in open_here
    # a decision may still be annulled when the case is closed (行政处罚法 48 第二款)
    assert [a.id for a in open_acts(PROCEDURE, replace(CASE, state=Step.CLOSED))] == [
        Act.WITHDRAW_PUBLICATION
    ]


@pytest.mark.parametrize("stage", list(ReviewStage))
def test_the_data_names_only_what_exists(stage: ReviewStage) -> None:
    procedure = penalty_ordinary(stage)
    steps, acts = {s.id for s in procedure.steps}, {a.id for a in procedure.acts}
    assert steps == set(Step)
    assert acts == set(Act)
    for act in procedure.acts:
        assert act.citations
        assert set(act.guards) | set(act.policy_guards) <= set(GUARDS)
        assert set(act.cautions) <= set(CAUTIONS)
        assert set(act.documents) | set(act.makes) <= set(SPECS)
    for t in procedure.transitions:
        assert {t.source, t.target} <= steps
        assert t.act in acts
        assert t.when in ("", *WHEN)
    assert procedure.drawn <= {(t.source, t.target) for t in procedure.transitions}
    assert {s.stage for s in procedure.steps} == {s.id for s in procedure.stages}
    assert {s.needed_when for s in procedure.stages} <= {"", *NEEDED}


def test_the_review_may_come_before_the_notice() -> None:
    early = penalty_ordinary(ReviewStage.BEFORE_NOTICE)
    facts = replace(lawful(Act.NOTIFY_PARTY), review=None)
    assert {r.code for r in may(early, Act.NOTIFY_PARTY, facts).reasons} == {"review.required"}
    assert may(PROCEDURE, Act.NOTIFY_PARTY, facts).ok
    assert [s.title for s in early.stages][2:4] == ["法制审核", "告知"]


def test_under_the_double_policy_the_review_is_repeated_after_the_notice() -> None:
    twice = penalty_ordinary(ReviewStage.BOTH)
    facts = lawful(Act.DECIDE_CASE)
    assert may(twice, Act.DECIDE_CASE, facts).ok
    early = replace(facts, review=replace(REVIEW, submitted_on=date(2026, 10, 20)))
    assert {r.code for r in may(twice, Act.DECIDE_CASE, early).reasons} == {"review.before_notice"}


def test_the_stepper_of_a_case_that_waits_for_review() -> None:
    items = stepper(PROCEDURE, lawful(Act.GIVE_OPINION))
    assert [i.title for i in items] == [
        "立案",
        "调查取证",
        "告知",
        "法制审核",
        "集体讨论",
        "作出决定",
        "送达与公示",
        "执行",
        "结案",
    ]
    assert [i.status for i in items] == [StageStatus.DONE] * 3 + [StageStatus.CURRENT] + [
        StageStatus.TODO
    ] * 5
    assert items[0].on == date(2026, 9, 23)
    assert items[3].on is None


def test_stages_that_are_not_needed_are_not_shown() -> None:
    light = replace(lawful(Act.NOTIFY_PARTY), triggers=(), major=False, review=None, discussion=None)
    assert {"review", "discussion"}.isdisjoint(i.id for i in stepper(PROCEDURE, light))


def test_an_ended_case_shows_what_it_went_through() -> None:
    refused = replace(lawful(Act.REGISTER_CLUE), state=Step.NOT_FILED)
    bare = replace(refused, notice=None, review=None, discussion=None, decision=None, documents=())
    bare = replace(bare, services=(), performance=None)
    assert [(i.id, i.status) for i in stepper(PROCEDURE, bare)] == [("filing", StageStatus.DONE)]
    closed = stepper(PROCEDURE, replace(CASE, state=Step.CLOSED))
    assert {i.status for i in closed} == {StageStatus.DONE}
    assert closed[-1].id == "closing"


def test_the_task_list_tells_each_state_of_a_paper() -> None:
    facts = lawful(Act.FILE_CASE)

    def status(*papers: object) -> TaskStatus:
        found = tasks(PROCEDURE, replace(facts, documents=papers))  # type: ignore[arg-type]
        return next(t.status for t in found if t.code == "D02")

    draft = DocumentStatus.DRAFT
    assert status() is TaskStatus.NOT_STARTED
    assert status(paper("D02", status=draft, signed=False, data={"source": "检查"})) is TaskStatus.IN_PROGRESS
    assert status(paper("D02", status=draft, signed=False)) is TaskStatus.INCOMPLETE
    assert status(paper("D02", status=draft)) is TaskStatus.INCOMPLETE
    assert status(paper("D02")) is TaskStatus.DONE


def test_the_task_list_blocks_an_act_with_its_reasons() -> None:
    facts = lawful(Act.SUBMIT_FOR_REVIEW)
    missing = replace(facts, proposal=replace(facts.proposal, discretion_note=""))  # type: ignore[type-var]
    by_code = {t.code: t for t in tasks(PROCEDURE, missing) if t.act == Act.SUBMIT_FOR_REVIEW}
    assert by_code["discretion"].status is TaskStatus.NOT_STARTED
    assert by_code["report"].status is TaskStatus.DONE
    assert by_code[Act.SUBMIT_FOR_REVIEW].status is TaskStatus.BLOCKED
    assert [r.text for r in by_code[Act.SUBMIT_FOR_REVIEW].reasons] == ["送审材料缺少裁量基准适用说明"]
    ready = {t.code: t.status for t in tasks(PROCEDURE, facts)}
    assert ready[Act.SUBMIT_FOR_REVIEW] is TaskStatus.NOT_STARTED


def test_an_overdue_decision_is_lawful_and_warned_about() -> None:
    late = date(2026, 12, 31)
    facts = replace(lawful(Act.DECIDE_CASE), today=late)
    assert may(PROCEDURE, Act.DECIDE_CASE, facts).ok
    assert [r.text for r in cautions(PROCEDURE, Act.DECIDE_CASE, facts)] == [
        "办案期限已于2026年12月22日届满，现已超期9日"
    ]
    pause = Pause(PauseKind.HEARING, date(2026, 10, 30), date(2026, 11, 13), "听证通知书")
    assert cautions(PROCEDURE, Act.DECIDE_CASE, replace(facts, pauses=(pause,))) == ()


@pytest.mark.parametrize(
    ("act", "code"),
    [(Act.SERVE_DOCUMENT, "overdue.PEN.SERVE"), (Act.PUBLISH_DECISION, "overdue.PEN.PUBLISH")],
)
def test_service_and_publication_have_seven_working_days(act: Act, code: str) -> None:
    in_time = replace(lawful(act), today=date(2026, 11, 17))
    assert cautions(PROCEDURE, act, in_time) == ()
    late = replace(in_time, today=date(2026, 11, 18))
    assert [r.code for r in cautions(PROCEDURE, act, late)] == [code]


def test_a_late_withdrawal_is_done_and_said() -> None:
    """行政处罚法 48 第二款, 85: three working days from Monday 16 November."""
    facts = lawful(Act.WITHDRAW_PUBLICATION)
    assert cautions(PROCEDURE, Act.WITHDRAW_PUBLICATION, replace(facts, today=date(2026, 11, 19))) == ()
    late = replace(facts, today=date(2026, 11, 20))
    found = cautions(PROCEDURE, Act.WITHDRAW_PUBLICATION, late)
    assert [r.code for r in found] == ["overdue.PEN.WITHDRAW"]
    assert may(PROCEDURE, Act.WITHDRAW_PUBLICATION, late).ok


def test_unproved_factors_and_old_benchmarks_are_warned_about() -> None:
    facts = lawful(Act.CONCLUDE_INVESTIGATION)
    p = replace(
        facts.proposal, factors_unproved=("F01",), benchmark_doubt="所用裁量基准在违法行为发生时没有施行"
    )  # type: ignore[type-var]
    doubtful = replace(facts, proposal=p)
    assert may(PROCEDURE, Act.CONCLUDE_INVESTIGATION, doubtful).ok
    found = cautions(PROCEDURE, Act.CONCLUDE_INVESTIGATION, doubtful)
    assert [r.code for r in found] == ["discretion.unproved", "discretion.benchmark"]


def test_an_announced_document_takes_effect_after_thirty_days() -> None:
    service = replace(CASE.services[0], mode=ServiceMode.ANNOUNCE, served_on=date(2026, 9, 1))
    assert effective_on(service, CASE.calendar) == date(2026, 10, 1)
    assert effective_on(CASE.services[0], CASE.calendar) == date(2026, 11, 9)


def test_a_held_hearing_asks_for_its_papers() -> None:
    facts = replace(lawful(Act.SUBMIT_FOR_REVIEW), hearing=replace(CASE.hearing, status=HearingStatus.HELD))
    assert [r.text for r in may(PROCEDURE, Act.SUBMIT_FOR_REVIEW, facts).reasons] == [
        "送审材料缺少听证笔录和听证报告"
    ]
    by_hand = replace(facts, review=replace(REVIEW, materials=frozenset({"hearing"})))
    assert may(PROCEDURE, Act.SUBMIT_FOR_REVIEW, by_hand).ok
