"""表单的底: what every act's form has, and the small parts several of them share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms

from sanxiang.flows.reading.types import CasePage
from sanxiang.flows.shared.types import ServiceInput
from sanxiang.kernel import BEIJING
from sanxiang.rules.terms import ServiceMode
from sanxiang.sites.wording import ask_by_name

Choices = list[tuple[str, str]]
Groups = tuple[tuple[str, tuple[str, ...]], ...]


class DateInput(forms.DateInput):
    """The browser's own calendar; without one, 2026-03-02 is typed."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentField(forms.DateTimeField):
    """A moment in Beijing time."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **options)


class ActForm(forms.Form):
    """A form of one act. `key` makes a form submitted twice one act; nobody types it."""

    use_required_attribute = False
    #: names of the fields in groups: (legend, fields); () = one group of all
    groups: Groups = ()
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, page: CasePage, moment: datetime, **options: Any) -> None:
        self.page, self.moment = page, moment
        self.today = page.file.today
        super().__init__(*args, **options)
        self.initial = {"key": uuid4().hex, **self.prefilled(), **self.initial}
        ask_by_name(self)
        for name, choices in self.choices().items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def prefilled(self) -> dict[str, Any]:
        """What the case already says."""
        return {}

    def choices(self) -> dict[str, Choices]:
        """The options of the fields that depend on the case."""
        return {}

    def arguments(self) -> dict[str, Any]:
        """What the flow is called with, `key` included."""
        return dict(self.cleaned_data)

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The visible fields in their groups."""
        if not self.groups:
            return [("", list(self.visible_fields()))]
        return [(legend, [self[name] for name in names]) for legend, names in self.groups]


class OpinionForm(ActForm):
    """An opinion and nothing else."""

    opinion = forms.CharField(label="意见", widget=forms.Textarea, max_length=2000)


class ConfirmForm(ActForm):
    """Nothing to fill in: the act stands on what the case already holds."""


class ServiceForm(ActForm):
    """送达的经过: how, when, to whom, with which proof."""

    groups: Groups = (
        ("送达经过", ("mode", "served_on", "place", "recipient", "relation", "receipt")),
        ("留置送达", ("witness", "av", "refusal")),
        ("电子送达、公告送达", ("consent_on", "announce_reason", "announced_at")),
    )
    mode = forms.ChoiceField(label="送达方式", choices=[(m.value, m.label) for m in ServiceMode])
    served_on = forms.DateField(label="送达日期", widget=DateInput)
    place = forms.CharField(label="送达地点", max_length=200, required=False)
    recipient = forms.CharField(label="签收人", max_length=100)
    relation = forms.CharField(
        label="与受送达人的关系", max_length=50, required=False, help_text="如法定代表人、负责收件的人"
    )
    receipt = forms.BooleanField(
        label="受送达人已在送达回证上签名（邮寄的，已有回执）", required=False, initial=True
    )
    witness = forms.CharField(label="见证人", max_length=100, required=False)
    av = forms.BooleanField(label="已拍照、录像记录送达过程", required=False)
    refusal = forms.CharField(label="拒收事由", max_length=500, required=False)
    consent_on = forms.DateField(label="电子送达确认书签订日期", widget=DateInput, required=False)
    announce_reason = forms.CharField(label="公告送达的原因", max_length=500, required=False)
    announced_at = forms.CharField(label="公告的地点或者媒体", max_length=200, required=False)

    def prefilled(self) -> dict[str, Any]:
        party = self.page.file.party
        values: dict[str, Any] = {"served_on": self.today, "mode": ServiceMode.DIRECT}
        if party:
            values |= {"place": party.address, "recipient": party.legal_representative or party.name}
            values["relation"] = "法定代表人" if party.legal_representative else "本人"
        return values

    def service(self) -> ServiceInput:
        """The service as the flows take it."""
        names = ("mode", "served_on", "place", "recipient", "relation", "receipt", "witness", "av", "refusal")
        more = ("consent_on", "announce_reason", "announced_at")
        return ServiceInput(**{name: self.cleaned_data[name] for name in (*names, *more)})

    def arguments(self) -> dict[str, Any]:
        return {"key": self.cleaned_data["key"], "service": self.service()}


def moment_of(at: datetime) -> str:
    """A moment as the browser's field takes it, Beijing time."""
    return at.astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M")


def ids(values: Iterable[str]) -> tuple[UUID, ...]:
    """Chosen options that are ids."""
    return tuple(UUID(value) for value in values)
