"""The five answers and what they rest on, in the family's words (LOOKS.md section 6): no probability, no source.

English speaks of the person by first name and he or she; Ukrainian and Russian say "your near one", which fits a man
and a woman. So the texts carry marks in square brackets, [name] [he] [him] [his], that a translation may leave out.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tidings.casework.grounds import Ground
from tidings.casework.shown import AnswerShown
from tidings.kernel.dates import PartialDate
from tidings.web.dates import family_day, in_words
from tidings.web.words import ANSWERS

Values = Mapping[str, int | str]
NOT_YET, PROBABLE, RELEASED = 1, 3, 5

PRONOUNS: Final = {
    "m": {"he": "he", "him": "him", "his": "his"},
    "f": {"he": "she", "him": "her", "his": "her"},
    "": {"he": "he or she", "him": "him or her", "his": "his or her"},
}
SENTENCES: Final[Mapping[int, str | Promise]] = {
    1: gettext_lazy("We have compared everything we hold with your request. So far nothing in it is about [name]."),
    2: gettext_lazy("We have word of [name], but it does not say whether [he] is in captivity."),
    3: gettext_lazy("What we have says that [name] is probably in captivity. There is no official confirmation yet."),
    4: gettext_lazy("[name] is in captivity. This has been officially confirmed."),
    5: gettext_lazy("[name] is no longer in captivity. This has been officially confirmed."),
}
NOTHING_BAD: Final = gettext_lazy("This does not mean that something bad has happened.")
UNKNOWN: Final[Mapping[int, str | Promise]] = {
    1: gettext_lazy("We do not know where [name] is or how [he] is."),
    2: gettext_lazy("We do not know whether [name] is in captivity, and how [he] is now."),
    3: gettext_lazy("We do not know where [he] is held and whether [he] is well."),
    4: gettext_lazy("We do not know where exactly [he] is held and when [he] will return."),
    5: gettext_lazy("We do not know how [name] is now."),
}
PROTECT: Final = (
    gettext_lazy("Please protect [him]."),
    gettext_lazy(
        "Do not publish [his] unit, [his] rank, the place of [his] last call or a video from captivity. "
        "It could harm [him]."
    ),
)
OFFICIAL: Final[Mapping[str, str | Promise]] = {
    "icrc": gettext_lazy("Official notice of the International Committee of the Red Cross (ICRC)"),
    "detaining_list": gettext_lazy("Official list of the side that holds prisoners"),
    "own_list": gettext_lazy("Official list of the authorities"),
}
UNNAMED: Final = gettext_lazy("your relative")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One of the five answers in the list that explains them."""

    heading: str
    words: str
    here: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What happens next: when, then who does what."""

    when: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """The answer page in words."""

    mood: str
    heading: str
    sentence: str
    nothing_bad: str
    alive: str
    meanings: tuple[Meaning, ...]
    rests_on: tuple[str, ...]
    unknown: str
    steps: tuple[Step, ...]
    protect: tuple[str, str]


def page_of(shown: AnswerShown, today: date) -> Page:
    """Put an answer into words, in the language of the page; `today` only keeps a call from standing in the past."""
    state = shown.answer.state

    def said(text: str | Promise) -> str:
        return spoken(text, shown.sought.given, shown.sex)

    return Page(
        mood={NOT_YET: "state-open", 2: "state-open", RELEASED: "state-home"}.get(state, ""),
        heading=str(ANSWERS[str(state)]),
        sentence=said(SENTENCES[state]),
        nothing_bad=str(NOTHING_BAD) if state == NOT_YET else "",
        alive=_alive(shown.answer.grounds),
        meanings=tuple(_meaning(one, here=one == state) for one in SENTENCES),
        rests_on=tuple(rests_on(shown.answer.grounds, shown.answer.as_of, said)),
        unknown=said(UNKNOWN[state]),
        steps=tuple(_steps(shown, today)),
        protect=(said(PROTECT[0]), said(PROTECT[1])),
    )


def spoken(text: str | Promise, given: str, sex: str) -> str:
    """Fill the marks of a text: the first name if one is known, and the pronouns; the first letter is a capital."""
    marks = PRONOUNS.get(sex, PRONOUNS[""]) | {"name": given or str(UNNAMED)}
    filled = re.sub(r"\[(name|he|him|his)\]", lambda mark: marks[mark[1]], str(text))
    return filled[:1].upper() + filled[1:]


def _meaning(state: int, *, here: bool) -> Meaning:
    words = spoken(SENTENCES[state], "", "")
    return Meaning(str(ANSWERS[str(state)]), f"{words} {NOTHING_BAD}" if state == NOT_YET else words, here)


def rests_on(grounds: Iterable[Ground], as_of: date, said: Callable[[str | Promise], str]) -> Iterable[str]:
    """Put grounds into sentences; a ground that no words are known for is left out."""
    for code, values in grounds:
        if code == "not_listed":
            yield said(gettext_lazy("[name] is not on the official list yet."))
        elif code in SENTENCE_OF:
            yield SENTENCE_OF[code](values, as_of)


def _request(values: Values, _as_of: date) -> str:
    day, spellings = family_day(date.fromisoformat(str(values["day"]))), int(values["spellings"])
    if spellings < len("ab"):
        return _("Your request of %(day)s.") % {"day": day}
    return ngettext(
        "Your request of %(day)s, with %(number)s spelling of the name.",
        "Your request of %(day)s, with %(number)s spellings of the name.",
        spellings,
    ) % {"day": day, "number": spellings}


def _compared(_values: Values, as_of: date) -> str:
    return _(
        "Every report and list the bureau has received up to %(day)s, in Ukrainian, Russian and English spelling."
    ) % {"day": family_day(as_of)}


def _silent(_values: Values, _as_of: date) -> str:
    return _("The Red Cross (ICRC) and the official list: no answer yet.")


def _icrc_silent(_values: Values, _as_of: date) -> str:
    return _("The International Committee of the Red Cross (ICRC) has not confirmed captivity yet.")


def _reports(values: Values, _as_of: date) -> str:
    count, origins = int(values["count"]), int(values["origins"])
    words = ngettext("%(number)s report", "%(number)s reports", count) % {"number": count}
    when = _between(str(values.get("first", "")), str(values.get("last", "")))
    sentence = f"{words}, {when}." if when else f"{words}."
    return " ".join(filter(None, (sentence, _mouths(count, origins))))


def _mouths(count: int, origins: int) -> str:
    if count == 1:
        return ""
    if origins == 1:
        return _("They all come from one source.")
    if origins == count:
        return _("Their sources are not connected with one another.")
    return ngettext(
        "They come from %(number)s source.", "They come from %(number)s sources that are not connected.", origins
    ) % {"number": origins}


def _between(first: str, last: str) -> str:
    if not first:
        return ""
    if first == last:
        return _day(first)
    return _("%(first)s to %(last)s") % {"first": _day(first), "last": _day(last)}


def _day(edtf: str) -> str:
    """A day in full for families; what is less exact without saying what is not known."""
    exact = PartialDate.parse(edtf).exact
    return family_day(exact) if exact else in_words(edtf, full=False)


def _official(values: Values, _as_of: date) -> str:
    what, day = str(OFFICIAL.get(str(values["kind"]), "")), str(values.get("day", ""))
    return f"{what}, {_day(day)}." if day else f"{what}."


def _others(values: Values, _as_of: date) -> str:
    count = int(values["count"])
    if int(values.get("documents", 0)):
        words = ngettext(
            "%(number)s more source, independent of it.", "%(number)s more sources, independent of it.", count
        )
    else:
        words = ngettext("%(number)s source.", "%(number)s sources that are independent of one another.", count)
    return " ".join(
        (
            words % {"number": count},
            _("We do not name the people who helped us, so as not to put them in danger."),
        )
    )


def _signed(values: Values, _as_of: date) -> str:
    return _("Two members of the bureau checked this separately and signed the answer on %(day)s.") % {
        "day": family_day(date.fromisoformat(str(values["day"])))
    }


SENTENCE_OF: Final[Mapping[str, Callable[[Values, date], str]]] = {
    "request": _request,
    "compared": _compared,
    "silent": _silent,
    "icrc_silent": _icrc_silent,
    "reports": _reports,
    "official": _official,
    "others": _others,
    "signed": _signed,
}


def _alive(grounds: Iterable[Ground]) -> str:
    """Say when the last sign of life was, with what is not known of it; "" where there is none."""
    for code, values in grounds:
        if code == "alive":
            when = PartialDate.parse(str(values["when"]))
            return family_day(when.exact) if when.exact else in_words(when)
    return ""


def _steps(shown: AnswerShown, today: date) -> Iterable[Step]:
    if shown.answer.state != RELEASED:
        yield Step(
            _("every day"),
            _("Each new report is compared with your request. You do not have to ask again."),
        )
    if shown.next_call:
        calls = _("%(caller)s will call you, even if there is no news.") % {"caller": _caller(shown)}
        late = shown.next_call < today
        yield Step(_("in the coming days") if late else _("by %(day)s") % {"day": family_day(shown.next_call)}, calls)
    yield Step(_("when anything changes"), _on_change(shown))


def _on_change(shown: AnswerShown) -> str:
    ways = {
        "sms": _("We write “please call us” the same day. The message never says why."),
        "letter": _("We write to you the same day, in a plain envelope."),
        "trusted": _("The same day we ask the person you trust to tell you that we want to talk with you."),
        "none": _("You asked us not to contact you. Call us or look at this page whenever you want."),
        "unstated": _("It stands on this page. Call us or look here whenever you want."),
    }
    if shown.way in ways:
        return ways[shown.way]
    return _("%(caller)s will call you the same day. We do not send important news by text message.") % {
        "caller": _caller(shown)
    }


def _caller(shown: AnswerShown) -> str:
    return shown.caseworker or _("A person from the bureau")
