"""案件页的零件: what components take, made from what the reading gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from sanxiang.cases.types import EventView
from sanxiang.documents.catalogue import CATALOGUE, Form
from sanxiang.documents.types import DocumentView
from sanxiang.evidence.types import EvidenceKind, ItemStatus, ItemView
from sanxiang.flows.reading.types import CasePage
from sanxiang.flows.shared.papers import data_for
from sanxiang.kernel import Refused, Role
from sanxiang.registry.types import OfficerView
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.progress import StageStatus, StepperItem, TaskStatus
from sanxiang.rules.progress import Task as RuleTask
from sanxiang.rules.terms import Outcome, TierLevel
from sanxiang.rules.verdict import Reason
from sanxiang.sites.design.parts import Event, Exhibit, Person, Step, Task
from sanxiang.sites.design.text import date_long, money
from sanxiang.sites.desk.links import EDITABLE, act_url

_STEPS = {StageStatus.DONE: "done", StageStatus.CURRENT: "now", StageStatus.TODO: ""}
_TASKS = {
    TaskStatus.NOT_STARTED: "todo",
    TaskStatus.IN_PROGRESS: "draft",
    TaskStatus.INCOMPLETE: "missing",
    TaskStatus.DONE: "done",
    TaskStatus.BLOCKED: "locked",
}
#: kind of evidence → icon
ICONS = {
    EvidenceKind.DOCUMENTARY: "file-text",
    EvidenceKind.PHYSICAL: "package",
    EvidenceKind.AUDIOVISUAL: "video",
    EvidenceKind.ELECTRONIC: "hard-drive",
    EvidenceKind.WITNESS: "messages-square",
    EvidenceKind.PARTY: "message-square-text",
    EvidenceKind.EXPERT: "microscope",
    EvidenceKind.RECORD: "clipboard-list",
}
#: a credential that ends within these days is marked
EXPIRING_DAYS = 90
_MATERIAL_PAPERS = {"report": "D16", "draft": "D27"}


def head_facts(page: CasePage) -> list[tuple[str, object]]:
    """当事人, 程序, 承办人, 立案日期, 拟处罚 at the top of every page of the case."""
    case, proposal = page.file.case, page.file.course.proposal
    rows: list[tuple[str, object]] = [("当事人", case.party_name or "尚未查明"), ("程序", "普通程序")]
    rows.append(("承办人", "、".join(o.name for o in page.file.officers) or "未指派"))
    if case.filed_on:
        rows.append(("立案日期", date_long(case.filed_on)))
    if proposal:
        decided = page.file.course.decision
        amount = Markup("罚款{}").format(money(proposal.fine)) if proposal.fine else ""
        rows.append(("决定" if decided else "拟处理", amount or Outcome(proposal.outcome).label))
    return rows


def steps(items: tuple[StepperItem, ...]) -> list[Step]:
    """The stepper of the procedure."""
    return [Step(i.title, _STEPS[i.status], i.on) for i in items]  # type: ignore[arg-type]


def tasks(page: CasePage) -> list[Task]:
    """The papers and materials of the act the case waits for, then the act."""
    return [_task(page, t) for t in page.gate_tasks]


def _task(page: CasePage, task: RuleTask) -> Task:
    case = page.file.case.id
    state = _TASKS[task.status]
    note = task.note or (task.reasons[0].text if task.reasons else "")
    return Task(task.title, state, _task_url(page, task, case), note, id=f"task-{task.code}")


def _task_url(page: CasePage, task: RuleTask, case: object) -> str:
    code = _MATERIAL_PAPERS.get(task.code, task.code)
    paper = page.file.document(code)
    if paper:
        return reverse("desk:document", args=[case, paper.id])
    if code in EDITABLE and _may_draft(page, CATALOGUE[code]):
        return reverse("desk:draft_document", args=[case, code])
    if task.code == "evidence":
        return reverse("desk:case_evidence", args=[case])
    if task.code == "discretion":
        return reverse("desk:case_law", args=[case])
    act = page.act(task.act)
    return act_url(page.file.case.id, task.act) if act and act.personal.ok else ""


def exhibits(items: tuple[ItemView, ...]) -> list[Exhibit]:
    """Evidence as cards, each leading to its page."""
    return [exhibit(item) for item in items]


def exhibit(item: ItemView) -> Exhibit:
    """One piece of evidence as a card."""
    address = reverse("desk:evidence_item", args=[item.case_id, item.id])
    picture = reverse("desk:evidence_thumbnail", args=[item.case_id, item.id]) if item.thumbnail else ""
    return Exhibit(
        title=item.name,
        url=address,
        kind=item.kind.label,
        icon=ICONS[item.kind],
        status=evidence_status(item),
        number=item.number,
        at=item.taken_at,
        note=item.taken_place,
        thumbnail=picture,
    )


def evidence_status(item: ItemView) -> str:
    """The code of the status family `evidence`."""
    if item.status is ItemStatus.INVALID:
        return "invalid"
    return "verified" if item.last_verified_at or item.confirmed_at else "valid"


def people(page: CasePage) -> list[Person]:
    """承办人 with the credential they act on today."""
    leads = {h.officer_id for h in page.file.case.handlers if h.lead}
    return [person(o, "主办" if o.id in leads else "协办", page.file.today) for o in page.file.officers]


def person(officer: OfficerView, part: str, today: date) -> Person:
    """An officer with the state of the credential."""
    held = officer.credential_on(today)
    latest = held or max(officer.credentials, key=lambda c: c.valid_to, default=None)
    if latest is None:
        return Person(officer.name, part)
    if held:
        state = "expiring" if (held.valid_to - today).days <= EXPIRING_DAYS else "valid"
    else:
        state = latest.status if latest.status != "valid" else "expired"
    return Person(officer.name, part, latest.number, latest.valid_to, state)


def events(found: tuple[EventView, ...], limit: int = 6) -> list[Event]:
    """The newest events; the sentence begins with the person, who is set apart."""
    newest = list(reversed(found))[:limit]
    return [Event(e.summary.removeprefix(e.actor_name), e.at, e.actor_name) for e in newest]


def proposal_rows(page: CasePage) -> Iterator[tuple[str, object]]:
    """拟处理意见 in five lines."""
    p = page.file.course.proposal
    if p is None:
        return
    yield "处理结果", Outcome(p.outcome).label
    yield "违法事实", p.facts
    cited = [f"《{b['law']}》{b['place']}" for b in p.provisions if b["role"] == "penalty"]
    yield "法律依据", "、".join(cited) or "见法条与裁量"
    if p.tier:
        applied = p.line_label or f"“{TierLevel(p.tier).label}”阶次"
        yield "裁量", f"适用{applied}。{p.discretion_note}"
    if p.correction:
        yield "责令改正", p.correction


def paper_line(paper: DocumentView) -> str:
    """Who made a document, its number and draft, for the second line of a row."""
    parts = [paper.number, f"第{paper.version}稿", f"{paper.drafted_by}起草"]
    return "，".join(part for part in parts if part)


def draftable(page: CasePage) -> list[tuple[Form, tuple[Reason, ...]]]:
    """The forms this person may draft and the case does not have yet, or may have several of, with what bars each."""
    there = {d.code for d in page.file.documents}
    forms = (CATALOGUE[code] for code in sorted(EDITABLE))
    found = [form for form in forms if _may_draft(page, form) and (form.many or form.code not in there)]
    return [(form, _not_yet(page, form)) for form in found]


def _not_yet(page: CasePage, form: Form) -> tuple[Reason, ...]:
    """Why the draft would be refused now: what it is drawn up from is not there yet."""
    act = page.act(Act.DRAFT_DOCUMENT)
    barred = (act.personal + act.lawful).reasons if act else ()
    try:
        data_for(form.code, page.file, {})
    except Refused as refused:
        return (*barred, *refused.reasons)
    return barred


def _may_draft(page: CasePage, form: Form) -> bool:
    return page.file.actor.has(*form.drafters, Role.UNIT_HEAD)
