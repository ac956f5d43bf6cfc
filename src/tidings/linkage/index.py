"""An index in memory: whom may this report be about? Looked up and put in order as in the register."""

from itertools import count

from tidings.linkage.buckets import Buckets
from tidings.linkage.comparison import PRIOR, Comparison, compare_subjects
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.looking import likeliest, look_of
from tidings.linkage.subject import Subject, read_subject
from tidings.reports import Report

PROPOSED_FROM = 0.01
"""Candidates less probable than this are not worth a caseworker's glance."""


class Index:
    """Reports by their candidate keys. Only those in which somebody is traced (role "subject") are ever proposed."""

    def __init__(self, *, frequencies: Frequencies | None = None, prior: float = PRIOR) -> None:
        self._frequencies = frequencies or Frequencies()
        self._prior = prior
        self._places: dict[str, int] = {}
        self._kept: dict[int, tuple[str, Subject]] = {}
        self._buckets = Buckets()
        self._numbers = count()

    def __len__(self) -> int:
        return len(self._places)

    def add(self, report_id: str, report: Report) -> None:
        """Put a report in; one already there under this id is replaced."""
        self.remove(report_id)
        subject = read_subject(report)
        look = look_of(subject)
        if look.entries:
            place = next(self._numbers)
            self._places[report_id], self._kept[place] = place, (report_id, subject)
            self._buckets.add(place, look)

    def remove(self, report_id: str) -> None:
        """Take a report out; nothing happens if it is not there."""
        place = self._places.pop(report_id, None)
        if place is not None:
            del self._kept[place]
            self._buckets.remove(place)

    def candidates(self, report: Report) -> frozenset[str]:
        """Return the ids of the reports worth comparing with this one."""
        return frozenset(self._kept[place][0] for place in self._likeliest(read_subject(report)))

    def propose(self, report: Report, *, floor: float = PROPOSED_FROM) -> tuple[tuple[str, Comparison], ...]:
        """Return whom the report may be about, the likeliest first, with reasons."""
        subject = read_subject(report)
        found = [(self._kept[place][0], self._compare(subject, place)) for place in self._likeliest(subject)]
        ranked = [(report_id, comparison) for report_id, comparison in found if comparison.probability >= floor]
        return tuple(sorted(ranked, key=lambda pair: (-pair[1].weight, pair[0])))

    def _likeliest(self, subject: Subject) -> list[int]:
        look = look_of(subject)
        return likeliest(look, self._buckets.read(look), len(self._places))

    def _compare(self, subject: Subject, place: int) -> Comparison:
        return compare_subjects(subject, self._kept[place][1], frequencies=self._frequencies, prior=self._prior)
