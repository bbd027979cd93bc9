"""历史处罚: rows of decisions made elsewhere, kept and taken back by an import, whose ledger entry is the batch's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sanxiang.disclosure.models import HistoricalPenalty
from sanxiang.disclosure.services.revision import raise_revision
from sanxiang.kernel import InvalidInput, NotFound
from sanxiang.kernel.bulk import ColumnCheck, value_problems


def add_history(*, provider: str, rows: Sequence[Mapping[str, Any]]) -> list[UUID]:
    """Keep rows (fields of HistoricalPenalty, names masked already). Raises InvalidInput or IntegrityError."""
    made = [HistoricalPenalty(provider=provider, **row) for row in rows]
    check = ColumnCheck(HistoricalPenalty)
    for row in made:
        InvalidInput.if_any(check(row))
    HistoricalPenalty.objects.bulk_create(made)
    return [row.pk for row in made]


def change_history(*, key: UUID, changes: Mapping[str, Any]) -> None:
    """Change a row. Raises NotFound or InvalidInput."""
    row = _row(key)
    for name, value in changes.items():
        setattr(row, name, value)
    InvalidInput.if_any(value_problems(row))
    row.save(update_fields=list(changes))


def remove_history(*, key: UUID) -> None:
    """Take back a row. Raises NotFound."""
    _row(key).delete()


def show_history(*, now: datetime) -> None:
    """What was kept or taken back in this transaction is what the public reads from its end on."""
    raise_revision(now)


def _row(key: UUID) -> HistoricalPenalty:
    row = HistoricalPenalty.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise NotFound("没有这条历史处罚")
    return row
