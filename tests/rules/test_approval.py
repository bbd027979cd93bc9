"""审定由另一人 (国办发〔2018〕118号（四）), and what changed between two versions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.approval import check_approver, check_owner
from sanxiang.rules.differences import differences
from sanxiang.rules.facts import AgencyFacts

DAY = date(2026, 11, 20)
LABELS = {"name": "事项名称", "fee": "收费标准", "materials": "申请材料"}
WORDS = st.dictionaries(st.sampled_from(list(LABELS)), st.text(max_size=5))


@pytest.mark.parametrize(("approver", "ok"), [("qian", False), ("sun", False), ("li", True), ("", True)])
def test_who_entered_or_submitted_does_not_approve(approver: str, ok: bool) -> None:
    verdict = check_approver({"qian", "sun"}, approver)
    assert verdict.ok is ok
    assert [r.code for r in verdict.reasons] == ([] if ok else ["approval.two_persons"])


@pytest.mark.parametrize(
    ("agency", "code"),
    [
        (AgencyFacts("甲局", active_from=date(2020, 1, 1)), None),
        (AgencyFacts("甲局", approved=False), "approval.agency"),
        (AgencyFacts("甲局", active_to=DAY - timedelta(1)), "agency.ended"),
        (AgencyFacts("甲局", active_from=DAY + timedelta(1)), "agency.not_yet"),
    ],
)
def test_the_body_is_reviewed_before_its_powers(agency: AgencyFacts, code: str | None) -> None:
    reasons = check_owner(agency, DAY).reasons
    assert [r.code for r in reasons] == ([code] if code else [])
    assert all(r.basis for r in reasons)


def test_changes_are_named_and_ordered() -> None:
    before = {"name": "采矿许可", "fee": "50元", "materials": ""}
    after = {"name": "采矿许可", "fee": "", "materials": "申请书 "}
    assert [(c.label, c.kind) for c in differences(before, after, LABELS)] == [
        ("收费标准", "删去"),
        ("申请材料", "新增"),
    ]


@given(WORDS, WORDS)
def test_differences_are_exactly_the_fields_that_differ(
    before: dict[str, str], after: dict[str, str]
) -> None:
    found = {c.name for c in differences(before, after, LABELS)}
    assert found == {n for n in LABELS if before.get(n, "").strip() != after.get(n, "").strip()}
    assert differences(before, before, LABELS) == ()
    assert [(c.after, c.before) for c in differences(after, before, LABELS)] == [
        (c.before, c.after) for c in differences(before, after, LABELS)
    ]
