"""文书自己的内容: what a document says that the case does not say already; everything else is assembled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from sanxiang.flows.shared.fields import rule_fields
from sanxiang.flows.shared.papers import data_for, opinion_role
from sanxiang.rules.documents import SPECS, missing_fields
from sanxiang.sites.desk.forms import ActForm, moment_of
from sanxiang.sites.wording import ask_by_name

#: code → (field, label, rows; 1 = one line)
_TEXTS: dict[str, tuple[tuple[str, str, int], ...]] = {
    "D02": (("facts", "案情及立案理由", 8),),
    "D04": (
        ("place", "检查（勘验）地点", 1),
        ("recorder", "记录人", 1),
        ("id_shown", "表明身份、出示证件情况", 2),
        ("rights_told", "告知权利情况", 2),
        ("findings", "现场情况", 10),
        ("party_opinion", "当事人意见", 2),
    ),
    "D05": (
        ("place", "询问地点", 1),
        ("recorder", "记录人", 1),
        ("id_shown", "表明身份、出示证件情况", 2),
        ("rights_told", "告知权利情况", 2),
        ("qa", "询问内容", 12),
        ("party_opinion", "被询问人核对意见", 2),
    ),
    "D16": (("process", "调查经过", 8),),
    "D26": (("statement", "陈述申辩及听证情况", 4),),
    "D27": (("statement", "陈述、申辩的采纳情况", 5),),
    "D28": (
        ("statement", "陈述、申辩的采纳情况", 5),
        ("reasons", "不予处罚的理由", 5),
        ("education", "教育情况", 3),
    ),
    "D39": (("property", "涉案财物处理情况", 2),),
}
#: documents with the time a step began and ended
_TIMED = frozenset({"D04", "D05"})
#: approval sheets: each office adds its own opinion
SHEETS = frozenset({"D02", "D26", "D39"})
#: a record may be saved as it grows; what the law asks of it must stand there before it is issued
_NEEDED = "制发、签署前必须填写"
_HINTS = {"qa": "一问一答各占一行，以“问：”“答：”开头"}
_SAID = re.compile(r"^(问|答)[：:]\s*(.*)$")


class DraftForm(ActForm):
    """The own fields of one document, and the drafter's opinion where it is an approval sheet."""

    def __init__(self, *args: Any, code: str, **options: Any) -> None:
        self.code = code
        super().__init__(*args, **options)
        for name, label, rows in _TEXTS.get(code, ()):
            widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
            self.fields[name] = forms.CharField(
                label=label, widget=widget, required=False, max_length=20_000, help_text=_HINTS.get(name, "")
            )
            self.initial[name] = self._said(name)
            if essential(code, name):
                self._need(name)
        if code in _TIMED:
            self._add_times_and_person()
        if code in SHEETS:
            role = opinion_role(self.page.file.actor)
            needed = essential(code, "opinions", [{"role": role, "text": "—"}])
            self.fields["opinion"] = forms.CharField(
                label=role, widget=forms.Textarea, max_length=2000, required=needed
            )
            given = self._begun().get("opinions", ())
            self.initial["opinion"] = next((o["text"] for o in given if o["role"] == role), "")
            ask_by_name(self)

    def _need(self, name: str) -> None:
        field = self.fields[name]
        field.needed = True  # type: ignore[attr-defined]  # the form says so, and saves all the same
        field.help_text = "。".join(filter(None, (str(field.help_text), _NEEDED)))

    def _add_times_and_person(self) -> None:
        for name, label in (("started_at", "开始时间"), ("ended_at", "结束时间")):
            self.fields[name] = forms.CharField(label=label, required=False, max_length=16)
            self.initial[name] = self._said(name) or moment_of(self.moment)
        label = "在场人" if self.code == "D04" else "被询问人"
        self.fields["person_name"] = forms.CharField(label=label, required=False, max_length=60)
        known = self._begun().get("present" if self.code == "D04" else "person", {})
        party = self.page.file.party
        self.initial["person_name"] = known.get("name") or (
            party.legal_representative or party.name if party else ""
        )

    def _begun(self) -> Mapping[str, Any]:
        begun = self.page.file.document(self.code)
        found: Mapping[str, Any] = begun.data if begun else {}
        return found

    def _said(self, name: str) -> str:
        value = self._begun().get(name) or self.assembled.get(name, "")
        if name == "qa" and isinstance(value, list):
            return "\n".join(f"问：{row['q']}\n答：{row['a']}" for row in value)
        return str(value)

    @property
    def assembled(self) -> Mapping[str, Any]:
        """What the document says by itself; raises Refused where the case is not that far."""
        if not hasattr(self, "_assembled"):
            self._assembled = data_for(self.code, self.page.file, {})
        return self._assembled

    def arguments(self) -> dict[str, Any]:
        """Only what differs from what is assembled is the document's own."""
        values = {name: text for name, text in self.cleaned_data.items() if text}
        key, opinion = values.pop("key"), values.pop("opinion", "")
        own: dict[str, Any] = {n: t for n, t in values.items() if t != str(self.assembled.get(n, ""))}
        if "qa" in own:
            own["qa"] = questions(own["qa"])
        if person := own.pop("person_name", ""):
            own["present" if self.code == "D04" else "person"] = {"name": person}
        return {"key": key, "code": self.code, "data": own, "opinion": opinion}


def essential(code: str, name: str, filled: Any = "—") -> bool:
    """Does the law ask for what the field says: is something still missing in the document without it?"""
    if code not in SPECS:
        return False
    with_it = missing_fields(code, rule_fields({name: filled}))
    return len(with_it) < len(missing_fields(code, rule_fields({})))


def questions(text: str) -> list[dict[str, str]]:
    """问：… 答：… lines as pairs; a line without a mark continues the one before."""
    rows: list[dict[str, str]] = []
    last = "q"
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _SAID.match(line)
        if found and found[1] == "问":
            rows.append({"q": found[2], "a": ""})
            last = "q"
        elif rows:
            last = "a" if found else last
            said = found[2] if found else line
            rows[-1][last] = f"{rows[-1][last]}\n{said}".strip()
        else:
            rows.append({"q": line, "a": ""})
    return rows
