"""执法证件的效力: in what standing on a day and why, and what its holder's agency has to see to; reviewers per agency.

行政处罚法第四十二条; 国办发〔2018〕118号（二十三）. A card whose suspension has run out stays suspended until it is given back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sanxiang.rules.citations import cite
from sanxiang.rules.facts import CredentialActFacts, CredentialFacts
from sanxiang.rules.sentences import chinese_date
from sanxiang.rules.terms import Term
from sanxiang.rules.verdict import Reason, Verdict

#: 国办发〔2018〕118号（十一）: reviewers to those who enforce
REVIEWER_SHARE = Fraction(5, 100)
#: days before the end of a card in which it is listed, the nearer first
SOON, LATER = 30, 90


class Standing(Term):
    """状态: what a credential is worth on a day."""

    VALID = "valid", "有效"
    NOT_YET = "not_yet", "未到有效期"
    EXPIRED = "expired", "过期"
    SUSPENDED = "suspended", "暂扣"
    CHECK_FAILED = "unchecked", "年审未过"
    CANCELLED = "cancelled", "注销"
    REVOKED = "revoked", "吊销"


class CredentialAct(Term):
    """What is done to a credential after it has been issued."""

    CHECK_PASSED = "passed", "年审合格"
    CHECK_FAILED = "failed", "年审不合格"
    SUSPENDED = "suspended", "暂扣"
    LIFTED = "lifted", "解除暂扣"
    CANCELLED = "cancelled", "注销收回"
    REVOKED = "revoked", "吊销"


#: what makes a card worthless, the graver first: act, its standing, what undoes it
_BARS = (
    (CredentialAct.REVOKED, Standing.REVOKED, CredentialAct.LIFTED, "吊销后不能再使用，请指派其他人员"),
    (CredentialAct.CANCELLED, Standing.CANCELLED, CredentialAct.LIFTED, "需要执法的，应当重新申领"),
    (CredentialAct.SUSPENDED, Standing.SUSPENDED, CredentialAct.LIFTED, "解除暂扣以前请指派其他人员"),
    (
        CredentialAct.CHECK_FAILED,
        Standing.CHECK_FAILED,
        CredentialAct.CHECK_PASSED,
        "年审合格以前请指派其他人员",
    ),
)


@dataclass(frozen=True, slots=True)
class CredentialStanding:
    """The standing on a day, and why it is not good; the verdict is lawful when it is valid."""

    standing: Standing
    verdict: Verdict = Verdict()


def standing_on(card: CredentialFacts, day: date) -> CredentialStanding:
    """What the credential is worth on the day, by every act up to that day, that day included (42)."""
    done = [act for act in card.acts if act.day <= day]
    for kind, standing, undone_by, mend in _BARS:
        last = next((a for a in reversed(done) if a.kind in (kind, undone_by)), None)
        if last and last.kind == kind:
            return _barred(standing, f"{_told(last, standing, day)}，{mend}")
    if card.valid_from <= day <= card.valid_until:
        return CredentialStanding(Standing.VALID)
    term = f"{chinese_date(card.valid_from)}至{chinese_date(card.valid_until)}"
    early = day < card.valid_from
    mend = "请指派其他人员" if early else "请先换发证件，或者指派其他人员"
    text = f"在{chinese_date(day)}不在有效期内（有效期{term}），{mend}"
    return _barred(Standing.NOT_YET if early else Standing.EXPIRED, text)


def _barred(standing: Standing, text: str) -> CredentialStanding:
    reason = Reason(f"credential.{standing.value}", text, cite("APL42.1"), "assign_officers")
    return CredentialStanding(standing, Verdict((reason,)))


def _told(act: CredentialActFacts, standing: Standing, day: date) -> str:
    said = f"自{chinese_date(act.day)}起{standing.label}"
    notes = [act.reason] if act.reason else []
    if act.until:
        run_out = "已满，应当办理解除" if act.until < day else ""
        notes.append(f"期限至{chinese_date(act.until)}{run_out}")
    return f"{said}（{'；'.join(notes)}）" if notes else said


def check_due_on(issued: date, acts: tuple[CredentialActFacts, ...]) -> date:
    """The day by which the next 年审 is due: a year after the last check, or after the issue."""
    checks = (CredentialAct.CHECK_PASSED, CredentialAct.CHECK_FAILED)
    last = max((a.day for a in acts if a.kind in checks), default=issued)
    try:
        return last.replace(year=last.year + 1)
    except ValueError:  # 29 February
        return last.replace(year=last.year + 1, month=3, day=1)


def warning_on(card: CredentialFacts, day: date) -> str:
    """What the holder's agency has to see to, in a sentence; "" = nothing within LATER days."""
    held = standing_on(card, day)
    if held.standing in (Standing.CANCELLED, Standing.REVOKED):
        return ""
    if not held.verdict.ok and held.standing is not Standing.NOT_YET:
        return held.verdict.reasons[0].text
    left = (card.valid_until - day).days
    if left <= LATER:
        return f"{chinese_date(card.valid_until)}到期，还有{left}天，请办理换发"
    due = check_due_on(card.valid_from, card.acts)
    if due < day:
        return f"年审应当在{chinese_date(due)}前完成，已超过{(day - due).days}天"
    if due - day <= timedelta(SOON):
        return f"{chinese_date(due)}前应当完成年审，还有{(due - day).days}天"
    return ""


def check_supervisor(card: CredentialFacts | None, day: date) -> Verdict:
    """Does whoever supervises enforcement hold a 行政执法监督证 that is good on the day?

    A caution, no bar: supervisors have a card of their own, and no article read so far makes their acts depend on it.
    """
    if card is None:
        text = "没有登记行政执法监督证，请由所在机关申领"
    elif reasons := standing_on(card, day).verdict.reasons:
        text = f"行政执法监督证{reasons[0].text}"
    else:
        return Verdict()
    return Verdict((Reason("supervisor.credential", text, cite("REG825"), "credentials"),))


@dataclass(frozen=True, slots=True)
class Staffing:
    """法制审核人员配备: how many enforce in an agency, and how many review there."""

    officers: int
    reviewers: int

    @property
    def needed(self) -> int:
        """5 % of those who enforce, rounded up, at least one (118号（十一）)."""
        return max(1, math.ceil(self.officers * REVIEWER_SHARE))

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(0, self.needed - self.reviewers)

    @property
    def explained(self) -> str:
        """The arithmetic in words."""
        share = f"执法人员{self.officers}人的5%"
        if self.officers * REVIEWER_SHARE > 1:
            return f"{share}，向上取整为{self.needed}人"
        return f"{share}不超过1人，至少{self.needed}人"


def check_staffing(staffing: Staffing) -> Verdict:
    """Are there reviewers enough (118号（十一）)?"""
    if not staffing.short:
        return Verdict()
    text = (
        f"{staffing.explained}，现有{staffing.reviewers}人，还缺{staffing.short}人，请配备并登记法制审核人员"
    )
    return Verdict((Reason("review.staffing", text, cite("G118(11)"), "reviewers"),))
