"""法制审核: the values others may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PointAnswer:
    """One answered point. `state`: pass, problem or na; `cites`: evidence or document places it rests on."""

    state: str
    note: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TriggerView:
    """A trigger that fired: the rule, its version, and the inputs it read."""

    code: str
    title: str
    basis: str
    inputs: str
    rule_id: str = ""
    rule_version: int = 1


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One round of review."""

    id: UUID
    case_id: UUID
    round: int
    proposal_version: int
    triggers: tuple[TriggerView, ...]
    materials: tuple[str, ...]
    submitted_at: datetime
    submitter: str
    submitter_id: str
    points: Mapping[int, PointAnswer]
    #: a rules.terms.OpinionType; "" while open
    opinion: str
    opinion_text: str
    counsel_needed: bool
    counsel_opinion: str
    reviewer: str
    reviewer_id: str
    reviewer_qualified: bool
    reviewer_first_time: bool
    issued_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.issued_at is None


def trigger_from(data: Mapping[str, Any]) -> TriggerView:
    """The inverse of `dataclasses.asdict`."""
    return TriggerView(**data)
