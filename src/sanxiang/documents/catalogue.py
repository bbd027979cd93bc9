"""文书目录: what each code is. Titles and kinds follow the list of forms in use; I = internal, X = external.

An external document is sealed, carries the QR of its authenticity page and needs a 送达回证; a record signed by the
party (笔录) is external without a seal. Codes with a word in `rules.identifiers.NUMBER_WORDS` are numbered.
"""

from __future__ import annotations

from dataclasses import dataclass

from sanxiang.kernel import Role
from sanxiang.rules.identifiers import NUMBER_WORDS

_OFFICER = (Role.OFFICER,)
_HEAD = (Role.AGENCY_HEAD,)
_REVIEWER = (Role.LEGAL_REVIEWER,)


@dataclass(frozen=True, slots=True)
class Form:
    """文书样式. `many`: a case may have several; otherwise a new draft replaces the unsigned one."""

    code: str
    title: str
    stage: str
    template: str
    external: bool
    drafters: tuple[Role, ...]
    signers: tuple[Role, ...]
    sealed: bool = False
    many: bool = False

    @property
    def series(self) -> str:
        """The word of the number series behind the agency's code; "" for a document without a number."""
        return NUMBER_WORDS.get(self.code, "")

    @property
    def kind(self) -> str:
        """X or I."""
        return "X" if self.external else "I"


def _internal(
    code: str, title: str, stage: str, drafters: tuple[Role, ...], signers: tuple[Role, ...]
) -> Form:
    return Form(code, title, stage, code.lower(), external=False, drafters=drafters, signers=signers)


def _record(code: str, title: str, stage: str) -> Form:
    return Form(
        code, title, stage, code.lower(), external=True, drafters=_OFFICER, signers=_OFFICER, many=True
    )


def _external(code: str, title: str, stage: str, template: str = "") -> Form:
    return Form(
        code,
        title,
        stage,
        template or code.lower(),
        external=True,
        drafters=_OFFICER,
        signers=_HEAD,
        sealed=True,
    )


CATALOGUE: dict[str, Form] = {
    form.code: form
    for form in (
        _internal("D01", "案件来源登记表", "CLUE", _OFFICER, _OFFICER),
        _internal("D02", "立案审批表", "CLUE", _OFFICER, _HEAD),
        _internal("D03", "不予立案审批表", "CLUE", _OFFICER, _HEAD),
        _record("D04", "现场检查（勘验）笔录", "INVESTIGATE"),
        _record("D05", "询问（调查）笔录", "INVESTIGATE"),
        _internal("D16", "调查终结报告", "INVESTIGATE", _OFFICER, _OFFICER),
        _internal("D17", "重大行政执法决定法制审核送审表", "LEGAL_REVIEW", _OFFICER, _OFFICER),
        _internal("D18", "法制审核意见书", "LEGAL_REVIEW", _REVIEWER, _REVIEWER),
        _external("D19", "行政处罚事先告知书", "NOTICE"),
        _external("D20", "行政处罚听证告知书", "NOTICE", "d19"),
        _record("D21", "陈述申辩笔录及复核意见", "STATEMENT"),
        _internal("D25", "重大案件集体讨论记录", "COLLECTIVE", (*_OFFICER, *_HEAD), _HEAD),
        _internal("D26", "行政处罚决定审批表", "DECIDE", _OFFICER, _HEAD),
        _external("D27", "行政处罚决定书", "DECIDE"),
        _external("D28", "不予行政处罚决定书", "DECIDE"),
        Form(
            "D31",
            "送达回证",
            "SERVED",
            "d31",
            external=True,
            drafters=_OFFICER,
            signers=_OFFICER,
            sealed=True,
            many=True,
        ),
        _internal("D39", "结案审批表", "PERFORM", _OFFICER, _HEAD),
        _internal("D40", "行政处罚案卷", "ARCHIVED", _OFFICER, _OFFICER),
    )
}
#: codes of which a case may have several at once
MANY = tuple(code for code, form in CATALOGUE.items() if form.many)


class UnknownForm(LookupError):  # noqa: N818  says what is unknown
    """No form has this code."""


def form_of(code: str) -> Form:
    """The form of a code; raises UnknownForm."""
    try:
        return CATALOGUE[code]
    except KeyError:
        raise UnknownForm(f"没有编号为{code}的文书样式") from None
