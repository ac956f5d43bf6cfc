"""Starting Spark, or joining the one that is there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from tidings.kernel import TidingsError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL: Final = "local[2]"
"""Where no master is named: two threads of this machine."""

QUIET: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.adaptive.enabled": "true",
}
"""Settings of a Spark in this process: nothing listens beyond this machine."""

BUSY: Final = {"spark.sql.execution.arrow.pyspark.enabled": "true"}


class NoSpark(TidingsError):
    """Spark is not there, or there is no Java to run it."""

    code = "linkage.no_spark"


@contextmanager
def session(master: str = "") -> Iterator["SparkSession"]:
    """Give a Spark session; one that was started here is stopped at the end.

    Args:
        master: where Spark runs ("spark://host:7077", "yarn"); "" is SPARK_MASTER of the environment, else this
            machine. A session that is already active in this process (spark-submit, a notebook) is joined.

    Raises:
        NoSpark: pyspark, pandas or Java is missing.
    """
    if not (find_spec("pyspark") and find_spec("pandas")):
        raise NoSpark("Spark is not installed. Install tidings[spark], or leave out --engine spark")
    from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415 -- an extra
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- the same

    if active := SparkSession.getActiveSession():
        yield active
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    where = master or os.environ.get("SPARK_MASTER", LOCAL)
    builder = SparkSession.builder.master(where).appName("tidings link")
    for name, value in {**BUSY, **(QUIET if where.startswith("local") else {})}.items():
        builder = builder.config(name, value)
    try:
        started = builder.getOrCreate()
    except PySparkRuntimeError as problem:
        raise NoSpark(f"Spark does not start: {problem}. It needs Java 17 or later (JAVA_HOME)") from problem
    started.sparkContext.setLogLevel("ERROR")
    try:
        yield started
    finally:
        started.stop()
