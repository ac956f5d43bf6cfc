"""Reading English texts: from an article never seen to Reports.

The way of a text, a module a step: `clean` (page furniture off, positions kept) → `tokens` (sentences, glued words
parted) → `spotting`, `naming`, `people` (names found, spellings joined) → `interviews` (who is asked) → `phrases`
and `discourse` ("her son", "he", "the second") → `clauses` (whose verb it is) → `triggers`, `bearers` and `events`
(what befell whom, by `rules/events.toml`),
`announcements` (of those named after it) → `when`, `places`, `settings` → `pairs` and
`kinship`, `details`, `claims` → `roles` and `assemble` (who is traced, lines). `story` leads through it.
"""

from datetime import date

from tidings.intake.text.assemble import Assembly
from tidings.intake.text.story import Reader
from tidings.kernel.errors import BadInput
from tidings.kernel.scripts import script_of
from tidings.reports import Report

LONGEST_TEXT = 60_000
"""Code points that are read, some ten thousand words: what stands beyond is kept with the original and not read."""


def read_text(text: str, *, language: str, as_of: date | None, source: str) -> tuple[Report, ...]:
    """Read an English text.

    Args:
        text: the decoded original; spans point into it.
        language: of the text: "en", or "" where unknown.
        as_of: the day of the text where it does not say one itself.
        source: who says it.

    Returns:
        One line an event for each person traced, one line for each other person, one for each figure.

    Raises:
        BadInput: the text is Russian or Ukrainian, which is not read yet.
    """
    if language in ("ru", "uk"):
        raise BadInput(
            file=source or "text", line=None, field=None, problem="running text in Russian and Ukrainian is not read yet",  # noqa: E501 -- one rule stays on one line
            advice="The text is kept; enter what it says by hand, or give it as a table",
        )  # fmt: skip
    passage = text[:LONGEST_TEXT]
    if not passage.strip() or script_of(passage[:4000]) == "cyrillic":
        return ()
    return Assembly(Reader(passage, as_of).read(), passage, source).reports()


__all__ = ["LONGEST_TEXT", "read_text"]
