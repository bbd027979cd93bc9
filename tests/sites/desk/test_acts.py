"""每个行为在浏览器里办得成: the form, sent without script, does what the flow does, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sanxiang.cases.selectors import events_of
from sanxiang.documents.selectors import documents_of_case
from sanxiang.documents.types import Status
from sanxiang.evidence.selectors import items_of_case
from sanxiang.kernel import Actor
from sanxiang.review.selectors import reviews_of
from sanxiang.rules.review import CHECKLIST
from tests.factories.cases import Story, photo
from tests.factories.city import City, uscc
from tests.sites.desk.conftest import Desk

Opened = Callable[..., Desk]

SERVED = {
    "mode": "DIRECT",
    "recipient": "方启明",
    "relation": "法定代表人",
    "receipt": "on",
    "place": "工业路9号",
}


def _served(desk: Desk) -> dict[str, Any]:
    return {**SERVED, "served_on": desk.story.today.isoformat()}


def _proposal(desk: Desk) -> dict[str, Any]:
    return {
        "outcome": "penalty",
        "facts": "未取得排污许可证，经东侧排气筒排放颗粒物。",
        "reasons": "笔录、照片相互印证。",
        "kinds": ["fine"],
        "fine": "210000",
        "correction": "立即停止排放污染物",
        "benchmark": str(desk.story.city.benchmark),
        "discretion_note": "没有从轻、从重情节，适用“一般”阶次。",
    }


def _step(desk: Desk) -> dict[str, Any]:
    return {
        "kind": "现场检查",
        "occurred_at": desk.story.now.strftime("%Y-%m-%dT%H:%M"),
        "place": "云屏市安澜区工业路9号",
        "text": "东侧排气筒正在排放颗粒物。",
        "officers": [str(i) for i in desk.story.city.handlers],
        "faces_party": "on",
        "id_shown": "on",
        "rights_told": "on",
        "recusal_told": "on",
        "party_confirmed": "on",
        "file_1": SimpleUploadedFile("排气筒.jpg", photo(), "image/jpeg"),
        "file_kind_1": "audiovisual",
        "purpose_1": "证明正在排放污染物",
    }


def _verification(desk: Desk) -> dict[str, Any]:
    city = desk.story.city
    return {
        "title": "鸿发建材未取得排污许可证排放污染物案",
        "power_item": str(city.item),
        "act_on": "2026-02-20",
        "act_place": "工业路9号",
        "region_code": "539900",
        "kind": "organisation",
        "uscc": "91539900MA0000071W",
        "findings": "排放行为属实。",
        "meets_standard": "yes",
    }


def _assignment(desk: Desk) -> dict[str, Any]:
    lead, assistant = desk.story.city.handlers
    return {"lead": str(lead), "assistants": [str(assistant)]}


def _discussion(desk: Desk) -> dict[str, Any]:
    return {
        "held_at": desk.story.now.strftime("%Y-%m-%dT%H:%M"),
        "place": "三楼会议室",
        "chair": "陆承",
        "conclusion": "同意按拟处理意见作出决定。",
        "name_1": "陆承",
        "view_1": "同意。",
        "name_2": "许岩",
        "post_2": "副局长",
        "view_2": "同意，幅度适当。",
    }


#: act → who, what is entered, where the case stands afterwards
ACTS: dict[str, tuple[str, Callable[[Desk], dict[str, Any]], str]] = {
    "verify_clue": ("lead", _verification, "CLUE"),
    "file_case": ("head", lambda d: {"opinion": "同意立案。"}, "FILED"),
    "assign_officers": ("unit_head", _assignment, "INVESTIGATE"),
    "record_step": ("lead", _step, "INVESTIGATE"),
    "confirm_evidence": (
        "lead",
        lambda d: {"items": [str(e.id) for e in items_of_case(d.case)], "note": "与原件核对一致"},
        "INVESTIGATE",
    ),
    "propose_outcome": ("lead", _proposal, "INVESTIGATE"),
    "conclude_investigation": ("lead", lambda d: {}, "CONCLUDED"),
    "record_statement": (
        "lead",
        lambda d: {
            "kind": "statement",
            "made_on": d.story.today.isoformat(),
            "text": "请求从轻处罚。",
            "adopted": "no",
            "response": "没有法定从轻情节。",
        },
        "STATEMENT",
    ),
    "submit_for_review": ("lead", lambda d: {}, "LEGAL_REVIEW"),
    "decide_case": ("head", lambda d: {"opinion": "同意。"}, "DECIDED"),
    "serve_document": (
        "lead",
        lambda d: {**_served(d), "document": str(d.story.document("D27").id)},
        "SERVED",
    ),
    "record_performance": (
        "lead",
        lambda d: {
            "amount": "210000",
            "paid_on": d.story.today.isoformat(),
            "receipt_no": "滇财罚00012345",
            "correction_done": "on",
            "property_disposed": "on",
        },
        "PERFORM",
    ),
    "close_case": ("head", lambda d: {"opinion": "同意结案。"}, "CLOSED"),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_once_and_leads_back_to_the_case(desk: Opened, act: str) -> None:
    who, entered, state = ACTS[act]
    opened = desk(before=act)
    actor = getattr(opened.story.city, who)
    data = entered(opened)
    key = opened.key(actor, act)
    answer = opened.post(actor, act, key=key, **data)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert str(opened.case) in answer["Location"]
    assert opened.story.case.state == state
    done = [e for e in events_of(opened.case) if e.act == act]
    again = opened.post(actor, act, key=key, **entered(opened))
    assert again.status_code == 302
    assert [e for e in events_of(opened.case) if e.act == act] == done


def test_a_clue_is_registered_with_a_party_that_is_new(desk: Opened) -> None:
    opened = desk(upto="register_clue")
    client = opened.client(opened.story.city.lead)
    address = reverse("desk:register_clue")
    entered = {
        "key": "k1",
        "source": "投诉举报",
        "unit": str(opened.story.city.unit),
        "title": "云屏市恒通物流有限公司未取得排污许可证排放污染物案",
        "clue_text": "群众反映夜间排放。",
        "kind": "organisation",
        "uscc": "91539900MA0000128B",
        "name": "云屏市恒通物流有限公司",
        "legal_representative": "邵远",
        "region_code": "539900",
    }
    refused = client.post(address, entered)
    assert refused.status_code == 422
    assert "有1处需要更正" in refused.content.decode()
    answer = client.post(address, {**entered, "uscc": uscc(128)})
    assert answer.status_code == 302, answer.content.decode()
    assert client.post(address, {**entered, "uscc": uscc(128)})["Location"] == answer["Location"]
    assert "恒通物流" in client.get(answer["Location"]).content.decode()


def test_refusing_to_file_ends_the_clue(desk: Opened) -> None:
    opened = desk(before="file_case")
    assert (
        opened.submit(opened.story.city.head, "refuse_filing", reason="违法行为已过追责期限。").status_code
        == 302
    )
    assert opened.story.case.state == "NOT_FILED"


def test_the_viewing_password_is_shown_once(desk: Opened) -> None:
    opened = desk(before="notify_party")
    lead = opened.story.city.lead
    key = opened.key(lead, "notify_party")
    first = opened.post(lead, "notify_party", key=key, **_served(opened)).content.decode()
    again = opened.post(lead, "notify_party", key=key, **_served(opened)).content.decode()
    assert opened.story.case.state == "NOTICE"
    assert "sx-secret__n" in first and "sx-secret__n" not in again
    assert "只在第一次显示" in again


def test_a_grave_case_is_discussed(desk: Opened) -> None:
    opened = desk(upto="give_opinion")
    head = opened.story.city.head
    answer = opened.submit(head, "discuss_collectively", **_discussion(opened))
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert opened.story.case.state == "COLLECTIVE"


def test_a_paper_is_drafted_numbered_and_signed(desk: Opened) -> None:
    opened = desk(before="D16")
    lead = opened.story.city.lead
    assert opened.submit(lead, "draft_document", "D16").status_code == 302
    paper = documents_of_case(opened.case, "D16")[-1]
    assert opened.get(lead, "document_pdf", paper.id).content.startswith(b"%PDF")
    assert opened.post(lead, "issue_document", paper.id, key="i").status_code == 302
    assert opened.post(lead, "sign_document", paper.id, key="s").status_code == 302
    signed = documents_of_case(opened.case, "D16")[-1]
    assert (signed.status, bool(signed.sha256)) == (Status.SIGNED, True)
    assert opened.post(lead, "sign_document", paper.id, key="s").status_code == 302


def test_both_opinions_stand_on_the_sheet(desk: Opened) -> None:
    opened = desk(before="D02")
    city = opened.story.city
    assert opened.submit(city.lead, "draft_document", "D02", opinion="建议立案。").status_code == 302
    assert (
        opened.submit(city.unit_head, "draft_document", "D02", opinion="同意，报请批准。").status_code == 302
    )
    roles = [o["role"] for o in documents_of_case(opened.case, "D02")[-1].data["opinions"]]
    assert roles == ["承办人意见", "承办机构意见"]


def _points(state: str = "pass") -> dict[str, str]:
    return {f"point-{n}": state for n in CHECKLIST}


def test_points_are_kept_and_the_opinion_is_given(desk: Opened) -> None:
    opened = desk(before="give_opinion")
    reviewer = opened.story.city.reviewer
    kept = opened.post(
        reviewer, "review_save", **{"point-5": "problem", "note-5": "缺资质证书", "cites-5": "证据1、证据2"}
    )
    assert kept.status_code == 302
    answer = reviews_of(opened.case)[-1].points[5]
    assert (answer.state, answer.note, answer.cites) == ("problem", "缺资质证书", ("证据1", "证据2"))
    assert "缺资质证书" in opened.get(reviewer, "review_desk").content.decode()
    done = opened.post(reviewer, "give_opinion", key="k", opinion="AGREE", text="同意。", **_points())
    assert done.status_code == 302
    assert opened.story.case.state == "REVIEWED"
    assert (
        opened.post(
            reviewer, "give_opinion", key="k", opinion="AGREE", text="同意。", **_points()
        ).status_code
        == 302
    )
    assert len(reviews_of(opened.case)) == 1


def test_what_is_prepared_is_released_by_another_person(desk: Opened) -> None:
    opened = desk(before="prepare_publication")
    city = opened.story.city
    hidden = {"choice-handlers": "hide", "reason-handlers": "当事人要求保护执法人员个人信息"}
    sent = {**hidden, "conceal": "东侧排气筒"}
    assert opened.post(city.discloser, "prepare_publication", key="p", **sent).status_code == 302
    assert opened.get(city.discloser, "public_pdf").content.startswith(b"%PDF")
    panes = opened.get(city.lead, "case_publish").content.decode()
    assert panes.count("东侧排气筒") == 1
    refused = opened.post(city.discloser, "publish_decision", key="r")
    assert refused.status_code == 422
    assert opened.post(city.second_discloser, "publish_decision", key="r").status_code == 302
    assert opened.story.case.published_on == opened.story.today
    assert "看公示页" in opened.get(city.lead, "case_publish").content.decode()


def test_a_decision_may_be_withheld_with_its_ground(desk: Opened) -> None:
    opened = desk(before="prepare_publication")
    city = opened.story.city
    sent = {"key": "p", "ground": "trade_secret", "reason": "涉及当事人工艺参数"}
    assert opened.post(city.discloser, "prepare_publication", **sent).status_code == 302
    assert opened.post(city.head, "publish_decision", key="r").status_code == 302
    assert opened.story.case.published_on is None
    assert "已决定不予公开" in opened.get(city.lead, "case_publish").content.decode()


def test_the_whole_job_is_done_by_its_people_without_script(
    city: City, at: Callable[[datetime], None]
) -> None:
    """From the clue to the end: officer, unit head, agency head, legal reviewer, two disclosers."""
    desk = Desk(Story(city))

    def on(days: int) -> None:
        desk.story.later(days=days)
        at(desk.story.now)

    def done(answer: Any) -> None:
        assert answer.status_code == 302, answer.content.decode()[-3000:]

    def do(act: str) -> None:
        who, entered, state = ACTS[act]
        done(desk.submit(getattr(city, who), act, **entered(desk)))
        assert desk.story.case.state == state

    def paper(code: str, signer: Actor) -> None:
        done(desk.submit(city.lead, "draft_document", code))
        made = documents_of_case(desk.case, code)[-1].id
        done(desk.post(signer, "issue_document", made))
        done(desk.post(signer, "sign_document", made))

    def sheet(code: str) -> None:
        for actor in (city.lead, city.unit_head):
            done(desk.submit(actor, "draft_document", code, opinion="情况属实，建议批准。"))

    on(0)
    clue = {
        "key": "c",
        "source": "监督检查",
        "unit": str(city.unit),
        "title": "排放污染物案",
        "clue_text": "正在排放。",
    }
    registered: Any = desk.client(city.lead).post(reverse("desk:register_clue"), clue)
    done(registered)
    desk.story.case_id = UUID(registered["Location"].rstrip("/").rpartition("/")[2])
    do("verify_clue")
    sheet("D02")
    do("file_case")
    do("assign_officers")
    on(2)
    do("record_step")
    do("confirm_evidence")
    do("propose_outcome")
    paper("D16", city.lead)
    do("conclude_investigation")
    paper("D19", city.head)
    assert desk.submit(city.lead, "notify_party", **_served(desk)).status_code == 200
    on(2)
    do("record_statement")
    on(7)
    done(desk.submit(city.lead, "draft_document", "D27"))
    paper("D17", city.lead)
    do("submit_for_review")
    on(1)
    done(desk.post(city.reviewer, "give_opinion", key="o", opinion="AGREE", text="同意。", **_points()))
    do("decide_case")
    do("serve_document")
    done(desk.post(city.discloser, "prepare_publication", key="p"))
    done(desk.post(city.second_discloser, "publish_decision", key="r"))
    on(3)
    do("record_performance")
    sheet("D39")
    do("close_case")
    assert desk.story.case.published_on


def test_evidence_is_shown_and_verified(desk: Opened) -> None:
    opened = desk(upto="record_step")
    lead, (item, *_) = opened.story.city.lead, items_of_case(opened.case)
    assert b"".join(opened.get(lead, "evidence_file", item.id)).startswith(b"\xff\xd8")  # type: ignore[arg-type]
    assert opened.post(lead, "evidence_verify", item.id).status_code == 302
    client: Client = opened.client(lead)
    assert "校验一致" in client.get(opened.address("evidence_item", item.id)).content.decode()
