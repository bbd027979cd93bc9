"""人员的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.people import acts, letters, papers, views
from sanxiang.sites.admin.subject import Subject

SUBJECT = Subject(
    path="people",
    label="人员",
    icon="users",
    about="执法人员、法制审核人员和法律顾问，证件的年审、暂扣、收回，到期提醒，法制审核人员配备。",
    home="admin:people",
    roles=views.READERS,
    pages=(
        path("", views.index, name="people"),
        path("staffing/", views.reviewers, name="staffing"),
        path("<uuid:officer>/", views.show, name="person"),
        path("<uuid:officer>/leave/", acts.leave, name="person_leave"),
        path("<uuid:officer>/duty/", acts.duty, name="person_duty"),
        path("<uuid:officer>/certificate/", acts.certificate, name="person_certificate"),
        path("<uuid:officer>/letters/new/", letters.new, name="letter_new"),
        path("<uuid:officer>/letters/<uuid:letter>/", letters.show, name="letter"),
        path("<uuid:officer>/letters/<uuid:letter>/letter.pdf", papers.letter, name="letter_pdf"),
        path("<uuid:officer>/<uuid:credential>/card.pdf", papers.card, name="card_pdf"),
        path("<uuid:officer>/letters/<uuid:letter>/sign/", letters.sign, name="letter_sign"),
        path("<uuid:officer>/<uuid:credential>/<slug:act>/", acts.handle, name="credential_act"),
    ),
)
