"""音像记录事项 and 随机抽查事项, as the lists of agencies have them (国办发〔2018〕118号（四）（八）).

Rows are drafts until another person approves them. The words stay; what of a step or a ratio cannot be read drives
nothing and is listed for a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from uuid import UUID

from sanxiang.imports.kinds.base import AGENCY, KeeperBase, free, only
from sanxiang.imports.types import Column, Held, Kind, Scope, Values
from sanxiang.imports.values import Unfit, code, day, line, one_of, text
from sanxiang.powers import services
from sanxiang.powers.choices import IMPORTANCE, ITEM_KINDS
from sanxiang.powers.matters import FIELDS, MatterView, open_matter
from sanxiang.rules.recording import RECORDED, SERVED, STEPS, read_mode, read_steps

_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*[%\uff05]")
_MUST = {"应当": True, "必须": True, "应": True, "是": True, "可以": False, "可": False, "否": False}


def _must(cell: str) -> bool:
    """应当 or 可以."""
    found = line(cell)
    if found not in _MUST:
        raise Unfit(f"“{found}”应为“应当”或者“可以”")
    return _MUST[found]


def _act_kind(cell: str) -> str:
    """One of the ten kinds of power; 全部 = every kind."""
    found = line(cell)
    return "" if found in ("全部", "所有", "行政执法") else one_of(ITEM_KINDS)(found)


def share_of(words: str) -> Decimal | None:
    """The percentage that the words begin with or name once; None where there is none or several."""
    found = _SHARE.findall(words)
    share = Decimal(found[0]) if len(found) == 1 else None
    return share if share is not None and 0 < share <= 100 else None


class MatterKeeper(KeeperBase):
    """Keeps drafts of one of the two lists; a row in force that the file changes gets a draft of its next version."""

    def __init__(self, kind: str, scope: Scope) -> None:
        super().__init__(scope)
        self.kind = kind

    def resolve(self, values: Values) -> Values:
        out = values | {"agency": self.agency(values["agency"])}
        if "ratio_text" in out and "ratio" in FIELDS[self.kind]:
            out["ratio"] = share_of(out["ratio_text"])
        return out

    def find(self, values: Values) -> Held | None:
        """The draft, or the row in force if the file changes nothing of it; else a draft is to be made."""
        found = open_matter(self.kind, values["agency"], values["number"])
        if found is None:
            return None
        held = _held(found)
        same = all(held.values.get(name) == value for name, value in values.items())
        return held if same or found.status == "draft" else None

    def create(self, values: Values) -> UUID:
        before = open_matter(self.kind, values["agency"], values["number"])
        says = {**before.says, **self._says(values)} if before else self._says(values)
        return services.draft_matter(
            **self._doing(), agency=values["agency"], number=values["number"],
            effective_from=values.get("effective_from"), **says,
        )  # fmt: skip

    def update(self, key: UUID, changes: Values) -> None:
        own = self._says(changes) | only(changes, ("effective_from",))
        services.change_matter(**self._doing(), matter=key, **own)

    def remove(self, key: UUID) -> None:
        services.discard_matter(**self._doing(), matter=key)

    def doubt(self, values: Values) -> Iterable[tuple[str, str]]:
        if self.kind == "recording":
            if not {*RECORDED, *SERVED} & {*read_steps(values["step"])}:
                yield "step", f"“{values['step']}”不是办案系统里的环节，只列入清单，不会在办案时提示"
            if not read_mode(values["mode"]):
                yield "mode", f"“{values['mode']}”不是拍照、录音、录像，办案时不要求音像文件"
        elif self.kind == "no_penalty":
            if not values.get("item_code") and not values.get("basis_text"):
                yield "basis_text", "没有写明违反的条款，也没有事项编码，办案时不会提示"
        elif share_of(values.get("ratio_text", "")) is None:
            yield "ratio_text", "没有读出一个百分比，抽取时要填写；先按原文保存"

    def _says(self, values: Values) -> Values:
        return only(values, FIELDS[self.kind])

    def _doing(self) -> Values:
        return {"actor": self.scope.actor, "now": self.scope.now, "kind": self.kind}


def _held(found: MatterView) -> Held:
    own = {"agency": found.agency_id, "number": found.number, "effective_from": found.effective_from}
    return Held(found.id, {**found.says, **own})


_NUMBER = Column(
    "number", "编号", code, ("序号", "事项编号", "事项编码", "no"), "1", "同一单位内不重复", required=True
)
_BASIS = Column(
    "basis_text", "依据", text, ("记录依据", "抽查依据", "检查依据", "法律依据"), "《行政处罚法》第四十七条"
)
_SINCE = Column("effective_from", "生效日期", day, ("实施日期",), "2026-01-01")
_REMARK = Column("remark", "备注", text, ("说明",))

_DRIVES = f"写有{'、'.join(STEPS)}的，办到这一步时要求音像文件；其他环节只列入清单"

_AFTER = "导入的是草稿：由本机关负责人审定后才起作用。"

RECORDING = Kind(
    code="recording_rules",
    title="音像记录事项",
    intro="音像记录事项清单：哪个环节、怎样记录。导入的是草稿，经审定后在办案时要求音像文件。",
    after=_AFTER,
    columns=(
        AGENCY,
        _NUMBER,
        Column("act_kind", "执法类别", _act_kind, ("类别", "权力类型"), "行政处罚", "全部，或者" + "、".join(ITEM_KINDS.values())),
        Column("item_code", "权力事项编码", code, (), "", "只适用于一个事项的填写"),
        free("title", "执法事项", "执法项目", "记录事项", "事项名称", required=True, example="排污单位现场检查"),
        Column("step", "记录环节", line, ("执法环节", "关键环节", "记录场合"), "现场检查", _DRIVES, required=True),
        free("mode", "记录方式", "音像记录方式", required=True, example="全程录像"),
        Column("required", "应当或者可以", _must, ("执法记录方式", "记录要求", "是否必须"), "应当", "应当、可以"),
        free("place", "记录场所", "记录地点", "执法场所", example="检查现场"),
        free("starts", "记录开始时间", "开始记录时间", "开始时间", example="进入检查现场、出示证件时"),
        Column("content", "记录内容", text, ("记录过程",), "出示证件、检查过程、当事人签字"),
        free("ends", "记录结束时间", "结束记录时间", "结束时间", example="离开检查现场时"),
        free("recorder", "记录人员", "记录人", "记录部门", "执法部门", example="执法人员"),
        free("retention", "存储期限", "保管期限", "保存期限", example="与案卷相同"),
        _BASIS,
        _SINCE,
        _REMARK,
    ),
    key=("agency", "number"),
    keeper=partial(MatterKeeper, "recording"),
)  # fmt: skip

NO_PENALTY = Kind(
    code="no_penalty_items",
    title="不予处罚事项",
    intro="不予处罚清单（首违不罚、轻微免罚）。导入的是草稿，经审定后在提出处理意见时提示。",
    after=_AFTER,
    columns=(
        AGENCY,
        _NUMBER,
        free("category", "类别", "category", "事项类别", example="建设项目管理"),
        Column("title", "违法行为", text, ("violation", "违法事项", "事项名称"), "未依法备案环境影响登记表", required=True),
        Column("basis_text", "违反的条款", text, ("violated_article", "法律依据", "依据"), "《环境影响评价法》第二十二条第四款"),
        Column("conditions", "不予处罚的条件", text, ("conditions", "适用条件", "情形"), "首次违法，在责令改正的期限内改正", required=True),
        Column("item_code", "权力事项编码", code, (), "", "只适用于一个事项的填写"),
        _SINCE,
        _REMARK,
    ),
    key=("agency", "number"),
    keeper=partial(MatterKeeper, "no_penalty"),
)  # fmt: skip

RANDOM_CHECK = Kind(
    code="random_check_items",
    title="随机抽查事项",
    intro="随机抽查事项清单：抽查什么、抽谁、按什么比例。导入的是草稿，经审定后列入清单。",
    after=_AFTER,
    columns=(
        AGENCY,
        _NUMBER,
        free("title", "抽查事项", "检查事项", "抽查类别", "事项名称", required=True, example="排污许可证执行情况检查"),
        Column("importance", "事项类别", one_of(IMPORTANCE), ("检查类别", "重点或者一般"), "一般检查事项", "、".join(IMPORTANCE.values())),
        _BASIS,
        Column("targets", "抽查对象", text, ("检查对象",), "持有排污许可证的单位", required=True),
        Column("content", "抽查内容", text, ("检查内容",), "排放口、自行监测、台账", required=True),
        free("ratio_text", "抽查比例", "比例", example="不低于5%"),
        free("mode", "抽查方式", "检查方式", required=True, example="现场检查"),
        free("frequency", "抽查频次", "频次", "检查频次", required=True, example="每年一次"),
        _SINCE,
        _REMARK,
    ),
    key=("agency", "number"),
    keeper=partial(MatterKeeper, "random_check"),
)  # fmt: skip
