"""进度: the case page's stepper and task list, read off the procedure and the facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanxiang.rules.documents import SPECS, missing_fields
from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.guards.decision import discussion_required
from sanxiang.rules.procedure import ActSpec, Procedure, Stage, may
from sanxiang.rules.review import materials
from sanxiang.rules.terms import DocumentStatus
from sanxiang.rules.verdict import Reason


class TaskStatus(StrEnum):
    """任务状态 as the task list shows it."""

    NOT_STARTED = "未开始"
    IN_PROGRESS = "填写中"
    INCOMPLETE = "缺项"
    DONE = "已完成"
    BLOCKED = "尚不能办理"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list. `code` is a document code, a material or an act."""

    code: str
    title: str
    status: TaskStatus
    #: the act the task prepares
    act: str
    note: str = ""
    reasons: tuple[Reason, ...] = ()


class StageStatus(StrEnum):
    """How the stepper shows a stage."""

    DONE = "done"
    CURRENT = "current"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class StepperItem:
    """One mark of the stepper; `on` is the day the stage was completed, if it was."""

    id: str
    title: str
    status: StageStatus
    on: date | None = None


#: question of an optional stage
NEEDED: dict[str, Callable[[CaseFacts], bool]] = {
    "review": lambda f: f.review_required or f.review is not None,
    "discussion": lambda f: discussion_required(f) or f.discussion is not None,
}

#: stage -> the day it was completed
_DATES: dict[str, Callable[[CaseFacts], date | None]] = {
    "filing": lambda f: f.filing.filed_on if f.filing else None,
    "investigation": lambda f: max(
        (d.issued_on for d in f.documents_of("D16") if d.issued_on is not None), default=None
    ),
    "notice": lambda f: f.notice.notified_on if f.notice else None,
    "review": lambda f: f.review.opinion_on if f.review else None,
    "discussion": lambda f: f.discussion.held_on if f.discussion else None,
    "decision": lambda f: f.decision.decided_on if f.decision else None,
    "service": lambda f: max(
        (s.served_on for s in f.services if s.document_code in ("D27", "D28")), default=None
    ),
    "performance": lambda f: f.performance.done_on if f.performance else None,
}


def stages(procedure: Procedure, facts: CaseFacts) -> tuple[Stage, ...]:
    """The stages this case goes through: optional ones only if they are needed or have been visited."""
    return tuple(s for s in procedure.stages if not s.needed_when or NEEDED[s.needed_when](facts))


def stepper(procedure: Procedure, facts: CaseFacts) -> tuple[StepperItem, ...]:
    """The stages with what is done, current and to come; at an end every passed stage is done."""
    here = procedure.step(facts.state).stage
    shown = [
        s
        for s in stages(procedure, facts)
        if s.id == here or facts.state not in procedure.ends or _past(s, facts)
    ]
    order = [s.id for s in shown]
    current = order.index(here) if here in order else -1
    items = []
    for index, stage in enumerate(shown):
        done = index < current or facts.state in procedure.ends
        status = StageStatus.DONE if done else StageStatus.CURRENT if index == current else StageStatus.TODO
        on = _DATES[stage.id](facts) if done and stage.id in _DATES else None
        items.append(StepperItem(stage.id, stage.title, status, on))
    return tuple(items)


def _past(stage: Stage, facts: CaseFacts) -> bool:
    """An ended case shows only the stages it went through."""
    return stage.id in _DATES and _DATES[stage.id](facts) is not None


def tasks(procedure: Procedure, facts: CaseFacts) -> tuple[Task, ...]:
    """What is to be done at this step: the papers and materials of each act that leads on, then the act."""
    onward = {t.act for t in procedure.leaving(facts.state) if t.target != t.source}
    out: list[Task] = []
    for act in procedure.acts:
        if act.id in onward:
            out += [_document_task(code, act.id, facts) for code in act.documents]
            if "materials_complete" in act.guards:
                out += _material_tasks(act.id, facts)
            out.append(_act_task(procedure, act, facts))
    return tuple(out)


def _document_task(code: str, act: str, facts: CaseFacts) -> Task:
    """草稿: 填写中 while fields are empty, 缺项 while only signature or issue is missing."""
    title = SPECS[code].title
    papers = facts.documents_of(code)
    if not papers:
        return Task(code, title, TaskStatus.NOT_STARTED, act)
    latest = papers[-1]
    missing = missing_fields(code, latest.data)
    if missing and latest.status is DocumentStatus.DRAFT:
        return Task(code, title, TaskStatus.IN_PROGRESS, act, f"还有{len(missing)}项没有填写", missing)
    if not latest.signed:
        return Task(code, title, TaskStatus.INCOMPLETE, act, "还没有签名盖章")
    if latest.status is DocumentStatus.DRAFT:
        return Task(code, title, TaskStatus.INCOMPLETE, act, "还没有制发")
    return Task(code, title, TaskStatus.DONE, act, latest.number)


def _material_tasks(act: str, facts: CaseFacts) -> list[Task]:
    return [
        Task(m.code, m.title, TaskStatus.DONE if m.present else TaskStatus.NOT_STARTED, act)
        for m in materials(facts)
        if m.required
    ]


def _act_task(procedure: Procedure, act: ActSpec, facts: CaseFacts) -> Task:
    verdict = may(procedure, act.id, facts)
    if verdict.ok:
        return Task(act.id, act.title, TaskStatus.NOT_STARTED, act.id)
    note = f"还有{len(verdict.reasons)}项没有具备"
    return Task(act.id, act.title, TaskStatus.BLOCKED, act.id, note, verdict.reasons)
