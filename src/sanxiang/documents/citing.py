"""文书样式引用的条文: what the printed words of each template cite, and what the catalogue rests each form on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sanxiang.documents.catalogue import CATALOGUE, Form
from sanxiang.documents.typesetting import TEMPLATES
from sanxiang.rules.citing import find_citations
from sanxiang.rules.documents import SPECS
from sanxiang.rules.verdict import Basis


@dataclass(frozen=True, slots=True)
class FormCitations:
    """The articles of one form: printed on the paper by its template, and those the form itself serves (none without a spec)."""

    form: Form
    printed: tuple[Basis, ...]
    serves: tuple[Basis, ...]


@cache
def form_citations() -> tuple[FormCitations, ...]:
    """Every form of the catalogue; read once, because templates change with a release only."""
    return tuple(
        FormCitations(form, _printed(form.template), SPECS[code].basis if code in SPECS else ())
        for code, form in CATALOGUE.items()
    )


def _printed(template: str) -> tuple[Basis, ...]:
    """What the template prints, each once; its comments are not printed."""
    lines = (TEMPLATES / f"{template}.typ").read_text("utf-8").splitlines()
    words = "\n".join(line for line in lines if not line.lstrip().startswith("//"))
    found = (
        Basis(c.law, f"{c.place or ''}{f'至{c.until}' if c.until else ''}") for c in find_citations(words)
    )
    return tuple(dict.fromkeys(found))
