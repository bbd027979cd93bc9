"""撤销、合并: an agency ends, unless it leaves cases that nobody carries on (行政处罚法 17; 行政诉讼法 26 VI)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sanxiang.cases import selectors as cases
from sanxiang.exams.services import end_applications
from sanxiang.kernel import Actor, Refused
from sanxiang.registry import delegations, standing
from sanxiang.registry import selectors as registry
from sanxiang.rules.agencies import check_end


def end_agency(
    *, actor: Actor, now: datetime, agency: UUID, until: date, document_no: str, successor: UUID | None = None
) -> None:
    """End an agency with its agreements, credentials, posts and accounts; its open cases wait for the successor.

    `until` is its last day. Raises Refused where cases are open and nobody carries on, NotFound, InvalidInput.
    """
    with transaction.atomic():
        after = registry.get_agency(successor).name if successor else ""
        facts = replace(delegations.agency_facts(registry.get_agency(agency)), successor=after)
        Refused.unless(check_end(facts, len(cases.open_cases(agency))))
        standing.end_agency(
            actor=actor, now=now, agency=agency, until=until, document_no=document_no, successor=successor
        )
        staff = [officer.id for officer in registry.officers(agency)]
        end_applications(actor=actor, now=now, officers=staff, why="机构撤销")
