"""重大执法决定法制审核目录: an agency's own rows of the common triggers, with its own amounts (行政处罚法 58; 118号（十二）)."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from sanxiang.imports.kinds.base import AGENCY, KeeperBase, free
from sanxiang.imports.types import Column, Held, Kind, Values
from sanxiang.imports.values import Unfit, code, day, money, yes
from sanxiang.kernel import InvalidInput, local_date
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from sanxiang.powers.types import ReviewRuleView
from sanxiang.rules.review import TRIGGERS, ReviewTrigger, act_kind_of, amounts_of, trigger_of


def _code(cell: str) -> str:
    found = code(cell)
    if found not in TRIGGERS:
        raise Unfit(f"“{found}”应为T1至T13之一：" + "；".join(f"{c}{t.title}" for c, t in TRIGGERS.items()))
    return found


class ReviewRuleKeeper(KeeperBase):
    """Keeps drafts of an agency's own rows; what says the same as the row in force is left alone."""

    def resolve(self, values: Values) -> Values:
        out = values | {"agency": self.agency(values["agency"])}
        try:
            _trigger(out)
        except ValueError as error:
            raise InvalidInput(("person", str(error))) from None
        return out

    def find(self, values: Values) -> Held | None:
        """The draft under that code, or the row in force if the file says the same."""
        held = [r for r in powers.review_rule_versions(values["agency"]) if r.code == values["code"]]
        draft = next((r for r in held if r.status == "draft"), None)
        running = next((r for r in held if r.status == "in_force" and r.effective_to is None), None)
        found = draft or running
        if found is None:
            return None
        said = _said(found, values)
        if draft and said != values:
            raise InvalidInput(("code", f"{values['code']}已有一份草稿，请先审定或者撤回再导入"))
        return Held(found.id, said) if said == values else None

    def create(self, values: Values) -> UUID:
        trigger = _trigger(values)
        return services.draft_review_rule(
            actor=self.scope.actor, now=self.scope.now, trigger=trigger, agency=values["agency"],
            effective_from=values.get("effective_from") or local_date(self.scope.now),
            act_kind=act_kind_of(values["code"]), filed_no=values.get("filed_no", ""),
        )  # fmt: skip

    def update(self, key: UUID, changes: Values) -> None:
        """Nothing: `find` answers only what says the same."""

    def remove(self, key: UUID) -> None:
        services.discard_review_rule(actor=self.scope.actor, now=self.scope.now, rule=key)


def _trigger(values: Values) -> ReviewTrigger:
    """The trigger as the row words it; raises ValueError for amounts that do not belong to it."""
    person, organisation = (_whole(values.get(name)) for name in ("person", "organisation"))
    trigger = trigger_of(values["code"], person=person, organisation=organisation)
    return ReviewTrigger(
        trigger.code, values.get("title") or trigger.title, trigger.condition, trigger.basis, "L",
        enabled=values.get("enabled", True),
    )  # fmt: skip


def _whole(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount)


def _said(rule: ReviewRuleView, values: Values) -> Values:
    """The row in the columns that the file has."""
    amounts = amounts_of(rule.code, rule.condition)
    whole = {
        "agency": rule.agency_id, "code": rule.code, "title": rule.title, "enabled": rule.enabled,
        "filed_no": rule.filed_no, "effective_from": rule.effective_from,
        "person": Decimal(amounts[0]) if amounts else None,
        "organisation": Decimal(amounts[1]) if amounts else None,
    }  # fmt: skip
    return {name: whole[name] for name in values}


REVIEW_RULES = Kind(
    code="review_rules",
    title="法制审核目录",
    intro="重大执法决定法制审核目录：本单位的情形和金额。导入的是草稿，经审定后决定哪些案件必须审核。",
    after="导入的是草稿：由本机关负责人审定后才起作用。",
    columns=(
        AGENCY,
        Column("code", "代码", _code, ("触发代码", "序号"), "T6", "；".join(f"{c}{t.title}" for c, t in TRIGGERS.items()), required=True),
        free("title", "审核情形", "情形", "审核事项", "事项名称", example="对公民处五千元以上、对单位处五万元以上罚款"),
        Column("person", "自然人金额", money, ("公民金额", "个人金额"), "5000元", "按金额触发的填写：T6罚款、T7没收"),
        Column("organisation", "单位金额", money, ("法人或者其他组织金额", "法人金额", "企业金额"), "5万元"),
        Column("enabled", "启用", yes, ("是否启用",), "是"),
        free("filed_no", "备案号", example="云司备〔2026〕3号"),
        Column("effective_from", "生效日期", day, ("实施日期",), "2026-01-01", "不能早于审定的日期"),
    ),
    key=("agency", "code"),
    keeper=ReviewRuleKeeper,
)  # fmt: skip
