"""`sanxiang manage …`: Django's own commands, as the owner of the data directory's database."""

from __future__ import annotations

import os
from pathlib import Path

from sanxiang.config import env, postgres


def run_raw(arguments: list[str]) -> int:
    """Hand the arguments to Django, with the embedded server running meanwhile if it is used."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxiang.config.settings")
    with postgres.running(Path(env.DATA_DIR.get()), owner=True) as url:
        os.environ["DATABASE_URL"] = url
        execute_from_command_line(["sanxiang manage", *arguments])
    return 0
