"""当事人 (监管对象): bodies by their USCC, persons by their identity document. Personal data of one agency."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sanxiang.imports.kinds.base import AGENCY, BATCH, KeeperBase, free, only, uscc
from sanxiang.imports.types import Column, Held, Kind, Values
from sanxiang.imports.values import code, day, line, one_of
from sanxiang.registry import bulk, services
from sanxiang.registry import selectors as registry
from sanxiang.registry.choices import PARTY_KINDS
from sanxiang.registry.services import PARTY_FIELDS
from sanxiang.registry.types import ID_KINDS, PartyView


class PartyKeeper(KeeperBase):
    """Keeps the parties of an agency."""

    def resolve(self, values: Values) -> Values:
        return values | {"agency": self.agency(values["agency"])}

    def find(self, values: Values) -> Held | None:
        identifier = values.get("uscc") or values.get("id_number")
        found = registry.party_by_identifier(values["agency"], identifier) if identifier else None
        return _held(found) if found else None

    def find_all(self, rows: Sequence[Values]) -> list[Held | None]:
        named = [values.get("uscc") or values.get("id_number") or "" for values in rows]
        agencies = {values["agency"] for values in rows}
        held = {
            (p.agency_id, identifier.upper()): p
            for p in registry.parties_by_identifiers(agencies, set(named) - {""})
            for identifier in (p.uscc, p.id_number)
            if identifier
        }
        found = (held.get((v["agency"], name)) for v, name in zip(rows, named, strict=True))
        return [_held(party) if party else None for party in found]

    def create_all(self, rows: Sequence[Values]) -> list[UUID]:
        return bulk.create_parties(actor=self.scope.actor, now=self.scope.now, rows=rows)

    def create(self, values: Values) -> UUID:
        return services.create_party(actor=self.scope.actor, now=self.scope.now, **values)

    def update(self, key: UUID, changes: Values) -> None:
        changes = only(changes, PARTY_FIELDS)
        services.update_party(actor=self.scope.actor, now=self.scope.now, party=key, **changes)

    def remove(self, key: UUID) -> None:
        services.remove_party(actor=self.scope.actor, now=self.scope.now, party=key)


def _held(party: PartyView) -> Held:
    held = {name: getattr(party, name) for name in PARTY_FIELDS}
    return Held(party.id, held | {"agency": party.agency_id, "kind": party.kind})


PARTIES = Kind(
    code="parties",
    title="当事人",
    intro="监管对象名录：企业、个体工商户和自然人。只有登记的单位看得到，由各单位自己的系统管理员导入。",
    columns=(
        AGENCY,
        Column("kind", "类别", one_of(PARTY_KINDS), ("当事人类别", "主体类别"), "法人或非法人组织", "、".join(PARTY_KINDS.values()), required=True),
        Column("name", "名称或姓名", line, ("名称", "姓名", "企业名称", "当事人名称", "单位名称"), "云屏市鸿发建材有限公司", required=True),
        Column("uscc", "统一社会信用代码", uscc, ("信用代码", "社会信用代码"), "91539900MA0000071W", "单位和个体工商户填写"),
        Column("id_kind", "证件类型", one_of({k: k for k in ID_KINDS}), ("证件种类",), "", "自然人填写：" + "、".join(ID_KINDS)),
        Column("id_number", "证件号码", code, ("身份证号", "身份证号码", "居民身份证号"), "", "自然人填写"),
        free("legal_representative", "法定代表人", "负责人", "经营者", "法定代表人姓名", example="方启明"),
        Column("sex", "性别", one_of({"男": "男", "女": "女"})),
        Column("born_on", "出生日期", day),
        free("address", "住所", "住址", "地址", "经营场所", example="云屏市安澜区工业路9号"),
        free("phone", "联系电话", "电话", "手机"),
    ),
    key=("agency", "uscc", "id_number"),
    keeper=PartyKeeper,
    batch=BATCH,
    personal=True,
)  # fmt: skip
