"""撤下公示: three working days after the decision was changed, annulled or found unlawful (行政处罚法 48 第二款, 85)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sanxiang.disclosure import services as disclosure
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.disclosure import WithdrawalCause, withdrawal_due
from sanxiang.rules.facts import WithdrawalFacts
from sanxiang.rules.procedures.acts import Act


def withdraw_publication(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    cause: str,
    document: str,
    made_on: date,
    reason: str,
    key: str = "",
) -> Done:
    """Take the publication down; its number, the date and the reason stay for everybody to read.

    `cause` is a code of WithdrawalCause, `document` names the paper of `made_on` that stands behind it.
    Raises Refused, NotFound, or ValueError for another cause.
    """
    with acting(Act.WITHDRAW_PUBLICATION, actor=actor, now=now, case=case, key=key) as act:
        act.require(withdrawal=WithdrawalFacts(cause, document, made_on, reason))
        disclosure.withdraw_publication(
            actor=actor, now=now, case_ref=act.case.id, cause=cause, reason=reason, document=document
        )
        act.finish(
            cause=WithdrawalCause(cause).label,
            document=document,
            made_on=made_on.isoformat(),
            due_on=withdrawal_due(made_on, act.file.calendar).due.isoformat(),
        )
    return act.done
