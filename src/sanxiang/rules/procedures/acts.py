"""行为与环节: the fixed names of the ordinary penalty procedure's acts and steps.

Everybody (flows, ledger events, screens) uses these values; they never change.
"""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """行为: what may be done in a case."""

    REGISTER_CLUE = "register_clue"
    VERIFY_CLUE = "verify_clue"
    FILE_CASE = "file_case"
    REFUSE_FILING = "refuse_filing"
    ASSIGN_OFFICERS = "assign_officers"
    RECORD_STEP = "record_step"
    CONFIRM_EVIDENCE = "confirm_evidence"
    PROPOSE_OUTCOME = "propose_outcome"
    CONCLUDE_INVESTIGATION = "conclude_investigation"
    SUBMIT_FOR_REVIEW = "submit_for_review"
    GIVE_OPINION = "give_opinion"
    NOTIFY_PARTY = "notify_party"
    RECORD_STATEMENT = "record_statement"
    DISCUSS_COLLECTIVELY = "discuss_collectively"
    DECIDE_CASE = "decide_case"
    SERVE_DOCUMENT = "serve_document"
    PREPARE_PUBLICATION = "prepare_publication"
    PUBLISH_DECISION = "publish_decision"
    WITHDRAW_PUBLICATION = "withdraw_publication"
    RECORD_PERFORMANCE = "record_performance"
    CLOSE_CASE = "close_case"
    DRAFT_DOCUMENT = "draft_document"
    ISSUE_DOCUMENT = "issue_document"
    SIGN_DOCUMENT = "sign_document"


class Step(StrEnum):
    """环节: where a case stands; `START` is the state before the clue is registered."""

    START = ""
    CLUE = "CLUE"
    NOT_FILED = "NOT_FILED"
    FILED = "FILED"
    INVESTIGATE = "INVESTIGATE"
    CONCLUDED = "CONCLUDED"
    LEGAL_REVIEW = "LEGAL_REVIEW"
    REVIEWED = "REVIEWED"
    NOTICE = "NOTICE"
    STATEMENT = "STATEMENT"
    COLLECTIVE = "COLLECTIVE"
    DECIDED = "DECIDED"
    SERVED = "SERVED"
    PERFORM = "PERFORM"
    CLOSED = "CLOSED"
