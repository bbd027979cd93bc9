"""公示的内外两面, for flows and the desk."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from sanxiang.disclosure.models import Draft, Publication
from sanxiang.disclosure.selectors.files import prepared_files
from sanxiang.disclosure.types import Choice, FieldChoice, PublicationView


def publication_of(case_ref: UUID) -> PublicationView | None:
    """The publication of a case's decision, or None before the decision."""
    draft = Draft.objects.select_related("publication").filter(case_ref=case_ref).first()
    return view_of(draft) if draft else None


def publications_of(case_refs: Iterable[UUID]) -> dict[UUID, PublicationView]:
    """The publications of several cases; cases without a decision are absent."""
    drafts = Draft.objects.select_related("publication").filter(case_ref__in=list(case_refs))
    return {draft.case_ref: view_of(draft) for draft in drafts}


def prepared_file(case_ref: UUID) -> bytes | None:
    """The public copy that was prepared last, byte for byte as it is or would be released; None without one."""
    draft = Draft.objects.filter(case_ref=case_ref).exclude(file_sha256="").first()
    return prepared_files().read(draft.file_sha256) if draft else None


def address_of(publication: PublicationView) -> str:
    """Where the public reads it once it is released."""
    return f"{settings.SITE_ORIGIN}/results/{publication.kind}/{publication.public_id}/"


def view_of(draft: Draft) -> PublicationView:
    """Both sides of a publication."""
    publication = draft.publication
    waiting = draft.prepared_at is not None and draft.released_at is None
    state = "prepared" if waiting and publication.state == Publication.State.DUE else publication.state
    return PublicationView(
        public_id=publication.public_id,
        case_ref=draft.case_ref,
        state=str(state),
        kind=publication.kind,
        agency_name=publication.agency_name,
        decided_on=publication.decided_on,
        due_on=publication.due_on,
        due_explanation=publication.due_explanation,
        published_on=publication.published_on,
        expires_on=publication.expires_on,
        prepared_by=draft.prepared_by,
        prepared_by_id=draft.prepared_by_id,
        prepared_at=draft.prepared_at,
        released_by=draft.released_by,
        released_by_id=draft.released_by_id,
        ground=draft.ground,
        reason=publication.reason or draft.reason,
        internal=draft.source,
        public=draft.snapshot,
        choices={n: Choice(FieldChoice(c["choice"]), c["reason"]) for n, c in draft.choices.items()},
        version=publication.version,
        pdf_sha256=publication.file_sha256 or draft.file_sha256,
        entry_id=publication.entry_id,
        ended_on=publication.ended_on,
    )
