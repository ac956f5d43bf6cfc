"""Proof: what was done cannot be quietly undone, and an outsider can check it.

`entry` is the audit log's entry and how people are kept out of it; `merkle` the tree over the entries (RFC 6962) with
its proofs; `checkpoint` the signed text a keeper outside holds; `verifier` checks a log against such a text and shares
no code with the writer. Nothing here reads a clock, a database or a random number: the register brings them.
"""

from tidings.evidence.checkpoint import BadCheckpoint as BadCheckpoint
from tidings.evidence.checkpoint import Checkpoint as Checkpoint
from tidings.evidence.checkpoint import opened as opened
from tidings.evidence.checkpoint import signed as signed
from tidings.evidence.checkpoint import verifier_key as verifier_key
from tidings.evidence.entry import SALT_BYTES as SALT_BYTES
from tidings.evidence.entry import Entry as Entry
from tidings.evidence.entry import entry_bytes as entry_bytes
from tidings.evidence.entry import pseudonym as pseudonym
from tidings.evidence.entry import salted as salted
from tidings.evidence.entry import without_subjects as without_subjects
from tidings.evidence.merkle import consistency_proof as consistency_proof
from tidings.evidence.merkle import extends as extends
from tidings.evidence.merkle import grown as grown
from tidings.evidence.merkle import includes as includes
from tidings.evidence.merkle import inclusion_proof as inclusion_proof
from tidings.evidence.merkle import leaf_hash as leaf_hash
from tidings.evidence.merkle import root_of as root_of
from tidings.evidence.merkle import root_of_frontier as root_of_frontier

__all__ = [
    "SALT_BYTES",
    "BadCheckpoint",
    "Checkpoint",
    "Entry",
    "consistency_proof",
    "entry_bytes",
    "extends",
    "grown",
    "includes",
    "inclusion_proof",
    "leaf_hash",
    "opened",
    "pseudonym",
    "root_of",
    "root_of_frontier",
    "salted",
    "signed",
    "verifier_key",
]
