"""The one base of every error a person can act on."""

from typing import ClassVar


class TidingsError(Exception):
    """Something a person can act on; `str()` is fit to show, and the edge translates it by `code`."""

    code: ClassVar[str] = "tidings"


class BadInput(TidingsError):
    """A file, row or field that cannot be taken as it stands.

    Attributes:
        file: the file as the person knows it, never a machine path they did not give.
        line: counted from 1, or None where the whole file is meant.
        field: the column or JSON key, or None where the whole row is meant.
        problem: what is wrong, without a full stop.
        advice: what to do about it.
    """

    code: ClassVar[str] = "kernel.bad_input"

    def __init__(self, *, file: str, line: int | None, field: str | None, problem: str, advice: str) -> None:
        self.file = file
        self.line = line
        self.field = field
        self.problem = problem
        self.advice = advice
        place = file if line is None else f"{file}:{line}"
        named = f"{field}: " if field else ""
        super().__init__(f"{place}: {named}{problem}. {advice}".rstrip())
