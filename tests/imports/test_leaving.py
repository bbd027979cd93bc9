"""离岗日期: by a table as on screen, the credentials come back, applications end and the account closes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sanxiang.exams import selectors as exams
from sanxiang.exams import services as exam_services
from sanxiang.imports import services
from sanxiang.kernel import Actor, InvalidInput, Role
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.registry import selectors as registry
from sanxiang.registry.types import OfficerView
from tests.factories.city import FOUNDED, SYSTEM, City, person
from tests.imports.conftest import bring

HEAD = ("单位", "科室", "姓名", "职务", "离岗日期")
CARD = ("执法证号", "执法类别", "执法区域代码", "执法区域", "发证机关", "有效期自", "有效期至")
OWN = "云屏市生态环境局"
TODAY = FOUNDED.date()


@pytest.fixture
def leaver(city: City) -> Actor:
    return person(city, "离远", 83, Role.OFFICER)


def row_of(actor: Actor, left_on: str) -> list[str]:
    assert actor.officer_id
    found = registry.get_officer(actor.officer_id)
    return [OWN, found.unit_name, found.name, found.post, left_on]


def officer(actor: Actor) -> OfficerView:
    assert actor.officer_id
    return registry.get_officer(actor.officer_id)


def test_an_imported_leaving_takes_back_what_leaving_on_screen_does(city: City, leaver: Actor) -> None:
    """国办发〔2018〕118号（二十三）."""
    assert leaver.officer_id and leaver.account_id
    asked = exam_services.ask_credential(
        actor=SYSTEM, now=FOUNDED, officer=leaver.officer_id, fields=["生态环境"], training_hours=60
    )
    (card,) = officer(leaver).credentials
    told = f"离岗的：收回行政执法证{card.number}、停用账户{registry.account(leaver.account_id).username}、终止1件证件申领"
    table = [HEAD, row_of(leaver, str(TODAY))]
    tried = bring(SYSTEM, "officers", table, dry_run=True)
    assert [(d.line, d.column, d.message) for d in tried.doubts] == [(2, "离岗日期", told)]
    assert officer(leaver).left_on is None and registry.account(leaver.account_id).is_active
    done = bring(SYSTEM, "officers", table)
    assert [d.message for d in done.doubts] == [told]
    assert officer(leaver).left_on == TODAY
    (taken,) = officer(leaver).credentials
    assert taken.standing_on(TODAY).standing.value == "cancelled"
    assert not registry.account(leaver.account_id).is_active
    assert exams.get_application(asked).status == "ended"
    said = [entries_of_subject(key)[-1].sentence for key in (card.id, leaver.officer_id, leaver.account_id)]
    assert "人员名册登记离岗" in said[0] and "离岗：人员名册登记离岗" in said[1] and "停用账户" in said[2]


def test_who_is_new_and_has_left_keeps_no_credential(city: City, leaver: Actor) -> None:
    unit = officer(leaver).unit_name
    card = ("生态环境", "539900", "云屏市", "云屏市司法局", "2020-01-01", "2030-12-31")
    people = [
        [OWN, unit, f"旧{n}", "科员", left, f"5399000088{n}", *card]
        for n, left in ((1, ""), (2, "2025-03-01"))
    ]
    done = bring(SYSTEM, "officers", [(*HEAD, *CARD), *people])
    assert [(d.line, d.message) for d in done.doubts] == [(3, "离岗的：收回行政执法证53990000882")]
    found = {o.name: o for o in registry.officers(city.agency)}
    assert found["旧1"].credential_on(TODAY) and not found["旧2"].credential_on(TODAY)


def test_a_day_to_come_or_before_the_card_is_refused_beside_its_column(city: City, leaver: Actor) -> None:
    for day, said in (
        (TODAY + timedelta(days=1), "不能晚于今天"),
        (TODAY - timedelta(days=9999), "不能早于"),
    ):
        report = bring(SYSTEM, "officers", [HEAD, row_of(leaver, str(day))])
        assert [p.column for p in report.problems] == ["离岗日期"] and said in report.problems[0].message
    assert officer(leaver).left_on is None


def test_a_leaving_is_not_undone_with_the_import_and_its_day_can_be_corrected(
    city: City, leaver: Actor
) -> None:
    run = bring(SYSTEM, "officers", [HEAD, row_of(leaver, str(TODAY))])
    with pytest.raises(InvalidInput, match="离岗时已收回证件"):
        services.undo(actor=SYSTEM, now=FOUNDED + timedelta(days=1), run=run.id)
    again = bring(SYSTEM, "officers", [HEAD, row_of(leaver, str(TODAY - timedelta(days=1)))])
    assert again.counts["更新"] == 1 and not again.doubts
    assert officer(leaver).left_on == TODAY - timedelta(days=1)
