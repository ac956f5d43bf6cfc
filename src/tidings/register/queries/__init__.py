"""The only readers the faces use: keyword-only, `actor` first, always narrowed to the actor's bureau.

They return the frozen values of `tidings.register.shown`. A person's file, a proposal, what came in and a search are
not here: they are deeds, because each reading of them is recorded.
"""

from tidings.register.queries.audit import audit_log as audit_log
from tidings.register.queries.decisions import decision as decision
from tidings.register.queries.inbox import inbox as inbox
from tidings.register.queries.inbox import waiting_reports as waiting_reports
from tidings.register.queries.listings import listings_of as listings_of
from tidings.register.queries.listings import unlisted as unlisted
from tidings.register.queries.review import counts as counts
from tidings.register.queries.review import review_queue as review_queue

__all__ = [
    "audit_log",
    "counts",
    "decision",
    "inbox",
    "listings_of",
    "review_queue",
    "unlisted",
    "waiting_reports",
]
