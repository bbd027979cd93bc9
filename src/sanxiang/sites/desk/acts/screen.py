"""办理页: the one way a form becomes an act.

    verify_clue = act_screen(Act.VERIFY_CLUE, VerifyClueForm, flows.verify_clue, "线索已核查")

The form stands beside what the law asks for, before anything is entered. A refusal is answered by the middleware
with every reason; entries that cannot be kept are shown beside their fields.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from sanxiang.cases.policies import MAY
from sanxiang.cases.selectors import event_by_key
from sanxiang.flows.reading.types import CasePage
from sanxiang.kernel import InvalidInput
from sanxiang.rules.procedures.acts import Act
from sanxiang.sites.desk.case.frame import framed
from sanxiang.sites.desk.case.views import opened
from sanxiang.sites.desk.forms import ActForm
from sanxiang.sites.desk.links import remedies
from sanxiang.sites.desk.shell import actor_of, now
from sanxiang.sites.doors import View, door
from sanxiang.sites.wording import say_beside


@dataclass(frozen=True, slots=True)
class Screen:
    """What one act's screen is made of."""

    act: Act
    form: type[ActForm]
    flow: Callable[..., Any]
    #: said after it is done
    said: str
    #: verb and object on the button
    button: str
    template: str = "desk/acts/act.html"
    #: one sentence under the title
    hint: str = ""
    #: the tab that is marked, and shown afterwards
    tab: str = "case"
    #: answered by a page of its own, so htmx does not swap it in
    whole: bool = False


def act_view(screen: Screen) -> View:
    """The view of an act: GET shows the form, POST does the act."""

    @door(f"desk.act.{screen.act}", roles=MAY[screen.act])
    def view(request: HttpRequest, case: UUID) -> HttpResponse:
        page, at = opened(request, case), now()
        address = reverse(f"desk:{screen.tab}", args=[case])
        if event_by_key(case=case, act=screen.act, key=request.POST.get("key", "")):
            return done(request, screen.said, address)  # sent twice: the first answer again
        sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        form = screen.form(*sent, page=page, moment=at)
        if request.method == "POST" and form.is_valid():
            refusable(request, case)
            try:
                screen.flow(actor=actor_of(request), now=at, case=case, **form.arguments())
            except InvalidInput as invalid:
                say_beside(form, invalid.problems)
            else:
                return done(request, screen.said, address)
        return shown(request, screen, page, form)

    view.__name__ = str(screen.act)
    return view


def refusable(request: HttpRequest, case: UUID) -> None:
    """From here on a refusal leads on: each reason to the page that helps."""
    request.remedies = remedies(case, actor_of(request))  # type: ignore[attr-defined]


def shown(request: HttpRequest, screen: Screen, page: CasePage, form: ActForm) -> HttpResponse:
    """The form beside what the law asks for."""
    found = page.act(screen.act)
    helps = {
        name: link
        for name, link in remedies(page.file.case.id, actor_of(request)).items()
        if link.url != request.path
    }
    context = {"form": form, "screen": screen, "open_act": found, "remedies": helps}
    status = 422 if form.errors else 200
    title = found.title if found else screen.button
    return framed(
        request, screen.template, page, screen.tab, context, title=title, block="form", status=status
    )


def done(request: HttpRequest, said: str, address: str) -> HttpResponse:
    """Say that it is done and lead on; htmx loads the page as a whole."""
    messages.success(request, said)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
