"""清单部分: the lists and texts as editions, drafted, approved, filed and published; one waits for approval."""

from __future__ import annotations

from datetime import datetime

from sanxiang.cli.demo_city.city import City
from sanxiang.cli.demo_city.items_part import APPROVER, enters
from sanxiang.flows import list_editions as flow
from sanxiang.flows.publish_lists import publish_lists
from sanxiang.flows.shared.lists import LISTS
from sanxiang.kernel import InvalidInput, Role, local_date
from sanxiang.powers import services

#: the agency whose every list is published; of the others those that everybody has
_WHOLE = "云环"
_CHANGED = "JC02"
_COMMON = ("duties", "officers", "review")


def build_editions(city: City, now: datetime) -> None:
    """The first edition of each list, filed with the justice bureau where the guidance asks for it."""
    for n, agency in enumerate(city.agencies, start=1):
        for code in LISTS if agency == _WHOLE else _COMMON:
            try:
                edition = flow.draft_list(
                    actor=enters(city, agency), now=now, agency=city.agencies[agency], code=code
                )
            except InvalidInput:  # an agency without such rows has no such list
                continue
            (head,) = city.staff[agency, Role.AGENCY_HEAD]
            year = local_date(now).year
            number = f"{agency}发〔{year}〕{n}号"
            flow.approve_list(actor=city.actor(head), now=now, edition=edition, approval_no=number)
            flow.publish_list(actor=city.actor(head), now=now, edition=edition)
            if code in ("duties", "review"):
                filed = f"云司备〔{year}〕{2 * n - (code == 'duties')}号"
                flow.file_list(
                    actor=city.actor(APPROVER),
                    now=now,
                    edition=edition,
                    filed_no=filed,
                    filed_on=local_date(now),
                )


def build_waiting(city: City, now: datetime) -> None:
    """An item of 云屏市生态环境局 has a second version, and the edition that says so waits for the head."""
    (head,) = city.staff[_WHOLE, Role.AGENCY_HEAD]
    draft = services.revise_item(
        actor=enters(city, _WHOLE), now=now, item=city.items[_WHOLE, _CHANGED],
        responsibilities="制定计划；审批；出示证件；实施检查；记录；处理；公示；回访", 
    )  # fmt: skip
    services.submit_item(actor=city.actor(head), now=now, item=draft)
    number = f"云司审〔{local_date(now).year}〕12号"
    services.approve_item(actor=city.actor(APPROVER), now=now, item=draft, approval_no=number)
    agency = city.agencies[_WHOLE]
    publish_lists(actor=city.actor(head), now=now, agency=agency)
    flow.draft_list(actor=enters(city, _WHOLE), now=now, agency=agency, code="duties")
