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
from sanxiang.powers.materials import Material, stored
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
_HALL = "云屏市政务服务中心"
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


#: a table of discretion as 云屏市生态环境局 received it: the five forms, and one line that contradicts the one before
_TABLE = (
    ("1-1", "未依法报批环境影响报告表擅自开工建设的", "处建设项目总投资额百分之一以上百分之五以下的罚款", (
        ("主体工程未完成的", "责令停止建设，处建设项目总投资额百分之一以上百分之三以下的罚款"),
        ("主体工程已完成的", "责令停止建设，处建设项目总投资额百分之三以上百分之五以下的罚款"),
    )),
    ("2-1", "超过排放标准排放水污染物的", "处十万元以上一百万元以下的罚款", (
        ("超标不足一倍的", "处十万元以上四十万元以下罚款（每增加1个超标因子增加二万元）"),
        ("超标一倍以上的", "处四十万元以上一百万元以下罚款"),
    )),
    ("2-2", "拒不接受检查的", "处二万元以上二十万元以下的罚款", (
        ("首次拒绝，经劝告后接受的", "处二万元以上六万元以下罚款"),
        ("以拖延、围堵等方式阻碍检查的", "处五万元以上二十万元以下罚款"),
    )),
    ("3-1", "提供虚假监测数据的", "没收违法所得，处违法所得一倍以上三倍以下的罚款", (
        ("首次", "没收违法所得，处违法所得一倍以上二倍以下罚款"),
        ("再次", "没收违法所得，处违法所得二倍以上三倍以下罚款"),
    )),
    ("3-2", "未按规定公开环境信息的", "责令改正，可以处二万元罚款", (
        ("逾期不足十日的", "责令改正，给予警告"),
        ("逾期十日以上的", "责令改正，处二万元罚款"),
    )),
)  # fmt: skip


def build_unfinished(city: City, now: datetime) -> None:
    """What waits for somebody on the lists of 云屏市生态环境局: a draft, one to be approved, a table to be looked at."""
    doing: dict[str, Any] = {"actor": enters(city, "云环"), "now": now}
    services.revise_item(
        **doing,
        item=city.items["云环", "HB05"],
        accepting_unit="生态环境保护综合行政执法支队",
        responsibilities="立案；调查取证；审查；告知；法制审核；决定；送达；公示；执行；回访",
    )
    waiting = services.revise_item(
        **doing, item=city.items["云环", "HB06"], accountability=f"{_LIABILITY}；构成犯罪的，依法追究刑事责任"
    )
    (head,) = city.staff["云环", Role.AGENCY_HEAD]
    services.submit_item(actor=city.actor(head), now=now, item=waiting)
    for number, title, basis, lines in _TABLE:
        for grade, (conditions, standard) in enumerate(lines, start=1):
            services.draft_line(
                **doing, agency=city.agencies["云环"], number=number, title=title, basis_text=basis, grade=grade,
                conditions=conditions, standard=standard,
            )  # fmt: skip


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _approve(city: City, agency: str, item: UUID, now: datetime, start: date) -> None:
    """The agency's head submits it, the justice bureau approves it."""
    (head,) = city.staff[agency, Role.AGENCY_HEAD]
    services.submit_item(actor=city.actor(head), now=now, item=item)
    number = f"云司审〔{start.year}〕1号"
    services.approve_item(actor=city.actor(APPROVER), now=now, item=item, approval_no=number)


def enters(city: City, agency: str) -> Actor:
    """Who keeps the agency's list: its administrator, else whoever is not its head."""
    for role in (Role.ADMINISTRATOR, Role.UNIT_HEAD, Role.OFFICER, Role.DISCLOSER):
        for username in city.staff.get((agency, role), ()):
            if username != APPROVER and username not in city.staff[agency, Role.AGENCY_HEAD]:
                return city.actor(username)
    raise LookupError(f"演示数据中{agency}没有可以起草事项的人")


def _draft(city: City, agency: str, row: dict[str, str], now: datetime, start: date) -> UUID:
    penalty = row["kind"] == "penalty"
    return services.draft_item(
        actor=enters(city, agency),
        now=now,
        agency=city.agencies[agency],
        code=f"{row['key'][:2]}-{row['key'][2:]}",
        name=row["name"],
        kind=row["kind"],
        bases=[_basis(text) for text in row["bases"].split("；")],
        enforcement_field=row["field"],
        accepting_unit=row["accepting"],
        conditions=row["conditions"],
        material_rows=stored(_materials(row["materials"])),
        hall="" if penalty else _HALL,
        hall_hours="" if penalty else "工作日9:00至17:00",
        procedure="penalty_ordinary" if penalty else "",
        statutory_days=int(row["days"]) if row["days"] else None,
        statutory_unit=row["unit"],
        promised_days=int(row["promised"]) if row["promised"] else None,
        promised_unit="WD" if row["promised"] else "",
        responsibilities=_DUTIES.get(row["kind"], _OTHER_DUTIES),
        accountability=_LIABILITY,
        penalty_kinds=_words(row["penalties"]),
        fine_min=_amount(row["fine_min"]),
        fine_max=_amount(row["fine_max"]),
        flags=_words(row["flags"]),
        effective_from=start,
    )


def _materials(text: str) -> list[Material]:
    """What applicants hand in: what they write themselves as the original, the rest as copies."""
    names = text.split("；") if text else []
    own = ("书", "表", "说明")
    forms = ("original" if name.endswith(own) else "copy" for name in names)
    return [Material(n, form, 1, "either", "applicant") for n, form in zip(names, forms, strict=True)]


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
