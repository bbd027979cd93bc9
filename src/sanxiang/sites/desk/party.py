"""当事人: found by USCC or document number among those the agency keeps, or registered (查重先于新建)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from sanxiang.kernel import Actor
from sanxiang.registry.selectors import party_by_identifier
from sanxiang.registry.services import create_party
from sanxiang.registry.types import ID_KINDS, PartyView
from sanxiang.rules.terms import PartyKind


class PartyFields(forms.Form):
    """The fields of a party; mixed into forms that need one."""

    NAMES = (
        "kind", "uscc", "id_kind", "id_number", "name", "legal_representative", "born_on", "address", "phone",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="类别",
        choices=[
            (k.value, k.label)
            for k in (PartyKind.ORGANISATION, PartyKind.INDIVIDUAL_BUSINESS, PartyKind.PERSON)
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    uscc = forms.CharField(
        label="统一社会信用代码",
        max_length=18,
        required=False,
        help_text="18位，单位和个体工商户填写；已登记过的，其余各项可以不填",
    )
    id_kind = forms.ChoiceField(
        label="证件类型",
        choices=[("", "请选择"), *((k, k) for k in ID_KINDS)],
        required=False,
        help_text="自然人填写",
    )
    id_number = forms.CharField(label="证件号码", max_length=40, required=False, help_text="自然人填写")
    name = forms.CharField(label="名称或者姓名", max_length=200, required=False)
    legal_representative = forms.CharField(
        label="法定代表人、负责人或者经营者", max_length=60, required=False
    )
    born_on = forms.DateField(
        label="出生日期", required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    address = forms.CharField(label="住所（住址）", max_length=200, required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False)

    @staticmethod
    def of_party(party: PartyView) -> dict[str, Any]:
        """The fields as a known party fills them."""
        return {name: getattr(party, name) for name in PartyFields.NAMES}

    def named(self) -> bool:
        """Is anybody named at all?"""
        return any(self.cleaned_data.get(name) for name in ("uscc", "id_number", "name"))

    def party(self, *, actor: Actor, now: datetime, agency: UUID) -> UUID:
        """The party of that identifier, registered now if it is new; raises InvalidInput."""
        known = known_party(agency, self.cleaned_data["uscc"] or self.cleaned_data["id_number"])
        if known:
            return known.id
        kind, name = self.cleaned_data["kind"] or PartyKind.ORGANISATION.value, self.cleaned_data["name"]
        fields = {n: self.cleaned_data[n] for n in self.NAMES[1:] if n != "name" and self.cleaned_data[n]}
        if kind != PartyKind.PERSON:
            fields.pop("id_kind", None)
        return create_party(actor=actor, now=now, agency=agency, kind=kind, name=name, **fields)


def known_party(agency: UUID, identifier: str) -> PartyView | None:
    """The party with exactly this USCC or document number."""
    wanted = identifier.strip().upper()
    return party_by_identifier(agency, wanted) if wanted else None
