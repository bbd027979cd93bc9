"""写入权责: power items through their life, benchmarks, review rules. Old versions stay; nothing is overwritten.

Every write checks everything and raises one InvalidInput with all problems, or stores the rows and a ledger entry.
"""

from sanxiang.powers.services.abolition import abolish_item, ask_abolition, refuse_abolition
from sanxiang.powers.services.benchmarks import (
    approve_benchmark,
    change_line,
    draft_line,
    remove_line,
    save_draft,
    set_benchmark,
    tie_benchmarks,
)
from sanxiang.powers.services.items import (
    ITEM_FIELDS,
    approve_item,
    change_draft,
    discard_draft,
    draft_item,
    return_item,
    revise_item,
    submit_item,
)
from sanxiang.powers.services.matters import (
    approve_matter,
    change_matter,
    discard_matter,
    draft_matter,
    end_matter,
)
from sanxiang.powers.services.rebase import Rebased, rebase_items
from sanxiang.powers.services.review_rules import (
    approve_review_rule,
    discard_review_rule,
    draft_review_rule,
    seed_review_rules,
)
from sanxiang.powers.services.untying import ask_untying, refuse_untying, untie_benchmark, untie_draft

__all__ = [
    "end_matter",
    "draft_matter",
    "discard_matter",
    "change_matter",
    "approve_matter",
    "ITEM_FIELDS",
    "Rebased",
    "abolish_item",
    "approve_benchmark",
    "approve_item",
    "approve_review_rule",
    "ask_abolition",
    "ask_untying",
    "change_draft",
    "change_line",
    "discard_draft",
    "discard_review_rule",
    "draft_item",
    "draft_line",
    "draft_review_rule",
    "rebase_items",
    "refuse_abolition",
    "remove_line",
    "return_item",
    "revise_item",
    "save_draft",
    "seed_review_rules",
    "set_benchmark",
    "submit_item",
    "refuse_untying",
    "tie_benchmarks",
    "untie_benchmark",
    "untie_draft",
]
