"""权力事项的文字: every field of a version in words, for its page and for the comparison of two."""

from __future__ import annotations

from sanxiang.powers.basis_text import written
from sanxiang.powers.materials import listed
from sanxiang.powers.types import PowerItemView
from sanxiang.rules.money import format_yuan
from sanxiang.rules.sentences import chinese_date
from sanxiang.rules.terms import PenaltyKind

#: in the order of the page
LABELS = {
    "name": "事项名称",
    "kind": "权力类型",
    "enforcement_field": "执法类别",
    "bases": "法律依据",
    "basis_text": "依据原文",
    "level": "行使层级",
    "accepting_unit": "承办机构",
    "conditions": "适用条件",
    "material_rows": "申请材料",
    "materials": "申请材料原文，还没有逐项列出",
    "hall": "办理地点",
    "hall_phone": "咨询电话",
    "hall_hours": "办理时间",
    "fee": "收费标准",
    "statutory": "法定期限",
    "promised": "承诺期限",
    "penalty_kinds": "处罚种类",
    "fine": "罚款幅度",
    "responsibilities": "责任事项",
    "accountability": "追责情形",
    "effective_from": "生效日期",
}


def words(item: PowerItemView) -> dict[str, str]:
    """Field → what it says; "" where the version says nothing."""
    plain = ("name", "enforcement_field", "basis_text", "level", "accepting_unit", "conditions", "materials", "fee",
             "hall", "hall_phone", "hall_hours", "responsibilities", "accountability")  # fmt: skip
    return {name: getattr(item, name) for name in plain} | {
        "kind": item.kind_label,
        "bases": written(item.bases),
        "material_rows": listed(item.material_rows),
        "statutory": item.statutory_limit,
        "promised": item.promised_limit,
        "penalty_kinds": "、".join(PenaltyKind.parse(kind).label for kind in item.penalty_kinds),
        "fine": _range(item),
        "effective_from": chinese_date(item.effective_from),
    }


def _range(item: PowerItemView) -> str:
    ends = ((item.fine_min, "以上"), (item.fine_max, "以下"))
    return "".join(f"{format_yuan(amount)}{word}" for amount, word in ends if amount is not None)
