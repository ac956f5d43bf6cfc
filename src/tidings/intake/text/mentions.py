# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Mentions: where a sentence speaks of a human being, by name or not, before it is known who is who."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from tidings.intake.text.spelling import folded
from tidings.intake.text.tables import given_names
from tidings.names.given import is_listed, read_given

PATRONYMIC_ENDINGS: Final = (
    "ovich", "evich", "ovych", "evych", "yovych", "iovych", "iiovych", "ovna", "evna", "ivna", "yivna", "iivna", "ichna", "inichna", "ojich", "oglu", "ogly", "ovitch", "ouvich",  # noqa: E501 -- one rule stays on one line
)  # fmt: skip
_SURNAME_ENDINGS: Final = (
    "ov", "ova", "ev", "eva", "yov", "in", "ina", "yn", "yna", "sky", "skyi", "skiy", "skij", "skii", "ski", "ska", "skaya", "skaia", "tsky", "ckyi", "enko", "chenko", "ko", "chuk", "uk", "iuk", "yuk", "ak", "iak", "yak", "yk", "ik",  # noqa: E501 -- one rule stays on one line
    "ych", "ich", "vych", "vich", "ets", "ec", "iets", "yan", "ian", "dze", "shvili", "iya", "uri", "oglu", "ullin", "ykh", "ikh", "oi", "oy", "yi", "iy", "nyi", "nyy", "aya", "ia", "aia", "lo", "la", "ar", "el", "ey", "ei", "ets", "nko", "ishyn", "ashvili", "ba",  # noqa: E501 -- one rule stays on one line
)  # fmt: skip
_FEMALE_ENDINGS: Final = (
    "ova",
    "eva",
    "ina",
    "yna",
    "aya",
    "aia",
    "skaya",
    "ska",
    "tska",
    "ovna",
    "evna",
    "ivna",
    "yivna",
    "iivna",
    "chna",
    "kaia",
)
_MALE_ENDINGS: Final = (
    "ov",
    "ev",
    "in",
    "yn",
    "sky",
    "skyi",
    "skiy",
    "skii",
    "ski",
    "yi",
    "iy",
    "ovich",
    "evich",
    "ovych",
    "ych",
    "evych",
    "yov",
    "ullin",
)


_SHORTEST_GIVEN: Final = 4  # letters from which the wide list of given names is trusted


@dataclass(slots=True)
class Mention:
    """One mention inside a sentence.

    Attributes:
        start: first token of it.
        end: one past its last token.
        kind: "name", "kin" ("her son"), "pronoun", or "unnamed" ("a freed prisoner").
        words: the words of the name, or of the noun for those not named.
        head: token from which the whole phrase begins, titles and determiner included.
        who: the person it turned out to mean.
        into: for a phrase joined with a name, the mention of that name.
    """

    start: int
    end: int
    kind: str
    words: tuple[str, ...]
    head: int
    rank: str = ""
    titles: tuple[str, ...] = ()
    sex: str = ""
    who: int | None = None
    relation: str = ""
    holder: "Mention | None" = None
    traits: set[str] = field(default_factory=set)
    into: "Mention | None" = None


def sex_of_given(word: str) -> str:
    """Return "m" or "f" for a known given name, "u" for one that both bear, "" for an unknown word."""
    own = _sex_of_given(word)
    return own or (_sex_of_given(word.split("-", maxsplit=1)[0]) if "-" in word else "")


@lru_cache(maxsize=20_000)
def _sex_of_given(word: str) -> str:
    """Look in this room's short list of sure names, then in the wide list of the names room."""
    known = given_names().get(folded(word), "")
    low = word.lower()
    if known or len(low) < _SHORTEST_GIVEN or not low.isalpha() or not is_listed(low):
        return known
    return read_given(low).gender or "u"


def is_patronymic(word: str) -> bool:
    """Say whether a word is built like a patronymic."""
    low = word.lower()
    return len(low) >= 7 and low.endswith(PATRONYMIC_ENDINGS)


def looks_like_surname(word: str) -> bool:
    """Say whether a word ends as surnames of these countries do."""
    return len(word) >= 4 and word.lower().endswith(_SURNAME_ENDINGS)


def sex_of_surname(word: str) -> str:
    """Return the sex a surname or patronymic tells by its ending, "" if none."""
    low = word.lower()
    if low.endswith(_FEMALE_ENDINGS):
        return "f"
    return "m" if low.endswith(_MALE_ENDINGS) else ""


def sex_of_name(words: tuple[str, ...]) -> str:
    """Return the sex that the words of a name tell, patronymic before given name before surname."""
    for word in words:
        if is_patronymic(word):
            return sex_of_surname(word)
    for word in words:
        sex = sex_of_given(word)
        if sex in ("m", "f") and (len(words) == 1 or word != words[-1] or not looks_like_surname(word)):
            return sex
    return next((sex for word in reversed(words) if len(words) > 1 and (sex := sex_of_surname(word))), "")


def name_parts(words: tuple[str, ...]) -> tuple[str, str, str]:
    """Part the words of a name into given name, patronymic and surname; "" for what is not there.

    Surname first is told by capitals ("KOVAL Ivan"), by a patronymic at the end, or by a known given name in
    second place.
    """
    initials = [word for word in words if word.endswith(".")]
    if len(initials) == 2 and len(words) == 3:
        return initials[0], initials[1], next(word for word in words if word not in initials)
    if len(words) == 1:
        return (words[0], "", "") if sex_of_given(words[0]) and not _is_shouted(words) else ("", "", words[0])
    patronymic = next((word for word in words[1:] if is_patronymic(word)), "")
    if patronymic and patronymic == words[-1] and len(words) > 2:
        return words[-2], patronymic, " ".join(words[:-2])
    rest = tuple(word for word in words if word != patronymic)
    if len(rest) == 1:
        return rest[0], patronymic, ""
    if _surname_first(rest):
        return " ".join(rest[1:]), patronymic, rest[0]
    return rest[0], patronymic, " ".join(rest[1:])


def _is_shouted(words: tuple[str, ...]) -> bool:
    return words[0].isupper() and len(words[0]) > 2


def _surname_first(words: tuple[str, ...]) -> bool:
    shouted = [len(word) > 2 and word.isupper() for word in words]
    if shouted[0] != shouted[-1]:
        return shouted[0]
    if words[-1].endswith("."):
        return True
    return (
        len(words) == 2 and not sex_of_given(words[0]) and not words[0].endswith(".") and bool(sex_of_given(words[-1]))
    )
