"""Which script and which language a short text is in."""

import re
import unicodedata
from typing import Final, Literal

Script = Literal["latin", "cyrillic", "mixed", ""]
Language = Literal["en", "ru", "uk", ""]

_APOSTROPHES: Final = dict.fromkeys(map(ord, "’‘ʼʻ′´`ʹ＇‛ʾʿ՚"), "'")
_ONLY_UKRAINIAN: Final = re.compile("[іїєґ]")
_ONLY_RUSSIAN: Final = re.compile("[ыэёъ]")
_UKRAINIAN_WORD: Final = re.compile(
    r"\b(?:та|що|як|його|був|була|були|з|із|зі|року|роки|під|час|вона|вони|воно|яка|який|які|або|але|де|коли|ще|про|для|й|"
    r"до|від|після|мати|батько|син|донька|дружина|чоловік|полон|полонений|зник|безвісти)\b"
)
_RUSSIAN_WORD: Final = re.compile(
    r"\b(?:и|что|как|его|был|была|были|с|из|года|годы|под|время|она|они|оно|которая|который|или|но|где|когда|еще|"
    r"об|для|от|после|мать|отец|сын|дочь|жена|муж|плен|пленный|пропал|без|вести|к|со|во|в)\b"
)


def script_of(text: str) -> Script:
    """Say in which script the letters of a text stand; "" where it has neither Latin nor Cyrillic letters."""
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in set(text) if letter.isalpha()}
    match "LATIN" in names, "CYRILLIC" in names:
        case True, True:
            return "mixed"
        case True, False:
            return "latin"
        case False, True:
            return "cyrillic"
        case _:
            return ""


def language_of(text: str) -> Language:
    """Say in which of our three languages a short text is written; "" where it could be either or neither.

    Letters decide first (only Ukrainian has і ї є ґ, only Russian ы э ё ъ), then small words.
    Text with more Latin letters than Cyrillic ones is taken for English.
    """
    lowered = text.lower()
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in lowered)
    latin = sum("a" <= letter <= "z" for letter in lowered)
    if latin > cyrillic:
        return "en"
    ukrainian, russian = len(_ONLY_UKRAINIAN.findall(lowered)), len(_ONLY_RUSSIAN.findall(lowered))
    if ukrainian == russian:
        ukrainian, russian = len(_UKRAINIAN_WORD.findall(lowered)), len(_RUSSIAN_WORD.findall(lowered))
    if ukrainian == russian:
        return ""
    return "uk" if ukrainian > russian else "ru"


def apostrophes_folded(text: str) -> str:
    """Write every kind of apostrophe as the plain one (U+0027): Ukrainian sources mix a dozen."""
    return text.translate(_APOSTROPHES)
