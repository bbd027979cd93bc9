"""案件的表: the case and its people (`case`), its course (`course`)."""

from sanxiang.cases.models.case import Case, CaseEvent, Clock, Handler
from sanxiang.cases.models.course import (
    Approval,
    Decision,
    Discussion,
    Handover,
    Notice,
    Payment,
    Proposal,
    Record,
    ServiceOfProcess,
    Statement,
)

__all__ = [
    "Approval",
    "Case",
    "CaseEvent",
    "Clock",
    "Decision",
    "Discussion",
    "Handler",
    "Handover",
    "Notice",
    "Payment",
    "Proposal",
    "Record",
    "ServiceOfProcess",
    "Statement",
]
