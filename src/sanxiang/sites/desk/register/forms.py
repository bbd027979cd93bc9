"""登记线索的表单."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms

from sanxiang.kernel import Actor, local_date
from sanxiang.registry.selectors import get_agency
from sanxiang.rules.guards.filing import SOURCES
from sanxiang.sites.desk.acts.filing import item_choices, unit_choices
from sanxiang.sites.desk.forms import DateInput
from sanxiang.sites.desk.party import PartyFields


class ClueForm(PartyFields):
    """Where the clue comes from and what it says; the rest may be left to the check."""

    use_required_attribute = False
    GROUPS = (
        ("线索", ("source", "unit", "title", "clue_text")),
        ("违法行为，知道多少填多少", ("power_item", "act_on", "act_place", "region_code")),
        ("当事人，尚未查明可以不填", PartyFields.NAMES),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    source = forms.ChoiceField(
        label="案件来源", choices=[("", "请选择"), *((s, s) for s in SOURCES.values())]
    )
    unit = forms.ChoiceField(label="承办机构")
    title = forms.CharField(
        label="案由", max_length=200, help_text="当事人加违法行为，如“某公司未取得排污许可证排放污染物案”"
    )
    clue_text = forms.CharField(label="线索内容", widget=forms.Textarea, max_length=4000)
    power_item = forms.ChoiceField(label="权责事项", required=False)
    act_on = forms.DateField(label="违法行为发生或者终了日期", widget=DateInput, required=False)
    act_place = forms.CharField(label="违法行为地点", max_length=200, required=False)
    region_code = forms.CharField(
        label="违法行为地区划代码",
        max_length=12,
        required=False,
        help_text="先填本机关的；在所属区县的，改为区县代码",
    )

    def __init__(self, *args: Any, actor: Actor, moment: datetime, **options: Any) -> None:
        self.actor, self.moment = actor, moment
        agency = actor.agency_id
        assert agency is not None
        super().__init__(*args, **options)
        self.initial.update(key=uuid4().hex, region_code=get_agency(agency).region_code, unit=actor.unit_id)
        self.fields["unit"].choices = unit_choices(actor)  # type: ignore[attr-defined]
        self.fields["power_item"].choices = item_choices(agency, local_date(moment))  # type: ignore[attr-defined]

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in their groups."""
        return [(legend, [self[name] for name in names]) for legend, names in self.GROUPS]

    def arguments(self) -> dict[str, Any]:
        """What the flow takes; a party that is named is found or registered. Raises InvalidInput."""
        names = ("key", "source", "title", "clue_text", "act_on", "act_place", "region_code")
        values = {name: self.cleaned_data[name] for name in names}
        agency = self.actor.agency_id
        assert agency is not None
        item = self.cleaned_data["power_item"]
        return {
            **values,
            "unit": UUID(self.cleaned_data["unit"]),
            "power_item": UUID(item) if item else None,
            "party": self.party(actor=self.actor, now=self.moment, agency=agency) if self.named() else None,
        }
