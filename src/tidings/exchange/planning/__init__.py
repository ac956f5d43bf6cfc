"""Terms in, a proved plan out.

The way of a round: `columns` (who is chosen together) → `programme` (terms as rows) and `criteria` (figures) →
`structure` (what kind of terms) → `greedy` where they are nested, else `stages`, one criterion after another, with
`solver` (HiGHS, never taken at its word), `prices` (the proof in whole numbers) and `parity` → `planner`.
"""

from tidings.exchange.planning.planner import plan
from tidings.exchange.planning.unmet import Unsolved

__all__ = ["Unsolved", "plan"]
