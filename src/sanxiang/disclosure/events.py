"""公示事件: what the ledger says about disclosure."""

from __future__ import annotations

from sanxiang.ledger import events

OPENED = "disclosure.opened"
PREPARED = "disclosure.prepared"
PUBLISHED = "disclosure.published"
CORRECTED = "disclosure.corrected"
WITHHELD = "disclosure.withheld"
WITHDRAWN = "disclosure.withdrawn"
EXPIRED = "disclosure.expired"
LISTED = "disclosure.listed"
UNLISTED = "disclosure.unlisted"
EDITION_DRAFTED = "disclosure.edition_drafted"
EDITION_APPROVED = "disclosure.edition_approved"
EDITION_FILED = "disclosure.edition_filed"
EDITION_PUBLISHED = "disclosure.edition_published"
EDITION_DISCARDED = "disclosure.edition_discarded"
PROGRESS_SET = "disclosure.progress_set"
HISTORY_SHOWN = "disclosure.history_shown"
HISTORY_CONFIRMED = "disclosure.history_confirmed"
HISTORY_WITHDRAWN = "disclosure.history_withdrawn"
TOKEN_RECORDED = "disclosure.token_recorded"
SITE_CHANGED = "disclosure.site_changed"

SENTENCES = {
    OPENED: "{actor}登记应公示的决定，{due_on}前公示",
    PREPARED: "{actor}拟制公示内容，提交他人审核",
    PUBLISHED: "{actor}审核发布执法决定",
    CORRECTED: "{actor}审核发布更正：{reason}",
    WITHHELD: "{actor}审核决定不予公开：{ground}",
    WITHDRAWN: "{actor}撤下公示：{reason}",
    EXPIRED: "{actor}因公示期满停止公示",
    LISTED: "{actor}公开目录：{name}",
    UNLISTED: "{actor}停止公开目录：{name}",
    EDITION_DRAFTED: "{actor}拟制{agency}{title}，{rows}行",
    EDITION_APPROVED: "{actor}审定{agency}{title}第{number}版",
    EDITION_FILED: "{actor}登记{agency}{title}第{number}版备案，备案号{filed_no}",
    EDITION_PUBLISHED: "{actor}公布{agency}{title}第{number}版",
    EDITION_DISCARDED: "{actor}撤回{agency}{title}的待审定版本",
    PROGRESS_SET: "{actor}更新办理进度",
    SITE_CHANGED: "{actor}将网站的{item}由“{before}”改为“{after}”",
    HISTORY_SHOWN: "{actor}公示历史处罚{name}",
    HISTORY_CONFIRMED: "{actor}核对历史处罚{name}的姓名，隐去{count}个，予以公示",
    HISTORY_WITHDRAWN: "{actor}撤下历史处罚{name}：{reason}",
    TOKEN_RECORDED: "{actor}登记文书真伪信息：{document_no}",
}
events.register(SENTENCES)
