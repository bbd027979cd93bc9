"""审定: what is to run is entered and approved by different people (国办发〔2018〕118号（四）; 行政执法监督条例)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sanxiang.rules.agencies import check_standing
from sanxiang.rules.citations import cite
from sanxiang.rules.facts import AgencyFacts
from sanxiang.rules.verdict import Reason, Verdict


def check_approver(authors: Collection[str], approver: str) -> Verdict:
    """May this person approve it? Nobody who entered, changed or submitted it may."""
    if approver in authors:
        text = "审定的人不能是录入、修改或者报审的人"
        return Verdict((Reason("approval.two_persons", text, cite("G118(4)"), "approver"),))
    return Verdict()


def check_owner(agency: AgencyFacts, day: date) -> Verdict:
    """May a row of this agency's lists begin on the day? The body is reviewed before its powers (118号（四）; 17)."""
    if agency.approved:
        return check_standing(agency, day)
    text = f"{agency.name}还没有审核入库：先在“机构”里核对、审定执法主体，再审定它的清单"
    return Verdict((Reason("approval.agency", text, cite("G118(4)/APL17"), "agency"),))
