"""样张内容: made-up content of a made-up city, enough to show every state of every component."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms

from sanxiang.kernel import BEIJING
from sanxiang.rules.verdict import Basis, Reason
from sanxiang.sites.design.parts import (
    Bar,
    Choice,
    Edge,
    Event,
    Exhibit,
    Link,
    NavGroup,
    Node,
    Pager,
    Person,
    Step,
    Task,
)
from sanxiang.sites.design.status import STATUSES

TODAY = dt.date(2026, 11, 20)


def _at(month: int, day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=BEIJING)


RAIL = [
    NavGroup(
        [
            Link("待办", "#", "inbox", count=7, hot=True, tab=True),
            Link("案件", "#", "folder", current=True, count=23, tab=True),
            Link("检查", "#", "clipboard-check", count=4, tab=True),
            Link("取证", "#", "camera", tab=True),
            Link("文书", "#", "file-text", tab=True),
            Link("法制审核", "#", "scale"),
            Link("公示管理", "#", "megaphone", count=2),
        ]
    ),
    NavGroup(
        [
            Link("权责清单", "#", "list-checks"),
            Link("法规与裁量基准", "#", "book-open"),
            Link("电子档案", "#", "archive"),
            Link("统计查询", "#", "chart-column"),
        ],
        label="依据与资料",
    ),
]

NAV = [
    Link(label, "#", current=label == "首页")
    for label in ("首页", "综合信息", "执法部门", "执法人员", "权责清单", "执法结果", "办理动态", "咨询投诉")
]

STEPS = [
    Step("立案", "done", dt.date(2026, 9, 23)),
    Step("调查取证", "done", dt.date(2026, 10, 23)),
    Step("告知与听证", "done", dt.date(2026, 11, 13)),
    Step("法制审核", "now"),
    Step("集体讨论"),
    Step("作出决定"),
    Step("送达与公示"),
    Step("执行"),
    Step("结案归档"),
]

TASKS = [
    Task("案件调查终结报告", "done", "#", "李文清，11月10日，4页"),
    Task("拟作出的行政处罚决定书", "done", "#", "由模板生成，第3稿，11月17日"),
    Task("裁量基准适用说明", "draft", "#", "还没有填写“从轻情节”的理由", id="m4"),
    Task("证据目录及证据材料", "missing", "#", "18份，1份没有提取人签名"),
    Task("听证笔录和听证报告", "todo", "#"),
    Task("简易程序当场送达回证", "na", note="普通程序不使用"),
    Task("法制审核意见书", "locked", note="提交送审后由审核机构出具"),
]

REASONS = (
    Reason(
        "officers.two",
        "执法人员不足两人，调查取证至少由两名持证人员进行。",
        (Basis("行政处罚法", "第四十二条第一款"),),
        remedy="assign_officer",
    ),
    Reason(
        "review.missing",
        "拟罚款210,000.00元属于重大执法决定，还没有通过法制审核。",
        (Basis("行政处罚法", "第五十八条第一款"), Basis("重大执法决定法制审核目录", "第3项")),
    ),
)

PEOPLE = [
    Person("李文清", "主办", "24060012087", dt.date(2028, 3, 31), "valid"),
    Person("周海宁", "协办", "24060012113", dt.date(2026, 12, 8), "expiring"),
    Person("王立群", "听证主持人", "24060011902", dt.date(2026, 10, 1), "expired", url="#"),
]

EXHIBITS = [
    Exhibit(
        "现场检查录像",
        "#",
        "执法记录仪",
        "video",
        "verified",
        at=_at(9, 21, 10, 2),
        note="正门",
        duration="24:18",
    ),
    Exhibit("排放口与标牌", "#", "照片6张", "camera", "verified", at=_at(9, 21, 10, 26), note="带定位"),
    Exhibit("废气监测报告", "#", "检测报告", "file-text", "mismatch", note="盖章扫描件"),
    Exhibit(
        "听证会录音录像",
        "#",
        "录音",
        "mic",
        "transcript_unchecked",
        "证据17",
        _at(11, 13, 9, 30),
        duration="1:42:07",
    ),
]

EVENTS = [
    Event("生成《行政处罚决定书》第3稿", _at(11, 17, 10, 20), "李文清", "#"),
    Event("系统判定须经法制审核，已提醒法律顾问", _at(11, 16, 9, 5)),
    Event("上传听证录音录像，校验值已固化", _at(11, 13, 17, 48), "周海宁"),
    Event("《行政处罚听证告知书》送达，当事人签收", _at(10, 30, 10, 12)),
]

NODES = [
    Node("start", "受理线索", "start", state="done"),
    Node("docket", "立案", state="done"),
    Node("collect", "调查取证", state="now", note="不少于两名执法人员"),
    Node("notice", "告知陈述、申辩和听证权利"),
    Node("hearing", "听证"),
    Node("review", "法制审核", "gate", note="重大执法决定"),
    Node("decide", "作出决定", "gate"),
    Node("serve", "送达"),
    Node("publish", "公示", note="7个工作日内"),
    Node("end", "结案归档", "end"),
]
EDGES = [
    Edge("start", "docket"),
    Edge("docket", "collect"),
    Edge("collect", "notice"),
    Edge("notice", "hearing", "申请听证"),
    Edge("notice", "review", "不申请"),
    Edge("hearing", "review"),
    Edge("review", "decide", "同意"),
    Edge("review", "collect", "退回补正"),
    Edge("decide", "serve"),
    Edge("decide", "publish"),
    Edge("serve", "end"),
    Edge("publish", "end"),
]

BARS = [
    Bar("行政许可", 246, 248),
    Bar("行政处罚", 121, 125),
    Bar("行政检查", 16, 17),
    Bar("行政强制", 11, 14, low=True),
]

OPINIONS = [
    Choice("approve", "同意", icon="circle-check", why_not="须各项均通过"),
    Choice("revise", "建议修改", "修改后可直接复核", "pencil-line"),
    Choice("return", "退回补正", "补充材料后重新送审", "undo-2"),
    Choice("reject", "不同意", "须写明理由和依据", "circle-x"),
]

RESULTS = [
    (
        "云屏市恒源砖业有限公司",
        "未取得排污许可证排放污染物",
        "云环罚〔2026〕112号",
        "市生态环境局",
        Decimal("210000"),
        dt.date(2026, 11, 17),
    ),
    (
        "溪桥县甲秀餐饮店",
        "经营超过保质期的食品",
        "溪市监处罚〔2026〕87号",
        "溪桥县市场监管局",
        Decimal("5000"),
        dt.date(2026, 11, 17),
    ),
    (
        "云屏市顺达物流有限责任公司",
        "擅自超限行驶公路",
        "云交执罚〔2026〕305号",
        "市交通运输局",
        Decimal("3000"),
        dt.date(2026, 11, 16),
    ),
    (
        "张某某",
        "占道经营经责令改正拒不改正",
        "云城管罚〔2026〕1046号",
        "市综合行政执法局",
        Decimal("200"),
        dt.date(2026, 11, 16),
    ),
    (
        "云屏东站商贸中心",
        "消防设施未保持完好有效",
        "云消行罚决〔2026〕64号",
        "市消防救援支队",
        Decimal("12000"),
        dt.date(2026, 11, 13),
    ),
]


class SampleForm(forms.Form):
    """A Django form, to show bound fields and their errors."""

    decided_on = forms.DateField(label="决定日期", widget=forms.DateInput(attrs={"type": "date"}))
    summary = forms.CharField(label="违法事实", widget=forms.Textarea, help_text="写明时间、地点和经过")
    level = forms.ChoiceField(
        label="裁量档次", choices=[("light", "从轻"), ("normal", "一般")], widget=forms.RadioSelect
    )
    remark = forms.CharField(label="备注", required=False)

    def clean(self) -> dict[str, Any]:
        self.add_error("decided_on", "决定日期不能早于立案日期2026年9月23日")
        return self.cleaned_data


def components() -> dict[str, Any]:
    """Context of the page with every component."""
    return {
        **_desk([Link("系统管理", "#"), Link("样式手册")]),
        "statuses": STATUSES,
        "steps": STEPS,
        "tasks": TASKS,
        "reasons": REASONS,
        "remedies": {"assign_officer": Link("指派第二名执法人员", "#")},
        "people": PEOPLE,
        "exhibits": EXHIBITS,
        "events": EVENTS,
        "nodes": NODES,
        "edges": EDGES,
        "bars": BARS,
        "opinions": OPINIONS,
        "pager": Pager(6, 987, query={"q": "排污"}),
        "today": TODAY,
        "fine": Decimal(210_000),
        "now": _at(11, 20, 8),
        "form": SampleForm(
            {"decided_on": "2026-09-01", "summary": "经厂区东侧排气筒排放颗粒物。", "level": "light"}
        ),
        "tab_links": [
            Link("概览", "#", current=True),
            Link("证据", "#", count=18),
            Link("全过程记录", "#", count=64),
        ],
        "chips": [Link("部门：市生态环境局", "#"), Link("日期：2026年11月", "#")],
        "kinds": [
            Choice("penalty", "行政处罚"),
            Choice("licence", "行政许可"),
            Choice("levy", "行政征收", why_not="本局没有此项职权"),
        ],
        "more": Link("全部证据", "#"),
        "bundle": Link("下载证明", "#"),
        "export": Link("导出CSV", "#"),
        "cites": [Link("证据1", "#"), Link("证据7，03:12", "#", "video")],
    }


def screen(shell: str) -> dict[str, Any]:
    """Context of a sample screen."""
    return {
        **components(),
        **_desk([Link("案件", "#"), Link("我承办的", "#"), Link("云环立〔2026〕0128号")]),
        "nav": NAV,
        "results": RESULTS,
        **({"crumbs": []} if shell == "portal" else {}),
    }


def _desk(crumbs: list[Link]) -> dict[str, Any]:
    return {
        "brand": "三项执法",
        "rail": RAIL,
        "rail_note": "市生态环境局",
        "crumbs": crumbs,
        "search_url": "#",
    }
