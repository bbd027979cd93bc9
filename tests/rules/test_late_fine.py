"""加处罚款: three per cent a day, never more than the fine, not during reconsideration or litigation."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.late_fine import late_fine
from sanxiang.rules.periods import Pause, PauseKind

DUE = date(2026, 3, 2)
FINE = Decimal(10_000)


@pytest.mark.parametrize(
    ("days", "amount", "uncapped"),
    [(-5, 0, 0), (0, 0, 0), (1, 300, 300), (33, 9_900, 9_900), (34, 10_000, 10_200), (40, 10_000, 12_000)],
)
def test_the_vector_of_the_annex_and_its_edges(days: int, amount: int, uncapped: int) -> None:
    found = late_fine(FINE, DUE, DUE + timedelta(days=days))
    assert (found.amount, found.uncapped) == (Decimal(amount), Decimal(uncapped))


def test_the_explanation_names_the_cap() -> None:
    assert late_fine(FINE, DUE, DUE + timedelta(days=40)).explanation == (
        "逾期40日，每日按罚款数额的百分之三计算为12,000.00元，不得超出罚款的数额，加处罚款10,000.00元"
    )
    assert "不得超出" not in late_fine(FINE, DUE, DUE + timedelta(days=2)).explanation


@pytest.mark.parametrize(
    ("kind", "document", "days"),
    [
        (PauseKind.LITIGATION, "受理通知书", 10),
        (PauseKind.LITIGATION, "", 20),
        (PauseKind.HEARING, "通知书", 20),
    ],
)
def test_only_documented_reconsideration_or_litigation_suspends(
    kind: PauseKind, document: str, days: int
) -> None:
    suspended = Pause(kind, date(2026, 3, 10), date(2026, 3, 19), document)
    assert late_fine(FINE, DUE, DUE + timedelta(days=20), [suspended]).days == days


@given(st.decimals(0, 10**7, places=2), st.integers(0, 400), st.integers(0, 400))
def test_it_never_falls_with_time_and_never_exceeds_the_fine(fine: Decimal, a: int, b: int) -> None:
    early, late = (late_fine(fine, DUE, DUE + timedelta(days=n)).amount for n in sorted((a, b)))
    assert 0 <= early <= late <= fine
