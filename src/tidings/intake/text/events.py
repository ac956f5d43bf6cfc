"""Events: what befell whom, when, where, how surely, and through how many mouths."""

import re
from dataclasses import dataclass, field
from typing import Final

from tidings.intake.text.clauses import Clauses
from tidings.intake.text.discourse import Discourse
from tidings.intake.text.mentions import Mention
from tidings.intake.text.spelling import same_surname
from tidings.intake.text.tables import hedges, kin, words
from tidings.intake.text.tokens import Sentence
from tidings.intake.text.triggers import Trigger
from tidings.intake.text.verbs import Group, is_adverb

_BE: Final = frozenset(
    {"was", "were", "is", "are", "been", "be", "being", "remains", "remain", "remained", "stayed", "as", "'s", "still"}
)
_DENIAL: Final = re.compile(
    r"\b(denied|denies|deny|denying|no evidence|no indication|no confirmation|no proof|cannot confirm|could not confirm|unable to confirm|refuted?|refutes|not true|untrue|no sign|nothing to suggest|never said|no one said|false(?:ly)?|wrongly|"
    r"mistaken\w*|not (?:been )?(?:known|clear)|no reason|stop describing|called for|calls for|appeal\w* for|wait(?:s|ed|ing)?(?: \w+){0,4} for)\b"
)
_WISH: Final = re.compile(
    r"\b(hop(?:e|es|ed|ing)|pray\w*|if|whether|unless|"
    r"would|will|wants?|wanted|ask(?:s|ed|ing)?(?: \w+){0,4} to|request\w*|demand\w*|promis\w+|dream\w*|wish\w*|rather than|instead of|"
    r"accused of|in order to|so that|threaten\w*|afraid|in case|has to|have to|able to|ready to|trying to|tried to|seek(?:s|ing)?|plans?|planned|negotiat\w+|possibility of|prospects? of|before being|criteria|how to|not say)\b",
)
_RESET: Final = frozenset({";", "but", "however", "although", "though"})
_NEAR_RESET: Final = _RESET | {",", "that", "who", "—", '"', ":"}
_TELLING: Final = frozenset(
    {"told", "tells", "informed", "notified", "wrote", "writes", "assured", "phoned", "telephoned", "reported", "tell"}
)
_SAYING: Final = frozenset(
    {"says", "said", "told", "tells", "recalled", "recalls", "added", "confirmed", "claims", "claimed"}
)
_HEARERS: Final = frozenset(
    {"her", "him", "me", "us", "them", "his", "my", "our", "the", "to", "relatives", "family", "mothers"}
)
_OUTLETS: Final = frozenset(
    {
        "reporters",
        "journalists",
        "newspaper",
        "channel",
        "station",
        "times",
        "court",
        "police",
        "press",
        "agency",
        "tv",
        "television",
        "paper",
        "correspondent",
        "reporter",
        "journalist",
        "broadcaster",
        "outlet",
        "radio",
    }
)
_FATES: Final = frozenset({"captured", "missing", "exchanged", "held"})
_PLURAL: Final = frozenset({"both", "they", "brothers", "twins", "two", "pair", "sisters", "couple", "men"})
_GROUP_REACH: Final = 2  # sentences for which "both" and "they" mean those named together
_SWAPS: Final = re.compile(r"\b(?:exchanges?|swaps?|exchanged|swapped)\b(?! of (?:remains|bodies|fire))")


@dataclass(slots=True)
class Event:
    """One event of one person, tied to its sentence."""

    kind: str
    person: int
    sentence: Sentence
    trigger: Trigger
    group: Group | None
    certainty: str = ""
    directness: int = 0
    witnesses: list[int] = field(default_factory=list)


def events_of(sentence: Sentence, clauses: Clauses, found: list[Trigger], discourse: Discourse) -> list[Event]:
    """Return the events a sentence states as facts, one for each person of each trigger."""
    events: list[Event] = []
    for trigger in found:
        group = _group_of(trigger, clauses)
        if not _is_fact(sentence, clauses, trigger, group):
            discourse.spoken_of.update(
                _persons(sentence, clauses, trigger, group, discourse) if trigger.rule.kind in _FATES else ()
            )
            continue
        certainty = _certainty(sentence, clauses, trigger, group)
        directness, witnesses = _hearsay(sentence, clauses, trigger, discourse)
        for person in _persons(sentence, clauses, trigger, group, discourse):
            if person in witnesses and trigger.rule.kind not in ("released", "exchanged", "escaped"):
                continue
            for kind in kinds_of(trigger, sentence):
                events.append(Event(kind, person, sentence, trigger, group, certainty, directness, witnesses))
    return events


def tells_swap(sentence: Sentence) -> bool:
    """Say whether a sentence speaks of an exchange of prisoners."""
    return bool(_SWAPS.search(" ".join(sentence.low)))


def kinds_of(trigger: Trigger, sentence: Sentence) -> list[str]:
    """Return the kinds a trigger tells: a release in a sentence that speaks of an exchange is one."""
    kind = trigger.rule.kind
    if kind == "released" and tells_swap(sentence):
        kind = "exchanged"
    return [kind, trigger.rule.also] if trigger.rule.also else [kind]


def _group_of(trigger: Trigger, clauses: Clauses) -> Group | None:
    if trigger.frame == "nouns" and trigger.rule.needs is not None:
        return _group_of_need(trigger, clauses) or clauses.group_of(trigger.start)
    inside = next(
        (g for g in clauses.groups if g.start <= trigger.start < g.end or trigger.start <= g.start < trigger.end), None
    )
    return inside or clauses.group_of(trigger.start)


def _group_of_need(trigger: Trigger, clauses: Clauses) -> Group | None:
    """The body "came home": the verb that makes an event of the noun, not the remark in between."""
    for group in clauses.groups:
        run = " ".join(clauses.low[group.start : group.end + 1])
        if group.start > trigger.start and trigger.rule.needs is not None and trigger.rule.needs.search(run):
            return group
    return None


def _is_fact(sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None) -> bool:
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
    """ "Is believed to have been captured", "to be in captivity": the infinitive of a belief is no wish."""
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


def _certainty(sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None) -> str:
    """Return the hedging words that bear on a trigger, as stated."""
    begin = min(trigger.start, group.start if group else trigger.start)
    previous = clauses.before(group) if group else None
    start = max(previous.end - 4 if previous else 0, begin - 8, 0)
    found = hedges().search(" ".join(sentence.low[start : trigger.end + 4]))
    if found is None and sentence.low[0] in words("hedges"):
        return sentence.low[0]
    return found[0] if found else ""


def _hearsay(sentence: Sentence, clauses: Clauses, trigger: Trigger, discourse: Discourse) -> tuple[int, list[int]]:
    """Count the people a thing was passed on through before the source had it, and return those who told."""
    count, tellers = 0, []
    for group in clauses.groups:
        if group.end > trigger.start:
            break
        verb = next((w for w in sentence.low[group.start : group.end] if w in _TELLING), "")
        if not verb or group.negated:
            continue
        if group.passive:
            count += 1
            continue
        hearers = sentence.low[group.end : group.end + 4]
        if _is_private(hearers, clauses, group):
            count += 1
            tellers += [m.who for m in clauses.subjects(group) if m.who is not None]
    count = count or _told_by_freed(sentence, clauses, trigger, discourse)
    text = " ".join(sentence.low[: trigger.start])
    count += len(re.findall(r"\b(?:heard|learned|learnt|found out|had it|knows?) from\b", text))
    return count, tellers


def _told_by_freed(sentence: Sentence, clauses: Clauses, trigger: Trigger, discourse: Discourse) -> int:
    """Count one mouth where somebody who was there, freed since, says what befell another."""
    speakers = [
        m
        for g in clauses.groups
        if g.end <= trigger.start and _SAYING & set(sentence.low[g.start : g.end])
        for m in clauses.subjects(g)
    ]
    speakers += [m for m in clauses.mentions if sentence.low[max(0, m.head - 2) : m.head] == ["according", "to"]]
    befallen = {m.who for m in _mentions(sentence, clauses, trigger, _group_of(trigger, clauses))}
    told = [m.who for m in speakers if m.who in discourse.freed and m.who not in befallen]
    return int(bool(told) and trigger.frame != "object")


def _is_private(hearers: list[str], clauses: Clauses, group: Group) -> bool:
    if not hearers or set(hearers[:4]) & _OUTLETS:
        return False
    if hearers[0] in ("her", "him", "me", "us", "them"):
        return True
    if hearers[0] == "to":
        return hearers[1:2] != [] and (hearers[1] in _HEARERS)
    if hearers[0] in ("his", "her", "my", "our", "the"):
        return any(w in kin() or w in ("family", "relatives", "parents") for w in hearers[1:3])
    return any(m.head == group.end and m.kind == "name" for m in clauses.mentions)


def _persons(
    sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None, discourse: Discourse
) -> list[int]:
    mentions = _mentions(sentence, clauses, trigger, group)
    found = [m.who for m in mentions if m.who is not None and m.kind != "family"]
    if mentions and all(m.kind == "family" for m in mentions):
        return _household(sentence, mentions[0], discourse)
    if not mentions and trigger.frame in ("verbs", "self", "state"):
        found = _plural(sentence, clauses, trigger, group, discourse) or _topic(sentence, trigger, group, discourse)
    return list(dict.fromkeys(found))


def _household(sentence: Sentence, mention: Mention, discourse: Discourse) -> list[int]:
    """ "The Dziuba brothers": the men of that surname; of "the Dziuba family" nothing befalls one person."""
    sex = {"brothers": "m", "sisters": "f"}.get(
        sentence.low[mention.end] if mention.end < len(sentence.low) else "", ""
    )
    return [
        p.number
        for p in discourse.people
        if sex and p.sex == sex and p.surname and same_surname(p.surname, mention.words[0])
    ]


def _mentions(sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None) -> list[Mention]:
    low = sentence.low
    if trigger.frame == "object":
        return clauses.objects(trigger.end)[:2]
    if trigger.frame == "nouns":
        return _of_noun(low, clauses, trigger)
    if (
        trigger.frame == "verbs"
        and low[trigger.end : trigger.end + 1] in (["was"], ["were"], ["is"], ["are"])
        and "among" in low[: trigger.start]
    ):
        return clauses.objects(trigger.end + 1)
    adjective = [m for m in clauses.mentions if m.head <= trigger.start < m.start and m.kind in ("name", "kin")] or [
        m for m in clauses.mentions if m.kind == "unnamed" and m.head <= trigger.start and trigger.end < m.end
    ]
    if adjective:
        return adjective[:1]
    if trigger.frame in ("self", "state"):
        return _of_state(sentence, clauses, trigger, group)
    return _of_verb(sentence, clauses, trigger, group)


def _of_noun(low: list[str], clauses: Clauses, trigger: Trigger) -> list[Mention]:
    if low[trigger.start] == "'s":
        return [m for m in clauses.mentions if m.end == trigger.start][:1]
    if low[trigger.start] in ("his", "her"):
        return [m for m in clauses.mentions if m.head == trigger.start][:1]
    if low[trigger.end - 1] in ("he", "she"):
        return [m for m in clauses.mentions if m.start == trigger.end - 1][:1]
    return clauses.objects(trigger.end)


def _of_state(sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None) -> list[Mention]:
    if group is None:
        return []
    before = sentence.low[trigger.start - 1] if trigger.start else ""
    if (
        trigger.frame == "state"
        and sentence.low[trigger.start] in ("a", "missing", "captive", "prisoner", "held", "mia")
        and before not in _BE
        and not is_adverb(before)
        and trigger.start >= group.end
    ):
        return []
    if trigger.rule.kind == "interviewed" and sentence.low[trigger.start] in ("an", "in", "a"):
        after = next((m for m in clauses.mentions if m.start == trigger.end), None)
        nearest = [m for m in clauses.mentions if m.end <= trigger.start]
        return [after] if after and after.kind == "pronoun" else nearest[-1:]
    if group.start <= trigger.start < group.end or trigger.start == group.start:
        return clauses.subjects(group)
    if trigger.rule.kind == "missing" and (
        late := [m for m in clauses.mentions if m.kind == "name" and group.end <= m.start < trigger.start]
    ):
        return late[-1:]
    between = sentence.low[group.end : trigger.start]
    if any(w in (";", "that", "who", "which") for w in between):
        return []
    inner = [m for m in clauses.mentions if group.end <= m.start and m.end <= trigger.start]
    if (
        sentence.low[trigger.start] == "in"
        and inner
        and inner[-1].end == trigger.start
        and sentence.low[group.end - 1] not in _BE
    ):
        return inner[-1:]
    return clauses.subjects(group)


def _of_verb(sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None) -> list[Mention]:
    low = sentence.low
    if group is None or not group.start <= trigger.start < group.end:
        return []
    if group.passive:
        return clauses.subjects(group) or [m for m in clauses.mentions if m.head == trigger.end and m.kind == "name"]
    inverted = low[trigger.end : trigger.end + 1] in (["was"], ["were"], ["is"], ["are"]) and group.bare
    if inverted:
        return clauses.objects(trigger.end + 1)
    if not group.bare or _takes_object(sentence, clauses, trigger.end):
        return clauses.objects(trigger.end) if _takes_object(sentence, clauses, trigger.end) else []
    adjacent = [
        m
        for m in clauses.mentions
        if m.end == group.start or (m.end == group.start - 1 and low[m.end] in (",", "—", "("))
    ]
    if (adjacent and clauses.before(group) is None) or (
        adjacent
        and adjacent[-1].end <= group.start
        and low[group.end : group.end + 1]
        and low[group.end]
        in (
            "in",
            "by",
            "on",
            "near",
            "at",
            "from",
            "during",
            ",",
            ".",
            "with",
            "after",
            "since",
            "last",
            "to",
            "while",
            "before",
        )
    ):
        return clauses.with_coordinated(adjacent[-1])
    previous = clauses.before(group)
    if (
        previous is not None
        and (previous.passive or _is_bare_participle(previous))
        and low[group.start - 1] in ("and", ",", "then", "but", "or", "later", "eventually", "—")
    ):
        return clauses.subjects(group)
    return clauses.subjects(group) if group.start <= 1 else []


def _is_bare_participle(group: Group) -> bool:
    return group.bare


def _takes_object(sentence: Sentence, clauses: Clauses, position: int) -> bool:
    if position >= len(sentence.tokens):
        return False
    token = sentence.tokens[position]
    if any(m.head == position for m in clauses.mentions):
        return True
    return token.low in words("grammar", "determiner") - {"last", "this", "that", "one"} or (
        token.text[0].isdigit() and not _is_time(sentence, position)
    )


def _is_time(sentence: Sentence, position: int) -> bool:
    return bool(
        set(sentence.low[position + 1 : position + 2])
        & {"days", "weeks", "months", "years", "day", "week", "month", "year", "hours"}
        or any(c in sentence.low[position] for c in "./")
    )


def _plural(
    sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None, discourse: Discourse
) -> list[int]:
    if group is None:
        return []
    before = set(sentence.low[max(0, group.start - 4) : group.start])
    near = sentence.index - discourse.group_told <= _GROUP_REACH
    return list(discourse.group) if before & _PLURAL and near else []


def _topic(sentence: Sentence, trigger: Trigger, group: Group | None, discourse: Discourse) -> list[int]:
    """A note without a subject ("Captured in May.") speaks of the person its entry is about."""
    begin = min(trigger.start, group.start) if group and group.end >= trigger.start else trigger.start
    lead = sentence.low[:begin]
    bare = all(
        not w[0].isalpha()
        or w
        in (
            "then",
            "later",
            "status",
            "circumstances",
            "event",
            "note",
            "fate",
            "also",
            "officially",
            "reportedly",
            "apparently",
            "last",
            "captivity",
            "since",
        )
        for w in lead
    )
    labelled = bool(lead) and lead[-1] == ":"
    return [discourse.topic] if ((bare and len(lead) <= 4) or labelled) and discourse.topic is not None else []
