"""Match weights: how many bits a level of agreement is worth."""

from dataclasses import dataclass
from math import log2
from typing import Final

HEAVIEST: Final = 20.0
"""No single field speaks louder than this many bits (one in a million): a slip in one field must stay outvotable."""

RAREST: Final = 2.0**-HEAVIEST


@dataclass(frozen=True, slots=True)
class Level:
    """How often a level is reached by two reports of one person (`m`) and of two different people (`u`)."""

    m: float
    u: float

    def __post_init__(self) -> None:
        if not (0 < self.m <= 1 and 0 < self.u <= 1):
            raise ValueError(f"m and u are shares above 0, at most 1: {self.m}, {self.u}")

    def bits(self, chance: float | None = None, shift: float = 0.0) -> float:
        """Return the match weight log2(m/u), never beyond ±HEAVIEST.

        Args:
            chance: what to take for u where it is known better.
            shift: bits that the level weighs more on the data at hand.
        """
        likely = self.u if chance is None else min(max(chance, RAREST), 1.0)
        return max(-HEAVIEST, min(HEAVIEST, log2(self.m / likely) + shift))
