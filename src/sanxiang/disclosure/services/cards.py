"""证件签名私钥: kept beside the log's, and another one, so that a card can never pass for a checkpoint."""

from __future__ import annotations

from dataclasses import replace

from sanxiang.disclosure.selectors.files import published_files
from sanxiang.kernel.storage import blob_store
from sanxiang.ledger.log import Log
from sanxiang.ledger.notes import SignerKey


def card_issuer() -> Log:
    """Name and key file of who signs cards on this machine: `cards.key` beside the log's key."""
    log = Log.from_settings()
    name = f"{log.origin.removesuffix('/log')}/cards"
    return replace(log, origin=name, key_file=log.key_file.with_name("cards.key"))


def card_signer() -> SignerKey | None:
    """The key that signs cards; outside production it is made on first use. None in production without one:
    cards are then verified online only. Raises ledger.log.LogRefuses for a key that is not this platform's."""
    issuer = card_issuer()
    if issuer.production and not issuer.key_file.exists():
        return None
    return issuer.signer()


def publish_photo(sha256: str) -> None:
    """Put an officer's portrait among the released files. Raises kernel.storage.BlobMissing."""
    if not published_files().exists(sha256):
        published_files().put(blob_store().read(sha256))
