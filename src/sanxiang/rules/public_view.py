"""公开视图: which fields of a decision the public reads, masked or not, and why.

指导意见（国办发〔2018〕118号）（六）: agency, party, kind and conclusion of a decision are public; the
published decision equals the served one except for what is masked (市场监督管理行政处罚信息公示规定第七条).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sanxiang.rules.disclosure import PublicField, PublicView, Treatment, WithholdGround
from sanxiang.rules.masking import Protected, mask_name

#: 公开字段 in the order in which they are shown
PUBLIC_FIELDS: dict[str, str] = {
    "number": "决定书文号",
    "title": "案件名称",
    "agency": "执法机关",
    "party_name": "行政相对人",
    "party_kind": "相对人类别",
    "uscc": "统一社会信用代码",
    "legal_representative": "法定代表人",
    "violation": "违法行为类型",
    "facts": "违法事实",
    "basis": "处罚依据",
    "kinds": "处罚种类",
    "content": "处罚内容",
    "fine": "罚款金额",
    "confiscated": "没收金额",
    "decided_on": "决定日期",
}
#: 不公开字段 and why; a field that is in neither list is hidden too
HIDDEN_FIELDS: dict[str, tuple[str, str]] = {
    "id_number": ("证件号码", "个人信息（《个人信息保护法》第三十四条）"),
    "address": ("住所（住址）", "不属于应当公开的内容"),
    "phone": ("联系电话", "个人信息（《个人信息保护法》第三十四条）"),
    "bank_account": ("银行账号", "个人信息或者商业秘密（《政府信息公开条例》第十五条）"),
    "born_on": ("出生日期", "个人信息（《个人信息保护法》第三十四条）"),
    "sex": ("性别", "个人信息（《个人信息保护法》第三十四条）"),
}
_PERSON_NAME = "自然人姓名部分遮蔽（《政府信息公开条例》第十五条）"
_PERSON_TEXT = "遮蔽其中的个人信息（《政府信息公开条例》第十五条）"
_PERSON_HIDDEN = ("uscc", "legal_representative")
#: entered as free text, so a third person may be named in it
_TEXTS = frozenset({"title", "violation", "facts", "content"})


def public_view(
    decision: Mapping[str, str],
    *,
    party_is_person: bool,
    party_is_minor: bool = False,
    persons: Iterable[str] = (),
    addresses: Iterable[str] = (),
    numbers: Iterable[str] = (),
    kept: Iterable[str] = (),
    trade_secrets: Iterable[str] = (),
    withheld: WithholdGround | None = None,
) -> PublicView:
    """The public view of `decision` (name -> text).

    `persons` are natural persons named in it besides the party, `addresses` their homes, `numbers` and `kept` as
    in `masking.Protected`, `trade_secrets` field names the party has shown to be trade secrets.
    """
    if party_is_minor and withheld is None:
        withheld = WithholdGround.MINOR
    names = [*persons, *([decision.get("party_name", "")] if party_is_person else [])]
    homes = [*addresses, *([decision.get("address", "")] if party_is_person else [])]
    protected = Protected(tuple(names), tuple(homes), tuple(numbers), tuple(kept))
    secrets = frozenset(trade_secrets)

    def show(name: str, value: str) -> PublicField:
        label = PUBLIC_FIELDS.get(name) or HIDDEN_FIELDS.get(name, (name, ""))[0]
        why = _hidden_because(name, secrets, withheld, party_is_person=party_is_person)
        if why:
            return PublicField(name, label, "", Treatment.HIDDEN, why)
        if name == "party_name" and party_is_person:
            return PublicField(name, label, mask_name(value), Treatment.MASKED, _PERSON_NAME)
        masked = protected.mask(value) if name in _TEXTS else value
        if masked != value:
            return PublicField(name, label, masked, Treatment.MASKED, _PERSON_TEXT)
        return PublicField(name, label, value, Treatment.PUBLIC)

    order = {name: i for i, name in enumerate((*PUBLIC_FIELDS, *HIDDEN_FIELDS))}
    ordered = sorted(decision.items(), key=lambda field: order.get(field[0], len(order)))
    return PublicView(tuple(show(name, value) for name, value in ordered), withheld)


def _hidden_because(
    name: str, secrets: frozenset[str], withheld: WithholdGround | None, *, party_is_person: bool
) -> str:
    if withheld is not None:
        return f"不予公开：{withheld.label}"
    if name in secrets:
        return "商业秘密（《政府信息公开条例》第十五条）"
    if name in HIDDEN_FIELDS:
        return HIDDEN_FIELDS[name][1]
    if party_is_person and name in _PERSON_HIDDEN:
        return "自然人不公开此项"
    return "" if name in PUBLIC_FIELDS else "不在公开字段目录内"
