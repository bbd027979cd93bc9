"""导入任务: files too large to be done while a person waits."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from sanxiang.imports import services
from sanxiang.kernel import Actor
from sanxiang.registry.selectors import actor_for


@app.task(name=services.TASK)
def run_import(run: str, account: str | None) -> None:
    """Do what was asked of a queued import, as the person who asked."""
    actor = actor_for(UUID(account)) if account else Actor.system("导入")
    services.carry_out(actor=actor, now=timezone.now(), run=UUID(run))
