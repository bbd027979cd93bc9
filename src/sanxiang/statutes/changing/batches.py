"""成批审定: the wordings of one import wait together and are approved by another person, all or some of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.ledger import services as ledger
from sanxiang.ledger.types import NewEntry
from sanxiang.rules.approval import check_approver
from sanxiang.statutes import events
from sanxiang.statutes.changing import imported
from sanxiang.statutes.changing.types import ChangeKind
from sanxiang.statutes.models import Law, LawChange, LawVersion
from sanxiang.statutes.sources import LawText
from sanxiang.statutes.terms import one_writer_at_a_time

Status = LawChange.Status
#: a text, and the words that it was split from
Worded = tuple[LawText, str]


def draft_wordings(
    *, actor: Actor, now: datetime, batch: UUID, basis: str, texts: Sequence[Worded]
) -> list[UUID]:
    """Keep the wordings of an import as drafts, which run nothing; the id of each. Raises InvalidInput.

    `batch`: the import; `basis`: the file. An entry of the ledger for each, about its law.
    """
    with transaction.atomic():
        one_writer_at_a_time()
        laws = _law_ids([text.title for text, _ in texts])
        rows = [
            LawChange(
                kind=ChangeKind.IMPORT, batch=batch, law_id=laws[text.title], says=imported.says_of(text, words),
                basis=basis[:300], entered_at=now, entered_by=actor.name, authors=[actor.person_id],
            )
            for text, words in texts
        ]  # fmt: skip
        InvalidInput.if_any(problem for row in rows for problem in imported.entry_problems(row))
        extracts = LawVersion.objects.filter(law__in={row.law_id for row in rows}, extract=True)
        held = {(v.law_id, v.version_date.isoformat()): v for v in extracts}
        for row in rows:
            row.version = held.get((row.law_id, row.says["version_date"]))
        LawChange.objects.bulk_create(rows, batch_size=200)
        _record(actor, now, events.CHANGE_DRAFTED, rows)
    return [row.pk for row in rows]


def rewrite_draft(*, change: UUID, text: LawText, words: str) -> None:
    """Put a longer text in the place of the one that the same import has drafted. Raises NotFound."""
    with transaction.atomic():
        row = LawChange.objects.select_for_update().filter(pk=change, status=Status.DRAFT).first()
        if row is None:
            raise NotFound("没有这项法规变更")
        row.says = imported.says_of(text, words)
        row.save(update_fields=["says"])


def approve_batch(
    *, actor: Actor, now: datetime, batch: UUID, changes: Collection[UUID] | None = None
) -> int:
    """审定 of what an import brought, or of these of its wordings; how many now run.

    By somebody who had no hand in it (国办发〔2018〕118号（四）). All that were asked for, or none. Raises NotFound,
    Refused, InvalidInput.
    """
    with transaction.atomic():
        one_writer_at_a_time()
        rows = _waiting(batch, changes)
        Refused.unless(check_approver({person for row in rows for person in row.authors}, actor.person_id))
        InvalidInput.if_any(imported.problems_of(rows))
        imported.store(rows)
        for row in rows:
            row.status, row.approved_on = Status.APPROVED, local_date(now)
            row.approved_by, row.approved_by_id = actor.name, actor.person_id
        fields = ["status", "approved_on", "approved_by", "approved_by_id", "law_id", "version", "before"]
        LawChange.objects.bulk_update(rows, fields, batch_size=200)
        _record(actor, now, events.CHANGE_APPROVED, rows)
    return len(rows)


def discard_batch(*, actor: Actor, now: datetime, batch: UUID) -> int:
    """Take back what of an import was not approved; it stays on file. How many. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        rows = _waiting(batch, None)
        for row in rows:
            row.status = Status.DISCARDED
        LawChange.objects.bulk_update(rows, ["status"], batch_size=500)
        _record(actor, now, events.CHANGE_DISCARDED, rows)
    return len(rows)


def _waiting(batch: UUID, changes: Collection[UUID] | None) -> list[LawChange]:
    found = LawChange.objects.filter(batch=batch)
    if not found.exists():
        raise NotFound("没有这一批法规")
    if changes is not None:
        found = found.filter(pk__in=list(changes))
    rows = list(found.filter(status=Status.DRAFT).select_for_update().order_by("entered_at", "pk"))
    if not rows:
        raise InvalidInput(("", "请至少选择一部" if changes is not None else "这一批没有等待审定的法规"))
    return rows


def _law_ids(titles: Iterable[str]) -> dict[str, UUID]:
    """Title → its law; of one that is not registered, the id that its other drafts have, or a new one."""
    wanted = set(titles)
    drafts = LawChange.objects.filter(
        status=Status.DRAFT, kind=ChangeKind.IMPORT, says__title__in=list(wanted)
    )
    known = dict(drafts.values_list("says__title", "law_id"))
    known |= dict(Law.objects.filter(title__in=wanted).values_list("title", "id"))
    return {title: known.get(title) or uuid4() for title in wanted}


def _record(actor: Actor, now: datetime, event: str, rows: Iterable[LawChange]) -> None:
    """An entry about each law."""
    ledger.append_all(
        entries=[
            NewEntry(
                event,
                row.law_id,
                {
                    "change": str(row.pk),
                    "kind": ChangeKind.IMPORT.label,
                    "what": imported.said(row),
                    "basis": row.basis,
                    "sha256": row.says["sha256"],
                },
            )
            for row in rows
        ],
        actor=actor,
        at=now,
    )
