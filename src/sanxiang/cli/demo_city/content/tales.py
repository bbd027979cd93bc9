"""案件故事: the violations and tales of the `*.toml` files, and how the blanks in their texts are filled."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One file of evidence: a scene or scan to draw, its name, its kind and what it proves."""

    draw: str
    name: str
    proves: str
    kind: str = "audiovisual"
    #: what the picture shows in writing: a date on a label, a number plate
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """案由 with the texts that all its cases share; `{…}` are blanks."""

    offence: str
    finding: str
    site: str
    dialogue: tuple[tuple[str, str], ...]
    facts: str
    reasons: str
    correction: str
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """One case: whose, about what, how far it has come, and everything only this case says.

    `upto`: the last step of `script.STEPS`, taken `ago` working days before today.
    """

    key: str
    agency: str
    party: str
    item: str
    upto: str
    ago: int
    source: str
    clue: str
    place: str
    violation: Violation
    values: Mapping[str, str] = field(default_factory=dict)
    team: tuple[str, ...] = ()
    #: days from the beginning of the act to its discovery
    lasted: int = 0
    kinds: tuple[str, ...] = ("fine",)
    fine: int = 0
    confiscated: int = 0
    tier: str = ""
    #: (code, 证据N, what it is)
    factors: tuple[tuple[str, str, str], ...] = ()
    discretion: str = ""
    flags: tuple[str, ...] = ()
    #: "" = said nothing, "waived", or the words of the party
    statement: str = ""
    adopted: bool = False
    response: str = ""
    #: opinions of the rounds of review, in their order; none = not reviewed
    rounds: tuple[Mapping[str, Any], ...] = ()
    #: the fine after a review that asked for another
    revised_fine: int = 0
    discussion: Mapping[str, Any] = field(default_factory=dict)
    service: str = "DIRECT"
    recipient: str = ""
    relation: str = ""
    refusal: str = ""
    witness: str = ""
    #: why the clue was not filed
    refused: str = ""
    withhold: str = ""
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    #: working days between two steps that differ from the script's
    gaps: Mapping[str, int] = field(default_factory=dict)

    def filled(self, known: Mapping[str, str]) -> Self:
        """The tale with every blank filled; KeyError names a blank that nothing fills."""
        words = {**known, **self.values}
        filled = {name: _fill(getattr(self, name), words) for name in self.__slots__ if name not in _FIXED}
        return replace(self, **filled)


_FIXED = frozenset({"key", "agency", "party", "item", "upto", "ago", "values", "team", "gaps"})


def tales(only: frozenset[str] = frozenset()) -> tuple[Tale, ...]:
    """The tales of all files in their order, or those with the keys asked for."""
    told = tuple(tale for path in sorted(_FOLDER.glob("*.toml")) for tale in _read(path))
    return tuple(tale for tale in told if not only or tale.key in only)


def _read(path: Path) -> tuple[Tale, ...]:
    data = tomllib.loads(path.read_text("utf-8"))
    violations = {key: _violation(row) for key, row in data["violation"].items()}
    return tuple(_tale(row, violations) for row in data["case"])


def _violation(row: dict[str, Any]) -> Violation:
    exhibits = tuple(Exhibit(**e) for e in row.pop("exhibits"))
    dialogue = tuple((q, a) for q, a in row.pop("dialogue"))
    return Violation(**row, exhibits=exhibits, dialogue=dialogue)


def _tale(row: dict[str, Any], violations: Mapping[str, Violation]) -> Tale:
    violation = violations[row.get("story") or row["item"]]
    row.pop("story", None)
    more = tuple(Exhibit(**e) for e in row.pop("exhibits", ()))
    extra = tuple((q, a) for q, a in row.pop("dialogue", ()))
    own = {
        name: row.pop(name) for name in ("facts", "site", "finding", "reasons", "correction") if name in row
    }
    if row["upto"] in ("register", "refuse"):
        violation = _suspected(violation.offence, own.pop("finding", ""))
    else:
        dialogue, exhibits = violation.dialogue + extra, violation.exhibits + more
        violation = replace(violation, **own, exhibits=exhibits, dialogue=dialogue)
    return Tale(**{name: _frozen(value) for name, value in row.items()}, violation=violation)


def _suspected(offence: str, finding: str) -> Violation:
    """What a clue that was never filed knows."""
    return Violation(
        offence=offence,
        finding=finding,
        site="",
        dialogue=(),
        facts="",
        reasons="",
        correction="",
        exhibits=(),
    )


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def _fill(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return value.strip().format_map(words)
    if isinstance(value, tuple):
        return tuple(_fill(v, words) for v in value)
    if isinstance(value, Mapping):
        return {name: _fill(v, words) for name, v in value.items()}
    if isinstance(value, Violation | Exhibit):
        return replace(value, **{name: _fill(getattr(value, name), words) for name in value.__slots__})
    return value
