"""The access table: every deed and every query, and the roles that may call it. Tests walk it; nothing else decides.

A name that is not in the table is refused to everybody, so that a forgotten line closes a door instead of opening one.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tidings.accounts.actor import Actor, Role
from tidings.accounts.errors import Refused

DESK: Final = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
HEAD: Final = frozenset({Role.SUPERVISOR})
FAMILY: Final = frozenset({Role.FAMILY})
ROUND: Final = frozenset({Role.NEGOTIATOR, Role.SUPERVISOR})
"""Who may be admitted to an exchange round; without admission to it the round does not exist for them."""

EVERYBODY: Final = frozenset(Role)

ACCESS: Final[Mapping[str, frozenset[Role]]] = MappingProxyType(
    {
        # The deeds of the register.
        "take": DESK,
        "accept_reports": DESK,
        "refuse_reports": DESK,
        "mend_report": DESK,
        "mend_row": DESK,
        "decide": DESK,
        "undo": DESK,
        "open_person": DESK,
        "open_proposal": DESK,
        "open_taking": DESK,
        "compare_reports": DESK,
        "search": DESK,
        "propose_confirmation": DESK,
        "sign_confirmation": DESK,
        "withdraw_confirmation": DESK,
        "create_checkpoint": DESK,
        "record_backup": DESK,
        "add_listing": DESK,
        "withdraw_listing": DESK,
        "erase_report": HEAD,
        "sign_in": EVERYBODY,
        "sign_out": EVERYBODY,
        "enlist": HEAD,
        # The queries of the register.
        "inbox": DESK,
        "waiting_reports": DESK,
        "review_queue": DESK,
        "counts": DESK,
        "audit_log": DESK,
        "decision": DESK,
        "listings_of": DESK,
        "unlisted": DESK,
        # Fields of the register.
        "sealed_content": HEAD,
        "log_values": HEAD,
        # The deeds of casework.
        "lodge_request": DESK | FAMILY,
        "open_answer": FAMILY,
        "open_request": DESK,
        "lodge_requests": DESK,
        "mark_called": DESK,
        "change_contact": DESK | FAMILY,
        # The queries of casework.
        "requests": DESK,
        "requests_for": DESK,
        "calls": DESK,
        # Exchange rounds: the compartment asks besides whether the actor is admitted to this very round.
        "begin_round": ROUND,
        "admit_to_round": ROUND,
        "dismiss_from_round": ROUND,
        "open_round": ROUND,
        "draw_list": ROUND,
        "give_list": ROUND,
        "record_finding": ROUND,
        "sign_finding": ROUND,
        "keep_terms": ROUND,
        "propose_override": ROUND,
        "approve_override": ROUND,
        "withdraw_override": ROUND,
        "run_plan": ROUND,
        "commit_lot": ROUND,
        "enter_lot": ROUND,
        "sign_plan": ROUND,
        "record_outcome": ROUND,
        "rounds": ROUND,
    }
)


def may(actor: Actor, what: str) -> bool:
    """Whether this actor's role may do or see what is named; an unknown name is refused to all."""
    return actor.role in ACCESS.get(what, frozenset())


def require(actor: Actor, what: str) -> None:
    """Go on only where the table allows it.

    Raises:
        Refused: with the rule in words.
    """
    if not may(actor, what):
        raise Refused(f"The role “{actor.role}” may not do “{what}”: the access table of this bureau says so.")
