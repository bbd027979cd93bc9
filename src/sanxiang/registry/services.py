"""写入登记: create and update bodies, people, credentials, parties and accounts.

Every write checks everything and raises one InvalidInput with all problems, or stores the row and its ledger
entry in one transaction. Ledger entries name what changed; values of a party or an account stay out of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound, Role, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.registry import checks, events
from sanxiang.registry.local import binding_formats
from sanxiang.registry.models import (
    Account,
    Agency,
    Credential,
    CredentialEvent,
    Officer,
    Party,
    Region,
    Unit,
    UsedPassword,
)
from sanxiang.registry.selectors import ACT_OF_STATUS
from sanxiang.registry.types import RESIDENT_ID
from sanxiang.rules.identifiers import birth_date, check_resident_id

Row = TypeVar("Row", bound=models.Model)
Check = Callable[[Row], Iterator[checks.Problem]]

AGENCY_FIELDS = (
    "parent_id", "name", "short_name", "code", "uscc", "level", "kind", "region_code", "region_name",
    "enforcement_fields", "head_name", "address", "phone", "complaint_phone", "reconsideration_body", "court",
    "payee_bank", "active_from", "active_to", "qualification", "complaint_channels", "office_hours",
)  # fmt: skip
UNIT_FIELDS = ("name", "is_review_office")
OFFICER_FIELDS = (
    "unit_id", "name", "post", "phone", "photo_sha256", "legally_qualified", "legal_certificate_no",
    "legal_certified_on", "left_on", "duty",
)  # fmt: skip
CREDENTIAL_FIELDS = (
    "kind", "enforcement_fields", "area_code", "area_name", "issuer", "valid_from", "valid_to", "status",
)  # fmt: skip
PARTY_FIELDS = (
    "name", "uscc", "id_kind", "id_number", "legal_representative", "sex", "born_on", "address", "phone",
)  # fmt: skip
ACCOUNT_FIELDS = ("display_name", "unit_id", "officer_id", "roles", "is_active", "must_change_password")


def create_agency(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    code: str,
    uscc: str,
    level: str,
    parent: UUID | None = None,
    **fields: Any,
) -> UUID:
    """Enter an agency; `fields` are the others of AGENCY_FIELDS. It enforces once it is approved (`standing`).

    Raises InvalidInput.
    """
    values = {"name": name, "code": code, "uscc": uscc, "level": level, "parent_id": parent, **fields}
    row = new_row(Agency, values, AGENCY_FIELDS, entered_by=actor.name, entered_by_id=actor.person_id)
    return _keep(row, checks.agency_problems, actor, now, events.AGENCY_CREATED, {"name": name, "uscc": uscc})


def update_agency(*, actor: Actor, now: datetime, agency: UUID, **changes: Any) -> None:
    """Change an agency; one that was checked goes back to be checked again. Raises NotFound or InvalidInput."""
    with transaction.atomic():
        InvalidInput.if_any(checks.fixed_problems(agency, changes))
        _change(
            Agency, agency, changes, AGENCY_FIELDS, checks.agency_problems, actor, now, events.AGENCY_UPDATED
        )
        waiting = Agency.objects.filter(pk=agency, approved_on=None)
        waiting.update(status=Agency.Status.DRAFTED, entered_by=actor.name, entered_by_id=actor.person_id)


def create_unit(
    *, actor: Actor, now: datetime, agency: UUID, name: str, is_review_office: bool = False
) -> UUID:
    """Register a unit of an agency. Raises InvalidInput."""
    row = Unit(agency_id=agency, name=name, is_review_office=is_review_office)
    return _keep(row, checks.unit_problems, actor, now, events.UNIT_CREATED, {"name": name})


def update_unit(*, actor: Actor, now: datetime, unit: UUID, **changes: Any) -> None:
    """Change a unit. Raises NotFound or InvalidInput."""
    _change(Unit, unit, changes, UNIT_FIELDS, checks.unit_problems, actor, now, events.UNIT_UPDATED)


def create_officer(
    *, actor: Actor, now: datetime, agency: UUID, unit: UUID, name: str, post: str, **fields: Any
) -> UUID:
    """Register an officer; `fields` are the others of OFFICER_FIELDS. Raises InvalidInput."""
    values = {"unit_id": unit, "name": name, "post": post, **fields}
    row = new_row(Officer, values, OFFICER_FIELDS, agency_id=agency)
    return _keep(
        row, checks.officer_problems, actor, now, events.OFFICER_CREATED, {"name": name, "post": post}
    )


def update_officer(*, actor: Actor, now: datetime, officer: UUID, **changes: Any) -> None:
    """Change an officer. Raises NotFound or InvalidInput."""
    _change(
        Officer, officer, changes, OFFICER_FIELDS, checks.officer_problems, actor, now, events.OFFICER_UPDATED
    )


def create_credential(
    *,
    actor: Actor,
    now: datetime,
    officer: UUID,
    number: str,
    valid_from: date,
    valid_to: date,
    **fields: Any,
) -> UUID:
    """Register a credential; `fields` are the others of CREDENTIAL_FIELDS. Raises InvalidInput. Serves APL 42."""
    values = {"valid_from": valid_from, "valid_to": valid_to, **fields}
    row = new_row(Credential, values, CREDENTIAL_FIELDS, officer_id=officer, number=number)
    payload = {"number": number, "officer": str(officer), "until": str(valid_to)}
    check = partial(checks.new_credential_problems, formats=binding_formats())
    return _keep(row, check, actor, now, events.CREDENTIAL_CREATED, payload)


def update_credential(*, actor: Actor, now: datetime, credential: UUID, **changes: Any) -> None:
    """Change what is registered of a credential; another status is an act of today. Raises NotFound or InvalidInput."""
    with transaction.atomic():
        before = Credential.objects.filter(pk=credential).values_list("status", flat=True).first()
        _change(
            Credential, credential, changes, CREDENTIAL_FIELDS, checks.credential_problems, actor, now,
            events.CREDENTIAL_UPDATED,
        )  # fmt: skip
        if "status" in changes and changes["status"] != before:
            CredentialEvent.objects.create(
                credential_id=credential,
                kind=ACT_OF_STATUS[Credential.Status(changes["status"])],
                day=local_date(now),
                reason="登记变更",
                by=actor.name,
                by_id=actor.person_id,
            )


def create_party(*, actor: Actor, now: datetime, agency: UUID, kind: str, name: str, **fields: Any) -> UUID:
    """Register a party for an agency; the birth date of a resident follows from the ID number.

    `fields` are the others of PARTY_FIELDS. Raises InvalidInput. The ledger gets no personal data.
    """
    row = new_party(now, agency=agency, kind=kind, name=name, **fields)
    check = partial(checks.party_problems, today=local_date(now))
    return _keep(row, check, actor, now, events.PARTY_CREATED, {"kind": kind})


def new_party(now: datetime, *, agency: UUID, kind: str, **values: Any) -> Party:
    """A party as it would be kept, unchecked; see `create_party`."""
    row = new_row(Party, values, PARTY_FIELDS, agency_id=agency, kind=kind)
    if row.id_kind == RESIDENT_ID and check_resident_id(row.id_number, today=local_date(now)).ok:
        row.born_on = row.born_on or birth_date(row.id_number)
    return row


def update_party(*, actor: Actor, now: datetime, party: UUID, **changes: Any) -> None:
    """Change a party. Raises NotFound or InvalidInput."""
    check = partial(checks.party_problems, today=local_date(now))
    _change(Party, party, changes, PARTY_FIELDS, check, actor, now, events.PARTY_UPDATED)


def create_account(
    *, actor: Actor, now: datetime, username: str, password: str | None, roles: frozenset[Role] | tuple[Role, ...],
    agency: UUID | None, **fields: Any,
) -> UUID:  # fmt: skip
    """Make a person's way in; `fields` are the others of ACCOUNT_FIELDS. Raises InvalidInput.

    An officer's account without a unit gets that of the officer: without one nobody's turn would show in the inbox.
    Without a password nobody gets in until one is set.
    """
    values = {"roles": sorted(roles), **fields}
    row = new_row(Account, values, ACCOUNT_FIELDS, username=username, agency_id=agency)
    if row.officer_id and row.unit_id is None:  # an officer works where the register says
        row.unit_id = Officer.objects.filter(pk=row.officer_id).values_list("unit_id", flat=True).first()
    row.set_password(password)
    row.password_changed_at = now if password else None

    def check(account: Account) -> Iterator[checks.Problem]:
        yield from checks.account_problems(account)
        if password is not None:
            yield from checks.password_problems(password, account)

    payload = {"username": username, "roles": sorted(roles)}
    with transaction.atomic():
        key = _keep(row, check, actor, now, events.ACCOUNT_CREATED, payload)
        _remember(row, now)
    return key


def update_account(
    *,
    actor: Actor,
    now: datetime,
    account: UUID,
    password: str | None = None,
    event: str = events.ACCOUNT_UPDATED,
    told: dict[str, str] | None = None,
    **changes: Any,
) -> None:
    """Change an account, or its password; `event` names what this is in the ledger, with the words `told`.

    Raises NotFound or InvalidInput.
    """

    def check(row: Account) -> Iterator[checks.Problem]:
        yield from checks.account_problems(row)
        if password is not None:
            yield from checks.password_problems(password, row)
            row.set_password(password)
            row.password_changed_at = now

    if "roles" in changes:
        changes["roles"] = sorted(changes["roles"])
    with transaction.atomic():
        _change(Account, account, changes, ACCOUNT_FIELDS, check, actor, now, event, told)
        if password is not None:
            _remember(Account.objects.get(pk=account), now)


def _remember(account: Account, now: datetime) -> None:
    """Keep the hash of the password, so that it is not used again."""
    if account.has_usable_password():
        UsedPassword.objects.create(account=account, hash=account.password, set_at=now)


def remove_agency(*, actor: Actor, now: datetime, agency: UUID) -> None:
    """Take back an agency that nothing refers to. Raises NotFound or InvalidInput."""
    _remove(Agency, agency, actor, now, events.AGENCY_REMOVED)


def remove_unit(*, actor: Actor, now: datetime, unit: UUID) -> None:
    """Take back a unit that nothing refers to. Raises NotFound or InvalidInput."""
    _remove(Unit, unit, actor, now, events.UNIT_REMOVED)


def remove_officer(*, actor: Actor, now: datetime, officer: UUID) -> None:
    """Take back an officer, credentials included, whom nothing refers to. Raises NotFound or InvalidInput."""
    with transaction.atomic():
        for credential in Credential.objects.filter(officer=officer):
            remove_credential(actor=actor, now=now, credential=credential.pk)
        _remove(Officer, officer, actor, now, events.OFFICER_REMOVED)


def remove_credential(*, actor: Actor, now: datetime, credential: UUID) -> None:
    """Take back a credential that nothing refers to. Raises NotFound or InvalidInput."""
    _remove(Credential, credential, actor, now, events.CREDENTIAL_REMOVED)


def remove_region(*, actor: Actor, now: datetime, region: UUID) -> None:
    """Take back a region in which no agency is registered. Raises NotFound or InvalidInput."""
    found = Region.objects.filter(pk=region).first()
    if found and Agency.objects.filter(region_code=found.code).exists():
        raise InvalidInput(("", f"行政区划“{found}”已有执法主体，不能撤回"))
    _remove(Region, region, actor, now, events.REGION_REMOVED)


def remove_party(*, actor: Actor, now: datetime, party: UUID) -> None:
    """Take back a party that nothing refers to. Raises NotFound or InvalidInput."""
    _remove(Party, party, actor, now, events.PARTY_REMOVED)


def new_row(model: type[Row], values: dict[str, Any], allowed: tuple[str, ...], **fixed: Any) -> Row:
    """A row of these values, unchecked. Raises InvalidInput for a name that is not allowed."""
    InvalidInput.if_any(checks.unknown_fields(values, allowed))
    return model(**values, **fixed)


def _keep(
    row: Row, check: Check[Row], actor: Actor, now: datetime, event: str, payload: dict[str, Any]
) -> UUID:
    with transaction.atomic():
        _check(row, check)
        row.save(force_insert=True)
        ledger.append(kind=event, subject=row.pk, actor=actor, at=now, payload=payload)
    return UUID(str(row.pk))


def _change(
    model: type[Row], key: UUID, changes: dict[str, Any], allowed: tuple[str, ...], check: Check[Row],
    actor: Actor, now: datetime, event: str, told: dict[str, str] | None = None,
) -> None:  # fmt: skip
    InvalidInput.if_any(checks.unknown_fields(changes, allowed))
    with transaction.atomic():
        row = model._default_manager.select_for_update().filter(pk=key).first()
        if row is None:
            raise NotFound(f"没有这条{model._meta.verbose_name}记录")
        for name, value in changes.items():
            setattr(row, name, value)
        _check(row, check)
        row.save()
        payload = {"changed": sorted(changes)} | _named(row) | (told or {})
        ledger.append(kind=event, subject=row.pk, actor=actor, at=now, payload=payload)


def _remove(model: type[Row], key: UUID, actor: Actor, now: datetime, event: str) -> None:
    """What was registered by mistake leaves the register; the ledger keeps that it was there."""
    with transaction.atomic():
        row = model._default_manager.select_for_update().filter(pk=key).first()
        if row is None:
            raise NotFound(f"没有这条{model._meta.verbose_name}记录")
        ledger.append(kind=event, subject=key, actor=actor, at=now, payload=_named(row))
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT registry_take_back(%s, %s)", [model._meta.model_name, key])
        except IntegrityError:
            said = f"{model._meta.verbose_name}“{row}”已被别的记录引用，不能撤回"
            raise InvalidInput(("", said)) from None


def _named(row: models.Model) -> dict[str, str]:
    """How the sentence of an update names its row; a party is not named."""
    if isinstance(row, Party):
        return {}
    return {
        key: str(value)
        for key in ("code", "name", "number", "username")
        if (value := getattr(row, key, None))
    }


def _check(row: Row, check: Check[Row]) -> None:
    """The columns first: the other checks may rely on what they refer to."""
    found = list(column_problems(row))
    broken = {name for name, _ in found}
    if not broken & {f.name for f in row._meta.fields if f.is_relation or isinstance(f, models.DateField)}:
        found += [(name, message) for name, message in check(row) if name not in broken]
    InvalidInput.if_any(found)
