"""清单: the six lists and four texts as tables, generated from the rows that run.

Must never: keep a row that does not run; know of approval or publication.
"""

from sanxiang.flows.shared.lists.running import LISTS, table_of
from sanxiang.flows.shared.lists.spec import ListSpec, Rows

__all__ = ["LISTS", "ListSpec", "Rows", "table_of"]
