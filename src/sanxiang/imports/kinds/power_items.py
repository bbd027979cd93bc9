"""权力事项 (law annex 1.6, 1.7): drafts as the agency's own spreadsheet has them.

A basis is kept as it is worded and tied to provisions where its citations are found in the laws; where they are not,
the words stay and the row is listed for a look. Nothing runs by a draft: it is submitted and approved first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sanxiang.imports.kinds.base import AGENCY, AGENCY_CODE, BATCH, KeeperBase, free, only
from sanxiang.imports.types import Column, Held, Kind, Scope, Values
from sanxiang.imports.values import Unfit, code, day, limit, line, money, several, text
from sanxiang.kernel import InvalidInput, local_date
from sanxiang.powers import bulk, services
from sanxiang.powers import selectors as powers
from sanxiang.powers.basis_text import tie
from sanxiang.powers.choices import ITEM_KINDS
from sanxiang.powers.materials import stored
from sanxiang.powers.services import ITEM_FIELDS
from sanxiang.powers.types import BasisInput, PowerItemView
from sanxiang.registry import selectors as registry
from sanxiang.rules.citations import Place
from sanxiang.rules.terms import PenaltyKind
from sanxiang.statutes.selectors import basis_reader

#: 事项类型代码 of the national service-item standard
_CODES = {
    "1": "licence", "2": "penalty", "3": "coercion", "4": "levy", "5": "benefit", "6": "inspection",
    "7": "confirmation", "8": "reward", "9": "ruling", "10": "other",
}  # fmt: skip
_PUBLIC_SERVICE = "公共服务"
_PUBLIC_SERVICES = frozenset({"20", _PUBLIC_SERVICE})
_OTHER_WORDS = {"其他权力": "other", "其他": "other", "其他行政职权": "other", "行政征用": "levy"}
#: law, [article, suffix, paragraph, item], role
Tied = list[Any]


def _kind(cell: str) -> str:
    """One of the ten kinds, by word or official code; 公共服务 is none of them and stands apart."""
    found = line(cell)
    labels = {label: value for value, label in ITEM_KINDS.items()} | _OTHER_WORDS
    if found in _PUBLIC_SERVICES:
        return _PUBLIC_SERVICE
    kind = labels.get(found) or _CODES.get(found.lstrip("0")) or (found if found in ITEM_KINDS else None)
    if kind is None:
        raise Unfit(f"“{found}”应为{'、'.join(ITEM_KINDS.values())}之一，或者事项类型代码1至10")
    return kind


def _penalties(cell: str) -> list[str]:
    """Kinds of penalty of article 9."""
    labels = {kind.label: kind.value for kind in PenaltyKind} | {
        kind.value: kind.value for kind in PenaltyKind
    }
    words = several(cell)
    if unknown := [word for word in words if word not in labels]:
        raise Unfit(f"没有这些处罚种类：{'、'.join(unknown)}；应为{'、'.join(k.label for k in PenaltyKind)}")
    return [labels[word] for word in words]


class PowerItemKeeper(KeeperBase):
    """Keeps drafts; an item in force that the row changes gets a draft of its next version."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.today = local_date(scope.now)
        read = basis_reader(self.today)
        self.tied = lru_cache(maxsize=4096)(lambda words, kind: tie(words, kind=kind, read=read))
        self.fields = lru_cache(maxsize=None)(lambda agency: registry.get_agency(agency).enforcement_fields)

    def resolve(self, values: Values) -> Values:
        agency = self._owner(values)
        out = values | {"agency": agency, "kind": _power(values["kind"])}
        out.pop("agency_uscc", None)
        if limited := out.pop("statutory_limit", None):
            out["statutory_days"], out["statutory_unit"] = limited
        if promised := out.pop("promised", None):
            out["promised_days"], out["promised_unit"] = promised
        if out["kind"] == "penalty":
            out["procedure"] = "penalty_ordinary"  # the only one that is modelled for penalties
        if not out.get("enforcement_field"):
            fields = self.fields(agency)
            out |= {"enforcement_field": fields[0]} if len(fields) == 1 else {}
        if words := out.get("basis_text"):
            out["bases"] = [_tied(b.law, b.place, b.role) for b in self.tied(words, out["kind"]).bases]
        return out

    def find(self, values: Values) -> Held | None:
        """The draft, or the item in force if the row changes nothing of it; else a draft is to be made."""
        return self._changed(powers.open_item(values["agency"], values["code"]), values)

    def find_all(self, rows: Sequence[Values]) -> list[Held | None]:
        opened = powers.open_items({v["agency"] for v in rows}, {v["code"] for v in rows})
        return [self._changed(opened.get((v["agency"], v["code"])), v) for v in rows]

    def _changed(self, found: PowerItemView | None, values: Values) -> Held | None:
        if found is None:
            return None
        held = _held(found)
        same = all(held.values.get(name) == value for name, value in values.items())
        if found.status == "submitted" and not same:
            raise InvalidInput(("code", "这个事项正在等待审定，请先退回再导入"))
        return held if same or found.status == "draft" else None

    def create(self, values: Values) -> UUID:
        doing: Values = {"actor": self.scope.actor, "now": self.scope.now}
        found = powers.open_item(values["agency"], values["code"])
        if found:
            return services.revise_item(**doing, item=found.id, **_own(values))
        return services.draft_item(**doing, agency=values["agency"], code=values["code"], **_own(values))

    def create_all(self, rows: Sequence[Values]) -> list[UUID]:
        new = [{"agency": v["agency"], "code": v["code"], **_own(v)} for v in rows]
        return bulk.draft_items(actor=self.scope.actor, now=self.scope.now, rows=new)

    def update(self, key: UUID, changes: Values) -> None:
        services.change_draft(actor=self.scope.actor, now=self.scope.now, item=key, **_own(changes))

    def remove(self, key: UUID) -> None:
        services.discard_draft(actor=self.scope.actor, now=self.scope.now, item=key)

    def _owner(self, values: Values) -> UUID:
        return self.agency(values["agency"], values.get("agency_uscc", ""))

    def doubt(self, values: Values) -> Iterable[tuple[str, str]]:
        yield from self.agency_doubt(values["agency"], values.get("agency_uscc", ""))
        if values["kind"] == _PUBLIC_SERVICE:
            yield "kind", "公共服务不是行政权力，先记为其他行政权力，报审前请核对"
        if not values.get("enforcement_field") and len(self.fields(self._owner(values))) != 1:
            yield "enforcement_field", "没有执法类别，报审前要补填"
        if values.get("materials"):
            yield "materials", "申请材料先按原文保存，请在草稿里逐项列出"
        words = values.get("basis_text", "")
        if not words:
            yield "basis_text", "没有依据，报审前要补填"
            return
        found = self.tied(words, _power(values["kind"]))
        yield from (("basis_text", f"{said}；先按原文保存") for said in found.problems)


def _power(kind: str) -> str:
    return "other" if kind == _PUBLIC_SERVICE else kind


def _tied(law: UUID, place: Place, role: str) -> Tied:
    """A basis as an import run can keep it."""
    return [str(law), [place.article, place.suffix, place.paragraph, place.item], role]


def _own(values: Values) -> Values:
    """What the services take of a row."""
    own = only(values, ("kind", "bases", *ITEM_FIELDS))
    if "bases" in own:
        own["bases"] = [BasisInput(UUID(law), Place(*place), role) for law, place, role in own["bases"]]
    return own


def _held(item: PowerItemView) -> Held:
    values = {name: getattr(item, name) for name in ITEM_FIELDS}
    values["material_rows"] = stored(item.material_rows)
    values |= {"penalty_kinds": list(item.penalty_kinds), "flags": sorted(item.flags)}
    bases = [_tied(b.law_id, b.place, b.role) for b in item.bases]
    own = {"agency": item.agency_id, "code": item.code, "kind": item.kind, "bases": bases}
    return Held(item.id, values | own)


POWER_ITEMS = Kind(
    code="power_items",
    title="权力事项",
    intro="权责清单、行政许可和处罚事项目录、政务服务事项。导入的是草稿，经报审、审定后才起作用。",
    after="导入的是草稿：缺的依据、处罚种类等，可以在“权力事项”里下载草稿补填后再导入；由本机关负责人报审，司法行政机关审定后才起作用。",
    columns=(
        AGENCY,
        AGENCY_CODE,
        Column("code", "事项编码", code, ("事项代码", "权力编码", "职权编码", "item_code", "基本编码"), "CF-001", required=True),
        free("name", "事项名称", "权力名称", "职权名称", "item_name", "名称", required=True, example="对未取得排污许可证排放污染物的处罚"),
        Column("kind", "权力类型", _kind, ("事项类型", "职权类别", "权力类别", "task_type_code"), "行政处罚", "、".join(ITEM_KINDS.values()) + "，或者事项类型代码", required=True),
        free("enforcement_field", "执法类别", "执法领域", "执法门类", example="生态环境", submission="报审时必填"),
        Column("basis_text", "依据", text, ("设定依据", "实施依据", "法律依据", "职权依据", "处罚依据"), "《排污许可管理条例》第三十三条第一项", "写明法规名称和条款项，系统会对上已导入的法规", submission="报审时必填"),
        free("level", "行使层级", "实施层级", example="市级、县级"),
        free("accepting_unit", "承办机构", "受理机构", "实施机构", example="执法支队"),
        Column("conditions", "适用条件", text, ("受理条件", "办理条件", "申请条件")),
        Column("materials", "申请材料", text, ("材料清单", "所需材料")),
        free("hall", "办理地点", "办公地址", "办理地址", "受理地点", example="云屏市政务服务中心二楼B06窗口"),
        free("hall_phone", "咨询电话", "联系电话", "咨询方式", example="0599-8000010"),
        free("hall_hours", "办理时间", "办公时间", "受理时间", example="工作日9:00至17:00"),
        free("fee", "收费标准", "是否收费", "收费情况", example="不收费"),
        Column("statutory_limit", "法定期限", limit, ("法定办结时限", "法定时限"), "20个工作日"),
        Column("promised", "承诺期限", limit, ("承诺办结时限", "承诺时限"), "7个工作日"),
        Column("responsibilities", "责任事项", text, ("责任内容",)),
        Column("accountability", "追责情形", text, ("追责事项", "追责依据")),
        Column("penalty_kinds", "处罚种类", _penalties, ("处罚种类和幅度",), "罚款、责令停产停业", submission="行政处罚报审时必填"),
        Column("fine_min", "罚款下限", money, ("最低罚款",), "20万元"),
        Column("fine_max", "罚款上限", money, ("最高罚款",), "100万元"),
        Column("effective_from", "生效日期", day, ("实施日期", "起始日期"), "2026-01-01"),
    ),
    key=("agency", "code"),
    keeper=PowerItemKeeper,
    batch=BATCH,
)  # fmt: skip
