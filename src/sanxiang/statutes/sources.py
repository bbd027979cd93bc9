"""来源: read law texts from JSON Lines files of three layouts into one shape.

1. a law a line: title, version_date, effective_date, level, category, expired, article_count, history, text;
2. a law a line with its articles listed: title, version_date, effective_date, status, articles [[no, text], …];
3. an article a line: law, version_date, effective_date, status, chapter, section, article_no, text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sanxiang.statutes.dates import version_date_of
from sanxiang.statutes.parse import ParsedLaw, parse_articles, parse_law
from sanxiang.statutes.types import ImportNote

_NATION = "中华人民共和国"
_TITLE_LENGTH = 300
_UNSTORABLE = re.compile("[\\0\ud800-\udfff]")
_ISSUERS = {"法律": "全国人民代表大会及其常务委员会", "行政法规": "国务院"}


@dataclass(frozen=True, slots=True)
class LawText:
    """One wording as a source gives it. `rank` orders sources: the fuller layout first."""

    file: str
    line: int
    rank: int
    title: str
    version_date: date | None
    effective_date: date | None
    level: str
    issuer: str
    expired: bool
    stated_articles: int | None
    history: tuple[str, ...]
    source_id: str
    parsed: ParsedLaw
    extract: bool = False

    @property
    def short_title(self) -> str:
        """The title without 中华人民共和国, as it is cited."""
        return self.title.removeprefix(_NATION)

    def note(self, kind: str, message: str, remedy: str = "") -> ImportNote:
        """A note about this text."""
        return ImportNote(self.file, self.line, self.title, kind, message, remedy)


@dataclass(slots=True)
class Reading:
    """Everything read from the files: texts, and the rows that could not be read."""

    texts: list[LawText] = field(default_factory=list)
    errors: list[ImportNote] = field(default_factory=list)


class _BadRow(Exception):
    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


def read_files(paths: Sequence[Path], progress: Callable[[int], None]) -> Reading:
    """Read all files, the fullest texts first; a row that cannot be read becomes an error, never an exception.

    `progress` is told the number of files read.
    """
    reading = Reading()
    for done, path in enumerate(paths, start=1):
        _read_file(path, reading)
        progress(done)
    reading.texts.sort(key=lambda t: t.rank)
    return reading


def text_of_articles(articles: Iterable[Sequence[str]]) -> str:
    """A law given as (label such as 第三条, text) pairs, laid out by lines as `parse_law` reads it."""
    return "\n".join(f"{label} {text.strip()}" for label, text in articles)


def issuer_of(level: str, category: str) -> str:
    """Who made it: stated by the level of a law, otherwise by the category that the source names."""
    return _ISSUERS.get(level, "" if category == level else category)


def _read_file(path: Path, reading: Reading) -> None:
    articles: dict[tuple[str, str], list[tuple[int, dict[str, Any]]]] = {}
    for number, row in _rows(path, reading):
        try:
            if "article_no" in row:
                key = (_text(row, "law"), str(row.get("version_date")))
                articles.setdefault(key, []).append((number, row))
            elif "articles" in row:
                reading.texts.append(_from_list(path.name, number, row))
            else:
                reading.texts.append(_from_text(path.name, number, row))
        except _BadRow as bad:
            title = str(row.get("title") or row.get("law") or "")
            reading.errors.append(
                ImportNote(path.name, number, title, ImportNote.ERROR, bad.message, bad.remedy)
            )
    for rows in articles.values():
        number, first = rows[0]
        try:
            reading.texts.append(_from_rows(path.name, number, [row for _, row in rows]))
        except _BadRow as bad:
            reading.errors.append(
                ImportNote(path.name, number, str(first["law"]), ImportNote.ERROR, bad.message, bad.remedy)
            )


def _rows(path: Path, reading: Reading) -> Iterator[tuple[int, dict[str, Any]]]:
    def error(number: int, message: str, remedy: str) -> None:
        reading.errors.append(ImportNote(path.name, number, "", ImportNote.ERROR, message, remedy))

    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        return error(0, f"不能读取文件：{problem.strerror}", "检查路径和权限")
    except UnicodeDecodeError:
        return error(0, "文件不是 UTF-8 编码", "转换为 UTF-8 后再导入")
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as problem:
            error(
                number, f"不是 JSON：第{problem.colno}个字符处{problem.msg}", "每行应是一个完整的 JSON 对象"
            )
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            error(number, "不是 JSON 对象", "每行应是一个以花括号开头的对象")
    return None


def _from_text(file: str, line: int, row: dict[str, Any]) -> LawText:
    history = _history(row)
    level, category = str(row.get("level") or ""), str(row.get("category") or "")
    stated = row.get("article_count")
    if stated is not None and not (isinstance(stated, int) and stated >= 0):
        raise _BadRow(f"article_count 不是条数：{stated!r}", "填写非负整数，或删去该字段")
    return LawText(
        file, line, 0, _text(row, "title"),
        _day(row, "version_date") or version_date_of(history), _day(row, "effective_date"),
        level, issuer_of(level, category), _flag(row, "expired"), stated, history,
        str(row.get("id") or ""), parse_law(_text(row, "text")), extract=_flag(row, "extract"),
    )  # fmt: skip


def _from_list(file: str, line: int, row: dict[str, Any]) -> LawText:
    articles = row["articles"]
    if not isinstance(articles, list) or not all(isinstance(a, list) and len(a) == 2 for a in articles):
        raise _BadRow("articles 不是 [[条号, 条文], …]", "按数据说明整理该字段")
    parsed = parse_articles(("", str(number), _storable(str(text), "articles")) for number, text in articles)
    return _listed(file, line, 1, _text(row, "title"), row, len(articles), parsed)


def _from_rows(file: str, line: int, rows: list[dict[str, Any]]) -> LawText:
    articles = [
        (" / ".join(str(h) for h in (row.get("chapter"), row.get("section")) if h), _text(row, "article_no"), _text(row, "text"))
        for row in rows
    ]  # fmt: skip
    return _listed(file, line, 2, _text(rows[0], "law"), rows[0], len(rows), parse_articles(articles))


def _listed(
    file: str, line: int, rank: int, title: str, row: dict[str, Any], stated: int, parsed: ParsedLaw
) -> LawText:
    level = "法律" if title.endswith(("法", "法典")) else ""
    return LawText(
        file, line, rank, title, _day(row, "version_date"), _day(row, "effective_date"),
        level, _ISSUERS.get(level, ""), row.get("status") == "已废止", stated, (), "", parsed,
    )  # fmt: skip


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _BadRow(f"缺少 {name}", f"补上字段 {name}")
    _storable(value, name)
    if len(value) > _TITLE_LENGTH and name in ("title", "law"):
        raise _BadRow(f"{name} 超过{_TITLE_LENGTH}个字符", "核对名称是否混入了正文")
    return value.strip()


def _storable(value: str, name: str) -> str:
    if _UNSTORABLE.search(value):
        raise _BadRow(f"{name} 含有不能保存的字符（空字符或者不成对的代理项）", "删去这些字符")
    return value


def _history(row: dict[str, Any]) -> tuple[str, ...]:
    value = row.get("history") or []
    if not isinstance(value, list) or not all(isinstance(h, str) for h in value):
        raise _BadRow("history 不是文字的列表", '写成 ["2021年1月22日修订", …] 的形式，或删去该字段')
    return tuple(value)


def _flag(row: dict[str, Any], name: str) -> bool:
    value = row.get(name, False)
    if not isinstance(value, bool):
        raise _BadRow(f"{name} 应为 true 或者 false：{value!r}", "改为 true 或者 false，或删去该字段")
    return value


def _day(row: dict[str, Any], name: str) -> date | None:
    value = row.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise _BadRow(f"{name} 不是日期：{value}", "写成 2021-07-15 的形式，或留空") from None
