"""执法主体 (law annex 1.9): a tree by level; the upper agency may stand in the same file, above or below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from sanxiang.disclosure.types import SnapshotKind
from sanxiang.imports.kinds.base import KeeperBase, free, not_published, uscc
from sanxiang.imports.types import Column, Held, Kind, Values
from sanxiang.imports.values import code, day, line, one_of, several
from sanxiang.kernel import InvalidInput
from sanxiang.registry import regions, services
from sanxiang.registry import selectors as registry
from sanxiang.registry.choices import AGENCY_KINDS, AGENCY_LEVELS
from sanxiang.registry.entering import entering
from sanxiang.registry.services import AGENCY_FIELDS

_JUSTICE = re.compile("司法[局厅]$")
#: names of GB/T 2260 that stand for several places
_COLLECTIVE = ("市辖区", "县")
_COLUMNS = (
    Column("name", "名称", line, ("单位名称", "机关名称", "主体名称", "执法主体名称"), "云屏市生态环境局", required=True),
    free("short_name", "简称", "单位简称", required=True, example="市生态环境局"),
    Column("code", "机关代字", line, ("代字",), "云环", "用在文号里，全市不重复", required=True),
    Column("uscc", "统一社会信用代码", uscc, ("信用代码", "社会信用代码", "机构代码"), "11539900MB00000137", required=True),
    Column("level", "层级", one_of(AGENCY_LEVELS), ("行政层级", "级别"), "市级", "、".join(AGENCY_LEVELS.values()), required=True),
    Column("kind", "主体性质", one_of(AGENCY_KINDS), ("主体类别", "主体类型", "单位性质"), "法定行政机关", "、".join(AGENCY_KINDS.values()) + "；不填为法定行政机关"),
    Column("parent", "上级机关", line, ("主管部门", "上级单位", "上级主管部门"), "云屏市人民政府", "已登记或者在本表中；没有的不填，受委托组织填委托它的机关。执法监督不看这一列，司法行政机关监督本区划内的全部机关", submission="受委托组织报审时必填"),
    Column("region_code", "区划代码", code, ("行政区划代码", "区划"), "539900", "GB/T 2260，6位；乡级9位", required=True),
    free("region_name", "执法区域", "管辖区域", "区域", required=True, example="云屏市"),
    Column("enforcement_fields", "执法类别", several, ("执法领域", "执法门类"), "生态环境", f"多个用顿号分开；司法行政机关写“{registry.SUPERVISION}”，写了才能审定入库、维护工作日历", required=True),
    free("head_name", "负责人", "主要负责人", "法定代表人", required=True, example="沈砚秋"),
    free("address", "办公地址", "地址", "单位地址", required=True, example="云屏市安澜区滨河路18号"),
    free("phone", "联系电话", "办公电话", "电话", required=True, example="0599-8000001"),
    free("complaint_phone", "监督电话", "投诉电话", "投诉举报电话", required=True, example="0599-8000002"),
    free("complaint_channels", "其他投诉渠道", "投诉渠道", example="信访接待室：滨河路18号一楼"),
    free("office_hours", "办公时间", "工作时间", example="工作日9时至17时"),
    free("reconsideration_body", "复议机关", "行政复议机关", required=True, example="云屏市人民政府"),
    free("court", "管辖法院", "诉讼法院", required=True, example="安澜区人民法院"),
    free("payee_bank", "代收机构名称及地址", "代收机构", "代收银行", example="云屏银行滨河支行，滨河路6号"),
    free("qualification", "主体资格依据", "资格依据", "执法主体资格依据", "设立依据", submission="报审时必填", example="《某某局职能配置、内设机构和人员编制规定》"),
    Column("active_from", "设立日期", day, ("成立日期",), "2019-03-01"),
    Column("active_to", "撤销日期", day),
)  # fmt: skip


class AgencyKeeper(KeeperBase):
    """Keeps agencies through the register. New ones, and new places in the tree, are the justice bureau's affair."""

    def resolve(self, values: Values) -> Values:
        parent = values.pop("parent", None)
        return values | ({"parent_id": self.named(parent, "parent").id} if parent else {})

    def find(self, values: Values) -> Held | None:
        found = self.known(values["uscc"]) or self.known(values["name"])
        if found is None:
            return None
        if not self.scope.covers(found.id):
            raise InvalidInput(("name", f"“{found.name}”不在您管理的范围内"))
        held = {name: getattr(found, name) for name in AGENCY_FIELDS}
        return Held(found.id, held | {"enforcement_fields": list(found.enforcement_fields)})

    def create(self, values: Values) -> UUID:
        with entering(self.scope.actor, None, values):
            own = {name: value for name, value in values.items() if name != "parent_id"}
            key = services.create_agency(
                actor=self.scope.actor, now=self.scope.now, parent=values.get("parent_id"), **own
            )
        self.learn(key)
        return key

    def update(self, key: UUID, changes: Values) -> None:
        with entering(self.scope.actor, registry.get_agency(key), changes):
            services.update_agency(actor=self.scope.actor, now=self.scope.now, agency=key, **changes)
        self.learn(key)

    def remove(self, key: UUID) -> None:
        not_published(SnapshotKind.AGENCY, registry.get_agency(key).public_id)
        services.remove_agency(actor=self.scope.actor, now=self.scope.now, agency=key)

    def doubts(self, rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
        """Justice bureaus that supervise nobody; codes of places that are unknown, once places are registered."""
        for line_no, values in rows:
            if _JUSTICE.search(values["name"]) and registry.SUPERVISION not in values["enforcement_fields"]:
                said = f"司法行政机关的执法类别要有“{registry.SUPERVISION}”，否则它不能审定别的机关"
                yield line_no, "enforcement_fields", said
        there = regions.regions_of(values["region_code"] for _, values in rows)
        for line_no, values in rows if regions.any_regions() else ():
            place = there.get(values["region_code"])
            if place is None:
                yield line_no, "region_code", "这个区划代码没有登记，请核对，或者先导入行政区划"
            elif place.name not in values["region_name"] and place.name not in _COLLECTIVE:
                yield line_no, "region_name", f"{place.code}登记的名称是“{place.name}”，请核对"


def upper_first(rows: list[tuple[int, Values]]) -> Iterator[tuple[int, Values]]:
    """Upper agencies before lower ones; those of a circle come last, where their upper agency is not found."""
    names = {values["name"] for _, values in rows}
    waiting, done = rows, set[str]()
    while waiting:
        waited_for = names - done
        ready, later = list[tuple[int, Values]](), list[tuple[int, Values]]()
        for row in waiting:
            (later if row[1].get("parent") in waited_for else ready).append(row)
        if not ready:
            break
        yield from ready
        done |= {values["name"] for _, values in ready}
        waiting = later
    yield from waiting


AGENCIES = Kind(
    code="agencies",
    title="执法主体",
    intro="执法单位，一行一个；新设的由司法行政机关的系统管理员导入，限本区划之内。上级机关可以在同一张表里，前后都行。",
    after="新增的机关还没有入库，不能执法：由各机关负责人核对并报审，再由司法行政机关审定入库。没有入库的被这次导入修改的，要重新核对。",
    columns=_COLUMNS,
    key=("uscc",),
    keeper=AgencyKeeper,
    order=upper_first,
)
