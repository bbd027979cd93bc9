"""法律用语: the closed vocabularies of a penalty case.

The value is what databases and ledger entries keep; `label` is the Chinese word people read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code with its Chinese word."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def parse(cls, text: str) -> Self:
        """The member with this code or this Chinese word; ValueError if there is none."""
        for member in cls:
            if text in (member.value, member.label):
                return member
        raise ValueError(f"{cls.__name__}: {text}")


class PenaltyKind(Term):
    """处罚种类, 《行政处罚法》第九条."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATE_GAINS = "confiscate_gains", "没收违法所得"
    CONFISCATE_PROPERTY = "confiscate_property", "没收非法财物"
    SUSPEND_LICENCE = "suspend_licence", "暂扣许可证件"
    DOWNGRADE = "downgrade", "降低资质等级"
    REVOKE_LICENCE = "revoke_licence", "吊销许可证件"
    RESTRICT_BUSINESS = "restrict_business", "限制开展生产经营活动"
    SUSPEND_BUSINESS = "suspend_business", "责令停产停业"
    CLOSE_BUSINESS = "close_business", "责令关闭"
    BAN_PRACTICE = "ban_practice", "限制从业"
    DETENTION = "detention", "行政拘留"
    OTHER = "other", "其他"


class Outcome(Term):
    """调查处理结果, four and mutually exclusive, 《行政处罚法》第五十七条第一款."""

    PENALTY = "penalty", "给予行政处罚"
    NO_PENALTY = "no_penalty", "违法行为轻微，不予处罚"
    NOT_ESTABLISHED = "not_established", "违法事实不能成立，不予处罚"
    TRANSFER = "transfer", "涉嫌犯罪，移送司法机关"


class PartyKind(Term):
    """当事人类别; an individual business counts as an organisation in credit publicity (law.md 6.1)."""

    PERSON = "person", "自然人"
    ORGANISATION = "organisation", "法人或非法人组织"
    INDIVIDUAL_BUSINESS = "individual_business", "个体工商户"


class TierLevel(Term):
    """裁量阶次, 《行政处罚法》第三十条至第三十四条; ordered from light to heavy."""

    NONE = "NONE", "不予处罚"
    MITIGATED = "MITIGATED", "减轻"
    LENIENT = "LENIENT", "从轻"
    NORMAL = "NORMAL", "一般"
    SEVERE = "SEVERE", "从重"


class OpinionType(Term):
    """法制审核意见: G118 (十三) knows 同意 and 存在问题; kinds of problem are a refinement (law.md 4.4, L)."""

    AGREE = "AGREE", "同意"
    SUPPLEMENT = "SUPPLEMENT", "事实不清、证据不足，补充调查"
    CORRECT_LAW = "CORRECT_LAW", "纠正定性或者适用依据"
    CORRECT_DISCRETION = "CORRECT_DISCRETION", "纠正裁量"
    CORRECT_PROCEDURE = "CORRECT_PROCEDURE", "纠正程序"
    CORRECT_FORM = "CORRECT_FORM", "规范文书"
    NO_AUTHORITY = "NO_AUTHORITY", "超越职权，移送有权机关"
    NO_PENALTY = "NO_PENALTY", "建议不予处罚"
    TRANSFER_CRIME = "TRANSFER_CRIME", "涉嫌犯罪，建议移送"


class ServiceMode(Term):
    """送达方式, 《民事诉讼法》第八十八条至第九十五条（《行政处罚法》第六十一条）."""

    DIRECT = "DIRECT", "直接送达"
    LEAVE = "LEAVE", "留置送达"
    ELECTRONIC = "ELECTRONIC", "电子送达"
    POST = "POST", "邮寄送达"
    ENTRUST = "ENTRUST", "委托送达"
    FORWARD = "FORWARD", "转交送达"
    ANNOUNCE = "ANNOUNCE", "公告送达"


class DocumentStatus(Term):
    """文书状态."""

    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已制发"
    VOID = "void", "已作废"


class HearingStatus(Term):
    """听证状态; `NONE` = nobody has asked (yet)."""

    NONE = "none", "未申请"
    REQUESTED = "requested", "已申请"
    WAIVED = "waived", "已放弃"
    HELD = "held", "已举行"
    #: the party stayed away or left without cause, 64(6): counts as given up
    TERMINATED = "terminated", "视为放弃"
