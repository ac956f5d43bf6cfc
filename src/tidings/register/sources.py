"""Kinds of source, and which of them are official documents."""

import unicodedata
from typing import Final

from tidings.accounts.actor import Actor
from tidings.register.errors import RuleRefused
from tidings.register.models import Source
from tidings.register.results import SourceGiven
from tidings.register.status import OFFICIAL

KINDS: Final = (
    "family",
    "hotline",
    "detaining_list",
    "own_list",
    "icrc",
    "newspaper",
    "channel",
    "freed_prisoner",
    "morgue",
    "volunteer",
    "authority",
    "other",
)
"""Who says it. `detaining_list` and `own_list` are official lists of either side; `authority` is any other office."""

RELIABILITIES: Final = "ABCDEF"

if not set(KINDS) >= OFFICIAL:
    raise RuntimeError("an official kind of source is no kind of source")


def source_row(actor: Actor, given: SourceGiven) -> Source:
    """Return the bureau's row of this source, made now if the name is new.

    Raises:
        RuleRefused: an unknown kind or reliability, or a name already known as another kind of source.
    """
    _check(given)
    known = Source.objects.seen_by(actor).filter(name=given.name).first()
    if known is None:
        return Source.objects.put(
            actor, name=given.name, kind=given.kind, reliability=given.reliability, origin=given.origin
        )
    if known.kind != given.kind:
        raise RuleRefused(
            f"“{given.name}” is known here as a source of the kind “{known.kind}”, not “{given.kind}”. "
            "Use that kind, or give this source another name."
        )
    return known


def _check(given: SourceGiven) -> None:
    if not given.name.strip():
        raise RuleRefused("Say who says it: a source needs a name.")
    if given.kind not in KINDS:
        raise RuleRefused(f"“{given.kind}” is no kind of source. Use one of: {', '.join(KINDS)}.")
    if len(given.reliability) != 1 or given.reliability not in RELIABILITIES:
        raise RuleRefused("Reliability is one letter from A (always right so far) to F (cannot be judged).")


def origin_of(source: Source, stated: str) -> str:
    """Return whose mouth a report first came from: what it states, else its source's origin, else the source by name.

    By name, so that a channel which says "origin: Kyiv Courier" and the Kyiv Courier itself are one origin, not two.
    """
    return next(filter(None, map(_folded, (stated, source.origin, source.name))))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
