"""Notice, statement, and that nothing is heavier for speaking up."""

from __future__ import annotations

from decimal import Decimal

from sanxiang.disclosure.services import try_progress
from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.shared.types import FactorInput
from tests.factories.cases import Story, lawful_case
from tests.factories.city import City
from tests.flows.conftest import codes_of, refused


def test_the_notice_must_be_signed_current_and_proved(city: City) -> None:
    story = lawful_case(city, before="D19")
    refused(story.notify_party, "procedure.document")
    story.paper("D19", head=True)
    refused(
        lambda: story.notify_party(service=story.served_today(receipt=False)),
        "service.evidence",
        guard="service_evidence",
    )
    refused(
        lambda: story.notify_party(service=story.served_today(mode="ELECTRONIC")),
        "service.evidence",
        guard="service_evidence",
    )
    refused(
        lambda: story.notify_party(service=story.served_today(officers=(city.handlers[0],))),
        "officers.two",
        guard="two_officers",
    )
    story.propose_outcome(fine=Decimal(300_000))
    refused(story.notify_party, "notice.version", guard="notice_current")


def test_only_the_head_issues_a_notice(city: City) -> None:
    story = lawful_case(city, before="D19")
    refused(lambda: story.paper("D19"), "document.approval", guard="document_approved")


def test_the_party_follows_its_case_with_the_password_of_the_notice(city: City) -> None:
    story = lawful_case(city, upto="notify_party")
    seen = try_progress(now=story.now, number=story.case.number, password=story.password)
    assert seen and "告知" in [s.label for s in seen.stages if s.state == "now"]
    assert [r.text for r in seen.rights] == ["陈述、申辩"]
    assert try_progress(now=story.now, number=story.case.number, password="00000000x") is None


def test_no_decision_before_the_term_has_run(city: City) -> None:
    """告知期内不得决定 (45, 62, 64; peers N02): a light case without review, the day after the notice."""
    story = _light(city, before="record_statement")
    _draft(story)
    refused(story.decide_case, "reply.period", guard="reply_heard")
    story.record_statement(kind="waived", text="")
    assert codes_of(story.decide_case) == set()


def test_the_term_that_went_by_lets_the_case_go_on_by_itself(city: City) -> None:
    story = _light(city, before="record_statement")
    _draft(story)
    story.later(days=8)
    assert codes_of(story.decide_case) == set()


def test_a_heavy_case_waits_for_the_term_of_the_hearing(city: City) -> None:
    story = lawful_case(city, upto="record_statement")
    _draft(story)
    story.paper("D17")
    refused(story.submit_for_review, "hearing.period", guard="hearing_held")


def test_a_statement_is_written_down_and_answered(city: City) -> None:
    story = _light(city, upto="notify_party")
    refused(lambda: story.record_statement(text=" "), "statement.content", guard="statement_complete")
    story.record_statement(adopted=None, response="")
    _draft(story)
    story.later(days=8)
    refused(story.decide_case, "reply.answer", guard="reply_heard")


def test_nothing_is_heavier_for_speaking_up(city: City) -> None:
    """不得因申辩加重 (45): neither by the decision nor by a new notice without new facts."""
    story = _light(city, upto="record_statement")
    story.propose_outcome(fine=Decimal(80_000))
    _draft(story)
    story.later(days=8)
    refused(story.decide_case, "decision.heavier", guard="no_heavier")
    story.paper("D19", head=True)
    refused(story.notify_party, "notice.heavier", guard="notice_current")
    story.later()
    story.propose_outcome(fine=Decimal(55_000))
    story.paper("D19", head=True)
    assert codes_of(story.notify_party) == set()


def test_the_lowest_amount_ever_notified_is_the_ceiling(city: City) -> None:
    """Renotifying a little more does not raise it (peers N04)."""
    story = _light(city, upto="notify_party")
    story.propose_outcome(fine=Decimal(70_000))
    story.paper("D19", head=True)
    story.notify_party()
    _draft(story)
    story.later(days=8)
    refused(story.decide_case, "decision.heavier", guard="no_heavier")


def test_a_lighter_proposal_needs_no_new_notice(city: City) -> None:
    story = _light(city, upto="record_statement")
    lighter = FactorInput("F01", ("证据1",))
    story.propose_outcome(
        fine=Decimal(30_000), factors=(lighter,), discretion_note="主动消除危害后果，从轻。"
    )
    _draft(story)
    story.later(days=8)
    assert codes_of(story.decide_case) == set()


def test_a_kind_that_was_not_notified_cannot_be_imposed(city: City) -> None:
    story = _light(city, upto="record_statement")
    story.propose_outcome(fine=Decimal(60_000), kinds=("fine", "suspend_business"))
    _draft(story)
    story.later(days=8)
    refused(story.decide_case, "decision.kind_not_notified", guard="no_heavier")


def _light(city: City, **upto: str) -> Story:
    """A fine of 60,000: neither review nor hearing."""
    return lawful_case(city, fine=Decimal(60_000), **upto)  # type: ignore[arg-type]


def _draft(story: Story) -> None:
    draft_document(actor=story.city.lead, now=story.now, case=story.case_id, code="D27")
