"""司法行政机关: which of those registered supervise, and which of them is the highest."""

from __future__ import annotations

from uuid import UUID

from sanxiang.registry.models import Agency
from sanxiang.registry.selectors import SUPERVISION
from sanxiang.registry.types import region_prefix


def highest_bureaus() -> frozenset[UUID]:
    """The 司法行政机关 whose region lies in that of no other that is registered."""
    found = Agency.objects.filter(enforcement_fields__contains=[SUPERVISION]).exclude(
        status=Agency.Status.ENDED
    )
    regions = {key: region_prefix(code) for key, code in found.values_list("pk", "region_code")}
    return frozenset(
        key
        for key, own in regions.items()
        if not any(own != other and own.startswith(other) for other in regions.values())
    )


def anybody_supervises() -> bool:
    """Is any 司法行政机关 registered that supervises?"""
    return Agency.objects.filter(enforcement_fields__contains=[SUPERVISION]).exists()
