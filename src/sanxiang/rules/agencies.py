"""执法主体资格和委托: who may enforce, in whose name, and what one body may let another do (行政处罚法 17–21)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sanxiang.rules.citations import cite
from sanxiang.rules.facts import AgencyFacts, DelegationFacts
from sanxiang.rules.sentences import chinese_date
from sanxiang.rules.verdict import Basis, Reason, Verdict

STATUTORY, AUTHORISED, ENTRUSTED = "statutory", "authorised", "entrusted"
#: 委托权限
POWERS: dict[str, str] = {
    "investigate": "立案和调查取证",
    "decide": "作出处罚决定",
    "execute": "送达和执行",
}


@dataclass(frozen=True, slots=True)
class EntrustedFacts:
    """受委托组织 as article 21 asks about it."""

    agency: AgencyFacts
    #: 依法成立并具有管理公共事务职能 (21(1))
    manages_public_affairs: bool
    #: people with an enforcement credential valid on the first day (21(2))
    qualified_staff: int
    #: needs technical inspection or appraisal and cannot organise it (21(3))
    lacks_technical_means: bool = False
    #: it has entrusted somebody itself
    gives: bool = False


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """移交: the cases of a body that has ended, or whose term is over, as another takes them over."""

    on: date
    #: the document that ended the body or gave its powers away, or the agreement whose term is over
    basis: str
    reason: str


def check_standing(agency: AgencyFacts, day: date) -> Verdict:
    """May this body enforce on the day? Approved, founded, not ended (17, 18)."""
    return Verdict(tuple(_standing(agency, day)))


def _standing(agency: AgencyFacts, day: date) -> Iterator[Reason]:
    if agency.active_to and day > agency.active_to:
        after = f"，职权由{agency.successor}继续行使" if agency.successor else ""
        text = f"{agency.name}自{chinese_date(agency.active_to)}后撤销{after}"
        yield Reason("agency.ended", text, cite("APL17"), "agency")
    elif not agency.approved:
        text = f"{agency.name}的执法主体资格没有经过审核入库，不得实施行政处罚"
        yield Reason("agency.standing", text, cite("APL17"), "agency")
    elif agency.active_from and day < agency.active_from:
        text = f"{agency.name}自{chinese_date(agency.active_from)}起才设立"
        yield Reason("agency.not_yet", text, cite("APL17"), "agency")


def check_within(agency: AgencyFacts, item: str, power: str, day: date) -> Verdict:
    """May an entrusted body use this power on this item that day? Others need no agreement (20)."""
    if agency.kind != ENTRUSTED:
        return Verdict()
    held = [d for d in agency.delegations if item in d.matters]
    if not held:
        text = f"{agency.name}没有受委托办理事项{item}，受委托组织只能在委托范围内实施行政处罚"
        return Verdict((Reason("delegation.matter", text, cite("APL20.4"), "delegation"),))
    faults = [tuple(_outside(d, power, day)) for d in held]
    return Verdict() if () in faults else Verdict(min(faults, key=len))


def _outside(d: DelegationFacts, power: str, day: date) -> Iterator[Reason]:
    """Why an agreement on the item does not carry the act."""
    if not d.valid_from <= day <= d.valid_to:
        text = f"委托书{d.number}的期限是{chinese_date(d.valid_from)}至{chinese_date(d.valid_to)}"
        yield Reason("delegation.term", text, cite("APL20.2"), "delegation")
    if power not in d.powers:
        text = f"委托书{d.number}没有委托“{POWERS[power]}”"
        yield Reason("delegation.power", text, cite("APL20.4"), "delegation")
    if d.filed_on is None:
        text = f"委托书{d.number}还没有备案公布"
        yield Reason("delegation.filed", text, cite("APL20.2"), "delegation")
    elif day < d.filed_on:
        text = f"委托书{d.number}自{chinese_date(d.filed_on)}备案公布，{chinese_date(day)}还不能据以办理"
        yield Reason("delegation.filed", text, cite("APL20.2"), "delegation")


def check_end(agency: AgencyFacts, open_cases: int) -> Verdict:
    """May this body end? Somebody must carry on what it has begun (17; 行政诉讼法 26: 继续行使其职权的机关)."""
    if not open_cases or agency.successor:
        return Verdict()
    text = f"{agency.name}还有{open_cases}件没有办结的案件，请选出承继机关，或者先办结"
    return Verdict((Reason("agency.open_cases", text, cite("APL17+ALA26.6"), "successor"),))


def check_handover(body: AgencyFacts, taker: AgencyFacts, given: HandoverFacts, today: date) -> Verdict:
    """May `taker` take over the cases of a body? It has ended, names the taker, and the day lies between (17)."""
    return check_standing(taker, given.on) + Verdict(tuple(_handover(body, taker, given, today)))


def _handover(body: AgencyFacts, taker: AgencyFacts, given: HandoverFacts, today: date) -> Iterator[Reason]:
    law = cite("APL17+ALA26.6")
    if body.active_to is None:
        yield Reason("handover.in_force", f"{body.name}没有撤销，案件由它自己办理", law, "agency")
    elif body.successor != taker.name:
        text = f"{body.name}的职权不由{taker.name}继续行使，不能接收它的案件"
        yield Reason("handover.successor", text, law, "agency")
    else:
        yield from _given(body, body.active_to, given, today, law)


def check_take_back(
    agent: AgencyFacts, principal: AgencyFacts, until: date, given: HandoverFacts, today: date
) -> Verdict:
    """May a principal take back the cases of matters that were entrusted until that day (20: it answers for them)?"""
    return check_standing(principal, given.on) + Verdict(
        tuple(_given(agent, until, given, today, cite("APL20.3")))
    )


def _given(
    body: AgencyFacts, until: date, given: HandoverFacts, today: date, law: tuple[Basis, ...]
) -> Iterator[Reason]:
    """The day of a handover lies after the last day of who gives and not ahead; basis and reason are written."""
    if given.on <= until:
        text = f"{body.name}可以办理到{chinese_date(until)}，接收日期应当在这一天之后"
        yield Reason("handover.early", text, law, "on")
    if given.on > today:
        yield Reason("handover.future", "接收日期不能晚于今天，请在接收之日办理", law, "on")
    if not given.basis.strip():
        text = "请填写移交的依据（撤销、合并的批准文号或者委托书文号）"
        yield Reason("handover.basis", text, law, "basis")
    if not given.reason.strip():
        yield Reason("handover.reason", "请写明移交的理由", law, "reason")


def check_delegation(
    principal: AgencyFacts, agent: EntrustedFacts, given: DelegationFacts, own_items: frozenset[str]
) -> Verdict:
    """May the principal entrust this? Everything that articles 20 and 21 ask, at once."""
    return (
        check_standing(principal, given.valid_from)
        + check_standing(agent.agency, given.valid_from)
        + Verdict((*_giver(principal, given, own_items), *_taker(agent), *_terms(given)))
    )


def _giver(principal: AgencyFacts, given: DelegationFacts, own_items: frozenset[str]) -> Iterator[Reason]:
    if principal.kind == ENTRUSTED:
        text = f"{principal.name}是受委托组织，不得再委托其他组织或者个人"
        yield Reason("delegation.sub", text, cite("APL20.4"), "principal")
    elif principal.kind == AUTHORISED:
        text = f"{principal.name}不是行政机关，不能委托"
        yield Reason("delegation.giver", text, cite("APL20.1"), "principal")
    if foreign := sorted(given.matters - own_items):
        text = f"不是{principal.name}有效的权力事项，不在法定权限内：{'、'.join(foreign)}"
        yield Reason("delegation.beyond", text, cite("APL20.1"), "matters")


def _taker(agent: EntrustedFacts) -> Iterator[Reason]:
    name = agent.agency.name
    if agent.agency.kind != ENTRUSTED:
        yield Reason("delegation.kind", f"{name}没有登记为受委托组织", cite("APL20.1+21"), "agent")
    if agent.gives:
        text = f"{name}委托着别的组织，受委托组织不得再委托"
        yield Reason("delegation.sub", text, cite("APL20.4"), "agent")
    if not agent.manages_public_affairs:
        text = f"还没有确认{name}依法成立并具有管理公共事务职能"
        yield Reason("delegation.public", text, cite("APL21(1)"), "manages_public_affairs")
    if not agent.qualified_staff:
        text = f"{name}没有取得行政执法资格的工作人员"
        yield Reason("delegation.staff", text, cite("APL21(2)"), "agent")
    if agent.lacks_technical_means:
        text = f"{name}没有条件组织进行相应的技术检查或者技术鉴定"
        yield Reason("delegation.technical", text, cite("APL21(3)"), "lacks_technical_means")


def _terms(given: DelegationFacts) -> Iterator[Reason]:
    if not given.matters:
        yield Reason("delegation.no_matters", "委托书没有载明委托的具体事项", cite("APL20.2"), "matters")
    if not given.powers:
        yield Reason("delegation.no_powers", "委托书没有载明委托的权限", cite("APL20.2"), "powers")
    if given.valid_to < given.valid_from:
        yield Reason("delegation.order", "委托期限的止日早于起日", cite("APL20.2"), "valid_to")
