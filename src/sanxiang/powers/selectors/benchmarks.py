"""裁量基准: of an item, drafts, and their lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from sanxiang.powers.models import Benchmark, BenchmarkTier, PowerItem
from sanxiang.powers.selectors.shared import the_one
from sanxiang.powers.types import (
    BenchmarkView,
    TierView,
)
from sanxiang.rules import discretion, standards
from sanxiang.rules.tables import natural
from sanxiang.rules.terms import TierLevel


def benchmarks(item: UUID, on: date) -> list[BenchmarkView]:
    """The benchmarks of an item that are in force on a day, whichever version they were made for."""
    same = PowerItem.objects.filter(pk=item).values("public_id")
    found = Benchmark.objects.filter(
        power_item__public_id__in=same, effective_from__lte=on, status="in_force"
    )
    found = found.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on)).order_by("title")
    return _read(found)


def draft_benchmarks(agency: UUID) -> list[BenchmarkView]:
    """The drafts of an agency in the order of its table."""
    found = Benchmark.objects.filter(agency=agency, status=Benchmark.Status.DRAFT)
    return sorted(_read(found), key=lambda b: (natural(b.number), b.title))


def untyings_asked(agencies: Collection[UUID]) -> list[BenchmarkView]:
    """The benchmarks in force of these agencies that somebody asked to take off their items."""
    found = Benchmark.objects.filter(
        power_item__agency__in=agencies, status=Benchmark.Status.IN_FORCE, effective_to=None
    ).exclude(untying_by_id="")
    return _read(found)


def find_benchmarks(agency: UUID, query: str = "") -> list[BenchmarkView]:
    """The benchmarks of an agency, drafts and versions in force, whose title, number or document has the words."""
    found = Benchmark.objects.filter(
        Q(agency=agency) | Q(power_item__agency=agency), status__in=("draft", "in_force")
    )
    if query:
        found = found.filter(
            Q(title__icontains=query) | Q(number__icontains=query) | Q(document_no__icontains=query)
        )
    return _read(found.order_by("number", "title", "-version"))


def draft_benchmark_of(agency: UUID, number: str, title: str) -> BenchmarkView | None:
    """The draft for that unlawful act, or None."""
    found = Benchmark.objects.filter(agency=agency, number=number, title=title, status=Benchmark.Status.DRAFT)
    return next(iter(_read(found[:1])), None)


def benchmark_faults(tiers: Sequence[TierView], basis_text: str) -> tuple[str, ...]:
    """What is wrong with the lines of a benchmark: unread standards, gaps, overlaps, contradictions, the law's range."""
    lines = [
        standards.Graded(t.grade or n, t.conditions, standards.read_standard(t.standard))
        for n, t in enumerate(tiers, 1)
    ]
    unread = [
        f"{t.label}：{line.standard.doubt}"
        for t, line in zip(tiers, lines, strict=True)
        if line.standard.doubt
    ]
    statutory = standards.read_standard(basis_text) if basis_text else None
    return (*unread, *standards.benchmark_faults(lines, statutory))


def get_benchmark(benchmark: UUID) -> BenchmarkView:
    """Any version; raises NotFound."""
    found = Benchmark.objects.select_related("power_item").prefetch_related("tiers")
    return _benchmark(the_one(found.filter(pk=benchmark)))


def to_rules_benchmark(view: BenchmarkView) -> discretion.Benchmark:
    """A benchmark as `rules.discretion` takes it."""
    tiers = tuple(discretion.Tier(t.level, t.low, t.high, t.conditions) for t in view.tiers if t.level)
    return discretion.Benchmark(view.title, discretion.BenchmarkForm(view.form), tiers)


def benchmarks_of_lines(lines: Iterable[UUID]) -> set[UUID]:
    """The benchmarks to which these lines belong."""
    return set(BenchmarkTier.objects.filter(uid__in=lines).values_list("benchmark_id", flat=True))


def _tier(t: BenchmarkTier) -> TierView:
    level = TierLevel.parse(t.level) if t.level else None
    return TierView(level, t.conditions, t.amount_min, t.amount_max, t.standard, t.grade, t.remark, t.uid)


def _read(found: QuerySet[Benchmark]) -> list[BenchmarkView]:
    return [_benchmark(b) for b in found.select_related("power_item").prefetch_related("tiers")]


def _benchmark(b: Benchmark) -> BenchmarkView:
    agency = b.agency_id or (b.power_item.agency_id if b.power_item else None)
    return BenchmarkView(
        id=b.pk, power_item_id=b.power_item_id, title=b.title, form=b.form, document_no=b.document_no,
        effective_from=b.effective_from, effective_to=b.effective_to, version=b.version,
        tiers=tuple(_tier(t) for t in b.tiers.all()), agency_id=agency, number=b.number, basis_text=b.basis_text,
        status=b.status, entered_by=b.entered_by, approved_by=b.approved_by, approved_on=b.approved_on,
        untying_by=b.untying_by, untying_reason=b.untying_reason,
    )  # fmt: skip
