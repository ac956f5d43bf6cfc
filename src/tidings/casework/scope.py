"""Which request an actor may reach: staff those of their bureau, a family its own and no other."""

from tidings.accounts.actor import Actor, Role
from tidings.casework.errors import Unknown
from tidings.casework.models import TracingRequest
from tidings.kernel.identifiers import read_number


def request_of(actor: Actor, number: str = "", *, locked: bool = False) -> TracingRequest:
    """Return the request of this number; a family gets its own, whatever number is given.

    Raises:
        Unknown: there is none that this actor may reach.
    """
    rows = TracingRequest.objects.seen_by(actor)
    rows = (
        rows.locked()
        if locked
        else rows.select_related("bureau", "report", "person__joined_into", "user", "caseworker")
    )
    if actor.role is Role.FAMILY:
        found = rows.filter(user_id=actor.user_id).first()
    else:
        found = rows.filter(number=read_number(number) or "").first()
    if found is None:
        raise Unknown("There is no such request. Check the number: its last digit is a check.")
    return found
