"""法规文件: JSON Lines of one law a line, as a table. Tables of laws are read like every table.

Two layouts: the text in one field, or the articles listed. The words stay as the source has them; blanks and the
width of marks are left alone. A file of one article a line is another kind of table (条文).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sanxiang.imports.rows import Row, Unreadable
from sanxiang.imports.tables import Table, json_objects, read_table
from sanxiang.statutes.sources import issuer_of, text_of_articles

_HEADINGS = (
    "title", "version_date", "effective_date", "level", "issuer", "expired", "article_count", "history", "id",
    "extract", "text",
)  # fmt: skip


def read_laws(data: bytes, filename: str, known: Sequence[str] = ()) -> Table:
    """A row for each law. Raises Unreadable."""
    found = json_objects(data, filename)
    if found is None:
        return read_table(data, filename, known)
    objects, notes = found
    if any("article_no" in law for _, law in objects):
        raise Unreadable("这个文件一行一条，请在“条文”里导入")
    rows = tuple(Row(line, tuple(map(_cell, _laid_out(line, law)))) for line, law in objects)
    return Table(_HEADINGS, rows, notes)


def _laid_out(line: int, law: Mapping[str, object]) -> list[object]:
    level, category = str(law.get("level") or ""), str(law.get("category") or "")
    own: dict[str, object] = {"issuer": law.get("issuer") or issuer_of(level, category)}
    if "articles" in law:
        articles = law["articles"]
        if not isinstance(articles, list) or not all(isinstance(a, list) and len(a) == 2 for a in articles):
            raise Unreadable(f'第{line}行的articles应写成[["第一条", "…"], …]')
        own |= {
            "text": text_of_articles([(str(label), str(text)) for label, text in articles]),
            "article_count": len(articles),
            "expired": law.get("status") == "已废止",
        }
    said = {**law, **own}
    return [said.get(name) for name in _HEADINGS]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value).strip()
