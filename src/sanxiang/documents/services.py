"""文书的拟稿、编号制发、签章、送达与作废. Who may and whether the law allows it is asked before, by flows.

A document goes DRAFT → ISSUED (numbered, printed, 待签章) → SIGNED (sealed, frozen) → SERVED. Until it is signed
it may be drafted again; it then keeps its number, so that no number is lost. A signed one is never changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from sanxiang.documents import events
from sanxiang.documents.catalogue import Form, form_of
from sanxiang.documents.content import plain
from sanxiang.documents.fonts import GlyphMissing
from sanxiang.documents.models import Document, Revision
from sanxiang.documents.printing import print_document
from sanxiang.documents.selectors import view_of
from sanxiang.documents.types import DocumentView, Status
from sanxiang.documents.typesetting import Printed
from sanxiang.kernel import Actor, NotFound, Refused, local_date
from sanxiang.kernel.storage import blob_store
from sanxiang.ledger.services import append
from sanxiang.rules.identifiers import DocumentNumber
from sanxiang.rules.verdict import Basis, Reason

_LAYOUT = Basis("GB/T 9704-2012", "7.2.5")
_FROZEN = Basis("行政处罚法", "第五十九条")


def draft_document(
    *,
    actor: Actor,
    now: datetime,
    case_id: UUID,
    agency_id: UUID,
    code: str,
    data: Mapping[str, Any],
    document_id: UUID | None = None,
) -> DocumentView:
    """Draft a document of the case, or draft again the unsigned one of that code; serves 行政处罚法 47.

    Of the codes that a case may have several of (笔录, 送达回证) each call makes a new document unless
    `document_id` names the unsigned one to be drafted again. `data` takes text, numbers, dates, Decimal, lists and
    mappings (see `content.plain`). Raises UnknownForm, TypeError for other values, NotFound, FontMissing, and
    Refused if the named document is already signed or the text has a character that no font can print. A new
    draft after a signed one says which it replaces.
    """
    form, content = form_of(code), plain(data)
    with transaction.atomic():
        document = _open_document(case_id, form, document_id)
        if document is None:
            document = Document(
                case_id=case_id,
                agency_id=agency_id,
                code=code,
                title=form.title,
                replaces=_signed(case_id, form),
            )
        else:
            document.version += 1
        document.status, document.data = Status.DRAFT, content
        document.drafted_by, document.drafter_id, document.drafted_at = actor.name, actor.person_id, now
        document.issued_at, document.sha256, document.fonts, document.template = None, "", {}, ""
        _printed(document, now)
        document.save()
        Revision.objects.create(
            document=document, version=document.version, data=content, drafted_by=actor.name, drafted_at=now
        )
        digest = sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        _log(events.DRAFTED, actor, now, document, version=document.version, data_sha256=digest)
    return view_of(document)


def issue_document(*, actor: Actor, now: datetime, document_id: UUID) -> DocumentView:
    """Number a draft (once) and print it as PDF/A marked 待签章; serves GB/T 9704-2012 7.2.5.

    Raises Refused unless it is a draft, and FontMissing if it cannot be printed: then no number is taken.
    """
    with transaction.atomic():
        document = _locked(document_id, Status.DRAFT)
        form = form_of(document.code)
        if form.series and not document.number:
            document.number = take_number(
                word=document.data["agency"]["code"] + form.series, year=local_date(now).year
            )
        document.status, document.issued_at = Status.ISSUED, now
        _print(document, now)
        document.save()
        _log(events.ISSUED, actor, now, document, sha256=document.sha256)
    return view_of(document)


def sign_document(
    *, actor: Actor, now: datetime, document_id: UUID, role: str = "", co_signers: Sequence[str] = ()
) -> DocumentView:
    """Sign and, if external, seal an issued document: printed for the last time, dated today, frozen.

    `co_signers` are the names of those who signed with the actor on the spot (the second officer of a record).
    `role` is printed in Chinese. Raises Refused unless the document is issued and unsigned, and FontMissing.
    """
    with transaction.atomic():
        document = _locked(document_id, Status.ISSUED)
        at = plain(now)
        document.signatures = [{"name": name, "role": role, "at": at} for name in (actor.name, *co_signers)]
        document.status, document.signed_at, document.signer_id = Status.SIGNED, now, actor.person_id
        _print(document, now)
        document.save()
        _log(
            events.SIGNED,
            actor,
            now,
            document,
            sha256=document.sha256,
            role=role,
            co_signers=list(co_signers),
        )
    return view_of(document)


def mark_served(*, actor: Actor, now: datetime, document_id: UUID, served_on: date) -> DocumentView:
    """Record that a signed external document reached the party (61). Raises Refused unless it is signed."""
    with transaction.atomic():
        document = _locked(document_id, Status.SIGNED)
        document.status, document.served_on = Status.SERVED, served_on
        document.save(update_fields=["status", "served_on"])
        _log(events.SERVED, actor, now, document, served_on=served_on.isoformat())
    return view_of(document)


def void_document(*, actor: Actor, now: datetime, document_id: UUID, reason: str) -> DocumentView:
    """Declare a document void; it keeps its number, text and print. Raises Refused without a reason or twice."""
    if not reason.strip():
        raise Refused(Reason("document.reason", "作废文书须写明原因", (_FROZEN,), "reason"))
    with transaction.atomic():
        document = _locked(document_id, Status.DRAFT, Status.ISSUED, Status.SIGNED, Status.SERVED)
        document.status, document.void_reason, document.voided_at = Status.VOID, reason.strip(), now
        document.save(update_fields=["status", "void_reason", "voided_at"])
        _log(events.VOIDED, actor, now, document, reason=document.void_reason)
    return view_of(document)


def take_number(*, word: str, year: int) -> str:
    """The next 文号 of a word in a year, without gaps: the counter's row is locked until commit or rollback.

    `word` is 机关代字 with the document's word, such as 云环罚. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("文号须与使用它的文书在同一事务中取得")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_numberseries (word, year, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (word, year) DO UPDATE SET last = documents_numberseries.last + 1 RETURNING last",
            (word, year),
        )
        return str(DocumentNumber(word, year, int(cursor.fetchone()[0])))


def _open_document(case_id: UUID, form: Form, document_id: UUID | None) -> Document | None:
    """The unsigned document to draft again, locked."""
    if document_id is not None:
        document = _locked(document_id, Status.DRAFT, Status.ISSUED)
        if (document.case_id, document.code) != (case_id, form.code):
            raise NotFound("本案没有这份文书")
        return document
    if form.many:
        return None
    unsigned = Document.objects.filter(
        case_id=case_id, code=form.code, status__in=[Status.DRAFT, Status.ISSUED]
    )
    return unsigned.select_for_update(of=("self",)).first()


def _signed(case_id: UUID, form: Form) -> Document | None:
    if form.many:
        return None
    signed = Document.objects.filter(
        case_id=case_id, code=form.code, status__in=[Status.SIGNED, Status.SERVED]
    )
    return signed.order_by("signed_at").last()


def _locked(document_id: UUID, *allowed: Status) -> Document:
    document = Document.objects.select_for_update(of=("self",)).filter(pk=document_id).first()
    if document is None:
        raise NotFound("没有这份文书")
    status = Status.parse(document.status)
    if status not in allowed:
        names = "或".join(one.label for one in allowed)
        text = f"《{document.title}》{document.number}现为“{status.label}”，只有“{names}”的文书才能这样处理"
        raise Refused(Reason("document.status", text, (_FROZEN if status.final else _LAYOUT,)))
    return document


def _print(document: Document, now: datetime) -> None:
    printed = _printed(document, now)
    document.sha256 = blob_store().put(printed.pdf).sha256
    document.fonts, document.template = printed.fonts, printed.template


def _printed(document: Document, now: datetime) -> Printed:
    try:
        return print_document(document, now)
    except GlyphMissing as error:
        raise Refused(
            Reason("document.glyph", f"《{document.title}》不能排印：{error}", (_LAYOUT,), "data")
        ) from error


def _log(
    kind: str, actor: Actor, now: datetime, document: Document, **payload: str | int | list[str]
) -> None:
    append(
        kind=kind,
        subject=document.id,
        actor=actor,
        at=now,
        case=document.case_id,
        payload={"code": document.code, "title": document.title, "number": document.number, **payload},
    )
