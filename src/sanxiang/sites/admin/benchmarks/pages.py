"""裁量基准的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.benchmarks import batch, editing, tying, untying, views
from sanxiang.sites.admin.subject import RULES, Subject

SUBJECT = Subject(
    path="benchmarks",
    label="裁量基准",
    icon="sliders-horizontal",
    about="起草或者核对导入的裁量基准表，对上权力事项，审定后用于办案。",
    home="admin:benchmarks",
    roles=views.READERS,
    pages=(
        path("", views.index, name="benchmarks"),
        path("together/", batch.together, name="benchmarks_together"),
        path("tying/", tying.tying, name="benchmark_tying"),
        path("new/", editing.new, name="benchmark_new"),
        path("<uuid:benchmark>/", views.show, name="benchmark"),
        path("<uuid:benchmark>/edit/", editing.edit, name="benchmark_edit"),
        path("<uuid:benchmark>/approve/", views.approve, name="benchmark_approve"),
        path("<uuid:benchmark>/untie/", untying.untie, name="benchmark_untie"),
        path("<uuid:benchmark>/untying/", untying.ask, name="benchmark_untying"),
        path("<uuid:benchmark>/untying/approve/", untying.approve, name="benchmark_untying_approve"),
        path("<uuid:benchmark>/untying/refuse/", untying.refuse, name="benchmark_untying_refuse"),
    ),
    group=RULES,
)
