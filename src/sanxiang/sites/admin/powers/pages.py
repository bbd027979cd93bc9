"""权力事项的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.powers import acts, drafts, views
from sanxiang.sites.admin.subject import RULES, Subject

SUBJECT = Subject(
    path="items",
    label="权力事项",
    icon="list-checks",
    about="起草、报审、审定本机关的权力事项，对比前后版本。",
    home="admin:items",
    roles=views.READERS,
    pages=(
        path("", views.index, name="items"),
        path("new/", acts.new, name="item_new"),
        path("drafts.xlsx", drafts.drafts_file, name="item_drafts"),
        path("together/", acts.together, name="items_together"),
        path("<uuid:item>/", views.show, name="item"),
        path("<uuid:item>/edit/", acts.edit, name="item_edit"),
        path("<uuid:item>/revise/", acts.revise, name="item_revise"),
        path("<uuid:item>/submit/", acts.submit, name="item_submit"),
        path("<uuid:item>/approve/", acts.approve, name="item_approve"),
        path("<uuid:item>/return/", acts.send_back, name="item_return"),
        path("<uuid:item>/abolition/", acts.ask_abolition, name="item_abolition"),
        path("<uuid:item>/abolish/", acts.abolish, name="item_abolish"),
        path("<uuid:item>/keep/", acts.refuse_abolition, name="item_keep"),
        path("<uuid:item>/discard/", acts.discard, name="item_discard"),
    ),
    group=RULES,
)
