"""裁量基准: versions of how the range of an item is divided; an earlier version ends, none is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.ledger.types import NewEntry
from sanxiang.powers import checks, events
from sanxiang.powers.models import Benchmark, BenchmarkTier
from sanxiang.powers.selectors import benchmark_faults, get_benchmark, get_power_item
from sanxiang.powers.services.shared import ONE_DAY, locked_item, record, require_owner
from sanxiang.powers.types import LineInput, TierInput
from sanxiang.rules.approval import check_approver
from sanxiang.rules.discretion import BenchmarkForm
from sanxiang.rules.standards import read_standard


def set_benchmark(
    *, actor: Actor, now: datetime, item: UUID, title: str, document_no: str, effective_from: date,
    tiers: Sequence[TierInput],
) -> UUID:  # fmt: skip
    """Publish a benchmark (a range of 元 by tier); an earlier version of the same title ends the day before.

    Raises NotFound, or InvalidInput where the tiers leave a gap, overlap or exceed the law.
    """
    with transaction.atomic():
        row = locked_item(item)
        earlier = Benchmark.objects.filter(
            power_item__public_id=row.public_id, title=title, status=Benchmark.Status.IN_FORCE
        )
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


def draft_line(
    *,
    actor: Actor,
    now: datetime,
    agency: UUID,
    title: str,
    grade: int,
    conditions: str,
    standard: str,
    number: str = "",
    basis_text: str = "",
    document_no: str = "",
    remark: str = "",
) -> UUID:
    """Put a line into the agency's draft for an unlawful act, begun if there is none; answers the line's uid.

    The words are kept as they are. Raises InvalidInput for what no line can be.
    """
    with transaction.atomic():
        draft = (
            Benchmark.objects.order_by()
            .select_for_update()
            .filter(agency=agency, number=number, title=title, status=Benchmark.Status.DRAFT)
            .first()
        )
        if draft is None:
            draft = _new_draft(
                actor, now, agency_id=agency, number=number, title=title, basis_text=basis_text,
                document_no=document_no, form=read_standard(standard).form.value,
            )  # fmt: skip
            InvalidInput.if_any(column_problems(draft))
            draft.save(force_insert=True)
            record(actor, now, events.BENCHMARK_DRAFTED, draft.pk, {"number": number, "title": title})
        elif (
            basis_text and basis_text not in draft.basis_text
        ):  # a further scale of the act has a basis of its own
            draft.basis_text = f"{draft.basis_text}\n{basis_text}".strip()
        if actor.person_id not in draft.authors:
            draft.authors = [*draft.authors, actor.person_id]
        draft.save(update_fields=["authors", "basis_text"])
        last = draft.tiers.aggregate(last=Max("ordinal"))["last"] or 0
        line = BenchmarkTier(
            benchmark=draft,
            ordinal=last + 1,
            grade=grade,
            conditions=conditions,
            standard=standard,
            remark=remark,
        )
        _measure(line)
        InvalidInput.if_any(column_problems(line))
        line.save(force_insert=True)
    return line.uid


def save_draft(
    *,
    actor: Actor,
    now: datetime,
    agency: UUID,
    benchmark: UUID | None,
    title: str,
    lines: Sequence[LineInput],
    number: str = "",
    basis_text: str = "",
    document_no: str = "",
) -> UUID:
    """Begin a draft of the agency, or change `benchmark`: what it says of the act, and all of its lines in this order.

    A line that keeps its uid is the same line. Raises NotFound, or InvalidInput with every problem; those of a line are
    named lines.0.standard.
    """
    with transaction.atomic():
        draft = _locked_draft(benchmark) if benchmark else _new_draft(actor, now, agency_id=agency)
        draft.number, draft.title, draft.document_no = number, title, document_no
        draft.basis_text = basis_text
        draft.form = read_standard(lines[0].standard).form.value if lines else draft.form
        draft.entered_by, draft.entered_by_id = actor.name, actor.person_id
        draft.authors = list(dict.fromkeys([*draft.authors, actor.person_id]))
        rows = _lines(draft, lines)
        found = [*column_problems(draft), *([] if rows else [("lines", "至少要有一行裁量档次")])]
        for n, row in enumerate(rows):
            own = column_problems(row, exclude=("benchmark", "uid"))
            found += [(f"lines.{n}.{name}", text) for name, text in own]
        InvalidInput.if_any(found)
        draft.save(force_insert=benchmark is None)
        draft.tiers.all().delete()
        BenchmarkTier.objects.bulk_create(rows)
        event = events.BENCHMARK_CHANGED if benchmark else events.BENCHMARK_DRAFTED
        record(actor, now, event, draft.pk, {"number": number, "title": title})
    return draft.pk


def _new_draft(actor: Actor, now: datetime, **own: Any) -> Benchmark:
    return Benchmark(
        status=Benchmark.Status.DRAFT, effective_from=local_date(now), entered_by=actor.name,
        entered_by_id=actor.person_id, **own,
    )  # fmt: skip


def _lines(draft: Benchmark, lines: Sequence[LineInput]) -> list[BenchmarkTier]:
    """The rows to be kept; one of this draft's own lines goes on under its uid."""
    held = set(draft.tiers.values_list("uid", flat=True))
    rows = []
    for n, line in enumerate(lines, start=1):
        row = BenchmarkTier(
            benchmark=draft, ordinal=n, grade=line.grade, conditions=line.conditions, standard=line.standard,
            remark=line.remark,
        )  # fmt: skip
        if line.uid in held:
            row.uid = line.uid
            held.discard(line.uid)
        _measure(row)
        rows.append(row)
    return rows


def change_line(*, actor: Actor, now: datetime, line: UUID, **words: Any) -> None:
    """Change standard or remark of a line of a draft. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _line_of_draft(line)
        for name in ("standard", "remark"):
            setattr(row, name, words.get(name, getattr(row, name)))
        _measure(row)
        InvalidInput.if_any(column_problems(row))
        row.save()
        draft = row.benchmark
        draft.entered_by, draft.entered_by_id = actor.name, actor.person_id
        if actor.person_id not in draft.authors:
            draft.authors = [*draft.authors, actor.person_id]
        draft.save(update_fields=["entered_by", "entered_by_id", "authors"])
        record(actor, now, events.BENCHMARK_CHANGED, draft.pk, {"number": draft.number, "title": draft.title})


def remove_line(*, actor: Actor, now: datetime, line: UUID) -> None:
    """Take a line out of a draft; the last one takes the draft back. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _line_of_draft(line)
        draft = row.benchmark
        row.delete()
        named = {"number": draft.number, "title": draft.title}
        if not draft.tiers.exists():
            draft.status = Benchmark.Status.DISCARDED
            draft.save(update_fields=["status"])
            record(actor, now, events.BENCHMARK_DISCARDED, draft.pk, named)
        else:
            record(actor, now, events.BENCHMARK_CHANGED, draft.pk, named)


def tie_benchmarks(*, actor: Actor, now: datetime, ties: Mapping[UUID, UUID]) -> None:
    """对上权力事项: drafts, each with the penalty item of its agency that it is to divide, in one reviewed batch.

    Each benchmark has its own ledger entry. Nothing runs by it before approval. Raises NotFound, or InvalidInput and ties none.
    """
    InvalidInput.if_any([] if ties else [("", "请至少选一项")])
    today = local_date(now)
    with transaction.atomic():
        entries = []
        for benchmark, item in sorted(ties.items()):
            draft, row = _locked_draft(benchmark), get_power_item(item)
            if row.agency_id != draft.agency_id or row.kind != "penalty" or not row.in_force_on(today):
                raise InvalidInput(
                    ("item", f"“{row.name}”不是本机关现在有效的处罚事项，不能对上“{draft.title}”")
                )
            draft.power_item_id = item
            draft.authors = list(dict.fromkeys([*draft.authors, actor.person_id]))
            draft.save(update_fields=["power_item", "authors"])
            told = {"number": draft.number, "title": draft.title, "item": str(item), "code": row.code}
            entries.append(NewEntry(events.BENCHMARK_TIED, benchmark, told))
        ledger.append_all(entries=entries, actor=actor, at=now)


def approve_benchmark(
    *, actor: Actor, now: datetime, benchmark: UUID, item: UUID, document_no: str, effective_from: date
) -> None:
    """审定: the draft divides the range of this item from a day on; by somebody else than who entered it.

    Raises NotFound, Refused, or InvalidInput with every fault of its lines.
    """
    with transaction.atomic():
        draft = _locked_draft(benchmark)
        Refused.unless(check_approver({draft.entered_by_id, *draft.authors}, actor.person_id))
        row = locked_item(item)
        require_owner(row.agency_id, effective_from, local_date(now))
        view = get_benchmark(benchmark)
        faults = benchmark_faults(view.tiers, view.basis_text)
        InvalidInput.if_any(("tiers", fault) for fault in faults)
        earlier = Benchmark.objects.filter(
            power_item__public_id=row.public_id, title=draft.title, status=Benchmark.Status.IN_FORCE
        )
        if earlier.filter(effective_from__gte=effective_from).exists():
            raise InvalidInput(("effective_from", "生效日期应当晚于前一版本的生效日期"))
        draft.version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
        earlier.filter(effective_to__isnull=True).update(effective_to=effective_from - ONE_DAY)
        draft.power_item, draft.status = row, Benchmark.Status.IN_FORCE
        draft.document_no, draft.effective_from = document_no, effective_from
        draft.approved_by, draft.approved_by_id, draft.approved_on = (
            actor.name,
            actor.person_id,
            local_date(now),
        )
        InvalidInput.if_any(column_problems(draft))
        draft.save()
        payload = {
            "title": draft.title,
            "document_no": document_no,
            "version": draft.version,
            "item": str(row.pk),
        }
        record(actor, now, events.BENCHMARK_SET, draft.pk, payload)


def _measure(line: BenchmarkTier) -> None:
    """A standard in 元 keeps its amounts beside the words."""
    read = read_standard(line.standard)
    in_yuan = read.form in (BenchmarkForm.FIXED_RANGE, BenchmarkForm.FIXED) and not read.doubt
    line.amount_min = read.low if in_yuan else None
    line.amount_max = (read.low if read.high is None else read.high) if in_yuan else None


def _locked_draft(benchmark: UUID) -> Benchmark:
    row = Benchmark.objects.order_by().select_for_update().filter(pk=benchmark).first()
    if row is None:
        raise NotFound("没有这个裁量基准")
    if row.status != Benchmark.Status.DRAFT:
        raise InvalidInput(("status", f"只有草稿可以修改和审定，这一基准现在是“{row.get_status_display()}”"))
    return row


def _line_of_draft(line: UUID) -> BenchmarkTier:
    row = BenchmarkTier.objects.filter(uid=line).first()
    if row is None:
        raise NotFound("没有这一档裁量标准")
    row.benchmark = _locked_draft(row.benchmark_id)
    return row
