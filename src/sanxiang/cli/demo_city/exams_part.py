"""考试部分: the question bank of 云屏市司法局, an examination that is over, and one that goes on."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sanxiang.cli.demo_city.city import City
from sanxiang.cli.demo_city.items_part import APPROVER
from sanxiang.exams import selectors, services
from sanxiang.exams.types import PaperQuestion
from sanxiang.exams.wording import read_answer
from sanxiang.kernel import Role
from sanxiang.rules.examinations import JUDGEMENTS, LETTERS, Part, QuestionKind

_DATA = Path(__file__).parent / "data" / "questions.csv"
_BUREAU, _KEEPER = "云司", "qiaoxin"
_PARTS = (
    Part(QuestionKind.JUDGE, special=False, count=4, points=5),
    Part(QuestionKind.SINGLE, special=False, count=8, points=5),
    Part(QuestionKind.MULTIPLE, special=False, count=4, points=10),
)
#: how many officers sat in the examination that is over
_SAT = 24
#: of so many of them one fails
_WEAK = 6


class Known(NamedTuple):
    """A question as the data file has it: its options and which of them are right."""

    kind: QuestionKind
    options: list[str]
    right: set[str]


def build_exams(city: City, now: datetime) -> None:
    """The bank in use but for one question; the first examination with results, the second open for ten days."""
    start = now - timedelta(days=60)
    bank = _bank(city, start)
    first = _announce(city, f"{start.year}年度执法资格考试", start + timedelta(days=20), days=3)
    _sit(city, first, bank, start + timedelta(days=20))
    _announce(city, f"{now.year}年度执法资格考试（补考）", now - timedelta(days=2), days=12)


def known() -> dict[str, Known]:
    """Stem → the question."""
    with _DATA.open(encoding="utf-8", newline="") as file:
        return {row["stem"]: _known(row) for row in csv.DictReader(file)}


def _known(row: dict[str, str]) -> Known:
    kind = QuestionKind.parse(row["kind"])
    options = list(JUDGEMENTS) if kind is QuestionKind.JUDGE else row["options"].split("；")
    return Known(
        kind, options, {options[LETTERS.index(letter)] for letter in read_answer(kind, row["answer"])}
    )


def _bank(city: City, now: datetime) -> dict[str, Known]:
    found = known()
    with _DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        kind, options, right = found[row["stem"]]
        key = services.draft_question(
            actor=city.actor(_KEEPER), now=now, number=row["number"], kind=kind.value, stem=row["stem"],
            options=options, answer=[LETTERS[options.index(o)] for o in right], basis_text=row["basis"],
        )  # fmt: skip
        if row is not rows[-1]:
            services.approve_question(actor=city.actor(APPROVER), now=now, question=key)
    return found


def _announce(city: City, title: str, opens_at: datetime, *, days: int) -> UUID:
    before = opens_at - timedelta(days=10)
    exam = services.draft_examination(
        actor=city.actor(_KEEPER), now=before, organiser=city.agencies[_BUREAU], title=title, parts=_PARTS,
        minutes=60, pass_mark=60, attempts=2, opens_at=opens_at, closes_at=opens_at + timedelta(days=days),
    )  # fmt: skip
    services.announce_examination(actor=city.actor(APPROVER), now=before, examination=exam)
    return exam


def _sit(city: City, exam: UUID, bank: dict[str, Known], opens_at: datetime) -> None:
    names = [name for (_, role), staff in city.staff.items() if role == Role.OFFICER for name in staff]
    for n, name in enumerate(dict.fromkeys(names)):
        if n == _SAT:
            break
        actor, at = city.actor(name), opens_at + timedelta(minutes=7 * n)
        sitting = services.begin_sitting(actor=actor, now=at, examination=exam)
        assert actor.officer_id is not None
        paper = selectors.get_sitting(sitting, actor.officer_id, at)
        weak = n % _WEAK == _WEAK - 1
        answers = {q.key: _given(q, bank[q.stem], n, weak=weak) for q in paper.questions}
        services.hand_in(actor=actor, now=at + timedelta(minutes=25 + n), sitting=sitting, answers=answers)


def _given(q: PaperQuestion, asked: Known, n: int, *, weak: bool) -> list[str]:
    """What this officer answers: right but for a slip now and then; one who is weak fails by several and the first."""
    right = [letter for letter, option in q.options if option in asked.right]
    if q.kind is QuestionKind.MULTIPLE and weak:
        return right[:1]
    if q.number == 1 and weak:
        return [letter for letter, _ in q.options if letter not in right]
    return [q.options[0][0]] if (q.number + n) % 9 == 0 else right
