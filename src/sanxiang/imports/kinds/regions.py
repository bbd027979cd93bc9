"""行政区划 (GB/T 2260, streets and towns by GB/T 10114): kept by the justice bureau's administrator for the whole city."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sanxiang.imports.kinds.base import BATCH, KeeperBase, free
from sanxiang.imports.types import Column, Held, Kind, Scope, Values
from sanxiang.imports.values import Unfit, code
from sanxiang.kernel import InvalidInput
from sanxiang.registry import regions, services
from sanxiang.registry.policies import may_administer_city
from sanxiang.rules.identifiers import region_above, region_code


def read_region(cell: str) -> str:
    """A code of six or nine digits; the short forms of provinces and cities are filled up."""
    try:
        return region_code(code(cell))
    except ValueError as error:
        raise Unfit(str(error)) from None


class RegionKeeper(KeeperBase):
    """Keeps places by their code."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.keeps = may_administer_city(scope.actor)

    def resolve(self, values: Values) -> Values:
        if not self.keeps:
            raise InvalidInput(("code", "行政区划由司法行政机关的系统管理员导入"))
        return values

    def find(self, values: Values) -> Held | None:
        return self.find_all([values])[0]

    def find_all(self, rows: Sequence[Values]) -> list[Held | None]:
        held = regions.regions_of(values["code"] for values in rows)
        found = (held.get(values["code"]) for values in rows)
        return [Held(r.id, {"code": r.code, "name": r.name}) if r else None for r in found]

    def create(self, values: Values) -> UUID:
        return self.create_all([values])[0]

    def create_all(self, rows: Sequence[Values]) -> list[UUID]:
        named = [(values["code"], values["name"]) for values in rows]
        return regions.create_regions(actor=self.scope.actor, now=self.scope.now, rows=named)

    def update(self, key: UUID, changes: Values) -> None:
        regions.rename_region(actor=self.scope.actor, now=self.scope.now, region=key, name=changes["name"])

    def remove(self, key: UUID) -> None:
        services.remove_region(actor=self.scope.actor, now=self.scope.now, region=key)

    def doubts(self, rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
        """Places whose upper place is neither in the file nor registered."""
        above = {values["code"]: region_above(values["code"]) for _, values in rows}
        there = above.keys() | regions.regions_of(filter(None, above.values())).keys()
        for line_no, values in rows:
            upper = above[values["code"]]
            if upper and upper not in there:
                yield line_no, "code", "上级区划没有登记，请核对代码，或者再导入上级区划"


REGIONS = Kind(
    code="regions",
    title="行政区划",
    intro="省、市、县和乡镇、街道的代码和名称，由司法行政机关导入。登记执法主体时用来核对区划代码。",
    columns=(
        Column("code", "区划代码", read_region, ("代码", "行政区划代码"), "539901001", "省、市、县6位（GB/T 2260），省2位、市4位的自动补0；乡镇、街道9位", required=True),
        free("name", "名称", "区划名称", "地名", "行政区划名称", required=True, example="滨河街道"),
    ),
    key=("code",),
    keeper=RegionKeeper,
    batch=BATCH,
)  # fmt: skip
