"""谁可以试办: the roles that may open the form of an act. Whether the act is lawful is for rules to say."""

from __future__ import annotations

from sanxiang.cases.types import CaseView
from sanxiang.kernel import Actor, Role

_O, _U, _H = Role.OFFICER, Role.UNIT_HEAD, Role.AGENCY_HEAD

#: act → roles that may do it; an act that is not here may be done by nobody
MAY: dict[str, frozenset[Role]] = {
    "register_clue": frozenset({_O, _U}),
    "verify_clue": frozenset({_O, _U}),
    "file_case": frozenset({_H}),
    "refuse_filing": frozenset({_H}),
    "assign_officers": frozenset({_U, _H}),
    "record_step": frozenset({_O}),
    "draft_document": frozenset({_O, _U, Role.LEGAL_REVIEWER}),
    "issue_document": frozenset({_O, _U, _H, Role.LEGAL_REVIEWER}),
    "sign_document": frozenset({_O, _U, _H, Role.LEGAL_REVIEWER}),
    "conclude_investigation": frozenset({_O}),
    "notify_party": frozenset({_O}),
    "record_statement": frozenset({_O}),
    "submit_for_review": frozenset({_O}),
    "give_opinion": frozenset({Role.LEGAL_REVIEWER}),
    "discuss_collectively": frozenset({_H}),
    "decide_case": frozenset({_H}),
    "serve_document": frozenset({_O}),
    "prepare_publication": frozenset({Role.DISCLOSER}),
    "publish_decision": frozenset({Role.DISCLOSER, _H}),
    "withhold_publication": frozenset({Role.DISCLOSER, _H}),
    "record_performance": frozenset({_O}),
    "close_case": frozenset({_H}),
}


def may_try(actor: Actor, act: str) -> bool:
    """True if one of the actor's roles may do this act at all."""
    return actor.has(*MAY.get(act, frozenset()))


def may_see(actor: Actor, case: CaseView) -> bool:
    """True for cases of the actor's own agency."""
    return actor.agency_id == case.agency_id
