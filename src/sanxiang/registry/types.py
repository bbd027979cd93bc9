"""What the room hands out: frozen values, no database rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sanxiang.kernel import ROLE_LABELS, Role
from sanxiang.rules.credentials import CredentialStanding, standing_on
from sanxiang.rules.facts import CredentialActFacts, CredentialFacts

RESIDENT_ID = "居民身份证"
ID_KINDS = (RESIDENT_ID, "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "外国人永久居留身份证")

_COUNTY_DIGITS, _TOWN_DIGITS = 6, 9


def region_prefix(code: str) -> str:
    """The digits that every place inside a region begins with: 330100 → 3301 (GB/T 2260 fills up with 00).

    A town has three digits more, 000 for the whole county.
    """
    code = code.removesuffix("000") if len(code) == _TOWN_DIGITS else code
    while 2 < len(code) <= _COUNTY_DIGITS and code.endswith("00"):
        code = code[:-2]
    return code


@dataclass(frozen=True, slots=True)
class AgencyView:
    """执法主体, with what is published of it (law annex 1.9) and what its documents say."""

    id: UUID
    public_id: str
    parent_id: UUID | None
    name: str
    short_name: str
    #: 机关代字, e.g. 云环
    code: str
    uscc: str
    level: str
    level_label: str
    kind: str
    kind_label: str
    region_code: str
    region_name: str
    enforcement_fields: tuple[str, ...]
    head_name: str
    address: str
    phone: str
    complaint_phone: str
    reconsideration_body: str
    court: str
    payee_bank: str
    active_from: date | None = None
    active_to: date | None = None
    #: the document that ended it
    ended_document_no: str = ""
    #: what its standing rests on: laws, or the 三定 regulation of the agency
    qualification: str = ""
    #: drafted, checked, in_force or ended
    status: str = "drafted"
    status_label: str = ""
    entered_by: str = ""
    checked_by: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    approval_no: str = ""
    returned_reason: str = ""
    #: who carries on its powers
    successor_id: UUID | None = None
    #: where else one may complain, a line each
    complaint_channels: str = ""
    office_hours: str = ""

    @property
    def shown(self) -> bool:
        """Was it ever in force? Then the public may see it."""
        return self.status in ("in_force", "ended")


@dataclass(frozen=True, slots=True)
class FormerName:
    """曾用名, used until a day, that day included."""

    name: str
    short_name: str
    until: date
    document_no: str


@dataclass(frozen=True, slots=True)
class DelegationView:
    """委托协议, with the names of both sides."""

    id: UUID
    principal_id: UUID
    principal_name: str
    agent_id: UUID
    agent_name: str
    number: str
    #: codes of the principal's power items
    matters: tuple[str, ...]
    #: keys of rules.agencies.POWERS
    powers: tuple[str, ...]
    power_labels: tuple[str, ...]
    basis: str
    valid_from: date
    valid_to: date
    filing_no: str
    filed_on: date | None
    text: str = ""
    ended_on: date | None = None
    ended_reason: str = ""

    @property
    def last_day(self) -> date:
        """The last day on which it carries acts; before the first day if it never began."""
        return min(self.valid_to, self.ended_on) if self.ended_on else self.valid_to

    def covers(self, item: str, day: date) -> bool:
        """Does it entrust the item on the day?"""
        return item in self.matters and self.valid_from <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class EndsWith:
    """What ends with an agency."""

    delegations: tuple[DelegationView, ...] = ()
    #: how many
    accounts: int = 0
    credentials: int = 0
    officers: int = 0


@dataclass(frozen=True, slots=True)
class AgencyNode:
    """An agency with the agencies below it."""

    agency: AgencyView
    children: tuple[AgencyNode, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitView:
    """内设机构."""

    id: UUID
    agency_id: UUID
    name: str
    is_review_office: bool


@dataclass(frozen=True, slots=True)
class CredentialView:
    """执法证件; valid from `valid_from` to `valid_to`, both inclusive, while its status is 有效."""

    id: UUID
    officer_id: UUID
    number: str
    enforcement_fields: tuple[str, ...]
    area_code: str
    area_name: str
    issuer: str
    valid_from: date
    valid_to: date
    status: str
    status_label: str
    kind: str = "enforcement"
    kind_label: str = "行政执法证"
    #: what was done to it since, the oldest first
    acts: tuple[CredentialActFacts, ...] = ()

    @property
    def facts(self) -> CredentialFacts:
        """The credential as the rules see it (G1, 行政处罚法第四十二条)."""
        return CredentialFacts(
            number=self.number,
            enforcement_fields=frozenset(self.enforcement_fields),
            areas=frozenset({region_prefix(self.area_code), self.area_name}),
            valid_from=self.valid_from,
            valid_until=self.valid_to,
            acts=self.acts,
        )

    def standing_on(self, day: date) -> CredentialStanding:
        """What it is worth on a day, and why."""
        return standing_on(self.facts, day)

    def valid_on(self, day: date) -> bool:
        """In its term and nothing stands in the way on that day."""
        return self.standing_on(day).verdict.ok


@dataclass(frozen=True, slots=True)
class OfficerView:
    """执法人员, with what is published of him or her (law annex 1.10)."""

    id: UUID
    public_id: str
    agency_id: UUID
    agency_name: str
    unit_id: UUID
    unit_name: str
    name: str
    post: str
    phone: str
    photo_sha256: str
    legally_qualified: bool
    left_on: date | None
    credentials: tuple[CredentialView, ...] = ()
    duty: str = "enforcement"
    duty_label: str = "行政执法人员"
    legal_certificate_no: str = ""
    legal_certified_on: date | None = None

    def in_post_on(self, day: date) -> bool:
        """Not left by then; the day of leaving is no day of service."""
        return self.left_on is None or self.left_on > day

    def credential_on(self, day: date, kind: str = "enforcement") -> CredentialView | None:
        """The credential of a kind that is valid on a day; of several, the one that lasts longest."""
        valid = [c for c in self.credentials if c.kind == kind and c.valid_on(day)]
        return max(valid, key=lambda c: c.valid_to, default=None)


@dataclass(frozen=True, slots=True)
class PartyView:
    """当事人. Personal data: stays inside the agency that keeps it."""

    id: UUID
    agency_id: UUID
    kind: str
    kind_label: str
    name: str
    uscc: str
    id_kind: str
    id_number: str
    legal_representative: str
    sex: str
    born_on: date | None
    address: str
    phone: str

    @property
    def is_person(self) -> bool:
        return self.kind == "person"

    @property
    def identifier(self) -> str:
        """USCC of a body, number of the identity document of a person."""
        return self.uscc or self.id_number


@dataclass(frozen=True, slots=True)
class AccountView:
    """账户."""

    id: UUID
    username: str
    display_name: str
    agency_id: UUID | None
    unit_id: UUID | None
    officer_id: UUID | None
    roles: frozenset[Role] = field(default_factory=frozenset)
    is_active: bool = True
    must_change_password: bool = False
    last_login: datetime | None = None

    @property
    def role_labels(self) -> tuple[str, ...]:
        """The roles in Chinese, in the order of the list of roles."""
        return tuple(ROLE_LABELS[r] for r in Role if r in self.roles)


@dataclass(frozen=True, slots=True)
class LetterView:
    """执法责任书 of a year."""

    id: UUID
    officer_id: UUID
    year: int
    post: str
    text: str
    drafted_by: str
    drafted_on: date
    #: "" until both sides have signed
    signatory: str
    agency_signed_on: date | None
    officer_signed_on: date | None
