"""期限表: the 61 statutory periods as data, one row each (law annex, section 13).

`source` is the annex's short key for the articles (`citations.cite`); `flag` is its confidence:
C confirmed, P partly, L local and U unconfirmed, the last three are defaults an agency may replace.
"""

from __future__ import annotations

from sanxiang.rules.period_rule import PauseKind, PeriodRule, Roll, Unit

#: 起算事件 = how the sentence names it
TRIGGERS: dict[str, str] = {
    "FILED": "立案",
    "DECIDED": "作出决定",
    "ANNULLED": "决定被变更、撤销或者确认违法、无效",
    "HOLD_START": "先行登记保存",
    "NOTIFIED": "告知",
    "HEARING_DATE": "听证举行日",
    "RECEIVED": "收到文书",
    "COLLECTED": "收缴罚款",
    "AGENCY_RECEIVED": "机关收到罚款",
    "ACT_END": "违法行为发生或者终了",
    "CLUE": "发现线索",
    "SUBMITTED": "提交材料",
    "IN_FORCE": "措施实施",
    "EXTENDED": "批准延长",
    "EXECUTED": "当场实施",
    "FROZEN": "作出冻结决定",
    "SUBST_DATE": "代履行日",
    "DEMAND_SERVED": "送达催告书",
    "APPEAL_EXPIRED": "复议、诉讼期限届满",
    "LATE_START": "开始加处",
    "SUSPENDED": "中止执行",
    "ACCEPTED": "受理",
    "GRANTED": "准予许可",
    "REQUESTED": "提出听证申请",
    "EXPIRY": "有效期届满日",
    "CHANGED": "信息形成或者变更",
    "TASK_DONE": "抽查任务完成",
    "REPORTED": "提出移送报告",
    "APPROVED": "批准移送",
    "NOT_FILED_RECEIVED": "收到不予立案通知书",
    "FILED_RECEIVED": "收到立案通知书",
    "KNOWN": "知道或者应当知道行政行为",
    "ARL_DECISION_RECEIVED": "收到复议决定书",
    "ANNOUNCED": "发出公告",
    "REQUEST_RECEIVED": "收到申请",
    "YEAR_END": "年度终了",
    "YEAR": "年度开始",
    "RECOGNISED": "认定",
    "MADE": "作出评估报告",
    "LOGGED": "日志产生",
}

#: hearing and expert work do not use up the 90 days (ministry rules; APL is silent, P)
_CASE = frozenset(
    {
        PauseKind.HEARING,
        PauseKind.ANNOUNCEMENT,
        PauseKind.APPRAISAL,
        PauseKind.EXPERTS,
        PauseKind.SUSPENSION,
        PauseKind.REFUND,
        PauseKind.IDENTIFICATION,
    }
)
#: 《行政许可法》第四十五条
_LICENCE = frozenset({PauseKind.HEARING, PauseKind.TENDER, PauseKind.APPRAISAL, PauseKind.EXPERTS})
#: 《行政强制法》第二十五条第三款
_APPRAISAL = frozenset({PauseKind.APPRAISAL})
#: supplement time does not count against the reviewer (law annex 4.5, L)
_SUPPLEMENT = frozenset({PauseKind.SUPPLEMENT})

_CD, _WD, _M, _Y, _H, _DATE = Unit.CD, Unit.WD, Unit.M, Unit.Y, Unit.H, Unit.DATE
_NEXT, _NONE, _OPEN = Roll.NEXT, Roll.NONE, Roll.OPEN


def _rule(
    id: str,
    title: str,
    trigger: str,
    n: int,
    unit: Unit,
    roll: Roll,
    source: str,
    flag: str,
    *,
    pauses: frozenset[PauseKind] = frozenset(),
    max_extension: int = 0,
    clear_days: bool = False,
    month_day: tuple[int, int] | None = None,
) -> PeriodRule:
    return PeriodRule(
        id=id,
        title=title,
        trigger=trigger,
        event=TRIGGERS[trigger],
        n=n,
        unit=unit,
        roll=roll,
        source=source,
        flag=flag,
        pause_kinds=pauses,
        max_extension=max_extension,
        clear_days=clear_days,
        month_day=month_day,
    )


_ROWS: tuple[PeriodRule, ...] = (
    _rule("PEN.DECIDE", "办案期限", "FILED", 90, _CD, _NEXT, "APL60", "C", pauses=_CASE),
    _rule("PEN.SERVE", "送达处罚决定书", "DECIDED", 7, _WD, _OPEN, "APL61+85", "C"),
    _rule("PEN.PUBLISH", "公示处罚决定", "DECIDED", 7, _WD, _OPEN, "G118(6)/C424", "C"),
    _rule("PEN.PUBLISH.SAMR", "公示处罚决定（市场监管）", "DECIDED", 20, _WD, _OPEN, "SAMR45-9", "C"),
    _rule("PEN.WITHDRAW", "撤下公示信息并说明理由", "ANNULLED", 3, _WD, _OPEN, "APL48+85", "C"),
    _rule("PEN.EVIDHOLD", "处理先行登记保存的证据", "HOLD_START", 7, _WD, _OPEN, "APL56+85", "C"),
    _rule("PEN.HEAR.REQ", "申请听证", "NOTIFIED", 5, _WD, _OPEN, "APL64(1)", "C"),
    _rule(
        "PEN.HEAR.NOTICE",
        "通知听证时间、地点",
        "HEARING_DATE",
        -7,
        _WD,
        _OPEN,
        "APL64(2)",
        "C",
        clear_days=True,
    ),
    _rule("PEN.STATEMENT", "陈述、申辩", "NOTIFIED", 5, _WD, _OPEN, "SAMRP", "L"),
    _rule("PEN.PAY", "缴纳罚款", "RECEIVED", 15, _CD, _NEXT, "APL67", "C"),
    _rule("PEN.CASH.OFFICER", "执法人员交款", "COLLECTED", 2, _WD, _OPEN, "APL71", "C"),
    _rule("PEN.CASH.BANK", "机关缴付指定银行", "AGENCY_RECEIVED", 2, _WD, _OPEN, "APL71", "C"),
    _rule("PEN.LIMIT", "追责期限", "ACT_END", 2, _Y, _OPEN, "APL36", "C"),
    _rule("PEN.LIMIT.LONG", "追责期限（五年）", "ACT_END", 5, _Y, _OPEN, "APL36", "C"),
    _rule("PEN.VERIFY", "核查线索", "CLUE", 15, _WD, _OPEN, "SAMRP", "L", max_extension=15),
    _rule(
        "PEN.REVIEW",
        "法制审核",
        "SUBMITTED",
        5,
        _WD,
        _OPEN,
        "L(5..10)",
        "L",
        pauses=_SUPPLEMENT,
        max_extension=5,
    ),
    _rule("ENF.SEAL", "查封、扣押", "IN_FORCE", 30, _CD, _NONE, "AEL25", "C", pauses=_APPRAISAL),
    _rule("ENF.SEAL.EXT", "延长查封、扣押", "EXTENDED", 30, _CD, _NONE, "AEL25", "C", pauses=_APPRAISAL),
    _rule("ENF.EMERG", "紧急强制后补办批准", "EXECUTED", 24, _H, _OPEN, "AEL19", "C"),
    _rule("ENF.FREEZE.SERVE", "交付冻结决定书", "FROZEN", 3, _WD, _OPEN, "AEL31+69", "C"),
    _rule("ENF.FREEZE", "冻结", "FROZEN", 30, _CD, _NONE, "AEL32", "C"),
    _rule("ENF.SUBST.DEMAND", "代履行前催告", "SUBST_DATE", -3, _WD, _OPEN, "AEL51+69", "C", clear_days=True),
    _rule("ENF.COURT.DEMAND", "催告后申请法院强制执行", "DEMAND_SERVED", 10, _WD, _OPEN, "AEL54+69", "C"),
    _rule("ENF.COURT.FILE", "申请法院强制执行", "APPEAL_EXPIRED", 3, _M, _NEXT, "AEL53", "C"),
    _rule("ENF.LATE.30", "加处罚款或者滞纳金后强制执行", "LATE_START", 30, _CD, _OPEN, "AEL46", "C"),
    _rule("ENF.SUSPEND.MAX", "中止执行", "SUSPENDED", 3, _Y, _OPEN, "AEL39", "C"),
    _rule("LIC.CORRECT", "一次告知补正", "SUBMITTED", 5, _WD, _OPEN, "ALL32", "C"),
    _rule("LIC.DECIDE", "作出许可决定", "ACCEPTED", 20, _WD, _OPEN, "ALL42", "C", pauses=_LICENCE),
    _rule("LIC.DECIDE.EXT", "延长许可决定", "EXTENDED", 10, _WD, _OPEN, "ALL42", "C", pauses=_LICENCE),
    _rule("LIC.JOINT", "统一或者联合、集中办理", "ACCEPTED", 45, _WD, _OPEN, "ALL42", "C", pauses=_LICENCE),
    _rule("LIC.JOINT.EXT", "延长联合办理", "EXTENDED", 15, _WD, _OPEN, "ALL42", "C", pauses=_LICENCE),
    _rule("LIC.DELIVER", "颁发、送达许可证件", "GRANTED", 10, _WD, _OPEN, "ALL44", "C"),
    _rule("LIC.HEAR.REQ", "申请许可听证", "NOTIFIED", 5, _WD, _OPEN, "ALL47", "C"),
    _rule("LIC.HEAR.HOLD", "组织许可听证", "REQUESTED", 20, _WD, _OPEN, "ALL47", "C"),
    _rule(
        "LIC.HEAR.NOTICE",
        "通知许可听证时间、地点",
        "HEARING_DATE",
        -7,
        _WD,
        _OPEN,
        "ALL48",
        "C",
        clear_days=True,
    ),
    _rule("LIC.TEST.ASSIGN", "指派检验、检测、检疫人员", "ACCEPTED", 5, _WD, _OPEN, "ALL55", "C"),
    _rule("LIC.RENEW.APPLY", "申请延续许可", "EXPIRY", -30, _CD, _OPEN, "ALL50", "C"),
    _rule("LIC.PUBLISH", "公示许可决定", "GRANTED", 7, _WD, _OPEN, "G118(6)", "C"),
    _rule("OTHER.PUBLISH", "公示其他执法决定", "DECIDED", 20, _WD, _OPEN, "G118(6)", "C"),
    _rule("PRE.UPDATE", "更新事前公开信息", "CHANGED", 20, _WD, _OPEN, "GIO26", "C"),
    _rule("INS.PUBLISH", "公示随机抽查结果", "TASK_DONE", 20, _WD, _OPEN, "SAMR notice 2019", "U"),
    _rule("TRF.DECIDE", "决定是否移送", "REPORTED", 3, _CD, _NONE, "TRF5", "C"),
    _rule("TRF.SEND", "向公安机关移送", "APPROVED", 24, _H, _OPEN, "TRF5", "C"),
    _rule("TRF.RECONS", "提请复议不予立案", "NOT_FILED_RECEIVED", 3, _CD, _NONE, "TRF9", "C"),
    _rule("TRF.HANDOVER", "移交涉案物品和材料", "FILED_RECEIVED", 3, _CD, _NONE, "TRF12", "C"),
    _rule("ARL.APPLY", "申请行政复议", "KNOWN", 60, _CD, _NEXT, "ARL20", "C"),
    _rule("ALA.SUE", "提起行政诉讼", "KNOWN", 6, _M, _NEXT, "ALA46", "C"),
    _rule("ALA.SUE.AFTER_ARL", "复议后提起行政诉讼", "ARL_DECISION_RECEIVED", 15, _CD, _NEXT, "ALA45", "C"),
    _rule("SVC.ANNOUNCE", "公告送达", "ANNOUNCED", 30, _CD, _NONE, "CPL95", "C"),
    _rule(
        "GIO.REPLY", "答复信息公开申请", "REQUEST_RECEIVED", 20, _WD, _OPEN, "GIO33", "C", max_extension=20
    ),
    _rule(
        "STAT.ANNUAL", "公开上年度执法数据", "YEAR_END", 0, _DATE, _OPEN, "G118(6)", "C", month_day=(1, 31)
    ),
    _rule(
        "STAT.KUNMING",
        "报送本年度执法数据",
        "YEAR",
        0,
        _DATE,
        _OPEN,
        "Kunming plan (2019)",
        "L",
        month_day=(12, 15),
    ),
    _rule("CRED.MINOR.MAX", "轻微失信信息最长公示", "RECOGNISED", 3, _M, _OPEN, "ORD36", "C"),
    _rule("CRED.GENERAL.MIN", "一般失信信息最短公示", "RECOGNISED", 3, _M, _OPEN, "ORD36", "C"),
    _rule("CRED.GENERAL.MAX", "一般失信信息最长公示", "RECOGNISED", 1, _Y, _OPEN, "ORD36", "C"),
    _rule("CRED.SERIOUS.MIN", "严重失信信息最短公示", "RECOGNISED", 1, _Y, _OPEN, "ORD36", "C"),
    _rule("CRED.SERIOUS.MAX", "严重失信信息最长公示", "RECOGNISED", 3, _Y, _OPEN, "ORD36", "C"),
    _rule("SUP.OPINION", "反馈监督意见", "RECEIVED", 30, _CD, _OPEN, "SD2014-28", "L"),
    _rule("SUP.DECISION", "反馈监督决定", "RECEIVED", 30, _CD, _OPEN, "SD2014-29", "L"),
    _rule("PIA.KEEP", "保存个人信息保护影响评估报告", "MADE", 3, _Y, _OPEN, "PIPL56", "C"),
    _rule("LOG.KEEP", "留存网络日志", "LOGGED", 6, _M, _OPEN, "CSL23", "C"),
)

#: rule id = rule
DEADLINES: dict[str, PeriodRule] = {rule.id: rule for rule in _ROWS}
