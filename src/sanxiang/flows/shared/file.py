"""案卷材料: everything the rooms know about one case, read once per act or page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sanxiang.cases import selectors as cases
from sanxiang.cases.types import CaseView, Course
from sanxiang.disclosure.selectors import publication_of, snapshot
from sanxiang.disclosure.types import PublicationView, SnapshotKind
from sanxiang.documents import selectors as documents
from sanxiang.documents.types import DocumentView, Status
from sanxiang.evidence import selectors as evidence
from sanxiang.evidence.types import ItemView
from sanxiang.kernel import Actor, NotFound
from sanxiang.powers import selectors as powers
from sanxiang.powers.matters import no_penalty_rows, recording_demands
from sanxiang.powers.types import BasisText, BenchmarkView, PowerItemView, ReviewRuleView
from sanxiang.registry import selectors as registry
from sanxiang.registry.calendar import work_calendar
from sanxiang.registry.delegations import delegations
from sanxiang.registry.local import period_rule
from sanxiang.registry.succession import heir_on
from sanxiang.registry.types import AgencyView, OfficerView, PartyView, UnitView
from sanxiang.review import selectors as review
from sanxiang.review.types import ReviewView
from sanxiang.rules.calendar import WorkCalendar
from sanxiang.rules.no_penalty import NoPenaltyRow
from sanxiang.rules.recording import RecordingDemand
from sanxiang.rules.review import ReviewTrigger

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """案卷材料 on one day, for one actor."""

    actor: Actor
    today: date
    case: CaseView
    agency: AgencyView
    #: in whose name the case is handled: the agency, or who entrusted the item to it (行政处罚法 20); where that one
    #: has ended, its successor
    issuer: AgencyView
    #: ended agencies whose powers the agency carries on
    carried_on: frozenset[UUID]
    #: the agency may handle the item: its own, or entrusted to it today
    item_is_ours: bool
    unit: UnitView
    party: PartyView | None
    item: PowerItemView | None
    #: the item stands on the portal (行政处罚法 5, 39)
    item_published: bool
    #: what the item rests on, as it read on the day of the act (37)
    bases: tuple[BasisText, ...]
    #: what the version of the item that runs today rests on, as it reads today: a new law may count its articles anew
    bases_today: tuple[BasisText, ...]
    benchmarks: tuple[BenchmarkView, ...]
    #: handlers, the lead first
    officers: tuple[OfficerView, ...]
    course: Course
    documents: tuple[DocumentView, ...]
    evidence: tuple[ItemView, ...]
    reviews: tuple[ReviewView, ...]
    publication: PublicationView | None
    calendar: WorkCalendar
    #: 重大执法决定法制审核目录 in force, of who answers for the decision: an entrusted body has none of its own (20)
    review_rules: tuple[ReviewRuleView, ...]
    #: 音像记录事项清单 in force of whoever owns the item
    recording: tuple[RecordingDemand, ...]
    #: 不予处罚清单 in force of the same
    no_penalty: tuple[NoPenaltyRow, ...]
    #: working days for statement and defence that a notice drafted today would tell
    reply_days: int

    @property
    def triggers(self) -> tuple[ReviewTrigger, ...]:
        """The review list as the rules take it."""
        return tuple(powers.to_trigger(rule) for rule in self.review_rules)

    def document(self, code: str) -> DocumentView | None:
        """The latest document of that code that is not void."""
        return next(
            (d for d in reversed(self.documents) if d.code == code and d.status is not Status.VOID), None
        )

    def document_by_id(self, document: UUID) -> DocumentView | None:
        """The document if it belongs to this case."""
        return next((d for d in self.documents if d.id == document), None)


def reread(file: CaseFile, case: CaseView) -> CaseFile:
    """The file after something was written to it: agency, people, power item, law and calendar are as they were."""
    before = file.case
    if (case.power_item_id, case.party_id, case.act_on) != (
        before.power_item_id,
        before.party_id,
        before.act_on,
    ):
        return open_file(actor=file.actor, case=case, today=file.today)
    once = Once()
    officers = file.officers if case.handlers == before.handlers else _officers(case, once)
    return replace(file, case=case, officers=officers, **_written(case, once))


def check_choice(agency: UUID, *, party: UUID | None, power_item: UUID | None) -> None:
    """Raise NotFound for a party or a power item that is not this agency's (peers N45)."""
    if party:
        registry.get_party(party, agency=agency)
    if power_item and not item_belongs(powers.get_power_item(power_item), agency):
        raise NotFound("本机关没有这个权责事项")


def item_belongs(item: PowerItemView, agency: UUID, on: date | None = None) -> bool:
    """Is it the agency's own item, one it carries on, or one that its owner entrusted to it, on a day if given (20)?"""
    return (
        item.agency_id == agency
        or heir_on(item.agency_id, on or date.max) == agency
        or any(
            d.principal_id == item.agency_id
            and item.code in d.matters
            and (on is None or d.covers(item.code, on))
            for d in delegations(agency)
        )
    )


class Once:
    """Reads that do not change while a page is made, each done once however many cases ask for it."""

    def __init__(self) -> None:
        self._read: dict[Any, Any] = {}

    def __call__(self, read: Callable[..., _T], *asked: Any) -> _T:
        """What `read(*asked)` answers."""
        key = (read, *asked)
        if key not in self._read:
            self._read[key] = read(*asked)
        found: _T = self._read[key]
        return found


def open_file(*, actor: Actor, case: CaseView, today: date, once: Once | None = None) -> CaseFile:
    """Read everything about a case that the actor may see; whoever opens several files shares one `once`."""
    once = once or Once()
    item = once(powers.get_power_item, case.power_item_id) if case.power_item_id else None
    act_on = case.act_on or today
    agency = once(registry.get_agency, case.agency_id)
    ours = item is not None and item_belongs(item, case.agency_id)
    issuer = once(registry.get_agency, once(heir_on, item.agency_id, today)) if item else agency
    return CaseFile(
        actor=actor,
        today=today,
        case=case,
        agency=agency,
        issuer=issuer,
        carried_on=once(registry.agency_ids_carried_on, case.agency_id),
        item_is_ours=ours,
        unit=once(registry.get_unit, case.unit_id),
        party=registry.get_party(case.party_id, agency=case.agency_id) if case.party_id else None,
        item=item,
        item_published=item is not None and _said(item, once(snapshot, SnapshotKind.POWER, item.public_id)),
        bases=once(_basis_texts, item, act_on) if item else (),
        bases_today=once(_basis_texts, once(powers.version_on, item, today), today) if item else (),
        benchmarks=tuple(once(powers.benchmarks, item.id, act_on)) if item else (),
        calendar=once(work_calendar),
        review_rules=tuple(once(powers.review_rules, issuer.id, today)),
        recording=once(recording_demands, item.agency_id if item else case.agency_id, today),
        no_penalty=once(no_penalty_rows, item.agency_id if item else case.agency_id, today),
        reply_days=once(period_rule, "PEN.STATEMENT").n,
        officers=_officers(case, once),
        **_written(case, once),
    )


def _basis_texts(item: PowerItemView, on: date) -> tuple[BasisText, ...]:
    return tuple(powers.basis_texts(item, on))


def _officers(case: CaseView, once: Once) -> tuple[OfficerView, ...]:
    return tuple(once(registry.get_officer, h.officer_id) for h in case.handlers)


def _written(case: CaseView, once: Once) -> dict[str, Any]:
    """The parts of the file that the acts of this case write."""
    return {
        "course": cases.course(case.id),
        "documents": once(documents.documents_of_case, case.id),
        "evidence": tuple(evidence.items_of_case(case.id)),
        "reviews": tuple(review.reviews_of(case.id)),
        "publication": publication_of(case.id),
    }


def _said(item: PowerItemView, shown: Mapping[str, Any] | None) -> bool:
    """Has the public read this version, or one after it (行政处罚法 5, 39)? An entry without a number is the first."""
    return shown is not None and int(shown["data"].get("version", 1)) >= item.version
