"""Is there anything better? Branch and bound in which every bound is exact; another solver only where that tires.

A node is closed by a bound in whole numbers (`bound`), never by what a solver says of itself, so that "nothing better"
is a proof. Where the nodes run out, HiGHS is asked on what the reduced costs left open, and the answer says so.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tidings.exchange.checking.bounding import bound, tightened
from tidings.exchange.checking.programme import Programme, Whole
from tidings.exchange.checking.relaxing import Floats, conflict, relaxed

_NODES = 60
_SOLVER_NODES = 1_000_000
_NEAR = 1e-6
_INFEASIBLE = 2
_FEW = 100
"""HiGHS's presolve is not trusted with fewer columns; it was seen to fail on tiny programmes."""


class Proof(StrEnum):
    """How it is known that nothing reaches the target."""

    CERTIFICATE = "certificate"
    ENUMERATION = "enumeration"
    BOUND = "bound"
    BRANCHING = "branching"
    SOLVER = "solver"
    NONE = "none"


@dataclass(frozen=True)
class Answer:
    """What was found about a target.

    Attributes:
        proof: how it is known that no point reaches the target; NONE where one does, or where it stayed open.
        point: a point that reaches the target, or None.
    """

    proof: Proof
    point: Whole | None = None


def reaches(programme: Programme, objective: Whole, target: int, nodes: int = _NODES) -> Answer:
    """Prove that no whole point has `objective` ≥ `target`, or find one that has.

    Args:
        programme: what must hold.
        objective: a whole weight for each column.
        target: the value asked for.
        nodes: how many relaxations to solve before the other solver is asked.
    """
    free = programme.low < programme.high
    settled = int(objective @ np.where(free, 0, programme.low))
    answer = _branched(programme.open_part(), objective[free], target - settled, nodes if free.any() else 1)
    if answer.point is None:
        return answer
    point = programme.low.copy()
    point[free] = answer.point
    return Answer(answer.proof, point)


def _branched(programme: Programme, objective: Whole, target: int, nodes: int) -> Answer:
    open_nodes = [programme]
    root = programme
    for solved in range(nodes):
        node = _explored(open_nodes.pop(), objective, target)
        if node.point is not None:
            return Answer(Proof.NONE, node.point)
        root = node.left if solved == 0 else root
        open_nodes.extend(node.children)
        if not open_nodes:
            return Answer(Proof.BOUND if solved == 0 else Proof.BRANCHING)
    return _asked(root, objective, target)


@dataclass(frozen=True)
class _Node:
    """A node explored: what is left of it, its two parts where it stays open, a point where it has one."""

    left: Programme
    children: tuple[Programme, ...] = ()
    point: Whole | None = None


def _explored(programme: Programme, objective: Whole, target: int) -> _Node:
    """Close a node, find a point in it, or part it in two."""
    while True:
        if bool(np.all(programme.low == programme.high)):
            point = programme.low
            good = programme.holds(point) and int(objective @ point) >= target
            return _Node(programme, point=point if good else None)
        suggestion = relaxed(programme, objective)
        if suggestion is None:
            return (
                _Node(programme)
                if impossible(programme)
                else _parted(programme, programme.low.astype(np.float64) + 0.5)
            )
        found = bound(programme, objective, suggestion.prices)
        if found.most < target:
            return _Node(programme)
        point = np.rint(suggestion.point).astype(np.int64)
        if programme.holds(point) and int(objective @ point) >= target:
            return _Node(programme, point=point)
        closer = tightened(programme, found, target)
        if np.array_equal(closer.low, programme.low) and np.array_equal(closer.high, programme.high):
            return _parted(programme, suggestion.point)
        programme = closer


def impossible(programme: Programme) -> bool:
    """Say whether a bound in whole numbers proves that nothing keeps all rows; False proves nothing."""
    prices = conflict(programme)
    nothing = np.zeros(programme.low.shape, dtype=np.int64)
    return prices is not None and bound(programme, nothing, prices).total < 0


def _parted(programme: Programme, point: Floats) -> _Node:
    free = programme.low < programme.high
    apart = np.where(free, np.abs(point - np.rint(point)), -1.0)
    if float(apart.max()) <= _NEAR:
        apart = np.where(free, (programme.high - programme.low).astype(np.float64), -1.0)
    column = int(apart.argmax())
    below = int(np.clip(np.floor(point[column]), programme.low[column], programme.high[column] - 1))
    low, high = programme.low.copy(), programme.high.copy()
    high[column], low[column] = below, below + 1
    return _Node(programme, (programme.within(programme.low, high), programme.within(low, programme.high)))


def _asked(programme: Programme, objective: Whole, target: int) -> Answer:
    """Ask HiGHS for a point that reaches the target."""
    rows = programme.with_row(objective, target, None)
    found = milp(
        -objective.astype(np.float64),
        constraints=LinearConstraint(
            rows.matrix.astype(np.float64), _floats(rows.row_low, -np.inf), _floats(rows.row_high, np.inf)
        ),
        integrality=np.ones(objective.shape),
        bounds=Bounds(programme.low.astype(np.float64), programme.high.astype(np.float64)),
        options={"mip_rel_gap": 0.0, "node_limit": _SOLVER_NODES, "presolve": objective.size > _FEW},
    )
    if found.status == _INFEASIBLE:
        return Answer(Proof.SOLVER)
    point = None if found.x is None else np.rint(found.x).astype(np.int64)
    if point is not None and rows.holds(point):
        return Answer(Proof.NONE, point)
    return Answer(Proof.NONE)


def _floats(limits: tuple[int | None, ...], missing: float) -> Floats:
    return np.array([missing if limit is None else limit for limit in limits], dtype=np.float64)
