"""证据: one piece with its file, where it comes from, and whether the file is still what it was."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.evidence.selectors import get_item, open_blob
from sanxiang.evidence.services import verify_item
from sanxiang.kernel import NotFound
from sanxiang.sites.desk.case.frame import framed
from sanxiang.sites.desk.case.parts import evidence_status
from sanxiang.sites.desk.case.views import opened
from sanxiang.sites.desk.shell import CASEWORK, actor_of, now
from sanxiang.sites.doors import door

#: shown in the page; everything else is only downloaded
SHOWN = ("image/", "video/", "audio/", "application/pdf")


@door("desk.evidence", roles=CASEWORK)
def item(request: HttpRequest, case: UUID, item: UUID) -> HttpResponse:
    """The viewer left, what is known of it right."""
    page = opened(request, case)
    found = get_item(item, case_id=case)
    kind = next((k.rstrip("/").rpartition("/")[2] for k in SHOWN if found.mime.startswith(k)), "")
    context = {"e": found, "state": evidence_status(found), "viewer": kind}
    return framed(request, "desk/evidence/item.html", page, "case_evidence", context, title=found.number)


@door("desk.evidence.file", roles=CASEWORK)
def file(request: HttpRequest, case: UUID, item: UUID) -> Any:
    """The original, byte for byte; ?download=1 to save it."""
    opened(request, case)
    found = get_item(item, case_id=case)
    shown = found.mime.startswith(SHOWN) and "download" not in request.GET
    response = FileResponse(open_blob(found.sha256), content_type=found.mime)
    place = "inline" if shown else "attachment"
    response["Content-Disposition"] = f"{place}; filename*=UTF-8''{quote(found.name)}"
    return response


@door("desk.evidence.thumbnail", roles=CASEWORK)
def thumbnail(request: HttpRequest, case: UUID, item: UUID) -> Any:
    """The small picture of an image."""
    opened(request, case)
    found = get_item(item, case_id=case)
    if not found.thumbnail:
        raise NotFound("这份证据没有缩略图")
    return FileResponse(open_blob(found.thumbnail), content_type="image/webp")


@door("desk.evidence.verify", roles=CASEWORK)
@require_POST
def verify(request: HttpRequest, case: UUID, item: UUID) -> HttpResponse:
    """Hash the file again and say whether it is the one that came in."""
    opened(request, case)
    found = get_item(item, case_id=case)
    check = verify_item(actor=actor_of(request), now=now(), item_id=found.id)
    messages.add_message(request, messages.SUCCESS if check.intact else messages.ERROR, check.message)
    return HttpResponseRedirect(reverse("desk:evidence_item", args=[case, item]))
