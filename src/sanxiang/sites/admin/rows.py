"""多行的表单: lines are added and taken out by buttons of the form itself, without script.

A button that is not the one that saves answers with the form as it was sent, one line more or less: nothing that was
typed is lost, and what is wrong with a line stays beside it. A line left blank is no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from sanxiang.sites.wording import ask_by_name


class RowsForm(forms.Form):
    """A form with lines. A subclass names its own fields, and in `row_fields` those of a line."""

    use_required_attribute = False
    #: fields of a line; one of `telling` filled in makes it a line
    telling: ClassVar[tuple[str, ...]] = ()
    #: no more can be added
    most: ClassVar[int] = 100

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rows: Sequence[Mapping[str, Any]] = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.pressed = data.get("do", "") if data is not None else ""
        self.keys = list(range(1, max(len(rows), 1) + 1)) if data is None else _keys(data, self.pressed)
        held = {f"{name}_{n}": v for n, row in enumerate(rows, start=1) for name, v in row.items()}
        super().__init__(data, initial={**held, **(initial or {})})
        for key in self.keys:
            self.fields |= {f"{name}_{key}": field for name, field in self.row_fields().items()}
        ask_by_name(self)

    @staticmethod
    def row_fields() -> dict[str, forms.Field]:
        """New fields of one line, by name."""
        raise NotImplementedError

    @property
    def saves(self) -> bool:
        """Was it sent to be saved, and can it be? A button for the lines saves nothing."""
        return self.is_bound and not self.pressed and self.is_valid()

    @property
    def status(self) -> int:
        """Of the answer that shows the form again."""
        return 422 if self.is_bound and not self.pressed else 200

    @property
    def next_key(self) -> int:
        """Of the line that comes with the next press; 0 where no more can be added."""
        return max(self.keys, default=0) + 1 if len(self.keys) < self.most else 0

    @property
    def lines(self) -> list[tuple[int, dict[str, forms.BoundField]]]:
        """Each line with its key and its fields by name."""
        names = list(self.row_fields())
        return [(key, {name: self[f"{name}_{key}"] for name in names}) for key in self.keys]

    def clean(self) -> dict[str, Any]:
        """A blank line asks for nothing."""
        for key, fields in self.lines:
            if key not in self._filled():
                for bound in fields.values():
                    self.errors.pop(bound.name, None)
        return self.cleaned_data

    def entered(self) -> list[dict[str, Any]]:
        """What the lines that are not blank say."""
        names = list(self.row_fields())
        return [{name: self.cleaned_data[f"{name}_{key}"] for name in names} for key in self._filled()]

    def head(self) -> dict[str, Any]:
        """What the fields outside the lines say."""
        own = {bound.name for _, fields in self.lines for bound in fields.values()}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}

    def place(self, problems: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Problems a service found, with lines.0.name as the field of that line."""
        keys = self._filled()
        return [(_field(name, keys), text) for name, text in problems]

    def _filled(self) -> list[int]:
        return [
            key for key in self.keys if any(self.data.get(f"{n}_{key}", "").strip() for n in self.telling)
        ]


def _keys(data: QueryDict, pressed: str) -> list[int]:
    """The lines as they were sent, after the button."""
    keys = list(dict.fromkeys(int(k) for k in data.getlist("row") if k.isdecimal() and len(k) < 6))
    word, _, which = pressed.partition("-")
    if word == "add":
        keys.append(max(keys, default=0) + 1)
    return [k for k in keys if word != "remove" or str(k) != which]


def _field(name: str, keys: Sequence[int]) -> str:
    table, _, rest = name.partition(".")
    number, _, field = rest.partition(".")
    return f"{field}_{keys[int(number)]}" if table == "lines" and field else name
