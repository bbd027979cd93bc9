"""全过程记录: the acts of the case with their entries in the ledger, by kind, and what the record still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sanxiang.cases.types import EventView
from sanxiang.flows.reading.types import CasePage
from sanxiang.ledger.selectors import entries_of_case, latest_checkpoint
from sanxiang.ledger.types import EntryView
from sanxiang.rules.procedures.acts import Act
from sanxiang.sites.design.parts import Link

#: kind of record → the acts that make it
KINDS: dict[str, tuple[str, frozenset[str]]] = {
    "step": (
        "过程记录",
        frozenset({Act.RECORD_STEP, Act.VERIFY_CLUE, Act.RECORD_STATEMENT, Act.RECORD_PERFORMANCE}),
    ),
    "approval": (
        "审批",
        frozenset(
            {
                Act.FILE_CASE,
                Act.REFUSE_FILING,
                Act.ASSIGN_OFFICERS,
                Act.GIVE_OPINION,
                Act.DISCUSS_COLLECTIVELY,
                Act.DECIDE_CASE,
                Act.CLOSE_CASE,
            }
        ),
    ),
    "document": (
        "文书和送达",
        frozenset(
            {
                Act.DRAFT_DOCUMENT,
                Act.ISSUE_DOCUMENT,
                Act.SIGN_DOCUMENT,
                Act.NOTIFY_PARTY,
                Act.SERVE_DOCUMENT,
            }
        ),
    ),
    "evidence": ("证据", frozenset({Act.RECORD_STEP, Act.CONFIRM_EVIDENCE})),
    "publication": (
        "公示",
        frozenset({Act.PREPARE_PUBLICATION, Act.PUBLISH_DECISION, Act.WITHDRAW_PUBLICATION}),
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One act on record: `index` is its place in the ledger, None in the second before it has one."""

    at: datetime
    who: str
    text: str
    step: str
    index: int | None
    #: the published checkpoint covers it, so it can be proved
    provable: bool


def context(page: CasePage, kind: str) -> dict[str, Any]:
    """The stream, newest first, all of it or one kind."""
    wanted = KINDS[kind][1] if kind in KINDS else None
    entries = {e.id: e for e in entries_of_case(page.file.case.id)}
    checkpoint = latest_checkpoint()
    size = checkpoint.size if checkpoint else 0
    chosen = [e for e in reversed(page.events) if wanted is None or e.act in wanted]
    links = [Link("全部", "?", current=kind not in KINDS, count=len(page.events))]
    for name, (label, acts) in KINDS.items():
        links.append(
            Link(label, f"?kind={name}", current=name == kind, count=sum(e.act in acts for e in page.events))
        )
    return {
        "lines": [_line(e, entries.get(e.ledger_entry), size) for e in chosen],
        "kinds": links,
        "checkpoint": checkpoint,
        "records": page.file.course.records,
        "holes": _holes(page),
    }


def _line(event: EventView, entry: EntryView | None, size: int) -> Line:
    index = entry.index if entry else None
    text = event.summary.removeprefix(event.actor_name)
    provable = index is not None and index < size
    return Line(event.at, event.actor_name, text, event.to_state, index, provable)


def _holes(page: CasePage) -> list[str]:
    """完整性检查: what the record of the investigation lacks."""
    records = page.file.course.records
    found = []
    if page.file.case.filed_on and not records:
        found.append("还没有调查取证的文字记录")
    if records and not any(r.has_av for r in records):
        found.append("调查取证没有音像记录")
    found += [
        f"{r.kind}没有当事人签名或者拒签说明" for r in records if r.faces_party and not r.party_confirmed
    ]
    found += [
        f"{e.number}“{e.name}”还没有查证"
        for e in page.file.evidence
        if not e.confirmed_at and not e.invalid_reason
    ]
    return found
