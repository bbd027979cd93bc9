"""日历的页面: the years, one year, and what a change would do before it is made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.flows.change_calendar import CalendarChange, change_calendar
from sanxiang.kernel import InvalidInput, NotFound, Role, local_date
from sanxiang.registry import calendar
from sanxiang.registry.policies import may_administer_city
from sanxiang.rules.holiday_notice import write_notice
from sanxiang.sites.admin.calendar.forms import NoticeForm
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door

READERS = (Role.ADMINISTRATOR, Role.SUPERVISOR)
#: periods on the page; the number says how many there are
SHOWN = 200


@door("admin.calendar", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The years, the latest first; the next one can be begun."""
    years = calendar.years()
    coming = max([year.year for year in years], default=local_date(now()).year - 1) + 1
    context = {"years": years, "coming": coming, "keeps": may_administer_city(actor_of(request))}
    return admin_page(request, "admin/calendar/list.html", context, crumbs=[Link("日历")])


@door("admin.calendar.year", roles=READERS)
def show(request: HttpRequest, year: int) -> HttpResponse:
    """One year, and for whoever keeps it the form that changes it."""
    found = _year(year)
    return _page(request, found, NoticeForm(year=found))


@door("admin.calendar.change", roles=(Role.ADMINISTRATOR,))
@require_POST
def change(request: HttpRequest, year: int) -> HttpResponse:
    """First what would change, then (`confirmed`) the change."""
    found, confirmed = _year(year), request.POST.get("confirmed") == "1"
    form = NoticeForm(request.POST, year=found)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        change = change_calendar(
            actor=actor_of(request),
            now=now(),
            year=year,
            days=form.days(),
            source=form.cleaned_data["source"],
            provisional=form.cleaned_data["provisional"],
            dry_run=not confirmed,
        )
    except InvalidInput as invalid:
        for field, said in invalid.problems:
            form.add_error({"days": "notice"}.get(field, field), said)
        return _page(request, found, form, status=422)
    if not confirmed:
        return _page(request, found, form, change)
    messages.success(request, f"已保存{year}年的日历，{len(change.moved)}个期限随之调整")
    return redirect("admin:calendar_year", year=year)


def _year(year: int) -> calendar.Year:
    if not calendar.FIRST_YEAR <= year <= local_date(now()).year + 2:
        raise NotFound("没有这一年的日历")
    return calendar.year_of(year)


def _page(
    request: HttpRequest,
    year: calendar.Year,
    form: NoticeForm,
    change: CalendarChange | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "year": year,
        "lines": write_notice(year.year, year.holidays, year.makeup).splitlines(),
        "form": form,
        "keeps": may_administer_city(actor_of(request)),
        "change": change,
        "shown": change.moved[:SHOWN] if change else (),
        "unread": form.cleaned_data["notice"].unread if change else (),
    }
    crumbs = [Link("日历", reverse("admin:calendar")), Link(f"{year.year}年")]
    return admin_page(request, "admin/calendar/year.html", context, crumbs=crumbs, status=status)
