"""The three steps of the request form, and the sign-in. Texts are trimmed, bounded, and never lost by a mistake."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tidings.casework.manner import tells_manner
from tidings.web.family.typed_dates import typed_date
from tidings.web.mistakes import Mistake
from tidings.web.words import RELATIONS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from tidings.kernel.dates import PartialDate

Text: TypeAlias = "str | _StrPromise"

SHORT: Final = 200
LONG: Final = 3000
TELEPHONE_DIGITS: Final = 5


class Line(forms.CharField):
    """One line of text; optional unless it says otherwise."""

    def __init__(
        self,
        label: Text,
        hint: Text = "",
        *,
        lines: bool = False,
        must: Text = "",
        digits: bool = False,
        css: str = "in",
    ) -> None:
        attrs: dict[str, Any] = {"class": css, "spellcheck": "false", "autocomplete": "off"}
        if digits:
            attrs["inputmode"] = "numeric"
        super().__init__(
            label=label,
            help_text=hint,
            required=bool(must),
            max_length=LONG if lines else SHORT,
            widget=forms.Textarea(attrs={**attrs, "rows": 4}) if lines else forms.TextInput(attrs=attrs),
            error_messages={"required": must, "max_length": _("Please write this shorter.")},
        )


class FamilyForm(forms.Form):
    """A form whose mistakes are summed up on top, each linked to its field."""

    use_required_attribute = False
    boxes: ClassVar[Mapping[str, str]] = {}
    """Prefix of three date boxes, and the box that their mistake is shown at."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own arguments
        super().__init__(*args, **kwargs)
        self.today = today
        self.dates: dict[str, PartialDate | None] = {}

    def mistakes(self) -> list[Mistake]:
        """Return the summary, in the order of the fields."""
        if not self.is_bound:
            return []
        return [
            Mistake(str(self[name].id_for_label or self[name].auto_id), str(words))
            for name in self.fields
            for words in self.errors.get(name, [])
        ]

    def clean(self) -> dict[str, Any]:
        """Read the date boxes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for prefix in self.boxes:
            parts = [str(cleaned.get(f"{prefix}_{part}") or "") for part in ("day", "month", "year")]
            try:
                self.dates[prefix] = typed_date(*parts, today=self.today)
            except ValidationError as error:
                self.add_error(self.boxes[prefix], error)
        return cleaned


def spellings(text: str) -> tuple[str, ...]:
    """Part other names as typed at commas, semicolons and new lines; each once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, re.split(r"[,;\n]", text)))))


class NameForm(FamilyForm):
    """Step 1: the name, in every spelling."""

    surname = Line(_("Surname"))
    given = Line(_("First name"))
    patronymic = Line(_("Father’s name"), _("If you do not know it, write the father’s first name. Many have none."))
    other = Line(
        _("What else is this person called or written as?"),
        _(
            "Name at home, call sign, maiden name, Latin letters, spellings with mistakes. Part them by commas. "
            "It helps much: lists often have names wrong."
        ),
        lines=True,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for at least one name."""
        cleaned = super().clean()
        named = cleaned.get("surname") or cleaned.get("given") or spellings(cleaned.get("other", ""))
        if not self.errors and not named:
            self.add_error("surname", _("Write at least one name: the surname, the first name or a nickname."))
        return cleaned


def _day_month_year() -> tuple[Line, Line, Line]:
    return (
        Line(_("Day"), digits=True),
        Line(_("Month"), css="in in-m"),
        Line(_("Year"), digits=True, css="in in-y"),
    )


def _pick(label: Text, choices: tuple[tuple[str, Text], ...]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class PersonForm(FamilyForm):
    """Step 2: the person, and the last news of them."""

    boxes: ClassVar = {"birth": "birth_day", "last": "last_day"}

    birth_day, birth_month, birth_year = _day_month_year()
    sex = _pick(_("Is this person a man or a woman?"), (("m", _("A man")), ("f", _("A woman"))))
    birth_place = Line(_("Place of birth"))
    rank = Line(_("Rank, if you know it and want to say it"))
    marks = Line(_("What can this person be recognised by?"), _("Scars, tattoos, teeth, glasses, height."), lines=True)
    last_day, last_month, last_year = _day_month_year()
    sure = _pick(
        _("How sure are you?"),
        (
            ("sure", _("I remember it exactly")),
            ("about", _("About so, I may be wrong")),
            ("told", _("I have it from others")),
        ),
    )
    last_place = Line(_("Where was this person then?"), _("Town, village or region, as far as you know."))
    said = Line(
        _("What did he or she say? In your own words"),
        _(
            "Do not write how the person came into captivity. If you know about it, tell us by telephone: "
            "that is safer for them."
        ),
        lines=True,
    )

    def clean_said(self) -> str:
        """Refuse words that tell how somebody was captured."""
        return _without_manner(self.cleaned_data["said"])

    def clean_marks(self) -> str:
        """The same for the marks."""
        return _without_manner(self.cleaned_data["marks"])


def _without_manner(text: str) -> str:
    if tells_manner(text):
        raise ValidationError(_("Please leave out how the capture happened. Tell it by telephone: that is safer."))
    return text


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody: its radio button, its words, and the boxes that open under it."""

    radio: forms.boundfield.BoundWidget
    hint: Text
    boxes: tuple[forms.BoundField, ...]


WAYS: Final[Mapping[str, tuple[Text, Text]]] = {
    "phone": (_("By telephone"), ""),
    "sms": (_("By text message"), _("We only write “please call us”. The message never says why.")),
    "letter": (_("By letter"), _("Plain envelope, no sender on the outside.")),
    "trusted": (_("Through somebody I trust"), ""),
    "none": (_("Do not contact me. I will call you"), ""),
}
ADDRESSES: Final = {"phone": "tel", "sms": "sms", "letter": "letter", "trusted": "trusted"}


class ReachForm(FamilyForm):
    """How to reach the family safely, and the shared word."""

    way = forms.ChoiceField(
        label=_("How can we reach you safely?"),
        choices=[(way, words) for way, (words, _hint) in WAYS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how we can reach you. “Do not contact me” is a full answer.")},
    )
    tel = Line(_("Telephone number"))
    hours = Line(_("When can you talk without being overheard?"))
    sms = Line(_("Number for text messages"))
    letter = Line(_("Address for letters"))
    trusted = Line(_("Who is it, and how do we reach them?"))
    word = Line(
        _("A word that only you and we know"),
        _(
            "We say it first when we call, so that you know it is really us. Choose something nobody can guess. "
            "Not a password you use elsewhere."
        ),
    )

    def ways(self) -> Iterator[Way]:
        """Yield the ways with what opens under each."""
        for radio in self["way"]:
            way = str(radio.data["value"])
            names = {"phone": ("tel", "hours")}.get(way, (ADDRESSES[way],) if way in ADDRESSES else ())
            yield Way(radio, WAYS[way][1], tuple(self[name] for name in names))

    def clean(self) -> dict[str, Any]:
        """Ask for the number or address that the chosen way needs."""
        cleaned = super().clean()
        box = ADDRESSES.get(cleaned.get("way", ""), "")
        if box and not cleaned.get(box):
            self.add_error(box, _("Write how we reach you this way, or choose another way."))
        elif box in {"tel", "sms"} and sum(map(str.isdigit, cleaned[box])) < TELEPHONE_DIGITS:
            self.add_error(box, _("Write a telephone number with its digits, for example 050 000 00 00."))
        return cleaned

    @property
    def address(self) -> str:
        """The number or address that belongs to the chosen way."""
        box = ADDRESSES.get(self.cleaned_data["way"], "")
        return str(self.cleaned_data[box]) if box else ""

    @property
    def hours_to_call(self) -> str:
        """When to call, if calling is the chosen way."""
        return str(self.cleaned_data["hours"]) if self.cleaned_data["way"] == "phone" else ""


SCOPES: Final = (
    ("icrc", _("The International Committee of the Red Cross (ICRC)")),
    ("ministry", _("The ministry in charge of prisoners of war")),
    ("bureaux", _("Tracing bureaux of other countries")),
)


class ContactForm(ReachForm):
    """Step 3: who asks, how to reach them, what we may do with it."""

    enquirer = Line(_("Your name"), must=_("Write your name, so that we know whom we talk with."))
    relation = forms.ChoiceField(
        label=_("What are you to this person?"),
        choices=[("", pgettext_lazy("no choice made", "Choose")), *RELATIONS.items()],
        widget=forms.Select(attrs={"class": "in"}),
        error_messages={"required": _("Choose what you are to this person.")},
    )
    consent = forms.BooleanField(
        label=_("The bureau may keep what I wrote and use it for the search"),
        error_messages={"required": _("Without this the bureau may not search. Tick it if you agree.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("With whom else may we share it?"),
        choices=SCOPES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("enquirer", "relation", "way", "tel", "hours", "sms", "letter", "trusted", "word", "consent")


class SignInForm(FamilyForm):
    """Number and code."""

    number = Line(_("Number of the request"), _("Nine digits, for example 0047-2183-5."), digits=True)
    code = Line(_("Access code"), _("Forty digits. Spaces do not matter."), digits=True)
