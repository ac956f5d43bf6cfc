"""Places of Ukraine, Russia and Belarus: read what people write, compare, measure the distance.

Start with `read` (words in three languages → settlements and regions), then `compare` (same, near, same region, apart).
The table is distilled from GeoNames (CC BY 4.0, see data/NOTICE) by tools/make_places.py.
"""

from tidings.places.comparison import Nearness, compare, kilometres
from tidings.places.folding import fold
from tidings.places.gazetteer import Region, Settlement, regions, settlement
from tidings.places.reading import Reading, read

__all__ = [
    "Nearness",
    "Reading",
    "Region",
    "Settlement",
    "compare",
    "fold",
    "kilometres",
    "read",
    "regions",
    "settlement",
]
