"""状态: one enum value, one label, one tone, one icon; used by templates, exports and tests alike.

Tones are the suffixes of `.sx-tag--…`; violet is legal review only, teal is disclosure only, red is violated,
overdue or withdrawn only. Colour is never alone: every status has words and an icon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["grey", "blue", "ok", "warn", "red", "vio", "teal"]


@dataclass(frozen=True, slots=True)
class StatusSpec:
    """How one status looks: `code` is the enum value of its room."""

    code: str
    label: str
    tone: Tone
    icon: str


def _family(*rows: tuple[str, str, Tone, str]) -> dict[str, StatusSpec]:
    return {row[0]: StatusSpec(*row) for row in rows}


STATUSES: dict[str, dict[str, StatusSpec]] = {
    # registry.Agency.Status
    "agency": _family(
        ("drafted", "待核对", "blue", "circle-dashed"),
        ("checked", "待审定", "warn", "clock"),
        ("in_force", "在册", "ok", "circle-check"),
        ("ended", "已撤销", "grey", "archive"),
    ),
    # powers.PowerItem.Status
    "item": _family(
        ("draft", "草稿", "blue", "circle-dashed"),
        ("submitted", "待审定", "warn", "clock"),
        ("upcoming", "未生效", "blue", "clock"),
        ("in_force", "有效", "ok", "circle-check"),
        ("superseded", "已被新版本替代", "grey", "archive"),
        ("repealed", "已废止", "grey", "ban"),
        ("discarded", "已撤回", "grey", "ban"),
    ),
    # exams.Question.Status
    "question": _family(
        ("draft", "待审定", "warn", "clock"),
        ("in_force", "使用中", "ok", "circle-check"),
        ("repealed", "已停用", "grey", "archive"),
        ("discarded", "已撤回", "grey", "ban"),
    ),
    # exams.types.ExaminationView.standing_at, and the result of a paper
    "exam": _family(
        ("draft", "待发布", "warn", "clock"),
        ("announced", "未开始", "blue", "clock"),
        ("open", "进行中", "ok", "circle-dashed"),
        ("over", "已结束", "grey", "archive"),
        ("cancelled", "已取消", "grey", "ban"),
        ("passed", "合格", "ok", "circle-check"),
        ("failed", "不合格", "red", "circle-x"),
        ("absent", "没有参加", "grey", "circle-dashed"),
    ),
    # exams.CredentialApplication.Status
    "application": _family(
        ("asked", "待审定", "warn", "clock"),
        ("issued", "已发证", "ok", "circle-check"),
        ("refused", "未同意", "grey", "ban"),
        ("ended", "已终止", "grey", "ban"),
    ),
    # disclosure.Edition.State
    "edition": _family(
        ("draft", "待审定", "warn", "clock"),
        ("approved", "待公布", "blue", "circle-dashed"),
        ("published", "公布中", "ok", "circle-check"),
        ("replaced", "已被新版替代", "grey", "archive"),
        ("discarded", "已撤回", "grey", "ban"),
    ),
    # rules.procedures.Step, in the words of the procedure
    "case": _family(
        ("CLUE", "线索登记", "grey", "inbox"),
        ("NOT_FILED", "不予立案", "grey", "ban"),
        ("FILED", "立案", "blue", "folder-plus"),
        ("INVESTIGATE", "调查取证", "blue", "search"),
        ("CONCLUDED", "调查终结", "blue", "clipboard-check"),
        ("NOTICE", "事先告知", "blue", "mail"),
        ("STATEMENT", "陈述申辩", "blue", "message-square-text"),
        ("LEGAL_REVIEW", "法制审核", "vio", "scale"),
        ("REVIEWED", "审核通过", "ok", "scale"),
        ("COLLECTIVE", "集体讨论", "blue", "users-round"),
        ("DECIDED", "作出决定", "ok", "gavel"),
        ("SERVED", "送达", "blue", "send"),
        ("PERFORM", "执行", "blue", "circle-dashed"),
        ("CLOSED", "结案", "ok", "circle-check"),
        ("RETURNED", "退回补正", "warn", "undo-2"),
        ("HEARING", "待听证", "blue", "users"),
        ("DEMAND", "催告", "warn", "bell-ring"),
        ("COURT", "申请强制执行", "warn", "landmark"),
        ("SUSPENDED", "中止", "grey", "circle-pause"),
        ("TRANSFERRED", "移送司法", "red", "circle-arrow-right"),
        ("ARCHIVED", "已归档", "grey", "archive"),
        ("ANNULLED", "已撤销", "red", "circle-x"),
    ),
    "task": _family(
        ("todo", "未开始", "grey", "circle"),
        ("draft", "填写中", "blue", "circle-dashed"),
        ("missing", "缺项", "warn", "triangle-alert"),
        ("done", "已完成", "ok", "circle-check"),
        ("locked", "尚不能办理", "grey", "lock"),
        ("na", "不适用", "grey", "minus"),
    ),
    "document": _family(
        ("DRAFT", "草稿", "grey", "file-pen"),
        ("APPROVAL", "待审批", "blue", "file-clock"),
        ("ISSUED", "待签章", "blue", "stamp"),
        ("SIGNED", "已签章", "ok", "file-check"),
        ("SERVED", "已送达", "ok", "mail-check"),
        ("VOID", "已作废", "grey", "file-x"),
    ),
    "evidence": _family(
        ("waiting", "待上传", "grey", "clock"),
        ("uploading", "上传中", "blue", "cloud-upload"),
        ("valid", "有效", "ok", "badge-check"),
        ("verified", "校验一致", "ok", "shield-check"),
        ("mismatch", "校验不一致", "red", "shield-x"),
        ("transcript_unchecked", "转写待核对", "warn", "captions"),
        ("examined", "已质证", "ok", "messages-square"),
        ("invalid", "标记无效", "grey", "circle-slash"),
    ),
    "sync": _family(
        ("waiting", "待上传", "grey", "clock"),
        ("uploading", "上传中", "blue", "cloud-upload"),
        ("uploaded", "已上传", "ok", "cloud-check"),
        ("attention", "需处理", "warn", "triangle-alert"),
        ("offline", "离线", "warn", "cloud-off"),
    ),
    "review": _family(
        ("awaiting_acceptance", "待受理", "vio", "inbox"),
        ("in_review", "审核中", "vio", "scale"),
        ("awaiting_counsel", "待法律顾问意见", "vio", "hourglass"),
        ("returned", "退回补正", "warn", "undo-2"),
    ),
    # rules.terms.OpinionType
    "opinion": _family(
        ("AGREE", "同意", "ok", "circle-check"),
        ("SUPPLEMENT", "事实不清、证据不足，补充调查", "warn", "undo-2"),
        ("CORRECT_LAW", "纠正定性或者适用依据", "warn", "pencil-line"),
        ("CORRECT_DISCRETION", "纠正裁量", "warn", "sliders-horizontal"),
        ("CORRECT_PROCEDURE", "纠正程序", "warn", "list-checks"),
        ("CORRECT_FORM", "规范文书", "warn", "file-pen-line"),
        ("NO_AUTHORITY", "超越职权，移送有权机关", "warn", "circle-x"),
        ("NO_PENALTY", "建议不予处罚", "warn", "circle-slash"),
        ("TRANSFER_CRIME", "涉嫌犯罪，建议移送", "warn", "circle-arrow-right"),
    ),
    "disclosure": _family(
        ("due", "待公示", "teal", "clock"),
        ("approval", "待审批", "teal", "file-clock"),
        ("published", "公示中", "teal", "megaphone"),
        ("expiring", "即将到期", "warn", "alarm-clock"),
        ("overdue", "已超期", "red", "octagon-alert"),
        ("corrected", "已更正", "warn", "file-pen-line"),
        ("withdrawn", "已撤下", "red", "megaphone-off"),
        ("withheld", "不予公开", "grey", "lock"),
        ("expired", "期满停止公示", "grey", "calendar-off"),
        ("repaired", "信用修复后停止", "ok", "badge-check"),
    ),
    "credential": _family(
        ("valid", "有效", "ok", "badge-check"),
        ("expiring", "即将到期", "warn", "alarm-clock"),
        ("expired", "已过期", "red", "calendar-x"),
        ("not_yet", "未到有效期", "grey", "calendar-clock"),
        ("suspended", "暂扣", "warn", "circle-pause"),
        ("unchecked", "年审未过", "red", "octagon-alert"),
        ("cancelled", "已注销", "red", "ban"),
        ("revoked", "已吊销", "red", "ban"),
    ),
    "inspection": _family(
        ("planned", "待执行", "grey", "calendar-clock"),
        ("running", "进行中", "blue", "circle-dashed"),
        ("passed", "合格", "ok", "circle-check"),
        ("correction_ordered", "责令改正", "warn", "wrench"),
        ("case_opened", "转立案", "blue", "folder-plus"),
        ("recheck", "复查", "blue", "rotate-ccw"),
    ),
    "complaint": _family(
        ("received", "待受理", "grey", "inbox"),
        ("running", "办理中", "blue", "circle-dashed"),
        ("answered", "已答复", "ok", "message-square-reply"),
        ("refused", "不予受理", "grey", "ban"),
        ("rated", "已评价", "ok", "star"),
    ),
    "warning": _family(
        ("red", "红", "red", "octagon-alert"),
        ("yellow", "黄", "warn", "triangle-alert"),
        ("blue", "蓝", "blue", "info"),
        ("ordered", "督办中", "blue", "clipboard-list"),
        ("explained", "已说明", "grey", "message-square-text"),
        ("false_alarm", "误报", "grey", "circle-slash"),
        ("cleared", "已销号", "ok", "circle-check"),
    ),
    # imports.ImportRun.State
    "import": _family(
        ("uploaded", "待对列", "grey", "columns-3"),
        ("queued", "排队中", "blue", "clock"),
        ("running", "正在处理", "blue", "circle-dashed"),
        ("checked", "已试运行", "blue", "flask-conical"),
        ("refused", "有问题，未导入", "warn", "triangle-alert"),
        ("done", "已导入", "ok", "circle-check"),
        ("undone", "已撤销", "grey", "undo-2"),
        ("failed", "中断，未导入", "red", "octagon-alert"),
    ),
    # registry.SignIn.Outcome
    "sign_in": _family(
        ("signed_in", "登录", "ok", "log-in"),
        ("failed", "登录失败", "warn", "triangle-alert"),
        ("locked_out", "登录锁定", "red", "lock"),
        ("signed_out", "退出", "grey", "log-out"),
        ("timed_out", "超时退出", "grey", "clock"),
    ),
}

_BY_LABEL = {family: {spec.label: spec for spec in specs.values()} for family, specs in STATUSES.items()}


def status(family: str, value: str) -> StatusSpec:
    """The look of a status, by code or by its Chinese label. Raises KeyError for an unknown one."""
    specs = STATUSES[family]
    return specs[value] if value in specs else _BY_LABEL[family][value]
