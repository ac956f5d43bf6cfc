"""Names on the lists of a plan: everybody known, on the right side, once, and where the law wants them."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from tidings.exchange.checking.pool import forbidden, goes_by_law, goes_if_willing
from tidings.exchange.rounds import Plan, Round
from tidings.exchange.sentences import Sentence


def misplaced(round_: Round, plan: Plan) -> Iterator[Sentence]:
    """Name every key that is unknown, doubled, on a wrong side, or on a list it may not stand on."""
    yield from _strange(round_, plan)
    yield from _doubled(plan)
    yield from _unlawful(round_, plan)
    yield from _law_lists(round_, plan)


def _strange(round_: Round, plan: Plan) -> Iterator[Sentence]:
    side_of = {person.key: person.side for person in round_.persons()}
    for lists in (plan.chosen, plan.humanitarian):
        for side, keys in lists.items():
            if side not in round_.sides:
                yield Sentence("side_unknown", {"side": side})
            for key in keys:
                if key not in side_of:
                    yield Sentence("person_unknown", {"key": key})
                elif side_of[key] != side:
                    yield Sentence("person_wrong_side", {"key": key, "side": side})
    for key in plan.conditional:
        if key not in side_of:
            yield Sentence("person_unknown", {"key": key})


def _doubled(plan: Plan) -> Iterator[Sentence]:
    for keys in (chain(*plan.chosen.values(), *plan.humanitarian.values()), plan.conditional):
        for key, count in Counter(keys).items():
            if count > 1:
                yield Sentence("person_twice", {"key": key})


def _unlawful(round_: Round, plan: Plan) -> Iterator[Sentence]:
    persons = round_.by_key()
    for key in chain(*plan.chosen.values()):
        person = persons.get(key)
        if person is None:
            continue
        if forbidden(person):
            yield Sentence("vetoed_protection" if person.protection else "vetoed_consent", {"key": key})
        elif person.medical == "serious":
            yield Sentence("outside_terms", {"key": key})


def _law_lists(round_: Round, plan: Plan) -> Iterator[Sentence]:
    persons = round_.by_key()
    wanted = {person.key for person in round_.persons() if goes_by_law(person)}
    found = set(chain(*plan.humanitarian.values()))
    for key in sorted(wanted - found):
        yield Sentence("humanitarian_missing", {"key": key})
    for key in sorted((found - wanted) & persons.keys()):
        yield Sentence("humanitarian_wrong", {"key": key})
    chosen = set(chain(*plan.chosen.values()))
    unsure = {p.key for p in round_.persons() if goes_if_willing(p) or (p.key in chosen and p.consent == "unknown")}
    for key in sorted(unsure - set(plan.conditional)):
        yield Sentence("conditional_missing", {"key": key})
    for key in sorted((set(plan.conditional) - unsure) & persons.keys()):
        yield Sentence("conditional_wrong", {"key": key})
