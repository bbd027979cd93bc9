"""读取的共用部分."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from sanxiang.kernel import NotFound

Row = TypeVar("Row", bound=Model)


def the_one(found: QuerySet[Row]) -> Row:
    row = found.first()
    if row is None:
        raise NotFound("没有这项权责")
    return row
