"""主体部分: an agency that was renamed, and an organisation that enforces by an agreement on file (行政处罚法 20, 21)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sanxiang.cli.demo_city import identifiers
from sanxiang.cli.demo_city.city import City
from sanxiang.cli.demo_city.items_part import APPROVER, enters
from sanxiang.flows.agree_delegation import agree_delegation
from sanxiang.kernel import Actor, Role, local_date
from sanxiang.powers.selectors import power_items
from sanxiang.registry import delegations, services, standing

#: what is renamed, and who entrusts
_RENAMED, _PRINCIPAL = "云文旅", "云环"
_AGENT = "云屏市生态环境监察所"
#: beyond the numbers that the registers of the city use
_NUMBER = 900
_LASTS, _SINCE, _FILED = timedelta(days=730), timedelta(days=60), timedelta(days=50)
_TEXT = """为加强城区餐饮油烟和扬尘的日常监管，云屏市生态环境局依法委托云屏市生态环境监察所实施本委托书所列事项。
一、受委托组织以委托机关的名义实施，委托机关负责监督，并对行为的后果承担法律责任。
二、受委托组织不得再委托其他组织或者个人。
三、作出处罚决定由委托机关负责。"""


def build_bodies(city: City) -> None:
    """Rename one agency from today on, and entrust a first power item of another."""
    today = local_date(city.now)
    approver = city.actor(APPROVER)
    standing.rename_agency(
        actor=approver,
        now=city.now,
        agency=city.agencies[_RENAMED],
        name="云屏市文化广电和旅游局",
        short_name="市文广旅局",
        on=today,
        document_no=f"云编〔{today.year}〕12号",
    )
    (head,) = city.staff[_PRINCIPAL, Role.AGENCY_HEAD]
    first = next(i for i in power_items(city.agencies[_PRINCIPAL], on=today - _SINCE) if i.kind == "penalty")
    agreement = agree_delegation(
        actor=city.actor(head),
        now=city.now - _SINCE,
        principal=city.agencies[_PRINCIPAL],
        agent=_agent(city, city.actor(head), approver),
        number=f"云环委〔{today.year}〕1号",
        matters=(first.code,),
        powers_given=("investigate", "execute"),
        basis="《中华人民共和国行政处罚法》第二十条、第二十一条",
        valid_from=today - _SINCE,
        valid_to=today - _SINCE + _LASTS,
        manages_public_affairs=True,
        text=_TEXT,
    )
    filed = today - _FILED
    delegations.file_delegation(
        actor=approver, now=city.now, delegation=agreement, filing_no=f"云司委备〔{filed.year}〕1号", on=filed
    )


def _agent(city: City, head: Actor, approver: Actor) -> UUID:
    """The organisation, approved, with one officer whose credential is valid."""
    founded = city.now - timedelta(days=300)
    doing: dict[str, Any] = {"actor": enters(city, _PRINCIPAL), "now": founded}
    field = "生态环境"
    agency = services.create_agency(
        **doing,
        name=_AGENT,
        short_name="生态环境监察所",
        code="云环监",
        uscc=identifiers.uscc("12", _NUMBER),
        level="city",
        kind="entrusted",
        parent=city.agencies[_PRINCIPAL],
        region_code=identifiers.REGION,
        region_name="云屏市",
        enforcement_fields=[field],
        head_name="纪向川",
        address="云屏市云山区青屏大道68号",
        office_hours="工作日9时至12时、14时至17时",
        phone="0999-2318161",
        complaint_phone="0999-2318168",
        complaint_channels="市生态环境局信访接待室：云山区青屏大道66号一楼",
        reconsideration_body="云屏市人民政府",
        court="云屏市云山区人民法院",
        qualification="云屏市机构编制委员会《关于设立云屏市生态环境监察所的批复》",
    )
    standing.check_agency(actor=head, now=founded, agency=agency)
    standing.approve_agency(
        actor=approver, now=founded, agency=agency, approval_no=f"云司主体〔{local_date(founded).year}〕9号"
    )
    unit = services.create_unit(**doing, agency=agency, name="监察科")
    officer = services.create_officer(**doing, agency=agency, unit=unit, name="纪向川", post="所长")
    services.create_credential(
        **doing,
        officer=officer,
        number=f"{identifiers.REGION}{_NUMBER:05d}",
        enforcement_fields=[field],
        area_code=identifiers.REGION,
        area_name="云屏市",
        issuer="云屏市人民政府",
        valid_from=local_date(founded),
        valid_to=local_date(founded) + timedelta(days=1825),
    )
    return agency
