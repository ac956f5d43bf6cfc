"""Pairs weighed by the model of `linkage.comparison`, the same for both engines."""

from typing import TYPE_CHECKING, Final

from tidings.linkage.comparison import compare_subjects
from tidings.linkage.engines.spark.records import subject_of_cells
from tidings.linkage.frequencies import Frequencies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pandas import DataFrame as Frame
    from pyspark.sql import DataFrame

WEIGHED: Final = "left string, right string, probability double, weight double"


def weighed(
    pairs: "DataFrame", rows: "DataFrame", frequencies: Frequencies, prior: float, *, floor: float
) -> "DataFrame":
    """Weigh pairs of ids; those less probable than `floor` are left out."""
    together = pairs.join(rows.toDF("left", "left_cells"), "left").join(rows.toDF("right", "right_cells"), "right")
    return together.mapInPandas(_weighing(frequencies, prior, floor), WEIGHED)


def _weighing(frequencies: Frequencies, prior: float, floor: float) -> "Callable[[Iterable[Frame]], Iterator[Frame]]":
    def weigh(frames: "Iterable[Frame]") -> "Iterator[Frame]":
        for frame in frames:
            compared = [
                compare_subjects(subject_of_cells(one), subject_of_cells(other), frequencies=frequencies, prior=prior)
                for one, other in zip(frame["left_cells"], frame["right_cells"], strict=True)
            ]
            found = frame[["left", "right"]].assign(
                probability=[one.probability for one in compared], weight=[one.weight for one in compared]
            )
            yield found[found["probability"] >= floor]

    return weigh
