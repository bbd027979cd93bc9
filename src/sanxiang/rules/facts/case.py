"""案情事实: everything the rules may know about one case on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sanxiang.rules.calendar import WorkCalendar
from sanxiang.rules.facts.course import (
    DecisionFacts,
    DiscussionFacts,
    HearingFacts,
    NoticeFacts,
    PerformanceFacts,
    PolicyFacts,
    ProposalFacts,
    PublicationFacts,
    ReviewFacts,
    ServiceFacts,
    StatementFacts,
    WithdrawalFacts,
)
from sanxiang.rules.facts.standing import (
    AgencyFacts,
    ClueFacts,
    DocumentFacts,
    EvidenceFacts,
    FilingFacts,
    OfficerFacts,
    PartyFacts,
    PersonFacts,
    PowerItemFacts,
    RecordFacts,
)
from sanxiang.rules.no_penalty import NoPenaltyRow
from sanxiang.rules.period_rule import Pause
from sanxiang.rules.recording import RecordingDemand, demand_for
from sanxiang.rules.terms import DocumentStatus


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything the rules may know about one case on one day."""

    #: the legal date on which the act is done
    today: date
    actor: PersonFacts
    calendar: WorkCalendar
    #: the body that handles the case
    agency: AgencyFacts | None = None
    #: value of the procedure's step; "" before the clue is registered
    state: str = ""
    case_no: str = ""
    #: region code or name where the unlawful act was done
    place: str = ""
    #: when the unlawful act was done, or ended if it continued (36)
    act_ended_on: date | None = None
    power_item: PowerItemFacts | None = None
    party: PartyFacts | None = None
    clue: ClueFacts | None = None
    filing: FilingFacts | None = None
    officers: tuple[OfficerFacts, ...] = ()
    #: everybody who investigated, proposed or drafted in this case, former handlers among them
    investigators: frozenset[str] = frozenset()
    records: tuple[RecordFacts, ...] = ()
    evidence: tuple[EvidenceFacts, ...] = ()
    documents: tuple[DocumentFacts, ...] = ()
    proposal: ProposalFacts | None = None
    #: codes of review triggers that fire (`review.triggers_fired`); non-empty = review is needed
    triggers: tuple[str, ...] = ()
    #: 情节复杂 or 重大违法: collective discussion is needed (57 第二款)
    major: bool = False
    notice: NoticeFacts | None = None
    statement: StatementFacts | None = None
    hearing: HearingFacts = HearingFacts()
    review: ReviewFacts | None = None
    discussion: DiscussionFacts | None = None
    decision: DecisionFacts | None = None
    services: tuple[ServiceFacts, ...] = ()
    publication: PublicationFacts | None = None
    withdrawal: WithdrawalFacts | None = None
    performance: PerformanceFacts | None = None
    #: the record, document or service the act at hand is about
    record: RecordFacts | None = None
    document: DocumentFacts | None = None
    service: ServiceFacts | None = None
    #: what stopped the 90 days (hearing, appraisal, announcement …), each with its document
    pauses: tuple[Pause, ...] = ()
    policy: PolicyFacts = PolicyFacts()
    #: rows of the 音像记录事项清单 in force for the agency
    recording: tuple[RecordingDemand, ...] = ()
    #: rows of the 不予处罚清单 that are about the item of the case
    no_penalty: tuple[NoPenaltyRow, ...] = ()

    def recording_asked(self, step: str) -> RecordingDemand | None:
        """The row of the list that asks for sound and picture in a step; None = none does."""
        item = self.power_item
        return demand_for(
            self.recording,
            step,
            act_kind=item.kind if item else "",
            item_code=item.code if item else "",
        )

    @property
    def review_required(self) -> bool:
        """A trigger of the major-decision list fires (58)."""
        return bool(self.triggers)

    def documents_of(self, code: str) -> tuple[DocumentFacts, ...]:
        """Documents of that code that have not been declared void."""
        return tuple(d for d in self.documents if d.code == code and d.status is not DocumentStatus.VOID)

    def has_issued(self, code: str) -> bool:
        """A document of that code is issued and signed."""
        return any(d.status is DocumentStatus.ISSUED and d.signed for d in self.documents_of(code))
