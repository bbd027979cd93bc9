"""案情事实 (first part): who is in the case, what it rests on, what has been gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sanxiang.rules.terms import DocumentStatus, PartyKind


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Somebody who acts, approves, reviews or attends."""

    person_id: str
    name: str = ""
    #: values of kernel.Role
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DelegationFacts:
    """委托协议 (20): `matters` are codes of power items, `powers` keys of `rules.agencies.POWERS`; days inclusive."""

    number: str
    matters: frozenset[str]
    powers: frozenset[str]
    valid_from: date
    valid_to: date
    #: 备案 and made public on; None = not yet
    filed_on: date | None = None


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """执法主体. `kind`: statutory, authorised or entrusted; `active_to` is the last day on which it may act."""

    name: str
    kind: str = "statutory"
    #: the justice bureau has approved its entry
    approved: bool = True
    active_from: date | None = None
    active_to: date | None = None
    successor: str = ""
    #: agreements that an entrusted body holds
    delegations: tuple[DelegationFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class CredentialActFacts:
    """An act on a credential: `kind` is a `rules.credentials.CredentialAct`, `until` the last day of a suspension.

    `training_hours`: of the year, where a yearly check passed and they were recorded.
    """

    kind: str
    day: date
    reason: str = ""
    until: date | None = None
    training_hours: int | None = None


@dataclass(frozen=True, slots=True)
class CredentialFacts:
    """执法证件. Valid from `valid_from` to `valid_until`, both inclusive."""

    number: str
    #: 执法类别, in the same vocabulary as `PowerItemFacts.enforcement_field`
    enforcement_fields: frozenset[str]
    #: 执法区域 as region codes or names; an area covers a place that begins with it
    areas: frozenset[str]
    valid_from: date
    valid_until: date
    #: what was done to it since, the oldest first
    acts: tuple[CredentialActFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """承办人. `credential` None = holds no 执法证件."""

    person_id: str
    name: str
    credential: CredentialFacts | None
    lead: bool = False
    #: known relations to the party or the case that ask for recusal, in Chinese; empty = none
    conflicts: tuple[str, ...] = ()
    #: the party applied for recusal and the head has not decided yet (43)
    recusal_pending: bool = False
    #: recusal was decided: this person may not act any more
    recused: bool = False
    #: from this day on no longer in the agency's service
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """当事人. `age` is the age in full years when the act was done (natural persons only)."""

    kind: PartyKind
    name: str
    #: identifier checked by rules.identifiers (USCC or ID number)
    identifier_ok: bool = True
    age: int | None = None
    #: could not recognise or control his act (31)
    incapable: bool = False

    @property
    def is_person(self) -> bool:
        return self.kind is PartyKind.PERSON


@dataclass(frozen=True, slots=True)
class PowerItemFacts:
    """权责清单事项 the case rests on."""

    code: str
    name: str
    enforcement_field: str
    #: shown on the portal, and in force on the day of the act or today (39)
    published: bool
    #: every basis provision is in force on the day of the act
    basis_in_force: bool
    #: a basis provision reads differently today, or is gone
    basis_changed: bool = False
    #: its texts read otherwise today than on the day of the act, so that one of them must be chosen (37)
    texts_differ: bool = False
    #: years of 追责期限: 2, or 5 when life, health or finance was harmed (36); other laws differ
    limitation_years: int = 2
    #: 权力类型 (penalty, licence, …) and the flags of the item that review triggers read
    kind: str = "penalty"
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClueFacts:
    """线索. `source`: 检查, 举报投诉, 移送, 交办, 监测, 其他."""

    source: str
    content: str
    received_on: date


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """审批: who drafted, who approved, when. `approved_on` None = not approved."""

    drafter_id: str
    approver_id: str | None = None
    approved_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """立案 (54) or 不予立案: grounds, competence, approval. `filed_on` starts the 90 days (60)."""

    meets_standard: bool
    has_jurisdiction: bool
    approval: ApprovalFacts
    filed_on: date | None = None


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """证据 (46). `kind` is one of the eight statutory kinds, see `guards.investigation.EVIDENCE_KINDS`."""

    evidence_id: str
    kind: str
    title: str
    #: somebody compared it with the original and confirmed it
    verified: bool = False
    #: obtained illegally: may not be used
    excluded: bool = False
    #: stored bytes still agree with the recorded hash
    intact: bool = True


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """过程记录: one recorded step (47). `stage`: 启动 调查取证 审核 决定 送达 执行."""

    record_id: str
    kind: str
    stage: str
    made_on: date
    #: people who carried the step out
    officer_ids: frozenset[str] = frozenset()
    #: the step meets the party or his premises: credentials must be shown (55)
    faces_party: bool = False
    id_shown: bool = False
    #: party was told of the right to ask for recusal
    rights_told: bool = False
    text: str = ""
    files: int = 0
    #: an audio-video file is among the files
    has_av: bool = False
    #: what the files are: rules.recording's PICTURE, SOUND, VIDEO
    media: frozenset[str] = frozenset()
    #: signed by the party, or the refusal and a witness are noted
    party_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """文书. `data` are its fields as `rules.documents` names them."""

    document_id: str
    code: str
    status: DocumentStatus
    number: str = ""
    issued_on: date | None = None
    #: everybody who must sign has signed
    signed: bool = False
    drafter_id: str = ""
    approver_id: str | None = None
    data: dict[str, object] = field(default_factory=dict)
