"""A mistake in a form: which field, and what to do about it."""

from dataclasses import dataclass

from tidings.kernel.errors import TidingsError
from tidings.web.views.errors import in_the_readers_words


@dataclass(frozen=True, slots=True)
class Mistake:
    """One line of the summary; `field` is the id of the input it links to, "" for the whole form."""

    field: str
    words: str


def mistake(error: TidingsError, field: str = "") -> Mistake:
    """Make the line for what the core refused."""
    return Mistake(field, in_the_readers_words(error))
