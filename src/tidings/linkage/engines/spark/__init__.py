"""Batch linkage on Spark, for what one machine cannot hold: the same keys, the same narrowing, the same weights.

`session` starts or joins Spark, `records` reads the tables, `candidates` joins records by their keys, `weighing`
weighs the pairs with `linkage.comparison`, `linking` puts it together. Everything that is wide stays in Spark; the
driver holds the figures counted on the data and the pairs that are probable enough to join somebody.

On a cluster the workers need this package and its dependencies: pack the virtual environment (`venv-pack`), give it by
`spark.archives`, and set PYSPARK_PYTHON to the Python inside; see docs/linkage.md.
"""

from tidings.linkage.engines.spark.linking import link_files_on_spark, linked_on
from tidings.linkage.engines.spark.session import NoSpark, session

__all__ = ["NoSpark", "link_files_on_spark", "linked_on", "session"]
