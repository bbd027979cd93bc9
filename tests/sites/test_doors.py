"""Doors are closed by default, and say why they do not open."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse

from sanxiang.kernel import Actor, Role
from sanxiang.sites import doors
from tests.sites.requests import OFFICER, request_of


@pytest.fixture(autouse=True)
def _own_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "_doors", {})


def inside(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


def test_a_public_door_opens_to_everybody() -> None:
    view = doors.door("test.public", public=True)(inside)
    assert view(request_of()).content == b"inside"


def test_a_visitor_of_a_staff_door_is_sent_to_the_login() -> None:
    answer = doors.door("test.staff", roles=(Role.OFFICER,))(inside)(request_of(path="/w/cases/?q=1"))
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/w/cases/%3Fq%3D1")


def test_htmx_is_sent_to_the_login_as_a_whole_page() -> None:
    view = doors.door("test.staff", roles=(Role.OFFICER,))(inside)
    answer = view(request_of(htmx=True, **{"HX-Current-URL": "http://testserver/w/"}))
    assert answer["HX-Redirect"] == "/login/?next=/w/"


def test_one_of_the_roles_is_enough() -> None:
    view = doors.door("test.staff", roles=(Role.OFFICER, Role.UNIT_HEAD))(inside)
    assert view(request_of(OFFICER)).content == b"inside"


def test_the_wrong_role_is_told_which_role_can() -> None:
    view = doors.door("test.decide", roles=(Role.AGENCY_HEAD,))(inside)
    answer = view(request_of(OFFICER))
    assert answer.status_code == 403
    assert "机关负责人" in answer.content.decode() and "法制审核人员" not in answer.content.decode()


def test_an_account_without_roles_opens_no_staff_door() -> None:
    view = doors.door("test.staff", roles=doors.STAFF)(inside)
    assert view(request_of(Actor("新账户"))).status_code == 403


@pytest.mark.parametrize("who", [{}, {"roles": doors.STAFF, "public": True}])
def test_a_door_must_say_whom_it_opens_to(who: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="name the roles"):
        doors.door("test.unclear", **who)  # type: ignore[arg-type]


def test_a_door_has_one_name() -> None:
    doors.door("test.once", public=True)
    with pytest.raises(ValueError, match="twice"):
        doors.door("test.once", public=True)
