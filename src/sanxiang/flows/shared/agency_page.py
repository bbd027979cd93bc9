"""执法部门的公开内容: who an agency is, in whose name it acts, what it was called (国办发〔2018〕118号（四）; 行政处罚法 20)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sanxiang.disclosure.types import AgencyData, DelegationData, Ref
from sanxiang.powers import selectors as powers
from sanxiang.registry import selectors as registry
from sanxiang.registry.delegations import delegations
from sanxiang.registry.types import AgencyView, DelegationView


def agency_data(a: AgencyView, agencies: Mapping[UUID, AgencyView]) -> AgencyData:
    """What the public reads of an agency that is or was in force; `agencies` are all of them, by id."""
    above = agencies.get(a.parent_id) if a.parent_id else None
    return {
        "name": a.name,
        "short_name": a.short_name,
        "code": a.code,
        "uscc": a.uscc,
        "level": a.level,
        "level_label": a.level_label,
        "kind_label": a.kind_label,
        "region": a.region_name,
        "parent": above.public_id if above else "",
        "fields": list(a.enforcement_fields),
        "head": a.head_name,
        "address": a.address,
        "phone": a.phone,
        "complaint_phone": a.complaint_phone,
        "reconsideration_body": a.reconsideration_body,
        "court": a.court,
        "region_code": a.region_code,
        "office_hours": a.office_hours,
        "complaint_channels": [line.strip() for line in a.complaint_channels.splitlines() if line.strip()],
        "qualification": a.qualification,
        "units": [unit.name for unit in registry.units(a.id)],
        "former_names": [{"name": n.name, "until": n.until.isoformat()} for n in registry.former_names(a.id)],
        "delegations": [
            _delegation(d, agencies)
            for d in delegations(a.id)
            if d.filing_no and d.last_day >= d.valid_from and {d.principal_id, d.agent_id} <= agencies.keys()
        ],
        "ended_on": a.active_to.isoformat() if a.status == "ended" and a.active_to else "",
        "successor": _ref(agencies[a.successor_id]) if a.successor_id else {"public_id": "", "name": ""},
    }


def _ref(a: AgencyView) -> Ref:
    return {"public_id": a.public_id, "name": a.name}


def _delegation(d: DelegationView, agencies: Mapping[UUID, AgencyView]) -> DelegationData:
    items = powers.power_items(d.principal_id)
    return {
        "number": d.number,
        "principal": _ref(agencies[d.principal_id]),
        "agent": _ref(agencies[d.agent_id]),
        "matters": [{"public_id": i.public_id, "name": i.name} for i in items if i.code in d.matters],
        "powers": list(d.power_labels),
        "valid_from": d.valid_from.isoformat(),
        "valid_to": d.last_day.isoformat(),
        "filing_no": d.filing_no,
        "filed_on": d.filed_on.isoformat() if d.filed_on else "",
        "basis": d.basis,
        "text": d.text,
    }
