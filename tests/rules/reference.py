"""Where the reference material lies, if it is here at all."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[3] / "shared"


def reference_rows(*parts: str) -> list[dict[str, str]]:
    """The rows of a reference CSV (SANXIANG_DATA or ../shared beside the checkout); skips if absent."""
    base = Path(os.environ["SANXIANG_DATA"]).parent if "SANXIANG_DATA" in os.environ else _BESIDE
    path = base.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"reference file {'/'.join(parts)} is not beside this checkout")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
