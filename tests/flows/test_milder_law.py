"""从旧兼从轻 (行政处罚法第三十七条): both texts are seen, one is chosen with a reason, the papers say it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sanxiang.flows.reading import case_page
from sanxiang.flows.shared.papers import data_for
from sanxiang.flows.shared.weighing import discretion
from sanxiang.powers import services
from sanxiang.powers.selectors import get_power_item
from sanxiang.powers.types import BasisInput
from sanxiang.rules.citations import Place
from sanxiang.sites.desk.acts.law_changes import law_changes
from sanxiang.statutes.services import import_laws
from tests.factories.cases import lawful_case
from tests.factories.city import FOUNDED, LAW, LAW_TEXT, SYSTEM, City
from tests.factories.powers import ENTERS, approve
from tests.flows.conftest import codes_of

pytestmark = pytest.mark.django_db
MILDER = "处一万元以上五十万元以下的罚款"


@pytest.fixture
def amended(city: City, tmp_path: Path) -> City:
    """The law of the city's item is amended after the act and before the decision: the fine is milder."""
    rows = [
        {"title": LAW, "version_date": "2026-03-01", "effective_date": "2026-03-03", "text": LAW_TEXT.replace("处一万元以上一百万元以下", "处一万元以上五十万元以下")}
    ]  # fmt: skip
    path = tmp_path / "law.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    import_laws(actor=SYSTEM, now=FOUNDED, paths=[path])
    return city


@pytest.fixture
def renumbered(city: City, tmp_path: Path) -> City:
    """The milder text also counts its articles anew, and the item rests on the new places from the same day."""
    text = (
        "第一条 为了规范排污许可管理，制定本条例。\n第二条 排污许可证应当公开。\n"
        "第三条 排污单位应当依法取得排污许可证；未取得的，不得排放污染物。\n"
        f"第四条 违反本条例第三条规定，未取得排污许可证排放污染物的，责令改正，{MILDER}；情节严重的，责令停业、关闭。"
    )
    row = {"title": LAW, "version_date": "2026-03-01", "effective_date": "2026-03-03", "text": text}
    path = tmp_path / "law.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    import_laws(actor=SYSTEM, now=FOUNDED, paths=[path])
    law = get_power_item(city.item).bases[0].law_id
    bases = [BasisInput(law, Place(3), "duty"), BasisInput(law, Place(4), "penalty")]
    item = services.revise_item(
        actor=ENTERS, now=FOUNDED, item=city.item, bases=bases, effective_from=date(2026, 3, 3)
    )
    approve(item, now=FOUNDED)
    return city


def test_the_new_text_is_read_at_its_new_place(renumbered: City) -> None:
    story = lawful_case(renumbered, before="conclude_investigation")
    file = case_page(actor=renumbered.lead, case=story.case_id, now=story.now).file
    shown = [cited for cited, _ in law_changes(file.bases, file.bases_today)]
    assert shown == [f"《{LAW}》第二条，现为《{LAW}》第三条", f"《{LAW}》第三条，现为《{LAW}》第四条"]
    story = lawful_case(
        renumbered,
        before="decide_case",
        instead=proposing(applied_law="new", law_reason="新规定的罚款幅度较低"),
    )
    p = case_page(actor=renumbered.lead, case=story.case_id, now=story.now).file.course.proposal
    assert p and [(b["place"], MILDER in str(b["text"])) for b in p.provisions] == [
        ("第三条", False),
        ("第四条", True),
    ]
    assert codes_of(lambda: story.decide_case()) == set()


def proposing(**said: Any) -> dict[str, Any]:
    return {"propose_outcome": lambda s: s.propose_outcome(**said)}


def test_without_a_choice_nothing_is_decided(amended: City) -> None:
    story = lawful_case(amended, before="decide_case")
    assert "law.choice" in codes_of(lambda: story.decide_case())
    page = case_page(actor=amended.lead, case=story.case_id, now=story.now)
    assert page.facts.power_item and page.facts.power_item.texts_differ


def test_the_new_text_is_applied_where_it_was_chosen(amended: City) -> None:
    story = lawful_case(
        amended, before="decide_case", instead=proposing(applied_law="new", law_reason="新规定的罚款幅度较低")
    )
    assert codes_of(lambda: story.decide_case()) == set()
    file = case_page(actor=amended.lead, case=story.case_id, now=story.now).file
    p = file.course.proposal
    assert p and any(MILDER in str(b["text"]) for b in p.provisions)
    said = discretion(file, p)["explanation"]
    assert "依照《行政处罚法》第三十七条" in said and said.endswith("新规定的罚款幅度较低。")
    for code in ("D27", "D28"):
        assert "新规定的罚款幅度较低" in json.dumps(data_for(code, file, {}), ensure_ascii=False)


def test_the_old_text_stays_where_it_is_milder(amended: City) -> None:
    story = lawful_case(
        amended,
        before="decide_case",
        instead=proposing(applied_law="old", law_reason="新旧规定对本案处罚相同"),
    )
    p = case_page(actor=amended.lead, case=story.case_id, now=story.now).file.course.proposal
    assert p and not any(MILDER in str(b["text"]) for b in p.provisions)
    story.decide_case()


def test_where_the_law_has_not_changed_nothing_is_asked(city: City) -> None:
    story = lawful_case(city, before="decide_case")
    page = case_page(actor=city.lead, case=story.case_id, now=story.now)
    assert page.facts.power_item and not page.facts.power_item.texts_differ
    story.decide_case()
