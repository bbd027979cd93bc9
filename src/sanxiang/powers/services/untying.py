"""解除对应: a benchmark comes off the item it was tied to by mistake (国办发〔2018〕118号（四）).

Of a draft, whose approval is still to come, one person takes the tie back. Of an approved benchmark one person asks and
another approves; it is a draft again, and the version it replaced goes on. Whether a case rests on it the caller asks
(`flows.untie_benchmark`): this room knows no cases.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused
from sanxiang.powers import events
from sanxiang.powers.models import Benchmark
from sanxiang.powers.services.shared import ONE_DAY, record
from sanxiang.rules.approval import check_approver

Status = Benchmark.Status


def untie_draft(*, actor: Actor, now: datetime, benchmark: UUID) -> None:
    """Take the tie of a draft back. Raises NotFound, InvalidInput for what is no tied draft."""
    with transaction.atomic():
        row = _locked(benchmark)
        if row.status != Status.DRAFT or row.power_item is None:
            raise InvalidInput(("status", "只有对上了权力事项的草稿可以直接解除对应"))
        payload = _named(row) | {"code": row.power_item.code}
        row.power_item = None
        row.authors = list(dict.fromkeys([*row.authors, actor.person_id]))
        row.save(update_fields=["power_item", "authors"])
        record(actor, now, events.BENCHMARK_UNTIED, row.pk, payload)


def ask_untying(*, actor: Actor, now: datetime, benchmark: UUID, reason: str) -> None:
    """申请解除: for a benchmark in force, with the reason. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _current(benchmark)
        if row.untying_by_id:
            raise InvalidInput(("benchmark", "已有解除对应的申请待审定"))
        if not reason.strip():
            raise InvalidInput(("reason", "请写明解除对应的理由，例如对错了事项"))
        row.untying_reason = reason.strip()
        row.untying_by, row.untying_by_id = actor.name, actor.person_id
        row.save(update_fields=["untying_reason", "untying_by", "untying_by_id"])
        record(actor, now, events.UNTYING_ASKED, row.pk, _named(row) | {"reason": row.untying_reason})


def untie_benchmark(*, actor: Actor, now: datetime, benchmark: UUID) -> None:
    """审定解除: the benchmark is a draft without an item; the version it had replaced goes on.

    Raises NotFound without a request, Refused for who asked, InvalidInput where another draft of the act stands.
    """
    with transaction.atomic():
        row = _asked(benchmark)
        Refused.unless(check_approver({row.untying_by_id}, actor.person_id))
        item = row.power_item
        assert item is not None  # the database keeps no benchmark in force without one
        agency = row.agency_id or item.agency_id
        same = Benchmark.objects.filter(
            agency=agency, number=row.number, title=row.title, status=Status.DRAFT
        )
        if same.exists():
            raise InvalidInput(("benchmark", "同一违法行为已有一份草稿，请先审定或者撤回那份草稿"))
        Benchmark.objects.filter(
            power_item__public_id=item.public_id, title=row.title, status=Status.IN_FORCE,
            effective_to=row.effective_from - ONE_DAY,
        ).update(effective_to=None)  # fmt: skip
        payload = _named(row) | {"code": item.code, "reason": row.untying_reason}
        row.power_item, row.agency_id, row.status = None, agency, Status.DRAFT
        row.approved_by = row.approved_by_id = ""
        row.approved_on, row.version = None, 1
        _forget(row)
        row.save()
        record(actor, now, events.BENCHMARK_UNTIED, row.pk, payload)


def refuse_untying(*, actor: Actor, now: datetime, benchmark: UUID, reason: str) -> None:
    """不同意解除: the benchmark stays on its item. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _asked(benchmark)
        if not reason.strip():
            raise InvalidInput(("reason", "请写明不同意的理由"))
        _forget(row)
        row.save(update_fields=["untying_reason", "untying_by", "untying_by_id"])
        record(actor, now, events.UNTYING_REFUSED, row.pk, _named(row) | {"reason": reason.strip()})


def _forget(row: Benchmark) -> None:
    """The request is decided; the ledger keeps it."""
    row.untying_reason = row.untying_by = row.untying_by_id = ""


def _locked(benchmark: UUID) -> Benchmark:
    found = Benchmark.objects.order_by().select_for_update(of=("self",)).select_related("power_item")
    row = found.filter(pk=benchmark).first()
    if row is None:
        raise NotFound("没有这个裁量基准")
    return row


def _current(benchmark: UUID) -> Benchmark:
    row = _locked(benchmark)
    if row.status != Status.IN_FORCE or row.effective_to is not None:
        raise InvalidInput(("benchmark", "只有现行有效的裁量基准可以申请解除对应"))
    return row


def _asked(benchmark: UUID) -> Benchmark:
    row = _current(benchmark)
    if not row.untying_by_id:
        raise NotFound("没有待审定的解除申请")
    return row


def _named(row: Benchmark) -> dict[str, str]:
    return {"number": row.number, "title": row.title}
