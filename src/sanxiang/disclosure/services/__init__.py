"""写入: every change of what is public, each in one transaction and with its ledger entry."""

from sanxiang.disclosure.services.cards import card_issuer, card_signer, publish_photo
from sanxiang.disclosure.services.editions import (
    approve_edition,
    discard_edition,
    draft_edition,
    file_edition,
    publish_edition,
)
from sanxiang.disclosure.services.history import (
    add_history,
    change_history,
    confirm_history,
    release_history,
    remove_history,
    show_history,
    withdraw_history,
)
from sanxiang.disclosure.services.lists import digest_of, publish_snapshot, retire_snapshot
from sanxiang.disclosure.services.progress import set_progress, try_progress
from sanxiang.disclosure.services.publishing import (
    expire_publications,
    open_publication,
    prepare_publication,
    release_publication,
    withdraw_publication,
)
from sanxiang.disclosure.services.site import set_site
from sanxiang.disclosure.services.tokens import record_document_token, void_document_token

__all__ = [
    "add_history",
    "approve_edition",
    "card_issuer",
    "card_signer",
    "change_history",
    "confirm_history",
    "digest_of",
    "discard_edition",
    "draft_edition",
    "expire_publications",
    "file_edition",
    "open_publication",
    "prepare_publication",
    "publish_edition",
    "publish_photo",
    "publish_snapshot",
    "record_document_token",
    "release_publication",
    "release_history",
    "remove_history",
    "retire_snapshot",
    "set_progress",
    "set_site",
    "show_history",
    "try_progress",
    "void_document_token",
    "withdraw_history",
    "withdraw_publication",
]
