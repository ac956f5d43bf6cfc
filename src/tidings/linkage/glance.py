"""A glance at two people: what numbers alone say, to choose whom of a crowd to compare in full."""

from typing import Final

from tidings.linkage.features.events import LOSS, SLACK
from tidings.linkage.subject import Happening, Subject

BORN_ALIKE: Final = 4.0
BORN_NEAR: Final = -2.0
BORN_APART: Final = -8.0
TWO_YEARS: Final = 800
"""Days by which a mistaken year of birth is mostly off."""

OTHER_SEX: Final = -8.0
LOST_ALIKE: Final = 3.0
LOST_APART: Final = -4.0


def glance(left: Subject, right: Subject) -> float:
    """Return bits for or against by birth, sex and day of loss: rough, for an order only, never shown."""
    sexes = {left.report.sex, right.report.sex}
    return _births(left, right) + _losses(left, right) + (OTHER_SEX if sexes == {"m", "f"} else 0.0)


def _births(left: Subject, right: Subject) -> float:
    one, other = left.birth, right.birth
    if one is None or other is None:
        return 0.0
    if one.first <= other.last and other.first <= one.last:
        return BORN_ALIKE
    return BORN_NEAR if abs(one.first - other.first) < TWO_YEARS else BORN_APART


def _losses(left: Subject, right: Subject) -> float:
    one, other = _loss(left.happening), _loss(right.happening)
    if one is None or other is None:
        return 0.0
    alike = one[0] <= other[1] + SLACK["loss"] and other[0] <= one[1] + SLACK["loss"]
    return LOST_ALIKE if alike else LOST_APART


def _loss(event: Happening | None) -> tuple[int, int] | None:
    if event is None or event.kind not in LOSS or event.first is None or event.last is None:
        return None
    return event.first, event.last
