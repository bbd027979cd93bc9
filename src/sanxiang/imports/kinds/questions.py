"""试题 (国办发〔2018〕118号（二十三）): drafts of the question bank, kept by the administrator of the justice bureau.

No paper draws a draft: another person approves it first. A basis that is not in force as cited is listed for a look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sanxiang.exams import selectors as exams
from sanxiang.exams import services
from sanxiang.exams.policies import may_keep
from sanxiang.exams.types import QuestionView
from sanxiang.exams.wording import options_of, read_answer
from sanxiang.imports.kinds.base import KeeperBase, free
from sanxiang.imports.types import Column, Held, Kind, Scope, Values
from sanxiang.imports.values import code, line, one_of, text
from sanxiang.kernel import InvalidInput, local_date
from sanxiang.rules.examinations import LETTERS, QuestionKind
from sanxiang.statutes.selectors import basis_reader

_COMMON = frozenset({"公共", "公共法律知识", "通用", "综合"})
_LETTERED = tuple(f"option_{letter.lower()}" for letter in LETTERS)


def _field(cell: str) -> str:
    """An enforcement field; 公共 is none."""
    found = line(cell)
    return "" if found in _COMMON else found


class QuestionKeeper(KeeperBase):
    """Keeps drafts; a question in use is left as it is, and a row that would change it is refused."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.keeps = may_keep(scope.actor)
        self.read = basis_reader(local_date(scope.now))

    def resolve(self, values: Values) -> Values:
        if not self.keeps:
            raise InvalidInput(("number", "题库由司法行政机关的系统管理员管理，本单位不能导入试题"))
        kind = QuestionKind(values["kind"])
        out = {name: value for name, value in values.items() if name not in _LETTERED}
        lettered = [values[name] for name in _LETTERED if name in values]
        out["options"] = lettered or options_of(kind, values.get("options", ""))
        if kind is QuestionKind.JUDGE:
            out["options"] = options_of(kind, "")
        try:
            out["answer"] = read_answer(kind, values["answer"])
        except ValueError as error:
            raise InvalidInput(("answer", str(error))) from None
        return out

    def find(self, values: Values) -> Held | None:
        """The draft or the question in use under that number."""
        found = exams.open_question(values["number"])
        if found is None:
            return None
        held = _held(found)
        same = all(held.values.get(name) == value for name, value in values.items())
        if found.status == "in_force" and not same:
            raise InvalidInput(("number", "这道题正在使用，不能修改；请停用后另录，或者换一个题号"))
        return held

    def create(self, values: Values) -> UUID:
        return services.draft_question(actor=self.scope.actor, now=self.scope.now, **values)

    def update(self, key: UUID, changes: Values) -> None:
        services.change_question(actor=self.scope.actor, now=self.scope.now, question=key, **changes)

    def remove(self, key: UUID) -> None:
        services.discard_question(actor=self.scope.actor, now=self.scope.now, question=key)

    def doubts(self, rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
        """Bases that are not in force as they are cited."""
        for (line_no, _), found in zip(rows, self.read([v["basis_text"] for _, v in rows]), strict=True):
            yield from ((line_no, "basis_text", f"{said}；先按原文保存") for said in found.problems)


def _held(q: QuestionView) -> Held:
    values = {
        "number": q.number, "kind": q.kind.value, "field": q.field, "stem": q.stem, "options": list(q.options),
        "answer": list(q.answer), "basis_text": q.basis_text, "explanation": q.explanation,
    }  # fmt: skip
    return Held(q.id, values)


_OPTIONS = tuple(
    Column(name, f"选项{letter}", line, (letter, f"{letter}选项"), example)
    for name, letter, example in zip(
        _LETTERED, LETTERS, ("一人", "三人", "两人", "四人", "", "", "", ""), strict=True
    )
)
QUESTIONS = Kind(
    code="questions",
    title="试题",
    intro="执法资格考试的题库，由司法行政机关管理。导入的是草稿，经另一人审定后才会被抽到。",
    after="导入的是草稿：由另一人审定后才会被抽到。",
    columns=(
        Column("number", "题号", code, ("编号", "序号", "试题编号"), "GG-0001", required=True),
        Column("kind", "题型", one_of({k.value: k.label for k in QuestionKind}), ("试题类型", "类型"), "单选题", "、".join(k.label for k in QuestionKind), required=True),
        Column("field", "执法类别", _field, ("执法领域", "专业", "科目"), "", "空着或者写“公共”的，是公共法律知识"),
        Column("stem", "题干", text, ("题目", "试题内容", "试题"), "行政执法人员调查取证时不得少于几人？", required=True),
        Column("options", "选项", text, ("备选项", "候选项"), "", "写在一格里的，一行一个，或者A.…B.…；也可以分列写选项A至选项H；判断题不用写"),
        *_OPTIONS,
        Column("answer", "答案", line, ("正确答案", "标准答案", "参考答案"), "C", "单选写一个字母，多选写几个，如ABD；判断题写正确或者错误", required=True),
        free("basis_text", "依据", "法律依据", "出处", "试题依据", required=True, example="《行政处罚法》第四十二条第一款"),
        Column("explanation", "解析", text, ("试题解析", "说明")),
    ),
    key=("number",),
    keeper=QuestionKeeper,
)  # fmt: skip
