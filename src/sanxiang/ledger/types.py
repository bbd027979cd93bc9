"""What the ledger hands out: frozen values, no database rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sanxiang.ledger.canonical import Opening


@dataclass(frozen=True, slots=True)
class Entry:
    """An internal entry as it was appended; its index comes within a second, from the sequencer."""

    id: int
    kind: str
    subject: UUID
    at: datetime
    leaf: bytes
    leaf_hash: bytes


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One of many entries to be appended at once; see `services.append` for what the payload may hold."""

    kind: str
    subject: UUID
    payload: Mapping[str, Any]
    case: UUID | None = None


@dataclass(frozen=True, slots=True)
class PublicEntry(Entry):
    """A public entry, with what opens its fields (`opening.disclose(names)` makes `disclosure.json`)."""

    opening: Opening


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as shown in a case file: enough to write its sentence and link its proof."""

    id: int
    #: position in the log, or None during the second before sequencing
    index: int | None
    kind: str
    subject: UUID | None
    at: datetime
    sentence: str
    actor: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed tree head that has been published."""

    size: int
    root: bytes
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EntryProof:
    """What a receipt needs: the exact leaf, its place, and the tlog-proof text."""

    index: int
    leaf: bytes
    checkpoint: Checkpoint
    text: str
