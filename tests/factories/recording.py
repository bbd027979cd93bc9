"""A row of the 音像记录事项清单 in force, and a recording that satisfies it."""

from __future__ import annotations

from uuid import UUID

from sanxiang.evidence.types import EvidenceKind
from sanxiang.flows.shared.types import FileInput
from sanxiang.powers import services
from tests.factories.city import FOUNDED, City
from tests.factories.powers import APPROVES, ENTERS


def rule(city: City, mode: str, *, step: str = "现场检查", required: bool = True, number: str = "3") -> UUID:
    row = services.draft_matter(
        actor=ENTERS, now=FOUNDED, kind="recording", agency=city.agency, number=number, title="排污单位检查", step=step,
        mode=mode, required=required,
    )  # fmt: skip
    services.approve_matter(actor=APPROVES, now=FOUNDED, kind="recording", matter=row)
    return row


def video() -> FileInput:
    data = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 200
    return FileInput("检查.mp4", data, "证明检查经过", EvidenceKind.AUDIOVISUAL)
