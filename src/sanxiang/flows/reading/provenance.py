"""来历: of any row of the registers, who entered and approved it, on which basis, and what it drives.

A row that nobody can explain should not decide a case; so every register answers the same four questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    #: False = what holds for the whole city
    own: bool = True


@dataclass(frozen=True, slots=True)
class Drive:
    """What rests on the row: so many, `open` of them not finished (None: the question has no sense)."""

    label: str
    count: int
    open: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the room of a row says of it; `parts` are rows that an import kept in its place."""

    row: Row
    bases: Sequence[str] = ()
    drives: Sequence[Drive] = ()
    #: (act, who and when) as the row itself has them
    people: Sequence[tuple[str, str]] = ()
    parts: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """The answers about one row."""

    row: Row
    #: (录入、核对、报审、审定, who and when) as they stand on the row, where acts of a batch have one entry for all
    people: tuple[tuple[str, str], ...]
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
    read: Callable[[Actor, UUID], Answer]
    #: the rows belong to the whole city and not to an agency
    city: bool = False
    #: a row came in with a batch whose entry begins its history
    in_batches: bool = False


def rows(*, actor: Actor, kind: str, agency: UUID | None, query: str = "") -> list[Row]:
    """Rows of one register whose name or number contains the words, of an agency, or (None) of all in the scope.

    Raises NotFound.
    """
    register, words = _register(kind), query.strip()
    if agency is not None:
        require_scope(actor, agency)
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
    if not name or row.kind in ("agency", "law") or not row.own:
        return row
    return replace(row, note="，".join(filter(None, (row.note, name))))


def provenance(*, actor: Actor, kind: str, row: UUID) -> Provenance:
    """来历 of one row; NotFound for an unknown kind or a row outside the actor's scope."""
    said = _register(kind).read(actor, row)
    origin = origin_of(row, *said.parts)
    own = [entry for subject in (row, *said.parts) for entry in entries_of_subject(subject)]
    # what came in a batch has no entry of its own: that of the import stands for it
    batch = entries_of_subject(origin.run) if origin and (not own or REGISTERS[kind].in_batches) else []
    entries = sorted((*batch, *own), key=lambda entry: entry.at)
    return Provenance(
        said.row, tuple(said.people), origin, tuple(entries), tuple(said.bases), tuple(said.drives)
    )


def agencies_in_scope(actor: Actor) -> list[tuple[UUID, str]]:
    """The agencies whose registers the actor may look into."""
    return [(a.id, a.name) for a in registry.agencies(scope(actor))]


def _register(kind: str) -> Register:
    if kind not in REGISTERS:
        raise NotFound("没有这种台账")
    return REGISTERS[kind]


def _people(**acts: str) -> list[tuple[str, str]]:
    """The acts that somebody did, in their order."""
    return [(act, who) for act, who in acts.items() if who]


def _signed(who: str, on: date | None, number: str = "") -> str:
    """Who approved, when, and by which document; "" = nobody yet."""
    return "，".join(filter(None, (who, on.isoformat() if on else "", number))) if who else ""


def _cases(actor: Actor, on: str, row: UUID) -> Drive:
    found = tally(actor=actor, on=on, row=row)
    return Drive("案件", found.all, found.open)


def _find_agencies(agency: UUID, query: str) -> list[Row]:
    found = registry.agencies(registry.agency_ids_below(agency))
    return [Row("agency", a.id, a.name, a.uscc) for a in found]


def _read_agency(actor: Actor, key: UUID) -> Answer:
    require_scope(actor, key)
    a = registry.get_agency(key)
    drives = (
        Drive("内设机构", len(registry.units(key))),
        Drive("执法人员", len(registry.officers(key))),
        Drive("权力事项", len(powers.power_items(key))),
        _cases(actor, "agency", key),
    )
    people = _people(录入=a.entered_by, 核对报审=a.checked_by, 审定=_signed(a.approved_by, a.approved_on))
    bases = [a.qualification] if a.qualification else []
    return Answer(Row("agency", key, a.name, a.uscc), bases, drives, people)


def _find_officers(agency: UUID, query: str) -> list[Row]:
    return [Row("officer", o.id, o.name, _cards(o.credentials)) for o in registry.officers(agency)]


def _read_officer(actor: Actor, key: UUID) -> Answer:
    o = registry.get_officer(key)
    require_scope(actor, o.agency_id)
    row = Row("officer", key, o.name, _cards(o.credentials))
    bases = [f"{c.kind_label}{c.number}，{c.issuer}颁发，{c.valid_from}至{c.valid_to}" for c in o.credentials]
    drives = (Drive("执法证", len(o.credentials)), _cases(actor, "officer", key))
    return Answer(row, bases, drives, parts=[c.id for c in o.credentials])


def _cards(credentials: Sequence[CredentialView]) -> str:
    return "、".join(c.number for c in credentials)


def _find_items(agency: UUID, query: str) -> list[Row]:
    return [Row("power_item", i.id, i.name, i.code) for i in powers.power_items(agency, query=query)]


def _read_item(actor: Actor, key: UUID) -> Answer:
    i = powers.get_power_item(key)
    require_scope(actor, i.agency_id)
    drives = (
        Drive("裁量基准", len(powers.benchmarks(key, i.effective_from))),
        _cases(actor, "power_item", key),
    )
    approved = _signed(i.approved_by, i.approved_on, i.approval_no)
    people = _people(录入=i.entered_by, 报审=i.submitted_by, 审定=approved)
    return Answer(Row("power_item", key, i.name, i.code), [b.citation for b in i.bases], drives, people)


def _find_benchmarks(agency: UUID, query: str) -> list[Row]:
    return [_benchmark_row(b) for b in powers.find_benchmarks(agency, query)]


def _read_benchmark(actor: Actor, key: UUID) -> Answer:
    b = powers.get_benchmark(key)
    if b.agency_id is None:
        raise NotFound("没有这个裁量基准")
    require_scope(actor, b.agency_id)
    item = powers.get_power_item(b.power_item_id) if b.power_item_id else None
    cited = [basis.citation for basis in item.bases] if item else []
    bases = [text for text in (b.document_no, b.basis_text, *cited) if text]
    drives = (Drive("权力事项", int(item is not None)), _cases(actor, "benchmark", key))
    people = _people(录入=b.entered_by, 审定=_signed(b.approved_by, b.approved_on))
    # a table is imported line by line, and a line is a tier
    return Answer(_benchmark_row(b), bases, drives, people, [t.uid for t in b.tiers if t.uid])


def _benchmark_row(b: BenchmarkView) -> Row:
    standing = f"第{b.version}版" if b.power_item_id else "草稿"
    return Row("benchmark", b.id, b.title, "，".join(filter(None, (b.number, b.document_no, standing))))


def _find_matters(kind: str) -> Callable[[UUID, str], Sequence[Row]]:
    return lambda agency, query: [_matter_row(m) for m in matters.matters(kind, [agency])]


def _read_matter(kind: str) -> Callable[[Actor, UUID], Answer]:
    def read(actor: Actor, key: UUID) -> Answer:
        m = matters.get_matter(kind, key)
        require_scope(actor, m.agency_id)
        bases = str(m.says["basis_text"] or "").splitlines()
        people = _people(录入=m.entered_by, 审定=_signed(m.approved_by, m.approved_on))
        return Answer(_matter_row(m), bases, tuple(_matter_drives(actor, m)), people)

    return read


def _matter_drives(actor: Actor, m: MatterView) -> Iterator[Drive]:
    """What a row of a list is asked about: the steps and items of cases; every row in force is published."""
    yield Drive("公示的清单", int(m.status == "in_force"))
    if m.kind == "recording":
        yield Drive("办案环节", len(read_steps(str(m.says["step"]))))
        yield _cases(actor, "agency", m.agency_id)
    elif m.kind == "no_penalty":
        item = str(m.says["item_code"] or "")
        yield Drive("权力事项", sum(not item or i.code == item for i in powers.power_items(m.agency_id)))


def _matter_row(m: MatterView) -> Row:
    return Row(m.kind, m.id, m.title, f"{m.number}，第{m.version}版，{m.status_label}")


def _find_review_rules(agency: UUID, query: str) -> list[Row]:
    found = (*powers.review_rule_versions(agency), *powers.review_rule_versions(None))
    return [_review_row(r) for r in found]


def _read_review_rule(actor: Actor, key: UUID) -> Answer:
    r = powers.get_review_rule(key)
    if r.agency_id is not None:
        require_scope(actor, r.agency_id)
    people = _people(录入=r.entered_by, 审定=_signed(r.approved_by, r.approved_on))
    bases = [str(b) for b in powers.to_trigger(r).basis]
    return Answer(_review_row(r), bases, tuple(_review_drives(actor, r)), people)


def _review_drives(actor: Actor, r: ReviewRuleView) -> Iterator[Drive]:
    """Its agency's cases; of a common row, the agencies in the scope that have none of their own for it."""
    if r.agency_id:
        yield _cases(actor, "agency", r.agency_id)
    else:
        own = [powers.review_rule_versions(key, r.act_kind) for key, _ in agencies_in_scope(actor)]
        replaced = (any(o.code == r.code and o.status == "in_force" for o in held) for held in own)
        yield Drive("按它执行的机关", sum(not one for one in replaced))


def _review_row(r: ReviewRuleView) -> Row:
    whose = "本机关" if r.own else "全市共同"
    default = "，默认值，待本机关核定" if r.amount_by_default else ""
    return Row("review_rule", r.id, r.title, f"{r.code}，第{r.version}版，{whose}{default}", own=r.own)


def _find_laws(agency: UUID, query: str) -> list[Row]:
    return [_law_row(law) for law in statutes.laws(query)]


def _read_law(actor: Actor, key: UUID) -> Answer:
    """A law holds for the whole city; what it drives is counted in the scope of who asks."""
    law, agencies = statutes.get_law(key), scope(actor)
    entered = changes_of(key)
    changes = [c for c in entered if c.approved_on]
    bases = [c.basis for c in changes] or [f"{law.issuer}公布"] * bool(law.issuer)
    people = [(c.kind.label, f"{c.entered_by}录入，{c.approved_by}审定，{c.approved_on}") for c in changes]
    items = {b.item for b in powers.resting_on([key], date.min) if b.agency_id in agencies}
    cases = open_on_items(actor=actor, items=powers.versions_resting_on([key]))
    drives = (Drive("权力事项", len(items)), Drive("在办案件", len(cases), len(cases)))
    parts = [*(v.id for v in statutes.versions(key)), *(c.id for c in entered)]
    return Answer(_law_row(law), list(dict.fromkeys(bases)), drives, people, parts)


def _law_row(law: LawView) -> Row:
    return Row("law", law.id, law.title, "，".join(filter(None, (law.level, law.issuer))))


def _find_history(agency: UUID, query: str) -> list[Row]:
    """Of the bureau also what was imported of agencies that are not registered."""
    bureau = [""] if registry.supervises(agency) else []
    kept = [registry.get_agency(agency).public_id, *bureau]
    return [_history_row(row) for row in history_kept(kept, "", query, offset=0, limit=FOUND)[1]]


def _read_history(actor: Actor, key: UUID) -> Answer:
    """It drives its public page while it is shown, and nothing else: no case, no statistic."""
    row, _ = open_history(actor, key)
    drives = [Drive("公示页面", 1)] if row["state"] == "shown" else []
    return Answer(_history_row(row), [row["basis"]] if row["basis"] else [], drives)


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
    "law": Register("法规", _find_laws, _read_law, city=True),
    "history": Register("历史处罚", _find_history, _read_history, in_batches=True),
}
