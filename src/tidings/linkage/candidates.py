"""From shared keys to the few records worth comparing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

WIDE: Final = 60
"""A key that more records share is unselective: two of them are compared only if they share another key as well."""

BESIDE: Final = 25
"""Where even that leaves a crowd, each record is compared with so many neighbours: narrowed, never dropped."""

Row = int


def pairs(keys_of: Mapping[Row, Iterable[str]]) -> Iterator[tuple[Row, Row]]:
    """Yield every candidate pair once, the smaller row first."""
    keys = {row: frozenset(own) for row, own in keys_of.items()}
    seen: set[tuple[Row, Row]] = set()
    for rows in _buckets(keys, keys).values():
        for pair in _within(rows, keys):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _buckets(rows: Iterable[Row], keys: Mapping[Row, frozenset[str]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows):
        for key in sorted(keys[row]):
            found[key].append(row)
    return {key: members for key, members in found.items() if len(members) > 1}


def _within(rows: list[Row], keys: Mapping[Row, frozenset[str]]) -> Iterator[tuple[Row, Row]]:
    if len(rows) <= WIDE:
        yield from combinations(rows, 2)
        return
    met: set[Row] = set()
    for members in _buckets(rows, keys).values():
        if len(members) == len(rows):
            continue
        met.update(members)
        if len(members) <= WIDE:
            yield from combinations(members, 2)
        else:
            yield from _neighbours(sorted(members, key=lambda row: (sorted(keys[row]), row)))
    if len(met) < len(rows):
        yield from (pair for pair in _neighbours(rows) if not met.issuperset(pair))


def _neighbours(rows: list[Row]) -> Iterator[tuple[Row, Row]]:
    for place, row in enumerate(rows):
        yield from ((min(row, other), max(row, other)) for other in rows[place + 1 : place + 1 + BESIDE])
