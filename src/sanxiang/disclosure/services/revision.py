"""修订号: raised last in a transaction, so that readers never see a new number with old content."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from sanxiang.disclosure.models import Revision


def raise_revision(now: datetime) -> int:
    """The new revision; its row stays locked until commit, so revisions are committed in their order."""
    Revision.objects.get_or_create(id=1)
    Revision.objects.filter(id=1).update(number=F("number") + 1, at=now)
    return Revision.objects.values_list("number", flat=True).get(id=1)
