"""公开读取: only public tables, only plain rows; every query runs as the role sanxiang_public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Func, Q, QuerySet, TextField
from django.db.models.fields.json import KT, KeyTransform

from sanxiang.disclosure.models import DocumentToken, Publication, Revision, Snapshot
from sanxiang.disclosure.types import SnapshotKind

_ROW = (
    "public_id", "kind", "state", "document_no", "party_name", "violation", "result", "agency_id", "agency_name",
    "decided_on", "published_on", "ended_on", "due_on", "ground", "reason",
)  # fmt: skip
#: the one entry of the kind site
SITE_ID = "footer"
_ENDED = (Publication.State.WITHDRAWN, Publication.State.CORRECTED)


def current_revision() -> int:
    """The number of the last change of anything public; 0 before the first."""
    return Revision.objects.values_list("number", flat=True).first() or 0


def changed_results() -> list[dict[str, Any]]:
    """撤下和更正: withdrawn (tombstones) and corrected publications, newest first."""
    return list(
        Publication.objects.filter(state__in=_ENDED)
        .order_by(F("ended_on").desc(nulls_last=True), "-published_on")
        .values(*_ROW)
    )


def account(*, offset: int, limit: int) -> tuple[int, list[dict[str, Any]]]:
    """应公示决定台账: every decision, published or not, with its due date or ground; newest first."""
    rows = Publication.objects.order_by("-decided_on", "public_id")
    return rows.count(), list(rows.values(*_ROW)[offset : offset + limit])


def result(public_id: str) -> dict[str, Any] | None:
    """One publication, whatever became of it; None for what is unknown or not yet released."""
    fields = (
        *_ROW, "id", "snapshot", "version", "file_sha256", "file_name", "expires_on", "entry_id", "power_id",
        "opening",
    )  # fmt: skip
    return (
        Publication.objects.filter(public_id=public_id)
        .exclude(state__in=(Publication.State.DUE, Publication.State.WITHHELD))
        .values(*fields)
        .first()
    )


def snapshot(kind: str, public_id: str) -> Mapping[str, Any] | None:
    """The current version of a list entry, with its data; None if there is none."""
    return (
        _current(kind)
        .filter(public_id=public_id)
        .values("public_id", "title", "version", "data", "sha256", "published_at", "agency_id")
        .first()
    )


def site_said() -> dict[str, str]:
    """What was set of the site itself, by key; what was never set is missing."""
    found = _current("site").filter(public_id=SITE_ID).values_list("data", flat=True).first()
    return dict(found or {})


def snapshots(
    kind: str,
    *,
    agency: str = "",
    facet: str = "",
    ids: Sequence[str] | None = None,
    offset: int = 0,
    limit: int | None = None,
    slim: bool = False,
    newest: bool = False,
) -> tuple[int, list[dict[str, Any]]]:
    """Current list entries by title (`newest`: by facet, downwards): how many in all, and the rows of one page.

    `slim` leaves their data out.
    """
    order = ("-facet", "public_id") if newest else ("title", "public_id")
    rows = _current(kind).order_by(*order)
    if agency:
        rows = rows.filter(agency_id=agency)
    if facet:
        rows = rows.filter(facet=facet)
    if ids is not None:
        rows = rows.filter(public_id__in=ids)
    columns = ("public_id", "title", "agency_id", "facet", "published_at", *(() if slim else ("data",)))
    end = None if limit is None else offset + limit
    return rows.count(), list(rows.values(*columns)[offset:end])


def published_lists(
    *, agency: str = "", group: str = "", offset: int, limit: int
) -> tuple[int, list[dict[str, Any]]]:
    """The editions in force without their rows, by agency: how many in all, and one page of them."""
    rows = _current("list").annotate(by=KT("data__agency__name"), group=KT("data__group"))
    if agency:
        rows = rows.filter(agency_id=agency)
    if group:
        rows = rows.filter(group=group)
    said = {name: KT(f"data__{name}") for name in ("number", "as_of", "filed_no")}
    found = rows.order_by("by", "group", "title").values("public_id", "title", "by", **said)
    return rows.count(), [dict(row) for row in found[offset : offset + limit]]


def versions_of(kind: str, public_id: str) -> list[dict[str, Any]]:
    """Every published version of a list entry, the newest first, with its data and the days it was shown."""
    rows = Snapshot.objects.filter(kind=SnapshotKind(kind), public_id=public_id).order_by("-version")
    return [dict(row) for row in rows.values("version", "title", "data", "published_at", "superseded_at")]


def digests() -> dict[tuple[str, str], str]:
    """(kind, public id) → SHA-256 of what every current list entry says."""
    rows = Snapshot.objects.filter(superseded_at__isnull=True).values_list("kind", "public_id", "sha256")
    return {(kind, public_id): sha256 for kind, public_id, sha256 in rows}


def titles(kind: str) -> dict[str, str]:
    """Public id and title of every current entry of a kind, by title: the choices of a filter."""
    return dict(_current(kind).order_by("title", "public_id").values_list("public_id", "title"))


def enforcement_fields() -> list[str]:
    """执法类别 that any agency on the public site has, in order."""
    fields = Func(
        KeyTransform("fields", "data"), function="jsonb_array_elements_text", output_field=TextField()
    )
    return sorted(_current("agency").values_list(fields, flat=True).distinct())


def per_agency(kind: str) -> dict[str, int]:
    """How many current entries of a kind each agency has."""
    return dict(_current(kind).order_by("agency_id").values_list("agency_id").annotate(n=Count("id")))


def document_token(token: str) -> Mapping[str, Any] | None:
    """The authenticity facts behind a QR code; None for an unknown token."""
    return DocumentToken.objects.filter(token=token).values().first()


def overview(month_start: date, month_end: date) -> dict[str, Any]:
    """The numbers of the home page: current entries by kind, results by kind and state, and punctuality.

    Punctuality (118号, 1.16 and 1.17): of the decisions due in the month, how many were published or withheld by
    their due date; those not yet due and not yet released do not count.
    """
    lists = dict(
        Snapshot.objects.filter(superseded_at__isnull=True)
        .order_by("kind")
        .values_list("kind")
        .annotate(n=Count("id"))
    )
    shown = Publication.objects.filter(state__in=Publication.SHOWN)
    by_kind = dict(shown.order_by("kind").values_list("kind").annotate(n=Count("id")))
    changed = Publication.objects.filter(state__in=_ENDED).count()
    due = Publication.objects.filter(due_on__range=(month_start, month_end)).exclude(
        state=Publication.State.DUE, due_on__gte=month_end
    )
    on_time = Count("id", filter=Q(published_on__lte=F("due_on")) | Q(state=Publication.State.WITHHELD))
    punctual = [
        {"kind": kind, "on_time": n, "due": all_}
        for kind, n, all_ in due.order_by("kind").values_list("kind").annotate(n=on_time, all_=Count("id"))
    ]
    return {"lists": lists, "results": by_kind, "changed": changed, "punctual": punctual}


def _current(kind: str) -> QuerySet[Snapshot]:
    return Snapshot.objects.filter(kind=SnapshotKind(kind), superseded_at__isnull=True)
