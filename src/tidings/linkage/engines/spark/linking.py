"""`tidings link --engine spark`: the pairs are found and weighed on Spark, the persons joined on the driver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tidings.linkage.engines.batch.columns import Int32s
from tidings.linkage.engines.batch.encoding import encode
from tidings.linkage.engines.batch.linking import SAMPLED, Task, scattered, verdicts_of_rows
from tidings.linkage.engines.linked import KEPT_FROM, Clock, LinkedRows, Pairs, Progress
from tidings.linkage.engines.results import Asked, LinkReport, finish
from tidings.linkage.engines.spark.candidates import candidates, keyed
from tidings.linkage.engines.spark.records import read_rows
from tidings.linkage.engines.spark.session import session
from tidings.linkage.engines.spark.weighing import weighed
from tidings.linkage.engines.tables import read_truth
from tidings.linkage.engines.truth import people_of
from tidings.linkage.engines.writing import made_ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pandas import DataFrame as Frame
    from pyspark.sql import DataFrame, SparkSession

STEPS: Final = 4


@dataclass(frozen=True, slots=True)
class _Rows:
    """The ids of all records, ascending: what turns the ids of Spark into the rows of the driver."""

    ids: npt.NDArray[np.str_]

    def of(self, pairs: "DataFrame") -> tuple[Int32s, Int32s]:
        """Return the rows of (left, right), in order."""
        left, right, _ = self.in_order(pairs.select("left", "right").toArrow())
        return left, right

    def in_order(self, table: pa.Table) -> tuple[Int32s, Int32s, npt.NDArray[np.int64]]:
        """Return the rows of a table's left and right, in order, and where each stood."""
        left, right = (
            np.searchsorted(self.ids, table[side].to_numpy(zero_copy_only=False).astype(str)).astype(np.int32)
            for side in ("left", "right")
        )
        order = np.lexsort((right, left))
        return left[order], right[order], order


def link_files_on_spark(  # noqa: PLR0913 -- what the command is given
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
    """Say who is who over record tables, the pairs found and weighed on Spark; as `engines.results.link_files`.

    The driver reads the tables into columns too (some 200 bytes a record), counts and learns from a sample as the
    local engine does, and joins the persons; `clock` is not looked at, for Spark keeps its own times.

    Raises:
        BadInput: a table cannot be read, or a `record_id` is missing or stands twice.
        NoSpark: Spark or Java is missing.
    """
    del clock
    made_ready(out)
    known = read_truth(truth) if truth else None
    with session() as spark:
        linked = linked_on(
            spark,
            files,
            truth=known,
            verdicts=verdicts,
            clean_sources=clean_sources,
            learning=learning,
            progress=progress,
        )
    return finish(linked, Asked(files, clean_sources, known), out=out)


def linked_on(
    spark: "SparkSession",
    files: Sequence[Path],
    *,
    truth: Mapping[str, str] | None = None,
    verdicts: Mapping[tuple[str, str], bool] | None = None,
    clean_sources: frozenset[str] = frozenset(),
    learning: bool = True,
    progress: Progress | None = None,
) -> LinkedRows:
    """Link on a session; as `engines.batch.linking.link_tables`."""
    told = progress or (lambda _words, _done, _all: None)
    task = Task.of(encode(files, progress=progress), clean_sources)
    told("on Spark", 1, STEPS)
    columns, ids = task.encoded.columns, _Rows(np.array(task.encoded.columns.ids))
    rows = read_rows(spark, files)
    met = candidates(keyed(rows).localCheckpoint(), records=len(columns)).localCheckpoint()
    size = met.count()
    told("on Spark", 2, STEPS)
    if learning and len(columns) > 1:
        step = 1 + size // SAMPLED
        left, right = ids.of(met if step == 1 else _sampled(met, ids, step, spark))
        chosen = scattered(left, right, step)
        task = task.learned(left[chosen], right[chosen], step)
    pairs = weighed(met, rows, task.frequencies, task.prior, floor=KEPT_FROM).localCheckpoint()
    told("on Spark", 3, STEPS)
    kept = _pairs(pairs, ids)
    found = task.finished(task.scorer(), kept, verdicts_of_rows(columns.ids, verdicts or {}))
    compared = _true(met, ids, truth, spark) if truth else found.compared
    told("on Spark", STEPS, STEPS)
    return replace(found, candidates=size, compared=compared)


def _sampled(met: "DataFrame", ids: _Rows, step: int, spark: "SparkSession") -> "DataFrame":
    """Leave out on Spark what `scattered` will not choose, so that the driver gets the sample alone."""
    rows = spark.createDataFrame(list(zip(ids.ids.tolist(), range(len(ids.ids)), strict=True)), "id string, row int")
    told = met.join(rows.toDF("left", "one"), "left").join(rows.toDF("right", "other"), "right")
    return told.mapInPandas(_chosen(step), "left string, right string")


def _chosen(step: int) -> "Callable[[Iterable[Frame]], Iterator[Frame]]":
    def choose(frames: "Iterable[Frame]") -> "Iterator[Frame]":
        for frame in frames:
            chosen = scattered(frame["one"].to_numpy(np.int32), frame["other"].to_numpy(np.int32), step)
            yield frame.loc[chosen, ["left", "right"]]

    return choose


def _pairs(pairs: "DataFrame", ids: _Rows) -> Pairs:
    table = pairs.toArrow()
    left, right, order = ids.in_order(table)
    return Pairs(left, right, table["weight"].to_numpy().astype(np.float32)[order])


def _true(met: "DataFrame", ids: _Rows, truth: Mapping[str, str], spark: "SparkSession") -> tuple[Int32s, Int32s]:
    """Return the pairs compared that are of one person in truth."""
    person = people_of(ids.ids.tolist(), truth)
    known = [(record, int(number)) for record, number in zip(ids.ids.tolist(), person, strict=True) if number >= 0]
    persons = spark.createDataFrame(known, "id string, person long")
    told = met.join(persons.toDF("left", "one"), "left").join(persons.toDF("right", "other"), "right")
    return ids.of(told.filter("one = other"))
