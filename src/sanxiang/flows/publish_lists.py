"""事前公开: the lists the public reads are snapshots of the rows that run (行政处罚法 5, 39; 国办发〔2018〕118号（四）)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.disclosure.law_types import LawData
from sanxiang.disclosure.selectors import digests, snapshot, snapshots
from sanxiang.disclosure.services import (
    digest_of,
    publish_photo,
    publish_snapshot,
    retire_snapshot,
)
from sanxiang.disclosure.types import (
    BasisData,
    BenchmarkData,
    OfficerData,
    PowerData,
    Ref,
    SnapshotKind,
)
from sanxiang.flows.shared.agency_page import agency_data
from sanxiang.flows.shared.law_page import law_data
from sanxiang.flows.shared.officer_page import Signer, held_credentials, officer_data
from sanxiang.kernel import Actor, local_date
from sanxiang.powers import selectors as powers
from sanxiang.powers.types import BasisText, BenchmarkView, PowerItemView, TierView
from sanxiang.registry import selectors as registry
from sanxiang.registry.types import AgencyView
from sanxiang.rules.standard_words import amount_said, fine_said
from sanxiang.rules.standards import read_standard
from sanxiang.rules.terms import PenaltyKind
from sanxiang.statutes import selectors as statutes

#: days that `publish_due` makes up for where nobody ran it
_LOOKS_BACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Published:
    """How many entries of each kind changed; 0 means that the portal already said so."""

    changed: Mapping[str, int]


def publish_lists(*, actor: Actor, now: datetime, agency: UUID | None = None) -> Published:
    """Publish agencies, officers in post, power items in force and the laws they cite; take down what has ended.

    For one agency, or all. An officer is shown with the credential as it is, a suspended, cancelled or expired one
    too: who looks it up must learn that it is not good. What has not changed is left alone, so a second run
    publishes nothing.
    """
    today, changed = local_date(now), dict.fromkeys(SnapshotKind, 0)
    with transaction.atomic():
        for kind, public_id, data in _entries(agency, today):
            if publish_snapshot(actor=actor, now=now, kind=kind, public_id=public_id, data=data):
                changed[kind] += 1
                if photo := data.get("photo"):
                    publish_photo(photo)
        for kind, public_id in _ended(agency, today):
            changed[kind] += retire_snapshot(actor=actor, now=now, kind=kind, public_id=public_id)
    return Published({kind.value: count for kind, count in changed.items()})


def publish_due(*, actor: Actor, now: datetime) -> int:
    """到日更新: an item that the public already reads follows its approved version on the day that it begins.

    The credentials of officers whom the public already sees follow too: a suspended one may not look good for a day
    longer. What has ended comes down. Nothing is shown for the first time: that is the head's to publish. How many
    changed.
    """
    today, changed = local_date(now), 0
    agencies = {a.id: a for a in registry.agencies() if a.shown}
    with transaction.atomic():
        for item in powers.begun(today - _LOOKS_BACK, today):
            shown = snapshot(SnapshotKind.POWER, item.public_id)
            if shown and shown["data"]["version"] < item.version and item.agency_id in agencies:
                data = _power(item, _ref(agencies[item.agency_id]), today)
                for law, law_page in _laws([item], today):
                    publish_snapshot(
                        actor=actor, now=now, kind=SnapshotKind.LAW, public_id=law, data=law_page
                    )
                changed += publish_snapshot(
                    actor=actor, now=now, kind=SnapshotKind.POWER, public_id=item.public_id, data=data
                )
        for public_id, officer in _credentials_due(agencies, today):
            changed += publish_snapshot(
                actor=actor, now=now, kind=SnapshotKind.OFFICER, public_id=public_id, data=officer
            )
        for law, law_page in _shown_laws(today):
            changed += publish_snapshot(
                actor=actor, now=now, kind=SnapshotKind.LAW, public_id=law, data=law_page
            )
        for kind, public_id in _ended(None, today):
            changed += retire_snapshot(actor=actor, now=now, kind=kind, public_id=public_id)
    return changed


def _credentials_due(
    agencies: Mapping[UUID, AgencyView], today: date
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Officers already shown, with nothing but the credentials and their signed statements as they are today."""
    shown = _shown_officers()
    for public_id, data in _officers(None, agencies, today):
        if before := shown.get(public_id):
            kept = {name: value for name, value in before.items() if name not in ("card", "other")}
            same = (before["name"], before["agency"]) == (data["name"], data["agency"])
            follows = kept | {name: data[name] for name in ("credential", "card", "other") if name in data}
            # a statement names person and agency: none is given that says otherwise than the page
            if not same:
                follows.pop("card", None)
                follows |= {"other": {"credential": data["other"]["credential"]}} if "other" in data else {}
            if follows != before:
                yield public_id, follows


@dataclass(frozen=True, slots=True)
class Pending:
    """What the next publication of the lists would change: 新增, 变化 or 停止."""

    kind: SnapshotKind
    name: str
    change: str


def pending_lists(*, agency: UUID, today: date) -> list[Pending]:
    """Where the portal does not say yet what runs, for one agency; nothing is published."""
    shown, out = digests(), list[Pending]()
    for kind, public_id, data in _entries(agency, today):
        before = shown.get((kind, public_id))
        if before != digest_of(data):
            name = str(data.get("name") or data.get("title"))
            out.append(Pending(kind, name, "变化" if before else "新增"))
    for kind, public_id in _ended(agency, today):
        row = snapshot(kind, public_id)
        out.append(Pending(kind, str(row["title"]) if row else public_id, "停止"))
    return out


def _entries(agency: UUID | None, today: date) -> Iterator[tuple[SnapshotKind, str, Mapping[str, Any]]]:
    agencies = {a.id: a for a in registry.agencies() if a.shown}
    chosen = [a for a in agencies.values() if agency in (None, a.id)]
    for a in chosen:
        yield SnapshotKind.AGENCY, a.public_id, agency_data(a, agencies)
    yield from (
        (SnapshotKind.OFFICER, public_id, data) for public_id, data in _officers(agency, agencies, today)
    )
    items = [i for i in powers.power_items(agency, on=today) if i.agency_id in agencies]
    yield from ((SnapshotKind.LAW, public_id, data) for public_id, data in _laws(items, today))
    for item in items:
        yield SnapshotKind.POWER, item.public_id, _power(item, _ref(agencies[item.agency_id]), today)


def _officers(
    agency: UUID | None, agencies: Mapping[UUID, AgencyView], today: date
) -> Iterator[tuple[str, OfficerData]]:
    of_agency = agencies[agency].public_id if agency and agency in agencies else ""
    signer, shown = Signer.of_platform(), _shown_officers(of_agency)
    for o in registry.officers(agency, on=today):
        if o.agency_id in agencies and (held := held_credentials(o, today)):
            of = _ref(agencies[o.agency_id])
            before = shown.get(o.public_id)
            yield o.public_id, officer_data(o, held, of, shown=before, signer=signer, today=today)


def _shown_officers(agency: str = "") -> dict[str, Mapping[str, Any]]:
    return {row["public_id"]: row["data"] for row in snapshots(SnapshotKind.OFFICER, agency=agency)[1]}


def _ended(agency: UUID | None, today: date) -> Iterator[tuple[SnapshotKind, str]]:
    """What the portal still shows of officers who left and of power items no longer in force."""
    in_post = {o.public_id for o in registry.officers(on=today)}
    in_force = {item.public_id for item in powers.power_items(on=today)}
    for a in registry.agencies():
        if agency in (None, a.id):
            for kind, current in ((SnapshotKind.OFFICER, in_post), (SnapshotKind.POWER, in_force)):
                _, shown = snapshots(kind, agency=a.public_id, slim=True)
                yield from ((kind, row["public_id"]) for row in shown if row["public_id"] not in current)


def _ref(a: AgencyView) -> Ref:
    return {"public_id": a.public_id, "name": a.name}


def _power(item: PowerItemView, agency: Ref, today: date) -> PowerData:
    return {
        "name": item.name,
        "code": item.code,
        "kind": item.kind,
        "kind_label": item.kind_label,
        "agency": agency,
        "field": item.enforcement_field,
        "limit": item.statutory_limit,
        "basis": [_basis(b) for b in powers.basis_texts(item, today)],
        "penalty_kinds": [PenaltyKind(kind).label for kind in item.penalty_kinds],
        "fine_min": _yuan(item.fine_min),
        "fine_max": _yuan(item.fine_max),
        "procedure": item.procedure,
        "responsibilities": item.responsibilities,
        "accountability": item.accountability,
        "benchmarks": [_benchmark(b) for b in powers.benchmarks(item.id, today)],
        "effective_from": item.effective_from.isoformat(),
        "level": item.level,
        "accepting_unit": item.accepting_unit,
        "conditions": item.conditions,
        "materials": item.materials,
        "material_rows": [list(material.cells) for material in item.material_rows],
        "hall": item.hall,
        "hall_phone": item.hall_phone,
        "hall_hours": item.hall_hours,
        "fee": item.fee,
        "promised": item.promised_limit,
        "approval_no": item.approval_no,
        "version": item.version,
    }


def _basis(b: BasisText) -> BasisData:
    law = statutes.get_law(b.basis.law_id)
    return {
        "law": {"public_id": law.public_id, "name": b.basis.law},
        "place": str(b.basis.place),
        "text": b.text or "",
        "article": b.basis.place.article,
        "suffix": b.basis.place.suffix,
        "role": b.basis.role_label,
    }


def _benchmark(b: BenchmarkView) -> BenchmarkData:
    return {
        "title": b.title,
        "document_no": b.document_no,
        "effective_from": b.effective_from.isoformat(),
        "tiers": [
            {
                "level": t.level.value if t.level else "",
                "label": t.label,
                "conditions": t.conditions,
                "amount_min": _yuan(t.low),
                "amount_max": _yuan(t.high),
                "amount": _amount(t),
                "standard": t.standard,
            }
            for t in b.tiers
        ],
    }


def _amount(t: TierView) -> str:
    """裁量幅度 in words; a line without levels is what its standard fixes, also of a measured base."""
    return (fine_said(t.low, t.high) if t.level else "") or amount_said(read_standard(t.standard))


def _laws(items: Iterable[PowerItemView], today: date) -> Iterator[tuple[str, LawData]]:
    """Every law that an item cites, as it stands today."""
    cited = dict.fromkeys(b.law_id for item in items for b in item.bases)
    return filter(None, (law_data(law, today) for law in cited))


def _shown_laws(today: date) -> Iterator[tuple[str, LawData]]:
    """Every law on the portal, as it stands today: one that was amended or repealed since says so."""
    shown = [row["public_id"] for row in snapshots(SnapshotKind.LAW, slim=True)[1]]
    return filter(None, (law_data(law, today) for law in statutes.law_ids(shown)))


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"
