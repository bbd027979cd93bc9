"""来历 of 机关, 内设机构, 执法人员 and 行政区划."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sanxiang.flows.reading.provenance.shared import acted, cases, lists, signed
from sanxiang.flows.reading.provenance.types import FOUND, Answer, Drive, Row
from sanxiang.kernel import Actor
from sanxiang.powers import selectors as powers
from sanxiang.registry import regions
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import register_scope, require_register
from sanxiang.registry.types import AgencyView, OfficerView, UnitView

#: registers in which nobody approves the row by itself: a person enforces by a credential, which others issue
_ALONE = ("审定", "这类登记不单独审定")


def find_agencies(agency: UUID, query: str) -> list[Row]:
    """An agency and those below it."""
    found = registry.agencies(registry.agency_ids_below(agency))
    return [_agency_row(a) for a in found]


def read_agency(actor: Actor, key: UUID) -> Answer:
    """An agency carries its units, people, items and cases."""
    require_register(actor, key)
    a, units = registry.get_agency(key), registry.units(key)
    drives = (
        Drive("内设机构", len(units), rows=[_unit_row(u) for u in units]),
        Drive("执法人员", len(registry.officers(key))),
        Drive("权力事项", len(powers.power_items(key))),
        cases(actor, "agency", key),
    )
    people = acted(录入=a.entered_by, 核对报审=a.checked_by, 审定=signed(a.approved_by, a.approved_on))
    bases = [a.qualification] if a.qualification else []
    return Answer(_agency_row(a), bases, drives, people)


def _agency_row(a: AgencyView) -> Row:
    return Row("agency", a.id, a.name, a.uscc)


def find_officers(agency: UUID, query: str) -> list[Row]:
    """执法人员 of an agency, also those who left."""
    return [_officer_row(o) for o in registry.officers(agency)]


def read_officer(actor: Actor, key: UUID) -> Answer:
    """A person is known by the credentials, and is in charge of cases."""
    o = registry.get_officer(key)
    require_register(actor, o.agency_id)
    bases = [f"{c.kind_label}{c.number}，{c.issuer}颁发，{c.valid_from}至{c.valid_to}" for c in o.credentials]
    drives = (
        Drive("执法证件", len(o.credentials), names=[c.number for c in o.credentials]),
        cases(actor, "officer", key),
        lists(o.agency_id, ("officers",), [c.number for c in o.credentials], date.min),
    )
    return Answer(_officer_row(o), bases, drives, [_ALONE], [c.id for c in o.credentials])


def _officer_row(o: OfficerView) -> Row:
    return Row("officer", o.id, o.name, "、".join(c.number for c in o.credentials))


def find_units(agency: UUID, query: str) -> list[Row]:
    """内设机构 of an agency."""
    return [_unit_row(u) for u in registry.units(agency)]


def read_unit(actor: Actor, key: UUID) -> Answer:
    """A unit drives who works in it and, where it reviews, the reviews of its agency."""
    unit = registry.get_unit(key)
    require_register(actor, unit.agency_id)
    agency = registry.get_agency(unit.agency_id)
    staff = [_officer_row(o) for o in registry.officers(unit.agency_id) if o.unit_id == key]
    bases = [agency.qualification] if agency.qualification else []
    return Answer(_unit_row(unit), bases, (Drive("执法人员", len(staff), rows=staff),), [_ALONE])


def _unit_row(unit: UnitView) -> Row:
    return Row("unit", unit.id, unit.name, "法制审核机构" if unit.is_review_office else "")


def find_regions(agency: UUID, query: str) -> list[Row]:
    """行政区划 of the city."""
    return [Row("region", r.id, r.name, r.code) for r in regions.find_regions(query, limit=FOUND)]


def read_region(actor: Actor, key: UUID) -> Answer:
    """A place names the area of agencies; those in the scope of who asks are named."""
    place = regions.get_region(key)
    there = [_agency_row(a) for a in registry.agencies(register_scope(actor)) if a.region_code == place.code]
    row = Row("region", key, place.name, place.code)
    return Answer(
        row, ["GB/T 2260《中华人民共和国行政区划代码》"], (Drive("机关", len(there), rows=there),), [_ALONE]
    )
