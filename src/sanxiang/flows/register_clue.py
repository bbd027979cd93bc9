"""登记线索: the agency learns of a possible violation (行政处罚法 54: 发现…, 必须全面、客观、公正地调查)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from sanxiang.cases import services as cases
from sanxiang.flows.shared.act import Acting, first_answer
from sanxiang.flows.shared.file import check_choice, open_file
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor, NotFound, local_date
from sanxiang.registry import selectors as registry
from sanxiang.rules.facts import ClueFacts
from sanxiang.rules.procedures import penalty_ordinary
from sanxiang.rules.procedures.acts import Act, Step


def register_clue(
    *,
    actor: Actor,
    now: datetime,
    unit: UUID,
    source: str,
    title: str,
    clue_text: str,
    act_on: date | None = None,
    act_place: str = "",
    region_code: str = "",
    party: UUID | None = None,
    power_item: UUID | None = None,
    key: str = "",
) -> Done:
    """Register a clue as a case of the actor's agency; the same form twice makes one case (N39).

    `source`: 检查、举报投诉、移送、交办、监测、其他. Starts the 15 working days of 核查 (PEN.VERIFY). Raises
    Refused, or NotFound for another agency's unit.
    """
    if actor.agency_id is None or registry.get_unit(unit).agency_id != actor.agency_id:
        raise NotFound("没有这个内设机构")
    check_choice(actor.agency_id, party=party, power_item=power_item)
    case_id = uuid5(actor.agency_id, f"register_clue:{key}") if key else uuid4()
    with transaction.atomic():
        case, created = cases.create_case(
            actor=actor,
            now=now,
            case_id=case_id,
            agency_id=actor.agency_id,
            unit_id=unit,
            procedure=penalty_ordinary.ID,
            state=Step.START,
            source=source,
            title=title,
            clue_text=clue_text,
            act_on=act_on,
            act_place=act_place,
            region_code=region_code,
            party_id=party,
            power_item_id=power_item,
        )
        if not created:
            return first_answer(Act.REGISTER_CLUE, case_id, key)
        file = open_file(actor=actor, case=case, today=local_date(now))
        act = Acting(Act.REGISTER_CLUE, file, now, key)
        act.require(clue=ClueFacts(source, clue_text, act.today))
        act.finish(title=title, source=source)
        return act.done
