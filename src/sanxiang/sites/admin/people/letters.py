"""执法责任书的页面: drafted from what runs, printed, and both signatures recorded."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanxiang.flows.draft_letter import draft_letter
from sanxiang.kernel import NotFound, Role, local_date
from sanxiang.registry.letters import get_letter, sign_letter
from sanxiang.registry.policies import may_administer
from sanxiang.registry.selectors import get_agency
from sanxiang.registry.types import LetterView, OfficerView
from sanxiang.sites.admin.agencies.acts import ActForm
from sanxiang.sites.admin.agencies.filling import fill_in
from sanxiang.sites.admin.people.views import READERS, crumbs_of, opened
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door


class YearForm(ActForm):
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)


class SignForm(ActForm):
    signatory = forms.CharField(label="机关签署人", max_length=40)
    agency_signed_on = forms.DateField(
        label="机关签署日期", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    officer_signed_on = forms.DateField(
        label="本人签署日期", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


@door("admin.letter.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, officer: UUID) -> HttpResponse:
    """Draft the letter of a year."""
    found = _own(request, officer)
    form = YearForm(request.POST or None, initial={"year": local_date(now()).year})
    return fill_in(
        request,
        form,
        lambda: draft_letter(actor=actor_of(request), now=now(), officer=officer, **form.cleaned_data),
        title="拟定执法责任书",
        under=f"{found.name}，{found.unit_name}{found.post}",
        said="已拟定执法责任书，打印签署后登记",
        back=reverse("admin:person", args=[officer]),
        crumbs=[*crumbs_of(found), Link("拟定执法责任书")],
        hints=["正文按岗位、证件和本机关今天的权责清单生成，拟定后不再改变。"],
    )


@door("admin.letter", roles=READERS)
def show(request: HttpRequest, officer: UUID, letter: UUID) -> HttpResponse:
    """The letter with its signatures."""
    found, kept = opened(request, officer), letter_of(officer, letter)
    context = {
        "o": found,
        "letter": kept,
        "keeps": may_administer(actor_of(request), found.agency_id) and not kept.signatory,
    }
    crumbs = [*crumbs_of(found), Link("执法责任书")]
    return admin_page(request, "admin/people/letter.html", context, crumbs=crumbs)


@door("admin.letter.sign", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, officer: UUID, letter: UUID) -> HttpResponse:
    """Record both signatures."""
    found, kept = _own(request, officer), letter_of(officer, letter)
    today = local_date(now())
    form = SignForm(
        request.POST or None,
        initial={
            "signatory": get_agency(found.agency_id).head_name,
            "agency_signed_on": today,
            "officer_signed_on": today,
        },
    )
    return fill_in(
        request,
        form,
        lambda: sign_letter(actor=actor_of(request), now=now(), letter=letter, **form.cleaned_data),
        title="登记签署",
        under=f"{found.name}，{kept.year}年度执法责任书",
        said="已登记双方签署",
        back=reverse("admin:letter", args=[officer, letter]),
        crumbs=[*crumbs_of(found), Link("登记签署")],
    )


def _own(request: HttpRequest, officer: UUID) -> OfficerView:
    found = opened(request, officer)
    if not may_administer(actor_of(request), found.agency_id):
        raise NotFound("没有这项办理")
    return found


def letter_of(officer: UUID, letter: UUID) -> LetterView:
    """The letter, or NotFound where it is another person's."""
    kept = get_letter(letter)
    if kept.officer_id != officer:
        raise NotFound("没有这份执法责任书")
    return kept
