"""执法责任书: one for an officer and a year, signed by both sides on paper (国办发〔2018〕118号（二十三）)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.registry import events
from sanxiang.registry.models import Officer, ResponsibilityLetter
from sanxiang.registry.types import LetterView


def letters(officer: UUID) -> list[LetterView]:
    """The letters of an officer, the newest year first."""
    return [_letter(row) for row in ResponsibilityLetter.objects.filter(officer=officer)]


def get_letter(letter: UUID) -> LetterView:
    """Raises NotFound."""
    row = ResponsibilityLetter.objects.filter(pk=letter).first()
    if row is None:
        raise NotFound("没有这份执法责任书")
    return _letter(row)


def keep_letter(*, actor: Actor, now: datetime, officer: UUID, year: int, text: str) -> UUID:
    """Keep the letter of a year as it is to be signed. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        holder = Officer.objects.select_for_update().filter(pk=officer).first()
        if holder is None:
            raise NotFound("没有这名人员")
        today = local_date(now)
        if holder.left_on and holder.left_on <= today:
            raise InvalidInput(("officer", f"{holder}已离岗"))
        if abs(year - today.year) > 1:
            raise InvalidInput(("year", "年度只能是今年、上一年或者下一年"))
        if holder.letters.filter(year=year).exists():
            raise InvalidInput(("year", f"{holder}已有{year}年度的执法责任书"))
        row = ResponsibilityLetter(
            officer=holder, year=year, post=holder.post, text=text, drafted_by=actor.name, drafted_on=today
        )
        InvalidInput.if_any(column_problems(row))
        row.save(force_insert=True)
        payload = {"name": holder.name, "year": str(year)}
        ledger.append(kind=events.LETTER_KEPT, subject=holder.pk, actor=actor, at=now, payload=payload)
    return row.pk


def sign_letter(
    *, actor: Actor, now: datetime, letter: UUID, signatory: str, agency_signed_on: date,
    officer_signed_on: date,
) -> None:  # fmt: skip
    """Record that both sides have signed the paper. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        found = ResponsibilityLetter.objects.select_for_update(of=("self",)).select_related("officer")
        row = found.filter(pk=letter).first()
        if row is None:
            raise NotFound("没有这份执法责任书")
        if row.signatory:
            raise InvalidInput(("signatory", "这份责任书已登记签署"))
        problems = [] if signatory.strip() else [("signatory", "请填写机关签署人")]
        days = {"agency_signed_on": agency_signed_on, "officer_signed_on": officer_signed_on}
        for name, day in days.items():
            if not row.drafted_on <= day <= local_date(now):
                problems.append((name, f"签署日期应在{row.drafted_on}（拟定）至今天之间"))
        InvalidInput.if_any(problems)
        row.signatory = signatory.strip()
        row.agency_signed_on, row.officer_signed_on = agency_signed_on, officer_signed_on
        row.save()
        payload = {"name": row.officer.name, "year": str(row.year), "signatory": row.signatory}
        ledger.append(kind=events.LETTER_SIGNED, subject=row.officer_id, actor=actor, at=now, payload=payload)


def _letter(row: ResponsibilityLetter) -> LetterView:
    return LetterView(
        row.pk, row.officer_id, row.year, row.post, row.text, row.drafted_by, row.drafted_on, row.signatory,
        row.agency_signed_on, row.officer_signed_on,
    )  # fmt: skip
