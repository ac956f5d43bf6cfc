"""The files of `tidings link` (DESIGN.md 4): clusters.csv, pairs.csv and, when these are whole, report.json."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from tidings.linkage.engines.linked import LinkedRows, probabilities

CLUSTERS: Final = "clusters.csv"
PAIRS: Final = "pairs.csv"
REPORT: Final = "report.json"
PART: Final = ".part"
"""Ends the name of a file that is being written: what a killed run leaves behind does not look done."""

SCRATCH: Final = "pairs.part"
"""The file into which pairs go that are more than memory should hold."""

LEFT_BEHIND: Final = (SCRATCH, CLUSTERS + PART, PAIRS + PART, REPORT + PART)
"""What a killed run may leave; the next one takes it away."""

_NEEDS_QUOTES: Final = '[",\\n\\r]'


def made_ready(out: Path) -> None:
    """Make the folder and see that it can be written into, before hours of work.

    Raises:
        OSError: it cannot.
    """
    out.mkdir(parents=True, exist_ok=True)
    for left_behind in LEFT_BEHIND:
        (out / left_behind).unlink(missing_ok=True)
    trial = out / (REPORT + PART)
    trial.write_text("", encoding="utf-8")
    trial.unlink()


def write(out: Path, linked: LinkedRows, report: Mapping[str, object]) -> None:
    """Write the three files; the report last, an older one is taken away first.

    Raises:
        OSError: the folder cannot be written into, or the disk is full.
    """
    (out / REPORT).unlink(missing_ok=True)
    ids = pa.array(linked.ids, pa.string())
    quoting = "needed" if pc.any(pc.match_substring_regex(ids, _NEEDS_QUOTES)).as_py() else "none"
    clusters = pa.table({"record_id": ids, "person_id": ids.take(pa.array(linked.person))})
    pairs = pa.table(
        {
            "left": ids.take(pa.array(linked.pairs.left)),
            "right": ids.take(pa.array(linked.pairs.right)),
            "probability": np.round(probabilities(linked.pairs.weight, linked.learned.prior), 6),
            "weight": np.round(linked.pairs.weight.astype(np.float64), 3),
        }
    )
    parts = [(out / (name + PART), out / name) for name in (CLUSTERS, PAIRS, REPORT)]
    try:
        for table, (part, _) in zip((clusters, pairs), parts, strict=False):
            _table(part, table, quoting)
        text = json.dumps(report, ensure_ascii=False, indent=2, sort_keys=True)
        parts[-1][0].write_text(text + "\n", encoding="utf-8")
        for part, file in parts:
            part.replace(file)
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)


def _table(file: Path, table: pa.Table, quoting: str) -> None:
    """Write a table; its header stands without quotation marks."""
    with file.open("wb") as stream:
        stream.write((",".join(table.column_names) + "\n").encode())
        csv.write_csv(table, stream, csv.WriteOptions(include_header=False, quoting_style=quoting))
