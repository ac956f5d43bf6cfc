"""`tidings link` over files: clusters.csv, pairs.csv and report.json (DESIGN.md 4)."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tidings.linkage.engines.local import Linked, Progress, link
from tidings.linkage.engines.tables import read_records, read_truth
from tidings.linkage.engines.truth import Agreement, agreement


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What a run of `tidings link` found.

    Attributes:
        records: rows read.
        persons: clusters, single records too.
        joined: persons with two and more records.
        candidates: pairs compared.
        pairs: pairs written.
        prior: bits of a blindly picked pair.
        sizes: how many persons have how many records.
        warnings: cells that could not be read and were left out.
        agreement: figures against the truth, where one was given.
    """

    records: int
    persons: int
    joined: int
    candidates: int
    pairs: int
    prior: float
    sizes: tuple[tuple[int, int], ...]
    warnings: tuple[str, ...]
    agreement: Agreement | None

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
        return (*found, *(_rows_of(self.agreement) if self.agreement else ()))


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
    bands = (
        (f"called {band.low} and more", f"{band.true:.3f} true of {band.pairs:,}") for band in measured.calibration
    )
    return (*((label, f"{share:.4f}") for label, share in shares), *lost, *bands)


def link_files(
    files: Sequence[Path],
    *,
    out: Path,
    truth: Path | None = None,
    clean_sources: frozenset[str] = frozenset(),
    progress: Progress | None = None,
) -> LinkReport:
    """Say who is who over record tables and write what was found.

    Args:
        files: record tables as CSV; a `record_id` must be unique over all of them.
        out: the folder for clusters.csv, pairs.csv and report.json; made if it is not there.
        truth: a table of record_id and person_id to measure against.
        clean_sources: sources whose keepers let nobody stand twice.
        progress: told how far the work is.

    Raises:
        BadInput: a table cannot be read, or a `record_id` is missing or stands twice; says file and line.
    """
    records = read_records(files)
    known = read_truth(truth) if truth else None
    linked = link(records.reports, clean_sources=clean_sources, progress=progress)
    measured = agreement(linked, known) if known is not None else None
    report = _report(linked, len(records.reports), records.warnings, measured)
    _write(out, linked, report)
    return report


def _report(linked: Linked, records: int, warnings: tuple[str, ...], measured: Agreement | None) -> LinkReport:
    sizes = Counter(len(cluster.members) for cluster in linked.clusters)
    return LinkReport(
        records=records,
        persons=len(linked.clusters),
        joined=sum(number for size, number in sizes.items() if size > 1),
        candidates=len(linked.candidates),
        pairs=len(linked.pairs),
        prior=round(linked.prior, 3),
        sizes=tuple(sorted(sizes.items())),
        warnings=warnings,
        agreement=measured,
    )


def _write(out: Path, linked: Linked, report: LinkReport) -> None:
    out.mkdir(parents=True, exist_ok=True)
    persons = ((record, cluster.members[0]) for cluster in linked.clusters for record in cluster.members)
    _table(out / "clusters.csv", ("record_id", "person_id"), sorted(persons))
    pairs = ((pair.left, pair.right, f"{pair.probability:.6f}", f"{pair.weight:.3f}") for pair in linked.pairs)
    _table(out / "pairs.csv", ("left", "right", "probability", "weight"), pairs)
    text = json.dumps(report.as_json(), ensure_ascii=False, indent=2, sort_keys=True)
    (out / "report.json").write_text(text + "\n", encoding="utf-8")


def _table(file: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
