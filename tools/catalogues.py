"""Keep the catalogues of `tidings.web` complete: extract, merge, compile, check. Needs babel, not the gettext programs.

python tools/catalogues.py           merges new strings into the .po files, keeps translations, compiles the .mo files
python tools/catalogues.py --check   exit 1 where a translation or placeholder is missing, or a file is out of date
"""

import io
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "tidings"
LOCALE = SOURCE / "web" / "locale"
LANGUAGES = ("uk", "ru")
KEYWORDS: Mapping[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed date in the headers, so that the same strings always give the same file."""


def sources() -> Iterator[tuple[str, bytes]]:
    """Yield every file with strings, templates turned into something the Python extractor reads."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_bytes()
    for path in sorted((SOURCE / "web" / "templates").rglob("*.html")):
        text = templatize(path.read_text(encoding="utf-8"), origin=path.name)
        yield path.relative_to(ROOT).as_posix(), "\n".join(map(str.lstrip, text.splitlines())).encode()


def template() -> Catalog:
    """Return a catalogue of every string in the source."""
    found = Catalog(project="tidings", creation_date=NO_DATE)
    for name, content in sources():
        for _, message, comments, context in extract("python", io.BytesIO(content), KEYWORDS, ("Translators:",)):
            found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return found


def load(language: str) -> Catalog:
    """Return the kept catalogue of a language."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return _empty(language)
    with path.open("rb") as lines:
        return read_po(lines, locale=language)


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="tidings",
        header_comment=f"# tidings in {language}: written by the builders, kept by tools/catalogues.py.",
        creation_date=NO_DATE,
        revision_date=NO_DATE,
        last_translator="the builders",
        language_team=language,
        fuzzy=False,
    )


def merged(language: str, strings: Catalog) -> Catalog:
    """Return the kept catalogue brought up to date: new strings empty, gone ones dropped, nothing guessed."""
    kept, fresh = load(language), _empty(language)
    for message in sorted((each for each in strings if each.id), key=_order):
        old = kept.get(message.id, message.context)
        string = old.string if old is not None and not old.fuzzy else ""
        if isinstance(message.id, tuple) and not isinstance(string, tuple):
            string = ("",) * fresh.num_plurals
        fresh.add(
            message.id,
            string,
            locations=sorted(set(message.locations)),
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return fresh


def _order(message: Message) -> tuple[str, str]:
    return (_forms(message.id)[0], message.context or "")


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return singular and plurals of a message or of its translation."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """Return the .po and the .mo file of a catalogue."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, width=110, omit_header=False, include_lineno=False)
    write_mo(mo, catalogue)
    return po.getvalue(), mo.getvalue()


def faults(language: str, catalogue: Catalog) -> Iterator[str]:
    """Name every string without a translation, and every placeholder that a translation lost or made up."""
    for message in catalogue:
        if not message.id:
            continue
        originals, strings = _forms(message.id), _forms(message.string)
        first = originals[0][:70]
        if not all(strings):
            yield f"{language}: not translated: {first}"
            continue
        wanted = {tuple(sorted(PLACEHOLDER.findall(each))) for each in originals}
        for string in strings:
            if tuple(sorted(PLACEHOLDER.findall(string))) not in wanted:
                yield f"{language}: placeholders differ: {first} → {string[:70]}"


def main() -> int:
    """Merge and compile, or check."""
    settings.configure()
    strings, found = template(), []
    for language in LANGUAGES:
        catalogue = merged(language, strings)
        folder = LOCALE / language / "LC_MESSAGES"
        for name, content in zip(("django.po", "django.mo"), written(catalogue), strict=True):
            path = folder / name
            if "--check" not in sys.argv:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            elif not path.exists() or path.read_bytes() != content:
                found.append(f"{path.relative_to(ROOT)} is out of date: run python tools/catalogues.py")
        found += faults(language, catalogue)
    print("\n".join(found) if found else f"catalogues complete: {sum(1 for each in strings if each.id)} strings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
