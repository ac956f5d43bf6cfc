# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Paragraphs, sentences and tokens of a cleaned text, with glued words parted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tidings.intake.text.tables import words

_TOKEN: Final = re.compile(r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])|[^\W\d_]+(?:['\-][^\W\d_]+)*|\d+|\S")
_LONGEST_SENTENCE: Final = 160  # tokens; a longer one is cut, so that no rule walks far
_LONGEST_WORD: Final = 40
_WIDEST: Final = 100  # characters of a line in a text broken by hand
_ABBREVIATIONS: Final = words("of_tokens", "abbreviations")
_GLUED_VERBS: Final = re.compile(
    r"([A-Z][a-z'\-]{2,30}?)(disappeared|captured|released|exchanged|reported|vanished|surrendered|returned|believed|remained|remains|"
    r"missing|killed|learned|appeared|called|himself|herself|announced|declared|recognised|recognized|wrote|asked|were|went|told|said|died|served|joined)"
)
_GLUED_SHORT: Final = re.compile(r"([A-Z][a-z'\-]{2,30}?)(was|is|had|has|and|who|says|in|from|on|with|that)")
_CAMEL: Final = re.compile(r"((?:[a-z]{3,}|[A-Z][a-z]{3,}|in|on|at|by|of|to|is))([A-Z][a-z]{2,}.*)")
_NOT_CAMEL: Final = re.compile(r"(?:Mc|Mac|De|Le|La|Di|Van|Al|El|You|Face|Whats|Tik|Insta|Link|Micro)[A-Z].*")


@dataclass(slots=True)
class Token:
    """One word, number or sign; `start` and `end` are code points of the original."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word."""
        return self.text[0].isalpha()


@dataclass(slots=True)
class Sentence:
    """A run of tokens that says one thing; `first` where it opens a paragraph."""

    tokens: list[Token]
    paragraph: int
    first: bool
    index: int = 0
    low: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.low = [token.low for token in self.tokens]

    @property
    def start(self) -> int:
        """Where it begins in the original."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the original."""
        return self.tokens[-1].end


def sentences(text: str) -> list[Sentence]:
    """Part a cleaned text into sentences."""
    found: list[Sentence] = []
    known = set(re.findall(r"\b[A-Z][a-z]{2,30}\b", text))
    for number, (start, end) in enumerate(_paragraphs(text)):
        tokens = list(_tokens(text, start, end, known))
        for position, run in enumerate(_runs(tokens)):
            found.append(Sentence(run, number, position == 0, len(found)))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of paragraphs: a single line break inside running prose does not end one."""
    start = position = 0
    lines = text.split("\n")
    wrapped = _is_wrapped(lines)
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        position += len(line) + 1
        if not _runs_on(line.rstrip(), after.lstrip(), wrapped=wrapped):
            if text[start : position - 1].strip():
                yield start, position - 1
            start = position


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether the text was broken into lines of one width by its writer's program."""
    lengths = [len(line.rstrip()) for line in lines]
    return max(lengths) <= _WIDEST and sum(length >= _WIDEST // 2 for length in lengths) >= 5


def _runs_on(line: str, after: str, *, wrapped: bool) -> bool:
    if not after or not line or len(line.strip()) < 45 or re.match(r"[\d•*—–-]", after):
        return False
    if after[0].islower():
        return line[-1] not in ".!?:"
    return wrapped and line[-1] not in ".!?:;\"'"


def _tokens(text: str, start: int, end: int, known: set[str]) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, start, end):
        word = found[0]
        if not word[0].isalpha():
            yield Token(word, word.lower(), found.start(), found.end())
            continue
        at = found.start()
        for part in _parted(word, known):
            yield Token(part, part.lower(), at, at + len(part))
            at += len(part)


def _parted(word: str, known: set[str]) -> list[str]:
    """Part a word into what was glued together; the possessive "'s" is a word of its own."""
    if len(word) > _LONGEST_WORD:
        return [word]
    if word.lower().endswith(("'s", "'d", "'m")):
        return [*_parted(word[:-2], known), word[-2:]]
    if word.lower().endswith(("'ve", "'re", "'ll")):
        return [*_parted(word[:-3], known), word[-3:]]
    glued = _GLUED_VERBS.fullmatch(word)
    if not glued and word not in known - {word}:
        short = _GLUED_SHORT.fullmatch(word)
        glued = short if short and short[1] in known and len(short[1]) > 3 else None
    if (glued and glued[2] not in ("were", "went", "told", "said", "died")) or (glued and glued[1] in known):
        return [glued[1], glued[2]]
    camel = _CAMEL.fullmatch(word)
    if camel and not _NOT_CAMEL.fullmatch(word):
        return [camel[1], *_parted(camel[2], known)]
    return [word]


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for number, token in enumerate(tokens):
        run.append(token)
        if len(run) >= _LONGEST_SENTENCE or _ends(tokens, number):
            yield run
            run = []
    if run:
        yield run


def _ends(tokens: list[Token], number: int) -> bool:
    token = tokens[number]
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if after is None:
        return True
    if token.text in "\"'" and number and tokens[number - 1].text in ".!?" and token.start == tokens[number - 1].end:
        return after.capital or after.text in '"(—' or after.text[0].isdigit()
    if token.text not in ".!?;":
        return False
    if after.text in "\"')" and after.start == token.end:
        return False
    if token.text == ".":
        return not _abbreviates(tokens, number) and after.start > token.end
    return True


def _abbreviates(tokens: list[Token], number: int) -> bool:
    before, after = (tokens[number - 1] if number else None), tokens[number + 1]
    if before is None or before.end != tokens[number].start:
        return after.text == "."
    if (len(before.text) == 1 and before.text.isupper()) or before.text in (
        "Ye",
        "Yu",
        "Ya",
        "Zh",
        "Kh",
        "Sh",
        "Ch",
        "Ts",
    ):
        return after.capital and (number < 2 or tokens[number - 2].text != "p")
    if before.low in ("no", "p", "b", "mar", "sun", "sat", "st", "gen", "may"):
        return after.text[0].isdigit() or before.low in ("b", "gen", "st")
    return before.low in _ABBREVIATIONS or not (after.capital or not after.word)
