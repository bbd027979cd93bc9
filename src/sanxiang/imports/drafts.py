"""权力事项写回表格: drafts in the columns of their import, so that they are completed where they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sanxiang.imports.kinds.power_items import POWER_ITEMS
from sanxiang.imports.sheets import filled
from sanxiang.powers import selectors as powers
from sanxiang.powers.basis_text import written
from sanxiang.powers.types import PowerItemView
from sanxiang.registry import selectors as registry
from sanxiang.rules.terms import PenaltyKind

#: columns whose cell is the field as it stands
_AS_IT_STANDS = (
    "code", "name", "enforcement_field", "level", "accepting_unit", "conditions", "materials", "hall", "hall_phone",
    "hall_hours", "fee", "statutory_limit", "responsibilities", "accountability", "fine_min", "fine_max",
    "effective_from",
)  # fmt: skip


def items_workbook(items: Sequence[PowerItemView]) -> bytes:
    """Items in the columns of the import, each with what it still lacks before it can be submitted.

    Imported again as it is, the table changes nothing; a cell that is filled changes the draft of its row.
    """
    lacks = powers.missing_of([i.id for i in items])
    codes = {a.id: a.uscc for a in registry.agencies()}
    rows = [_cells(i, codes[i.agency_id]) for i in items]
    return filled(POWER_ITEMS, rows, ["；".join(lacks[i.id]) for i in items])


def _cells(item: PowerItemView, uscc: str) -> Mapping[str, str]:
    """Name of a column → what is written in it."""
    plain = {name: getattr(item, name) for name in _AS_IT_STANDS}
    return {name: "" if value is None else str(value) for name, value in plain.items()} | {
        "agency": item.agency_name,
        "agency_uscc": uscc,
        "kind": item.kind_label,
        "basis_text": item.basis_text or written(item.bases),
        "promised": item.promised_limit,
        "penalty_kinds": "、".join(PenaltyKind(kind).label for kind in item.penalty_kinds),
    }
