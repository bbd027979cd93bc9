"""剧本: the steps of a case in their order, each done through the acts by the person whose act it is."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from sanxiang.cli.demo_city.content.exhibits import file_of
from sanxiang.cli.demo_city.content.play import MINUTE, Play
from sanxiang.cli.demo_city.content.tales import Tale
from sanxiang.documents.selectors import documents_of_case
from sanxiang.evidence.selectors import items_of_case
from sanxiang.evidence.types import EvidenceKind
from sanxiang.flows.assign_officers import assign_officers
from sanxiang.flows.close_case import close_case
from sanxiang.flows.conclude_investigation import conclude_investigation
from sanxiang.flows.confirm_evidence import confirm_evidence
from sanxiang.flows.decide_case import decide_case
from sanxiang.flows.discuss_collectively import discuss_collectively
from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.file_case import file_case
from sanxiang.flows.give_opinion import give_opinion
from sanxiang.flows.notify_party import notify_party
from sanxiang.flows.prepare_publication import prepare_publication
from sanxiang.flows.propose_outcome import propose_outcome
from sanxiang.flows.publish_decision import publish_decision
from sanxiang.flows.record_performance import record_performance
from sanxiang.flows.record_statement import record_statement
from sanxiang.flows.record_step import record_step
from sanxiang.flows.refuse_filing import refuse_filing
from sanxiang.flows.register_clue import register_clue
from sanxiang.flows.serve_document import serve_document
from sanxiang.flows.shared.types import Attendee, FactorInput, FileInput, ProposalInput, ServiceInput
from sanxiang.flows.submit_for_review import submit_for_review
from sanxiang.flows.verify_clue import verify_clue
from sanxiang.flows.withdraw_publication import withdraw_publication
from sanxiang.kernel import local_date
from sanxiang.powers.selectors import benchmarks
from sanxiang.review.types import PointAnswer
from sanxiang.rules.review import CHECKLIST


def _register(play: Play) -> None:
    play.now += MINUTE
    tale = play.tale
    done = register_clue(
        actor=play.lead,
        now=play.now,
        unit=play.lead.unit_id or UUID(int=0),
        source=tale.source,
        title=f"{tale.party}{tale.violation.offence}案",
        clue_text=tale.clue,
        act_on=play.act_on,
        act_place=tale.place,
        region_code=play.region,
        party=play.city.parties[tale.party],
        power_item=play.city.items[tale.agency, tale.item],
    )
    play.case = done.case


def _verify(play: Play) -> None:
    tale = play.tale
    play.do(
        verify_clue,
        play.lead,
        party=play.city.parties[tale.party],
        power_item=play.city.items[tale.agency, tale.item],
        act_on=play.act_on,
        act_place=tale.place,
        region_code=play.region,
        findings=tale.violation.finding,
        meets_standard=not tale.refused,
    )


def _refuse(play: Play) -> None:
    play.do(refuse_filing, play.head, reason=play.tale.refused)


def _propose_filing(play: Play) -> None:
    offence = play.tale.violation.offence
    play.sheet(
        "D02",
        f"经核查，当事人涉嫌{offence}，违法事实初步清楚，属于本机关管辖且在追责期限内，建议立案调查。",
        "核查材料齐全，符合立案条件，同意立案，报请审批。",
    )


def _file(play: Play) -> None:
    play.do(file_case, play.head, opinion="同意立案，由承办机构依法全面、客观、公正调查。")


def _assign(play: Play) -> None:
    lead, partner = play.lead.officer_id, play.partner.officer_id
    play.do(assign_officers, play.unit_head, lead=lead, assistants=(partner,))


def _inspect(play: Play) -> None:
    began = play.now - 70 * MINUTE
    tale = play.tale
    play.do(
        record_step,
        play.lead,
        kind="现场检查",
        occurred_at=began,
        place=tale.place,
        text=tale.violation.site,
        id_shown=True,
        rights_told=True,
        recusal_told=True,
        files=tuple(
            FileInput(e.name, file_of(e, tale, began), e.proves, EvidenceKind(e.kind))
            for e in tale.violation.exhibits
        ),
    )


def _question(play: Play) -> None:
    began, tale = play.now - 60 * MINUTE, play.tale
    qa = [{"q": q, "a": a} for q, a in tale.violation.dialogue]
    told = "\n".join(f"问：{row['q']}\n答：{row['a']}" for row in qa)
    play.do(
        record_step,
        play.lead,
        kind="询问",
        occurred_at=began,
        place=f"{tale.place}办公区",
        text=told,
        id_shown=True,
        rights_told=True,
        recusal_told=True,
    )
    names = f"{play.lead.name}、{play.partner.name}"
    play.paper(
        "D05",
        play.lead,
        started_at=began,
        ended_at=began + 45 * MINUTE,
        place=f"{tale.place}办公区",
        person={"name": tale.recipient, "post": tale.relation},
        recorder=play.partner.name,
        id_shown=f"执法人员{names}出示执法证件，被询问人核对后确认无误。",
        rights_told="已告知有权申请执法人员回避，有权陈述、申辩；被询问人表示清楚，不申请回避。",
        qa=qa,
        party_opinion="以上笔录我看过，与我说的相符。",
    )


def _confirm(play: Play) -> None:
    items = tuple(item.id for item in items_of_case(play.case))
    play.do(confirm_evidence, play.lead, items=items)


def _propose(play: Play, fine: int = 0) -> None:
    tale, item = play.tale, play.city.items[play.tale.agency, play.tale.item]
    known = benchmarks(item, play.act_on)
    play.do(
        propose_outcome,
        play.lead,
        proposal=ProposalInput(
            outcome="penalty",
            facts=tale.violation.facts,
            reasons=tale.violation.reasons,
            kinds=tale.kinds,
            fine=Decimal(fine or tale.fine),
            confiscated=Decimal(tale.confiscated),
            correction=tale.violation.correction,
            benchmark=known[0].id if known else None,
            tier=tale.tier,
            factors=tuple(FactorInput(code, (proof,), note) for code, proof, note in tale.factors),
            discretion_note=tale.discretion,
            flags=tale.flags,
        ),
    )


def _conclude(play: Play) -> None:
    play.paper("D16", play.lead)
    play.do(conclude_investigation, play.lead)


def _notice(play: Play) -> None:
    play.paper("D19", play.head)


def _served(play: Play) -> ServiceInput:
    tale = play.tale
    return ServiceInput(
        mode=tale.service,
        served_on=local_date(play.now),
        recipient=tale.recipient,
        relation=tale.relation,
        witness=tale.witness,
        av=tale.service == "LEAVE",
        receipt=tale.service != "LEAVE",
        refusal=tale.refusal,
        consent_on=local_date(play.now) if tale.service == "ELECTRONIC" else None,
    )


def _notify(play: Play) -> None:
    play.do(notify_party, play.lead, service=_served(play))


def _hear(play: Play) -> None:
    tale = play.tale
    if tale.statement == "waived":
        play.do(record_statement, play.lead, kind="waived")
    else:
        said = {"text": tale.statement, "adopted": tale.adopted, "response": tale.response}
        play.do(record_statement, play.lead, kind="statement", **said)


def _draft(play: Play) -> None:
    play.do(draft_document, play.lead, code="D27")


def _request(play: Play) -> None:
    play.paper("D17", play.lead)


def _submit(play: Play) -> None:
    play.do(submit_for_review, play.lead)


def _answers(notes: dict[str, str], state: str) -> dict[int, PointAnswer]:
    noted = {int(n): text for n, text in notes.items()}
    return {n: PointAnswer(state if n in noted else "pass", noted.get(n, "")) for n in CHECKLIST}


def _review(play: Play, round_: int) -> None:
    said = play.tale.rounds[round_]
    points = {
        **_answers(said.get("notes", {}), "pass"),
        **{n: a for n, a in _answers(said.get("problems", {}), "problem").items() if a.note},
    }
    assert play.reviewer is not None  # noqa: S101  tales with rounds belong to agencies that have a reviewer
    play.do(give_opinion, play.reviewer, points=points, opinion=said["opinion"], text=said["text"])


def _revise(play: Play) -> None:
    _propose(play, play.tale.revised_fine)
    _draft(play)
    _request(play)
    _submit(play)


def _discuss(play: Play) -> None:
    held = play.tale.discussion
    people = tuple(Attendee(name, view, post) for name, post, view in held["views"])
    play.do(
        discuss_collectively,
        play.head,
        held_at=play.now - 50 * MINUTE,
        place=held["place"],
        chair=people[0].name,
        attendees=people,
        conclusion=held["conclusion"],
    )


def _decide(play: Play) -> None:
    play.do(decide_case, play.head, opinion="同意拟处理意见，依法作出处罚决定。")


def _serve(play: Play) -> None:
    paper = documents_of_case(play.case, "D27")[-1]
    play.do(serve_document, play.lead, document=paper.id, service=_served(play))


def _prepare(play: Play) -> None:
    play.do(prepare_publication, play.disclosers[0], ground=play.tale.withhold)


def _publish(play: Play) -> None:
    play.do(publish_decision, play.disclosers[1])


def _perform(play: Play) -> None:
    tale = play.tale
    owed = Decimal((tale.revised_fine or tale.fine) + tale.confiscated)
    number = f"云财罚{local_date(play.now):%y%m}{play.case.int % 10**6:06d}"
    play.do(
        record_performance,
        play.lead,
        amount=owed,
        paid_on=local_date(play.now),
        receipt_no=number if owed else "",
    )


def _propose_closing(play: Play) -> None:
    play.sheet(
        "D39",
        "处罚决定已履行完毕，违法行为已改正，决定已依法公示，建议结案。",
        "案卷材料齐全，同意结案，报请审批。",
    )


def _close(play: Play) -> None:
    play.do(close_case, play.head, opinion="同意结案，按规定归档。")


def _withdraw(play: Play) -> None:
    play.do(withdraw_publication, play.head, made_on=local_date(play.now), **dict(play.tale.withdrawn))


Step = tuple[str, int, Callable[[Play], None]]
#: name, working days since the step before, what is done
STEPS: tuple[Step, ...] = (
    ("register", 0, _register),
    ("verify", 3, _verify),
    ("sheet", 1, _propose_filing),
    ("file", 0, _file),
    ("assign", 0, _assign),
    ("inspect", 2, _inspect),
    ("question", 2, _question),
    ("confirm", 1, _confirm),
    ("propose", 4, _propose),
    ("conclude", 1, _conclude),
    ("notice", 1, _notice),
    ("notify", 1, _notify),
    ("hear", 3, _hear),
    ("draft", 4, _draft),
    ("request", 0, _request),
    ("submit", 0, _submit),
    ("review", 3, lambda play: _review(play, 0)),
    ("revise", 3, _revise),
    ("review again", 2, lambda play: _review(play, 1)),
    ("discuss", 2, _discuss),
    ("decide", 1, _decide),
    ("serve", 2, _serve),
    ("prepare", 1, _prepare),
    ("publish", 1, _publish),
    ("perform", 5, _perform),
    ("sheet of closing", 1, _propose_closing),
    ("close", 0, _close),
    ("withdraw", 8, _withdraw),
)
#: what the party has to reply, and a day: five working days are waited for where nothing is said
_REPLY = 7
_REFUSAL: tuple[Step, ...] = (*STEPS[:2], ("refuse", 1, _refuse))


def steps_of(tale: Tale) -> tuple[Step, ...]:
    """The steps this case goes through, up to and including its last."""
    if tale.refused:
        return _REFUSAL
    reviewed = tale.rounds or tale.upto in ("request", "submit")
    skipped = {
        "hear": not tale.statement,
        "request": not reviewed,
        "submit": not reviewed,
        "review": not tale.rounds,
        "revise": len(tale.rounds) < 2,
        "review again": len(tale.rounds) < 2,
        "discuss": not tale.discussion,
        "withdraw": not tale.withdrawn,
    }
    steps = [step for step in STEPS if not skipped.get(step[0], False)]
    if not tale.statement:
        steps = [(name, _REPLY if name == "draft" else gap, act) for name, gap, act in steps]
    last = [name for name, _, _ in steps].index(tale.upto) + 1
    return tuple(steps[:last])
