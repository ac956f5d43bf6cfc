"""The lot among equals: a draw nobody can steer and anybody can run again.

The commitment is published before the value of a named public source is known; both together give the order of lots:
`seed = SHA-256(commitment ‖ value)`, both written as they stand in `ROUND.json` and joined as UTF-8 text without
anything between; a person's mark is `HMAC-SHA256(seed, key)`; marks are sorted as numbers, and the place in that order,
from 1 for the smallest mark, is the person's rank. `printf '%s%s' "$COMMITMENT" "$VALUE" | sha256sum` and
`openssl dgst -sha256 -mac HMAC -macopt hexkey:$SEED` give the same without this program.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tidings.exchange.rounds.round import DEFAULT_ORDER, Lot
from tidings.exchange.sentences import Sentence
from tidings.kernel import BadInput, canonical_json

_SHORTEST_SALT = 16


def seed(lot: Lot) -> bytes:
    """Return the key of all marks of a draw: SHA-256 of commitment and value, joined as text."""
    return hashlib.sha256((lot.commitment + lot.value).encode()).digest()


def marks(lot: Lot, keys: Iterable[str]) -> dict[str, bytes]:
    """Return every person's mark: HMAC-SHA256 of the person's key under the seed of the draw."""
    drawn = seed(lot)
    return {key: hmac.digest(drawn, key.encode(), "sha256") for key in keys}


def ranks(lot: Lot, keys: Iterable[str]) -> dict[str, int]:
    """Return every person's rank in the draw, from 1 (smallest mark) to the number of keys; a larger rank goes first.

    Args:
        lot: commitment and public value.
        keys: the keys of all persons of the round, of both sides, whether they may go or not: so that nobody's rank
            hangs on who was found eligible.
    """
    found = marks(lot, keys)
    in_order = sorted(found, key=lambda key: (found[key], key))
    return {key: rank for rank, key in enumerate(in_order, 1)}


@dataclass(frozen=True, slots=True)
class Randomness:
    """What the draw will hang on, named before it exists.

    Attributes:
        source: a public source that nobody in the room can steer, in words that leave no choice.
        time: the moment of the source's value, as text; after the commitment is published.
    """

    source: str
    time: str


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """A commitment made before for the same round and not used, with the reason; so that re-runs are counted."""

    commitment: str
    reason: str


def statement(
    content: Mapping[str, object],
    *,
    salt: bytes,
    code_version: str,
    randomness: Randomness,
    earlier: Sequence[EarlierRun] = (),
) -> dict[str, object]:
    """Return what is committed to: everything that decides the draw but the public value, and nobody's key.

    Keys stand in it as HMAC-SHA256 under the salt, so that whoever holds list and salt can compare them; the rest of
    each person's entry is held by a hash over the whole entries: no attribute can be changed after the draw either.

    Args:
        content: the round as `ROUND.json` has it; its lot is left out.
        salt: at least 16 bytes, kept with the list.
        code_version: the version of this program that plans.
        randomness: the source to come.
        earlier: the commitments this one replaces.

    Raises:
        BadInput: the salt is short, or a source or reason is empty.
        TypeError: the round holds a value without canonical form.
    """
    _wanted(salt, randomness, earlier)
    people = _people(content)
    return {
        "v": 1,
        "round": content.get("round", ""),
        "as_of": content.get("as_of", ""),
        "criteria": content.get("order", list(DEFAULT_ORDER)),
        "terms": _without_keys(content.get("terms", {}), {key: _salted(salt, key) for key in people}),
        "persons": len(people),
        "keys": _digest(sorted(_salted(salt, key) for key in people)),
        "entries": _digest(sorted(_salted(salt, entry) for entry in people.values())),
        "code_version": code_version,
        "randomness": {"source": randomness.source, "time": randomness.time},
        "run": len(earlier) + 1,
        "earlier": [{"commitment": one.commitment, "reason": one.reason} for one in earlier],
    }


def commitment(stated: Mapping[str, object]) -> str:
    """Return the commitment to a statement, to be published before the draw: SHA-256 of its canonical JSON."""
    return hashlib.sha256(canonical_json(stated)).hexdigest()


def draw(stated: Mapping[str, object], value: str) -> Lot:
    """Return the lot of a statement once the public value is there, as it goes into `ROUND.json`.

    Raises:
        BadInput: there is no value.
    """
    if not value.strip():
        raise _bad("value", "is empty", "Give the value as the source published it, character by character.")
    return Lot(commitment(stated), value)


def verify(
    content: Mapping[str, object], stated: Mapping[str, object], *, salt: bytes, lot: Lot | None
) -> tuple[Sentence, ...]:
    """Say everything in which a round, its statement and its lot do not fit together; nothing where they do.

    Args:
        content: the round as `ROUND.json` has it.
        stated: the statement as published.
        salt: the salt kept with the list.
        lot: the lot that was drawn, or None where the draw is still to come.
    """
    found = [] if lot is None or lot.commitment == commitment(stated) else [Sentence("lot_commitment")]
    source = stated.get("randomness")
    named = source if isinstance(source, Mapping) else {}
    ours = statement(
        content,
        salt=salt,
        code_version=str(stated.get("code_version", "")),
        randomness=Randomness(str(named.get("source", "")), str(named.get("time", ""))),
        earlier=[
            EarlierRun(str(one.get("commitment", "")), str(one.get("reason", "")))
            for one in _list(stated.get("earlier"))
        ],
    )
    differing = [name for name in ours.keys() | stated.keys() if ours.get(name) != stated.get(name)]
    return (*found, *(Sentence("lot_differs", {"name": name}) for name in sorted(differing)))


def _people(content: Mapping[str, object]) -> dict[str, bytes]:
    """Return everybody's entry with its side, as canonical bytes, by key."""
    found: dict[str, bytes] = {}
    for side, lists in _mapping(content.get("sides")).items():
        for person in _list(_mapping(lists).get("persons")):
            found[str(person["key"])] = canonical_json({"side": side, "person": person})
    return found


def _without_keys(value: object, salted: Mapping[str, str]) -> object:
    """Return terms with the salted hash in place of every key."""
    match value:
        case str():
            return salted.get(value, value)
        case Mapping():
            return {name: _without_keys(one, salted) for name, one in value.items()}
        case list() | tuple():
            return [_without_keys(one, salted) for one in value]
        case _:
            return value


def _salted(salt: bytes, value: str | bytes) -> str:
    return hmac.digest(salt, value.encode() if isinstance(value, str) else value, "sha256").hex()


def _digest(hashes: list[str]) -> str:
    return hashlib.sha256(canonical_json(hashes)).hexdigest()


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []


def _wanted(salt: bytes, randomness: Randomness, earlier: Sequence[EarlierRun]) -> None:
    if len(salt) < _SHORTEST_SALT:
        raise _bad("salt", f"is shorter than {_SHORTEST_SALT} bytes", "Make one with: openssl rand -hex 32")
    for name, words in (("source", randomness.source), ("time", randomness.time)):
        if not words.strip():
            raise _bad(f"randomness.{name}", "is empty", "Name one public source and the moment of its value.")
    if any(not one.reason.strip() for one in earlier):
        raise _bad("earlier", "a re-run has no reason", "Say why the earlier commitment was not used.")


def _bad(field: str, problem: str, advice: str) -> BadInput:
    return BadInput(file="lot", line=None, field=field, problem=problem, advice=advice)
