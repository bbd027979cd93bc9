"""办理一个行为: what every act does before and after its own few lines.

    with acting(Act.CLOSE_CASE, actor=actor, now=now, case=case, key=key) as act:
        act.require(…)          refuse with everything that is missing
        …                       room services apply the change
        act.finish(…)           next step, clocks, one case event, one ledger entry
    return act.done

Everything happens in one transaction with the case row locked. Where the act leads and which periods it starts
and stops stands in the procedure, the same data that draws the flowchart. A form submitted twice leaves the
block at `require` and answers what the first one answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.cases import events
from sanxiang.cases import services as cases
from sanxiang.cases.policies import may_act
from sanxiang.cases.selectors import event_by_key
from sanxiang.cases.types import EventView, Row
from sanxiang.flows.shared.facts import facts_of
from sanxiang.flows.shared.file import CaseFile, open_file, reread
from sanxiang.flows.shared.procedure import procedure_of
from sanxiang.flows.shared.progress import push_progress
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor, Refused, local_date
from sanxiang.ledger import services as ledger
from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.procedure import may, next_step
from sanxiang.rules.verdict import LAWFUL, Verdict


class _Repeated(Exception):  # noqa: N818  the form was submitted before
    """Leaves the block of an act; never leaves `acting`."""


class Acting:
    """One act in progress: the locked case, its file and facts, and the means to write what was done."""

    def __init__(self, name: str, file: CaseFile, now: datetime, key: str) -> None:
        self.name, self.file, self.now, self.key = name, file, now, key
        self.actor, self.case, self.today = file.actor, file.case, file.today
        self.procedure = procedure_of(file.case)
        self.facts: CaseFacts = facts_of(file)
        self._changes: dict[str, Any] = {}
        self._done: Done | None = None

    @property
    def done(self) -> Done:
        """What the act came to."""
        if self._done is None:
            raise RuntimeError(f"{self.name} did not finish")
        return self._done

    def require(self, verdict: Verdict = LAWFUL, /, **news: Any) -> None:
        """Refuse unless the person and the rules allow it; `news` is what the act brings to the facts."""
        before = event_by_key(case=self.case.id, act=self.name, key=self.key)
        if before is not None:
            self._done = _done(self.case.id, before, repeated=True)
            raise _Repeated
        self.facts = replace(self.facts, **news)
        allowed = may_act(self.actor, self.name, self.case)
        Refused.unless(allowed + verdict + may(self.procedure, self.name, self.facts))

    def write(self, row: Row) -> UUID:
        """Put a piece of the course on file."""
        return cases.write_course(actor=self.actor, now=self.now, case=self.case.id, row=row)

    def change(self, **columns: Any) -> None:
        """Set columns of the case when the act finishes."""
        self._changes.update(columns)

    def reopen(self) -> CaseFile:
        """The file read again, with what this act has written so far."""
        case = cases.lock_case(actor=self.actor, case=self.case.id)
        self.file = reread(self.file, case)
        return self.file

    def finish(
        self,
        *,
        subject: UUID | None = None,
        on: date | None = None,
        without: tuple[str, ...] = (),
        password_hash: str = "",
        **words: str | int,
    ) -> None:
        """Take the case to its next step and write event and ledger entry.

        `on`: the day of the event that starts and stops the periods (today unless said otherwise); `without`:
        periods that do not run in this case; `password_hash`: of the party's new viewing password. `words` are the payload: `cases.events` makes its sentence of them.
        """
        before = self.case.state
        after = next_step(self.procedure, self.name, self.facts)
        cases.change_case(case=self.case.id, now=self.now, expected=before, state=after, **self._changes)
        self._run_clocks(on or self.today, without)
        self._done = self._record(before, after, subject or self.case.id, words)
        if after != before or password_hash:
            file = self.reopen()
            push_progress(actor=self.actor, now=self.now, file=file, password_hash=password_hash)

    def _run_clocks(self, on: date, without: tuple[str, ...]) -> None:
        spec = self.procedure.act(self.name)
        for rule in spec.stops:
            if rule not in without:
                cases.stop_clock(case=self.case.id, rule=rule, on=on)
        for rule in spec.starts:
            if rule not in without:
                cases.start_clock(case=self.case.id, rule=rule, on=on, calendar=self.file.calendar)

    def _record(self, before: str, after: str, subject: UUID, words: dict[str, str | int]) -> Done:
        entry = ledger.append(
            kind=f"case.{self.name}",
            subject=subject,
            case=self.case.id,
            actor=self.actor,
            at=self.now,
            payload={**words, "from": before, "to": after},
        )
        event = cases.add_event(
            actor=self.actor,
            now=self.now,
            case=self.case.id,
            act=self.name,
            key=self.key,
            from_state=before,
            to_state=after,
            summary=events.summary(self.name, actor=self.actor.name, **words),
            payload=words,
            subject=subject,
            ledger_entry=entry.id,
        )
        return _done(self.case.id, event)


@contextmanager
def acting(name: str, *, actor: Actor, now: datetime, case: UUID, key: str = "") -> Iterator[Acting]:
    """Lock the case and open its file for one act; NotFound for another agency's case."""
    with transaction.atomic():
        locked = cases.lock_case(actor=actor, case=case)
        act = Acting(name, open_file(actor=actor, case=locked, today=local_date(now)), now, key)
        try:
            yield act
        except _Repeated:
            return


def first_answer(name: str, case: UUID, key: str) -> Done:
    """What the first submission of a form came to; LookupError if there was none."""
    before = event_by_key(case=case, act=name, key=key)
    if before is None:
        raise LookupError(f"{name}: no earlier submission")
    return _done(case, before, repeated=True)


def _done(case: UUID, event: EventView, *, repeated: bool = False) -> Done:
    return Done(case, event.act, event.id, event.to_state, event.subject, repeated)
