"""The working-day calendar of 2026 as the State Council's notice of 2025-11-04 sets it."""

from __future__ import annotations

from datetime import date, timedelta

from sanxiang.rules.calendar import WorkCalendar

_BREAKS = (
    ("元旦", date(2026, 1, 1), date(2026, 1, 3)),
    ("春节", date(2026, 2, 15), date(2026, 2, 23)),
    ("清明节", date(2026, 4, 4), date(2026, 4, 6)),
    ("劳动节", date(2026, 5, 1), date(2026, 5, 5)),
    ("端午节", date(2026, 6, 19), date(2026, 6, 21)),
    ("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
    ("国庆节", date(2026, 10, 1), date(2026, 10, 7)),
)
NAMES = {
    first + timedelta(days=i): name for name, first, last in _BREAKS for i in range((last - first).days + 1)
}
MAKEUP = frozenset(date(2026, m, d) for m, d in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)))
CALENDAR = WorkCalendar(frozenset(NAMES), MAKEUP, frozenset({2026}), NAMES)
