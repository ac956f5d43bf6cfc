"""An index in memory: whom may this report be about?"""

from collections import defaultdict

from tidings.linkage.candidates import shared
from tidings.linkage.comparison import PRIOR, Comparison, compare_subjects
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.keys import keys_of
from tidings.linkage.subject import Subject, read_subject, subject_of
from tidings.reports import Report

PROPOSED_FROM = 0.01
"""Candidates less probable than this are not worth a caseworker's glance."""


class Index:
    """Reports by their candidate keys. Only those in which somebody is traced (role "subject") are ever proposed."""

    def __init__(self, *, frequencies: Frequencies | None = None, prior: float = PRIOR) -> None:
        self._frequencies = frequencies or Frequencies()
        self._prior = prior
        self._subjects: dict[str, Subject] = {}
        self._buckets: dict[str, dict[str, None]] = defaultdict(dict)

    def __len__(self) -> int:
        return len(self._subjects)

    def add(self, report_id: str, report: Report) -> None:
        """Put a report in; one already there under this id is replaced."""
        self.remove(report_id)
        subject = read_subject(report)
        own = keys_of(subject)
        if own:
            self._subjects[report_id] = subject
        for key in own:
            self._buckets[key][report_id] = None

    def remove(self, report_id: str) -> None:
        """Take a report out; nothing happens if it is not there."""
        subject = self._subjects.pop(report_id, None)
        for key in keys_of(subject) if subject else ():
            self._buckets[key].pop(report_id, None)

    def candidates(self, report: Report) -> frozenset[str]:
        """Return the ids of the reports worth comparing with this one."""
        return frozenset(shared(keys_of(subject_of(report)), self._buckets))

    def propose(self, report: Report, *, floor: float = PROPOSED_FROM) -> tuple[tuple[str, Comparison], ...]:
        """Return whom the report may be about, the likeliest first, with reasons."""
        subject = subject_of(report)
        compared = (
            (found, compare_subjects(subject, self._subjects[found], frequencies=self._frequencies, prior=self._prior))
            for found in self.candidates(report)
        )
        ranked = [(found, comparison) for found, comparison in compared if comparison.probability >= floor]
        return tuple(sorted(ranked, key=lambda pair: (-pair[1].weight, pair[0])))
