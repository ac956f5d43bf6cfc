"""The rehearsal's exchange round: two negotiators, both lists, findings by two, two drafts, a plan of each."""

import csv
import io
from datetime import date, timedelta
from typing import Any, Final

from tidings.accounts.actor import Actor, Role
from tidings.accounts.staff import actor_named
from tidings.casework.deeds import rounds as deeds
from tidings.casework.rounds.drawing import drawn
from tidings.cli.opening import fresh_key, now
from tidings.forces import read_rank
from tidings.register import deeds as register
from tidings.rehearsal import rehearse

ROUND: Final = "Rehearsal 1"
PASSWORDS: Final = {"hanna": "hanna-rehearsal-only", "mark": "mark-rehearsal-only"}
NAMES: Final = {"hanna": "H. Marchuk", "mark": "M. Oliinyk"}
OTHER_WAR: Final = 1000
"""Added to the seed: the other side's list is of people of another invented war, whom this register does not know."""

EVERY: Final = 4
"""Of the known captives every fourth is on no official list yet."""
FEWEST: Final = 60
"""However small the demonstration, the other side's list is of a war with so many people."""
ASKED: Final = 60
"""So many of the longest waiting were asked in private, by two people."""
COMMISSION: Final = "Mixed Medical Commission (rehearsal)"
TERMS: Final[dict[str, dict[str, Any]]] = {
    "theirs": {
        "totals": {"A": [0, 30], "B": [0, 40]},
        "ratios": [
            {
                "left": {"side": "A", "where": {}},
                "right": {"side": "B", "where": {}},
                "left_weight": 4,
                "right_weight": 3,
            }
        ],
        "quotas": [{"side": "A", "where": {"rank": ["officer"]}, "min": None, "max": 2}],
    },
    "ours": {
        "totals": {"A": [0, 40], "B": [0, 40]},
        "ratios": [
            {
                "left": {"side": "A", "where": {}},
                "right": {"side": "B", "where": {}},
                "left_weight": 1,
                "right_weight": 1,
                "slack": 2,
            }
        ],
    },
}


def rehearse_round(caseworker: Actor, head: Actor, seed: int, people: int) -> tuple[tuple[str, str, str], ...]:
    """Enlist the negotiators and take a round as far as its first two plans.

    Returns:
        The accounts, as the demonstration prints them.
    """
    hanna, mark = (_negotiator(head, name) for name in PASSWORDS)
    _list(caseworker)
    accounts = tuple(("negotiator", name, PASSWORDS[name]) for name in PASSWORDS)
    if not drawn(hanna, "either"):
        return accounts
    begun = deeds.begin_round(actor=hanna, key=fresh_key(), moment=now(), name=ROUND, as_of=now().date()).round_id
    deeds.admit_to_round(**_ground(hanna, begun), username="mark")
    deeds.draw_list(**_ground(hanna, begun), rule="either")
    their_list = _others(seed, max(people, FEWEST))
    deeds.give_list(**_ground(hanna, begun), side="B", content=their_list, filename="their-list.csv")
    _findings(hanna, mark, begun)
    for name, terms in TERMS.items():
        kept = deeds.keep_terms(**_ground(hanna, begun), name=name, terms=terms)
        reason = "" if name == next(iter(TERMS)) else "our answer to their draft"
        deeds.run_plan(**_ground(hanna, begun), scenario=kept.entry_id, reason=reason)
    return accounts


def _ground(actor: Actor, round_id: int) -> dict[str, Any]:
    return {"actor": actor, "key": fresh_key(), "moment": now(), "round_id": round_id}


def _negotiator(head: Actor, username: str) -> Actor:
    register.enlist(
        actor=head,
        key=fresh_key(),
        moment=now(),
        username=username,
        display_name=NAMES[username],
        role=Role.NEGOTIATOR,
        password=PASSWORDS[username],
        language="en",
    )
    return actor_named(bureau_id=head.bureau_id, username=username)


def _list(caseworker: Actor) -> None:
    """Put three of four known captives on a list, so that the worklist and the gaps have something to show."""
    since = now().date() - timedelta(days=30)
    for place, person in enumerate(drawn(caseworker, "either")):
        if place % EVERY:
            register.add_listing(
                actor=caseworker,
                key=fresh_key(),
                moment=now(),
                person=person["key"],
                kept_by="detaining" if place % 2 else "own",
                since=since,
                proof=f"Rehearsal list, row {place + 1}",
            )


def _others(seed: int, people: int) -> bytes:
    """Write the other side's list: the captors' list of another invented war."""
    war = rehearse(seed + OTHER_WAR, people)
    rows = [row for table in war.sources if table.kind == "detaining_list" for row in table.rows]
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(("key", "name", "rank", "sex", "born", "captured", "medical", "consent", "listed"))
    for place, row in enumerate(rows, 1):
        read = read_rank(row.get("rank", ""))
        name = " ".join(filter(None, (row.get("surname"), row.get("given"), row.get("patronymic"))))
        ill = "serious" if place % 25 == 0 else "long_term" if place % 11 == 0 else "none"
        wish = "no" if place % 17 == 0 else "yes"
        table.writerow(
            (
                f"B-{place:04}",
                name,
                read.kind if read else "",
                row.get("sex", ""),
                row.get("birth_date", ""),
                row.get("event_date", ""),
                ill,
                wish,
                "yes",
            )
        )
    return written.getvalue().encode()


def _findings(hanna: Actor, mark: Actor, begun: int) -> None:
    people = sorted(drawn(hanna, "either"), key=lambda one: (one.get("captured", "9999"), one["key"]))[:ASKED]
    certified = now().date() - timedelta(days=10)
    for place, person in enumerate(people):
        wish = "no" if place % 19 == 5 else "yes"  # noqa: PLR2004 -- an invented war
        _by_two(
            hanna, mark, begun, {"person": person["key"], "what": "wish", "value": wish, "grounds": "asked in private"}
        )
        if place % 15 == 3:  # noqa: PLR2004 -- the same
            _medical(hanna, begun, person["key"], "serious", certified)
        elif place % 9 == 4:  # noqa: PLR2004 -- the same
            _medical(mark, begun, person["key"], "long_term", certified)
    danger: dict[str, Any] = {
        "what": "protection",
        "value": "yes",
        "grounds": "spoke on camera; fears those at home",
    }
    for person in people[7:8]:
        _by_two(mark, hanna, begun, {"person": person["key"], **danger})
    for person in people[11:12]:
        deeds.record_finding(**_ground(mark, begun), person=person["key"], **danger)


def _by_two(first: Actor, second: Actor, begun: int, finding: dict[str, Any]) -> None:
    entry = deeds.record_finding(**_ground(first, begun), **finding).entry_id
    deeds.sign_finding(**_ground(second, begun), entry_id=entry)


def _medical(actor: Actor, begun: int, person: str, value: str, day: date) -> None:
    deeds.record_finding(
        **_ground(actor, begun),
        person=person,
        what="medical",
        value=value,
        grounds="certificate seen",
        issuer=COMMISSION,
        day=day,
    )
