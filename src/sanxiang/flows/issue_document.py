"""制发文书: a complete draft gets its number and its PDF; it waits for the signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.pieces import document_facts
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor, NotFound, Role
from sanxiang.rules.procedures.acts import Act


def issue_document(*, actor: Actor, now: datetime, case: UUID, document: UUID, key: str = "") -> Done:
    """Number and render a draft. Raises Refused with every field that is empty, or NotFound."""
    with acting(Act.ISSUE_DOCUMENT, actor=actor, now=now, case=case, key=key) as act:
        found = act.file.document_by_id(document)
        if found is None:
            raise NotFound("本案没有这份文书")
        head = actor.person_id if actor.has(Role.AGENCY_HEAD) else None
        act.require(sheets.may_sign(act, found), document=replace(document_facts(found), approver_id=head))
        issued = sheets.issue(act, found)
        act.finish(subject=issued.id, code=issued.code, title=issued.title, number=issued.number)
    return act.done
