"""The queries and the rule (rules.in_force) say the same of every generated day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanxiang.rules.citations import Place
from sanxiang.rules.in_force import Term, governing
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.citing.wordings import wording_for, wording_on, wordings_of
from sanxiang.statutes.models import Commencement, LawVersion
from tests.statutes.test_import import NEW, OLD, load, write

pytestmark = pytest.mark.django_db
#: few days, so that borders are met often
DAYS = st.integers(0, 12).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
SHORT = st.integers(0, 6)
ROWS = st.tuples(st.none() | DAYS, st.none() | SHORT, st.booleans(), st.none() | DAYS)


@pytest.fixture
def versions(tmp_path: Path) -> list[LawVersion]:
    """Two wordings of one law, each with a first article."""
    load(write(tmp_path, "laws.jsonl", OLD, NEW))
    found = list(LawVersion.objects.filter(law__title=OLD["title"]).order_by("version_date"))
    assert len(found) == 2
    for version in found:
        Commencement.objects.create(version=version, article=1, starts_on=date(2026, 1, 1))
    return found


def put(
    version: LawVersion, row: tuple[date | None, int | None, bool, date | None]
) -> tuple[Term, date | None]:
    """Write a term and an own day as they stand, whatever led to them."""
    begins, length, expired, own = row
    ends = begins + timedelta(days=length) if begins and length is not None else None
    LawVersion.objects.filter(pk=version.pk).update(effective_from=begins, effective_to=ends, expired=expired)
    Commencement.objects.filter(version=version).update(starts_on=own)
    return Term(begins, ends, expired), own


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, second=ROWS, on=DAYS)
def test_the_queries_agree_with_the_rule(
    versions: list[LawVersion],
    first: tuple[date | None, int | None, bool, date | None],
    second: tuple[date | None, int | None, bool, date | None],
    on: date,
) -> None:
    terms = [put(version, row) for version, row in zip(versions, (first, second), strict=True)]
    held = [(version.pk, *said) for version, said in zip(versions, terms, strict=True)]
    same_day = terms[0][0].begins is not None and terms[0][0].begins == terms[1][0].begins
    law = versions[0].law_id
    wording = statutes.version_in_force(law, on)
    text = statutes.text_in_force(law, on, 1)
    wordings = wordings_of([law])[law]
    cited, place = wording_on(wordings, on), wording_for(wordings, Place(1), on)
    expected = governing(((key, term, None) for key, term, _ in held), on)
    article = governing(held, on)
    answers = (
        (wording and wording.id, expected),
        (cited and cited.id, expected),
        (text and text.version_id, article),
    )
    for said, ruled in answers:
        assert (said is None) == (ruled is None)
        # two that begin on one day cannot be stored by an act; which of them governs is then nobody's rule
        assert said == ruled or same_day
    assert same_day or (place and place.id) == (article or expected)
    assert bool(statutes.ending([law], by=on)) == (expected is None)
