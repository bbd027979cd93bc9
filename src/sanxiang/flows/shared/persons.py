"""受保护的人: natural persons named anywhere in a case file, with their homes and numbers.

Nobody types them again for the publication: they are read off the records, receipts and services of the case
(政府信息公开条例第十五条). A name that stands only in running text is found by no field; who prepares the
publication adds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sanxiang.flows.shared.file import CaseFile
from sanxiang.rules.terms import PartyKind

#: blocks of a document that are about a natural person who is not an official
_PERSONS = ("person", "present", "witness", "informant", "recipient", "received_by")
#: blocks that are about the agency and its people
_OFFICIAL = ("agency", "contact", "officers", "handler", "reviewer", "attendees", "chair", "opinions")
_NUMBERS = ("id_number", "phone", "bank_account")
_BETWEEN = re.compile(r"[、，,；;/\n]+")
_NOTE = re.compile(r"[（(].*?[）)]")


@dataclass(slots=True)
class Persons:
    """What was found; ordered sets as dicts."""

    names: dict[str, None] = field(default_factory=dict)
    addresses: dict[str, None] = field(default_factory=dict)
    numbers: dict[str, None] = field(default_factory=dict)

    def add_names(self, text: str) -> None:
        """One name or several, with what is said of them in brackets."""
        for name in _BETWEEN.split(_NOTE.sub("", text)):
            if name.strip():
                self.names[name.strip()] = None

    def add_block(self, block: Mapping[str, Any]) -> None:
        """A block about one natural person."""
        self.add_names(str(block.get("name", "")))
        if home := str(block.get("address", "")):
            self.addresses[home] = None


def persons_of(file: CaseFile) -> Persons:
    """Everybody in the file besides officials and the name of the party itself."""
    found = Persons()
    for paper in file.documents:
        _read(paper.data, found)
    for service in file.course.services:
        found.add_names(service.recipient)
        found.add_names(service.witness)
    for notice in file.course.notices:
        found.add_names(notice.recipient)
    party = file.party
    if party:
        found.numbers |= dict.fromkeys(n for n in (party.id_number, party.phone) if n)
        if party.kind != PartyKind.ORGANISATION and party.address:
            found.addresses[party.address] = None
    for own in (party.name if party else "", *(o.name for o in file.officers)):
        found.names.pop(own, None)
    for number in (file.agency.phone, file.agency.complaint_phone):
        found.numbers.pop(number, None)
    return found


def _read(value: Any, found: Persons) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key in _OFFICIAL:
                continue
            if key in _NUMBERS and isinstance(item, str) and item:
                found.numbers[item] = None
            if key == "party" and item.get("kind") != PartyKind.ORGANISATION and item.get("address"):
                found.addresses[item["address"]] = None
            for one in _people(key, item):
                found.add_block(one)
            _read(item, found)
    elif isinstance(value, list | tuple):
        for item in value:
            _read(item, found)


def _people(key: str, item: Any) -> Iterator[Mapping[str, Any]]:
    if key not in _PERSONS:
        return
    for one in item if isinstance(item, list | tuple) else (item,):
        yield one if isinstance(one, Mapping) else {"name": str(one)}
