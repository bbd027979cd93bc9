"""审定: what is to run is entered and approved by different people (国办发〔2018〕118号（四）; 行政执法监督条例)."""

from __future__ import annotations

from sanxiang.rules.citations import cite
from sanxiang.rules.verdict import Reason, Verdict


def check_approver(entered_by: str, submitted_by: str, approver: str) -> Verdict:
    """May this person approve it? Not who entered it, and not who submitted it for the agency."""
    if approver in (entered_by, submitted_by):
        text = "审定的人不能是录入或者报审的人"
        return Verdict((Reason("approval.two_persons", text, cite("G118(4)"), "approver"),))
    return Verdict()
