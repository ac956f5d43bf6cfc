"""Ranks and units of both armies: read what people write, put in order.

`read_rank` gives a place on one ladder ("рядовой" = "private" = "солдат"); `read_units` the number and
kind of formations.
"""

from tidings.forces.ranks import Rank, read_rank
from tidings.forces.units import Unit, read_units

__all__ = ["Rank", "Unit", "read_rank", "read_units"]
