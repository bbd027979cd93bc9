"""事先告知: the party learns what is intended, why, on which basis, and what it may say to it (行政处罚法 44, 62, 63)."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password

from sanxiang.cases.types import Notice
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.facts import notice_facts
from sanxiang.flows.shared.serving import receipt, service_news, service_of
from sanxiang.flows.shared.types import Notified, ServiceInput
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.terms import ServiceMode

#: what a notice says, by the block of its content that says it
_SAYS = {
    "penalty": "penalties",
    "facts": "facts",
    "reasons": "reasons",
    "basis": "law",
    "statement": "reply_days",
    "hearing": "hearing_days",
}


def notify_party(
    *, actor: Actor, now: datetime, case: UUID, service: ServiceInput, key: str = ""
) -> Notified:
    """Record that the signed notice D19 reached the party, with its 送达回证 (D31).

    Gives out the password with which the party follows its case; it is kept as a hash only. The amount notified is
    a ceiling from now on (45). Raises Refused or NotFound.
    """
    password = ""
    with acting(Act.NOTIFY_PARTY, actor=actor, now=now, case=case, key=key) as act:
        paper, proposal = act.file.document("D19"), act.file.course.proposal
        served = service_of(act.file, paper, service, code="D19")
        notices = act.file.course.notices
        if paper and proposal:
            notice = Notice(
                document=paper.id,
                notified_on=service.served_on,
                mode=service.mode,
                recipient=service.recipient,
                proposal_version=int(paper.data.get("proposal_version", 0)),
                fine=proposal.fine,
                kinds=proposal.kinds,
                says=tuple(word for word, block in _SAYS.items() if paper.data.get(block)),
            )
            notices = (*notices, notice)
        act.require(
            notice=notice_facts(notices, act.file.course, given_now=True), service=service_news(served, paper)
        )
        assert paper is not None  # without a signed notice the rules have refused
        act.write(notice)
        subject = act.write(served)
        receipt(act, paper, service)
        act.change(notified_on=service.served_on)
        password = f"{secrets.randbelow(10**8):08d}"
        act.finish(
            subject=subject,
            on=service.served_on,
            without=() if "hearing" in notice.says else ("PEN.HEAR.REQ",),
            password_hash=make_password(password),
            title=paper.title,
            recipient=service.recipient,
            mode=ServiceMode(service.mode).label,
        )
    return Notified(act.done, password)
