"""`sanxiang log …` and `sanxiang verify …`, as typed."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from sanxiang.cli import log as log_command
from sanxiang.cli import verify as verify_command
from sanxiang.config.problem import Problem
from sanxiang.disclosure.services import card_issuer
from sanxiang.ledger import sequencer, services
from sanxiang.ledger.log import Log
from tests.ledger import world
from tests.ledger.conftest import NOW, SUBJECT


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers(required=True)
    log_command.register(subparsers)
    verify_command.register(subparsers)
    args = parser.parse_args(arguments)
    return int(args.run(args) or 0)


@pytest.fixture
def entry(actor) -> int:
    appended = services.append(
        kind="test.done", subject=SUBJECT, actor=actor, at=NOW, payload={"what": "现场检查"}
    )
    return appended.id


@pytest.mark.django_db
@pytest.mark.superuser
def test_audit_says_all_is_well_or_what_is_not(entry, capsys):
    sequencer.sequence_once(now=timezone.now())
    assert run("log", "audit") == 0
    assert "全部一致" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE log_entry SET at = at + interval '1 hour'")
    assert run("log", "audit") == 1
    out = capsys.readouterr().out
    assert "记录0：时间列与内容不符" in out
    assert "发现1处问题" in out


@pytest.mark.django_db
def test_a_proof_is_written_and_verified(entry, tmp_path, capsys):
    target = tmp_path / "x.tlog-proof"
    assert run("log", "prove", str(entry), "-o", str(target)) == 2
    sequencer.sequence_once(now=timezone.now())
    assert run("log", "prove", str(entry), "-o", str(target)) == 0
    assert run("log", "verify", str(target)) == 0
    assert "通过" in capsys.readouterr().out
    target.with_suffix(".leaf").write_bytes(b"x")
    assert run("log", "verify", str(target)) == 1
    policy = tmp_path / "policy.txt"
    policy.write_text(world.policy())
    assert run("log", "prove", str(entry), "-o", str(target)) == 0
    assert run("log", "verify", str(target), "--policy", str(policy)) == 2
    with pytest.raises(Problem):
        run("log", "prove", "987654321")


@pytest.mark.django_db
def test_the_key_is_shown_and_created_once(capsys):
    assert run("log", "key", "--create") == 0
    assert capsys.readouterr().out.strip() == str(Log.from_settings().signer().verifier)
    with pytest.raises(Problem):
        run("log", "key", "--create")


@pytest.mark.django_db
def test_cards_have_a_key_of_their_own(capsys):
    assert run("log", "key", "--create", "--cards") == 0
    assert capsys.readouterr().out.strip() == str(card_issuer().signer().verifier)
    assert card_issuer().signer().seed != Log.from_settings().signer().seed
    with pytest.raises(Problem):
        run("log", "key", "--create", "--cards")


def test_verify_answers_with_its_exit_code(tmp_path, capsys):
    bundle, policy = tmp_path / "b.zip", tmp_path / "p.txt"
    bundle.write_bytes(world.decision_bundle())
    assert run("verify", str(bundle)) == 0
    assert "包内的 policy.txt" in capsys.readouterr().out
    policy.write_text(world.policy(quorum="press"), encoding="utf-8")
    assert run("verify", str(bundle), "--policy", str(policy)) == 2
    bundle.write_bytes(world.decision_bundle().replace(b"%PDF", b"%PDX", 1))
    assert run("verify", str(bundle), "--json") == 1
    assert "决定书.pdf" in capsys.readouterr().out
    assert run("verify", str(tmp_path / "none.zip")) == 2


def test_verify_needs_no_django(tmp_path):
    bundle = tmp_path / "b.zip"
    bundle.write_bytes(world.decision_bundle())
    code = (
        "import sys; from sanxiang.ledger.verify_bundle import verify_bundle;"
        "print(verify_bundle(open(sys.argv[1], 'rb').read()).code, 'django' in sys.modules)"
    )
    source = Path(services.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(bundle)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(source)},
    )
    assert done.stdout.split() == ["0", "False"], done.stderr
