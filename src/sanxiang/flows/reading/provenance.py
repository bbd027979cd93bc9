"""来历: of any row of the registers, who entered and approved it, on which basis, and what it drives.

A row that nobody can explain should not decide a case; so every register answers the same four questions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sanxiang.cases.selectors import open_on_items, tally
from sanxiang.disclosure.selectors import history_kept
from sanxiang.flows.reading.history import open_history
from sanxiang.imports.selectors import Origin, origin_of
from sanxiang.kernel import Actor, NotFound
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.ledger.types import EntryView
from sanxiang.powers import matters
from sanxiang.powers import selectors as powers
from sanxiang.powers.matters import MatterView
from sanxiang.powers.types import BenchmarkView, ReviewRuleView
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import require_scope, scope
from sanxiang.registry.types import CredentialView
from sanxiang.rules.recording import read_steps
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing.selectors import changes_of
from sanxiang.statutes.types import LawView

#: rows that a search answers at most
FOUND = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register: `kind` as in REGISTERS, `note` tells it from its namesakes."""

    kind: str
    id: UUID
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Drive:
    """What rests on the row: so many, `open` of them not finished (None: the question has no sense)."""

    label: str
    count: int
    open: int | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """The answers about one row."""

    row: Row
    #: the import and line that made or last changed it; None = entered by hand
    origin: Origin | None
    #: every ledger entry about it, oldest first: who entered, changed, approved it
    entries: tuple[EntryView, ...]
    #: citations it rests on
    bases: tuple[str, ...]
    drives: tuple[Drive, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """One register: how its rows are searched, and how one of them is read (NotFound outside the scope)."""

    label: str
    find: Callable[[UUID, str], Sequence[Row]]
    read: Callable[[Actor, UUID], tuple[Row, Sequence[str], Sequence[Drive]]]
    #: a row came in with a batch whose entry begins its history
    in_batches: bool = False


def rows(*, actor: Actor, kind: str, agency: UUID, query: str = "") -> list[Row]:
    """Rows of one register of an agency whose name or number contains the words. Raises NotFound."""
    require_scope(actor, agency)
    found = _register(kind).find(agency, query.strip())
    return [row for row in found if query.strip() in f"{row.title}{row.note}"][:FOUND]


def provenance(*, actor: Actor, kind: str, row: UUID) -> Provenance:
    """来历 of one row; NotFound for an unknown kind or a row outside the actor's scope."""
    found, bases, drives = _register(kind).read(actor, row)
    versions, changes = (statutes.versions(row), changes_of(row)) if kind == "law" else ([], [])
    parts = [*(v.id for v in versions), *(c.id for c in changes)]
    origin = origin_of(row, *parts)
    own = [entry for subject in (row, *parts) for entry in entries_of_subject(subject)]
    # what came in a batch has no entry of its own: that of the import stands for it
    batch = entries_of_subject(origin.run) if origin and (not own or REGISTERS[kind].in_batches) else []
    entries = sorted((*batch, *own), key=lambda entry: entry.at)
    return Provenance(found, origin, tuple(entries), tuple(bases), tuple(drives))


def agencies_in_scope(actor: Actor) -> list[tuple[UUID, str]]:
    """The agencies whose registers the actor may look into."""
    return [(a.id, a.name) for a in registry.agencies(scope(actor))]


def _register(kind: str) -> Register:
    if kind not in REGISTERS:
        raise NotFound("没有这种台账")
    return REGISTERS[kind]


def _cases(actor: Actor, on: str, row: UUID) -> Drive:
    found = tally(actor=actor, on=on, row=row)
    return Drive("案件", found.all, found.open)


def _find_agencies(agency: UUID, query: str) -> list[Row]:
    found = registry.agencies(registry.agency_ids_below(agency))
    return [Row("agency", a.id, a.name, a.uscc) for a in found]


def _read_agency(actor: Actor, key: UUID) -> tuple[Row, Sequence[str], Sequence[Drive]]:
    require_scope(actor, key)
    a = registry.get_agency(key)
    drives = (
        Drive("内设机构", len(registry.units(key))),
        Drive("执法人员", len(registry.officers(key))),
        Drive("权力事项", len(powers.power_items(key))),
        _cases(actor, "agency", key),
    )
    return Row("agency", key, a.name, a.uscc), (), drives


def _find_officers(agency: UUID, query: str) -> list[Row]:
    return [Row("officer", o.id, o.name, _cards(o.credentials)) for o in registry.officers(agency)]


def _read_officer(actor: Actor, key: UUID) -> tuple[Row, Sequence[str], Sequence[Drive]]:
    o = registry.get_officer(key)
    require_scope(actor, o.agency_id)
    row = Row("officer", key, o.name, _cards(o.credentials))
    return row, (), (Drive("执法证", len(o.credentials)), _cases(actor, "officer", key))


def _cards(credentials: Sequence[CredentialView]) -> str:
    return "、".join(c.number for c in credentials)


def _find_items(agency: UUID, query: str) -> list[Row]:
    return [Row("power_item", i.id, i.name, i.code) for i in powers.power_items(agency, query=query)]


def _read_item(actor: Actor, key: UUID) -> tuple[Row, Sequence[str], Sequence[Drive]]:
    i = powers.get_power_item(key)
    require_scope(actor, i.agency_id)
    drives = (
        Drive("裁量基准", len(powers.benchmarks(key, i.effective_from))),
        _cases(actor, "power_item", key),
    )
    return Row("power_item", key, i.name, i.code), [b.citation for b in i.bases], drives


def _find_benchmarks(agency: UUID, query: str) -> list[Row]:
    held = powers.power_items(agency)
    found = [b for item in held for b in powers.benchmarks(item.id, item.effective_from)]
    return [_benchmark_row(b) for b in (*found, *powers.draft_benchmarks(agency))]


def _read_benchmark(actor: Actor, key: UUID) -> tuple[Row, Sequence[str], Sequence[Drive]]:
    b = powers.get_benchmark(key)
    if b.agency_id is None:
        raise NotFound("没有这个裁量基准")
    require_scope(actor, b.agency_id)
    item = powers.get_power_item(b.power_item_id) if b.power_item_id else None
    cited = [basis.citation for basis in item.bases] if item else []
    bases = [text for text in (b.document_no, b.basis_text, *cited) if text]
    return _benchmark_row(b), bases, (_cases(actor, "benchmark", key),)


def _benchmark_row(b: BenchmarkView) -> Row:
    note = f"{b.document_no}第{b.version}版" if b.power_item_id else f"{b.number}，草稿"
    return Row("benchmark", b.id, b.title, note)


def _find_matters(kind: str) -> Callable[[UUID, str], Sequence[Row]]:
    return lambda agency, query: [_matter_row(m) for m in matters.matters(kind, [agency])]


def _read_matter(kind: str) -> Callable[[Actor, UUID], tuple[Row, Sequence[str], Sequence[Drive]]]:
    def read(actor: Actor, key: UUID) -> tuple[Row, Sequence[str], Sequence[Drive]]:
        m = matters.get_matter(kind, key)
        require_scope(actor, m.agency_id)
        bases = str(m.says["basis_text"] or "").splitlines()
        if kind != "recording":
            return _matter_row(m), bases, ()
        steps = read_steps(str(m.says["step"]))
        return _matter_row(m), bases, (Drive("办案环节", len(steps)), _cases(actor, "agency", m.agency_id))

    return read


def _matter_row(m: MatterView) -> Row:
    return Row(m.kind, m.id, m.title, f"{m.number}，第{m.version}版，{m.status_label}")


def _find_review_rules(agency: UUID, query: str) -> list[Row]:
    found = (*powers.review_rule_versions(agency), *powers.review_rule_versions(None))
    return [_review_row(r) for r in found]


def _read_review_rule(actor: Actor, key: UUID) -> tuple[Row, Sequence[str], Sequence[Drive]]:
    r = powers.get_review_rule(key)
    if r.agency_id is not None:
        require_scope(actor, r.agency_id)
    drives = (_cases(actor, "agency", r.agency_id),) if r.agency_id else ()
    return _review_row(r), [f"《{law}》{place}" for law, place in r.basis], drives


def _review_row(r: ReviewRuleView) -> Row:
    whose = "本机关" if r.own else "全市共同"
    return Row("review_rule", r.id, r.title, f"{r.code}，第{r.version}版，{whose}")


def _find_laws(agency: UUID, query: str) -> list[Row]:
    return [_law_row(law) for law in statutes.laws(query)]


def _read_law(actor: Actor, key: UUID) -> tuple[Row, Sequence[str], Sequence[Drive]]:
    """A law holds for the whole city; what it drives is counted in the scope of who asks."""
    law, agencies = statutes.get_law(key), scope(actor)
    bases = [c.basis for c in changes_of(key) if c.approved_on]
    items = {b.item for b in powers.resting_on([key], date.min) if b.agency_id in agencies}
    cases = open_on_items(actor=actor, items=powers.versions_resting_on([key]))
    drives = (Drive("权力事项", len(items)), Drive("在办案件", len(cases), len(cases)))
    return _law_row(law), list(dict.fromkeys(bases)), drives


def _law_row(law: LawView) -> Row:
    return Row("law", law.id, law.title, "，".join(filter(None, (law.level, law.issuer))))


def _find_history(agency: UUID, query: str) -> list[Row]:
    """Of the bureau also what was imported of agencies that are not registered."""
    bureau = [""] if registry.supervises(agency) else []
    kept = [registry.get_agency(agency).public_id, *bureau]
    return [_history_row(row) for row in history_kept(kept, "", query, offset=0, limit=FOUND)[1]]


def _read_history(actor: Actor, key: UUID) -> tuple[Row, Sequence[str], Sequence[Drive]]:
    """It drives its public page while it is shown, and nothing else: no case, no statistic."""
    row, _ = open_history(actor, key)
    drives = [Drive("公示页面", 1)] if row["state"] == "shown" else []
    return _history_row(row), [row["basis"]] if row["basis"] else [], drives


def _history_row(row: Mapping[str, Any]) -> Row:
    title = row["document_no"] or row["violation"] or row["public_id"]
    until = f"公示到{row['expires_on']}" if row["expires_on"] and row["state"] == "shown" else ""
    note = "，".join(filter(None, (row["agency_name"], row["party_name"], until)))
    return Row("history", row["id"], title, note)


REGISTERS: dict[str, Register] = {
    "power_item": Register("权力事项", _find_items, _read_item),
    "benchmark": Register("裁量基准", _find_benchmarks, _read_benchmark),
    "recording": Register("音像记录事项", _find_matters("recording"), _read_matter("recording")),
    "random_check": Register("随机抽查事项", _find_matters("random_check"), _read_matter("random_check")),
    "no_penalty": Register("不予处罚事项", _find_matters("no_penalty"), _read_matter("no_penalty")),
    "review_rule": Register("法制审核目录", _find_review_rules, _read_review_rule),
    "officer": Register("执法人员", _find_officers, _read_officer),
    "agency": Register("执法主体", _find_agencies, _read_agency),
    "law": Register("法规", _find_laws, _read_law),
    "history": Register("历史处罚", _find_history, _read_history, in_batches=True),
}
