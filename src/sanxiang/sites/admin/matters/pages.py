"""清单事项的地址: three subjects."""

from __future__ import annotations

from django.urls import URLPattern, path

from sanxiang.sites.admin.matters import batch, rules, views
from sanxiang.sites.admin.subject import RULES, Subject


def _pages(kind: str) -> tuple[URLPattern, ...]:
    said = {"kind": kind}
    return (
        path("", views.index, said, name=kind),
        path("new/", views.new, said, name=f"{kind}_new"),
        path("together/", batch.rows, said, name=f"{kind}_together"),
        path("<uuid:matter>/", views.show, said, name=f"{kind}_row"),
        path("<uuid:matter>/edit/", views.edit, said, name=f"{kind}_edit"),
        path("<uuid:matter>/approve/", views.approve, said, name=f"{kind}_approve"),
        path("<uuid:matter>/end/", views.end, said, name=f"{kind}_end"),
        path("<uuid:matter>/discard/", views.discard, said, name=f"{kind}_discard"),
    )


RECORDING = Subject(
    path="recording",
    label="音像记录",
    icon="video",
    about="起草、审定音像记录事项：哪个环节怎样记录，办案时按它要求。",
    home="admin:recording",
    roles=views.READERS,
    pages=_pages("recording"),
    group=RULES,
)
RANDOM_CHECKS = Subject(
    path="random-checks",
    label="随机抽查",
    icon="shuffle",
    about="起草、审定随机抽查事项：抽查什么、抽谁、按什么比例。",
    home="admin:random_check",
    roles=views.READERS,
    pages=_pages("random_check"),
    group=RULES,
)
NO_PENALTY = Subject(
    path="no-penalty",
    label="不予处罚",
    icon="circle-slash",
    about="起草、审定不予处罚清单：首违不罚、轻微免罚的情形和条件。",
    home="admin:no_penalty",
    roles=views.READERS,
    pages=_pages("no_penalty"),
    group=RULES,
)
REVIEW_RULES = Subject(
    path="review-rules",
    label="审核目录",
    icon="scale",
    about="起草、审定哪些决定必须经过法制审核。",
    home="admin:review_rules",
    roles=rules.READERS,
    pages=(
        path("", rules.index, name="review_rules"),
        path("new/", rules.new, name="review_rule_new"),
        path("together/", batch.rules, name="review_rules_together"),
        path("<uuid:rule>/approve/", rules.approve, name="review_rule_approve"),
        path("<uuid:rule>/discard/", rules.discard, name="review_rule_discard"),
    ),
    group=RULES,
)
