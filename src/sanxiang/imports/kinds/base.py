"""各种类共用: finding agencies and units by the names people write."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from uuid import UUID

from sanxiang.disclosure.selectors import snapshot
from sanxiang.disclosure.types import SnapshotKind
from sanxiang.imports.types import Column, Held, Scope, Values
from sanxiang.imports.values import Unfit, code, line
from sanxiang.kernel import InvalidInput
from sanxiang.registry import selectors as registry
from sanxiang.registry.types import AgencyView
from sanxiang.rules.identifiers import check_uscc

AGENCY = Column(
    "agency",
    "执法主体",
    line,
    required=True,
    also=("单位", "单位名称", "执法机关", "实施机关", "所在单位", "部门", "部门名称", "department"),
    example="云屏市生态环境局",
    note="写全称、简称或者统一社会信用代码，须已经登记",
)

#: beside AGENCY where tables have both: it decides where the name names nobody, or several
AGENCY_CODE = Column(
    "agency_uscc", "执法主体信用代码", code, ("实施机关信用代码", "机关代码", "单位信用代码", "agency_uscc"),
    note="名称对不上，或者几个单位同名时，按它找执法主体",
)  # fmt: skip
UNREGISTERED = "没有登记“{}”，请先导入执法主体，或者改正名称"


def uscc(cell: str) -> str:
    """A unified social credit code (GB 32100)."""
    found = code(cell)
    verdict = check_uscc(found)
    if not verdict.ok:
        raise Unfit(verdict.reasons[0].text)
    return found


#: rows that are kept at once, by kinds that can
BATCH = 1000


class KeeperBase(ABC):
    """Looks up what names stand for; the agencies are read once for an import."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.files: Mapping[str, bytes] = {}

    @abstractmethod
    def find(self, values: Values) -> Held | None:
        """See types.Keeper."""

    @abstractmethod
    def create(self, values: Values) -> UUID:
        """See types.Keeper."""

    def find_all(self, rows: Sequence[Values]) -> list[Held | None]:
        """Row by row, where a kind knows nothing faster."""
        return [self.find(values) for values in rows]

    def doubts(self, rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
        """What each row leaves open by itself."""
        for line_no, values in rows:
            for name, message in self.doubt(values):
                yield line_no, name, message

    def doubt(self, values: Values) -> Iterable[tuple[str, str]]:
        """None, where every cell is either right or refused."""
        return ()

    def create_all(self, rows: Sequence[Values]) -> list[UUID]:
        """Row by row, where a kind knows nothing faster."""
        return [self.create(values) for values in rows]

    def told_under(self, keys: Iterable[UUID]) -> Iterable[UUID]:
        """Their own, of most kinds."""
        return keys

    def finish(self) -> None:  # noqa: B027  most kinds have nothing to work out
        """See types.Keeper."""

    @cached_property
    def _words(self) -> defaultdict[str, dict[UUID, AgencyView]]:
        """Name, USCC or short name → the agencies called so."""
        words: defaultdict[str, dict[UUID, AgencyView]] = defaultdict(dict)
        for agency in registry.agencies():
            for word in (agency.name, agency.uscc, agency.short_name):
                words[word][agency.id] = agency
        return words

    def learn(self, key: UUID) -> None:
        """An agency is new or has changed."""
        for called in self._words.values():
            called.pop(key, None)
        agency = registry.get_agency(key)
        for word in (agency.name, agency.uscc, agency.short_name):
            self._words[word][key] = agency

    def known(self, word: str) -> AgencyView | None:
        """The agency of that name or USCC, else the only one of that short name."""
        called = list(self._words.get(word, {}).values())
        exact = [a for a in called if word in (a.name, a.uscc)]
        found = exact or called
        return found[0] if len(found) == 1 else None

    def named(self, word: str, field: str) -> AgencyView:
        """The agency of that name, wherever it is; raises InvalidInput."""
        found = self.known(word)
        if found is None:
            raise InvalidInput((field, UNREGISTERED.format(word)))
        return found

    def agency(self, word: str, code: str = "") -> UUID:
        """The agency of that name within the scope, else of that USCC; raises InvalidInput."""
        found = self.known(word) or self.known(code) or self.named(word, "agency")
        if not self.scope.covers(found.id):
            raise InvalidInput(("agency", f"“{word}”不在您管理的范围内"))
        return found.id

    def agency_doubt(self, word: str, code: str) -> Iterable[tuple[str, str]]:
        """Where the name and the USCC of a row do not say the same agency: the name was followed if it could be."""
        if not code:
            return
        named, coded = self.known(word), self.known(code)
        if named is None and coded:
            yield "agency", f"“{word}”没有登记，按信用代码登记到“{coded.name}”，请核对"
        elif named and coded is None:
            yield "agency_uscc", f"这个信用代码没有登记，按名称登记到“{named.name}”，请核对"
        elif named and coded and named.id != coded.id:
            yield "agency_uscc", f"这是“{coded.name}”的信用代码，按名称登记到“{named.name}”，请核对"


def only(values: Values, names: Iterable[str]) -> Values:
    """The values under these names."""
    return {name: values[name] for name in names if name in values}


def free(
    name: str, title: str, *also: str, required: bool = False, example: str = "", submission: str = ""
) -> Column:
    """A column of free text in one line."""
    return Column(name, title, line, also, example, required=required, submission=submission)


def not_published(kind: SnapshotKind, public_id: str) -> None:
    """Raise InvalidInput for what the public reads already: it is not as if it had never been."""
    if snapshot(kind, public_id) is not None:
        raise InvalidInput(("", "已经公示，不能撤回；请更正或者停用"))
