"""A case to make documents for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scene import new_agency, new_case


@pytest.fixture
def case(db: Any, settings: Any, tmp_path: Path) -> Any:
    """One case; files go to a directory of the test."""
    settings.DATA_DIR = tmp_path
    return new_case(new_agency())
