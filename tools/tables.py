"""Build the data tables of the room `names` out of the freely licensed sources in data/names.

python tools/tables.py           writes them
python tools/tables.py --check   builds them in memory and compares; exit 1 where they differ
Licences and origins: data/names/README.md.
"""

import csv
import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import edit_costs
import letter_costs
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract
from romanisation_costs import RARE_SCHEME, romanisations

from tidings.names.edits import edit_cost
from tidings.names.letters import units
from tidings.names.patronymic import stem_of
from tidings.names.romanise import schemes
from tidings.names.surname import split_gender

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "data" / "names"
TABLES = ROOT / "src" / "tidings" / "names" / "data"
COMMON_GIVEN = 100
KNOWN_GIVEN = 20
SLIP_RATIO = 200  # how much commoner a name one letter away must be for a rare entry to be its misspelling
LISTED_SURNAME_COUNT = 1
SHORTEST_LEARNED = 4
ENGLISH_COUNT = 2500  # about one in a thousand, as we do not count them
ALIKE_ENGLISH = 60.0
ALIKE_FORMS = 60.0
TRANSLITERATED = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])є|[іе]й$|ий$(?<!рий)|^[еіє](?=[лк])")
FAR_COST = 4.0
ALIKE_LATIN = 70.0
LEARNED_PAIRS = 48_000
UKRAINIAN_PAIRS = 4_000
RUSSIAN_AND_UKRAINIAN = set("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя")


def source(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one source table."""
    with gzip.open(SOURCES / name, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def sound(text: str) -> str:
    """Return one word in units."""
    return units(text.casefold().replace("'", "").replace("’", "").replace("ʼ", ""))


def is_word(text: str) -> bool:
    """Say whether a text is one whole word."""
    return text.replace("'", "").replace("’", "").isalpha() and len(text) > 1


def surnames() -> str:
    """Build surnames.tsv: count, the masculine forms in units that are met so often."""
    counted: Counter[str] = Counter()
    for row in source("ru_surnames.tsv.gz"):
        if is_word(row["text"]):
            counted[split_gender(sound(row["text"]))[0]] += int(row["count"])
    for row in source("uk_ru_surnames.tsv.gz"):
        for text in (row["uk"], row["ru"]):
            if is_word(text) and (stem := split_gender(sound(text))[0]) not in counted:
                counted[stem] = LISTED_SURNAME_COUNT
    grouped = defaultdict(list)
    for stem, count in counted.items():
        if len(stem) > 1:
            grouped[count].append(stem)
    return "".join(f"{count}\t{' '.join(sorted(grouped[count]))}\n" for count in sorted(grouped, reverse=True))


def surname_forms() -> str:
    """Build surname_forms.tsv: two forms of one surname, Ukrainian and Russian or of another people, in units."""
    pairs = set()
    for row in source("uk_ru_surnames.tsv.gz"):
        if is_word(row["uk"]) and is_word(row["ru"]):
            uk, ru = split_gender(sound(row["uk"]))[0], split_gender(sound(row["ru"]))[0]
            if uk != ru and ratio(uk, ru) >= ALIKE_FORMS:
                pairs.add((uk, ru))
    for row in source("surname_equivalents.tsv.gz"):
        left, right = (split_gender(sound(row[form]))[0] for form in ("form", "other"))
        pairs.add((left, right))
    return "".join(f"{uk}\t{ru}\n" for uk, ru in sorted(pairs))


def foreign_forms(listed: set[str]) -> str:
    """Build foreign_forms.tsv: spellings of one name of any people that no alignment brings together (Wikidata)."""
    pairs = set()
    for row in source("wikidata_name_parts.tsv.gz"):
        cyrillic = {sound(form) for form in row["cyrillic_forms"].split("|") if set(form) <= RUSSIAN_AND_UKRAINIAN}
        latin = {sound(form) for form in row["latin_forms"].split("|") if form.isascii() and form.isalpha()}
        for forms in (cyrillic, latin):
            stems = {split_gender(form)[0] for form in forms if len(form) > len("ян")}
            pairs |= {pair for pair in combinations(sorted(stems), 2) if are_far(*pair, cyrillic=forms is cyrillic)}
    kept = sorted((left, right) for left, right in pairs if not {left, right} <= listed)
    return "".join(f"{left}\t{right}\n" for left, right in kept)


def foreign_surnames(listed: set[str]) -> str:
    """Build foreign_surnames.tsv: the stems in units of names of any people that Wikidata has and the lists lack."""
    found = set()
    for row in source("wikidata_name_parts.tsv.gz"):
        cyrillic = [form for form in row["cyrillic_forms"].split("|") if set(form) <= RUSSIAN_AND_UKRAINIAN]
        latin = [form for form in row["latin_forms"].split("|") if form.isalpha()]
        found |= {split_gender(sound(form))[0] for form in (*cyrillic, *latin)}
    return "".join(f"{stem}\n" for stem in sorted(found - listed) if len(stem) >= SHORTEST_LEARNED)


def are_far(left: str, right: str, *, cyrillic: bool) -> bool:
    """Say whether two forms are alike, but dearer to align than a spelling."""
    cost = edit_cost(left, right, left_cyrillic=cyrillic, right_cyrillic=cyrillic)
    return cost > FAR_COST and ratio(left, right) >= (ALIKE_FORMS if cyrillic else ALIKE_LATIN)


def odd(uk: str) -> tuple[int, int]:
    """Return how little a listed form looks like a Ukrainian name: letters of a mere transliteration (Сєргєй)."""
    return len(TRANSLITERATED.findall(uk)), -uk.count("і")


class GivenNames:
    """The classes of given names, each anchored on a formal Russian name."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.sexes: dict[str, Counter[str]] = defaultdict(Counter)
        self.uk: dict[str, list[str]] = defaultdict(list)
        self.forms: dict[str, dict[str, str]] = defaultdict(dict)
        self.merged: dict[str, str] = {}
        self.formal_uk: dict[str, str] = {}
        self._read_counts()
        self._read_ukrainian()
        self._read_equivalents()
        self._read_romanised()
        self._read_short()
        self._read_wikidata()
        self._read_english()

    def _read_counts(self) -> None:
        for row in source("ru_given_names.tsv.gz"):
            name = row["text"].casefold().replace("ё", "е")
            if is_word(name):
                self.count[name] += int(row["count"])
                self.sexes[name][row["gender"]] += int(row["count"])

    def _read_ukrainian(self) -> None:
        """Join the transliterated doubles (Микола as Russians write him) to the true Russian form."""
        pairs = [(row["uk"], row["ru"].casefold().replace("ё", "е")) for row in source("uk_ru_first_names.tsv.gz")]
        by_uk: dict[str, list[str]] = defaultdict(list)
        for uk, ru in pairs:
            by_uk[uk].append(ru)
        for uk, russian in by_uk.items():
            main = max(russian, key=lambda name: (self.count[name], name))
            for other in russian:
                if other != main and sound(other) == sound(uk) and self.count[main] > 10 * self.count[other]:
                    self.merged[other] = main
        for uk, ru in pairs:
            if is_word(uk) and is_word(ru) and (self.count[ru] >= KNOWN_GIVEN or len(ru) > 2):
                self.uk[self.anchor(ru)].append(uk)

    def anchor(self, name: str) -> str:
        """Return the formal Russian name that stands for a class."""
        return self.merged.get(name, name)

    def put(self, anchor: str, form: str, kind: str) -> None:
        """Add one spelling to a class; what is there already stays."""
        if is_word(form) and len(heard := sound(form)) > 1:
            self.forms[self.anchor(anchor)].setdefault(heard, kind)

    def _is_slip(self, name: str, common: list[str]) -> bool:
        """Say whether a rare entry of the list is a common name with one letter wrong."""
        if name in self.uk or len(name) < SHORTEST_LEARNED:
            return False
        near = extract(name, common, scorer=OSA.distance, score_cutoff=1, limit=3)
        return any(self.count[other] > SLIP_RATIO * self.count[name] for other, _, _ in near)

    def _read_equivalents(self) -> None:
        common = [name for name, count in self.count.items() if count >= SLIP_RATIO * KNOWN_GIVEN]
        for name, count in self.count.items():
            if count >= KNOWN_GIVEN and not self._is_slip(name, common):
                self.put(name, name, "r")
        for anchor, uks in self.uk.items():
            self.put(anchor, anchor, "r")
            for uk in uks:
                self.put(anchor, uk, "u")
        for row in source("given_equivalents.tsv.gz"):
            self.put(row["formal_ru"], row["form"], row["kind"])

    def _read_romanised(self) -> None:
        """Add how the formal names come out in Latin letters, so that a Latin form is known as Russian or Ukrainian."""
        for scheme in schemes():
            for anchor in list(self.forms):
                names = [anchor] if scheme.language == "ru" else self.uk[anchor]
                for name in names if self.count[anchor] >= KNOWN_GIVEN else ():
                    self.put(anchor, scheme.spell(name), scheme.language[0])

    def _read_short(self) -> None:
        for row in source("hypocoristics.tsv.gz"):
            formal = row["formal_ru"].casefold().replace("ё", "е")
            formal_uk = row["formal_uk"].casefold().partition("/")[0]
            self.formal_uk.setdefault(formal, formal_uk)
            self.uk[formal].append(formal_uk)
            self.put(formal, row["short"].casefold(), "s")
            for form in row["formal_uk"].casefold().split("/"):
                self.put(formal, form, "u")

    def _read_wikidata(self) -> None:
        """Add spellings of other languages, unless they are a common Russian name themselves."""
        strong = {sound(name): self.anchor(name) for name, count in self.count.items() if count >= COMMON_GIVEN}
        for row in source("wikidata_name_parts.tsv.gz"):
            cyrillic, latin = row["cyrillic_forms"].split("|"), row["latin_forms"].split("|")
            anchors = {self.anchor(form) for form in cyrillic if self.count[form] >= COMMON_GIVEN}
            if len(anchors) == 1:
                anchor = anchors.pop()
                for form in cyrillic + latin:
                    if strong.get(sound(form), anchor) == anchor:
                        self.put(anchor, form, "o")

    def _read_english(self) -> None:
        """Add the English names with their short forms; their spellings in other languages come from Wikidata."""
        spellings: dict[str, set[str]] = defaultdict(set)
        for row in source("wikidata_name_parts.tsv.gz"):
            latin = row["latin_forms"].split("|")
            for form in latin:
                spellings[form] |= {*latin, *row["cyrillic_forms"].split("|")}
        for row in source("english_short.tsv.gz"):
            formal, shorts = row["formal"], row["short"].split(" ") if row["short"] else []
            self.count[formal], self.sexes[formal] = ENGLISH_COUNT, Counter({row["sex"]: 1})
            self.put(formal, formal, "r")
            for form in sorted(spellings[formal]):
                # Only what sounds alike: a group of Wikidata also holds the name's cousins in other languages.
                if ratio(sound(form), sound(formal)) >= ALIKE_ENGLISH:
                    self.put(formal, form, "o")
            for short in shorts:
                self.put(formal, short, "s")
                for form in sorted(spellings[short]):
                    if ratio(sound(form), sound(short)) >= ALIKE_ENGLISH:
                        self.put(formal, form, "s")

    def sex(self, anchor: str) -> str:
        """Return the sex of a class, "" where the list does not say."""
        told = self.sexes[anchor]
        return max(("m", "f"), key=lambda kind: told[kind]) if told["m"] or told["f"] else ""

    def table(self) -> str:
        """Build given.tsv: anchor, Ukrainian forms, sex, count, forms in units by kind."""
        lines = []
        for anchor in sorted(self.forms, key=lambda name: (-self.count[name], name)):
            kinds: dict[str, list[str]] = defaultdict(list)
            for form, kind in self.forms[anchor].items():
                kinds[kind].append(form)
            spelled = " ".join(f"{kind}:{','.join(sorted(kinds[kind]))}" for kind in sorted(kinds))
            ukrainian = sorted(set(self.uk[anchor]), key=lambda uk: (uk != self.formal_uk.get(anchor), *odd(uk), uk))
            lines.append(
                f"{anchor}\t{' '.join(ukrainian[:3])}\t{self.sex(anchor)}\t{max(self.count[anchor], 1)}\t{spelled}\n"
            )
        return "".join(lines)


def fathers(given: GivenNames) -> str:
    """Build fathers.tsv: stem of the patronymic, the fathers' names, the share of people."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    russian: dict[str, Counter[str]] = defaultdict(Counter)
    for row in source("ru_patronymics.tsv.gz"):
        if row["fname"]:
            name = given.anchor(row["fname"].casefold().replace("ё", "е"))
            stem = stem_of(sound(row["text"]))
            named[stem][name] += int(row["count"])
            russian[row["text"].casefold()][name] += int(row["count"])
    total = sum(sum(names.values()) for names in named.values())
    for row in source("uk_ru_patronymics.tsv.gz"):
        for name in russian.get(row["ru"].casefold(), ()):
            named[stem_of(sound(row["uk"]))][name] += 1
    lines = []
    for stem in sorted(named):
        names, count = named[stem], sum(named[stem].values())
        likely = sorted((name for name in names if names[name] * 50 >= count), key=lambda name: (-names[name], name))
        share = sum(sum(named[other].values()) for other in {stem}) / total
        lines.append(f"{stem}\t{' '.join(likely)}\t{share:.2e}\n")
    return "".join(lines)


def foreign_pairs() -> Iterator[tuple[str, str]]:
    """Yield pairs of Russian and Ukrainian spellings of one name of any people, out of Wikidata's groups."""
    for row in source("wikidata_name_parts.tsv.gz"):
        forms = sorted(form for form in row["cyrillic_forms"].split("|") if set(form) <= RUSSIAN_AND_UKRAINIAN)
        for left, right in combinations(forms[:4], 2):
            if min(len(left), len(right)) >= SHORTEST_LEARNED and sound(left) != sound(right):
                yield sound(left), sound(right)


def listed_surnames() -> set[str]:
    """Return the masculine forms in units of all listed surnames."""
    return {stem for line in surnames().splitlines() for stem in line.split("\t")[1].split(" ")}


def edits(given: GivenNames) -> str:
    """Build edits.tsv: what one unit costs for another, learned from names that Slavs bear."""
    known = listed_surnames()
    known |= {form for forms in given.forms.values() for form in forms}
    tokens = [(sound(row["ru"]), sound(row["en"])) for row in source("wikidata_en_ru_tokens.tsv.gz")]
    tokens = [(ru, en) for ru, en in tokens if len(ru) >= SHORTEST_LEARNED and split_gender(ru)[0] in known]
    slavic = [(sound(row["ru"]), sound(row["uk"])) for row in source("uk_ru_surnames.tsv.gz")]
    return edit_costs.table(
        {
            "cl": edit_costs.learned(tokens, symmetric=False),
            "ll": edit_costs.learned(edit_costs.latin_pairs(tokens), symmetric=True),
            "cc": edit_costs.learned(slavic, symmetric=True) | edit_costs.BY_HAND,
            "cf": edit_costs.learned(list(foreign_pairs()), symmetric=True) | edit_costs.BY_HAND,
        }
    )


def letter_groups() -> str:
    """Build letter_groups.tsv: language, Latin letters, Cyrillic letters, how often they stand for each other."""
    tokens = [(row["en"], row["ru"]) for row in source("wikidata_en_ru_tokens.tsv.gz")]
    tokens = [(en, ru) for en, ru in tokens if len(ru) > len("ян") and set(ru) <= RUSSIAN_AND_UKRAINIAN]
    alike = [(en, ru) for en, ru in tokens if ratio(sound(en), sound(ru)) >= ALIKE_FORMS]
    return letter_costs.table({"ru": alike[:: len(alike) // LEARNED_PAIRS], "uk": ukrainian_pairs()})


def ukrainian_pairs() -> list[tuple[str, str]]:
    """Spell Ukrainian surnames by every scheme that people meet: there is no free list of such pairs."""
    names = sorted({row["uk"] for row in source("uk_ru_surnames.tsv.gz") if row["uk"].isalpha()})
    fitting = [scheme for scheme in schemes() if scheme.language == "uk" and scheme.cost < RARE_SCHEME]
    chosen = names[:: len(names) // (UKRAINIAN_PAIRS // len(fitting))]
    return [(scheme.spell(name), name) for name in chosen for scheme in fitting]


def built() -> Iterable[tuple[str, str]]:
    """Yield every table's file name and text."""
    yield "romanise.tsv.gz", romanisations(SOURCES / "schemes.json")  # first: the given names are spelled by it
    given = GivenNames()
    yield "surnames.tsv.gz", surnames()
    yield "surname_forms.tsv.gz", surname_forms()
    yield "given.tsv.gz", given.table()
    yield "fathers.tsv.gz", fathers(given)
    yield "edits.tsv.gz", edits(given)
    yield "foreign_forms.tsv.gz", foreign_forms(listed_surnames())
    yield "foreign_surnames.tsv.gz", foreign_surnames(listed_surnames())
    yield "letter_groups.tsv.gz", letter_groups()


def stands(name: str) -> str:
    """Return the text of the table in the package, empty where there is none."""
    path = TABLES / name
    return gzip.decompress(path.read_bytes()).decode() if path.exists() else ""


def main() -> int:
    """Write the tables, or compare them."""
    check = "--check" in sys.argv[1:]
    stale = [name for name, text in built() if keep(name, text, check=check)]
    for name in stale:
        print(f"{name} differs from what tools/tables.py builds" if check else f"wrote {name}")
    return 1 if stale and check else 0


def keep(name: str, text: str, *, check: bool) -> bool:
    """Write one table where it changed (unless only checking); say whether it differed."""
    if stands(name) == text:
        return False
    if not check:
        with (TABLES / name).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
            packed.write(text.encode())
    return True


if __name__ == "__main__":
    raise SystemExit(main())
