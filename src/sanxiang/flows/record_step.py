"""记录一个步骤: what the officers did, in words, with the evidence that came of it (行政处罚法 47, 55)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sanxiang.cases.types import Record
from sanxiang.evidence.services import check_file, media_of, store_item
from sanxiang.evidence.types import EvidenceKind
from sanxiang.flows.shared.act import Acting, acting
from sanxiang.flows.shared.pieces import record_facts
from sanxiang.flows.shared.types import Done, FileInput
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.verdict import LAWFUL

STAGE = "调查取证"
_AV = frozenset({EvidenceKind.AUDIOVISUAL})


def record_step(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    kind: str,
    occurred_at: datetime,
    place: str,
    text: str,
    id_shown: bool,
    rights_told: bool,
    recusal_told: bool,
    officers: tuple[UUID, ...] = (),
    files: tuple[FileInput, ...] = (),
    faces_party: bool = True,
    party_confirmed: bool = True,
    key: str = "",
) -> Done:
    """Record a step (现场检查、询问、证据提取 …) of `officers`, by default all handlers; files become 证据N.

    Raises Refused with every faulty file named, or NotFound.
    """
    with acting(Act.RECORD_STEP, actor=actor, now=now, case=case, key=key) as act:
        row = Record(
            kind=kind,
            stage=STAGE,
            occurred_at=occurred_at,
            place=place,
            text=text,
            officer_ids=officers or tuple(h.officer_id for h in act.case.handlers),
            faces_party=faces_party,
            id_shown=id_shown,
            rights_told=rights_told,
            recusal_told=recusal_told,
            party_confirmed=party_confirmed,
            has_av=any(f.kind in _AV for f in files),
        )
        faults = sum((check_file(name=f.name, data=f.data) for f in files), LAWFUL)
        media = frozenset(filter(None, (media_of(name=f.name, data=f.data) for f in files)))
        act.require(faults, record=record_facts(row, files=len(files), media=media))
        stored = tuple(_store(act, f, occurred_at, place) for f in files)
        record = act.write(replace(row, evidence_ids=stored))
        act.finish(subject=record, kind=kind, files=len(stored))
    return act.done


def _store(act: Acting, file: FileInput, taken_at: datetime, place: str) -> UUID:
    item = store_item(
        actor=act.actor,
        now=act.now,
        case_id=act.case.id,
        stage=STAGE,
        kind=file.kind,
        name=file.name,
        data=file.data,
        purpose=file.purpose,
        taken_at=taken_at,
        taken_place=place,
        taken_by=act.actor.name,
    )
    return item.id
