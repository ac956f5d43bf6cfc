"""What the bureau knows of each person: sources, reports, persons, decisions, status, and the audit log over it all.

The way of one report: `deeds.take` keeps the original (`originals`), enters its reports (`entering`), finds their
neighbours by keys (`linking`) and proposes pairs (`proposals`); `deeds.decide` joins or parts persons (`standing`);
`status` says by one pure rule what may be said of them; `hooks` tell casework inside the same transaction. Every deed
passes `doing` (access, key, one transaction) and ends in one entry of the log (`auditing`).

Faces import `deeds` (the only writers, and the openings, which are recorded) and `queries` (the only readers), which
return the frozen values of `results` and `shown`. `models` is for deeds and queries alone. `founding` makes an
installation's first bureau, `signing` checks a sign-in, `verifying` checks the log, `backing_up` copies everything out
and brings it back.
"""
