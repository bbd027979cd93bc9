"""写入权责: power items with their bases, benchmarks, review rules. Old versions stay; nothing is overwritten.

Every write checks everything and raises one InvalidInput with all problems, or stores the rows and a ledger entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sanxiang.kernel import Actor, InvalidInput, NotFound
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.powers import checks, events
from sanxiang.powers.models import Benchmark, BenchmarkTier, PowerBasis, PowerItem, ReviewRule
from sanxiang.powers.selectors import place_of
from sanxiang.powers.types import BasisInput, TierInput
from sanxiang.rules.discretion import BenchmarkForm
from sanxiang.rules.review import DEFAULT_TRIGGERS, ReviewTrigger

_DAY = timedelta(days=1)
ITEM_FIELDS = (
    "name", "enforcement_field", "accepting_unit", "conditions", "materials", "promised_days", "procedure",
    "statutory_days", "statutory_unit", "responsibilities", "accountability", "penalty_kinds", "fine_min",
    "fine_max", "limitation_years", "flags", "status", "effective_from", "effective_to",
)  # fmt: skip


def create_power_item(
    *,
    actor: Actor,
    now: datetime,
    agency: UUID,
    code: str,
    name: str,
    kind: str,
    bases: Sequence[BasisInput],
    **fields: Any,
) -> UUID:
    """Put an item on an agency's list; `fields` are the others of ITEM_FIELDS. Raises InvalidInput.

    Every basis must be a provision in force on the item's `effective_from`.
    """
    _only(ITEM_FIELDS, fields)
    item = PowerItem(agency_id=agency, code=code, name=name, kind=kind, **fields)
    with transaction.atomic():
        _check_item(item, bases)
        item.save(force_insert=True)
        _put_bases(item, bases)
        _record(actor, now, events.ITEM_CREATED, item.pk, {"code": code, "name": name})
    return item.pk


def update_power_item(
    *, actor: Actor, now: datetime, item: UUID, bases: Sequence[BasisInput] | None = None, **changes: Any
) -> None:
    """Change an item; `bases` replaces all bases if given. Raises NotFound or InvalidInput."""
    _only(ITEM_FIELDS, changes)
    with transaction.atomic():
        row = _locked(item)
        for name, value in changes.items():
            setattr(row, name, value)
        _check_item(row, _bases_of(row) if bases is None else bases)
        row.save()
        if bases is not None:
            row.bases.all().delete()
            _put_bases(row, bases)
        changed = sorted([*changes, *(["bases"] if bases is not None else [])])
        _record(
            actor, now, events.ITEM_UPDATED, row.pk, {"code": row.code, "name": row.name, "changed": changed}
        )


def repeal_power_item(*, actor: Actor, now: datetime, item: UUID, until: date) -> None:
    """Take an item out of force after a day; it stays on file for acts done before. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _locked(item)
        if until < row.effective_from:
            raise InvalidInput(("until", "失效日期不能早于生效日期"))
        row.status, row.effective_to = PowerItem.Status.REPEALED, until
        row.save(update_fields=["status", "effective_to"])
        payload = {"code": row.code, "name": row.name, "until": str(until)}
        _record(actor, now, events.ITEM_REPEALED, row.pk, payload)


def set_benchmark(
    *, actor: Actor, now: datetime, item: UUID, title: str, document_no: str, effective_from: date,
    tiers: Sequence[TierInput],
) -> UUID:  # fmt: skip
    """Publish a benchmark (a range of 元 by tier); an earlier version of the same title ends the day before.

    Raises NotFound, or InvalidInput where the tiers leave a gap, overlap or exceed the law.
    """
    with transaction.atomic():
        row = _locked(item)
        earlier = Benchmark.objects.filter(power_item=row, title=title)
        version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
        benchmark = Benchmark(
            power_item=row, title=title, form=BenchmarkForm.FIXED_RANGE.value, document_no=document_no,
            effective_from=effective_from, version=version,
        )  # fmt: skip
        found = [*column_problems(benchmark), *checks.tier_problems(row.fine_min, row.fine_max, tiers)]
        if earlier.filter(effective_from__gte=effective_from).exists():
            found.append(("effective_from", "生效日期应当晚于前一版本的生效日期"))
        InvalidInput.if_any(found)
        earlier.filter(effective_to__isnull=True).update(effective_to=effective_from - _DAY)
        benchmark.save(force_insert=True)
        _put_tiers(benchmark, tiers)
        payload = {"title": title, "document_no": document_no, "version": version, "item": str(row.pk)}
        _record(actor, now, events.BENCHMARK_SET, benchmark.pk, payload)
    return benchmark.pk


def set_review_rule(
    *, actor: Actor, now: datetime, trigger: ReviewTrigger, effective_from: date, agency: UUID | None = None,
    act_kind: str = PowerItem.Kind.PENALTY, filed_no: str = "",
) -> UUID:  # fmt: skip
    """Put a new version of a trigger into the review list: an agency's own, or (agency None) the common one.

    A case keeps the version it was judged by. Raises InvalidInput.
    """
    with transaction.atomic():
        earlier = ReviewRule.objects.filter(agency=agency, code=trigger.code)
        version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
        rule = _rule(trigger, agency, act_kind, effective_from, version, filed_no)
        InvalidInput.if_any([*column_problems(rule), *checks.review_rule_problems(rule)])
        earlier.filter(effective_to__isnull=True).update(effective_to=effective_from - _DAY)
        rule.save(force_insert=True)
        payload = {"code": trigger.code, "title": trigger.title, "version": version}
        _record(actor, now, events.REVIEW_RULE_SET, rule.pk, payload)
    return rule.pk


def seed_review_rules(*, actor: Actor, now: datetime, effective_from: date) -> int:
    """Load the common triggers T1–T13 (law annex 4.1) that are missing; answers how many.

    Amounts of T6 and T7 are one city's; T10 (all ordinary penalties) is listed but switched off.
    """
    with transaction.atomic():
        there = set(ReviewRule.objects.filter(agency=None).values_list("code", flat=True))
        rules = [
            _rule(t, None, _ACT_KINDS.get(t.code, PowerItem.Kind.PENALTY), effective_from, 1, "")
            for t in DEFAULT_TRIGGERS
            if t.code not in there
        ]
        for rule in rules:
            InvalidInput.if_any([*column_problems(rule), *checks.review_rule_problems(rule)])
        ReviewRule.objects.bulk_create(rules)
        if rules:
            codes = [rule.code for rule in rules]
            _record(
                actor, now, events.REVIEW_RULES_SEEDED, rules[0].pk, {"count": len(rules), "codes": codes}
            )
    return len(rules)


#: triggers that are about another kind of act than a penalty
_ACT_KINDS = {"T11": PowerItem.Kind.LICENCE, "T12": PowerItem.Kind.COERCION}


def _rule(
    trigger: ReviewTrigger,
    agency: UUID | None,
    act_kind: str,
    effective_from: date,
    version: int,
    filed_no: str,
) -> ReviewRule:
    return ReviewRule(
        agency_id=agency, code=trigger.code, title=trigger.title, act_kind=act_kind,
        condition=dict(trigger.condition), basis=[[b.law, b.place] for b in trigger.basis], flag=trigger.flag,
        enabled=trigger.enabled, version=version, filed_no=filed_no, effective_from=effective_from,
    )  # fmt: skip


def _only(allowed: Iterable[str], given: Iterable[str]) -> None:
    InvalidInput.if_any((name, f"{name}不能修改") for name in given if name not in allowed)


def _locked(item: UUID) -> PowerItem:
    row = PowerItem.objects.select_for_update().filter(pk=item).first()
    if row is None:
        raise NotFound("没有这个权力事项")
    return row


def _check_item(item: PowerItem, bases: Sequence[BasisInput]) -> None:
    """The columns first: the other checks rely on the agency and the dates."""
    found = list(column_problems(item))
    if not {name for name, _ in found} & {"agency", "effective_from", "effective_to"}:
        found += checks.item_problems(item, bases)
    InvalidInput.if_any(found)


def _bases_of(item: PowerItem) -> list[BasisInput]:
    return [BasisInput(b.law_id, place_of(b), b.role) for b in item.bases.all()]


def _put_bases(item: PowerItem, bases: Sequence[BasisInput]) -> None:
    PowerBasis.objects.bulk_create(
        PowerBasis(
            power_item=item, law_id=b.law, article=b.place.article, article_suffix=b.place.suffix,
            paragraph=b.place.paragraph, item=b.place.item, role=b.role, ordinal=ordinal,
        )
        for ordinal, b in enumerate(bases, start=1)
    )  # fmt: skip


def _put_tiers(benchmark: Benchmark, tiers: Sequence[TierInput]) -> None:
    BenchmarkTier.objects.bulk_create(
        BenchmarkTier(
            benchmark=benchmark, ordinal=ordinal, level=t.level.value, conditions=t.conditions, amount_min=t.low,
            amount_max=t.high, standard=t.standard,
        )
        for ordinal, t in enumerate(tiers, start=1)
    )  # fmt: skip


def _record(actor: Actor, now: datetime, event: str, subject: UUID, payload: dict[str, Any]) -> None:
    ledger.append(kind=event, subject=subject, actor=actor, at=now, payload=payload)
