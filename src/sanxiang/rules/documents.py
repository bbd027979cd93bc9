"""文书内容: what each document must say (law annex 3), and what a draft still lacks.

Kinds: I internal, X external (served on the party), X* external and signed by the party on the spot.
A field with `when` is needed only if that other field of the same draft is filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sanxiang.rules.citations import cite, cite_default
from sanxiang.rules.verdict import Basis, Reason


class DocumentKind(StrEnum):
    INTERNAL = "I"
    EXTERNAL = "X"
    SIGNED_BY_PARTY = "X*"


@dataclass(frozen=True, slots=True)
class Field:
    """An essential field of a document."""

    key: str
    label: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """文书 by code: its title, kind, the step that makes it, essential fields, and where they come from."""

    code: str
    title: str
    kind: DocumentKind
    step: str
    fields: tuple[Field, ...]
    basis: tuple[Basis, ...]
    #: officers who sign, at least
    officer_signatures: int = 0

    @property
    def served(self) -> bool:
        """Goes to the party, so a 送达回证 belongs to it."""
        return self.kind is not DocumentKind.INTERNAL


def _fields(**labels: str) -> tuple[Field, ...]:
    """key = label, or key = "label?other" if it is needed only when `other` is filled."""
    return tuple(Field(key, *label.split("?", 1)) for key, label in labels.items())


_I, _X, _XS = DocumentKind.INTERNAL, DocumentKind.EXTERNAL, DocumentKind.SIGNED_BY_PARTY
_PARTY = _fields(
    party_name="当事人", party_identifier="证件号码或者统一社会信用代码", party_address="住所（住址）"
)
_REMEDIES = _fields(remedies="申请行政复议、提起行政诉讼的途径和期限")
_AGENCY = _fields(agency_name="行政机关名称", issued_on="日期")

SPECS: dict[str, DocumentSpec] = {
    s.code: s
    for s in (
        DocumentSpec(
            "D01",
            "案件来源登记表",
            _I,
            "CLUE",
            _fields(source="案件来源", received_on="登记时间", content="线索内容", opinion="处理意见"),
            cite_default("SAMRP"),
        ),
        DocumentSpec(
            "D02",
            "立案审批表",
            _I,
            "FILED",
            (
                *_fields(source="案件来源", cause="案由"),
                *_PARTY,
                *_fields(
                    facts="案情及立案理由",
                    provisions="拟适用条款",
                    officer_opinion="承办人意见",
                    unit_opinion="承办机构意见",
                    head_opinion="负责人审批意见",
                ),
            ),
            cite("APL54.2"),
            1,
        ),
        DocumentSpec(
            "D03",
            "不予立案审批表",
            _I,
            "NOT_FILED",
            _fields(source="案件来源", reasons="不予立案理由", head_opinion="负责人审批意见"),
            cite("L"),
            1,
        ),
        DocumentSpec(
            "D05",
            "询问笔录",
            _XS,
            "INVESTIGATE",
            _fields(
                started_at="开始时间",
                ended_at="结束时间",
                place="询问地点",
                person_name="被询问人",
                id_shown="表明身份和出示证件情况",
                rights_told="告知陈述、申辩和申请回避的权利",
                dialogue="询问内容",
                confirmation="被询问人核对意见和签名",
                recorder="记录人",
            ),
            cite("APL55"),
            2,
        ),
        DocumentSpec(
            "D16",
            "案件调查终结报告",
            _I,
            "CONCLUDED",
            (
                *_PARTY,
                *_fields(
                    process="调查经过",
                    facts="违法事实",
                    evidence="证据及其证明的事实",
                    basis="适用法律",
                    discretion="裁量阶次、因素和幅度",
                    proposal="处理建议",
                ),
            ),
            cite("APL54+57"),
            2,
        ),
        DocumentSpec(
            "D17",
            "法制审核送审表",
            _I,
            "LEGAL_REVIEW",
            _fields(trigger="送审情形", materials="材料清单", submitted_on="送审时间", submitter="送审人"),
            (*cite("APL58"), *cite("G118(14)")),
        ),
        DocumentSpec(
            "D18",
            "法制审核意见书",
            _I,
            "REVIEWED",
            _fields(
                checklist="审核要点及结果",
                opinion="审核意见",
                reasons="理由",
                reviewer="审核人员",
                qualification="审核人员资格",
                received_on="收到时间",
                issued_on="出具时间",
            ),
            (*cite("APL58"), *cite("G118(13)")),
        ),
        DocumentSpec(
            "D19",
            "行政处罚事先告知书",
            _X,
            "NOTICE",
            (
                *_PARTY,
                *_fields(
                    facts="违法事实",
                    evidence="主要证据",
                    reasons="理由",
                    basis="依据",
                    penalty="拟作出的处罚内容",
                    discretion="裁量基准适用说明",
                    rights="陈述、申辩权利",
                    deadline="提出期限",
                    contact="联系方式",
                    hearing_right="听证权利和申请期限?hearing_required",
                ),
                *_AGENCY,
            ),
            cite("APL44+63"),
        ),
        DocumentSpec(
            "D21",
            "陈述申辩笔录",
            _XS,
            "STATEMENT",
            _fields(
                made_at="时间",
                place="地点",
                person_name="陈述申辩人",
                content="陈述申辩内容",
                confirmation="核对意见和签名",
            ),
            cite("APL45"),
            2,
        ),
        DocumentSpec(
            "D25",
            "重大案件集体讨论记录",
            _I,
            "COLLECTIVE",
            _fields(
                held_at="时间",
                place="地点",
                host="主持人",
                attendees="出席、列席人员",
                report="案情汇报",
                views="每位出席人员的意见",
                conclusion="讨论结论",
                signatures="签名",
            ),
            cite("APL57.2"),
        ),
        DocumentSpec(
            "D26",
            "行政处罚决定审批表",
            _I,
            "DECIDED",
            (
                *_PARTY,
                *_fields(
                    facts="违法事实",
                    basis="依据",
                    penalty="拟作出的处罚",
                    officer_opinion="承办人意见",
                    unit_opinion="承办机构意见",
                    review_opinion="法制审核意见?review_required",
                    head_opinion="负责人审批意见",
                ),
            ),
            cite("APL57.1"),
            1,
        ),
        DocumentSpec(
            "D27",
            "行政处罚决定书",
            _X,
            "DECIDED",
            (
                *_PARTY,
                *_fields(
                    facts="违反法律、法规、规章的事实",
                    evidence="证据",
                    kinds="行政处罚的种类",
                    basis="依据",
                    penalty="处罚内容",
                    statement_handling="陈述、申辩和听证意见的采纳情况",
                    discretion="裁量基准适用说明",
                    performance="履行方式和期限",
                    payee="代收机构名称和地址?fine",
                    late_fine="逾期缴纳加处罚款?fine",
                    publicity="决定将向社会公示的告知",
                ),
                *_REMEDIES,
                *_AGENCY,
            ),
            (*cite("APL59"), *cite("FSP7"), *cite("G27")),
        ),
        DocumentSpec(
            "D28",
            "不予行政处罚决定书",
            _X,
            "DECIDED",
            (
                *_PARTY,
                *_fields(
                    facts="事实", evidence="证据", reasons="不予处罚的理由", basis="依据", education="教育"
                ),
                *_REMEDIES,
                *_AGENCY,
            ),
            cite("APL33+57"),
        ),
        DocumentSpec(
            "D31",
            "送达回证",
            _X,
            "SERVED",
            _fields(
                document_title="送达文书名称",
                document_number="文号",
                recipient="受送达人",
                place="送达地点",
                mode="送达方式",
                served_on="收到日期",
                signed_by="签收人及与受送达人的关系",
                refusal="拒收事由?left",
                witness="见证人?left",
                officers="送达人",
            ),
            (*cite("APL61"), *cite("CPL87")),
            2,
        ),
        DocumentSpec(
            "D39",
            "结案审批表",
            _I,
            "CLOSED",
            _fields(
                execution="执行情况",
                property_disposal="涉案财物处理情况",
                publicity="公示情况",
                archive_no="归档号",
                head_opinion="负责人审批意见",
            ),
            cite("L"),
            1,
        ),
    )
}


def missing_fields(code: str, data: Mapping[str, object]) -> tuple[Reason, ...]:
    """The essential fields a draft lacks, one reason each; KeyError for a code that has no form here."""
    spec = SPECS[code]
    return tuple(
        Reason("document.field", f"{spec.title}还没有填写“{field.label}”", spec.basis, field.key)
        for field in spec.fields
        if (not field.when or data.get(field.when)) and not _filled(data.get(field.key))
    )


def _filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value) or value == 0 and value is not False
