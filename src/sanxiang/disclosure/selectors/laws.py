"""公布的法规: the names and articles of the laws that the public site shows, for links from citations."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Func, JSONField, QuerySet
from django.db.models.fields.json import KT

from sanxiang.disclosure.models import Snapshot
from sanxiang.disclosure.types import SnapshotKind
from sanxiang.rules.citing import plain_name


class _Numbers(Func):
    """One number of every article of a law's snapshot, without unpacking their texts."""

    output_field = JSONField()

    def __init__(self, key: str) -> None:
        super().__init__(
            F("data"), template=f"jsonb_path_query_array(%(expressions)s, '$.articles[*].{key}')"
        )


def published_laws() -> dict[str, str]:
    """Name, as `plain_name` gives it, of every law on the public site → its public id. One query."""
    rows = _laws().order_by("title").values_list("public_id", "title", KT("data__short_title"))
    out: dict[str, str] = {}
    for public_id, title, short in rows:
        out.setdefault(plain_name(title), public_id)
        out.setdefault(plain_name(short), public_id)
    return out


def published_articles(laws: Iterable[str]) -> dict[str, frozenset[tuple[int, int]]]:
    """Public id of a law → its articles as number and suffix (1 for 之一, else 0). One query."""
    rows = _laws().filter(public_id__in=set(laws)).annotate(n=_Numbers("article"), s=_Numbers("suffix"))
    return {
        public_id: frozenset(zip(numbers, suffixes, strict=True))
        for public_id, numbers, suffixes in rows.values_list("public_id", "n", "s")
    }


def _laws() -> QuerySet[Snapshot]:
    return Snapshot.objects.filter(kind=SnapshotKind.LAW, superseded_at__isnull=True)
