"""试题的导入: as spreadsheets write them, drafts only, by the justice bureau only, a basis that is not in force listed."""

from __future__ import annotations

import pytest

from sanxiang.exams import selectors as exams
from sanxiang.exams.services import approve_question
from sanxiang.exams.wording import read_answer, read_options
from sanxiang.imports import services
from sanxiang.kernel import Actor
from sanxiang.rules.examinations import QuestionKind
from tests.factories.city import FOUNDED, LAW, City
from tests.factories.powers import APPROVES
from tests.imports.conftest import bring

SYSTEM = Actor.system("命令行")
HEAD = ("序号", "题型", "专业", "题目", "选项A", "选项B", "选项C", "正确答案", "依据", "解析")
BASIS = f"《{LAW}》第二条"
SINGLE = ("1", "单选题", "公共", "不得少于几人？", "一人", "三人", "两人", "c", BASIS, "")
MULTIPLE = ("2", "多选题", "生态环境", "应当出示什么？", "证件", "名片", "通知", "A、C", BASIS, "见条文")
JUDGE = ("3", "判断题", "", "可以一人检查。", "", "", "", "错误", BASIS, "")


def test_questions_become_drafts_as_they_are_written(city: City) -> None:
    run = bring(SYSTEM, "questions", [HEAD, SINGLE, MULTIPLE, JUDGE])
    assert run.ok and not run.doubts and run.counts["新增"] == 3
    one, several, judged = exams.questions(status="draft")
    assert (one.kind, one.field, one.options, one.answer) == ("single", "", ("一人", "三人", "两人"), ("C",))
    assert (several.field, several.answer, several.explanation) == ("生态环境", ("A", "C"), "见条文")
    assert (judged.options, judged.answer) == (("正确", "错误"), ("B",))
    assert bring(SYSTEM, "questions", [HEAD, SINGLE, MULTIPLE, JUDGE]).counts["没有变化"] == 3
    assert exams.pool("生态环境") == []


def test_options_may_stand_in_one_cell(city: City) -> None:
    head = ("题号", "题型", "题干", "选项", "答案", "依据")
    rows = [
        ("1", "单选题", "第一问？", "A.一人 B.两人 C.三人", "B", BASIS),
        ("2", "单选题", "第二问？", "一人\n两人", "B", BASIS),
    ]
    assert bring(SYSTEM, "questions", [head, *rows]).ok
    assert [q.options for q in exams.questions()] == [("一人", "两人", "三人"), ("一人", "两人")]


@pytest.mark.parametrize(
    ("at", "cell", "column", "said"),
    [
        (1, "问答题", "题型", "应为判断题、单选题、多选题之一"),
        (7, "D", "答案", "不在选项"),
        (7, "两人", "答案", "不是答案"),
        (7, "AC", "答案", "只能是一个"),
        (5, "一人", "选项", "不能重复"),
        (8, "", "依据", "请填写依据"),
        (3, "", "题干", "请填写题干"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(
    city: City, at: int, cell: str, column: str, said: str
) -> None:
    row = list(SINGLE)
    row[at] = cell
    run = bring(SYSTEM, "questions", [HEAD, JUDGE, row])
    assert [(p.line, p.column) for p in run.problems] == [(3, column)] and said in run.problems[0].message
    assert exams.questions() == []


def test_a_basis_that_is_not_in_force_is_kept_and_listed(city: City) -> None:
    run = bring(SYSTEM, "questions", [HEAD, (*SINGLE[:8], f"《{LAW}》第九十九条", ""), MULTIPLE])
    assert run.ok and [(d.line, d.column) for d in run.doubts] == [(2, "依据")]
    assert run.reconciled == "文件2行=登记无疑1行+登记待核1行"


def test_a_question_in_use_is_not_changed_by_a_row_and_an_import_is_undone(city: City) -> None:
    first = bring(SYSTEM, "questions", [HEAD, SINGLE])
    second = bring(SYSTEM, "questions", [HEAD, (*SINGLE[:3], "最少几人？", *SINGLE[4:])])
    assert second.counts["更新"] == 1
    services.undo(actor=SYSTEM, now=FOUNDED, run=second.id)
    assert exams.questions()[0].stem == "不得少于几人？"
    services.undo(actor=SYSTEM, now=FOUNDED, run=first.id)
    assert exams.questions() == []
    bring(SYSTEM, "questions", [HEAD, SINGLE])
    approve_question(actor=APPROVES, now=FOUNDED, question=exams.questions()[0].id)
    assert bring(SYSTEM, "questions", [HEAD, SINGLE]).counts["没有变化"] == 1
    refused = bring(SYSTEM, "questions", [HEAD, (*SINGLE[:3], "最少几人？", *SINGLE[4:])])
    assert "正在使用" in refused.problems[0].message


def test_the_bank_is_not_for_the_administrator_of_an_agency(city: City, admin: Actor) -> None:
    run = bring(admin, "questions", [HEAD, SINGLE])
    assert "司法行政机关" in run.problems[0].message and exams.questions() == []


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("A.一人 B.两人", ["一人", "两人"]),
        ("A、一人；B、两人；C、三人", ["一人", "两人", "三人"]),
        ("（A）一人\n（B）两人", ["一人", "两人"]),
        ("\uff21\uff0e一人\n\uff22\uff0e两人", ["一人", "两人"]),
        ("一人\n\n两人", ["一人", "两人"]),
        ("A类证件\n乙", ["A类证件", "乙"]),
    ],
)
def test_options_as_people_write_them(words: str, options: list[str]) -> None:
    assert read_options(words) == options


@pytest.mark.parametrize(
    ("kind", "words", "answer"),
    [
        (QuestionKind.JUDGE, "√", ["A"]), (QuestionKind.JUDGE, "错", ["B"]), (QuestionKind.MULTIPLE, "D，A", ["A", "D"]),
        (QuestionKind.SINGLE, "\uff23", ["C"]), (QuestionKind.MULTIPLE, "abd", ["A", "B", "D"]),
    ],
)  # fmt: skip
def test_answers_as_people_write_them(kind: QuestionKind, words: str, answer: list[str]) -> None:
    assert read_answer(kind, words) == answer
