"""审核意见的表单: a state, a note and what it rests on for every point, then one opinion."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sanxiang.flows.reading.types import ReviewPage
from sanxiang.review.types import PointAnswer
from sanxiang.rules.review import CHECKLIST
from sanxiang.rules.terms import OpinionType
from sanxiang.sites.design.parts import Choice

_STATES = frozenset({"pass", "problem", "na"})
#: reasons that are said in fewer words by counting
_ABOUT_POINTS = frozenset({"review.unanswered", "review.unexplained", "review.agree_with_problem"})
_BETWEEN = re.compile(r"[、，,;；\s]+")
_ICONS = {
    OpinionType.AGREE: "circle-check",
    OpinionType.SUPPLEMENT: "undo-2",
    OpinionType.CORRECT_LAW: "book-open",
    OpinionType.CORRECT_DISCRETION: "sliders-horizontal",
    OpinionType.CORRECT_PROCEDURE: "list-checks",
    OpinionType.CORRECT_FORM: "file-pen-line",
    OpinionType.NO_AUTHORITY: "circle-x",
    OpinionType.NO_PENALTY: "circle-slash",
    OpinionType.TRANSFER_CRIME: "circle-arrow-right",
}
_HINTS = {
    OpinionType.AGREE: "各项均没有问题，可以作出决定",
    OpinionType.SUPPLEMENT: "退回调查取证环节",
}


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered: only points with an answer count as answered."""

    points: Mapping[int, PointAnswer]
    opinion: str
    text: str
    counsel_opinion: str
    key: str

    def arguments(self) -> dict[str, Any]:
        """What the flow is called with."""
        names = ("points", "opinion", "text", "counsel_opinion", "key")
        return {name: getattr(self, name) for name in names}


def entered(sent: Mapping[str, Any]) -> Entered:
    """The form as sent: point-3, note-3, cites-3, opinion, text, counsel_opinion, key."""
    points = {}
    for n in CHECKLIST:
        state = sent.get(f"point-{n}", "")
        if state in _STATES:
            cites = tuple(filter(None, _BETWEEN.split(sent.get(f"cites-{n}", "").strip())))
            points[n] = PointAnswer(state, sent.get(f"note-{n}", "").strip(), cites)
    texts = (sent.get(name, "").strip() for name in ("opinion", "text", "counsel_opinion", "key"))
    return Entered(points, *texts)


def opinions(found: ReviewPage) -> list[Choice]:
    """The nine opinions; 同意 is locked, with the reason, while a point has a problem or no answer."""
    locked = _bars_agreement(found)
    return [
        Choice(
            o.value,
            o.label,
            _HINTS.get(o, "退回承办机构修改"),
            _ICONS[o],
            locked if o is OpinionType.AGREE else "",
        )
        for o in OpinionType
    ]


def _bars_agreement(found: ReviewPage) -> str:
    """Why 同意 cannot be given with the answers so far, in one sentence; "" if nothing bars it."""
    problems = [p.number for p in found.points if p.answer and p.answer.state == "problem"]
    left = len(found.points) - found.answered
    said = ["、".join(f"第{n}项" for n in problems) + "有问题"] if problems else []
    said += [f"还有{left}项未答"] if left else []
    said += [r.text for r in found.agree.reasons if r.code not in _ABOUT_POINTS]
    return "；".join(said)
