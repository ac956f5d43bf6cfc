"""Checks an audit log. Shares no code with the writer: it hashes, parses and verifies by itself.

What it believes beforehand is given by the caller and comes from outside the database: the log's name and the public
key of its checkpoints. Everything else is recomputed from the entries' bytes. With a checkpoint that a keeper outside
has held, a history that was rewritten, cut off, inserted into or swapped is noticed, for all that it covers.
"""

import base64
import binascii
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FIELDS = {"v", "log", "index", "time", "bureau", "actor", "deed", "key", "subjects", "reason", "values"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found.

    Attributes:
        size: entries read.
        root: root over them.
        complaints: what is wrong, in words that name the entry; empty where the log is whole and unforked.
        witnessed: how many entries a keeper's checkpoint vouches for.
    """

    size: int
    root: bytes
    complaints: tuple[str, ...]
    witnessed: int


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint as read: size, root."""

    size: int
    root: bytes


def verify(entries: Iterable[tuple[int, bytes]], *, log: str, key: bytes, checkpoints: Iterable[str] = ()) -> Findings:
    """Check a whole log.

    Args:
        entries: (index, bytes) in the order of their index.
        log: the log's name, from outside the database.
        key: raw Ed25519 public key of its checkpoints, from outside the database.
        checkpoints: signed checkpoints, above all those kept outside.
    """
    leaves: list[bytes] = []
    complaints: list[str] = []
    for index, body in entries:
        complaints.extend(f"Entry {index}: {wrong}." for wrong in _entry_faults(len(leaves), index, body, log))
        leaves.append(hashlib.sha256(b"\x00" + body).digest())
    witnessed = 0
    for text in checkpoints:
        note = _note(text, log, Ed25519PublicKey.from_public_bytes(key))
        fault = note if isinstance(note, str) else _disagreement(note, leaves)
        if fault:
            complaints.append(fault)
        elif isinstance(note, Note):
            witnessed = max(witnessed, note.size)
    return Findings(len(leaves), tree_root(leaves), tuple(complaints), witnessed)


def tree_root(leaves: list[bytes]) -> bytes:
    """Return the Merkle tree hash of RFC 9162 section 2.1.1 over leaf hashes, by its recursive definition."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + tree_root(leaves[:half]) + tree_root(leaves[half:])).digest()


def value_faults(bodies: Mapping[int, bytes], values: Iterable[tuple[int, str, bytes, object]]) -> Iterator[str]:
    """Check plain values kept beside the log against the salted hashes in it.

    Args:
        bodies: entries' bytes by index.
        values: (index, field, salt, value); "reason" is the reason. Erased ones are simply not among them.
    """
    for index, field, salt, value in values:
        entry = json.loads(bodies[index]) if index in bodies else {}
        stated = entry.get("reason") if field == "reason" else entry.get("values", {}).get(field)
        if stated != hashlib.sha256(b"\x02" + salt + _canonical(value)).hexdigest():
            yield f"Entry {index}: the value kept for “{field}” is not the one that was logged."


def _entry_faults(place: int, index: int, body: bytes, log: str) -> Iterator[str]:
    if index != place:
        yield f"entry {place} should stand here; something is missing or was put in"
    try:
        entry = json.loads(body.decode("utf-8"))
    except ValueError:
        yield "its bytes are no JSON"
        return
    if not isinstance(entry, dict) or set(entry) != FIELDS or entry["v"] != 1:
        yield "it has not the form of an entry"
        return
    if _canonical(entry) != body:
        yield "it is not written canonically"
    if entry["log"] != log:
        yield "it belongs to another log"
    if entry["index"] != place:
        yield f"it says it is entry {entry['index']}"
    if not isinstance(entry["time"], str) or not TIME.fullmatch(entry["time"]):
        yield "its time is not in UTC to the microsecond"
    yield from _form_faults(entry)


def _form_faults(entry: Mapping[str, object]) -> Iterator[str]:
    """Everything about people must be a hash: nothing else may ever have slipped in."""
    subjects, values = entry["subjects"], entry["values"]
    hashes = [entry["actor"], entry["key"], *([entry["reason"]] if entry["reason"] else [])]
    hashes += subjects if isinstance(subjects, list) else [None]
    hashes += values.values() if isinstance(values, dict) else [None]
    if not all(isinstance(one, str) and HASH.fullmatch(one) for one in hashes):
        yield "something in it is not a hash"


def _note(text: str, log: str, key: Ed25519PublicKey) -> Note | str:
    """Read a checkpoint whose signature and name hold, or say what is wrong with it."""
    body, gap, signatures = text.replace("\r\n", "\n").strip("\n").partition("\n\n")
    lines = body.split("\n")
    if not gap or len(lines) < 3 or not re.fullmatch(r"\d+", lines[1], re.ASCII):  # noqa: PLR2004 -- name, size, root
        return "The checkpoint is not in the form of one."
    if lines[0] != log:
        return "The checkpoint is of another log."
    if not any(_holds(line, f"{body}\n".encode(), log, key) for line in signatures.split("\n")):
        return "The checkpoint's signature does not hold: it was changed, or signed with another key."
    return Note(int(lines[1]), _base64(lines[2]))


def _holds(line: str, signed: bytes, log: str, key: Ed25519PublicKey) -> bool:
    raw = _base64(line.removeprefix(f"— {log} ")) if line.startswith(f"— {log} ") else b""
    hint = hashlib.sha256(log.encode() + b"\n\x01" + key.public_bytes_raw()).digest()[:4]
    try:
        key.verify(raw[4:], signed)
    except InvalidSignature:
        return False
    return raw[:4] == hint


def _disagreement(note: Note, leaves: list[bytes]) -> str:
    if note.size > len(leaves):
        return f"The log was cut off: the checkpoint vouches for {note.size} entries, {len(leaves)} are left."
    if tree_root(leaves[: note.size]) != note.root:
        return f"History was rewritten: the first {note.size} entries are not those the checkpoint vouches for."
    return ""


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""


def _canonical(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()
