"""写入培训考试: questions through their life, examinations, and papers from the draw to the result."""

from sanxiang.exams.services.applications import (
    ask_credential,
    end_applications,
    grant_application,
    refuse_application,
)
from sanxiang.exams.services.examinations import (
    announce_examination,
    cancel_examination,
    change_examination,
    draft_examination,
)
from sanxiang.exams.services.leaving import leave_post
from sanxiang.exams.services.questions import (
    QUESTION_FIELDS,
    approve_question,
    change_question,
    discard_question,
    draft_question,
    retire_question,
)
from sanxiang.exams.services.sittings import begin_sitting, hand_in, save_answers, settle_overdue

__all__ = [
    "QUESTION_FIELDS",
    "announce_examination",
    "approve_question",
    "ask_credential",
    "begin_sitting",
    "cancel_examination",
    "change_examination",
    "change_question",
    "discard_question",
    "draft_examination",
    "draft_question",
    "end_applications",
    "grant_application",
    "hand_in",
    "leave_post",
    "refuse_application",
    "retire_question",
    "save_answers",
    "settle_overdue",
]
