"""音像记录: which row of an agency's list asks for sound and picture in a step (国办发〔2018〕118号（八）).

Real lists write the step and the way in their own words; what is read of them drives the acts, the words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: steps of the investigation that are recorded, and ways of serving
INVESTIGATION = ("现场检查", "询问当事人", "询问证人", "调取证据", "抽样取证", "先行登记保存")
#: those whose record must bring the files, and those that are only ticked on the 送达回证
RECORDED, SERVED = (*INVESTIGATION, "委托鉴定"), ("留置送达", "公告送达")
#: 听证, 查封扣押 and 强制拆除 have no act yet: they are listed and asked of nothing
STEPS = (*RECORDED, *SERVED, "听证", "查封扣押", "强制拆除")
#: words of lists → steps, the longer words first
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("调查取证", INVESTIGATION),
    ("现场执法", ("现场检查", "抽样取证", "先行登记保存")),
    ("先行登记保存", ("先行登记保存",)),
    ("抽样", ("抽样取证",)),
    ("勘验", ("现场检查",)),
    ("现场检查", ("现场检查",)),
    ("检查", ("现场检查",)),
    ("询问证人", ("询问证人",)),
    ("询问当事人", ("询问当事人",)),
    ("询问", ("询问当事人", "询问证人")),
    ("调取", ("调取证据",)),
    ("鉴定", ("委托鉴定",)),
    ("听证", ("听证",)),
    ("留置送达", ("留置送达",)),
    ("公告送达", ("公告送达",)),
    ("查封", ("查封扣押",)),
    ("扣押", ("查封扣押",)),
    ("强制拆除", ("强制拆除",)),
    ("拆除", ("强制拆除",)),
)
#: files that can record a step
PICTURE, SOUND, VIDEO = "picture", "sound", "video"
#: words of the way of recording → what satisfies them; 音像记录 takes in photographs (118号（八）)
_WAYS: tuple[tuple[str, frozenset[str]], ...] = (
    ("录音录像|全程录像|录像|摄像|摄录|视频|执法记录仪", frozenset({VIDEO})),
    ("全程音像|全程记录", frozenset({VIDEO, SOUND})),
    ("录音", frozenset({VIDEO, SOUND})),
    ("拍照|照相|照片|音像", frozenset({VIDEO, SOUND, PICTURE})),
)


@dataclass(frozen=True, slots=True)
class RecordingDemand:
    """One row that runs: what it asks for in which steps. `required`: 应当, else 可以."""

    number: str
    title: str
    step: str
    mode: str
    required: bool
    act_kind: str = ""
    item_code: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that its words name; () = it is on the list and drives nothing."""
        return read_steps(self.step)

    @property
    def media(self) -> frozenset[str]:
        """Any of these satisfies it; empty = it asks for text."""
        return read_mode(self.mode)

    @property
    def name(self) -> str:
        """How a reason cites it."""
        return f"音像记录事项清单{self.number}“{self.title}”"

    def applies(self, *, act_kind: str, item_code: str) -> bool:
        """Is it about that kind of power and that item?"""
        return self.act_kind in ("", act_kind) and self.item_code in ("", item_code)


def read_steps(words: str) -> tuple[str, ...]:
    """The steps that the words of a list name, in the order of STEPS.

    >>> read_steps("现场检查（勘验）、询问当事人")
    ('现场检查', '询问当事人')
    >>> read_steps("归档")
    ()
    """
    rest, found = words, set[str]()
    for word, steps in _WORDS:
        if word in rest:
            found.update(steps)
            rest = rest.replace(word, "、")
    return tuple(step for step in STEPS if step in found)


def read_mode(words: str) -> frozenset[str]:
    """Any of which files satisfies a way of recording; several ways are alternatives, 文字 is none.

    >>> sorted(read_mode("录音录像")), sorted(read_mode("录音、拍照")), sorted(read_mode("文字记录"))
    (['video'], ['picture', 'sound', 'video'], [])
    """
    rest, found = words, set[str]()
    for pattern, media in _WAYS:
        if re.search(pattern, rest):
            found |= media
            rest = re.sub(pattern, "、", rest)
    return frozenset(found)


def demand_for(
    demands: Iterable[RecordingDemand], step: str, *, act_kind: str, item_code: str
) -> RecordingDemand | None:
    """The row that asks for sound and picture in a step: what is required before what is advised; None = none."""
    found = [
        d
        for d in demands
        if step in d.steps and d.media and d.applies(act_kind=act_kind, item_code=item_code)
    ]
    return min(found, key=lambda d: (not d.required, not d.item_code, d.number), default=None)
