"""查日志: the entries of the ledger by who, when, which act and which object, for those who audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from sanxiang.ledger import events
from sanxiang.ledger.models import LogEntry
from sanxiang.ledger.selectors import views_of
from sanxiang.ledger.types import EntryView

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty means whatever. `accounts`: whose acts; None = everybody's, the software's too."""

    accounts: frozenset[UUID] | None = None
    text: str = ""
    #: the first part of the kind, such as case
    room: str = ""
    subject: UUID | None = None
    #: from, inclusive, until, exclusive
    since: datetime | None = None
    until: datetime | None = None


def entries(wanted: Wanted, *, first: int, limit: int) -> list[EntryView]:
    """So many of the entries, the newest first."""
    return views_of(_found(wanted)[first : first + limit])


def count(wanted: Wanted) -> int:
    """How many entries there are."""
    return _found(wanted).count()


def every(wanted: Wanted, *, limit: int) -> Iterator[EntryView]:
    """The entries one after the other, the newest first, for an export."""
    for first in range(0, limit, _BATCH):
        batch = entries(wanted, first=first, limit=min(_BATCH, limit - first))
        yield from batch
        if len(batch) < _BATCH:
            return


def _found(wanted: Wanted) -> QuerySet[LogEntry]:
    condition = Q()
    if wanted.accounts is not None:
        condition &= Q(actor_id__in=list(wanted.accounts))
    if wanted.room:
        condition &= Q(kind__startswith=f"{wanted.room}.")
    if wanted.subject:
        condition &= Q(subject=wanted.subject) | Q(case_id=wanted.subject)
    if wanted.since:
        condition &= Q(at__gte=wanted.since)
    if wanted.until:
        condition &= Q(at__lt=wanted.until)
    for word in wanted.text.split():
        condition &= Q(envelope__contains=word) | Q(kind__in=events.kinds_that_say(word))
    return LogEntry.objects.filter(condition).order_by("-id")
