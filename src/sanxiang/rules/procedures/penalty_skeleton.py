"""法定骨架 of the ordinary penalty procedure: what no variant may lose."""

from __future__ import annotations

from sanxiang.rules.citations import cite
from sanxiang.rules.procedures.acts import Act, Step
from sanxiang.rules.proof import Must

SKELETON: tuple[Must, ...] = (
    Must("filing", Step.INVESTIGATE, Act.FILE_CASE, "没有立案就调查取证", cite("APL54.2")),
    Must("officers", Step.CONCLUDED, Act.ASSIGN_OFFICERS, "没有指派两名执法人员就终结调查", cite("APL42.1")),
    Must(
        "investigation", Step.DECIDED, Act.CONCLUDE_INVESTIGATION, "调查没有终结就作出决定", cite("APL57.1")
    ),
    Must(
        "notice",
        Step.DECIDED,
        Act.NOTIFY_PARTY,
        "没有事先告知就作出处罚决定",
        cite("APL44+62"),
        guard="notice_given",
        for_cases="处罚案件",
    ),
    Must(
        "review",
        Step.DECIDED,
        Act.GIVE_OPINION,
        "应当法制审核的案件，没有审核同意就作出决定",
        cite("APL58.1"),
        when="agreed",
        guard="review_agreed",
        for_cases="应当法制审核的案件",
    ),
    Must(
        "discussion",
        Step.DECIDED,
        Act.DISCUSS_COLLECTIVELY,
        "情节复杂或者重大的案件，没有集体讨论就作出决定",
        cite("APL57.2"),
        guard="discussed",
        for_cases="应当集体讨论的案件",
    ),
    Must("decision", Step.SERVED, Act.DECIDE_CASE, "没有作出决定就送达决定书", cite("APL59+61")),
    Must(
        "service",
        Step.CLOSED,
        Act.SERVE_DOCUMENT,
        "决定没有送达就结案",
        cite("APL61"),
        when="decision_served",
    ),
)
