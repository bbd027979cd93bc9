"""A case to hang evidence on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.scene import new_agency, new_case


@pytest.fixture
def make_case(db: Any, settings: Any, tmp_path: Path) -> Callable[[], Any]:
    """A function that makes one more case; files go to a directory of the test."""
    settings.DATA_DIR = tmp_path
    agency = new_agency()
    return lambda: new_case(agency)


@pytest.fixture
def case(make_case: Callable[[], Any]) -> Any:
    """One case under investigation."""
    return make_case()
