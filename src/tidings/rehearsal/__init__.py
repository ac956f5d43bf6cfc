"""A made-up war with known truth: to train staff, to try the software, to measure it.

`rehearse(seed, size)` invents a population (`people`), decides what happened to each (`people.fate_of`), and lets five
kinds of source and the families say what they know in their own spelling (`sources`, `spelling`, `romanising`).
Everything follows from the seed. `ARTICLE` and `ARTICLE_REQUESTS` are a newspaper article of our own writing about
invented people, and the requests of their families.
"""

from tidings.rehearsal.article import ARTICLE, ARTICLE_DAY, ARTICLE_REQUESTS
from tidings.rehearsal.rehearse import Rehearsal, Table, rehearse, write_files

__all__ = ["ARTICLE", "ARTICLE_DAY", "ARTICLE_REQUESTS", "Rehearsal", "Table", "rehearse", "write_files"]
