"""Exchange rounds: a compartment in which negotiators draw lists, keep terms, run plans and record what came of them.

Start with `compartment` (who is admitted; entries, sealed and never edited), `state` (what all entries together say
now, or said at an earlier turn), `drawing` (the own side's list out of the register, with its gaps named), `findings`
(what two people must say before it counts), `assembling` (the round as `tidings.exchange` plans it), `planning` (one
run, checked before anybody sees it), `signing` (what
is published), `outcomes` (what came of it, as reports). The lot is `tidings.exchange.lots`.

Deeds are in `casework.deeds.rounds`, the one list query in `casework.queries`; every page is a recorded opening.
"""
