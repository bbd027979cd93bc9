"""演示城市的登记部分: complete, lawful, and nobody real."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from PIL import Image
from pytest_django import DjangoDbBlocker

from sanxiang.cli.demo_city import ACCOUNTS, City, bodies_part, exams_part, registry_part
from sanxiang.cli.demo_city.identifiers import REGION
from sanxiang.cli.demo_city.portraits import portrait
from sanxiang.exams import selectors as exams
from sanxiang.kernel import Role, local_date
from sanxiang.kernel.storage import BlobStore
from sanxiang.ledger.models import LogEntry
from sanxiang.powers import selectors as powers
from sanxiang.powers.models import PowerItem
from sanxiang.registry import policies
from sanxiang.registry import selectors as registry
from sanxiang.registry.delegations import agency_facts, delegations
from sanxiang.registry.models import Account
from sanxiang.rules.agencies import check_within
from sanxiang.rules.credentials import warning_on
from sanxiang.rules.examinations import LETTERS, question_problems

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
TODAY = local_date(NOW)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker, data_dir: Path) -> Iterator[City]:
    """Built once for all tests of this module; each of them runs in a savepoint of its own."""
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=data_dir),
        transaction.atomic(),
    ):
        yield registry_part.build(lambda _: None, NOW)
        transaction.set_rollback(True)


def test_the_city_is_whole_and_in_the_ledger(city: City) -> None:
    levels = Counter(a.level for a in registry.agencies())
    assert levels == {"city": 7, "county": 4, "town": 1}
    assert (len(city.officers), len(city.accounts), len(city.parties), len(city.items)) == (60, 63, 40, 100)
    kinds = Counter(i.kind for i in powers.power_items())
    assert set(kinds) == set(PowerItem.Kind.values)
    assert kinds["penalty"] >= 20
    with_benchmark = {i.name for i in powers.power_items(kind="penalty") if powers.benchmarks(i.id, TODAY)}
    assert len(with_benchmark) >= 10
    assert LogEntry.objects.count() > 300
    assert not LogEntry.objects.filter(at__gt=NOW).exists()


def test_every_item_rests_on_text_in_force_today(city: City) -> None:
    for item in powers.power_items():
        assert powers.power_item_facts(item, on=TODAY, today=TODAY, published=True).basis_in_force, item.name
    codes = [r.code for r in powers.review_rules(city.agencies["云环"], TODAY)]
    assert "T6" in codes


def test_people_and_their_credentials(city: City) -> None:
    held = [o for o in registry.officers() if o.credentials]
    states = Counter(
        c.status if c.status != "valid" else "valid" if c.valid_on(TODAY) else "expired"
        for o in held
        for c in o.credentials
    )
    assert (states["suspended"], states["expired"]) == (1, 1)
    soon = sum(
        len(registry.expiring_credentials(a, until=TODAY.replace(month=12))) for a in city.agencies.values()
    )
    assert soon >= 2
    reviewers = [u for (_, role), names in city.staff.items() if role == "legal_reviewer" for u in names]
    assert len(reviewers) >= 2
    assert all(registry.get_officer(city.officers[u]).legally_qualified for u in reviewers)
    for code in ("云环", "云市监", "云交"):
        for role in (Role.AGENCY_HEAD, Role.UNIT_HEAD, Role.LEGAL_REVIEWER, Role.DISCLOSER):
            assert city.staff[code, role.value]
        assert len(city.staff[code, Role.OFFICER.value]) >= 3


def test_the_accounts_on_the_printed_table_open(city: City) -> None:
    for shown in ACCOUNTS:
        assert Account.objects.get(username=shown.login).check_password(shown.password)
    assert len(shown.password) >= 10
    supervisor = city.actor("panyun")
    assert policies.scope(supervisor) == set(city.agencies.values())
    assert policies.scope(city.actor("liwenqing")) == {city.agencies["云环"]}


def test_nobody_is_real(city: City) -> None:
    for agency in city.agencies.values():
        for party in registry.find_parties(agency, limit=100):
            assert REGION in party.identifier
    assert all(REGION in a.uscc for a in registry.agencies())


def test_portraits_are_drawn_and_stored(city: City, data_dir: Path) -> None:
    officers = registry.officers()
    assert len({o.photo_sha256 for o in officers}) > 50
    data = BlobStore(data_dir / "blobs").read(officers[0].photo_sha256)
    assert Image.open(io.BytesIO(data)).size == (240, 320)
    assert portrait("李文清", "男") == portrait("李文清", "男")


def test_officers_are_examined_and_not_all_of_them_pass(city: City) -> None:
    exams_part.build_exams(city, NOW)
    held = {e.standing_at(NOW): e for e in exams.examinations([city.agencies["云司"]])}
    assert set(held) == {"over", "open"} and len(exams.questions(status="draft")) == 1
    sat = [r for r in exams.results(held["over"].id) if r.score is not None]
    assert Counter(r.passed for r in sat) == {True: 20, False: 4} and len({r.score for r in sat}) > 1
    assert not any(r.score for r in exams.results(held["open"].id))


def test_the_questions_of_the_demo_are_sound() -> None:
    for stem, asked in exams_part.known().items():
        letters = [LETTERS[asked.options.index(option)] for option in asked.right]
        assert not list(question_problems(asked.kind, asked.options, letters)), stem


def test_one_agency_was_renamed_and_one_organisation_enforces_by_an_agreement(city: City) -> None:
    bodies_part.build_bodies(city)
    renamed = registry.get_agency(city.agencies["云文旅"])
    assert [n.name for n in registry.former_names(renamed.id)] == ["云屏市文化和旅游局"]
    (agreement,) = delegations()
    assert agreement.filed_on and agreement.filing_no and agreement.text
    agent = registry.get_agency(agreement.agent_id)
    assert (agent.kind, agent.status) == ("entrusted", "in_force")
    facts = agency_facts(agent)
    code = agreement.matters[0]
    assert check_within(facts, code, "investigate", TODAY).ok
    assert not check_within(facts, code, "decide", TODAY).ok


def test_most_cards_passed_their_yearly_check_and_a_few_are_late(city: City) -> None:
    warnings = [warning_on(c.facts, TODAY) for o in registry.officers() for c in o.credentials]
    late = [text for text in warnings if text.startswith("年审")]
    assert 0 < len(late) < 6
    assert any("暂扣" in text for text in warnings) and any("到期" in text for text in warnings)
