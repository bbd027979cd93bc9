"""法规部分: one act of 云屏市 entered and approved, with a chapter that begins later, and one that waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sanxiang.cli.demo_city.city import City
from sanxiang.cli.demo_city.items_part import APPROVER
from sanxiang.flows.approve_law_change import approve_law_change
from sanxiang.kernel import local_date
from sanxiang.statutes.changing.selectors import get_change
from sanxiang.statutes.changing.services import draft_change
from sanxiang.statutes.changing.types import ChangeKind

_KEEPER = "qiaoxin"
_BASIS = "云屏市人民代表大会常务委员会公报第3号"
_TEXT = """第一章 总则
第一条 为了保护湖泊，防治污染，制定本条例。
第二条 本市行政区域内湖泊的保护和监督管理，适用本条例。
第二章 保护和管理
第三条 市、县人民政府应当划定湖泊保护范围，设立标志并向社会公布。
第四条 在湖泊保护范围内，禁止下列行为：
（一）填湖造地；
（二）倾倒垃圾、渣土；
（三）未经批准设置排污口。
第三章 监测
第五条 湖泊水质实行自动监测，监测数据每月公布。
第四章 附则
第六条 本条例自公布之日起施行；第三章自公布之日起满一年施行。
"""


def build_laws(city: City, now: datetime) -> None:
    """Register the act, give its third chapter its own day, and leave a second act for approval."""
    published = local_date(now) - timedelta(days=60)
    change = _enter(city, now, ChangeKind.REGISTER, _says("云屏市湖泊保护条例", published.isoformat()))
    _approve(city, now, change)
    found = get_change(change)
    later = {"articles": "第三章", "starts_on": (published + timedelta(days=365)).isoformat()}
    target = {"law": found.law_id, "version": found.version_id}
    _approve(city, now, _enter(city, now, ChangeKind.COMMENCE, later, **target))
    _enter(city, now, ChangeKind.REGISTER, _says("云屏市湿地保护规定", published.isoformat()))


def _says(title: str, day: str) -> dict[str, Any]:
    return {
        "title": title, "level": "地方性法规", "issuer": "云屏市人民代表大会常务委员会", "region": "云屏市",
        "adopted_on": day, "version_date": day, "document_no": "", "effective_from": day,
        "text": _TEXT.replace("湖泊", "湿地") if "湿地" in title else _TEXT,
    }  # fmt: skip


def _enter(city: City, now: datetime, kind: ChangeKind, says: dict[str, Any], **target: Any) -> UUID:
    actor = city.actor(_KEEPER)
    return draft_change(actor=actor, now=now, kind=kind, says=says, basis=_BASIS, **target)


def _approve(city: City, now: datetime, change: UUID) -> None:
    approve_law_change(actor=city.actor(APPROVER), now=now, change=change)
