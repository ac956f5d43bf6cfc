"""Who wants to know when a person's file changes. Called inside the deed's transaction: all or nothing.

A registry instead of signals: `casework` registers one function at start, by name, and a reader can find it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tidings.register.doing import Doing

Hook = Callable[["Doing", frozenset[int]], None]

_PERSON_CHANGED: Final[list[Hook]] = []


def on_person_changed(hook: Hook) -> None:
    """Have `hook(doing, person_ids)` called in every deed that changes a person's file; registering twice is once."""
    if hook not in _PERSON_CHANGED:
        _PERSON_CHANGED.append(hook)


def tell(doing: "Doing") -> None:
    """Tell every hook which persons (rows) this deed changed, if any."""
    if doing.changed:
        for hook in _PERSON_CHANGED:
            hook(doing, frozenset(doing.changed))
