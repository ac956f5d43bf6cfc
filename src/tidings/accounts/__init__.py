"""Who works here: bureaux, users, roles, and the one table that says who may do what.

Start with `Actor` (who asks; every deed and query takes one), then `access.ACCESS` (the table), `access.require` (the
question), `staff` (users made and turned into actors). Models are in `tidings.accounts.models`, which Django must have
loaded first; they are therefore not re-exported here.
"""

from tidings.accounts.access import ACCESS as ACCESS
from tidings.accounts.access import may as may
from tidings.accounts.access import require as require
from tidings.accounts.actor import Actor as Actor
from tidings.accounts.actor import Role as Role
from tidings.accounts.errors import Refused as Refused

__all__ = ["ACCESS", "Actor", "Refused", "Role", "may", "require"]
