"""证件办理: 年审 → 暂扣、解除 → 注销收回、吊销 of an issued credential, each dated, by a person, with its ledger entry.

国办发〔2018〕118号（二十三）; 行政处罚法第四十二条. Nothing is deleted; the standing on a day follows from the acts (`rules.credentials`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.registry import checks, events
from sanxiang.registry.local import yearly_hours
from sanxiang.registry.models import Account, Credential, Officer
from sanxiang.registry.selectors import get_officer
from sanxiang.registry.services import update_account
from sanxiang.rules.credentials import CredentialAct, Standing
from sanxiang.rules.facts import CredentialActFacts
from sanxiang.rules.local_values import check_training

_DONE = {
    CredentialAct.CHECK_PASSED: events.CREDENTIAL_CHECKED,
    CredentialAct.CHECK_FAILED: events.CREDENTIAL_FAILED,
    CredentialAct.SUSPENDED: events.CREDENTIAL_SUSPENDED,
    CredentialAct.LIFTED: events.CREDENTIAL_LIFTED,
    CredentialAct.CANCELLED: events.CREDENTIAL_CANCELLED,
    CredentialAct.REVOKED: events.CREDENTIAL_REVOKED,
}
_STATUS = {
    Standing.SUSPENDED: Credential.Status.SUSPENDED,
    Standing.CHECK_FAILED: Credential.Status.UNCHECKED,
    Standing.CANCELLED: Credential.Status.CANCELLED,
    Standing.REVOKED: Credential.Status.REVOKED,
}
#: which acts a credential of a standing may see besides being cancelled or revoked
_OPEN_TO = {
    Standing.SUSPENDED: {CredentialAct.LIFTED},
    Standing.CHECK_FAILED: {CredentialAct.CHECK_PASSED, CredentialAct.SUSPENDED},
}
_USUAL = {CredentialAct.CHECK_PASSED, CredentialAct.CHECK_FAILED, CredentialAct.SUSPENDED}


def handle_credential(
    *, actor: Actor, now: datetime, credential: UUID, kind: CredentialAct, day: date, reason: str,
    until: date | None = None, training_hours: int | None = None,
) -> None:  # fmt: skip
    """年审（合格的写 `training_hours` 年度培训学时）、暂扣（`until` 期限）、解除、注销收回 or 吊销, on a day that is not before the last act.

    Raises NotFound, or InvalidInput, also where the credential's standing does not allow it.
    """
    with transaction.atomic():
        row = Credential.objects.select_for_update().filter(pk=credential).first()
        if row is None:
            raise NotFound("没有这个执法证件")
        held = next(c for c in get_officer(row.officer_id).credentials if c.id == row.pk)
        today = local_date(now)
        problems = list(_day_problems(day, held.acts, row.valid_from, today))
        if kind not in acts_open(held.standing_on(day).standing):
            said = held.standing_on(day).standing.label
            problems.append(("kind", f"证件现在是“{said}”，不能办理{kind.label}"))
        if not reason.strip():
            problems.append(("reason", "请写明理由"))
        if kind is CredentialAct.SUSPENDED and (until is None or until < day):
            problems.append(("until", "请填写暂扣期限，不能早于暂扣之日"))
        if kind is CredentialAct.CHECK_PASSED:
            problems += _training_problems(training_hours)
        InvalidInput.if_any(problems)
        last = until if kind is CredentialAct.SUSPENDED else None
        row.acts.create(
            kind=kind,
            day=day,
            until=last,
            training_hours=training_hours,
            reason=reason.strip(),
            by=actor.name,
            by_id=actor.person_id,
        )
        after = next(c for c in get_officer(row.officer_id).credentials if c.id == row.pk)
        row.status = _STATUS.get(after.standing_on(today).standing, Credential.Status.VALID)
        row.save()
        payload = {"number": row.number, "on": str(day), "reason": reason.strip(), "until": str(last or "")}
        ledger.append(kind=_DONE[kind], subject=row.pk, actor=actor, at=now, payload=payload)


def leave_post(*, actor: Actor, now: datetime, officer: UUID, on: date, reason: str) -> list[str]:
    """离岗: leaving or transfer; every credential held is taken back on the day (收回) and the account closed.

    Answers in Chinese what ended. An own account stays open for another to close. Raises NotFound, InvalidInput.
    """
    told = []
    with transaction.atomic():
        row = _officer(officer, local_date(now))
        if on > local_date(now):
            raise InvalidInput(("on", "离岗日期不能晚于今天"))
        ended = (Credential.Status.CANCELLED, Credential.Status.REVOKED)
        for card in row.credentials.exclude(status__in=ended):
            handle_credential(
                actor=actor, now=now, credential=card.pk, kind=CredentialAct.CANCELLED, day=on, reason=reason
            )
            told.append(f"收回{card.get_kind_display()}{card.number}")
        for account in Account.objects.filter(officer=row, is_active=True):
            if account.pk != actor.account_id:
                update_account(
                    actor=actor, now=now, account=account.pk, is_active=False, event=events.ACCOUNT_CLOSED
                )
                told.append(f"停用账户{account.username}")
        row.left_on = on
        row.save()
        payload = {"name": row.name, "on": str(on), "reason": reason.strip()}
        ledger.append(kind=events.OFFICER_LEFT, subject=row.pk, actor=actor, at=now, payload=payload)
    return told


def record_legal_certificate(
    *, actor: Actor, now: datetime, officer: UUID, number: str, certified_on: date
) -> None:
    """国家统一法律职业资格: number and day of the certificate (行政处罚法 58 II). Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _officer(officer, local_date(now))
        if not number.strip():
            raise InvalidInput(("number", "请填写证书编号"))
        if certified_on > local_date(now):
            raise InvalidInput(("certified_on", "取得日期不能晚于今天"))
        row.legally_qualified, row.legal_certificate_no = True, number.strip()
        row.legal_certified_on = certified_on
        InvalidInput.if_any(column_problems(row))
        row.save()
        payload = {"name": row.name, "on": str(certified_on)}
        ledger.append(kind=events.LEGALLY_CERTIFIED, subject=row.pk, actor=actor, at=now, payload=payload)


def acts_open(standing: Standing) -> set[CredentialAct]:
    """What may be done to a credential of this standing."""
    if standing in (Standing.CANCELLED, Standing.REVOKED):
        return set()
    return _OPEN_TO.get(standing, _USUAL) | {CredentialAct.CANCELLED, CredentialAct.REVOKED}


def _day_problems(
    day: date, acts: tuple[CredentialActFacts, ...], issued: date, today: date
) -> Iterator[checks.Problem]:
    if day > today:
        yield "day", "办理日期不能晚于今天"
    last = max((a.day for a in acts), default=issued)
    if day < last:
        yield "day", f"办理日期不能早于{last}（发证或者上一次办理之日）"


def _training_problems(hours: int | None) -> list[checks.Problem]:
    """Hours of the year: always said unless the city asks for none, measured only against what it has set."""
    asked = yearly_hours()
    if hours is None:
        return [] if asked == 0 else [("training_hours", "请填写年度培训学时")]
    return [("training_hours", reason.text) for reason in check_training(hours, asked or 0).reasons]


def _officer(officer: UUID, today: date) -> Officer:
    row = Officer.objects.select_for_update().filter(pk=officer).first()
    if row is None:
        raise NotFound("没有这名人员")
    if row.left_on and row.left_on <= today:
        raise InvalidInput(("officer", f"{row}已于{row.left_on}离岗"))
    return row
