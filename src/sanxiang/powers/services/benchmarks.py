"""裁量基准: versions of how the range of an item is divided; an earlier version ends, none is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sanxiang.kernel import Actor, InvalidInput
from sanxiang.kernel.columns import column_problems
from sanxiang.powers import checks, events
from sanxiang.powers.models import Benchmark, BenchmarkTier
from sanxiang.powers.services.shared import ONE_DAY, locked_item, record
from sanxiang.powers.types import TierInput
from sanxiang.rules.discretion import BenchmarkForm


def set_benchmark(
    *, actor: Actor, now: datetime, item: UUID, title: str, document_no: str, effective_from: date,
    tiers: Sequence[TierInput],
) -> UUID:  # fmt: skip
    """Publish a benchmark (a range of 元 by tier); an earlier version of the same title ends the day before.

    Raises NotFound, or InvalidInput where the tiers leave a gap, overlap or exceed the law.
    """
    with transaction.atomic():
        row = locked_item(item)
        earlier = Benchmark.objects.filter(power_item__public_id=row.public_id, title=title)
        version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
        benchmark = Benchmark(
            power_item=row, title=title, form=BenchmarkForm.FIXED_RANGE.value, document_no=document_no,
            effective_from=effective_from, version=version,
        )  # fmt: skip
        found = [*column_problems(benchmark), *checks.tier_problems(row.fine_min, row.fine_max, tiers)]
        if earlier.filter(effective_from__gte=effective_from).exists():
            found.append(("effective_from", "生效日期应当晚于前一版本的生效日期"))
        InvalidInput.if_any(found)
        earlier.filter(effective_to__isnull=True).update(effective_to=effective_from - ONE_DAY)
        benchmark.save(force_insert=True)
        _put_tiers(benchmark, tiers)
        payload = {"title": title, "document_no": document_no, "version": version, "item": str(row.pk)}
        record(actor, now, events.BENCHMARK_SET, benchmark.pk, payload)
    return benchmark.pk


def _put_tiers(benchmark: Benchmark, tiers: Sequence[TierInput]) -> None:
    BenchmarkTier.objects.bulk_create(
        BenchmarkTier(
            benchmark=benchmark, ordinal=ordinal, level=t.level.value, conditions=t.conditions, amount_min=t.low,
            amount_max=t.high, standard=t.standard,
        )
        for ordinal, t in enumerate(tiers, start=1)
    )  # fmt: skip
