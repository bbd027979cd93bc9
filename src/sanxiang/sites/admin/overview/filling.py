"""建库: what an agency needs before its first case, and how much of it is there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from sanxiang.disclosure.selectors import site_said, snapshots
from sanxiang.disclosure.types import SnapshotKind
from sanxiang.kernel import ADMINISTRATORS, ROLE_LABELS, Role
from sanxiang.powers.selectors import amounts_by_default, power_items
from sanxiang.registry import selectors as registry
from sanxiang.registry.calendar import year_of
from sanxiang.registry.types import AccountView, AgencyView, OfficerView
from sanxiang.sites.admin.site.footer import footer
from sanxiang.sites.design.parts import Task
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing.waiting import waiting_batches

#: 行政处罚法第四十二条: an act of enforcement takes two officers
_OFFICERS = 2
#: standing of an agency → what it waits for
_NEXT = {
    "drafted": "待核对，由本机关负责人核对报审",
    "checked": "待审定，由司法行政机关审定入库",
    "in_force": "已入库",
}


def tasks(agency: UUID, today: date) -> list[Task]:
    """The steps in their order, each with what is there and what is missing."""
    accounts = [account for account in registry.accounts(agency) if account.is_active]
    own = registry.get_agency(agency)
    city = [_footer()] if registry.SUPERVISION in own.enforcement_fields else []
    return [
        _standing(own),
        _laws(),
        _review_office(agency),
        _officers(registry.officers(agency, on=today), today),
        _items(agency, today),
        _amounts(agency, today),
        _published(own),
        _accounts(accounts),
        _roles(accounts),
        *city,
        _calendar(today),
    ]


def _task(title: str, url: str, note: str, *, done: bool, begun: bool = True) -> Task:
    return Task(title, "done" if done else "missing" if begun else "todo", url, note)


def _standing(own: AgencyView) -> Task:
    """入库: checked by the own head, approved by a justice bureau; without one in the city nobody approves."""
    note = _NEXT.get(own.status, own.status_label)
    if not own.shown and not any(registry.SUPERVISION in a.enforcement_fields for a in registry.agencies()):
        note += f"；全市还没有一个执法类别写有“{registry.SUPERVISION}”的司法行政机关，谁也不能审定"
    url = reverse("admin:agency", args=[own.id])
    return _task("机构核对入库", url, note, done=own.shown)


def _laws() -> Task:
    there = bool(statutes.laws(limit=1))
    note = "已有法规，依据可以对上条文" if there else "还没有，由司法行政机关导入"
    if count := sum(batch.waiting for batch in waiting_batches()):
        note += f"；导入的{count}部等司法行政机关的执法监督人员审定"
    return _task("导入法规", reverse("admin:law_register"), note, done=there, begun=False)


def _published(own: AgencyView) -> Task:
    count, _ = snapshots(SnapshotKind.POWER, agency=own.public_id, limit=0, slim=True)
    note = f"公众能看到的事项{count}项，由本机关负责人发布"
    return _task("发布清单", reverse("admin:lists"), note, done=bool(count), begun=False)


def _review_office(agency: UUID) -> Task:
    units = registry.units(agency)
    office = any(unit.is_review_office for unit in units)
    missing = "" if office else "，还没有标明法制审核机构"
    url = reverse("admin:import_new", args=["units"])
    return _task("登记内设机构", url, f"已有{len(units)}个{missing}", done=office, begun=bool(units))


def _officers(officers: list[OfficerView], today: date) -> Task:
    certified = sum(officer.credential_on(today) is not None for officer in officers)
    url = reverse("admin:import_new", args=["officers"])
    note = f"在岗{len(officers)}人，证件有效的{certified}人"
    note += "，执法至少要有两人" if certified < _OFFICERS else ""
    return _task("登记执法人员和证件", url, note, done=certified >= _OFFICERS, begun=bool(officers))


def _items(agency: UUID, today: date) -> Task:
    count = len(power_items(agency, on=today))
    url = reverse("admin:import_new", args=["power_items"])
    return _task("登记权力事项并报批", url, f"施行中的{count}项", done=bool(count), begun=False)


def _amounts(agency: UUID, today: date) -> Task:
    """行政处罚法第五十八条 leaves the amounts to the place: those of the common list are another city's."""
    waiting = amounts_by_default(agency, today)
    said = "、".join(rule.code for rule in waiting)
    note = f"{len(waiting)}项的金额是默认值，待本机关核定（{said}）" if waiting else "金额都由本机关核定"
    return _task("核定法制审核金额", reverse("admin:review_rules"), note, done=not waiting)


def _footer() -> Task:
    """What a government site must show on every page (国办发〔2017〕47号)."""
    here = site_said()
    wrong = [i for i in footer({**settings.SITE, **here}, settings.SITE_EXAMPLES, here) if i.problem]
    said = f"缺{len(wrong)}项：{'、'.join(i.label for i in wrong)}" if wrong else "各项齐全"
    return _task("填写网站页脚", reverse("admin:site"), said, done=not wrong)


def _accounts(accounts: list[AccountView]) -> Task:
    working = [account for account in accounts if not account.roles & set(ADMINISTRATORS)]
    url = reverse("admin:account_new")
    return _task("开设账户", url, f"办案人员的账户{len(working)}个", done=bool(working), begun=False)


def _roles(accounts: list[AccountView]) -> Task:
    """Every role that a case needs is held by somebody, and nobody waits for one."""
    held = frozenset[Role]().union(*(account.roles for account in accounts))
    needed = (Role.OFFICER, Role.UNIT_HEAD, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.DISCLOSER)
    absent = [ROLE_LABELS[role] for role in needed if role not in held]
    waiting = sum(not account.roles for account in accounts)
    said = [f"还没有{'、'.join(absent)}"] if absent else []
    said += [f"{waiting}个账户还没有角色"] if waiting else []
    note = "，".join(said) or "办案需要的角色都有人"
    return _task("由安全管理员授予角色", reverse("admin:accounts"), note, done=not said)


def _calendar(today: date) -> Task:
    year = year_of(today.year)
    note = f"{today.year}年{'还是暂定的' if year.provisional else '已按通知'}"
    url = reverse("admin:calendar_year", args=[today.year])
    return _task("核对工作日历", url, note, done=not year.provisional)
