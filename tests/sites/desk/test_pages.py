"""工作台的页面: who may open which, that another agency's case does not exist, and that nothing is refused silently."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from sanxiang.cases.selectors import events_of
from sanxiang.documents.selectors import documents_of_case
from sanxiang.evidence.selectors import items_of_case
from sanxiang.kernel import Actor, Role
from sanxiang.sites.desk import urls
from sanxiang.sites.desk.shell import rail
from sanxiang.sites.doors import door_of
from tests.factories.city import City, person
from tests.sites.desk.conftest import Desk

Opened = Callable[..., Desk]
TABS = (
    "case", "case_evidence", "case_documents", "case_law", "case_review", "case_publish", "case_record",
)  # fmt: skip
NOBODY = UUID(int=1)
#: answered only to a form
POSTED = {
    "review_save", "give_opinion", "evidence_verify", "issue_document", "sign_document", "prepare_publication",
    "publish_decision", "exam_begin",
}  # fmt: skip


def addresses(opened: Desk) -> Iterator[tuple[URLPattern, str]]:
    """Every address of the workbench, filled with what this case has."""
    known = {
        "case": opened.case,
        "item": items_of_case(opened.case)[0].id,
        "document": documents_of_case(opened.case)[-1].id,
        "code": "D16",
        # an examination has its own tests; none is held here
        "exam": NOBODY,
        "sitting": NOBODY,
    }
    for entry in urls.urlpatterns:
        wanted = {name: known[name] for name in entry.pattern.converters}
        yield entry, reverse(f"desk:{entry.name}", kwargs=wanted)


def everybody(city: City) -> dict[Role, Actor]:
    """One person for each role, with that role alone."""
    return {role: person(city, f"人员{n}", 40 + n, role) for n, role in enumerate(Role)}


def test_every_page_opens_to_the_roles_of_its_door_and_to_nobody_else(desk: Opened, city: City) -> None:
    opened = desk(upto="submit_for_review")
    clients = {role: opened.client(actor) for role, actor in everybody(city).items()}
    for entry, address in addresses(opened):
        declared = door_of(entry.callback)
        assert declared is not None
        for role, client in clients.items():
            answer = client.get(address)
            if answer.streaming:
                answer.getvalue()
            expected = 403 if role not in declared.roles else 405 if entry.name in POSTED else 200
            assert answer.status_code in (expected, *_nothing_there(entry.name)), (address, role)
    assert Client().get(reverse("desk:inbox"))["Location"].startswith("/login/")


def _nothing_there(name: str | None) -> tuple[int, ...]:
    """What there is only for pictures, only after the decision, and only in an examination."""
    return (404,) if name in ("evidence_thumbnail", "public_pdf", "sitting") else ()


def test_the_case_of_another_agency_does_not_exist(desk: Opened, city: City) -> None:
    opened = desk(upto="submit_for_review")
    stranger = opened.client(city.stranger)
    for entry, address in addresses(opened):
        declared = door_of(entry.callback)
        if "case" not in entry.pattern.converters or not declared or not city.stranger.has(*declared.roles):
            continue
        answer = stranger.post(address, {"key": "x"}) if entry.name in POSTED else stranger.get(address)
        assert answer.status_code == 404, address
    assert "鸿发建材" not in stranger.get(reverse("desk:cases") + "?view=all").content.decode()


@pytest.mark.parametrize(
    "upto", ["register_clue", "assign_officers", "notify_party", "give_opinion", "close_case"]
)
def test_every_tab_can_be_read_at_every_stage(desk: Opened, upto: str) -> None:
    opened = desk(upto=upto)
    client = opened.client(opened.story.city.lead)
    for tab in TABS:
        answer = client.get(opened.address(tab))
        assert answer.status_code == 200, tab
        assert opened.story.case.title in answer.content.decode()


def test_the_bar_offers_one_primary_act_to_whose_turn_it_is(desk: Opened) -> None:
    opened = desk(before="decide_case")
    city = opened.story.city
    head = opened.get(city.head, "case").content.decode()
    assert f'href="{opened.address("decide_case")}"' in head
    assert head.partition('class="sx-actbar"')[2].count("sx-btn--primary") == 1
    lead = opened.get(city.lead, "case").content.decode().partition('class="sx-actbar"')[2]
    assert "现在由机关负责人办理：作出决定" in lead
    assert "sx-btn--primary" not in lead


def test_the_gate_names_everything_that_is_missing_before_it_blocks(desk: Opened) -> None:
    opened = desk(upto="assign_officers")
    shown = opened.get(opened.story.city.lead, "conclude_investigation").content.decode()
    for words in (
        "还没有拟处理意见",
        "还没有调查取证的记录",
        "还没有可以作为定案根据的证据",
        "还没有制发案件调查终结报告",
    ):
        assert words in shown
    assert f'href="{opened.address("record_step")}"' in shown


def test_the_case_does_not_say_it_may_be_filed_without_the_opinion_of_the_unit(desk: Opened) -> None:
    opened = desk(before="D02")
    city = opened.story.city
    form = opened.get(city.lead, "draft_document", "D02").content.decode()
    assert "承办人意见</label>" in form and "承办人意见<span" not in form
    assert (
        "请填写“承办人意见”" in opened.submit(city.lead, "draft_document", "D02", opinion="").content.decode()
    )
    assert opened.submit(city.lead, "draft_document", "D02", opinion="建议立案。").status_code == 302
    for page in ("case", "file_case"):
        shown = opened.get(city.head, page).content.decode()
        assert "可以立案" not in shown and "可以办理" not in shown
        assert "立案审批表还没有填写“承办机构意见”" in shown
    unit = opened.get(city.unit_head, "case").content.decode()
    assert "去起草《立案审批表》" in unit
    assert opened.submit(city.unit_head, "draft_document", "D02", opinion="同意。").status_code == 302
    assert "可以立案" in opened.get(city.head, "case").content.decode()


def test_only_who_may_handle_the_case_can_be_chosen(desk: Opened) -> None:
    opened = desk(upto="file_case")
    city = opened.story.city
    page = opened.get(city.unit_head, "assign_officers").content.decode()

    def barred(actor: Actor) -> bool:
        (radio,) = re.findall(f'<input type="radio" name="lead" value="{actor.officer_id}"[^>]*>', page)
        return " disabled" in radio

    assert [barred(a) for a in (city.lead, city.assistant, city.third, city.unit_head)] == [False] * 4
    assert all(barred(a) for a in (city.head, city.reviewer, city.discloser))
    assert "陆承是本机关的" in page and "不承办由其审批、审核的案件" in page
    assert "何晴在系统中是" in page and "没有办案职责" in page


def test_a_form_is_offered_once_it_can_be_made(desk: Opened) -> None:
    opened = desk(upto="record_statement")
    lead, address = opened.story.city.lead, opened.address("draft_document", "D39")
    shown = opened.get(lead, "case_documents").content.decode()
    assert address not in shown and "结案审批表" in shown and "还没有作出决定" in shown
    opened = desk(upto="decide_case")
    assert opened.address("draft_document", "D39") in opened.get(lead, "case_documents").content.decode()


def test_a_refusal_lists_every_reason_with_its_way_on(desk: Opened) -> None:
    opened = desk(upto="assign_officers")
    lead = opened.story.city.lead
    answer = opened.submit(lead, "conclude_investigation")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "还没有调查取证的记录" in said and "行政处罚法" in said
    assert f'href="{opened.address("propose_outcome")}"' in said
    assert opened.story.case.state == "INVESTIGATE"


def test_entries_that_cannot_be_kept_are_shown_beside_their_fields(desk: Opened) -> None:
    opened = desk(before="record_step")
    lead = opened.story.city.lead
    answer = opened.submit(lead, "record_step", kind="现场检查", text="东侧排气筒", place="")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "处需要更正" in said and 'href="#id_place"' in said
    assert "东侧排气筒" in said


def test_htmx_gets_the_form_alone_and_the_refusal_alone(desk: Opened) -> None:
    opened = desk(before="record_step")
    lead = opened.story.city.lead
    client = opened.client(lead)
    headers = {"HX-Request": "true"}
    form = client.post(opened.address("record_step"), {"key": "k"}, headers=headers)
    assert form.status_code == 422
    assert form.content.decode().lstrip().startswith('<form class="sx-panel" id="act"')
    refused = client.post(opened.address("conclude_investigation"), {"key": "k"}, headers=headers)
    assert (refused.status_code, refused["HX-Retarget"]) == (422, "#refusal")
    assert "<html" not in refused.content.decode()


def test_htmx_is_led_on_as_a_whole_page(desk: Opened) -> None:
    opened = desk(before="file_case")
    sent = {"key": "k", "opinion": "同意立案。"}
    answer = opened.client(opened.story.city.head).post(
        opened.address("file_case"), sent, headers={"HX-Request": "true"}
    )
    assert answer["HX-Redirect"] == opened.address("case")


def test_autosaved_points_answer_with_their_count(desk: Opened) -> None:
    opened = desk(before="give_opinion")
    client = opened.client(opened.story.city.reviewer)
    sent = {"point-1": "pass", "point-2": "problem"}
    answer = client.post(opened.address("review_save"), sent, headers={"HX-Request": "true"}).content.decode()
    assert "已答2项，共11项" in answer and "1项有问题" in answer
    assert "<html" not in answer


def test_who_reviews_for_the_first_time_must_be_qualified(desk: Opened, city: City) -> None:
    opened = desk(before="give_opinion")
    newcomer = person(city, "新人", 61, Role.LEGAL_REVIEWER, qualified=False)
    answer = opened.post(newcomer, "review_save", **{"point-1": "pass"})
    assert answer.status_code == 422
    assert "法律职业资格" in answer.content.decode()


def test_agreement_is_locked_and_says_why(desk: Opened) -> None:
    opened = desk(before="give_opinion")
    shown = opened.get(opened.story.city.reviewer, "review_desk").content.decode()
    assert 'data-s="locked"' in shown
    assert "还有11项未答" in shown


def test_the_publication_is_previewed_before_it_is_prepared(desk: Opened) -> None:
    opened = desk(before="prepare_publication")
    discloser = opened.story.city.discloser
    before = len(events_of(opened.case))
    shown = opened.post(discloser, "case_publish", **{"choice-handlers": "hide"}).content.decode()
    assert "隐去“执法人员”须写明理由" in shown
    assert len(events_of(opened.case)) == before


def test_the_head_takes_a_publication_down(desk: Opened) -> None:
    opened = desk(upto="close_case")
    head, discloser = opened.story.city.head, opened.story.city.discloser
    shown = opened.client(head).get(opened.address("case_publish")).content.decode()
    assert opened.address("withdraw_publication") in shown
    theirs = opened.client(discloser).get(opened.address("case_publish")).content.decode()
    assert opened.address("withdraw_publication") not in theirs
    entered = {
        "key": "w1",
        "cause": "annulled",
        "document": "云政复决〔2026〕3号行政复议决定书",
        "made_on": opened.story.today.isoformat(),
        "reason": "复议机关认为事实不清，决定撤销",
    }
    assert opened.post(head, "withdraw_publication", **entered).status_code == 302
    after = opened.client(head).get(opened.address("case_publish")).content.decode()
    assert "已撤下" in after and "事实不清" in after and "更正公示" not in after


def test_the_inbox_shows_what_is_due_and_when(desk: Opened) -> None:
    opened = desk(before="verify_clue")
    shown = opened.client(opened.story.city.lead).get(reverse("desk:inbox")).content.decode()
    assert "核查线索" in shown and opened.address("case") in shown


def test_an_empty_inbox_says_so(city: City, at: Callable[[Any], None], now: Any) -> None:
    at(now)
    shown = Desk(None).client(city.reviewer).get(reverse("desk:inbox")).content.decode()  # type: ignore[arg-type]
    assert "今天没有待办" in shown


def test_the_list_is_searched_filtered_and_exported(desk: Opened) -> None:
    opened = desk(upto="register_clue")
    client = opened.client(opened.story.city.lead)
    address = reverse("desk:cases")
    assert "鸿发建材" in client.get(address, {"view": "all", "q": "鸿发"}).content.decode()
    none = client.get(address, {"view": "all", "q": "不存在"}).content.decode()
    assert "没有符合这些条件的案件" in none and "去掉这个条件" in none
    assert "鸿发建材" not in client.get(address, {"view": "all", "state": "CLOSED"}).content.decode()
    table = client.get(reverse("desk:cases_csv"), {"view": "all"}).content.decode("utf-8-sig").splitlines()
    assert table[0].startswith("案号,案由,当事人") and "鸿发建材" in table[1]


def test_a_party_is_recognised_by_its_code(desk: Opened) -> None:
    opened = desk(upto="register_clue")
    client = opened.client(opened.story.city.lead)
    address = reverse("desk:party_check")
    assert "云屏市鸿发建材有限公司" in client.get(address, {"uscc": "91539900MA0000071W"}).content.decode()
    assert "sx-note--warn" in client.get(address, {"uscc": "91539900MA00000710"}).content.decode()


def test_links_of_the_rail_lead_somewhere(desk: Opened, city: City) -> None:
    for actor in (city.lead, city.unit_head, city.head, city.reviewer, city.discloser):
        client = Desk(None).client(actor)  # type: ignore[arg-type]
        for group in rail(actor, "/w/"):
            for link in group.links:
                assert client.get(link.url).status_code == 200, link.url


def test_an_empty_field_is_named(desk: Opened) -> None:
    opened = desk(upto="close_case")
    shown = opened.post(opened.story.city.head, "withdraw_publication", key="w2").content.decode()
    assert "请选择“撤下的法定原因”" in shown and "请填写“公开说明的理由”" in shown
    assert "这个字段是必填项" not in shown
