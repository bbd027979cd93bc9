"""导入的页面: choose a kind, send a file, match its columns, try it, keep it, look at what became of it, undo it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.imports import services, sheets
from sanxiang.imports.grouping import grouped
from sanxiang.imports.kinds import KINDS
from sanxiang.imports.preview import preview
from sanxiang.imports.rows import Unreadable
from sanxiang.imports.selectors import RunView, get_run, runs
from sanxiang.imports.tables import MAX_BYTES
from sanxiang.imports.types import Kind
from sanxiang.kernel import NotFound, Role
from sanxiang.sites.admin.imports.forms import ACCEPT, ColumnsForm, UploadForm, chosen
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.tables import workbook_file
from sanxiang.statutes.changing.waiting import standing

IMPORTERS = (Role.ADMINISTRATOR,)
#: states in which the columns can still be chosen
OPEN = ("uploaded", "checked", "refused", "failed")
#: problems on the page; all of them are in the report
SHOWN = 100
#: kind → where what follows an import is done: the name of the address, and its label
NEXT = {
    "agencies": ("admin:agencies", "去机构"),
    "power_items": ("admin:items", "去权力事项"),
    "benchmarks": ("admin:benchmarks", "去裁量基准"),
    "review_rules": ("admin:review_rules", "去法制审核目录"),
    "recording_rules": ("admin:recording", "去音像记录事项"),
    "no_penalty_items": ("admin:no_penalty", "去不予处罚事项"),
    "random_check_items": ("admin:random_check", "去随机抽查事项"),
    "questions": ("admin:questions", "去题库"),
    "history": ("admin:history", "去历史处罚"),
}


@door("admin.imports", roles=IMPORTERS)
def index(request: HttpRequest) -> HttpResponse:
    """The kinds of table, and the imports of the agency."""
    context = {"kinds": KINDS.values(), "runs": runs(actor_of(request))}
    return admin_page(request, "admin/imports/list.html", context, crumbs=[Link("导入")])


@door("admin.imports.new", roles=IMPORTERS)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Send a file of one kind."""
    found = _kind(kind)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read(MAX_BYTES + 1)
        try:
            run = services.upload(
                actor=actor_of(request), now=now(), kind=kind, data=data, filename=file.name
            )
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        else:
            return redirect("admin:import_run", run=run)
    needed = [(c.title, "，".join(filter(None, (c.asked, c.note)))) for c in found.columns]
    context = {"kind": found, "form": form, "accept": ACCEPT, "needed": needed}
    status = 422 if form.errors else 200
    return admin_page(
        request, "admin/imports/upload.html", context, crumbs=_crumbs(Link(found.title)), status=status
    )


@door("admin.imports.run", roles=IMPORTERS)
def show(request: HttpRequest, run: UUID) -> HttpResponse:
    """Where an import stands: its columns, its progress, its result. htmx asks again while it is being done."""
    found = get_run(actor_of(request), run)
    return _show(request, found, _columns(request, found) if found.state in OPEN else None)


@door("admin.imports.start", roles=IMPORTERS)
@require_POST
def start(request: HttpRequest, run: UUID) -> HttpResponse:
    """Try the file with the columns chosen, or keep what was tried."""
    found, dry_run = get_run(actor_of(request), run), request.POST.get("keep") != "1"
    columns, one_agency = None, None
    if dry_run:
        form = _columns(request, found)
        if not form.is_valid():
            return _show(request, found, form, status=422)
        columns, one_agency = form.columns(), form.one_agency()
    services.start(
        actor=actor_of(request), now=now(), run=run, columns=columns, one_agency=one_agency, dry_run=dry_run
    )
    return redirect("admin:import_run", run=run)


@door("admin.imports.undo", roles=IMPORTERS)
@require_POST
def undo(request: HttpRequest, run: UUID) -> HttpResponse:
    """Take an import back."""
    services.undo(
        actor=actor_of(request), now=now(), run=run, changed_too=request.POST.get("changed_too") == "1"
    )
    messages.success(request, "已撤销这次导入")
    return redirect("admin:import_run", run=run)


@door("admin.imports.template", roles=IMPORTERS)
def template_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty table of a kind."""
    found = _kind(kind)
    return workbook_file(sheets.template(found), f"{found.title}导入模板")


@door("admin.imports.report", roles=IMPORTERS)
def report_file(request: HttpRequest, run: UUID) -> HttpResponse:
    """Every problem by row and column."""
    found = get_run(actor_of(request), run)
    return workbook_file(sheets.report(found), f"{found.kind.title}导入报告")


def _show(request: HttpRequest, run: RunView, form: ColumnsForm | None, *, status: int = 200) -> HttpResponse:
    context = {
        "run": run,
        "form": form,
        "problems": grouped(run.problems),
        "doubts": grouped(run.doubts),
        "shown_at_most": SHOWN,
        "told": "，".join(f"{name}{count}行" for name, count in run.counts.items()),
        "laws": standing(run.id),
        "next": NEXT.get(run.kind.code),
        "balanced": sum(run.counts.values()) == run.rows,
        "report": Link("下载报告", reverse("admin:import_report", args=[run.id])),
    }
    return admin_page(
        request,
        "admin/imports/run.html",
        context,
        crumbs=_crumbs(Link(run.kind.title)),
        block="state",
        status=status,
    )


def _columns(request: HttpRequest, run: RunView) -> ColumnsForm:
    sent = request.POST if request.method == "POST" else None
    actor = actor_of(request)
    return ColumnsForm(
        sent, initial=chosen(run.columns, run.one_agency), kind=run.kind, preview=preview(actor, run.id),
        agencies=services.choices(run.kind, actor),
    )  # fmt: skip


def _kind(code: str) -> Kind:
    if code not in KINDS:
        raise NotFound("没有这种表")
    return KINDS[code]


def _crumbs(*links: Link) -> Sequence[Link]:
    return [Link("导入", reverse("admin:imports")), *links]
