"""Who is who, measured: `python3 do.py bench linkage [FOLDER]`.

FOLDER holds records.csv and truth.csv (default: ../shared/data/linkage_sample). The persons are parted in two halves by
a hash of their id: weights and doubts were looked at on the first, the figures printed are of the second. The peer is
what one would write in an afternoon: rapidfuzz's token_sort_ratio on our folded names, birth years that do not
contradict, the pairs above a threshold joined; its threshold is the best one *with the truth known*, ours is chosen
without. The second table is of a rehearsal (harder: call signs, homoglyphs, third-language spellings, fathers and sons)
with a seed that nobody looked at.
"""

import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from tidings.linkage import link
from tidings.linkage.clusters import Edge, cluster
from tidings.linkage.engines.tables import read_records, read_truth
from tidings.linkage.engines.truth import agreement, pairs_of, persons_of, share
from tidings.linkage.subject import birth_of, stated_name
from tidings.names import fold
from tidings.rehearsal import rehearse
from tidings.reports import Report, from_row

SAMPLE = Path(__file__).resolve().parents[2] / "shared/data/linkage_sample"
FRESH_SEED, REHEARSED = 2027, 2000
THRESHOLDS = range(70, 101, 2)
Scores = tuple[float, float, float]


def in_half(person: str, *, tuned: bool) -> bool:
    """Say whether a person belongs to the half that was looked at (`tuned`) or to the one reported on."""
    return (sha256(person.encode()).digest()[0] % 2 == 0) == tuned


def scores(found: set[tuple[str, str]], true: set[tuple[str, str]]) -> Scores:
    """Return precision, recall and F1 of pairs."""
    precision, recall = share(len(found & true), len(found)), share(len(found & true), len(true))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def naive(reports: Sequence[Report], true: set[tuple[str, str]]) -> tuple[Scores, int]:
    """Return the peer's best scores and the threshold that gave them."""
    ordered = sorted(reports, key=lambda report: report.record_id)
    names = [fold(stated_name(report)) for report in ordered]
    births = [birth_of(report) for report in ordered]
    years = np.array([birth.day.year if birth else 0 for birth in births])
    ratios = process.cdist(names, names, scorer=fuzz.token_sort_ratio, score_cutoff=THRESHOLDS[0], dtype=np.uint8)
    fits = (years[:, None] == years[None, :]) | (years[:, None] == 0) | (years[None, :] == 0)
    left, right = np.nonzero(np.triu(np.where(fits, ratios, 0), 1))
    ids = [report.record_id for report in ordered]
    tried = []
    for threshold in THRESHOLDS:
        edges = [
            Edge(ids[a], ids[b], 1.0, float(ratios[a, b]))
            for a, b in zip(left.tolist(), right.tolist(), strict=True)
            if ratios[a, b] >= threshold
        ]
        joined = cluster(ids, edges, clash=lambda _left, _right: False)
        tried.append((scores(pairs_of(one.members for one in joined), true), threshold))
    return max(tried, key=lambda one: one[0][2])


def measure(title: str, reports: Sequence[Report], truth: dict[str, str]) -> None:
    """Print the tables of one set of records."""
    true = pairs_of(persons_of(truth))
    start = time.perf_counter()
    linked = link(reports)
    took = time.perf_counter() - start
    measured = agreement(linked, truth)
    start = time.perf_counter()
    peer, threshold = naive(reports, true)
    peer_took = time.perf_counter() - start
    people = len(persons_of(truth))
    print(f"\n**{title}**: {len(reports):,} records of {people:,} persons, {len(true):,} true pairs\n")
    print("| engine | precision | recall | F1 | pairs compared | seconds |\n|---|---|---|---|---|---|")
    ours = (measured.precision, measured.recall, measured.f1)
    print(f"| tidings, own threshold | {row(ours)} | {len(linked.candidates):,} | {took:.1f} |")
    all_pairs = len(reports) * (len(reports) - 1) // 2
    print(f"| token_sort + birth year, best threshold ({threshold}) | {row(peer)} | {all_pairs:,} | {peer_took:.1f} |")
    print(f"\nClusters of one person only {measured.cluster_precision:.3f}; ", end="")
    print(f"persons found whole {measured.cluster_recall:.3f};")
    print(f"true pairs compared {measured.candidate_recall:.3f}; calibration error {measured.calibration_error:.3f}.")
    print(f"Lost pairs: {', '.join(f'{number} {cause}' for cause, number in measured.lost) or 'none'}.\n")
    print("| called at least | pairs | said on average | true |\n|---|---|---|---|")
    for band in measured.calibration:
        print(f"| {band.low} | {band.pairs:,} | {band.claimed:.3f} | {band.true:.3f} |")


def main(folder: Path) -> int:
    """Print the tables of a folder's reporting half and of a fresh rehearsal."""
    if (folder / "records.csv").exists():
        whole = read_truth(folder / "truth.csv")
        truth = {record: person for record, person in whole.items() if in_half(person, tuned=False)}
        reports = [report for report in read_records([folder / "records.csv"]).reports if report.record_id in truth]
        measure(f"{folder.name}, the half not looked at", reports, truth)
    else:
        print(f"{folder} holds no records.csv and truth.csv: only the rehearsal is measured", file=sys.stderr)
    made = rehearse(FRESH_SEED, REHEARSED)
    tables = (*made.sources, made.requests)
    said = [from_row(line, source=table.name) for table in tables for line in table.rows]
    measure(f"rehearsal of {REHEARSED:,} people, seed {FRESH_SEED}", said, made.truth)
    return 0


def row(figures: Scores) -> str:
    """Return three figures as table cells."""
    return " | ".join(f"{figure:.3f}" for figure in figures)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE))
