"""城市: what the parts of the demo city hand to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sanxiang.kernel import Actor
from sanxiang.registry.selectors import actor_for

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class City:
    """The register of the demo city by the names its data files use."""

    #: the moment the city is built: everything is dated relative to it
    now: datetime
    #: 机关代字 → agency
    agencies: dict[str, UUID] = field(default_factory=dict)
    #: (机关代字, name) → unit
    units: dict[tuple[str, str], UUID] = field(default_factory=dict)
    #: username → officer, account
    officers: dict[str, UUID] = field(default_factory=dict)
    accounts: dict[str, UUID] = field(default_factory=dict)
    #: name → party
    parties: dict[str, UUID] = field(default_factory=dict)
    #: (机关代字, key in power_items.csv) → power item
    items: dict[tuple[str, str], UUID] = field(default_factory=dict)
    #: (机关代字, role) → usernames that hold it there
    staff: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def actor(self, username: str) -> Actor:
        """The person of that username, as he or she acts."""
        return actor_for(self.accounts[username])
