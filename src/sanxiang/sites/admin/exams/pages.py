"""培训考试的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.exams import bank, credentials, views
from sanxiang.sites.admin.subject import Subject

SUBJECT = Subject(
    path="exams",
    label="培训考试",
    icon="graduation-cap",
    about="执法资格考试的题库、组卷、发布和成绩，执法证件的申领。",
    home="admin:exams",
    roles=views.READERS,
    pages=(
        path("", views.index, name="exams"),
        path("new/", views.new, name="exam_new"),
        path("<uuid:exam>/", views.show, name="exam"),
        path("<uuid:exam>/edit/", views.edit, name="exam_edit"),
        path("<uuid:exam>/announce/", views.announce, name="exam_announce"),
        path("<uuid:exam>/cancel/", views.cancel, name="exam_cancel"),
        path("<uuid:exam>/results.csv", views.results_csv, name="exam_results"),
        path("credentials/", credentials.index, name="applications"),
        path("credentials/new/", credentials.new, name="application_new"),
        path("credentials/<uuid:application>/", credentials.show, name="application"),
        path("credentials/<uuid:application>/issue/", credentials.issue, name="application_issue"),
        path("credentials/<uuid:application>/refuse/", credentials.refuse, name="application_refuse"),
        path("questions/", bank.index, name="questions"),
        path("questions/new/", bank.new, name="question_new"),
        path("questions/approve/", bank.approve_ticked, name="questions_approve"),
        path("questions/<uuid:question>/", bank.show, name="question"),
        path("questions/<uuid:question>/edit/", bank.edit, name="question_edit"),
        path("questions/<uuid:question>/approve/", bank.approve, name="question_approve"),
        path("questions/<uuid:question>/retire/", bank.retire, name="question_retire"),
        path("questions/<uuid:question>/discard/", bank.discard, name="question_discard"),
    ),
)
