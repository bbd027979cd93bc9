"""事件."""

from __future__ import annotations

from sanxiang.ledger import events

ITEM_CREATED = "powers.item_created"
ITEM_UPDATED = "powers.item_updated"
ITEM_REPEALED = "powers.item_repealed"
BENCHMARK_SET = "powers.benchmark_set"
REVIEW_RULE_SET = "powers.review_rule_set"
REVIEW_RULES_SEEDED = "powers.review_rules_seeded"

events.register(
    {
        ITEM_CREATED: "{actor}公布权力事项{code}《{name}》",
        ITEM_UPDATED: "{actor}更新权力事项{code}《{name}》",
        ITEM_REPEALED: "{actor}废止权力事项{code}《{name}》，自{until}后不再适用",
        BENCHMARK_SET: "{actor}发布裁量基准{document_no}“{title}”第{version}版",
        REVIEW_RULE_SET: "{actor}更新法制审核目录{code}“{title}”第{version}版",
        REVIEW_RULES_SEEDED: "{actor}载入法制审核目录{count}项",
    }
)
