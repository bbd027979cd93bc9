"""各种类共用: finding agencies and units by the names people write."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from sanxiang.imports.types import Column, Scope, Values
from sanxiang.imports.values import Unfit, code, line, text
from sanxiang.kernel import InvalidInput
from sanxiang.registry import selectors as registry
from sanxiang.registry.types import AgencyView
from sanxiang.rules.identifiers import check_uscc

AGENCY = Column(
    "agency",
    "执法主体",
    line,
    required=True,
    also=("单位", "单位名称", "执法机关", "实施机关", "所在单位", "部门"),
    example="云屏市生态环境局",
    note="写全称、简称或者统一社会信用代码，须已经登记",
)


def uscc(cell: str) -> str:
    """A unified social credit code (GB 32100)."""
    found = code(cell)
    verdict = check_uscc(found)
    if not verdict.ok:
        raise Unfit(verdict.reasons[0].text)
    return found


class KeeperBase:
    """Looks up what names stand for; each agency is read once for an import."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    @cached_property
    def agencies(self) -> dict[str, AgencyView]:
        """By name, short name and USCC; a short name that two agencies share stands for neither."""
        found = registry.agencies()
        short = [a.short_name for a in found]
        names = {a.short_name: a for a in found if short.count(a.short_name) == 1}
        return names | {a.uscc: a for a in found} | {a.name: a for a in found}

    def agency(self, name: str, field: str = "agency") -> UUID:
        """The agency of that name within the scope; raises InvalidInput."""
        found = self.agencies.get(name)
        if found is None:
            raise InvalidInput((field, f"没有登记“{name}”，请先导入执法主体，或者改正名称"))
        if not self.scope.covers(found.id):
            raise InvalidInput((field, f"“{name}”不在您管理的范围内"))
        return found.id

    def unit(self, agency: UUID, name: str) -> UUID:
        """The unit of that name in the agency; raises InvalidInput."""
        found = next((u.id for u in registry.units(agency) if u.name == name), None)
        if found is None:
            raise InvalidInput(("unit", f"该单位没有内设机构“{name}”，请先导入内设机构，或者改正名称"))
        return found


def only(values: Values, names: Iterable[str]) -> Values:
    """The values under these names."""
    return {name: values[name] for name in names if name in values}


def free(name: str, title: str, *also: str, required: bool = False, example: str = "") -> Column:
    """A column of free text in one line."""
    return Column(name, title, line, also, example, required=required)


def long(name: str, title: str, *also: str, example: str = "") -> Column:
    """A column of text with line breaks."""
    return Column(name, title, text, also, example)
