"""内设机构."""

from __future__ import annotations

from uuid import UUID

from sanxiang.imports.kinds.base import AGENCY, KeeperBase, free
from sanxiang.imports.types import Column, Held, Kind, Values
from sanxiang.imports.values import yes
from sanxiang.registry import selectors as registry
from sanxiang.registry import services


class UnitKeeper(KeeperBase):
    """Keeps the units of agencies."""

    def resolve(self, values: Values) -> Values:
        return values | {"agency": self.agency(values["agency"])}

    def find(self, values: Values) -> Held | None:
        found = registry.find_unit(values["agency"], values["name"])
        if found is None:
            return None
        return Held(
            found.id,
            {"agency": found.agency_id, "name": found.name, "is_review_office": found.is_review_office},
        )

    def create(self, values: Values) -> UUID:
        return services.create_unit(actor=self.scope.actor, now=self.scope.now, **values)

    def update(self, key: UUID, changes: Values) -> None:
        services.update_unit(actor=self.scope.actor, now=self.scope.now, unit=key, **changes)

    def remove(self, key: UUID) -> None:
        services.remove_unit(actor=self.scope.actor, now=self.scope.now, unit=key)


UNITS = Kind(
    code="units",
    title="内设机构",
    intro="各单位的科、股、所、队。承担法制审核的机构要标出来。",
    columns=(
        AGENCY,
        free(
            "name", "名称", "内设机构", "机构名称", "科室", "科室名称", required=True, example="综合执法一科"
        ),
        Column("is_review_office", "法制审核机构", yes, ("是否法制审核机构",), "否", "承担法制审核的填“是”"),
    ),
    key=("agency", "name"),
    keeper=UnitKeeper,
)
