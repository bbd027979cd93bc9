"""执法证件签名: what the QR code of a credential states, small, signed, and checked without a network.

A statement is `base64url(text).base64url(key id ‖ Ed25519 signature)`; the text is a head and one line for each field
of `Card`, in UTF-8 (docs/reference/card.md). It holds what is printed on the card and never an identity number.
A signature cannot be taken back, so a statement says until which day it may be relied on without asking online; a
suspended or recalled credential can pass offline no longer than that. Serves 行政处罚法 42, 55 (亮证) and 司法部's
sample of the credential, whose QR holds the holder's data.

This module needs neither Django nor a database.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from sanxiang.ledger.notes import MalformedNote, Note, SignerKey, VerifierKey

HEAD = "sanxiang.card/v1"
#: days that a statement may be relied on offline, and how many of them are left when it is signed anew
TERM, RENEWED_AT = timedelta(days=90), timedelta(days=30)
#: characters; more is no statement
MAX_LENGTH = 1500
GOOD, BAD, UNDECIDED = 0, 1, 2


class MalformedCard(ValueError):  # noqa: N818  says what is wrong with the text
    """The text is not a card statement."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a statement says. `valid_to`: last day of the credential; `online_by`: last day without asking online."""

    number: str
    name: str
    agency: str
    fields: str
    valid_to: date
    issued_on: date
    online_by: date

    def text(self) -> str:
        """What is signed. Raises ValueError for a field that is no line of text."""
        lines = [HEAD, *(v.isoformat() if isinstance(v, date) else v for v in astuple(self))]
        if any(not line or not line.isprintable() for line in lines):
            raise ValueError("证件上的每一项都应是一行可见的文字")
        return "\n".join(lines) + "\n"

    @classmethod
    def parse(cls, text: str) -> Card:
        """Read a text back; raises MalformedCard unless it is exactly what `text` would write."""
        lines = text.split("\n")
        if len(lines) != 9 or lines[0] != HEAD or lines[8]:
            raise MalformedCard("不是执法证件的签名内容")
        try:
            valid_to, issued_on, online_by = (date.fromisoformat(line) for line in lines[5:8])
            card = cls(lines[1], lines[2], lines[3], lines[4], valid_to, issued_on, online_by)
            written = card.text()
        except ValueError:
            raise MalformedCard("证件签名内容的日期或文字不成立") from None
        if written != text:
            raise MalformedCard("证件签名内容的写法不规范")
        return card


def card_of(
    *, number: str, name: str, agency: str, fields: Sequence[str], valid_to: date, today: date
) -> Card:
    """A card that may be relied on offline for 90 days, and never beyond the credential's last day."""
    return Card(number, name, agency, "、".join(fields) or "—", valid_to, today, min(valid_to, today + TERM))


def sign_card(signer: SignerKey, card: Card) -> str:
    """The statement of a card. Raises ValueError as `Card.text`."""
    (signature,) = Note.parse(signer.sign(card.text())).signatures
    return f"{_encode(card.text().encode())}.{_encode(signature.key_id + signature.value)}"


def may_stay(statement: str, key_id: bytes, card: Card) -> bool:
    """A published statement need not give way to one of `card`: same key and facts, and enough days left."""
    try:
        old = read_statement(statement)
    except MalformedCard:
        return False
    if old.key_id != key_id or astuple(old.card)[:5] != astuple(card)[:5]:
        return False
    return old.card.online_by == old.card.valid_to or card.issued_on + RENEWED_AT < old.card.online_by


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement taken apart; nothing about it is verified yet."""

    card: Card
    text: str
    key_id: bytes
    signature: bytes


def read_statement(statement: str) -> Statement:
    """Take a statement apart, or the address that carries it after `#`. Raises MalformedCard."""
    statement = statement.strip().rpartition("#")[2]
    body, dot, signed = statement.partition(".")
    if not dot or len(statement) > MAX_LENGTH:
        raise MalformedCard("不是执法证件二维码的内容")
    try:
        text = _decode(body).decode()
    except UnicodeDecodeError:
        raise MalformedCard("证件签名内容不是UTF-8") from None
    signature = _decode(signed)
    if len(signature) != 68:
        raise MalformedCard("证件签名的长度不对")
    return Statement(Card.parse(text), text, signature[:4], signature[4:])


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome: 0 good, 1 bad, 2 not decidable offline, and why; `card` is None unless the signature fits."""

    code: int
    reason: str
    card: Card | None = None


def check_statement(statement: str, keys: Sequence[VerifierKey], today: date) -> Finding:
    """Check a statement with public keys obtained elsewhere; says nothing about what happened since it was signed."""
    try:
        found = read_statement(statement)
    except MalformedCard as error:
        return Finding(BAD, str(error))
    key = next((k for k in keys if k.id == found.key_id), None)
    if key is None:
        return Finding(UNDECIDED, "签名公钥不在所给的公钥之中")
    if not key.accepts(found.text, found.signature):
        return Finding(BAD, "签名不成立：内容被改动过，或者不是平台签发")
    card = found.card
    if card.valid_to < today:
        return Finding(BAD, f"证件已于{card.valid_to}期满", card)
    if today < card.issued_on:
        return Finding(UNDECIDED, f"签发日期{card.issued_on}在今天之后，请核对本机日期", card)
    if card.online_by < today:
        return Finding(UNDECIDED, f"离线核验的期限已于{card.online_by}届满，请联网核验", card)
    return Finding(GOOD, f"签名成立，{card.online_by}前可以离线核验", card)


def parse_keys(text: str) -> list[VerifierKey]:
    """The public keys of a key file, one a line, `#` begins a comment. Raises MalformedCard."""
    lines = [line.strip() for line in text.splitlines()]
    try:
        return [VerifierKey.parse(line) for line in lines if line and not line.startswith("#")]
    except MalformedNote as error:
        raise MalformedCard(str(error)) from None


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    """Strict: one text for one value."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise MalformedCard("证件二维码的编码不成立") from None
    if _encode(data) != text:
        raise MalformedCard("证件二维码的编码不规范")
    return data
