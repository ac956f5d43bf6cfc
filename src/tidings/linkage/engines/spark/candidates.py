"""The pairs worth comparing, as joins: the keys and the narrowing of `engines.batch.blocking`, bucket by bucket."""

from typing import TYPE_CHECKING, Final

from tidings.linkage.engines.batch.blocking import generous, spared
from tidings.linkage.engines.batch.narrowing import ALONE, APART, BESIDE, DEEPEST, NARROWED, WEAK
from tidings.linkage.engines.batch.walking import LETTERS_APART, YEARS_APART
from tidings.linkage.engines.spark.facts import alike_of, facts_of, glance_of, whole_keys
from tidings.linkage.engines.spark.records import subject_of_cells
from tidings.linkage.keys import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pandas import DataFrame as Frame
    from pyspark.sql import Column, DataFrame

KEYED: Final = (
    "record_id string, keys array<string>, facts map<string, array<string>>, alike string, "
    "glance struct<first int, last int, day_of_year string, father string, sex string, surnamed boolean>"
)

HOPELESS: Final = f"""
    levenshtein(a.father, b.father) > {LETTERS_APART} or (
        a.first > 0 and b.first > 0 and greatest(b.first - a.last, a.first - b.last) > {YEARS_APART}
        and not (a.day_of_year <=> b.day_of_year and a.day_of_year is not null)
    )
"""
"""The rule of `walking`: another known father, or born years apart where it is no slip of the year."""


def keyed(rows: "DataFrame") -> "DataFrame":
    """Return of each record its candidate keys, the facts that narrow them, whom its name is like, and its glance."""
    return rows.mapInPandas(_keyed, KEYED)


def _keyed(frames: "Iterable[Frame]") -> "Iterator[Frame]":
    import pandas  # noqa: PLC0415, ICN001 -- an extra, on the workers

    for frame in frames:
        subjects = [subject_of_cells(cells) for cells in frame["cells"]]
        own = [keys_of(subject) for subject in subjects]
        yield pandas.DataFrame({
            "record_id": frame["record_id"],
            "keys": [sorted(keys | whole_keys(one)) for keys, one in zip(own, subjects, strict=True)],
            "facts": [facts_of(subject) for subject in subjects],
            "alike": [alike_of(subject) for subject in subjects],
            "glance": [glance_of(one, keys)._asdict() for keys, one in zip(own, subjects, strict=True)],
        })  # fmt: skip


def candidates(known: "DataFrame", *, records: int) -> "DataFrame":
    """Return the pairs worth comparing, `left` before `right`, each once.

    Args:
        known: what `keyed` returns.
        records: how many there are: it decides how wide keys may be, and which kinds are spared.
    """
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- an extra

    narrow, crowds = _buckets(_keys(known, spared(records)), known, generous(records))
    beside = narrow.alias("a").join(narrow.alias("b"), "bucket").filter("a.record_id < b.record_id")
    met = beside.filter(~sql.col("a.kind").isin(*APART) | (sql.col("a.alike") != sql.col("b.alike")))
    pairs = _kinds_of(_pairs(met).unionAll(_neighbours(crowds)))
    glances = known.select("record_id", "glance")
    both = pairs.join(glances.toDF("left", "a"), "left").join(glances.toDF("right", "b"), "right")
    enough = both.filter("least = 0 or bit_count(kinds) > 1 or not (a.surnamed and b.surnamed)")
    return enough.filter(f"not coalesce({HOPELESS}, false)").select("left", "right")


def _pairs(met: "DataFrame") -> "DataFrame":
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- an extra

    weak = sql.coalesce(*(sql.when(sql.col("a.kind") == kind, bit) for kind, bit in WEAK.items()), sql.lit(0))
    one, other = sql.col("a.record_id"), sql.col("b.record_id")
    return met.select(sql.least(one, other).alias("left"), sql.greatest(one, other).alias("right"), weak.alias("weak"))


def _kinds_of(pairs: "DataFrame") -> "DataFrame":
    """Return each pair once, with the weak kinds of key it shares and whether there is a strong one."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- an extra

    kinds = sql.expr("bit_or(weak)").alias("kinds")
    return pairs.groupBy("left", "right").agg(kinds, sql.min("weak").alias("least"))


def _neighbours(crowds: "DataFrame") -> "DataFrame":
    """Let those of a crowd that nothing narrows meet the next in it, like names beside each other."""
    from pyspark.sql import Window  # noqa: PLC0415 -- an extra
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- the same

    within = Window.partitionBy("bucket", "by").orderBy("alike", "record_id")
    placed = crowds.withColumn("place", sql.row_number().over(within))
    reached = placed.withColumn("near", sql.explode(sql.sequence(sql.col("place") + 1, sql.col("place") + BESIDE)))
    met = (
        reached.filter("meeting")
        .alias("a")
        .join(placed.alias("b"), sql.expr("a.bucket = b.bucket and a.by = b.by and a.near = b.place"))
    )
    return _pairs(met)


def _buckets(open_: "DataFrame", known: "DataFrame", wider: int) -> tuple["DataFrame", "DataFrame"]:
    """Return the keys that are narrow, or have been narrowed, with their records; and the crowds that were not."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- an extra

    facts = known.select("record_id", sql.explode("facts").alias("letter", "values"))
    facts = facts.select("record_id", "letter", sql.explode("values").alias("value")).localCheckpoint()
    narrow, crowds = [], []
    for depth in range(DEEPEST + 1):
        sized = open_.join(_pairs_in(open_, wider), ["bucket", "by"]).localCheckpoint()
        narrow.append(sized.filter("narrow").select("bucket", "kind", "record_id", "alike"))
        wide = sized.filter("not narrow")
        if not depth:
            crowds.append(wide.filter(sql.col("kind").isin(*ALONE)).withColumn("meeting", sql.col("alone")))
        last = wide if depth == DEEPEST else wide.filter("by = ''")
        crowds.append(last.withColumn("meeting", sql.lit(True)))  # noqa: FBT003 -- a column of Spark
        open_ = _narrowed(wide.filter("by <> ''"), facts)
    return _together(narrow).distinct().localCheckpoint(), _together(crowds).localCheckpoint()


def _together(parts: "list[DataFrame]") -> "DataFrame":
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.unionByName(part)
    return whole


def _keys(known: "DataFrame", spare: frozenset[str]) -> "DataFrame":
    """Return every key with its record, what narrows it, and whether nothing but the crowd is left to the record."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- an extra

    bare = sql.expr("not exists(map_keys(facts), letter -> letter in ('f', 'y', 'u', 'h', 'm'))")
    alone = bare & (~sql.col("bucket").startswith("s:") | ~sql.expr("array_contains(map_keys(facts), 'g')"))
    keys = known.select("record_id", "alike", "facts", sql.explode("keys").alias("bucket"))
    kind = sql.substring_index("bucket", ":", 1).alias("kind")
    told = keys.select("record_id", "alike", "bucket", kind, alone.alias("alone")).filter(
        sql.col("kind").isin(*(NARROWED.keys() - spare))
    )
    return told.withColumn("by", _told("kind", 1)).localCheckpoint()


def _told(kind: str, place: int) -> "Column":
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- an extra

    told = sql.create_map(*(sql.lit(part) for name, own in NARROWED.items() for part in (name, own[place])))
    return told[sql.col(kind)]


def _pairs_in(open_: "DataFrame", wider: int) -> "DataFrame":
    """Say of each bucket whether it makes few enough pairs; like names need not meet in some kinds."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- an extra

    group = sql.when(sql.col("kind").isin(*APART), sql.col("alike")).otherwise(sql.col("record_id"))
    groups = open_.groupBy("bucket", "by", "kind", group.alias("group")).agg(sql.count("*").alias("size"))
    sizes = groups.groupBy("bucket", "by", "kind").agg(
        sql.sum("size").alias("size"), sql.sum(sql.col("size") * sql.col("size")).alias("inner")
    )
    most = _told("kind", 0) * wider
    few = sql.expr("(size * size - inner) div 2") <= sql.floor(most * most / 2)
    return sizes.select("bucket", "by", few.alias("narrow"))


def _narrowed(wide: "DataFrame", facts: "DataFrame") -> "DataFrame":
    """Part crowded buckets by each further fact; the facts behind it may narrow them once more."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 -- an extra

    letters = sql.posexplode(sql.split("by", "")).alias("place", "letter")
    asked = wide.select("record_id", "alike", "alone", "bucket", "kind", "by", letters).filter("letter <> ''")
    found = asked.join(facts, ["record_id", "letter"])
    return found.select(
        "record_id",
        "alike",
        "alone",
        sql.concat_ws("|", "bucket", "letter", "value").alias("bucket"),
        "kind",
        sql.expr("substring(by, place + 2)").alias("by"),
    ).distinct()
