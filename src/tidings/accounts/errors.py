"""Refusals of this room."""

from typing import ClassVar

from tidings.kernel.errors import TidingsError


class Refused(TidingsError):
    """The rules say no; the text names the rule. A refusal is an answer, not a fault."""

    code: ClassVar[str] = "accounts.refused"
