"""The reference material agrees with the rules; skipped where it is not at hand."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import sanxiang.rules
from sanxiang.rules.calendar import WorkCalendar
from sanxiang.rules.citations import cite, parse_place
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.identifiers import check_uscc
from sanxiang.rules.periods import Unit
from tests.rules.calendar_2026 import CALENDAR
from tests.rules.reference import reference_path, reference_rows


def _calendar() -> WorkCalendar:
    rows = reference_rows("data", "calendar", "cn_holidays_2004_2026.csv")
    off = frozenset(date.fromisoformat(r["date"]) for r in rows if r["kind"] == "off")
    made_up = frozenset(date.fromisoformat(r["date"]) for r in rows if r["kind"] == "makeup_workday")
    return WorkCalendar(off, made_up, range(2004, 2027))


def test_the_working_day_vectors_agree() -> None:
    calendar = _calendar()
    rows = reference_rows("data", "calendar", "workday_deadline_vectors.csv")
    wrong = [
        r
        for r in rows
        if calendar.add_working_days(date.fromisoformat(r["event_date"]), int(r["working_days"]))
        != date.fromisoformat(r["deadline_date"])
    ]
    assert rows
    assert wrong == []


def test_the_calendar_of_2026_agrees_day_by_day() -> None:
    known = _calendar()
    days = [date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    assert [d for d in days if known.is_working(d) != CALENDAR.is_working(d)] == []


def test_the_deadline_table_is_the_annex_row_by_row() -> None:
    rows = reference_rows("requirements", "deadlines.csv")
    ours = [
        (
            r.id,
            r.trigger,
            "{:02d}-{:02d}".format(*r.month_day) if r.month_day else str(r.n),
            r.unit.value,
            r.roll.value,
            r.source,
            r.flag,
        )
        for r in DEADLINES.values()
    ]
    assert ours == [tuple(r.values()) for r in rows]


def test_real_agency_codes_pass() -> None:
    rows = reference_rows("data", "vectors", "uscc_real_agencies.csv")
    assert [r for r in rows if not check_uscc(r["uscc"]).ok] == []


def test_only_declared_units_occur() -> None:
    assert {r.unit for r in DEADLINES.values()} == set(Unit)


def _cited() -> set[str]:
    """Every short key of 行政处罚法 that a rule cites."""
    room = Path(sanxiang.rules.__file__).parent
    sources = "".join(f.read_text(encoding="utf-8") for f in room.rglob("*.py"))
    return set(re.findall(r'"(APL[\d.()+]+)"', sources))


def test_every_cited_place_of_the_penalty_law_exists() -> None:
    """Article, paragraph and item are there in the text; a wrong number would cite nothing."""
    lines = reference_path("data", "laws", "articles_core.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    text = {r["no"]: r["text"].split("\n") for r in rows if r["law"] == "中华人民共和国行政处罚法"}
    missing = []
    for basis in (b for key in _cited() for b in cite(key)):
        place = parse_place(basis.place)
        items = [line for line in text.get(place.article, []) if line.startswith("（")]
        paragraphs = len(text.get(place.article, [])) - len(items)
        if not paragraphs or place.paragraph > paragraphs or place.item > len(items):
            missing.append(str(basis))
    assert len(_cited()) > 30
    assert missing == []
