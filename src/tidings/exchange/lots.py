"""The lot among equals: a draw nobody can steer and anybody can run again.

The commitment is published before the value of a named public source is known; both together give the order of lots:
`seed = SHA-256(commitment ‖ value)`, both written as they stand in `ROUND.json` and joined as UTF-8 text without anything
between; a person's mark is `HMAC-SHA256(seed, key)`; marks are sorted as numbers, and the place in that order, from 1 for
the smallest mark, is the person's rank. `printf '%s%s' "$COMMITMENT" "$VALUE" | sha256sum` and
`openssl dgst -sha256 -mac HMAC -macopt hexkey:$SEED` give the same without this program.
"""

import hashlib
import hmac
from collections.abc import Iterable

from tidings.exchange.rounds.round import Lot


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
