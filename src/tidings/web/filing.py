"""A person's file as the page draws it: reports numbered, values with who says so, the timeline, confirmations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tidings.kernel.dates import PartialDate
from tidings.register.shown import ConfirmationShown, EventSaid, FieldSaid, PersonFile, ReportShown, Said
from tidings.register.status import EVENTS_OF
from tidings.web import dates
from tidings.web.shaping import source_words
from tidings.web.templatetags.words import words
from tidings.web.words import FIELDS, KINDS, LACKING, RELATIONS, SEXES, VERDICTS, word

ALIVE = frozenset(
    {"seen_alive", "held", "transferred", "hospitalised", "interviewed", "released", "exchanged", "escaped"}
)
"""Events that say somebody lived on that day."""

ASKED_FOR = ("birth_date", "birth_place", "unit", "rank", "service_number", "marks", "relatives")
"""Fields whose absence is worth a question."""


JUDGED = frozenset({"birth_date", "sex", "service_number"})
"""Fields the register holds against each other; of others only the very same words are said to agree."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A report under the number that stands behind every value it says."""

    number: int
    shown: ReportShown


@dataclass(frozen=True, slots=True)
class Value:
    """One value as stated; several reports of one source that say the same stand together."""

    value: SafeString
    as_of: str
    by: str
    letter: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """All that is said of one field."""

    label: str
    said: tuple[Value, ...]
    contradictory: bool
    agree: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the timeline. `mark` is the class that draws it: "" certain, unsure, span unsure, ours."""

    order: tuple[str, int]
    mark: str
    when: str
    event: str
    place: str
    certainty: str
    directness: int | None
    numbers: tuple[int, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmationCard:
    """A confirmation, and what the reader may do about it."""

    shown: ConfirmationShown
    kind: str
    grounds: tuple[int, ...]
    signed: int
    lacking: str
    mine: bool
    may_sign: bool


def file_context(file: PersonFile) -> dict[str, Any]:
    """Everything the person page draws that the file does not hold ready."""
    reports = tuple(Numbered(number, shown) for number, shown in enumerate(file.reports, start=1))
    number_of = {one.shown.report_id: one.number for one in reports}
    names = [said.value for field in file.values if field.field in {"name", "alias"} for said in field.said]
    return {
        "reports": reports,
        "origins": len({one.shown.origin for one in reports if not one.shown.request}),
        "values": tuple(_field(field, number_of) for field in file.values),
        "unsaid": _unsaid(file),
        "timeline": _timeline(file, number_of),
        "last_sign": _last_sign(file.events),
        "rests_on": _rests_on(file, number_of),
        "summary": _summary(file),
        "other_names": [name for name in dict.fromkeys(names) if name != file.name],
        "confirmations": tuple(_card(one, number_of) for one in file.confirmations),
        "grounds": [one for one in reports if _is_ground(one.shown)],
        "kinds": KINDS.items(),
        "readers": file.readers,
    }


def _field(field: FieldSaid, number_of: Mapping[int, int]) -> Field:
    gathered: dict[tuple[str, str, str, str], list[int]] = {}
    for said in field.said:
        key = (
            said.value,
            said.as_of if _is_age(field.field, said) else "",
            source_words(said.source),
            said.source.reliability,
        )
        gathered.setdefault(key, []).append(number_of[said.report_id])
    values = tuple(
        Value(_value(field.field, value), _said_on(as_of), by, letter, tuple(numbers))
        for (value, as_of, by, letter), numbers in gathered.items()
    )
    several = len(field.said) > 1 and not field.contradictory
    agree = several and (field.field in JUDGED or len({said.value for said in field.said}) == 1)
    return Field(word(FIELDS, field.field), values, field.contradictory, agree)


def _is_age(field: str, said: Said) -> bool:
    low, dash, high = said.value.partition("-")
    return field == "birth_date" and bool(dash) and max(len(low), len(high)) < len("1998")


def _said_on(as_of: str) -> str:
    return _("age, said on %(day)s") % {"day": dates.day_in_words(date.fromisoformat(as_of))} if as_of else ""


def _value(field: str, value: str) -> SafeString:
    """A value in the voice of who says it, or in ours where it is a code or a date we have read."""
    if field == "sex":
        return format_html("{}", word(SEXES, value))
    if field == "birth_date":
        low, _dash, high = value.partition("-")
        return format_html("{}", low if low == high else dates.in_words(value, full=False))
    if field == "relatives":
        relation, _colon, name = value.partition(": ")
        return (
            format_html("{} {}", word(RELATIONS, relation), words(name))
            if name
            else format_html("{}", word(RELATIONS, relation))
        )
    return words(value)


def _unsaid(file: PersonFile) -> str:
    said = {field.field for field in file.values}
    return ", ".join(word(FIELDS, name).lower() for name in ASKED_FOR if name not in said)


def _timeline(file: PersonFile, number_of: Mapping[int, int]) -> list[Moment]:
    said: dict[tuple[str, ...], Moment] = {}
    for event in file.events:
        moment = _said(event, number_of)
        key = (event.event, event.date, event.place, event.certainty)
        earlier = said.get(key)
        said[key] = moment if earlier is None else _together(earlier, moment)
    return sorted([*said.values(), *_our_acts(file)], key=lambda moment: moment.order)


def _said(event: EventSaid, number_of: Mapping[int, int]) -> Moment:
    when = PartialDate.parse(event.date) if event.date else None
    start = (when.earliest or when.latest) if when else None
    return Moment(
        order=(start.isoformat() if start else "9998", number_of[event.report_id]),
        mark=_mark(event, when),
        when=dates.in_words(when, full=False) if when else _("date not stated"),
        event=event.event,
        place=event.place,
        certainty=event.certainty,
        directness=event.directness,
        numbers=(number_of[event.report_id],),
    )


def _together(one: Moment, other: Moment) -> Moment:
    return Moment(
        min(one.order, other.order),
        one.mark,
        one.when,
        one.event,
        one.place,
        one.certainty,
        one.directness,
        one.numbers + other.numbers,
    )


def _mark(event: EventSaid, when: PartialDate | None) -> str:
    if when is None:
        return "unsure"
    if when.earliest is not None and when.earliest == when.latest:
        return "unsure" if event.certainty or when.approximate else ""
    return "span unsure" if "/" in when.edtf else "unsure"


def _our_acts(file: PersonFile) -> Iterable[Moment]:
    for decision in file.decisions:
        if not decision.undone:
            told = _("%(verdict)s, decided by %(name)s") % {
                "verdict": word(VERDICTS, decision.verdict),
                "name": decision.by,
            }
            yield _act(decision.moment, decision.decision_id, told)
    for confirmation in file.confirmations:
        for signature in confirmation.signatures:
            if not signature.withdrawn:
                told = _("%(kind)s: signed by %(name)s") % {
                    "kind": word(KINDS, confirmation.kind),
                    "name": signature.by,
                }
                yield _act(signature.moment, signature.signature_id, told)


def _act(moment: datetime, order: int, told: str) -> Moment:
    return Moment(
        (moment.date().isoformat(), order), "ours", dates.day_in_words(moment.date()), "", "", "", None, (), told
    )


def _last_sign(events: Iterable[EventSaid]) -> str:
    """The latest day somebody says the person lived, as EDTF; nothing where no such event has a day."""
    signs = [PartialDate.parse(event.date) for event in events if event.event in ALIVE and event.date]
    dated = [sign for sign in signs if sign.latest is not None]
    return max(dated, key=lambda sign: sign.latest or date.min).edtf if dated else ""


def _rests_on(file: PersonFile, number_of: Mapping[int, int]) -> str:
    grounds = [number_of[pk] for pk in file.status.grounds if pk in number_of]
    if not grounds:
        return _("no report says anything yet")
    listed = ", ".join(map(str, grounds))
    return ngettext("rests on report %(numbers)s", "rests on reports %(numbers)s", len(grounds)) % {"numbers": listed}


def _summary(file: PersonFile) -> str:
    """Man or woman, birth and birth place, each only where it is said without contradiction."""
    said = {field.field: field for field in file.values if not field.contradictory}
    parts = [word(SEXES, said["sex"].said[0].value)] if "sex" in said else []
    if "birth_date" in said:
        first = said["birth_date"].said[0]
        if not _is_age("birth_date", first):
            parts.append(_("born %(date)s") % {"date": dates.in_words(first.value, full=False)})
    if "birth_place" in said:
        parts.append(said["birth_place"].said[0].value)
    return ", ".join(parts)


def _card(shown: ConfirmationShown, number_of: Mapping[int, int]) -> ConfirmationCard:
    in_force = [signature for signature in shown.signatures if signature.withdrawn is None]
    mine = [signature for signature in in_force if signature.mine]
    return ConfirmationCard(
        shown=shown,
        kind=word(KINDS, shown.kind),
        grounds=tuple(number_of[pk] for pk in shown.grounds if pk in number_of),
        signed=len({signature.by for signature in in_force}),
        lacking=", ".join(word(LACKING, code) for code in shown.lacking),
        mine=bool(mine),
        may_sign=not any(signature.covers_all for signature in mine),
    )


def _is_ground(shown: ReportShown) -> bool:
    asserted = frozenset[str]().union(*EVENTS_OF.values())
    return shown.report is not None and shown.report.event in asserted and not shown.request
