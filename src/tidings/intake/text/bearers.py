# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Bearers: whom a trigger befalls: the subject of a passive, the object of an active, the owner of a noun."""

from typing import Final

from tidings.intake.text.clauses import Clauses
from tidings.intake.text.discourse import Discourse
from tidings.intake.text.mentions import Mention
from tidings.intake.text.spelling import same_surname
from tidings.intake.text.tables import words
from tidings.intake.text.tokens import Sentence
from tidings.intake.text.triggers import Trigger
from tidings.intake.text.verbs import Group, is_adverb

_BE: Final = words("of_events", "be")
_PLURAL: Final = frozenset({"both", "they", "brothers", "twins", "two", "pair", "sisters", "couple", "men"})
_PLAIN: Final = frozenset(
    {
        "a",
        "an",
        "the",
        "of",
        "from",
        "now",
        "then",
        "aged",
        "years",
        "old",
        "former",
        "retired",
        "and",
        "his",
        "born",
        "in",
        "b",
        "year",
        "being",
        "as",
        "also",
        "who",
        "was",
        "is",
        "resident",
        "native",
    }
)
_WAITING: Final = frozenset({"mother", "father", "parent", "wife", "husband", "fiancee", "grandmother", "grandfather"})
_COUNTS: Final = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_GROUP_REACH: Final = 2  # sentences for which "both" and "they" mean those named together


def group_of(trigger: Trigger, clauses: Clauses) -> Group | None:
    """Return the verb group a trigger stands in, else the one that rules it."""
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


def persons_of(
    sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None, discourse: Discourse
) -> list[int]:
    """Return the numbers of the persons a trigger befalls."""
    mentions = mentions_of(sentence, clauses, trigger, group)
    found = [m.who for m in mentions if m.who is not None and m.kind != "family"]
    if mentions and all(m.kind == "family" for m in mentions):
        return _household(sentence, mentions[0], discourse)
    if not mentions and trigger.frame == "nouns" and trigger.rule.kind == "missing":
        found = _fronted(sentence, clauses)
    if not mentions and trigger.frame in ("verbs", "self", "state"):
        listed = _listed(sentence, clauses, trigger)
        found = (
            listed
            or _counted(sentence, trigger, group, discourse)
            or _fronted(sentence, clauses)
            or _plural(sentence, _first_of_row(clauses, group), discourse)
            or [m.who for m in _described(sentence, clauses, trigger) if m.who is not None]
            or _topic(sentence, trigger, group, discourse)
        )
    return list(dict.fromkeys(found))


def _fronted(sentence: Sentence, clauses: Clauses) -> list[int]:
    """As in "Of X there is no news", "About Y nothing is known"."""
    first = next((m for m in clauses.mentions if m.head == 1 and m.who is not None), None)
    return (
        [first.who]
        if first is not None and first.who is not None and sentence.low[0] in ("of", "about", "from")
        else []
    )


def _described(sentence: Sentence, clauses: Clauses, trigger: Trigger) -> list[Mention]:
    """As in "X, 36, a welder, in captivity since May": a remark without a verb speaks of the name before it."""
    before = [m for m in clauses.mentions if m.end <= trigger.start and m.kind in ("name", "kin", "unnamed")]
    if not before or (before[-1].titles and {t.lower() for t in before[-1].titles} & words("offices")):
        return []
    nearest = before[-1]
    if sentence.low[nearest.end] not in ",(—:–" or _takes_object(sentence, clauses, trigger.end):
        return []
    plain = all(_is_plain(sentence, position) for position in range(nearest.end, trigger.start))
    return clauses.with_coordinated(nearest) if plain else []


def _is_plain(sentence: Sentence, position: int) -> bool:
    """Say whether a word may stand in a remark before what befell its person: an age, a rank, a home."""
    token = sentence.tokens[position]
    return (
        not token.word
        or token.capital
        or is_adverb(token.low)
        or token.low in _PLAIN
        or token.low
        in words("people", "anyone") | words("people", "captive") | words("ranks", "military") | words("trades")
        or token.low.startswith(("ex-", "private", "senior", "junior"))
    ) and token.text not in ';"'


def _counted(sentence: Sentence, trigger: Trigger, group: Group | None, discourse: Discourse) -> list[int]:
    """As in "All three had been captured", "the four": those named together, or those named last, so many."""
    begin = min(trigger.start, group.start) if group is not None else trigger.start
    words_before = sentence.low[max(0, begin - 4) : begin]
    while (
        words_before
        and (words_before[-1] in words("people", "plural") or is_adverb(words_before[-1]))
        and words_before[-1] not in ("both", "all")
    ):
        words_before.pop()
    if not words_before or words_before[-1] not in _COUNTS:
        return []
    count = next((_COUNTS[word] for word in words_before if word in _COUNTS), 0)
    if not count or not {"all", "the", "these", "both", "those"} & set(words_before):
        return []
    return discourse.lately(count, sentence)


def _listed(sentence: Sentence, clauses: Clauses, trigger: Trigger) -> list[int]:
    """As in "The following remain in captivity: X, Y and Z": those named behind the colon."""
    if ":" not in sentence.low[trigger.end :]:
        return []
    colon = sentence.low.index(":", trigger.end)
    return [m.who for m in clauses.mentions if m.start > colon and m.kind == "name" and m.who is not None]


def _household(sentence: Sentence, mention: Mention, discourse: Discourse) -> list[int]:
    """As in "The Dziuba brothers": the men of that surname; of "the Dziuba family" nothing befalls one person."""
    sex = {"brothers": "m", "sisters": "f"}.get(
        sentence.low[mention.end] if mention.end < len(sentence.low) else "", ""
    )
    plural = sentence.low[mention.start] == mention.words[0].lower() + "s"
    return [
        p.number
        for p in discourse.people
        if (plural or (sex and p.sex == sex)) and p.surname and same_surname(p.surname, mention.words[0])
    ]


def mentions_of(  # noqa: PLR0911 -- one answer for each shape an event is told in
    sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None
) -> list[Mention]:
    """Return the mentions a trigger befalls, before the discourse says who stands behind "they" or nobody."""
    low = sentence.low
    if trigger.frame == "object":
        return _of_contact(clauses, trigger, group)
    if trigger.frame == "nouns":
        return _of_noun(low, clauses, trigger)
    if (
        trigger.frame == "verbs"
        and low[trigger.end : trigger.end + 1] in (["was"], ["were"], ["is"], ["are"])
        and "among" in low[: trigger.start]
    ):
        return clauses.objects(trigger.end + 1)
    epithet = [m for m in clauses.mentions if trigger.end == m.head and m.kind == "name" and m.head < m.start]
    if epithet and trigger.frame in ("verbs", "state") and _stands_before_noun(low, trigger):
        return epithet[:1]
    adjective = [m for m in clauses.mentions if m.head <= trigger.start < m.start and m.kind in ("name", "kin")] or [
        m for m in clauses.mentions if m.kind == "unnamed" and m.head <= trigger.start and trigger.end < m.end
    ]
    if adjective:
        return adjective[:1]
    if trigger.frame in ("self", "state"):
        return _of_state(sentence, clauses, trigger, group)
    return _of_verb(sentence, clauses, trigger, group)


def _of_contact(clauses: Clauses, trigger: Trigger, group: Group | None) -> list[Mention]:
    """Whom somebody saw or heard of; of one who last spoke to his own mother, it is he."""
    found = clauses.objects(trigger.end)[:2]
    doers = clauses.subjects(group) if group is not None else []
    own = bool(found) and found[0].kind == "kin" and found[0].holder is not None and found[0].holder.kind == "pronoun"
    theirs = own and found[0].holder is not None and found[0].holder.words[0] in ("his", "her")
    waits = own and found[0].relation in _WAITING
    if theirs and waits and doers and doers[0].kind == "name" and trigger.rule.kind == "missing":
        return doers
    return found


def _stands_before_noun(low: list[str], trigger: Trigger) -> bool:
    """As in "captured sailor X", "the missing soldier X": the word describes, and no auxiliary rules it."""
    before = low[trigger.start - 1] if trigger.start else ""
    return (
        trigger.end == trigger.start + 1
        and before not in _BE
        and before not in words("grammar", "have")
        and not is_adverb(before)
    )


def _of_noun(low: list[str], clauses: Clauses, trigger: Trigger) -> list[Mention]:
    if low[trigger.start] == "'s":
        return [m for m in clauses.mentions if m.end == trigger.start][:1]
    if low[trigger.start] in ("his", "her"):
        return [m for m in clauses.mentions if m.head == trigger.start][:1]
    if low[trigger.end - 1] in ("he", "she"):
        return [m for m in clauses.mentions if m.start == trigger.end - 1][:1]
    return clauses.objects(trigger.end)


def _of_state(  # noqa: PLR0911 -- one answer for each shape a state is told in
    sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None
) -> list[Mention]:
    if group is None:
        return []
    before = sentence.low[trigger.start - 1] if trigger.start else ""
    if (
        trigger.frame == "state"
        and sentence.low[trigger.start] in ("a", "missing", "captive", "prisoner", "held", "mia")
        and before not in _BE
        and not is_adverb(before)
        and sentence.low[max(0, trigger.start - 2) : trigger.start] != ["as", '"']
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
    if before == "as" and inner and inner[-1].end == trigger.start - 1:
        return inner[-1:]
    if (
        sentence.low[trigger.start] == "in"
        and inner
        and inner[-1].end == trigger.start
        and sentence.low[group.end - 1] not in _BE
    ):
        return inner[-1:]
    return clauses.subjects(group)


def _of_verb(  # noqa: PLR0911 -- one answer for each shape a verb is told in
    sentence: Sentence, clauses: Clauses, trigger: Trigger, group: Group | None
) -> list[Mention]:
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
            "?",
        )
    ):
        return clauses.with_coordinated(adjacent[-1])
    previous = clauses.before(group)
    if (
        previous is not None
        and (previous.passive or previous.bare or low[previous.end - 1] in _BE)
        and low[group.start - 1] in ("and", ",", "then", "but", "or", "later", "eventually", "—")
    ):
        return clauses.subjects(group)
    return clauses.subjects(group) if group.start <= 1 else []


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


def _first_of_row(clauses: Clauses, group: Group | None) -> Group | None:
    """As in "They were captured and have been held since": the verb whose subject a row of verbs shares."""
    while group is not None and clauses.low[max(0, group.start - 1) : group.start] == ["and"]:
        earlier = clauses.before(group)
        if earlier is None:
            break
        group = earlier
    return group


def _plural(sentence: Sentence, group: Group | None, discourse: Discourse) -> list[int]:
    if group is None:
        return []
    before = set(sentence.low[max(0, group.start - 4) : group.start])
    near = sentence.index - discourse.group_told <= _GROUP_REACH
    return list(discourse.group) if before & _PLURAL and near else []


def _topic(sentence: Sentence, trigger: Trigger, group: Group | None, discourse: Discourse) -> list[int]:
    """A note without a subject ("Captured in May.") speaks of the person its entry is about."""
    if sentence.low[-1] == ":":
        return []
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
    if not (bare and len(lead) <= 4) and not labelled:
        return []
    after = sentence.low[trigger.end] if trigger.end < len(sentence.low) else "."
    if "#" in lead or not (after in words("grammar", "preposition") or not after[0].isalpha() or is_adverb(after)):
        return []
    elsewhere = labelled and discourse.tracked and discourse.topic not in discourse.tracked
    meant = discourse.tracked[-1] if elsewhere else discourse.topic
    return [meant] if meant is not None else []
