"""成批: what COPY writes is what save() would have written."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.kernel.bulk import ColumnCheck, insert_all, value_problems
from sanxiang.registry.models import Agency, Credential, Officer, Party
from tests.factories.city import City, found_city, uscc


@pytest.fixture
def city(db: None) -> City:
    return found_city()


def party(city: City, n: int = 900, **changed: str) -> Party:
    values = {"kind": Party.Kind.ORGANISATION, "name": "云屏市甲公司\t\\N", "legal_representative": "罗青"}
    return Party(agency_id=city.agency, uscc=uscc(n), **(values | changed))


def test_every_kind_of_value_comes_back_as_it_was(city: City) -> None:
    officer = Officer(
        agency_id=city.agency,
        unit_id=city.unit,
        name="江流",
        post="科员",
        legally_qualified=True,
        legal_certificate_no="A2019",
        legal_certified_on=date(2019, 3, 1),
    )
    card = Credential(
        officer=officer, number="5399009", enforcement_fields=["生态,环境", '城"市'], area_code="539900",
        area_name="云屏市", issuer="司法局", valid_from=date(2026, 1, 1), valid_to=date(2030, 1, 1),
    )  # fmt: skip
    rows = [party(city), officer, card]
    for row in rows:
        assert list(value_problems(row)) == []
        insert_all([row])
        stored = type(row).objects.get(pk=row.pk)
        assert {f.attname: getattr(stored, f.attname) for f in row._meta.fields} == {
            f.attname: getattr(row, f.attname) for f in row._meta.fields
        }


def test_what_the_database_refuses_leaves_nothing(city: City) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_all([party(city), party(city, 901), party(city)])
    assert not Party.objects.filter(uscc=uscc(901)).exists()
    insert_all([])


def test_values_that_do_not_fit_are_said(city: City) -> None:
    found = dict(value_problems(party(city, name="甲" * 101, kind="firm")))
    assert set(found) == {"name", "kind"}


CELL = st.sampled_from(["", "甲", "乙", "丙" * 21, "法人", "organisation", "person", "2026-02-30", "a\0b"])
CLASSES = st.lists(st.sampled_from(["生态环境", "城市管理", "", "长" * 60]), max_size=3)


@given(st.lists(st.tuples(CELL, CELL, CELL, CLASSES), min_size=1, max_size=6))
def test_remembering_good_values_hides_no_bad_one(rows: list[tuple[str, str, str, list[str]]]) -> None:
    """Row by row, the check of many rows says what the columns say of a row that stands alone."""
    check = ColumnCheck(Credential)
    for number, kind, area, classes in rows:
        card = Credential(
            number=number, kind=kind, area_code=area, area_name=area, issuer="司法局", enforcement_fields=classes,
            valid_from=date(2026, 1, 1), valid_to=date(2030, 1, 1),
        )  # fmt: skip
        try:
            card.clean_fields(exclude={"officer"})
            expected: dict[str, list[str]] = {}
        except ValidationError as error:
            expected = error.message_dict
        assert check(card) == [(name, message) for name, said in expected.items() for message in said]


def test_among_finds_what_in_finds(city: City) -> None:
    insert_all([party(city), party(city, 901)])
    wanted = [uscc(900), uscc(901), uscc(902)]
    assert set(Party.objects.filter(uscc__among=wanted)) == set(Party.objects.filter(uscc__in=wanted))
    assert not Agency.objects.filter(name__among=[]).exists()
