"""The only writers of casework: one function a deed, one transaction, one audit entry.

`lodge_request`, `lodge_requests_from`, `mend_request_row`, `change_contact`, `mark_called`; and the recorded openings
`open_answer` (a family's own) and `open_request` (at the desk).
"""

from tidings.casework.deeds.calling import mark_called as mark_called
from tidings.casework.deeds.contacting import change_contact as change_contact
from tidings.casework.deeds.lodging import lodge_request as lodge_request
from tidings.casework.deeds.opening import open_answer as open_answer
from tidings.casework.deeds.opening import open_request as open_request
from tidings.casework.deeds.tables import lodge_requests_from as lodge_requests_from
from tidings.casework.deeds.tables import mend_request_row as mend_request_row

__all__ = [
    "change_contact",
    "lodge_request",
    "lodge_requests_from",
    "mark_called",
    "mend_request_row",
    "open_answer",
    "open_request",
]
