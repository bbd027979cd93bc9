"""执法资格考试: questions, random papers and marks (国办发〔2018〕118号（二十三）: trained and examined before the post).

A paper is drawn by the digest of its seed and each question's key, so that it can be drawn again and checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sanxiang.rules.citations import cite
from sanxiang.rules.terms import Term
from sanxiang.rules.verdict import Reason, Verdict

#: letters of the options, in their order
LETTERS = "ABCDEFGH"
#: what stands on a paper of right or wrong
JUDGEMENTS = ("正确", "错误")
Problem = tuple[str, str]


class QuestionKind(Term):
    """题型."""

    JUDGE = "judge", "判断题"
    SINGLE = "single", "单选题"
    MULTIPLE = "multiple", "多选题"


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as a paper is drawn from it; `field` "" = the law common to all fields."""

    key: str
    kind: QuestionKind
    field: str


@dataclass(frozen=True, slots=True)
class Part:
    """大题: so many questions of a kind, each for so many points, of the examined field or of the common law."""

    kind: QuestionKind
    special: bool
    count: int
    points: int

    @property
    def title(self) -> str:
        """专业法律知识单选题."""
        return f"{'专业' if self.special else '公共'}法律知识{self.kind.label}"


@dataclass(frozen=True, slots=True)
class Terms:
    """What an examination asks of whoever sits for it; moments in UTC."""

    opens_at: datetime
    closes_at: datetime
    attempts: int


def question_problems(kind: QuestionKind, options: Sequence[str], answer: Sequence[str]) -> Iterator[Problem]:
    """Are there options that differ, and an answer among them that fits the kind?"""
    if kind is QuestionKind.JUDGE and tuple(options) != JUDGEMENTS:
        yield "options", "判断题的选项只能是正确、错误"
    if not 2 <= len(options) <= len(LETTERS):
        yield "options", f"选项应为2至{len(LETTERS)}个，现有{len(options)}个"
    if any(not option.strip() for option in options) or len({o.strip() for o in options}) < len(options):
        yield "options", "选项不能空，也不能重复"
    letters = LETTERS[: len(options)]
    if unknown := sorted(set(answer) - set(letters)):
        yield "answer", f"答案{'、'.join(unknown)}不在选项{'、'.join(letters)}之内"
    if kind is QuestionKind.MULTIPLE and len(set(answer)) < 2:
        yield "answer", "多选题的答案至少两个"
    if kind is not QuestionKind.MULTIPLE and len(set(answer)) != 1:
        yield "answer", f"{kind.label}的答案只能是一个"


def blueprint_problems(parts: Sequence[Part], field: str, pass_mark: int) -> Iterator[Problem]:
    """Is the plan of a paper whole, and its pass mark within its points?"""
    if not parts:
        yield "parts", "至少填写一种题型的题数和分值"
        return
    for part in parts:
        if part.special and not field:
            yield "field", f"有{part.title}的，请写明考哪一执法类别"
    if not 0 < pass_mark <= full_marks(parts):
        yield "pass_mark", f"合格分数应在1至满分{full_marks(parts)}之间"


def paper_problems(
    parts: Sequence[Part], pool: Sequence[Entry], field: str, pass_mark: int
) -> Iterator[Problem]:
    """Besides, are there questions enough in use to draw it from?"""
    yield from blueprint_problems(parts, field, pass_mark)
    for part in parts:
        there = len(_of(part, pool, field))
        if there < part.count and (field or not part.special):
            yield "parts", f"{part.title}要{part.count}题，题库可用的只有{there}题"


def full_marks(parts: Sequence[Part]) -> int:
    """满分."""
    return sum(part.count * part.points for part in parts)


def draw(parts: Sequence[Part], pool: Sequence[Entry], field: str, seed: str) -> list[tuple[Part, Entry]]:
    """随机组卷: the questions of a paper in their order; the same seed draws the same paper.

    `pool` must have enough (`paper_problems`); no question comes twice.
    """
    paper: list[tuple[Part, Entry]] = []
    taken: set[str] = set()
    for part in parts:
        free = [entry for entry in _of(part, pool, field) if entry.key not in taken]
        chosen = sorted(free, key=lambda entry: _lot(seed, entry.key))[: part.count]
        taken |= {entry.key for entry in chosen}
        paper += [(part, entry) for entry in chosen]
    return paper


def shuffled(
    kind: QuestionKind, options: Sequence[str], answer: Sequence[str], lot: str
) -> tuple[list[str], list[str]]:
    """Options in an order of their own with the letters of the answer moved along; 正确 and 错误 stay."""
    if kind is QuestionKind.JUDGE:
        return list(options), list(answer)
    order = sorted(range(len(options)), key=lambda n: _lot(lot, str(n)))
    moved = sorted(LETTERS[order.index(LETTERS.index(letter))] for letter in answer)
    return [options[n] for n in order], moved


def marks(answer: Sequence[str], given: Sequence[str], points: int) -> int:
    """得分: all of the answer and nothing else, or none."""
    return points if given and set(given) == set(answer) else 0


def total(answers: Mapping[str, tuple[Sequence[str], int]], given: Mapping[str, Sequence[str]]) -> int:
    """The marks of a paper: question → (answer, points), and what was given."""
    return sum(marks(answer, given.get(key, ()), points) for key, (answer, points) in answers.items())


def may_sit(terms: Terms, now: datetime, *, invited: bool, taken: int, passed: bool) -> Verdict:
    """May this officer begin a paper now (118号（二十三）)?"""
    found = []
    if not invited:
        found.append(("exam.not_invited", "不在这场考试的应考范围内"))
    if now < terms.opens_at:
        found.append(("exam.early", "考试还没有开始"))
    if now >= terms.closes_at:
        found.append(("exam.over", "考试已经结束"))
    if passed:
        found.append(("exam.passed", "已经合格，不用再考"))
    elif taken >= terms.attempts:
        found.append(("exam.attempts", f"这场考试最多考{terms.attempts}次，已经考了{taken}次"))
    return Verdict(tuple(Reason(code, text, cite("G118(23)")) for code, text in found))


def _of(part: Part, pool: Sequence[Entry], field: str) -> list[Entry]:
    wanted = field if part.special else ""
    return [entry for entry in pool if entry.kind is part.kind and entry.field == wanted]


def _lot(seed: str, key: str) -> bytes:
    return sha256(f"{seed}:{key}".encode()).digest()


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks for a credential: what there is to show for it."""

    in_post: bool
    training_hours: int
    #: fields asked for that no passed examination covers
    unexamined: tuple[str, ...]
    legally_qualified: bool
    #: number of a credential that is still valid, "" = none
    holds: str = ""
    #: asks for a 行政执法监督证, and is registered as one who supervises enforcement
    for_supervision: bool = False
    supervises: bool = False


def may_hold(applicant: Applicant, *, hours_asked: int = 1, exempt_qualified: bool = True) -> Verdict:
    """May a credential be issued (118号（二十三）: trained and examined before the post; 42)?

    `hours_asked`: hours of training before the post (L: `rules.local_values`).
    `exempt_qualified`: who holds 法律职业资格 need not sit, as 昆明 does (L: a setting of the place, not of the law).
    """
    found = []
    if not applicant.in_post:
        found.append(("credential.left", "已经离岗，不能申领证件"))
    if applicant.for_supervision and not applicant.supervises:
        found.append(("credential.duty", "登记的人员类别不是执法监督人员，请先修改人员类别"))
    if applicant.training_hours < hours_asked:
        had = (
            f"岗前培训{applicant.training_hours}学时"
            if applicant.training_hours
            else "没有岗前培训的学时记录"
        )
        asked = f"，本市要求不少于{hours_asked}学时" if hours_asked > 1 else ""
        found.append(("credential.training", f"{had}{asked}"))
    exempt = exempt_qualified and applicant.legally_qualified
    if applicant.unexamined and not exempt:
        fields = "、".join(applicant.unexamined)
        found.append(("credential.exam", f"{fields}没有合格的执法资格考试成绩"))
    if applicant.holds:
        found.append(("credential.held", f"已有有效的证件{applicant.holds}，请先注销或者办理变更"))
    return Verdict(tuple(Reason(code, text, cite("G118(23)")) for code, text in found))
