"""Why records that were linked stand where they stand: what holds a person together, and where it would break."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from tidings.kernel import BadInput
from tidings.linkage.clusters import Edge
from tidings.linkage.comparison import Comparison, compare_subjects
from tidings.linkage.deciding import JOINED_FROM
from tidings.linkage.engines.writing import CLUSTERS, PAIRS, REPORT
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import read_subject
from tidings.names.shares import Floors

FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a record stands with those it stands with.

    Attributes:
        record: its id.
        person: the id of its person.
        members: all records of that person, in order.
        held_by: the likeliest pairs that join them, the weakest first; without it they fall into `parts`.
        parts: what the person falls into without the weakest pair; where people's verdicts alone hold records
            together, the parts that no pair joins. One part where nothing can break.
        beside: the likeliest pairs with records of other people, and the person of each.
    """

    record: str
    person: str
    members: tuple[str, ...]
    held_by: tuple[Edge, ...]
    parts: tuple[tuple[str, ...], ...]
    beside: tuple[tuple[Edge, str], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of `tidings link` left in its folder.

    Attributes:
        folder: where its files are.
        files: the tables that were linked.
        clean_sources: sources whose keepers let nobody stand twice.
        prior: bits of a pair picked blindly.
        weights: what was learned, as report.json has it.
    """

    folder: Path
    files: tuple[Path, ...]
    clean_sources: frozenset[str]
    prior: float
    weights: Mapping[str, float]

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Read the report of a run.

        Raises:
            BadInput: the folder holds no whole run.
        """
        report = folder / REPORT
        try:
            told = json.loads(report.read_text(encoding="utf-8"))
            files, sources = tuple(Path(file) for file in told["files"]), frozenset(told["clean_sources"])
            return cls(folder, files, sources, float(told["prior"]), dict(told["weights"]))
        except FileNotFoundError:
            raise _unusable(report, "is not there") from None
        except (ValueError, KeyError, TypeError):
            raise _unusable(report, "is no report of a run that can be explained") from None

    def standing(self, record: str, *, shown: int = 5) -> Standing:
        """Say why a record stands where it stands; `shown` of the pairs with other people are told.

        Raises:
            BadInput: no such record was linked.
        """
        clusters = _read(self.folder / CLUSTERS, {"record_id": pa.string(), "person_id": pa.string()})
        person = clusters.filter(pc.equal(clusters["record_id"], record))["person_id"].to_pylist()
        if not person:
            raise _unusable(self.folder / CLUSTERS, f"has no record “{record}”", "Look at the spelling of its id")
        members = tuple(sorted(clusters.filter(pc.equal(clusters["person_id"], person[0]))["record_id"].to_pylist()))
        inside, outside = self._edges(members)
        held, parts = _tree(members, inside)
        strangers = {edge.left if edge.right in members else edge.right for edge in outside[:shown]}
        there = clusters.filter(pc.is_in(clusters["record_id"], pa.array(sorted(strangers), pa.string())))
        home = dict(zip(there["record_id"].to_pylist(), there["person_id"].to_pylist(), strict=True))
        beside = [(edge, home[edge.left if edge.right in members else edge.right]) for edge in outside[:shown]]
        return Standing(record, person[0], members, held, parts, tuple(beside))

    def _edges(self, members: Sequence[str]) -> tuple[list[Edge], list[Edge]]:
        """Return the pairs among some records, and those with others, the likeliest first."""
        types = {"left": pa.string(), "right": pa.string(), "probability": pa.float64(), "weight": pa.float64()}
        pairs = _read(self.folder / PAIRS, types)
        ours = pa.array(members, pa.string())
        left, right = pc.is_in(pairs["left"], ours), pc.is_in(pairs["right"], ours)
        touched = pairs.filter(pc.or_(left, right)).sort_by([("weight", "descending")])
        edges = [Edge(**row) for row in touched.to_pylist()]
        among = set(members)
        inside = [edge for edge in edges if {edge.left, edge.right} <= among]
        return inside, [edge for edge in edges if not {edge.left, edge.right} <= among]

    def compared(self, left: str, right: str) -> Comparison:
        """Compare two records as the run did: with what was counted in its tables and learned from them.

        Raises:
            BadInput: no such record is in the tables, or a table is no longer as it was.
        """
        from tidings.linkage.engines.batch.encoding import encode  # noqa: PLC0415 -- its compiler takes a second to load
        from tidings.linkage.engines.batch.tallies import count_columns  # noqa: PLC0415 -- likewise

        encoded = encode(self.files)
        rows = {record: row for row, record in enumerate(encoded.columns.ids) if record in {left, right}}
        for record in (left, right):
            if record not in rows:
                raise _unusable(self.folder / REPORT, f"names tables without a record “{record}”", "Link them again")
        one, other = (read_subject(encoded.report(rows[record])) for record in sorted((left, right)))
        frequencies = self._learned(count_columns(encoded.columns, clean_sources=self.clean_sources))
        return compare_subjects(one, other, frequencies=frequencies, prior=self.prior)

    def _learned(self, counted: Frequencies) -> Frequencies:
        floors = {name.removesuffix(f".{FLOOR}"): bits for name, bits in self.weights.items() if name in _FLOORS}
        told = {name: bits for name, bits in self.weights.items() if name not in _FLOORS}
        shifts = {(feature, level): bits for name, bits in told.items() for feature, _, level in [name.rpartition(".")]}
        return replace(counted, shifts=shifts, names=replace(counted.names, floors=Floors(**floors)))


_FLOORS = frozenset(f"{part}.{FLOOR}" for part in Floors._fields)


def _tree(members: Sequence[str], edges: Iterable[Edge]) -> tuple[tuple[Edge, ...], tuple[tuple[str, ...], ...]]:
    """Return the likeliest pairs that join all members, the weakest first, and the parts without that one.

    The edges come in falling order, so those that join two parts make the maximum spanning tree (Kruskal 1956).
    """
    held = [edge for edge in _joining(members, edges) if edge.probability >= JOINED_FROM]
    held.reverse()
    whole = _parts(members, held)
    return tuple(held), whole if len(whole) > 1 or not held else _parts(members, held[1:])


def _joining(members: Sequence[str], edges: Iterable[Edge]) -> list[Edge]:
    home = {member: member for member in members}
    found = []
    for edge in edges:
        one, other = home[edge.left], home[edge.right]
        if one != other:
            found.append(edge)
            home = {member: other if own == one else own for member, own in home.items()}
    return found


def _parts(members: Sequence[str], edges: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    home = {member: {member} for member in members}
    for edge in edges:
        merged = home[edge.left] | home[edge.right]
        home |= dict.fromkeys(merged, merged)
    return tuple(sorted({tuple(sorted(part)) for part in home.values()}))


def _read(file: Path, types: Mapping[str, pa.DataType]) -> pa.Table:
    try:
        return csv.read_csv(file, convert_options=csv.ConvertOptions(column_types=types, strings_can_be_null=False))
    except FileNotFoundError:
        raise _unusable(file, "is not there") from None
    except pa.ArrowInvalid as problem:
        raise _unusable(file, f"cannot be read ({problem})") from None


def _unusable(file: Path, problem: str, advice: str = "Give the folder that `tidings link --out` wrote") -> BadInput:
    return BadInput(file=str(file), line=None, field=None, problem=problem, advice=advice)
