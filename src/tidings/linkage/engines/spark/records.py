"""Record tables as rows of Spark: an id, and the cells as one JSON object."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tidings.kernel import BadInput
from tidings.linkage.engines.layout import layout_of
from tidings.linkage.engines.tables import mended_report, rows_of
from tidings.linkage.subject import Subject, read_subject

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SCHEMA: Final = "record_id string, cells string"
PLAIN: Final = frozenset({"utf-8-sig", "utf-8"})


def read_rows(spark: "SparkSession", files: Sequence[Path]) -> "DataFrame":
    """Read record tables; plain CSV and Parquet by Spark itself, anything else row by row on the driver.

    Raises:
        BadInput: a file is no table, or a `record_id` is missing or stands twice.
    """
    read = [_read(spark, file) for file in files]
    rows = read[0]
    for further in read[1:]:
        rows = rows.unionByName(further)
    rows = rows.cache()
    _check(rows, files)
    return rows


def _read(spark: "SparkSession", file: Path) -> "DataFrame":
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- an extra

    suffix = file.suffix.casefold()
    if suffix == ".parquet":
        table = spark.read.parquet(str(file))
    elif suffix != ".xlsx" and (layout := layout_of(file)).encoding in PLAIN:
        table = spark.read.csv(str(file), header=True, sep=layout.delimiter, quote='"', escape='"', multiLine=True)
    else:
        held = [(row.get("record_id"), json.dumps(row, ensure_ascii=False)) for _, row in rows_of(file)]
        return spark.createDataFrame(held, SCHEMA)
    if "record_id" not in table.columns:
        raise _wrong(file, "there is no column record_id", "Give a record table with a column record_id")
    names = [name.lstrip("\ufeff") for name in table.columns]
    table = table.toDF(*names)
    return table.select(
        sql.trim(sql.col("record_id").cast("string")).alias("record_id"),
        sql.to_json(sql.struct(*(sql.col(f"`{name}`").cast("string").alias(name) for name in names))).alias("cells"),
    )


def _check(rows: "DataFrame", files: Sequence[Path]) -> None:
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- an extra

    where = files[0] if len(files) == 1 else files[0].parent
    if rows.filter(sql.col("record_id").isNull() | (sql.col("record_id") == "")).head():
        raise _wrong(where, "a record_id is empty", "Every record needs an id of its own")
    twice = rows.groupBy("record_id").count().filter("count > 1").orderBy("record_id").head()
    if twice:
        raise _wrong(where, f"“{twice['record_id']}” stands twice", "Every record needs an id of its own")


def _wrong(file: Path, problem: str, advice: str) -> BadInput:
    return BadInput(file=str(file), line=None, field="record_id", problem=problem, advice=advice)


@lru_cache(maxsize=50_000)
def subject_of_cells(cells: str) -> Subject:
    """Read the cells of a row; those that cannot be read are left out, as in the other engine."""
    found = {name: value for name, value in json.loads(cells).items() if value is not None}
    report, _ = mended_report(found, Path(), 0)
    return read_subject(report)
