"""Dates as far as they are known.

Start with `PartialDate` (a day, a month, `XXXX-10`, an interval), then `overlaps` and `days_apart` (two of them),
`birth_from_age` and `age_on` (age ⇄ birth), and `read_date` (what people write, in three languages).
"""

from tidings.kernel.dates.ages import age_on, birth_from_age
from tidings.kernel.dates.compare import days_apart, overlaps
from tidings.kernel.dates.partial import BadDate, PartialDate
from tidings.kernel.dates.reading import read_date

__all__ = ["BadDate", "PartialDate", "age_on", "birth_from_age", "days_apart", "overlaps", "read_date"]
