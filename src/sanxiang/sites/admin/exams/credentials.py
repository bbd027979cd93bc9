"""证件申领的页面: asked for by the agency, issued by the bureau once training and examination are there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.exams import policies, selectors, services
from sanxiang.exams.types import ApplicationView
from sanxiang.flows.issue_credential import issue_credential, standing
from sanxiang.kernel import InvalidInput, NotFound, Role, local_date
from sanxiang.registry import selectors as registry
from sanxiang.registry.choices import CREDENTIAL_KINDS
from sanxiang.registry.local import credential_formats, first_hours, number_remark
from sanxiang.registry.policies import require_scope, scope
from sanxiang.rules.local_values import number_example
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.wording import ask_by_name, say_beside

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
#: what is proposed as the term of a card
_TERM = timedelta(days=5 * 365)
Errors = tuple[tuple[str, str], ...]


class ApplicationForm(forms.Form):
    """申领: for whom, for which fields, on which training."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label="证件种类",
        choices=list(CREDENTIAL_KINDS.items()),
        initial="enforcement",
        help_text="监督证发给登记为执法监督人员的人",
    )
    officer = forms.ChoiceField(label="人员")
    fields_asked = forms.MultipleChoiceField(label="执法类别", widget=forms.CheckboxSelectMultiple)
    training_hours = forms.IntegerField(label="岗前培训学时", min_value=0, max_value=2000)
    training = forms.CharField(
        label="培训情况",
        max_length=200,
        required=False,
        help_text="时间、举办单位，如2026年9月市司法局岗前培训班",
    )

    def __init__(self, *args: Any, agency: UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        people = registry.officers(agency, on=local_date(now()))
        own = registry.get_agency(agency).enforcement_fields
        chosen = {
            "officer": [("", "请选择"), *((str(o.id), f"{o.name}，{o.unit_name}") for o in people)],
            "fields_asked": [(f, f) for f in own],
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if (asked := first_hours()) > 1:
            self.fields["training_hours"].help_text = f"本市要求不少于{asked}学时"
        ask_by_name(self)

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [("申领", list(self.visible_fields()))]

    def arguments(self) -> dict[str, Any]:
        """What the service takes."""
        values = dict(self.cleaned_data)
        return values | {"officer": UUID(values["officer"]), "fields": values.pop("fields_asked")}


@door("admin.applications", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The applications of the agencies in scope, those that wait first."""
    actor = actor_of(request)
    context = {
        "applications": selectors.applications(scope(actor)),
        "asks": actor.agency_id is not None and policies.may_ask(actor, actor.agency_id),
    }
    return admin_page(request, "admin/exams/applications.html", context, crumbs=_crumbs())


@door("admin.application.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a credential for an officer of the own agency."""
    actor = actor_of(request)
    if actor.agency_id is None or not policies.may_ask(actor, actor.agency_id):
        raise NotFound("没有这个页面")
    form = ApplicationForm(request.POST or None, agency=actor.agency_id)
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.ask_credential(actor=actor, now=now(), **form.arguments())
        except InvalidInput as invalid:
            say_beside(form, invalid.problems)
        else:
            messages.success(request, "已申领，等待审定")
            return redirect("admin:application", application=asked)
    context = {
        "form": form,
        "title": "申领证件",
        "back": reverse("admin:applications"),
        "why": "由司法行政机关审定后发证",
    }
    crumbs = _crumbs(Link("申领"))
    status = 422 if form.errors else 200
    return admin_page(request, "admin/exams/form.html", context, crumbs=crumbs, status=status)


@door("admin.application", roles=READERS)
def show(request: HttpRequest, application: UUID) -> HttpResponse:
    """One application, and what stands against it today."""
    return _shown(request, _found(request, application))


@door("admin.application.issue", roles=(Role.SUPERVISOR,))
@require_POST
def issue(request: HttpRequest, application: UUID) -> HttpResponse:
    """发证."""
    found = _decided_by(request, application)
    term = _Term(request.POST)
    if not term.is_valid():
        return _shown(request, found, tuple((n, str(e[0])) for n, e in term.errors.items()))
    try:
        issue_credential(actor=actor_of(request), now=now(), application=application, **term.cleaned_data)
    except InvalidInput as invalid:
        return _shown(request, found, invalid.problems)
    messages.success(request, "已发证，发布变化后公众可以查询")
    if remark := number_remark(term.cleaned_data["number"]):
        messages.warning(request, remark)
    return redirect("admin:application", application=application)


@door("admin.application.refuse", roles=(Role.SUPERVISOR,))
@require_POST
def refuse(request: HttpRequest, application: UUID) -> HttpResponse:
    """不同意, with the reason."""
    found, reason = _decided_by(request, application), request.POST.get("reason", "")
    try:
        services.refuse_application(
            actor=actor_of(request), now=now(), application=application, reason=reason
        )
    except InvalidInput as invalid:
        return _shown(request, found, invalid.problems)
    messages.success(request, "已退回申领")
    return redirect("admin:application", application=application)


class _Term(forms.Form):
    """What is printed on the card."""

    number = forms.CharField(label="证件编号", max_length=32)
    valid_from = forms.DateField(label="有效期自")
    valid_to = forms.DateField(label="有效期至")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_by_name(self)


def _found(request: HttpRequest, application: UUID) -> ApplicationView:
    found = selectors.get_application(application)
    require_scope(actor_of(request), found.agency_id)
    return found


def _decided_by(request: HttpRequest, application: UUID) -> ApplicationView:
    found = _found(request, application)
    if not policies.may_issue(actor_of(request), found.agency_id):
        raise NotFound("没有这份申领")
    return found


def _shown(request: HttpRequest, asked: ApplicationView, errors: Errors = ()) -> HttpResponse:
    today = local_date(now())
    context = {
        "asked": asked,
        "against": standing(asked, today).reasons if asked.status == "asked" else (),
        "errors": errors,
        "issues": asked.status == "asked" and policies.may_issue(actor_of(request), asked.agency_id),
        "today": today,
        "until": today + _TERM,
        "example": number_example(credential_formats()),
    }
    status = 422 if errors else 200
    crumbs = _crumbs(Link(asked.officer))
    return admin_page(request, "admin/exams/application.html", context, crumbs=crumbs, status=status)


def _crumbs(*last: Link) -> list[Link]:
    exams, here = Link("培训考试", reverse("admin:exams")), Link("证件申领", reverse("admin:applications"))
    return [exams, here, *last]
