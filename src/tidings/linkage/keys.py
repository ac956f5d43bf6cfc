"""Candidate keys: two reports of one person share at least one, whatever is missing or misspelled in either."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from tidings.linkage.features.events import LOSS, SLACK
from tidings.linkage.subject import Subject, subject_of
from tidings.reports import Report

YEARS_AT_MOST: Final = 4
"""A birth known only within more years than this gives no key."""

SHORTEST_NUMBER: Final = 4

MONTH: Final = 31

BONES: Final = 1
"""So many first consonants of a surname, with unit or home, stand for a name that is otherwise initials or misread."""


WITHOUT_SURNAME: Final = frozenset("yupevw")
"""The kinds of key that are there for names without a readable surname."""


def worthwhile(left: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether two records that share keys are worth comparing.

    Two that both state a surname, and share no key of it, must agree in two kinds of other keys.
    """
    kinds = {key[0] for key in left & right}
    return bool(kinds - WITHOUT_SURNAME) or len(kinds) > 1 or not (surnamed(left) and surnamed(right))


def surnamed(own: frozenset[str]) -> bool:
    """Say whether a surname is plainly stated: a lone word that may as well be a given name is none."""
    kinds = {key[:2] for key in own}
    return "s:" in kinds and "g:" not in kinds


def keys(report: Report) -> frozenset[str]:
    """Return the candidate keys of a report; none if nobody is traced in it.

    The kinds beyond those of `names.keys`: `n:` service number, `b:` day of birth, `k:` a relative's name, and, for
    when the surname is missing or misread, the given name with the year of birth (`y:`), the unit (`u:`), the home
    (`p:`) or the month of loss (`e:`), and the surname's first consonant with the unit (`v:`) or the home (`w:`).
    """
    return keys_of(subject_of(report))


def keys_of(subject: Subject) -> frozenset[str]:
    """Return the candidate keys of a prepared report."""
    if subject.report.role != "subject" or subject.report.kind != "report":
        return frozenset()
    of_name = subject.name_keys
    bones = frozenset(key[2 : 2 + BONES] for key in of_name if key.startswith("s:"))
    return frozenset({*of_name, *_other_keys(subject, _given_ids(of_name)), *_bone_keys(subject, bones)})


def _bone_keys(subject: Subject, bones: frozenset[str]) -> Iterator[str]:
    for bone in bones:
        yield from (f"v:{unit.number}{unit.code}:{bone}" for unit in subject.units)
        yield from (f"w:{home}:{bone}" for home in homes_of(subject))


def homes_of(subject: Subject) -> frozenset[str]:
    """Return the folded places of birth and residence, those left out that name a whole region."""
    places = (place for place in (subject.birth_place, subject.residence) if place and not place.names_region)
    return frozenset(place.folded for place in places if place.folded)


def _given_ids(of_name: frozenset[str]) -> frozenset[str]:
    return frozenset(key.rpartition(":")[2] for key in of_name if key.startswith(("sg:", "g:")))


def _other_keys(subject: Subject, given: frozenset[str]) -> Iterator[str]:
    if len(subject.service_number) >= SHORTEST_NUMBER:
        yield f"n:{subject.service_number}"
    if subject.birth and subject.birth.exact:
        yield f"b:{subject.birth.first}"
    for name in given:
        yield from (f"y:{year}:{name}" for year in years_of(subject))
        yield from (f"u:{unit.number}{unit.code}:{name}" for unit in subject.units)
        yield from (f"p:{home}:{name}" for home in homes_of(subject))
        yield from (f"e:{month}:{name}" for month in months_of_loss(subject))
    for kin in subject.kin:
        yield from (f"k:{key}" for key in kin.keys if key.startswith("sg:"))


def months_of_loss(subject: Subject) -> frozenset[str]:
    """Return the month or two in which the person was lost, a slip of some days at a month's turn allowed for."""
    event = subject.happening
    if not event or event.kind not in LOSS or event.first is None or event.last is None:
        return frozenset()
    if event.last - event.first > MONTH:
        return frozenset()
    slack = SLACK["loss"] // 2 if event.first == event.last else 0
    return frozenset(f"{date.fromordinal(day):%Y-%m}" for day in (event.first - slack, event.last + slack))


def years_of(subject: Subject) -> range:
    """Return the possible years of birth, none where there are more than `YEARS_AT_MOST`."""
    if subject.birth is None:
        return range(0)
    years = range(subject.birth.day.year, subject.birth.last_day.year + 1)
    return years if len(years) <= YEARS_AT_MOST else range(0)
