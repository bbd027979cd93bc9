"""执法人员的公开内容: name, unit, post, photo and the credential with its signed statement (118号（四）; law annex 9.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sanxiang.disclosure.cards import card_of, may_stay, sign_card
from sanxiang.disclosure.services import card_signer
from sanxiang.disclosure.types import CredentialData, OfficerData, Ref
from sanxiang.kernel.storage import blob_store
from sanxiang.ledger.notes import SignerKey
from sanxiang.registry.types import CredentialView, OfficerView


@dataclass(frozen=True, slots=True)
class Signer:
    """The key that signs cards, with its id worked out once for a run over many officers."""

    key: SignerKey
    key_id: bytes

    @classmethod
    def of_platform(cls) -> Signer | None:
        """None where cards are verified online only. Raises ledger.log.LogRefuses for a foreign key."""
        key = card_signer()
        return cls(key, key.verifier.id) if key else None


def held_credential(o: OfficerView, today: date) -> CredentialView | None:
    """The valid credential, that for enforcement first, else the one that was valid last; None for who never held one."""
    valid = o.credential_on(today) or o.credential_on(today, "supervision")
    return valid or max(o.credentials, key=lambda c: c.valid_to, default=None)


def officer_data(
    o: OfficerView,
    held: CredentialView,
    agency: Ref,
    *,
    shown: Mapping[str, Any] | None,
    signer: Signer | None,
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
        "credential": credential_data(held, today),
    }
    if o.photo_sha256 and blob_store().exists(o.photo_sha256):
        data["photo"] = o.photo_sha256
    if signer and held.valid_on(today):
        data["card"] = _statement(data, str(shown.get("card", "")) if shown else "", signer, today)
    return data


def credential_data(held: CredentialView, today: date) -> CredentialData:
    """What the public reads of a credential; the day of the last act where that made it not good."""
    data: CredentialData = {
        "number": held.number,
        "fields": list(held.enforcement_fields),
        "area": held.area_name,
        "issuer": held.issuer,
        "valid_from": held.valid_from.isoformat(),
        "valid_to": held.valid_to.isoformat(),
        "status": held.status,
        "kind_label": held.kind_label,
    }
    if held.status != "valid" and (acts := [act.day for act in held.acts if act.day <= today]):
        data["since"] = max(acts).isoformat()
    return data


def _statement(data: OfficerData, before: str, signer: Signer, today: date) -> str:
    held = data["credential"]
    card = card_of(
        number=held["number"],
        name=data["name"],
        agency=data["agency"]["name"],
        fields=held["fields"],
        valid_to=date.fromisoformat(held["valid_to"]),
        today=today,
    )
    return before if may_stay(before, signer.key_id, card) else sign_card(signer.key, card)
