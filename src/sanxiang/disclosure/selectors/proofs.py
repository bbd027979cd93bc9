"""证明与验证包: what shows that a published decision stands in the log as published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from sanxiang.disclosure.models import Publication
from sanxiang.disclosure.selectors.files import published_files
from sanxiang.kernel import NotFound
from sanxiang.ledger import selectors as log
from sanxiang.ledger.bundle import build_bundle
from sanxiang.ledger.types import EntryProof


def proof_of(row: Mapping[str, Any]) -> EntryProof | None:
    """The proof of a publication's ledger entry (`row` of `result`); None until it is sequenced and published."""
    return log.proof_for(row["entry_id"]) if row["entry_id"] else None


def published_file(public_id: str) -> tuple[str, bytes]:
    """Name and bytes of what was published; NotFound for what is not (or no longer) shown."""
    row = _shown(public_id)
    return row["file_name"], published_files().read(row["file_sha256"])


def bundle_for(public_id: str) -> bytes | None:
    """The verification bundle of a published decision; None until its entry is sequenced.

    Raises NotFound for what is not shown. Serves 行政处罚法 48.
    """
    row = _shown(public_id)
    proof = proof_of(row)
    if proof is None:
        return None
    policy = (settings.DATA_DIR / "log" / "policy.txt").read_text()
    pdf = published_files().read(row["file_sha256"])
    return build_bundle(pdf=pdf, disclosure=row["opening"].encode(), proof=proof, policy=policy)


def _shown(public_id: str) -> Mapping[str, Any]:
    row = (
        Publication.objects.filter(public_id=public_id, state__in=Publication.SHOWN)
        .values("entry_id", "file_name", "file_sha256", "opening")
        .first()
    )
    if row is None:
        raise NotFound("没有这项公示，或者已经撤下")
    return row
