"""What kind of terms these are, because some kinds are solved exactly and at once.

Sets of people are nested where any two of them are disjoint or one holds the other; sums over them are then chosen by
going through people from the best down (a matroid). Two nested families, such as categories and places, are a flow:
every corner of the relaxation is in whole numbers. A third crossing family, or weights other than 1, can break that
(METHODS C3).
"""

from typing import Final, Literal

import numpy as np
from scipy import sparse

from tidings.exchange.planning.programme import Programme

Structure = Literal["nested", "two_partitions", "general"]
_MOST_ROWS: Final = 2000


def structure_of(programme: Programme) -> Structure:
    """Say what kind of terms these are; `general` where it is not one of the kinds known."""
    matrix = programme.matrix
    if (matrix.nnz and (np.abs(matrix.data).max() > 1)) or len(programme.names) > _MOST_ROWS:
        return "general"
    colours = _coloured(_crossing(_sets(matrix)))
    if colours is None:
        return "general"
    one_sided = not (matrix.data < 0).any()
    return "nested" if one_sided and not colours.any() else "two_partitions"


def _sets(matrix: sparse.csr_array) -> sparse.csr_array:
    """Part every row into the people it adds and those it takes away."""
    added, taken = matrix.copy(), matrix.copy()
    added.data, taken.data = np.maximum(matrix.data, 0), np.maximum(-matrix.data, 0)
    sets = sparse.csr_array(sparse.vstack([added, taken], dtype=np.int64))
    sets.eliminate_zeros()
    return sets


def _crossing(sets: sparse.csr_array) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    """Say which sets cross: they share people and neither holds the other."""
    common = (sets @ sets.T).toarray()
    size = np.diag(common)
    crossing = (common > 0) & (common < size[:, None]) & (common < size[None, :])
    return np.asarray(crossing)


def _coloured(
    crossing: "np.ndarray[tuple[int, int], np.dtype[np.bool_]]",
) -> "np.ndarray[tuple[int], np.dtype[np.int64]] | None":
    """Part the sets into two families without crossing; None where that cannot be."""
    colour = np.full(len(crossing), -1)
    for start in range(len(crossing)):
        if colour[start] >= 0:
            continue
        colour[start], waiting = 0, [start]
        while waiting:
            here = waiting.pop()
            others = np.flatnonzero(crossing[here])
            if (colour[others] == colour[here]).any():
                return None
            fresh = others[colour[others] < 0]
            colour[fresh] = 1 - colour[here]
            waiting += fresh.tolist()
    return colour
