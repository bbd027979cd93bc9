"""登记的检查: what must be right before a row of the register is kept; each check lists all it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from sanxiang.kernel import ADMINISTRATORS, ROLE_LABELS, Role
from sanxiang.registry.models import Account, Agency, Credential, Officer, Party, Unit
from sanxiang.registry.types import ID_KINDS, RESIDENT_ID
from sanxiang.rules.identifiers import birth_date, check_resident_id, check_uscc
from sanxiang.rules.local_values import check_number
from sanxiang.rules.verdict import Verdict

Problem = tuple[str, str]
#: GB 32100: the registration authority and kind of an individual business
_INDIVIDUAL = "92"


def _said(field: str, verdict: Verdict) -> Iterator[Problem]:
    return ((field, reason.text) for reason in verdict.reasons)


def agency_problems(agency: Agency) -> Iterator[Problem]:
    """USCC, region code and the place in the tree."""
    yield from _said("uscc", check_uscc(agency.uscc))
    if not (
        agency.region_code.isascii() and agency.region_code.isdigit() and len(agency.region_code) in (6, 9)
    ):
        yield "region_code", "区划代码应为6位数字（乡级9位）"
    if not agency.enforcement_fields:
        yield "enforcement_fields", "至少填写一个执法类别"
    above = agency.parent
    while above:
        if above.pk == agency.pk:
            yield "parent", "上级机关不能是本机关或者它的下级"
            return
        above = above.parent


def fixed_problems(agency: UUID, changes: Mapping[str, Any]) -> Iterator[Problem]:
    """Name, nature, USCC and end of an agency in force change only by the acts of `standing`."""
    own = {"name": "更名", "short_name": "更名", "kind": "重新入库", "uscc": "重新入库", "active_to": "撤销"}
    row = Agency.objects.filter(pk=agency).exclude(approved_on=None).first()
    for field in own.keys() & changes.keys() if row else ():
        if changes[field] != getattr(row, field):
            yield field, f"{row}已经入库，这一项请办理{own[field]}"


def officer_problems(officer: Officer) -> Iterator[Problem]:
    """The unit is one of the agency's."""
    if officer.unit.agency_id != officer.agency_id:
        yield "unit", f"内设机构“{officer.unit}”不属于{officer.agency}"


def unit_problems(unit: Unit) -> Iterator[Problem]:
    """Nothing beyond its columns."""
    return iter(())


def new_credential_problems(credential: Credential, formats: tuple[str, ...]) -> Iterator[Problem]:
    """Besides, a number in one of the formats of the city; cards that are registered keep theirs."""
    yield from _said("number", check_number(credential.number, formats))
    yield from credential_problems(credential)


def credential_problems(credential: Credential) -> Iterator[Problem]:
    """The term in order, at least one field, an area of digits (G1: class, area and term decide)."""
    if credential.valid_to < credential.valid_from:
        yield "valid_to", "有效期至不能早于有效期自"
    if not credential.enforcement_fields:
        yield "enforcement_fields", "至少填写一个执法类别"
    if not (credential.area_code.isascii() and credential.area_code.isdigit()):
        yield "area_code", "执法区域代码应为数字"
    foreign = set(credential.enforcement_fields) - set(credential.officer.agency.enforcement_fields)
    if foreign:
        yield "enforcement_fields", f"所在机关没有这些执法类别：{'、'.join(sorted(foreign))}"


def party_problems(party: Party, today: date) -> Iterator[Problem]:
    """A body has a valid USCC, a person a valid identity document (GB 32100, GB 11643)."""
    if party.kind == Party.Kind.PERSON:
        yield from _person_problems(party, today)
    else:
        yield from _body_problems(party)


def _body_problems(party: Party) -> Iterator[Problem]:
    yield from _said("uscc", check_uscc(party.uscc))
    individual = party.kind == Party.Kind.INDIVIDUAL_BUSINESS
    if party.uscc and individual != party.uscc.startswith(_INDIVIDUAL):
        yield "uscc", "个体工商户的统一社会信用代码以92开头，其他主体不以92开头"
    if not party.legal_representative:
        yield "legal_representative", "请填写法定代表人、负责人或者经营者"


def _person_problems(party: Party, today: date) -> Iterator[Problem]:
    if party.uscc:
        yield "uscc", "自然人没有统一社会信用代码；有营业执照的请登记为个体工商户"
    if party.id_kind not in ID_KINDS:
        yield "id_kind", f"证件类型应为{'、'.join(ID_KINDS)}之一"
    if not party.id_number:
        yield "id_number", "请填写证件号码"
    elif party.id_kind == RESIDENT_ID:
        verdict = check_resident_id(party.id_number, today=today)
        yield from _said("id_number", verdict)
        if verdict.ok and party.born_on and party.born_on != birth_date(party.id_number):
            yield "born_on", f"出生日期与身份证号码中的{birth_date(party.id_number)}不一致"


def account_problems(account: Account) -> Iterator[Problem]:
    """Roles that exist, and people who belong to the agency."""
    unknown = set(account.roles) - set(Role)
    if unknown:
        yield "roles", f"没有这些角色：{'、'.join(sorted(unknown))}"
    yield from _separation(set(account.roles))
    if account.officer and account.officer.agency_id != account.agency_id:
        yield "officer", f"{account.officer}不是本机关的执法人员"
    if account.unit and account.unit.agency_id != account.agency_id:
        yield "unit", f"内设机构“{account.unit}”不属于本机关"
    if Role.OFFICER in account.roles and not account.officer:
        yield "officer", "执法人员角色须对应一名登记的执法人员"


def _separation(roles: set[str]) -> Iterator[Problem]:
    """三员分立: an administrator holds this one role (GB/T 22239—2019, 8.1.5)."""
    administrators = [ROLE_LABELS[role] for role in ADMINISTRATORS if role in roles]
    if len(administrators) > 1:
        yield "roles", f"{'、'.join(administrators)}应由不同的人担任"
    elif administrators and len(roles) > 1:
        yield "roles", f"{administrators[0]}不办理案件，不能兼任别的角色"


def password_problems(password: str, account: Account) -> Iterator[Problem]:
    """What the password rules of the settings say."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        yield from (("password", message) for message in error.messages)


def unknown_fields(changes: Mapping[str, Any], allowed: Iterable[str]) -> Iterator[Problem]:
    """Names that cannot be changed."""
    known = set(allowed)
    return ((name, f"{name}不能修改") for name in changes if name not in known)
