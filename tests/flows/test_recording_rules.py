"""音像记录事项清单 drives the case: what the list asks for is asked of the next step (国办发〔2018〕118号（八）)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from sanxiang.evidence.types import EvidenceKind
from sanxiang.flows.reading import case_page
from sanxiang.flows.shared.types import FileInput
from sanxiang.kernel import Refused
from sanxiang.powers import services
from tests.factories.cases import lawful_case, photo
from tests.factories.city import FOUNDED, City
from tests.factories.powers import APPROVES, ENTERS
from tests.factories.recording import rule, video
from tests.flows.conftest import refused

pytestmark = pytest.mark.django_db


def test_a_step_without_what_the_list_asks_for_is_refused(city: City) -> None:
    rule(city, "全程录像")
    story = lawful_case(city, before="record_step")
    refused(lambda: story.record_step(), "record.av")
    try:
        story.record_step()
    except Refused as refusal:
        assert "音像记录事项清单3“排污单位检查”" in str(refusal)
    story.record_step(files=(FileInput("排气筒.jpg", photo(), "证明排放", EvidenceKind.AUDIOVISUAL), video()))


def test_what_may_be_recorded_is_said_and_not_asked(city: City) -> None:
    rule(city, "录音", required=False)
    story = lawful_case(city, before="record_step")
    page = case_page(actor=city.lead, case=story.case_id, now=story.now)
    said = [c.text for c in page.act("record_step").cautions if c.code == "recording.asked"]
    assert said == ["现场检查可以进行音像记录（音像记录事项清单3“排污单位检查”）"]
    story.record_step()


def test_changing_the_list_changes_the_next_step(city: City) -> None:
    row = rule(city, "录像")
    story = lawful_case(city, before="record_step")
    refused(lambda: story.record_step(), "record.av")
    today = story.today
    services.end_matter(actor=APPROVES, now=story.now, kind="recording", matter=row, until=today)
    refused(lambda: story.record_step(), "record.av")
    story.now += timedelta(days=1)
    story.record_step()


def test_a_rule_about_another_item_or_step_asks_nothing(city: City) -> None:
    rule(city, "录像", step="听证")
    other: dict[str, Any] = {"title": "许可核查", "step": "现场检查", "mode": "录像", "act_kind": "licence"}
    row = services.draft_matter(
        actor=ENTERS, now=FOUNDED, kind="recording", agency=city.agency, number="4", **other
    )
    services.approve_matter(actor=APPROVES, now=FOUNDED, kind="recording", matter=row)
    lawful_case(city, before="record_step").record_step()
