"""读取权责: what an agency may do, on what basis, how its discretion is divided, what must be reviewed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from sanxiang.kernel import NotFound
from sanxiang.powers import checks
from sanxiang.powers.materials import read_materials
from sanxiang.powers.models import Abolition, Benchmark, BenchmarkTier, PowerBasis, PowerItem, ReviewRule
from sanxiang.powers.types import (
    AbolitionView,
    BasisInput,
    BasisText,
    BasisView,
    BenchmarkView,
    PowerItemView,
    Resting,
    ReviewRuleView,
    TierView,
)
from sanxiang.rules import discretion, standards
from sanxiang.rules.citations import Place, kept_basis
from sanxiang.rules.facts import PowerItemFacts
from sanxiang.rules.review import ReviewTrigger
from sanxiang.rules.tables import natural
from sanxiang.rules.terms import TierLevel
from sanxiang.statutes import selectors as statutes

Row = TypeVar("Row", bound=Model)
_APPROVED = (PowerItem.Status.IN_FORCE, PowerItem.Status.SUPERSEDED, PowerItem.Status.REPEALED)


def power_items(
    agency: UUID | None = None,
    *,
    kind: str = "",
    query: str = "",
    on: date | None = None,
    statuses: Sequence[str] = (),
) -> list[PowerItemView]:
    """Versions of items by agency, kind, words in the name or code, status, and (on) in force on a day."""
    found = _items()
    if statuses:
        found = found.filter(status__in=statuses)
    if agency:
        found = found.filter(agency=agency)
    if kind:
        found = found.filter(kind=kind)
    if query:
        found = found.filter(Q(name__icontains=query) | Q(code__icontains=query))
    views = [_item(i) for i in found]
    return [v for v in views if on is None or v.in_force_on(on)]


def begun(since: date, on: date) -> list[PowerItemView]:
    """Later versions of items whose first day lies after `since` and has come by `on`."""
    found = _items().filter(effective_from__gt=since, effective_from__lte=on, version__gt=1)
    return [v for v in (_item(i) for i in found) if v.in_force_on(on)]


def get_power_item(item: UUID) -> PowerItemView:
    """Raises NotFound."""
    return _item(_one(_items().filter(pk=item)))


def power_item_by_public_id(public_id: str) -> PowerItemView:
    """The newest version that was approved, else the newest; raises NotFound."""
    found = [_item(i) for i in _items().filter(public_id=public_id).order_by("-version")]
    if not found:
        raise NotFound("没有这项权责")
    return next((i for i in found if i.approved), found[0])


def item_versions(public_id: str) -> list[PowerItemView]:
    """Every version of an item, the newest first; discarded drafts are left out."""
    found = _items().filter(public_id=public_id).exclude(status=PowerItem.Status.DISCARDED)
    return [_item(i) for i in found.order_by("-version")]


def version_on(item: PowerItemView, on: date) -> PowerItemView:
    """The version of the item that runs on a day, else the item itself."""
    return next((v for v in item_versions(item.public_id) if v.in_force_on(on)), item)


def open_item(agency: UUID, code: str) -> PowerItemView | None:
    """The draft or submitted version under that code, else the one in force, or None."""
    found = _items().filter(agency=agency, code=code)
    opened = found.filter(status__in=(PowerItem.Status.DRAFT, PowerItem.Status.SUBMITTED)).first()
    row = opened or found.filter(status=PowerItem.Status.IN_FORCE).first()
    return _item(row) if row else None


def abolitions(item: UUID) -> list[AbolitionView]:
    """The requests to abolish a version, the newest first."""
    return [
        AbolitionView(a.until, a.reason, a.status, a.get_status_display(), a.asked_by, a.asked_on, a.decided_by, a.refused_reason)
        for a in Abolition.objects.filter(power_item=item).order_by("-asked_on", "-status")
    ]  # fmt: skip


def missing(item: UUID) -> tuple[str, ...]:
    """What a draft still lacks before it can be submitted, in Chinese; raises NotFound."""
    row = _one(_items().filter(pk=item))
    bases = [BasisInput(b.law_id, place_of(b), b.role) for b in row.bases.all()]
    return tuple(said for _, said in checks.item_problems(row, bases))


def open_items(agencies: Iterable[UUID], codes: Iterable[str]) -> dict[tuple[UUID, str], PowerItemView]:
    """`open_item` for many codes at once; a code of any other version is not there."""
    opened = (PowerItem.Status.DRAFT, PowerItem.Status.SUBMITTED, PowerItem.Status.IN_FORCE)
    found = _items().filter(agency__in=list(agencies), code__in=list(codes), status__in=opened)
    # 有效 first, so that an open draft of the next version takes its place
    rows = sorted(found, key=lambda i: i.status != PowerItem.Status.IN_FORCE)
    return {(i.agency_id, i.code): _item(i) for i in rows}


def resting_on(laws: Sequence[UUID], on: date) -> list[Resting]:
    """The bases that point to any of these laws, of versions in force on the day or later; one query."""
    found = PowerBasis.objects.filter(_not_ended(on, "power_item__"), law__in=list(laws))
    columns = found.order_by("power_item__agency", "power_item__code", "ordinal").values_list(
        "power_item_id", "power_item__code", "power_item__name", "power_item__agency_id",
        "power_item__agency__name", "law_id", "article", "article_suffix", "paragraph", "item", "role",
    )  # fmt: skip
    return [Resting(*row[:6], Place(*row[6:10]), row[10]) for row in columns.iterator(chunk_size=10_000)]


def versions_resting_on(laws: Sequence[UUID]) -> list[UUID]:
    """Every approved version that points to any of these laws, also one that has ended: open cases may run by it."""
    found = PowerItem.objects.filter(status__in=_APPROVED, bases__law__in=list(laws))
    return list(found.values_list("pk", flat=True).distinct())


def versions_resting_at(
    law: UUID, articles: Collection[Place], since: date, until: date | None
) -> list[UUID]:
    """Every approved version that points into one of these articles and was in force on a day of that time."""
    found = PowerBasis.objects.filter(_not_ended(since, "power_item__"), law=law)
    if until:
        found = found.filter(power_item__effective_from__lte=until)
    heads = {(place.article, place.suffix) for place in articles}
    rows = found.values_list("power_item_id", "article", "article_suffix")
    return list({item for item, article, suffix in rows if (article, suffix) in heads})


def articles_rested_on(agencies: Iterable[UUID], on: date) -> set[tuple[UUID, Place]]:
    """The articles of laws that items of these agencies point into, in force on the day or later."""
    found = PowerBasis.objects.filter(_not_ended(on, "power_item__"), power_item__agency__in=list(agencies))
    rows = found.values_list("law_id", "article", "article_suffix").distinct()
    return {(law, Place(article, suffix)) for law, article, suffix in rows}


def benchmarks_on(items: Sequence[UUID], on: date) -> int:
    """How many benchmarks divide these items on the day or later, whichever version they were made for."""
    same = PowerItem.objects.filter(pk__in=list(items)).values("public_id")
    found = Benchmark.objects.filter(status=Benchmark.Status.IN_FORCE, power_item__public_id__in=same)
    return found.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on)).count()


def rules_naming(titles: Sequence[str], on: date) -> list[ReviewRuleView]:
    """Review rules in force on the day or later whose basis names one of the laws."""
    names = set(titles)
    found = ReviewRule.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=on), enabled=True, status="in_force"
    )
    return [_rule(r) for r in found if names & {law for law, _ in r.basis}]


def _not_ended(on: date, prefix: str = "") -> Q:
    """Approved, and not ended before the day."""
    ends = Q(**{f"{prefix}effective_to__isnull": True}) | Q(**{f"{prefix}effective_to__gte": on})
    return Q(**{f"{prefix}status__in": _APPROVED}) & ends


def basis_texts(item: PowerItemView, on: date) -> list[BasisText]:
    """The bases of an item with the text in force on a day (行政处罚法第三十七条)."""
    return [BasisText(b, _text(b, on)) for b in item.bases]


def _text(basis: BasisView, on: date) -> str | None:
    at = basis.place
    found = statutes.text_in_force(basis.law_id, on, at.article, at.paragraph, at.item, at.suffix)
    return found.text if found else None


def power_item_facts(
    item: PowerItemView,
    *,
    on: date,
    today: date,
    published: bool,
    bases: Iterable[BasisText] | None = None,
) -> PowerItemFacts:
    """An item as the rules see it on the day of the act; `published`: it stands on the portal (39).

    A list that was drawn up after the act is no obstacle: the provisions must have been in force and published then (5),
    the item when it is handled. `bases`: the `basis_texts` of the day of the act, if they have been read already.
    """
    texts = basis_texts(item, on) if bases is None else bases
    return PowerItemFacts(
        code=item.code,
        name=item.name,
        enforcement_field=item.enforcement_field,
        published=published and (item.in_force_on(on) or item.in_force_on(today)),
        basis_in_force=bool(item.bases) and all(t.in_force for t in texts),
        limitation_years=item.limitation_years,
        kind=item.kind,
        flags=item.flags,
    )


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
    return _benchmark(_one(found.filter(pk=benchmark)))


def to_rules_benchmark(view: BenchmarkView) -> discretion.Benchmark:
    """A benchmark as `rules.discretion` takes it."""
    tiers = tuple(discretion.Tier(t.level, t.low, t.high, t.conditions) for t in view.tiers if t.level)
    return discretion.Benchmark(view.title, discretion.BenchmarkForm(view.form), tiers)


def review_rules(agency: UUID, on: date, act_kind: str = PowerItem.Kind.PENALTY) -> list[ReviewRuleView]:
    """The review list of an agency on a day: its own row where it has one, else the common row of that code."""
    found = ReviewRule.objects.filter(Q(agency=agency) | Q(agency=None), act_kind=act_kind, status="in_force")
    found = found.filter(effective_from__lte=on).filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=on)
    )
    chosen: dict[str, ReviewRule] = {}
    for rule in found.order_by("version"):
        held = chosen.get(rule.code)
        if held is None or held.agency_id is None or rule.agency_id is not None:
            chosen[rule.code] = rule
    return [_rule(r) for r in sorted(chosen.values(), key=lambda r: int(r.code[1:]))]


def amounts_by_default(agency: UUID, on: date) -> list[ReviewRuleView]:
    """The rows that fire for the agency by amounts which it has not set itself."""
    return [
        rule
        for rule in review_rules(agency, on, PowerItem.Kind.PENALTY)
        if rule.enabled and rule.amount_by_default
    ]


def get_review_rule(rule: UUID) -> ReviewRuleView:
    """Any version; raises NotFound."""
    return _rule(_one(ReviewRule.objects.filter(pk=rule)))


def review_rule_versions(agency: UUID | None, act_kind: str = "") -> list[ReviewRuleView]:
    """Every version and draft of an agency's own rows, or (None) of the common ones, the newest first."""
    found = ReviewRule.objects.filter(agency=agency).exclude(status=ReviewRule.Status.DISCARDED)
    if act_kind:
        found = found.filter(act_kind=act_kind)
    return [_rule(r) for r in found.order_by("code", "-version")]


def review_triggers(
    agency: UUID, on: date, act_kind: str = PowerItem.Kind.PENALTY
) -> tuple[ReviewTrigger, ...]:
    """The review list as `rules.review.triggers_fired` takes it (行政处罚法第五十八条)."""
    return tuple(to_trigger(rule) for rule in review_rules(agency, on, act_kind))


def to_trigger(rule: ReviewRuleView) -> ReviewTrigger:
    """A row of the review list as a trigger."""
    basis = tuple(kept_basis(law, place) for law, place in rule.basis)
    return ReviewTrigger(rule.code, rule.title, rule.condition, basis, rule.flag, enabled=rule.enabled)


def place_of(basis: PowerBasis) -> Place:
    """The place a basis points to."""
    return Place(basis.article, basis.article_suffix, basis.paragraph, basis.item)


def _items() -> QuerySet[PowerItem]:
    return PowerItem.objects.select_related("agency").prefetch_related("bases__law")


def _one(found: QuerySet[Row]) -> Row:
    row = found.first()
    if row is None:
        raise NotFound("没有这项权责")
    return row


def _basis(b: PowerBasis) -> BasisView:
    return BasisView(b.law_id, b.law.short_title, place_of(b), b.role, b.get_role_display())


def _item(i: PowerItem) -> PowerItemView:
    return PowerItemView(
        id=i.pk, public_id=i.public_id, agency_id=i.agency_id, agency_name=i.agency.name, code=i.code, name=i.name,
        kind=i.kind, kind_label=i.get_kind_display(), enforcement_field=i.enforcement_field, procedure=i.procedure,
        statutory_days=i.statutory_days, statutory_unit=i.statutory_unit, promised_days=i.promised_days,
        promised_unit=i.promised_unit,
        accepting_unit=i.accepting_unit, conditions=i.conditions, materials=i.materials,
        responsibilities=i.responsibilities, accountability=i.accountability, penalty_kinds=tuple(i.penalty_kinds),
        fine_min=i.fine_min, fine_max=i.fine_max, limitation_years=i.limitation_years, flags=frozenset(i.flags),
        status=i.status, status_label=i.get_status_display(), effective_from=i.effective_from,
        effective_to=i.effective_to, bases=tuple(_basis(b) for b in i.bases.all()), version=i.version,
        basis_text=i.basis_text, level=i.level, fee=i.fee, entered_by=i.entered_by, submitted_by=i.submitted_by,
        approved_by=i.approved_by, approved_on=i.approved_on, approval_no=i.approval_no,
        returned_reason=i.returned_reason, material_rows=read_materials(i.material_rows), hall=i.hall,
        hall_phone=i.hall_phone, hall_hours=i.hall_hours,
    )  # fmt: skip


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


def _rule(r: ReviewRule) -> ReviewRuleView:
    return ReviewRuleView(
        id=r.pk, code=r.code, title=r.title, act_kind=r.act_kind, condition=r.condition,
        basis=tuple((law, place) for law, place in r.basis), flag=r.flag, enabled=r.enabled, version=r.version,
        filed_no=r.filed_no, effective_from=r.effective_from, own=r.agency_id is not None, agency_id=r.agency_id,
        status=r.status, effective_to=r.effective_to, entered_by=r.entered_by, approved_by=r.approved_by,
        approved_on=r.approved_on,
    )  # fmt: skip
