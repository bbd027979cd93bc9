"""审计的页面: the log of acts and the record of sign-ins, searched and exported."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.kernel import BEIJING, Role
from sanxiang.ledger import search
from sanxiang.ledger.selectors import latest_checkpoint
from sanxiang.registry import selectors as registry
from sanxiang.registry import sign_ins as records
from sanxiang.registry.policies import kept_agencies
from sanxiang.sites.admin.audit.query import Query
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.tables import table_file

AUDITORS = (Role.AUDIT_ADMINISTRATOR, Role.SUPERVISOR)
#: rows of an export; whoever needs more asks for fewer days
EXPORTED = 20_000
#: first part of a kind of entry → what the entries are about
ROOMS = {
    "case": "案件",
    "document": "文书",
    "evidence": "证据",
    "disclosure": "公示",
    "powers": "权力事项",
    "registry": "机构、人员和账户",
    "statutes": "法律法规",
    "exams": "培训考试",
    "imports": "导入",
    "ledger": "账本",
}


@door("admin.audit", roles=AUDITORS)
def log(request: HttpRequest) -> HttpResponse:
    """Who did what, the newest first."""
    query = Query.of(request, "room", "subject")
    wanted = _acts(request, query)
    total = search.count(wanted)
    context = {
        **_context(query, total, "admin:audit_csv"),
        "entries": search.entries(wanted, first=query.first(total), limit=query.size),
        "rooms": ROOMS,
        "views": _tabs("admin:audit"),
        "checkpoint": latest_checkpoint(),
        "chips": query.chips(_said(query, room=ROOMS.get(query.get("room"), ""), subject="同一个对象")),
    }
    return admin_page(request, "admin/audit/log.html", context, crumbs=[Link("审计")])


@door("admin.audit.csv", roles=AUDITORS)
def log_csv(request: HttpRequest) -> HttpResponse:
    """The same entries as a table for spreadsheets."""
    wanted = _acts(request, Query.of(request, "room", "subject"))
    rows = (
        (
            str(e.id),
            f"{e.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}",
            e.actor,
            e.sentence,
            e.kind,
            str(e.subject or ""),
        )
        for e in search.every(wanted, limit=EXPORTED)
    )
    return table_file(
        "csv",
        "操作日志",
        ("序号", "时间", "操作人", "内容", "事件", "对象"),
        rows,
        name=f"audit-{now():%Y%m%d}",
    )


@door("admin.audit.sign_ins", roles=AUDITORS)
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Who came in, left or was turned away, the newest first."""
    query = Query.of(request, "outcome")
    wanted = _sign_ins(request, query)
    total = records.count(wanted)
    context = {
        **_context(query, total, "admin:audit_sign_ins_csv"),
        "records": records.sign_ins(wanted, first=query.first(total), limit=query.size),
        "outcomes": records.OUTCOMES,
        "views": _tabs("admin:audit_sign_ins"),
        "chips": query.chips(_said(query, outcome=records.OUTCOMES.get(query.get("outcome"), ""))),
    }
    return admin_page(request, "admin/audit/sign_ins.html", context, crumbs=[Link("审计")])


@door("admin.audit.sign_ins.csv", roles=AUDITORS)
def sign_ins_csv(request: HttpRequest) -> HttpResponse:
    """The same records as a table for spreadsheets."""
    wanted = _sign_ins(request, Query.of(request, "outcome"))
    rows = (
        (f"{r.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}", r.outcome_label, r.username, r.name, r.address)
        for r in records.sign_ins(wanted, first=0, limit=EXPORTED)
    )
    return table_file(
        "csv",
        "登录记录",
        ("时间", "结果", "用户名", "姓名", "来源地址"),
        rows,
        name=f"sign-ins-{now():%Y%m%d}",
    )


def _agencies(request: HttpRequest) -> frozenset[UUID] | None:
    """Whose acts the reader may read; None where the reader's agencies are all there are."""
    kept = kept_agencies(actor_of(request))
    return None if kept >= {agency.id for agency in registry.agencies()} else kept


def _acts(request: HttpRequest, query: Query) -> search.Wanted:
    kept = _agencies(request)
    accounts = None if kept is None else frozenset(a.id for a in registry.accounts() if a.agency_id in kept)
    room = query.get("room")
    return search.Wanted(
        accounts=accounts,
        text=query.get("q"),
        room=room if room in ROOMS else "",
        subject=query.subject,
        since=query.since,
        until=query.until,
    )


def _sign_ins(request: HttpRequest, query: Query) -> records.Wanted:
    outcome = query.get("outcome")
    return records.Wanted(
        agencies=_agencies(request),
        text=query.get("q"),
        outcome=outcome if outcome in records.OUTCOMES else "",
        since=query.since,
        until=query.until,
    )


def _context(query: Query, total: int, export: str) -> dict[str, object]:
    address = f"{reverse(export)}?{urlencode(query.given)}"
    return {"query": query, "pager": query.pager(total), "export": Link("导出CSV", address)}


def _said(query: Query, **words: str) -> dict[str, str]:
    return {
        "q": f"含“{query.get('q')}”",
        "from": f"{query.get('from')}起",
        "to": f"{query.get('to')}止",
        **words,
    }


def _tabs(here: str) -> list[Link]:
    tabs = (("操作日志", "admin:audit"), ("登录记录", "admin:audit_sign_ins"))
    return [Link(label, reverse(name), current=name == here) for label, name in tabs]
