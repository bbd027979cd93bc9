"""Citations: precision and recall of the search for citations on real texts labelled by hand.

    SANXIANG_DATA=… python bench/citations.py [--labels bench/citation_labels.csv] [--show]

Goals: precision ≥ 0.98, recall ≥ 0.95. A citation counts as found if its first and last character, the law meant, and
every number of its place (and of the end of a range) are those of the label. Measured twice: on the text alone, and
as the product does it, which knows the titles in `laws/index.csv` as names.

The labels hold no text: where a passage stands (file, number of the record, field, first character, length, digest of
the passage), and in it the first character and length of each citation, a digest of the law's name (`@` = the law that
the text is of, `#` = a document number) and the place (`8.2(3)` = 第八条第二款第三项, `~` = to). A passage without a
citation has one row with empty columns. They were written by reading the passages, before any search ran on them.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from sanxiang.rules.citations import Place  # noqa: E402
from sanxiang.rules.citing import Citation, find_citations, plain_name  # noqa: E402

PRECISION, RECALL = 0.98, 0.95
#: first character, length, law, place
Label = tuple[int, int, str, str]
PASSAGE = itemgetter("file", "record", "field", "passage", "length", "digest")


@dataclass
class Passage:
    """A piece of a real text, the law it is of, and its labels."""

    where: str
    text: str
    own: str
    labels: set[Label] = field(default_factory=set)


def digest(text: str) -> str:
    """What the labels hold in place of words."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def passages(labels: Path, data: Path) -> Iterator[Passage]:
    """The labelled passages; stops with a message where the data is not what was labelled."""
    files: dict[str, list[dict[str, Any]]] = {}
    with labels.open(encoding="utf-8", newline="") as rows:
        for (name, record, column, at, length, mark), group in groupby(csv.DictReader(rows), key=PASSAGE):
            if name not in files:
                files[name] = records(data / name)
            row = files[name][int(record)]
            text = row[column][int(at) : int(at) + int(length)]
            if digest(text) != mark:
                sys.exit(f"{name}#{record}与标注时的文本不同：请使用标注时的数据，或者重新标注")
            own = row.get("title", "") if name.endswith("jsonl") else ""
            found = {
                (int(g["start"]), int(g["span"]), g["law"], g["place"]) for g in group if g["start"] != ""
            }
            yield Passage(f"{name}#{record}@{at}", text, own, found)


def records(path: Path) -> list[dict[str, Any]]:
    """The rows of a CSV or JSON Lines file."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return (
            [json.loads(line) for line in lines] if path.suffix == ".jsonl" else list(csv.DictReader(lines))
        )


def label_of(found: Citation, own: str) -> Label:
    """A found citation as a label."""
    law = f"#{digest(found.number)}" if not found.law else digest(plain_name(found.law))
    if own and plain_name(found.law) == plain_name(own):
        law = "@"
    place = "~".join(short(p) for p in (found.place, found.until) if p)
    return found.start, found.end - found.start, law, place


def short(place: Place) -> str:
    """8.2(3) for 第八条第二款第三项, 8-1 for 第八条之一."""
    suffix = f"-{place.suffix}" if place.suffix else ""
    paragraph = f".{place.paragraph}" if place.paragraph else ""
    item = f"({place.item})" if place.item else ""
    return f"{place.article}{suffix}{paragraph}{item}" + (f"[{place.subitem}]" if place.subitem else "")


def same_law(label: Label, own: str) -> Label:
    """A label that names the text's own law by its name means `@` too."""
    return (*label[:2], "@" if own and label[2] == digest(plain_name(own)) else label[2], label[3])


def measure(read: list[Passage], known: frozenset[str], *, show: bool) -> tuple[float, float]:
    """Precision and recall over all passages."""
    right = found_all = labelled = 0
    for passage in read:
        wanted = {same_law(label, passage.own) for label in passage.labels}
        found = {label_of(c, passage.own) for c in find_citations(passage.text, passage.own, known)}
        right += len(found & wanted)
        found_all += len(found)
        labelled += len(wanted)
        if show and found != wanted:
            for sign, only in (("多", found - wanted), ("缺", wanted - found)):
                for start, length, law, place in sorted(only):
                    print(f"{sign} {passage.where} {passage.text[start : start + length]!r} {law} {place}")
    return right / found_all, right / labelled


def main() -> None:
    """Read the texts, print the figures, fail below the goals."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--labels", type=Path, default=ROOT / "bench" / "citation_labels.csv")
    parser.add_argument("--show", action="store_true", help="print what differs")
    options = parser.parse_args()
    data = Path(os.environ.get("SANXIANG_DATA", ROOT.parent / "shared" / "data"))
    if not data.is_dir():
        sys.exit("没有参考数据：请用SANXIANG_DATA指出其目录")
    read = list(passages(options.labels, data))
    with (data / "laws" / "index.csv").open(encoding="utf-8-sig", newline="") as rows:
        titles = frozenset(plain_name(row["title"]) for row in csv.DictReader(rows))
    print(f"{len(read)}段文字，标注引用{sum(len(p.labels) for p in read)}处")
    failed = False
    for name, known in (("只看文本", frozenset()), ("已知法规名称", titles)):
        precision, recall = measure(read, known, show=options.show)
        failed |= precision < PRECISION or recall < RECALL
        print(f"{name}：准确率{precision:.4f}（≥{PRECISION}），召回率{recall:.4f}（≥{RECALL}）")
    sys.exit(failed)


if __name__ == "__main__":
    main()
