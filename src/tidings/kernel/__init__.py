"""What every room stands on, and nothing else: errors, partial dates, scripts, register numbers, canonical bytes.

Start with `TidingsError` (`errors`), then `PartialDate` and `read_date` (`dates`), `script_of` (`scripts`),
`numbered` (`identifiers`) and `canonical_json` (`canonical`). No clock, no randomness, no file is touched here.
"""

from tidings.kernel.canonical import canonical_json
from tidings.kernel.dates import BadDate, PartialDate, age_on, birth_from_age, days_apart, overlaps, read_date
from tidings.kernel.errors import BadInput, TidingsError
from tidings.kernel.identifiers import numbered, read_number
from tidings.kernel.scripts import apostrophes_folded, language_of, script_of

__all__ = [
    "BadDate",
    "BadInput",
    "PartialDate",
    "TidingsError",
    "age_on",
    "apostrophes_folded",
    "birth_from_age",
    "canonical_json",
    "days_apart",
    "language_of",
    "numbered",
    "overlaps",
    "read_date",
    "read_number",
    "script_of",
]
