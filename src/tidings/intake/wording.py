"""What intake says of files and rows, in the language of whoever reads it.

Problems, advice and warnings are kept in English, once; a page shows them in its reader's language (`wording.toml`).
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

_GAP: Final = re.compile(r"\{\d\}")
_LONGEST: Final = 2_000


@cache
def _sentences() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    listed = tomllib.loads(files("tidings.intake").joinpath("wording.toml").read_text(encoding="utf-8"))["said"]
    return [(_pattern(said["en"]), said) for said in listed]


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, _GAP.split(english))), re.DOTALL)


def in_language(sentence: str, language: str) -> str:
    """Say a problem, an advice or a warning of intake in another language.

    Args:
        sentence: as `Held`, `Reading.warnings` or `BadInput` have it.
        language: "en", "uk" or "ru".

    Returns:
        The sentence in that language; as it is where it is not one of ours.
    """
    if language not in ("uk", "ru") or len(sentence) > _LONGEST:
        return sentence
    for pattern, said in _sentences():
        if found := pattern.fullmatch(sentence):
            # only what is said of a sheet holds another sentence of ours; other gaps hold the words of the file
            nested = said["en"].startswith("Sheet")
            values = [in_language(value, language) if nested else value for value in found.groups()]
            return _filled(said[language], values)
    return sentence


def _filled(sentence: str, values: list[str]) -> str:
    return _GAP.sub(lambda gap: values[int(gap[0][1]) - 1], sentence)
