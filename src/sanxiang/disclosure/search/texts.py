"""被检索的文字: what of each published thing can be found; only what its page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_ANCHOR = re.compile(r"a([1-9]\d{0,3})(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Text:
    """One findable thing. A law gives one for itself and one for each article."""

    kind: str
    public_id: str
    title: str
    body: str
    note: str = ""
    anchor: str = ""
    #: what lists filter by: kind of decision, level, credential number
    facet: str = ""
    agency: str = ""
    #: decision date as YYYYMMDD, 0 = none; newest first
    day: int = 0

    @property
    def owner(self) -> str:
        """What it belongs to: deleted and replaced together."""
        return f"{self.kind}:{self.public_id}"


def publication_texts(row: Mapping[str, Any]) -> list[Text]:
    """A published decision: everything on its page."""
    data = row["snapshot"]
    cited = [f"{b['law']['name']}{b['place']}" for b in data.get("basis", ())]
    body = [
        data["result"],
        data.get("facts", ""),
        data.get("uscc", ""),
        *cited,
        *data.get("handlers", ()),
        data["power"]["name"],
        row["agency_name"],
    ]
    return [
        Text(
            kind="result",
            public_id=row["public_id"],
            title=f"{data['party_name']} {data['violation']}",
            body="\n".join(filter(None, body)),
            note=data["document_no"],
            facet=row["kind"],
            agency=row["agency_id"],
            day=int(f"{row['decided_on']:%Y%m%d}"),
        )
    ]


def snapshot_texts(row: Mapping[str, Any]) -> list[Text]:
    """A list entry; laws article by article."""
    return _MAKERS[row["kind"]](row["public_id"], row["data"])


def _agency(public_id: str, data: Mapping[str, Any]) -> list[Text]:
    body = [data["short_name"], data["region"], *data["fields"], data["address"], data["head"], data["uscc"]]
    note = data["level_label"]
    return [
        Text("agency", public_id, data["name"], "\n".join(body), note, facet=data["level"], agency=public_id)
    ]


def _officer(public_id: str, data: Mapping[str, Any]) -> list[Text]:
    number, agency = data["credential"]["number"], data["agency"]
    other = [data["other"]["credential"]["number"]] if data.get("other") else []
    body = "\n".join([agency["name"], data["unit"], data["post"], *data["credential"]["fields"], *other])
    return [Text("officer", public_id, data["name"], body, number, facet=number, agency=agency["public_id"])]


def _power(public_id: str, data: Mapping[str, Any]) -> list[Text]:
    cited = [f"{b['law']['name']}{b['place']}" for b in data["basis"]]
    tiers = [t["conditions"] for mark in data["benchmarks"] for t in mark["tiers"]]
    body = "\n".join([data["agency"]["name"], data["field"], data["kind_label"], *cited, *tiers])
    agency = data["agency"]["public_id"]
    return [Text("power", public_id, data["name"], body, data["code"], facet=data["kind"], agency=agency)]


def _law(public_id: str, data: Mapping[str, Any]) -> list[Text]:
    whole = Text("law", public_id, data["title"], f"{data['short_title']}\n{data['issuer']}", data["level"])
    return [whole] + [
        Text("law", public_id, f"{data['short_title']} {a['label']}", a["text"], anchor=anchor_of(a))
        for a in data["articles"]
    ]


def _news(public_id: str, data: Mapping[str, Any]) -> list[Text]:
    day = int(data["issued_on"].replace("-", "") or 0)
    rows = ["\n".join(cells) for cells in data.get("rows", ())]
    body = "\n".join([data["body"], data["issuer"], *rows])
    return [Text("news", public_id, data["title"], body, data["document_no"], day=day)]


def _list(public_id: str, data: Mapping[str, Any]) -> list[Text]:
    body = "\n".join([data["agency"]["name"], *(" ".join(row[:2]) for row in data["rows"])])
    day = int(data["approved_on"].replace("-", "") or 0)
    return [
        Text("list", public_id, f"{data['agency']['name']}{data['title']}", body, data["filed_no"], day=day)
    ]


def anchor_of(article: Mapping[str, Any]) -> str:
    """The anchor of an article on its law's page: a33, or a33-1 for 第三十三条之一."""
    suffix = article["suffix"]
    return f"a{article['article']}-{suffix}" if suffix else f"a{article['article']}"


def place_of(anchor: str) -> tuple[int, int] | None:
    """Number and suffix of the article that `anchor_of` gives this anchor; None for anything else."""
    found = _ANCHOR.fullmatch(anchor)
    return (int(found[1]), int(found[2] or 0)) if found else None


_MAKERS = {
    "agency": _agency,
    "officer": _officer,
    "power": _power,
    "law": _law,
    "news": _news,
    "list": _list,
    "site": lambda public_id, data: [],
}
