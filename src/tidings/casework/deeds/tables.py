"""Deeds: a table of families' requests taken, and a row it held mended. Nothing of such a table is lost.

The original is kept and stands in the inbox as anything dropped in does, with the rows that cannot be requests yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.casework import codes
from tidings.casework.deeds.lodging import put_requests
from tidings.casework.errors import BadRequest
from tidings.casework.given import RequestGiven, asks, requests_of
from tidings.casework.models import TracingRequest
from tidings.casework.results import Lodged, LodgedTable, NumberedTable
from tidings.intake import Held, Reading
from tidings.kernel.errors import BadInput
from tidings.register import keeping, originals
from tidings.register.doing import Doing, perform
from tidings.register.entering import FAMILIES, enter_requests, scouted_requests
from tidings.register.errors import Unknown
from tidings.register.models import HeldRow, Taking
from tidings.register.results import Mended
from tidings.register.sources import source_row
from tidings.reports import Report, from_row, to_row

NAMELESS: Final = ("name", "names nobody, so nobody can be looked for", "Write at least one name")
"""Why a row that asks nothing is held: its column, what is wrong, what to do."""


def lodge_requests_from(
    *, actor: Actor, key: str, moment: datetime, content: bytes, filename: str, reading: Reading
) -> LodgedTable:
    """Lodge the requests of a request table (the record table with `enquirer` and `relation`), in one deed.

    The original is kept by its hash, and what cannot be a request yet is held in the inbox. A row lodged before, in
    this or another table, adds nothing, nor does a row of this very file that is held already. Who takes a table does
    not become the one who calls these families.

    Args:
        actor: who takes it.
        key: idempotency key.
        moment: now.
        content: the original's bytes.
        filename: how the person calls it.
        reading: what intake understood of it.

    Raises:
        BadRequest: it is a running text and no table.
    """
    require(actor, "lodge_requests")
    keeping.check_size(content)
    if reading.kind != "table":
        raise BadRequest("Requests of families come as a table. What one family writes goes into the request form.")
    reports, unwritable = keeping.sifted(FAMILIES.name, reading)
    given = {request.row: request for request in requests_of(reports)}
    held = (*reading.held, *unwritable, *_nameless(reports))
    sha256 = originals.keep(content)
    told = {row: given[row].told() for row in given.keys() - _known(actor, given)}
    places = {row: place for place, row in enumerate(given) if row in told}
    found = scouted_requests(actor, {place: told[row] for row, place in places.items()})

    def act(doing: Doing) -> NumberedTable:
        known = _known(actor, given)
        fresh = {place: row for row, place in places.items() if row not in known}
        entered = enter_requests(doing, {place: told[row] for place, row in fresh.items()}, found)
        numbers = put_requests(doing, key, [given[row] for row in fresh.values()], entered)
        taking = _taking(doing, (sha256, len(content), filename), reading)
        new_held = _not_held_yet(doing, sha256, held)
        keeping.hold(doing, taking, new_held)
        _count(doing, taking, len(numbers), len(known))
        doing.about("taking", taking.pk)
        doing.touch("original", sha256)
        return NumberedTable(taking.pk, numbers, len(known), len(new_held))

    arguments = {"sha256": sha256, "filename": filename, "requests": [one.arguments() for one in given.values()]}
    done = perform(
        actor=actor, key=key, moment=moment, deed="lodge_requests", arguments=arguments, result=NumberedTable, act=act
    )
    lodged = tuple(Lodged(number, codes.draw(key, number)) for number in done.numbers)
    return LodgedTable(done.taking_id, lodged, done.known_before, done.held)


def mend_request_row(*, actor: Actor, key: str, moment: datetime, held_id: int, changes: Mapping[str, str]) -> Mended:
    """Mend a held row of a request table; it becomes a tracing request, unless that was lodged already.

    Raises:
        BadInput: the row still breaks a rule, or names nobody; it names line and column.
    """

    def act(doing: Doing) -> Mended:
        rows = HeldRow.objects.seen_by(actor).filter(taking__source__kind=FAMILIES.kind, mended=False)
        held = rows.filter(pk=held_id).select_related("taking").first()
        if held is None:
            raise Unknown("There is no such held row waiting in this bureau.")
        request = _request(held, changes)
        known = TracingRequest.objects.seen_by(actor).filter(row=codes.kept_row(request.row)).first()
        report_id = known.report_id if known else _lodged(doing, key, held.taking, request)
        held.mended = True
        held.save()
        doing.about("taking", held.taking_id)
        doing.touch("changes", dict(changes))
        return Mended(report_id, known=known is not None)

    arguments = {"held": held_id, "changes": dict(changes)}
    return perform(actor=actor, key=key, moment=moment, deed="mend_row", arguments=arguments, result=Mended, act=act)


def _request(held: HeldRow, changes: Mapping[str, str]) -> RequestGiven:
    file = held.taking.filename
    report = from_row(dict(held.row) | dict(changes), file=file, line=held.line, source=FAMILIES.name)
    request = next(requests_of([report]), None)
    if request is None:
        field, problem, advice = NAMELESS
        raise BadInput(file=file, line=held.line, field=field, problem=problem, advice=advice)
    return request


def _lodged(doing: Doing, key: str, taking: Taking, request: RequestGiven) -> int:
    told = {0: request.told()}
    entered = enter_requests(doing, told, scouted_requests(doing.actor, told))
    put_requests(doing, key, [request], entered)
    _count(doing, taking, 1, 0)
    return entered[0].report_id


def _nameless(reports: Iterable[Report]) -> list[Held]:
    """Hold the rows that ask nothing, by their place among the rows that were read."""
    return [
        Held(
            place,
            tuple((column, cell) for column, cell in to_row(replace(report, source="")).items() if cell),
            *NAMELESS,
        )
        for place, report in enumerate(reports, start=1)
        if not asks(report)
    ]


def _known(actor: Actor, given: Iterable[str]) -> set[str]:
    kept = {codes.kept_row(row): row for row in given}
    rows = TracingRequest.objects.seen_by(actor).filter(row__in=kept)
    return {kept[row] for row in rows.values_list("row", flat=True)}


def _taking(doing: Doing, original: tuple[str, int, str], reading: Reading) -> Taking:
    """Return this very file as it was taken before, else its new row."""
    source = source_row(doing.actor, FAMILIES)
    before = Taking.objects.seen_by(doing.actor).filter(source=source, sha256=original[0]).first()
    return before or keeping.put(doing, source, original, reading)


def _not_held_yet(doing: Doing, sha256: str, held: Iterable[Held]) -> list[Held]:
    rows = HeldRow.objects.seen_by(doing.actor).filter(taking__sha256=sha256, taking__source__kind=FAMILIES.kind)
    before = {(line, tuple(map(tuple, row))) for line, row in rows.values_list("line", "row")}
    return [one for one in held if (one.line, one.row) not in before]


def _count(doing: Doing, taking: Taking, new: int, known: int) -> None:
    rows = Taking.objects.seen_by(doing.actor).filter(pk=taking.pk)
    rows.update(new=taking.new + new, known_before=max(taking.known_before, known))
