"""清单文本: drafted from what runs, approved by another while it still runs, filed, published and replaced."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from sanxiang.disclosure.models import Edition
from sanxiang.disclosure.selectors import get_edition, published_files, snapshot, versions_of
from sanxiang.flows import list_editions as flow
from sanxiang.flows.reading.editions import cautions, changes_of, standing
from sanxiang.flows.shared.lists import LISTS, table_of
from sanxiang.kernel import InvalidInput, Refused, local_date
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.powers import services as powers
from sanxiang.rules.review import trigger_of
from tests.factories.city import City
from tests.factories.powers import APPROVES, ENTERS, abolish, approve, somebody
from tests.flows.test_publish_lists import LATER
from tests.powers.test_matters import KINDS

pytestmark = pytest.mark.django_db
DRAFTS, DAY = somebody("拟清"), timedelta(days=1)


def drafted(city: City, code: str = "duties", at: object = LATER) -> UUID:
    return flow.draft_list(actor=DRAFTS, now=LATER, agency=city.agency, code=code)


def published(city: City, code: str = "duties") -> UUID:
    edition = drafted(city, code)
    flow.approve_list(actor=city.head, now=LATER, edition=edition, approval_no="云环发〔2026〕7号")
    flow.publish_list(actor=city.head, now=LATER, edition=edition)
    return edition


def test_an_edition_comes_to_the_public_by_two_people(city: City) -> None:
    edition = drafted(city)
    assert snapshot("list", get_edition(edition).public_id) is None
    with pytest.raises(InvalidInput, match="审定以后才能公布"):
        flow.publish_list(actor=city.head, now=LATER, edition=edition)
    with pytest.raises(Refused):
        flow.approve_list(actor=DRAFTS, now=LATER, edition=edition)
    flow.approve_list(actor=city.head, now=LATER, edition=edition, approval_no="云环发〔2026〕7号")
    flow.publish_list(actor=city.head, now=LATER, edition=edition)
    found = get_edition(edition)
    row = snapshot("list", found.public_id)
    assert row and row["data"]["rows"] == table_of("duties", city.agency, local_date(LATER))[1]
    assert (row["data"]["number"], row["data"]["approval_no"]) == (1, "云环发〔2026〕7号")
    assert published_files().read(row["data"]["file"]).startswith(b"%PDF")
    assert [(e.actor, e.kind.split("_")[-1]) for e in entries_of_subject(edition)] == [
        ("拟清", "drafted"), (city.head.name, "approved"), (city.head.name, "published"),
    ]  # fmt: skip


def test_what_changed_since_the_draft_cannot_be_approved(city: City) -> None:
    edition = drafted(city)
    approve(
        powers.revise_item(actor=ENTERS, now=LATER, item=city.item, name="对无证排污行为的处罚"), now=LATER
    )
    with pytest.raises(InvalidInput, match="登记又有变化"):
        flow.approve_list(actor=city.head, now=LATER, edition=edition)
    again = drafted(city)
    assert get_edition(edition).state == "discarded"
    flow.approve_list(actor=city.head, now=LATER, edition=again)
    assert get_edition(again).number == 1


def test_a_change_of_a_row_shows_until_the_next_edition_is_published(city: City) -> None:
    first = published(city)
    today = local_date(LATER)

    def duties() -> tuple[int, bool]:
        found = next(s for s in standing(city.agency, today) if s.code == "duties")
        return found.changes, found.stale

    assert duties() == (0, False)
    approve(
        powers.revise_item(actor=ENTERS, now=LATER, item=city.item, name="对无证排污行为的处罚"), now=LATER
    )
    assert duties() == (1, True)
    second = published(city)
    assert duties() == (0, False)
    before, changes = changes_of(get_edition(second))
    assert before and before.id == first and [(c.kind, c.key) for c in changes] == [("变化", "CF-001")]
    assert [get_edition(e).state for e in (first, second)] == ["replaced", "published"]
    public_id = get_edition(second).public_id
    assert [row["data"]["number"] for row in versions_of("list", public_id)] == [2, 1]


def test_an_older_edition_does_not_come_after_a_newer_one(city: City) -> None:
    older = drafted(city)
    flow.approve_list(actor=city.head, now=LATER, edition=older)
    newer = published(city)
    assert [get_edition(e).state for e in (older, newer)] == ["replaced", "published"]
    with pytest.raises(InvalidInput, match="已被新版替代"):
        flow.publish_list(actor=city.head, now=LATER, edition=older)


def test_a_draft_that_gives_way_leaves_an_entry(city: City) -> None:
    first = drafted(city)
    drafted(city)
    kinds = [e.kind for e in entries_of_subject(first)]
    assert kinds == ["disclosure.edition_drafted", "disclosure.edition_discarded"]


def test_a_filing_number_goes_onto_what_is_published(city: City) -> None:
    edition = published(city)
    bureau = somebody("司法")
    for number, day, said in (
        (" ", local_date(LATER), "请填写备案号"),
        ("云司备〔2026〕3号", local_date(LATER) + DAY, "备案日期应当在"),
    ):
        with pytest.raises(InvalidInput, match=said):
            flow.file_list(actor=bureau, now=LATER, edition=edition, filed_no=number, filed_on=day)
    flow.file_list(
        actor=bureau, now=LATER, edition=edition, filed_no="云司备〔2026〕3号", filed_on=local_date(LATER)
    )
    row = snapshot("list", get_edition(edition).public_id)
    assert row and row["data"]["filed_no"] == "云司备〔2026〕3号" and row["version"] == 2
    with pytest.raises(InvalidInput, match="已经备案"):
        flow.file_list(actor=bureau, now=LATER, edition=edition, filed_no="另号", filed_on=local_date(LATER))


def test_a_draft_is_taken_back_and_an_approved_one_is_not(city: City) -> None:
    edition = drafted(city)
    flow.discard_list(actor=DRAFTS, now=LATER, edition=edition)
    edition = drafted(city)
    flow.approve_list(actor=city.head, now=LATER, edition=edition)
    with pytest.raises(InvalidInput, match="只有待审定的版本可以撤回"):
        flow.discard_list(actor=DRAFTS, now=LATER, edition=edition)
    for change in ({"rows": []}, {"approved_by": "别人"}, {"state": "draft"}):
        with pytest.raises(ProgrammingError, match="已审定的清单"), transaction.atomic():
            Edition.objects.filter(pk=edition).update(**change)


def test_an_empty_list_is_not_drafted(city: City) -> None:
    abolish(city.item, now=LATER - DAY, until=local_date(LATER - DAY))
    with pytest.raises(InvalidInput, match="没有内容"):
        drafted(city)


@pytest.mark.parametrize("code", list(LISTS))
def test_every_list_has_rows_as_wide_as_its_heads(city: City, code: str) -> None:
    for kind, says in KINDS:
        row = powers.draft_matter(actor=ENTERS, now=LATER, kind=kind, agency=city.agency, number="1", **says)
        powers.approve_matter(actor=APPROVES, now=LATER, kind=kind, matter=row)
    spec, rows = table_of(code, city.agency, local_date(LATER))
    assert all(len(row) == len(spec.heads) for row in rows) and spec.key < len(spec.heads)
    assert rows or code == "guide"


@pytest.mark.parametrize(("code", "says"), KINDS)
def test_who_publishes_a_list_is_told_of_what_waits_outside_it(
    city: City, code: str, says: dict[str, object]
) -> None:
    today = local_date(LATER)
    assert cautions(code, city.agency, today) == []
    rows = [
        powers.draft_matter(actor=ENTERS, now=LATER, kind=code, agency=city.agency, number=number, **says)
        for number in "12"
    ]
    assert cautions(code, city.agency, today) == ["本机关还有2项草稿或者待审定的，不在这一版清单中"]
    powers.approve_matter(actor=APPROVES, now=LATER, kind=code, matter=rows[0])
    assert cautions(code, city.agency, today) == ["本机关还有1项草稿或者待审定的，不在这一版清单中"]


def test_items_that_wait_count_for_the_lists_of_their_kind(city: City) -> None:
    today = local_date(LATER)
    powers.revise_item(actor=ENTERS, now=LATER, item=city.item, name="对无证排污行为的处罚")
    for code, told in (("duties", 1), ("enforcement", 1), ("guide", 0), ("officers", 0), ("forms", 0)):
        assert len(cautions(code, city.agency, today)) == told, code


def test_rows_of_the_review_list_that_run_by_amounts_of_the_platform_are_named(city: City) -> None:
    today = local_date(LATER)
    assert cautions("review", city.agency, today) == ["其中2项为平台默认值，待本机关核定：T6、T7"]
    own = trigger_of("T6", person=5_000, organisation=50_000)
    rule = powers.draft_review_rule(
        actor=ENTERS, now=LATER, trigger=own, effective_from=today, agency=city.agency
    )
    assert cautions("review", city.agency, today)[0] == "本机关还有1项草稿或者待审定的，不在这一版清单中"
    powers.approve_review_rule(actor=APPROVES, now=LATER, rule=rule)
    assert cautions("review", city.agency, today) == ["其中1项为平台默认值，待本机关核定：T7"]


def test_a_guide_without_items_that_have_one_is_not_needed(city: City) -> None:
    (guide,) = standing(city.agency, local_date(LATER), ("guide",))
    assert guide.needless.startswith("行政执法服务指南只列行政许可、") and guide.rows == 0
    assert guide.needless.endswith("本机关有效的1项都是行政处罚，不需要编制")
    powers.draft_item(
        actor=ENTERS, now=LATER, agency=city.agency, code="XK-1", name="排污许可证核发", kind="licence"
    )
    assert standing(city.agency, local_date(LATER), ("guide",))[0].needless == ""
    assert cautions("guide", city.agency, local_date(LATER)) == [
        "本机关还有1项草稿或者待审定的，不在这一版清单中"
    ]


def test_the_review_list_stands_in_the_order_of_its_codes(city: City) -> None:
    codes = [row[0] for row in table_of("review", city.agency, local_date(LATER))[1]]
    assert codes == sorted(codes, key=lambda code: int(code[1:])) and {"T2", "T11"} <= set(codes)


def test_the_texts_say_what_the_procedure_says(city: City) -> None:
    _, flow_rows = table_of("flow", city.agency, local_date(LATER))
    assert {row[2] for row in flow_rows} >= {"立案", "提交法制审核", "作出决定", "送达文书"}
    _, review = table_of("review_flow", city.agency, local_date(LATER))
    opinions = {(row[3], row[4]) for row in review if row[2] == "出具审核意见"}
    assert opinions == {("同意", "审核通过"), ("补充调查", "调查取证"), ("退回修改", "调查终结")}
    _, forms = table_of("forms", city.agency, local_date(LATER))
    assert next(row for row in forms if row[0] == "D27")[1] == "行政处罚决定书"
