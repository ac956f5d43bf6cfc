"""What takes the force from fields that agree for another cause: `linkage.doubts` over bits."""

from typing import NamedTuple

from tidings.linkage import doubts
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.levels import (
    F_BIRTH,
    F_BIRTH_PLACE,
    F_EVENT,
    F_HOME,
    F_KIN,
    F_RESIDENCE,
    F_ROLE,
    F_SEX,
    F_SOURCE,
    F_UNIT,
    OTHERS_AGAINST,
)
from tidings.linkage.engines.batch.scoring.names import ALONE, ALONE_TOLD, GIVEN, KIN, PATRONYMIC, SEX, SURNAME, TOTAL

FAMILY = (F_BIRTH_PLACE, F_RESIDENCE, F_HOME, F_UNIT, F_KIN)
"""Fields that relatives share, beside surname and father."""

FACTS = (F_SEX, F_BIRTH, F_EVENT, F_ROLE, F_SOURCE)


class Doubts(NamedTuple):
    """The constants of `linkage.doubts`."""

    plainly_other: float
    another_surname: float
    kin: float
    twins: float
    fashion: float
    name: float
    contradicted: float
    contradiction: float
    little: float


def doubt_terms() -> Doubts:
    """Read the constants."""
    return Doubts(
        plainly_other=doubts.PLAINLY_OTHER,
        another_surname=doubts.ANOTHER_SURNAME,
        kin=doubts.KIN_AT_MOST,
        twins=doubts.TWINS_AT_MOST,
        fashion=doubts.FASHION_AT_MOST,
        name=doubts.NAME_AT_MOST,
        contradicted=doubts.CONTRADICTED_AT_MOST,
        contradiction=doubts.CONTRADICTION_MOST,
        little=doubts.LITTLE,
    )


@bare
def _of_names(terms: Doubts, names: Floats, fields: Floats, total: float, prior: float) -> float:
    """Return the bits that the names' doubts take back, 0 or less."""
    surname, given, patronymic = names[SURNAME], names[GIVEN], names[PATRONYMIC]
    if surname > 0 and (patronymic <= terms.plainly_other or given <= terms.plainly_other):
        already = min(names[ALONE] if names[ALONE_TOLD] else names[KIN], 0.0)
        family = surname + max(patronymic, 0.0)
        for feature in FAMILY:
            family += max(fields[feature], 0.0)
        twins = 0.0 if patronymic <= terms.plainly_other else max(fields[F_BIRTH] - terms.twins, 0.0)
        return min(terms.kin - (family + already + prior), 0.0) - twins
    if surname <= terms.another_surname:
        return min(terms.fashion - (max(given, 0.0) + max(patronymic, 0.0)), 0.0)
    speaking = 0.0
    for feature in range(OTHERS_AGAINST):
        speaking += max(fields[feature], 0.0)
    if patronymic > 0 or speaking >= terms.little:
        return 0.0
    return min(terms.name - (total + prior), 0.0)


@bare
def weigh_doubts(terms: Doubts, names: Floats, fields: Floats, prior: float) -> tuple[float, float]:
    """Return the sum of all bits without doubts, and the bits that the doubts take back, 0 or less."""
    total = names[TOTAL]
    for field in range(len(fields)):
        total += fields[field]
    taken = _of_names(terms, names, fields, total, prior)
    against = names[SEX] <= terms.plainly_other
    for feature in FACTS:
        against = against or fields[feature] <= terms.plainly_other
    if against:
        excess = min(total + taken + prior - terms.contradicted, terms.contradiction)
        taken -= max(excess, 0.0)
    return total, taken
