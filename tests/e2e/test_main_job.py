"""主线: one penalty case from the clue to a published decision that anyone can verify, by its people, in a browser.

Officer, unit head, agency head, legal reviewer and two disclosers do it through their screens, on a desk and on a
phone; then the public finds the decision, and checks it in the browser and with a bare Python that has no network.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from sanxiang.disclosure import search
from sanxiang.documents.selectors import documents_of_case
from sanxiang.evidence.selectors import items_of_case
from sanxiang.kernel import Actor
from sanxiang.ledger.sequencer import sequence_once
from sanxiang.rules.review import CHECKLIST
from tests.browser import browser
from tests.e2e.people import ACT, People
from tests.factories.cases import Story, photo
from tests.factories.city import City, found_city

__all__ = ["browser"]
pytestmark = pytest.mark.e2e


class Job:
    """The case, its people, and the clock on the wall."""

    def __init__(self, people: People, city: City, at: Callable[[datetime], None]) -> None:
        self.people, self.city, self.at = people, city, at
        self.story = Story(city)
        self.wait(0)

    def wait(self, days: int) -> None:
        """Some days later."""
        self.story.later(days=days)
        self.at(self.story.now)

    @property
    def today(self) -> str:
        return self.story.today.isoformat()

    def page(self, actor: Actor, place: str) -> Any:
        """A page of the case."""
        return self.people.open(actor, f"/w/cases/{self.story.case_id}/{place}")

    def act(self, actor: Actor, place: str, state: str, /, **entered: Any) -> None:
        """One act through its form; afterwards the case stands there."""
        page = self.page(actor, place)
        self.people.enter(page, entered)
        self.people.send(page)
        assert self.story.case.state == state

    def sheet(self, code: str) -> None:
        """An approval sheet: the officer's opinion, then the unit head's."""
        for actor in (self.city.lead, self.city.unit_head):
            page = self.page(actor, f"documents/draft/{code}/")
            self.people.enter(page, {"opinion": "情况属实，建议批准。"})
            self.people.send(page)

    def paper(self, code: str, signer: Actor) -> None:
        """A paper drafted by the officer, numbered and signed by the signer."""
        page = self.page(self.city.lead, f"documents/draft/{code}/")
        self.people.send(page)
        page = self.page(signer, f"documents/{documents_of_case(self.story.case_id, code)[-1].id}/")
        self.people.send(page)
        self.people.confirm(page)

    def served(self) -> dict[str, Any]:
        return {
            "mode": "DIRECT",
            "served_on": self.today,
            "place": "工业路9号",
            "recipient": "方启明",
            "relation": "法定代表人",
            "receipt": True,
        }


@pytest.fixture(params=[1440, 390], ids=["desk", "phone"])
def job(
    request: pytest.FixtureRequest,
    browser: Any,
    live_server: Any,
    transactional_db: None,
    at: Callable[..., None],
) -> Job:
    return Job(People(browser, live_server.url, request.param), found_city(), at)


def test_from_the_clue_to_a_decision_that_anyone_can_verify(job: Job, tmp_path: Path) -> None:
    register_and_file(job)
    investigate(job)
    password = notify_and_hear(job)
    refuse_without_review(job)
    review_and_decide(job)
    serve_and_publish(job)
    while sequence_once(now=datetime.now(UTC)):
        pass
    search.refresh_index()
    bundle = find_it(job, tmp_path)
    verify_it(job, bundle, tmp_path)
    follow_it(job, password)
    assert sorted(set(job.people.said)) == []
    assert len(job.people.looked_at) > 40


def register_and_file(job: Job) -> None:
    city, people = job.city, job.people
    page = people.open(city.lead, "/w/cases/new/")
    clue = {
        "source": "监督检查",
        "unit": city.unit,
        "title": "鸿发建材涉嫌无证排污",
        "clue_text": "巡查发现东侧排气筒正在排放颗粒物，现场不能出示排污许可证。",
    }
    people.enter(page, clue)
    people.send(page)
    found = re.search(r"/w/cases/([0-9a-f-]{36})/", page.url)
    assert found
    job.story.case_id = UUID(found[1])
    verified = {
        "title": "云屏市鸿发建材有限公司未取得排污许可证排放污染物案",
        "power_item": city.item,
        "act_on": "2026-02-20",
        "act_place": "云屏市安澜区工业路9号",
        "region_code": "539900",
        "kind": "organisation",
        "uscc": "91539900MA0000071W",
        "findings": "排放行为属实，本机关有管辖权。",
        "meets_standard": "yes",
    }
    job.act(city.lead, "verify-clue/", "CLUE", **verified)
    job.sheet("D02")
    job.act(city.head, "file-case/", "FILED", opinion="同意立案。")
    lead, assistant = city.handlers
    job.act(city.unit_head, "assign-officers/", "INVESTIGATE", lead=lead, assistants=[assistant])


def investigate(job: Job) -> None:
    city = job.city
    job.wait(2)
    step = {
        "kind": "现场检查",
        "occurred_at": job.story.now.strftime("%Y-%m-%dT%H:%M"),
        "place": "云屏市安澜区工业路9号",
        "text": "东侧排气筒正在排放颗粒物，现场负责人不能出示排污许可证。",
        "officers": list(city.handlers),
        "faces_party": True,
        "id_shown": True,
        "rights_told": True,
        "recusal_told": True,
        "party_confirmed": True,
        "file_1": {"name": "排气筒.jpg", "mimeType": "image/jpeg", "buffer": photo()},
        "file_kind_1": "audiovisual",
        "purpose_1": "证明正在排放污染物",
    }
    job.act(city.lead, "record-step/", "INVESTIGATE", **step)
    items = [item.id for item in items_of_case(job.story.case_id)]
    job.act(city.lead, "confirm-evidence/", "INVESTIGATE", items=items, note="与原件核对一致")
    proposal = {
        "outcome": "penalty",
        "facts": "2026年2月20日，当事人未取得排污许可证，经东侧排气筒排放颗粒物。",
        "reasons": "现场检查笔录、照片相互印证，足以认定。",
        "kinds": ["fine"],
        "fine": "210000",
        "correction": "立即停止排放污染物",
        "benchmark": city.benchmark,
        "discretion_note": "没有从轻、从重情节，适用“一般”阶次。",
    }
    job.act(city.lead, "propose-outcome/", "INVESTIGATE", **proposal)
    job.paper("D16", city.lead)
    job.act(city.lead, "conclude/", "CONCLUDED")


def notify_and_hear(job: Job) -> str:
    """Gives the viewing password that was shown once."""
    city, people = job.city, job.people
    job.paper("D19", city.head)
    page = job.page(city.lead, "notify-party/")
    people.enter(page, job.served())
    people.send(page)
    people.look(page, "查看密码")
    password = str(page.locator(".sx-secret__n").evaluate("e => e.lastChild.textContent.trim()"))
    job.wait(2)
    statement = {
        "kind": "statement",
        "made_on": job.today,
        "text": "已经停产，请求从轻处罚。",
        "adopted": "no",
        "response": "停产是责令改正后的义务，不是法定从轻情节。",
    }
    job.act(city.lead, "record-statement/", "STATEMENT", **statement)
    job.wait(7)
    people.send(job.page(city.lead, "documents/draft/D27/"))
    job.paper("D17", city.lead)
    return password


def refuse_without_review(job: Job) -> None:
    """A fine over the threshold: the head is told what is missing and by which article, and nothing happens."""
    page = job.page(job.city.head, "decide/")
    job.people.enter(page, {"opinion": "同意。"})
    page.locator(ACT).click()
    page.wait_for_selector("#refusal .sx-refuse")
    assert "第五十八条" in page.inner_text("#refusal")
    job.people.look(page, "拒绝")
    assert job.story.case.state == "STATEMENT"


def review_and_decide(job: Job) -> None:
    city, people = job.city, job.people
    people.picture(job.page(city.lead, ""), "case")
    for tab in ("evidence/", "documents/", "law/", "review/", "publish/", "record/"):
        job.page(city.lead, tab)
    job.act(city.lead, "submit-for-review/", "LEGAL_REVIEW")
    job.wait(1)
    page = people.open(city.reviewer, f"/w/review/{job.story.case_id}/")
    people.picture(page, "review")
    people.enter(page, {f"point-{number}": "pass" for number in CHECKLIST})
    page.wait_for_selector("[name=opinion][value=AGREE]:enabled")
    people.enter(page, {"opinion": "AGREE", "text": "事实清楚，证据充分，程序合法，裁量适当，同意。"})
    people.send(page)
    assert job.story.case.state == "REVIEWED"
    job.act(city.head, "decide/", "DECIDED", opinion="同意按拟处理意见作出决定。")


def serve_and_publish(job: Job) -> None:
    city, people = job.city, job.people
    decision = job.story.document("D27").id
    job.act(city.lead, "serve/", "SERVED", document=decision, **job.served())
    people.send(job.page(city.discloser, "publish/"))
    page = job.page(city.second_discloser, "publish/")
    people.confirm(page)
    assert job.story.case.published_on == job.story.today


def find_it(job: Job, folder: Path) -> Path:
    """From the home page to the decision in two actions; its bundle is downloaded."""
    people = job.people
    page = people.open(None, "/")
    page.fill("#q", "鴻發建材")
    page.click(".sx-search__box button")
    people.look(page, "搜索")
    page.click("main a:has-text('鸿发建材')")
    assert "/results/penalty/" in page.url
    people.look(page, "执法结果")
    assert "账本序号" in page.inner_text("main")
    with page.expect_download() as download:
        page.click("text=下载验证包")
    file = folder / "bundle.zip"
    download.value.save_as(file)
    return file


def verify_it(job: Job, bundle: Path, folder: Path) -> None:
    """In the browser, and with a bare Python; one changed byte fails and is named."""
    page = job.people.open(None, "/verify/")
    page.set_input_files("[data-verify-files]", bundle)
    page.wait_for_selector("[data-code='0']")
    job.people.look(page, "核验通过")
    job.people.picture(page, "verify")
    opened = folder / "bundle"
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(opened)
    assert _bare_python(opened).returncode == 0
    paper = opened / "决定书.pdf"
    changed = bytearray(paper.read_bytes())
    changed[len(changed) // 2] ^= 1
    paper.write_bytes(changed)
    told = _bare_python(opened)
    assert told.returncode == 1
    assert "决定书.pdf" in told.stdout


def _bare_python(folder: Path) -> subprocess.CompletedProcess[str]:
    """The verifier of the bundle in a Python without packages, environment or network."""
    command = ["unshare", "--net"] if _may_unshare() else []
    return subprocess.run(
        [*command, sys.executable, "-I", "-S", "verify.py", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def _may_unshare() -> bool:
    try:
        return subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def follow_it(job: Job, password: str) -> None:
    """The party sees where the case stands, with its number and the password."""
    page = job.people.open(None, "/")
    page.fill("#no", job.story.case.number)
    page.fill("#pw", password)
    page.click("text=查询进度")
    assert "送达" in page.inner_text("main")
    job.people.look(page, "办理进度")
