"""程序库: the statutory procedures by id, their skeletons, and the proof for variants of them."""

from __future__ import annotations

from sanxiang.rules import proof
from sanxiang.rules.procedure import Procedure
from sanxiang.rules.procedures import penalty_ordinary, penalty_skeleton
from sanxiang.rules.procedures.acts import Act, Step

PROCEDURES: dict[str, Procedure] = {penalty_ordinary.ID: penalty_ordinary.penalty_ordinary()}
SKELETONS: dict[str, tuple[proof.Must, ...]] = {penalty_ordinary.ID: penalty_skeleton.SKELETON}


def prove_lawful(variant: Procedure) -> proof.Proof:
    """Is the variant lawful? KeyError if its id names no statutory procedure."""
    return proof.prove_lawful(variant, PROCEDURES[variant.id], SKELETONS[variant.id])


__all__ = ["PROCEDURES", "SKELETONS", "Act", "Step", "prove_lawful"]
