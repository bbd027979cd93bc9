"""Every status has words, a tone the stylesheet knows and an icon that exists."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from lucide import IconDoesNotExist

from sanxiang.disclosure.models import Publication
from sanxiang.documents.types import Status as DocumentStatus
from sanxiang.evidence.types import ItemStatus
from sanxiang.registry.models import Credential
from sanxiang.rules.procedures.penalty_ordinary import penalty_ordinary
from sanxiang.rules.progress import TaskStatus
from sanxiang.rules.terms import OpinionType
from sanxiang.sites.design.icons import icon
from sanxiang.sites.design.status import STATUSES, StatusSpec, Tone, status
from tests.sites.design.stylesheet import HOME, classes

ALL = [(family, spec) for family, specs in STATUSES.items() for spec in specs.values()]


@pytest.mark.parametrize(("family", "spec"), ALL, ids=[f"{family}-{spec.code}" for family, spec in ALL])
def test_a_status_can_be_drawn(family: str, spec: StatusSpec) -> None:
    assert icon(spec.icon).startswith("<svg")
    assert spec.tone in get_args(Tone)
    assert spec.tone == "grey" or f"sx-tag--{spec.tone}" in classes()
    assert status(family, spec.code) is spec is status(family, spec.label)


def test_labels_are_unique_within_a_family() -> None:
    for specs in STATUSES.values():
        assert len({spec.label for spec in specs.values()}) == len(specs)


def test_an_unknown_status_is_an_error() -> None:
    with pytest.raises(KeyError):
        status("case", "whatever")


def test_violet_is_legal_review_and_teal_is_disclosure() -> None:
    for family, spec in ALL:
        assert spec.tone != "teal" or family == "disclosure"
        assert spec.tone != "vio" or family == "review" or "法制审核" in spec.label


def test_every_icon_named_in_a_template_exists() -> None:
    templates = [path.read_text() for path in HOME.parent.rglob("*.html")]
    names = {name for text in templates for name in re.findall(r"icon\(\"([\w-]+)\"", text)}
    assert len(names) > 20
    for name in names:
        assert icon(name)


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(IconDoesNotExist):
        icon("no-such-icon")


def test_an_icon_is_hidden_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in icon("scale")
    assert 'aria-label="法制审核"' in icon("scale", "法制审核")


ROOMS = [
    *(("case", step.id, step.name) for step in penalty_ordinary().steps if step.id),
    *(("task", one.value, one.value) for one in TaskStatus),
    *(("document", one.value, one.label) for one in DocumentStatus),
    *(("evidence", one.value, one.label) for one in ItemStatus),
    *(("opinion", one.value, one.label) for one in OpinionType),
    *(("disclosure", value, label) for value, label in Publication.State.choices),
    *(("credential", value, label) for value, label in Credential.Status.choices),
]


@pytest.mark.parametrize(("family", "value", "label"), ROOMS)
def test_rooms_and_screens_use_the_same_words(family: str, value: str, label: str) -> None:
    assert status(family, value).label == label


def test_every_status_named_in_a_template_exists() -> None:
    templates = [path.read_text() for path in HOME.parent.rglob("*.html")]
    named = [pair for text in templates for pair in re.findall(r'(?:tag|status)\("(\w+)", "([^"]+)"', text)]
    assert named
    for family, value in named:
        assert status(family, value)
