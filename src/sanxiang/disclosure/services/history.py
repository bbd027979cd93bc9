"""历史处罚: rows of decisions made elsewhere, kept and taken back by an import, whose ledger entry is the batch's.

What a person decides of a row (公示, 核对姓名, 撤下) has its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.disclosure import events
from sanxiang.disclosure.models import HistoricalPenalty
from sanxiang.disclosure.services.revision import raise_revision
from sanxiang.disclosure.types import HISTORY_TEXTS
from sanxiang.kernel import Actor, InvalidInput, NotFound, local_date
from sanxiang.kernel.bulk import ColumnCheck, value_problems
from sanxiang.ledger import services as ledger
from sanxiang.ledger.types import NewEntry
from sanxiang.rules.masking import Protected

State = HistoricalPenalty.State
#: characters of a name, one with parts (买买提·艾力) the longest; one alone would mask its every occurrence
_SHORTEST, _LONGEST, _LONGEST_PARTED = 2, 4, 30


def add_history(*, provider: str, rows: Sequence[Mapping[str, Any]]) -> list[UUID]:
    """Keep rows (fields of HistoricalPenalty, names masked already). Raises InvalidInput or IntegrityError."""
    made = [HistoricalPenalty(provider=provider, **row) for row in rows]
    check = ColumnCheck(HistoricalPenalty)
    for row in made:
        InvalidInput.if_any(check(row))
    HistoricalPenalty.objects.bulk_create(made)
    return [row.pk for row in made]


def change_history(*, key: UUID, changes: Mapping[str, Any]) -> None:
    """Change a row; a withdrawn one stays withdrawn. Raises NotFound or InvalidInput."""
    row = _row(key)
    wanted = {n: v for n, v in changes.items() if n != "state" or row.state != State.WITHDRAWN}
    for name, value in wanted.items():
        setattr(row, name, value)
    InvalidInput.if_any(value_problems(row))
    row.save(update_fields=list(wanted))


def remove_history(*, key: UUID) -> None:
    """Take back a row. Raises NotFound, InvalidInput for a withdrawn one, which is kept with its reason."""
    row = _row(key)
    if row.state == State.WITHDRAWN:
        raise InvalidInput(("", f"“{_called(row)}”已经撤下，记录须保存，不能随导入撤销"))
    row.delete()


def release_history(*, actor: Actor, now: datetime, keys: Collection[UUID]) -> int:
    """公示: show those of these rows that wait for it; how many (行政处罚法第四十八条第一款)."""
    with transaction.atomic():
        rows = list(HistoricalPenalty.objects.select_for_update().filter(pk__in=keys, state=State.ENTERED))
        HistoricalPenalty.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.SHOWN)
        entries = [NewEntry(events.HISTORY_SHOWN, row.pk, {"name": _called(row)}) for row in rows]
        ledger.append_all(entries=entries, actor=actor, at=now)
        raise_revision(now)
    return len(rows)


def confirm_history(
    *, actor: Actor, now: datetime, key: UUID, names: Sequence[str], none: bool = False
) -> None:
    """核对姓名: mask these names of third persons in a held row and show it (政府信息公开条例第十五条).

    `none` says that there is no such name. The ledger has their number, never the names. Raises NotFound, InvalidInput
    for what is no name of the row, and where neither names nor `none` are said, or both.
    """
    with transaction.atomic():
        row = _row(key)
        if row.state != State.HELD:
            raise InvalidInput(("", f"这一条{row.get_state_display()}，不需要核对"))
        wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
        if bool(wanted) == none:
            raise InvalidInput(("names", "请填写要隐去的姓名，或者勾选没有第三人的姓名，二者选一"))
        texts = {name: getattr(row, name) for name in HISTORY_TEXTS}
        InvalidInput.if_any(_name_problems(wanted, list(texts.values())))
        hide = Protected(persons=tuple(wanted)).mask
        for name, text in texts.items():
            setattr(row, name, hide(text))
        row.state = State.SHOWN
        row.save(update_fields=["state", *texts])
        told = {"name": _called(row), "count": len(wanted)}
        ledger.append(kind=events.HISTORY_CONFIRMED, subject=row.pk, actor=actor, at=now, payload=told)
        raise_revision(now)


def withdraw_history(*, actor: Actor, now: datetime, key: UUID, reason: str) -> None:
    """撤下: the row leaves the portal and stays in the register with the reason (行政处罚法第四十八条第二款).

    Raises NotFound, InvalidInput without a reason or for a row withdrawn already.
    """
    with transaction.atomic():
        row = _row(key)
        if row.state == State.WITHDRAWN:
            raise InvalidInput(("", "这一条已经撤下"))
        if not reason.strip():
            raise InvalidInput(("reason", "请写明撤下的理由，例如处罚决定已被撤销及其文书"))
        row.state, row.reason, row.withdrawn_on = State.WITHDRAWN, reason.strip(), local_date(now)
        row.save(update_fields=["state", "reason", "withdrawn_on"])
        told = {"name": _called(row), "reason": row.reason}
        ledger.append(kind=events.HISTORY_WITHDRAWN, subject=row.pk, actor=actor, at=now, payload=told)
        raise_revision(now)


def show_history(*, now: datetime) -> None:
    """What was kept or taken back in this transaction is what the public reads from its end on."""
    raise_revision(now)


def _name_problems(names: Iterable[str], texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is no whole name, or stands nowhere: masking takes away what cannot be brought back."""
    for name in names:
        if not _SHORTEST <= len(name) <= (_LONGEST if "·" not in name else _LONGEST_PARTED):
            yield "names", f"“{name}”不像一个姓名，请只写姓名"
        elif not any(name in text for text in texts):
            yield "names", f"“{name}”不在这一条的文字里，请照原文填写全名"


def _called(row: HistoricalPenalty) -> str:
    """What names a row in the ledger and in messages; its title may hold a name that is not masked yet."""
    return row.document_no or row.public_id


def _row(key: UUID) -> HistoricalPenalty:
    row = HistoricalPenalty.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise NotFound("没有这条历史处罚")
    return row
