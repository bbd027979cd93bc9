"""清单文本: editions of the lists of an agency, from what runs to what is filed and published.

国办发〔2018〕118号（四）（七）（十二）: lists are made, approved, published and filed with the justice bureau, and follow
what changes (政府信息公开条例第二十六条). No provision puts the filing before the publication: either comes first, and a
filing after the publication puts its number on the published list.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from sanxiang.disclosure import services
from sanxiang.disclosure.list_types import EditionInput, EditionView
from sanxiang.disclosure.selectors import get_edition
from sanxiang.documents.printing import ListPaper, print_list
from sanxiang.flows.shared.lists import table_of
from sanxiang.kernel import Actor, InvalidInput, local_date
from sanxiang.registry import selectors as registry
from sanxiang.rules.sentences import chinese_date


def draft_list(*, actor: Actor, now: datetime, agency: UUID, code: str) -> UUID:
    """Draft an edition from what runs today. Raises InvalidInput for an empty list, or an agency not in the register yet."""
    return services.draft_edition(actor=actor, now=now, said=_running(agency, code, local_date(now)))


def approve_list(*, actor: Actor, now: datetime, edition: UUID, approval_no: str = "") -> None:
    """审定 while it still says what runs; by somebody who did not draft it. Raises NotFound, Refused, InvalidInput."""
    found = get_edition(edition)
    runs = _running(found.agency_ref, found.code, local_date(now))
    services.approve_edition(actor=actor, now=now, edition=edition, runs=runs, approval_no=approval_no)


def file_list(*, actor: Actor, now: datetime, edition: UUID, filed_no: str, filed_on: date) -> None:
    """备案; one that is published already is published again with its number. Raises NotFound, InvalidInput."""
    services.file_edition(actor=actor, now=now, edition=edition, filed_no=filed_no, filed_on=filed_on)
    if get_edition(edition).state == "published":
        publish_list(actor=actor, now=now, edition=edition)


def publish_list(*, actor: Actor, now: datetime, edition: UUID) -> None:
    """公布 with its PDF; the edition before stays readable. Raises NotFound, InvalidInput, FontMissing."""
    found = get_edition(edition)
    services.publish_edition(actor=actor, now=now, edition=edition, pdf=print_list(_paper(found), now).pdf)


def discard_list(*, actor: Actor, now: datetime, edition: UUID) -> None:
    """撤回 a draft. Raises NotFound, InvalidInput."""
    services.discard_edition(actor=actor, now=now, edition=edition)


def _running(agency: UUID, code: str, today: date) -> EditionInput:
    held = registry.get_agency(agency)
    if not held.shown:
        raise InvalidInput(("", "本机关审定入库以后才能拟制清单"))
    spec, rows = table_of(code, agency, today)
    return EditionInput(
        agency={"public_id": held.public_id, "name": held.name}, agency_ref=agency, code=code, group=spec.group,
        title=spec.title, as_of=today, heads=tuple(spec.heads), rows=rows, key=spec.key,
    )  # fmt: skip


def _paper(e: EditionView) -> ListPaper:
    approved = f"{chinese_date(e.approved_on)}审定" if e.approved_on else ""
    filed = f"备案号：{e.filed_no}（{chinese_date(e.filed_on)}）" if e.filed_on else ""
    facts = [f"第{e.number}版，截至{chinese_date(e.as_of)}", approved, e.approval_no]
    lines = ("，".join(filter(None, facts)), *([filed] if filed else []))
    return ListPaper(
        agency=e.agency["name"], title=e.title, number=f"第{e.number}版", lines=lines, heads=e.heads, rows=e.rows,
        address=f"{settings.SITE_ORIGIN}/lists/{e.public_id}/",
    )  # fmt: skip
