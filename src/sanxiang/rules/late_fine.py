"""加处罚款, 行政处罚法第七十二条第一款第一项、第七十三条第三款.

- 3 % of the fine for every day after the last day of payment, never more than the fine itself.
- days within reconsideration or litigation are not counted; each such interval has its document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sanxiang.rules.citations import cite
from sanxiang.rules.money import format_yuan, round_fen
from sanxiang.rules.period_rule import Pause, PauseKind
from sanxiang.rules.periods import union
from sanxiang.rules.verdict import Basis

DAILY_RATE = Decimal("0.03")
BASIS: tuple[Basis, ...] = (*cite("APL72.1(1)"), *cite("APL73.3"))


@dataclass(frozen=True, slots=True)
class LateFine:
    """What is owed besides the fine, 元, and how it was counted."""

    amount: Decimal
    days: int
    uncapped: Decimal

    @property
    def capped(self) -> bool:
        return self.uncapped > self.amount

    @property
    def explanation(self) -> str:
        """One sentence for the demand and the decision."""
        text = f"逾期{self.days}日，每日按罚款数额的百分之三计算为{format_yuan(self.uncapped)}"
        if self.capped:
            return f"{text}，不得超出罚款的数额，加处罚款{format_yuan(self.amount)}"
        return f"{text}，加处罚款{format_yuan(self.amount)}"


def late_fine(fine: Decimal, due: date, today: date, suspensions: Iterable[Pause] = ()) -> LateFine:
    """The late fine on `today` for a fine payable until `due`; day 1 is the day after `due`."""
    counted = [s for s in suspensions if s.kind is PauseKind.LITIGATION and s.document.strip()]
    not_counted = union(counted, as_of=today)
    overdue = (due + timedelta(days=n) for n in range(1, (today - due).days + 1))
    days = sum(day not in not_counted for day in overdue)
    uncapped = round_fen(fine * DAILY_RATE * days)
    return LateFine(min(fine, uncapped), days, uncapped)
