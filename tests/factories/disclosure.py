"""公示样例: a small fictional city published through services, never by raw inserts. All names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from sanxiang.disclosure import services
from sanxiang.disclosure.types import (
    BasisData,
    DecisionSource,
    PartySource,
    PublicationView,
    Ref,
    Right,
    Stage,
)
from sanxiang.kernel import Actor, Role, local_date

SPACE = UUID("5a2c0b1e-0000-4000-8000-000000000000")
NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
SYSTEM = Actor.system("样例")
PREPARER = Actor("蓝晓雨", account_id=uuid5(SPACE, "preparer"), roles=frozenset({Role.DISCLOSER}))
RELEASER = Actor("容启明", account_id=uuid5(SPACE, "releaser"), roles=frozenset({Role.DISCLOSER}))
PDF = b"%PDF-1.7\n% sample decision\n%%EOF\n"

LAWS: dict[str, tuple[str, str, list[tuple[int, str]]]] = {
    "aw00000001": (
        "中华人民共和国行政处罚法",
        "行政处罚法",
        [
            (
                39,
                "行政处罚的实施机关、立案依据、实施程序和救济渠道等信息应当公示。",
            ),
            (
                48,
                "具有一定社会影响的行政处罚决定应当依法公开。\n公开的行政处罚决定被依法变更、撤销、确认违法或者确认"
                "无效的，行政机关应当在三日内撤回行政处罚决定信息并公开说明理由。",
            ),
        ],
    ),
    "aw00000002": (
        "排污许可管理条例",
        "排污许可管理条例",
        [
            (
                33,
                "违反本条例规定，排污单位有下列行为之一的，由生态环境主管部门责令改正或者限制生产、停产整治，处20万元以上"
                "100万元以下的罚款；情节严重的，报经有批准权的人民政府批准，责令停业、关闭：\n（一）未取得排污许可证排放污染物；",
            )
        ],
    ),
    "aw00000003": (
        "中华人民共和国食品安全法",
        "食品安全法",
        [
            (
                34,
                "禁止生产经营下列食品、食品添加剂、食品相关产品：\n（十）标注虚假生产日期、保质期或者超过保质期的食品、食品添加剂；",
            )
        ],
    ),
}

#: public id, name, short name, level, parent, fields
AGENCIES = [
    ("ag00000001", "云屏市生态环境局", "市生态环境局", "云环", "city", "", ["生态环境"]),
    ("ag00000002", "云屏市交通运输局", "市交通运输局", "云交", "city", "", ["交通运输"]),
    ("ag00000003", "云屏市综合行政执法局", "市综合行政执法局", "云城管", "city", "", ["城市管理"]),
    (
        "ag00000004",
        "溪桥县市场监督管理局",
        "溪桥县市场监管局",
        "溪市监",
        "county",
        "",
        ["市场监管", "食品安全"],
    ),
    ("ag00000005", "溪桥县松岭镇人民政府", "松岭镇政府", "溪松岭", "town", "ag00000004", ["综合执法"]),
]

OFFICERS = [
    (
        "of00000001",
        "黎文澜",
        "ag00000001",
        "执法支队一大队",
        "二级主办",
        "52000126001",
        "valid",
        "2029-06-30",
    ),
    (
        "of00000002",
        "温书遥",
        "ag00000001",
        "执法支队一大队",
        "三级主办",
        "52000126002",
        "valid",
        "2028-12-31",
    ),
    (
        "of00000003",
        "骆明川",
        "ag00000002",
        "道路运输执法支队",
        "四级主办",
        "52000226011",
        "valid",
        "2027-01-10",
    ),
    (
        "of00000004",
        "岑若溪",
        "ag00000004",
        "食品安全执法股",
        "一级行政执法员",
        "52210326007",
        "cancelled",
        "2026-05-31",
    ),
    (
        "of00000005",
        "欧阳景行",
        "ag00000003",
        "市容执法大队",
        "一级行政执法员",
        "52000326021",
        "suspended",
        "2028-03-31",
    ),
]

POWERS = [
    (
        "pw00000001",
        "对未取得排污许可证排放污染物的处罚",
        "520000-CF-1601",
        "ag00000001",
        "生态环境",
        ("aw00000002", "排污许可管理条例", "第三十三条第一项", 33),
        ("200000.00", "1000000.00"),
    ),
    (
        "pw00000002",
        "对擅自超限行驶公路的处罚",
        "520000-CF-1802",
        "ag00000002",
        "交通运输",
        ("aw00000001", "行政处罚法", "第三十九条", 39),
        ("100.00", "30000.00"),
    ),
    (
        "pw00000003",
        "对经营超过保质期食品的处罚",
        "522103-CF-3104",
        "ag00000004",
        "食品安全",
        ("aw00000003", "食品安全法", "第三十四条第十项", 34),
        ("5000.00", "50000.00"),
    ),
]


def person(name: str) -> Actor:
    """An account of its own for each name."""
    return Actor(name, account_id=uuid5(SPACE, name), roles=frozenset({Role.DISCLOSER}))


def ref(public_id: str) -> Ref:
    """An agency by its public id."""
    return Ref(public_id=public_id, name=next(a[1] for a in AGENCIES if a[0] == public_id))


def basis(law: str, place: str, article: int) -> BasisData:
    """A provision of one of the sample laws, with its text."""
    _, short, articles = LAWS[law]
    text = dict(articles)[article]
    return BasisData(law=Ref(public_id=law, name=short), place=place, text=text, article=article, suffix=0)


def decision(number: int = 112, **changes: object) -> DecisionSource:
    """A decision of the environment agency against a firm; `changes` replace fields."""
    source = DecisionSource(
        case_ref=uuid5(SPACE, f"case {number}"),
        agency=ref("ag00000001"),
        power=Ref(public_id="pw00000001", name="对未取得排污许可证排放污染物的处罚"),
        party=PartySource("organisation", "云屏市恒源砖业有限公司", "91520000MA6H1N2P3Q", "程望舒"),
        title="行政处罚决定书",
        document_no=f"云环罚〔2026〕{number}号",
        violation="未取得排污许可证排放污染物",
        facts="2026年9月22日，本局执法人员现场检查发现，该单位1号隧道窑在未取得排污许可证的情况下投入生产并排放废气，"
        "持续46日。以上事实有现场检查笔录、监测报告和询问笔录为证。",
        basis=(
            basis("aw00000002", "第三十三条第一项", 33),
            basis("aw00000001", "第四十八条第一款", 48),
        ),
        penalty_kinds=("fine",),
        result="罚款210,000.00元",
        amount=Decimal("210000"),
        decided_on=date(2026, 11, 17),
        remedies="可以自收到本决定书之日起60日内向云屏市人民政府申请行政复议，或者6个月内向云屏市人民法院提起行政诉讼。",
        discretion="一般",
        handlers=("黎文澜", "温书遥"),
        field="生态环境",
        region="云屏市",
    )
    return replace(source, **changes)  # type: ignore[arg-type]


def person_decision(number: int = 1046, name: str = "秦望野") -> DecisionSource:
    """A decision against a natural person, whose name and numbers stand in the facts."""
    return decision(
        number,
        agency=ref("ag00000003"),
        power=Ref(public_id="", name="对占道经营的处罚"),
        party=PartySource("person", name),
        document_no=f"云城管罚〔2026〕{number}号",
        violation="占道经营经责令改正拒不改正",
        facts=f"当事人{name}（身份证号520102199003071234，电话13800138000，住松岭镇梨花巷8号）在人行道摆摊，"
        "证人卓听澜到场说明情况。",
        third_persons=("卓听澜",),
        addresses=("松岭镇梨花巷8号",),
        result="罚款200.00元",
        amount=Decimal("200"),
        handlers=("欧阳景行",),
        discretion="",
        field="城市管理",
    )


def open_(source: DecisionSource, now: datetime = NOW) -> PublicationView:
    """Enter the decision into the public account, due in seven working days or so."""
    return services.open_publication(
        actor=SYSTEM,
        now=now,
        case_ref=source.case_ref,
        agency=source.agency,
        decided_on=source.decided_on,
        due_on=source.decided_on + timedelta(days=9),
        due_explanation="自决定之日起7个工作日内（国办发〔2018〕118号（六））",
    )


def public_copy(source: DecisionSource) -> bytes:
    """Stands for the public copy of the decision."""
    return PDF + f"% {source.document_no}\n".encode()


def prepare(source: DecisionSource, now: datetime = NOW, **changes: Any) -> PublicationView:
    """Prepare by the one whose part it is."""
    values = {"actor": PREPARER, "now": now, "source": source, "pdf": public_copy(source), **changes}
    return services.prepare_publication(**values)


def publish(source: DecisionSource, now: datetime = NOW, **changes: Any) -> PublicationView:
    """Open, prepare by one person and release by another."""
    open_(source, now)
    prepare(source, now, **changes)
    return services.release_publication(actor=RELEASER, now=now, case_ref=source.case_ref)


def publish_lists(now: datetime = NOW) -> None:
    """Agencies, officers, power items, laws and two announcements."""
    for public_id, name, short, code, level, parent, fields in AGENCIES:
        _snapshot(now, "agency", public_id, agency_data(name, short, code, level, parent, fields))
    for public_id, name, agency, unit, post, number, status, valid_to in OFFICERS:
        credential = {
            "number": number,
            "fields": next(a[6] for a in AGENCIES if a[0] == agency),
            "area": "云屏市",
            "issuer": "云屏市司法局",
            "valid_from": "2024-07-01",
            "valid_to": valid_to,
            "status": status,
        }
        officer = {"name": name, "agency": ref(agency), "unit": unit, "post": post, "credential": credential}
        _snapshot(now, "officer", public_id, officer)
    for row in POWERS:
        _snapshot(now, "power", row[0], power_data(*row[1:]))
    for public_id in LAWS:
        _snapshot(now, "law", public_id, law_data(public_id))
    for place, (title, body) in enumerate(NEWS):
        news = {
            "title": title,
            "issuer": "云屏市司法局",
            "document_no": f"云司公告〔2026〕{place + 1}号",
            "issued_on": (local_date(now) - timedelta(days=2 * place)).isoformat(),
            "body": body,
        }
        _snapshot(now, "news", f"nw{place:08}", news)


NEWS = [
    (
        "关于公布2027年度随机抽查事项清单的公告",
        "现将云屏市2027年度随机抽查事项清单予以公布，自2027年1月1日起执行。",
    ),
    ("云屏市重大执法决定法制审核目录（2026年版）", "目录列明应当进行法制审核的重大执法决定的情形。"),
    ("关于调整市级行政执法主体的公告", "经审核确认，现将调整后的市级行政执法主体予以公告。"),
]


def agency_data(
    name: str, short: str, code: str, level: str, parent: str, fields: list[str]
) -> dict[str, object]:
    """An agency as publish_lists hands it over."""
    labels = {"city": "市级", "county": "县级", "town": "乡级"}
    return {
        "name": name,
        "short_name": short,
        "code": code,
        "uscc": "11520000MB0000000X",
        "level": level,
        "level_label": labels[level],
        "kind_label": "法定行政机关",
        "region": "云屏市" if level == "city" else "溪桥县",
        "parent": parent,
        "fields": fields,
        "head": "贺知远",
        "address": "云屏市听泉路88号",
        "phone": "0000-8600100",
        "complaint_phone": "0000-8612345",
        "reconsideration_body": "云屏市人民政府",
        "court": "云屏市人民法院",
    }


def power_data(
    name: str, code: str, agency: str, field: str, law: tuple[str, str, str, int], fine: tuple[str, str]
) -> dict[str, object]:
    """A power item with its basis and one benchmark."""
    tiers = [
        ("LENIENT", "从轻", "违法持续不满三个月，主动停止违法行为", fine[0], "第一阶次"),
        ("NORMAL", "一般", "违法持续三个月以上不满一年", fine[0], "第二阶次"),
        ("SEVERE", "从重", "违法持续一年以上，或者拒不改正", fine[1], "第三阶次"),
    ]
    return {
        "name": name,
        "code": code,
        "kind": "penalty",
        "kind_label": "行政处罚",
        "agency": ref(agency),
        "field": field,
        "limit": "立案之日起90日",
        "basis": [{**basis(law[0], law[2], law[3]), "role": "罚则"}],
        "penalty_kinds": ["罚款"],
        "fine_min": fine[0],
        "fine_max": fine[1],
        "procedure": "penalty_ordinary",
        "responsibilities": "依法立案、调查取证、法制审核、告知、决定、送达、公开。",
        "accountability": "不履行或者不正确履行职责的，依法追究责任。",
        "benchmarks": [
            {
                "title": name.removeprefix("对").removesuffix("的处罚"),
                "document_no": "云环发〔2026〕8号",
                "effective_from": "2026-03-01",
                "tiers": [
                    {
                        "level": level,
                        "label": label,
                        "conditions": conditions,
                        "amount_min": amount,
                        "amount_max": fine[1],
                        "standard": standard,
                    }
                    for level, label, conditions, amount, standard in tiers
                ],
            }
        ],
        "effective_from": "2026-01-01",
    }


def law_data(public_id: str) -> dict[str, object]:
    """A law with its few sample articles."""
    title, short, articles = LAWS[public_id]
    numerals = {33: "第三十三条", 34: "第三十四条", 39: "第三十九条", 48: "第四十八条"}
    return {
        "title": title,
        "short_title": short,
        "level": "法律" if title.startswith("中华") else "行政法规",
        "issuer": "全国人民代表大会常务委员会" if title.startswith("中华") else "国务院",
        "version_date": "2021-01-22",
        "effective_from": "2021-07-15",
        "articles": [
            {"article": n, "suffix": 0, "label": numerals[n], "chapter": "第一章　总则", "text": text}
            for n, text in articles
        ],
    }


def set_progress(number: str, password_hash: str, now: datetime = NOW) -> None:
    """A case under investigation, with what the party may do."""
    services.set_progress(
        actor=SYSTEM,
        now=now,
        case_ref=uuid5(SPACE, number),
        number=number,
        password_hash=password_hash,
        matter="行政处罚案件",
        agency_name="云屏市生态环境局",
        agency_phone="0000-8600100",
        stages=(
            Stage("立案", "done", date(2026, 9, 23), "执法支队一大队"),
            Stage("调查取证", "done", date(2026, 10, 12), "执法支队一大队"),
            Stage("告知", "now", date(2026, 11, 18), "执法支队一大队"),
            Stage("决定"),
            Stage("送达"),
        ),
        next_step="陈述申辩期限届满后作出决定",
        rights=(Right("提出陈述和申辩", date(2026, 11, 25), "行政处罚法第四十五条"),),
    )


def _snapshot(now: datetime, kind: str, public_id: str, data: dict[str, object]) -> None:
    services.publish_snapshot(actor=SYSTEM, now=now, kind=kind, public_id=public_id, data=data)
