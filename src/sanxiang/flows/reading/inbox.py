"""待办: what this person has to do, the nearest end first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sanxiang.cases import selectors as cases
from sanxiang.cases.policies import may_act
from sanxiang.cases.types import CaseFilter, CaseView, ClockView
from sanxiang.disclosure.selectors import publications_of
from sanxiang.disclosure.types import PublicationView
from sanxiang.documents import selectors as documents
from sanxiang.documents.types import DocumentView, Status
from sanxiang.flows.reading.page import next_act
from sanxiang.flows.reading.types import Group, Inbox, InboxEntry
from sanxiang.flows.shared.facts import facts_of
from sanxiang.flows.shared.file import Once, open_file
from sanxiang.kernel import Actor, Role, local_date
from sanxiang.rules.procedures.acts import Act, Step

#: act → its sentence and the period it belongs to ("" = the one that ends first)
_SENTENCES: dict[str, tuple[str, str]] = {
    Act.VERIFY_CLUE: ("核查线索", "PEN.VERIFY"),
    Act.FILE_CASE: ("审批立案", "PEN.VERIFY"),
    Act.ASSIGN_OFFICERS: ("指派承办人", "PEN.DECIDE"),
    Act.CONCLUDE_INVESTIGATION: ("调查取证，制作调查终结报告", "PEN.DECIDE"),
    Act.NOTIFY_PARTY: ("制作并送达事先告知书", "PEN.DECIDE"),
    Act.SUBMIT_FOR_REVIEW: ("备齐材料，提交法制审核", "PEN.DECIDE"),
    Act.GIVE_OPINION: ("审核案件，出具法制审核意见", "PEN.REVIEW"),
    Act.DISCUSS_COLLECTIVELY: ("组织集体讨论", "PEN.DECIDE"),
    Act.DECIDE_CASE: ("审批并作出决定", "PEN.DECIDE"),
    Act.SERVE_DOCUMENT: ("送达决定书", "PEN.SERVE"),
    Act.PREPARE_PUBLICATION: ("拟制公示内容", "PEN.PUBLISH"),
    Act.PUBLISH_DECISION: ("审核发布公示", "PEN.PUBLISH"),
    Act.RECORD_PERFORMANCE: ("督促履行，登记缴款", "PEN.PAY"),
    Act.CLOSE_CASE: ("审批结案", ""),
}
#: what the office prepares for the head: act → (document it drafts, sentence while there is no draft)
_PREPARES: dict[str, tuple[str, str]] = {
    Act.FILE_CASE: ("D02", "起草立案审批表"),
    Act.DECIDE_CASE: ("D27", "起草处罚决定书"),
    Act.CLOSE_CASE: ("D39", "起草结案审批表"),
}
#: sheets that bear the opinion of the unit as well
_SHEETS = frozenset({"D02", "D39"})
_UNIT_OPINION = "签署承办机构意见"
_HEARING = frozenset({Step.NOTICE, Step.STATEMENT})
#: steps where the step alone does not say what comes next
_UNCERTAIN = frozenset(
    {Step.CONCLUDED, Step.NOTICE, Step.STATEMENT, Step.REVIEWED, Step.COLLECTIVE, Step.SERVED}
)
_SOON = cases.SOON.days


def inbox(*, actor: Actor, now: datetime) -> Inbox:
    """待办 of this person across all open cases of the agency, grouped by how soon they end."""
    today = local_date(now)
    wanted = CaseFilter(closed=False)
    found, once = list[InboxEntry](), Once()
    for case in cases.cases_with(actor=actor, today=today, wanted=wanted, limit=1000):
        found += _tasks(actor, case, today, once)
    if actor.has(Role.DISCLOSER, Role.AGENCY_HEAD):
        found += _publications(actor, today)
    return Inbox(tuple(sorted(found, key=lambda e: (e.due_on or date.max, e.case.title))))


def _tasks(actor: Actor, case: CaseView, today: date, once: Once) -> Iterator[InboxEntry]:
    if not _concerns(actor, case):
        return
    papers = once(documents.documents_of_case, case.id)
    if actor.has(Role.AGENCY_HEAD):
        yield from _to_sign(case, papers, today)
    act = _next(actor, case, today, once)
    if not act:
        return
    rule = _SENTENCES[act][1]
    act, sentence = _preparing(act, case, papers)
    # the lead alone closes the investigation, all handlers carry it out
    asked = Act.RECORD_STEP if act == Act.CONCLUDE_INVESTIGATION else act
    if may_act(actor, asked, case).ok and _is_theirs(actor, act, case, sentence):
        yield _entry(case, act, sentence, _due(case, rule), today)


def _preparing(act: str, case: CaseView, papers: tuple[DocumentView, ...]) -> tuple[str, str]:
    """The act itself, or what the office still prepares for it: the check, the sheet, the unit's opinion."""
    code, while_missing = _PREPARES.get(act, ("", ""))
    sheet = next((d for d in reversed(papers) if d.code == code and d.status is not Status.VOID), None)
    if case.state == Step.CLUE and case.meets_standard is None:
        return Act.VERIFY_CLUE, _SENTENCES[Act.VERIFY_CLUE][0]
    if code and sheet is None:
        return Act.DRAFT_DOCUMENT, while_missing
    if sheet and code in _SHEETS and all(o["role"] != "承办机构意见" for o in sheet.data.get("opinions", ())):
        return Act.DRAFT_DOCUMENT, _UNIT_OPINION + f"《{sheet.title}》"
    return act, _SENTENCES[act][0]


def _concerns(actor: Actor, case: CaseView) -> bool:
    """Could this person have anything to do here? Spares the reading of everybody else's files."""
    if actor.has(Role.AGENCY_HEAD) or (actor.has(Role.UNIT_HEAD) and case.unit_id == actor.unit_id):
        return True
    if actor.has(Role.LEGAL_REVIEWER) and case.state == Step.LEGAL_REVIEW:
        return True
    own_clue = case.state == Step.CLUE and case.unit_id == actor.unit_id
    return actor.has(Role.OFFICER) and (case.is_handled_by(actor.officer_id) or own_clue)


def _is_theirs(actor: Actor, act: str, case: CaseView, sentence: str) -> bool:
    """Whose line it is among those whose role would allow the act."""
    if sentence.startswith(_UNIT_OPINION) or act == Act.ASSIGN_OFFICERS:
        return actor.has(Role.UNIT_HEAD) and case.unit_id == actor.unit_id
    if act == Act.DRAFT_DOCUMENT and case.state != Step.CLUE:
        return case.is_handled_by(actor.officer_id)
    if act in (Act.DRAFT_DOCUMENT, Act.VERIFY_CLUE):
        return actor.has(Role.OFFICER) and case.unit_id == actor.unit_id
    return not (act == Act.GIVE_OPINION and case.is_handled_by(actor.officer_id))


def _next(actor: Actor, case: CaseView, today: date, once: Once) -> str:
    """The act that the case waits for; "" while it waits for the party."""
    waiting = case.clock("PEN.STATEMENT") or case.clock("PEN.HEAR.REQ")
    if case.state in _HEARING and waiting and waiting.due_on >= today and case.state == Step.NOTICE:
        return ""
    if not case.handlers and case.state not in (Step.CLUE, Step.LEGAL_REVIEW):
        return Act.ASSIGN_OFFICERS  # taken over: the handlers stayed with the agency that ended
    if case.state not in _UNCERTAIN:
        return {
            Step.CLUE: Act.FILE_CASE,
            Step.FILED: Act.ASSIGN_OFFICERS,
            Step.INVESTIGATE: Act.CONCLUDE_INVESTIGATION,
            Step.LEGAL_REVIEW: Act.GIVE_OPINION,
            Step.DECIDED: Act.SERVE_DOCUMENT,
            Step.PERFORM: Act.CLOSE_CASE,
        }.get(Step(case.state), "")
    return next_act(facts_of(open_file(actor=actor, case=case, today=today, once=once)))


def _to_sign(case: CaseView, papers: tuple[DocumentView, ...], today: date) -> Iterator[InboxEntry]:
    """签章队列: notices that the office has drafted and only the head may issue and sign."""
    for paper in papers:
        if paper.code in ("D19", "D20") and paper.status in (Status.DRAFT, Status.ISSUED):
            yield _entry(case, Act.SIGN_DOCUMENT, f"签发《{paper.title}》", _due(case, "PEN.DECIDE"), today)


def _publications(actor: Actor, today: date) -> Iterator[InboxEntry]:
    """Decisions that are to be published: to be prepared by one person and released by another."""
    wanted = CaseFilter(states=(Step.DECIDED, Step.SERVED, Step.PERFORM))
    decided = {c.id: c for c in cases.cases_with(actor=actor, today=today, wanted=wanted, limit=1000)}
    for publication in publications_of(decided).values():
        case = decided[publication.case_ref]
        act = _publication_act(publication)
        if act and may_act(actor, act, case).ok and actor.person_id != publication.prepared_by_id:
            yield _entry(case, act, _SENTENCES[act][0], _due(case, "PEN.PUBLISH"), today)


def _publication_act(publication: PublicationView) -> str:
    if publication.published_on or (publication.ground and publication.released_by):
        return ""
    return Act.PUBLISH_DECISION if publication.prepared_at else Act.PREPARE_PUBLICATION


def _due(case: CaseView, rule: str) -> ClockView | None:
    return case.clock(rule) or case.next_due


def _entry(case: CaseView, act: str, sentence: str, clock: ClockView | None, today: date) -> InboxEntry:
    left = clock.days_left(today) if clock else None
    return InboxEntry(
        case=case,
        act=act,
        sentence=sentence,
        due_on=clock.due_on if clock else None,
        period=clock.title if clock else "",
        group=_group(left),
        days_left=left,
    )


def _group(days_left: int | None) -> Group:
    if days_left is None or days_left > _SOON:
        return Group.OTHER
    return Group.OVERDUE if days_left < 0 else Group.SOON if days_left else Group.TODAY
