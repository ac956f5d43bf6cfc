"""Which reports speak of one person.

Start with `compare` (two reports → one probability with its reasons); what is compared and what it weighs is the table
in `model.py`, its fields are in `features/`. `keys` gives the few short strings under which a report finds its
candidates, `Index` keeps reports under them, `cluster` joins pairs into persons under constraints, and `link` (in
`engines/`) does all of it for whole tables; `link_files` is the command, and `Run`
tells afterwards why its records stand where they stand.

Nothing here decides: the engine proposes, a person decides. Silence of a field counts nothing. Relatives are no
duplicates.
"""

from tidings.linkage.clusters import Cluster, Edge, VerdictsClash, cluster
from tidings.linkage.comparison import DIFFERENT_BELOW, PRIOR, SAME_FROM, Comparison, Verdict, compare, verdict_of
from tidings.linkage.engines.explaining import Run, Standing
from tidings.linkage.engines.local import Linked, Pair, link
from tidings.linkage.engines.results import LinkReport, link_files
from tidings.linkage.index import Index
from tidings.linkage.keys import keys
from tidings.linkage.reasons import reason_of
from tidings.names import Reason

__all__ = [
    "DIFFERENT_BELOW",
    "PRIOR",
    "SAME_FROM",
    "Cluster",
    "Comparison",
    "Edge",
    "Index",
    "LinkReport",
    "Linked",
    "Pair",
    "Reason",
    "Run",
    "Standing",
    "Verdict",
    "VerdictsClash",
    "cluster",
    "compare",
    "keys",
    "link",
    "link_files",
    "reason_of",
    "verdict_of",
]
