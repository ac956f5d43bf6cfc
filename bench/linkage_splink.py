"""The peer of bench_linkage.py: splink 5, run in an environment of its own.

`python linkage_splink.py PREPARED.parquet TRUTH.parquet SETUP [SETUP …]`. PREPARED holds unique_id, surname, given,
patronymic, born (ISO day or empty), year, city, unit, rank: our own folded spelling and our own reading of every
value, so that the peer is not held back by raw text. TRUTH holds unique_id and person. Comparisons, training and the
three sets of blocking rules are those of LINKAGE.md section 2; the threshold is the best one with the truth known, over
the pairs and over the clusters that the pairs imply, whichever is better for the peer. Prints one JSON line a set-up.
"""

import json
import resource
import sys
import time
from pathlib import Path

import duckdb
import numpy as np
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

TIGHT = (
    ("surname", "substr(given,1,1)"),
    ("born", "substr(given,1,1)"),
    ("substr(surname,1,4)", "year"),
    ("substr(surname,1,3)", "unit"),
)
SETUPS = {
    "tight": TIGHT,
    "mid": (("substr(surname,1,4)", "substr(given,1,1)"), *TIGHT[1:]),
    "wide": (
        ("surname",),
        ("substr(surname,1,4)", "substr(given,1,1)"),
        *TIGHT[1:],
        ("given", "substr(patronymic,1,4)", "year"),
    ),
}
THRESHOLDS = [x / 2 for x in range(-30, 50)]
RANDOM_PAIRS = 2e6


def _part(column: str, *extra: cll.CustomLevel) -> cl.CustomComparison:
    """Compare one part of the name: equal (frequencies counted), alike, the initial alone."""
    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            cll.NullLevel(column),
            cll.ExactMatchLevel(column, term_frequency_adjustments=True),
            cll.JaroWinklerLevel(column, 0.92),
            cll.JaroWinklerLevel(column, 0.82),
            *extra,
            cll.ElseLevel(),
        ],
    )


def _initial(column: str) -> cll.CustomLevel:
    return cll.CustomLevel(
        f"(length({column}_l)=1 or length({column}_r)=1) and substr({column}_l,1,1)=substr({column}_r,1,1)",
        label_for_charts="the initial agrees",
    )


def _swapped() -> cll.CustomLevel:
    return cll.CustomLevel("surname_l=given_r and given_l=surname_r", label_for_charts="swapped")


def settings(rules: tuple[tuple[str, ...], ...], label: str) -> SettingsCreator:
    """Return the peer's model with one set of blocking rules."""
    born = cl.CustomComparison(
        output_column_name="born",
        comparison_levels=[
            cll.CustomLevel("year_l is null or year_r is null", label_for_charts="null").configure(is_null_level=True),
            cll.ExactMatchLevel("born", term_frequency_adjustments=True),
            cll.LevenshteinLevel("born", 2),
            cll.CustomLevel("year_l = year_r", label_for_charts="year"),
            cll.CustomLevel("abs(year_l - year_r) <= 1", label_for_charts="year beside"),
            cll.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=[
            _part("surname", _swapped()),
            _part("given", _initial("given")),
            _part("patronymic", _initial("patronymic")),
            born,
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.ExactMatch("unit").configure(term_frequency_adjustments=True),
            cl.ExactMatch("rank").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        retain_matching_columns=False,
        linker_uid=label,
    )


def predicted(prepared: Path, label: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Train and predict; return both sides' ids, weights, and the seconds it took from file to pairs."""
    start = time.perf_counter()
    api = DuckDBAPI(duckdb.connect())
    frame = api.register(duckdb.sql(f"select * from '{prepared}'").df())  # noqa: S608 -- a path of our own
    linker = Linker(frame, settings(SETUPS[label], label))
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=1)
    linker.training.estimate_probability_two_random_records_match([block_on("surname", "given", "born")], recall=0.3)
    for rule in (block_on("surname", "given"), block_on("born")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_weight=-15).as_duckdbpyrelation()
    columns = found.select("unique_id_l, unique_id_r, match_weight").fetchnumpy()
    took = time.perf_counter() - start
    return columns["unique_id_l"], columns["unique_id_r"], columns["match_weight"], took


def _pairs(sizes: np.ndarray) -> int:
    return int((sizes.astype(np.int64) * (sizes.astype(np.int64) - 1) // 2).sum())


def of_clusters(left: np.ndarray, right: np.ndarray, person: np.ndarray, true: int) -> tuple[float, float, float]:
    """Return F1, precision and recall of the pairs that the components imply."""
    n = len(person)
    _, component = connected_components(coo_matrix((np.ones(len(left), np.int8), (left, right)), shape=(n, n)))
    implied = _pairs(np.bincount(component))
    both = component.astype(np.int64) * (int(person.max()) + 1) + person
    right_ones = _pairs(np.unique(both, return_counts=True)[1])
    return scores(right_ones, implied, true)


def scores(right_ones: int, found: int, true: int) -> tuple[float, float, float]:
    """Return F1, precision and recall."""
    precision, recall = right_ones / max(found, 1), right_ones / max(true, 1)
    return 2 * precision * recall / max(precision + recall, 1e-12), precision, recall


def main(prepared: Path, truth: Path, labels: list[str]) -> None:
    """Run the set-ups and print what they reach."""
    known = duckdb.sql(f"select unique_id, dense_rank() over (order by person) as person from '{truth}'").fetchnumpy()  # noqa: S608 -- a path of our own
    order = np.argsort(known["unique_id"])
    ids, person = known["unique_id"][order].astype(str), known["person"][order]
    true = _pairs(np.bincount(person))
    for label in labels:
        left_ids, right_ids, weight, took = predicted(prepared, label)
        left, right = np.searchsorted(ids, left_ids.astype(str)), np.searchsorted(ids, right_ids.astype(str))
        same = person[left] == person[right]
        best = max(
            max(
                (*scores(int(same[kept].sum()), int(kept.sum()), true), "pairs", threshold),
                (*of_clusters(left[kept], right[kept], person, true), "clusters", threshold),
            )
            for threshold in THRESHOLDS
            if (kept := weight >= threshold).any()
        )
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        line = dict(zip(("f1", "precision", "recall", "of", "threshold"), best, strict=True))
        kept = {"setup": label, **line, "pairs": len(weight), "reached": int(same.sum()) / true, "seconds": took}
        print(json.dumps({**kept, "gigabytes": memory}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
