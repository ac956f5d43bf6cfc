"""A person's name in any script: read it, fold it, compare it — every weight with its reason in words.

The way of a name through the room: `fold.py` cleans what people type, `parse.py` finds surname, given name and
patronymic, `letters.py` spells each word in *units* that both scripts share. `surname.py`, `given.py` and
`patronymic.py` know its forms and how common it is (tables in `data/`, built by tools/tables.py). `evidence.py` weighs
pairs of words with the learned edits of `edits.py`, `compare.py` sums them up, `reasons.py` says why. `keys.py` finds
candidates, `search.py` indexes a register by them, `romanise.py` spells Cyrillic in Latin letters.
"""

from tidings.names.compare import Comparison, compare
from tidings.names.fold import NameTooLong, fold
from tidings.names.keys import keys
from tidings.names.parse import Name, Reading, parse
from tidings.names.reasons import Reason
from tidings.names.romanise import romanise
from tidings.names.search import Hit, NameIndex

__all__ = [
    "Comparison",
    "Hit",
    "Name",
    "NameIndex",
    "NameTooLong",
    "Reading",
    "Reason",
    "compare",
    "fold",
    "keys",
    "parse",
    "romanise",
]
