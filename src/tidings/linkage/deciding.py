"""Which edges join: the rules by which pairs become persons, over plain arrays.

The same text runs interpreted for a few reports and compiled for millions (`engines/batch`): that is why it is written
over arrays and indices, and why `rules` is handed what compiles its functions.

Edges are tried heaviest first. One joins two clusters unless

- the two cannot be one person: some pair across them is *barred* (a verdict, two bodies, two rows of a clean list), or
  more than one in `TOLERATED` pairs across them speak plainly against;
- they would have two certain births: of the pairs across them that both state one, more than one in `TOLERATED` are of
  people born apart (a wrong year in one report of ten is a slip, in one of two it is another person);
- an end of it may as well be somebody else's: it has another edge nearly as heavy to a cluster that cannot be one with
  this one.

What was not clear is tried again when the others have found their place.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Bits = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]

AGAINST, BORN_APART, BARRED = 1, 2, 3
"""Kinds of pairs that do not fit: much speaks against being one person, both births are stated and differ, or a
constraint that knows no slips forbids it."""

TOLERATED: Final = 4
"""One pair in so many may speak against."""

ROUNDS: Final = 4
"""So often, at most, all edges are tried."""

JOINED_FROM: Final = 0.55
"""Two reports less probable than this never join two clusters: a false merge costs more than a missed one."""

MARGIN: Final = 4.0
"""Bits by which a rival is so much less likely that it is none."""

MOST_BITS: Final = 50.0
"""Odds beyond this are one: it is where floating point ends."""

OPEN, HELD, REFUSED = 0, 1, 2
"""What became of an edge: too weak or its ends already one, it joined, it was refused."""


class Lists(NamedTuple):
    """The neighbours of every row: those of row i, with a value each, stand at `starts[i]` to `starts[i + 1]`."""

    starts: Numbers
    rows: Numbers
    values: Bits


class Homes(NamedTuple):
    """The clusters, each named by one of its rows: the home of every row, its rows as a chain, and how many.

    `born` counts those of its rows that state a birth.
    """

    home: Numbers
    following: Numbers
    size: Numbers
    born: Numbers


def alone(born: Numbers) -> Homes:
    """Return the clusters before anything is joined: each row its own; `born` is 1 where it states a birth."""
    size = len(born)
    return Homes(np.arange(size), np.full(size, -1, np.int64), np.ones(size, np.int64), born.copy())


def join(one: int, other: int, homes: Homes) -> None:
    """Make two clusters one, under the name of the larger."""
    into, gone = (one, other) if homes.size[one] >= homes.size[other] else (other, one)
    member = gone
    while True:
        homes.home[member] = into
        if homes.following[member] < 0:
            break
        member = homes.following[member]
    homes.following[member] = homes.following[into]
    homes.following[into] = gone
    homes.size[into] += homes.size[gone]
    homes.born[into] += homes.born[gone]


def apart(one: int, other: int, homes: Homes, clashes: Lists) -> bool:
    """Say whether two clusters cannot be one person."""
    into, member = (one, other) if homes.size[one] >= homes.size[other] else (other, one)
    against = born_apart = 0
    while member >= 0:
        for place in range(clashes.starts[member], clashes.starts[member + 1]):
            if homes.home[clashes.rows[place]] == into:
                if clashes.values[place] >= BARRED:
                    return True
                born_apart += clashes.values[place] == BORN_APART
                against += clashes.values[place] == AGAINST
        member = homes.following[member]
    too_many: bool = against * TOLERATED > homes.size[one] * homes.size[other]
    two_births: bool = born_apart * TOLERATED > homes.born[one] * homes.born[other]
    return too_many or two_births


Kernel = Callable[[Callable[..., Any]], Callable[..., Any]]
"""What compiles a function over arrays, or leaves it as it is."""


class Rules(NamedTuple):
    """The rules, compiled or not.

    Attributes:
        gather: join all edges, whatever speaks against it.
        decide: say of every edge, heaviest first, what becomes of it; the homes are changed.
    """

    gather: Callable[[Numbers, Numbers, Homes], None]
    decide: Callable[[Numbers, Numbers, Bits, Lists, Lists, Homes], Codes]


def gather(left: Numbers, right: Numbers, homes: Homes) -> None:
    """Join all edges, whatever speaks against it."""
    for edge in range(len(left)):
        one, other = homes.home[left[edge]], homes.home[right[edge]]
        if one != other:
            join(one, other, homes)


def rival(one: int, other: int, bits: float, near: Lists, clashes: Lists, homes: Homes) -> float:
    """Return the odds that `one` is of another cluster, which cannot be the person of `other`."""
    found = 0.0
    for place in range(near.starts[one], near.starts[one + 1]):
        third = homes.home[near.rows[place]]
        if third in (homes.home[one], homes.home[other]) or near.values[place] <= bits - MARGIN:
            continue
        odds = 2.0 ** min(near.values[place], MOST_BITS)
        if odds > found and apart(third, homes.home[other], homes, clashes):
            found = odds
    return found


def fits(one: int, other: int, bits: float, near: Lists, clashes: Lists, homes: Homes) -> bool:
    """Say whether an edge is clear and its two clusters can be one person."""
    odds = 2.0 ** min(bits, MOST_BITS)
    worst = max(rival(one, other, bits, near, clashes, homes), rival(other, one, bits, near, clashes, homes))
    clear: bool = odds / (1.0 + odds + worst) >= JOINED_FROM
    forbidden: bool = apart(homes.home[one], homes.home[other], homes, clashes)
    return clear and not forbidden


def decide(left: Numbers, right: Numbers, bits: Bits, near: Lists, clashes: Lists, homes: Homes) -> Codes:
    """Say of every edge, heaviest first, what becomes of it; the homes are changed."""
    found = np.zeros(len(left), np.int8)
    for _ in range(ROUNDS):
        grown = False
        for edge in range(len(left)):
            one, other = left[edge], right[edge]
            if homes.home[one] == homes.home[other]:
                found[edge] = HELD if found[edge] == HELD else OPEN
            elif fits(one, other, bits[edge], near, clashes, homes):
                join(homes.home[one], homes.home[other], homes)
                found[edge], grown = HELD, True
            else:
                found[edge] = REFUSED
        if not grown:
            break
    return found


def rules(kernel: Kernel) -> Rules:
    """Return the rules, their functions passed through `kernel`.

    Each sees the others under their names, as it does uncompiled: compiled code that sees them in a closure would not
    be kept from one run to the next.
    """
    seen = dict(globals())
    for function in (join, apart, gather, rival, fits, decide):
        seen[function.__name__] = kernel(FunctionType(function.__code__, seen, function.__name__))
    return Rules(seen["gather"], seen["decide"])
