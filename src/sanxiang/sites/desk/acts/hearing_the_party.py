"""告知之后: what the party said, submitting for review, collective discussion; the forms."""

from __future__ import annotations

from typing import Any

from django import forms

from sanxiang.flows.shared.types import Attendee
from sanxiang.rules.review import MATERIALS
from sanxiang.sites.desk.forms import ActForm, Choices, DateInput, MomentField, moment_of

#: rows for those who took part in a discussion
SEATS = 6
_ADOPTED = {"yes": True, "no": False}


class StatementForm(ActForm):
    """What the party said and what became of it, or that it gave the right up."""

    groups = (
        ("当事人的意见", ("kind", "made_on", "text")),
        ("复核（提出陈述申辩的填写）", ("adopted", "response", "new_facts")),
    )
    kind = forms.ChoiceField(
        label="情形",
        choices=[("statement", "提出陈述、申辩"), ("waived", "书面放弃陈述、申辩")],
        widget=forms.RadioSelect,
    )
    made_on = forms.DateField(label="日期", widget=DateInput)
    text = forms.CharField(label="陈述申辩的内容", widget=forms.Textarea, max_length=8000, required=False)
    adopted = forms.ChoiceField(
        label="是否采纳",
        choices=[("yes", "采纳"), ("no", "不采纳")],
        widget=forms.RadioSelect,
        required=False,
    )
    response = forms.CharField(label="复核情况和理由", widget=forms.Textarea, max_length=8000, required=False)
    new_facts = forms.BooleanField(
        label="复核中发现了告知时不知道的违法事实",
        required=False,
        help_text="没有新的违法事实，不得因陈述申辩加重处罚（《行政处罚法》第四十五条第二款）",
    )

    def prefilled(self) -> dict[str, Any]:
        return {"made_on": self.today, "kind": "statement"}

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "adopted": _ADOPTED.get(self.cleaned_data["adopted"])}


class SubmitForm(ActForm):
    """What is handed in beside what the file holds."""

    materials = forms.MultipleChoiceField(
        label="另行提交的材料",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="案卷里已有的材料由系统随案送审，不用勾选",
    )
    counsel_needed = forms.BooleanField(label="请法律顾问同时出具意见", required=False)

    def choices(self) -> dict[str, Choices]:
        absent = {m.code for m in self.page.materials if not m.present}
        return {"materials": [(code, title) for code, title in MATERIALS.items() if code in absent]}

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "materials": tuple(self.cleaned_data["materials"])}


class DiscussionForm(ActForm):
    """When, where, who said what, and the conclusion."""

    held_at = MomentField(label="时间")
    place = forms.CharField(label="地点", max_length=200)
    chair = forms.CharField(label="主持人", max_length=60, help_text="主持人也要列入出席人员")
    conclusion = forms.CharField(label="讨论结论", widget=forms.Textarea, max_length=4000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for n in range(1, SEATS + 1):
            self.fields[f"name_{n}"] = forms.CharField(label="姓名", max_length=60, required=False)
            self.fields[f"post_{n}"] = forms.CharField(label="职务", max_length=60, required=False)
            self.fields[f"view_{n}"] = forms.CharField(label="发表的意见", max_length=2000, required=False)

    def prefilled(self) -> dict[str, Any]:
        name = self.page.file.actor.name
        return {"held_at": moment_of(self.moment), "chair": name, "name_1": name}

    @property
    def seats(self) -> list[tuple[int, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The rows for those present."""
        return [(n, self[f"name_{n}"], self[f"post_{n}"], self[f"view_{n}"]) for n in range(1, SEATS + 1)]

    def arguments(self) -> dict[str, Any]:
        v = self.cleaned_data
        rows = ((v[f"name_{n}"], v[f"view_{n}"], v[f"post_{n}"]) for n in range(1, SEATS + 1))
        return {
            **{name: v[name] for name in ("key", "held_at", "place", "chair", "conclusion")},
            "attendees": tuple(Attendee(*row) for row in rows if row[0]),
        }
