"""审定: what is to run is entered and approved by different people (国办发〔2018〕118号（四）; 行政执法监督条例)."""

from __future__ import annotations

from collections.abc import Collection

from sanxiang.rules.citations import cite
from sanxiang.rules.verdict import Reason, Verdict


def check_approver(authors: Collection[str], approver: str) -> Verdict:
    """May this person approve it? Nobody who entered, changed or submitted it may."""
    if approver in authors:
        text = "审定的人不能是录入、修改或者报审的人"
        return Verdict((Reason("approval.two_persons", text, cite("G118(4)"), "approver"),))
    return Verdict()
