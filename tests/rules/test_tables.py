"""清单的对照: what came, went and changed, and nothing else."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.tables import compare_tables, natural

ROWS = st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from(["一", "二", ""])), max_size=6)


def test_rows_are_told_apart_by_their_key() -> None:
    before = [["CF-1", "未批先建", "一万元"], ["CF-2", "超标排放", "十万元"]]
    after = [["CF-2", "超标排放", "二十万元"], ["CF-3", "无证排污", "二十万元"]]
    found = compare_tables(before, after, 0)
    assert [(c.key, c.kind, c.cells) for c in found] == [
        ("CF-2", "变化", (2,)), ("CF-3", "新增", ()), ("CF-1", "减少", ()),
    ]  # fmt: skip


def test_moving_a_row_is_no_change() -> None:
    rows = [["A", "一"], ["B", "二"]]
    assert compare_tables(rows, rows[::-1], 0) == []


def test_a_new_column_is_a_change_of_every_row() -> None:
    assert [c.cells for c in compare_tables([["A"]], [["A", "新"]], 0)] == [(1,)]


@given(ROWS, ROWS)
def test_the_changes_lead_from_one_to_the_other(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    rows = Counter(before)
    for change in compare_tables(before, after, 0):
        if change.before is not None:
            rows[tuple(change.before)] -= 1  # type: ignore[index]
        if change.after is not None:
            rows[tuple(change.after)] += 1  # type: ignore[index]
    assert +rows == Counter(after)
    assert all(count >= 0 for count in rows.values())


@given(ROWS)
def test_a_table_does_not_differ_from_itself(rows: list[tuple[str, str]]) -> None:
    assert compare_tables(rows, rows, 0) == []


@given(st.lists(st.text(alphabet="0123456789-附a", max_size=6)))
def test_numbers_written_as_text_have_an_order(numbers: list[str]) -> None:
    placed = sorted(numbers, key=natural)
    plain = [int(number) for number in placed if number.isdigit()]
    assert plain == sorted(plain)


def test_parts_of_a_number_are_numbers_too() -> None:
    assert sorted(["10", "1-10", "2", "1-2", "附1", "1"], key=natural) == [
        "1", "1-2", "1-10", "2", "10", "附1",
    ]  # fmt: skip
