"""The lot of a round: what is published before a public value is known, so that nobody can draw until they like it.

The statement holds hashes only: of the terms with their order, and of the salted list of everybody's key; the code's
version; and the named public source and moment that will bring the value. Whoever holds the salted list re-runs it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from tidings.kernel.canonical import canonical_json


def statement(round_json: Mapping[str, Any], salt: str, source: str, due: str) -> dict[str, Any]:
    """Write the statement that is committed to.

    Args:
        round_json: the whole round as it will be planned, without a lot.
        salt: random, kept with the list and shown to whoever re-runs the draw.
        source: the named public source of the value.
        due: when it brings the value, as it is announced.
    """
    people = [
        [side, hashlib.sha256(f"{salt}\n{person['key']}".encode()).hexdigest()]
        for side, listed in sorted(round_json["sides"].items())
        for person in sorted(listed["persons"], key=lambda one: str(one["key"]))
    ]
    return {
        "what": "tidings exchange lot 1",
        "terms": _hash([round_json["terms"], round_json.get("order", [])]),
        "round": _hash([salt, round_json]),
        "list": _hash(people),
        "people": len(people),
        "code": f"tidings {version('tidings')}",
        "source": source,
        "due": due,
    }


def commitment(said: Mapping[str, Any]) -> str:
    """Return the commitment: SHA-256 of the canonical statement, in lower-case hexadecimal."""
    return hashlib.sha256(canonical_json(said)).hexdigest()


def _hash(value: Sequence[object]) -> str:
    return hashlib.sha256(canonical_json(list(value))).hexdigest()
