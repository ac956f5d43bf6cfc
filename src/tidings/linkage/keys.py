"""Candidate keys: two reports of one person share at least one, whatever is missing or misspelled in either."""

from collections.abc import Iterator
from typing import Final

from tidings import names
from tidings.linkage.subject import Subject, subject_of
from tidings.reports import Report

YEARS_AT_MOST: Final = 4
"""A birth known only within more years than this gives no key."""

SHORTEST_NUMBER: Final = 4


def keys(report: Report) -> frozenset[str]:
    """Return the candidate keys of a report; none if nobody is traced in it.

    The kinds beyond those of `names.keys`: `n:` service number, `b:` day of birth, `k:` a relative's name, and, for
    when the surname is missing or beyond recognition, the given name with the year of birth (`y:`), the unit (`u:`) or
    the home (`p:`).
    """
    return keys_of(subject_of(report))


def keys_of(subject: Subject) -> frozenset[str]:
    """Return the candidate keys of a prepared report."""
    if subject.report.role != "subject" or subject.report.kind != "report":
        return frozenset()
    of_name = frozenset(key for name in subject.readings for key in names.keys(name))
    return frozenset({*of_name, *_other_keys(subject, _given_ids(of_name))})


def _given_ids(of_name: frozenset[str]) -> frozenset[str]:
    return frozenset(key.rpartition(":")[2] for key in of_name if key.startswith(("sg:", "g:")))


def _other_keys(subject: Subject, given: frozenset[str]) -> Iterator[str]:
    if len(subject.service_number) >= SHORTEST_NUMBER:
        yield f"n:{subject.service_number}"
    if subject.birth and subject.birth.exact:
        yield f"b:{subject.birth.first}"
    homes = {place.folded for place in (subject.birth_place, subject.residence) if place and not place.names_region}
    for name in given:
        yield from (f"y:{year}:{name}" for year in _years(subject))
        yield from (f"u:{unit.number}{unit.code}:{name}" for unit in subject.units)
        yield from (f"p:{home}:{name}" for home in homes if home)
    for kin in subject.kin:
        yield from (f"k:{key}" for key in names.keys(kin.name) if key.startswith("sg:"))


def _years(subject: Subject) -> range:
    if subject.birth is None:
        return range(0)
    years = range(subject.birth.day.year, subject.birth.last_day.year + 1)
    return years if len(years) <= YEARS_AT_MOST else range(0)
