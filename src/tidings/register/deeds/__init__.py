"""The only writers of the register. One function a deed: keyword-only, `actor`, `key` and `moment` first.

Each is one transaction and one audit entry, and done once a key: a repeat returns the first result and writes nothing.
Openings (`open_person`, `open_proposal`, `open_taking`, `compare_reports`, `search`) are deeds too: every reading of
a file is recorded.
"""

from tidings.register.deeds.confirming import propose_confirmation as propose_confirmation
from tidings.register.deeds.confirming import sign_confirmation as sign_confirmation
from tidings.register.deeds.confirming import withdraw_confirmation as withdraw_confirmation
from tidings.register.deeds.deciding import decide as decide
from tidings.register.deeds.deciding import undo as undo
from tidings.register.deeds.erasing import erase_report as erase_report
from tidings.register.deeds.listing import add_listing as add_listing
from tidings.register.deeds.listing import withdraw_listing as withdraw_listing
from tidings.register.deeds.mending import mend_report as mend_report
from tidings.register.deeds.opening import compare_reports as compare_reports
from tidings.register.deeds.opening import open_person as open_person
from tidings.register.deeds.opening import open_proposal as open_proposal
from tidings.register.deeds.opening import open_taking as open_taking
from tidings.register.deeds.opening import search as search
from tidings.register.deeds.recording import create_checkpoint as create_checkpoint
from tidings.register.deeds.recording import enlist as enlist
from tidings.register.deeds.recording import record_backup as record_backup
from tidings.register.deeds.recording import sign_in as sign_in
from tidings.register.deeds.recording import sign_out as sign_out
from tidings.register.deeds.rows import mend_row as mend_row
from tidings.register.deeds.taking import accept_reports as accept_reports
from tidings.register.deeds.taking import refuse_reports as refuse_reports
from tidings.register.deeds.taking import take as take

__all__ = [
    "accept_reports",
    "add_listing",
    "compare_reports",
    "create_checkpoint",
    "decide",
    "enlist",
    "erase_report",
    "mend_report",
    "mend_row",
    "open_person",
    "open_proposal",
    "open_taking",
    "propose_confirmation",
    "record_backup",
    "refuse_reports",
    "search",
    "sign_confirmation",
    "sign_in",
    "sign_out",
    "take",
    "undo",
    "withdraw_confirmation",
    "withdraw_listing",
]
