"""The rule tables of this room, read once: `rules/*.toml` and the given names. Words live there, never in code."""

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

_RULES = "tidings.intake.text"
_CHOICE = re.compile(r"\([^()]*\)|[^()]+")


@cache
def _load(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(_RULES).joinpath(f"rules/{name}").read_text(encoding="utf-8"))


def phrases(listed: str) -> tuple[str, ...]:
    """Part a comma-parted list over several lines; "(a|b) c" stands for "a c" and "b c", "(a|) c" for "a c" and "c"."""
    parts = (" ".join(part.split()) for part in listed.split(","))
    return tuple(dict.fromkeys(" ".join(phrase.split()) for part in parts if part for phrase in _spread(part)))


def _spread(phrase: str) -> Iterator[str]:
    pieces = [piece.strip("()").split("|") for piece in _CHOICE.findall(phrase)]
    return ("".join(chosen) for chosen in itertools.product(*pieces))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases as whole words, longest first; one that never matches if there are none."""  # noqa: E501 -- one rule stays on one line
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return re.compile(rf"(?<![\w])(?:{body})(?![\w])" if body else r"(?!)")


@cache
def words(section: str, key: str = "words") -> frozenset[str]:
    """Return one word list of `words.toml`."""
    return frozenset(phrases(_load("words.toml")[section][key]))


@cache
def kin() -> Mapping[str, str]:
    """Return the kinship nouns: word → relation."""
    return {word: relation for relation, listed in _load("words.toml")["kin"].items() for word in phrases(listed)}


@cache
def sex_words() -> Mapping[str, str]:
    """Return the nouns and courtesies that tell a sex: word → "m" or "f"."""
    table = _load("words.toml")
    pairs = {word: sex for sex in "mf" for word in phrases(table["sexed"][sex])}
    pairs |= dict.fromkeys(phrases(table["courtesy"]["male"]), "m")
    return pairs | dict.fromkeys(phrases(table["courtesy"]["female"]), "f")


@cache
def courtesies() -> frozenset[str]:
    """Return the forms of address before a name."""
    return words("courtesy", "male") | words("courtesy", "female") | words("courtesy", "any")


@cache
def given_names() -> Mapping[str, str]:
    """Return the known given names: folded key → sex ("m", "f", or "u" where both bear it)."""
    text = files(_RULES).joinpath("rules/given.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {key: sex for key, sex in rows}  # noqa: C416 -- a list of two is not a pair to mypy


Tree = dict[str, "Tree"]
"""Phrases word by word; the empty word marks where one may end."""


@dataclass(frozen=True, slots=True)
class EventRule:
    """How one kind of event is told; see the head of `rules/events.toml`."""

    kind: str
    also: str
    context: str
    frames: Mapping[str, Tree] = field(hash=False)
    unless: re.Pattern[str] = field(hash=False)
    needs: re.Pattern[str] | None = field(hash=False)


FRAMES = ("object", "verbs", "self", "state", "nouns")
"""The ways an event is told, in the order they are tried."""


@cache
def event_rules() -> tuple[EventRule, ...]:
    """Return the event rules in their order."""
    return tuple(_event_rule(row) for row in _load("events.toml")["event"])


def _event_rule(row: Mapping[str, str]) -> EventRule:
    frames = {frame: _tree(phrases(row[frame])) for frame in FRAMES if frame in row}
    needs = any_of(phrases(row["needs"])) if "needs" in row else None
    unless = any_of(phrases(row.get("unless", "")))
    return EventRule(row["kind"], row.get("also", ""), row.get("context", ""), frames, unless, needs)


def _tree(listed: Iterable[str]) -> Tree:
    root: Tree = {}
    for phrase in listed:
        node = root
        for word in phrase.split():
            node = node.setdefault(word, {})
        node[""] = {}
    return root


@cache
def furniture() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """Return the patterns of page furniture: "line", "tail" and "lead"."""
    return {key: tuple(re.compile(p, re.IGNORECASE) for p in listed) for key, listed in _load("furniture.toml").items()}


@cache
def hedges() -> re.Pattern[str]:
    """Return the pattern of words that make a statement less than sure."""
    return any_of(words("hedges"))
