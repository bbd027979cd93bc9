"""执法人员的公开内容: name, unit, post, photo and the credential with its signed statement (118号（四）; law annex 9.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sanxiang.disclosure.cards import MalformedCard, issue_statement, may_stay
from sanxiang.disclosure.types import CredentialData, OfficerData, Ref
from sanxiang.kernel.storage import blob_store
from sanxiang.ledger.notes import SignerKey
from sanxiang.registry.types import CredentialView, OfficerView


def held_credential(o: OfficerView, today: date) -> CredentialView | None:
    """The valid credential, else the one that was valid last; None for who never held one."""
    return o.credential_on(today) or max(o.credentials, key=lambda c: c.valid_to, default=None)


def officer_data(
    o: OfficerView,
    held: CredentialView,
    agency: Ref,
    *,
    shown: Mapping[str, Any] | None,
    signer: SignerKey | None,
    today: date,
) -> OfficerData:
    """What the public reads of an officer; `shown` is what it reads now, so that a statement stays as long as it may.

    Only a credential that is good has a statement: nothing new is signed for one that is suspended or has ended.
    """
    data: OfficerData = {
        "name": o.name,
        "agency": agency,
        "unit": o.unit_name,
        "post": o.post,
        "credential": credential_data(held),
    }
    if o.photo_sha256 and blob_store().exists(o.photo_sha256):
        data["photo"] = o.photo_sha256
    if signer and held.valid_on(today):
        data["card"] = _statement(data, str(shown.get("card", "")) if shown else "", signer, today)
    return data


def credential_data(held: CredentialView) -> CredentialData:
    """What the public reads of a credential."""
    return {
        "number": held.number,
        "fields": list(held.enforcement_fields),
        "area": held.area_name,
        "issuer": held.issuer,
        "valid_from": held.valid_from.isoformat(),
        "valid_to": held.valid_to.isoformat(),
        "status": held.status,
    }


def _statement(data: OfficerData, before: str, signer: SignerKey, today: date) -> str:
    held = data["credential"]
    fresh = issue_statement(
        signer,
        number=held["number"],
        name=data["name"],
        agency=data["agency"]["name"],
        fields=held["fields"],
        valid_to=date.fromisoformat(held["valid_to"]),
        today=today,
    )
    try:
        return before if before and may_stay(before, fresh, today) else fresh
    except MalformedCard:
        return fresh
