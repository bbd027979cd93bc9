"""程序库: the statutory procedures by id, their skeletons, and the proof for variants of them."""

from __future__ import annotations

from sanxiang.rules import proof
from sanxiang.rules.procedure import Procedure
from sanxiang.rules.procedures.acts import Act, Step
from sanxiang.rules.procedures.penalty_ordinary import ID, ReviewStage, penalty_ordinary
from sanxiang.rules.procedures.penalty_skeleton import SKELETON

PROCEDURES: dict[str, Procedure] = {ID: penalty_ordinary()}
SKELETONS: dict[str, tuple[proof.Must, ...]] = {ID: SKELETON}


def prove_lawful(variant: Procedure) -> proof.Proof:
    """Is the variant lawful? KeyError if its id names no statutory procedure."""
    return proof.prove_lawful(variant, PROCEDURES[variant.id], SKELETONS[variant.id])


__all__ = [
    "PROCEDURES",
    "SKELETONS",
    "Act",
    "ReviewStage",
    "Step",
    "penalty_ordinary",
    "prove_lawful",
]
