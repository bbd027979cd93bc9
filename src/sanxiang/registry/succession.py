"""承继: who carries on what an agency did once it has ended, and what ends with it (行政处罚法 17; 行政诉讼法 26 VI)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from sanxiang.kernel import Actor, NotFound
from sanxiang.registry import events
from sanxiang.registry.delegations import end_delegation, running_after
from sanxiang.registry.models import Account, Agency, Credential, Officer, Party
from sanxiang.registry.services import (
    PARTY_FIELDS,
    create_party,
    update_account,
    update_credential,
    update_officer,
)
from sanxiang.registry.types import EndsWith


def heir_on(agency: UUID, day: date) -> UUID:
    """Who has the powers of an agency on a day: itself, or the successor in force then. Raises NotFound."""
    row = Agency.objects.filter(pk=agency).first()
    if row is None:
        raise NotFound("没有这个执法主体")
    while row.successor and row.active_to and row.active_to < day:
        row = row.successor
    return row.pk


def ends_with(agency: UUID, until: date) -> EndsWith:
    """What an end of the agency would end besides: agreements, ways in, credentials."""
    return EndsWith(
        delegations=tuple(running_after(agency, until)),
        accounts=Account.objects.filter(agency=agency, is_active=True).count(),
        credentials=_held(agency, until).count(),
        officers=_in_post(agency, until).count(),
    )


def end_all(*, actor: Actor, now: datetime, agency: Agency, until: date) -> None:
    """End what lives by the agency on its last day: agreements, credentials, posts and accounts.

    Nothing is erased: every row keeps its days, and every end has its ledger entry. Raises InvalidInput.
    """
    for agreement in running_after(agency.pk, until):
        end_delegation(
            actor=actor, now=now, delegation=agreement.id, until=until, reason=f"{agency}撤销", past=True
        )
    for credential in _held(agency.pk, until):
        began = credential.valid_from <= until
        last = until if began else credential.valid_to
        cancelled = Credential.Status.CANCELLED
        update_credential(actor=actor, now=now, credential=credential.pk, status=cancelled, valid_to=last)
    for officer in _in_post(agency.pk, until):
        update_officer(actor=actor, now=now, officer=officer.pk, left_on=until + timedelta(days=1))
    for account in Account.objects.filter(agency=agency, is_active=True):
        update_account(actor=actor, now=now, account=account.pk, is_active=False, event=events.ACCOUNT_CLOSED)


def take_over_party(*, actor: Actor, now: datetime, party: UUID, left_by: UUID, agency: UUID) -> UUID:
    """The party as who takes its case over keeps it: what it has under the same number, else a row of its own.

    Raises NotFound for a party that `left_by` does not keep, InvalidInput.
    """
    row = Party.objects.filter(pk=party, agency=left_by).first()
    if row is None:
        raise NotFound("没有这个当事人")
    same = {"uscc": row.uscc} if row.uscc else {"id_kind": row.id_kind, "id_number": row.id_number}
    if kept := Party.objects.filter(agency=agency, **same).first():
        return kept.pk
    fields = {name: getattr(row, name) for name in PARTY_FIELDS}
    return create_party(actor=actor, now=now, agency=agency, kind=row.kind, **fields)


def _held(agency: UUID, until: date) -> QuerySet[Credential]:
    found = Credential.objects.filter(officer__agency=agency, valid_to__gt=until)
    return found.exclude(status=Credential.Status.CANCELLED)


def _in_post(agency: UUID, until: date) -> QuerySet[Officer]:
    return Officer.objects.filter(agency=agency).exclude(left_on__lte=until + timedelta(days=1))
