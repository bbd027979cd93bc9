"""预览: the headings and first rows of a file on its way, so that a person can say which column is which."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sanxiang.imports.selectors import get_run
from sanxiang.kernel import Actor


@dataclass(frozen=True, slots=True)
class Preview:
    """The headings in their order and the first rows; a row may have fewer cells than there are headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def examples(self, at: int) -> tuple[str, ...]:
        """What stands in a column of the first rows, without empty cells and repetitions."""
        cells = [row[at].strip() for row in self.rows if at < len(row)]
        return tuple(dict.fromkeys(cell for cell in cells if cell))


def preview(actor: Actor, run: UUID) -> Preview:
    """The beginning of the file of a run, as it was read on arrival. Raises NotFound for a run of another agency."""
    headings, *rows = get_run(actor, run).preview
    return Preview(tuple(headings), tuple(map(tuple, rows)))
