"""培训考试的表单: a question as it is written on paper, an examination as a table of counts and points."""

from __future__ import annotations

from typing import Any

from django import forms

from sanxiang.exams.types import ExaminationView, QuestionView
from sanxiang.exams.wording import options_of, read_answer, written_answer
from sanxiang.kernel import BEIJING
from sanxiang.rules.examinations import Part, QuestionKind
from sanxiang.sites.wording import ask_by_name

Section = tuple[str, list[forms.BoundField]]
_MOMENT = "%Y-%m-%dT%H:%M"


class QuestionForm(forms.Form):
    """A question; what is wrong with it is said beside its fields."""

    use_required_attribute = False
    groups = (
        ("试题", ("number", "kind", "field", "stem", "options", "answer")),
        ("依据", ("basis_text", "explanation")),
    )
    number = forms.CharField(label="题号", max_length=30)
    kind = forms.ChoiceField(label="题型", choices=[(k.value, k.label) for k in QuestionKind])
    field = forms.CharField(
        label="执法类别", max_length=30, required=False, help_text="空着的，是公共法律知识"
    )
    stem = forms.CharField(label="题干", widget=forms.Textarea, max_length=2000)
    options = forms.CharField(
        label="选项",
        widget=forms.Textarea,
        max_length=3000,
        required=False,
        help_text="一行一个，最多8个；判断题不用写",
    )
    answer = forms.CharField(
        label="答案", max_length=20, help_text="单选写一个字母，多选写几个，如ABD；判断题写正确或者错误"
    )
    basis_text = forms.CharField(
        label="依据", max_length=300, help_text="如《行政处罚法》第四十二条第一款，考试结束后应考人员可以看到"
    )
    explanation = forms.CharField(label="解析", widget=forms.Textarea, max_length=2000, required=False)

    def __init__(self, *args: Any, question: QuestionView | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if question:
            self.initial = {
                "number": question.number, "kind": question.kind.value, "field": question.field, "stem": question.stem,
                "options": "" if question.kind is QuestionKind.JUDGE else "\n".join(question.options),
                "answer": written_answer(question.kind, question.answer), "basis_text": question.basis_text,
                "explanation": question.explanation,
            }  # fmt: skip
        ask_by_name(self)

    @property
    def sections(self) -> list[Section]:
        """The fields in their groups."""
        return [(legend, [self[name] for name in names]) for legend, names in self.groups]

    def clean(self) -> dict[str, Any]:
        if "kind" in self.cleaned_data and self.cleaned_data.get("answer"):
            try:
                kind = QuestionKind(self.cleaned_data["kind"])
                self.cleaned_data["answer"] = read_answer(kind, self.cleaned_data["answer"])
            except ValueError as error:
                self.add_error("answer", str(error))
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        """What the services take."""
        values = dict(self.cleaned_data)
        return values | {"options": options_of(QuestionKind(values["kind"]), values["options"])}


def _number(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=200, required=False)


class ExaminationForm(forms.Form):
    """An examination; the parts are counts and points of each kind, of the common law and of the field."""

    use_required_attribute = False
    title = forms.CharField(label="考试名称", max_length=100)
    field = forms.CharField(
        label="执法类别",
        max_length=30,
        required=False,
        help_text="只考这一类别的执法人员；空着的，所有执法人员都应考",
    )
    opens_at = forms.DateTimeField(label="开始时间", input_formats=[_MOMENT, "%Y-%m-%d %H:%M"])
    closes_at = forms.DateTimeField(label="结束时间", input_formats=[_MOMENT, "%Y-%m-%d %H:%M"])
    minutes = forms.IntegerField(label="考试时长（分钟）", min_value=1, max_value=600)
    pass_mark = forms.IntegerField(label="合格分数", min_value=1, max_value=1000)
    attempts = forms.IntegerField(label="最多考几次", min_value=1, max_value=9, initial=1)
    parts = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, exam: ExaminationView | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for _, kind, name in _ROWS:
            self.fields[f"{name}_count"] = _number(f"{kind.label}，几题")
            self.fields[f"{name}_points"] = _number(f"{kind.label}，每题几分")
        if exam:
            self.initial = _initial(exam)
        ask_by_name(self)

    @property
    def sections(self) -> list[Section]:
        """The fields in their groups."""
        names = [(special, f"{name}_{what}") for special, _, name in _ROWS for what in ("count", "points")]
        return [
            ("考试", [self[n] for n in ("title", "field", "opens_at", "closes_at", "minutes", "pass_mark", "attempts")]),
            ("公共法律知识", [self[name] for special, name in names if not special]),
            ("专业法律知识，填写了执法类别的", [self[name] for special, name in names if special]),
        ]  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """What the services take."""
        own = ("title", "field", "opens_at", "closes_at", "minutes", "pass_mark", "attempts")
        values = self.cleaned_data
        parts = [
            Part(kind, special, values[f"{name}_count"], values[f"{name}_points"] or 0)
            for special, kind, name in _ROWS
            if values[f"{name}_count"]
        ]
        return {name: values[name] for name in own} | {"parts": parts}


#: special?, kind, the beginning of its fields' names
_ROWS = [
    (special, kind, f"{'special' if special else 'common'}_{kind.value}")
    for special in (False, True)
    for kind in QuestionKind
]


def _initial(exam: ExaminationView) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": exam.title, "field": exam.field, "minutes": exam.minutes, "pass_mark": exam.pass_mark,
        "attempts": exam.attempts, "opens_at": exam.opens_at.astimezone(BEIJING).strftime(_MOMENT),
        "closes_at": exam.closes_at.astimezone(BEIJING).strftime(_MOMENT),
    }  # fmt: skip
    for part in exam.parts:
        name = f"{'special' if part.special else 'common'}_{part.kind.value}"
        values |= {f"{name}_count": part.count, f"{name}_points": part.points}
    return values
