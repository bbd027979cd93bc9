"""公示页: left the file, right exactly what the public will see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sanxiang.disclosure.redaction import build_form, check_choices, choices_for
from sanxiang.disclosure.types import Choice
from sanxiang.flows.reading.page import case_page
from sanxiang.flows.reading.types import PublicationPage
from sanxiang.flows.shared.publishing import decision_source
from sanxiang.kernel import Actor, NotFound


def publication_page(
    *, actor: Actor, case: UUID, now: datetime, choices: Mapping[str, Choice] | None = None
) -> PublicationPage:
    """The two panes under `choices` (by default those prepared, else those of the rules).

    NotFound before the decision or outside the actor's scope.
    """
    page = case_page(actor=actor, case=case, now=now)
    publication = page.file.publication
    if publication is None:
        raise NotFound("本案还没有作出决定，没有公示事项")
    source = decision_source(page.file)
    chosen = choices_for(source, publication.choices if choices is None else choices)
    verdict = check_choices(source, chosen)
    return PublicationPage(
        page=page,
        publication=publication,
        source=source,
        choices=chosen,
        public=build_form(source, chosen).snapshot if verdict.ok else {},
        verdict=verdict,
        due=next((c for c in page.clocks if c.rule == "PEN.PUBLISH"), None),
    )
