"""裁量基准 (law annex 5): one row is one line of a published table, kept word for word.

Amounts are read from the words; what cannot be read, and what is wrong with the benchmark as a whole, is listed for
a look. A draft divides nothing until it is tied to an item and approved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sanxiang.imports.kinds.base import AGENCY, KeeperBase, free
from sanxiang.imports.types import Column, Held, Kind, Scope, Values
from sanxiang.imports.values import Unfit, line, text
from sanxiang.kernel import NotFound
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from sanxiang.powers.types import BenchmarkView, TierView
from sanxiang.rules.citations import from_numeral
from sanxiang.rules.standards import Graded, benchmark_faults, read_standard


def _grade(cell: str) -> int:
    """1, 第一档, 一级: where the line stands, from the lightest."""
    found = line(cell).removeprefix("第").rstrip("档级等阶次")
    try:
        number = from_numeral(found)
    except ValueError:
        number = 0
    if not 1 <= number <= 99:
        raise Unfit(f"“{line(cell)}”不是裁量档次，请写1、2、3，从轻到重")
    return number


class BenchmarkKeeper(KeeperBase):
    """Keeps the lines of drafts. The file is one agency's, unless a column names others."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.drafts: dict[tuple[UUID, str, str], dict[tuple[int, str, str], TierView]] = {}

    def resolve(self, values: Values) -> Values:
        return values | {"agency": self.agency(values["agency"])}

    def find(self, values: Values) -> Held | None:
        """The line of the draft that says the same; real tables repeat circumstances with other standards."""
        key = values["agency"], values.get("number", ""), values["title"]
        if key not in self.drafts:
            self.drafts[key] = _lines(powers.draft_benchmark_of(*key))
        found = self.drafts[key].get((values["grade"], values["conditions"], values["standard"]))
        if found is None:
            return None
        assert found.uid is not None
        return Held(found.uid, values | {"remark": found.remark})

    def create(self, values: Values) -> UUID:
        return services.draft_line(actor=self.scope.actor, now=self.scope.now, **values)

    def update(self, key: UUID, changes: Values) -> None:
        services.change_line(actor=self.scope.actor, now=self.scope.now, line=key, **changes)

    def remove(self, key: UUID) -> None:
        try:
            services.remove_line(actor=self.scope.actor, now=self.scope.now, line=key)
        except NotFound:
            return  # went with an earlier line of the same draft

    def told_under(self, keys: Iterable[UUID]) -> Iterable[UUID]:
        """A line is told of under its benchmark."""
        return powers.benchmarks_of_lines(keys)

    def doubt(self, values: Values) -> Iterable[tuple[str, str]]:
        """What of the words could not be read."""
        if said := read_standard(values["standard"]).doubt:
            yield "standard", f"{said}；先按原文保存"

    def doubts(self, rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
        """Besides, with the first line of each act, what is wrong with its lines together."""
        yield from super().doubts(rows)
        acts: defaultdict[tuple[str, str], list[tuple[int, Values]]] = defaultdict(list)
        for line_no, values in rows:
            acts[values.get("number", ""), values["title"]].append((line_no, values))
        for lines in acts.values():
            graded = [Graded(v["grade"], v["conditions"], read_standard(v["standard"])) for _, v in lines]
            basis = "\n".join(dict.fromkeys(v.get("basis_text", "") for _, v in lines))
            for fault in benchmark_faults(graded, read_standard(basis) if basis.strip() else None):
                yield lines[0][0], "grade", f"{fault}，审定前要核对"


def _lines(draft: BenchmarkView | None) -> dict[tuple[int, str, str], TierView]:
    return {(t.grade, t.conditions, t.standard): t for t in draft.tiers} if draft else {}


BENCHMARKS = Kind(
    code="benchmarks",
    title="裁量基准",
    intro="行政处罚裁量基准表，一行一档。导入的是草稿，对上权力事项、经审定后才起作用。",
    after="导入的是草稿：先对上权力事项，再由司法行政机关审定，才起作用。",
    columns=(
        AGENCY,
        free("number", "编号", "序号", "item_no", "违法行为编号", example="3-5"),
        Column("title", "违法行为", text, ("violation", "违法种类", "违法行为名称"), "侵占、损毁大气环境质量监测设施的", required=True),
        Column("basis_text", "法定依据", text, ("legal_basis", "处罚依据", "法律依据"), "《大气污染防治法》第一百条第一项：……处二万元以上二十万元以下的罚款", "写出法定罚款幅度的，系统核对各档是否在幅度之内"),
        Column("grade", "裁量档次", _grade, ("tier", "档次", "裁量阶次", "裁量等级", "违法程度"), "1", "从轻到重写1、2、3", required=True),
        Column("conditions", "适用条件", text, ("circumstance", "裁量情节", "情节", "违法情节"), "擅自移动监测设施的", required=True),
        Column("standard", "裁量标准", text, ("处罚标准", "裁量幅度", "具体标准"), "处二万元以上十万元以下罚款", required=True),
        Column("remark", "备注", text, ("说明",)),
        free("document_no", "发布文号", "文号", example="云环规〔2026〕1号"),
    ),
    key=("agency", "number", "title", "grade", "conditions", "standard"),
    keeper=BenchmarkKeeper,
)  # fmt: skip
