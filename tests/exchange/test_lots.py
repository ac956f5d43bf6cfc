"""The lot: ranks anybody can compute, a commitment that holds everything that decides, and no key in what is published."""

import hashlib
import hmac
import json
from dataclasses import replace

import pytest
from witnessed import witnessed_round

from tidings.exchange.lots import EarlierRun, Randomness, commitment, draw, ranks, statement, verify
from tidings.exchange.rounds import Lot, read_round
from tidings.kernel import BadInput

SALT = b"salt of the list, kept with it"
BEACON = Randomness("the public beacon, pulse after the moment named", "2026-06-02T12:00:00Z")


def content():
    found = witnessed_round(11)
    found.pop("lot", None)
    found["terms"]["must_include"] = [found["sides"]["A"]["persons"][0]["key"]]
    return found


def stated(of=None, **changed):
    given = {"salt": SALT, "code_version": "0.1.0", "randomness": BEACON, **changed}
    return statement(of or content(), **given)


def test_ranks_are_what_the_standard_library_of_anybody_gives():
    lot = Lot("ab" * 32, "the value, as published")
    key = hashlib.sha256(b"ab" * 32 + b"the value, as published").digest()
    order = sorted(["k1", "k2", "ключ"], key=lambda one: hmac.new(key, one.encode(), hashlib.sha256).hexdigest())
    assert ranks(lot, ["k1", "k2", "ключ"]) == {one: place for place, one in enumerate(order, 1)}


def test_ranks_of_a_known_draw_are_those_of_openssl():
    assert ranks(Lot("c", "v"), ["a", "b", "c", "d"]) == {"b": 1, "a": 2, "d": 3, "c": 4}


def test_ranks_do_not_hang_on_the_order_of_the_list():
    lot = Lot("c", "v")
    assert ranks(lot, ["a", "b", "c"]) == ranks(lot, ["c", "b", "a"])


def test_a_round_its_statement_and_its_lot_fit():
    lot = draw(stated(), "value")
    assert lot == Lot(commitment(stated()), "value")
    drawn = {**content(), "lot": {"commitment": lot.commitment, "value": lot.value}}
    assert read_round(drawn).lot == lot
    assert verify(drawn, stated(), salt=SALT, lot=lot) == ()
    assert verify(drawn, json.loads(json.dumps(stated())), salt=SALT, lot=lot) == ()


def test_nobodys_key_is_published():
    published = json.dumps(stated(), ensure_ascii=False)
    keys = [person["key"] for lists in content()["sides"].values() for person in lists["persons"]]
    assert [key for key in keys if f'"{key}"' in published] == []


def a_later_capture(round_):
    round_["sides"]["A"]["persons"][0]["captured"] = "2020-01-01"


def another_side(round_):
    round_["sides"]["B"]["persons"].append(round_["sides"]["A"]["persons"].pop())


def one_left_out(round_):
    round_["sides"]["A"]["persons"].pop()


def another_term(round_):
    round_["terms"]["totals"] = {"A": [0, 99]}


def another_name(round_):
    round_["terms"]["must_include"] = [round_["sides"]["A"]["persons"][1]["key"]]


def another_order(round_):
    round_["order"] = ["lot"]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (a_later_capture, ["entries"]),
        (another_side, ["entries"]),
        (one_left_out, ["entries", "keys", "persons"]),
        (another_term, ["terms"]),
        (another_name, ["terms"]),
        (another_order, ["criteria"]),
    ],
)
def test_whatever_is_changed_after_the_commitment_is_named(change, names):
    lot = draw(stated(), "value")
    changed = content()
    change(changed)
    found = verify(changed, stated(), salt=SALT, lot=lot)
    assert [sentence.values["name"] for sentence in found] == names


def test_a_rewritten_statement_has_another_commitment():
    lot = draw(stated(), "value")
    rewritten = stated(code_version="0.2.0")
    assert [one.code for one in verify(content(), rewritten, salt=SALT, lot=lot)] == ["lot_commitment"]
    assert [one.code for one in verify(content(), {**stated(), "weight": 1}, salt=SALT, lot=None)] == ["lot_differs"]


def test_runs_are_counted_with_their_reasons():
    again = stated(earlier=[EarlierRun(commitment(stated()), "the list was corrected before the draw")])
    assert (again["run"], commitment(again) == commitment(stated())) == (2, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"salt": b"short"},
        {"randomness": replace(BEACON, source=" ")},
        {"randomness": replace(BEACON, time="")},
        {"earlier": [EarlierRun("ab", "")]},
    ],
)
def test_what_would_leave_the_draw_open_is_refused(wrong):
    with pytest.raises(BadInput):
        stated(**wrong)


def test_no_draw_without_a_value():
    with pytest.raises(BadInput):
        draw(stated(), " ")
