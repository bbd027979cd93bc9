"""查登录记录: who came in, left or was turned away, for those who audit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from sanxiang.registry.models import SignIn

OUTCOMES = dict(SignIn.Outcome.choices)


@dataclass(frozen=True, slots=True)
class SignInView:
    """登录记录; `name` is empty where there is no such account."""

    at: datetime
    outcome: str
    outcome_label: str
    username: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty means whatever. `agencies`: of whose accounts; None = all, names without account too."""

    agencies: frozenset[UUID] | None = None
    text: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None


def sign_ins(wanted: Wanted, *, first: int, limit: int) -> list[SignInView]:
    """So many of the records, the newest first."""
    return _views(_found(wanted)[first : first + limit])


def failures(username: str, since: datetime) -> int:
    """How often an account was turned away since then."""
    return SignIn.objects.filter(username=username, at__gte=since, outcome=SignIn.Outcome.FAILED).count()


def count(wanted: Wanted) -> int:
    """How many records there are."""
    return _found(wanted).count()


def _views(rows: Iterable[SignIn]) -> list[SignInView]:
    return [
        SignInView(
            at=row.at,
            outcome=row.outcome,
            outcome_label=row.get_outcome_display(),
            username=row.username,
            name=row.account.display_name if row.account else "",
            address=row.address,
        )
        for row in rows
    ]


def _found(wanted: Wanted) -> QuerySet[SignIn]:
    condition = Q()
    if wanted.agencies is not None:
        condition &= Q(account__agency__in=list(wanted.agencies))
    if wanted.outcome:
        condition &= Q(outcome=wanted.outcome)
    if wanted.since:
        condition &= Q(at__gte=wanted.since)
    if wanted.until:
        condition &= Q(at__lt=wanted.until)
    for word in wanted.text.split():
        named = Q(account__display_name__icontains=word)
        condition &= Q(username__icontains=word) | named | Q(address__startswith=word)
    return SignIn.objects.filter(condition).select_related("account").order_by("-id")
