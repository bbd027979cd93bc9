"""从旧兼从轻: which wording is applied where the law has changed since the act (行政处罚法第三十七条).

The law of the day of the act applies; where the new one is milder, or no longer thinks it unlawful, the new one does.
"""

from __future__ import annotations

from collections.abc import Iterable

from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.guards.base import no
from sanxiang.rules.verdict import Reason

OLD_LAW, NEW_LAW = "old", "new"
#: choice → its words
CHOICES = {OLD_LAW: "适用违法行为发生时的规定", NEW_LAW: "适用现在的规定，处罚较轻或者不认为是违法"}


def milder_law_chosen(facts: CaseFacts) -> Iterable[Reason]:
    """37: where the texts differ, a person has compared them and says with a reason which one is applied."""
    item, p = facts.power_item, facts.proposal
    if item is None or p is None or not item.texts_differ:
        return
    if p.applied_law not in CHOICES:
        text = "处罚依据在违法行为发生后有修改或者废止，拟处理意见还没有选定适用旧的还是新的规定"
        yield no("law.choice", text, "APL37", "applied_law")
    elif not p.law_reason.strip():
        yield no("law.reason", "还没有写明适用这一规定的理由", "APL37", "law_reason")


def choice_said(applied_law: str, reason: str) -> str:
    """The sentence for notice and decision; "" where the law has not changed."""
    if applied_law not in CHOICES:
        return ""
    return f"违法行为发生后处罚依据有修改，依照《行政处罚法》第三十七条，{CHOICES[applied_law]}：{reason.strip()}"


GUARDS = {"milder_law_chosen": milder_law_chosen}
