"""线索、立案、指派的表单."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms

from sanxiang.kernel import ROLE_LABELS, Actor, Role
from sanxiang.powers import selectors as powers
from sanxiang.registry import selectors as registry
from sanxiang.registry.delegations import principals_on
from sanxiang.registry.types import OfficerView
from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.guards.people import credential_faults
from sanxiang.sites.desk.forms import ActForm, Choices, DateInput, ids
from sanxiang.sites.desk.party import PartyFields

#: who approves or reviews what others have handled
_APART = (Role.AGENCY_HEAD, Role.LEGAL_REVIEWER)


class VerifyClueForm(PartyFields, ActForm):
    """What the check found: who, what, when, where, and whether it is to be filed."""

    groups = (
        ("违法行为", ("title", "power_item", "act_on", "act_place", "region_code")),
        ("当事人", PartyFields.NAMES),
        ("核查结论", ("findings", "meets_standard")),
    )
    title = forms.CharField(label="案由", max_length=200)
    power_item = forms.ChoiceField(label="权责事项", help_text="依据、程序、幅度由事项带出，不用再填")
    act_on = forms.DateField(label="违法行为发生或者终了日期", widget=DateInput)
    act_place = forms.CharField(label="违法行为地点", max_length=200)
    region_code = forms.CharField(
        label="违法行为地区划代码", max_length=12, help_text="先填本机关的；在所属区县的，改为区县代码"
    )
    findings = forms.CharField(label="核查情况", widget=forms.Textarea, max_length=4000)
    meets_standard = forms.ChoiceField(
        label="是否符合立案标准",
        choices=[("yes", "有违法事实，应当给予行政处罚，建议立案"), ("no", "不符合立案标准，建议不予立案")],
        widget=forms.RadioSelect,
    )

    def prefilled(self) -> dict[str, Any]:
        case, party = self.page.file.case, self.page.file.party
        values = {
            "title": case.title,
            "power_item": case.power_item_id,
            "act_on": case.act_on,
            "act_place": case.act_place,
            "region_code": case.region_code or self.page.file.agency.region_code,
            "findings": case.findings,
            "meets_standard": {True: "yes", False: "no"}.get(case.meets_standard),  # type: ignore[arg-type]
        }
        return values | (self.of_party(party) if party else {})

    def choices(self) -> dict[str, Choices]:
        return {"power_item": item_choices(self.page.file.case.agency_id, self.today)}

    def arguments(self) -> dict[str, Any]:
        """The party is found, or registered if the agency does not know it yet; raises InvalidInput."""
        names = ("key", "title", "act_on", "act_place", "region_code", "findings")
        values = {name: self.cleaned_data[name] for name in names}
        agency = self.page.file.case.agency_id
        return {
            **values,
            "party": self.party(actor=self.page.file.actor, now=self.moment, agency=agency),
            "power_item": UUID(self.cleaned_data["power_item"]),
            "meets_standard": self.cleaned_data["meets_standard"] == "yes",
        }


class FileCaseForm(ActForm):
    """The head's opinion on the sheet."""

    opinion = forms.CharField(label="审批意见", widget=forms.Textarea, max_length=2000, initial="同意立案。")


class RefuseFilingForm(ActForm):
    """Why nothing is filed."""

    reason = forms.CharField(label="不予立案的理由", widget=forms.Textarea, max_length=2000)


class AssignOfficersForm(ActForm):
    """主办 and 协办, each with what the credential says for this case."""

    lead = forms.ChoiceField(label="主办人员", widget=forms.RadioSelect)
    assistants = forms.MultipleChoiceField(
        label="协办人员",
        widget=forms.CheckboxSelectMultiple,
        help_text="执法人员不得少于两人（《行政处罚法》第四十二条）",
    )

    def prefilled(self) -> dict[str, Any]:
        handlers = self.page.file.case.handlers
        return {
            "lead": next((str(h.officer_id) for h in handlers if h.lead), None),
            "assistants": [str(h.officer_id) for h in handlers if not h.lead],
        }

    def choices(self) -> dict[str, Choices]:
        # who has left meanwhile is no choice on the page; chosen all the same, the act says since when
        everybody = registry.officers(self.page.file.case.agency_id)
        return {name: [(str(o.id), o.name) for o in everybody] for name in ("lead", "assistants")}

    def officers(self) -> list[OfficerView]:
        """The people of the handling unit first, then the rest of the agency."""
        file = self.page.file
        found = registry.officers(file.case.agency_id, on=file.today)
        return sorted(found, key=lambda o: (o.unit_id != file.case.unit_id, o.unit_name, o.name))

    def rows(self) -> list[tuple[OfficerView, str, str, bool, bool]]:
        """Each officer: card, what speaks against it in this case, ticked as 主办, ticked as 协办."""
        lead, assistants = str(self["lead"].value() or ""), self["assistants"].value() or []
        return [
            (o, self._card(o), self._faults(o), str(o.id) == lead, str(o.id) in assistants)
            for o in self.officers()
        ]

    @cached_property
    def _offices(self) -> dict[UUID | None, frozenset[Role]]:
        """What each officer does in the system, by the active account."""
        accounts = registry.accounts(self.page.file.case.agency_id)
        return {a.officer_id: a.roles for a in accounts if a.is_active}

    def _card(self, officer: OfficerView) -> str:
        held = officer.credential_on(self.today)
        return f"证号{held.number}，有效至{held.valid_to:%Y-%m-%d}" if held else "没有有效证件"

    def _faults(self, officer: OfficerView) -> str:
        facts: CaseFacts = self.page.facts
        found = credential_faults(registry.officer_facts(officer, on=self.today), self.today, facts)
        return "；".join([*(reason.text for reason in found), *self._elsewhere(officer)])

    def _elsewhere(self, officer: OfficerView) -> Iterator[str]:
        """Who approves or reviews does not handle (行政处罚法第五十七条、第五十八条); who is no officer cannot."""
        roles = self._offices.get(officer.id, frozenset())
        if apart := [ROLE_LABELS[role] for role in _APART if role in roles]:
            yield f"{officer.name}是本机关的{'、'.join(apart)}，不承办由其审批、审核的案件"
        elif roles and Role.OFFICER not in roles:
            held = "、".join(ROLE_LABELS[role] for role in Role if role in roles)
            yield f"{officer.name}在系统中是{held}，没有办案职责"

    def arguments(self) -> dict[str, Any]:
        lead = UUID(self.cleaned_data["lead"])
        return {
            "key": self.cleaned_data["key"],
            "lead": lead,
            "assistants": tuple(i for i in ids(self.cleaned_data["assistants"]) if i != lead),
        }


def item_choices(agency: UUID, today: date) -> Choices:
    """The power items in force that the agency may handle: its own, those it carries on, those entrusted to it."""
    found = powers.power_items(agency, on=today)
    for before in registry.agency_ids_carried_on(agency):
        found += powers.power_items(before, on=today)
    for code, principal in principals_on(agency, today).items():
        found += [i for i in powers.power_items(principal, on=today) if i.code == code]
    return [("", "请选择")] + [(str(i.id), f"{i.name}（{i.code}）") for i in found if i.kind == "penalty"]


def unit_choices(actor: Actor) -> Choices:
    """The units of the person's agency, the own one first."""
    found = registry.units(actor.agency_id) if actor.agency_id else []
    return [(str(u.id), u.name) for u in sorted(found, key=lambda u: u.id != actor.unit_id)]
