"""成批办理: one act on everything that was ticked, each by itself; what is refused is named with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sanxiang.kernel import InvalidInput, NotFound, Refused
from sanxiang.sites.admin.shell import admin_page
from sanxiang.sites.design.parts import Link

#: how many are done with one press
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Ticked:
    """One of what was ticked: what it is called, and where it is read."""

    id: UUID
    name: str
    url: str


def ticked_ids(request: HttpRequest) -> list[UUID]:
    """What was ticked, each once, at most AT_ONCE. Raises NotFound for what is no id."""
    try:
        sent = [UUID(key) for key in request.POST.getlist("item")[:AT_ONCE]]
    except ValueError:
        raise NotFound("没有这个事项") from None
    return list(dict.fromkeys(sent))


def each(
    request: HttpRequest, ticked: Iterable[Ticked], act: Callable[[UUID], None], *, word: str, home: Link
) -> HttpResponse:
    """Do the act to each; back to the list where it stood, or a page of what was refused, the others being done."""
    done, left = 0, list[tuple[Ticked, str]]()
    for one in ticked:
        try:
            act(one.id)
            done += 1
        except (InvalidInput, Refused) as refusal:
            left.append((one, str(refusal)))
    if done:
        messages.success(request, f"已{word}{done}项")
    elif not left:
        messages.warning(request, f"请先选定要{word}的")
    if not left:
        back = request.POST.get("back", "")
        return redirect(back if urlsplit(back)._replace(query="").geturl() == home.url else home.url)
    context = {"left": left, "word": word, "done": done}
    crumbs = [home, Link(f"没有{word}的")]
    return admin_page(request, "admin/left.html", context, crumbs=crumbs, status=422)
