"""公示页: left the file, right exactly what the public will see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sanxiang.disclosure.redaction import build_snapshot, check_choices, choices_for
from sanxiang.disclosure.selectors import prepared_file
from sanxiang.disclosure.types import Choice
from sanxiang.flows.reading.page import case_page
from sanxiang.flows.reading.types import PublicationPage
from sanxiang.flows.shared.publishing import decision_source, public_copy
from sanxiang.kernel import Actor, NotFound, Refused


def publication_page(
    *,
    actor: Actor,
    case: UUID,
    now: datetime,
    choices: Mapping[str, Choice] | None = None,
    conceal: tuple[str, ...] | None = None,
) -> PublicationPage:
    """The two panes under `choices` and `conceal` (by default those prepared, else those of the rules).

    `page.source.concealed` are the passages hidden by hand. NotFound before the decision or outside the actor's scope.
    """
    page = case_page(actor=actor, case=case, now=now)
    publication = page.file.publication
    if publication is None:
        raise NotFound("本案还没有作出决定，没有公示事项")
    hidden = tuple(publication.internal.get("concealed", ())) if conceal is None else conceal
    source = decision_source(page.file, hidden)
    chosen = choices_for(source, publication.choices if choices is None else choices)
    verdict = check_choices(source, chosen)
    return PublicationPage(
        page=page,
        publication=publication,
        source=source,
        choices=chosen,
        public=build_snapshot(source, chosen) if verdict.ok else {},
        verdict=verdict,
        due=next((c for c in page.clocks if c.rule == "PEN.PUBLISH"), None),
    )


def public_pdf(
    *,
    actor: Actor,
    case: UUID,
    now: datetime,
    choices: Mapping[str, Choice] | None = None,
    conceal: tuple[str, ...] | None = None,
) -> bytes:
    """公示文本: what was prepared, byte for byte; under other `choices` or `conceal`, what they would make of it.

    Raises NotFound before the decision or outside the actor's scope, Refused for unlawful choices, FontMissing.
    """
    found = publication_page(actor=actor, case=case, now=now, choices=choices, conceal=conceal)
    prepared = prepared_file(case) if choices is None and conceal is None else None
    if prepared:
        return prepared
    Refused.unless(found.verdict)
    return public_copy(found.page.file, found.source, found.choices)
