"""Is a plan what it says it is? Code that shares nothing with the planner: `check` believes a plan in nothing.

`pool` reads from the round who stands where by law, and `keys`, `rows` and `terms` what was agreed; `stages` proves
criterion after criterion: `units` makes persons columns, `programme` is what is proved about, `bounding` gives bounds
in whole numbers from prices that `relaxing` only suggests, `proving` branches, `enumerating` tries every choice of a
small round; `certificate` checks the planner's own prices, `conflicts` a round that was called impossible.
"""

from tidings.exchange.checking.check import check
from tidings.exchange.checking.proving import Proof
from tidings.exchange.checking.stages import Finding
from tidings.exchange.checking.verdict import Verdict

__all__ = ["Finding", "Proof", "Verdict", "check"]
