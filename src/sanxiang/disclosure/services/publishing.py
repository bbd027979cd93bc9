"""公示的起止: open, prepare, release by another, withdraw, expire (118号 (六); 行政处罚法 48, 85)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.disclosure import events, redaction
from sanxiang.disclosure.models import Draft, Publication, PublicationVersion
from sanxiang.disclosure.selectors.desk import view_of
from sanxiang.disclosure.selectors.files import prepared_files, published_files
from sanxiang.disclosure.services.revision import raise_revision
from sanxiang.disclosure.types import Choice, DecisionSource, PublicationView, Ref
from sanxiang.kernel import Actor, NotFound, Refused, local_date
from sanxiang.ledger import services as log
from sanxiang.rules.citations import cite
from sanxiang.rules.disclosure import (
    WITHHOLD_BASIS,
    WithdrawalCause,
    WithholdGround,
    check_release,
    check_withdrawal,
)
from sanxiang.rules.facts import PublicationFacts
from sanxiang.rules.masking import Protected
from sanxiang.rules.verdict import LAWFUL, Reason, Verdict

FILE_NAME = "决定书（公示文本）.pdf"


@transaction.atomic
def open_publication(
    *,
    actor: Actor,
    now: datetime,
    case_ref: UUID,
    agency: Ref,
    decided_on: date,
    due_on: date,
    due_explanation: str,
    kind: str = "penalty",
) -> PublicationView:
    """Enter a decision into the public account of decisions on the day it is made; again does nothing.

    The public sees agency, kind, decision date and due date until the decision is released or withheld.
    """
    existing = Draft.objects.select_related("publication").filter(case_ref=case_ref).first()
    if existing:
        return view_of(existing)
    publication = Publication.objects.create(
        kind=kind,
        agency_id=agency["public_id"],
        agency_name=agency["name"],
        decided_on=decided_on,
        due_on=due_on,
        due_explanation=due_explanation,
        revision=raise_revision(now),
    )
    draft = Draft.objects.create(publication=publication, case_ref=case_ref)
    _log(actor, now, events.OPENED, draft, due_on=due_on.isoformat())
    return view_of(draft)


@transaction.atomic
def prepare_publication(
    *,
    actor: Actor,
    now: datetime,
    source: DecisionSource,
    pdf: bytes = b"",
    choices: Mapping[str, Choice] | None = None,
    ground: str = "",
    reason: str = "",
    expires_on: date | None = None,
) -> PublicationView:
    """Build what the public will see, or propose to withhold it; nothing becomes public yet.

    `pdf` is the public copy, needed unless it is withheld; `ground` a code or word of
    rules.disclosure.WithholdGround, "" = publish (ValueError for another ground, or for neither of the two).

    Once published, preparing again is a correction and needs `reason` (118号, 1.5), which is public and masked
    like the rest. Raises NotFound if the decision was never opened, Refused with every fault of the choices.
    """
    draft = _locked_draft(source.case_ref)
    chosen = dict(choices or {})
    Refused.unless(redaction.check_choices(source, chosen) + _minor(source, ground))
    ground = WithholdGround.parse(ground).label if ground else ""
    _require_preparable(draft.publication.state, ground, reason)
    if not (pdf or ground):
        raise ValueError("公示决定须有公示文本")
    draft.source = _stored_source(source)
    draft.choices = {name: asdict(choice) for name, choice in redaction.choices_for(source, chosen).items()}
    draft.snapshot = {} if ground else redaction.build_snapshot(source, chosen)
    draft.ground, draft.reason = ground, _protected(draft).mask(reason)
    draft.file_sha256 = "" if ground else prepared_files().put(pdf).sha256
    draft.file_name, draft.expires_on = "" if ground else FILE_NAME, expires_on
    draft.prepared_by, draft.prepared_by_id, draft.prepared_at = actor.name, actor.person_id, now
    draft.released_by = draft.released_by_id = ""
    draft.released_at = None
    draft.save()
    _log(actor, now, events.PREPARED, draft, file=draft.file_sha256, ground=ground)
    return view_of(draft)


@transaction.atomic
def release_publication(*, actor: Actor, now: datetime, case_ref: UUID) -> PublicationView:
    """Publish (or withhold) what another person prepared, and append the readable ledger entry.

    Raises NotFound, or Refused if nothing is prepared or preparer and releaser are one person.
    """
    draft = _locked_draft(case_ref)
    if draft.prepared_at is None or draft.released_at is not None:
        raise Refused(Reason("disclosure.not_prepared", "没有待审核的公示内容", remedy="prepare_publication"))
    facts = PublicationFacts(
        preparer_id=draft.prepared_by_id, releaser_id=actor.person_id, withheld_ground=draft.ground
    )
    Refused.unless(check_release(facts, party_is_minor=draft.source["party"]["minor"]))
    draft.released_by, draft.released_by_id, draft.released_at = actor.name, actor.person_id, now
    draft.save(update_fields=["released_by", "released_by_id", "released_at"])
    if draft.ground:
        _withhold(draft, actor, now)
    else:
        _publish(draft, actor, now)
    return view_of(draft)


@transaction.atomic
def withdraw_publication(
    *, actor: Actor, now: datetime, case_ref: UUID, cause: str, reason: str, document: str
) -> PublicationView:
    """Take a publication down, with its reason made public; number, date and reason stay as a tombstone.

    `cause` is a code or word of rules.disclosure.WithdrawalCause, `document` the paper that changed or annulled
    the decision. 行政处罚法 48 第二款, 85: within three working days. Raises NotFound, or Refused if it is not
    published or something is missing.
    """
    draft = _locked_draft(case_ref)
    publication = draft.publication
    if publication.state not in Publication.SHOWN:
        raise Refused(Reason("disclosure.not_published", "该决定没有在公示，无从撤下"))
    found = WithdrawalCause.parse(cause) if cause else None
    Refused.unless(check_withdrawal(found, reason, document))
    assert found is not None
    party = draft.source["party"]["name"]
    reason = _protected(draft).mask(f"{found.label}（{document}）：{reason}".replace(party, "当事人"))
    today = local_date(now)
    entry = log.append_public(
        kind=events.WITHDRAWN,
        subject=publication.id,
        actor=actor,
        at=now,
        doc_sha256=publication.file_sha256,
        fields={"document_no": publication.document_no, "reason": reason, "withdrawn_on": today.isoformat()},
    )
    _close(publication, Publication.State.WITHDRAWN, today, now, reason=reason, entry_id=entry.id)
    return view_of(draft)


@transaction.atomic
def expire_publications(*, actor: Actor, now: datetime) -> int:
    """Stop every publication whose term is over (信用修复管理办法: stops by itself at the maximum); how many."""
    today = local_date(now)
    over = Draft.objects.select_for_update().select_related("publication")
    over = over.filter(publication__state__in=Publication.SHOWN, publication__expires_on__lte=today)
    for draft in over:
        entry = _log(actor, now, events.EXPIRED, draft)
        _close(draft.publication, Publication.State.EXPIRED, today, now, entry_id=entry)
    return len(over)


def _publish(draft: Draft, actor: Actor, now: datetime) -> None:
    publication, snapshot = draft.publication, draft.snapshot
    correcting = publication.state in Publication.SHOWN
    published_files().put(prepared_files().read(draft.file_sha256))
    fields = redaction.ledger_fields(snapshot)
    entry = log.append_public(
        kind=events.CORRECTED if correcting else events.PUBLISHED,
        subject=publication.id,
        actor=actor,
        at=now,
        doc_sha256=draft.file_sha256,
        fields={**fields, "reason": draft.reason} if correcting else fields,
    )
    publication.state = Publication.State.CORRECTED if correcting else Publication.State.PUBLISHED
    publication.version += 1
    publication.snapshot, publication.reason, publication.ground = snapshot, draft.reason, ""
    publication.party_name, publication.violation = snapshot["party_name"], snapshot["violation"]
    publication.document_no, publication.result = snapshot["document_no"], snapshot["result"]
    publication.power_id = snapshot["power"]["public_id"]
    publication.file_sha256, publication.file_name = draft.file_sha256, draft.file_name
    publication.published_on = publication.published_on or local_date(now)
    publication.expires_on = draft.expires_on
    publication.entry_id, publication.opening = entry.id, entry.opening.disclose(fields).decode()
    publication.revision = raise_revision(now)
    publication.save()
    PublicationVersion.objects.create(
        publication=publication,
        number=publication.version,
        snapshot=snapshot,
        file_sha256=draft.file_sha256,
        reason=draft.reason,
        at=now,
    )


def _withhold(draft: Draft, actor: Actor, now: datetime) -> None:
    publication = draft.publication
    entry = _log(actor, now, events.WITHHELD, draft, ground=draft.ground)
    _close(publication, Publication.State.WITHHELD, None, now, ground=draft.ground, entry_id=entry)


def _close(
    publication: Publication, state: str, ended_on: date | None, now: datetime, **changes: Any
) -> None:
    """End a publication: everything that says who or what leaves the public table."""
    publication.state, publication.ended_on = state, ended_on
    publication.snapshot = None
    publication.party_name = publication.violation = publication.result = publication.power_id = ""
    publication.file_sha256 = publication.file_name = publication.opening = ""
    for name, value in changes.items():
        setattr(publication, name, value)
    publication.revision = raise_revision(now)
    publication.save()


def _require_preparable(state: str, ground: str, reason: str) -> None:
    """What has been public changes only with a reason, and leaves only by withdrawal."""
    if state in Publication.SHOWN and not reason:
        raise Refused(Reason("disclosure.correction_reason", "更正已公示的内容须写明理由", remedy="reason"))
    if state in Publication.SHOWN and ground:
        text = "已公示的决定不能改为不予公开，应当依法撤下并说明理由"
        raise Refused(Reason("disclosure.already_published", text, cite("APL48.2"), "withdraw_publication"))
    if state in (Publication.State.WITHDRAWN, Publication.State.EXPIRED):
        raise Refused(Reason("disclosure.ended", "该决定已停止公示，不能再次拟制"))


def _locked_draft(case_ref: UUID) -> Draft:
    draft = Draft.objects.select_for_update().select_related("publication").filter(case_ref=case_ref).first()
    if draft is None:
        raise NotFound("没有这项公示")
    return draft


def _protected(draft: Draft) -> Protected:
    """What must not be read in words that somebody adds to the publication."""
    return Protected(**{name: tuple(words) for name, words in draft.source["protected"].items()})


def _minor(source: DecisionSource, ground: str) -> Verdict:
    if not source.party.minor or ground:
        return LAWFUL
    basis = WITHHOLD_BASIS[WithholdGround.MINOR]
    return Verdict((Reason("disclosure.minor", "当事人是未成年人，不予公开", basis, "ground"),))


def _stored_source(source: DecisionSource) -> dict[str, Any]:
    stored = asdict(source)
    stored["protected"] = asdict(redaction.protected_of(source))
    stored["case_ref"] = str(source.case_ref)
    stored["decided_on"] = source.decided_on.isoformat()
    stored["amount"] = "" if source.amount is None else f"{source.amount:.2f}"
    return stored


def _log(actor: Actor, now: datetime, kind: str, draft: Draft, **payload: str) -> int:
    entry = log.append(
        kind=kind, subject=draft.publication.id, case=draft.case_ref, actor=actor, at=now, payload=payload
    )
    return entry.id
