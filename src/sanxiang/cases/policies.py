"""谁可以办: the role an act asks for, and whether it is for the handlers of the case alone.

Whether the act is lawful is for rules to say. Closed by default: an act that is not listed is for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from sanxiang.cases.types import CaseView
from sanxiang.kernel import ROLE_LABELS, Actor, Role
from sanxiang.rules.verdict import Basis, Reason, Verdict

_O, _U, _H = Role.OFFICER, Role.UNIT_HEAD, Role.AGENCY_HEAD
_R, _D = Role.LEGAL_REVIEWER, Role.DISCLOSER

#: act → roles that may do it
MAY: dict[str, tuple[Role, ...]] = {
    "register_clue": (_O, _U),
    "verify_clue": (_O, _U),
    "file_case": (_H,),
    "refuse_filing": (_H,),
    "assign_officers": (_U, _H),
    "record_step": (_O,),
    "confirm_evidence": (_O,),
    "propose_outcome": (_O,),
    "draft_document": (_O, _U, _R, _H),
    "issue_document": (_O, _R, _H),
    "sign_document": (_O, _R, _H),
    "conclude_investigation": (_O,),
    "notify_party": (_O,),
    "record_statement": (_O,),
    "submit_for_review": (_O,),
    "give_opinion": (_R,),
    "discuss_collectively": (_H,),
    "decide_case": (_H,),
    "serve_document": (_O,),
    "prepare_publication": (_D,),
    "publish_decision": (_D, _H),
    "withdraw_publication": (_H,),
    "record_performance": (_O,),
    "close_case": (_H,),
}
#: acts of the officers who handle the case (行政处罚法 42); the lead alone closes the investigation
_BY_HANDLERS = frozenset(
    {
        "record_step",
        "confirm_evidence",
        "propose_outcome",
        "conclude_investigation",
        "notify_party",
        "record_statement",
        "submit_for_review",
        "serve_document",
        "record_performance",
    }
)
_BY_LEAD = frozenset({"conclude_investigation"})
_OFFICERS = (Basis("行政处罚法", "第四十二条第一款"),)


def may_try(actor: Actor, act: str) -> bool:
    """True if one of the actor's roles may do this act at all."""
    return actor.has(*MAY.get(act, ()))


def may_act(actor: Actor, act: str, case: CaseView) -> Verdict:
    """May this person do this act in this case? Every reason against it (peers N10, N33)."""
    return Verdict(tuple(_against(actor, act, case)))


def _against(actor: Actor, act: str, case: CaseView) -> Iterator[Reason]:
    if not may_try(actor, act):
        roles = "、".join(ROLE_LABELS[role] for role in MAY.get(act, ()))
        yield Reason("actor.role", f"该事项由{roles or '系统'}办理，您没有这项职责")
    elif act in _BY_HANDLERS and not case.is_handled_by(actor.officer_id):
        yield Reason("actor.handler", "您不是本案承办人", _OFFICERS)
    elif act in _BY_LEAD and not any(h.lead and h.officer_id == actor.officer_id for h in case.handlers):
        yield Reason("actor.lead", "调查终结由主办人员提出", _OFFICERS)
