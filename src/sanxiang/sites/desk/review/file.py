"""审核台左侧的案卷: the draft of the decision as text with its evidence, and the other material by link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.urls import reverse

from sanxiang.documents.selectors import revisions_of
from sanxiang.documents.types import DocumentView
from sanxiang.flows.reading.types import CasePage
from sanxiang.rules.sentences import chinese_date
from sanxiang.sites.design.parts import Link

TABS = {"draft": "决定书稿", "evidence": "证据", "records": "笔录", "law": "法条", "papers": "其他文书"}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the draft: its number in the review list, if a point is about it."""

    title: str
    text: str
    point: int


def tabs(page: CasePage, current: str) -> list[Link]:
    """The five kinds of material."""
    counts = {
        "evidence": len(page.file.evidence),
        "records": len(page.file.course.records),
        "law": len(page.file.bases),
        "papers": len(page.file.documents),
    }
    return [
        Link(label, f"?file={name}", current=name == current, count=counts.get(name))
        for name, label in TABS.items()
    ]


def draft_of(page: CasePage) -> DocumentView | None:
    """The decision that is to be made."""
    return page.file.document("D27") or page.file.document("D28")


def sections(paper: DocumentView) -> list[Section]:
    """What the draft says, in the order in which it is printed, each beside the point it concerns."""
    d = paper.data
    laws = "\n".join(
        f"《{b['law']}》{b['place']}：{b['text']}" for b in (*d.get("violated", ()), *d.get("law", ()))
    )
    scale = d.get("discretion", {})
    tier = (
        f"适用“{scale.get('tier', '')}”阶次，幅度{scale.get('range', '')}。{scale.get('explanation', '')}"
        if scale
        else ""
    )
    found = (
        Section("一、违法事实", f"{d.get('facts', '')}\n{d.get('reasons', '')}", 4),
        Section("三、陈述、申辩和告知", f"{_notice(d)}{d.get('statement', '')}", 3),
        Section("四、法律依据", laws, 6),
        Section("五、裁量", tier, 7),
        Section("六、决定", "；".join(d.get("penalties", ())) + "。" + d.get("correction", ""), 9),
    )
    return [s for s in found if s.text.strip("。\n ")]


def _notice(data: dict[str, Any]) -> str:
    told = data.get("notice", {})
    if not told.get("served_on"):
        return ""
    served_on = chinese_date(date.fromisoformat(told["served_on"]))
    return f"{served_on}送达《行政处罚事先告知书》（{told['number']}）。"


def cites(page: CasePage) -> list[Link]:
    """Every piece of evidence as a link to its page."""
    return [
        Link(
            f"{e.number}，{e.name}",
            reverse("desk:evidence_item", args=[page.file.case.id, e.id]),
            "file-text",
        )
        for e in page.file.evidence
        if not e.invalid_reason
    ]


def evidence_links(page: CasePage) -> dict[str, str]:
    """证据N → its page."""
    return {
        e.number: reverse("desk:evidence_item", args=[page.file.case.id, e.id]) for e in page.file.evidence
    }


def changes(paper: DocumentView) -> tuple[int, list[tuple[str, str]]]:
    """Against the draft before: its number, and the paragraphs that stayed, went and came."""
    drafts = revisions_of(paper.id)
    if len(drafts) < 2:
        return 0, []
    number, _, before = drafts[-2]
    old, new = _paragraphs(before), _paragraphs(paper.data)
    rows: list[tuple[str, str]] = []
    for kind, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += [("same", text) for text in old[i:j]]
        else:
            rows += [("old", text) for text in old[i:j]] + [("new", text) for text in new[k:m]]
    return number, rows


def _paragraphs(data: Any) -> list[str]:
    texts = [str(data.get(name, "")) for name in ("facts", "reasons", "statement", "correction")]
    texts += list(data.get("penalties", ()))
    return [line for text in texts for line in text.splitlines() if line.strip()]
