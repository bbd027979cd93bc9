"""录入一个机关: what the actor may not enter and what is wrong with the values, said at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput
from sanxiang.registry.policies import entry_problems
from sanxiang.registry.types import AgencyView


@contextmanager
def entering(actor: Actor, before: AgencyView | None, values: Mapping[str, Any]) -> Iterator[None]:
    """Around the service that enters (`before` None) or changes an agency with these values.

    Raises InvalidInput with `policies.entry_problems` and all that the service found; then nothing is kept.
    """
    problems = list(entry_problems(actor, before, values))
    with transaction.atomic():
        try:
            yield
        except InvalidInput as invalid:
            problems += invalid.problems
        InvalidInput.if_any(problems)
