"""何时有效: from–to of every stored wording, from the wordings and from what other laws say and persons entered."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import date, timedelta

from django.db import connection

from sanxiang.statutes.dates import Wording, intervals, repealed_titles
from sanxiang.statutes.models import Law, LawVersion, Provision, Repeal

_NATION = "中华人民共和国"
#: what an agency issues itself (行政处罚法 16): no law, and it ends none
RULE = "规范性文件"
_DAY = timedelta(days=1)


def one_writer_at_a_time() -> None:
    """Two imports or approvals at once would both find a law missing; the second waits. Readers do not."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE statutes_law IN SHARE ROW EXCLUSIVE MODE")


def refresh_intervals() -> None:
    """Compute from–to of every wording, and the law that ended it, anew from what is stored."""
    versions = list(LawVersion.objects.select_related("law").exclude(effective_from=None, effective_to=None))
    by_law: dict[uuid.UUID, list[LawVersion]] = defaultdict(list)
    for version in versions:
        by_law[version.law_id].append(version)
    ends = _repeals()
    changed = []
    for law_id, own in by_law.items():
        repeals = ends.get(law_id, {})
        wordings = [Wording(v.pk, v.version_date, v.effective_from or v.version_date) for v in own]
        found = intervals(wordings, repeals)
        starts = {start for start, _ in found.values()}
        for version in own:
            begins, stop = found[version.pk]
            next_day = stop + _DAY if stop else None
            by = repeals.get(next_day) if next_day and next_day not in starts else None
            if (version.effective_from, version.effective_to, version.ended_by_id) != (begins, stop, by):
                version.effective_from, version.effective_to, version.ended_by_id = begins, stop, by
                changed.append(version)
    LawVersion.objects.bulk_update(changed, ["effective_from", "effective_to", "ended_by"], batch_size=500)


def find_title(title: str, by_title: dict[str, uuid.UUID]) -> uuid.UUID | None:
    """The law of that full or short title among those given by full title."""
    return by_title.get(title) or by_title.get(_NATION + title)


def _repeals() -> dict[uuid.UUID, dict[date, uuid.UUID]]:
    """For each law, the days on which others end it, with the law that does; what a person entered goes first.

    A 规范性文件 ends only its like.
    """
    out: dict[uuid.UUID, dict[date, uuid.UUID]] = defaultdict(dict)
    for law_id, by, day in Repeal.objects.order_by("pk").values_list("law_id", "by_id", "on"):
        if day:  # else withdrawn
            out[law_id].setdefault(day, by)
    rows = Law.objects.values_list("pk", "title", "level")
    levels, by_title = {pk: level for pk, _, level in rows}, {title: pk for pk, title, _ in rows}
    clauses = Provision.objects.filter(text__contains="同时废止").exclude(version__effective_from=None)
    said = clauses.order_by("pk").values_list("version__law_id", "version__effective_from", "text")
    for law_id, begins, text in said:
        for title in repealed_titles(text):
            ended = find_title(title, by_title)
            if not begins or not ended or ended == law_id:
                continue
            if levels[law_id] != RULE or levels[ended] == RULE:
                out[ended].setdefault(begins, law_id)
    return out
