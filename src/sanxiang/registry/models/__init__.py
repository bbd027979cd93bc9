"""登记的表: bodies, people, accounts, days; what bodies were called and whom they entrusted."""

from sanxiang.registry.models.bodies import AgencyName, Delegation, Region
from sanxiang.registry.models.credentials import CredentialEvent, ResponsibilityLetter
from sanxiang.registry.models.local import LocalSetting
from sanxiang.registry.models.register import (
    Account,
    AccountManager,
    Agency,
    CalendarDay,
    Credential,
    CredentialKind,
    Officer,
    Party,
    SignIn,
    Unit,
    UsedPassword,
)

__all__ = [
    "Account",
    "AccountManager",
    "Agency",
    "AgencyName",
    "CalendarDay",
    "Credential",
    "CredentialEvent",
    "CredentialKind",
    "Delegation",
    "LocalSetting",
    "Officer",
    "Party",
    "Region",
    "ResponsibilityLetter",
    "SignIn",
    "Unit",
    "UsedPassword",
]
