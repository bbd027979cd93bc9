"""导入的表单: the file, and which of its columns is which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from sanxiang.imports.preview import Preview
from sanxiang.imports.types import Column, Kind
from sanxiang.kernel import InvalidInput

ACCEPT = ".xlsx,.csv,.jsonl,.ndjson,.txt,.zip"


class UploadForm(forms.Form):
    """One file. What is in it, the import says."""

    use_required_attribute = False
    file = forms.FileField(
        label="表格文件",
        allow_empty_file=True,
        error_messages={"required": "请选择要导入的表格文件"},
    )


class ColumnsForm(forms.Form):
    """For each column of the kind, the column of the file that holds it."""

    use_required_attribute = False

    def __init__(self, *args: Any, kind: Kind, preview: Preview, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind, self.preview = kind, preview
        offered = [
            (str(at), f"第{at + 1}列　{name or '（没有列名）'}") for at, name in enumerate(preview.headings)
        ]
        for column in kind.columns:
            self.fields[column.name] = forms.ChoiceField(
                label=column.title,
                choices=[("", "不读入"), *offered],
                required=False,
                help_text=column.note,
            )

    def clean(self) -> dict[str, Any]:
        """No column of the file is read twice."""
        cleaned: dict[str, Any] = super().clean() or {}
        taken: dict[str, str] = {}
        for column in self.kind.columns:
            at = cleaned.get(column.name)
            if at and at in taken:
                self.add_error(column.name, f"第{int(at) + 1}列已经当作“{taken[at]}”，请另选一列")
            elif at:
                taken[at] = column.title
        return cleaned

    def columns(self) -> dict[str, int]:
        """Name of a column → its position in the file. Raises InvalidInput with every choice that does not fit."""
        InvalidInput.if_any((name, str(said)) for name, errors in self.errors.items() for said in errors)
        return {name: int(at) for name, at in self.cleaned_data.items() if at}

    def lines(self) -> list[tuple[Column, forms.BoundField, tuple[str, ...]]]:
        """Each column with its choice and what stands in the file's column that is chosen."""
        return [(c, self[c.name], self._examples(self[c.name].value())) for c in self.kind.columns]

    def _examples(self, at: object) -> tuple[str, ...]:
        return self.preview.examples(int(str(at))) if at not in (None, "") else ()


def chosen(columns: Mapping[str, int]) -> dict[str, str]:
    """What a run holds, as the form shows it."""
    return {name: str(at) for name, at in columns.items()}
