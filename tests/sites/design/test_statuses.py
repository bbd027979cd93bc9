"""Every status has words, a tone the stylesheet knows and an icon that exists."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from lucide import IconDoesNotExist

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
