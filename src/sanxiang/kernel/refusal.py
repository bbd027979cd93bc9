"""拒绝: the one exception for a lawful "no". Raised by flows, caught once in each adapter."""

from __future__ import annotations

from collections.abc import Iterable

from sanxiang.rules.verdict import Reason, Verdict


class InvalidInput(ValueError):  # noqa: N818  adapters show each message beside its field
    """What was entered cannot be kept; `problems` are (field, Chinese message), all of them at once."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        self.problems = problems
        super().__init__("；".join(message for _, message in problems))

    @classmethod
    def if_any(cls, problems: Iterable[tuple[str, str]]) -> None:
        """Raise if there is a problem."""
        if found := tuple(problems):
            raise cls(*found)


class NotFound(LookupError):  # noqa: N818  adapters answer 404
    """Nothing of that name within the actor's scope; whether it exists elsewhere is not said."""


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """The act may not be done; `reasons` lists everything that is missing, at once."""

    def __init__(self, *reasons: Reason) -> None:
        self.reasons = reasons
        super().__init__("；".join(str(r) for r in reasons))

    @classmethod
    def unless(cls, verdict: Verdict) -> None:
        """Raise unless the verdict is lawful."""
        if not verdict.ok:
            raise cls(*verdict.reasons)
