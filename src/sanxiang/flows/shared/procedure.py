"""程序: the procedure and version that a case runs under."""

from __future__ import annotations

from functools import cache

from sanxiang.cases.types import CaseView
from sanxiang.rules.procedure import Procedure
from sanxiang.rules.procedures import penalty_ordinary as ordinary


@cache
def procedure(id_: str, version: int) -> Procedure:
    """The procedure of that id and version; LookupError for one that is not modelled."""
    if (id_, version) != (ordinary.ID, ordinary.VERSION):
        raise LookupError(f"没有程序{id_}第{version}版")
    return ordinary.penalty_ordinary()


def procedure_of(case: CaseView) -> Procedure:
    """A case keeps the version it started with."""
    return procedure(case.procedure, case.procedure_version)
