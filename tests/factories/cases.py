"""依法办理的案件: a case brought through the acts, one after the other, to any point.

    story = lawful_case(city, upto="decide_case")     everything up to and including the decision
    story = lawful_case(city, before="decide_case")   ready for the decision, and no further
    story.decide_case(opinion="同意")                  any act, with other arguments than the lawful ones

Never a raw insert: what these stories make is lawful and in the ledger, as the demo city is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image

from sanxiang.cases import selectors as cases
from sanxiang.cases.types import CaseView
from sanxiang.documents.selectors import documents_of_case
from sanxiang.documents.types import DocumentView
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
from sanxiang.flows.issue_document import issue_document
from sanxiang.flows.notify_party import notify_party
from sanxiang.flows.prepare_publication import prepare_publication
from sanxiang.flows.propose_outcome import propose_outcome
from sanxiang.flows.publish_decision import publish_decision
from sanxiang.flows.record_performance import record_performance
from sanxiang.flows.record_statement import record_statement
from sanxiang.flows.record_step import record_step
from sanxiang.flows.register_clue import register_clue
from sanxiang.flows.serve_document import serve_document
from sanxiang.flows.shared.types import Attendee, FactorInput, FileInput, ProposalInput, ServiceInput
from sanxiang.flows.sign_document import sign_document
from sanxiang.flows.submit_for_review import submit_for_review
from sanxiang.flows.verify_clue import verify_clue
from sanxiang.flows.withdraw_publication import withdraw_publication
from sanxiang.kernel import Actor, local_date
from sanxiang.review.types import PointAnswer
from sanxiang.rules.review import CHECKLIST
from tests.factories.city import City
from tests.kept import kept

BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ACT_ON = date(2026, 2, 20)


def photo(shade: int = 120) -> bytes:
    """A small real picture."""
    out = BytesIO()
    Image.new("RGB", (48, 32), (shade, 140, 90)).save(out, "JPEG")
    return out.getvalue()


def proposal(city: City, **changes: Any) -> ProposalInput:
    """罚款21万元, in the tier 一般; heavy enough for review and for the right to a hearing."""
    values: dict[str, Any] = {
        "outcome": "penalty",
        "facts": "2026年2月20日，当事人未取得排污许可证，经厂区东侧排气筒排放颗粒物。",
        "reasons": "现场检查笔录、照片和询问笔录相互印证，足以认定。",
        "kinds": ("fine",),
        "fine": Decimal(210_000),
        "correction": "立即停止排放污染物",
        "benchmark": city.benchmark,
        "discretion_note": "没有从轻、减轻或者从重情节，适用“一般”阶次。",
    }
    return ProposalInput(**values | changes)


def passed() -> dict[int, PointAnswer]:
    """All points of the checklist answered 通过."""
    return {n: PointAnswer("pass") for n in CHECKLIST}


@dataclass
class Story:
    """A case and the clock on the wall; each act is a method with lawful arguments."""

    city: City
    now: datetime = BEGIN
    fine: Decimal = Decimal(210_000)
    flags: tuple[str, ...] = ()
    case_id: UUID = field(default_factory=lambda: UUID(int=0))
    password: str = ""

    @property
    def today(self) -> date:
        return local_date(self.now)

    @property
    def case(self) -> CaseView:
        return cases.get_case(actor=self.city.lead, case=self.case_id)

    def later(self, *, days: int = 0, hours: int = 1) -> None:
        """Let time pass."""
        self.now += timedelta(days=days, hours=hours)

    def document(self, code: str) -> DocumentView:
        """The latest document of that code."""
        return documents_of_case(self.case_id, code)[-1]

    def _do(
        self, act: Callable[..., Any], actor: Actor, defaults: dict[str, Any], given: dict[str, Any]
    ) -> Any:
        values = {"actor": actor, "now": self.now, "case": self.case_id, **defaults, **given}
        return act(**values)

    def paper(self, code: str, *, data: dict[str, Any] | None = None, head: bool = False) -> DocumentView:
        """Draft by the lead, issue and sign: by the head what goes out, by the lead what stays in."""
        signer = self.city.head if head else self.city.lead
        made = draft_document(actor=self.city.lead, now=self.now, case=self.case_id, code=code, data=data)
        issue_document(actor=signer, now=self.now, case=self.case_id, document=made.subject)
        sign_document(actor=signer, now=self.now, case=self.case_id, document=made.subject)
        return self.document(code)

    def sheet(self, code: str) -> None:
        """An approval sheet with the opinions of the officer and the unit."""
        for actor in (self.city.lead, self.city.unit_head):
            draft_document(
                actor=actor, now=self.now, case=self.case_id, code=code, opinion="情况属实，建议批准。"
            )

    def register_clue(self, **given: Any) -> Any:
        values: dict[str, Any] = {
            "actor": self.city.lead,
            "now": self.now,
            "unit": self.city.unit,
            "source": "监督检查",
            "title": "鸿发建材未取得排污许可证排放污染物案",
            "clue_text": "日常检查发现东侧排气筒正在排放，现场未见排污许可证。",
        }
        done = register_clue(**values | given)
        self.case_id = done.case
        return done

    def verify_clue(self, **given: Any) -> Any:
        defaults: dict[str, Any] = {
            "party": self.city.party,
            "power_item": self.city.item,
            "act_on": ACT_ON,
            "act_place": "云屏市安澜区工业路9号",
            "region_code": "539900",
            "findings": "经核查，当事人未取得排污许可证，排放行为属实。",
        }
        return self._do(verify_clue, self.city.lead, defaults, given)

    def file_case(self, **given: Any) -> Any:
        return self._do(file_case, self.city.head, {"opinion": "同意立案。"}, given)

    def assign_officers(self, **given: Any) -> Any:
        lead, assistant = self.city.handlers
        defaults = {"lead": lead, "assistants": (assistant,)}
        return self._do(assign_officers, self.city.unit_head, defaults, given)

    def record_step(self, **given: Any) -> Any:
        defaults: dict[str, Any] = {
            "kind": "现场检查",
            "occurred_at": self.now - timedelta(minutes=30),
            "place": "云屏市安澜区工业路9号",
            "text": "东侧排气筒正在排放颗粒物，当事人未能出示排污许可证。",
            "id_shown": True,
            "rights_told": True,
            "recusal_told": True,
            "files": (
                FileInput("排气筒.jpg", photo(), "证明正在排放污染物", EvidenceKind.AUDIOVISUAL),
                FileInput("标牌.jpg", photo(60), "证明当事人身份", EvidenceKind.DOCUMENTARY),
            ),
        }
        return self._do(record_step, self.city.lead, defaults, given)

    def confirm_evidence(self, **given: Any) -> Any:
        items = tuple(item.id for item in items_of_case(self.case_id))
        return self._do(confirm_evidence, self.city.lead, {"items": items}, given)

    def propose_outcome(self, **changes: Any) -> Any:
        values = {"fine": self.fine, "flags": self.flags} | changes
        made = proposal(self.city, **values)
        return self._do(propose_outcome, self.city.lead, {"proposal": made}, {})

    def conclude_investigation(self, **given: Any) -> Any:
        return self._do(conclude_investigation, self.city.lead, {}, given)

    def served_today(self, **changes: Any) -> ServiceInput:
        """Handed over and signed for."""
        values: dict[str, Any] = {
            "mode": "DIRECT",
            "served_on": self.today,
            "recipient": "方启明",
            "relation": "法定代表人",
        }
        return ServiceInput(**values | changes)

    def notify_party(self, **given: Any) -> Any:
        told = self._do(notify_party, self.city.lead, {"service": self.served_today()}, given)
        self.password = told.password
        return told.done

    def record_statement(self, **given: Any) -> Any:
        defaults: dict[str, Any] = {
            "kind": "statement",
            "text": "已经停止排放，请求从轻处罚。",
            "adopted": False,
            "response": "停止排放系收到责令改正通知后所为，不属于主动消除危害后果。",
        }
        return self._do(record_statement, self.city.lead, defaults, given)

    def submit_for_review(self, **given: Any) -> Any:
        return self._do(submit_for_review, self.city.lead, {}, given)

    def give_opinion(self, **given: Any) -> Any:
        defaults = {"points": passed(), "opinion": "AGREE", "text": "事实清楚，适用法律正确，同意。"}
        return self._do(give_opinion, self.city.reviewer, defaults, given)

    def discuss_collectively(self, **given: Any) -> Any:
        defaults: dict[str, Any] = {
            "held_at": self.now,
            "place": "三楼会议室",
            "chair": "陆承",
            "attendees": (Attendee("陆承", "同意拟处理意见。"), Attendee("许岩", "同意，幅度适当。")),
            "conclusion": "同意按拟处理意见作出决定。",
        }
        return self._do(discuss_collectively, self.city.head, defaults, given)

    def decide_case(self, **given: Any) -> Any:
        return self._do(decide_case, self.city.head, {"opinion": "同意。"}, given)

    def serve_document(self, **given: Any) -> Any:
        if "document" not in given:
            given["document"] = self.document("D27").id
        return self._do(serve_document, self.city.lead, {"service": self.served_today()}, given)

    def prepare_publication(self, **given: Any) -> Any:
        return self._do(prepare_publication, self.city.discloser, {}, given)

    def publish_decision(self, **given: Any) -> Any:
        return self._do(publish_decision, self.city.second_discloser, {}, given)

    def withdraw_publication(self, **given: Any) -> Any:
        defaults = {
            "cause": "annulled",
            "document": "云政复决〔2026〕3号行政复议决定书",
            "made_on": self.today,
            "reason": "复议机关认为事实不清，决定撤销",
        }
        return self._do(withdraw_publication, self.city.head, defaults, given)

    def record_performance(self, **given: Any) -> Any:
        defaults = {"amount": self.fine, "paid_on": self.today, "receipt_no": "滇财罚00012345"}
        return self._do(record_performance, self.city.lead, defaults, given)

    def close_case(self, **given: Any) -> Any:
        return self._do(close_case, self.city.head, {"opinion": "同意结案。"}, given)


def _draft_decision(story: Story) -> None:
    draft_document(actor=story.city.lead, now=story.now, case=story.case_id, code="D27")


#: the acts of a lawful case in their order, with the papers between them and the days that pass before each
SCRIPT: tuple[tuple[str, int, Callable[[Story], Any]], ...] = (
    ("register_clue", 0, Story.register_clue),
    ("verify_clue", 1, Story.verify_clue),
    ("D02", 0, lambda s: s.sheet("D02")),
    ("file_case", 0, Story.file_case),
    ("assign_officers", 0, Story.assign_officers),
    ("record_step", 2, Story.record_step),
    ("confirm_evidence", 0, Story.confirm_evidence),
    ("propose_outcome", 7, Story.propose_outcome),
    ("D16", 0, lambda s: s.paper("D16")),
    ("conclude_investigation", 0, Story.conclude_investigation),
    ("D19", 1, lambda s: s.paper("D19", head=True)),
    ("notify_party", 0, Story.notify_party),
    ("record_statement", 2, Story.record_statement),
    ("D27", 7, _draft_decision),
    ("D17", 0, lambda s: s.paper("D17")),
    ("submit_for_review", 0, Story.submit_for_review),
    ("give_opinion", 1, Story.give_opinion),
    ("decide_case", 1, Story.decide_case),
    ("serve_document", 1, Story.serve_document),
    ("prepare_publication", 1, Story.prepare_publication),
    ("publish_decision", 0, Story.publish_decision),
    ("record_performance", 5, Story.record_performance),
    ("D39", 1, lambda s: s.sheet("D39")),
    ("close_case", 0, Story.close_case),
)


def lawful_case(
    city: City,
    *,
    upto: str = "",
    before: str = "",
    skip: tuple[str, ...] = (),
    instead: dict[str, Callable[[Story], Any]] | None = None,
    **options: Any,
) -> Story:
    """Play the script up to and including `upto`, or up to but not including `before`.

    `skip` leaves acts out, `instead` does something else in their place; `options` are the story's fields.
    """
    names, other = [name for name, _, _ in SCRIPT], instead or {}
    last = names.index(upto) + 1 if upto else names.index(before) if before else len(names)
    alike = min((names.index(name) for name in other if name in names), default=last)
    story = _played(city, min(alike, last), skip, **options)
    for name, days, act in SCRIPT[alike:last]:
        _play(story, name, days, other.get(name, act), skip)
    story.later()
    return story


@kept
def _played(city: City, acts: int, skip: tuple[str, ...], **options: Any) -> Story:
    """The first acts of the script; each is played on what those before it left."""
    if not acts:
        return Story(city, **options)
    story = _played(city, acts - 1, skip, **options)
    _play(story, *SCRIPT[acts - 1], skip)
    return story


def _play(story: Story, name: str, days: int, act: Callable[[Story], Any], skip: tuple[str, ...]) -> None:
    story.later(days=days)
    if name not in skip:
        act(story)


__all__ = ["ACT_ON", "BEGIN", "SCRIPT", "FactorInput", "Story", "lawful_case", "passed", "photo", "proposal"]
