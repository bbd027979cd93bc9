"""One Chinese term, one identifier: the glossary against the models and against itself."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from django.apps import apps

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
ROWS = re.findall(r"^\| (?!中文)(\S+) \| (\w+) \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_table_is_named_by_a_term() -> None:
    terms = {term for term, _ in ROWS}
    ours = [model for model in apps.get_models() if model.__module__.startswith("sanxiang.")]
    nameless = sorted(
        f"{model.__name__}: {model._meta.verbose_name}"
        for model in ours
        if model._meta.verbose_name not in terms
    )
    assert len(ours) > 20
    assert not nameless


def test_no_term_and_no_identifier_stands_twice() -> None:
    for column in zip(*ROWS, strict=True):
        assert [word for word, times in Counter(column).items() if times > 1] == []
