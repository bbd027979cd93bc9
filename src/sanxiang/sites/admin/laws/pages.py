"""法规和法规变动的地址: two subjects."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.laws import batches, changing, register, views
from sanxiang.sites.admin.subject import RULES, Subject

SUBJECT = Subject(
    path="laws",
    label="法规变动",
    icon="book-open-check",
    about="哪些事项还在引用失效或者将要失效的法规，成批改到承接的条文上。",
    home="admin:laws",
    roles=views.READERS,
    pages=(
        path("", views.index, name="laws"),
        path("impact/", views.touched, name="law_impact"),
    ),
    group=RULES,
)
REGISTER = Subject(
    path="law-register",
    label="法规",
    icon="library",
    about="登记法规和它的文本，更正条文，登记分别施行和废止；录入和导入的都由另一人审定。",
    home="admin:law_register",
    roles=register.READERS,
    pages=(
        path("", register.index, name="law_register"),
        path("<uuid:law>/", register.show, name="law"),
        path("new/", changing.new, name="law_new"),
        path("<uuid:law>/<slug:kind>/", changing.new, name="law_change_new"),
        path("batches/<uuid:batch>/", batches.show, name="law_batch"),
        path("batches/<uuid:batch>/approve/", batches.approve, name="law_batch_approve"),
        path("batches/<uuid:batch>/discard/", batches.discard, name="law_batch_discard"),
        path("changes/<uuid:change>/", changing.show, name="law_change"),
        path("changes/<uuid:change>/edit/", changing.edit, name="law_change_edit"),
        path("changes/<uuid:change>/add-article/", changing.add_article, name="law_change_add"),
        path("changes/<uuid:change>/approve/", changing.approve, name="law_change_approve"),
        path("changes/<uuid:change>/discard/", changing.discard, name="law_change_discard"),
    ),
    group=RULES,
)
