"""清单文本: what an edition of a list says, inside and as published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from sanxiang.disclosure.types import Ref


class ListData(TypedDict):
    """清单文本 as published: the whole edition."""

    title: str
    code: str
    group: str
    agency: Ref
    number: int
    as_of: str
    heads: list[str]
    rows: list[list[str]]
    key: int
    approved_on: str
    approval_no: str
    filed_no: str
    filed_on: str
    #: SHA-256 of the PDF among the released files
    file: str


@dataclass(frozen=True, slots=True)
class EditionInput:
    """What a list says, as generated: `agency` is its public entry, `agency_ref` its id."""

    agency: Ref
    agency_ref: UUID
    code: str
    group: str
    title: str
    as_of: date
    heads: tuple[str, ...]
    rows: list[list[str]]
    key: int


@dataclass(frozen=True, slots=True)
class EditionView:
    """清单版本, inside."""

    id: UUID
    public_id: str
    agency_ref: UUID
    agency: Ref
    code: str
    group: str
    title: str
    number: int | None
    as_of: date
    heads: tuple[str, ...]
    rows: list[list[str]]
    key: int
    sha256: str
    state: str
    state_label: str
    drafted_by: str
    approved_by: str
    approved_on: date | None
    approval_no: str
    filed_no: str
    filed_on: date | None
    filed_by: str
    published_on: date | None
