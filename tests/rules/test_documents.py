"""文书: every essential field is asked for, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.documents import SPECS, DocumentKind, missing_fields

CODES = st.sampled_from(sorted(SPECS))
EMPTY = st.sampled_from(["", "  ", None, [], False])


def full(code: str) -> dict[str, object]:
    return {field.key: "……" for field in SPECS[code].fields}


def test_the_documents_of_the_main_job_are_there() -> None:
    assert {"D02", "D05", "D16", "D17", "D18", "D19", "D27", "D31", "D39"} <= set(SPECS)
    assert all(s.basis and s.fields for s in SPECS.values())


@given(CODES)
def test_a_full_draft_lacks_nothing(code: str) -> None:
    assert missing_fields(code, full(code)) == ()


@given(CODES, st.data(), EMPTY)
def test_each_empty_field_is_named(code: str, data: st.DataObject, empty: object) -> None:
    field = data.draw(st.sampled_from([f for f in SPECS[code].fields if not f.when]))
    found = missing_fields(code, full(code) | {field.key: empty})
    assert [r.remedy for r in found] == [field.key]
    assert found[0].text == f"{SPECS[code].title}还没有填写“{field.label}”"


@pytest.mark.parametrize(
    ("code", "switch", "fields"),
    [
        ("D27", "fine", {"payee", "late_fine"}),
        ("D19", "hearing_required", {"hearing_right"}),
        ("D31", "left", {"refusal", "witness"}),
        ("D26", "review_required", {"review_opinion"}),
    ],
)
def test_conditional_fields_are_needed_only_with_their_switch(
    code: str, switch: str, fields: set[str]
) -> None:
    bare = {k: v for k, v in full(code).items() if k not in fields}
    assert missing_fields(code, bare) == ()
    assert missing_fields(code, bare | {switch: 0}) == ()
    assert {r.remedy for r in missing_fields(code, bare | {switch: "有"})} == fields


def test_zero_is_a_value() -> None:
    assert missing_fields("D39", full("D39") | {"execution": 0}) == ()


def test_an_unknown_form_is_an_error() -> None:
    with pytest.raises(KeyError):
        missing_fields("D99", {})


def test_what_is_served_and_what_stays_inside() -> None:
    assert [SPECS[c].served for c in ("D19", "D27", "D05")] == [True] * 3
    assert [SPECS[c].served for c in ("D02", "D16", "D18")] == [False] * 3
    assert SPECS["D05"].kind is DocumentKind.SIGNED_BY_PARTY
