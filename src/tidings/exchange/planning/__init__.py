"""Terms in, a proved plan out.

The way of a round: `columns` (who is chosen together) → `programme` (terms as rows) and `criteria` (figures) → `stages`
(one criterion after another) with `solver` and `prices`, or `greedy` where the terms are nested → `planner`.
"""

from tidings.exchange.planning.planner import plan

__all__ = ["plan"]
