"""真实输入: the real law is imported, and one case that cites it goes from the clue to the verified decision.

The laws, the discretion table and the search queries are reference data that is not part of the product: the tests
skip where the folder (SANXIANG_DATA, or shared/data beside the checkout) is absent. `pytest -s` prints the figures
that stand in docs/howto/real-case.md.
"""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sanxiang.disclosure import search
from sanxiang.disclosure.selectors import bundle_for, publication_of
from sanxiang.disclosure.services import publish_snapshot
from sanxiang.disclosure.types import Hit
from sanxiang.flows.publish_lists import publish_lists
from sanxiang.ledger.sequencer import sequence_once
from sanxiang.powers import services as powers
from sanxiang.powers.types import BasisInput, TierInput
from sanxiang.rules.citations import Place
from sanxiang.rules.terms import TierLevel
from sanxiang.sites.public import pages
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.services import import_laws
from tests.factories.cases import BEGIN, Story, lawful_case
from tests.factories.city import FIELD, FOUNDED, SYSTEM, City, found_city
from tests.factories.powers import item_in_force
from tests.rules.reference import reference_path, reference_rows

LAW = "大气污染防治法"
DUTY, PENALTY = Place(48, paragraph=2), Place(108, item=5)
#: 江门市生态环境局 discretion table, row 3-17: yards of dusty materials, in 元
TIERS = (
    (TierLevel.LENIENT, 20_000, 50_000, "堆场面积不足500平方米"),
    (TierLevel.NORMAL, 50_000, 150_000, "堆场面积500平方米以上"),
    (TierLevel.SEVERE, 150_000, 200_000, "两年内超过3次，或者造成较大以上突发环境事件"),
)
FACTS = "当事人露天堆放砂石约1200平方米，未采取密闭、围挡、遮盖、清扫、洒水等措施，控制、减少粉尘排放。"
FINE = Decimal(120_000)


@pytest.fixture
def timed(capsys: pytest.CaptureFixture[str]) -> Callable[[str, Callable[[], Any]], Any]:
    """Do something, and say how long it took."""

    def run(what: str, act: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        answer = act()
        with capsys.disabled():
            print(f"\n{what}：{time.perf_counter() - begun:.1f}秒", end="", flush=True)
        return answer

    return run


@pytest.mark.django_db
def test_a_case_that_cites_the_real_law_is_published_found_and_verified(
    client: Client, timed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "ASK_EVERY", -1.0)
    paths = sorted(reference_path("data", "laws").glob("*.jsonl"))
    report = timed("导入全部法规", lambda: import_laws(actor=SYSTEM, now=FOUNDED, paths=paths))
    assert report.balanced and report.stored > 1500
    city = with_the_real_item(found_city())

    story = timed("从线索到公示，二十一步", lambda: play(city))
    decision = story.document("D27").data
    assert [law["place"] for law in decision["violated"] + decision["law"]] == [str(DUTY), str(PENALTY)]
    assert "未采取集中收集处理、密闭、围挡、遮盖、清扫、洒水等措施" in decision["law"][0]["text"]

    sequence_once(now=story.now)
    timed("建立检索", search.rebuild_index)
    for query in ("鸿发建材 粉尘", "鴻發建材 粉塵", "云环罚〔2026〕1号"):
        total, hits = search.find(query, search.Scope(kind="result"))
        assert total == 1 and "鸿发建材" in hits[0].title, query
    public_id = hits[0].public_id
    assert FACTS in client.get(f"/results/penalty/{public_id}/").content.decode()
    law = statutes.find_law(LAW)
    assert law
    page = client.get(f"/law/{law.public_id}/").content.decode()
    assert "第一百零八条" in page and "清扫、洒水" in page

    check_in_a_bare_python(bundle_for(public_id), tmp_path)
    found = publication_of(story.case_id)
    assert found and found.state == "published"


def with_the_real_item(city: City) -> City:
    """The city with a power item that rests on the real law, its benchmark, and both on the portal."""
    law = statutes.find_law(LAW)
    assert law
    item = item_in_force(
        now=FOUNDED,
        agency=city.agency,
        code="CF-317",
        name="对建材等企业未采取措施控制、减少粉尘排放行为的处罚",
        kind="penalty",
        enforcement_field=FIELD,
        procedure="penalty_ordinary",
        bases=[BasisInput(law.id, DUTY, "duty"), BasisInput(law.id, PENALTY, "penalty")],
        penalty_kinds=["fine"],
        fine_min=Decimal(20_000),
        fine_max=Decimal(200_000),
        effective_from=date(2019, 1, 1),
    )
    benchmark = powers.set_benchmark(
        actor=SYSTEM,
        now=FOUNDED,
        item=item,
        title="未采取措施控制、减少粉尘排放",
        document_no="云环规〔2025〕3号",
        effective_from=date(2025, 1, 1),
        tiers=[
            TierInput(level, words, Decimal(low), Decimal(high), words) for level, low, high, words in TIERS
        ],
    )
    publish_lists(actor=SYSTEM, now=BEGIN)
    return replace(city, item=item, benchmark=benchmark)


def play(city: City) -> Story:
    """The lawful script with what happened in this case."""
    return lawful_case(
        city,
        upto="publish_decision",
        fine=FINE,
        instead={
            "register_clue": lambda s: s.register_clue(
                title="鸿发建材未采取措施控制粉尘排放案", clue_text="堆场露天，起风时扬尘明显。"
            ),
            "record_step": lambda s: s.record_step(text=FACTS),
            "propose_outcome": lambda s: s.propose_outcome(
                facts=FACTS,
                correction="立即采取围挡、遮盖、洒水等措施",
                discretion_note="非密闭式堆场1000平方米以上，没有从轻、从重情节，适用“一般”阶次。",
            ),
        },
    )


def check_in_a_bare_python(bundle: bytes | None, folder: Path) -> None:
    """`verify.py` from the bundle, in a Python without any package; a changed byte is noticed."""
    assert bundle
    with zipfile.ZipFile(BytesIO(bundle)) as archive:
        archive.extractall(folder)
    run = [sys.executable, "-I", "-S", "verify.py", "."]
    said = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    paper = next(folder.glob("*.pdf"))
    paper.write_bytes(paper.read_bytes() + b" ")
    assert subprocess.run(run, cwd=folder, capture_output=True, check=False).returncode == 1


@pytest.mark.django_db
def test_questions_about_the_law_are_answered_by_the_public_index(
    timed: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Recall of the prepared queries, simplified and traditional, with every law in force published."""
    plain = reference_rows("data", "search", "law_article_queries.csv")
    rows = [{name.lstrip("\ufeff"): value for name, value in row.items()} for row in plain]
    paths = sorted(reference_path("data", "laws").glob("*.jsonl"))
    import_laws(actor=SYSTEM, now=FOUNDED, paths=paths)
    count = timed("公布全部现行法规", lambda: sum(map(publish, in_force(BEGIN.date()))))
    timed("建立检索", search.rebuild_index)
    laws = search.Scope(kind="law")
    ways: dict[str, Callable[[str], Sequence[Hit]]] = {
        "逐字": lambda query: search.find(query, laws, limit=100)[1],
        "相近": lambda query: search.find_similar(query, laws, limit=100),
    }
    with capsys.disabled():
        print(f"\n公布{count}部，{len(rows)}个问题")
        for way, ask in ways.items():
            ranks = [rank(ask(row["query"]), row) for row in rows]
            found = {n: sum(0 < place <= n for place in ranks) for n in (1, 3, 10, 100)}
            print(f"{way}：" + "，".join(f"前{n} {many}" for n, many in found.items()))
            assert ranks == [rank(ask(row["query_traditional"]), row) for row in rows], "繁体与简体相同"
    assert found[10] >= 45


def in_force(day: date) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every law in force on the day, as the portal shows it."""
    for law in statutes.laws(limit=10_000):
        version = statutes.version_in_force(law.id, day)
        if version is None:
            continue
        yield (
            law.public_id,
            {
                "title": law.title,
                "short_title": law.short_title,
                "level": law.level,
                "issuer": law.issuer,
                "version_date": version.version_date.isoformat(),
                "effective_from": version.effective_from.isoformat() if version.effective_from else "",
                "articles": [
                    {
                        "article": a.place.article,
                        "suffix": a.place.suffix,
                        "label": str(a.place),
                        "chapter": a.chapter,
                        "text": a.text,
                    }
                    for a in statutes.law_contents(version.id)
                ],
            },
        )


def publish(law: tuple[str, dict[str, Any]]) -> bool:
    public_id, data = law
    return publish_snapshot(actor=SYSTEM, now=FOUNDED, kind="law", public_id=public_id, data=data)


def rank(hits: Sequence[Hit], row: dict[str, str]) -> int:
    """The place of the expected article among the hits, from 1; 0 if it is not there."""
    law, anchor = row["expected_law"].removeprefix("中华人民共和国"), f"a{row['expected_article_no']}"
    places = (n for n, hit in enumerate(hits, 1) if hit.title.startswith(law) and hit.anchor == anchor)
    return next(places, 0)
