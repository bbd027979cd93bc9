"""House rules for templates, as lint: what they may not contain, and that they fit the stylesheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites.design.stylesheet import HOME, classes

SITES = HOME.parent
TEMPLATES = sorted(SITES.rglob("*.html"))
SCRIPTS = sorted(SITES.rglob("*.js"))
_JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.S)
_CLASS_ATTRIBUTE = re.compile(r'class="([^"]*)"')
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
HAN = "[\u4e00-\u9fff]"
_SPACED = re.compile(rf"{HAN} [0-9]|[0-9] {HAN}")
#: built by the software, not written in a template
MADE_BY_CODE = {"sx-i", "sx-num", "sx-doc", "sx-qr__svg", "sx-toast"}


def text_of(path: Path) -> str:
    return _JINJA_COMMENT.sub("", path.read_text())


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(SITES)) for path in paths]


@pytest.fixture(params=TEMPLATES, ids=ids(TEMPLATES))
def template(request: pytest.FixtureRequest) -> str:
    return text_of(request.param)


def test_there_is_no_style_or_script_inside(template: str) -> None:
    assert not re.search(r"\bstyle\s*=", template)
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\bon[a-z]+=\"|javascript:|hx-on", template)


def test_nothing_comes_from_another_host(template: str) -> None:
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", template)


def test_there_is_no_space_between_words_and_numbers(template: str) -> None:
    assert not _SPACED.findall(template)


def test_words_are_those_of_the_house(template: str) -> None:
    assert not re.search(r"系统繁忙|！|亲，|点击这里", template)


def test_every_class_is_ours_and_is_defined(template: str) -> None:
    defined = classes()
    for attribute in _CLASS_ATTRIBUTE.findall(template):
        plain = _TAG.sub(" \0 ", attribute)
        for name in plain.split():
            if "\0" in name or name.endswith("--"):
                continue
            assert name.startswith("sx-"), name
            assert name in defined, name


def test_the_stylesheet_defines_nothing_that_is_never_used() -> None:
    written = "\n".join(text_of(path) for path in TEMPLATES)
    written += "\n".join(path.read_text() for path in [*SCRIPTS, *HOME.rglob("*.py")])
    stems = {match.rstrip("-") for match in re.findall(r"(sx-[\w-]+--)(?:\{|')", written)}
    unused = {
        name
        for name in classes() - MADE_BY_CODE
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", written)
        and name.split("--")[0] not in stems
    }
    assert not unused
