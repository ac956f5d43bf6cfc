"""Asking in three short steps. What was typed is kept sealed between them; contact and word never lie in a session."""

import secrets
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tidings.casework import deeds
from tidings.casework.contact import Contact
from tidings.casework.errors import TooMany
from tidings.casework.given import RequestGiven
from tidings.casework.public import public_actor
from tidings.casework.results import Lodged
from tidings.casework.signing import check_lodging
from tidings.kernel.dates import PartialDate
from tidings.reports import Report
from tidings.web.desk import address, deed_key, now, see_other
from tidings.web.family import draft
from tidings.web.family.forms import ContactForm, FamilyForm, NameForm, PersonForm, spellings
from tidings.web.mistakes import Mistake

STEPS: Final = 3
WRONG: Final = 422
"""Status of a page that shows mistakes."""
TOO_MANY: Final = gettext_noop(
    "Too many requests came from this connection. Wait fifteen minutes, then send it again: nothing you wrote is lost."
)


@require_http_methods(["GET", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """Step 1: the name."""
    if draft.was_sent(request):
        draft.forget(request)
    form = _form(NameForm, request, "name")
    if request.method == "POST" and form.is_valid():
        return _next(request, "name", form, "family:ask_person")
    return _page(request, "name", 1, form)


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """Step 2: the person and the last news."""
    if draft.was_sent(request) or not draft.kept(request, "name"):
        return redirect("family:ask")
    form = _form(PersonForm, request, "person")
    if request.method == "POST" and form.is_valid():
        return _next(request, "person", form, "family:ask_contact")
    return _page(request, "person", 2, form)


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Step 3: who asks and how to reach them; sending it lodges the request and shows number and code once."""
    key = deed_key(request) if request.method == "POST" else secrets.token_hex(32)
    if draft.sent_by_another(request, key) or not draft.kept(request, "person"):
        return redirect("family:ask")
    form = ContactForm(request.POST or None, today=now().date(), initial={"way": "phone"})
    extra: list[Mistake] = []
    if request.method == "POST" and form.is_valid():
        try:
            lodged = _lodge(request, key, form)
        except TooMany:
            extra = [Mistake("", _(TOO_MANY))]
        else:
            draft.mark_sent(request, key)
            return render(request, "web/family/sent.html", {"lodged": lodged})
    return _page(request, "contact", STEPS, form, key=key, extra=extra)


def _form(kind: type[FamilyForm], request: HttpRequest, step: str) -> FamilyForm:
    if request.method == "POST":
        return kind(request.POST, today=now().date())
    return kind(today=now().date(), initial=draft.kept(request, step))


def _next(request: HttpRequest, step: str, form: FamilyForm, page: str) -> HttpResponse:
    draft.keep(request, step, {field: str(value) for field, value in form.cleaned_data.items()})
    return see_other(reverse(page))


def _page(
    request: HttpRequest, step: str, number: int, form: FamilyForm, *, key: str = "", extra: list[Mistake] | None = None
) -> HttpResponse:
    errors = (extra or []) + form.mistakes()
    context = {"form": form, "errors": errors, "number": number, "steps": STEPS, "form_key": key}
    return render(request, f"web/family/ask_{step}.html", context, status=WRONG if errors else 200)


def _lodge(request: HttpRequest, key: str, form: ContactForm) -> Lodged:
    moment = now()
    check_lodging(address=address(request), moment=moment)
    language = get_language() or "en"
    given = RequestGiven(
        report=_report(draft.kept(request, "name"), draft.kept(request, "person"), moment.date(), language),
        contact=Contact(
            form.cleaned_data["enquirer"],
            form.cleaned_data["way"],
            form.address,
            form.hours_to_call,
            form.cleaned_data["word"],
        ),
        relation=form.cleaned_data["relation"],
        language=language,
        consents=tuple(form.cleaned_data["scopes"]),
    )
    return deeds.lodge_request(actor=public_actor(), key=key, moment=moment, request=given)


def _report(names: dict[str, str], about: dict[str, str], today: date, language: str) -> Report:
    """Make the report of what the family says; both steps were checked when they were kept."""
    form = PersonForm(about, today=today)
    form.is_valid()
    return Report(
        surname=names.get("surname", ""),
        given=names.get("given", ""),
        patronymic=names.get("patronymic", ""),
        alias=spellings(names.get("other", "")),
        sex=about.get("sex", ""),
        birth_date=form.dates.get("birth"),
        birth_place=about.get("birth_place", ""),
        rank=about.get("rank", ""),
        marks=about.get("marks", ""),
        event="missing",
        event_date=_perhaps(form.dates.get("last"), about.get("sure", "")),
        event_place=about.get("last_place", ""),
        text=about.get("said", ""),
        directness=1 if about.get("sure") == "told" else None,
        language=language,
    )


def _perhaps(when: PartialDate | None, sure: str) -> PartialDate | None:
    """Mark a date as about so, where the family says it may be wrong and EDTF has a mark for it."""
    if when is None or sure != "about" or when.earliest is None:
        return when
    return PartialDate.parse(f"{when.edtf}~")
