"""起草文书: a document of the case from what the case knows, with the drafter's own fields and opinion."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act


def draft_document(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    code: str,
    data: Mapping[str, Any] | None = None,
    opinion: str = "",
    key: str = "",
) -> Done:
    """Draft document `code` (D02 …), or make the next version of the draft; the subject is the document.

    `data` are the document's own fields, `opinion` the actor's words on an approval sheet (承办人意见 or
    承办机构意见, by office). Raises Refused or NotFound.
    """
    with acting(Act.DRAFT_DOCUMENT, actor=actor, now=now, case=case, key=key) as act:
        act.require(sheets.may_draft(act, code), document=sheets.drafted(act, code))
        document = sheets.draft(act, code, data or {}, opinion=opinion)
        act.finish(subject=document.id, code=code, title=document.title, version=document.version)
    return act.done
