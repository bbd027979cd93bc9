"""文字: cell texts as they come out of spreadsheets, freed of what nobody sees."""

from __future__ import annotations

import re
import unicodedata

#: format characters (zero width, direction, soft hyphen, byte order mark) and controls except tab and line feed
_UNSEEN = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
#: anything at all that `visible` would change or look at
_NOT_PLAIN = re.compile(f"{_UNSEEN.pattern}|{_CONTROLS.pattern}|{_BLANKS.pattern}|\n")
_REMARK = re.compile(r"[\uff08(\[【].*?[\uff09)\]】]|[*\uff0a:\uff1a]")


def visible(text: str) -> str:
    """The text without unseen characters, with plain blanks, trimmed; line breaks stay."""
    if is_plain(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _BLANKS.sub(" ", _CONTROLS.sub("", _UNSEEN.sub("", text)))
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")


def is_plain(text: str) -> bool:
    """Is there nothing in it that `visible` would change or look at?"""
    return not _NOT_PLAIN.search(text)


def has_unseen(text: str) -> bool:
    """Does it hold characters that nobody sees and that make equal texts differ?"""
    return not is_plain(text) and bool(_UNSEEN.search(text) or _CONTROLS.search(text.replace("\r\n", "\n")))


def narrow(text: str) -> str:
    """Full-width letters, digits and marks as narrow ones (NFKC), for codes, numbers and dates."""
    return text if text.isascii() and text.isalnum() else unicodedata.normalize("NFKC", visible(text))


def heading(text: str) -> str:
    """A column heading for comparison: no blanks, no remarks in brackets, no asterisk, lower case."""
    return re.sub(r"\s", "", _REMARK.sub("", visible(text))).lower()
