"""Where the reference material lies, if it is here at all."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[3] / "shared"


def reference_path(*parts: str) -> Path:
    """A reference file (SANXIANG_DATA or ../shared beside the checkout); skips the test if absent."""
    path = _BESIDE.joinpath(*parts)
    if parts[0] == "data" and "SANXIANG_DATA" in os.environ:
        path = Path(os.environ["SANXIANG_DATA"]).joinpath(*parts[1:])
    if not path.exists():
        pytest.skip(f"reference file {'/'.join(parts)} is not beside this checkout")
    return path


def reference_rows(*parts: str) -> list[dict[str, str]]:
    """The rows of a reference CSV; skips the test if it is absent."""
    with reference_path(*parts).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
