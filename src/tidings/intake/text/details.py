# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Details told beside a mention: age, birth, residence, rank, unit, call sign, office."""

import itertools
import re
from dataclasses import dataclass, field
from typing import Final

from tidings.intake.text.mentions import Mention
from tidings.intake.text.people import Person
from tidings.intake.text.tables import any_of, words
from tidings.intake.text.tokens import Sentence
from tidings.intake.text.verbs import is_auxiliary, is_past
from tidings.intake.text.when import NUMBERS, Anchor, dates_in
from tidings.kernel.dates import PartialDate

_AGE: Final = (
    re.compile(r"^\s*[,(]\s*(?:aged\s+|age\s+)?(\d{2})(?:\s*[,).;:]|\s+years)"),
    re.compile(r"^[^.;]{0,60}?\baged (\d{2})\b"),
    re.compile(
        r"^\s*(?:,[^,]{0,40},|,)?\s*(?:is|was|turned|has turned|just turned|is now)\s+(\d{2})(?:\s+years old|\s+in\b|\s*[,.;]|\s*$)"  # noqa: E501 -- one rule stays on one line
    ),
    re.compile(r"^[^.;]{0,30}?\b(\d{2})[- ]years?[- ](?:old|of age)\b"),
    re.compile(r"^\s*[,(]\s*(\d{2}) years\b"),
)
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy"
_UNITS: Final = "one|two|three|four|five|six|seven|eight|nine"
_AGE_IN_WORDS: Final = re.compile(
    rf"(?:\b(?:is|was|turned|became|about|aged|just|only|now)\b|,) (?P<age>(?:{_TENS})(?:-(?:{_UNITS}))?|eighteen|nineteen)(?:,| years old|\b(?! (?:days|months|weeks|times|people|men|women|kilos|others|thousand|hundred|years in|years of|minutes|hours)))"  # noqa: E501 -- one rule stays on one line
)
_AGE_BEFORE: Final = re.compile(
    r"\b(\d{2})\s*-\s*year\s*-\s*old(?:\s+[\w'-]+){0,4}\s*,?\s*$|\b(\d{2})-year-old(?:\s+[\w'-]+){0,4}\s*,?\s*$|\baged (\d{2}),?\s*$"  # noqa: E501 -- one rule stays on one line
)
_BORN: Final = re.compile(
    r"\b(?:born|b\.|date of birth|dob|d\.o\.b\.|year of birth|birth year)(?!\w)\.?\s*:?\s*(?:on|in)?\s*"
)
_YEAR_OF_BIRTH: Final = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:year of birth|y\.?o\.?b|b\.)|\b(?:year|born)\s+((?:19|20)\d\d)\b|^\s*,\s*((?:19[4-9]|200)\d)\s*[.,;)]|^\s*\((?:[\w'’ -]{3,40}, )?((?:19[4-9]|200)\d)\)"  # noqa: E501 -- one rule stays on one line
)
_BARE_BIRTH: Final = re.compile(r"^\s*[,(]\s*(\d{1,2}\.(?:\d{1,2}|[ivx]{1,4})\.(?:19[4-9]\d|200\d))\b")
_BIRTH_PLACE: Final = re.compile(
    r"\bborn\b[^.;]{0,30}?\b(?:in|at)\s+(?:the )?(?:village|town|city|settlement)?(?: of)?\s*(?=[A-Z])(?P<place>[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+){0,2})"  # noqa: E501 -- one rule stays on one line
)
_PLACE: Final = (
    r"(?P<place>[A-Z][\w'’-]+(?:[ -](?:on-)?[A-Z][\w'’-]+){0,2}(?:\s+(?:region|oblast|district|Region|Oblast|krai))?)"
)
_RESIDENCE: Final = (
    re.compile(r"^\s*(?:,\s*\d\d\s*,?|\(\d\d\))?\s*(?:of|from)\s+(?:the\s+)?(?:village of |town of |city of )?" + _PLACE),  # noqa: E501 -- one rule stays on one line
    re.compile(r"^\s*,\s*(?:\d\d\s*,\s*)?(?:(?:a|an|the)\s+)?(?:[\w'-]+[ -]){0,6}?(?:from|native of|resident of)\s+(?:the\s+)?(?:village of |town of |city of )?" + _PLACE),  # noqa: E501 -- one rule stays on one line
    re.compile(r"^[^.;]{0,60}?\b(?:native of|resident of|lived in|lives in|live in|comes from|hails from|originally from|last residence\s*:|place of residence\s*:)\s+(?:the\s+)?(?:village of |town of |city of |settlement of )?" + _PLACE),  # noqa: E501 -- one rule stays on one line
    re.compile(r"^\s*,\s*born\s+[\d.]{4,10}\s*,\s*" + _PLACE + r"\s*[,.;]"),
    re.compile(r"^\s*,\s*\d\d\s*,\s*" + _PLACE + r"\s*(?:[,.;]|$)"),
    re.compile(r"^\s*\(" + _PLACE + r"\s*,\s*(?:born |b\. )?\d{4}\)"),
    re.compile(r"^\s*\((?:born|b\.)\s*[\d.]{4,10}\s*,\s*" + _PLACE + r"\s*\)"),
)  # fmt: skip
_UNIT: Final = re.compile(r"\b(\d{1,4}(?:st|nd|rd|th)\s+(?:[\w'-]+\s+){0,5}?(?:brigade|regiment|battalion|company|division|corps|army)|[A-Z][\w'-]+\s+(?:brigade|regiment|battalion|Brigade|Regiment|Battalion|corps|Corps)|military unit\s+\w?-?\d{3,6})\b")  # fmt: skip  # noqa: E501 -- one rule stays on one line
_CALL_SIGN: Final = re.compile(
    r"\b(?:call[ -]?sign|c/s|nom de guerre|nickname|nicknamed|codename|known (?:to \w+ )?as|(?:call[ -]?sign|nickname) (?:was|is))\s*:?\s*(?:was |is )?(?:\"(?P<quoted>[^\"]{2,30})\"|(?P<bare>[A-Z][\w'’-]+))",  # noqa: E501 -- one rule stays on one line
    re.IGNORECASE,
)
_SPELLED: Final = re.compile(
    r"\b(?:spelled|spelt|written|spelling|transliterated|recorded as|listed as|appears as|papers|passport|documents)\s*:?\s*(?:as\s+)?\"?(?P<form>[A-Z][a-z'’-]+(?:[ -][A-Z][a-z'’-]+){0,2})\b",  # noqa: E501 -- one rule stays on one line
)
_NOT_HOME: Final = frozenset({"Russia", "Ukraine", "The", "Ministry", "Captivity"})


@dataclass(slots=True)
class Details:
    """What is told of one person beside events."""

    age: int | None = None
    birth: PartialDate | None = None
    birth_place: str = ""
    residence: str = ""
    unit: str = ""
    official: bool = False
    trade: bool = False
    ranks: list[str] = field(default_factory=list)


def learn(
    details: Details,
    person: Person,
    mention: Mention,
    *,
    sentence: Sentence,
    mentions: list[Mention],
    text: str,
) -> None:
    """Take what a sentence tells of a person right beside a mention.

    Args:
        details: what is known of the person so far; filled in, never overwritten.
        person: the person; call signs are added to it.
        mention: where the person stands in the sentence.
        sentence: the sentence.
        mentions: all mentions of it: what follows the next name is said of that one.
        text: the cleaned text.
    """
    start = sentence.tokens[mention.end - 1].end
    end = next(
        (sentence.tokens[m.head].start for m in mentions if m.kind == "name" and m.head >= mention.end), sentence.end
    )
    after = text[start:end].replace("\n", " ")
    before = text[sentence.start : sentence.tokens[mention.head].start].replace("\n", " ")
    if mention.kind == "name":
        own = text[sentence.tokens[mention.head].start : sentence.tokens[mention.start].start].replace("\n", " ")
        _age(details, after, before[-60:], own)
        _homes(details, after)
        _rank_after(details, after)
        details.official = (
            details.official or _has_calling(sentence, mention, mentions, _OFFICES) or _is_sent(sentence, mention)
        )
        if mention.traits & {"soldierly"} or _has_calling(sentence, mention, mentions, _SOLDIERS):
            person.traits.add("soldierly")
        details.trade = details.trade or _has_calling(sentence, mention, mentions, words("trades"))
    elif mention.sex in ("m", "f"):
        _age(details, after, "", "")
    _birth(details, after)
    if mention.kind == "name" and not details.unit and (found := _UNIT.search(after)):
        details.unit = found[1]
    for found in _SPELLED.finditer(after):
        form = tuple(found["form"].split())
        if form not in person.forms and mention.kind == "name" and found["form"].lower() not in words("common"):
            person.forms.append(form)
    for found in _CALL_SIGN.finditer(
        after if mention.kind == "name" else "" if any(m.kind == "name" for m in mentions) else before + after
    ):
        alias = found["quoted"] or found["bare"]
        if alias and alias[0].isupper() and alias not in person.aliases and alias.lower() not in words("common"):
            person.aliases.append(alias.strip(" ,."))


def learn_labelled(details: Details, person: Person, passage: str) -> None:
    """Take what a labelled line ("Rank: …", "Date of birth: …") tells of the person its entry is about."""
    _birth(details, passage)
    if not details.residence and (found := _RESIDENCE[2].search(passage)):
        details.residence = found["place"]
    if (found := re.search(r"\brank\s*:\s*", passage, re.IGNORECASE)) and (
        rank := _RANK.match(passage[found.end() :].lower())
    ):
        details.ranks.append(rank[0])
    for found in _CALL_SIGN.finditer(passage):
        alias = (found["quoted"] or found["bare"]).strip(" ,.")
        if alias[0].isupper() and alias not in person.aliases:
            person.aliases.append(alias)


_RANK: Final = any_of(words("ranks", "military"))
_ITEM: Final = re.compile(r"[,;:(—]|(?<=\d{4})\.|\.\s")
_ITEMS: Final = 7  # items behind a name in which a rank may stand
_ARTICLE: Final = re.compile(
    r"\s*(?:(?:a|an|the|then|then a|now a) )?(?:(?:former|retired|young|mobilised|mobilized|ukrainian|russian) )*"
)


def _age(details: Details, after: str, before: str, own: str) -> None:
    if details.age is not None:
        return
    found = (
        next((m for pattern in _AGE if (m := pattern.search(after))), None)
        or _AGE_BEFORE.search(before)
        or _AGE_BEFORE.search(own)
    )
    if found:
        age = int(next(group for group in found.groups() if group))
        details.age = age if 10 <= age <= 99 else None
    elif spelled := _AGE_IN_WORDS.search(after[:90].split(".", maxsplit=1)[0].lower()):
        tens, _, units = spelled["age"].partition("-")
        details.age = NUMBERS[tens] + NUMBERS.get(units, 0)


def _homes(details: Details, after: str) -> None:
    for pattern in _RESIDENCE:
        found = pattern.search(after)
        if (
            found
            and not details.residence
            and found["place"].split()[0] not in _NOT_HOME
            and not _is_weekday(found["place"])
        ):
            details.residence = found["place"].strip()
    if not details.birth_place and (found := _BIRTH_PLACE.search(after)):
        details.birth_place = found["place"].strip()


def _is_weekday(place: str) -> bool:
    return place.lower() in words("common")


def _rank_after(details: Details, after: str) -> None:
    """Take a rank that stands as an item of its own behind a name: "X, born 1990, Ovruch, a senior soldier"."""
    if not after.lstrip().startswith((",", "(", ":", "—")):
        return
    for item in _ITEM.split(after)[1:_ITEMS]:
        opened = _ARTICLE.match(item.lower())
        found = _RANK.match(item.lower(), opened.end() if opened else 0)
        if found and len(item.split()) <= _ITEMS:
            details.ranks.append(found[0])
            return


def _birth(details: Details, after: str) -> None:
    if details.birth is not None:
        return
    found = _BORN.search(after.lower())
    if found:
        dates = dates_in(after.lower(), found.end(), min(len(after), found.end() + 40), Anchor(None))
        if dates and dates[0].date and dates[0].start - found.end() <= 22 and "XXXX" not in dates[0].date.edtf:
            details.birth = dates[0].date
            return
    day = _BARE_BIRTH.search(after.lower())
    if day:
        told = dates_in(after.lower(), day.start(1), day.end(1), Anchor(None))
        details.birth = told[0].date if told and told[0].date and "/" not in told[0].date.edtf else None
        return
    year = _YEAR_OF_BIRTH.search(after.lower())
    if year:
        details.birth = PartialDate(next(group for group in year.groups() if group))


def _has_calling(sentence: Sentence, mention: Mention, mentions: list[Mention], callings: frozenset[str]) -> bool:
    """Say whether a calling stands right beside a name with nobody else between: "Deputy head X", "X, a spokesman for Y"."""  # noqa: E501 -- one rule stays on one line
    low = sentence.low
    start = max(
        [m.end for m in mentions if m.end <= mention.head and m.kind in ("name", "kin")] + [mention.head - 9, 0]
    )
    window = low[start : mention.head]
    cut = next(
        (
            i
            for i in range(len(window) - 2, -1, -1)
            if (window[i] in ('"', ";", ".", ":", "that") and not (window[i] == ":" and window[i - 1] in callings))
            or is_auxiliary(window[i])
            or is_past(window[i])
        ),
        -1,
    )
    if _names_calling(window[cut + 1 :], callings) and "commander" not in window:
        return True
    after = low[mention.end : mention.end + 9]
    if (
        after[:1] not in ([","], ["("], ["—"])
        or (len(after) > 1 and (is_past(after[1]) or is_auxiliary(after[1])))
        or set(after[1:4]) & {"said", "told", "his", "her", "whose", "nephew", "son", "brother", "who"}
    ):
        return False
    closes = next((i for i in range(1, len(after)) if after[i] in ",)—;."), len(after))
    return _names_calling(after[1:closes], callings)


def _names_calling(run: list[str], callings: frozenset[str]) -> bool:
    if any(word in callings or ("-" in word and word.split("-", maxsplit=1)[0] in callings) for word in run):
        return True
    return any(" ".join(pair) in callings for pair in itertools.pairwise(run))


def _is_sent(sentence: Sentence, mention: Mention) -> bool:
    """As in "Ms X from the Ministry": one who stands for a public body."""
    after = sentence.low[mention.end : mention.end + 6]
    return after[:1] in (["from"], ["of"], ["at"]) and bool(set(after[1:4]) & _BODIES) and bool(mention.titles)


_OFFICES: Final = words("offices") - words("ranks", "military")
_SOLDIERS: Final = (words("people", "anyone") | words("people", "captive") | words("ranks", "military")) - frozenset(
    {
        "man",
        "woman",
        "boy",
        "girl",
        "guy",
        "fellow",
        "lad",
        "volunteer",
        "veteran",
        "teenager",
        "commander",
        "officer",
        "brother",
        "general",
        "colonel",
        "major",
    }
)
_BODIES: Final = words("of_details", "bodies")
