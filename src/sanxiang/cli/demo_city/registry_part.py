"""登记部分: laws, calendar, agencies, people, parties, power items and benchmarks of 云屏市, through the services."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.cli.demo_city import identifiers
from sanxiang.cli.demo_city.city import City, Progress
from sanxiang.cli.demo_city.items_part import APPROVER, build_items
from sanxiang.cli.demo_city.portraits import portrait
from sanxiang.kernel import BEIJING, Actor, Role, local_date
from sanxiang.kernel.storage import blob_store
from sanxiang.powers.services import seed_review_rules
from sanxiang.registry import services, standing
from sanxiang.registry.calendar import seed_calendar
from sanxiang.registry.credentialing import handle_credential
from sanxiang.registry.selectors import officers
from sanxiang.rules.credentials import CredentialAct
from sanxiang.statutes.services import import_laws

DATA = Path(__file__).parent / "data"
PASSWORD = "yunping-2026"
#: who can be tried out; hashing is slow on purpose, so the others get in once a password is set for them
WITH_PASSWORD = frozenset(
    {"liwenqing", "suhe", "shenyanqiu", "zhaomin", "luyinghe", "baichuan", "panyun", "qiaoxin"}
)
FOUNDER = Actor.system("建立演示城市")
#: the register is older than any case of the city
AGE = timedelta(days=400)
#: when those who hold the legal qualification got it
_CERTIFIED = date(2019, 3, 1)
#: where the numbers of 监督证 begin
_SUPERVISION = 90000
#: how long ago the cards passed their yearly check; one of so many did not come to it
_CHECKED, _LATE = timedelta(days=60), 17
#: the list of power items of this year; its laws are in force by then
LIST_FROM = date(2025, 12, 1)
_RECONSIDERATION = {"city": "云屏市人民政府", "county": "云岭县人民政府", "town": "云岭县人民政府"}
_COURT = {"city": "云屏市云山区人民法院", "county": "云岭县人民法院", "town": "云岭县人民法院"}
_QUALIFICATION = "中共云屏市委机构编制委员会关于印发《{}职能配置、内设机构和人员编制规定》的通知"
_BANK = {
    "city": "云屏银行青屏支行（云屏市云山区青屏大道1号）",
    "county": "云屏银行云岭支行（云岭县城关镇望岭街2号）",
    "town": "云屏银行云岭支行（云岭县城关镇望岭街2号）",
}


def build(progress: Progress, now: datetime) -> City:
    """Register the city as of `now` in one transaction; raises InvalidInput if a data file is wrong."""
    doing: dict[str, Any] = {"actor": FOUNDER, "now": now - AGE}
    city = City(now)
    with transaction.atomic():
        progress("法规和工作日历")
        import_laws(**doing, paths=[DATA / "laws.jsonl"])
        seed_calendar(**doing)
        progress("执法主体和人员")
        _build_agencies(city, doing)
        _build_officers(city, doing, local_date(now))
        _build_administrators(city, doing)
        _approve_agencies(city, doing["now"])
        _check_cards(now - _CHECKED)
        progress("当事人")
        _build_parties(city, doing)
        progress("权责清单、裁量基准和法制审核目录")
        build_items(city, doing, LIST_FROM)
        seed_review_rules(**doing, effective_from=LIST_FROM)
    return city


def lists_published_at(now: datetime) -> datetime:
    """Nine o'clock in Beijing on the day the lists take effect, or the city's founding if that is later."""
    return max(datetime.combine(LIST_FROM, time(9), BEIJING).astimezone(UTC), now - AGE)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a data file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _build_agencies(city: City, doing: dict[str, Any]) -> None:
    for n, row in enumerate(rows("agencies.csv"), start=1):
        level = row["level"]
        city.agencies[row["code"]] = services.create_agency(
            **doing,
            name=row["name"],
            short_name=row["short_name"],
            code=row["code"],
            uscc=identifiers.uscc(identifiers.AGENCY, n),
            level=level,
            parent=city.agencies.get(row["parent"]),
            region_code=row["region_code"],
            region_name=row["region_name"],
            enforcement_fields=row["fields"].split(";"),
            head_name=row["head"],
            address=row["address"],
            phone=row["phone"],
            office_hours="工作日9时至12时、14时至17时30分",
            complaint_phone=row["complaint"],
            reconsideration_body=_RECONSIDERATION[level],
            court=_COURT[level],
            payee_bank=_BANK[level],
            qualification=_QUALIFICATION.format(row["name"]),
        )


def _approve_agencies(city: City, now: datetime) -> None:
    """The head checks the entry of the agency, the justice bureau approves it."""
    for row in rows("agencies.csv"):
        agency = city.agencies[row["code"]]
        (head,) = city.staff[row["code"], Role.AGENCY_HEAD]
        standing.check_agency(actor=city.actor(head), now=now, agency=agency)
        number = f"云司主体〔{local_date(now).year}〕1号"
        standing.approve_agency(actor=city.actor(APPROVER), now=now, agency=agency, approval_no=number)


def _build_officers(city: City, doing: dict[str, Any], today: date) -> None:
    for n, row in enumerate(rows("officers.csv"), start=1):
        unit = _unit(city, doing, row["agency"], row["unit"])
        officer = services.create_officer(
            **doing,
            agency=city.agencies[row["agency"]],
            unit=unit,
            name=row["name"],
            post=row["post"],
            legally_qualified=row["legal"] == "1",
            legal_certificate_no=f"A2019{identifiers.REGION}{n:04d}" if row["legal"] == "1" else "",
            legal_certified_on=_CERTIFIED if row["legal"] == "1" else None,
            photo_sha256=blob_store().put(portrait(row["name"], row["sex"])).sha256,
        )
        city.officers[row["username"]] = officer
        if row["fields"]:
            _give_credential(officer, n, row, doing, today)
        if "supervisor" in row["roles"]:
            services.update_officer(**doing, officer=officer, duty="supervisor")
            _give_credential(officer, _SUPERVISION + n, row, doing, today, kind="supervision")
        _open_account(city, row, unit, doing)


def _build_administrators(city: City, doing: dict[str, Any]) -> None:
    """三员: three persons of an agency who keep its accounts and registers and handle no cases."""
    for row in rows("administrators.csv"):
        city.accounts[row["username"]] = services.create_account(
            **doing,
            username=row["username"],
            password=PASSWORD,
            roles=(Role(row["role"]),),
            agency=city.agencies[row["agency"]],
            display_name=row["name"],
        )
        city.staff.setdefault((row["agency"], row["role"]), []).append(row["username"])


def _unit(city: City, doing: dict[str, Any], agency: str, name: str) -> UUID:
    if (agency, name) not in city.units:
        review = "法规" in name or "法制" in name
        city.units[agency, name] = services.create_unit(
            **doing, agency=city.agencies[agency], name=name, is_review_office=review
        )
    return city.units[agency, name]


def _give_credential(
    officer: UUID, n: int, row: dict[str, str], doing: dict[str, Any], today: date, kind: str = "enforcement"
) -> None:
    agency = next(a for a in rows("agencies.csv") if a["code"] == row["agency"])
    services.create_credential(
        **doing,
        officer=officer,
        kind=kind,
        number=f"{identifiers.REGION}{n:05d}",
        enforcement_fields=row["fields"].split(";"),
        area_code=agency["region_code"],
        area_name=agency["region_name"],
        issuer="云屏市人民政府",
        valid_from=today + timedelta(int(row["from_days"])),
        valid_to=today + timedelta(int(row["to_days"])),
        status=row["status"],
    )


def _check_cards(now: datetime) -> None:
    """年审 of the cards that are good, as the register took it over; a few are late."""
    day = local_date(now)
    cards = [c for o in officers() for c in o.credentials if c.valid_on(day)]
    for n, card in enumerate(cards):
        if n % _LATE:
            handle_credential(
                actor=FOUNDER, now=now, credential=card.id, kind=CredentialAct.CHECK_PASSED, day=day,
                reason="年度培训和考核合格", training_hours=60 + n % 9 * 2,
            )  # fmt: skip


def _open_account(city: City, row: dict[str, str], unit: UUID, doing: dict[str, Any]) -> None:
    roles = tuple(Role(r) for r in row["roles"].split(";"))
    username = row["username"]
    city.accounts[username] = services.create_account(
        **doing,
        username=username,
        password=PASSWORD if username in WITH_PASSWORD else None,
        roles=roles,
        agency=city.agencies[row["agency"]],
        display_name=row["name"],
        unit_id=unit,
        officer_id=city.officers[username],
    )
    for role in roles:
        city.staff.setdefault((row["agency"], role.value), []).append(username)


def _build_parties(city: City, doing: dict[str, Any]) -> None:
    for n, row in enumerate(rows("parties.csv"), start=1):
        fields: dict[str, Any] = {"address": row["address"], "phone": row["phone"]}
        if row["kind"] == "person":
            born = date.fromisoformat(row["born"])
            number = identifiers.resident_id(born, row["sex"], n)
            fields |= {"id_kind": "居民身份证", "id_number": number, "sex": row["sex"]}
        else:
            company = row["kind"] == "organisation"
            kind = identifiers.COMPANY if company else identifiers.INDIVIDUAL_BUSINESS
            fields |= {"uscc": identifiers.uscc(kind, n), "legal_representative": row["person"]}
        city.parties[row["name"]] = services.create_party(
            **doing, agency=city.agencies[row["agency"]], kind=row["kind"], name=row["name"], **fields
        )
