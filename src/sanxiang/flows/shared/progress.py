"""办理动态: what the party sees of its own case after every step; no name of anybody."""

from __future__ import annotations

from datetime import date, datetime

from sanxiang.disclosure.services import set_progress
from sanxiang.disclosure.types import Right, Stage
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.papers import violation
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Step

#: the stages a party knows, each with the steps of the procedure that belong to it and what comes next
_STAGES: tuple[tuple[str, frozenset[str], str], ...] = (
    ("立案", frozenset({Step.FILED}), "调查取证"),
    ("调查取证", frozenset({Step.INVESTIGATE, Step.CONCLUDED}), "告知拟作出的处理"),
    ("告知", frozenset({Step.NOTICE, Step.STATEMENT}), "审查并作出决定"),
    ("审查", frozenset({Step.LEGAL_REVIEW, Step.REVIEWED, Step.COLLECTIVE}), "作出决定"),
    ("决定", frozenset({Step.DECIDED}), "送达决定书"),
    ("送达", frozenset({Step.SERVED}), "履行"),
    ("履行", frozenset({Step.PERFORM}), "结案"),
    ("结案", frozenset({Step.CLOSED}), ""),
)
#: clocks that are the party's own, with what it may or must do
_RIGHTS: dict[str, str] = {
    "PEN.STATEMENT": "陈述、申辩",
    "PEN.PAY": "缴纳罚款",
}


def push_progress(*, actor: Actor, now: datetime, file: CaseFile, password_hash: str = "") -> None:
    """Bring the party's page up to date; before 立案 there is none."""
    if not file.case.number:
        return
    set_progress(
        actor=actor,
        now=now,
        case_ref=file.case.id,
        number=file.case.number,
        password_hash=password_hash,
        matter=violation(file) if file.item else "行政处罚案件",
        agency_name=file.agency.name,
        agency_phone=file.agency.phone,
        stages=stages(file),
        next_step=next((after for _, steps, after in _STAGES if file.case.state in steps), ""),
        rights=tuple(
            Right(_RIGHTS[clock.rule], clock.due_on, clock.title)
            for clock in file.case.clocks
            if clock.rule in _RIGHTS
        ),
        closed=file.case.state == Step.CLOSED,
    )


def stages(file: CaseFile) -> tuple[Stage, ...]:
    """The stages with the days on which they were reached; "审查" is shown where the case went through it."""
    case = file.case
    reached: dict[str, date | None] = {
        "立案": case.filed_on,
        "调查取证": case.concluded_on,
        "告知": case.notified_on,
        "审查": next((r.submitted_at.date() for r in file.reviews), None),
        "决定": case.decided_on,
        "送达": case.served_on,
        "履行": case.performed_on,
        "结案": case.closed_on,
    }
    shown = []
    for label, steps, _ in _STAGES:
        if case.state in steps:
            shown.append(Stage(label, "now", reached[label]))
        elif reached[label] or label != "审查":
            shown.append(Stage(label, "done" if reached[label] else "", reached[label]))
    return tuple(shown)
