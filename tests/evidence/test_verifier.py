import ast
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tidings.evidence import Checkpoint, Entry, entry_bytes, leaf_hash, root_of, salted, signed, verifier

LOG = "tidings/00"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
HASH = "a" * 64


def entry(index, **changes):
    moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    plain = Entry(LOG, index, moment, "first", HASH, "take", f"{index:064x}", (HASH,), "", {"v": HASH})
    return entry_bytes(replace(plain, **changes))


def log_of(size):
    return [(index, entry(index)) for index in range(size)]


def witness(entries, size=None):
    bodies = [body for _, body in entries][:size]
    return signed(Checkpoint(LOG, len(bodies), root_of([leaf_hash(body) for body in bodies])), KEY)


def complaints(entries, *texts, log=LOG, key=PUBLIC):
    return verifier.verify(entries, log=log, key=key, checkpoints=texts).complaints


def renumbered(bodies):
    """The best a forger can do: every index and place right again."""
    return [(place, body) for place, body in enumerate(bodies)]


def test_a_whole_log_passes_with_every_earlier_checkpoint():
    entries = log_of(20)
    found = verifier.verify(entries, log=LOG, key=PUBLIC, checkpoints=[witness(entries, size) for size in range(21)])
    assert (found.size, found.complaints, found.witnessed) == (20, (), 20)
    assert found.root == root_of([leaf_hash(body) for _, body in entries])


@given(st.integers(1, 40), st.data())
def test_a_rewritten_entry_is_noticed_by_the_witness(size, data):
    place = data.draw(st.integers(0, size - 1))
    entries = log_of(size)
    rewritten = [(i, entry(i, deed="search") if i == place else body) for i, body in entries]
    assert complaints(rewritten) == ()
    assert len(complaints(rewritten, witness(entries))) == 1


@given(st.integers(2, 40), st.data())
def test_a_cut_off_inserted_or_swapped_history_is_noticed(size, data):
    entries = log_of(size)
    held = witness(entries)
    bodies = [body for _, body in entries]
    cut = data.draw(st.integers(1, size))
    assert complaints(renumbered(bodies[:-cut]), held) != ()
    place = data.draw(st.integers(0, size - 1))
    inserted = [entry(i, deed="search" if i == place else "take") for i in range(size + 1)]
    assert complaints(renumbered(inserted), held) != ()
    one = data.draw(st.integers(0, size - 2))
    swapped = [entry(i, key=f"{ {one: one + 1, one + 1: one}.get(i, i):064x}") for i in range(size)]
    assert complaints(renumbered(swapped), held) != ()


def test_a_log_with_another_name_is_refused_though_it_vouches_for_itself():
    theirs = [(index, entry(index, log="tidings/99")) for index in range(3)]
    assert len(complaints(theirs)) == 3


@pytest.mark.parametrize(
    ("index", "body"),
    [
        (3, entry(2)),
        (2, entry(3)),
        (2, b"{}"),
        (2, b"\xff"),
        (2, b"[]"),
        (2, entry(2).replace(b'"v":1', b'"v":2')),
        (2, entry(2).replace(b',"v"', b', "v"')),
        (2, entry(2, actor="Olena")),
        (2, entry(2, values={"name": "Olena"})),
        (2, entry(2, subjects=("0047-2183-5",))),
        (2, entry(2).replace(b"T09:00:00.000000Z", b"T09:00:00Z")),
    ],
)
def test_a_malformed_entry_is_named(index, body):
    found = complaints([*log_of(2), (index, body)])
    assert found
    assert all(line.startswith(f"Entry {index}: ") for line in found)


def test_checkpoints_that_do_not_hold_are_complaints():
    entries = log_of(4)
    good = witness(entries)
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    forged = signed(Checkpoint(LOG, 4, bytes(32)), other)
    for text in ("", "junk", forged, good.replace("\n4\n", "\n3\n"), good.replace(LOG, "tidings/99")):
        assert len(complaints(entries, text)) == 1
    assert complaints(entries, signed(Checkpoint(LOG, 4, bytes(32)), KEY)) != ()


def test_a_changed_value_beside_the_log_is_named_and_an_erased_one_is_not_missed():
    salt = bytes(range(32))
    body = entry(0, values={"name": salted(salt, "Їжак")}, reason=salted(salt, "why"))
    rows = [(0, "name", salt, "Їжак"), (0, "reason", salt, "why")]
    assert list(verifier.value_faults({0: body}, rows)) == []
    assert list(verifier.value_faults({0: body}, rows[:1])) == []
    assert len(list(verifier.value_faults({0: body}, [(0, "name", salt, "Ёж"), (1, "name", salt, "Їжак")]))) == 2


def test_it_shares_no_code_with_the_writer_and_is_short():
    source = Path(verifier.__file__).read_text(encoding="utf-8")
    imported = {node.module or "" for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in imported if name.startswith("tidings")]
    assert len(source.splitlines()) <= 200
