"""绕过: what a hostile insider tries, each refused with its reason and without a trace in the tables (peers, part 5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from sanxiang.disclosure.selectors import publication_of
from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.issue_document import issue_document
from sanxiang.flows.reading import case_page
from sanxiang.flows.shared.types import Attendee, FactorInput
from sanxiang.flows.sign_document import sign_document
from sanxiang.kernel import Actor, NotFound, Role
from sanxiang.registry import services as registry
from tests.factories.cases import Story, lawful_case
from tests.factories.city import FOUNDED, SYSTEM, City, person, uscc
from tests.factories.powers import abolish
from tests.flows.conftest import codes_of, refused


def light(city: City, **upto: str) -> Story:
    """A fine of 60,000: neither review nor hearing."""
    return lawful_case(city, fine=Decimal(60_000), **upto)  # type: ignore[arg-type]


def paper(story: Story, act: Callable[..., Any], actor: Actor, **own: Any) -> Any:
    return act(actor=actor, now=story.now, case=story.case_id, **own)


# 文书: what is printed is what was decided; who writes and signs is not a matter of choice


def test_the_content_of_a_decision_cannot_be_typed_over(city: City) -> None:
    story = lawful_case(city, before="decide_case")
    lies = {
        "penalties": ["罚款壹万元"],
        "amount": "10000",
        "proposal_version": 9,
        "law": [],
        "discussion": "同意",
    }
    paper(story, draft_document, city.lead, code="D27", data=lies | {"party": {"name": "他人"}})
    said = story.document("D27").data
    assert said["amount"] == "210000.00" and "210,000" in said["penalties"][0]
    assert said["proposal_version"] == 1 and said["law"] and "discussion" not in said
    assert said["party"]["name"] == "云屏市鸿发建材有限公司"


def test_nobody_writes_the_opinion_of_another_on_a_sheet(city: City) -> None:
    story = lawful_case(city, before="D02")
    forged = [{"role": "承办机构意见", "text": "同意", "signer": "沈一舟", "date": "2026-03-03"}]
    paper(story, draft_document, city.lead, code="D02", data={"opinions": forged}, opinion="建议立案。")
    assert [o["signer"] for o in story.document("D02").data["opinions"]] == ["周敏"]
    refused(story.file_case, "document.field")


@pytest.mark.parametrize("code", ["D18", "D25", "D31"])
def test_what_an_act_draws_up_cannot_be_written_by_hand(city: City, code: str) -> None:
    story = lawful_case(city, before="decide_case")
    refused(lambda: paper(story, draft_document, city.lead, code=code, data={}), "document.by_act")


def test_documents_are_drafted_and_signed_by_whom_the_catalogue_names(city: City) -> None:
    story = lawful_case(city, before="D19")
    for nobody in (city.reviewer, city.head):
        refused(lambda a=nobody: paper(story, draft_document, a, code="D19"), "document.drafter")
    refused(lambda: paper(story, draft_document, city.third, code="D19"), "actor.handler")
    made = paper(story, draft_document, city.lead, code="D19").subject
    refused(lambda: paper(story, issue_document, city.lead, document=made), "document.signer")
    paper(story, issue_document, city.head, document=made)
    refused(lambda: paper(story, sign_document, city.lead, document=made), "document.signer")


def test_a_decision_is_signed_by_deciding_and_not_before(city: City) -> None:
    story = light(city, upto="record_statement")
    made = paper(story, draft_document, city.lead, code="D27").subject
    refused(lambda: paper(story, issue_document, city.head, document=made), "document.by_act")
    refused(lambda: paper(story, sign_document, city.head, document=made), "document.by_act")
    refused(lambda: story.serve_document(document=made), "service.undecided", guard="decision_served")


def test_no_other_paper_is_served_as_the_decision(city: City) -> None:
    story = lawful_case(city, upto="decide_case")
    story.later()
    other = paper(story, draft_document, city.lead, code="D27", data={"statement": "另一种说法"}).subject
    refused(lambda: story.serve_document(document=other), "service.other_document", guard="decision_served")


# 日期


def test_nothing_reaches_the_party_before_it_is_signed(city: City) -> None:
    story = lawful_case(city, before="notify_party")
    early = story.today - timedelta(days=30)
    refused(
        lambda: story.notify_party(service=story.served_today(served_on=early)),
        "service.before_signing",
        guard="service_evidence",
    )
    decided = lawful_case(city, upto="decide_case", instead={"verify_clue": _earlier})
    refused(
        lambda: decided.serve_document(service=decided.served_today(served_on=early)),
        "service.before_signing",
        guard="service_evidence",
    )


def test_the_first_service_of_the_decision_stands(city: City) -> None:
    """Peers N21."""
    story = lawful_case(city, upto="serve_document")
    served, pay = story.case.served_on, story.case.clock("PEN.PAY")
    story.later(days=10)
    story.serve_document()
    assert (story.case.served_on, story.case.clock("PEN.PAY")) == (served, pay)


@pytest.mark.parametrize(("days", "code"), [(-9, "statement.before_notice"), (9, "statement.future")])
@pytest.mark.parametrize("kind", ["statement", "waived"])
def test_a_statement_is_made_between_notice_and_today(city: City, kind: str, days: int, code: str) -> None:
    story = light(city, upto="notify_party")
    refused(
        lambda: story.record_statement(kind=kind, made_on=story.today + timedelta(days=days)),
        code,
        guard="statement_complete",
    )


def test_an_act_or_a_discussion_is_not_in_the_future(city: City) -> None:
    story = lawful_case(city, upto="register_clue")
    story.verify_clue(act_on=story.today + timedelta(days=40))
    story.sheet("D02")
    refused(story.file_case, "filing.act_future", guard="filing_standard")
    grave = lawful_case(city, upto="give_opinion", flags=("complex",))
    for days, code in ((9, "discussion.future"), (-900, "discussion.before_proposal")):
        refused(
            lambda d=days: grave.discuss_collectively(held_at=grave.now + timedelta(days=d)),
            code,
            guard="discussion_complete",
        )


# 人


def test_who_investigated_or_drafted_neither_reviews_nor_decides(city: City) -> None:
    both = person(city, "两面", 50, Role.OFFICER, Role.LEGAL_REVIEWER, Role.AGENCY_HEAD)

    def investigate_and_leave(story: Story) -> None:
        story.assign_officers(assistants=(both.officer_id,))
        story.record_step()
        story.assign_officers()

    story = lawful_case(city, before="give_opinion", instead={"record_step": investigate_and_leave})
    refused(lambda: story.give_opinion(actor=both), "review.conflict", guard="opinion_complete")
    story.give_opinion()
    refused(lambda: story.decide_case(actor=both), "decision.handler_approves", guard="decision_approved")


def test_one_man_does_not_make_a_discussion(city: City) -> None:
    """Peers N09."""
    story = lawful_case(city, upto="give_opinion", flags=("complex",))
    twice = (Attendee("陆承", "同意"), Attendee("陆承 ", "同意"))
    refused(
        lambda: story.discuss_collectively(attendees=twice), "discussion.members", guard="discussion_complete"
    )


# 告知


@pytest.mark.parametrize("kind", ["statement", "waived"])
def test_a_new_notice_opens_a_new_term(city: City, kind: str) -> None:
    """Peers N02, N03: what was said to the first notice does not end the term of the second."""
    story = light(city, upto="notify_party")
    story.later(days=1)
    story.record_statement(kind=kind, new_facts=kind == "statement")
    story.later()
    story.propose_outcome(fine=Decimal(55_000))
    story.paper("D19", head=True)
    story.notify_party()
    paper(story, draft_document, city.lead, code="D27")
    refused(story.decide_case, "reply.period", guard="reply_heard")
    story.later(days=9)
    assert codes_of(story.decide_case) == set()


def test_other_facts_or_another_party_need_a_new_notice(city: City) -> None:
    """Peers N05."""
    story = light(city, upto="record_statement")
    story.propose_outcome(facts="当事人通过暗管排放废水。")
    paper(story, draft_document, city.lead, code="D27")
    refused(story.decide_case, "decision.facts_not_notified", guard="no_heavier")
    registry.update_party(actor=SYSTEM, now=story.now, party=city.party, name="无关公司", uscc=uscc(77))
    refused(story.decide_case, "decision.party_not_notified", guard="no_heavier")


# 拟处理意见


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"factors": (FactorInput("F01", ("证据99",)),), "fine": Decimal(20_000)}, "proposal.evidence"),
        ({"benchmark": None, "fine": Decimal(1_000_000)}, "proposal.benchmark"),
        ({"kinds": ("fine", "detention")}, "proposal.kind_not_provided"),
        ({"confiscated": Decimal(5_000_000)}, "proposal.confiscated_kind"),
        ({"confiscated": Decimal(-5)}, "proposal.confiscated"),
    ],
)
def test_a_proposal_rests_on_file_benchmark_and_item(city: City, changes: dict[str, Any], code: str) -> None:
    story = lawful_case(city, before="propose_outcome")
    refused(lambda: story.propose_outcome(**changes), code, guard="proposal_complete")


def test_law_that_changed_since_the_act_is_pointed_out(city: City) -> None:
    """37: the milder law."""
    story = lawful_case(city, before="decide_case")
    page = case_page(actor=city.head, case=story.case_id, now=story.now)
    assert "law.changed" not in {c.code for c in page.act("decide_case").cautions}
    eve = timedelta(days=1)
    abolish(city.item, now=story.now - eve, until=story.today - eve)
    page = case_page(actor=city.head, case=story.case_id, now=story.now)
    assert "law.changed" in {c.code for c in page.act("decide_case").cautions}


# 他局的东西


def test_a_clue_takes_no_party_and_no_item_of_another_agency(city: City) -> None:
    """Peers N45."""
    story = lawful_case(city, upto="register_clue")
    assert city.stranger.agency_id
    other = registry.create_party(
        actor=SYSTEM,
        now=FOUNDED,
        agency=city.stranger.agency_id,
        kind="organisation",
        name="云屏市远洋商贸有限公司",
        uscc=uscc(99),
        legal_representative="柳望",
    )
    for attempt in (lambda: story.verify_clue(party=other), lambda: story.register_clue(party=other)):
        with pytest.raises(NotFound):
            attempt()
    story.verify_clue()


# 履行、公示


@pytest.mark.parametrize(
    ("payment", "code"),
    [
        ({"amount": Decimal(-5)}, "performance.negative"),
        ({"amount": Decimal(99_000_000)}, "performance.over"),
        ({"amount": Decimal(5), "days": 100}, "performance.future"),
        ({"amount": Decimal(5), "days": -300}, "performance.before_decision"),
    ],
)
def test_a_payment_is_possible(city: City, payment: dict[str, Any], code: str) -> None:
    story = lawful_case(city, upto="serve_document")
    days = payment.pop("days", 0)
    refused(
        lambda: story.record_performance(paid_on=story.today + timedelta(days=days), **payment),
        code,
        guard="performance_proved",
    )


def test_a_receipt_is_entered_once(city: City) -> None:
    story = lawful_case(city, upto="serve_document")
    story.record_performance(amount=Decimal(1000))
    refused(
        lambda: story.record_performance(amount=Decimal(1000)),
        "performance.receipt_repeated",
        guard="performance_proved",
    )


def test_a_ground_that_nobody_released_closes_no_case(city: City) -> None:
    story = lawful_case(
        city,
        before="close_case",
        skip=("publish_decision",),
        instead={"prepare_publication": lambda s: s.prepare_publication(ground="trade_secret")},
    )
    refused(story.close_case, "close.published", guard="published_or_withheld")
    story.publish_decision()
    assert codes_of(story.close_case) == set()


def test_a_company_is_no_minor(city: City) -> None:
    story = lawful_case(city, upto="serve_document")
    story.prepare_publication(ground="minor")
    refused(story.publish_decision, "disclosure.not_minor", guard="released_by_two")


def test_what_is_published_names_the_party_of_the_signed_decision(city: City) -> None:
    story = lawful_case(city, upto="serve_document")
    registry.update_party(actor=SYSTEM, now=story.now, party=city.party, name="完全无关公司")
    story.prepare_publication()
    story.publish_decision()
    found = publication_of(story.case_id)
    assert found and found.public and found.public["party_name"] == "云屏市鸿发建材有限公司"


def _earlier(story: Story) -> object:
    return story.verify_clue(act_on=story.today - timedelta(days=3))
