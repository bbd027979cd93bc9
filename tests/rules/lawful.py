"""One lawful case of 云屏市, act by act: the starting point of every "spoil one fact" table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sanxiang.rules.documents import SPECS
from sanxiang.rules.facts import (
    AgencyFacts,
    ApprovalFacts,
    CaseFacts,
    ChecklistAnswer,
    ClueFacts,
    CredentialFacts,
    DecisionFacts,
    DiscussionFacts,
    DocumentFacts,
    EvidenceFacts,
    FilingFacts,
    HearingFacts,
    NoticeFacts,
    OfficerFacts,
    PartyFacts,
    PerformanceFacts,
    PersonFacts,
    PowerItemFacts,
    ProposalFacts,
    PublicationFacts,
    RecordFacts,
    ReviewFacts,
    ServiceFacts,
    StatementFacts,
    WithdrawalFacts,
)
from sanxiang.rules.procedures import Act, Step
from sanxiang.rules.recording import RecordingDemand
from sanxiang.rules.review import CHECKLIST
from sanxiang.rules.terms import (
    DocumentStatus,
    HearingStatus,
    OpinionType,
    Outcome,
    PartyKind,
    PenaltyKind,
    ServiceMode,
    TierLevel,
)
from tests.rules.calendar_2026 import CALENDAR

FINE = Decimal(210_000)
KINDS = frozenset({PenaltyKind.FINE})
HANDLERS = frozenset({"li", "zhou"})


def card(number: str) -> CredentialFacts:
    return CredentialFacts(
        number, frozenset({"生态环境"}), frozenset({"530100"}), date(2024, 1, 1), date(2028, 3, 31)
    )


def paper(code: str, **changes: object) -> DocumentFacts:
    """An issued, signed document with every essential field filled."""
    data: dict[str, object] = {field.key: f"{field.label}……" for field in SPECS[code].fields}
    made = DocumentFacts(
        document_id=code.lower(),
        code=code,
        status=DocumentStatus.ISSUED,
        issued_on=date(2026, 10, 20),
        signed=True,
        drafter_id="li",
        approver_id="head",
        data=data,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def served(code: str, on: date) -> ServiceFacts:
    return ServiceFacts(code, ServiceMode.DIRECT, on, HANDLERS, "云屏市鸿发建材有限公司", receipt=True)


SCENE = RecordFacts(
    "r1",
    "现场检查",
    "调查取证",
    date(2026, 9, 24),
    HANDLERS,
    faces_party=True,
    id_shown=True,
    rights_told=True,
    text="检查经过",
    has_av=True,
    media=frozenset({"video"}),
)
PROPOSAL = ProposalFacts(
    Outcome.PENALTY,
    kinds=KINDS,
    fine=FINE,
    facts_text="未取得排污许可证排放颗粒物",
    basis=("《排污许可管理条例》第三十三条第一项",),
    orders_correction=True,
    statutory_min=Decimal(200_000),
    statutory_max=Decimal(1_000_000),
    computed_tier=TierLevel.LENIENT,
    tier=TierLevel.LENIENT,
    tier_min=Decimal(200_000),
    tier_max=Decimal(360_000),
    factors=("F01",),
    discretion_note="主动停止排放，适用从轻阶次",
)
NOTICE = NoticeFacts(
    date(2026, 10, 21),
    states_penalty=True,
    states_facts=True,
    states_reasons=True,
    states_basis=True,
    tells_statement_right=True,
    tells_hearing_right=True,
    fine=FINE,
    kinds=KINDS,
)
REVIEW = ReviewFacts(
    date(2026, 11, 2),
    "li",
    reviewer_id="zhao",
    reviewer_qualified=True,
    reviewer_first_time=True,
    checklist=tuple(ChecklistAnswer(point, "pass") for point in CHECKLIST),
    opinion=OpinionType.AGREE,
    opinion_on=date(2026, 11, 4),
    counsel_needed=True,
    counsel_opinion="同意",
)
DISCUSSION = DiscussionFacts(
    date(2026, 11, 5),
    "head",
    frozenset({"head", "deputy"}),
    frozenset({"head", "deputy"}),
    "同意处罚",
)
DECISION = DecisionFacts(
    date(2026, 11, 6), ApprovalFacts("li", "head", date(2026, 11, 6)), Outcome.PENALTY, FINE, KINDS
)

CASE = CaseFacts(
    today=date(2026, 11, 6),
    recording=(RecordingDemand("1", "现场检查", "现场检查", "全程录像", required=True),),
    actor=PersonFacts("li", "李文清"),
    calendar=CALENDAR,
    agency=AgencyFacts("云屏市生态环境局"),
    place="530102",
    act_ended_on=date(2026, 9, 21),
    power_item=PowerItemFacts(
        "CF-041", "未取得排污许可证排放污染物", "生态环境", published=True, basis_in_force=True
    ),
    party=PartyFacts(PartyKind.ORGANISATION, "云屏市鸿发建材有限公司"),
    clue=ClueFacts("inspection", "现场发现无证排放", date(2026, 9, 21)),
    filing=FilingFacts(
        meets_standard=True,
        has_jurisdiction=True,
        approval=ApprovalFacts("li", "head", date(2026, 9, 23), "符合立案标准"),
        filed_on=date(2026, 9, 23),
    ),
    officers=(
        OfficerFacts("li", "李文清", card("24060012087"), lead=True),
        OfficerFacts("zhou", "周海宁", card("24060012113")),
    ),
    records=(SCENE,),
    evidence=(EvidenceFacts("e1", "书证", "废气监测报告", verified=True),),
    documents=tuple(paper(code) for code in SPECS),
    proposal=PROPOSAL,
    triggers=("T6",),
    major=True,
    notice=NOTICE,
    statement=StatementFacts(date(2026, 10, 23), "已经停产", adopted=True, answer="经复核，予以采纳"),
    hearing=HearingFacts(HearingStatus.WAIVED),
    review=REVIEW,
    discussion=DISCUSSION,
    decision=DECISION,
    services=(served("D27", date(2026, 11, 9)),),
    publication=PublicationFacts("sun", "qian", date(2026, 11, 10), shown=True),
    withdrawal=WithdrawalFacts(
        "annulled", "云政复决〔2026〕3号行政复议决定书", date(2026, 11, 16), "复议机关撤销"
    ),
    performance=PerformanceFacts(FINE, "5301000001", done_on=date(2026, 11, 16)),
)


def lawful(act: Act) -> CaseFacts:
    """The case at the step and on the day on which `act` is lawful."""
    step, changes = _MOMENTS[act]
    return replace(CASE, state=step, **changes)  # type: ignore[arg-type]


_MOMENTS: dict[Act, tuple[Step, dict[str, object]]] = {
    Act.REGISTER_CLUE: (Step.START, {"today": date(2026, 9, 21)}),
    Act.VERIFY_CLUE: (Step.CLUE, {"today": date(2026, 9, 22)}),
    Act.FILE_CASE: (Step.CLUE, {"today": date(2026, 9, 23)}),
    Act.REFUSE_FILING: (Step.CLUE, {"today": date(2026, 9, 23)}),
    Act.ASSIGN_OFFICERS: (Step.FILED, {"today": date(2026, 9, 23)}),
    Act.RECORD_STEP: (Step.INVESTIGATE, {"today": date(2026, 9, 24), "record": SCENE}),
    Act.CONFIRM_EVIDENCE: (Step.INVESTIGATE, {"today": date(2026, 10, 9)}),
    Act.PROPOSE_OUTCOME: (Step.INVESTIGATE, {"today": date(2026, 10, 12)}),
    Act.CONCLUDE_INVESTIGATION: (Step.INVESTIGATE, {"today": date(2026, 10, 20)}),
    Act.NOTIFY_PARTY: (
        Step.CONCLUDED,
        {"today": date(2026, 10, 21), "statement": None, "service": served("D19", date(2026, 10, 21))},
    ),
    Act.RECORD_STATEMENT: (Step.NOTICE, {"today": date(2026, 10, 23)}),
    Act.SUBMIT_FOR_REVIEW: (Step.STATEMENT, {"today": date(2026, 11, 2)}),
    Act.GIVE_OPINION: (Step.LEGAL_REVIEW, {"today": date(2026, 11, 4), "decision": None}),
    Act.DISCUSS_COLLECTIVELY: (Step.REVIEWED, {"today": date(2026, 11, 5)}),
    Act.DECIDE_CASE: (Step.COLLECTIVE, {"today": date(2026, 11, 6)}),
    Act.SERVE_DOCUMENT: (
        Step.DECIDED,
        {"today": date(2026, 11, 9), "service": served("D27", date(2026, 11, 9))},
    ),
    Act.PREPARE_PUBLICATION: (Step.DECIDED, {"today": date(2026, 11, 10)}),
    Act.PUBLISH_DECISION: (Step.DECIDED, {"today": date(2026, 11, 10)}),
    Act.WITHDRAW_PUBLICATION: (Step.SERVED, {"today": date(2026, 11, 16)}),
    Act.RECORD_PERFORMANCE: (Step.SERVED, {"today": date(2026, 11, 16)}),
    Act.CLOSE_CASE: (Step.PERFORM, {"today": date(2026, 11, 18)}),
    Act.DRAFT_DOCUMENT: (
        Step.INVESTIGATE,
        {"today": date(2026, 10, 20), "document": paper("D16", status=DocumentStatus.DRAFT)},
    ),
    Act.ISSUE_DOCUMENT: (
        Step.CONCLUDED,
        {"today": date(2026, 10, 20), "document": paper("D19", status=DocumentStatus.DRAFT)},
    ),
    Act.SIGN_DOCUMENT: (Step.CONCLUDED, {"today": date(2026, 10, 20), "document": paper("D19")}),
}
