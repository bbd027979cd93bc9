"""事件."""

from __future__ import annotations

from sanxiang.ledger import events

IMPORTED = "statutes.imported"

CHANGE_DRAFTED = "statutes.change_drafted"
CHANGE_EDITED = "statutes.change_edited"
CHANGE_DISCARDED = "statutes.change_discarded"
CHANGE_APPROVED = "statutes.change_approved"
REPEALED = "statutes.repealed"
REPEAL_WITHDRAWN = "statutes.repeal_withdrawn"
TEXT_REPLACED = "statutes.text_replaced"
VERSION_REMOVED = "statutes.version_removed"

events.register(
    {
        IMPORTED: "{actor}导入法规{stored}部、条文{articles}条",
        CHANGE_DRAFTED: "{actor}录入{kind}，待审定：{what}，依据{basis}",
        CHANGE_EDITED: "{actor}修改待审定的{kind}：{what}，依据{basis}",
        CHANGE_DISCARDED: "{actor}撤回{kind}：{what}",
        CHANGE_APPROVED: "{actor}审定{kind}：{what}，依据{basis}",
        REPEALED: "{actor}审定《{law}》自{on}起由《{by}》废止",
        REPEAL_WITHDRAWN: "{actor}审定《{by}》没有废止《{law}》，理由{basis}",
        TEXT_REPLACED: "{actor}替换《{law}》（{version}）的文本",
        VERSION_REMOVED: "{actor}撤回《{law}》（{version}）",
    }
)
