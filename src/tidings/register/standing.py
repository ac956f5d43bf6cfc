"""Where persons stand: who is joined with whom, which reports and confirmations are theirs, and their status.

Decisions join *base persons* (one for each accepted subject of an original). A file is one component of them; its
number is the oldest one's. `Person.joined_into` always points straight at that oldest person.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from tidings.accounts.actor import Actor
from tidings.kernel.identifiers import read_number
from tidings.register.errors import Unknown
from tidings.register.models import Confirmation, Pair, Person, Signature, Standing, State
from tidings.register.status import Fact, Signed, Status, kind_of, status_of


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """The status of the person a report is about, seen from that report.

    Attributes:
        status: what may be said.
        person: the file's register number.
        person_ids: rows of the persons joined in it.
    """

    status: Status
    person: str
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FilePart:
    """One confirmation with the signatures in force, and the base persons each signature covers."""

    row: Confirmation
    signatures: tuple[tuple[int, frozenset[int]], ...]

    def signed(self, needed: frozenset[int]) -> Signed:
        """Return it for the rule, counting only signatures made when all of `needed` were joined already."""
        signers = frozenset(by for by, covers in self.signatures if needed <= covers)
        kind = kind_of(self.row.kind)
        if kind is None:
            raise RuntimeError(f"confirmation {self.row.pk} is of no known kind")
        return Signed(kind, frozenset(self.row.grounds), signers)


@dataclass(frozen=True, slots=True)
class Files:
    """What the rule needs of some files, loaded at once: by the root person's row id."""

    members: Mapping[int, tuple[Person, ...]]
    facts: Mapping[int, tuple[Fact, ...]]
    confirmations: Mapping[int, tuple[FilePart, ...]]
    requests: Mapping[int, frozenset[int]]

    def status(self, root: int, needed: frozenset[int] | None = None) -> Status:
        """Compute a file's status.

        Args:
            root: the file.
            needed: base persons a signature must have covered to count: for one family's answer their own request's;
                by default every request's in the file.
        """
        seen = self.requests[root] if needed is None else needed
        return status_of(self.facts[root], tuple(part.signed(seen) for part in self.confirmations[root]))


def root_id(person: Person) -> int:
    """Return the row of the person whose number the file has."""
    return person.joined_into_id or person.pk


def person_numbered(actor: Actor, text: str) -> Person:
    """Find a person by register number, however it is spaced.

    Raises:
        Unknown: no such person in this bureau.
    """
    number = read_number(text)
    found = Person.objects.seen_by(actor).filter(number=number).select_related("joined_into").first()
    if found is None:
        raise Unknown("No person in this bureau has this number. Check its digits: the last one is a check.")
    return found


def members_of(actor: Actor, roots: Iterable[int]) -> dict[int, tuple[Person, ...]]:
    """Return each file's persons, oldest first."""
    wanted = set(roots)
    found: dict[int, list[Person]] = {root: [] for root in wanted}
    rows = Person.objects.seen_by(actor).filter(Q(pk__in=wanted) | Q(joined_into_id__in=wanted)).order_by("pk")
    for person in rows:
        found[root_id(person)].append(person)
    return {root: tuple(persons) for root, persons in found.items()}


def files(actor: Actor, roots: Iterable[int]) -> Files:
    """Load what the status of these files rests on, in four queries however many they are."""
    members = members_of(actor, roots)
    root_of = {person.pk: root for root, persons in members.items() for person in persons}
    facts: defaultdict[int, list[Fact]] = defaultdict(list)
    requests: defaultdict[int, set[int]] = defaultdict(set)
    for standing in _accepted(actor, root_of):
        report = standing.report
        root = root_of[standing.person_id or 0]
        facts[root].append(Fact(report.pk, report.event, report.source.kind, report.origin, report.request))
        if report.request and standing.person_id:
            requests[root].add(standing.person_id)
    confirmations: defaultdict[int, list[FilePart]] = defaultdict(list)
    for part in _confirmations(actor, root_of):
        confirmations[root_of[part.row.person_id]].append(part)
    return Files(
        members,
        {root: tuple(facts[root]) for root in members},
        {root: tuple(confirmations[root]) for root in members},
        {root: frozenset(requests[root]) for root in members},
    )


def _accepted(actor: Actor, person_ids: Iterable[int]) -> Iterable[Standing]:
    return (
        Standing.objects.seen_by(actor)
        .filter(person_id__in=set(person_ids), state=State.ACCEPTED, report__erased=None)
        .select_related("report__source")
        .order_by("report_id")
    )


def _confirmations(actor: Actor, person_ids: Iterable[int]) -> list[FilePart]:
    rows = Confirmation.objects.seen_by(actor).filter(person_id__in=set(person_ids)).order_by("pk")
    signatures: defaultdict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)
    in_force = Signature.objects.seen_by(actor).filter(confirmation__in=rows, withdrawal=None).order_by("pk")
    for signature in in_force:
        signatures[signature.confirmation_id].append((signature.by_id, frozenset(signature.covers)))
    return [FilePart(row, tuple(signatures[row.pk])) for row in rows]


def status_for_reports(actor: Actor, report_ids: Iterable[int]) -> dict[int, ReportStatus]:
    """Return the status of each report's person, seen from that report; reports without a person are left out.

    A signature counts only if it was made when the report's subject was already joined in the file: nobody's family is
    told "confirmed" through a join that the signers had not seen.
    """
    standings = (
        Standing.objects.seen_by(actor)
        .filter(report_id__in=set(report_ids), person__isnull=False, state=State.ACCEPTED)
        .select_related("person")
    )
    persons = {standing.report_id: standing.person for standing in standings if standing.person}
    loaded = files(actor, {root_id(person) for person in persons.values()})
    found = {}
    for report_id, person in persons.items():
        root = root_id(person)
        members = loaded.members[root]
        status = loaded.status(root, frozenset({person.pk}))
        found[report_id] = ReportStatus(status, members[0].number, tuple(member.pk for member in members))
    return found


def rejoin(actor: Actor, person_ids: Iterable[int]) -> set[int]:
    """Work out anew, from the decisions in force, who is joined with whom among these files.

    Returns:
        The rows of every person of the files touched.
    """
    persons = Person.objects.seen_by(actor).filter(pk__in=set(person_ids))
    roots = {root_id(person) for person in persons}
    members = {person.pk: person for group in members_of(actor, roots).values() for person in group}
    pairs = Pair.objects.seen_by(actor).filter(verdict="same", left_id__in=members, right_id__in=members)
    for component in components(members, ((pair.left_id, pair.right_id) for pair in pairs)):
        oldest = min(component)
        for pk in component:
            joined_into = None if pk == oldest else oldest
            if members[pk].joined_into_id != joined_into:
                members[pk].joined_into_id = joined_into
                members[pk].save(update_fields=["joined_into"])
    return set(members)


def components(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Return the connected components of a graph."""
    group = {node: {node} for node in nodes}
    for left, right in edges:
        if group[left] is not group[right]:
            joined = group[left] | group[right]
            group.update(dict.fromkeys(joined, joined))
    return list({id(component): component for component in group.values()}.values())
