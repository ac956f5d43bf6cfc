"""What besides the key itself narrows a crowded key, and the glance: the facts of `engines.batch`, of one record."""

from collections.abc import Iterator
from typing import NamedTuple

from tidings.linkage.engines.batch.columns import WORDS
from tidings.linkage.keys import homes_of, months_of_loss, surnamed, years_of
from tidings.linkage.subject import Subject
from tidings.names.keys import father_id, given_ids, skeleton
from tidings.names.parse import Reading
from tidings.names.patronymic import family_of, read_patronymic
from tidings.names.surname import read_surname


class Glance(NamedTuple):
    """What a glance tells: possible days of birth (0: not known), an exact one's day of the year, father, sex."""

    first: int
    last: int
    day_of_year: str | None
    father: str | None
    sex: str
    surnamed: bool


def _best(subject: Subject) -> Reading | None:
    return next(iter(subject.readings[0].readings), None) if subject.readings else None


def _known_father(reading: Reading) -> str | None:
    return family_of(read_patronymic(reading.patronymic)) or None if len(reading.patronymic) > 1 else None


def glance_of(subject: Subject, own: frozenset[str]) -> Glance:
    """Return the glance at a record whose candidate keys are `own`."""
    born = subject.birth
    fathers = {_known_father(reading) for name in subject.readings for reading in name.readings}
    return Glance(
        first=born.first if born else 0,
        last=born.last if born else 0,
        day_of_year=f"{born.day:%m-%d}" if born and born.exact else None,
        father=fathers.pop() if len(fathers) == 1 else None,
        sex=subject.report.sex,
        surnamed=surnamed(own),
    )


def _bone(reading: Reading) -> str:
    words = (word for word in reading.surname[:WORDS] if len(word) > 1)
    return next((skeleton(read_surname(word).stem) for word in words), "")


def _given(reading: Reading) -> str:
    return next((number for word in reading.given[:1] for number in given_ids(word)[:1]), "")


def alike_of(subject: Subject) -> str:
    """Return the skeleton of the surname and the class of the given name by the best reading: like names are equal.

    In ascending order they stand as in the other engine: the space comes before every letter.
    """
    best = _best(subject)
    return f"{_bone(best)} {_given(best)}" if best else " "


def whole_keys(subject: Subject) -> frozenset[str]:
    """Return the keys of kind `x`: whole skeleton and given name, of every reading."""
    readings = (reading for name in subject.readings for reading in name.readings)
    found = ((_bone(reading), _given(reading)) for reading in readings)
    return frozenset(f"x:{bone}:{given}" for bone, given in found if bone and given)


def facts_of(subject: Subject) -> dict[str, list[str]]:
    """Return the facts by their letters: f father, c first consonant, g given name, y year, u unit, h home, m month."""
    return {letter: sorted(values) for letter, values in _facts(subject) if values}


def _facts(subject: Subject) -> Iterator[tuple[str, set[str]]]:
    if best := _best(subject):
        yield "f", {father_id(best.patronymic)} if len(best.patronymic) > 1 else set()
        yield "c", {_bone(best)[:1]} - {""}
        yield "g", {_given(best)} - {""}
    yield "y", {str(year) for year in years_of(subject)}
    yield "u", {f"{unit.number}{unit.code}" for unit in subject.units}
    yield "h", set(homes_of(subject))
    yield "m", set(months_of_loss(subject))
