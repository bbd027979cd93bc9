"""施行和失效 (立法法第六十一条、第六十三条、第一百零三条): the borders of a term, an article's own day, the newer wording."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.in_force import Term, first_gap, governing, next_day

DAYS = st.dates(date(2020, 1, 1), date(2022, 12, 31))
DAY = timedelta(days=1)
TERMS = st.builds(
    lambda begins, length, expired: Term(
        begins, begins + timedelta(days=length) if begins and length is not None else None, expired
    ),
    st.none() | DAYS,
    st.none() | st.integers(0, 600),
    st.booleans(),
)


def test_both_borders_are_days_in_force() -> None:
    term = Term(date(2026, 3, 1), date(2026, 5, 31))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert [term.covers(day) for day in days] == [False, True, True, False]


def test_what_ended_on_an_unknown_day_or_never_began_is_in_force_on_no_day() -> None:
    on = date(2026, 3, 1)
    assert not Term(date(2020, 1, 1), None, expired=True).covers(on)
    assert Term(date(2020, 1, 1), on, expired=True).covers(on)
    assert not Term(None).covers(on) and not Term(None).covers(on, date(2020, 1, 1))


@given(TERMS, DAYS, st.none() | DAYS)
def test_an_article_runs_from_its_own_day_to_the_end_of_its_wording(
    term: Term, on: date, own: date | None
) -> None:
    running = term.begins is not None and not (term.expired and term.ends is None)
    begins = own or term.begins
    assert term.covers(on, own) == bool(
        running and begins and begins <= on and (term.ends is None or on <= term.ends)
    )


@given(TERMS, DAYS)
def test_a_term_has_no_gap(term: Term, on: date) -> None:
    """In force on a day: then also on the first day, on the last, and on the next unless that was the last."""
    if term.covers(on):
        assert term.begins and term.covers(term.begins)
        assert term.covers(on + DAY) != (on == term.ends)


@given(st.lists(st.tuples(TERMS, st.none() | DAYS), max_size=5), DAYS)
def test_the_wording_that_began_last_governs(held: list[tuple[Term, date | None]], on: date) -> None:
    found = governing(((n, term, own) for n, (term, own) in enumerate(held)), on)
    running = {n: term.begins for n, (term, own) in enumerate(held) if term.covers(on, own)}
    assert (found is None) == (not running)
    if found is not None:
        assert running[found] == max(b for b in running.values() if b)


HELD = st.lists(st.tuples(TERMS, st.none() | DAYS), max_size=4).map(
    lambda rows: [(n, term, own) for n, (term, own) in enumerate(rows)]
)


@given(HELD, DAYS, st.integers(0, 700))
def test_the_first_gap_is_the_first_day_without_text(
    held: list[tuple[int, Term, date | None]], since: date, length: int
) -> None:
    by = since + timedelta(days=length)
    bare = (since + timedelta(days=n) for n in range(length + 1))
    assert first_gap(held, since, by) == next((d for d in bare if governing(held, d) is None), None)


@given(HELD, DAYS)
def test_text_comes_back_on_the_next_day(held: list[tuple[int, Term, date | None]], on: date) -> None:
    gap = first_gap(held, on, on)
    if gap is None:
        return
    again = next_day(held, gap)
    later = (gap + timedelta(days=n) for n in range(1, 3 * 366))
    assert again == next((d for d in later if governing(held, d) is not None), None)
