"""差异: what changed between two versions of a row, field by field, in the order of the labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; "" = the version does not have it."""

    name: str
    label: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """新增, 删去 or 修改."""
        if not self.before:
            return "新增"
        return "修改" if self.after else "删去"


def differences(
    before: Mapping[str, str], after: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[Change, ...]:
    """The fields of `labels` whose words differ; blanks at the ends do not count.

    >>> [c.kind for c in differences({"fee": ""}, {"fee": "不收费"}, {"fee": "收费"})]
    ['新增']
    """
    pairs = (
        (name, label, before.get(name, "").strip(), after.get(name, "").strip())
        for name, label in labels.items()
    )
    return tuple(Change(name, label, old, new) for name, label, old, new in pairs if old != new)
