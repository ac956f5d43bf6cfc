"""What a feature finds in two reports, before it is weighed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One level of agreement reached by one field.

    Attributes:
        level: the level's name in the feature's table.
        left: the left report's value, as stated.
        right: the right report's value, as stated.
        chance: how often two different people reach this level by chance (u), where it hangs on the values themselves
            (a rare village, a wide interval); None where the table's own u holds.
        values: what else the words of the reason need.
        scope: which of several columns was compared, where one feature compares many.
    """

    level: str
    left: str
    right: str
    chance: float | None = None
    values: tuple[tuple[str, str], ...] = ()
    scope: str = ""
