"""Service, publication, performance, closing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sanxiang.cases.selectors import events_of
from sanxiang.disclosure.selectors import document_token, publication_of, result
from sanxiang.disclosure.types import Choice, FieldChoice
from sanxiang.documents.types import Status
from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.reading import publication_page
from sanxiang.kernel import NotFound, Role
from tests.factories.cases import Story, lawful_case
from tests.factories.city import City, person
from tests.flows.conftest import codes_of, refused


def test_each_way_of_service_has_its_proof(city: City) -> None:
    story = lawful_case(city, upto="decide_case")

    def serve(**how: object) -> object:
        return story.serve_document(service=story.served_today(**how))

    for mode in ("DIRECT", "POST", "ENTRUST", "FORWARD"):
        refused(lambda m=mode: serve(mode=m, receipt=False), "service.evidence", guard="service_evidence")
    refused(lambda: serve(mode="LEAVE"), "service.evidence", guard="service_evidence")
    refused(lambda: serve(mode="ELECTRONIC"), "service.evidence", guard="service_evidence")
    refused(lambda: serve(mode="ANNOUNCE"), "service.evidence", guard="service_evidence")
    refused(
        lambda: serve(served_on=story.today + timedelta(days=1)), "service.future", guard="service_evidence"
    )
    refused(lambda: serve(officers=(city.handlers[0],)), "officers.two", guard="two_officers")
    assert codes_of(lambda: serve(mode="LEAVE", witness="社区工作者黎明", refusal="拒绝签收")) == set()


def test_a_document_of_another_case_cannot_be_served_here(city: City) -> None:
    """Peers N60."""
    one = lawful_case(city, upto="decide_case")
    other = lawful_case(city, upto="verify_clue")
    with pytest.raises(NotFound):
        other.serve_document(document=one.document("D27").id, service=other.served_today())


def test_an_annulled_decision_is_taken_down_even_when_the_case_is_closed(city: City) -> None:
    """行政处罚法 48 第二款: taken down within three days, and the reason is public."""
    story = lawful_case(city, upto="close_case")
    story.later(days=20)
    made_on, party = story.today, story.case.party_name
    refused(lambda: story.withdraw_publication(actor=city.discloser), "actor.role")
    story.withdraw_publication(reason=f"复议机关认为对{party}的处罚事实不清")
    assert story.case.state == "CLOSED"
    event = events_of(story.case_id)[-1]
    assert event.payload["made_on"] == made_on.isoformat() and "复议决定书" in event.summary
    publication = publication_of(story.case_id)
    assert publication and (publication.state, publication.ended_on) == ("withdrawn", story.today)
    tombstone = result(publication.public_id)
    assert tombstone and tombstone["snapshot"] is None
    assert "事实不清" in tombstone["reason"] and party not in tombstone["reason"]
    refused(story.withdraw_publication, "disclosure.not_published")


def test_a_decision_that_nobody_reads_cannot_be_taken_down(city: City) -> None:
    story = lawful_case(city, upto="prepare_publication")
    refused(story.withdraw_publication, "disclosure.not_published")
    assert "withdrawal.cause" in codes_of(lambda: story.withdraw_publication(cause=""))


def test_service_by_announcement_takes_effect_after_thirty_days(city: City) -> None:
    story = lawful_case(city, upto="decide_case")
    story.serve_document(
        service=story.served_today(
            mode="ANNOUNCE",
            receipt=False,
            announce_reason="下落不明，直接、邮寄送达均未成功",
            announced_at="机关公告栏",
        )
    )
    assert story.case.served_on == story.today + timedelta(days=30)
    pay = story.case.clock("PEN.PAY")
    assert pay and pay.started_on == story.case.served_on


def test_serving_the_decision_starts_the_fifteen_days_and_makes_the_receipt(city: City) -> None:
    story = lawful_case(city, upto="serve_document")
    pay = story.case.clock("PEN.PAY")
    assert pay and pay.due_on == story.today + timedelta(days=15)
    assert story.case.clock("PEN.SERVE") is None
    receipts = story.document("D31")
    assert receipts.signed_at and receipts.data["document"]["number"] == "云环罚〔2026〕1号"
    assert story.document("D27").status is Status.SERVED


def test_a_signed_document_can_be_verified_by_its_token(city: City) -> None:
    story = lawful_case(city, upto="decide_case")
    paper = story.document("D27")
    found = document_token(paper.token)
    assert found and found["sha256"] == paper.sha256 and found["document_no"] == paper.number


def test_every_decision_is_owed_to_the_public_from_its_day(city: City) -> None:
    story = lawful_case(city, upto="decide_case")
    owed = publication_of(story.case_id)
    assert owed and owed.state == "due" and owed.due_on == story.case.clock("PEN.PUBLISH").due_on  # type: ignore[union-attr]
    assert result(owed.public_id) is None


def test_nothing_is_published_before_the_decision_or_by_one_person(city: City) -> None:
    """二人公示 (GIO 17; peers N28, N29)."""
    early = lawful_case(city, upto="give_opinion")
    refused(early.prepare_publication, "procedure.step")
    refused(early.publish_decision, "procedure.step")
    with pytest.raises(NotFound):
        publication_page(actor=city.discloser, case=early.case_id, now=early.now)
    early.decide_case()
    refused(early.publish_decision, "disclosure.prepared")
    early.prepare_publication()
    refused(lambda: early.publish_decision(actor=city.discloser), "disclosure.two_persons")
    refused(lambda: early.publish_decision(actor=city.lead), "actor.role")
    early.publish_decision(actor=city.head)
    shown = publication_of(early.case_id)
    assert shown and shown.state == "published" and shown.published_on == early.today
    assert result(shown.public_id)


def test_the_first_date_of_publication_stands(city: City) -> None:
    """Peers N19: publishing again does not wash away a late publication."""
    story = lawful_case(city, upto="publish_decision")
    first = story.case.published_on
    story.later(days=20)
    story.prepare_publication(reason="更正错别字")
    story.publish_decision()
    assert story.case.published_on == first


def test_a_decision_may_be_withheld_on_a_ground_and_the_case_closed(city: City) -> None:
    story = lawful_case(
        city,
        upto="close_case",
        instead={"prepare_publication": lambda s: s.prepare_publication(ground="state_secret")},
    )
    assert story.case.state == "CLOSED" and story.case.published_on is None
    withheld = publication_of(story.case_id)
    assert withheld and withheld.state == "withheld"


def test_the_page_shows_what_the_public_will_see(city: City) -> None:
    story = lawful_case(city, upto="decide_case")
    hidden = {"handlers": Choice(FieldChoice.HIDE, "")}
    page = publication_page(actor=city.discloser, case=story.case_id, now=story.now, choices=hidden)
    assert not page.verdict.ok and page.public == {}
    plain = publication_page(actor=city.discloser, case=story.case_id, now=story.now)
    assert plain.public["party_name"] == "云屏市鸿发建材有限公司"


def test_a_payment_has_its_receipt_and_the_case_closes_when_all_is_paid(city: City) -> None:
    story = lawful_case(city, before="record_performance")
    refused(
        lambda: story.record_performance(receipt_no=""), "performance.receipt", guard="performance_proved"
    )
    story.record_performance(amount=Decimal(100_000), receipt_no="A-1")
    assert story.case.performed_on is None and story.case.clock("PEN.PAY")
    story.sheet("D39")
    refused(story.close_case, "close.performed", guard="performed")
    story.record_performance(amount=Decimal(110_000), receipt_no="A-2")
    assert story.case.performed_on == story.today and story.case.clock("PEN.PAY") is None
    assert codes_of(story.close_case) == set()


def test_a_case_closes_published_corrected_and_approved_by_another(city: City) -> None:
    unpublished = lawful_case(city, before="close_case", skip=("publish_decision",))
    refused(unpublished.close_case, "close.published", guard="published_or_withheld")
    chief = person(city, "自拟", 44, Role.OFFICER, Role.AGENCY_HEAD)
    story = lawful_case(city, before="D39", instead={"verify_clue": _other_day})
    refused(story.close_case, "procedure.document")
    draft_document(actor=chief, now=story.now, case=story.case_id, code="D39", opinion="建议结案。")
    refused(lambda: story.close_case(actor=chief), "approval.same_person")


def test_nothing_can_be_done_in_a_closed_case(city: City) -> None:
    story = lawful_case(city)
    for act in (story.record_step, story.propose_outcome, story.decide_case, story.close_case):
        assert "procedure.step" in codes_of(act)


def _other_day(story: Story) -> object:
    return story.verify_clue(act_on=date(2026, 2, 21))
