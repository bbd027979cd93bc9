"""演示案件: brought where they stand by the acts alone, and lawful on the way."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from sanxiang.cases.models import Case, CaseEvent
from sanxiang.cli.demo_city import ACCOUNTS, cases_part
from sanxiang.cli.demo_city.cases_part import Scene, _shared_out
from sanxiang.cli.demo_city.content.play import Play
from sanxiang.disclosure.models import Draft
from sanxiang.documents.models import Document
from sanxiang.evidence.models import EvidenceItem
from sanxiang.flows.decide_case import decide_case
from sanxiang.flows.give_opinion import give_opinion
from sanxiang.flows.prepare_publication import prepare_publication
from sanxiang.flows.publish_decision import publish_decision
from sanxiang.flows.serve_document import serve_document
from sanxiang.flows.shared.types import ServiceInput
from sanxiang.flows.submit_for_review import submit_for_review
from sanxiang.kernel import local_date
from sanxiang.ledger.models import LogEntry
from sanxiang.registry.calendar import work_calendar
from sanxiang.registry.models import Account
from sanxiang.registry.selectors import actor_for
from sanxiang.review.models import Review
from sanxiang.review.types import PointAnswer
from sanxiang.rules.review import CHECKLIST
from tests.demo.conftest import CHOSEN, NOW

pytestmark = pytest.mark.django_db
FOLDER = Path(cases_part.__file__).parent


def publication(case: UUID) -> Draft:
    return Draft.objects.select_related("publication").get(case_ref=case)


def test_every_case_stands_where_its_tale_ends(played: dict[str, UUID]) -> None:
    assert {key: Case.objects.get(pk=case).state for key, case in played.items()} == CHOSEN


def test_every_act_left_one_event_and_one_entry(played: dict[str, UUID]) -> None:
    for case in played.values():
        events = list(CaseEvent.objects.filter(case_id=case).order_by("id"))
        entries = set(
            LogEntry.objects.filter(case_id=case, kind__startswith="case.").values_list("id", flat=True)
        )
        assert {event.ledger_entry for event in events} == entries
        assert len(events) == len(entries) >= 1
        assert events[0].act == "register_clue"
        assert [event.at for event in events] == sorted(event.at for event in events)


def test_nothing_is_inserted_past_the_acts() -> None:
    """Neither the driver nor the content knows a table."""
    for path in (FOLDER / "cases_part.py", *(FOLDER / "content").glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not [m for m in modules if m.endswith("models")], path.name


def test_acts_fall_on_working_days_and_the_case_keeps_its_limits(played: dict[str, UUID]) -> None:
    calendar = work_calendar()
    for case in Case.objects.filter(pk__in=played.values()):
        days = {local_date(e.at) for e in CaseEvent.objects.filter(case=case)}
        assert all(calendar.is_working(day) for day in days), case.title
        if case.filed_on and case.decided_on:
            assert case.decided_on - case.filed_on <= timedelta(days=90)


def test_what_was_decided_is_published_withheld_or_withdrawn(played: dict[str, UUID]) -> None:
    person = publication(played["qidahai"]).publication
    assert person.state == "published"
    assert "祁大海" not in str(person.snapshot)
    party = Case.objects.get(pk=played["qidahai"]).party
    assert party is not None and party.name == "祁大海"
    withheld = publication(played["xingguang"]).publication
    assert (withheld.state, withheld.ground, withheld.snapshot) == ("withheld", "个人隐私", None)
    tombstone = publication(played["yuanfang"]).publication
    assert (tombstone.state, tombstone.snapshot) == ("withdrawn", None)
    assert "行政复议决定书" in tombstone.reason


def test_the_case_of_the_walk_through_waits_for_review(played: dict[str, UUID]) -> None:
    case = played["hongfa"]
    codes = set(Document.objects.filter(case_id=case, status="SIGNED").values_list("code", flat=True))
    assert {"D02", "D16", "D17"} <= codes
    assert Document.objects.get(case_id=case, code="D27").status == "DRAFT"
    assert not Review.objects.filter(case=case).exists()
    assert EvidenceItem.objects.filter(case_id=case).count() == 5


def test_a_visitor_can_finish_the_walk_through(played: dict[str, UUID]) -> None:
    """Submit, review, decide, serve, prepare and release: as the accounts of the table, on the day of the demo."""
    case, minute = played["hongfa"], timedelta(minutes=1)
    who = {a.login: actor_for(Account.objects.get(username=a.login)) for a in ACCOUNTS}

    def as_(username: str, act: Callable[..., Any], **own: Any) -> None:
        act(actor=who[username], now=NOW + minute * len(done), case=case, **own)
        done.append(username)

    done: list[str] = []
    as_("liwenqing", submit_for_review)
    points = {n: PointAnswer("pass") for n in CHECKLIST}
    as_("zhaomin", give_opinion, points=points, opinion="AGREE", text="同意。")
    as_("shenyanqiu", decide_case, opinion="同意。")
    paper = Document.objects.get(case_id=case, code="D27")
    how = ServiceInput(mode="DIRECT", served_on=local_date(NOW), recipient="高建明", relation="法定代表人")
    as_("liwenqing", serve_document, document=paper.pk, service=how)
    as_("luyinghe", prepare_publication)
    as_("baichuan", publish_decision)
    assert publication(case).publication.state == "published"
    assert paper.number.startswith("云环罚〔2026〕")


def test_a_review_that_found_a_problem_is_on_file(played: dict[str, UUID]) -> None:
    review = Review.objects.get(case=played["qinglan-monitor"])
    assert review.opinion == "SUPPLEMENT"
    assert "运维" in review.opinion_text


def test_texts_read_well(played: dict[str, UUID]) -> None:
    """Somebody looks at every change of these texts: the golden file is read before it is renewed."""
    texts = []
    for key in ("hongfa", "qidahai", "lengxiaomei"):
        case = Case.objects.get(pk=played[key])
        texts += [f"【{case.title}】", case.clue_text, case.findings]
        for paper in Document.objects.filter(case_id=case.pk, code__in=("D05", "D27")).order_by("code"):
            texts += [f"{r['q']}——{r['a']}" for r in paper.data.get("qa", ())]
            texts += [paper.data[name] for name in ("facts", "reasons", "correction") if name in paper.data]
    golden = Path(__file__).with_name("texts.txt")
    assert "\n".join(texts) + "\n" == golden.read_text("utf-8")


def test_the_numbers_of_an_agency_are_given_by_one_process() -> None:
    def scene(agency: str) -> Scene:
        play = cast(Play, SimpleNamespace(tale=SimpleNamespace(agency=agency)))
        return Scene(NOW, 0, play, lambda _: None, last=False)

    shares = _shared_out([scene(a) for a in "甲甲甲乙乙丙"], 2)
    agencies = [{s.play.tale.agency for s in share} for share in shares]
    assert not agencies[0] & agencies[1]
    assert [len(share) for share in shares] == [3, 3]
    assert len(_shared_out([scene("甲")], 2)) == 1
