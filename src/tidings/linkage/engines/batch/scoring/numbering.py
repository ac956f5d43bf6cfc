"""Numbers for values that are met again and again."""

from collections.abc import Hashable, Iterable

import numpy as np

from tidings.linkage.engines.batch.columns import Int32s


class Numbering(dict[Hashable, int]):
    """A number for every distinct value, as they come."""

    def __missing__(self, value: Hashable) -> int:
        self[value] = len(self)
        return self[value]

    def column(self, values: Iterable[Hashable]) -> Int32s:
        """Return the numbers of values."""
        return np.fromiter((self[value] for value in values), np.int32)
