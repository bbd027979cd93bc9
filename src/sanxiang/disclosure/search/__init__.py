"""搜索: a side index of everything published, exact like a substring match, rebuilt from the tables at will."""

from sanxiang.disclosure.search.index import indexed_revision, rebuild_index, refresh_index
from sanxiang.disclosure.search.query import Scope, find, find_grouped, find_similar, mark, ready

__all__ = [
    "Scope",
    "find",
    "find_grouped",
    "find_similar",
    "indexed_revision",
    "mark",
    "ready",
    "rebuild_index",
    "refresh_index",
]
