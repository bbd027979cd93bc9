"""读取登记: who is who, whose credential is valid, who is acting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Prefetch, Q, QuerySet

from sanxiang.kernel import Actor, NotFound, Role
from sanxiang.registry.calendar import work_calendar
from sanxiang.registry.models import (
    Account,
    Agency,
    AgencyName,
    Credential,
    CredentialKind,
    Officer,
    Party,
    Unit,
)
from sanxiang.registry.types import (
    AccountView,
    AgencyNode,
    AgencyView,
    CredentialView,
    FormerName,
    OfficerView,
    PartyView,
    UnitView,
    region_prefix,
)
from sanxiang.rules.credentials import CredentialAct, Staffing, check_supervisor
from sanxiang.rules.facts import CredentialActFacts, OfficerFacts, PartyFacts
from sanxiang.rules.identifiers import age_on, check_resident_id, check_uscc
from sanxiang.rules.terms import PartyKind
from sanxiang.rules.verdict import Verdict

Row = TypeVar("Row", bound=Model)
#: what a status says has been done
ACT_OF_STATUS = {
    Credential.Status.VALID: CredentialAct.LIFTED,
    Credential.Status.SUSPENDED: CredentialAct.SUSPENDED,
    Credential.Status.UNCHECKED: CredentialAct.CHECK_FAILED,
    Credential.Status.CANCELLED: CredentialAct.CANCELLED,
    Credential.Status.REVOKED: CredentialAct.REVOKED,
}
#: the 执法类别 of a justice bureau that supervises the enforcement of others
SUPERVISION = "行政执法监督"

__all__ = [
    "account", "accounts", "actor_for", "agencies", "agency_by_public_id", "agency_ids_below", "agency_ids_carried_on",
    "agency_ids_supervised",
    "agency_name_on", "agency_tree",
    "expiring_credentials", "find_parties", "find_unit", "former_names", "get_agency", "get_officer", "get_party", "get_unit",
    "has_agencies", "officer_by_public_id", "officer_facts", "officers", "officers_named", "officers_with_role",
    "parties_by_identifiers", "party_by_identifier", "party_facts", "region_prefix", "same_parties", "staffing", "supervises", "supervisor_standing", "units", "work_calendar",
]  # fmt: skip


def agencies(ids: Iterable[UUID] | None = None) -> list[AgencyView]:
    """All agencies, or those of the ids, by region and name."""
    found = Agency.objects.all() if ids is None else Agency.objects.filter(pk__in=list(ids))
    return [_agency(a) for a in found]


def has_agencies() -> bool:
    """Is anything registered yet?"""
    return Agency.objects.exists()


def get_agency(agency: UUID) -> AgencyView:
    """Raises NotFound."""
    return _agency(_one(Agency.objects.filter(pk=agency)))


def agency_by_public_id(public_id: str) -> AgencyView:
    """Raises NotFound."""
    return _agency(_one(Agency.objects.filter(public_id=public_id)))


def former_names(agency: UUID) -> list[FormerName]:
    """What an agency was called before, the oldest name first."""
    found = AgencyName.objects.filter(agency=agency)
    return [FormerName(n.name, n.short_name, n.until, n.document_no) for n in found]


def agency_name_on(agency: UUID, day: date) -> str:
    """What the agency was called on a day: old cases keep the name of their day. Raises NotFound."""
    then = AgencyName.objects.filter(agency=agency, until__gte=day).order_by("until").first()
    return then.name if then else get_agency(agency).name


def agency_tree() -> tuple[AgencyNode, ...]:
    """The agencies without one above, each with those below it."""
    below: dict[UUID | None, list[AgencyView]] = defaultdict(list)
    for view in agencies():
        below[view.parent_id].append(view)

    def node(view: AgencyView) -> AgencyNode:
        return AgencyNode(view, tuple(node(child) for child in below[view.id]))

    return tuple(node(top) for top in below[None])


def agency_ids_below(agency: UUID) -> frozenset[UUID]:
    """The agency itself and every agency below it, at any depth."""
    children: dict[UUID | None, list[UUID]] = defaultdict(list)
    for key, parent in Agency.objects.values_list("id", "parent_id"):
        children[parent].append(key)
    found, waiting = set(), [agency]
    while waiting:
        key = waiting.pop()
        found.add(key)
        waiting += [child for child in children[key] if child not in found]
    return frozenset(found)


def agency_ids_carried_on(agency: UUID) -> frozenset[UUID]:
    """The ended agencies whose powers the agency carries on, at any number of steps."""
    led = dict(Agency.objects.exclude(successor=None).values_list("pk", "successor_id"))
    found, waiting = set[UUID](), [agency]
    while waiting:
        after = waiting.pop()
        before = [key for key, successor in led.items() if successor == after and key not in found]
        found.update(before)
        waiting += before
    return frozenset(found)


def agency_ids_supervised(agency: UUID) -> frozenset[UUID]:
    """What an agency supervises: itself and those below it; 司法行政机关 every agency of their region.

    《行政执法监督条例》: the justice bureaus of counties and above supervise enforcement in their regions.
    """
    own = _one(Agency.objects.filter(pk=agency))
    found = agency_ids_below(agency)
    if SUPERVISION in own.enforcement_fields:
        inside = Agency.objects.filter(region_code__startswith=region_prefix(own.region_code))
        found |= frozenset(inside.values_list("pk", flat=True))
    return found


def supervises(agency: UUID) -> bool:
    """Is it a 司法行政机关, which supervises the enforcement of others?"""
    return Agency.objects.filter(pk=agency, enforcement_fields__contains=[SUPERVISION]).exists()


def units(agency: UUID) -> list[UnitView]:
    """The units of an agency."""
    return [_unit(u) for u in Unit.objects.filter(agency=agency)]


def find_unit(agency: UUID, name: str) -> UnitView | None:
    """The unit of that name in an agency, or None."""
    found = Unit.objects.filter(agency=agency, name=name).first()
    return _unit(found) if found else None


def get_unit(unit: UUID) -> UnitView:
    """Raises NotFound."""
    return _unit(_one(Unit.objects.filter(pk=unit)))


def officers(agency: UUID | None = None, *, name: str = "", on: date | None = None) -> list[OfficerView]:
    """Officers with their credentials; of one agency, of a name, still in post on a day, where these are given."""
    found = _officers()
    if agency:
        found = found.filter(agency=agency)
    if name:
        found = found.filter(name=name)
    views = [_officer(o) for o in found]
    return [v for v in views if on is None or v.in_post_on(on)]


def officers_named(agencies: Iterable[UUID], names: Iterable[str]) -> list[OfficerView]:
    """The officers of some agencies who bear one of the names, with their credentials."""
    return [_officer(o) for o in _officers().filter(agency__in=list(agencies), name__among=list(names))]


def get_officer(officer: UUID) -> OfficerView:
    """Raises NotFound."""
    return _officer(_one(_officers().filter(pk=officer)))


def holder_of(number: str) -> OfficerView | None:
    """Who has the credential of that number, in whichever agency."""
    found = _officers().filter(credentials__number=number).first()
    return _officer(found) if found else None


def officer_by_public_id(public_id: str) -> OfficerView:
    """Raises NotFound."""
    return _officer(_one(_officers().filter(public_id=public_id)))


def officers_with_role(agency: UUID, role: Role) -> list[AccountView]:
    """The active accounts of an agency that hold a role."""
    found = Account.objects.filter(agency=agency, is_active=True, roles__contains=[role.value])
    return [_account(a) for a in found]


def staffing(agencies: Iterable[UUID], *, on: date) -> list[tuple[AgencyView, Staffing]]:
    """Those who enforce and those who review in each agency in force on a day (118号（十一）).

    An officer enforces who holds a valid credential; a reviewer's account is active and has the part of a reviewer.
    """
    kept = [_agency(a) for a in Agency.objects.filter(pk__in=list(agencies), status=Agency.Status.IN_FORCE)]
    enforcing: dict[UUID, int] = defaultdict(int)
    for o in _officers().filter(agency__in=[a.id for a in kept]):
        officer = _officer(o)
        if officer.in_post_on(on) and officer.credential_on(on):
            enforcing[o.agency_id] += 1
    reviewing: dict[UUID, int] = defaultdict(int)
    reviewers = Account.objects.filter(is_active=True, roles__contains=[Role.LEGAL_REVIEWER.value])
    for agency in reviewers.filter(agency__in=[a.id for a in kept]).values_list("agency_id", flat=True):
        reviewing[agency] += 1
    return [(a, Staffing(enforcing[a.id], reviewing[a.id])) for a in kept]


def expiring_credentials(agency: UUID, *, until: date) -> list[CredentialView]:
    """Valid credentials of an agency that end on or before a day, the soonest first."""
    found = Credential.objects.filter(
        officer__agency=agency, status=Credential.Status.VALID, valid_to__lte=until
    )
    return [_credential(c) for c in found.order_by("valid_to").prefetch_related("acts")]


def supervisor_standing(actor: Actor, on: date) -> Verdict:
    """What speaks against the 行政执法监督证 of a supervisor on a day; a caution, no bar."""
    held = get_officer(actor.officer_id).credentials if actor.officer_id else ()
    verdicts = [check_supervisor(c.facts, on) for c in held if c.kind == CredentialKind.SUPERVISION]
    return next((v for v in verdicts if v.ok), verdicts[0] if verdicts else check_supervisor(None, on))


def officer_facts(officer: OfficerView, *, on: date, lead: bool = False) -> OfficerFacts:
    """An officer as the rules see him or her: with the credential valid on the day, else with the latest."""
    cards = [c for c in officer.credentials if c.kind == CredentialKind.ENFORCEMENT]
    latest = max(cards, key=lambda c: c.valid_to, default=None)
    held = officer.credential_on(on) or latest
    card = held.facts if held else None
    return OfficerFacts(str(officer.id), officer.name, card, lead=lead, left_on=officer.left_on)


def get_party(party: UUID, *, agency: UUID) -> PartyView:
    """A party that the agency keeps; raises NotFound for another's."""
    return _party(_one(Party.objects.filter(pk=party, agency=agency)))


def find_parties(agency: UUID, query: str = "", limit: int = 20) -> list[PartyView]:
    """Parties of an agency whose name, USCC or document number begins with or contains the query."""
    found = Party.objects.filter(agency=agency)
    if query:
        found = (
            found.filter(name__icontains=query) | found.filter(uscc__startswith=query.upper())
            | found.filter(id_number__startswith=query.upper())
        )  # fmt: skip
    return [_party(p) for p in found.distinct()[:limit]]


def party_by_identifier(agency: UUID, identifier: str) -> PartyView | None:
    """The party an agency keeps under this USCC or number of an identity document (in either case), or None."""
    same = Q(uscc__iexact=identifier) | Q(id_number__iexact=identifier)
    found = Party.objects.filter(same, agency=agency).first()
    return _party(found) if found else None


def parties_by_identifiers(agencies: Iterable[UUID], identifiers: Iterable[str]) -> list[PartyView]:
    """What some agencies keep under these USCCs or document numbers, written in capitals or small letters."""
    wanted = {form for each in identifiers for form in (each, each.upper(), each.lower())}
    same = Q(uscc__among=wanted) | Q(id_number__among=wanted)
    return [_party(p) for p in Party.objects.filter(same, agency__in=list(agencies))]


def same_parties(party: PartyView, carried_on: frozenset[UUID]) -> frozenset[UUID]:
    """The party's row and those that the ended agencies `carried_on` kept of it."""
    if not carried_on or not (party.uscc or party.id_number):
        return frozenset({party.id})
    same = Q(uscc=party.uscc) if party.uscc else Q(id_kind=party.id_kind, id_number=party.id_number)
    before = Party.objects.filter(same, agency__in=carried_on)
    return frozenset({party.id, *before.values_list("pk", flat=True)})


def party_facts(party: PartyView, *, act_on: date) -> PartyFacts:
    """A party as the rules see it; the age is that on the day of the act (30)."""
    if party.is_person:
        ok = party.id_kind != "居民身份证" or check_resident_id(party.id_number, today=act_on).ok
    else:
        ok = check_uscc(party.uscc).ok
    age = age_on(party.born_on, act_on) if party.is_person and party.born_on else None
    return PartyFacts(PartyKind.parse(party.kind), party.name, identifier_ok=ok, age=age)


def account(key: UUID) -> AccountView:
    """Raises NotFound."""
    return _account(_one(Account.objects.filter(pk=key)))


def accounts(agency: UUID | None = None) -> list[AccountView]:
    """The accounts, of one agency if given."""
    found = Account.objects.all() if agency is None else Account.objects.filter(agency=agency)
    return [_account(a) for a in found]


def actor_for(account: Account | UUID) -> Actor:
    """Who acts with this account; a deactivated one holds no role. Raises NotFound for an unknown id."""
    row = account if isinstance(account, Account) else _one(Account.objects.filter(pk=account))
    return Actor(
        name=row.display_name,
        account_id=row.pk,
        officer_id=row.officer_id,
        agency_id=row.agency_id,
        unit_id=row.unit_id,
        roles=_roles(row) if row.is_active else frozenset(),
    )


def _one(found: QuerySet[Row]) -> Row:
    row = found.first()
    if row is None:
        raise NotFound("没有这条登记")
    return row


def _roles(row: Account) -> frozenset[Role]:
    return frozenset(Role(r) for r in row.roles)


def _officers() -> QuerySet[Officer]:
    newest = Credential.objects.order_by("-valid_to").prefetch_related("acts")
    return Officer.objects.select_related("agency", "unit").prefetch_related(Prefetch("credentials", newest))


def _agency(a: Agency) -> AgencyView:
    return AgencyView(
        id=a.pk, public_id=a.public_id, parent_id=a.parent_id, name=a.name, short_name=a.short_name, code=a.code,
        uscc=a.uscc, level=a.level, level_label=a.get_level_display(), kind=a.kind, kind_label=a.get_kind_display(),
        region_code=a.region_code, region_name=a.region_name, enforcement_fields=tuple(a.enforcement_fields),
        head_name=a.head_name, address=a.address, phone=a.phone, complaint_phone=a.complaint_phone,
        reconsideration_body=a.reconsideration_body, court=a.court, payee_bank=a.payee_bank,
        active_from=a.active_from, active_to=a.active_to, qualification=a.qualification, status=a.status,
        status_label=a.get_status_display(), entered_by=a.entered_by, checked_by=a.checked_by, approved_by=a.approved_by,
        approved_on=a.approved_on, approval_no=a.approval_no, returned_reason=a.returned_reason,
        successor_id=a.successor_id, ended_document_no=a.ended_document_no, complaint_channels=a.complaint_channels, office_hours=a.office_hours,
    )  # fmt: skip


def _unit(u: Unit) -> UnitView:
    return UnitView(u.pk, u.agency_id, u.name, u.is_review_office)


def _officer(o: Officer) -> OfficerView:
    return OfficerView(
        id=o.pk, public_id=o.public_id, agency_id=o.agency_id, agency_name=o.agency.name, unit_id=o.unit_id,
        unit_name=o.unit.name, name=o.name, post=o.post, phone=o.phone, photo_sha256=o.photo_sha256,
        legally_qualified=o.legally_qualified, left_on=o.left_on,
        credentials=tuple(_credential(c) for c in o.credentials.all()), duty=o.duty, duty_label=o.get_duty_display(),
        legal_certificate_no=o.legal_certificate_no, legal_certified_on=o.legal_certified_on,
    )  # fmt: skip


def _credential(c: Credential) -> CredentialView:
    return CredentialView(
        id=c.pk, officer_id=c.officer_id, number=c.number, enforcement_fields=tuple(c.enforcement_fields),
        area_code=c.area_code, area_name=c.area_name, issuer=c.issuer, valid_from=c.valid_from, valid_to=c.valid_to,
        status=c.status, status_label=c.get_status_display(), kind=c.kind, kind_label=c.get_kind_display(),
        acts=_acts(c),
    )  # fmt: skip


def _acts(c: Credential) -> tuple[CredentialActFacts, ...]:
    """What was done to it; one that was registered as out of use has been so since it begins."""
    done = [CredentialActFacts(a.kind, a.day, a.reason, a.until, a.training_hours) for a in c.acts.all()]
    first = done[0].kind if done else c.status
    if not done and c.status != Credential.Status.VALID or first == CredentialAct.LIFTED:
        kind = CredentialAct.SUSPENDED if done else ACT_OF_STATUS[Credential.Status(c.status)]
        done.insert(0, CredentialActFacts(kind, c.valid_from, "登记时的状态"))
    return tuple(done)


def _party(p: Party) -> PartyView:
    return PartyView(
        id=p.pk, agency_id=p.agency_id, kind=p.kind, kind_label=p.get_kind_display(), name=p.name, uscc=p.uscc,
        id_kind=p.id_kind, id_number=p.id_number, legal_representative=p.legal_representative, sex=p.sex,
        born_on=p.born_on, address=p.address, phone=p.phone,
    )  # fmt: skip


def _account(a: Account) -> AccountView:
    return AccountView(
        id=a.pk, username=a.username, display_name=a.display_name, agency_id=a.agency_id, unit_id=a.unit_id,
        officer_id=a.officer_id, roles=_roles(a), is_active=a.is_active,
        must_change_password=a.must_change_password, last_login=a.last_login,
    )  # fmt: skip
