"""索引的读取: exact substring search over folded text, with counts by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Order, Query

from sanxiang.disclosure.search.folding import bigrams, excerpt, marks, words
from sanxiang.disclosure.search.index import current, open_index
from sanxiang.disclosure.types import Hit, HitGroup

#: kinds in the order of the results page
KINDS = ("result", "agency", "officer", "power", "law", "list", "news")
MAX_WORDS = 8
MAX_QUERY = 100


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search is restricted to; "" and None mean any."""

    kind: str = ""
    agency: str = ""
    facet: str = ""
    since: date | None = None
    until: date | None = None


def ready() -> bool:
    """False until the index has been built for the first time."""
    return current() is not None


def find(
    query: str, scope: Scope = Scope(), *, offset: int = 0, limit: int = 20, newest: bool = False
) -> tuple[int, list[Hit]]:
    """How many things contain every word of `query`, and one page of them (best first, or newest first)."""
    index, wanted = _index(), _words(query)
    if index is None or not wanted:
        return 0, []
    found = _query(index.schema, wanted, scope)
    searcher = index.searcher()
    order = {"order_by_field": "day", "order": Order.Desc} if newest else {}
    answer = searcher.search(found, limit=max(1, limit), offset=offset, count=True, **order)
    hits = [_hit(searcher.doc(address).to_dict(), wanted) for _, address in answer.hits[:limit]]
    return int(answer.count), hits


def find_grouped(query: str, *, limit: int = 5) -> list[HitGroup]:
    """The first hits of every kind that has any, with the number of all of that kind."""
    groups = []
    for kind in KINDS:
        total, hits = find(query, Scope(kind=kind), limit=limit, newest=kind == "result")
        if total:
            groups.append(HitGroup(kind, total, tuple(hits)))
    return groups


def find_similar(query: str, scope: Scope = Scope(), *, limit: int = 20) -> list[Hit]:
    """What shares the most with a question that nothing answers word for word, the nearest first.

    Matches pairs of characters, rare ones and those in titles counting more; a single character matches nothing.
    """
    index, wanted = _index(), _words(query)
    pairs = list(dict.fromkeys(pair for word in wanted for pair in bigrams(word)))
    if index is None or not pairs:
        return []
    near = [
        (Occur.Should, Query.term_query(index.schema, field, pair))
        for pair in pairs
        for field in ("grams", "title_grams")
    ]
    found = Query.boolean_query(
        [(Occur.Must, Query.boolean_query(near)), *_restrictions(index.schema, scope)]
    )
    searcher = index.searcher()
    answer = searcher.search(found, limit=max(1, limit))
    return [_hit(searcher.doc(address).to_dict(), pairs) for _, address in answer.hits]


def mark(text: str, query: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether the query matches it."""
    return marks(text, _words(query))


def _words(query: str) -> list[str]:
    return words(query[:MAX_QUERY])[:MAX_WORDS]


def _query(schema: tantivy.Schema, wanted: Sequence[str], scope: Scope) -> Query:
    parts: list[tuple[Occur, Query]] = []
    for word in wanted:
        parts.append((Occur.Must, _contains(schema, "grams", word)))
        if len(word) > 1:
            parts.append((Occur.Should, Query.boost_query(_contains(schema, "title_grams", word), 4.0)))
    return Query.boolean_query([*parts, *_restrictions(schema, scope)])


def _restrictions(schema: tantivy.Schema, scope: Scope) -> Iterator[tuple[Occur, Query]]:
    for field in ("kind", "agency", "facet"):
        if value := getattr(scope, field):
            yield Occur.Must, Query.const_score_query(Query.term_query(schema, field, value), 0.0)
    if scope.since or scope.until:
        yield Occur.Must, Query.const_score_query(_days(schema, scope), 0.0)


def _contains(schema: tantivy.Schema, field: str, word: str) -> Query:
    pairs = bigrams(word)
    if not pairs:
        return Query.term_query(schema, "characters", word)
    return (
        Query.term_query(schema, field, pairs[0])
        if len(pairs) == 1
        else Query.phrase_query(schema, field, [*pairs])
    )


def _days(schema: tantivy.Schema, scope: Scope) -> Query:
    low = int(f"{scope.since:%Y%m%d}") if scope.since else 0
    high = int(f"{scope.until:%Y%m%d}") if scope.until else 99_991_231
    return Query.range_query(schema, "day", tantivy.FieldType.Integer, low, high)


def _hit(stored: dict[str, list[Any]], wanted: list[str]) -> Hit:
    value = {name: values[0] if values else "" for name, values in stored.items()}
    return Hit(
        kind=value["kind"],
        public_id=value["public_id"],
        title=value["title"],
        excerpt=excerpt(value["body"].replace("\n", "　"), wanted),
        anchor=value["anchor"],
        note=value["note"],
        facet=value["facet"],
    )


def _index() -> Any:
    """The index in use, reopened when another process switched or extended it; None before the first build."""
    folder = current()
    return _opened(folder, (folder / "revision").stat().st_mtime_ns) if folder else None


@lru_cache(maxsize=1)
def _opened(folder: Path, changed: int) -> Any:
    return open_index(folder)
