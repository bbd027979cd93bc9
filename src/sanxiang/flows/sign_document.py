"""签署文书: the document is frozen with its digest; no later act can change it (国办发〔2018〕118号（九）)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.pieces import document_facts
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor, NotFound
from sanxiang.rules.procedures.acts import Act


def sign_document(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    document: UUID,
    co_signers: tuple[str, ...] = (),
    key: str = "",
) -> Done:
    """Sign an issued document; `co_signers`: names of those who signed on the spot. Raises Refused or NotFound."""
    with acting(Act.SIGN_DOCUMENT, actor=actor, now=now, case=case, key=key) as act:
        found = act.file.document_by_id(document)
        if found is None:
            raise NotFound("本案没有这份文书")
        act.require(sheets.may_sign(act, found), document=document_facts(found))
        signed = sheets.sign(act, found, co_signers)
        act.finish(subject=signed.id, code=signed.code, title=signed.title, sha256=signed.sha256)
    return act.done
