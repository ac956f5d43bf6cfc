"""How one name is read: parts, script, other readings, forms in other languages, how common each part is."""

from dataclasses import dataclass
from typing import Final

from tidings.kernel.scripts import Language, Script, language_of, script_of
from tidings.names.cases import nominatives
from tidings.names.cyrillic import cyrillise
from tidings.names.given import class_of, read_given
from tidings.names.letters import is_cyrillic
from tidings.names.parse import Name, Reading, parse
from tidings.names.patronymic import read_patronymic
from tidings.names.reasons import one_in, said
from tidings.names.romanise import romanise
from tidings.names.surname import Gender, read_surname

MOST_SPELLINGS: Final = 8
MOST_CLASSES: Final = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    Attributes:
        part: surname, given or patronymic.
        text: as written.
        forms: the formal Russian and Ukrainian names behind a given name, or the fathers behind a patronymic.
        listed: whether our lists have it.
        one_in: n of "1 in n people bear it", as rounded digits; "" for an initial.
    """

    part: str
    text: str
    forms: tuple[str, ...]
    listed: bool
    one_in: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a name is read.

    Attributes:
        text: the name as stated, tidied.
        script: latin, cyrillic, mixed or "".
        language: the language its letters tell, or "".
        gender: m, f or "".
        words: the words of the best reading.
        aliases: nicknames and call signs that stand beside the name.
        others: the other readings.
        nominatives: what it may be in the nominative if it stands in another case.
        spellings: the same name in the other script, the likeliest first.
    """

    text: str
    script: Script
    language: Language
    gender: Gender
    words: tuple[Word, ...] = ()
    aliases: tuple[str, ...] = ()
    others: tuple[Reading, ...] = ()
    nominatives: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()

    def sentences(self, language: str = "en") -> tuple[str, ...]:
        """Say all of it in words, one line a fact, in `en`, `ru` or `uk`."""
        told = {
            "script": said(f"read_script_{self.script}", language),
            "language": said(f"read_language_{self.language}", language),
            "sex": said(f"read_sex_{self.gender}", language),
        }
        lists = {
            "read_aliases": self.aliases,
            "read_others": tuple(_in_one(reading) for reading in self.others),
            "read_nominatives": self.nominatives,
            "read_spellings": self.spellings,
        }
        return (
            said("read_name", language, text=self.text, **told),
            *(_word_in_words(word, language) for word in self.words),
            *(said(code, language, forms=", ".join(forms)) for code, forms in lists.items() if forms),
        )


def _in_one(reading: Reading) -> str:
    """Return a reading as "Surname / Given Patronymic"; what it has no word for stays empty."""
    rest = filter(None, (*reading.given, reading.patronymic))
    return f"{' '.join(map(str.title, reading.surname))} / {' '.join(map(str.title, rest))}"


def _word_in_words(word: Word, language: str) -> str:
    told = word.text
    if word.forms:
        code = "read_fathers" if word.part == "patronymic" else "read_forms"
        told = said(code, language, word=told, forms=", ".join(word.forms))
    if word.one_in:
        told = said("read_borne", language, word=told, one_in=word.one_in)
    return said(f"read_{word.part}", language, word=told)


def _given_word(plain: str, text: str) -> Word:
    read = read_given(plain)
    if read.initial:
        return Word("given", text, (), listed=False, one_in="")
    likely = sorted(read.kinds, key=lambda number: -class_of(number).share)[:MOST_CLASSES]
    forms = (form for number in likely for form in (class_of(number).russian, class_of(number).ukrainian) if form)
    return Word("given", text, tuple(dict.fromkeys(forms)), listed=read.listed, one_in=one_in(read.share))


def _surname_word(plain: str, text: str) -> Word:
    read = read_surname(plain)
    return Word("surname", text, (), listed=read.known, one_in=one_in(read.share) if len(plain) > 1 else "")


def _patronymic_word(plain: str, text: str) -> Word:
    read = read_patronymic(plain)
    told = one_in(read.share) if len(plain) > 1 else ""
    return Word("patronymic", text, tuple(sorted(read.fathers)), listed=bool(read.fathers), one_in=told)


def _words(name: Name) -> tuple[Word, ...]:
    if not name.readings:
        return ()
    best, shown = name.readings[0], name.shown
    found = [_surname_word(word, shown.get(word, word)) for word in best.surname]
    found += [_given_word(word, shown.get(word, word)) for word in best.given]
    if best.patronymic:
        found.append(_patronymic_word(best.patronymic, shown.get(best.patronymic, best.patronymic)))
    return tuple(found)


def explain(name: str | Name) -> Explanation:
    """Say how a name is read.

    Args:
        name: as stated, or as `parse` read it.

    Raises:
        NameTooLong: the text has more than 200 characters.
    """
    read = parse(name) if isinstance(name, str) else name
    cyrillic = any(map(is_cyrillic, read.text))
    spellings = romanise(read.text) if cyrillic else cyrillise(read.text)
    return Explanation(
        text=read.text,
        script=script_of(read.text),
        language=language_of(read.text) if cyrillic else "",
        gender=read.gender,
        words=_words(read),
        aliases=read.alias,
        others=read.alternatives,
        nominatives=nominatives(read.text),
        spellings=spellings[:MOST_SPELLINGS],
    )
