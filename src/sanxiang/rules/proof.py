"""合法性证明: does a variant of a procedure keep the statutory skeleton?

An agency may add steps, acts, documents, approvals and shorter limits (定制流程). `prove_lawful` walks
every path of the variant's graph; a variant that fails is refused with the path that breaks the rule.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sanxiang.rules.citations import cite
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.procedure import WHEN, Procedure, Transition
from sanxiang.rules.verdict import Basis, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Must:
    """No path reaches `step` unless it has passed `act` (in its branch `when`).

    `guard`: an act that carries this guard cannot be done before, so it closes its own edges.
    `for_cases`: the cases the rule speaks of, in words.
    """

    code: str
    step: str
    act: str
    text: str
    basis: tuple[Basis, ...]
    when: str = ""
    guard: str = ""
    for_cases: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule and, where it is a path, the names of the steps and acts along it."""

    reason: Reason
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.reason}：{'→'.join(self.path)}" if self.path else str(self.reason)


@dataclass(frozen=True, slots=True)
class Proof:
    """Lawful if there is no fault."""

    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.faults

    @property
    def verdict(self) -> Verdict:
        """The faults as reasons, each sentence with its path."""
        return Verdict(
            tuple(
                Reason(
                    f.reason.code, "：".join(filter(None, (f.reason.text, "→".join(f.path)))), f.reason.basis
                )
                for f in self.faults
            )
        )


#: periods that protect the party: a variant may lengthen, never shorten them
PARTY_PERIODS = frozenset({"PEN.STATEMENT", "PEN.HEAR.REQ", "PEN.PAY", "ARL.APPLY", "ALA.SUE"})


def prove_lawful(variant: Procedure, statute: Procedure, skeleton: Iterable[Must]) -> Proof:
    """Compare `variant` with the statutory procedure and its skeleton; every fault at once."""
    return Proof(
        (
            *(fault for must in skeleton for fault in _path_faults(variant, must)),
            *_dead_ends(variant),
            *_removals(variant, statute),
            *_limit_faults(variant, statute),
        )
    )


def _path_faults(variant: Procedure, must: Must) -> Iterator[Fault]:
    """Search for a path to `must.step` that avoids `must.act`; one is enough to refuse."""
    path = _path_around(variant, must)
    if path is not None:
        yield Fault(Reason(f"proof.{must.code}", must.text, must.basis), _words(variant, path))
    elif not _reachable_with(variant, must):
        name = _name(variant, must.step)
        text = f"{must.for_cases or '案件'}无法到达“{name}”环节"
        yield Fault(Reason(f"proof.{must.code}.unreachable", text, must.basis))


def _path_around(variant: Procedure, must: Must) -> tuple[Transition, ...] | None:
    """A path to the step that never takes the required edge nor an edge its guard closes."""
    closed = _closed_acts(variant, must)

    def usable(t: Transition) -> bool:
        return not _is_required(t, must) and t.act not in closed

    return _search(variant, variant.start, must.step, usable)


def _reachable_with(variant: Procedure, must: Must) -> bool:
    """Can the step be reached at all through the required edge?"""
    closed = _closed_acts(variant, must)

    def usable(t: Transition) -> bool:
        return t.act not in closed

    return any(
        _search(variant, variant.start, edge.source, usable) is not None
        and _search(variant, edge.target, must.step, _any) is not None
        for edge in variant.transitions
        if _is_required(edge, must)
    )


def _closed_acts(variant: Procedure, must: Must) -> frozenset[str]:
    """Acts that their guard keeps shut until the required act has been done."""
    return frozenset(a.id for a in variant.acts if must.guard and must.guard in (*a.guards, *a.policy_guards))


def _any(_: Transition) -> bool:
    return True


def _is_required(t: Transition, must: Must) -> bool:
    return t.act == must.act and (not must.when or t.when == must.when)


def _search(
    variant: Procedure, start: str, goal: str, usable: Callable[[Transition], bool]
) -> tuple[Transition, ...] | None:
    """The shortest usable path from `start` to `goal`; None if there is none."""
    paths: dict[str, tuple[Transition, ...]] = {start: ()}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if here == goal:
            return paths[here]
        for t in variant.leaving(here):
            if t.target not in paths and usable(t):
                paths[t.target] = (*paths[here], t)
                queue.append(t.target)
    return None


def _dead_ends(variant: Procedure) -> Iterator[Fault]:
    """Every step can be reached, and from every step an end can be reached."""
    for step in variant.steps:
        if _search(variant, variant.start, step.id, _any) is None:
            text = f"没有路径到达“{step.name}”环节"
            yield Fault(Reason("proof.unreachable", text, cite("APL54")))
        if all(_search(variant, step.id, end, _any) is None for end in variant.ends):
            text = f"“{step.name}”环节没有出路，案件不能办结"
            yield Fault(Reason("proof.dead_end", text, cite("APL60")), (step.name,))


def _removals(variant: Procedure, statute: Procedure) -> Iterator[Fault]:
    """No statutory act, guard, document or approval is taken away."""
    mine = {a.id: a for a in variant.acts}
    for act in statute.acts:
        kept = mine.get(act.id)
        if kept is None:
            yield Fault(Reason("proof.act_removed", f"删去了法定行为“{act.title}”", act.citations))
            continue
        for kind, before, after in (
            ("条件", act.guards, kept.guards),
            ("文书", act.documents, kept.documents),
            ("批准", act.approvers, kept.approvers),
        ):
            for lost in (x for x in before if x not in after):
                text = f"“{act.title}”删去了法定{kind}：{lost}"
                yield Fault(Reason("proof.removed", text, act.citations), (act.title,))


def _limit_faults(variant: Procedure, statute: Procedure) -> Iterator[Fault]:
    """An agency's own limit is not longer than the law's; a party's own time is not shorter."""
    legal = {**{k: r.n for k, r in DEADLINES.items()}, **dict(statute.limits)}
    for rule_id, n in variant.limits:
        rule = DEADLINES[rule_id]
        if rule_id in PARTY_PERIODS and n < legal[rule_id]:
            text = f"{rule.title}期限{n}短于规定的{legal[rule_id]}，减损当事人权利"
            yield Fault(Reason("proof.party_limit", text, rule.basis))
        elif rule_id not in PARTY_PERIODS and n > legal[rule_id]:
            text = f"{rule.title}期限{n}长于规定的{legal[rule_id]}"
            yield Fault(Reason("proof.limit", text, rule.basis))


def _words(variant: Procedure, path: tuple[Transition, ...]) -> tuple[str, ...]:
    """开始 → 登记线索 → 线索登记 → …: steps and acts in turn."""
    words = [_name(variant, variant.start)]
    for t in path:
        branch = f"（{WHEN[t.when][0]}）" if t.when in WHEN else ""
        words += [variant.act(t.act).title + branch, _name(variant, t.target)]
    return tuple(words)


def _name(variant: Procedure, step: str) -> str:
    return next((s.name for s in variant.steps if s.id == step), step)
