"""文书的查询."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sanxiang.documents.catalogue import form_of
from sanxiang.documents.models import Document
from sanxiang.documents.printing import print_document, print_public
from sanxiang.documents.types import AuthenticityFacts, DocumentView, Signature, Status
from sanxiang.kernel import NotFound, local_date
from sanxiang.kernel.storage import blob_store


def documents_of_case(case_id: UUID, *codes: str) -> tuple[DocumentView, ...]:
    """The documents of the case (of these codes, if any are named), the oldest first, the void included."""
    rows = Document.objects.filter(case_id=case_id)
    return tuple(view_of(row) for row in (rows.filter(code__in=codes) if codes else rows))


def get_document(document_id: UUID, *, case_id: UUID) -> DocumentView:
    """The document of that case; raises NotFound for any other. Whose case it is, the caller has asked."""
    row = Document.objects.filter(pk=document_id, case_id=case_id).first()
    if row is None:
        raise NotFound("本案没有这份文书")
    return view_of(row)


def pdf_bytes(document: DocumentView) -> bytes:
    """The stored print, checked against its digest; of a draft a fresh preview marked 草稿.

    Raises BlobMissing or BlobDamaged for the former, FontMissing for the latter.
    """
    if document.sha256:
        return blob_store().read(document.sha256)
    row = Document.objects.get(pk=document.id)
    return print_document(row, row.drafted_at).pdf


def public_pdf(document: DocumentView, data: Mapping[str, Any], *, address: str) -> bytes:
    """The 公示文本 of a signed document: the same form, set from the masked `data`, with a QR of `address`.

    The same data give the same bytes; nothing of what was hidden is in them. Raises FontMissing, and ValueError
    for a document that was never signed.
    """
    return print_public(Document.objects.get(pk=document.id), data, address).pdf


def revisions_of(document_id: UUID) -> tuple[tuple[int, str, dict[str, object]], ...]:
    """(version, drafter, data) of every draft, the first one first."""
    rows = Document.objects.get(pk=document_id).revisions.all()
    return tuple((row.version, row.drafted_by, row.data) for row in rows)


def by_token(token: str) -> AuthenticityFacts | None:
    """What may be said of the document with this authenticity code; None for an unknown or internal one."""
    row = Document.objects.filter(token=token).first()
    return authenticity_facts(view_of(row)) if row else None


def authenticity_facts(document: DocumentView) -> AuthenticityFacts | None:
    """The facts that flows hand to the public site; None until an external document is signed."""
    if not document.token or document.signed_at is None:
        return None
    return AuthenticityFacts(
        token=document.token,
        title=document.title,
        number=document.number,
        agency=document.data["agency"]["name"],
        dated=local_date(document.signed_at),
        sha256=document.sha256,
        status=document.status.label,
    )


def view_of(row: Document) -> DocumentView:
    """The row as others see it."""
    form = form_of(row.code)
    return DocumentView(
        id=row.id,
        case_id=row.case_id,
        agency_id=row.agency_id,
        code=row.code,
        title=row.title,
        kind=form.kind,
        number=row.number,
        status=Status.parse(row.status),
        version=row.version,
        data=row.data,
        drafted_by=row.drafted_by,
        drafter_id=row.drafter_id,
        drafted_at=row.drafted_at,
        issued_on=local_date(row.issued_at) if row.issued_at else None,
        signed_at=row.signed_at,
        served_on=row.served_on,
        signer_id=row.signer_id,
        signatures=tuple(Signature(**one) for one in row.signatures),
        sha256=row.sha256,
        fonts=row.fonts,
        token=row.token if form.external else "",
        void_reason=row.void_reason,
    )
