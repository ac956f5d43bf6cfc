"""One byte string for one content, on every machine and for ever: what is hashed and signed passes here."""

import json
import unicodedata
from collections.abc import Mapping


def canonical_json(value: object) -> bytes:
    """Write a value as UTF-8 JSON: NFC, keys sorted, no spaces, no floats.

    Args:
        value: None, bool, int, str, and lists, tuples and string-keyed mappings of these.

    Returns:
        The same bytes for the same content, whatever the order of keys or the composition of letters.

    Raises:
        TypeError: the value holds something else; floats above all, which no two languages print alike.
        ValueError: two keys are one after NFC, or a string holds a lone surrogate.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case str():
            return unicodedata.normalize("NFC", value)
        case Mapping():
            return _plain_mapping(value)
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")


def _plain_mapping(mapping: Mapping[object, object]) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, item in mapping.items():
        if not isinstance(key, str):
            raise TypeError(f"a key must be a string, not {type(key).__name__}")
        folded = unicodedata.normalize("NFC", key)
        if folded in plain:
            raise ValueError(f"two keys are one after NFC: {folded!r}")
        plain[folded] = _plain(item)
    return plain
