"""云屏市生态环境局 as the cases of the tests need it: people, a power item with its law, the lists published."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from sanxiang.flows.publish_lists import publish_lists
from sanxiang.kernel import Actor, Role
from sanxiang.powers import services as powers
from sanxiang.powers.types import BasisInput, TierInput
from sanxiang.registry import services as registry
from sanxiang.registry.calendar import seed_calendar
from sanxiang.registry.selectors import actor_for
from sanxiang.rules.citations import Place
from sanxiang.rules.identifiers import uscc_check_character
from sanxiang.rules.terms import TierLevel
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.services import import_laws
from tests.factories.agencies import agency_in_force
from tests.factories.powers import item_in_force
from tests.kept import kept

#: the day the city is built; cases begin after it
FOUNDED = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
SYSTEM = Actor.system("测试")
FIELD = "生态环境"
LAW = "云屏市排污许可管理条例"
LAW_TEXT = (
    "第一条 为了规范排污许可管理，制定本条例。\n"
    "第二条 排污单位应当依法取得排污许可证；未取得的，不得排放污染物。\n"
    "第三条 违反本条例第二条规定，未取得排污许可证排放污染物的，责令改正，处一万元以上一百万元以下的罚款；"
    "情节严重的，责令停业、关闭。"
)
_TIERS = (
    (TierLevel.LENIENT, 10_000, 40_000, "主动消除或者减轻危害后果"),
    (TierLevel.NORMAL, 40_000, 400_000, "没有从轻、从重情节"),
    (TierLevel.SEVERE, 400_000, 1_000_000, "再次违法或者拒不改正"),
)


def uscc(n: int, kind: str = "91") -> str:
    """A valid USCC that nobody has: the region 539900 is not in use."""
    first17 = f"{kind}539900MA{n:07d}"
    return first17 + uscc_check_character(first17)


@dataclass(frozen=True)
class City:
    """The people by their part, and what cases are about."""

    agency: UUID
    unit: UUID
    item: UUID
    benchmark: UUID
    party: UUID
    lead: Actor
    assistant: Actor
    third: Actor
    unit_head: Actor
    head: Actor
    reviewer: Actor
    discloser: Actor
    second_discloser: Actor
    stranger: Actor
    stranger_unit: UUID

    @property
    def handlers(self) -> tuple[UUID, ...]:
        """Officer ids of the lead and the assistant."""
        return tuple(a.officer_id for a in (self.lead, self.assistant) if a.officer_id)


@kept
def found_city() -> City:
    """Build the agency through the services of the rooms, and publish its lists."""
    seed_calendar(actor=SYSTEM, now=FOUNDED, years=range(2024, 2028))
    agency, unit = _agency("云屏市生态环境局", "云环", 1)
    other, other_unit = _agency("云屏市城市管理局", "云城", 2)
    item, benchmark = _item(agency)
    powers.seed_review_rules(actor=SYSTEM, now=FOUNDED, effective_from=date(2026, 1, 1))
    party = registry.create_party(
        actor=SYSTEM,
        now=FOUNDED,
        agency=agency,
        kind="organisation",
        name="云屏市鸿发建材有限公司",
        uscc=uscc(71),
        legal_representative="方启明",
        address="云屏市安澜区工业路9号",
        phone="0999-5550190",
    )
    city = City(
        agency=agency,
        unit=unit,
        item=item,
        benchmark=benchmark,
        party=party,
        lead=_person(agency, unit, "周敏", 1, Role.OFFICER),
        assistant=_person(agency, unit, "李文清", 2, Role.OFFICER),
        third=_person(agency, unit, "高远", 3, Role.OFFICER),
        unit_head=_person(agency, unit, "沈一舟", 4, Role.UNIT_HEAD, Role.OFFICER),
        head=_person(agency, unit, "陆承", 5, Role.AGENCY_HEAD),
        reviewer=_person(agency, unit, "赵敏行", 6, Role.LEGAL_REVIEWER),
        discloser=_person(agency, unit, "何晴", 7, Role.DISCLOSER),
        second_discloser=_person(agency, unit, "田野", 8, Role.DISCLOSER),
        stranger=_person(other, other_unit, "秦川", 9, Role.OFFICER, Role.AGENCY_HEAD, Role.UNIT_HEAD),
        stranger_unit=other_unit,
    )
    publish_lists(actor=SYSTEM, now=FOUNDED)
    return city


def person(city: City, name: str, n: int, *roles: Role, qualified: bool = True) -> Actor:
    """One more person of the agency."""
    return _person(city.agency, city.unit, name, n, *roles, qualified=qualified)


def _agency(name: str, code: str, n: int) -> tuple[UUID, UUID]:
    agency = agency_in_force(
        now=FOUNDED,
        name=name,
        short_name=name.removeprefix("云屏市"),
        code=code,
        uscc=uscc(n, "11"),
        level="city",
        region_code="539900",
        region_name="云屏市",
        enforcement_fields=[FIELD],
        head_name="陆承",
        address="云屏市望湖路18号",
        phone="0999-5550101",
        complaint_phone="0999-5550102",
        reconsideration_body="云屏市人民政府",
        court="云屏市安澜区人民法院",
        payee_bank="云屏银行望湖支行（云屏市望湖路20号）",
    )
    return agency, registry.create_unit(actor=SYSTEM, now=FOUNDED, agency=agency, name="综合执法支队")


def _person(agency: UUID, unit: UUID, name: str, n: int, *roles: Role, qualified: bool = True) -> Actor:
    officer = registry.create_officer(
        actor=SYSTEM,
        now=FOUNDED,
        agency=agency,
        unit=unit,
        name=name,
        post="执法岗",
        legally_qualified=qualified,
        legal_certificate_no=f"A20195399{n:06d}" if qualified else "",
        legal_certified_on=date(2019, 3, 1) if qualified else None,
    )
    registry.create_credential(
        actor=SYSTEM,
        now=FOUNDED,
        officer=officer,
        number=f"5399{n:07d}",
        valid_from=date(2025, 1, 1),
        valid_to=date(2029, 12, 31),
        enforcement_fields=[FIELD],
        area_code="539900",
        area_name="云屏市",
        issuer="云屏市人民政府",
    )
    account = registry.create_account(
        actor=SYSTEM,
        now=FOUNDED,
        username=f"person{n}",
        password=f"云屏-demo-{n}-long",
        roles=roles,
        agency=agency,
        display_name=name,
        unit_id=unit,
        officer_id=officer,
    )
    return actor_for(account)


def _item(agency: UUID) -> tuple[UUID, UUID]:
    row = {"title": LAW, "version_date": "2020-01-01", "effective_date": "2020-03-01", "text": LAW_TEXT}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "laws.jsonl"
        path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
        import_laws(actor=SYSTEM, now=FOUNDED, paths=[path])
    law = statutes.find_law(LAW)
    assert law
    item = item_in_force(
        now=FOUNDED,
        agency=agency,
        code="CF-001",
        name="对未取得排污许可证排放污染物行为的处罚",
        kind="penalty",
        enforcement_field=FIELD,
        procedure="penalty_ordinary",
        bases=[BasisInput(law.id, Place(2), "duty"), BasisInput(law.id, Place(3), "penalty")],
        penalty_kinds=["fine", "suspend_business"],
        fine_min=Decimal(10_000),
        fine_max=Decimal(1_000_000),
        effective_from=date(2020, 3, 1),
    )
    benchmark = powers.set_benchmark(
        actor=SYSTEM,
        now=FOUNDED,
        item=item,
        title="未取得排污许可证排放污染物",
        document_no="云环规〔2025〕3号",
        effective_from=date(2025, 1, 1),
        tiers=[TierInput(lv, words, Decimal(lo), Decimal(hi), words) for lv, lo, hi, words in _TIERS],
    )
    return item, benchmark
