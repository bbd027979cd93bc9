"""法规变更: entered by one person, approved by another; nothing runs before, nothing is lost after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from sanxiang.flows.shared.law_page import law_data
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.rules.citations import Place
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing import selectors, services
from sanxiang.statutes.changing.types import ChangeKind
from sanxiang.statutes.citing.types import CitedStatus
from sanxiang.statutes.models import Commencement, Law, LawChange, Provision
from tests.statutes.test_import import LISTED, NEW, OLD, load, write

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
ENTERS = Actor("乔欣", account_id=UUID(int=1))
APPROVES = Actor("潘韫", account_id=UUID(int=2))
TITLE = "云屏市湖泊保护条例"
TEXT = (
    "云屏市湖泊保护条例\n第一章 总则\n第一条 为了保护湖泊，制定本条例。\n第二章 保护\n第二条 禁止下列行为：\n（一）填湖；\n"
    "（二）排污。\n第三条 违反第二条的，处一万元罚款。\n第三章 附则\n第四条 本条例自2026年3月1日起施行。《云屏试验法》同时废止。"
)
SAYS: dict[str, Any] = {
    "title": TITLE, "level": "地方性法规", "issuer": "云屏市人民代表大会常务委员会", "region": "云屏市",
    "adopted_on": "2026-01-20", "version_date": "2026-02-01", "document_no": "第8号公告",
    "effective_from": "2026-03-01", "text": TEXT,
}  # fmt: skip
LAW_ONLY = ("title", "level", "issuer", "region")


def enter(kind: ChangeKind = ChangeKind.REGISTER, says: dict[str, Any] | None = None, **more: Any) -> UUID:
    return services.draft_change(
        actor=ENTERS,
        now=NOW,
        kind=kind,
        says=SAYS if says is None else says,
        basis="市人大常委会公报2026年第2号",
        **more,
    )


def approve(change: UUID) -> None:
    services.approve_change(actor=APPROVES, now=NOW, change=change)


def registered() -> tuple[UUID, UUID]:
    approve(enter())
    law = statutes.find_law(TITLE)
    assert law
    return law.id, statutes.versions(law.id)[0].id


def text_on(law: UUID, day: date, article: int) -> str | None:
    found = statutes.text_in_force(law, day, article)
    return found.text if found else None


def test_a_law_runs_from_the_approval_by_another(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", OLD))
    change = enter()
    assert statutes.find_law(TITLE) is None and [c.id for c in selectors.waiting()] == [change]
    with pytest.raises(Refused):
        services.approve_change(actor=ENTERS, now=NOW, change=change)
    approve(change)
    law = statutes.find_law(TITLE)
    assert law and (law.level, law.region) == ("地方性法规", "云屏市")
    (version,) = statutes.versions(law.id)
    assert (version.adopted_on, version.document_no, version.articles) == (date(2026, 1, 20), "第8号公告", 4)
    item = statutes.text_in_force(law.id, date(2026, 3, 1), 2, 1, 2)
    assert item and (item.text, item.chapter) == ("（二）排污。", "第二章 保护")
    assert text_on(law.id, date(2026, 2, 28), 1) is None
    entered, approved = (e.sentence for e in entries_of_subject(law.id))
    assert entered.startswith("乔欣录入登记法规") and approved.startswith("潘韫审定登记法规")
    ended = statutes.find_law("云屏试验法")
    assert ended and statutes.versions(ended.id)[0].ended_by == TITLE


def test_what_was_recognised_is_shown_before(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", OLD))
    odd = (
        TEXT.replace("2026年3月1日", "2026年5月1日").replace("第三条 违反", "第六条 违反")
        + "\n附件\n湖泊名录"
    )
    seen = selectors.preview(enter(says=SAYS | {"text": odd}))
    assert seen and (len(seen.articles), seen.paragraphs, seen.items) == (3, 4, 2)
    assert seen.preamble == TITLE and seen.annex == "附件\n湖泊名录"
    assert seen.repeals == (("云屏试验法", True),)
    assert [r for r in seen.remarks if "第二条之后直接是第六条" in r]
    assert [r for r in seen.remarks if "自2026年5月1日起施行，与填写的2026年3月1日不同" in r]


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"effective_from": "2026-01-31"}, "effective_from", "不能早于公布日期2026年2月1日"),
        ({"adopted_on": "2026-02-02"}, "adopted_on", "不能晚于公布日期"),
        ({"level": "土政策"}, "level", "效力级别应当是"),
        ({"title": OLD["title"]}, "title", "已经登记"),
        ({"colour": "red"}, "colour", "不能填写"),
    ],
)
def test_bad_entries_are_said(tmp_path: Path, wrong: dict[str, str], field: str, says: str) -> None:
    load(write(tmp_path, "laws.jsonl", OLD))
    with pytest.raises(InvalidInput) as invalid:
        enter(says=SAYS | wrong)
    assert [f for f, text in invalid.value.problems if says in text] == [field]


def test_a_text_may_come_later_but_not_be_missing() -> None:
    change = enter(says=SAYS | {"text": ""})
    with pytest.raises(InvalidInput, match="没有识别出条文"):
        approve(change)
    services.edit_change(actor=ENTERS, now=NOW, change=change, says=SAYS, basis="公报")
    approve(change)


def test_whoever_changed_a_draft_does_not_approve_it() -> None:
    change = enter()
    services.edit_change(actor=APPROVES, now=NOW, change=change, says=SAYS, basis="公报")
    with pytest.raises(Refused):
        approve(change)
    services.discard_change(actor=ENTERS, now=NOW, change=change)
    with pytest.raises(InvalidInput, match="已撤回"):
        approve(change)
    assert Law.objects.count() == 0 and selectors.get_change(change).status == "discarded"
    with pytest.raises(DatabaseError), transaction.atomic():
        LawChange.objects.filter(pk=change).update(status="draft")


def test_a_newer_wording_ends_the_older() -> None:
    law, first = registered()
    says = {k: v for k, v in SAYS.items() if k not in LAW_ONLY}
    with pytest.raises(InvalidInput, match="已经登记"):
        enter(ChangeKind.VERSION, says, law=law)
    newer = says | {
        "version_date": "2026-06-01",
        "effective_from": "2026-07-01",
        "text": TEXT.replace("一万", "二万"),
    }
    approve(enter(ChangeKind.VERSION, newer, law=law))
    assert "一万" in str(text_on(law, date(2026, 6, 30), 3)) and "二万" in str(
        text_on(law, date(2026, 7, 1), 3)
    )
    assert selectors.get_version(first).ended_by == ""


def test_an_article_is_corrected_and_its_old_words_are_kept() -> None:
    law, version = registered()
    new = "第二条 禁止下列行为：\n（一）填湖；\n（二）排污；\n（三）网箱养鱼。\n前款第三项的范围由市人民政府公布。"
    says = {"article": 2, "suffix": 0, "text": new}
    approve(change := enter(ChangeKind.ARTICLE, says, law=law, version=version))
    assert text_on(law, date(2026, 3, 1), 2) == new
    assert [str(a.place) for a in statutes.law_contents(version)] == ["第一条", "第二条", "第三条", "第四条"]
    places = [
        (p.paragraph, p.item)
        for p in Provision.objects.filter(version=version, article=2).order_by("ordinal")
    ]
    assert places == [(1, 0), (1, 1), (1, 2), (1, 3), (2, 0)]
    before = selectors.get_change(change).before
    assert before and before["text"].endswith("（二）排污。")
    with pytest.raises(InvalidInput, match="与现在的条文相同"):
        enter(ChangeKind.ARTICLE, says, law=law, version=version)
    for text in ("第三条 别的。", "禁止填湖。", f"{new}\n第三条 又一条。", ""):
        with pytest.raises(InvalidInput, match="请写出第二条的全文"):
            enter(ChangeKind.ARTICLE, says | {"text": text}, law=law, version=version)
    with pytest.raises(NotFound):
        enter(ChangeKind.ARTICLE, says, law=law, version=uuid4())


def test_some_articles_begin_on_a_day_of_their_own() -> None:
    law, version = registered()
    says = {"articles": "第二章、第四条", "starts_on": "2027-01-01"}
    approve(enter(ChangeKind.COMMENCE, says, law=law, version=version))
    own = {a.place.article: a.starts_on for a in statutes.law_contents(version)}
    assert own == {1: None, 2: date(2027, 1, 1), 3: date(2027, 1, 1), 4: date(2027, 1, 1)}
    assert text_on(law, date(2026, 12, 31), 1) and text_on(law, date(2026, 12, 31), 3) is None
    assert text_on(law, date(2027, 1, 1), 3)
    approve(
        again := enter(
            ChangeKind.COMMENCE,
            says | {"articles": "第三条", "starts_on": "2026-02-10"},
            law=law,
            version=version,
        )
    )
    assert text_on(law, date(2026, 2, 10), 3) and text_on(law, date(2026, 2, 10), 1) is None
    assert selectors.get_change(again).before == {"days": [["第三条", "2027-01-01"]]}


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({"articles": "第九条", "starts_on": "2027-01-01"}, "这一文本没有“第九条”"),
        ({"articles": "最后两条", "starts_on": "2027-01-01"}, "看不懂“最后两条”"),
        ({"articles": "第一条至第四条", "starts_on": "2027-01-01"}, "这是全部条文"),
        ({"articles": "第三条", "starts_on": "2026-01-31"}, "不能早于公布日期"),
    ],
)
def test_bad_commencements_are_said(says: dict[str, str], words: str) -> None:
    law, version = registered()
    with pytest.raises(InvalidInput, match=words):
        enter(ChangeKind.COMMENCE, says, law=law, version=version)


def test_the_text_on_every_day_is_what_the_terms_say() -> None:
    """The query agrees with the pure rule for every article on every day around the borders."""
    law, version = registered()
    for articles, begins in (("第二条", "2026-02-15"), ("第三条", "2026-08-01"), ("第四条", "2026-05-01")):
        own = {"articles": articles, "starts_on": begins}
        approve(enter(ChangeKind.COMMENCE, own, law=law, version=version))
    says = {k: v for k, v in SAYS.items() if k not in LAW_ONLY}
    newer = says | {
        "version_date": "2026-06-01",
        "effective_from": "2026-07-01",
        "text": TEXT.replace("湖泊", "河湖"),
    }
    approve(enter(ChangeKind.VERSION, newer, law=law))
    second, first = statutes.versions(law)
    texts = {v.id: {a.place.article: a for a in statutes.law_contents(v.id)} for v in (second, first)}
    for n in range(220):
        day = date(2026, 1, 20) + timedelta(days=n)
        for article in (1, 2, 3, 4, 5):
            held = [
                a.text
                for v in (second, first)
                if (a := texts[v.id].get(article)) and v.term.covers(day, a.starts_on)
            ]
            assert text_on(law, day, article) == next(iter(held), None), (day, article)


def test_one_act_ends_several_laws_on_one_day(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", LISTED, LISTED | {"title": "云屏另一法"}))
    law, _ = registered()
    says = {"laws": ["云屏清单法", "云屏另一法"], "on": "2026-04-01"}
    approve(enter(ChangeKind.REPEAL, says, law=law))
    for title in says["laws"]:
        ended = statutes.find_law(title)
        assert (
            ended
            and text_on(ended.id, date(2026, 3, 31), 1)
            and text_on(ended.id, date(2026, 4, 1), 1) is None
        )
        (version,) = statutes.versions(ended.id)
        assert (version.effective_to, version.ended_by) == (date(2026, 3, 31), TITLE)
        (entry,) = entries_of_subject(ended.id)
        assert entry.sentence == f"潘韫审定《{title}》自2026-04-01起由《{TITLE}》废止"
        (found,) = statutes.cited(f"根据《{title}》第一条", on=date(2026, 5, 1))
        assert found.message == f"《{title}》已由《{TITLE}》自2026年4月1日起废止"
    with pytest.raises(InvalidInput, match="没有登记《没有的法》"):
        enter(ChangeKind.REPEAL, says | {"laws": ["没有的法"]}, law=law)
    with pytest.raises(InvalidInput, match="不能废止它自己"):
        enter(ChangeKind.REPEAL, says | {"laws": [TITLE]}, law=law)
    with pytest.raises(InvalidInput, match="不能早于本法规的公布日期"):
        enter(ChangeKind.REPEAL, says | {"on": "2025-01-01"}, law=law)


def test_an_inferred_date_can_be_corrected(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", OLD, NEW | {"effective_date": "2017-06-01"}))
    law = statutes.find_law("云屏试验法")
    assert law
    newer, older = statutes.versions(law.id)
    assert newer.effective_note
    with pytest.raises(InvalidInput, match="不能早于公布日期"):
        enter(ChangeKind.DATE, {"effective_from": "2020-01-01"}, law=law.id, version=newer.id)
    approve(enter(ChangeKind.DATE, {"effective_from": "2026-01-01"}, law=law.id, version=newer.id))
    assert selectors.get_version(newer.id).effective_note == ""
    assert selectors.get_version(older.id).effective_to == date(2025, 12, 31)


def test_the_source_that_runs_is_chosen_and_the_other_kept(tmp_path: Path) -> None:
    other = {
        "title": OLD["title"], "version_date": OLD["version_date"], "effective_date": "2017-06-01", "status": "现行有效",
        "articles": [["第一条", "旧第壹条。"], ["第二条", "下列行为：\n（一）甲；\n（二）乙。\n前款规定不适用于丙。"]],
    }  # fmt: skip
    load(write(tmp_path, "first.jsonl", OLD), write(tmp_path, "second.jsonl", other))
    law = statutes.find_law("云屏试验法")
    assert law
    (version,) = selectors.differing_versions()
    used, second = selectors.sources(version.id)
    assert (used.source, used.used, second.source, second.differing) == (
        "first.jsonl",
        True,
        "second.jsonl",
        (Place(1),),
    )
    assert second.id
    (pair,) = selectors.compared(version.id, second.id)
    assert (pair.held, pair.other) == ("第一条 旧第一条。", "第一条 旧第壹条。")
    says = {"source_text": str(second.id)}
    approve(change := enter(ChangeKind.SOURCE, says, law=law.id, version=version.id))
    assert text_on(law.id, date(2020, 1, 1), 1) == "第一条 旧第壹条。"
    assert [s.source for s in selectors.sources(version.id)] == ["second.jsonl", "first.jsonl"]
    assert "改用second.jsonl的文本" in selectors.get_change(change).title
    with pytest.raises(InvalidInput, match="现在用的就是"):
        enter(ChangeKind.SOURCE, says, law=law.id, version=version.id)
    back = selectors.sources(version.id)[1].id
    approve(enter(ChangeKind.SOURCE, {"source_text": str(back)}, law=law.id, version=version.id))
    assert text_on(law.id, date(2020, 1, 1), 1) == "第一条 旧第一条。"
    assert load(write(tmp_path, "again.jsonl", other)).stored == 0 and len(selectors.sources(version.id)) == 2


def test_a_repeal_is_withdrawn_by_two_persons_and_may_be_entered_again(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", LISTED, LISTED | {"title": "云屏另一法"}))
    law, _ = registered()
    both = {"laws": ["云屏清单法", "云屏另一法"], "on": "2026-04-01"}
    approve(enter(ChangeKind.REPEAL, both, law=law))
    one = statutes.find_law("云屏清单法")
    other = statutes.find_law("云屏另一法")
    assert one and other and selectors.ended_by(law) == ["云屏另一法", "云屏清单法"]
    change = enter(ChangeKind.UNREPEAL, {"laws": ["云屏清单法"]}, law=law)
    assert text_on(one.id, date(2026, 4, 1), 1) is None  # nothing before the approval
    with pytest.raises(Refused):
        services.approve_change(actor=ENTERS, now=NOW, change=change)
    approve(change)
    (version,) = statutes.versions(one.id)
    assert (version.effective_to, version.ended_by) == (None, "")
    assert text_on(one.id, date(2026, 4, 1), 1) and text_on(other.id, date(2026, 4, 1), 1) is None
    assert law_data(one.id, date(2026, 5, 1))[1]["ended_by"] == ""  # type: ignore[index]
    assert [law for law, _ in statutes.ending([one.id, other.id], by=date(2026, 5, 1))] == [other]
    (found,) = statutes.cited("根据《云屏清单法》第一条", on=date(2026, 5, 1))
    assert not found.flagged
    assert selectors.get_change(change).before == {"days": [["云屏清单法", "2026-04-01"]]}
    ended, back = (e.sentence for e in entries_of_subject(one.id))
    assert "废止" in ended and back.startswith(f"潘韫审定《{TITLE}》没有废止《云屏清单法》")
    with pytest.raises(InvalidInput, match="没有登记过本法规废止《云屏清单法》"):
        enter(ChangeKind.UNREPEAL, {"laws": ["云屏清单法"]}, law=law)
    approve(enter(ChangeKind.REPEAL, {"laws": ["云屏清单法"], "on": "2026-06-01"}, law=law))
    assert statutes.versions(one.id)[0].effective_to == date(2026, 5, 31)


def test_a_repeal_that_the_text_itself_says_is_not_withdrawn_but_corrected(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", OLD))
    law, version = registered()
    with pytest.raises(InvalidInput, match="条文自己写明同时废止的"):
        enter(ChangeKind.UNREPEAL, {"laws": ["云屏试验法"]}, law=law)
    says = {"article": 4, "suffix": 0, "text": "第四条 本条例自2026年3月1日起施行。"}
    approve(enter(ChangeKind.ARTICLE, says, law=law, version=version))
    ended = statutes.find_law("云屏试验法")
    assert ended and statutes.versions(ended.id)[0].effective_to is None


def test_an_articles_own_day_is_withdrawn_and_nothing_is_deleted() -> None:
    law, version = registered()
    later = {"articles": "第二条、第三条", "starts_on": "2027-01-01"}
    approve(enter(ChangeKind.COMMENCE, later, law=law, version=version))
    with pytest.raises(InvalidInput, match="第一条没有登记分别施行"):
        enter(ChangeKind.UNCOMMENCE, {"articles": "第一条至第三条"}, law=law, version=version)
    approve(change := enter(ChangeKind.UNCOMMENCE, {"articles": "第三条"}, law=law, version=version))
    own = {a.place.article: a.starts_on for a in statutes.law_contents(version)}
    assert own == {1: None, 2: date(2027, 1, 1), 3: None, 4: None}
    assert text_on(law, date(2026, 3, 1), 3) and text_on(law, date(2026, 3, 1), 2) is None
    assert selectors.get_change(change).before == {"days": [["第三条", "2027-01-01"]]}
    assert Commencement.objects.filter(version=version).count() == 2
    (found,) = statutes.cited(f"根据《{TITLE}》第三条", on=date(2026, 5, 1))
    assert not found.flagged
    approve(enter(ChangeKind.COMMENCE, later, law=law, version=version))
    assert text_on(law, date(2026, 12, 31), 3) is None


def test_a_citation_is_checked_against_an_article_that_begins_before_its_wording() -> None:
    law, _ = registered()
    says = {k: v for k, v in SAYS.items() if k not in LAW_ONLY}
    text = TEXT.replace("第四条 本", "第四条 新增的规定。\n第五条 本")
    newer = says | {"version_date": "2026-06-01", "effective_from": "2026-09-01", "text": text}
    approve(enter(ChangeKind.VERSION, newer, law=law))
    version = statutes.versions(law)[0].id
    cited = f"根据《{TITLE}》第五条"
    (before,) = statutes.cited(cited, on=date(2026, 7, 1))
    assert before.status == CitedStatus.NO_ARTICLE
    early = {"articles": "第五条", "starts_on": "2026-06-15"}
    approve(enter(ChangeKind.COMMENCE, early, law=law, version=version))
    (found,) = statutes.cited(cited, on=date(2026, 7, 1))
    assert (found.status, found.version) == (CitedStatus.OK, version)
    (still,) = statutes.cited(cited, on=date(2026, 6, 14))
    (other,) = statutes.cited(f"根据《{TITLE}》第四条", on=date(2026, 7, 1))
    assert still.status == CitedStatus.NO_ARTICLE
    assert other.status == CitedStatus.OK and other.version != version
