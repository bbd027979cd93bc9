"""种类: the kinds of table that can be imported, in the order in which an empty city is filled."""

from __future__ import annotations

from sanxiang.imports.kinds.agencies import AGENCIES
from sanxiang.imports.kinds.articles import ARTICLES
from sanxiang.imports.kinds.benchmarks import BENCHMARKS
from sanxiang.imports.kinds.history import HISTORY
from sanxiang.imports.kinds.laws import LAWS
from sanxiang.imports.kinds.matters import NO_PENALTY, RANDOM_CHECK, RECORDING
from sanxiang.imports.kinds.officers import CREDENTIALS, OFFICERS
from sanxiang.imports.kinds.parties import PARTIES
from sanxiang.imports.kinds.photos import PHOTOS
from sanxiang.imports.kinds.power_items import POWER_ITEMS
from sanxiang.imports.kinds.questions import QUESTIONS
from sanxiang.imports.kinds.regions import REGIONS
from sanxiang.imports.kinds.review_rules import REVIEW_RULES
from sanxiang.imports.kinds.units import UNITS
from sanxiang.imports.types import Kind

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        REGIONS,
        LAWS,
        ARTICLES,
        AGENCIES,
        UNITS,
        OFFICERS,
        PHOTOS,
        CREDENTIALS,
        PARTIES,
        POWER_ITEMS,
        BENCHMARKS,
        RECORDING,
        RANDOM_CHECK,
        NO_PENALTY,
        REVIEW_RULES,
        QUESTIONS,
        HISTORY,
    )
}
