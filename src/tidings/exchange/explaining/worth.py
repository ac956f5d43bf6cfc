"""A plan compared with another: what is gained and lost, criterion by criterion."""

from collections.abc import Callable
from dataclasses import replace

from tidings.exchange.checking.pool import KEY
from tidings.exchange.rounds import LOT, PARITY, Plan, Quota, Round, Where
from tidings.exchange.sentences import Sentence

Solve = Callable[[Round], Plan]
Vector = tuple[tuple[str, int], ...]


def difference(plan: Plan, other: Plan) -> Vector:
    """Return what `other` has more than `plan` in each criterion; for even shares, by how much it is more even."""
    return tuple(
        (ours.criterion, ours.value - theirs.value if ours.criterion.startswith(PARITY) else theirs.value - ours.value)
        for ours, theirs in zip(plan.stages, other.stages, strict=True)
    )


def deciding(vector: Vector) -> tuple[str, int] | None:
    """Return the first criterion in which a vector is not 0, and by how much; None where all are."""
    return next(((criterion, figure) for criterion, figure in vector if figure), None)


def vector_sentences(vector: Vector) -> tuple[Sentence, ...]:
    """Return the gains and losses that are not 0 in words; ranks of lots and keys mean nothing, and are left out."""
    return tuple(
        Sentence("gain" if figure > 0 else "loss", {"criterion": criterion, "count": abs(figure)})
        for criterion, figure in vector
        if figure and criterion not in (LOT, KEY)
    )


def with_person(round_: Round, key: str) -> Round:
    """Return the round in which this person is named."""
    return replace(round_, terms=replace(round_.terms, must_include=(*round_.terms.must_include, key)))


def without_person(round_: Round, key: str) -> Round:
    """Return the round in which this person stays."""
    side = round_.by_key()[key].side
    stays = Quota(Where(side, {"key": (key,)}), None, 0)
    return replace(round_, terms=replace(round_.terms, quotas=(*round_.terms.quotas, stays)))
