"""What the room takes in and hands out: frozen values, no database rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sanxiang.rules.examinations import LETTERS, Part, QuestionKind, full_marks


@dataclass(frozen=True, slots=True)
class QuestionView:
    """试题 with its answer: for those who keep the bank."""

    id: UUID
    number: str
    kind: QuestionKind
    field: str
    stem: str
    options: tuple[str, ...]
    answer: tuple[str, ...]
    basis_text: str
    explanation: str
    status: str
    entered_by: str
    approved_by: str
    approved_on: date | None
    retired_reason: str

    @property
    def lettered(self) -> list[tuple[str, str]]:
        """A, B, C … with their options."""
        return list(zip(LETTERS, self.options, strict=False))


@dataclass(frozen=True, slots=True)
class ExaminationView:
    """考试; moments in UTC."""

    id: UUID
    organiser_id: UUID
    organiser: str
    title: str
    field: str
    parts: tuple[Part, ...]
    minutes: int
    pass_mark: int
    attempts: int
    opens_at: datetime
    closes_at: datetime
    status: str
    entered_by: str
    announced_by: str

    @property
    def full_marks(self) -> int:
        return full_marks(self.parts)

    def standing_at(self, now: datetime) -> str:
        """draft, announced, open, over or cancelled."""
        if self.status != "announced":
            return self.status
        if now < self.opens_at:
            return "announced"
        return "open" if now < self.closes_at else "over"


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question of a paper; `answer` and `basis` are empty until they may be shown."""

    key: str
    number: int
    title: str
    kind: QuestionKind
    stem: str
    options: tuple[tuple[str, str], ...]
    points: int
    given: tuple[str, ...]
    answer: tuple[str, ...] = ()
    basis: str = ""

    @property
    def right(self) -> bool:
        """Only asked where the answer is shown."""
        return set(self.given) == set(self.answer)


@dataclass(frozen=True, slots=True)
class SittingView:
    """答卷; `questions` without answers, unless they were asked for after the window closed."""

    id: UUID
    examination_id: UUID
    officer_id: UUID
    attempt: int
    started_at: datetime
    due_at: datetime
    handed_in_at: datetime | None
    score: int | None
    passed: bool | None
    questions: tuple[PaperQuestion, ...] = ()

    @property
    def answered(self) -> int:
        return sum(bool(question.given) for question in self.questions)


@dataclass(frozen=True, slots=True)
class Result:
    """成绩 of one officer in an examination: the best handed-in paper, None = has not sat."""

    officer_id: UUID
    name: str
    agency: str
    attempts: int
    score: int | None
    passed: bool | None
    on: date | None


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """证件申领; `status`: asked, issued, refused or ended; `reason` why it was refused or ended."""

    id: UUID
    officer_id: UUID
    officer: str
    agency_id: UUID
    agency: str
    fields: tuple[str, ...]
    training_hours: int
    training: str
    status: str
    asked_by: str
    asked_on: date
    decided_by: str
    decided_on: date | None
    reason: str
    number: str
    #: enforcement or supervision
    kind: str
    kind_label: str
