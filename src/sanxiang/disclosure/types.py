"""What flows hand in and what screens are given: frozen values and the shapes of published JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NotRequired, TypedDict
from uuid import UUID

from sanxiang.rules.terms import PartyKind

#: 历史处罚: the texts of a row in which a person may be named
HISTORY_TEXTS = (
    "title", "violation", "facts", "basis", "penalty_kinds", "result", "source", "amount_text", "decided_text",
    "published_text",
)  # fmt: skip


class SnapshotKind(StrEnum):
    """事前公开的目录."""

    AGENCY = "agency"
    OFFICER = "officer"
    POWER = "power"
    LAW = "law"
    #: announcements and lists: 综合信息
    NEWS = "news"
    #: what the site says of itself on every page
    SITE = "site"
    #: 清单 and 文本 as editions
    LIST = "list"


class FieldChoice(StrEnum):
    """公示字段的处理."""

    SHOW = "show"
    MASK = "mask"
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class Choice:
    """How one field is published; anything but SHOW needs a reason."""

    choice: FieldChoice
    reason: str = ""


class Ref(TypedDict):
    """Another published thing, by its public id ("" = not published)."""

    public_id: str
    name: str


class BasisData(TypedDict):
    """法律依据: the place and its text in force on the day of the decision or publication."""

    law: Ref
    #: 第一百一十七条第一款第一项
    place: str
    text: str
    #: number and suffix of the article, for the anchor; 0 = none
    article: int
    suffix: int
    role: NotRequired[str]


class AgencyData(TypedDict):
    name: str
    short_name: str
    code: str
    uscc: str
    #: city, county or town, and its label
    level: str
    level_label: str
    kind_label: str
    region: str
    #: public id of the parent, or ""
    parent: str
    fields: list[str]
    head: str
    address: str
    phone: str
    complaint_phone: str
    reconsideration_body: str
    court: str
    #: GB/T 2260, of a town 9 digits
    region_code: NotRequired[str]
    office_hours: NotRequired[str]
    #: where else one may complain
    complaint_channels: NotRequired[list[str]]
    #: what its standing rests on
    qualification: NotRequired[str]
    units: NotRequired[list[str]]
    former_names: NotRequired[list[FormerNameData]]
    #: agreements it gave or holds, those that have run out too
    delegations: NotRequired[list[DelegationData]]
    #: ISO date of the last day, "" = in force; who carries on its powers
    ended_on: NotRequired[str]
    successor: NotRequired[Ref]


class FormerNameData(TypedDict):
    name: str
    #: ISO date of the last day
    until: str


class DelegationData(TypedDict):
    number: str
    principal: Ref
    agent: Ref
    #: names of the items
    matters: list[Ref]
    powers: list[str]
    #: ISO dates; `valid_to` is the last day, also where it ended early
    valid_from: str
    valid_to: str
    filing_no: str
    filed_on: NotRequired[str]
    basis: NotRequired[str]
    text: NotRequired[str]


class CredentialData(TypedDict):
    number: str
    fields: list[str]
    area: str
    issuer: str
    #: ISO dates
    valid_from: str
    valid_to: str
    #: valid, suspended, unchecked, cancelled or revoked
    status: str
    #: ISO date from which it is not valid, where the status is another; 行政执法证 or 行政执法监督证
    since: NotRequired[str]
    kind_label: NotRequired[str]


class HeldCard(TypedDict):
    """A credential as published, with its signed statement (disclosure.cards) where it is good."""

    credential: CredentialData
    card: NotRequired[str]


class OfficerData(TypedDict):
    name: str
    agency: Ref
    unit: str
    post: str
    credential: CredentialData
    #: SHA-256 of the portrait among the released files
    photo: NotRequired[str]
    #: signed statement of the credential (disclosure.cards)
    card: NotRequired[str]
    #: the credential of the other kind, where somebody holds 执法证 and 监督证
    other: NotRequired[HeldCard]


class TierData(TypedDict):
    level: str
    label: str
    conditions: str
    #: amounts in 元 as text, "" = none
    amount_min: str
    amount_max: str
    standard: str
    #: 裁量幅度 in words, also of a measured base: 建设项目总投资额的1%至2%; "" = it stands in the standard
    amount: NotRequired[str]


class BenchmarkData(TypedDict):
    title: str
    document_no: str
    effective_from: str
    tiers: list[TierData]


class PowerData(TypedDict):
    name: str
    code: str
    #: value of powers.PowerItem.Kind and its label
    kind: str
    kind_label: str
    agency: Ref
    field: str
    #: 法定期限 in words, "" = none
    limit: str
    basis: list[BasisData]
    penalty_kinds: list[str]
    fine_min: str
    fine_max: str
    #: id of a procedure in rules.procedures, "" = none modelled
    procedure: str
    responsibilities: str
    accountability: str
    benchmarks: list[BenchmarkData]
    effective_from: str
    #: 服务指南, "" = nothing said; who approved the version, and its number
    level: NotRequired[str]
    accepting_unit: NotRequired[str]
    conditions: NotRequired[str]
    materials: NotRequired[str]
    #: 材料名称, 形式和份数, 介质, 来源, 要求
    material_rows: NotRequired[list[list[str]]]
    hall: NotRequired[str]
    hall_phone: NotRequired[str]
    hall_hours: NotRequired[str]
    fee: NotRequired[str]
    promised: NotRequired[str]
    approval_no: NotRequired[str]
    version: NotRequired[int]


class NewsData(TypedDict):
    title: str
    issuer: str
    document_no: str
    issued_on: str
    body: str
    columns: NotRequired[list[str]]
    rows: NotRequired[list[list[str]]]


@dataclass(frozen=True, slots=True)
class PartySource:
    """当事人 as it stands in the case file; `kind` is a value of rules.terms.PartyKind.

    `legal_representative` of an individual business is its operator, a natural person.
    """

    kind: str
    name: str
    uscc: str = ""
    legal_representative: str = ""
    minor: bool = False

    @property
    def named_as_person(self) -> bool:
        """Its name is a natural person's; an individual business may go by its operator's."""
        alone = self.kind == PartyKind.INDIVIDUAL_BUSINESS and self.name == self.legal_representative
        return alone or self.kind == PartyKind.PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSource:
    """A signed decision as flows hand it over: everything a publication may be built from, and no more."""

    case_ref: UUID
    agency: Ref
    power: Ref
    party: PartySource
    #: such as 行政处罚决定书
    title: str
    document_no: str
    #: 案由, short: 未取得排污许可证排放污染物
    violation: str
    facts: str
    basis: tuple[BasisData, ...]
    #: values of rules.terms.PenaltyKind
    penalty_kinds: tuple[str, ...]
    #: 处罚内容 in words, with the amount
    result: str
    amount: Decimal | None
    decided_on: date
    remedies: str
    #: 裁量阶次 in words
    discretion: str = ""
    #: names (or numbers) of the officers
    handlers: tuple[str, ...] = ()
    #: other names that must not appear: witnesses, complainants, contacts
    third_persons: tuple[str, ...] = ()
    #: home addresses of natural persons
    addresses: tuple[str, ...] = ()
    #: identity, telephone and account numbers known from the file
    numbers: tuple[str, ...] = ()
    #: passages that the person who prepares the publication adds: no field of the file names them
    concealed: tuple[str, ...] = ()
    field: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationView:
    """A publication as the desk sees it: left the file, right exactly what the public will see."""

    public_id: str
    case_ref: UUID
    #: due, prepared, published, corrected, withdrawn, expired, withheld
    state: str
    kind: str
    agency_name: str
    decided_on: date
    due_on: date
    due_explanation: str
    published_on: date | None
    expires_on: date | None
    prepared_by: str
    prepared_by_id: str
    prepared_at: datetime | None
    released_by: str
    released_by_id: str
    ground: str
    reason: str
    internal: Mapping[str, Any]
    public: Mapping[str, Any]
    choices: Mapping[str, Choice]
    version: int
    pdf_sha256: str
    #: id of the public ledger entry, None until released
    entry_id: int | None
    #: the day it was taken down or expired
    ended_on: date | None = None

    @property
    def shown(self) -> bool:
        """The public reads it now."""
        return self.state in ("published", "corrected")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage on a party's progress page; `state` is done, now or "" (still to come)."""

    label: str
    state: str = ""
    on: date | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Right:
    """What the party may do now, and until when."""

    text: str
    until: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """办理进度 as a party sees it; no name of anybody."""

    number: str
    matter: str
    agency_name: str
    agency_phone: str
    stages: tuple[Stage, ...]
    next_step: str
    rights: tuple[Right, ...]
    updated_at: datetime
    closed: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result; the site makes its address."""

    kind: str
    public_id: str
    title: str
    #: text around the match
    excerpt: str
    #: article anchor of a law, "" otherwise
    anchor: str = ""
    note: str = ""
    #: kind of decision, level, credential number
    facet: str = ""


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one kind: how many there are, and the first of them."""

    kind: str
    total: int
    hits: tuple[Hit, ...]
