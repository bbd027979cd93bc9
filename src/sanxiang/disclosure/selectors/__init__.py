"""读取: what the desk sees of a publication, and what the public sees of everything."""

from sanxiang.disclosure.selectors.desk import publication_of, publications_of
from sanxiang.disclosure.selectors.public import (
    current_revision,
    document_token,
    overview,
    result,
    results,
    snapshot,
    snapshots,
)

__all__ = [
    "current_revision",
    "document_token",
    "overview",
    "publication_of",
    "publications_of",
    "result",
    "results",
    "snapshot",
    "snapshots",
]
