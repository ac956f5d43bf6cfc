"""`tidings link` over files: who is who, measured where the truth is known, and written."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Final

import numpy as np

from tidings.linkage.engines.linked import Clock, LinkedRows, Pairs, Progress, probabilities
from tidings.linkage.engines.local import Linked, link
from tidings.linkage.engines.tables import read_records, read_truth
from tidings.linkage.engines.truth import Agreement, Edges, agreement_of_rows, people_of
from tidings.linkage.engines.writing import SCRATCH, made_ready, write

FEW_BYTES: Final = 300_000
"""Tables smaller than this hold some 2,000 records: they are compared one by one before kernels would be loaded."""

COMPILING: Final = "compiling on the way, a minute, once on this machine"

KIBIBYTES: Final = 1024


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What a run of `tidings link` found.

    Attributes:
        files: the tables, as they were given.
        clean_sources: sources whose keepers let nobody stand twice.
        records: rows read.
        persons: clusters, single records too.
        joined: persons with two and more records.
        candidates: pairs compared.
        pairs: pairs written.
        prior: bits of a blindly picked pair.
        sizes: how many persons have how many records.
        warnings: cells that could not be read and were left out.
        weights: bits that levels weigh more on these data than shipped, and the floors of the parts of a name.
        agreement: figures against the truth, where one was given.
        seconds: how long each step took, where a clock was given.
        megabytes: memory at its most, likewise.
    """

    files: tuple[str, ...]
    clean_sources: tuple[str, ...]
    records: int
    persons: int
    joined: int
    candidates: int
    pairs: int
    prior: float
    sizes: tuple[tuple[int, int], ...]
    warnings: tuple[str, ...]
    weights: Mapping[str, float]
    agreement: Agreement | None
    seconds: tuple[tuple[str, float], ...] = ()
    megabytes: int = 0

    def as_json(self) -> dict[str, object]:
        """Return what report.json holds."""
        return asdict(self)

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Return the figures worth a glance, as (label, value)."""
        found = [
            ("records", f"{self.records:,}"),
            ("persons", f"{self.persons:,}"),
            ("persons with several records", f"{self.joined:,}"),
            ("pairs compared", f"{self.candidates:,}"),
            ("pairs written", f"{self.pairs:,}"),
            ("cells left out", f"{len(self.warnings):,}"),
        ]
        times = ((f"seconds: {step}", f"{seconds:.1f}") for step, seconds in self.seconds)
        memory = (("memory, MB", f"{self.megabytes:,}"),) if self.megabytes else ()
        return (*found, *(_rows_of(self.agreement) if self.agreement else ()), *times, *memory)


def _rows_of(measured: Agreement) -> tuple[tuple[str, str], ...]:
    shares = (
        ("precision of pairs", measured.precision),
        ("recall of pairs", measured.recall),
        ("F1 of pairs", measured.f1),
        ("clusters of one person only", measured.cluster_precision),
        ("persons found whole", measured.cluster_recall),
        ("true pairs compared", measured.candidate_recall),
        ("calibration error", measured.calibration_error),
    )
    lost = ((f"lost: {cause}", f"{number:,}") for cause, number in measured.lost)
    spoke = ((f"lost: {cause}, by {field or 'nothing'}", f"{number:,}") for cause, field, number in measured.spoke)
    bands = (
        (f"called {band.low} and more", f"{band.true:.3f} true of {band.pairs:,}") for band in measured.calibration
    )
    return (*((label, f"{share:.4f}") for label, share in shares), *lost, *spoke, *bands)


def link_files(  # noqa: PLR0913 -- what the command is given
    files: Sequence[Path],
    *,
    out: Path,
    truth: Path | None = None,
    verdicts: Mapping[tuple[str, str], bool] | None = None,
    clean_sources: frozenset[str] = frozenset(),
    learning: bool = True,
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> LinkReport:
    """Say who is who over record tables and write what was found.

    Args:
        files: record tables as CSV, XLSX or Parquet; a `record_id` must be unique over all of them.
        out: the folder for clusters.csv, pairs.csv and report.json; made if it is not there.
        truth: a table of record_id and person_id to measure against.
        verdicts: what people decided of a pair of ids, same (True) or different (False); always holds.
        clean_sources: sources whose keepers let nobody stand twice.
        learning: adapt the shipped weights to the data, where there is enough of it.
        progress: told how far the work is.
        clock: seconds of a clock, to tell in the report how long each step took.

    Raises:
        BadInput: a table cannot be read, or a `record_id` is missing or stands twice; says file and line.
        OSError: the folder cannot be written into.
    """
    made_ready(out)
    known = read_truth(truth) if truth else None
    given = _Given(files, out, known, verdicts, clean_sources, learning, progress, clock)
    linked = _few(given) if sum(file.stat().st_size for file in files) < FEW_BYTES else _many(given)
    return finish(linked, Asked(files, clean_sources, known), out=out)


@dataclass(frozen=True, slots=True)
class _Given:
    """What `link_files` was given, the truth as read."""

    files: Sequence[Path]
    out: Path
    truth: Mapping[str, str] | None
    verdicts: Mapping[tuple[str, str], bool] | None
    clean_sources: frozenset[str]
    learning: bool
    progress: Progress | None
    clock: Clock | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run was asked: tables, sources that let nobody stand twice, and the truth to measure against."""

    files: Sequence[Path]
    clean_sources: frozenset[str]
    truth: Mapping[str, str] | None


def finish(linked: LinkedRows, asked: Asked, *, out: Path) -> LinkReport:
    """Measure, write and return what any engine found."""
    measured = _measured(linked, asked.truth) if asked.truth is not None else None
    report = _report(linked, asked, measured)
    write(out, linked, report.as_json())
    return report


def _many(given: _Given) -> LinkedRows:
    from tidings.linkage.engines.batch.compiled import are_compiled, note_compiled  # noqa: PLC0415 -- loading a compiler takes as long as a few records
    from tidings.linkage.engines.batch.linking import link_tables  # noqa: PLC0415 -- the same

    told = given.progress if given.progress and not are_compiled() else None
    if told:
        told(COMPILING, 0, 1)
    linked = link_tables(
        given.files,
        scratch=given.out / SCRATCH,
        truth=given.truth,
        verdicts=given.verdicts,
        clean_sources=given.clean_sources,
        learning=given.learning,
        progress=given.progress,
        clock=given.clock,
    )
    note_compiled()
    if told:
        told(COMPILING, 1, 1)
    return linked


def _few(given: _Given) -> LinkedRows:
    """Link a few records one by one."""
    records = read_records(given.files)
    found = link(
        records.reports,
        verdicts=given.verdicts,
        clean_sources=given.clean_sources,
        learning=given.learning,
        progress=given.progress,
    )
    return rows_of(found, records.warnings, given.truth or {})


def rows_of(linked: Linked, warnings: tuple[str, ...], truth: Mapping[str, str]) -> LinkedRows:
    """Return what was found of reports as rows."""
    ids = tuple(sorted(member for cluster in linked.clusters for member in cluster.members))
    row = {record: place for place, record in enumerate(ids)}
    person = np.zeros(len(ids), np.int32)
    for cluster in linked.clusters:
        person[[row[member] for member in cluster.members]] = row[cluster.members[0]]
    refused = {(edge.left, edge.right) for cluster in linked.clusters for edge in cluster.refused}
    same = [pair for pair in linked.candidates if truth.get(pair[0], "") and truth.get(pair[0]) == truth.get(pair[1])]
    ends = np.array([(row[pair.left], row[pair.right]) for pair in linked.pairs], np.int32).reshape(-1, 2)
    true = np.array([(row[left], row[right]) for left, right in sorted(same)], np.int32).reshape(-1, 2)
    return LinkedRows(
        ids=ids,
        person=person,
        pairs=Pairs(ends[:, 0], ends[:, 1], np.array([pair.weight for pair in linked.pairs], np.float32)),
        refused=np.array([(pair.left, pair.right) in refused for pair in linked.pairs], np.bool_),
        candidates=len(linked.candidates),
        compared=(true[:, 0], true[:, 1]),
        learned=linked.learned,
        warnings=warnings,
    )


def _measured(linked: LinkedRows, truth: Mapping[str, str]) -> Agreement:
    edges = Edges(
        linked.pairs.left.astype(np.int64),
        linked.pairs.right.astype(np.int64),
        probabilities(linked.pairs.weight, linked.learned.prior),
        linked.refused,
        linked.compared[0].astype(np.int64),
        linked.compared[1].astype(np.int64),
    )
    return agreement_of_rows(people_of(linked.ids, truth), linked.person.astype(np.int64), edges, linked.spoke)


def _report(linked: LinkedRows, asked: Asked, measured: Agreement | None) -> LinkReport:
    members = np.bincount(linked.person, minlength=1)
    sizes, persons = np.unique(members[members > 0], return_counts=True)
    weights = {f"{feature}.{level}": round(bits, 3) for (feature, level), bits in linked.learned.shifts.items()}
    floors = zip(("surname.floor", "given.floor", "patronymic.floor"), linked.learned.floors, strict=False)
    return LinkReport(
        files=tuple(str(file) for file in asked.files),
        clean_sources=tuple(sorted(asked.clean_sources)),
        records=len(linked.ids),
        persons=int(persons.sum()),
        joined=int(persons[sizes > 1].sum()),
        candidates=linked.candidates,
        pairs=len(linked.pairs),
        prior=round(linked.learned.prior, 3),
        sizes=tuple(zip(sizes.tolist(), persons.tolist(), strict=True)),
        warnings=linked.warnings,
        weights=weights | {name: round(bits, 3) for name, bits in floors},
        agreement=measured,
        seconds=linked.seconds,
        megabytes=getrusage(RUSAGE_SELF).ru_maxrss // KIBIBYTES if linked.seconds else 0,
    )
