"""演练：一部法规从登记到适用。两人登记，列出影响，成批改依据；新案件按新条文，旧案件从旧兼从轻；登错的废止撤销。

行政处罚法第三十七条、第三十八条，立法法第六十三条，国办发〔2018〕118号（四）。
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from sanxiang.flows.approve_law_change import approve_law_change
from sanxiang.flows.publish_lists import publish_lists
from sanxiang.flows.reading import case_page
from sanxiang.flows.reading.impact import first_day, impact, spots
from sanxiang.flows.shared.papers import data_for
from sanxiang.kernel import Actor, Refused, Role
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from sanxiang.registry.services import update_agency
from sanxiang.rules.citations import parse_citation
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing import services as changing
from sanxiang.statutes.changing.types import ChangeKind
from tests.factories.cases import SCRIPT, Story, lawful_case
from tests.factories.city import FIELD, FOUNDED, LAW, LAW_TEXT, SYSTEM, City, found_city, person
from tests.factories.powers import ENTERS, approve

pytestmark = pytest.mark.django_db
NEW = "云屏市生态环境保护条例"
#: 新条例施行、旧条例废止的那一天
DAY = date(2026, 3, 5)
EVE = DAY - timedelta(days=1)
ENTERED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
#: 新条例的罚则比旧的重：并处没收违法所得
HEAVIER = "没收违法所得，并处一万元以上一百万元以下的罚款"
MILDER = "处一万元以上五十万元以下"
NAMES = [name for name, _, _ in SCRIPT]


@dataclass
class Bureau:
    """司法行政机关的两个人：一人录入，一人审定."""

    keeper: Actor
    supervisor: Actor

    def enter(self, kind: ChangeKind, says: dict[str, Any], **target: Any) -> UUID:
        return changing.draft_change(
            actor=self.keeper, now=ENTERED, kind=kind, says=says, basis="市人大常委会公报第3号", **target
        )

    def approve(self, change: UUID) -> None:
        approve_law_change(actor=self.supervisor, now=ENTERED, change=change)


@pytest.fixture
def city(db: None) -> City:
    return found_city()


@pytest.fixture
def bureau(city: City) -> Bureau:
    keeper = person(city, "司理", 70, Role.ADMINISTRATOR)
    fields = ["行政执法监督", FIELD]
    update_agency(actor=keeper, now=FOUNDED, agency=city.agency, enforcement_fields=fields)
    return Bureau(keeper, person(city, "司督", 71, Role.SUPERVISOR))


def law_id(title: str) -> UUID:
    law = statutes.find_law(title)
    assert law, title
    return law.id


def text_says(day: date, text: str) -> dict[str, Any]:
    return {
        "adopted_on": "", "version_date": "2026-02-25", "document_no": "第3号公告",
        "effective_from": day.isoformat(), "text": text,
    }  # fmt: skip


def 新条例() -> dict[str, Any]:
    text = (
        "第一条 为了保护生态环境，制定本条例。\n"
        "第二条 排污单位应当依法取得排污许可证；未取得的，不得排放污染物。\n"
        f"第三条 违反本条例第二条规定，未取得排污许可证排放污染物的，责令改正，{HEAVIER}；情节严重的，责令停业、关闭。\n"
        f"第四条 本条例自2026年3月5日起施行。《{LAW}》同时废止。"
    )
    about = {
        "title": NEW,
        "level": "地方性法规",
        "issuer": "云屏市人民代表大会常务委员会",
        "region": "云屏市",
    }
    return about | text_says(DAY, text)


def go_on(story: Story, start: str, upto: str, **instead: Any) -> None:
    """接着办：从一步办到另一步，`instead` 换掉其中的几步."""
    for name, days, act in SCRIPT[NAMES.index(start) : NAMES.index(upto) + 1]:
        story.later(days=days)
        instead.get(name, act)(story)


def provisions(city: City, story: Story) -> list[dict[str, Any]]:
    proposal = case_page(actor=city.lead, case=story.case_id, now=story.now).file.course.proposal
    assert proposal
    return [dict(p) for p in proposal.provisions]


def test_登记_审定_影响_改依据_新案从新_旧案从旧(city: City, bureau: Bureau) -> None:
    # 一件旧案正在办：违法行为在新条例施行以前
    old_case = lawful_case(city, upto="confirm_evidence")

    # 一人录入，什么也没有变；录入的人不能审定，另一人审定后起作用
    change = bureau.enter(ChangeKind.REGISTER, 新条例())
    assert statutes.find_law(NEW) is None and statutes.version_in_force(law_id(LAW), DAY)
    with pytest.raises(Refused):
        approve_law_change(actor=bureau.keeper, now=ENTERED, change=change)
    bureau.approve(change)
    old, new = law_id(LAW), law_id(NEW)
    assert statutes.version_in_force(old, EVE) and statutes.version_in_force(old, DAY) is None
    assert statutes.version_in_force(new, EVE) is None and statutes.version_in_force(new, DAY)

    # 影响清单：一个事项、一项基准、一件在办案件，从施行之日起没有依据
    found = impact(actor=city.head, laws=[old], on=EVE)
    assert (found.items, found.benchmarks) == ((city.item,), 1)
    assert [key for key, _, _, _ in found.cases] == [old_case.case_id]
    assert first_day(found, since=EVE, by=date(2026, 12, 31)) == DAY

    # 批量改依据：逐处核对承接的条文，起草，另外的人报审、审定
    listed = spots(found, successor=new, on=DAY, before=EVE)
    assert [s.suggested for s in listed] == [f"《{NEW}》第二条", f"《{NEW}》第三条"]
    moves = {}
    for spot in listed:
        _, place = parse_citation(spot.suggested)
        assert place and not spot.stays
        moves[spot.law.id, spot.place] = (new, place)
    batch = services.rebase_items(
        actor=ENTERS, now=ENTERED, items=found.items, moves=moves, effective_from=DAY
    )
    (draft,) = batch.drafts
    assert powers.get_power_item(draft).status == "draft" and batch.left == ()
    approve(draft, now=ENTERED)
    before, after = powers.get_power_item(city.item), powers.get_power_item(draft)
    assert before.in_force_on(EVE) and not before.in_force_on(DAY) and after.in_force_on(DAY)
    assert {b.law for b in after.bases} == {NEW} and {b.law for b in before.bases} == {LAW}
    publish_lists(actor=SYSTEM, now=datetime(2026, 3, 5, 1, 0, tzinfo=UTC))

    # 旧案：没有选定适用新旧规定的，不能决定
    go_on(old_case, "propose_outcome", "give_opinion")
    with pytest.raises(Refused, match="没有选定适用旧的还是新的规定"):
        old_case.decide_case()

    # 新案：行为发生在施行以后，按新条文，不用选
    later = replace(city, item=draft)
    new_case = lawful_case(
        later,
        upto="decide_case",
        now=datetime(2026, 4, 7, 1, 0, tzinfo=UTC),
        instead={"verify_clue": lambda s: s.verify_clue(act_on=date(2026, 4, 1))},
    )
    assert new_case.case.decided_on
    assert {p["law"] for p in provisions(city, new_case)} == {NEW}
    assert HEAVIER in provisions(city, new_case)[1]["text"]


def test_旧案从旧_新条例较重的仍按旧条例决定(city: City, bureau: Bureau) -> None:
    story = lawful_case(city, upto="confirm_evidence")
    bureau.approve(bureau.enter(ChangeKind.REGISTER, 新条例()))
    go_on(
        story, "propose_outcome", "decide_case",
        propose_outcome=lambda s: s.propose_outcome(applied_law="old", law_reason="新条例增加没收违法所得，旧条例较轻"),
    )  # fmt: skip
    assert story.case.decided_on and story.case.decided_on > DAY
    kept = provisions(city, story)
    assert {p["law"] for p in kept} == {LAW} and not any(HEAVIER in p["text"] for p in kept)
    file = case_page(actor=city.lead, case=story.case_id, now=story.now).file
    assert "旧条例较轻" in json.dumps(data_for("D27", file, {}), ensure_ascii=False)


def test_旧案从轻_新文本较轻的按新文本决定(city: City, bureau: Bureau) -> None:
    story = lawful_case(city, upto="confirm_evidence")
    text = LAW_TEXT.replace("处一万元以上一百万元以下", MILDER)
    bureau.approve(bureau.enter(ChangeKind.VERSION, text_says(DAY, text), law=law_id(LAW)))
    go_on(
        story, "propose_outcome", "decide_case",
        propose_outcome=lambda s: s.propose_outcome(applied_law="new", law_reason="新文本的罚款上限较低"),
    )  # fmt: skip
    assert story.case.decided_on
    assert any(MILDER in p["text"] for p in provisions(city, story))


def test_登错的废止_撤销后恢复有效_案件照办(city: City, bureau: Bureau) -> None:
    old = law_id(LAW)
    says = 新条例()
    says["text"] = says["text"].replace(f"《{LAW}》同时废止。", "")
    bureau.approve(bureau.enter(ChangeKind.REGISTER, says))
    bureau.approve(bureau.enter(ChangeKind.REPEAL, {"laws": [LAW], "on": DAY.isoformat()}, law=law_id(NEW)))
    assert [law.title for law, _ in statutes.ending([old], by=DAY)] == [LAW]
    found = impact(actor=city.head, laws=[old], on=EVE)
    assert first_day(found, since=EVE, by=date(2026, 12, 31)) == DAY

    # 公报没有写明废止：同样两人撤销，写明理由；审定以前废止仍然有效
    withdrawn = bureau.enter(ChangeKind.UNREPEAL, {"laws": [LAW]}, law=law_id(NEW))
    assert statutes.version_in_force(old, DAY) is None
    with pytest.raises(Refused):
        approve_law_change(actor=bureau.keeper, now=ENTERED, change=withdrawn)
    bureau.approve(withdrawn)
    assert statutes.version_in_force(old, DAY) and statutes.ending([old], by=DAY) == []
    assert first_day(found, since=EVE, by=date(2026, 12, 31)) is None

    # 事项没有改依据，以后的案件仍按它办，不用选新旧
    story = lawful_case(
        city,
        upto="decide_case",
        now=datetime(2026, 4, 7, 1, 0, tzinfo=UTC),
        instead={"verify_clue": lambda s: s.verify_clue(act_on=date(2026, 4, 1))},
    )
    assert story.case.decided_on and {p["law"] for p in provisions(city, story)} == {LAW}
