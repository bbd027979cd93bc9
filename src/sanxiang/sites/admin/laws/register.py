"""法规的页面: the register, and one law with its wordings, its articles and its changes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.kernel import NotFound, Role, local_date
from sanxiang.registry.policies import may_administer_city
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing import selectors as changes
from sanxiang.statutes.changing.waiting import waiting_batches
from sanxiang.statutes.types import VersionView

READERS = (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.AGENCY_HEAD)
TITLE = "法规"


@door("admin.law_register", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Laws by words of their title, what waits for approval, and wordings that two sources print differently."""
    q = request.GET.get("q", "").strip()[:100]
    context = {
        "rows": statutes.laws(q),
        "q": q,
        "waiting": changes.waiting(),
        "batches": waiting_batches(),
        "differing": changes.differing_versions(),
        "enters": may_administer_city(actor_of(request)),
    }
    return admin_page(request, "admin/laws/register.html", context, crumbs=[Link(TITLE)], block="results")


@door("admin.law", roles=READERS)
def show(request: HttpRequest, law: UUID) -> HttpResponse:
    """One law in one of its wordings: since when each article applies, from which source, who changed what."""
    found, today = statutes.get_law(law), local_date(now())
    versions = statutes.versions(law)
    version = chosen(versions, request.GET.get("version", ""), statutes.version_in_force(law, today))
    context = {
        "law": found,
        "versions": versions,
        "version": version,
        "articles": statutes.law_contents(version.id) if version else [],
        "sources": changes.sources(version.id) if version else [],
        "changes": changes.changes_of(law),
        "ended": changes.ended_by(law),
        "today": today,
        "enters": may_administer_city(actor_of(request)),
    }
    crumbs = [Link(TITLE, reverse("admin:law_register")), Link(found.short_title)]
    return admin_page(request, "admin/laws/law.html", context, crumbs=crumbs)


def chosen(versions: list[VersionView], sent: str, running: VersionView | None) -> VersionView | None:
    """The wording asked for, else the one in force, else the newest; NotFound for one of another law."""
    if sent:
        found = next((v for v in versions if str(v.id) == sent), None)
        if found is None:
            raise NotFound("没有这个法规版本")
        return found
    return running or next(iter(versions), None)
