"""公示页面: what each shows, kept pages and entity tags, lists, search, progress, proofs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from sanxiang.disclosure import services
from sanxiang.sites.public.pages import build
from sanxiang.sites.public.words import credential_status, disclosure_status
from sanxiang.sites.tables import csv_lines
from tests.factories import disclosure as sample
from tests.sites.public.conftest import DOCUMENT, NUMBER, PASSWORD, TOKEN


def text(client: Client, address: str, **extra) -> str:
    return client.get(address, **extra).content.decode()


def test_home_counts_come_from_what_is_published(client, city):
    home = text(client, "/")
    for words in (
        "执法信息，一处可查",
        "云屏市恒源砖业有限公司",
        "关于公布2027年度随机抽查事项清单的公告",
        "数据截至",
    ):
        assert words in home
    assert "<dt>执法单位</dt><dd>5<small>个</small></dd>" in home
    assert "<dt>已公示执法结果</dt><dd>3<small>条</small></dd>" in home


def test_a_result_shows_fields_basis_proof_and_remedies(client, city):
    page = text(client, city.firm)
    for words in (
        "91520000MA6H1N2P3Q",
        "《排污许可管理条例》第三十三条第一项",
        "罚款210,000.00元",
        "存证证明",
        "打开决定书公示文本（PDF）",
    ):
        assert words in page


def test_a_person_is_masked_and_not_indexed_and_has_its_proof_like_a_firm(client, city):
    page = text(client, city.person)
    assert "秦某某" in page
    assert "自然人已隐名" in page
    assert '<meta name="robots" content="noindex">' in page
    pdf = client.get(f"{city.person}file").content
    assert pdf == sample.public_copy(sample.person_decision())
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{city.person}bundle.zip").content))
    assert archive.read("决定书.pdf") == pdf


def test_a_tombstone_has_number_reason_and_date_only(client, city):
    page = text(client, city.withdrawn)
    assert "云环罚〔2026〕300号" in page
    assert "云府行复〔2026〕9号" in page
    assert "恒源" not in page
    assert client.get(f"{city.withdrawn}file").status_code == 404
    assert client.get(f"{city.withdrawn}bundle.zip").status_code == 404


def test_a_correction_says_so(client, city):
    assert "罚款金额录入错误" in text(client, city.corrected)
    changed = text(client, "/results/withdrawn/")
    assert "云环罚〔2026〕300号" in changed
    assert "云环罚〔2026〕301号" in changed


def test_the_account_lists_every_decision(client, city):
    rows = list(csv.DictReader(io.StringIO(client.get("/data/account.csv").content.decode("utf-8-sig"))))
    assert len(rows) == 6
    assert {row["状态"] for row in rows} == {"published", "corrected", "withdrawn", "withheld", "due"}
    assert [row["不予公开理由"] for row in rows if row["状态"] == "withheld"] == ["涉及未成年人"]


def test_what_is_prepared_or_unknown_is_not_found(client, city):
    for address in (
        "/results/penalty/0000000000/",
        "/results/nothing/",
        "/law/0000000000/",
        "/nope/",
        "/data/cases.csv",
    ):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert 'action="/search"' in answer.content.decode()


def test_the_file_is_the_public_copy_and_the_bundle_holds_it(client, city):
    pdf = client.get(f"{city.firm}file").content
    assert pdf == sample.public_copy(city.firm_source)
    bundle = client.get(f"{city.firm}bundle.zip").content
    archive = zipfile.ZipFile(io.BytesIO(bundle))
    assert archive.testzip() is None
    assert archive.read("决定书.pdf") == pdf


def test_before_sequencing_the_page_waits_for_its_proof(client, city):
    view = sample.publish(sample.decision(400), sample.NOW)
    answer = client.get(f"/results/penalty/{view.public_id}/")
    assert "正在写入账本" in answer.content.decode()
    assert "public" not in answer["Cache-Control"]
    assert client.get(f"/results/penalty/{view.public_id}/bundle.zip").status_code == 503


def test_a_kept_page_is_answered_without_a_query(client, city, django_assert_num_queries):
    first = client.get(city.firm)
    assert "max-age=60" in first["Cache-Control"]
    with django_assert_num_queries(0):
        second = client.get(city.firm)
    assert (second.content, second["ETag"]) == (first.content, first["ETag"])
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_an_entity_tag_saves_the_body(client, city):
    for address in (city.firm, "/search?q=砖业"):
        etag = client.get(address)["ETag"]
        again = client.get(address, HTTP_IF_NONE_MATCH=etag)
        assert (again.status_code, again.content) == (304, b"")


def test_another_process_finds_the_kept_file(city, django_assert_max_num_queries):
    first = Client().get(city.firm)
    with django_assert_max_num_queries(1):  # the revision
        assert Client().get(city.firm).content == first.content


def test_new_software_keeps_new_pages(settings, tmp_path):
    """The verifier's scripts are of the ledger, not of the sites; they too make a new build."""
    settings.PACKAGE = tmp_path
    script = tmp_path / "ledger" / "verify.js"
    script.parent.mkdir()
    script.write_text("old")
    before = build.__wrapped__()
    script.write_text("new")
    assert build.__wrapped__() != before


def test_display_modes_are_kept_apart(city):
    client = Client()
    plain = text(client, "/")
    client.cookies["sx-size"] = "elder"
    assert 'data-sx-size="elder"' in text(client, "/")
    del client.cookies["sx-size"]
    assert text(client, "/") == plain


def test_a_withdrawal_takes_a_kept_page_down(client, city, no_delay):
    assert "恒源砖业" in text(client, city.firm)
    services.withdraw_publication(
        actor=sample.RELEASER,
        now=sample.NOW,
        case_ref=city.firm_source.case_ref,
        cause="unlawful",
        reason="判决确认违法",
        document="（2026）云0102行初7号",
    )
    page = text(client, city.firm)
    assert "恒源砖业" not in page
    assert "判决确认违法" in page


def test_lists_have_pages_and_filters(client, city):
    page = text(client, "/results/?agency=ag00000003")
    assert "秦某某" in page
    assert "恒源" not in page
    assert "去掉这个条件" in page
    assert "共0条" in text(client, "/results/?since=2099-01-01")
    assert "没有符合条件的记录" in text(client, "/results/?since=2099-01-01")
    assert "共3条" in text(client, "/results/?since=not-a-date&page=99&size=7")
    assert "秦某某" in text(client, "/results/?q=占道")
    assert "共0条" in text(client, "/results/licence/")


def test_page_two_is_a_real_link_with_the_filters_in_it(client, city):
    for number in range(500, 520):
        sample.publish(sample.decision(number), sample.NOW)
    page = text(client, "/results/?agency=ag00000001")
    assert 'href="?agency=ag00000001&amp;page=2&amp;size=20"' in page
    second = text(client, "/results/?agency=ag00000001&page=2")
    assert 'aria-current="page" aria-label="第2页"' in second


def test_export_is_the_filtered_list_and_harmless_in_a_spreadsheet(client, city):
    answer = client.get("/results/export.csv?agency=ag00000003")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["行政相对人"] for row in rows] == ["秦某某"]
    lines = "".join(csv_lines(["名称"], iter([["=cmd|'/c calc'!A1"], ["普通"]])))
    assert lines == "\ufeff名称\r\n'=cmd|'/c calc'!A1\r\n普通\r\n"


def test_open_data_agree_with_the_pages(client, city):
    body = json.loads(client.get("/data/officers.json").content)
    assert len(body["rows"]) == 5
    assert body["rows"][0].keys() == dict.fromkeys(body["columns"]).keys()
    assert len(json.loads(client.get("/data/results.json").content)["rows"]) == 3


def test_agencies_officers_and_powers_lead_to_each_other(client, city):
    home = "/agencies/ag00000001/"
    tabs = {"people": "/officers/of00000001/", "powers": "/powers/pw00000001/", "results": city.firm}
    for tab, link in tabs.items():
        assert f'href="{home}{tab}/"' in text(client, home)
        assert f'href="{link}"' in text(client, f"{home}{tab}/")
    assert "行政处罚普通程序流程图" in text(client, f"{home}flows/")
    assert 'href="tel:' in text(client, f"{home}complaints/")
    assert client.get(f"{home}nothing/").status_code == 404
    power = text(client, "/powers/pw00000001/")
    for words in ("第三十三条第一项", "200,000.00—1,000,000.00元", "行政处罚普通程序流程图", "陈述申辩"):
        assert words in power
    assert 'id="a33"' in text(client, "/law/aw00000002/")


def test_an_exact_credential_number_leads_to_its_holder(client, city):
    assert client.get("/officers/?q=52000126001")["Location"] == "/officers/of00000001/"
    assert "未查到" in text(client, "/officers/?q=99999999999")
    cancelled = text(client, "/officers/of00000004/")
    assert "证件已注销" in cancelled and "证件状态更新于" in cancelled


def test_search_groups_counts_and_marks(client, city):
    page = text(client, "/search?q=磚業")
    assert "<mark>砖业</mark>" in page
    assert f'href="{city.firm}"' in page
    assert "没有找到“甲乙丙丁”" in text(client, "/search?q=甲乙丙丁")
    assert 'href="/law/aw00000002/#a33"' in text(client, "/search?q=排污许可证&scope=law")


def test_search_escapes_what_was_typed(client, city):
    page = text(client, '/search?q="><script>alert(1)</script>')
    assert "<script>alert" not in page


def test_progress_opens_with_the_right_pair_and_is_stored_nowhere(client, city):
    answer = client.post("/progress/", {"number": NUMBER, "password": PASSWORD})
    page = answer.content.decode()
    assert "提出陈述和申辩" in page
    assert "恒源" not in page
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"


def test_progress_answers_wrong_unknown_and_locked_alike(client, city):
    def ask(number: str, password: str) -> tuple[int, str]:
        answer = client.post("/progress/", {"number": number, "password": password})
        return answer.status_code, answer.content.decode().replace(number, "")

    wrong = ask(NUMBER, "错")
    assert wrong[0] == 422
    assert ask("202600000000", "错") == wrong
    for _ in range(5):
        ask(NUMBER, "错")
    assert ask(NUMBER, PASSWORD) == wrong


def test_a_document_is_verified_by_its_token(client, city):
    page = text(client, f"/d/{TOKEN}/")
    assert "这份文书由执法机关制作" in page
    assert hashlib.sha256(DOCUMENT).hexdigest() in page
    unknown = client.get("/d/nosuchtoken/")
    assert unknown.status_code == 404
    assert "未查到此文书" in unknown.content.decode()
    assert client.get(f"/d/?token={TOKEN}")["Location"] == f"/d/{TOKEN}/"


def test_the_log_is_served_as_its_format_says(client, city):
    note = text(client, "/log/checkpoint")
    size = int(note.split("\n")[1])
    assert len(client.get(f"/log/tile/0/000.p/{size}").content) == 32 * size
    assert client.get(f"/log/tile/entries/000.p/{size}").status_code == 200
    for beyond in (f"0/000.p/{size + 1}", "0/000", "9/000", "0/../../keys", "entries/001"):
        assert client.get(f"/log/tile/{beyond}").status_code == 404, beyond
    assert "log " in text(client, "/log/policy.txt")


def test_the_verifier_is_served_as_files(client, city):
    assert 'src="/verify/verify.js"' in text(client, "/verify/")
    for name in ("formats.js", "verify.js", "verify_page.js", "compare.js"):
        answer = client.get(f"/verify/{name}")
        assert answer["Content-Type"].startswith("text/javascript")
        assert b"use strict" in answer.content
    assert client.get("/verify/verify.py").status_code == 404


def test_an_empty_city_says_so(client, db):
    for address in (
        "/",
        "/results/",
        "/agencies/",
        "/officers/",
        "/powers/",
        "/law/",
        "/news/",
        "/log/",
        "/search?q=一",
    ):
        assert client.get(address).status_code == 200, address
    assert "搜索索引正在建立" in text(client, "/search?q=一")


@pytest.mark.parametrize(
    ("status", "valid_to", "expected"),
    [
        ("valid", "2026-12-31", "valid"),
        ("valid", "2026-11-25", "expiring"),
        ("valid", "2026-11-20", "expiring"),
        ("valid", "2026-11-19", "expired"),
        ("cancelled", "2029-01-01", "cancelled"),
        ("suspended", "2020-01-01", "suspended"),
    ],
)
def test_the_state_of_a_credential(status, valid_to, expected):
    today = sample.NOW.date()
    assert credential_status({"status": status, "valid_to": valid_to}, today) == expected


def test_a_late_decision_is_overdue():
    today = sample.NOW.date()
    assert disclosure_status("due", today - timedelta(days=1), today) == "overdue"
    assert disclosure_status("due", today, today) == "due"
    assert disclosure_status("expired", today, today) == "expired"
    assert disclosure_status("published", today - timedelta(days=9), today) == "published"


def test_another_name_of_the_site_makes_the_kept_pages_anew(settings: LazySettings) -> None:
    before = build.__wrapped__()
    settings.SITE = settings.SITE | {"name": "安澜区行政执法公示平台"}
    assert build.__wrapped__() != before
