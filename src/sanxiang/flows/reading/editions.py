"""清单的状况: what is published of each list, what waits, and where what runs has moved on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxiang.disclosure.list_types import EditionView
from sanxiang.disclosure.selectors import editions, standing_editions
from sanxiang.flows.shared.lists import LISTS, ListSpec
from sanxiang.powers import selectors as powers
from sanxiang.powers.choices import ITEM_KINDS
from sanxiang.powers.matters import TABLES, matters
from sanxiang.rules.tables import RowChange, compare_tables


@dataclass(frozen=True, slots=True)
class Standing:
    """How a list stands: the edition that is published, one that waits, and what runs differently by now."""

    code: str
    title: str
    group: str
    rows: int
    published: EditionView | None
    waiting: EditionView | None
    changes: int
    #: why nothing stands in it and nothing need, "" = it has rows, or may have some yet
    needless: str = ""

    @property
    def stale(self) -> bool:
        """What is published is not what runs, and no edition waits."""
        return bool(self.changes) and self.waiting is None


def standing(agency: UUID, today: date, codes: Collection[str] = tuple(LISTS)) -> list[Standing]:
    """These lists of an agency: what is published, what waits, and how many rows run differently today."""
    held, out = standing_editions([agency]), []
    for spec in (LISTS[code] for code in codes):
        rows, own = spec.rows(agency, today), [e for e in held if e.code == spec.code]
        published = next((e for e in own if e.state == "published"), None)
        waiting = next((e for e in own if e.state == "draft"), None) or next(
            (e for e in own if e.state == "approved"), None
        )
        changes = len(compare_tables(published.rows if published else [], rows, spec.key))
        needless = "" if rows else _needless(spec, agency, today)
        out.append(
            Standing(spec.code, spec.title, spec.group, len(rows), published, waiting, changes, needless)
        )
    return out


def cautions(code: str, agency: UUID, today: date) -> list[str]:
    """What who approves or publishes a list should know of it: what waits outside it, what in it nobody here decided."""
    said = []
    if waiting := _waiting(code, agency):
        said.append(f"本机关还有{waiting}项草稿或者待审定的，不在这一版清单中")
    if code == "review" and (common := powers.amounts_by_default(agency, today)):
        named = "、".join(rule.code for rule in common)
        said.append(f"其中{len(common)}项为平台默认值，待本机关核定：{named}")
    return said


def _waiting(code: str, agency: UUID) -> int:
    """Drafts of what the list is made of, also new versions of what stands in it."""
    if code == "review":
        return sum(rule.status == "draft" for rule in powers.review_rule_versions(agency))
    if code in TABLES:
        return sum(row.status == "draft" for row in matters(code, [agency]))
    if not (kinds := LISTS[code].kinds):
        return 0
    open_items = powers.power_items(agency, statuses=("draft", "submitted"))
    return sum(item.kind in kinds for item in open_items)


def _needless(spec: ListSpec, agency: UUID, today: date) -> str:
    """Of a list of some kinds of items, that the agency has items, but none of these and none that waits."""
    held = powers.power_items(agency, on=today)
    if not held or not spec.kinds or _waiting(spec.code, agency):
        return ""
    listed = "、".join(ITEM_KINDS[kind] for kind in spec.kinds)
    own = "、".join(dict.fromkeys(item.kind_label for item in held))
    return f"{spec.title}只列{listed}事项；本机关有效的{len(held)}项都是{own}，不需要编制"


def changes_of(edition: EditionView) -> tuple[EditionView | None, list[RowChange]]:
    """The edition that was approved before this one, and the rows that differ from it."""
    held = [e for e in editions(edition.agency_ref, edition.code) if e.number is not None]
    before = next((e for e in held if edition.number is None or (e.number or 0) < edition.number), None)
    return before, compare_tables(before.rows if before else [], edition.rows, edition.key)
