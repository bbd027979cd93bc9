"""施行与失效日期."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.statutes.dates import (
    Wording,
    dates_in,
    effective_date_of,
    intervals,
    repealed_titles,
    version_date_of,
)

PUBLISHED = date(2020, 1, 10)


@pytest.mark.parametrize(
    ("stated", "closing", "expected", "noted"),
    [
        (date(2020, 6, 1), "", date(2020, 6, 1), False),
        (None, "本法自2020年3月1日起施行。", date(2020, 3, 1), True),
        (None, "本条例自二〇二〇年十二月一日起施行。", date(2020, 12, 1), True),
        (None, "本办法自公布之日起施行。", PUBLISHED, True),
        (None, "本法自1999年1月1日起施行。", PUBLISHED, True),  # the original's clause in an amended text
        (date(1999, 1, 1), "", PUBLISHED, True),
        (None, "", PUBLISHED, True),
    ],
)  # fmt: skip
def test_effective_date(stated: date | None, closing: str, expected: date, noted: bool) -> None:
    found, note = effective_date_of(PUBLISHED, stated, closing)
    assert found == expected
    assert bool(note) is noted


def test_dates_written_in_three_ways() -> None:
    text = "2021年7月15日、二○○八年十月一日、2021年13月40日"
    assert dates_in(text) == [date(2021, 7, 15), date(2008, 10, 1)]
    assert version_date_of(["1996年3月17日通过", "根据2009年8月27日的决定2017年9月1日修正"]) == date(
        2017, 9, 1
    )
    assert version_date_of(["无日期"]) is None


def test_repeals_of_whole_laws_only() -> None:
    text = "本法自2026年8月15日起施行。《甲法》、《实施〈甲法〉办法》同时废止。《丙法》第三条同时废止。《丁法》继续有效。"
    assert repealed_titles(text) == ("甲法", "实施〈甲法〉办法")


def test_the_newer_wording_ends_the_older() -> None:
    old = Wording("old", date(2016, 11, 7), date(2017, 6, 1))
    new = Wording("new", date(2025, 10, 28), date(2026, 1, 1))
    assert intervals([new, old]) == {
        "old": (date(2017, 6, 1), date(2025, 12, 31)),
        "new": (date(2026, 1, 1), None),
    }
    assert intervals([old], [date(2020, 1, 1)]) == {"old": (date(2017, 6, 1), date(2019, 12, 31))}


def test_a_wording_overtaken_before_it_began_never_applied() -> None:
    late = Wording("late", date(2020, 1, 1), date(2021, 1, 1))
    early = Wording("early", date(2020, 6, 1), date(2020, 7, 1))
    assert intervals([late, early])["late"] == (None, None)


DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(
    st.lists(st.tuples(DAYS, st.integers(0, 400)), max_size=8, unique_by=lambda w: w[0]),
    st.lists(DAYS, max_size=3),
)
def test_on_no_day_are_two_wordings_in_force(versions: list[tuple[date, int]], ends: list[date]) -> None:
    wordings = [Wording(n, day, day + timedelta(later)) for n, (day, later) in enumerate(versions)]
    found = sorted(span for span in intervals(wordings, ends).values() if span[0])
    for start, end in found:
        assert start is not None
        assert end is None or end >= start
    for (_, end), (start, _) in pairwise(found):
        assert end is not None and start is not None
        assert end < start
