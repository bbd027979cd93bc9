"""清单: the lists as tables, generated from the rows that run (国办发〔2018〕118号（四）（十二）).

A list is never kept apart from the rows: what it says today is what a case opened today would run by.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sanxiang.flows.shared.lists.spec import ListSpec, Rows
from sanxiang.flows.shared.lists.texts import TEXTS
from sanxiang.kernel import NotFound
from sanxiang.powers import selectors as powers
from sanxiang.powers.basis_text import written
from sanxiang.powers.choices import IMPORTANCE, ITEM_KINDS
from sanxiang.powers.matters import kind_label, matters
from sanxiang.powers.types import PowerItemView
from sanxiang.registry import selectors as registry
from sanxiang.registry.choices import CREDENTIAL_KINDS
from sanxiang.rules.sentences import chinese_date
from sanxiang.rules.tables import natural


def table_of(code: str, agency: UUID, on: date) -> tuple[ListSpec, Rows]:
    """The rows of a list as they run on a day; NotFound for an unknown list."""
    if code not in LISTS:
        raise NotFound("没有这种清单")
    spec = LISTS[code]
    return spec, spec.rows(agency, on)


def _duties(agency: UUID, on: date) -> Rows:
    return [
        [i.code, i.name, i.kind_label, written(i.bases) or i.basis_text, i.level, i.accepting_unit, i.responsibilities, i.accountability, _approval(i)]
        for i in powers.power_items(agency, on=on)
    ]  # fmt: skip


#: powers by which the agency acts on somebody: what 118号 calls 行政执法
_ENFORCING = ("licence", "penalty", "coercion", "levy", "inspection")


def _enforcing(agency: UUID, on: date) -> Rows:
    found = [i for i in powers.power_items(agency, on=on) if i.kind in _ENFORCING]
    return [
        [
            i.code,
            i.name,
            i.kind_label,
            i.enforcement_field,
            written(i.bases) or i.basis_text,
            i.accepting_unit,
        ]
        for i in found
    ]


def _officers(agency: UUID, on: date) -> Rows:
    """One row for each good credential: who holds 执法证 and 监督证 has two (118号（四）; 行政执法监督条例)."""
    rows = []
    for o in registry.officers(agency, on=on):
        for held in filter(None, (o.credential_on(on, kind) for kind in CREDENTIAL_KINDS)):
            term = f"{chinese_date(held.valid_from)}至{chinese_date(held.valid_to)}"
            rows.append(
                [
                    o.name,
                    o.unit_name,
                    o.post,
                    held.kind_label,
                    held.number,
                    "、".join(held.enforcement_fields),
                    held.area_name,
                    term,
                ]
            )
    return rows


def _reviewed(agency: UUID, on: date) -> Rows:
    found = [r for kind in ITEM_KINDS for r in powers.review_rules(agency, on, kind)]
    return [
        [r.code, r.title, "、".join(f"《{law}》{place}" for law, place in r.basis), "启用" if r.enabled else "停用", f"第{r.version}版", r.filed_no]
        for r in sorted(found, key=lambda r: natural(r.code))
    ]  # fmt: skip


def _recorded(agency: UUID, on: date) -> Rows:
    rows = []
    for m in matters("recording", [agency], on=on):
        s = m.says
        must = "应当" if s["required"] else "可以"
        words = [
            kind_label(str(s["act_kind"])),
            m.title,
            s["step"],
            f"{must}{s['mode']}",
            s["place"],
            s["starts"],
        ]
        words += [s["content"], s["ends"], s["recorder"], s["retention"], s["basis_text"], s["remark"]]
        rows.append([m.number, *map(str, words)])
    return rows


def _not_punished(agency: UUID, on: date) -> Rows:
    return [
        [m.number, str(m.says["category"]), m.title, str(m.says["basis_text"]), str(m.says["conditions"]), str(m.says["remark"])]
        for m in matters("no_penalty", [agency], on=on)
    ]  # fmt: skip


def _drawn(agency: UUID, on: date) -> Rows:
    a, rows = registry.get_agency(agency), []
    for m in matters("random_check", [agency], on=on):
        s = m.says
        kind = IMPORTANCE[str(s["importance"])]
        ratio = str(s["ratio_text"]) or (f"{s['ratio']}%" if s["ratio"] else "")
        words = [
            m.title,
            kind,
            a.name,
            s["basis_text"],
            s["targets"],
            s["content"],
            ratio,
            s["mode"],
            s["frequency"],
        ]
        rows.append([m.number, *map(str, words), str(s["remark"])])
    return rows


def _approval(item: PowerItemView) -> str:
    return f"{item.approved_by}，{item.approval_no}".strip("，")


_SPECS = (
    ListSpec(
        "duties",
        "权责清单",
        (
            "事项编码",
            "事项名称",
            "权力类型",
            "法律依据",
            "行使层级",
            "承办机构",
            "责任事项",
            "追责情形",
            "审定",
        ),
        _duties,
        kinds=tuple(ITEM_KINDS),
    ),
    ListSpec(
        "enforcement",
        "执法事项清单",
        ("事项编码", "事项名称", "执法行为", "执法类别", "执法依据", "承办机构"),
        _enforcing,
        kinds=_ENFORCING,
    ),
    ListSpec(
        "officers",
        "执法人员清单",
        ("姓名", "所在机构", "职务", "证件种类", "证号", "执法类别", "执法区域", "有效期"),
        _officers,
        key=4,
    ),
    ListSpec(
        "review",
        "重大执法决定法制审核目录清单",
        ("代码", "审核情形", "依据", "状态", "版本", "备案号"),
        _reviewed,
    ),
    ListSpec(
        "recording",
        "音像记录事项清单",
        (
            "编号",
            "执法类别",
            "执法事项",
            "记录环节",
            "记录方式",
            "记录场所",
            "开始时间",
            "记录内容",
            "结束时间",
            "记录人员",
            "存储期限",
            "依据",
            "备注",
        ),
        _recorded,
    ),
    ListSpec(
        "random_check",
        "随机抽查事项清单",
        (
            "编号",
            "抽查事项",
            "事项类别",
            "抽查主体",
            "抽查依据",
            "抽查对象",
            "抽查内容",
            "抽查比例",
            "抽查方式",
            "抽查频次",
            "备注",
        ),
        _drawn,
    ),
    ListSpec(
        "no_penalty",
        "不予处罚清单",
        ("编号", "类别", "违法行为", "违反的条款", "不予处罚的条件", "备注"),
        _not_punished,
    ),
    *TEXTS,
)
LISTS: dict[str, ListSpec] = {spec.code: spec for spec in _SPECS}
