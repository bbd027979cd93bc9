"""事件."""

from __future__ import annotations

from sanxiang.ledger import events

ITEM_DRAFTED = "powers.item_drafted"
ITEM_CHANGED = "powers.item_changed"
ITEM_SUBMITTED = "powers.item_submitted"
ITEM_RETURNED = "powers.item_returned"
ITEM_APPROVED = "powers.item_approved"
ITEM_ABOLISHED = "powers.item_abolished"
ABOLITION_ASKED = "powers.abolition_asked"
ABOLITION_REFUSED = "powers.abolition_refused"
ITEMS_REBASED = "powers.items_rebased"
ITEM_DISCARDED = "powers.item_discarded"
BENCHMARK_DRAFTED = "powers.benchmark_drafted"
BENCHMARK_CHANGED = "powers.benchmark_changed"
BENCHMARK_DISCARDED = "powers.benchmark_discarded"
BENCHMARK_SET = "powers.benchmark_set"
BENCHMARK_TIED = "powers.benchmark_tied"
BENCHMARK_UNTIED = "powers.benchmark_untied"
UNTYING_ASKED = "powers.untying_asked"
UNTYING_REFUSED = "powers.untying_refused"
MATTER_DRAFTED = "powers.matter_drafted"
MATTER_CHANGED = "powers.matter_changed"
MATTER_APPROVED = "powers.matter_approved"
MATTER_ENDED = "powers.matter_ended"
MATTER_DISCARDED = "powers.matter_discarded"
REVIEW_RULE_DRAFTED = "powers.review_rule_drafted"
REVIEW_RULE_DISCARDED = "powers.review_rule_discarded"
REVIEW_RULE_SET = "powers.review_rule_set"
REVIEW_RULES_SEEDED = "powers.review_rules_seeded"

events.register(
    {
        ITEM_DRAFTED: "{actor}起草权力事项{code}《{name}》第{version}版",
        ITEM_CHANGED: "{actor}修改权力事项{code}《{name}》第{version}版草稿",
        ITEM_SUBMITTED: "{actor}将权力事项{code}《{name}》第{version}版报审",
        ITEM_RETURNED: "{actor}退回权力事项{code}《{name}》第{version}版：{reason}",
        ITEM_APPROVED: "{actor}审定权力事项{code}《{name}》第{version}版，自{from}起适用",
        ITEM_ABOLISHED: "{actor}废止权力事项{code}《{name}》，自{until}后不再适用",
        ABOLITION_ASKED: "{actor}申请废止权力事项{code}《{name}》，适用到{until}：{reason}",
        ABOLITION_REFUSED: "{actor}不同意废止权力事项{code}《{name}》：{reason}",
        ITEMS_REBASED: "{actor}因法规变动为{count}项权力事项起草新依据，自{from}起",
        ITEM_DISCARDED: "{actor}撤回权力事项{code}《{name}》第{version}版草稿",
        BENCHMARK_DRAFTED: "{actor}起草裁量基准{number}“{title}”",
        BENCHMARK_CHANGED: "{actor}修改裁量基准{number}“{title}”的草稿",
        BENCHMARK_DISCARDED: "{actor}撤回裁量基准{number}“{title}”的草稿",
        BENCHMARK_TIED: "{actor}为裁量基准{number}“{title}”的草稿对上权力事项{code}",
        BENCHMARK_UNTIED: "{actor}解除裁量基准{number}“{title}”与权力事项{code}的对应",
        UNTYING_ASKED: "{actor}申请解除裁量基准{number}“{title}”的对应：{reason}",
        UNTYING_REFUSED: "{actor}不同意解除裁量基准{number}“{title}”的对应：{reason}",
        BENCHMARK_SET: "{actor}发布裁量基准{document_no}“{title}”第{version}版",
        MATTER_DRAFTED: "{actor}起草{list}{number}《{title}》第{version}版",
        MATTER_CHANGED: "{actor}修改{list}{number}《{title}》第{version}版草稿",
        MATTER_APPROVED: "{actor}审定{list}{number}《{title}》第{version}版",
        MATTER_ENDED: "{actor}停止{list}{number}《{title}》，自{until}后不再适用",
        MATTER_DISCARDED: "{actor}撤回{list}{number}《{title}》第{version}版草稿",
        REVIEW_RULE_DRAFTED: "{actor}起草法制审核目录{code}“{title}”第{version}版",
        REVIEW_RULE_DISCARDED: "{actor}撤回法制审核目录{code}“{title}”第{version}版草稿",
        REVIEW_RULE_SET: "{actor}审定法制审核目录{code}“{title}”第{version}版",
        REVIEW_RULES_SEEDED: "{actor}载入法制审核目录{count}项",
    }
)
