"""不予处罚清单: which rows of an agency's list may concern a case (行政处罚法第三十三条).

轻微并及时改正、没有造成危害后果的不予处罚; 初次违法、危害后果轻微并及时改正的可以不予处罚. Whether the conditions are
met, a person decides; the software only points to the row.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from sanxiang.rules.citations import Place
from sanxiang.rules.citing import find_citations, plain_name


@dataclass(frozen=True, slots=True)
class NoPenaltyRow:
    """One row that runs: `basis` is the violated article in the words of the list."""

    number: str
    title: str
    conditions: str
    item_code: str = ""
    basis: str = ""

    @property
    def name(self) -> str:
        """How a reason cites it."""
        return f"不予处罚清单{self.number}“{self.title}”"


def rows_for(
    rows: Iterable[NoPenaltyRow], *, item_code: str, bases: Iterable[tuple[str, Place]]
) -> tuple[NoPenaltyRow, ...]:
    """The rows about an item: by its code, else by an article it rests on; `bases` are (law, article) pairs."""
    cited = {(plain_name(law), place.article, place.suffix) for law, place in bases}
    return tuple(row for row in rows if _about(row, item_code, cited))


def _about(row: NoPenaltyRow, item_code: str, cited: Container[tuple[str, int, int]]) -> bool:
    if row.item_code:
        return row.item_code == item_code
    found = [(plain_name(c.law), c.place) for c in find_citations(row.basis) if c.place]
    return any((law, place.article, place.suffix) in cited for law, place in found)
