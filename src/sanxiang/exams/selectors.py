"""读取培训考试: the bank for those who keep it, examinations, papers without answers, results."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from sanxiang.exams.models import CredentialApplication, Examination, Question, Sitting
from sanxiang.exams.types import (
    ApplicationView,
    ExaminationView,
    PaperQuestion,
    QuestionView,
    Result,
    SittingView,
)
from sanxiang.kernel import NotFound, local_date
from sanxiang.registry import selectors as registry
from sanxiang.registry.types import OfficerView
from sanxiang.rules.examinations import LETTERS, Applicant, Entry, Part, QuestionKind


def questions(
    *, status: str = "", kind: str = "", field: str | None = None, query: str = ""
) -> list[QuestionView]:
    """The bank by status, kind, field ("" = common law, None = all) and words; discarded drafts are left out."""
    found = Question.objects.exclude(status=Question.Status.DISCARDED)
    if status:
        found = found.filter(status=status)
    if kind:
        found = found.filter(kind=kind)
    if field is not None:
        found = found.filter(field=field)
    if query:
        found = found.filter(Q(stem__icontains=query) | Q(number__icontains=query))
    return [_question(q) for q in found]


def get_question(question: UUID) -> QuestionView:
    """Raises NotFound."""
    row = Question.objects.filter(pk=question).first()
    if row is None:
        raise NotFound("没有这道试题")
    return _question(row)


def open_question(number: str) -> QuestionView | None:
    """The draft or the question in use under that number."""
    row = Question.objects.filter(number=number, status__in=("draft", "in_force")).first()
    return _question(row) if row else None


def pool(field: str) -> list[Entry]:
    """What a paper may be drawn from: the questions in use of a field, and those of the common law."""
    found = Question.objects.filter(status=Question.Status.IN_FORCE, field__in=("", field))
    return [
        Entry(str(key), QuestionKind(kind), of) for key, kind, of in found.values_list("pk", "kind", "field")
    ]


def bank_size() -> list[tuple[str, str, int]]:
    """How many questions are in use: field ("" = common law), kind, number."""
    found = Question.objects.filter(status=Question.Status.IN_FORCE).values_list("field", "kind")
    counted: dict[tuple[str, str], int] = {}
    for key in found:
        counted[key] = counted.get(key, 0) + 1
    return [(field, QuestionKind(kind).label, n) for (field, kind), n in sorted(counted.items())]


def examinations(organisers: Collection[UUID]) -> list[ExaminationView]:
    """The examinations that these agencies organise, the latest first."""
    found = Examination.objects.select_related("organiser").filter(organiser__in=organisers)
    return [_examination(e) for e in found]


def examinations_of_agency(agency: UUID) -> list[ExaminationView]:
    """The announced examinations that officers of an agency are invited to, the latest first."""
    found = Examination.objects.select_related("organiser").filter(status=Examination.Status.ANNOUNCED)
    return [_examination(e) for e in found if _invites(e, agency)]


def get_examination(examination: UUID) -> ExaminationView:
    """Raises NotFound."""
    return _examination(_row(examination))


def is_invited(examination: Examination, officer: UUID, on: date) -> bool:
    """Is the officer in post on the day, of an agency that the organiser supervises, and of the examined field?"""
    person = registry.get_officer(officer)
    return person.in_post_on(on) and _invites(examination, person.agency_id)


def sittings_of(officer: UUID) -> list[SittingView]:
    """The papers of an officer, the latest first, without their questions."""
    return [_sitting(s) for s in Sitting.objects.filter(officer=officer)]


def get_sitting(sitting: UUID, officer: UUID, now: datetime) -> SittingView:
    """The officer's own paper; its answers only once it is handed in and the examination is over. Raises NotFound."""
    row = Sitting.objects.select_related("examination").filter(pk=sitting, officer=officer).first()
    if row is None:
        raise NotFound("没有这份答卷")
    told = row.handed_in_at is not None and now >= row.examination.closes_at
    return _sitting(row, tuple(_asked(n, q, row.answers, told=told) for n, q in enumerate(row.paper, 1)))


def results(examination: UUID, agencies: Collection[UUID] | None = None) -> list[Result]:
    """成绩 of everybody invited (of these agencies): the best paper of each, those who have not sat last."""
    row = _row(examination)
    handed_in: dict[UUID, list[Sitting]] = {}
    for sitting in row.sittings.filter(handed_in_at__isnull=False).order_by("attempt"):
        handed_in.setdefault(sitting.officer_id, []).append(sitting)
    invited = [p for p in _invited(row) if agencies is None or p.agency_id in agencies]
    found = [_result(person, handed_in.get(person.id, [])) for person in invited]
    return sorted(found, key=lambda r: (r.score is None, -(r.score or 0), r.agency, r.name))


def passed(officer: UUID, field: str) -> SittingView | None:
    """The latest paper by which the officer is qualified in a field; None = there is none (118号（二十三）)."""
    found = Sitting.objects.filter(officer=officer, passed=True, examination__field__in=("", field))
    row = found.order_by("-handed_in_at").first()
    return _sitting(row) if row else None


def applications(agencies: Collection[UUID]) -> list[ApplicationView]:
    """The applications of these agencies, those that wait first."""
    found = CredentialApplication.objects.select_related("officer__agency").filter(
        officer__agency__in=agencies
    )
    return sorted((_application(a) for a in found), key=lambda a: a.status != "asked")


def get_application(application: UUID) -> ApplicationView:
    """Raises NotFound."""
    row = CredentialApplication.objects.select_related("officer__agency").filter(pk=application).first()
    if row is None:
        raise NotFound("没有这份申领")
    return _application(row)


def applicant(asked: ApplicationView, on: date) -> Applicant:
    """What an officer has to show on a day for the credential asked for."""
    person = registry.get_officer(asked.officer_id)
    held = person.credential_on(on, asked.kind)
    return Applicant(
        in_post=person.in_post_on(on),
        training_hours=asked.training_hours,
        unexamined=tuple(field for field in asked.fields if passed(person.id, field) is None),
        legally_qualified=person.legally_qualified,
        holds=held.number if held else "",
        for_supervision=asked.kind == "supervision",
        supervises=person.duty == "supervisor",
    )


def parts_of(row: Examination) -> tuple[Part, ...]:
    """大题 as the rules take them."""
    return tuple(
        Part(QuestionKind(kind), special, count, points) for kind, special, count, points in row.parts
    )


def _invites(row: Examination, agency: UUID) -> bool:
    if agency not in registry.agency_ids_supervised(row.organiser_id):
        return False
    return not row.field or row.field in registry.get_agency(agency).enforcement_fields


def _invited(row: Examination) -> list[OfficerView]:
    supervised = registry.agency_ids_supervised(row.organiser_id)
    agencies = [
        a for a in registry.agencies(supervised) if not row.field or row.field in a.enforcement_fields
    ]
    return [p for a in agencies for p in registry.officers(a.id, on=local_date(row.opens_at))]


def _result(person: OfficerView, papers: list[Sitting]) -> Result:
    best = max(papers, key=lambda s: s.score or 0, default=None)
    on = local_date(best.handed_in_at) if best and best.handed_in_at else None
    return Result(
        person.id, person.name, person.agency_name, len(papers), best.score if best else None,
        best.passed if best else None, on,
    )  # fmt: skip


def _row(examination: UUID) -> Examination:
    row = Examination.objects.select_related("organiser").filter(pk=examination).first()
    if row is None:
        raise NotFound("没有这场考试")
    return row


def _application(a: CredentialApplication) -> ApplicationView:
    return ApplicationView(
        a.pk, a.officer_id, a.officer.name, a.officer.agency_id, a.officer.agency.name, tuple(a.fields),
        a.training_hours, a.training, a.status, a.asked_by, a.asked_on, a.decided_by, a.decided_on, a.reason,
        a.number, a.kind, a.get_kind_display(),
    )  # fmt: skip


def _question(q: Question) -> QuestionView:
    return QuestionView(
        q.pk, q.number, QuestionKind(q.kind), q.field, q.stem, tuple(q.options), tuple(q.answer), q.basis_text,
        q.explanation, q.status, q.entered_by, q.approved_by, q.approved_on, q.retired_reason,
    )  # fmt: skip


def _examination(e: Examination) -> ExaminationView:
    return ExaminationView(
        e.pk, e.organiser_id, e.organiser.name, e.title, e.field, parts_of(e), e.minutes, e.pass_mark, e.attempts,
        e.opens_at, e.closes_at, e.status, e.entered_by, e.announced_by,
    )  # fmt: skip


def _sitting(s: Sitting, asked: tuple[PaperQuestion, ...] = ()) -> SittingView:
    return SittingView(
        s.pk, s.examination_id, s.officer_id, s.attempt, s.started_at, s.due_at, s.handed_in_at, s.score, s.passed, asked
    )  # fmt: skip


def _asked(number: int, q: dict[str, Any], answers: dict[str, list[str]], *, told: bool) -> PaperQuestion:
    return PaperQuestion(
        key=q["key"],
        number=number,
        title=q["title"],
        kind=QuestionKind(q["kind"]),
        stem=q["stem"],
        options=tuple(zip(LETTERS, q["options"], strict=False)),
        points=q["points"],
        given=tuple(answers.get(q["key"], ())),
        answer=tuple(q["answer"]) if told else (),
        basis=q["basis"] if told else "",
    )
