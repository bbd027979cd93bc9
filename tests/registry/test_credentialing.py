"""证件办理: from the issue to the recall, each act by whom it belongs to, dated, in the ledger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from sanxiang.kernel import InvalidInput
from sanxiang.ledger.models import LogEntry
from sanxiang.registry import credentialing, selectors, services
from sanxiang.registry.models import Credential, CredentialEvent, Officer
from sanxiang.rules.credentials import CredentialAct, Standing
from tests.factories.powers import APPROVES, ENTERS
from tests.registry.conftest import NOW, TODAY, Town

pytestmark = pytest.mark.django_db
APPLYING: dict[str, Any] = {"actor": ENTERS, "now": NOW}
BUREAU: dict[str, Any] = {"actor": APPROVES, "now": NOW}
UNTIL = date(2029, 3, 1)


def issued(town: Town) -> UUID:
    return services.create_credential(
        **BUREAU, officer=town.officer, number="53990000099", enforcement_fields=["生态环境"], area_code="539900",
        area_name="云屏市", issuer="云屏市人民政府", valid_from=TODAY - timedelta(60), valid_to=UNTIL,
    )  # fmt: skip


def handle(card: UUID, kind: CredentialAct, day: date, **more: Any) -> None:
    credentialing.handle_credential(
        **BUREAU, credential=card, kind=kind, day=day, reason="查明的理由", **more
    )


def standing(town: Town, day: date = TODAY) -> Standing:
    (card,) = selectors.get_officer(town.officer).credentials
    return card.standing_on(day).standing


def test_a_legal_certificate_is_kept_with_its_number_and_day(town: Town) -> None:
    """行政处罚法 58 II: who reviews for the first time has passed the examination."""
    credentialing.record_legal_certificate(
        **APPLYING, officer=town.officer, number="A20205399000001", certified_on=date(2020, 9, 1)
    )
    found = selectors.get_officer(town.officer)
    assert (found.legally_qualified, found.legal_certificate_no) == (True, "A20205399000001")
    with pytest.raises(DatabaseError), transaction.atomic():
        Officer.objects.update(legal_certificate_no="")


def test_the_database_keeps_the_acts_as_they_are(town: Town) -> None:
    card = issued(town)
    handle(card, CredentialAct.SUSPENDED, TODAY, until=UNTIL)
    with pytest.raises(DatabaseError), transaction.atomic():
        CredentialEvent.objects.update(reason="别的理由")
    with pytest.raises(DatabaseError), transaction.atomic():
        CredentialEvent.objects.all().delete()


def test_suspended_lifted_checked_recalled(town: Town) -> None:
    card = issued(town)
    handle(card, CredentialAct.SUSPENDED, TODAY - timedelta(30), until=TODAY - timedelta(5))
    assert standing(town) is Standing.SUSPENDED
    assert Credential.objects.get(pk=card).status == "suspended"
    with pytest.raises(InvalidInput, match="现在是“暂扣”"):
        handle(card, CredentialAct.CHECK_PASSED, TODAY, training_hours=60)
    handle(card, CredentialAct.LIFTED, TODAY - timedelta(4))
    handle(card, CredentialAct.CHECK_FAILED, TODAY - timedelta(3))
    assert standing(town) is Standing.CHECK_FAILED
    handle(card, CredentialAct.CHECK_PASSED, TODAY - timedelta(2), training_hours=60)
    assert standing(town) is Standing.VALID
    assert standing(town, TODAY - timedelta(10)) is Standing.SUSPENDED
    credentialing.leave_post(**APPLYING, officer=town.officer, on=TODAY, reason="调离")
    assert standing(town) is Standing.CANCELLED
    with pytest.raises(InvalidInput, match="现在是“注销”"):
        handle(card, CredentialAct.CHECK_PASSED, TODAY, training_hours=60)
    assert LogEntry.objects.filter(kind="registry.credential_cancelled", subject=card).exists()
    with pytest.raises(InvalidInput, match="离岗"):
        credentialing.leave_post(**APPLYING, officer=town.officer, on=TODAY, reason="调离")


@pytest.mark.parametrize(
    ("kind", "day", "more", "field"),
    [
        (CredentialAct.SUSPENDED, TODAY, {}, "until"),
        (CredentialAct.SUSPENDED, TODAY, {"until": TODAY - timedelta(1)}, "until"),
        (CredentialAct.REVOKED, TODAY + timedelta(1), {}, "day"),
        (CredentialAct.CHECK_PASSED, TODAY - timedelta(61), {}, "day"),
        (CredentialAct.LIFTED, TODAY, {}, "kind"),
    ],
)
def test_an_act_that_cannot_be(
    town: Town, kind: CredentialAct, day: date, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        handle(issued(town), kind, day, **more)
    assert field in {name for name, _ in error.value.problems}


def test_a_status_that_an_import_changes_is_an_act_of_its_day(town: Town) -> None:
    card = issued(town)
    services.update_credential(**BUREAU, credential=card, status="suspended")
    assert standing(town) is Standing.SUSPENDED
    assert standing(town, TODAY - timedelta(1)) is Standing.VALID
    services.update_credential(**BUREAU, credential=card, status="valid")
    assert standing(town) is Standing.VALID
