"""成批登记: many people or parties in one go, with the same checks and one ledger entry each.

Whoever calls this calls `services` row by row as soon as anything is refused: that says which row, and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from sanxiang.kernel import Actor, InvalidInput, local_date
from sanxiang.kernel.bulk import ColumnCheck, insert_all
from sanxiang.ledger import services as ledger
from sanxiang.ledger.types import NewEntry
from sanxiang.registry import checks, events
from sanxiang.registry.local import binding_formats
from sanxiang.registry.models import Agency, Credential, Officer, Party, Unit
from sanxiang.registry.services import CREDENTIAL_FIELDS, OFFICER_FIELDS, new_party, new_row

Row = TypeVar("Row", bound=models.Model)
Values = Mapping[str, Any]


def create_parties(*, actor: Actor, now: datetime, rows: Sequence[Values]) -> list[UUID]:
    """Register parties; each row is what `services.create_party` takes.

    Raises InvalidInput or IntegrityError if one of them is refused; nothing is kept then.
    """
    today = local_date(now)
    parties = [new_party(now, **row) for row in rows]
    check = ColumnCheck(Party)
    for party in parties:
        InvalidInput.if_any([*check(party), *checks.party_problems(party, today)])
    entries = [NewEntry(events.PARTY_CREATED, p.pk, {"kind": p.kind}) for p in parties]
    with transaction.atomic():
        insert_all(parties)
        ledger.append_all(entries=entries, actor=actor, at=now)
    return [p.pk for p in parties]


def create_officers(
    *, actor: Actor, now: datetime, rows: Sequence[tuple[Values, Values | None]]
) -> list[UUID]:
    """Register officers, each with the credential beside the row, if any.

    Each row is what `services.create_officer` and `services.create_credential` take. Raises InvalidInput or
    IntegrityError if one of them is refused; nothing is kept then.
    """
    units = Unit.objects.select_related("agency").in_bulk({values["unit"] for values, _ in rows})
    agencies = Agency.objects.in_bulk({values["agency"] for values, _ in rows})
    formats = binding_formats()
    check_officer, check_credential = ColumnCheck(Officer), ColumnCheck(Credential)
    officers, credentials, entries = list[Officer](), list[Credential](), list[NewEntry]()
    for values, card in rows:
        officer = _officer(values, agencies, units)
        InvalidInput.if_any([*check_officer(officer), *checks.officer_problems(officer)])
        officers.append(officer)
        entries.append(
            NewEntry(events.OFFICER_CREATED, officer.pk, {"name": officer.name, "post": officer.post})
        )
        if card:
            credential = _credential(card, officer)
            problems = checks.new_credential_problems(credential, formats)
            InvalidInput.if_any([*check_credential(credential), *problems])
            credentials.append(credential)
            entries.append(_told(credential))
    with transaction.atomic():
        insert_all(officers)
        insert_all(credentials)
        ledger.append_all(entries=entries, actor=actor, at=now)
    return [o.pk for o in officers]


def _officer(values: Values, agencies: Mapping[UUID, Agency], units: Mapping[UUID, Unit]) -> Officer:
    own = dict(values)
    unit = _there(units, own.pop("unit"), "unit")
    agency = _there(agencies, own.pop("agency"), "agency")
    return new_row(Officer, own, OFFICER_FIELDS, agency=agency, unit=unit)


def _credential(card: Values, officer: Officer) -> Credential:
    own = dict(card)
    return new_row(Credential, own, CREDENTIAL_FIELDS, officer=officer, number=own.pop("number"))


def _there(rows: Mapping[UUID, Row], key: UUID, field: str) -> Row:
    if key not in rows:
        raise InvalidInput((field, "没有这条登记"))
    return rows[key]


def _told(credential: Credential) -> NewEntry:
    payload = {
        "number": credential.number,
        "officer": str(credential.officer_id),
        "until": str(credential.valid_to),
    }
    return NewEntry(events.CREDENTIAL_CREATED, credential.pk, payload)
