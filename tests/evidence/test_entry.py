import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tidings.evidence import Entry, entry_bytes, leaf_hash, pseudonym, salted

ENTRY = Entry(
    log="tidings/00",
    index=7,
    time=datetime(2026, 11, 22, 9, 31, tzinfo=UTC),
    bureau="first",
    actor="aa",
    deed="open_person",
    key="bb",
    subjects=("dd", "cc", "dd"),
    reason="",
    values={"z": "ff", "a": "ee"},
)


def test_the_format_is_frozen():
    assert entry_bytes(ENTRY) == (
        b'{"actor":"aa","bureau":"first","deed":"open_person","index":7,"key":"bb","log":"tidings/00","reason":"",'
        b'"subjects":["cc","dd"],"time":"2026-11-22T09:31:00.000000Z","v":1,"values":{"a":"ee","z":"ff"}}'
    )
    assert leaf_hash(entry_bytes(ENTRY)) == hashlib.sha256(b"\x00" + entry_bytes(ENTRY)).digest()


def test_one_moment_is_one_text_in_every_zone():
    kyiv = timezone(timedelta(hours=2))
    assert entry_bytes(replace(ENTRY, time=ENTRY.time.astimezone(kyiv))) == entry_bytes(ENTRY)


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        entry_bytes(replace(ENTRY, time=datetime(2026, 11, 22)))  # noqa: DTZ001 -- the mistake under test


def test_pseudonyms_and_salted_hashes_are_frozen():
    key, salt = bytes(range(32)), bytes(32)
    stated = b'["person","0047-2183-5"]'
    assert pseudonym(key, "person", "0047-2183-5") == hmac.new(key, stated, hashlib.sha256).hexdigest()
    assert salted(salt, "Їжак") == hashlib.sha256(b"\x02" + salt + '"Їжак"'.encode()).hexdigest()


def test_kind_and_name_cannot_run_into_each_other():
    key = bytes(32)
    assert len({pseudonym(key, *pair) for pair in (("a", "bc"), ("ab", "c"), ("abc", ""), ("", "abc"))}) == 4


def test_a_short_salt_is_refused():
    with pytest.raises(ValueError, match="salt"):
        salted(bytes(16), "value")
