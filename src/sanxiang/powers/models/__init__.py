"""权责的表: items with their bases, benchmarks, review rules, and the rows of the agency's other lists."""

from sanxiang.powers.models.benchmarks import Benchmark, BenchmarkTier
from sanxiang.powers.models.items import Abolition, PowerBasis, PowerItem
from sanxiang.powers.models.matters import Matter, NoPenaltyItem, RandomCheckItem, RecordingRule
from sanxiang.powers.models.review import ReviewRule

__all__ = [
    "Abolition",
    "Benchmark",
    "BenchmarkTier",
    "Matter",
    "NoPenaltyItem",
    "PowerBasis",
    "PowerItem",
    "RandomCheckItem",
    "RecordingRule",
    "ReviewRule",
]
