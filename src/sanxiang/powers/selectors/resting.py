"""依据: which items and rows rest on laws and articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from sanxiang.powers.models import Benchmark, PowerBasis, PowerItem
from sanxiang.powers.types import (
    Resting,
)
from sanxiang.rules.citations import Place

_APPROVED = (PowerItem.Status.IN_FORCE, PowerItem.Status.SUPERSEDED, PowerItem.Status.REPEALED)


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


def _not_ended(on: date, prefix: str = "") -> Q:
    """Approved, and not ended before the day."""
    ends = Q(**{f"{prefix}effective_to__isnull": True}) | Q(**{f"{prefix}effective_to__gte": on})
    return Q(**{f"{prefix}status__in": _APPROVED}) & ends
