"""Every rule cites, every rule is tested, and the page that says so is current."""

from __future__ import annotations

from tests.contracts import traceability


def test_every_rule_and_every_refusal_has_a_test() -> None:
    named = traceability.named_in_tests()
    found = list(traceability.rules())
    assert len(found) > 50
    assert [str(rule) for rule in found if not traceability.tests_of(rule, named)] == []
    assert sorted({code for rule in found for code in rule.codes if code not in named}) == []


def test_the_page_is_current() -> None:
    kept = (traceability.ROOT / "docs" / "traceability.md").read_text(encoding="utf-8")
    assert kept == traceability.page(), "python -m tests.contracts.traceability > docs/traceability.md"
