"""文本放在哪里: at the server's command line a wording runs at once; from the screen it waits for another person.

Whoever imports on the screen is one person, and a law that runs is entered by one and approved by another
(国办发〔2018〕118号（四）). The command line stands for the operator, whose files come with the program or the city.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sanxiang.disclosure.selectors import snapshot
from sanxiang.disclosure.types import SnapshotKind
from sanxiang.imports.types import Held, Scope, Values
from sanxiang.kernel import InvalidInput
from sanxiang.powers.selectors import versions_resting_on
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes import services
from sanxiang.statutes.changing import batches, waiting
from sanxiang.statutes.changing.batches import Worded
from sanxiang.statutes.changing.services import discard_change
from sanxiang.statutes.importing import digest
from sanxiang.statutes.parse import ParsedLaw

#: title and day of publication
Wording = tuple[str, date]


def shelf(scope: Scope) -> Running:
    """Where this import puts what it brings."""
    return Running(scope) if scope.actor.account_id is None else Waiting(scope)


class Running:
    """The register itself."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def held(self) -> dict[Wording, tuple[UUID, bool]]:
        """Every wording that is there → its id, and whether it is an extract."""
        return statutes.wordings_held()

    def add(self, texts: Sequence[Worded]) -> list[UUID]:
        """Keep new wordings; raises InvalidInput."""
        only = [text for text, _ in texts]
        return services.add_wordings(actor=self.scope.actor, now=self.scope.now, texts=only) if texts else []

    def completing(self, key: UUID, values: Values) -> Held | None:
        """The extract that a whole text completes, as it stands; None = the text is kept beside it."""
        return Held(key, values | {"text": statutes.full_text(key), "extract": True})

    def complete(self, key: UUID, words: str, *, extract: bool) -> None:
        """Put the whole text in the place of an extract, or take that back."""
        services.replace_text(
            actor=self.scope.actor, now=self.scope.now, version=key, text=words, extract=extract
        )

    def words(self, key: UUID) -> str:
        """The text of one that is there."""
        return statutes.full_text(key)

    def rewrite(self, key: UUID, text: Worded) -> None:
        """Put a longer text in the place of one that this import kept."""
        self.complete(key, text[1], extract=False)

    def differs(self, key: UUID, parsed: ParsedLaw) -> str:
        """Where a text reads differently from the one that is there, as a sentence; "" = nowhere."""
        return statutes.difference(key, parsed)

    def remove(self, key: UUID) -> None:
        """Take a wording back, unless the public reads it or a power item rests on its law."""
        found = statutes.get_version(key)
        shown = snapshot(SnapshotKind.LAW, found.law.public_id)
        if shown and shown["data"]["version_date"] == found.version_date.isoformat():
            raise InvalidInput(("", f"《{found.law.short_title}》已经公示，不能撤回"))
        if versions_resting_on([found.law.id]):
            raise InvalidInput(("", f"《{found.law.short_title}》已有权力事项作为依据，不能撤回"))
        services.remove_wording(actor=self.scope.actor, now=self.scope.now, version=key)


class Waiting(Running):
    """Drafts, approved together by another person; what is registered is left as it is until then."""

    def held(self) -> dict[Wording, tuple[UUID, bool]]:
        return super().held() | waiting.drafts_held()

    def add(self, texts: Sequence[Worded]) -> list[UUID]:
        scope = self.scope
        if not texts:
            return []
        basis = f"导入的文件“{scope.filename}”"
        return batches.draft_wordings(
            actor=scope.actor, now=scope.now, batch=scope.run, basis=basis, texts=texts
        )

    def completing(self, key: UUID, values: Values) -> Held | None:
        return None

    def words(self, key: UUID) -> str:
        draft = waiting.draft_text(key)
        return draft[0] if draft else super().words(key)

    def rewrite(self, key: UUID, text: Worded) -> None:
        batches.rewrite_draft(change=key, text=text[0], words=text[1])

    def differs(self, key: UUID, parsed: ParsedLaw) -> str:
        draft = waiting.draft_text(key)
        if draft is None:
            return super().differs(key, parsed)
        return "" if draft[1] == digest(parsed.provisions) else "与等待审定的文本不同"

    def remove(self, key: UUID) -> None:
        """Take a draft back; what was approved stays, for it is no longer one person's."""
        status = waiting.draft_status(key)
        if status is None:  # imported when imports ran at once
            super().remove(key)
        elif status == "approved":
            raise InvalidInput(
                ("", "其中有法规已经审定，不能撤销；没有审定的，在“法规”里撤回，误录的，在法规的页面撤除")
            )
        elif status == "draft":
            discard_change(actor=self.scope.actor, now=self.scope.now, change=key)
