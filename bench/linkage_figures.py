"""What a run of `tidings link` reached, computed from the files it wrote and the truth alone."""

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

Numbers = npt.NDArray[np.int64]
BANDS: Final = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0000001)


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of the pairs that the clusters imply; of clusters; calibration by bands.

    Attributes:
        records, persons, true_pairs: size of the register.
        precision, recall, f1: of pairs.
        pure: share of the clusters of two and more that hold one person only.
        whole: share of the persons with two and more records that are one whole cluster.
        calibration_error: mean distance of claimed and true over the bands, weighted by pairs.
        bands: lower edge, pairs, claimed on average, share true.
        written_true: share of the true pairs that stand in pairs.csv.
    """

    records: int
    persons: int
    true_pairs: int
    precision: float
    recall: float
    f1: float
    pure: float
    whole: float
    calibration_error: float
    bands: tuple[tuple[float, int, float, float], ...]
    written_true: float


def _codes(texts: list[str]) -> Numbers:
    return np.unique(np.asarray(texts), return_inverse=True)[1].astype(np.int64)


def _pairs(groups: Numbers) -> int:
    sizes = np.bincount(groups).astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _read(file: Path, columns: dict[str, str]) -> dict[str, npt.NDArray[np.generic]]:
    kinds = {"text": "string", "number": "float64"}
    types = {name: kinds[kind] for name, kind in columns.items()}
    options = pa_csv.ConvertOptions(column_types=types, include_columns=list(columns))
    table = pa_csv.read_csv(file, convert_options=options)
    return {name: pc.cast(table[name], kinds[kind]).to_numpy() for name, kind in columns.items()}


def figures(out: Path, truth: Path) -> Figures:
    """Measure `out/clusters.csv` and `out/pairs.csv` against a table of record_id and person_id."""
    known = _read(truth, {"record_id": "text", "person_id": "text"})
    found = _read(out / "clusters.csv", {"record_id": "text", "person_id": "text"})
    ids = known["record_id"].astype(str)
    order = np.argsort(ids)
    ids, person = ids[order], np.unique(known["person_id"][order].astype(str), return_inverse=True)[1]
    place = np.searchsorted(ids, found["record_id"].astype(str))
    cluster = np.empty(len(ids), np.int64)
    cluster[place] = np.unique(found["person_id"].astype(str), return_inverse=True)[1]
    both = np.unique(cluster * (int(person.max()) + 1) + person, return_inverse=True)[1]
    hits, implied, true = _pairs(both), _pairs(cluster), _pairs(person)
    precision, recall = hits / max(implied, 1), hits / max(true, 1)
    bands, error, written = _calibration(out / "pairs.csv", ids, person, true)
    return Figures(
        records=len(ids),
        persons=int(person.max()) + 1,
        true_pairs=true,
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / max(precision + recall, 1e-12),
        pure=_one_only(cluster, person),
        whole=_whole(cluster, person, both),
        calibration_error=error,
        bands=bands,
        written_true=written,
    )


def _one_only(cluster: Numbers, person: Numbers) -> float:
    """Return the share of the clusters of two and more in which one person stands."""
    pairs = np.unique(np.stack([cluster, person]), axis=1)[0]
    people = np.bincount(pairs, minlength=int(cluster.max()) + 1)
    several = np.bincount(cluster) > 1
    return float((people[several] == 1).mean()) if several.any() else 1.0


def _whole(cluster: Numbers, person: Numbers, both: Numbers) -> float:
    """Return the share of the persons with two and more records that are exactly one cluster."""
    of_cluster, of_person = np.bincount(cluster)[cluster], np.bincount(person)[person]
    met = np.bincount(both)[both]
    fits = (met == of_cluster) & (met == of_person)
    several = of_person > 1
    weight = 1.0 / of_person[several]
    return float((fits[several] * weight).sum() / weight.sum()) if several.any() else 1.0


def _calibration(
    file: Path, ids: npt.NDArray[np.str_], person: Numbers, true: int
) -> tuple[tuple[tuple[float, int, float, float], ...], float, float]:
    pairs = _read(file, {"left": "text", "right": "text", "probability": "number"})
    left, right = (person[np.searchsorted(ids, pairs[side].astype(str))] for side in ("left", "right"))
    same, claimed = left == right, pairs["probability"].astype(np.float64)
    bands, error = [], 0.0
    for low, high in itertools.pairwise(BANDS):
        within = (claimed >= low) & (claimed < high)
        if within.any():
            said, was = float(claimed[within].mean()), float(same[within].mean())
            bands.append((low, int(within.sum()), said, was))
            error += abs(said - was) * within.sum() / len(claimed)
    return tuple(bands), float(error), float(same.sum()) / max(true, 1)
