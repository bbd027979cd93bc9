"""来历: of any row of the registers, who entered and approved it, on which basis, and what it drives.

A row that nobody can explain should not decide a case; so every register answers the same four questions.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sanxiang.flows.reading.provenance.bodies import (
    find_agencies,
    find_officers,
    find_regions,
    find_units,
    read_agency,
    read_officer,
    read_region,
    read_unit,
)  # fmt: skip
from sanxiang.flows.reading.provenance.items import (
    find_benchmarks,
    find_items,
    find_matters,
    find_review_rules,
    read_benchmark,
    read_item,
    read_matter,
    read_review_rule,
)  # fmt: skip
from sanxiang.flows.reading.provenance.shared import agencies_in_scope
from sanxiang.flows.reading.provenance.texts import (
    find_editions,
    find_history,
    find_laws,
    read_edition,
    read_history,
    read_law,
)  # fmt: skip
from sanxiang.flows.reading.provenance.types import FOUND, Provenance, Register, Row
from sanxiang.imports.selectors import origins_of
from sanxiang.kernel import Actor, NotFound
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.registry.policies import require_register

__all__ = ["FOUND", "REGISTERS", "agencies_in_scope", "provenance", "rows"]


def rows(*, actor: Actor, kind: str, agency: UUID | None, query: str = "") -> list[Row]:
    """Rows of one register whose name or number contains the words, of an agency, or (None) of all in the scope.

    Raises NotFound.
    """
    register, words = _register(kind), query.strip()
    if agency is not None:
        require_register(actor, agency)
    asked = [(agency, "")] if agency else agencies_in_scope(actor)
    found = dict[UUID, Row]()
    for key, name in asked[:1] if register.city else asked:
        for row in register.find(key, words):
            if words in f"{row.title}{row.note}":
                found.setdefault(row.id, _of_agency(row, name))
        if len(found) >= FOUND:
            break
    return list(found.values())[:FOUND]


def _of_agency(row: Row, name: str) -> Row:
    """Beside rows of other agencies a row says whose it is."""
    if not name or row.kind in ("agency", "law", "region") or not row.own:
        return row
    return replace(row, note="，".join(filter(None, (row.note, name))))


def provenance(*, actor: Actor, kind: str, row: UUID) -> Provenance:
    """来历 of one row; NotFound for an unknown kind or a row outside the actor's scope."""
    said = _register(kind).read(actor, row)
    origins = origins_of(row, *said.parts)
    own = [entry for subject in (row, *said.parts) for entry in entries_of_subject(subject)]
    # what came in a batch has no entry of its own: that of the import stands for it
    batch = entries_of_subject(origins[0].run) if origins and (not own or REGISTERS[kind].in_batches) else []
    entries = sorted((*batch, *own), key=lambda entry: entry.at)
    people = list(said.people)
    # registers whose rows keep no name of who entered them: the ledger has it
    if entries and [act for act, _ in people] == ["审定"]:
        people.insert(0, ("录入", entries[0].actor))
    return Provenance(
        said.row,
        tuple(people),
        origins,
        tuple(entries),
        tuple(said.bases),
        tuple(said.sources),
        tuple(said.drives),
    )


def _register(kind: str) -> Register:
    if kind not in REGISTERS:
        raise NotFound("没有这种台账")
    return REGISTERS[kind]


REGISTERS: dict[str, Register] = {
    "power_item": Register("权力事项", find_items, read_item),
    "benchmark": Register("裁量基准", find_benchmarks, read_benchmark),
    "recording": Register("音像记录事项", find_matters("recording"), read_matter("recording")),
    "random_check": Register("随机抽查事项", find_matters("random_check"), read_matter("random_check")),
    "no_penalty": Register("不予处罚事项", find_matters("no_penalty"), read_matter("no_penalty")),
    "review_rule": Register("法制审核目录", find_review_rules, read_review_rule),
    "officer": Register("执法人员", find_officers, read_officer),
    "edition": Register("清单和文本", find_editions, read_edition),
    "unit": Register("内设机构", find_units, read_unit),
    "region": Register("行政区划", find_regions, read_region, city=True),
    "agency": Register("执法主体", find_agencies, read_agency),
    "law": Register("法规", find_laws, read_law, city=True),
    "history": Register("历史处罚", find_history, read_history, in_batches=True),
}
