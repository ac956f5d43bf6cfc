"""The only writers of exchange rounds: one function a deed, one transaction, one audit entry that names nobody.

Everything here first asks the compartment whether the actor is admitted; to everybody else the round does not exist.
"""

from tidings.casework.deeds.rounds.beginning import admit_to_round as admit_to_round
from tidings.casework.deeds.rounds.beginning import begin_round as begin_round
from tidings.casework.deeds.rounds.beginning import dismiss_from_round as dismiss_from_round
from tidings.casework.deeds.rounds.finding import record_finding as record_finding
from tidings.casework.deeds.rounds.finding import sign_finding as sign_finding
from tidings.casework.deeds.rounds.listing import draw_list as draw_list
from tidings.casework.deeds.rounds.listing import give_list as give_list
from tidings.casework.deeds.rounds.opening import open_round as open_round
from tidings.casework.deeds.rounds.outcome import record_outcome as record_outcome
from tidings.casework.deeds.rounds.running import commit_lot as commit_lot
from tidings.casework.deeds.rounds.running import enter_lot as enter_lot
from tidings.casework.deeds.rounds.running import run_plan as run_plan
from tidings.casework.deeds.rounds.running import sign_plan as sign_plan
from tidings.casework.deeds.rounds.terms import approve_override as approve_override
from tidings.casework.deeds.rounds.terms import keep_terms as keep_terms
from tidings.casework.deeds.rounds.terms import propose_override as propose_override
from tidings.casework.deeds.rounds.terms import withdraw_override as withdraw_override

__all__ = [
    "admit_to_round",
    "approve_override",
    "begin_round",
    "commit_lot",
    "dismiss_from_round",
    "draw_list",
    "enter_lot",
    "give_list",
    "keep_terms",
    "open_round",
    "propose_override",
    "record_finding",
    "record_outcome",
    "run_plan",
    "sign_finding",
    "sign_plan",
    "withdraw_override",
]
