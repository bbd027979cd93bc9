"""大文件: what is too large to be done while a person waits is done by the worker, as that person."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from sanxiang.imports import services
from sanxiang.imports.models import ImportRun
from sanxiang.imports.selectors import get_run
from sanxiang.jobs.imports import run_import
from sanxiang.kernel import Actor, Role
from sanxiang.registry import selectors as registry
from tests.factories.city import FOUNDED, City, found_city, person
from tests.imports.conftest import csv_bytes

ROWS = [("所在单位", "科室名称"), ("云屏市生态环境局", "执法九科")]


def take(run: object) -> dict[str, str]:
    """The job of the run, taken off the queue as the worker does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing'"
            " WHERE task_name = %s AND status = 'todo' AND args->>'run' = %s RETURNING args::text",
            [services.TASK, str(run)],
        )
        [(args,)] = cursor.fetchall()
    found: dict[str, str] = json.loads(args)
    return found


@pytest.fixture(autouse=True)
def _nothing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 0)


def test_it_is_queued_and_done_by_the_worker(city: City, admin: Actor) -> None:
    run = services.upload(actor=admin, now=FOUNDED, kind="units", data=csv_bytes(ROWS), filename="机构.csv")
    for dry_run, state in ((True, ImportRun.State.CHECKED), (False, ImportRun.State.DONE)):
        services.start(actor=admin, now=FOUNDED, run=run, dry_run=dry_run)
        assert get_run(admin, run).busy
        run_import(**take(run))
        assert get_run(admin, run).state == state
    assert "执法九科" in {u.name for u in registry.units(city.agency)}


def test_a_run_that_is_not_queued_is_left_alone(city: City, admin: Actor) -> None:
    run = services.upload(actor=admin, now=FOUNDED, kind="units", data=csv_bytes(ROWS), filename="机构.csv")
    run_import(run=str(run), account=str(admin.account_id))
    assert get_run(admin, run).state == ImportRun.State.UPLOADED


def test_a_run_that_breaks_says_so_and_can_be_tried_again(
    city: City, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = services.upload(actor=admin, now=FOUNDED, kind="units", data=csv_bytes(ROWS), filename="机构.csv")
    services.start(actor=admin, now=FOUNDED, run=run, dry_run=True)
    with monkeypatch.context() as broken:
        broken.setattr(services, "import_table", lambda *given, **more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run_import(**take(run))
    assert get_run(admin, run).state == ImportRun.State.FAILED
    services.start(actor=admin, now=FOUNDED, run=run, dry_run=True)
    assert get_run(admin, run).busy


def test_what_a_killed_worker_left_is_done_by_the_next(city: City, admin: Actor) -> None:
    run = services.upload(actor=admin, now=FOUNDED, kind="units", data=csv_bytes(ROWS), filename="机构.csv")
    services.start(actor=admin, now=FOUNDED, run=run, dry_run=True)
    ImportRun.objects.filter(pk=run).update(state=ImportRun.State.RUNNING)
    run_import(**take(run))
    assert get_run(admin, run).state == ImportRun.State.CHECKED


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_being_done_is_not_done_twice() -> None:
    city = found_city()
    admin = person(city, "管清", 20, Role.ADMINISTRATOR)
    run = services.upload(actor=admin, now=FOUNDED, kind="units", data=csv_bytes(ROWS), filename="机构.csv")
    services.start(actor=admin, now=FOUNDED, run=run, dry_run=True)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"{services.TASK}:{run}"])
        run_import(**take(run))
        assert get_run(admin, run).busy
    other.close()
    services.carry_out(actor=admin, now=FOUNDED, run=run)
    assert get_run(admin, run).state == ImportRun.State.CHECKED
