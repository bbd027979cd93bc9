"""音像记录: what the words of real lists mean, and which row counts (国办发〔2018〕118号（八）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.guards.cautions import recording_asked
from sanxiang.rules.recording import STEPS, RecordingDemand, demand_for, read_mode, read_steps
from tests.rules.lawful import CASE


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("现场检查", ("现场检查",)),
        ("现场检查（勘验）", ("现场检查",)),
        ("询问", ("询问当事人", "询问证人")),
        ("询问当事人、抽样取证", ("询问当事人", "抽样取证")),
        ("调查取证", ("现场检查", "询问当事人", "询问证人", "调取证据", "抽样取证", "先行登记保存")),
        ("文书送达（留置送达、公告送达）", ("留置送达", "公告送达")),
        ("查封、扣押财物", ("查封扣押",)),
        ("举行听证会", ("听证",)),
        ("归档", ()),
        ("", ()),
    ],
)
def test_the_steps_that_words_name(words: str, steps: tuple[str, ...]) -> None:
    assert read_steps(words) == steps


@pytest.mark.parametrize("step", STEPS)
def test_every_step_names_itself(step: str) -> None:
    assert step in read_steps(step)


@pytest.mark.parametrize(
    ("mode", "media"),
    [
        ("全程音像记录", {"video", "sound"}),
        ("执法记录仪摄录", {"video"}),
        ("录音录像", {"video"}),
        ("录音", {"video", "sound"}),
        ("拍照、录像", {"video", "sound", "picture"}),
        ("音像记录", {"video", "sound", "picture"}),
        ("文字记录", set()),
        ("", set()),
    ],
)
def test_the_way_of_recording(mode: str, media: set[str]) -> None:
    assert read_mode(mode) == media


def row(number: str = "1", **said: object) -> RecordingDemand:
    words = {"title": "现场检查", "step": "现场检查", "mode": "全程录像", "required": True} | said
    return RecordingDemand(number, **words)  # type: ignore[arg-type]


def asked(*rows: RecordingDemand, step: str = "现场检查") -> RecordingDemand | None:
    return demand_for(rows, step, act_kind="penalty", item_code="CF-1")


def test_what_must_be_recorded_comes_before_what_may_be() -> None:
    may, must = row("1", required=False), row("2")
    assert asked(may, must) == must and asked(may) == may


def test_a_row_of_the_item_comes_before_one_of_all() -> None:
    assert asked(row("1"), row("2", item_code="CF-1")) == row("2", item_code="CF-1")


@pytest.mark.parametrize(
    "other",
    [row(item_code="CF-2"), row(act_kind="licence"), row(step="听证"), row(mode="文字"), row(step="归档")],
)
def test_a_row_about_something_else_asks_for_nothing(other: RecordingDemand) -> None:
    assert asked(other) is None


@given(st.text(max_size=30))
def test_any_words_are_read(words: str) -> None:
    assert set(read_steps(words)) <= set(STEPS)


def test_the_reason_names_the_row() -> None:
    assert row("3", title="餐饮服务现场检查").name == "音像记录事项清单3“餐饮服务现场检查”"


def test_the_caution_names_every_step_that_the_list_wants() -> None:
    found = list(recording_asked(replace(CASE, recording=(row("7", step="询问"), row("8", mode="文字")))))
    assert [r.text for r in found] == [
        "询问当事人应当进行音像记录（音像记录事项清单7“现场检查”）",
        "询问证人应当进行音像记录（音像记录事项清单7“现场检查”）",
    ]
