"""事件: what was done to the register. Sentences name bodies and numbers, never a party."""

from __future__ import annotations

from sanxiang.ledger import events

AGENCY_CREATED = "registry.agency_created"
AGENCY_UPDATED = "registry.agency_updated"
UNIT_CREATED = "registry.unit_created"
UNIT_UPDATED = "registry.unit_updated"
OFFICER_CREATED = "registry.officer_created"
OFFICER_UPDATED = "registry.officer_updated"
CREDENTIAL_CREATED = "registry.credential_created"
CREDENTIAL_UPDATED = "registry.credential_updated"
PARTY_CREATED = "registry.party_created"
PARTY_UPDATED = "registry.party_updated"
ACCOUNT_CREATED = "registry.account_created"
ACCOUNT_UPDATED = "registry.account_updated"
REGION_CREATED = "registry.region_created"
REGION_UPDATED = "registry.region_updated"
REGION_REMOVED = "registry.region_removed"
AGENCY_REMOVED = "registry.agency_removed"
UNIT_REMOVED = "registry.unit_removed"
OFFICER_REMOVED = "registry.officer_removed"
CREDENTIAL_REMOVED = "registry.credential_removed"
PARTY_REMOVED = "registry.party_removed"
ROLES_GRANTED = "registry.roles_granted"
ACCOUNT_CLOSED = "registry.account_closed"
ACCOUNT_REOPENED = "registry.account_reopened"
PASSWORD_RESET = "registry.password_reset"  # noqa: S105  the name of an event
PASSWORD_CHANGED = "registry.password_changed"  # noqa: S105
SECOND_STEP_CHANGED = "registry.second_step_changed"
ACCOUNT_UNLOCKED = "registry.account_unlocked"
CALENDAR_CHANGED = "registry.calendar_changed"
AGENCY_CHECKED = "registry.agency_checked"
AGENCY_RETURNED = "registry.agency_returned"
AGENCY_APPROVED = "registry.agency_approved"
AGENCY_RENAMED = "registry.agency_renamed"
AGENCY_ENDED = "registry.agency_ended"
DELEGATION_AGREED = "registry.delegation_agreed"
DELEGATION_FILED = "registry.delegation_filed"
DELEGATION_ENDED = "registry.delegation_ended"
CREDENTIAL_CHECKED = "registry.credential_checked"
CREDENTIAL_FAILED = "registry.credential_failed"
CREDENTIAL_SUSPENDED = "registry.credential_suspended"
CREDENTIAL_LIFTED = "registry.credential_lifted"
CREDENTIAL_CANCELLED = "registry.credential_cancelled"
CREDENTIAL_REVOKED = "registry.credential_revoked"
OFFICER_LEFT = "registry.officer_left"
LEGALLY_CERTIFIED = "registry.legally_certified"
LETTER_KEPT = "registry.letter_kept"
LETTER_SIGNED = "registry.letter_signed"
LOCAL_VALUE_SET = "registry.local_value_set"

events.register(
    {
        LOCAL_VALUE_SET: "{actor}将本地规定“{item}”由{before}改为{after}，依据{source}",
        REGION_CREATED: "{actor}登记行政区划{code}{name}",
        REGION_UPDATED: "{actor}把行政区划{code}的名称改为{name}",
        REGION_REMOVED: "{actor}撤回行政区划{code}{name}",
        LETTER_KEPT: "{actor}拟定{name}的{year}年度执法责任书",
        LETTER_SIGNED: "{actor}登记{name}与{signatory}签署{year}年度执法责任书",
        CREDENTIAL_CHECKED: "{actor}对证件{number}作出年审合格的结论：{reason}",
        CREDENTIAL_FAILED: "{actor}对证件{number}作出年审不合格的结论：{reason}",
        CREDENTIAL_SUSPENDED: "{actor}自{on}起暂扣证件{number}，期限至{until}：{reason}",
        CREDENTIAL_LIFTED: "{actor}解除对证件{number}的暂扣：{reason}",
        CREDENTIAL_CANCELLED: "{actor}注销并收回证件{number}：{reason}",
        CREDENTIAL_REVOKED: "{actor}吊销证件{number}：{reason}",
        OFFICER_LEFT: "{actor}登记{name}自{on}起离岗：{reason}",
        LEGALLY_CERTIFIED: "{actor}登记{name}取得国家统一法律职业资格",
        AGENCY_CHECKED: "{actor}核对执法主体{name}的资格并报审",
        AGENCY_RETURNED: "{actor}退回执法主体{name}：{reason}",
        AGENCY_APPROVED: "{actor}审定执法主体{name}入库",
        AGENCY_RENAMED: "{actor}将执法主体{before}更名为{name}",
        AGENCY_ENDED: "{actor}撤销执法主体{name}，最后一日{until}",
        DELEGATION_AGREED: "{actor}登记委托书{number}",
        DELEGATION_FILED: "{actor}备案委托书{number}，备案号{filing_no}",
        DELEGATION_ENDED: "{actor}终止委托书{number}，最后一日{until}",
        AGENCY_CREATED: "{actor}登记执法主体{name}",
        AGENCY_UPDATED: "{actor}更新执法主体{name}",
        UNIT_CREATED: "{actor}登记内设机构{name}",
        UNIT_UPDATED: "{actor}更新内设机构{name}",
        OFFICER_CREATED: "{actor}登记执法人员{name}",
        OFFICER_UPDATED: "{actor}更新执法人员{name}",
        CREDENTIAL_CREATED: "{actor}登记证件{number}",
        CREDENTIAL_UPDATED: "{actor}更新证件{number}",
        PARTY_CREATED: "{actor}登记一名当事人",
        PARTY_UPDATED: "{actor}更新一名当事人",
        ACCOUNT_CREATED: "{actor}建立账户{username}",
        ACCOUNT_UPDATED: "{actor}更新账户{username}",
        AGENCY_REMOVED: "{actor}撤回登记的执法主体{name}",
        UNIT_REMOVED: "{actor}撤回登记的内设机构{name}",
        OFFICER_REMOVED: "{actor}撤回登记的执法人员{name}",
        CREDENTIAL_REMOVED: "{actor}撤回登记的证件{number}",
        PARTY_REMOVED: "{actor}撤回登记的一名当事人",
        ROLES_GRANTED: "{actor}授予账户{username}角色：{roles}",
        ACCOUNT_CLOSED: "{actor}停用账户{username}",
        ACCOUNT_REOPENED: "{actor}启用账户{username}",
        PASSWORD_RESET: "{actor}重置账户{username}的密码",
        PASSWORD_CHANGED: "{actor}修改了自己的密码",
        SECOND_STEP_CHANGED: "{actor}{what}账户{username}的第二步验证：{kind}",
        ACCOUNT_UNLOCKED: "{actor}解除账户{username}的登录锁定：{reason}",
        CALENDAR_CHANGED: "{actor}更新工作日历{years}",
    }
)
