"""执法人员的公开内容: name, unit, post, photo and the credential with its signed statement (118号（四）; law annex 9.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sanxiang.disclosure.cards import Card, card_of, may_stay, sign_card
from sanxiang.disclosure.selectors import cards_of
from sanxiang.disclosure.services import card_signer
from sanxiang.disclosure.types import CredentialData, HeldCard, OfficerData, Ref
from sanxiang.kernel.storage import blob_store
from sanxiang.ledger.notes import SignerKey
from sanxiang.registry.choices import CREDENTIAL_KINDS
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


def held_credentials(o: OfficerView, today: date) -> list[CredentialView]:
    """Of each kind the valid credential, else the one that was valid last; good ones first, then 执法证 before 监督证."""
    found = []
    for kind in CREDENTIAL_KINDS:
        own = [c for c in o.credentials if c.kind == kind]
        if best := o.credential_on(today, kind) or max(own, key=lambda c: c.valid_to, default=None):
            found.append(best)
    return sorted(found, key=lambda c: not c.valid_on(today))


def officer_data(
    o: OfficerView,
    held: Sequence[CredentialView],
    agency: Ref,
    *,
    shown: Mapping[str, Any] | None,
    signer: Signer | None,
    today: date,
) -> OfficerData:
    """What the public reads of an officer and the credentials `held`, one or two; `shown` is what it reads now, so that
    a statement stays as long as it may.

    Only a credential that is good has a statement: nothing new is signed for one that is suspended or has ended.
    """
    before = {c["credential"]["number"]: c.get("card", "") for c in cards_of(shown)} if shown else {}
    first, *others = (_card(c, o.name, agency["name"], before, signer, today) for c in held)
    data: OfficerData = {
        "name": o.name,
        "agency": agency,
        "unit": o.unit_name,
        "post": o.post,
        "credential": first["credential"],
    }
    if "card" in first:
        data["card"] = first["card"]
    if others:
        data["other"] = others[0]
    if o.photo_sha256 and blob_store().exists(o.photo_sha256):
        data["photo"] = o.photo_sha256
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


def _card(
    held: CredentialView,
    name: str,
    agency: str,
    before: Mapping[str, str],
    signer: Signer | None,
    today: date,
) -> HeldCard:
    """A credential with its statement, that of `before` (number → statement) as long as it may stay."""
    data: HeldCard = {"credential": credential_data(held, today)}
    if signer and held.valid_on(today):
        card = card_of(
            number=held.number,
            name=name,
            agency=agency,
            fields=held.enforcement_fields,
            valid_to=held.valid_to,
            today=today,
        )
        data["card"] = _statement(card, before.get(held.number, ""), signer)
    return data


def _statement(card: Card, before: str, signer: Signer) -> str:
    return before if may_stay(before, signer.key_id, card) else sign_card(signer.key, card)
