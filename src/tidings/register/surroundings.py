"""Who is near a report: the reports that share its rarest keys, looked up for many at a time."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from heapq import nlargest
from math import log2
from typing import Final

from tidings.accounts.actor import Actor
from tidings.linkage.glance import glance
from tidings.linkage.subject import Subject, read_subject
from tidings.register.batches import batches
from tidings.register.models import KeyRow, ReportRow, Standing, State
from tidings.reports import from_json

READ: Final = 2_000
"""After so many entries the commoner keys of a report bring nobody new; they still speak for those found by rarer ones.
A report that has common keys only is looked up by the rarest of them: narrowed, never dropped."""

GLANCED: Final = 100
"""How many neighbours, those with the rarest keys in common first, are glanced at."""

KEPT: Final = 60_000
"""Prepared reports held while a deed is worked out, about 5 KB each; the longest unused go first."""

Near = tuple[int, float]
"""A report and how much the keys shared with it say, in bits of rarity."""


class Surroundings:
    """The key table of one bureau as one deed sees it. Built for the deed and thrown away with it."""

    def __init__(self, actor: Actor, states: Iterable[State]) -> None:
        self._actor = actor
        self._states = tuple(states)
        self._buckets: dict[str, list[int]] = {}
        self._added: defaultdict[str, list[int]] = defaultdict(list)
        self._lasting: Mapping[int, Subject] = {}
        self._subjects: OrderedDict[int, Subject] = OrderedDict()
        self._standing = Standing.objects.seen_by(actor).filter(state__in=self._states).count()

    def add(self, subjects: Mapping[int, Subject], keys: Mapping[int, frozenset[str]]) -> None:
        """Put in reports that the table does not hold yet."""
        self._lasting = subjects
        self.add_rows({report_id: keys[report_id] for report_id in subjects})
        self._standing += len(subjects)

    def add_rows(self, keys: Mapping[int, frozenset[str]]) -> None:
        """Put in rows whose keys are at hand, for a look at these alone."""
        for report_id, own in keys.items():
            for key in own:
                self._added[key].append(report_id)

    def look_up(self, keys: Iterable[str]) -> None:
        """Read these keys' entries, and let go of those read before."""
        wanted = set(keys)
        self._buckets = {key: self._buckets[key] for key in wanted & self._buckets.keys()}
        missing = sorted(wanted - self._buckets.keys())
        self._buckets.update((key, []) for key in missing)
        for batch in batches(missing):
            rows = KeyRow.objects.seen_by(self._actor).filter(key__in=batch, report__standing__state__in=self._states)
            for key, report_id in rows.values_list("key", "report_id").iterator(chunk_size=5_000):
                self._buckets[key].append(report_id)

    def near(self, own: frozenset[str], itself: int | None = None) -> list[Near]:
        """Return who shares most with these keys, which were looked up before, at most `GLANCED`."""
        entries = ((self._buckets.get(key, ()), self._added.get(key, ())) for key in own)
        ordered = sorted((len(kept) + len(added), kept, added) for kept, added in entries if kept or added)
        found: dict[int, float] = {}
        seen = 0
        for size, kept, added in ordered:
            rarity = log2(max(self._standing, size) / size)
            everybody = not found or seen + size <= READ
            seen += size
            for members in (kept, added):
                for report_id in members if everybody else found.keys() & set(members):
                    found[report_id] = found.get(report_id, 0.0) + rarity
        if itself is not None:
            found.pop(itself, None)
        return nlargest(GLANCED, found.items(), key=lambda pair: (pair[1], -pair[0]))

    def hold(self, report_ids: Iterable[int]) -> None:
        """Have these reports prepared."""
        wanted = dict.fromkeys(report_id for report_id in report_ids if report_id not in self._lasting)
        for report_id in wanted:
            if report_id in self._subjects:
                self._subjects.move_to_end(report_id)
        missing = [report_id for report_id in wanted if report_id not in self._subjects]
        for batch in batches(missing):
            rows = ReportRow.objects.seen_by(self._actor).filter(pk__in=batch, erased=None)
            for pk, content in rows.values_list("pk", "content"):
                self._subjects[pk] = read_subject(from_json(content))
        while len(self._subjects) > max(KEPT, len(wanted)):
            self._subjects.popitem(last=False)

    def likeliest(self, subject: Subject, near: Iterable[Near], most: int) -> list[tuple[int, Subject]]:
        """Return those worth comparing in full, by rarity of what is shared and a glance; the best first."""
        prepared = ((pk, bits, self._subjects[pk]) for pk, bits in near if pk in self._subjects)
        ranked = nlargest(
            most, ((bits + glance(subject, other), -pk, other) for pk, bits, other in prepared), key=_rank
        )
        return [(-negative, other) for _, negative, other in ranked]


def _rank(entry: tuple[float, int, Subject]) -> tuple[float, int]:
    return entry[0], entry[1]
