"""导入的页面: from the file to the register and back, and every refusal in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sanxiang.imports import services
from sanxiang.imports.kinds import KINDS
from sanxiang.imports.workbooks import read_sheets
from sanxiang.jobs.imports import run_import
from sanxiang.kernel import Actor, Role
from sanxiang.powers import selectors as powers
from sanxiang.registry import selectors as registry
from sanxiang.registry import services as registers
from sanxiang.registry.policies import may_administer_city, register_scope
from sanxiang.sites.admin.imports.views import NEXT
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.city import FOUNDED, SYSTEM, City, found_city, person
from tests.sites.admin.conftest import client_of, looks_right, outsider, window

__all__ = ["browser"]

GOOD = "所在单位,科室名称,备注\n云屏市生态环境局,执法九科,x\n"
BAD = "所在单位,科室名称\n没有的局,执法八科\n云屏市生态环境局,\n"
CHOSEN = {"agency": "0", "name": "1", "is_review_office": ""}


@pytest.fixture
def client(browse: Callable[[Actor], Client], admin: Actor) -> Client:
    return browse(admin)


def send(client: Client, text: str | bytes = GOOD, kind: str = "units") -> Any:
    data = text.encode() if isinstance(text, str) else text
    return client.post(f"/a/imports/new/{kind}/", {"file": SimpleUploadedFile("机构.csv", data)})


def html(answer: Any) -> str:
    return str(answer.content.decode())


def names(city: City) -> set[str]:
    return {unit.name for unit in registry.units(city.agency)}


def test_a_file_is_matched_tried_kept_and_taken_back(client: Client, city: City) -> None:
    at = send(client)["Location"]
    matching = html(client.get(at))
    assert "待对列" in matching and "没有读入这些列：备注" in matching and "执法九科" in matching
    client.post(f"{at}start/", CHOSEN)
    tried = html(client.get(at))
    assert "试运行没有发现问题" in tried and "新增1行" in tried and "执法九科" not in names(city)
    client.post(f"{at}start/", {"keep": "1"})
    kept = html(client.get(at))
    assert "文件中1行：新增1行" in kept and "一行不漏" in kept and "执法九科" in names(city)
    assert "已导入" in html(client.get("/a/imports/"))
    client.post(f"{at}undo/")
    assert "已撤销" in html(client.get(at)) and "执法九科" not in names(city)


def test_looking_at_the_columns_does_not_read_the_file_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = send(client)["Location"]
    monkeypatch.setattr("sanxiang.imports.services.blob_store", None)
    monkeypatch.setattr("sanxiang.imports.workbooks.read_sheets", None)
    monkeypatch.setattr("sanxiang.imports.tables._csv", None)
    assert "执法九科" in html(client.get(at))


def test_an_agency_s_own_rule_comes_in_on_the_screen_and_the_law_of_the_city_does_not(client: Client) -> None:
    rule = "法规名称,公布日期,施行日期,条款,内容\n云屏市生态环境局办法,2026-01-05,2026-02-01,第一条,制定本办法。\n"
    at = send(client, rule, "articles")["Location"]
    chosen = {"title": "0", "version_date": "1", "effective_date": "2", "place": "3", "text": "4"}
    client.post(f"{at}start/", chosen)
    client.post(f"{at}start/", {"keep": "1"})
    assert "文件中1行：新增1行" in html(client.get(at))
    law = '{"title": "云屏法", "version_date": "2026-01-05", "text": "第一条 甲。"}\n'
    at = send(client, law, "laws")["Location"]
    client.post(f"{at}start/", {"title": "0", "version_date": "1", "text": "10"})
    assert "法规由司法行政机关的系统管理员导入" in html(client.get(at))


def test_problems_are_shown_by_row_and_column_and_can_be_downloaded(client: Client) -> None:
    at = send(client, BAD)["Location"]
    client.post(f"{at}start/", CHOSEN)
    shown = html(client.get(at))
    assert "第2行" in shown and "没有的局" in shown and "第3行" in shown and "一行也没有导入" in shown
    report = client.get(f"{at}report.xlsx")
    (_, rows, _), *_ = read_sheets(report.content)
    assert {row.cells[0] for row in rows} >= {"2", "3"}


def test_nothing_is_kept_that_was_not_tried(client: Client, city: City) -> None:
    at = send(client)["Location"]
    answer = client.post(f"{at}start/", {"keep": "1"})
    assert answer.status_code == 422 and "请先试运行" in html(answer) and "执法九科" not in names(city)


def test_a_column_cannot_be_read_twice(client: Client) -> None:
    at = send(client)["Location"]
    answer = client.post(f"{at}start/", CHOSEN | {"is_review_office": "1"})
    assert answer.status_code == 422 and "第2列已经当作“名称”" in html(answer)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (b"\xd0\xcf\x11\xe0old", "旧格式的xls"),
        (b"PK\x03\x04broken", "请"),
        (b"\x00\x01\x02", "不是文本表格"),
    ],
    ids=["empty", "xls", "broken", "binary"],
)
def test_what_cannot_be_read_is_refused_in_words(client: Client, data: bytes, said: str) -> None:
    answer = send(client, data)
    assert answer.status_code == 422 and said in html(answer) and "有1处需要更正" in html(answer)


def test_without_a_file_it_asks_for_one(client: Client) -> None:
    answer = client.post("/a/imports/new/units/", {})
    assert answer.status_code == 422 and "请选择要导入的表格文件" in html(answer)


def test_what_follows_an_import_is_said_once_rows_were_kept(client: Client) -> None:
    names = ("agency", "number", "title", "targets", "content", "mode", "frequency")
    rows = "单位,序号,抽查事项,对象,内容,方式,频次\n云屏市生态环境局,1,排污检查,排污单位,台账,现场检查,每年一次\n"
    at = send(client, rows, "random_check_items")["Location"]
    client.post(f"{at}start/", {name: str(n) for n, name in enumerate(names)})
    assert "下一步" not in html(client.get(at))
    client.post(f"{at}start/", {"keep": "1"})
    done = html(client.get(at))
    assert "由本机关负责人审定后才起作用" in done and f'href="{reverse("admin:random_check")}"' in done


def test_what_follows_an_import_has_its_place() -> None:
    assert set(NEXT) == {kind.code for kind in KINDS.values() if kind.after}
    assert "核对并报审" in KINDS["agencies"].after and "审定入库" in KINDS["agencies"].after
    for address, _ in NEXT.values():
        assert reverse(address).startswith("/a/")


def test_a_template_can_be_downloaded_for_every_kind(client: Client) -> None:
    page = html(client.get("/a/imports/"))
    for kind in services.KINDS:
        assert f"/a/imports/template/{kind}.xlsx" in page
        assert client.get(f"/a/imports/template/{kind}.xlsx").content.startswith(b"PK")
        assert client.get(f"/a/imports/new/{kind}/").status_code == 200
    assert client.get("/a/imports/new/nothing/").status_code == 404


def test_the_run_of_another_agency_is_not_there(client: Client, city: City) -> None:
    at = send(client)["Location"]
    stranger = outsider(city, Role.ADMINISTRATOR)
    for address in (at, f"{at}report.xlsx"):
        assert client_of(stranger).get(address).status_code == 404
    for address in (f"{at}start/", f"{at}undo/"):
        assert client_of(stranger).post(address).status_code == 404


def test_a_large_file_shows_how_far_it_is(
    client: Client, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 0)
    at = send(client)["Location"]
    client.post(f"{at}start/", CHOSEN)
    waiting = html(client.get(at))
    assert "已处理0行，共1行" in waiting
    assert 'hx-trigger="every 1s"' in waiting and '<noscript><meta http-equiv="refresh"' in waiting
    run_import(run=str(UUID(at.split("/")[3])), account=str(admin.account_id))
    part = html(client.get(at, headers={"HX-Request": "true"}))
    assert part.lstrip().startswith("<div") and "试运行没有发现问题" in part and "hx-trigger" not in part


@pytest.mark.e2e
@pytest.mark.parametrize("script", [True, False])
def test_the_whole_way_in_a_browser(
    browser: Any, live_server: Any, transactional_db: None, script: bool
) -> None:
    city = found_city()
    page = window(
        browser, live_server, person(city, "管清", 20, Role.ADMINISTRATOR), 390, java_script_enabled=script
    )
    page.goto(f"{live_server.url}/a/imports/")
    page.get_by_role("link", name="内设机构", exact=True).click()
    page.set_input_files("#id_file", {"name": "机构.csv", "mimeType": "text/csv", "buffer": GOOD.encode()})
    for button in ("上传并对列", "试运行", "导入1行"):
        if script:
            assert accessibility_problems(page) == [] and overflow(page) <= 0
        page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("heading", name="已导入").wait_for()
    assert "执法九科" in names(city) and page.said == []
    page.context.close()


def test_what_is_kept_and_needs_a_look_is_listed(client: Client, city: City) -> None:
    table = "执法主体,编号,违法行为,裁量档次,裁量情节,裁量标准\n"
    table += (
        "云屏市生态环境局,1,甲,1,一般,处七万元以下九万元以下罚款\n云屏市生态环境局,2,乙,1,一般,处二万元罚款\n"
    )
    at = send(client, table, "benchmarks")["Location"]
    columns = {
        name: str(n)
        for n, name in enumerate(("agency", "number", "title", "grade", "conditions", "standard"))
    }
    client.post(f"{at}start/", columns)
    tried = html(client.get(at))
    assert "文件2行=登记无疑1行+登记待核1行" in tried
    assert "前后都是“以下”" in tried and "第2行" in tried


def test_a_bureau_reads_the_rows_it_brought_for_others(
    city: City, admin: Actor, browse: Callable[[Actor], Client]
) -> None:
    """The pages of drafts and people of its region open for the bureau's administrator, not for another agency's."""
    other = replace(admin, agency_id=city.stranger.agency_id)
    assert not may_administer_city(other)
    outside = register_scope(other)
    registers.update_agency(
        actor=SYSTEM, now=FOUNDED, agency=city.agency, enforcement_fields=[registry.SUPERVISION]
    )
    assert city.agency not in outside and city.stranger.agency_id in register_scope(admin)
    head, own = "单位,事项编码,事项名称,权力类型\n", "云屏市城市管理局,CF-9,对违法停放的处罚,行政处罚\n"
    client = browse(admin)
    at = send(client, head + own, "power_items")["Location"]
    client.post(f"{at}start/", {"agency": "0", "code": "1", "name": "2", "kind": "3"})
    client.post(f"{at}start/", {"keep": "1"})
    assert city.stranger.agency_id
    (item,) = powers.power_items(city.stranger.agency_id)
    assert "对违法停放的处罚" in html(client.get(f"/a/items/{item.id}/"))
    assert "对违法停放的处罚" in html(client.get("/a/items/?state=draft"))
    assert client.get(f"/a/agencies/{city.stranger.agency_id}/").status_code == 200


def test_a_table_of_one_agency_needs_no_column_for_it(city: City, client: Client) -> None:
    """As real discretion tables and lists of one agency come."""
    at = send(client, "科室名称\n法制九科\n")["Location"]
    whole = f"all-{city.agency}"
    assert f'<option value="{whole}" selected>表中没有这一列，全部是：云屏市生态环境局' in html(
        client.get(at)
    )
    refused = client.post(f"{at}start/", {"agency": f"all-{city.stranger.agency_id}", "name": "0"})
    assert refused.status_code == 422
    client.post(f"{at}start/", {"agency": "", "name": "0"})
    assert "整个文件有1个问题，一行也没有导入" in html(client.get(at))
    client.post(f"{at}start/", {"agency": whole, "name": "0"})
    tried = html(client.get(at))
    assert "试运行没有发现问题" in tried and "全部按“云屏市生态环境局”登记" in tried
    client.post(f"{at}start/", {"keep": "1"})
    assert "法制九科" in names(city)
    cells = {row.cells for _, rows, _ in read_sheets(client.get(f"{at}report.xlsx").content) for row in rows}
    assert ("说明", "表中没有“执法主体”这一列，全部按“云屏市生态环境局”登记") in cells


@pytest.mark.e2e
def test_a_refused_file_and_its_columns_look_right(
    browser: Any, live_server: Any, transactional_db: None
) -> None:
    """A summary of what many rows share above the rows, and one agency for all rows beneath."""
    actor = person(found_city(), "管清", 20, Role.ADMINISTRATOR)
    client = client_of(actor)
    at = send(client, "单位,科室\n" + "".join(f"云屏市{n % 3}号局,第{n}科\n" for n in range(9)))["Location"]
    client.post(f"{at}start/", {"agency": "0", "name": "1"})
    whole = send(client, "科室名称\n法制九科\n")["Location"]
    assert "表中有3个单位没有登记：云屏市0号局、云屏市1号局、云屏市2号局（共9行）" in html(client.get(at))
    looks_right(browser, live_server, actor, at, whole, "/a/imports/")
