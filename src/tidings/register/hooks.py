"""Who wants to know when a person's file changes, called inside the deed's transaction: all or nothing.

And who mends a held row of a table of families' requests, for such a row becomes a request and never a plain report.

A registry instead of signals: `casework` registers one function at start, by name, and a reader can find it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from tidings.accounts.actor import Actor
from tidings.register.results import Mended

if TYPE_CHECKING:
    from tidings.register.doing import Doing

Hook = Callable[["Doing", frozenset[int]], None]

_PERSON_CHANGED: Final[list[Hook]] = []


class RowMender(Protocol):
    """The deed that mends a held row of a request table."""

    def __call__(self, *, actor: Actor, key: str, moment: datetime, held_id: int, changes: Mapping[str, str]) -> Mended:
        """Make a tracing request of the mended row."""


_ROW_MENDERS: Final[list[RowMender]] = []


def on_person_changed(hook: Hook) -> None:
    """Have `hook(doing, person_ids)` called in every deed that changes a person's file; registering twice is once."""
    if hook not in _PERSON_CHANGED:
        _PERSON_CHANGED.append(hook)


def tell(doing: "Doing") -> None:
    """Tell every hook which persons (rows) this deed changed, if any."""
    if doing.changed:
        for hook in _PERSON_CHANGED:
            hook(doing, frozenset(doing.changed))


def on_request_row(mender: RowMender) -> None:
    """Have `mender` mend the held rows of request tables; registering twice is once."""
    if mender not in _ROW_MENDERS:
        _ROW_MENDERS.append(mender)


def request_row_mender() -> RowMender | None:
    """Return who mends the held rows of request tables, if any room does."""
    return _ROW_MENDERS[0] if _ROW_MENDERS else None
