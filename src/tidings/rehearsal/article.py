"""A newspaper article of our own writing about invented people, and what their families ask."""

from datetime import date
from importlib.resources import files
from typing import Final

_DATA: Final = files("tidings.rehearsal").joinpath("data")
ARTICLE: Final = _DATA.joinpath("article.txt").read_text(encoding="utf-8")
ARTICLE_REQUESTS: Final = _DATA.joinpath("article_requests.csv").read_text(encoding="utf-8")
ARTICLE_DAY: Final = date(2024, 11, 14)
"""The day the article is dated."""
