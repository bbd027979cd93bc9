"""记录陈述申辩: what the party said and what became of it, or that it gave the right up (行政处罚法 45).

A term that goes by needs no act: from the day after it, the rules let the case go on.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sanxiang.cases.types import Statement
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.facts import statement_news
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act

_KINDS = {"statement": "陈述申辩", "waived": "当事人书面放弃陈述申辩"}


def record_statement(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    kind: str,
    made_on: date | None = None,
    text: str = "",
    adopted: bool | None = None,
    response: str = "",
    new_facts: bool = False,
    key: str = "",
) -> Done:
    """`kind`: statement or waived; a statement is answered: adopted or not, and why.

    `new_facts`: the recheck found facts that the notice did not know, so a new notice may go further (N05).
    Raises Refused or NotFound; ValueError for another kind.
    """
    if kind not in _KINDS:
        raise ValueError(f"未知的情形：{kind}")
    with acting(Act.RECORD_STATEMENT, actor=actor, now=now, case=case, key=key) as act:
        row = Statement(
            kind=kind,
            made_on=made_on or act.today,
            text=text,
            adopted=adopted,
            response=response,
            new_facts=new_facts,
        )
        act.require(**statement_news(act.file, row))
        written = act.write(row)
        act.finish(subject=written, kind=_KINDS[kind])
    return act.done
