"""来历 of 权力事项, 裁量基准, 法制审核目录 and the rows of the other lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from uuid import UUID

from sanxiang.flows.reading.provenance.shared import acted, agencies_in_scope, cases, lists, signed
from sanxiang.flows.reading.provenance.types import Answer, Drive, Row
from sanxiang.kernel import Actor, NotFound
from sanxiang.powers import matters
from sanxiang.powers import selectors as powers
from sanxiang.powers.matters import MatterView
from sanxiang.powers.types import BenchmarkView, PowerItemView, ReviewRuleView
from sanxiang.registry.policies import require_register
from sanxiang.rules.recording import read_steps


def find_items(agency: UUID, query: str) -> list[Row]:
    """权力事项 of an agency."""
    return [item_row(i) for i in powers.power_items(agency, query=query)]


def read_item(actor: Actor, key: UUID) -> Answer:
    """An item carries its benchmarks, what spares its penalty, cases and lists, and rests on laws."""
    i = powers.get_power_item(key)
    require_register(actor, i.agency_id)
    graded = [_benchmark_row(b) for b in powers.benchmarks(key, date.max)]
    spares = [_matter_row(m) for m in _spares(i)]
    drives = [
        Drive("裁量基准", len(graded), rows=graded),
        *([Drive("不予处罚事项", len(spares), rows=spares)] if spares else []),
        cases(actor, "power_item", key),
        lists(i.agency_id, ("duties", "enforcement"), (i.code,), i.approved_on),
    ]
    approved = signed(i.approved_by, i.approved_on, i.approval_no)
    people = acted(录入=i.entered_by, 报审=i.submitted_by, 审定=approved)
    cited = [b.citation for b in i.bases]
    return Answer(item_row(i), cited, drives, people, sources=_laws(i))


def _spares(item: PowerItemView) -> Iterator[MatterView]:
    """What of the no-penalty list of its agency is asked about it."""
    for m in matters.matters("no_penalty", [item.agency_id]) if item.kind == "penalty" else ():
        if m.status == "in_force" and (m.says["item_code"] or item.code) == item.code:
            yield m


def item_row(i: PowerItemView) -> Row:
    """An item as a row of the register."""
    return Row("power_item", i.id, i.name, i.code)


def _laws(item: PowerItemView) -> list[Row]:
    """The laws an item rests on, each once."""
    return [Row("law", key, law, "") for key, law in {b.law_id: b.law for b in item.bases}.items()]


def find_benchmarks(agency: UUID, query: str) -> list[Row]:
    """裁量基准 of an agency, by title, number or document."""
    return [_benchmark_row(b) for b in powers.find_benchmarks(agency, query)]


def read_benchmark(actor: Actor, key: UUID) -> Answer:
    """A benchmark belongs to an item and grades its cases."""
    b = powers.get_benchmark(key)
    if b.agency_id is None:
        raise NotFound("没有这个裁量基准")
    require_register(actor, b.agency_id)
    item = powers.get_power_item(b.power_item_id) if b.power_item_id else None
    cited = [basis.citation for basis in item.bases] if item else []
    bases = [text for text in (b.document_no, b.basis_text, *cited) if text]
    tied = [item_row(item)] if item else []
    drives = (Drive("权力事项", len(tied), rows=tied), cases(actor, "benchmark", key))
    people = acted(录入=b.entered_by, 审定=signed(b.approved_by, b.approved_on))
    # a table is imported line by line, and a line is a tier
    parts = [t.uid for t in b.tiers if t.uid]
    return Answer(_benchmark_row(b), bases, drives, people, parts, _laws(item) if item else [])


def _benchmark_row(b: BenchmarkView) -> Row:
    standing = f"第{b.version}版" if b.power_item_id else "草稿"
    return Row("benchmark", b.id, b.title, "，".join(filter(None, (b.number, b.document_no, standing))))


def find_matters(kind: str) -> Callable[[UUID, str], Sequence[Row]]:
    """Rows of one of the lists of an agency."""
    return lambda agency, query: [_matter_row(m) for m in matters.matters(kind, [agency])]


def read_matter(kind: str) -> Callable[[Actor, UUID], Answer]:
    """A row of a list and what it is asked about."""

    def read(actor: Actor, key: UUID) -> Answer:
        m = matters.get_matter(kind, key)
        require_register(actor, m.agency_id)
        bases = str(m.says["basis_text"] or "").splitlines()
        people = acted(录入=m.entered_by, 审定=signed(m.approved_by, m.approved_on))
        return Answer(_matter_row(m), bases, tuple(_matter_drives(actor, m)), people)

    return read


def _matter_drives(actor: Actor, m: MatterView) -> Iterator[Drive]:
    """What a row of a list is asked about: the steps and items of cases; a published edition has those approved by its day."""
    yield lists(m.agency_id, (m.kind,), (m.number,), m.approved_on)
    if m.kind == "recording":
        steps = read_steps(str(m.says["step"]))
        yield Drive("办案环节", len(steps), names=steps)
        yield cases(actor, "agency", m.agency_id)
    elif m.kind == "no_penalty":
        item = str(m.says["item_code"] or "")
        named = [
            item_row(i)
            for i in powers.power_items(m.agency_id)
            if i.kind == "penalty" and item in ("", i.code)
        ]
        yield Drive("权力事项", len(named), rows=named)


def _matter_row(m: MatterView) -> Row:
    return Row(m.kind, m.id, m.title, f"{m.number}，第{m.version}版，{m.status_label}")


def find_review_rules(agency: UUID, query: str) -> list[Row]:
    """The review list of an agency, its own rows and the common ones."""
    found = (*powers.review_rule_versions(agency), *powers.review_rule_versions(None))
    return [_review_row(r) for r in found]


def read_review_rule(actor: Actor, key: UUID) -> Answer:
    """A row of the review list and whose decisions it sends to review."""
    r = powers.get_review_rule(key)
    if r.agency_id is not None:
        require_register(actor, r.agency_id)
    people = acted(录入=r.entered_by, 审定=signed(r.approved_by, r.approved_on) if r.own else "")
    bases = [str(b) for b in powers.to_trigger(r).basis]
    return Answer(_review_row(r), bases, tuple(_review_drives(actor, r)), people)


def _review_drives(actor: Actor, r: ReviewRuleView) -> Iterator[Drive]:
    """Its agency's cases; of a common row, the agencies in the scope that have none of their own for it."""
    if r.agency_id:
        yield cases(actor, "agency", r.agency_id)
        yield lists(r.agency_id, ("review",), (r.code,), r.approved_on)
    else:
        own = [powers.review_rule_versions(key, r.act_kind) for key, _ in agencies_in_scope(actor)]
        replaced = (any(o.code == r.code and o.status == "in_force" for o in held) for held in own)
        yield Drive("按它执行的机关", sum(not one for one in replaced))


def _review_row(r: ReviewRuleView) -> Row:
    whose = "本机关" if r.own else "全市共同"
    default = "，默认值，待本机关核定" if r.amount_by_default else ""
    return Row("review_rule", r.id, r.title, f"{r.code}，第{r.version}版，{whose}{default}", own=r.own)
