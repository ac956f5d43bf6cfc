"""Facts: whether what a sentence says is stated as so, and how surely: negation, wishes, denials, hedges."""

import re
from typing import Final

from tidings.intake.text.clauses import Clauses
from tidings.intake.text.tables import hedges, words
from tidings.intake.text.tokens import Sentence
from tidings.intake.text.triggers import Trigger
from tidings.intake.text.verbs import Group, is_adverb

_BE: Final = words("of_events", "be")
_DENIAL: Final = re.compile(
    r"\b(denied|denies|deny|denying|no evidence|no indication|no confirmation|no proof|cannot confirm|could not confirm|unable to confirm|refuted?|refutes|not true|untrue|no sign|nothing to suggest|never said|no one said|false(?:ly)?|wrongly|"  # noqa: E501 -- one rule stays on one line
    r"mistaken\w*|not (?:been )?(?:known|clear)|no reason|stop describing|called for|calls for|appeal\w* for|wait(?:s|ed|ing)?(?: \w+){0,4} for)\b"  # noqa: E501 -- one rule stays on one line
)
_WISH: Final = re.compile(
    r"\b(hop(?:e|es|ed|ing)|pray\w*|if|whether|unless|"
    r"would|will|wants?|wanted|ask(?:s|ed|ing)?(?: \w+){0,4} to|request\w*|demand\w*|promis\w+|dream\w*|wish\w*|rather than|instead of|"  # noqa: E501 -- one rule stays on one line
    r"accused of|in order to|so that|threaten\w*|afraid|in case|has to|have to|able to|ready to|trying to|tried to|seek(?:s|ing)?|plans?|planned|negotiat\w+|possibility of|prospects? of|before being|criteria|how to|not say)\b",  # noqa: E501 -- one rule stays on one line
)
_RESET: Final = frozenset({";", "but", "however", "although", "though"})
_NEAR_RESET: Final = _RESET | {",", "that", "who", "—", '"', ":"}


def is_fact(sentence: Sentence, trigger: Trigger, group: Group | None) -> bool:
    """Say whether the words around a trigger leave it a fact: no negation, wish, question, order or plan."""
    if sentence.low[-1] == "?" or sentence.low[-2:-1] == ["?"]:
        return False
    rules_it = group is not None and (
        group.start <= trigger.start < group.end
        or (trigger.end > group.start and _is_state_of(sentence, group, trigger))
    )
    if trigger.frame == "nouns" and trigger.rule.needs is not None and group is not None and group.negated:
        return False
    if group is not None and rules_it:
        inner = " ".join(sentence.low[group.start : group.end])
        phrase = " ".join(sentence.low[trigger.start : trigger.end])
        if (
            group.negated
            and " not " not in f" {phrase} "
            and not phrase.startswith(("last", "heard"))
            and "n't" not in phrase
        ):
            return False
        if sentence.low[group.start] == "be" and group.passive:
            return False
        if group.unreal and not hedges().search(inner + " " + " ".join(sentence.low[group.end : group.end + 1])):
            return _is_believed(sentence, group)
    return not _in_scope(sentence, trigger)


def _is_believed(sentence: Sentence, group: Group) -> bool:
    """As in "Is believed to have been captured", "to be in captivity": the infinitive of a belief is no wish."""
    before = " ".join(sentence.low[max(0, group.start - 3) : group.start + 3])
    return bool(
        re.search(
            r"\b(believed|thought|known|said|reported|confirmed|presumed|feared|considered|alleged|understood|supposed|rumou?red|appears?|appeared|seems?|seemed|continues?|found)\b",
            before,
        )
    )


def _is_state_of(sentence: Sentence, group: Group, trigger: Trigger) -> bool:
    between = sentence.low[group.end : trigger.start]
    return (
        trigger.frame in ("state", "self")
        and (
            trigger.start < group.end
            or all(is_adverb(w) or w in ("a", "the", "been", "in", "as", "part") for w in between)
        )
        and all(
            w in _BE
            or is_adverb(w)
            or w in ("has", "had", "have", "to", "be", "would", "will", "could", "may", "might")
            or w == sentence.low[group.end - 1]
            for w in sentence.low[group.start : group.end]
        )
    )


def _in_scope(sentence: Sentence, trigger: Trigger) -> bool:
    far, near = _scope_start(sentence, trigger, _RESET, 22), _scope_start(sentence, trigger, _NEAR_RESET, 12)
    before = sentence.low[: trigger.start]
    return bool(_DENIAL.search(" ".join(before[far:])) or _WISH.search(" ".join(before[near:])))


def _scope_start(sentence: Sentence, trigger: Trigger, stops: frozenset[str], reach: int) -> int:
    first = max(0, trigger.start - reach)
    return next(
        (position for position in range(trigger.start - 1, first - 1, -1) if sentence.low[position] in stops), first
    )


def certainty_of(sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None) -> str:
    """Return the hedging words that bear on a trigger, as stated."""
    begin = min(trigger.start, group.start if group else trigger.start)
    previous = clauses.before(group) if group else None
    start = max(previous.end - 4 if previous else 0, begin - 8, 0)
    found = hedges().search(" ".join(sentence.low[start : trigger.end + 4]))
    if found is None and sentence.low[0] in words("hedges"):
        return sentence.low[0]
    return found[0] if found else ""
