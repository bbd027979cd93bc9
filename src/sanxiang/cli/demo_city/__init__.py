"""演示城市云屏市: fictional, built through services and flows like any real city, never by raw inserts.

The region code 539900 belongs to no place; no person, company or agency here exists.
Parts: `registry_part` (laws, calendar, agencies, people, parties, power items), the published lists
(no case can be filed on an unpublished item), the cases, then the editions of the lists: printing starts threads,
and the cases are shared out among forked processes.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sanxiang.cli.accounts import DemoAccount
from sanxiang.cli.demo_city import (
    bodies_part,
    cases_part,
    exams_part,
    items_part,
    laws_part,
    lists_part,
    matters_part,
    registry_part,
)
from sanxiang.cli.demo_city.city import City, Progress
from sanxiang.flows.publish_lists import publish_lists

__all__ = ["ACCOUNTS", "City", "build"]

_P = registry_part.PASSWORD
ACCOUNTS = (
    DemoAccount("liwenqing", _P, "李文清，市生态环境局承办人", "登记线索、调查取证、制作文书、送审"),
    DemoAccount("suhe", _P, "苏荷，市生态环境局承办机构负责人", "提出承办机构意见、指定承办人"),
    DemoAccount("shenyanqiu", _P, "沈砚秋，市生态环境局机关负责人", "批准立案、集体讨论、作出决定"),
    DemoAccount("zhaomin", _P, "赵敏，市生态环境局法制审核人员", "审核重大决定，出具审核意见"),
    DemoAccount("luyinghe", _P, "陆映荷，市生态环境局公示人员", "拟定公示内容，遮盖个人信息"),
    DemoAccount("baichuan", _P, "柏川，市生态环境局公示复核人员", "复核并发布公示"),
    DemoAccount("panyun", _P, "潘韫，市司法局执法监督人员", "查看全市各机关的案件，审定权力事项和法规"),
    DemoAccount("guanqing", _P, "管清，市生态环境局系统管理员", "导入表格，起草权力事项，核对裁量基准"),
    DemoAccount("anlan", _P, "安岚，市生态环境局安全管理员", "授予和收回角色"),
    DemoAccount("qiaoxin", _P, "乔欣，市司法局系统管理员", "粘贴放假通知，看哪些期限变动；登记法规"),
    DemoAccount("shenjian", _P, "申简，市生态环境局审计管理员", "查询和导出审计记录"),
)

#: when the editions of the lists were approved
_EDITIONS_AGO = timedelta(days=40)
#: processes that bring the cases to where they stand
_HANDS = 2


def build(progress: Progress = print) -> City:
    """Build the whole city as of now; `progress` is told what is being done."""
    city = registry_part.build(progress, datetime.now(UTC))
    progress("公布权责清单")
    publish_lists(actor=registry_part.FOUNDER, now=registry_part.lists_published_at(city.now))
    matters_part.build_matters(city, registry_part.lists_published_at(city.now), city.now)
    items_part.build_unfinished(city, city.now)
    laws_part.build_laws(city, city.now)
    cases_part.build(city, progress, city.now, hands=_HANDS)
    bodies_part.build_bodies(city)
    publish_lists(actor=registry_part.FOUNDER, now=city.now)
    progress("公布清单和文本")
    lists_part.build_editions(city, city.now - _EDITIONS_AGO)
    lists_part.build_waiting(city, city.now)
    progress("举行执法资格考试")
    exams_part.build_exams(city, city.now)
    return city
