"""A person's name in any script: read it, fold it, compare it — every weight with its reason in words.

`parse` reads a name into parts (`parse.py`); words become *units* that both scripts share (`letters.py`, `fold.py`); surnames,
given names and patronymics are read with their forms and frequencies (`surname.py`, `given.py`, `patronymic.py`, tables in `data/`
built by tools/tables.py); `evidence.py` weighs pairs of words with the learned edits of `edits.py`; `compare` sums them up
(`compare.py`) and says why (`reasons.py`); `keys` finds candidates (`keys.py`); `romanise` spells Cyrillic in Latin (`romanise.py`).
"""

from tidings.names.compare import Comparison, compare
from tidings.names.fold import NameTooLong, fold
from tidings.names.keys import keys
from tidings.names.parse import Name, Reading, parse
from tidings.names.reasons import Reason
from tidings.names.romanise import romanise

__all__ = ["Comparison", "Name", "NameTooLong", "Reading", "Reason", "compare", "fold", "keys", "parse", "romanise"]
