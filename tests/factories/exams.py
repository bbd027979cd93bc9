"""A question bank in use, and an examination announced by another than who drafted it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sanxiang.exams import services
from sanxiang.rules.examinations import JUDGEMENTS, Part, QuestionKind
from tests.factories.powers import APPROVES, ENTERS

OPENS = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
PARTS = (
    Part(QuestionKind.JUDGE, False, 2, 10),
    Part(QuestionKind.SINGLE, False, 2, 20),
    Part(QuestionKind.MULTIPLE, False, 1, 40),
)


def question(n: int, kind: QuestionKind = QuestionKind.SINGLE, **changed: Any) -> dict[str, Any]:
    """The fields of a question; the right answer of a single one is its third option."""
    judged = kind is QuestionKind.JUDGE
    values = {
        "number": f"T{n:03}", "kind": kind.value, "stem": f"第{n}题：执法人员不得少于几人？",
        "options": list(JUDGEMENTS) if judged else ["一人", "三人", "两人", "四人"],
        "answer": ["A"] if judged else (["C", "D"] if kind is QuestionKind.MULTIPLE else ["C"]),
        "basis_text": "《行政处罚法》第四十二条第一款",
    }  # fmt: skip
    return values | changed


def in_use(now: datetime, **fields: Any) -> UUID:
    """A question that papers may draw."""
    key = services.draft_question(actor=ENTERS, now=now, **fields)
    services.approve_question(actor=APPROVES, now=now, question=key)
    return key


def fill_bank(now: datetime, *, field: str = "", first: int = 1) -> None:
    """Twelve questions in use, four of each kind."""
    for at, kind in enumerate(QuestionKind):
        for n in range(4):
            in_use(now, **question(first + 4 * at + n, kind, field=field))


def announced(organiser: UUID, **changed: Any) -> UUID:
    """An examination of 100 points, 60 to pass, open for two days."""
    terms = {
        "title": "行政执法资格考试", "parts": PARTS, "minutes": 60, "pass_mark": 60, "attempts": 2, "opens_at": OPENS,
        "closes_at": OPENS + timedelta(days=2),
    }  # fmt: skip
    before = OPENS - timedelta(days=5)
    key = services.draft_examination(actor=ENTERS, now=before, organiser=organiser, **(terms | changed))
    services.announce_examination(actor=APPROVES, now=before, examination=key)
    return key
