"""权力事项的表单: limits, amounts and bases are typed as people write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from sanxiang.powers.basis_text import TiedBasis, tie, written
from sanxiang.powers.choices import ITEM_KINDS
from sanxiang.powers.materials import FORMS, MEDIA, MOST_COPIES, NEEDS, SOURCES, Material, stored
from sanxiang.powers.types import LIMIT_UNITS, PowerItemView
from sanxiang.rules.terms import PenaltyKind
from sanxiang.sites.admin.rows import RowsForm
from sanxiang.sites.wording import ask_by_name
from sanxiang.statutes.selectors import basis_reader


class ItemForm(RowsForm):
    """A draft. What it lacks is asked for when it is submitted."""

    telling: ClassVar[tuple[str, ...]] = ("material",)
    groups = (
        ("事项", ("name", "kind", "enforcement_field", "level")),
        ("依据", ("basis_text",)),
        ("办理", ("accepting_unit", "conditions", "fee", "statutory_days", "statutory_unit", "promised_days", "promised_unit")),
        ("办理窗口", ("hall", "hall_phone", "hall_hours")),
        ("处罚，非处罚事项不填", ("penalty_kinds", "fine_min", "fine_max", "procedure")),
        ("责任", ("responsibilities", "accountability")),
        ("生效", ("effective_from",)),
    )  # fmt: skip
    code = forms.CharField(label="事项编码", max_length=80, help_text="保存后不能修改")
    name = forms.CharField(label="事项名称", max_length=300)
    kind = forms.ChoiceField(label="权力类型", choices=list(ITEM_KINDS.items()))
    enforcement_field = forms.ChoiceField(label="执法类别", required=False)
    level = forms.CharField(label="行使层级", max_length=30, required=False)
    basis_text = forms.CharField(
        label="法律依据",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="一行一条，如“罚则：《排污许可管理条例》第三十三条第一项”。保存时对上已导入的法规，对不上的照原文保存并提示",
    )
    accepting_unit = forms.CharField(label="承办机构", max_length=60, required=False)
    conditions = forms.CharField(label="适用条件", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    materials = forms.CharField(
        label="申请材料原文",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="原来按文字保存的材料。逐项列入下表以后，删去这里的文字",
    )
    hall = forms.CharField(
        label="办理地点", max_length=200, required=False, help_text="如云屏市政务服务中心二楼B06窗口"
    )
    hall_phone = forms.CharField(label="咨询电话", max_length=60, required=False)
    hall_hours = forms.CharField(
        label="办理时间", max_length=200, required=False, help_text="如工作日9:00至17:00"
    )
    fee = forms.CharField(label="收费标准", max_length=200, required=False)
    statutory_days = forms.IntegerField(label="法定期限", min_value=0, max_value=9999, required=False)
    statutory_unit = forms.ChoiceField(
        label="法定期限单位", choices=list(LIMIT_UNITS.items()), required=False
    )
    promised_days = forms.IntegerField(label="承诺期限", min_value=0, max_value=9999, required=False)
    promised_unit = forms.ChoiceField(label="承诺期限单位", choices=list(LIMIT_UNITS.items()), required=False)
    penalty_kinds = forms.MultipleChoiceField(
        label="处罚种类",
        choices=[(kind.value, kind.label) for kind in PenaltyKind],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    fine_min = forms.DecimalField(
        label="罚款下限（元）", max_digits=14, decimal_places=2, min_value=0, required=False
    )
    fine_max = forms.DecimalField(
        label="罚款上限（元）", max_digits=14, decimal_places=2, min_value=0, required=False
    )
    procedure = forms.ChoiceField(
        label="适用程序", choices=[("", "还没有"), ("penalty_ordinary", "行政处罚普通程序")], required=False
    )
    responsibilities = forms.CharField(
        label="责任事项", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    accountability = forms.CharField(
        label="追责情形", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    effective_from = forms.DateField(
        label="生效日期", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        fields_of_agency: tuple[str, ...],
        today: date,
        item: PowerItemView | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.today = today
        held = {"effective_from": today, **(_initial(item) if item else {}), **(initial or {})}
        super().__init__(data, rows=_rows(item.material_rows) if item else (), initial=held)
        if item:
            del self.fields["code"]
        if not (item and item.materials) and not (data and data.get("materials")):
            del self.fields["materials"]
        own = [item.enforcement_field] if item and item.enforcement_field else []
        names = dict.fromkeys([*fields_of_agency, *own])
        self.fields["enforcement_field"].choices = [("", "请选择"), *((n, n) for n in names)]  # type: ignore[attr-defined]
        ask_by_name(self)

    @staticmethod
    def row_fields() -> dict[str, forms.Field]:
        return {
            "material": forms.CharField(label="材料名称", max_length=200),
            "form": _choice("形式", FORMS),
            "copies": forms.IntegerField(label="份数", min_value=1, max_value=MOST_COPIES, initial=1),
            "medium": _choice("介质", MEDIA),
            "source": _choice("来源", SOURCES),
            "need": _choice("要求", NEEDS, required=True),
            "note": forms.CharField(label="说明", max_length=300, required=False),
        }

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The visible fields in their groups; the code stands first where it is asked."""
        found = [(legend, [self[name] for name in names]) for legend, names in self.groups]
        if "code" in self.fields:
            found[0][1].insert(0, self["code"])
        return found

    def tied(self) -> TiedBasis:
        """What the words of the basis point to today."""
        return tie(
            self.cleaned_data["basis_text"], kind=self.cleaned_data["kind"], read=basis_reader(self.today)
        )

    def arguments(self) -> dict[str, Any]:
        """What the services take."""
        values = self.head()
        for which in ("statutory", "promised"):
            if values[f"{which}_days"] is None:
                values[f"{which}_unit"] = ""
        rows = [Material(**{_STORED.get(k, k): v for k, v in row.items()}) for row in self.entered()]
        return values | {"bases": self.tied().bases, "material_rows": stored(rows)}


#: field of a row → field of a Material, where they differ: the item has a name of its own
_STORED = {"material": "name"}


def _choice(label: str, options: dict[str, str], *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "请选择"), *options.items()], required=required)


def _rows(materials: Iterable[Material]) -> list[dict[str, Any]]:
    """Materials as the rows of the form take them."""
    names = {kept: field for field, kept in _STORED.items()}
    return [{names.get(k, k): v for k, v in row.items()} for row in stored(materials)]


def _initial(item: PowerItemView) -> dict[str, Any]:
    own = ("name", "kind", "enforcement_field", "level", "accepting_unit", "conditions", "materials", "fee", "statutory_days", "hall", "hall_phone", "hall_hours",
           "statutory_unit", "promised_days", "promised_unit", "fine_min", "fine_max", "procedure", "responsibilities", "accountability",
           "effective_from")  # fmt: skip
    values = {name: getattr(item, name) for name in own}
    return values | {
        "penalty_kinds": list(item.penalty_kinds),
        "basis_text": item.basis_text or written(item.bases),
    }
