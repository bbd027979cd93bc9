"""谁能看、谁能管: an account sees its own agency; a supervisor also sees those supervised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sanxiang.kernel import ADMINISTRATORS, Actor, NotFound, Role
from sanxiang.registry.bureaus import anybody_supervises, highest_bureaus
from sanxiang.registry.delegations import lapsed
from sanxiang.registry.selectors import (
    SUPERVISION,
    agency_ids_carried_on,
    agency_ids_supervised,
    get_agency,
    supervises,
)
from sanxiang.registry.types import AgencyView, region_prefix


def scope(actor: Actor) -> frozenset[UUID]:
    """The agencies whose objects the actor may see.

    - nobody's agency: none
    - 执法监督人员: the own agency and those below it; of a justice bureau, every agency of the region
    - everybody else: the own agency only
    """
    if actor.agency_id is None:
        return frozenset()
    if actor.has(Role.SUPERVISOR):
        return agency_ids_supervised(actor.agency_id)
    return frozenset({actor.agency_id})


def may_see(actor: Actor, agency: UUID) -> bool:
    """May the actor see objects of this agency?"""
    return agency in scope(actor)


def require_scope(actor: Actor, agency: UUID) -> None:
    """Raise NotFound, which adapters answer with 404, for another agency's object."""
    if not may_see(actor, agency):
        raise NotFound("没有这个对象")


def register_scope(actor: Actor) -> frozenset[UUID]:
    """The agencies whose registers, not cases, the actor may read: besides `scope`, to the 系统管理员 of a
    司法行政机关 all it supervises, whose files that administrator brings in.
    """
    return scope(actor) | (kept_agencies(actor) if actor.has(Role.ADMINISTRATOR) else frozenset())


def require_register(actor: Actor, agency: UUID) -> None:
    """Raise NotFound for a row of a register that the actor may not read."""
    if agency not in register_scope(actor):
        raise NotFound("没有这个对象")


def may_administer(actor: Actor, agency: UUID) -> bool:
    """系统管理员 keep the register of their own agency, and of no other."""
    return actor.has(Role.ADMINISTRATOR) and actor.agency_id == agency


def may_check_agency(actor: Actor, agency: UUID) -> bool:
    """核对主体资格: whoever answers for the agency, its head."""
    return actor.has(Role.AGENCY_HEAD) and actor.agency_id == agency


def approves_agencies(actor: Actor) -> frozenset[UUID]:
    """审定、更名、撤销、备案: to 执法监督人员 of a 司法行政机关 the agencies that it supervises."""
    bureau = actor.agency_id is not None and actor.has(Role.SUPERVISOR) and supervises(actor.agency_id)
    return scope(actor) if bureau else frozenset()


def may_approve_agency(actor: Actor, agency: UUID) -> bool:
    """Is it one of those (`approves_agencies`)?"""
    return agency in approves_agencies(actor)


def may_handle_credentials(actor: Actor, agency: UUID) -> bool:
    """年审、暂扣、注销、吊销: 执法监督人员 of the 司法行政机关 that supervises the holder's agency."""
    return may_approve_agency(actor, agency)


def may_see_record(actor: Actor, agency: UUID | None) -> bool:
    """An old record of an agency; of one that is not registered (None), whoever keeps or supervises the city's."""
    if agency is not None:
        return may_see(actor, agency)
    return actor.agency_id is not None and supervises(actor.agency_id)


def may_answer_for_record(actor: Actor, agency: UUID | None) -> bool:
    """核对、撤下 of an old record: the head of its agency; of one that is not registered, of a 司法行政机关 (48 II)."""
    if not actor.has(Role.AGENCY_HEAD) or not may_see_record(actor, agency):
        return False
    return agency is None or agency == actor.agency_id


def may_take_over(actor: Actor, agency: UUID, today: date) -> bool:
    """接收: the head of who carries on the powers of an ended agency, or entrusted matters whose term is over (20)."""
    if not actor.has(Role.AGENCY_HEAD) or actor.agency_id is None:
        return False
    before = agency_ids_carried_on(actor.agency_id)
    return agency in before or bool(lapsed({actor.agency_id, *before}, agency, today))


def may_entrust(actor: Actor, agency: UUID) -> bool:
    """委托: the head of the agency whose matters they are (行政处罚法 20)."""
    return actor.has(Role.AGENCY_HEAD) and actor.agency_id == agency


def kept_agencies(actor: Actor) -> frozenset[UUID]:
    """The agencies whose accounts an administrator keeps or audits: the own, of a 司法行政机关 all it supervises."""
    if actor.agency_id is None or not actor.has(*ADMINISTRATORS, Role.SUPERVISOR):
        return frozenset()
    return (
        agency_ids_supervised(actor.agency_id)
        if supervises(actor.agency_id)
        else frozenset({actor.agency_id})
    )


def may_administer_city(actor: Actor) -> bool:
    """What holds for the whole city (calendar, site) the 系统管理员 of a 司法行政机关 keep, and the command line."""
    if actor.account_id is None:
        return True
    return actor.has(Role.ADMINISTRATOR) and actor.agency_id is not None and supervises(actor.agency_id)


def may_administer_site(actor: Actor) -> bool:
    """The portal's name and footer, and 本地规定: the 系统管理员 of the highest 司法行政机关 registered here, the
    city's if there is one, else the county's; and the command line.
    """
    highest = actor.account_id is None or actor.agency_id in highest_bureaus()
    return highest and may_administer_city(actor)


def entry_problems(
    actor: Actor, before: AgencyView | None, values: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """What speaks against these values of an agency, new (`before` None) or changed, coming from this actor.

    New agencies, the place in the tree and who supervises are the justice bureau's affair, each within its region
    (《行政执法监督条例》: it supervises enforcement there); the command line may enter everything.
    """
    if actor.account_id is None or actor.agency_id is None:
        return
    own, bureau = get_agency(actor.agency_id), may_administer_city(actor)
    by_bureau = "由司法行政机关的系统管理员办理"
    if before is None and not bureau:
        yield "name", f"新设机关{by_bureau}"
    elif before and not bureau and values.get("parent_id", before.parent_id) != before.parent_id:
        yield "parent_id", f"改变隶属关系{by_bureau}"
    held = before.enforcement_fields if before else ()
    given = SUPERVISION in values.get("enforcement_fields", ()) and SUPERVISION not in held
    if given and not bureau and anybody_supervises():
        yield "enforcement_fields", f"执法类别加上“{SUPERVISION}”{by_bureau}"
    code = values.get("region_code", "")
    moved = code and (before is None or code != before.region_code)
    if moved and not code.startswith(region_prefix(own.region_code)):
        yield "region_code", f"区划代码“{code}”不在{own.name}的区划（{own.region_code}）之内，请改正"


def may_approve_for_city(actor: Actor) -> bool:
    """What holds for the whole city is approved by 执法监督人员 of a 司法行政机关."""
    return actor.has(Role.SUPERVISOR) and actor.agency_id is not None and supervises(actor.agency_id)
