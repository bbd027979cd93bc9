"""轮到谁: the next thing to be done in a case, who does it, and whether that is the person who asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sanxiang.cases.policies import MAY, may_act
from sanxiang.documents.catalogue import form_of
from sanxiang.documents.types import Status
from sanxiang.flows.reading.types import CasePage
from sanxiang.kernel import ROLE_LABELS, Role
from sanxiang.rules.guards.decision import DECISION_DOCUMENTS
from sanxiang.rules.procedures.acts import Act, Step
from sanxiang.rules.sentences import chinese_date
from sanxiang.rules.terms import Outcome

#: documents drawn up from the proposal; an older version of it does not carry the present one
_FROM_PROPOSAL = frozenset({"D16", "D19", "D27", "D28"})
#: acts of the handlers, in words
_HANDLERS = "本案承办人"


@dataclass(frozen=True, slots=True)
class Turn:
    """The next thing to be done: a sentence beginning with a verb, and in whose hands it is."""

    act: str
    sentence: str
    who: str
    mine: bool
    #: the document it is about: its code, and the document itself once there is one
    code: str = ""
    document: UUID | None = None
    #: what is waited for, if it is nobody in the agency
    note: str = ""


def turns(page: CasePage) -> tuple[Turn, ...]:
    """What comes next on the main line, and beside it the publication; nothing once the case has ended."""
    found = [next(line, None) for line in (_main(page), _publication(page))]
    return tuple(turn for turn in found if turn)


def _main(page: CasePage) -> Iterator[Turn]:
    """What is still undone before the case leaves its step, in order."""
    case, course = page.file.case, page.file.course
    match case.state:
        case Step.CLUE:
            yield from _clue(page)
        case Step.FILED:
            yield _act(page, Act.ASSIGN_OFFICERS, "指派承办人")
        case Step.INVESTIGATE:
            if not course.records:
                yield _act(page, Act.RECORD_STEP, "记录调查取证")
            if any(e.confirmed_at is None and not e.invalid_reason for e in page.file.evidence):
                yield _act(page, Act.CONFIRM_EVIDENCE, "查证证据")
            if course.proposal is None:
                yield _act(page, Act.PROPOSE_OUTCOME, "提出拟处理意见")
            yield from _paper(page, "D16")
            yield _act(page, Act.CONCLUDE_INVESTIGATION, "终结调查")
        case _ if page.gate:
            yield from _towards(page, page.gate.id)


def _clue(page: CasePage) -> Iterator[Turn]:
    meets = page.file.case.meets_standard
    if meets is None:
        yield _act(page, Act.VERIFY_CLUE, "核查线索")
    elif meets:
        yield from _sheet(page, "D02")
        yield _act(page, Act.FILE_CASE, "审批立案")
    else:
        yield _act(page, Act.REFUSE_FILING, "审批不予立案")


def _towards(page: CasePage, act: str) -> Iterator[Turn]:
    """The papers that an act rests on, then the act."""
    decision = _decision_code(page)
    waiting = page.file.case.clock("PEN.STATEMENT")
    if page.file.case.state == Step.NOTICE and waiting and page.file.today <= waiting.due_on:
        note = f"等待当事人陈述申辩，期限到{chinese_date(waiting.due_on)}届满；期满没有提出的，案件继续办理"
        yield _act(page, Act.RECORD_STATEMENT, "记录陈述申辩", note)
    match act:
        case Act.NOTIFY_PARTY:
            yield from _paper(page, "D19")
            yield _act(page, act, "告知当事人")
        case Act.SUBMIT_FOR_REVIEW:
            yield from _draft(page, decision)
            yield from _paper(page, "D17")
            yield _act(page, act, "提交法制审核")
        case Act.GIVE_OPINION:
            yield _act(page, act, "出具审核意见")
        case Act.DISCUSS_COLLECTIVELY:
            yield _act(page, act, "记录集体讨论")
        case Act.DECIDE_CASE:
            yield from _draft(page, decision)
            yield _act(page, act, "作出决定")
        case Act.SERVE_DOCUMENT:
            yield _act(page, act, "送达决定书")
        case Act.RECORD_PERFORMANCE:
            yield _act(page, act, "记录履行")
        case Act.CLOSE_CASE:
            yield from _sheet(page, "D39")
            yield _act(page, act, "审批结案")


def _publication(page: CasePage) -> Iterator[Turn]:
    """Prepared by one person, released by another."""
    found = page.file.publication
    if found is None or found.published_on or (found.ground and found.released_by):
        return
    if found.prepared_at is None:
        yield _act(page, Act.PREPARE_PUBLICATION, "拟制公示")
        return
    turn = _act(page, Act.PUBLISH_DECISION, "审核发布公示")
    own = page.file.actor.person_id == found.prepared_by_id
    yield (
        turn
        if not own
        else Turn(turn.act, turn.sentence, f"{found.prepared_by}以外的公示发布人员", mine=False)
    )


def _decision_code(page: CasePage) -> str:
    proposal = page.file.course.proposal
    return DECISION_DOCUMENTS[Outcome(proposal.outcome)] if proposal else "D27"


def _act(page: CasePage, act: str, sentence: str, note: str = "") -> Turn:
    actor, case = page.file.actor, page.file.case
    mine = may_act(actor, act, case).ok
    if case.state in (Step.CLUE, Step.FILED) and not actor.has(Role.AGENCY_HEAD):
        mine = mine and actor.unit_id == case.unit_id
    return Turn(act, sentence, _who(page, act), mine, note=note)


def _who(page: CasePage, act: str) -> str:
    """In whose hands an act is: the handlers by name, else the offices that may do it."""
    if Role.OFFICER in MAY[act] and page.file.officers:
        return _HANDLERS + "、".join(o.name for o in page.file.officers)
    return "或者".join(ROLE_LABELS[role] for role in MAY[act])


def _sheet(page: CasePage, code: str) -> Iterator[Turn]:
    """An approval sheet bears the opinion of the officer and that of the unit before the head's."""
    yield from _draft(page, code)
    sheet, actor = page.file.document(code), page.file.actor
    if sheet and all(o["role"] != "承办机构意见" for o in sheet.data.get("opinions", ())):
        mine = actor.has(Role.UNIT_HEAD) and actor.unit_id == page.file.case.unit_id
        sentence = f"在《{sheet.title}》上签署承办机构意见"
        yield Turn(Act.DRAFT_DOCUMENT, sentence, ROLE_LABELS[Role.UNIT_HEAD], mine, code, sheet.id)


def _draft(page: CasePage, code: str) -> Iterator[Turn]:
    """There is a draft, drawn up from the present proposal."""
    paper, proposal, form = page.file.document(code), page.file.course.proposal, form_of(code)
    fresh = paper and (
        code not in _FROM_PROPOSAL
        or proposal is None
        or paper.data.get("proposal_version") == proposal.version
    )
    if not fresh:
        verb = "重新起草" if paper else "起草"
        yield _on_paper(page, Act.DRAFT_DOCUMENT, f"{verb}《{form.title}》", form.drafters, code)


def _paper(page: CasePage, code: str) -> Iterator[Turn]:
    """Drafted, numbered and signed."""
    yield from _draft(page, code)
    paper, form = page.file.document(code), form_of(code)
    if paper and paper.status is Status.DRAFT:
        yield _on_paper(page, Act.ISSUE_DOCUMENT, f"制发《{form.title}》", form.signers, code)
    elif paper and paper.status is Status.ISSUED:
        yield _on_paper(page, Act.SIGN_DOCUMENT, f"签署《{form.title}》", form.signers, code)


def _on_paper(page: CasePage, act: str, sentence: str, roles: tuple[Role, ...], code: str) -> Turn:
    actor, paper = page.file.actor, page.file.document(code)
    handled = not page.file.officers or page.file.case.is_handled_by(actor.officer_id)
    mine = actor.has(*roles) and (Role.OFFICER not in roles or handled)
    who = "或者".join(ROLE_LABELS[role] for role in roles)
    if Role.OFFICER in roles and page.file.officers:
        who = _HANDLERS + "、".join(o.name for o in page.file.officers)
    return Turn(act, sentence, who, mine, code, paper.id if paper else None)
