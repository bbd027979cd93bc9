"""三员分立: who opens accounts, who grants roles, and what a password may be."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from sanxiang.cli import administrator
from sanxiang.config.problem import Problem
from sanxiang.kernel import Actor, InvalidInput, NotFound, Role
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.registry import accounts, selectors, services
from sanxiang.registry.models import Account, SignIn
from sanxiang.registry.passwords import REMEMBERED, first_password, is_due
from tests.registry.conftest import DOING, NOW, Town

pytestmark = pytest.mark.django_db
PASSWORD = "云屏市2026演示密码"


def keeper(town: Town, role: Role, agency: UUID | None = None) -> Actor:
    key = services.create_account(
        **DOING,
        username=f"{role}-{agency or 'own'}"[:40],
        password=PASSWORD,
        roles=(role,),
        agency=agency or town.above,
        display_name="管清",
    )
    return selectors.actor_for(key)


@pytest.fixture
def opened(town: Town) -> tuple[Actor, UUID, str]:
    system = keeper(town, Role.ADMINISTRATOR)
    key, password = accounts.open_account(
        actor=system,
        now=NOW,
        agency=town.above,
        username="zhou",
        display_name="周执",
        officer_id=town.officer,
    )
    return system, key, password


def test_one_opens_another_grants_and_the_ledger_names_both(town: Town, opened: Any) -> None:
    _, key, password = opened
    row = Account.objects.get(pk=key)
    assert row.check_password(password) and row.must_change_password and row.roles == []
    accounts.grant_roles(
        actor=keeper(town, Role.SECURITY_ADMINISTRATOR), now=NOW, account=key, roles=[Role.OFFICER]
    )
    assert selectors.actor_for(key).roles == {Role.OFFICER}
    told = [entry.sentence for entry in entries_of_subject(key)]
    assert told == ["管清建立账户zhou", "管清授予账户zhou角色：执法人员"]


def test_nobody_does_the_work_of_another_administrator(town: Town, opened: Any) -> None:
    system, key, _ = opened
    security, audit = keeper(town, Role.SECURITY_ADMINISTRATOR), keeper(town, Role.AUDIT_ADMINISTRATOR)
    with pytest.raises(NotFound):
        accounts.grant_roles(actor=system, now=NOW, account=key, roles=[Role.OFFICER])
    for other in (security, audit):
        with pytest.raises(NotFound):
            accounts.open_account(actor=other, now=NOW, agency=town.above, username="qian", display_name="钱")
        with pytest.raises(NotFound):
            accounts.close_account(actor=other, now=NOW, account=key)
        with pytest.raises(NotFound):
            accounts.reset_password(actor=other, now=NOW, account=key)


def test_nobody_keeps_the_own_account_or_one_of_another_agency(town: Town, opened: Any) -> None:
    system, key, _ = opened
    security = keeper(town, Role.SECURITY_ADMINISTRATOR)
    assert security.account_id and system.account_id
    with pytest.raises(InvalidInput, match="自己的账户"):
        accounts.grant_roles(actor=security, now=NOW, account=security.account_id, roles=[Role.OFFICER])
    with pytest.raises(InvalidInput, match="自己的账户"):
        accounts.close_account(actor=system, now=NOW, account=system.account_id)
    with pytest.raises(NotFound):
        accounts.close_account(actor=keeper(town, Role.ADMINISTRATOR, town.below), now=NOW, account=key)


@pytest.mark.parametrize(
    "roles",
    [
        (Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR),
        (Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR),
        (Role.AUDIT_ADMINISTRATOR, Role.OFFICER),
        (Role.ADMINISTRATOR, Role.SUPERVISOR),
    ],
)
def test_an_administrator_holds_one_role_says_the_room_and_the_database(
    town: Town, opened: Any, roles: tuple[Role, ...]
) -> None:
    _, key, _ = opened
    security = keeper(town, Role.SECURITY_ADMINISTRATOR)
    with pytest.raises(InvalidInput, match="不同的人|不能兼任"):
        accounts.grant_roles(actor=security, now=NOW, account=key, roles=roles)
    with pytest.raises(IntegrityError, match="administrator_is_nothing_else"), transaction.atomic():
        Account.objects.filter(pk=key).update(roles=[str(role) for role in roles])


def test_a_closed_account_acts_no_more_and_can_be_opened_again(opened: Any) -> None:
    system, key, _ = opened
    accounts.close_account(actor=system, now=NOW, account=key)
    assert not Account.objects.get(pk=key).is_active
    accounts.close_account(actor=system, now=NOW, account=key, reopen=True)
    assert Account.objects.get(pk=key).is_active
    assert [e.sentence for e in entries_of_subject(key)][1:] == ["管清停用账户zhou", "管清启用账户zhou"]


def test_a_password_is_changed_by_its_owner_and_not_used_again(town: Town, opened: Any) -> None:
    _, key, first = opened
    owner = selectors.actor_for(key)
    with pytest.raises(InvalidInput, match="现在的密码不正确"):
        accounts.change_password(actor=owner, now=NOW, old="wrong", new=PASSWORD)
    with pytest.raises(InvalidInput, match="用过"):
        accounts.change_password(actor=owner, now=NOW, old=first, new=first)
    old = first
    for n in range(REMEMBERED):
        accounts.change_password(actor=owner, now=NOW, old=old, new=f"{PASSWORD}{n}")
        old = f"{PASSWORD}{n}"
    assert not Account.objects.get(pk=key).must_change_password
    accounts.change_password(actor=owner, now=NOW, old=old, new=first)


def test_a_password_lasts_so_many_days(opened: Any) -> None:
    _, key, first = opened
    row = Account.objects.get(pk=key)
    assert is_due(row, NOW, 0)
    accounts.change_password(actor=selectors.actor_for(key), now=NOW, old=first, new=PASSWORD)
    row.refresh_from_db()
    assert not is_due(row, NOW + timedelta(90), 90) and is_due(row, NOW + timedelta(91), 90)
    assert not is_due(row, NOW + timedelta(9000), 0)


def test_a_reset_password_must_be_changed(opened: Any) -> None:
    system, key, first = opened
    second = accounts.reset_password(actor=system, now=NOW, account=key)
    row = Account.objects.get(pk=key)
    assert second != first and row.check_password(second) and row.must_change_password


def test_first_passwords_differ_and_fit_the_rules(opened: Any) -> None:
    made = {first_password() for _ in range(100)}
    assert len(made) == 100 and all(len(password) == 19 for password in made)


def test_sign_ins_stay_as_they_were_written(town: Town, opened: Any) -> None:
    accounts.record_sign_in(now=NOW, outcome=accounts.Outcome.FAILED, username="zhou", address="192.0.2.1")
    accounts.record_sign_in(now=NOW, outcome=accounts.Outcome.FAILED, username="x" * 99, address="")
    assert [row.account_id for row in SignIn.objects.order_by("id")] == [opened[1], None]
    for statement in ("UPDATE registry_signin SET username = ''", "DELETE FROM registry_signin"):
        with pytest.raises(Exception, match="不可更改|permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_the_first_administrators_are_installed_by_the_command(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    code = selectors.get_agency(town.above).code
    asked = argparse.Namespace(agency=code, role="security_admin", username="anlan", name="安岚")
    assert administrator.run(asked) == 0
    password = capsys.readouterr().out.strip()[-19:]
    row = Account.objects.get(username="anlan")
    assert row.check_password(password) and row.must_change_password and row.roles == ["security_admin"]
    with pytest.raises(Problem, match="用户名"):
        administrator.run(asked)
    with pytest.raises(Problem, match="没有机关代字"):
        administrator.run(argparse.Namespace(**vars(asked) | {"agency": "无"}))


@pytest.mark.parametrize("called", ["code", "name", "uscc"])
def test_the_command_knows_an_agency_by_code_name_or_uscc_and_tells_of_the_first_administrator(
    town: Town, capsys: pytest.CaptureFixture[str], called: str
) -> None:
    agency = selectors.get_agency(town.above)
    asked = argparse.Namespace(
        agency=getattr(agency, called), role="audit_admin", username="shenjian", name="申简"
    )
    assert administrator.run(asked) == 0
    assert "提示" not in capsys.readouterr().out
    asked.username, asked.name = "shenji", "沈记"
    assert administrator.run(asked) == 0
    assert "本单位已有审计管理员申简" in capsys.readouterr().out
    assert accounts.also_appointed(town.below, [Role.AUDIT_ADMINISTRATOR]) == ""
    Account.objects.filter(username="shenjian").update(is_active=False)
    assert accounts.also_appointed(town.above, [Role.AUDIT_ADMINISTRATOR]) == "审计管理员沈记"


def test_nobody_installs_administrators_by_hand(town: Town) -> None:
    more = {"agency": town.above, "username": "qian", "display_name": "钱"}
    with pytest.raises(NotFound):
        accounts.install_administrator(
            actor=keeper(town, Role.ADMINISTRATOR), now=NOW, role=Role.AUDIT_ADMINISTRATOR, **more
        )
    with pytest.raises(InvalidInput, match="三员"):
        accounts.install_administrator(**DOING, role=Role.OFFICER, **more)
