"""起草和修改裁量基准: all lines of an unlawful act on one form, with what the software reads from each."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanxiang.kernel import InvalidInput, NotFound, Role
from sanxiang.powers import policies, services
from sanxiang.powers import selectors as powers
from sanxiang.powers.types import BenchmarkView, LineInput, TierView
from sanxiang.rules.standards import read_standard
from sanxiang.sites.admin.benchmarks.views import crumbs, opened, read_as
from sanxiang.sites.admin.rows import RowsForm
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.wording import say_beside

#: each form a standard can take, as it is written
FORMS = (
    ("幅度", "处一万元以上三万元以下罚款"),
    ("倍数、比例", "处货值金额一倍以上二倍以下罚款；处工程合同价款百分之二以上百分之四以下罚款"),
    ("固定数额", "处一万元罚款"),
    ("逐项累加", "处一万元以上五万元以下罚款，每增加1台设备加2000元"),
    ("不罚款", "给予警告；责令停产停业"),
)


class BenchmarkForm(RowsForm):
    """An unlawful act and the lines that divide its range, from the lightest."""

    telling: ClassVar[tuple[str, ...]] = ("conditions", "standard")
    number = forms.CharField(
        label="编号", max_length=20, required=False, help_text="裁量基准表中的编号，如3-5"
    )
    title = forms.CharField(label="违法行为", max_length=300)
    document_no = forms.CharField(label="发布文号", max_length=60, required=False)
    basis_text = forms.CharField(
        label="法定依据",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="写出法定罚款幅度的，系统核对各档是否在幅度之内",
    )

    @staticmethod
    def row_fields() -> dict[str, forms.Field]:
        lines = forms.Textarea(attrs={"rows": 2})
        return {
            "uid": forms.UUIDField(widget=forms.HiddenInput, required=False),
            "grade": forms.IntegerField(label="档次", min_value=1, max_value=99),
            "conditions": forms.CharField(label="适用条件", widget=lines, max_length=4000),
            "standard": forms.CharField(label="裁量标准", widget=lines, max_length=4000),
            "remark": forms.CharField(label="备注", required=False, max_length=1000),
        }

    @property
    def readings(self) -> dict[int, str]:
        """What the software takes each standard for."""
        typed = ((key, fields["standard"].value() or "") for key, fields in self.lines)
        return {key: f"系统读出：{read_as(read_standard(text))}" for key, text in typed if text.strip()}

    def draft(self) -> dict[str, Any]:
        """What the service takes."""
        return {**self.head(), "lines": [LineInput(**row) for row in self.entered()]}


@door("admin.benchmark.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Draft a benchmark of the own agency."""
    agency = actor_of(request).agency_id
    if agency is None:
        raise NotFound("没有所属机关，不能起草裁量基准")
    return _form(request, BenchmarkForm(_sent(request)), agency, None)


@door("admin.benchmark.edit", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, benchmark: UUID) -> HttpResponse:
    """Change a draft and its lines."""
    found = opened(request, benchmark)
    if (
        found.status != "draft"
        or found.agency_id is None
        or not policies.may_enter(actor_of(request), found.agency_id)
    ):
        raise NotFound("没有这个裁量基准的草稿")
    names = ("uid", "grade", "conditions", "standard", "remark")
    rows = [{name: getattr(t, name) for name in names} for t in found.tiers]
    initial = {name: getattr(found, name) for name in ("number", "title", "document_no", "basis_text")}
    return _form(request, BenchmarkForm(_sent(request), rows=rows, initial=initial), found.agency_id, found)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form(
    request: HttpRequest, form: BenchmarkForm, agency: UUID, found: BenchmarkView | None
) -> HttpResponse:
    if form.saves:
        try:
            saved = services.save_draft(
                actor=actor_of(request), now=now(), agency=agency, benchmark=found.id if found else None, **form.draft()
            )  # fmt: skip
        except InvalidInput as invalid:
            say_beside(form, form.place(invalid.problems))
        else:
            messages.success(request, "草稿已保存")
            return redirect("admin:benchmark", benchmark=saved)
    title = "修改裁量基准" if found else "起草裁量基准"
    context = {
        "form": form,
        "title": title,
        "ways": FORMS,
        "checked": form.pressed == "check",
        "faults": _faults(form) if form.pressed == "check" else (),
        "back": reverse("admin:benchmark", args=[found.id]) if found else reverse("admin:benchmarks"),
    }
    trail = [*(crumbs(found) if found else [Link("裁量基准", reverse("admin:benchmarks"))]), Link(title)]
    return admin_page(request, "admin/benchmarks/form.html", context, crumbs=trail, status=form.status)


def _faults(form: BenchmarkForm) -> tuple[str, ...]:
    """What is wrong with the lines as they are typed; none while a line itself is not complete."""
    if not form.is_valid():
        return ()
    tiers = [TierView(None, r["conditions"], None, None, r["standard"], r["grade"]) for r in form.entered()]
    return powers.benchmark_faults(tiers, form.cleaned_data["basis_text"])
