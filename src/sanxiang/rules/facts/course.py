"""案情事实 (second part): the course of the case from the proposal to its performance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sanxiang.rules.facts.standing import ApprovalFacts
from sanxiang.rules.terms import HearingStatus, OpinionType, Outcome, PenaltyKind, ServiceMode, TierLevel


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """拟处理意见: what the office wants decided. `version` grows with every change."""

    outcome: Outcome
    version: int = 1
    kinds: frozenset[PenaltyKind] = frozenset()
    fine: Decimal = Decimal(0)
    confiscated: Decimal = Decimal(0)
    facts_text: str = ""
    reasons: str = ""
    #: provisions violated and applied, as citations 《…》第…条
    basis: tuple[str, ...] = ()
    #: 责令改正 is ordered with it (28); `correction_needless` says why it is not
    orders_correction: bool = False
    correction_needless: str = ""
    #: range the law allows for a fine, 元; None = the law fixes no fine
    statutory_min: Decimal | None = None
    statutory_max: Decimal | None = None
    #: tier computed from the factors, tier proposed, and the range of the proposed tier
    computed_tier: TierLevel | None = None
    tier: TierLevel | None = None
    tier_min: Decimal | None = None
    tier_max: Decimal | None = None
    #: factor codes F01…/S01… found, and those among them without evidence
    factors: tuple[str, ...] = ()
    factors_unproved: tuple[str, ...] = ()
    #: evidence the factors name that is not on file or was excluded
    evidence_unknown: tuple[str, ...] = ()
    #: what the fine is computed of (货值金额, 每增加1台设备) and no evidence proves
    measures_unproved: tuple[str, ...] = ()
    #: kinds the power item does not provide for, and whether a benchmark in force was passed over
    kinds_not_provided: frozenset[PenaltyKind] = frozenset()
    benchmark_passed_over: bool = False
    #: 裁量基准适用说明: how the benchmark was applied (G27)
    discretion_note: str = ""
    #: why the benchmark is departed from
    deviation_reason: str = ""
    #: rules.commencement's OLD_LAW or NEW_LAW, and why
    applied_law: str = ""
    law_reason: str = ""
    #: why the chosen version of the benchmark was not in force on the day of the act or is not today, "" = it is
    benchmark_doubt: str = ""
    #: flags of the case that review triggers read: public_interest, social_risk, complex …
    flags: frozenset[str] = frozenset()
    #: a fine was already imposed for the same act (29)
    fined_before: bool = False


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """事先告知 (44, 62) as delivered. `notified_on` None = the notice has not reached the party."""

    notified_on: date | None
    #: the four things the notice says
    states_penalty: bool
    states_facts: bool
    states_reasons: bool
    states_basis: bool
    tells_statement_right: bool
    tells_hearing_right: bool = False
    proposal_version: int = 1
    fine: Decimal = Decimal(0)
    #: None = not known, nothing to compare with
    confiscated: Decimal | None = None
    kinds: frozenset[PenaltyKind] = frozenset()
    #: the facts of the notice; "" = not known
    facts_text: str = ""
    #: the party of the notice is the party of the case
    same_party: bool = True
    #: fine of the notice before this one, if this is a new notice; see G5 (45)
    previous_fine: Decimal | None = None
    #: the party gave up statement and defence in writing
    waived_on: date | None = None


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """陈述申辩 (45): what the party said and what became of it."""

    made_on: date
    content: str
    #: None = not answered yet
    adopted: bool | None = None
    answer: str = ""
    #: the recheck found facts that the notice did not know
    new_facts: bool = False
    #: made after the latest notice, so that it answers that notice
    on_notice: bool = True


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """听证 (63–65). `held_on` is the day the record was signed."""

    status: HearingStatus = HearingStatus.NONE
    requested_on: date | None = None
    held_on: date | None = None
    host_id: str | None = None


@dataclass(frozen=True, slots=True)
class ChecklistAnswer:
    """One point of the review checklist. `result`: pass, fail or na; None = not answered."""

    point: int
    result: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """The latest round of 法制审核 (58)."""

    submitted_on: date
    submitter_id: str
    #: materials handed in on paper or from outside, as codes of `review.MATERIALS`
    materials: frozenset[str] = frozenset()
    proposal_version: int = 1
    round: int = 1
    reviewer_id: str | None = None
    #: holds 国家统一法律职业资格
    reviewer_qualified: bool = False
    #: reviews penalty decisions for the first time
    reviewer_first_time: bool = False
    checklist: tuple[ChecklistAnswer, ...] = ()
    opinion: OpinionType | None = None
    opinion_reasons: str = ""
    opinion_on: date | None = None
    #: a trigger reminded counsel and the opinion must be attached; False = not asked for
    counsel_needed: bool = False
    counsel_opinion: str = ""


@dataclass(frozen=True, slots=True)
class DiscussionFacts:
    """集体讨论 (57 第二款)."""

    held_on: date
    host_id: str
    #: those who attended with a vote, and those whose own view is written down
    attendees: frozenset[str]
    views: frozenset[str]
    conclusion: str
    proposal_version: int = 1
    #: when the proposal it discussed was made
    proposed_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """处罚决定. For `decide_case`: the decision about to be made."""

    decided_on: date
    approval: ApprovalFacts
    outcome: Outcome
    fine: Decimal = Decimal(0)
    kinds: frozenset[PenaltyKind] = frozenset()
    number: str = ""
    confiscated: Decimal = Decimal(0)
    #: the document that carries it
    document_id: str = ""
    #: the head agrees in so many words that the benchmark is departed from
    departure_approved: bool = False


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """送达 (61) of one document."""

    document_code: str
    mode: ServiceMode
    served_on: date
    officer_ids: frozenset[str] = frozenset()
    recipient: str = ""
    #: 送达回证 signed by the recipient (direct, entrusted, forwarded) or the postal receipt
    receipt: bool = False
    #: left: a witness signed, or photo or video shows the process
    witness: bool = False
    av: bool = False
    #: the document and the day it was signed; "" and None = not known
    document_id: str = ""
    signed_on: date | None = None
    #: electronic: earlier confirmation of address and consent
    consent_on: date | None = None
    #: announced: why nothing else worked, and where it was posted
    announce_reason: str = ""
    announced_at: str = ""


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """公示 of the decision. `withheld_ground` non-empty = it is not published, and why."""

    preparer_id: str
    releaser_id: str | None = None
    published_on: date | None = None
    withheld_ground: str = ""
    #: the public reads it now: neither withdrawn nor expired
    shown: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawalFacts:
    """撤下: `document` changed, annulled or condemned the decision on `made_on`; `reason` is for the public."""

    cause: str
    document: str
    made_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class PerformanceFacts:
    """履行. `done_on` None = not fully performed; `ended_reason`: enforcement ended otherwise."""

    paid: Decimal = Decimal(0)
    receipt_no: str = ""
    #: the payment at hand: its amount and day, and whether its receipt is on file already
    amount: Decimal = Decimal(0)
    paid_on: date | None = None
    receipt_repeated: bool = False
    corrected: bool = True
    #: confiscated property was disposed of, or there was none
    property_disposed: bool = True
    done_on: date | None = None
    ended_reason: str = ""


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """What an agency configures, with versioned defaults (flags P and L of the law annex)."""

    #: fine from which a hearing must be offered, 元 (63: "较大数额"; the numbers are local)
    hearing_fine_person: Decimal = Decimal(10_000)
    hearing_fine_organisation: Decimal = Decimal(100_000)
    #: working days for statement and defence (APL sets none)
    reply_days: int = 5
    #: days for the decision (60; another law or rule may set its own)
    decide_days: int = 90
    #: a mitigated penalty needs collective discussion (E7)
    discuss_mitigated: bool = True
    #: a departure from the benchmark needs collective discussion; else the head's express consent will do (27号, U)
    discuss_departure: bool = False
    #: a fine that differs from the middle of like decisions by more than this share is pointed out (E6, U)
    peer_spread: Decimal = Decimal("0.5")
