"""行为人: who acts. Passed in everywhere; nothing below an adapter looks it up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What an account may be used for; one account may hold several."""

    OFFICER = "officer"
    UNIT_HEAD = "unit_head"
    AGENCY_HEAD = "agency_head"
    LEGAL_REVIEWER = "legal_reviewer"
    DISCLOSER = "discloser"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    SECURITY_ADMINISTRATOR = "security_admin"
    AUDIT_ADMINISTRATOR = "audit_admin"


ROLE_LABELS: dict[Role, str] = {
    Role.OFFICER: "执法人员",
    Role.UNIT_HEAD: "承办机构负责人",
    Role.AGENCY_HEAD: "机关负责人",
    Role.LEGAL_REVIEWER: "法制审核人员",
    Role.DISCLOSER: "公示发布人员",
    Role.SUPERVISOR: "执法监督人员",
    Role.ADMINISTRATOR: "系统管理员",
    Role.SECURITY_ADMINISTRATOR: "安全管理员",
    Role.AUDIT_ADMINISTRATOR: "审计管理员",
}

#: 三员分立: no account holds two of these, and none of them together with a role that handles cases
ADMINISTRATORS = (Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or, with `system`, the software itself and why) at the moment of an act."""

    name: str
    account_id: UUID | None = None
    officer_id: UUID | None = None
    agency_id: UUID | None = None
    unit_id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    reason: str = ""

    @classmethod
    def system(cls, reason: str) -> Actor:
        """The software acting by itself; `reason` says which periodic work or command."""
        return cls(name="系统", reason=reason)

    @classmethod
    def operator(cls, name: str, reason: str) -> Actor:
        """A person at the server's command line by the name given there, which no account vouches for, and so it says."""
        return (
            cls(name=f"{name}（在服务器上执行命令）", reason=f"{reason}（命令行）")
            if name
            else cls.system(reason)
        )

    @property
    def person_id(self) -> str:
        """Who this is in questions of "the same person?": the officer, else the account, else 系统."""
        return str(self.officer_id or self.account_id or "system")

    def has(self, *roles: Role) -> bool:
        """True if the actor holds any of the roles."""
        return not self.roles.isdisjoint(roles)

    def snapshot(self) -> dict[str, str]:
        """What the ledger keeps of the actor, so that a later change of the account changes nothing."""
        out = {"name": self.name}
        if self.account_id:
            out["account"] = str(self.account_id)
        if self.reason:
            out["reason"] = self.reason
        return out
