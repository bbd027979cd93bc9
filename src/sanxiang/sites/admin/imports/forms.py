"""导入的表单: the file, and which of its columns is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from sanxiang.imports.preview import Preview
from sanxiang.imports.types import Column, Kind
from sanxiang.kernel import InvalidInput
from sanxiang.registry.types import AgencyView

#: before the id of an agency that all rows are of, where a column's position could stand
_WHOLE = "all-"
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
    """For each column of the kind, the column of the file that holds it; for 执法主体 also one agency for all rows."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, kind: Kind, preview: Preview, agencies: Sequence[AgencyView], **options: Any
    ) -> None:
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
        if agencies:
            whole = [(f"{_WHOLE}{a.id}", f"表中没有这一列，全部是：{a.name}") for a in agencies]
            self.fields["agency"].choices += whole  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """No column of the file is read twice."""
        cleaned: dict[str, Any] = super().clean() or {}
        taken: dict[str, str] = {}
        for column in self.kind.columns:
            at = cleaned.get(column.name)
            if not at or at.startswith(_WHOLE):
                continue
            if at in taken:
                self.add_error(column.name, f"第{int(at) + 1}列已经当作“{taken[at]}”，请另选一列")
            else:
                taken[at] = column.title
        return cleaned

    def columns(self) -> dict[str, int]:
        """Name of a column → its position in the file. Raises InvalidInput with every choice that does not fit."""
        InvalidInput.if_any((name, str(said)) for name, errors in self.errors.items() for said in errors)
        return {name: int(at) for name, at in self.cleaned_data.items() if at.isdecimal()}

    def one_agency(self) -> UUID | None:
        """The agency of every row, where that was chosen instead of a column."""
        chosen: str = self.cleaned_data.get("agency") or ""
        return UUID(chosen.removeprefix(_WHOLE)) if chosen.startswith(_WHOLE) else None

    def lines(self) -> list[tuple[Column, forms.BoundField, tuple[str, ...]]]:
        """Each column with its choice and what stands in the file's column that is chosen."""
        return [(c, self[c.name], self._examples(self[c.name].value())) for c in self.kind.columns]

    def _examples(self, at: object) -> tuple[str, ...]:
        return self.preview.examples(int(str(at))) if str(at or "").isdecimal() else ()


def chosen(columns: Mapping[str, int], one_agency: UUID | None) -> dict[str, str]:
    """What a run holds, as the form shows it."""
    whole = {"agency": f"{_WHOLE}{one_agency}"} if one_agency else {}
    return whole | {name: str(at) for name, at in columns.items()}
