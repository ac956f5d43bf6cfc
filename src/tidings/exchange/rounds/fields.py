"""Fields of a JSON file read strictly: a wrong one is refused with its path and what to write instead."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from tidings.kernel import BadDate, BadInput, PartialDate

LONGEST = 500
_UNKNOWN = (
    "Known here: {known}. Military value, skills and the number of petitions are never an input, "
    "and no setting can make them one."
)


class _Repeated(ValueError):
    """A key stands twice in one object."""


def loaded(content: bytes, file: str) -> object:
    """Read JSON; a repeated key, NaN and Infinity are refused.

    Raises:
        BadInput: it is no JSON, with the line.
    """
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise BadInput(file=file, line=None, field=None, problem="is not UTF-8", advice="Save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        raise BadInput(
            file=file, line=error.lineno, field=None, problem=f"is no JSON ({error.msg})", advice="Mend this line."
        ) from None
    except RecursionError:
        raise BadInput(
            file=file, line=None, field=None, problem="is nested too deeply", advice="See the schema."
        ) from None
    except ValueError as error:
        raise BadInput(file=file, line=None, field=None, problem=str(error), advice="Leave it out.") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Repeated(f"the key “{twice[:LONGEST]}” stands twice in one object")
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the file and where it stands.

    Attributes:
        value: as JSON has it.
        path: as in `sides.A.persons[3].consent`; empty for the whole file.
        file: the file as the person knows it.
    """

    value: object
    path: str
    file: str

    def refuse(self, problem: str, advice: str) -> BadInput:
        """Return the error that says what is wrong with this field."""
        return BadInput(file=self.file, line=None, field=self.path or None, problem=problem, advice=advice)

    def at(self, name: str | int, value: object) -> "Field":
        """Return a field inside this one."""
        step = f"[{name}]" if isinstance(name, int) else f".{name}" if self.path else name
        return Field(value, self.path + step, self.file)

    def mapping(self, known: Iterable[str] | None = None, *, required: Iterable[str] = ()) -> "dict[str, Field]":
        """Read an object whose keys are all known."""
        if not isinstance(self.value, Mapping):
            raise self.refuse(f"{_shown(self.value)} is no object", "Write {…}.")
        found = {str(name): self.at(str(name)[:LONGEST], value) for name, value in self.value.items()}
        if known is not None:
            for name in found.keys() - set(known):
                raise found[name].refuse("there is no such field", _UNKNOWN.format(known=", ".join(known)))
        for name in required:
            if name not in found:
                raise self.at(name, None).refuse("is missing", "Add it.")
        return found

    def items(self) -> "list[Field]":
        """Read a list."""
        if not isinstance(self.value, list | tuple):
            raise self.refuse(f"{_shown(self.value)} is no list", "Write […].")
        return [self.at(number, value) for number, value in enumerate(self.value)]

    def text(self) -> str:
        """Read a text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.refuse(f"{_shown(self.value)} is no text", 'Write it in quotes: "…".')
        if len(self.value) > LONGEST:
            raise self.refuse("is too long", f"At most {LONGEST} letters.")
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            raise self.refuse("holds half a letter (a lone surrogate)", "Write it again.")
        return self.value

    def label(self) -> str | None:
        """Read a text or a whole number that names a cell; null and "" name none."""
        if self.value is None or self.value == "":
            return None
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        return self.text()

    def one_of(self, choices: Iterable[str]) -> str:
        """Read one of a few words."""
        if not isinstance(self.value, str) or self.value not in choices:
            raise self.refuse(f"{_shown(self.value)} is none of the words known", f"Use one of: {', '.join(choices)}.")
        return self.value

    def flag(self) -> bool:
        """Read true or false."""
        if not isinstance(self.value, bool):
            raise self.refuse(f"{_shown(self.value)} is neither true nor false", "Write true or false without quotes.")
        return self.value

    def count(self, highest: int = 10**9) -> int:
        """Read a whole number from 0."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.refuse(f"{_shown(self.value)} is no whole number", "Write a number without quotes and point.")
        if not 0 <= self.value <= highest:
            raise self.refuse(f"{self.value} is out of range", f"Use 0 to {highest}.")
        return self.value

    def partial_date(self) -> PartialDate:
        """Read a day, a partial date or an interval (EDTF, or a list of its two ends)."""
        if isinstance(self.value, list | tuple) and len(self.value) == 2:  # noqa: PLR2004 -- an interval has two ends
            return self.at("interval", "/".join(end.text() for end in self.items())).partial_date()
        try:
            return PartialDate.parse(self.text())
        except BadDate as error:
            raise self.refuse(str(error), "Write 2024-03-12, 2024-03 or 2024-03-12/2024-04-02.") from None

    def day(self) -> date:
        """Read one day."""
        exact = self.partial_date().exact
        if exact is None:
            raise self.refuse(f"{_shown(self.value)} is not one day", "Write it as 2026-11-22.")
        return exact


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 -- enough to know it again
