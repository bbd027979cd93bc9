"""零件: the small typed values that components take; views make them, templates only pass them on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Link:
    """A link in navigation, tabs or a breadcrumb; `tab` puts it into the phone's bottom bar (five at most)."""

    label: str
    url: str = ""
    icon: str = ""
    current: bool = False
    count: int | None = None
    #: the counter demands action (red)
    hot: bool = False
    tab: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A group of the workbench rail; the first group has no label."""

    links: Sequence[Link]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A row of a task list. `state` is a code of the status family `task`; without `url` it cannot be opened."""

    title: str
    state: str = "todo"
    url: str = ""
    note: str = ""
    #: target of the sentence that says what is missing
    id: str = ""
    #: other words than the state's own, such as "已备4项，缺1项"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a procedure; `state` "" = still to come."""

    label: str
    state: Literal["done", "now", ""] = ""
    when: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a timeline; `who` is empty for what the software did by itself."""

    text: str
    at: dt.datetime
    who: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person on a card: name, part played, what identifies and until when (credential)."""

    name: str
    part: str = ""
    number: str = ""
    valid_until: dt.date | None = None
    #: code of the status family `credential`, or ""
    status: str = ""
    photo: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence on a card; `status` is a code of the status family `evidence`."""

    title: str
    url: str
    kind: str
    icon: str
    status: str = ""
    number: str = ""
    at: dt.datetime | None = None
    note: str = ""
    #: such as 1:42:07
    duration: str = ""
    #: address of a thumbnail; without it the kind's icon is drawn
    thumbnail: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar list: `part` of `whole`; `low` marks a share below the aim."""

    label: str
    part: int
    whole: int
    low: bool = False

    @property
    def percent(self) -> float:
        return 100 * self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of radios, checkboxes or a select; `why_not` locks it and says why."""

    value: str
    label: str
    hint: str = ""
    icon: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a flowchart. Kinds: start, step, gate (a lawful condition), end."""

    id: str
    label: str
    kind: Literal["start", "step", "gate", "end"] = "step"
    note: str = ""
    #: done, now or "" when the chart shows one case
    state: Literal["done", "now", ""] = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow of a flowchart with the condition under which it is taken."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a list stands. Filters live in the query string, so pages can be shared and bookmarked."""

    number: int
    total: int
    size: int = 20
    query: dict[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def numbers(self) -> list[int | None]:
        """Page numbers to show; None stands for a gap."""
        near = {1, self.pages, *range(self.number - 2, self.number + 3)}
        shown = [n for n in sorted(near) if 1 <= n <= self.pages]
        out: list[int | None] = []
        for n in shown:
            if out and n - (out[-1] or 0) > 1:
                out.append(None)
            out.append(n)
        return out

    def url(self, number: int, size: int | None = None) -> str:
        """Address of another page of the same list, or of the same list with another page size."""
        query = {**self.query, "page": str(number), "size": str(size or self.size)}
        return "?" + urlencode({k: v for k, v in query.items() if v})
