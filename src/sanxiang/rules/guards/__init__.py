"""守则: the guards of the acts, by topic; each is one rule of the law annex 2.1 and 2.3 with its articles.

A guard reads `CaseFacts` and yields a reason for everything that stands in the way. Acts name their
guards (`procedures/`); a test spoils each fact and sees exactly its reason.
"""

from __future__ import annotations

from sanxiang.rules.guards import (
    commencement,
    decision,
    execution,
    filing,
    investigation,
    notice,
    papers,
    people,
)
from sanxiang.rules.guards.base import Guard

GUARDS: dict[str, Guard] = {
    **people.GUARDS,
    **filing.GUARDS,
    **investigation.GUARDS,
    **notice.GUARDS,
    **decision.GUARDS,
    **commencement.GUARDS,
    **execution.GUARDS,
    **papers.GUARDS,
}

__all__ = ["GUARDS", "Guard"]
