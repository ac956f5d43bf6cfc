"""Candidate keys: short strings that two spellings of one name share although letters, script or parts differ."""

from functools import lru_cache
from itertools import islice
from typing import Final

from tidings.names.fold import LONGEST_NAME, fold
from tidings.names.given import class_of, read_given
from tidings.names.parse import Name, Reading, parse
from tidings.names.patronymic import family_of, read_patronymic
from tidings.names.surname import read_surname

MOST_KEYS: Final = 48
_SKELETON: Final = str.maketrans("hxzZSWCcfpdq", "ggsSSSSsvbtk", "aeiouAUOj")
_LONGEST_SKELETON: Final = 7
_MOST_CLASSES: Final = 2


@lru_cache(maxsize=200_000)
def skeleton(sound: str) -> str:
    """Return the consonants of a word in units, those that romanisations and ears confuse made one."""
    bones = sound.translate(_SKELETON)
    thin = "".join(unit for place, unit in enumerate(bones) if not place or unit != bones[place - 1])
    return (thin or sound)[:_LONGEST_SKELETON]


@lru_cache(maxsize=200_000)
def given_ids(plain: str) -> tuple[str, ...]:
    """Return the numbers of the likeliest classes of a given name; its skeleton where it is unknown."""
    name = read_given(plain)
    if name.initial:
        return ()
    ranked = sorted(name.kinds, key=lambda number: -class_of(number).share)
    return tuple(str(number) for number in ranked[:_MOST_CLASSES]) or (f"~{skeleton(name.units)}",)


def father_id(plain: str) -> str:
    """Return the father's name behind a patronymic, one for all that share patronymics; its skeleton where unknown."""
    father = read_patronymic(plain)
    return family_of(father) or f"~{skeleton(father.stem)}"


def alias_key(folded: str) -> str:
    """Return the skeleton of a folded nickname or call sign, whatever its words."""
    return skeleton(folded.replace(" ", ""))


def _reading_keys(reading: Reading) -> list[str]:
    """Return the keys of one reading, the most telling first."""
    bones = [skeleton(read_surname(word).stem) for word in reading.surname if len(word) > 1]
    given = [number for word in reading.given[:1] for number in given_ids(word)]
    father = father_id(reading.patronymic) if len(reading.patronymic) > 1 else ""
    found = [f"s:{bone}" for bone in bones[:2]]
    if father:
        found += [f"gf:{number}:{father}" for number in given]
        found += [f"sf:{bone[:3]}:{father}" for bone in bones[:1]]
    found += [f"sg:{bone[:3]}:{number}" for bone in bones[:1] for number in given]
    # A skeleton with one consonant left out meets any other with one typo; only with the given name, to stay selective.
    for bone in bones[:1] if given else ():
        found += [f"d:{bone[:i] + bone[i + 1 :]}:{given[0]}" for i in range(len(bone), -1, -1)]
    if not bones:
        found += [f"g:{number}" for number in given]
    return found


def keys(name: str | Name) -> frozenset[str]:
    """Return the candidate keys, at most `MOST_KEYS`; two names that share none are never compared.

    The kinds: `s:` surname skeleton, `sg:` its beginning and the given name's class, `d:` with one consonant left out,
    `gf:` given name and father, `sf:` surname and father, `g:` a lone given name, `a:` an alias.
    """
    read = parse(name) if isinstance(name, str) else name
    found: dict[str, None] = {}
    folded = (fold(alias[:LONGEST_NAME]) for alias in read.alias)
    found.update(dict.fromkeys(f"a:{alias_key(alias)}" for alias in sorted(set(folded)) if alias))
    for reading in read.readings:
        found.update(dict.fromkeys(_reading_keys(reading)))
    return frozenset(islice(found, MOST_KEYS))
