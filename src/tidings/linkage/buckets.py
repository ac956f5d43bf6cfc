"""A key table in memory: records under their entries, read piece by piece as the register's own table is."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from tidings.linkage.looking import Entry, Look


class Buckets:
    """Records by the entries they stand under, each bucket in the order of their sketches."""

    def __init__(self) -> None:
        self._buckets: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._entries: dict[int, tuple[int, tuple[int, ...]]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, record: int, look: Look) -> None:
        """Enter a record that is not there yet."""
        sketch = look.number
        self._entries[record] = (sketch, look.entries)
        for entry in look.entries:
            insort(self._buckets[entry], (sketch, record))

    def remove(self, record: int) -> None:
        """Take a record out."""
        sketch, entries = self._entries.pop(record)
        for entry in entries:
            bucket = self._buckets[entry]
            del bucket[bisect_left(bucket, (sketch, record))]
            if not bucket:
                del self._buckets[entry]

    def read(self, look: Look) -> Iterator[Entry]:
        """Yield what stands under the entries of whoever looks, piece by piece."""
        for entry, pieces in look.asked():
            bucket = self._buckets.get(entry, [])
            for low, high, most in pieces:
                start, end = bisect_left(bucket, (low,)), bisect_right(bucket, (high + 1,))
                yield from ((entry, sketch, record) for sketch, record in islice(bucket, start, min(end, start + most)))
