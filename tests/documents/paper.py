"""What a reader, a search engine or a forensic tool finds in a PDF."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any

import pypdf
from pypdf.generic import IndirectObject, StreamObject


def squeezed(text: str) -> str:
    """Without white space, full-width forms as plain ones."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def text_of(pdf: bytes) -> str:
    """All text of the PDF without white space and page marks; the running head stands once, at the beginning."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    texts = [squeezed(re.sub(r"—\s*\d+\s*—", "", page)) for page in pages]
    head = _common_head(texts) if len(texts) > 1 else ""
    return head + "".join(text.removeprefix(head) for text in texts)


def everything_in(pdf: bytes) -> str:
    """Text layer, metadata, and every byte of every object, in the encodings in which text may hide."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    raw = [pdf]
    for number in range(1, reader.trailer["/Size"]):
        found: Any = reader.get_object(IndirectObject(number, 0, reader))
        raw.append(str(found).encode())
        if isinstance(found, StreamObject):
            raw.append(found.get_data())
    meta = " ".join(str(value) for value in (reader.metadata or {}).values())
    texts = [
        data.decode(code, "ignore") for data in raw for code in ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
    ]
    return "\n".join([text_of(pdf), meta, *texts])


def _common_head(texts: list[str]) -> str:
    head = texts[0]
    for text in texts[1:]:
        while not text.startswith(head):
            head = head[:-1]
    return head
