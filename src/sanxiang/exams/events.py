"""事件."""

from __future__ import annotations

from sanxiang.ledger import events

QUESTION_DRAFTED = "exams.question_drafted"
QUESTION_CHANGED = "exams.question_changed"
QUESTION_APPROVED = "exams.question_approved"
QUESTION_RETIRED = "exams.question_retired"
QUESTION_DISCARDED = "exams.question_discarded"
EXAMINATION_DRAFTED = "exams.examination_drafted"
EXAMINATION_CHANGED = "exams.examination_changed"
EXAMINATION_ANNOUNCED = "exams.examination_announced"
EXAMINATION_CANCELLED = "exams.examination_cancelled"
SITTING_BEGUN = "exams.sitting_begun"
SITTING_HANDED_IN = "exams.sitting_handed_in"
CREDENTIAL_ASKED = "exams.credential_asked"
CREDENTIAL_ISSUED = "exams.credential_issued"
CREDENTIAL_REFUSED = "exams.credential_refused"
CREDENTIAL_LAPSED = "exams.credential_lapsed"

events.register(
    {
        QUESTION_DRAFTED: "{actor}录入试题{number}",
        QUESTION_CHANGED: "{actor}修改试题{number}",
        QUESTION_APPROVED: "{actor}审定试题{number}",
        QUESTION_RETIRED: "{actor}停用试题{number}：{reason}",
        QUESTION_DISCARDED: "{actor}撤回试题{number}",
        EXAMINATION_DRAFTED: "{actor}拟定考试“{title}”",
        EXAMINATION_CHANGED: "{actor}修改考试“{title}”",
        EXAMINATION_ANNOUNCED: "{actor}发布考试“{title}”",
        EXAMINATION_CANCELLED: "{actor}取消考试“{title}”：{reason}",
        SITTING_BEGUN: "{actor}开始第{attempt}次参加考试“{title}”",
        SITTING_HANDED_IN: "考试“{title}”第{attempt}次答卷交卷，得{score}分，{result}",
        CREDENTIAL_ASKED: "{actor}为{name}申领{card}，执法类别{fields}",
        CREDENTIAL_ISSUED: "{actor}同意为{name}发放证件{number}",
        CREDENTIAL_REFUSED: "{actor}不同意为{name}发放证件：{reason}",
        CREDENTIAL_LAPSED: "为{name}申领的证件终止：{reason}",
    }
)
