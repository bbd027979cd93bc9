"""导入的法规成批审定的页面: what came in on one page, all or some approved by another, the rest taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor
from sanxiang.sites.admin.overview.filling import tasks
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing import waiting
from tests.browser import browser
from tests.factories.city import City, found_city
from tests.imports.test_laws import LISTED, OLD
from tests.sites.admin.conftest import client_of, looks_right
from tests.sites.admin.test_law_register import bureau, html
from tests.statutes.test_import import load, write

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
ODD = OLD | {"article_count": 5, "effective_date": None}


def bring(client: Client, *laws: dict[str, Any]) -> str:
    """Send a file of laws, try it, keep it; answers the address of its run."""
    data = "\n".join(json.dumps(law, ensure_ascii=False) for law in laws).encode()
    sent = client.post("/a/imports/new/laws/", {"file": SimpleUploadedFile("法规.jsonl", data)})
    at = str(sent["Location"])
    page = html(client.get(at))
    chosen = re.findall(r'<select[^>]*name="(\w+)".*?</select>', page, re.S)
    picked = {
        name: found[1]
        for name in chosen
        if (found := re.search(rf'name="{name}".*?<option value="(\d+)" selected', page, re.S))
    }
    client.post(f"{at}start/", picked)
    client.post(f"{at}start/", {"keep": "1"})
    return at


def test_one_page_shows_what_came_and_another_approves_it(city: City, browse: Browse) -> None:
    keeper, supervisor = map(browse, bureau(city))
    at = bring(keeper, ODD, LISTED)
    run = html(keeper.get(at))
    assert "2部待审定" in run and "导入的人自己不能审定" in run and statutes.find_law(OLD["title"]) is None
    (batch,) = waiting.waiting_batches()
    (note,) = (task.note for task in tasks(city.agency, date(2026, 3, 2)) if task.title == "导入法规")
    assert note.endswith("导入的2部等司法行政机关的执法监督人员审定")
    page = reverse("admin:law_batch", args=[batch.id])
    assert page in run and "2部待审定，司理导入" in html(supervisor.get(reverse("admin:law_register")))
    shown = html(supervisor.get(page))
    assert "来源载明5条，分得2条" in shown and "施行日期取" in shown and "全部审定" in shown
    assert "全部审定" not in html(keeper.get(page))
    first = batch_lines(batch.id)[LISTED["title"]]
    one = html(supervisor.get(reverse("admin:law_change", args=[first])))
    assert "第一条" in one and "法规的页面" not in one and page in one
    assert keeper.get(reverse("admin:law_change_edit", args=[first])).status_code == 404
    approve = reverse("admin:law_batch_approve", args=[batch.id])
    assert keeper.post(approve, {"all": "1"}).status_code in (403, 404)
    empty = supervisor.post(approve)
    assert empty.status_code == 422 and "请至少选择一部" in html(empty)
    assert supervisor.post(approve, {"change": [str(first)]}).status_code == 302
    assert statutes.find_law(LISTED["title"]) and statutes.find_law(OLD["title"]) is None
    assert supervisor.post(approve, {"all": "1"}).status_code == 302
    law = statutes.find_law(OLD["title"])
    assert law and "司督审定" in html(supervisor.get(page)) and "已审定" in html(keeper.get(at))
    assert "司理录入，司督审定" in html(supervisor.get(reverse("admin:law", args=[law.id])))
    origin = html(supervisor.get(reverse("admin:row", args=["law", law.id])))
    assert "司理录入导入的文本" in origin and "司督审定导入的文本" in origin and "法规.jsonl" in origin


def batch_lines(batch: Any) -> dict[str, Any]:
    return {line.title: line.id for line in waiting.get_batch(batch).lines}


def test_the_import_is_undone_before_the_approval_and_not_after(city: City, browse: Browse) -> None:
    keeper, supervisor = map(browse, bureau(city))
    at = bring(keeper, LISTED)
    keeper.post(f"{at}undo/")
    assert "已撤销" in html(keeper.get(at)) and not waiting.waiting_batches()
    at = bring(keeper, LISTED, OLD)
    (batch,) = waiting.waiting_batches()
    first = batch_lines(batch.id)[LISTED["title"]]
    supervisor.post(reverse("admin:law_batch_approve", args=[batch.id]), {"change": [str(first)]})
    assert "已经审定，不能撤销" in html(keeper.post(f"{at}undo/"))
    discard = reverse("admin:law_batch_discard", args=[batch.id])
    assert keeper.post(discard).status_code == 302 and not waiting.waiting_batches()
    assert keeper.post(discard).status_code == 422
    assert statutes.find_law(LISTED["title"])


def test_an_extract_is_completed_by_a_batch(city: City, browse: Browse, tmp_path: Path) -> None:
    load(write(tmp_path, "part.jsonl", OLD | {"extract": True, "text": "第二条 下列行为："}))
    keeper, supervisor = map(browse, bureau(city))
    bring(keeper, OLD)
    (batch,) = waiting.waiting_batches()
    page = reverse("admin:law_batch", args=[batch.id])
    assert "补全节选" in html(supervisor.get(page))
    assert supervisor.post(f"{page}approve/", {"all": "1"}).status_code == 302
    law = statutes.find_law(OLD["title"])
    assert law and not statutes.versions(law.id)[0].extract
    one = batch_lines(batch.id)[OLD["title"]]
    assert "法规的页面" in html(supervisor.get(reverse("admin:law_change", args=[one])))


@pytest.mark.e2e
def test_the_page_looks_right(browser: Any, live_server: Any, transactional_db: None) -> None:
    keeper, supervisor = bureau(found_city())
    at = bring(client_of(keeper), ODD, LISTED)
    (batch,) = waiting.waiting_batches()
    page = reverse("admin:law_batch", args=[batch.id])
    one = reverse("admin:law_change", args=[batch_lines(batch.id)[OLD["title"]]])
    looks_right(browser, live_server, supervisor, page, one, reverse("admin:law_register"))
    looks_right(browser, live_server, keeper, page, at)
