"""公示文本 of whatever anybody may have written: no secret of the file is left in any form of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from sanxiang.disclosure.redaction import REQUIRED, build_paper, build_snapshot, choices_for, ledger_fields
from sanxiang.disclosure.search.texts import publication_texts
from sanxiang.disclosure.types import Choice, DecisionSource, FieldChoice, PartySource
from sanxiang.documents.catalogue import form_of
from sanxiang.documents.content import complete
from sanxiang.documents.typesetting import Front, typeset
from tests.documents.paper import everything_in, squeezed, text_of
from tests.documents.samples import DATA
from tests.factories import disclosure as sample

AT = datetime(2026, 10, 28, 2, 0, tzinfo=UTC)
#: characters that no template, law or label of the samples contains
_RARE_CHARS = "[垚犇淼焱鑫骉羴猋蠢麤瞾翀昶旻晔璟瑄珩珺玥]"
_RARE = st.sampled_from(_RARE_CHARS[1:-1])
NAMES = st.text(_RARE, min_size=2, max_size=4)
HOMES = st.text(_RARE, min_size=5, max_size=9)
NUMBERS = st.from_regex(r"[1-9][0-9]{16}[0-9X]|1[3-9][0-9]{9}|[1-9][0-9]{8}", fullmatch=True)
KINDS = st.sampled_from(("person", "organisation", "individual_business"))


@dataclass(frozen=True)
class Secret:
    """A case and what nobody may read of it."""

    source: DecisionSource
    data: Mapping[str, Any]
    words: tuple[str, ...]


def disguised(word: str, how: int) -> str:
    """As people write it: with gaps, or in full width."""
    wide = word.translate({0x30 + n: chr(0xFF10 + n) for n in range(10)})
    return (word, " ".join(word), "\n".join((word[:1], word[1:])), wide)[how]


@st.composite
def cases(draw: st.DrawFn) -> Secret:
    """Secrets scattered over everything that people write in a decision."""
    kind = draw(KINDS)
    names = draw(st.lists(NAMES, min_size=3, max_size=3, unique=True))
    homes, numbers = (
        draw(st.lists(HOMES, min_size=2, max_size=2)),
        draw(st.lists(NUMBERS, min_size=2, max_size=2)),
    )
    party, operator, witness = names
    words = [witness, *homes, *numbers, *([party] if kind == "person" else [])]
    words += [operator] if kind == "individual_business" else []
    texts = [
        "，".join(
            [
                "查明",
                *(disguised(w, draw(st.integers(0, 3))) for w in draw(st.permutations(words))),
                "等情况。",
            ]
        )
        for _ in range(4)
    ]
    block = {
        "kind": kind, "name": party if kind == "person" else f"云屏市{party}有限公司", "phone": numbers[0],
        "id_number": numbers[1], "address": homes[0], "sex": "男", "born_on": "1981-04-09", "employer": witness,
        "legal_representative": operator,
    }  # fmt: skip
    source = DecisionSource(
        case_ref=UUID(int=1),
        agency=sample.ref("ag00000001"),
        power={"public_id": "pw00000001", "name": "对某种行为的处罚"},
        party=PartySource(kind, block["name"], legal_representative=operator if kind != "person" else ""),
        title="行政处罚决定书",
        document_no="云环罚〔2026〕7号",
        violation=texts[0],
        facts=texts[1],
        basis=(),
        penalty_kinds=("fine",),
        result=texts[2],
        amount=None,
        decided_on=date(2026, 10, 28),
        remedies=texts[3],
        third_persons=(witness,),
        addresses=tuple(homes),
        numbers=tuple(numbers),
    )
    data = {
        **DATA["D27"],
        "party": block,
        "case": {"number": "云环立〔2026〕12号", "title": texts[0]},
        "facts": texts[1],
        "evidence": [{"number": "证据1", "name": texts[2], "kind": "证人证言", "proves": texts[3]}],
        "statement": texts[0],
        "hearing": texts[1],
        "discussion": texts[2],
        "discretion": {"tier": "一般", "factors": [texts[1]], "explanation": texts[3]},
        "correction": texts[2],
        "penalties": [texts[2]],
        "remedies": texts[3],
        "opinions": [{"role": "承办人意见", "text": texts[0]}],
        "own": {"statement": texts[0]},
    }
    return Secret(source, data, tuple(words))


def pdf_of(data: Mapping[str, Any]) -> bytes:
    form = form_of("D27")
    front = Front(
        "D27", form.title, "云环罚〔2026〕7号", "2026-10-28", AT, address="http://x/r/", public=True
    )
    return typeset(form.template, front, complete("D27", data)).pdf


def fields_and_index(source: DecisionSource, choices: Mapping[str, Choice]) -> str:
    snapshot = build_snapshot(source, choices)
    row = {
        "snapshot": snapshot, "public_id": "pb00000001", "kind": "penalty", "agency_id": "ag00000001",
        "agency_name": "云屏市生态环境局", "decided_on": date(2026, 10, 28),
    }  # fmt: skip
    return json.dumps([snapshot, ledger_fields(snapshot)], ensure_ascii=False) + str(publication_texts(row))


def found(words: tuple[str, ...], text: str) -> list[str]:
    """The words that a reader finds, whatever stands between their characters."""
    plain = squeezed(text).replace("\\n", "").replace("-", "")
    shops = re.compile(f"云屏市{_RARE_CHARS}+有限公司")  # a firm's name is public, whosever name it contains
    return [word for word in words if word in shops.sub("|", plain)]


@given(cases())
def test_no_field_no_index_and_no_leaf_tells_a_secret(case: Secret) -> None:
    assert found(case.words, fields_and_index(case.source, {})) == []
    assert found(case.words, json.dumps(build_paper(case.source, {}, case.data), ensure_ascii=False)) == []
    assert found(case.words, json.dumps(case.data, ensure_ascii=False))


@given(
    cases(), st.sampled_from(("facts", "result", "remedies", "party_name", "basis", "discretion", "handlers"))
)
def test_hiding_more_never_shows_more(case: Secret, name: str) -> None:
    """政府信息公开条例 15: a choice can only take away."""
    for choice in (FieldChoice.MASK, *(() if name in REQUIRED else (FieldChoice.HIDE,))):
        chosen = {name: Choice(choice, "试")}
        assert found(case.words, fields_and_index(case.source, chosen)) == []
        assert (
            found(case.words, json.dumps(build_paper(case.source, chosen, case.data), ensure_ascii=False))
            == []
        )
    assert set(choices_for(case.source, {})) >= {name}


@pytest.mark.skipif(not settings.FONT_DIRS, reason="本机没有中文字体（fonts-noto-cjk），不能排印文书")
@example_settings(max_examples=25)
@given(cases())
def test_no_byte_of_the_copy_tells_a_secret(case: Secret) -> None:
    pdf = pdf_of(build_paper(case.source, {}, case.data))
    assert found(case.words, everything_in(pdf)) == []
    assert found(case.words, text_of(pdf)) == []


@pytest.mark.skipif(not settings.FONT_DIRS, reason="本机没有中文字体（fonts-noto-cjk），不能排印文书")
def test_the_search_for_secrets_finds_them_in_the_document_that_was_served() -> None:
    """Otherwise the tests above could not fail; and the copy says on every page what it is."""
    source = replace(sample.decision(), third_persons=("温如松",))
    served, copy = pdf_of(DATA["D27"]), pdf_of(build_paper(source, {}, DATA["D27"]))
    assert "温如松" in everything_in(served) and "温如松" not in everything_in(copy)
    assert "0870-5553307" in everything_in(served) and "0870-5553307" not in everything_in(copy)
    assert "沈怀瑾" not in text_of(copy) or source.party.kind == "organisation"
    assert text_of(copy).startswith("公示文本。依法隐去的内容")
    assert "(原件已加盖印章)" in text_of(copy)
