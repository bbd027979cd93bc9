"""市-县-乡: the agencies as branches of places, each with its own agencies and the places below it (GB/T 2260)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
_COUNTY = 6


@dataclass(frozen=True, slots=True)
class Branch:
    """A place: its agencies, those of its towns after them with a deeper place in the tree."""

    id: str
    title: str
    #: row and how deep it stands: 0 of the place itself, 1 of a town in it
    rows: tuple[tuple[Row, int], ...]


def tree_of(rows: Sequence[Row]) -> list[Branch]:
    """The city first, then its counties by code, each with its towns. A county that has only towns has a branch too."""
    city = [row for row in rows if row["data"]["level"] == "city"]
    out = [Branch("city", "市级", tuple((row, 0) for row in city))] if city else []
    lower = [row for row in rows if row["data"]["level"] != "city"]
    for code in sorted({_county(row) for row in lower}):
        own = [row for row in lower if _county(row) == code]
        counties = [row for row in own if row["data"]["level"] == "county"]
        towns = sorted((r for r in own if r["data"]["level"] == "town"), key=lambda r: (_code(r), r["title"]))
        named = (counties or towns)[0]["data"]["region"]
        place = ((row, 0) for row in counties), ((row, 1) for row in towns)
        out.append(Branch(f"r{code or 'x'}", named, (*place[0], *place[1])))
    return out


def _code(row: Row) -> str:
    return str(row["data"].get("region_code", ""))


def _county(row: Row) -> str:
    """The county of a place; by name where an older entry has no code."""
    return _code(row)[:_COUNTY] or str(row["data"]["region"])
