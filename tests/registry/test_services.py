"""登记: everything that is wrong is said at once, and every write is in the ledger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from sanxiang.kernel import InvalidInput, NotFound, Role
from sanxiang.ledger.models import LogEntry
from sanxiang.registry import policies, selectors, services
from sanxiang.registry.models import Account, Credential, Party
from sanxiang.rules.identifiers import check_resident_id, check_uscc
from tests.registry.conftest import DOING, TODAY, Town, agency_fields, resident_id, uscc

pytestmark = pytest.mark.django_db
PASSWORD = "云屏市2026演示密码"


def fields_of(error: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {field for field, _ in error.value.problems}


def test_an_agency_and_its_entry() -> None:
    key = services.create_agency(**DOING, **agency_fields(0))
    assert selectors.get_agency(key).code == "云试甲"
    entry = LogEntry.objects.get()
    assert (entry.kind, entry.subject) == ("registry.agency_created", key)


def test_all_problems_of_an_agency_at_once() -> None:
    wrong = agency_fields(
        0, uscc="115399000000000000", region_code="53", enforcement_fields=[], name="", level="galaxy"
    )
    with pytest.raises(InvalidInput) as error:
        services.create_agency(**DOING, **wrong)
    assert fields_of(error) == {"uscc", "region_code", "enforcement_fields", "name", "level"}
    assert not LogEntry.objects.exists()


def test_the_tree_has_no_loop(town: Town) -> None:
    with pytest.raises(InvalidInput) as error:
        services.update_agency(**DOING, agency=town.above, parent_id=town.below)
    assert fields_of(error) == {"parent"}
    (top,) = selectors.agency_tree()
    assert (top.agency.id, [c.agency.id for c in top.children]) == (town.above, [town.below])


def test_a_name_is_used_once_and_unknown_things_are_not_found(town: Town) -> None:
    with pytest.raises(InvalidInput) as error:
        services.create_agency(**DOING, **agency_fields(0, uscc=uscc(7), code="云试丁"))
    assert fields_of(error) == {"name"}
    with pytest.raises(NotFound):
        services.update_agency(**DOING, agency=uuid4(), phone="1")
    with pytest.raises(InvalidInput):
        services.update_agency(**DOING, agency=town.above, public_id="abc")


def test_an_officer_belongs_to_a_unit_of_the_agency(town: Town) -> None:
    with pytest.raises(InvalidInput) as error:
        services.create_officer(**DOING, agency=town.below, unit=town.unit, name="吴法", post="科员")
    assert fields_of(error) == {"unit"}
    with pytest.raises(InvalidInput) as error:
        services.create_officer(**DOING, agency=town.below, unit=uuid4(), name="吴法", post="科员")
    assert fields_of(error) == {"unit"}


def credential(town: Town, **changes: Any) -> Any:
    fields = {
        "officer": town.officer, "number": "53990001001", "enforcement_fields": ["生态环境"], "area_code": "539900",
        "area_name": "云屏市", "issuer": "云屏市人民政府", "valid_from": TODAY, "valid_to": TODAY + timedelta(365),
    } | changes  # fmt: skip
    return services.create_credential(**DOING, **fields)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"valid_to": TODAY - timedelta(1)}, "valid_to"),
        ({"enforcement_fields": ["渔业"]}, "enforcement_fields"),
        ({"area_code": "云屏"}, "area_code"),
        ({"number": ""}, "number"),
    ],
)
def test_a_credential_that_cannot_be_kept(town: Town, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as error:
        credential(town, **changes)
    assert field in fields_of(error)


def test_the_database_refuses_a_term_out_of_order(town: Town) -> None:
    key = credential(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.filter(pk=key).update(valid_to=TODAY - timedelta(1))


def test_credentials_valid_on_a_day(town: Town) -> None:
    key = credential(town)
    officer = selectors.get_officer(town.officer)
    assert officer.credential_on(TODAY)
    assert officer.credential_on(TODAY + timedelta(365))
    assert officer.credential_on(TODAY + timedelta(366)) is None
    facts = selectors.officer_facts(officer, on=TODAY, lead=True)
    assert facts.credential
    assert facts.lead
    assert facts.credential.areas == frozenset({"5399", "云屏市"})
    assert [c.id for c in selectors.expiring_credentials(town.above, until=TODAY + timedelta(365))] == [key]
    services.update_credential(**DOING, credential=key, status="suspended")
    suspended = selectors.get_officer(town.officer)
    assert suspended.credential_on(TODAY) is None
    seen = selectors.officer_facts(suspended, on=TODAY).credential
    assert seen
    assert [act.kind for act in seen.acts] == ["suspended"]
    assert selectors.expiring_credentials(town.above, until=TODAY + timedelta(999)) == []


@pytest.mark.parametrize(
    ("code", "prefix"), [("539900", "5399"), ("539921", "539921"), ("539921100", "539921100"), ("530000", "53"), ("539921000", "539921")]
)  # fmt: skip
def test_region_prefix(code: str, prefix: str) -> None:
    assert selectors.region_prefix(code) == prefix


BODY = {
    "kind": "organisation",
    "name": "云屏市清澜化工有限公司",
    "uscc": uscc(1, "91"),
    "legal_representative": "贺川",
}
SHOP = {
    "kind": "individual_business",
    "name": "云屏市老街面馆",
    "uscc": uscc(2, "92"),
    "legal_representative": "马兰",
}
PERSON = {"kind": "person", "name": "沈舟", "id_kind": "居民身份证", "id_number": resident_id("19900229")}


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        (BODY, set()),
        (SHOP, set()),
        (PERSON | {"id_number": resident_id("19880229")}, set()),
        (PERSON | {"id_kind": "护照", "id_number": "E12345678"}, set()),
        (PERSON, {"id_number"}),  # 1990 had no 29 February
        (PERSON | {"id_number": resident_id("20300101")}, {"id_number"}),  # not born yet
        (PERSON | {"id_number": "", "id_kind": "学生证"}, {"id_number", "id_kind"}),
        (PERSON | {"id_number": resident_id("19880229"), "born_on": date(1988, 3, 1)}, {"born_on"}),
        (PERSON | {"id_number": resident_id("19880229"), "uscc": uscc(1, "91")}, {"uscc"}),
        (BODY | {"uscc": uscc(2, "92")}, {"uscc"}),
        (BODY | {"uscc": uscc(1, "91")[:17] + "!"}, {"uscc"}),
        (BODY | {"legal_representative": "", "uscc": ""}, {"uscc", "legal_representative", "__all__"}),
        (SHOP | {"uscc": uscc(1, "91")}, {"uscc"}),
    ],
)
def test_identifiers_of_parties(town: Town, fields: dict[str, Any], problems: set[str]) -> None:
    if not problems:
        key = services.create_party(**DOING, agency=town.above, **fields)
        party = selectors.get_party(key, agency=town.above)
        assert selectors.party_facts(party, act_on=TODAY).identifier_ok
        return
    with pytest.raises(InvalidInput) as error:
        services.create_party(**DOING, agency=town.above, **fields)
    assert fields_of(error) == problems


def test_a_birth_date_follows_from_the_number_and_gives_the_age(town: Town) -> None:
    key = services.create_party(**DOING, agency=town.above, **PERSON | {"id_number": resident_id("20100302")})
    party = selectors.get_party(key, agency=town.above)
    assert party.born_on == date(2010, 3, 2)
    assert selectors.party_facts(party, act_on=date(2026, 3, 2)).age == 15
    assert selectors.party_facts(party, act_on=date(2026, 3, 3)).age == 16


def test_the_same_party_once_per_agency(town: Town) -> None:
    services.create_party(**DOING, agency=town.above, **BODY)
    with pytest.raises(InvalidInput) as error:
        services.create_party(**DOING, agency=town.above, **BODY)
    assert "已登记" in str(error.value)
    services.create_party(**DOING, agency=town.below, **BODY)


def test_an_officer_s_account_belongs_to_the_unit_of_the_officer(town: Town) -> None:
    key = services.create_account(
        **DOING,
        username="wufa",
        display_name="周执",
        password=None,
        roles=(Role.UNIT_HEAD,),
        agency=town.above,
        officer_id=town.officer,
    )
    assert selectors.actor_for(key).unit_id == selectors.get_officer(town.officer).unit_id


def test_a_party_is_found_again_by_its_number_and_never_by_having_none(town: Town) -> None:
    """Whoever was fined by an agency that has ended was fined before; two without a number are two."""
    for fields in (BODY, PERSON | {"id_number": resident_id("19880229")}):
        before = services.create_party(**DOING, agency=town.below, **fields)
        key = services.create_party(**DOING, agency=town.above, **fields)
        party = selectors.get_party(key, agency=town.above)
        assert selectors.same_parties(party, frozenset({town.below})) == {key, before}
        assert selectors.same_parties(party, frozenset()) == {key}
    Party.objects.filter(id_number__gt="").update(
        id_kind="", id_number=""
    )  # kept before a number was asked for
    party = selectors.get_party(key, agency=town.above)
    assert selectors.same_parties(party, frozenset({town.below})) == {key}


def test_a_party_stays_out_of_the_ledger_and_of_other_agencies(town: Town) -> None:
    number = resident_id("19880229")
    key = services.create_party(**DOING, agency=town.above, **PERSON | {"id_number": number})
    services.update_party(**DOING, party=key, phone="13900000000")
    envelopes = "".join(LogEntry.objects.filter(subject=key).values_list("envelope", flat=True))
    assert "沈舟" not in envelopes
    assert number not in envelopes
    assert "13900000000" not in envelopes
    assert Party.objects.get(pk=key).phone == "13900000000"
    with pytest.raises(NotFound):
        selectors.get_party(key, agency=town.below)
    assert [p.id for p in selectors.find_parties(town.above, number[:8])] == [key]
    assert selectors.find_parties(town.below, "沈") == []


def account(town: Town, **changes: Any) -> Any:
    fields = {
        "username": "zhou", "password": PASSWORD, "display_name": "周执", "agency": town.above, "unit_id": town.unit,
        "officer_id": town.officer, "roles": frozenset({Role.OFFICER}),
    } | changes  # fmt: skip
    return services.create_account(**DOING, **fields)


def test_an_account_becomes_an_actor(town: Town) -> None:
    key = account(town)
    actor = selectors.actor_for(key)
    assert (actor.name, actor.agency_id, actor.officer_id) == ("周执", town.above, town.officer)
    assert actor.roles == {Role.OFFICER}
    services.update_account(**DOING, account=key, is_active=False)
    assert selectors.actor_for(key).roles == frozenset()
    assert PASSWORD not in "".join(LogEntry.objects.values_list("envelope", flat=True))


def test_without_a_password_nobody_gets_in(town: Town) -> None:
    key = account(town, password=None)
    assert not Account.objects.get(pk=key).has_usable_password()
    services.update_account(**DOING, account=key, password=PASSWORD)
    assert Account.objects.get(pk=key).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password": "short"}, "password"),
        ({"password": "password123"}, "password"),
        ({"roles": (Role.ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)}, "roles"),
        ({"roles": (Role.ADMINISTRATOR, Role.DISCLOSER)}, "roles"),
        ({"password": "zhou-2026-demo"}, "password"),
        ({"password": "只有一种字符的口令"}, "password"),
        ({"roles": ("emperor",)}, "roles"),
        ({"officer_id": None}, "officer"),
        ({"username": ""}, "username"),
    ],
)
def test_an_account_that_cannot_be_made(town: Town, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as error:
        account(town, **changes)
    assert field in fields_of(error)


def test_scope_of_an_account(town: Town) -> None:
    clerk = selectors.actor_for(account(town))
    supervisor = selectors.actor_for(account(town, username="li", officer_id=None, roles={Role.SUPERVISOR}))
    administrator = selectors.actor_for(
        account(town, username="wu", officer_id=None, roles={Role.ADMINISTRATOR})
    )
    assert policies.scope(clerk) == {town.above}
    assert policies.scope(supervisor) == {town.above, town.below}
    assert policies.may_administer(administrator, town.above)
    assert not policies.may_administer(administrator, town.below)
    assert not policies.may_administer(supervisor, town.below)
    policies.require_scope(supervisor, town.below)
    with pytest.raises(NotFound):
        policies.require_scope(clerk, town.below)
    assert policies.scope(DOING["actor"]) == frozenset()


def test_a_justice_bureau_supervises_its_region(town: Town) -> None:
    bureau = services.create_agency(
        **DOING,
        **agency_fields(2, enforcement_fields=["司法行政", selectors.SUPERVISION], region_code="539921"),
    )
    inside = services.create_agency(**DOING, **agency_fields(3, region_code="539921101", level="town"))
    assert selectors.agency_ids_supervised(bureau) == {bureau, inside}
    services.update_agency(**DOING, agency=bureau, region_code="539900")
    assert selectors.agency_ids_supervised(bureau) == {bureau, inside, town.above, town.below}


def test_the_identifiers_of_these_tests_are_valid() -> None:
    assert check_uscc(uscc(3, "91")).ok
    assert check_resident_id(resident_id("19880229"), today=TODAY).ok
