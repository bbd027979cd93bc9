"""合法性证明: every statutory piece that is taken out is noticed, and the breaking path is told in Chinese."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.procedure import ActSpec, StepSpec, Transition
from sanxiang.rules.procedures import Act, Step, prove_lawful
from sanxiang.rules.procedures.penalty_ordinary import ReviewStage, penalty_ordinary
from sanxiang.rules.procedures.penalty_skeleton import SKELETON

BASE = penalty_ordinary()
REMOVALS = [
    (act.id, field, name)
    for act in BASE.acts
    for field in ("guards", "documents", "approvers")
    for name in getattr(act, field)
]


@pytest.mark.parametrize("stage", list(ReviewStage))
def test_every_policy_of_the_statute_is_lawful(stage: ReviewStage) -> None:
    assert prove_lawful(penalty_ordinary(stage)).faults == ()


@pytest.mark.parametrize(("act_id", "field", "name"), REMOVALS)
def test_no_guard_document_or_approval_may_go(act_id: str, field: str, name: str) -> None:
    act = BASE.act(act_id)
    kept = tuple(x for x in getattr(act, field) if x != name)
    proof = prove_lawful(BASE.with_act(replace(act, **{field: kept})))
    assert any(name in f.reason.text and act.title in f.reason.text for f in proof.faults)


@pytest.mark.parametrize("act", list(Act))
def test_no_act_may_go(act: Act) -> None:
    acts = tuple(a for a in BASE.acts if a.id != act)
    transitions = tuple(t for t in BASE.transitions if t.act != act)
    assert not prove_lawful(replace(BASE, acts=acts, transitions=transitions)).ok


def shortcut(source: Step, target: Step) -> str:
    """The proof's sentences for a variant with a new unguarded act from `source` to `target`."""
    act = ActSpec("fast_track", "快速办理", ("agency_head",), BASE.acts[0].citations)
    variant = replace(
        BASE,
        acts=(*BASE.acts, act),
        transitions=(*BASE.transitions, Transition(source, "fast_track", target)),
    )
    return "\n".join(r.text for r in prove_lawful(variant).verdict.reasons)


def test_a_shortcut_past_the_notice_is_refused_with_its_path() -> None:
    found = shortcut(Step.CONCLUDED, Step.DECIDED)
    assert "没有事先告知就作出处罚决定：开始→登记线索→线索登记→立案→立案" in found
    assert "调查终结→快速办理→作出决定" in found
    assert "没有审核同意就作出决定" in found


SHORTCUTS = [
    (Step.CLUE, Step.INVESTIGATE, "没有立案就调查取证"),
    (Step.FILED, Step.CONCLUDED, "没有指派两名执法人员就终结调查"),
    (Step.INVESTIGATE, Step.DECIDED, "调查没有终结就作出决定"),
    (Step.NOTICE, Step.DECIDED, "没有审核同意就作出决定"),
    (Step.REVIEWED, Step.DECIDED, "没有集体讨论就作出决定"),
    (Step.CONCLUDED, Step.SERVED, "没有作出决定就送达决定书"),
    (Step.DECIDED, Step.CLOSED, "决定没有送达就结案"),
]


@pytest.mark.parametrize(("source", "target", "text"), SHORTCUTS)
def test_every_shortcut_past_the_skeleton_is_refused(source: Step, target: Step, text: str) -> None:
    assert text in shortcut(source, target)


def test_every_bone_of_the_skeleton_is_broken_by_some_shortcut() -> None:
    found = "".join(shortcut(source, target) for source, target, _ in SHORTCUTS)
    assert [must.code for must in SKELETON if must.text not in found] == []


STEPS = st.sampled_from([s for s in Step if s not in (Step.START, Step.NOT_FILED, Step.CLOSED)])
BEFORE = st.sampled_from([Step.CLUE, Step.FILED, Step.INVESTIGATE, Step.CONCLUDED])
AFTER = st.sampled_from([Step.DECIDED, Step.SERVED, Step.PERFORM])


@given(BEFORE, AFTER)
def test_no_shortcut_reaches_a_decision_without_notice(source: Step, target: Step) -> None:
    assert "没有事先告知就作出处罚决定" in shortcut(source, target) or target is not Step.DECIDED
    assert shortcut(source, target)


def test_losing_the_agreed_branch_leaves_major_cases_without_decision() -> None:
    transitions = tuple(t for t in BASE.transitions if t.when != "agreed")
    proof = prove_lawful(replace(BASE, transitions=transitions))
    assert "应当法制审核的案件无法到达“作出决定”环节" in [f.reason.text for f in proof.faults]


@given(STEPS)
def test_a_step_without_way_out_is_found(source: Step) -> None:
    trap = StepSpec("TRAP", "搁置", "filing")
    act = ActSpec("shelve", "搁置案件", ("officer",), BASE.acts[0].citations)
    variant = replace(
        BASE,
        steps=(*BASE.steps, trap),
        acts=(*BASE.acts, act),
        transitions=(*BASE.transitions, Transition(source, "shelve", "TRAP")),
    )
    assert "“搁置”环节没有出路，案件不能办结" in [f.reason.text for f in prove_lawful(variant).faults]


def test_a_step_nobody_reaches_is_found() -> None:
    variant = replace(BASE, steps=(*BASE.steps, StepSpec("ISLAND", "孤岛", "filing")))
    assert "没有路径到达“孤岛”环节" in [f.reason.text for f in prove_lawful(variant).faults]


@pytest.mark.parametrize(
    ("rule", "n", "lawful"),
    [
        ("PEN.DECIDE", 60, True),
        ("PEN.DECIDE", 120, False),
        ("PEN.PUBLISH", 5, True),
        ("PEN.HEAR.REQ", 3, False),
        ("PEN.HEAR.REQ", 10, True),
        ("PEN.PAY", 10, False),
    ],
)
def test_limits_may_be_shorter_for_the_agency_and_longer_for_the_party(
    rule: str, n: int, lawful: bool
) -> None:
    assert prove_lawful(replace(BASE, limits=((rule, n),))).ok is lawful


def test_what_an_agency_may_add() -> None:
    """An extra step, a further document, guard and approval: 定制流程."""
    extra = StepSpec("EXPERTS", "专家论证", "investigation", lane=1)
    act = ActSpec("ask_experts", "组织专家论证", ("unit_head",), BASE.acts[0].citations)
    decide = BASE.act(Act.DECIDE_CASE)
    variant = replace(
        BASE.with_act(
            replace(
                decide,
                guards=(*decide.guards, "no_conflict"),
                documents=("D26",),
                approvers=("agency_head", "unit_head"),
            )
        ),
        steps=(*BASE.steps, extra),
        transitions=(
            *BASE.transitions,
            Transition(Step.CONCLUDED, "ask_experts", "EXPERTS"),
            Transition("EXPERTS", Act.CONCLUDE_INVESTIGATION, Step.CONCLUDED),
        ),
    )
    variant = replace(variant, acts=(*variant.acts, act))
    assert prove_lawful(variant).faults == ()


def test_a_step_without_a_way_in_or_out_is_told() -> None:
    variant = replace(BASE, steps=(*BASE.steps, StepSpec("LOST", "悬置", BASE.steps[0].stage)))
    found = {f.reason.code: f.reason.text for f in prove_lawful(variant).faults}
    assert found == {
        "proof.unreachable": "没有路径到达“悬置”环节",
        "proof.dead_end": "“悬置”环节没有出路，案件不能办结",
    }
