"""文书真伪: what stands behind the QR code of a signed document (ux P11)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from sanxiang.disclosure import events
from sanxiang.disclosure.models import DocumentToken
from sanxiang.kernel import Actor, local_date
from sanxiang.ledger import services as log


@transaction.atomic
def record_document_token(
    *,
    actor: Actor,
    now: datetime,
    token: str,
    document_no: str,
    title: str,
    agency_name: str,
    issued_on: date,
    sha256: str,
    signed_by: str,
    agency_phone: str = "",
) -> None:
    """Make a signed document verifiable by its token; the same token again with the same digest does nothing.

    Raises ValueError if the token already stands for another file.
    """
    found = DocumentToken.objects.filter(token=token).first()
    if found:
        if found.sha256 != sha256:
            raise ValueError(f"查验码{token}已用于另一份文书")
        return
    DocumentToken.objects.create(
        token=token,
        document_no=document_no,
        title=title,
        agency_name=agency_name,
        agency_phone=agency_phone,
        issued_on=issued_on,
        sha256=sha256,
        signed_by=signed_by,
        recorded_at=now,
    )
    _log(actor, now, token, document_no=document_no, sha256=sha256)


@transaction.atomic
def void_document_token(*, actor: Actor, now: datetime, token: str) -> None:
    """Mark the document as void; its page stays and says so. Raises DocumentToken.DoesNotExist."""
    found = DocumentToken.objects.select_for_update().get(token=token)
    found.void_on = local_date(now)
    found.save(update_fields=["void_on"])
    _log(actor, now, token, document_no=found.document_no, void_on=found.void_on.isoformat())


def _log(actor: Actor, now: datetime, token: str, **payload: str) -> None:
    subject = uuid5(NAMESPACE_URL, f"d/{token}")
    log.append(kind=events.TOKEN_RECORDED, subject=subject, actor=actor, at=now, payload=payload)
