"""发放执法证件和监督证: on an application, to whoever was trained and examined (国办发〔2018〕118号（二十三）; 行政处罚法 42)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sanxiang.exams import selectors as exams
from sanxiang.exams import services
from sanxiang.exams.types import ApplicationView
from sanxiang.kernel import Actor, Refused, local_date
from sanxiang.registry import selectors as registry
from sanxiang.registry import services as register
from sanxiang.registry.local import first_hours
from sanxiang.rules.examinations import may_hold
from sanxiang.rules.verdict import Verdict


def standing(application: ApplicationView, on: date) -> Verdict:
    """What stands against the credential on a day."""
    return may_hold(exams.applicant(application, on), hours_asked=first_hours())


def issue_credential(
    *, actor: Actor, now: datetime, application: UUID, number: str, valid_from: date, valid_to: date
) -> UUID:
    """Issue the credential for the area of the officer's agency, in the name of the actor's.

    Raises NotFound, Refused with everything that is missing, or InvalidInput.
    """
    with transaction.atomic():
        asked = exams.get_application(application)
        Refused.unless(standing(asked, local_date(now)))
        agency = registry.get_agency(asked.agency_id)
        services.grant_application(actor=actor, now=now, application=application, number=number)
        issuer = registry.get_agency(actor.agency_id).name if actor.agency_id else agency.name
        return register.create_credential(
            actor=actor, now=now, officer=asked.officer_id, number=number, valid_from=valid_from, valid_to=valid_to,
            kind=asked.kind, enforcement_fields=list(asked.fields), area_code=agency.region_code, area_name=agency.region_name,
            issuer=issuer,
        )  # fmt: skip
