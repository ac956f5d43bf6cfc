"""Given names: classes of names that are one name (Yevhen, Evgeny, Женя), their sex and how common they are."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from tidings.names.letters import is_cyrillic, units
from tidings.names.surname import Gender
from tidings.names.tables import rows

UNSEEN_BITS: Final = 15.0
"""-log2 of the share of a given name that stands in no list."""

COMMON_SHARE: Final = 5e-4
RARE_SHARE: Final = 5e-5
"""Share below which a listed form may as well be another name's oblique case (Андрея)."""
_SHORTEST_SLIP: Final = 4
_LONGEST_SLIP: Final = 24
_MOST_SLIPS: Final = 3
_SHORTEST_TWO_SLIPS: Final = 5
_HARDLY_LISTED: Final = 2**-18
"""Share below which a listed form is rather a slip of a common name that came into the list (Микала)."""
_FOND_ENDING: Final = re.compile("(?:[uU]x|[uU]S|[eioUA]Ck|[aeiUA]nk|[uU]Sk|[oeiA]k|Cik|[oA]n|os|[Aa]s|us|k)[aoA]?$")
_SEXES: Final[dict[str, Gender]] = {"m": "m", "f": "f"}


@dataclass(frozen=True, slots=True)
class GivenClass:
    """One given name in all its forms: the Russian and the Ukrainian formal name, sex, share of people."""

    number: int
    russian: str
    ukrainian: str
    sex: Gender
    share: float


@dataclass(frozen=True, slots=True)
class Given:
    """One given name as read: its units and, by class number, how the form belongs to the class.

    The kinds: `r` Russian, `u` Ukrainian, `o` of another language, `s` short or fond, `n` a neighbouring name often
    used for it,
    `t` a slip of the hand, `w` two of them (then `listed` is false).
    """

    units: str
    kinds: dict[int, str]
    listed: bool
    gender: Gender
    share: float
    initial: bool
    cyrillic: bool


@lru_cache(maxsize=1)
def _classes() -> tuple[tuple[GivenClass, ...], dict[str, dict[int, str]]]:
    table = list(rows("given.tsv.gz"))
    total = sum(int(count) for _, _, _, count, _ in table)
    classes, forms = [], defaultdict[str, dict[int, str]](dict)
    for number, (russian, ukrainian, sex, count, spelled) in enumerate(table):
        own = ukrainian.split(" ")
        classes.append(GivenClass(number, russian, own[0], _SEXES.get(sex, ""), int(count) / total))
        for group in spelled.split(" "):
            for form in group[2:].split(","):
                forms[form][number] = group[0]
    return tuple(classes), dict(forms)


def class_of(number: int) -> GivenClass:
    """Return a class by its number."""
    return _classes()[0][number]


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    return {found.russian: found.number for found in _classes()[0]}


def number_of(russian: str) -> int | None:
    """Return the number of the class of a formal Russian name in lower case."""
    return _numbers().get(russian)


def _agreed_sex(numbers: dict[int, str]) -> Gender:
    """Return the sex that all likely classes of a form share."""
    classes = _classes()[0]
    likely = max((classes[number].share for number in numbers), default=0.0)
    sexes = {classes[number].sex for number in numbers if classes[number].share * 50 >= likely}
    return sexes.pop() if len(sexes) == 1 else ""


@lru_cache(maxsize=2)
def _common_forms(of_kinds: str) -> dict[str, frozenset[int]]:
    """Return the forms of common names; only these are looked for behind a slip of the hand."""
    found = defaultdict[str, set[int]](set)
    for form, kinds in _classes()[1].items():
        for number, kind in kinds.items():
            if kind in of_kinds and _classes()[0][number].share >= COMMON_SHARE and len(form) >= _SHORTEST_SLIP:
                found[form].add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def _slip_of(sound: str) -> dict[int, str]:
    """Return the common names, few enough to mean something, that an unknown form is a slip of.

    A slip of a formal name is looked for first, one of a short form where there is none.
    """
    if not _SHORTEST_SLIP <= len(sound) <= _LONGEST_SLIP:
        return {}
    for kinds, slips, kind in (("ru", 1, "t"), ("s", 1, "t"), ("ru", 2, "w")):
        if slips > 1 and len(sound) < _SHORTEST_TWO_SLIPS:
            break
        forms = _common_forms(kinds)
        most = slips if len(sound) > _SHORTEST_TWO_SLIPS else 1
        near = extract(sound, forms.keys(), scorer=OSA.distance, score_cutoff=most, limit=2 * _MOST_SLIPS)
        numbers = frozenset[int]().union(*(forms[form] for form, _, _ in near))
        if slips > 1:
            numbers |= _common_anagrams().get("".join(sorted(sound)), frozenset())
        if numbers:
            return dict.fromkeys(sorted(numbers), kind) if len(numbers) <= (_MOST_SLIPS if slips == 1 else 1) else {}
    return {}


@lru_cache(maxsize=1)
def _common_anagrams() -> dict[str, frozenset[int]]:
    """Return the common formal names by their letters in the order of the alphabet (Vlamidir, Analoty)."""
    found = defaultdict[str, frozenset[int]](frozenset)
    for form, numbers in _common_forms("ru").items():
        found["".join(sorted(form))] |= numbers
    return dict(found)


def _fond_of(sound: str) -> dict[int, str]:
    """Return the common names that an unknown form with a fond ending may come of (Андрюха, Никитос)."""
    found = _FOND_ENDING.search(sound)
    stem = sound[: found.start()] if found else ""
    if len(stem) < _SHORTEST_SLIP:
        return {}
    formal = _common_forms("ru")
    return {number: "s" for form, numbers in formal.items() if form.startswith(stem) for number in sorted(numbers)}


def is_listed(plain: str) -> bool:
    """Say whether some list has a cleaned word as a given name."""
    return units(plain) in _classes()[1]


def is_formal(plain: str) -> bool:
    """Say whether a cleaned word is a usual given name of our languages as it stands, formal or short."""
    classes = _classes()
    return any(
        kind in "rus" and classes[0][number].share >= RARE_SHARE
        for number, kind in classes[1].get(units(plain), {}).items()
    )


def _hardly_listed(kinds: dict[int, str]) -> bool:
    """Say whether a listed form is so rare, or only met in another language, that it may as well be a slip."""
    shares = [_classes()[0][number].share for number in kinds]
    return max(shares) < _HARDLY_LISTED or (max(shares) < COMMON_SHARE and set(kinds.values()) <= {"o"})


@lru_cache(maxsize=200_000)
def read_given(plain: str) -> Given:
    """Read one cleaned given name or initial."""
    sound = units(plain)
    listed = _classes()[1].get(sound)
    kinds = (_fond_of(sound) or _slip_of(sound)) if listed is None else listed
    if listed is not None and _hardly_listed(listed):
        kinds = {**_slip_of(sound), **listed}
    own = kinds if listed is None else listed  # what a slip may stand for makes no form a common one
    shares = [_classes()[0][number].share for number in own]
    return Given(
        sound,
        kinds,
        listed is not None,
        _agreed_sex(own),
        max(shares, default=2**-UNSEEN_BITS),
        len(plain) == 1,
        is_cyrillic(plain),
    )


@lru_cache(maxsize=1)
def _formal_forms() -> dict[int, tuple[str, ...]]:
    found = defaultdict[int, list[str]](list)
    for form, kinds in _classes()[1].items():
        for number, kind in kinds.items():
            if kind in "ru":
                found[number].append(form)
    return {number: tuple(forms) for number, forms in found.items()}


def formal_forms(name: Given) -> tuple[str, ...]:
    """Return the formal Russian and Ukrainian forms of the classes of a name, in units."""
    return tuple(form for number in name.kinds for form in _formal_forms().get(number, ()))


@lru_cache(maxsize=1)
def _initials() -> dict[int, frozenset[str]]:
    return {number: frozenset(form[0] for form in forms) for number, forms in _formal_forms().items()}


def initials_of(name: Given) -> frozenset[str]:
    """Return the units with which the name behind a form may begin, in any of its languages."""
    own = {name.units[:1]}
    return frozenset(own.union(*(_initials().get(number, frozenset()) for number in name.kinds)))


def initials_listed(plain: str) -> frozenset[str]:
    """Return the same of a form that the lists have; no slips are looked for."""
    sound = units(plain)
    numbers = _classes()[1].get(sound, {})
    return frozenset({sound[:1]}.union(*(_initials().get(number, frozenset()) for number in numbers)))


@lru_cache(maxsize=10_000)
def initial_share(letters: frozenset[str]) -> float:
    """Return the share of people whose given name may begin with one of some letters, in units."""
    return sum(class_of(number).share for number, begin in _initials().items() if begin & letters)
