"""A person's name in any script: read it, fold it, compare it — every weight with its reason in words.

The way of a name through the room: `fold.py` cleans what people type, `parse.py` finds surname, given name and
patronymic (`cases.py` in the nominative), `letters.py` spells each word in *units* that both scripts share.
`surname.py`, `given.py` and `patronymic.py` know its forms and how common it is (tables in `data/`, built by
tools/tables.py). `evidence.py` weighs pairs of words with the learned edits of `edits.py`, `compare.py` sums them up,
`reasons.py` says why, `explain.py` says how one name is read. `keys.py` finds candidates for linkage. `search.py` is
the index of a register over `words.py` (surnames by their letters), `lexicon.py` (by how they are written in Latin)
and `postings.py` (who bears them); `searching.py` runs it over files, which `filed.py` reads. `shares.py` counts how
common names are. `romanise.py` spells Cyrillic in Latin letters by the schemes people meet, `cyrillic.py` goes the way
back with the learned groups of letters of `spelled.py`.
"""

from tidings.names.cases import nominatives
from tidings.names.compare import Comparison, compare
from tidings.names.cyrillic import cyrillise
from tidings.names.explain import Explanation, explain
from tidings.names.filed import read_table
from tidings.names.fold import NameTooLong, fold
from tidings.names.keys import keys
from tidings.names.parse import Name, Reading, parse
from tidings.names.reasons import Reason
from tidings.names.romanise import romanise
from tidings.names.search import Hit, NameIndex
from tidings.names.searching import search_files
from tidings.names.shares import Shares, counted

__all__ = [
    "Comparison",
    "Explanation",
    "Hit",
    "Name",
    "NameIndex",
    "NameTooLong",
    "Reading",
    "Reason",
    "Shares",
    "compare",
    "counted",
    "cyrillise",
    "explain",
    "fold",
    "keys",
    "nominatives",
    "parse",
    "read_table",
    "romanise",
    "search_files",
]
