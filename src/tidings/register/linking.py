"""How a report finds its neighbours: linkage keys in a table, and the pairs worth a look kept as proposals."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf

from django.db.models import Q

from tidings.accounts.actor import Actor
from tidings.linkage.looking import Look
from tidings.linkage.subject import Subject
from tidings.register import keytable
from tidings.register.batches import batches
from tidings.register.doing import Doing
from tidings.register.models import Proposal, ReportRow, Standing
from tidings.register.proposals import refresh
from tidings.register.scouting import IN_TABLE, NOT_YET, Alike, Scouted, alike_rows, entered, with_newcomers
from tidings.register.surroundings import Surroundings
from tidings.reports import Report, from_json


def content_of(row: ReportRow) -> Report:
    """Return the report as the reader wrote it."""
    return from_json(row.content)


def linkable(row: ReportRow) -> bool:
    """Whether this row is a report about a subject with content: only those are ever candidates."""
    return row.role == "subject" and row.erased is None and row.content.get("kind", "report") == "report"


def meant(actor: Actor, look: Look) -> dict[int, Subject]:
    """Return the reports that whoever asks is likeliest to mean, by row, as they are compared."""
    around = Surroundings(actor)
    near = around.near(look, floor=-inf)
    around.hold(near)
    found = ((pk, around.subject(pk)) for pk in near)
    return {pk: subject for pk, subject in found if subject is not None}


def link_scouted(doing: Doing, standings: Mapping[int, Standing], scouted: Scouted) -> None:
    """Index reports that were scouted before the deed began, and propose the pairs worth a look.

    Args:
        doing: the deed.
        standings: the new reports by their place.
        scouted: what was worked out for them.
    """
    rows = {NOT_YET + place: standing.report_id for place, standing in standings.items()}
    rows = {number: row for number, row in rows.items() if number in scouted.prepared}
    alike = [*scouted.alike, *with_newcomers(doing.actor, scouted)]
    keytable.enter(doing.actor.bureau_id, {row: scouted.prepared[number] for number, row in rows.items()})
    found = (_in_rows(pair, rows) for pair in alike)
    _keep(doing, [pair for pair in found if pair is not None])
    refresh(doing.actor, [standing.anchor_id for standing in standings.values()])


def _in_rows(pair: Alike, rows: Mapping[int, int]) -> Alike | None:
    """Name the sides by their rows; None where one of them was known to the bureau after all."""
    one, other = (rows.get(side) if side >= NOT_YET else side for side in (pair.one, pair.other))
    return Alike(one, other, pair.probability, pair.verdict) if one is not None and other is not None else None


def link(doing: Doing, standings: Iterable[Standing]) -> None:
    """Index reports by their keys and propose the pairs worth a look, all inside the deed: for a few."""
    new = [standing for standing in standings if linkable(standing.report)]
    prepared = entered({standing.report_id: content_of(standing.report) for standing in new})
    keytable.enter(doing.actor.bureau_id, prepared)
    _keep(doing, list(alike_rows(doing.actor, prepared)))
    refresh(doing.actor, [standing.anchor_id for standing in new])


def _keep(doing: Doing, pairs: Sequence[Alike], *, again: bool = False) -> None:
    """Keep the best pair of reports for each pair of subjects; what was compared `again` is no news of a kept pair."""
    anchors = _anchors(doing.actor, (side for pair in pairs for side in (pair.one, pair.other)))
    best: dict[tuple[int, int], Alike] = {}
    for pair in pairs:
        one, other = anchors.get(pair.one), anchors.get(pair.other)
        if one is None or other is None or one == other:
            continue
        subjects, left_first = ((one, other), pair) if one < other else ((other, one), _turned(pair))
        if subjects not in best or left_first.probability > best[subjects].probability:
            best[subjects] = left_first
    known = _known(doing.actor, best)
    Proposal.objects.put_all(_proposal(doing, subjects, best[subjects]) for subjects in best if subjects not in known)
    for subjects, row in () if again else known.items():
        if best[subjects].probability > row.probability:
            row.left_report_id, row.right_report_id = best[subjects].one, best[subjects].other
            row.probability, row.verdict = best[subjects].probability, best[subjects].verdict
        row.moment = doing.moment
    for batch in batches(() if again else known.values()):
        fields = ["left_report", "right_report", "probability", "verdict", "moment"]
        Proposal.objects.seen_by(doing.actor).bulk_update(batch, fields)


def _turned(pair: Alike) -> Alike:
    return Alike(pair.other, pair.one, pair.probability, pair.verdict)


def _anchors(actor: Actor, report_ids: Iterable[int]) -> dict[int, int]:
    """Return the subject of each report that still stands."""
    found: dict[int, int] = {}
    for batch in batches(dict.fromkeys(report_ids)):
        rows = Standing.objects.seen_by(actor).filter(report_id__in=batch, state__in=IN_TABLE, report__erased=None)
        found.update(rows.values_list("report_id", "anchor_id"))
    return found


def _known(actor: Actor, subjects: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Proposal]:
    wanted = set(subjects)
    found: dict[tuple[int, int], Proposal] = {}
    for batch in batches({left for left, _ in wanted}):
        rows = Proposal.objects.seen_by(actor).filter(left_id__in=batch)
        found |= {(row.left_id, row.right_id): row for row in rows if (row.left_id, row.right_id) in wanted}
    return found


def _proposal(doing: Doing, subjects: tuple[int, int], pair: Alike) -> Proposal:
    return Proposal(
        bureau_id=doing.actor.bureau_id,
        left_id=subjects[0],
        right_id=subjects[1],
        left_report_id=pair.one,
        right_report_id=pair.other,
        probability=pair.probability,
        verdict=pair.verdict,
        moment=doing.moment,
    )


def forget(doing: Doing, row: ReportRow) -> None:
    """Take a report out of the index and of the proposals it was compared for; its subject's others step in.

    The others are compared only if the report stood for its subject in a proposal, and only what they bring anew is
    written: nothing else has changed.
    """
    keytable.drop(doing.actor, row.pk)
    spoken_for = Q(left_report=row) | Q(right_report=row)
    lost, _ = Proposal.objects.seen_by(doing.actor).filter(spoken_for).delete()
    anchor = row.standing.anchor_id
    if lost:
        siblings = Standing.objects.seen_by(doing.actor).filter(anchor_id=anchor, state__in=IN_TABLE)
        others = siblings.filter(report__erased=None).exclude(report=row).select_related("report")
        prepared = entered({one.report_id: content_of(one.report) for one in others if linkable(one.report)})
        _keep(doing, list(alike_rows(doing.actor, prepared)), again=True)
    refresh(doing.actor, [anchor])


def standings_of(actor: Actor, report_ids: Iterable[int]) -> dict[int, Standing]:
    """Return where these reports stand, by report."""
    rows = Standing.objects.seen_by(actor).filter(report_id__in=set(report_ids)).select_related("report__source")
    return {row.report_id: row for row in rows}
