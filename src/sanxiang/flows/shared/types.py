"""What acts take and give back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import BinaryIO
from uuid import UUID

from sanxiang.evidence.types import EvidenceKind


@dataclass(frozen=True, slots=True)
class Done:
    """办理结果: the act is on record. `repeated`: the form had been submitted before; nothing was done again."""

    case: UUID
    act: str
    event: int
    state: str
    #: what the act made or changed: a document, a record, a review; the case itself if nothing else
    subject: UUID
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Notified:
    """告知的结果: the viewing password is given once, here, and kept only as a hash."""

    done: Done
    password: str


@dataclass(frozen=True, slots=True)
class FileInput:
    """A file handed in: its bytes and what it is to prove."""

    name: str
    data: bytes | BinaryIO
    purpose: str
    kind: EvidenceKind


@dataclass(frozen=True, slots=True)
class FactorInput:
    """裁量因素: a code of rules.discretion.FACTORS and the evidence (证据N) that proves it."""

    code: str
    evidence: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountInput:
    """累加的次数: how many times a step of an additive line applies, and the evidence (证据N) that proves it."""

    per: str
    count: int
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalInput:
    """拟处理意见; amounts in 元. Law, limits and tier range come from the power item and its benchmark."""

    outcome: str
    facts: str
    reasons: str
    kinds: tuple[str, ...] = ()
    fine: Decimal = Decimal(0)
    confiscated: Decimal = Decimal(0)
    correction: str = ""
    correction_needless: str = ""
    benchmark: UUID | None = None
    #: the line chosen in a benchmark that is told by grades, what its amount is taken of, 元, and from which evidence
    line: UUID | None = None
    measure: Decimal | None = None
    measure_evidence: tuple[str, ...] = ()
    #: for every step of an additive line
    counts: tuple[CountInput, ...] = ()
    #: "" = the tier that the factors lead to
    tier: str = ""
    factors: tuple[FactorInput, ...] = ()
    discretion_note: str = ""
    deviation_reason: str = ""
    #: where the law has changed since the act: old or new, and why (37)
    applied_law: str = ""
    law_reason: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceInput:
    """送达的经过. `officers`: who served; empty = the handlers of the case."""

    mode: str
    served_on: date
    recipient: str
    place: str = ""
    relation: str = ""
    officers: tuple[UUID, ...] = ()
    #: signed by the recipient, or the postal receipt is there
    receipt: bool = True
    witness: str = ""
    av: bool = False
    consent_on: date | None = None
    announce_reason: str = ""
    announced_at: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """参加集体讨论的人 and the view that is written down."""

    name: str
    view: str
    post: str = ""


#: values of a document's own fields, over what the case already knows
Fields = Mapping[str, object]
