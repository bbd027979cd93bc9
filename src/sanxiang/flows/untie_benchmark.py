"""解除裁量基准的对应: a benchmark by which a case was assessed stays on its item (国办发〔2018〕118号（四）)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sanxiang.cases.selectors import count_on_benchmark
from sanxiang.kernel import Actor, Refused
from sanxiang.powers import services
from sanxiang.rules.citations import cite
from sanxiang.rules.verdict import Reason


def ask_untying(*, actor: Actor, now: datetime, benchmark: UUID, reason: str) -> None:
    """Ask that a benchmark in force come off its item. Raises Refused where a case rests on it, NotFound, InvalidInput."""
    with transaction.atomic():
        _unused(benchmark)
        services.ask_untying(actor=actor, now=now, benchmark=benchmark, reason=reason)


def untie_benchmark(*, actor: Actor, now: datetime, benchmark: UUID) -> None:
    """Approve it, by another person. Raises Refused, also where a case came to rest on it meanwhile, NotFound, InvalidInput."""
    with transaction.atomic():
        _unused(benchmark)
        services.untie_benchmark(actor=actor, now=now, benchmark=benchmark)


def _unused(benchmark: UUID) -> None:
    if cases := count_on_benchmark(benchmark):
        text = f"已有{cases}件案件按这一基准裁量，不能解除对应；以后不再适用的，请起草并审定新的版本"
        raise Refused(Reason("benchmark.relied_on", text, cite("G118(4)")))
