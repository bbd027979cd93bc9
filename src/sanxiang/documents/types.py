"""文书: the values others may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sanxiang.rules.terms import Term


class Status(Term):
    """文书状态: from SIGNED on nothing printed may change."""

    DRAFT = "DRAFT", "草稿"
    ISSUED = "ISSUED", "待签章"
    SIGNED = "SIGNED", "已签章"
    SERVED = "SERVED", "已送达"
    VOID = "VOID", "已作废"

    @property
    def final(self) -> bool:
        """Signed, whatever came after."""
        return self in {Status.SIGNED, Status.SERVED}


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, in which role (Chinese), when (Beijing 2026-11-26T09:30)."""

    name: str
    role: str
    at: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document. `version` counts its drafts; `number` is "" until it is issued."""

    id: UUID
    case_id: UUID
    agency_id: UUID
    code: str
    title: str
    #: X external, I internal
    kind: str
    number: str
    status: Status
    version: int
    data: dict[str, Any] = field(repr=False)
    drafted_by: str
    #: `Actor.person_id` of the drafter
    drafter_id: str
    drafted_at: datetime
    issued_on: date | None
    signed_at: datetime | None
    served_on: date | None
    signatures: tuple[Signature, ...]
    #: `Actor.person_id` of who signed, "" until then
    signer_id: str
    #: digest of the PDF, "" while it is a draft
    sha256: str
    #: families that the PDF may use, by role
    fonts: dict[str, list[str]] = field(repr=False)
    #: opaque part of the authenticity address; "" for an internal document
    token: str
    void_reason: str

    @property
    def external(self) -> bool:
        """Goes to the party."""
        return self.kind == "X"

    @property
    def signed_by(self) -> str:
        """Names of those who signed."""
        return "、".join(one.name for one in self.signatures)


@dataclass(frozen=True, slots=True)
class AuthenticityFacts:
    """What the authenticity page may say of a signed external document: nothing about persons or facts."""

    token: str
    title: str
    number: str
    agency: str
    dated: date
    sha256: str
    #: 已签章, 已送达 or 已作废
    status: str
