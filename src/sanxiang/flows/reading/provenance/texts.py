"""来历 of 法规, 清单和文本 and 历史处罚."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sanxiang.cases.selectors import open_on_items
from sanxiang.disclosure.selectors import get_edition, history_kept, standing_editions
from sanxiang.flows.reading.history import open_history
from sanxiang.flows.reading.provenance.items import item_row
from sanxiang.flows.reading.provenance.shared import acted, edition_row, signed
from sanxiang.flows.reading.provenance.types import FOUND, Answer, Drive, Row
from sanxiang.kernel import Actor
from sanxiang.powers import selectors as powers
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import register_scope, require_register
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing.selectors import changes_of
from sanxiang.statutes.types import LawView


def find_laws(agency: UUID, query: str) -> list[Row]:
    """法规 of the city."""
    return [_law_row(law) for law in statutes.laws(query)]


def read_law(actor: Actor, key: UUID) -> Answer:
    """A law holds for the whole city; what it drives is counted in the scope of who asks."""
    law, agencies = statutes.get_law(key), register_scope(actor)
    entered = changes_of(key)
    changes = [c for c in entered if c.approved_on]
    bases = [*([f"{law.issuer}公布"] if law.issuer else []), *(c.basis for c in changes)]
    people = [(c.kind.label, f"{c.entered_by}录入，{c.approved_by}审定，{c.approved_on}") for c in changes]
    found = {b.item for b in powers.resting_on([key], date.min) if b.agency_id in agencies}
    views = (powers.get_power_item(item) for item in list(found)[:FOUND])
    items = [replace(item_row(i), note=i.agency_name) for i in views]
    cases = open_on_items(actor=actor, items=powers.versions_resting_on([key]))
    drives = (Drive("权力事项", len(found), rows=items), Drive("在办案件", len(cases), len(cases)))
    parts = [*(v.id for v in statutes.versions(key)), *(c.id for c in entered)]
    return Answer(_law_row(law), list(dict.fromkeys(bases)), drives, people, parts)


def _law_row(law: LawView) -> Row:
    return Row("law", law.id, law.title, "，".join(filter(None, (law.level, law.issuer))))


def find_history(agency: UUID, query: str) -> list[Row]:
    """Of the bureau also what was imported of agencies that are not registered."""
    bureau = [""] if registry.supervises(agency) else []
    kept = [registry.get_agency(agency).public_id, *bureau]
    return [_history_row(row) for row in history_kept(kept, "", query, offset=0, limit=FOUND)[1]]


def read_history(actor: Actor, key: UUID) -> Answer:
    """It drives its public page while it is shown, and nothing else: no case, no statistic."""
    row, _ = open_history(actor, key)
    drives = [Drive("公示页面", 1)] if row["state"] == "shown" else []
    waits = row["state"] in ("entered", "held")
    acts = [("公示", "还没有，由处罚机关的负责人公示")] if waits else []
    return Answer(_history_row(row), [row["basis"]] if row["basis"] else [], drives, acts)


def _history_row(row: Mapping[str, Any]) -> Row:
    title = row["document_no"] or row["violation"] or row["public_id"]
    until = f"公示到{row['expires_on']}" if row["expires_on"] and row["state"] == "shown" else ""
    note = "，".join(filter(None, (row["agency_name"], row["party_name"], until)))
    return Row("history", row["id"], title, note)


def find_editions(agency: UUID, query: str) -> list[Row]:
    """清单和文本 of an agency that wait or are published."""
    return [edition_row(e) for e in standing_editions([agency])]


def read_edition(actor: Actor, key: UUID) -> Answer:
    """An edition drives its public page; its rows run whether it is published or not."""
    e = get_edition(key)
    require_register(actor, e.agency_ref)
    filed = f"{e.filed_by}，{e.filed_on}，{e.filed_no}" if e.filed_on else ""
    acts = acted(拟定=e.drafted_by, 审定=signed(e.approved_by, e.approved_on, e.approval_no), 备案=filed)
    bases = [f"{e.as_of}的登记，{len(e.rows)}行", *([e.approval_no] if e.approval_no else [])]
    return Answer(edition_row(e), bases, (Drive("公示页面", int(e.state == "published")),), acts)
