"""公示的表."""

from sanxiang.disclosure.models.history import HistoricalPenalty
from sanxiang.disclosure.models.published import (
    DocumentToken,
    Draft,
    Edition,
    ProgressAttempt,
    ProgressRecord,
    Publication,
    PublicationVersion,
    Revision,
    Snapshot,
)

__all__ = [
    "DocumentToken",
    "Draft",
    "Edition",
    "HistoricalPenalty",
    "ProgressAttempt",
    "ProgressRecord",
    "Publication",
    "PublicationVersion",
    "Revision",
    "Snapshot",
]
