"""导入法规: dry run, all or nothing, repeatable, reconciled."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sanxiang.kernel import Actor
from sanxiang.ledger.models import LogEntry
from sanxiang.rules.citations import Place
from sanxiang.statutes import selectors, services
from sanxiang.statutes.models import Law, LawVersion, Provision
from sanxiang.statutes.types import ImportNote, ImportReport

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
ACTOR = Actor.system("测试")

OLD = {
    "id": "a1", "title": "中华人民共和国云屏试验法", "version_date": "2016-11-07", "effective_date": "2017-06-01",
    "level": "法律", "category": "行政法", "expired": False, "article_count": 2, "history": ["2016年11月7日通过"],
    "text": "## 第一章 总则\n\n第一条 旧第一条。\n\n第二条 下列行为：\n\n（一）甲；\n\n（二）乙。\n\n前款规定不适用于丙。",
}  # fmt: skip
NEW = OLD | {
    "id": "a2", "version_date": "2025-10-28", "effective_date": "2026-01-01", "article_count": 2,
    "text": "第一条 新第一条。\n\n第二条 《云屏旧条例》同时废止。",
}  # fmt: skip
RULE = OLD | {
    "title": "云屏旧条例",
    "level": "行政法规",
    "category": "行政法规",
    "text": "第一条 旧条例。",
    "article_count": 1,
}
LISTED = {
    "title": "云屏清单法", "version_date": "2020-01-01", "effective_date": "2020-02-01", "status": "现行有效",
    "articles": [["第一条", "甲。\n（一）乙。"], ["第二条", "丙。"]],
}  # fmt: skip
ROWS = [
    {"law": "云屏分行法", "version_date": "2020-01-01", "effective_date": "2020-02-01", "status": "现行有效",
     "chapter": "第一章 总则", "section": None, "article_no": f"第{n}条", "no": i, "text": f"第{n}条的内容。"}
    for i, n in enumerate("一二三", start=1)
]  # fmt: skip


def write(folder: Path, name: str, *rows: Any) -> Path:
    path = folder / name
    path.write_text(
        "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows), "utf-8"
    )
    return path


def load(*paths: Path, dry_run: bool = False) -> ImportReport:
    return services.import_laws(actor=ACTOR, now=NOW, paths=paths, dry_run=dry_run)


def counts() -> tuple[int, int, int, int]:
    return (
        Law.objects.count(),
        LawVersion.objects.count(),
        Provision.objects.count(),
        LogEntry.objects.count(),
    )


def test_three_layouts_and_the_reconciliation(tmp_path: Path) -> None:
    report = load(write(tmp_path, "laws.jsonl", OLD, NEW, LISTED), write(tmp_path, "core.jsonl", *ROWS))
    assert (report.documents, report.stored, report.already_there, report.flagged) == (4, 4, 0, 0)
    assert report.balanced
    assert report.articles_found == report.articles_stated == 2 + 2 + 2 + 3
    assert counts() == (3, 4, 5 + 2 + 3 + 3, 1)


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "laws.jsonl", OLD, NEW, RULE)
    load(path)
    before = counts(), list(LawVersion.objects.order_by("id").values())
    again = load(path)
    assert (again.stored, again.already_there) == (0, 3)
    assert again.balanced
    assert (counts(), list(LawVersion.objects.order_by("id").values())) == before


def test_a_dry_run_reports_and_stores_nothing(tmp_path: Path) -> None:
    report = load(write(tmp_path, "laws.jsonl", OLD, NEW), dry_run=True)
    assert (report.stored, report.provisions) == (2, 7)
    assert counts() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"title": ', "不是 JSON"),
        ("[1]", "不是 JSON 对象"),
        (OLD | {"title": " "}, "缺少 title"),
        (OLD | {"text": ""}, "缺少 text"),
        (OLD | {"version_date": "2016年11月"}, "version_date 不是日期"),
        (OLD | {"article_count": -1}, "article_count"),
        (OLD | {"text": "第一条 甲\0乙。"}, "不能保存的字符"),
        (OLD | {"title": "长" * 301}, "超过300个字符"),
        (OLD | {"history": "2016年"}, "history 不是"),
        (OLD | {"expired": "false"}, "expired 应为"),
        (LISTED | {"articles": [["第一条"]]}, "articles 不是"),
        (json.dumps(LISTED | {"articles": [["第一条", "甲\ud800"]]}), "不能保存的字符"),
        (ROWS[0] | {"law": ""}, "缺少 law"),
    ],
)
def test_one_bad_row_and_nothing_is_stored(tmp_path: Path, row: Any, said: str) -> None:
    with pytest.raises(services.ImportFailed) as failed:
        load(write(tmp_path, "good.jsonl", NEW), write(tmp_path, "bad.jsonl", OLD, "", row))
    (note,) = failed.value.notes
    assert (note.file, note.line, note.kind) == ("bad.jsonl", 3, ImportNote.ERROR)
    assert said in note.message
    assert note.remedy
    assert counts() == (0, 0, 0, 0)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(services.ImportFailed) as failed:
        load(tmp_path / "missing.jsonl")
    assert "不能读取文件" in failed.value.notes[0].message


def test_a_failure_while_storing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("disk")

    monkeypatch.setattr("sanxiang.statutes.importing.refresh_intervals", fail)
    with pytest.raises(RuntimeError):
        load(write(tmp_path, "laws.jsonl", OLD))
    assert counts() == (0, 0, 0, 0)


def test_a_text_without_any_date_is_flagged(tmp_path: Path) -> None:
    report = load(write(tmp_path, "laws.jsonl", OLD | {"version_date": None, "history": []}, NEW))
    assert (report.stored, report.flagged) == (1, 1)
    assert report.balanced
    assert "公布" in report.notes_of(ImportNote.FLAGGED)[0].message


def test_differences_are_reported(tmp_path: Path) -> None:
    miscounted = OLD | {"article_count": 5}
    other = LISTED | {
        "title": OLD["title"],
        "version_date": OLD["version_date"],
        "articles": [["第一条", "别的。"]],
    }
    report = load(write(tmp_path, "laws.jsonl", miscounted, other))
    assert "载明5条，分得2条" in report.notes_of(ImportNote.COUNT)[0].message
    assert "2条上不同：第一条、第二条" in report.notes_of(ImportNote.TEXT)[0].message


def test_an_extract_is_completed_and_never_the_other_way(tmp_path: Path) -> None:
    extract = OLD | {"extract": True, "text": "第二条 下列行为：\n（一）甲；\n（二）乙。"}
    load(write(tmp_path, "extract.jsonl", extract))
    law = selectors.find_law("云屏试验法")
    assert law
    assert selectors.text_in_force(law.id, date(2020, 1, 1), 1) is None
    report = load(write(tmp_path, "laws.jsonl", OLD))
    assert (report.stored, report.completed) == (1, 1)
    assert selectors.text_in_force(law.id, date(2020, 1, 1), 1)
    assert load(write(tmp_path, "extract.jsonl", extract)).already_there == 1
    assert Provision.objects.count() == 5


def test_text_in_force_on_a_date(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", OLD, NEW, RULE))
    law = selectors.find_law("《云屏试验法》")
    assert law
    for day, text in ((date(2017, 5, 31), None), (date(2017, 6, 1), "第一条 旧第一条。"),
                      (date(2025, 12, 31), "第一条 旧第一条。"), (date(2026, 1, 1), "第一条 新第一条。")):  # fmt: skip
        found = selectors.text_in_force(law.id, day, 1)
        assert (found.text if found else None) == text
    item = selectors.text_in_force(law.id, date(2020, 1, 1), 2, 1, 2)
    assert item
    assert (item.text, item.citation, item.chapter) == (
        "（二）乙。",
        "《云屏试验法》第二条第一款第二项",
        "第一章 总则",
    )
    whole = selectors.text_in_force(law.id, date(2020, 1, 1), 2)
    assert whole
    assert whole.text.splitlines() == [
        "第二条 下列行为：",
        "（一）甲；",
        "（二）乙。",
        "前款规定不适用于丙。",
    ]
    assert selectors.text_in_force(law.id, date(2020, 1, 1), 2, item=1) is not None
    assert selectors.text_in_force(law.id, date(2020, 1, 1), 2, 3) is None


def test_a_repealed_law_is_in_force_until_the_day_before(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", NEW, RULE))
    law = selectors.find_law("云屏旧条例")
    assert law
    assert selectors.version_in_force(law.id, date(2025, 12, 31))
    assert selectors.version_in_force(law.id, date(2026, 1, 1)) is None


def test_expired_without_a_day_is_in_force_on_no_day(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", OLD | {"expired": True}))
    law = selectors.find_law("云屏试验法")
    assert law
    assert selectors.version_in_force(law.id, date(2020, 1, 1)) is None


def test_contents_of_a_version(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", OLD))
    version = LawVersion.objects.get()
    contents = selectors.law_contents(version.id)
    assert [str(a.place) for a in contents] == ["第一条", "第二条"]
    assert contents[1].text.count("\n") == 3


def test_the_text_on_a_day_is_that_of_the_wording_in_force(tmp_path: Path) -> None:
    """The one query says the same as finding the wording and then the place, for every place and day."""
    rows = [
        {"title": "云屏试验法", "version_date": f"{year}-01-01", "effective_date": f"{year}-06-01",
         "text": f"第一条 {year}年甲。\n乙。\n第二条 有下列情形：\n（一）{year}；\n（二）丙。\n第二条之一 丁。"}
        for year in (2010, 2015, 2020)
    ]  # fmt: skip
    load(write(tmp_path, "three.jsonl", *rows))
    law = selectors.find_law("云屏试验法")
    assert law
    places = [Place(a, s, p, i) for a in (1, 2, 3) for s in (0, 1) for p in (0, 1, 2) for i in (0, 1, 2, 3)]
    for day in (date(2009, 1, 1), date(2012, 1, 1), date(2015, 5, 31), date(2015, 6, 1), date(2026, 1, 1)):
        version = selectors.version_in_force(law.id, day)
        for place in places:
            long_way = selectors.provision(version, place) if version else None
            short = selectors.text_in_force(
                law.id, day, place.article, place.paragraph, place.item, place.suffix
            )
            assert short == long_way, (day, place)
