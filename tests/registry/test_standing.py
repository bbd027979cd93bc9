"""主体入库: entered, checked, approved by another; renamed and merged with their days; entrusted within an agreement."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from sanxiang.kernel import InvalidInput, Refused, Role
from sanxiang.ledger.models import LogEntry
from sanxiang.registry import delegations, selectors, services, standing, succession
from sanxiang.registry.models import Agency
from sanxiang.registry.types import EndsWith
from tests.factories.agencies import agency_in_force
from tests.factories.powers import APPROVES, CHECKS, ENTERS
from tests.registry.conftest import DOING, NOW, TODAY, agency_fields

pytestmark = pytest.mark.django_db


def fields_of(error: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {field for field, _ in error.value.problems}


def entered(n: int = 0, **changes: object) -> UUID:
    fields = agency_fields(n, qualification="“三定”规定", **changes)
    return services.create_agency(actor=ENTERS, now=NOW, **fields)


def test_an_entry_is_checked_and_approved_by_another() -> None:
    key = entered()
    assert not selectors.get_agency(key).shown
    standing.check_agency(actor=CHECKS, now=NOW, agency=key)
    for somebody in (ENTERS, CHECKS):
        with pytest.raises(Refused, match="审定的人不能是录入"):
            standing.approve_agency(actor=somebody, now=NOW, agency=key)
    standing.approve_agency(actor=APPROVES, now=NOW, agency=key, approval_no="云司主体〔2026〕1号")
    found = selectors.get_agency(key)
    assert (found.status_label, found.approved_on, found.checked_by) == ("在册", TODAY, CHECKS.name)
    kinds = list(LogEntry.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["registry.agency_created", "registry.agency_checked", "registry.agency_approved"]


def test_the_database_keeps_the_approver_apart() -> None:
    key = agency_in_force(now=NOW, **agency_fields(0))
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=key).update(approved_by_id=ENTERS.person_id)


def test_what_lacks_its_basis_is_not_submitted_and_a_return_says_why() -> None:
    key = entered()
    services.update_agency(**DOING, agency=key, qualification=" ")
    with pytest.raises(InvalidInput) as error:
        standing.check_agency(actor=CHECKS, now=NOW, agency=key)
    assert fields_of(error) == {"qualification"}
    services.update_agency(**DOING, agency=key, qualification="“三定”规定")
    standing.check_agency(actor=CHECKS, now=NOW, agency=key)
    with pytest.raises(InvalidInput):
        standing.return_agency(actor=APPROVES, now=NOW, agency=key, reason=" ")
    standing.return_agency(actor=APPROVES, now=NOW, agency=key, reason="缺少文号")
    assert selectors.get_agency(key).returned_reason == "缺少文号"


def test_what_is_changed_after_the_check_is_checked_again() -> None:
    key = entered()
    standing.check_agency(actor=CHECKS, now=NOW, agency=key)
    services.update_agency(**DOING, agency=key, phone="0999-9")
    with pytest.raises(InvalidInput, match="待核对"):
        standing.approve_agency(actor=APPROVES, now=NOW, agency=key)


def test_the_upper_agency_enters_first() -> None:
    above = entered()
    below = entered(1, parent=above, level="county")
    standing.check_agency(actor=CHECKS, now=NOW, agency=below)
    with pytest.raises(InvalidInput) as error:
        standing.approve_agency(actor=APPROVES, now=NOW, agency=below)
    assert fields_of(error) == {"parent"}


def test_names_keep_their_days() -> None:
    key = agency_in_force(now=NOW, **agency_fields(0))
    with pytest.raises(InvalidInput) as error:
        services.update_agency(**DOING, agency=key, name="云屏市改名局")
    assert fields_of(error) == {"name"}
    rename = {
        "actor": APPROVES,
        "now": NOW,
        "agency": key,
        "short_name": "新局",
        "document_no": "云编〔2026〕2号",
    }
    standing.rename_agency(**rename, name="云屏市新一局", on=date(2026, 2, 1))
    standing.rename_agency(**rename, name="云屏市新二局", on=date(2026, 3, 1))
    names = [
        selectors.agency_name_on(key, day)
        for day in (
            date(2020, 1, 1),
            date(2026, 1, 31),
            date(2026, 2, 1),
            date(2026, 2, 28),
            date(2026, 3, 1),
        )
    ]
    assert names == ["云屏市试验局0", "云屏市试验局0", "云屏市新一局", "云屏市新一局", "云屏市新二局"]
    for on in (date(2026, 3, 1), TODAY + timedelta(1)):
        with pytest.raises(InvalidInput) as error:
            standing.rename_agency(**rename, name="云屏市新三局", on=on)
        assert fields_of(error) == {"on"}


def test_a_merged_agency_names_its_successor_and_cannot_be_followed_in_a_circle() -> None:
    first = agency_in_force(now=NOW, **agency_fields(0))
    second = agency_in_force(now=NOW, **agency_fields(1))
    end = {"actor": APPROVES, "now": NOW, "until": TODAY, "document_no": "云编〔2026〕3号"}
    with pytest.raises(InvalidInput) as error:
        standing.end_agency(**end, agency=first, successor=first)
    assert fields_of(error) == {"successor"}
    standing.end_agency(**end, agency=first, successor=second)
    assert selectors.get_agency(first).successor_id == second
    with pytest.raises(InvalidInput, match="承继机关应当在册"):
        standing.end_agency(**end, agency=second, successor=first)
    facts = delegations.agency_facts(selectors.get_agency(first))
    assert (facts.active_to, facts.successor) == (TODAY, "云屏市试验局1")


def test_an_agreement_is_filed_once_and_ended_early() -> None:
    principal = agency_in_force(now=NOW, **agency_fields(0))
    agent = agency_in_force(now=NOW, **agency_fields(1, kind="entrusted", parent=principal))
    agreement = {
        **DOING, "principal": principal, "agent": agent, "number": "云委〔2026〕1号", "matters": ("CF-1",),
        "powers": ("investigate",), "basis": "《云屏市市容条例》第五条", "valid_from": TODAY, "valid_to": date(2027, 3, 1),
    }  # fmt: skip
    with pytest.raises(InvalidInput) as error:
        delegations.agree_delegation(**agreement | {"powers": ("everything",), "valid_to": date(2026, 1, 1)})
    assert fields_of(error) == {"powers", "__all__"}
    key = delegations.agree_delegation(**agreement)
    assert delegations.agency_facts(selectors.get_agency(agent)).delegations[0].filed_on is None
    delegations.file_delegation(**DOING, delegation=key, filing_no="备1")
    with pytest.raises(InvalidInput):
        delegations.file_delegation(**DOING, delegation=key, filing_no="备2")
    assert delegations.agency_facts(selectors.get_agency(agent)).delegations[0].filed_on == TODAY
    with pytest.raises(InvalidInput) as error:
        delegations.end_delegation(**DOING, delegation=key, until=date(2027, 3, 1), reason=" ")
    assert fields_of(error) == {"until", "reason"}
    delegations.end_delegation(**DOING, delegation=key, until=date(2026, 6, 1), reason="事项收回")
    assert delegations.get_delegation(key).valid_to == date(2027, 3, 1), "the agreed term stays to be read"
    assert delegations.principals_on(agent, date(2026, 6, 1)) == {"CF-1": principal}
    assert delegations.principals_on(agent, date(2026, 6, 2)) == {}


def test_what_lives_by_an_agency_ends_with_it() -> None:
    principal = agency_in_force(now=NOW, **agency_fields(0))
    other = agency_in_force(now=NOW, **agency_fields(2))
    agent = agency_in_force(now=NOW, **agency_fields(1, kind="entrusted", parent=other))
    unit = services.create_unit(**DOING, agency=principal, name="执法支队")
    officer = services.create_officer(**DOING, agency=principal, unit=unit, name="周敏", post="执法岗")
    credential = {
        "valid_from": date(2025, 1, 1), "valid_to": date(2030, 1, 1), "enforcement_fields": ["生态环境"],
        "area_code": "539900", "area_name": "云屏市", "issuer": "云屏市人民政府",
    }  # fmt: skip
    services.create_credential(**DOING, officer=officer, number="53990000001", **credential)
    account = services.create_account(
        **DOING, username="zhoumin", password=None, roles=(Role.OFFICER,), agency=principal, display_name="周敏",
        unit_id=unit, officer_id=officer,
    )  # fmt: skip
    agreement = {
        **DOING, "principal": principal, "agent": agent, "matters": ("CF-1",), "powers": ("investigate",),
        "basis": "《云屏市市容条例》第五条", "valid_to": date(2027, 3, 1),
    }  # fmt: skip
    running = delegations.agree_delegation(**agreement, number="云委〔2026〕1号", valid_from=date(2026, 1, 1))
    to_come = delegations.agree_delegation(
        **agreement, number="云委〔2026〕2号", valid_from=TODAY + timedelta(30)
    )
    what = succession.ends_with(principal, TODAY)
    assert (len(what.delegations), what.accounts, what.credentials, what.officers) == (2, 1, 1, 1)
    standing.end_agency(
        actor=APPROVES, now=NOW, agency=principal, until=TODAY, document_no="云编〔2026〕3号", successor=other
    )
    (held,) = selectors.get_officer(officer).credentials
    assert (held.status, held.valid_to) == ("cancelled", TODAY)
    assert selectors.officers(principal, on=TODAY) and not selectors.officers(
        principal, on=TODAY + timedelta(1)
    )
    assert not selectors.account(account).is_active and not selectors.actor_for(account).roles
    assert [delegations.get_delegation(key).ended_on for key in (running, to_come)] == [TODAY, TODAY]
    assert delegations.principals_on(agent, TODAY) == {"CF-1": principal}
    assert not delegations.principals_on(agent, TODAY + timedelta(40))
    assert succession.ends_with(principal, TODAY) == EndsWith()
    assert succession.heir_on(principal, TODAY) == principal
    assert succession.heir_on(principal, TODAY + timedelta(1)) == other
