"""The clock of the workbench, as its own tests set it."""

from __future__ import annotations

from tests.sites.desk.conftest import at

__all__ = ["at"]
