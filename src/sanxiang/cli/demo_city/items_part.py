"""权责部分: 100 power items of all ten kinds and the benchmarks that divide their fines."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sanxiang.cli.demo_city.city import City
from sanxiang.kernel import Actor, Role
from sanxiang.powers import services
from sanxiang.powers.types import BasisInput, TierInput
from sanxiang.rules.citations import Place, parse_citation
from sanxiang.rules.money import format_yuan
from sanxiang.rules.terms import TierLevel
from sanxiang.statutes.selectors import find_law

_DATA = Path(__file__).parent / "data"
_ROLES = {"义务": "duty", "罚则": "penalty", "程序": "procedure"}
_DUTIES = {
    "penalty": "立案；调查取证；审查；告知；法制审核；决定；送达；公示；执行",
    "licence": "受理；审查；决定；送达；公示；事后监管",
    "coercion": "审批；告知；实施；保管；处理或者解除；送达",
    "inspection": "制定计划；审批；出示证件；实施检查；记录；处理；公示",
}
_OTHER_DUTIES = "受理；审查；决定；送达；公示"
_LIABILITY = (
    "滥用职权、徇私舞弊、玩忽职守，或者不履行法定职责的，依法追究直接负责的主管人员和其他直接责任人员的责任"
)
#: how a range is divided where the benchmark sets no other borders (law annex 5, U: configurable)
#: of the justice bureau: approves what the agencies submit
APPROVER = "panyun"
_LOWER, _UPPER = Decimal("0.3"), Decimal("0.7")


def build_items(city: City, doing: dict[str, Any], start: date) -> None:
    """Put the items on the lists of their agencies, with the benchmarks of the penalties that have one."""
    benchmarks = {row["item"]: row for row in _rows("benchmarks.csv")}
    for row in _rows("power_items.csv"):
        for agency in row["agencies"].split("；"):
            item = _draft(city, agency, row, doing["now"], start)
            _approve(city, agency, item, doing["now"], start)
            city.items[agency, row["key"]] = item
            if row["key"] in benchmarks:
                _set_benchmark(item, agency, row, benchmarks[row["key"]], doing, start)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _approve(city: City, agency: str, item: UUID, now: datetime, start: date) -> None:
    """The agency's head submits it, the justice bureau approves it."""
    (head,) = city.staff[agency, Role.AGENCY_HEAD]
    services.submit_item(actor=city.actor(head), now=now, item=item)
    number = f"云司审〔{start.year}〕1号"
    services.approve_item(actor=city.actor(APPROVER), now=now, item=item, approval_no=number)


def _enters(city: City, agency: str) -> Actor:
    """Who keeps the agency's list: its administrator, else whoever is not its head."""
    for role in (Role.ADMINISTRATOR, Role.UNIT_HEAD, Role.OFFICER, Role.DISCLOSER):
        for username in city.staff.get((agency, role), ()):
            if username != APPROVER and username not in city.staff[agency, Role.AGENCY_HEAD]:
                return city.actor(username)
    raise LookupError(f"演示数据中{agency}没有可以起草事项的人")


def _draft(city: City, agency: str, row: dict[str, str], now: datetime, start: date) -> UUID:
    penalty = row["kind"] == "penalty"
    return services.draft_item(
        actor=_enters(city, agency),
        now=now,
        agency=city.agencies[agency],
        code=f"{row['key'][:2]}-{row['key'][2:]}",
        name=row["name"],
        kind=row["kind"],
        bases=[_basis(text) for text in row["bases"].split("；")],
        enforcement_field=row["field"],
        accepting_unit=row["accepting"],
        conditions=row["conditions"],
        materials=row["materials"],
        procedure="penalty_ordinary" if penalty else "",
        statutory_days=int(row["days"]) if row["days"] else None,
        statutory_unit=row["unit"],
        promised_days=int(row["promised"]) if row["promised"] else None,
        responsibilities=_DUTIES.get(row["kind"], _OTHER_DUTIES),
        accountability=_LIABILITY,
        penalty_kinds=_words(row["penalties"]),
        fine_min=_amount(row["fine_min"]),
        fine_max=_amount(row["fine_max"]),
        flags=_words(row["flags"]),
        effective_from=start,
    )


def _words(text: str) -> list[str]:
    return text.split(";") if text else []


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _basis(text: str) -> BasisInput:
    role, _, citation = text.partition("：")
    title, place = parse_citation(citation)
    law = find_law(title)
    if law is None:
        raise LookupError(f"演示数据引用了未导入的法规：{title}")
    return BasisInput(law.id, place or Place(0), _ROLES[role])


def _set_benchmark(
    item: UUID, agency: str, row: dict[str, str], text: dict[str, str], doing: dict[str, Any], start: date
) -> None:
    low, high = Decimal(row["fine_min"]), Decimal(row["fine_max"])
    borders = [low, low + (high - low) * _LOWER, low + (high - low) * _UPPER, high]
    levels = (TierLevel.LENIENT, TierLevel.NORMAL, TierLevel.SEVERE)
    tiers = [
        TierInput(level, text[level.value.lower()], a, b, f"处{format_yuan(a)}以上{format_yuan(b)}以下罚款")
        for level, a, b in zip(levels, borders, borders[1:], strict=False)
    ]
    if low:
        condition = "符合《行政处罚法》第三十二条规定的减轻处罚情形的"
        standard = f"处{format_yuan(low)}以下罚款"
        tiers.insert(0, TierInput(TierLevel.MITIGATED, condition, Decimal(0), low, standard))
    services.set_benchmark(
        **doing,
        item=item,
        title=text["title"],
        document_no=f"{agency}规〔{start.year}〕1号",
        effective_from=start,
        tiers=tiers,
    )
