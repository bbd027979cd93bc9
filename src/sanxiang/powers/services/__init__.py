"""写入权责: power items through their life, benchmarks, review rules. Old versions stay; nothing is overwritten.

Every write checks everything and raises one InvalidInput with all problems, or stores the rows and a ledger entry.
"""

from sanxiang.powers.services.benchmarks import (
    approve_benchmark,
    change_line,
    draft_line,
    remove_line,
    set_benchmark,
)
from sanxiang.powers.services.items import (
    ITEM_FIELDS,
    abolish_item,
    approve_item,
    change_draft,
    discard_draft,
    draft_item,
    return_item,
    revise_item,
    submit_item,
)
from sanxiang.powers.services.rebase import Rebased, rebase_items
from sanxiang.powers.services.review_rules import seed_review_rules, set_review_rule

__all__ = [
    "ITEM_FIELDS",
    "Rebased",
    "abolish_item",
    "approve_benchmark",
    "approve_item",
    "change_draft",
    "change_line",
    "discard_draft",
    "draft_item",
    "draft_line",
    "rebase_items",
    "remove_line",
    "return_item",
    "revise_item",
    "seed_review_rules",
    "set_benchmark",
    "set_review_rule",
    "submit_item",
]
