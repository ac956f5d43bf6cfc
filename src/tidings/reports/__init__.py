"""The Report: what one source says about one person at one time, checked at the door.

Start with `Report` (the value, and its `identity`), then `from_row` and `to_row` (the record table, `COLUMNS`),
`from_json` and `to_json` (the JSON line), and `EVENTS` (what may be said of a person). `word_for` knows the words
tables use for events, sexes and relations in three languages.
"""

from tidings.reports.columns import COLUMNS, REQUEST_COLUMNS
from tidings.reports.jsonline import from_json, to_json
from tidings.reports.report import BadReport, Relative, Report
from tidings.reports.row import from_row, to_row
from tidings.reports.vocabulary import nothing_words, says_nothing, word_for
from tidings.reports.words import CAPTIVE_EVENTS, DEATH_EVENTS, EVENTS, RELATIONS, RELEASE_EVENTS, ROLES

__all__ = [
    "CAPTIVE_EVENTS",
    "COLUMNS",
    "DEATH_EVENTS",
    "EVENTS",
    "RELATIONS",
    "RELEASE_EVENTS",
    "REQUEST_COLUMNS",
    "ROLES",
    "BadReport",
    "Relative",
    "Report",
    "from_json",
    "from_row",
    "nothing_words",
    "says_nothing",
    "to_json",
    "to_row",
    "word_for",
]
