"""账户的开设和授权: three administrators, none of whom can do the work of another (三员分立).

GB/T 22239—2019, 8.1.5: the system administrator opens and closes accounts, the security administrator grants roles,
the audit administrator reads what they did. Nobody changes the own account except its password.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.kernel import ADMINISTRATORS, ROLE_LABELS, Actor, InvalidInput, NotFound, Role
from sanxiang.ledger import services as ledger
from sanxiang.registry import events
from sanxiang.registry.models import Account, SignIn
from sanxiang.registry.passwords import first_password
from sanxiang.registry.policies import kept_agencies
from sanxiang.registry.services import create_account, update_account

Outcome = SignIn.Outcome


def open_account(
    *, actor: Actor, now: datetime, agency: UUID, username: str, display_name: str, **fields: Any
) -> tuple[UUID, str]:
    """Open an account without a role; answers its id and the password to be told to the person, and kept nowhere.

    `fields`: unit_id, officer_id. Raises NotFound for another's agency, InvalidInput.
    """
    _require(actor, Role.ADMINISTRATOR, agency)
    password = first_password()
    key = create_account(
        actor=actor,
        now=now,
        username=username,
        password=password,
        roles=(),
        agency=agency,
        display_name=display_name,
        must_change_password=True,
        **fields,
    )
    return key, password


def install_administrator(
    *, actor: Actor, now: datetime, agency: UUID, role: Role, username: str, display_name: str
) -> tuple[UUID, str]:
    """The first administrators of an agency, by the software's own command; as `open_account`, with the role.

    Raises NotFound for a person who acts: persons open accounts and grant roles apart. Raises InvalidInput.
    """
    if actor.account_id is not None:
        raise NotFound("只能由命令行开设")
    InvalidInput.if_any([("role", "只能开设三员的账户")] if role not in ADMINISTRATORS else [])
    password = first_password()
    key = create_account(
        actor=actor,
        now=now,
        username=username,
        password=password,
        roles=(role,),
        agency=agency,
        display_name=display_name,
        must_change_password=True,
    )
    return key, password


def grant_roles(*, actor: Actor, now: datetime, account: UUID, roles: Iterable[Role]) -> None:
    """Give an account these roles and no others. Raises NotFound, InvalidInput (separation, own account)."""
    wanted = [role for role in Role if role in set(roles)]
    told = {"roles": "、".join(ROLE_LABELS[role] for role in wanted) or "无"}
    with transaction.atomic():
        _require_kept(actor, Role.SECURITY_ADMINISTRATOR, account)
        update_account(
            actor=actor, now=now, account=account, roles=wanted, event=events.ROLES_GRANTED, told=told
        )


def also_appointed(agency: UUID | None, roles: Iterable[Role], *, but: UUID | None = None) -> str:
    """Who else of the agency is an administrator of one of these roles, in Chinese; "" = nobody.

    Two of a kind are lawful and sometimes wanted (AB岗); whoever appoints the second should know of the first.
    """
    wanted = [role for role in ADMINISTRATORS if role in set(roles)]
    found = Account.objects.filter(agency=agency, is_active=True).order_by("username")
    held = [account for account in found if account.pk != but]
    told = [
        f"{ROLE_LABELS[role]}{'、'.join(a.display_name for a in holders)}"
        for role in wanted
        if (holders := [a for a in held if role in a.roles])
    ]
    return "，".join(told)


def close_account(*, actor: Actor, now: datetime, account: UUID, reopen: bool = False) -> None:
    """Shut a person's way in, or open it again. Raises NotFound, InvalidInput (own account)."""
    event = events.ACCOUNT_REOPENED if reopen else events.ACCOUNT_CLOSED
    with transaction.atomic():
        _require_kept(actor, Role.ADMINISTRATOR, account)
        update_account(actor=actor, now=now, account=account, is_active=reopen, event=event)


def reset_password(*, actor: Actor, now: datetime, account: UUID) -> str:
    """A new password for who forgot the own one, to be changed at once. Raises NotFound, InvalidInput."""
    password = first_password()
    with transaction.atomic():
        _require_kept(actor, Role.ADMINISTRATOR, account)
        update_account(
            actor=actor,
            now=now,
            account=account,
            password=password,
            must_change_password=True,
            event=events.PASSWORD_RESET,
        )
    return password


def change_password(*, actor: Actor, now: datetime, old: str, new: str) -> None:
    """Change the own password. Raises InvalidInput with everything that is wrong with the new one."""
    with transaction.atomic():
        row = Account.objects.select_for_update().get(pk=_own(actor))
        if not row.check_password(old):
            raise InvalidInput(("old", "现在的密码不正确"))
        update_account(
            actor=actor,
            now=now,
            account=row.pk,
            password=new,
            must_change_password=False,
            event=events.PASSWORD_CHANGED,
        )


def record_second_step(*, actor: Actor, now: datetime, account: UUID, kind: str, added: bool) -> None:
    """Keep in the ledger that a second step of signing in came or went: by its owner, or by 系统管理员 for a lost one.

    Raises NotFound for whoever may not.
    """
    row = Account.objects.filter(pk=account).first()
    if row is None:
        raise NotFound("没有这个账户")
    if account != actor.account_id:
        _require(actor, Role.ADMINISTRATOR, row.agency_id)
    payload = {"username": row.username, "what": "启用" if added else "解除", "kind": kind}
    with transaction.atomic():
        ledger.append(kind=events.SECOND_STEP_CHANGED, subject=account, actor=actor, at=now, payload=payload)


def record_unlock(*, actor: Actor, now: datetime, account: UUID, reason: str) -> str:
    """Keep in the ledger that 安全管理员 let a locked-out person in again, and why; answers the username.

    Raises NotFound, InvalidInput without a reason or for the own account.
    """
    with transaction.atomic():
        _require_kept(actor, Role.SECURITY_ADMINISTRATOR, account)
        if not reason.strip():
            raise InvalidInput(("reason", "请写明解除锁定的理由"))
        username = Account.objects.get(pk=account).username
        payload = {"username": username, "reason": reason.strip()}
        ledger.append(kind=events.ACCOUNT_UNLOCKED, subject=account, actor=actor, at=now, payload=payload)
    return username


def record_sign_in(*, now: datetime, outcome: str, username: str, address: str) -> None:
    """Keep that somebody came, left or was turned away, with the account of that name if there is one."""
    account = Account.objects.filter(username=username).first()
    SignIn.objects.create(
        at=now, outcome=outcome, username=username[:40], account=account, address=address[:45]
    )


def _require(actor: Actor, role: Role, agency: UUID | None) -> None:
    if not actor.has(role) or agency not in kept_agencies(actor):
        raise NotFound("没有这个单位")


def _require_kept(actor: Actor, role: Role, account: UUID) -> None:
    """This administrator keeps the account, and it is not the own one."""
    row = Account.objects.select_for_update().filter(pk=account).first()
    if row is None:
        raise NotFound("没有这个账户")
    _require(actor, role, row.agency_id)
    if row.pk == actor.account_id:
        raise InvalidInput(("", "不能管理自己的账户，请由另一名管理员办理"))


def _own(actor: Actor) -> UUID:
    """The account of the person; the software has none."""
    if actor.account_id is None:
        raise NotFound("没有这个账户")
    return actor.account_id
