"""Every process knows every room's sentences, whatever it happened to import."""

from __future__ import annotations

import subprocess
import sys

_ASK = """
import django
django.setup()
from sanxiang.ledger import events
for kind in ("powers.item_drafted", "registry.agency_created", "case.close_case", "disclosure.withdrawn"):
    assert events.sentence(kind, actor="管清", payload={}) != kind, kind
"""


def test_a_fresh_process_knows_the_sentences_of_all_rooms() -> None:
    done = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
