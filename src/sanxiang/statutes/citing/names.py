"""名称对应: from a name as it is written to a stored law."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from uuid import UUID

from sanxiang.rules.citing import plain_name
from sanxiang.statutes.models import Law

_STAGE = re.compile(r"\((?:试行|暂行)\)$")


class Names:
    """All names of the stored laws: full, without 中华人民共和国, without （试行）, and common abbreviations.

    One query. A name that several laws bear means the one whose full title is written.
    """

    def __init__(self) -> None:
        self.titles: dict[UUID, str] = dict(Law.objects.order_by("title").values_list("id", "title"))
        self._full: dict[str, UUID] = {}
        self._plain: dict[str, UUID] = {}
        for law, title in self.titles.items():
            self._full[title] = law
            self._plain.setdefault(plain_name(title), law)
        for law, title in self.titles.items():
            self._plain.setdefault(_STAGE.sub("", plain_name(title)), law)
        for name, title in _common().items():
            if meant := self._plain.get(title):
                self._plain.setdefault(name, meant)

    def __contains__(self, name: object) -> bool:
        """Is it, as `plain_name` gives it, the name of a stored law?"""
        return name in self._plain

    def find(self, written: str) -> UUID | None:
        """The law of that name, or None."""
        return self._full.get(written) or self._plain.get(plain_name(written)) if written else None


@cache
def _common() -> dict[str, str]:
    """法规通称: abbreviations that everybody uses → the title, both as `plain_name` gives them."""
    table = resources.files("sanxiang.statutes") / "reference" / "law_names.csv"
    rows = csv.DictReader(table.read_text("utf-8").splitlines())
    return {plain_name(row["name"]): plain_name(row["title"]) for row in rows}
