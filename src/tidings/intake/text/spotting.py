# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Spot the names of human beings: capitalised runs, weighed by what stands in and around them."""

import re
from collections.abc import Iterator
from typing import Final

from tidings.intake.text.mentions import Mention, is_patronymic, looks_like_surname, sex_of_given, sex_of_name
from tidings.intake.text.tables import courtesies, kin, sex_words, words
from tidings.intake.text.tokens import Sentence

_PARTICLES: Final = words("of_spotting", "particles")
_SPEECH: Final = words("of_spotting", "speech")
_LIVES: Final = words("of_spotting", "lives")
_IN: Final = frozenset(
    {"in", "near", "at", "from", "towards", "outside", "around", "across", "via", "through", "into", "inside"}
)
_AREA: Final = words("of_spotting", "area")
_LONGEST_NAME: Final = 5
_ROMAN: Final = re.compile(r"[IVXLC]+")
_ENOUGH: Final = 3
_LONGEST_RUN: Final = 3
_CLAUSE_OPENERS: Final = frozenset(
    {"", ",", '"', "that", "when", "and", "—", "but", "because", "while", ":", ";", "where"}
)
_BORN: Final = frozenset({"born", "aged", "b", "age", "call", "callsign", "c", "nicknamed", "nickname", "alias"})
_NAMING: Final = frozenset(
    {
        ("one", "certain"),
        ("a", "certain"),
        ("name", "is"),
        ("name", "was"),
        ("named", "only"),
        ("name", "of"),
        ("belongs", "to"),
        ("our", "dear"),
    }
)
_OWNED: Final = words("of_spotting", "owned")


class Spotter:
    """Spots names sentence by sentence; knows which words the text also writes small."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self.small = {
            low
            for sentence in sentences
            for token, low in zip(sentence.tokens, sentence.low, strict=True)
            if token.word and not token.capital
        }
        self.shouting = _shouting(sentences)
        self._known: frozenset[str] = frozenset()

    def names(self, sentence: Sentence) -> list[Mention]:
        """Return the mentions by name that stand on their own evidence."""
        return [m for run in _runs(sentence, self) if (m := self._weigh(sentence, *run)) is not None]

    def is_common(self, low: str) -> bool:
        """Say whether a word is no part of a name."""
        return low in _common() or (low in self.small and not sex_of_given(low)) or low.startswith("'")

    def _weigh(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        start, titles, head = _titled(sentence, start, end)
        while start < end and sentence.low[start] in _not_names() and not (head < start and end - start == 1):
            start += 1
            head = start
        if start >= end:
            return None
        names = tuple(_words(sentence, start, end))
        low = tuple(name.lower() for name in names)
        if any(word in words("organisation") for word in low) or " ".join(low) in words("places"):
            return None
        score = _inside(names) + _around(sentence, head, start, end, titles) + _as_running(sentence, start, end)
        if self.shouting.get(sentence.paragraph) and not any(map(is_patronymic, names)):
            score -= 2
        if score < _ENOUGH + (len(names) == 1):
            return None
        return _mention(names, start, end, head, titles)


def _mention(names: tuple[str, ...], start: int, end: int, head: int, titles: tuple[str, ...]) -> Mention:
    rank = next((title for title in reversed(titles) if title.lower() in words("ranks", "military")), "")
    sex = next((sex_words()[title.lower()] for title in titles if title.lower() in sex_words()), "") or sex_of_name(
        names
    )
    return Mention(start, end, "name", names, head, rank=rank, titles=titles, sex=sex)


def _not_names() -> frozenset[str]:
    return words("places") | words("demonyms")


def _common() -> frozenset[str]:
    return words("common")


def _shouting(sentences: list[Sentence]) -> dict[int, bool]:
    """Tell the paragraphs written in capitals throughout: capitals say nothing there."""
    found: dict[int, list[int]] = {}
    for sentence in sentences:
        counts = found.setdefault(sentence.paragraph, [0, 0])
        for token in sentence.tokens:
            if token.word and len(token.text) > 2:
                counts[0] += 1
                counts[1] += token.text.isupper()
    return {number: total >= 4 and shouted > 0.8 * total for number, (total, shouted) in found.items()}


def _runs(sentence: Sentence, spotter: Spotter) -> Iterator[tuple[int, int]]:
    """Yield the runs of tokens that may be names, titles in front included."""
    tokens, position = sentence.tokens, 0
    while position < len(tokens):
        end = position
        while end < len(tokens) and _continues(sentence, position, end, spotter):
            end += 2 if end + 1 < len(tokens) and _is_initial(sentence, end) else 1
        while end > position and sentence.low[end - 1] in _PARTICLES:
            end -= 1
        if end > position:
            yield from _shortened(sentence, position, end)
        position = max(end, position + 1)


def _shortened(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A long run is a list of capitals: keep what follows the last organisation word or place in it."""
    for position in range(end - 1, start, -1):
        low = sentence.low[position]
        if low in words("organisation") | words("offices") and position + 1 < end:
            yield position + 1, end
            return
    if end - start <= _LONGEST_NAME + 2:
        yield start, end


def _continues(sentence: Sentence, start: int, position: int, spotter: Spotter) -> bool:
    token = sentence.tokens[position]
    if not token.word or not (token.capital or (token.low in _PARTICLES and position > start)):
        return False
    if (
        position > start
        and token.low not in _PARTICLES
        and sentence.tokens[position - 1].text == "."
        and not _is_initial(sentence, position - 2)
    ):
        return False
    if _is_initial(sentence, position):
        return True
    if (_ROMAN.fullmatch(token.text) and len(token.text) > 1) or len(token.text) == 1:
        return False
    return (
        not spotter.is_common(token.low)
        and token.low not in words("ranks", "military")
        and (token.low not in _callings() or bool(sex_of_given(token.text)))
    )


def _is_initial(sentence: Sentence, position: int) -> bool:
    tokens = sentence.tokens
    if (
        not 0 <= position < len(tokens) - 1
        or tokens[position + 1].text != "."
        or tokens[position + 1].start != tokens[position].end
    ):
        return False
    text = tokens[position].text
    return text[0].isupper() and (
        len(text) == 1 or text in ("Ye", "Yu", "Ya", "Zh", "Kh", "Sh", "Ch", "Ts", "Yo", "Ie", "Iu", "Ia")
    )


def _words(sentence: Sentence, start: int, end: int) -> Iterator[str]:
    for position in range(start, end):
        if sentence.tokens[position].word:
            yield sentence.tokens[position].text + ("." if _is_initial(sentence, position) else "")


def _titled(sentence: Sentence, start: int, end: int) -> tuple[int, tuple[str, ...], int]:
    """Take the titles before a run: returns where the name begins, the titles, and where the phrase begins."""
    while start < end and sentence.low[start] in words("demonyms"):
        start += 1
    titles: list[str] = []
    position = start
    while position > 0:
        width = _title_before(sentence, position)
        if not width:
            break
        titles.insert(0, _plain(sentence, position - width, position))
        position -= width
    return start, tuple(titles), position


def _plain(sentence: Sentence, start: int, end: int) -> str:
    return " ".join(token.text for token in sentence.tokens[start:end]).replace(" .", ".")


def _title_before(sentence: Sentence, position: int) -> int:
    """Return how many tokens before a position are a rank, an office, a trade or a form of address; 0 if none."""
    for width in (4, 3, 2, 1):
        start = position - width
        if start < 0:
            continue
        phrase = _plain(sentence, start, position).lower()
        if (
            phrase in words("ranks", "military")
            or phrase in courtesies()
            or phrase in words("offices")
            or phrase in words("trades")
        ):
            return width
    return 0


def _inside(names: tuple[str, ...]) -> int:
    """Weigh the words of a run by themselves."""
    full = [name for name in names if not name.endswith(".")]
    if not full:
        return -2
    ends = (full[0], full[-1])
    clues = (
        (1, 1 < len(names) <= _LONGEST_NAME),
        (3, len(full) < len(names)),
        (4, any(map(is_patronymic, full))),
        (3, any(sex_of_given(name) for name in ends)),
        (1, any(looks_like_surname(part) for name in ends for part in name.split("-"))),
        (2, any(_is_double(name) for name in full)),
        (2, len(full) in (2, 3) and [len(name) > 3 and name.isupper() for name in full].count(True) == 1),
        (-2, any(name.lower() in _not_names() for name in full)),
    )
    return sum(points for points, holds in clues if holds)


def _as_running(sentence: Sentence, start: int, end: int) -> int:
    """Weigh two or three capitals in the middle of a sentence that is no headline: places hang on "in" and "the"."""
    words_of = [token for token in sentence.tokens if token.word]
    capitals = sum(token.capital for token in words_of)
    if start == 0 or not 2 <= end - start <= _LONGEST_RUN or 3 * capitals > 2 * len(words_of):
        return 0
    before = sentence.low[start - 1]
    joined = before in ("and", ",") and sentence.tokens[start - 2].capital if start > 1 else False
    plural = before == "," and start > 1 and sentence.low[start - 2] in words("people", "plural") | words("demonyms")
    return 1 + (joined or plural)


def _is_double(name: str) -> bool:
    """Say whether a word is two surnames joined ("Kovalenko-Reyes")."""
    parts = name.split("-")
    return len(parts) == 2 and all(len(part) > 2 and part[0].isupper() for part in parts)


def _around(sentence: Sentence, head: int, start: int, end: int, titles: tuple[str, ...]) -> int:
    """Weigh what stands before and behind a run."""
    low = sentence.low
    before = low[head - 1] if head else ""
    after = low[end] if end < len(low) else ""
    clues = (
        (4, bool(titles)),
        (_kin_before(sentence, head), True),
        (2, (before in _SPEECH and start == head) or after in _SPEECH or _is_paired(sentence, start, end)),
        (1, after not in _SPEECH and _does(low, head, end)),
        (4, after == "'s" and any(word in kin() for word in low[end + 1 : end + 3])),
        (_behind(low, end), True),
        (-3, before in _IN and not titles),
        (-3, (before == "(" and end - start == 1) or (before == after == '"' and not titles)),
        (-4, after in _AREA or (before == "the" and not titles)),
    )
    return sum(points for points, holds in clues if holds)


def _is_paired(sentence: Sentence, start: int, end: int) -> bool:
    """As in "Orest and Zenovii Koval": two given names joined."""
    return (
        sentence.low[end : end + 1] == ["and"]
        and end + 1 < len(sentence.tokens)
        and bool(sex_of_given(sentence.tokens[start].text))
        and bool(sex_of_given(sentence.tokens[end + 1].text))
    )


def _does(low: list[str], head: int, end: int) -> bool:
    """Say whether a run opens a clause and a verb for human beings follows."""
    return low[end : end + 1] != [] and low[end] in _LIVES and (head == 0 or low[head - 1] in _CLAUSE_OPENERS)


def _behind(low: list[str], end: int) -> int:
    """Weigh a remark behind a run: an age, a birth, a home, a calling are told of human beings."""
    if low[end : end + 1] in (["from"], ["of"]) and "," in low[end + 2 : end + 5]:
        return 1
    if end + 2 >= len(low) or low[end] not in ",(—–-":
        return 2 if low[end : end + 1] == ["who"] or low[end : end + 3] == [",", "also", "known"] else 0
    inner = low[end + 1 : end + 7]
    if inner[0].isdigit() and (len(inner[0]) == 2 or (len(inner[0]) == 4 and inner[0][:2] in ("19", "20"))):
        return 4
    if inner[0] in _BORN or (low[end] == "(" and any(word.isdigit() and len(word) == 4 for word in inner)):
        return 4
    told = inner[: inner.index(",")] if "," in inner else inner
    if inner[0] in ("who", "whose") or any(word in _callings() | words("ranks", "military") for word in told):
        return 2
    return 1 if inner[0] in ("of", "from") and low[end] == "," else 0


def _callings() -> frozenset[str]:
    return words("trades") | words("people", "anyone") | words("people", "captive") | words("offices")


def _kin_before(sentence: Sentence, head: int) -> int:
    """Weigh the nouns before a run that only stand before human beings: kin, callings, "named", "fate of"."""
    low = sentence.low
    position = head - 1
    if position >= 0 and low[position] in (",", "—", ":"):
        position -= 1
    if position < 0:
        return 0
    if low[head - 1] == ":" and low[position] in ("name", "surname", "person", "soldier", "prisoner"):
        return 4
    word, pair = low[position], tuple(low[max(0, position - 1) : position + 1])
    nouns = words("people", "anyone") | words("people", "captive") | {"brothers", "sisters", "twins", "named", "called"}
    if word in kin() or word in nouns or pair in _NAMING or (word.endswith("s") and word[:-1] in _callings()):
        return 4
    return 4 if word == "of" and position and (pair[0] in kin() or pair[0] in _OWNED) else 0
