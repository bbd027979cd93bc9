"""审定由另一人 (国办发〔2018〕118号（四）), and what changed between two versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.approval import check_approver
from sanxiang.rules.differences import differences

LABELS = {"name": "事项名称", "fee": "收费标准", "materials": "申请材料"}
WORDS = st.dictionaries(st.sampled_from(list(LABELS)), st.text(max_size=5))


@pytest.mark.parametrize(("approver", "ok"), [("qian", False), ("sun", False), ("li", True), ("", True)])
def test_who_entered_or_submitted_does_not_approve(approver: str, ok: bool) -> None:
    verdict = check_approver({"qian", "sun"}, approver)
    assert verdict.ok is ok
    assert [r.code for r in verdict.reasons] == ([] if ok else ["approval.two_persons"])


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
