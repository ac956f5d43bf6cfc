"""What a family brings: the request as a value, from the form or from a row of a request table."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from tidings.casework.contact import CONSENTS, Contact
from tidings.casework.errors import BadRequest
from tidings.casework.manner import tells_manner
from tidings.kernel.scripts import language_of
from tidings.reports import RELATIONS, Relative, Report, to_json

LANGUAGES = ("en", "uk", "ru")
ENQUIRER, RELATION = "enquirer", "relation"
OF_THE_ENQUIRER = frozenset({ENQUIRER, RELATION, "phone", "telephone", "contact"})
"""Columns of a request table that speak of who asks: they go into the sealed contact, not into the report."""


@dataclass(frozen=True, slots=True)
class RequestGiven:
    """One request as it is brought.

    Attributes:
        report: what is said of the person sought.
        contact: who asks, and how they are reached.
        relation: what the enquirer is to the person: "mother".
        language: "en", "uk" or "ru".
        consents: to whom the bureau may pass it, of `CONSENTS`; nobody is the default.
        row: tells a row of a request table from every other, so that a table taken twice asks once; "" from a form.
    """

    report: Report
    contact: Contact
    relation: str = "relative"
    language: str = "en"
    consents: tuple[str, ...] = ()
    row: str = ""

    def __post_init__(self) -> None:
        if self.relation not in RELATIONS:
            raise BadRequest(f"“{self.relation}” is no relation known here.")
        if self.language not in LANGUAGES or not set(self.consents) <= set(CONSENTS):
            raise BadRequest("Language or consent is none of those offered.")
        if not is_named(self.report):
            raise BadRequest("Without any name nobody can be looked for. Write at least one.")
        if tells_manner(self.report.text) or tells_manner(self.report.marks):
            raise BadRequest("Please leave out how the capture happened. Tell it by telephone: that is safer.")

    def arguments(self) -> dict[str, Any]:
        """Return it as canonical values, so that a repeat can be told from another request."""
        brought = {
            "relation": self.relation,
            "language": self.language,
            "consents": list(self.consents),
            "row": self.row,
        }
        return brought | {"report": to_json(self.report), "contact": asdict(self.contact)}

    def told(self) -> Report:
        """Return the report with the enquirer as a relative: kin is evidence of who somebody is."""
        kin = Relative(self.relation, self.contact.enquirer)
        relatives = self.report.relatives if kin in self.report.relatives else (*self.report.relatives, kin)
        extra = tuple((column, cell) for column, cell in self.report.extra if column not in OF_THE_ENQUIRER)
        return replace(self.report, relatives=relatives, extra=extra, language=self.report.language or self.language)


def requests_of(reports: Iterable[Report]) -> Iterator[RequestGiven]:
    """Read requests from the rows of a request table: the record table with the columns `enquirer` and `relation`.

    Where no telephone is given, how the family is reached is asked when they first call. A row that `asks` nothing is
    left out; a text that tells how the capture happened is left out of its row, which says so. Whatever the table is
    called by whoever takes it, the same row is one request.
    """
    for report in filter(asks, reports):
        cells = dict(report.extra)
        kin = report.relatives[0] if report.relatives else Relative("relative", cells.get(ENQUIRER, ""))
        words = f"{report.text} {kin.name} {report.name} {report.surname}"
        spoken = (cells.get("language", "").strip().lower(), language_of(words), report.language)
        language = next((code for code in spoken if code in LANGUAGES), "en")
        phone = cells.get("phone") or cells.get("telephone") or cells.get("contact") or ""
        contact = Contact(enquirer=kin.name, way="phone" if phone else "unstated", address=phone)
        asked = replace(_without_manner(report), relatives=report.relatives[1:])
        yield RequestGiven(asked, contact, kin.relation, language, row=replace(report, source="").identity())


def asks(report: Report) -> bool:
    """Whether a row of a request table can be a request: it speaks of one person, who has a name."""
    return report.kind == "report" and report.role == "subject" and is_named(report)


def is_named(report: Report) -> bool:
    """Whether a report gives any name at all."""
    return any((report.name, report.surname, report.given, report.alias))


def _without_manner(report: Report) -> Report:
    said = tuple(
        (f"{field} (left out)", "it told how the capture happened")
        for field, words in (("text", report.text), ("marks", report.marks))
        if tells_manner(words)
    )
    return replace(
        report,
        text="" if tells_manner(report.text) else report.text,
        marks="" if tells_manner(report.marks) else report.marks,
        extra=(*report.extra, *said),
    )
