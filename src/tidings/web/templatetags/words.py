"""Words, dates and other people's own words in templates."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tidings.intake import in_language
from tidings.kernel.dates import PartialDate
from tidings.kernel.scripts import language_of, script_of
from tidings.register.shown import AuditLine
from tidings.reports import Report
from tidings.web import dates
from tidings.web import words as vocabulary
from tidings.web.desk import fresh_key
from tidings.web.mendable import Box, boxes
from tidings.web.waterfall import bits_in_words

register = template.Library()


@register.simple_tag
def key() -> SafeString:
    """The hidden field that makes a form's deed happen once, however often it is sent."""
    return format_html('<input type="hidden" name="key" value="{}">', fresh_key())


@register.simple_tag
def words(text: str, language: str = "") -> SafeString:
    """Somebody else's exact words: in serif, with their language for screen readers."""
    return format_html('<bdi class="words" lang="{}">{}</bdi>', tongue(text, language), text)


@register.filter
def tongue(text: str, language: str = "") -> str:
    """The language tag of a text: as given, else as its letters tell, else undetermined in its script."""
    script = script_of(text)
    if language and (language == "en") == (script != "cyrillic"):
        return language
    return language_of(text) or {"cyrillic": "und-Cyrl", "latin": "und-Latn"}.get(script, "und")


@register.filter
def in_words(when: PartialDate | str | None) -> str:
    """A partial date in full words."""
    return dates.in_words(when)


@register.filter
def in_short(when: PartialDate | str | None) -> str:
    """A partial date in words, without what is not known."""
    return dates.in_words(when, full=False)


@register.filter
def day(value: date | None) -> str:
    """A day at the desk."""
    return dates.day_in_words(value) if value else ""


@register.filter
def family_day(value: date | None) -> str:
    """A day as families read it."""
    return dates.family_day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A moment at the desk."""
    return dates.moment_in_words(value) if value else ""


@register.filter
def bits(value: float) -> str:
    """Bits with their sign."""
    return bits_in_words(value)


@register.filter
def role(code: str) -> str:
    """A role in words."""
    return vocabulary.word(vocabulary.ROLES, code)


@register.filter
def event(code: str) -> str:
    """An event in words."""
    return vocabulary.word(vocabulary.EVENTS, code)


@register.filter
def relation(code: str) -> str:
    """A relation in words."""
    return vocabulary.word(vocabulary.RELATIONS, code)


@register.filter
def part(code: str) -> str:
    """What somebody is in an account, in words."""
    return vocabulary.word(vocabulary.PARTS, code)


@register.filter
def sex(code: str) -> str:
    """Man, woman or not stated."""
    return vocabulary.word(vocabulary.SEXES, code)


@register.filter
def field(code: str) -> str:
    """A field's name in words."""
    return vocabulary.word(vocabulary.FIELDS, code)


@register.filter
def verdict(code: str) -> str:
    """A verdict in words."""
    return vocabulary.word(vocabulary.VERDICTS, code)


@register.filter
def answer(number: int) -> str:
    """One of the five answers in words."""
    return vocabulary.word(vocabulary.ANSWERS, number)


@register.filter
def source_kind(code: str) -> str:
    """A kind of source in words."""
    return vocabulary.word(vocabulary.SOURCE_KINDS, code)


@register.filter
def did(code: str) -> str:
    """What an entry of the audit log says was done, in words."""
    return vocabulary.word(vocabulary.DEEDS, code)


@register.filter
def mendable(report: Report) -> tuple[Box, ...]:
    """The inputs that mend a report."""
    return boxes(report)


@register.filter
def way(code: str) -> str:
    """A way to reach a family, in words."""
    return vocabulary.word(vocabulary.WAYS, code)


@register.filter
def consent(code: str) -> str:
    """To whom a request may be passed, in words."""
    return vocabulary.word(vocabulary.CONSENTS, code)


@register.filter
def call_kind(code: str) -> str:
    """Why a family is to be called, in words."""
    return vocabulary.word(vocabulary.CALLS, code)


@register.filter
def tongue_name(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def beyond(line: AuditLine, shown: int) -> int:
    """How many subjects of an entry are left when some are shown."""
    return max(len(line.subjects) - shown, 0) + line.unlisted


@register.filter
def said(sentence: str) -> str:
    """What intake says of a row, in the language of the page."""
    return in_language(sentence, get_language() or "en")


@register.filter
def why(reason: str) -> str:
    """A reason of the log: ours in words, a person's own as written."""
    return vocabulary.word(vocabulary.WHYS, reason)
