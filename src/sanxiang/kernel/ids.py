"""标识: public identifiers that cannot be guessed or counted."""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base32: no i, l, o, u


def public_id() -> str:
    """Ten characters (50 bits) for use in public addresses; survives renumbering."""
    return "".join(_ALPHABET[byte & 31] for byte in secrets.token_bytes(10))
