from dataclasses import replace
from datetime import date

import pytest

from tidings.kernel.dates import PartialDate
from tidings.reports import BadReport, Relative, Report

FULL = Report(
    record_id="",
    source="A list",
    name="Шевчук Іван",
    surname="Шевчук",
    given="Іван",
    patronymic="Петрович",
    alias=("Крук",),
    sex="m",
    birth_date=PartialDate("1990-04"),
    age=(31, 32),
    as_of=date(2022, 4, 1),
    birth_place="Полтава",
    residence="Київ",
    nationality="UA",
    branch="infantry",
    unit="1 бригада",
    rank="солдат",
    service_number="АБ-1",
    event="missing",
    event_date=PartialDate("2022-03"),
    event_place="Ізюм",
    marks="татуювання",
    text="Зник у березні",
    origin="a channel",
    subject="p1",
    certainty="apparently",
    directness=1,
    relatives=(Relative("mother", "Шевчук Олена"),),
    span=(3, 17),
    extra=(("phone", "1"),),
)
CHANGES = {
    "record_id": "7",
    "source": "Another list",
    "name": "Шевчук І.",
    "surname": "Шевчуків",
    "given": "Ілля",
    "patronymic": "Ілліч",
    "alias": ("Крук", "Іво"),
    "sex": "",
    "birth_date": PartialDate("1990"),
    "age": (31, 31),
    "as_of": date(2022, 4, 2),
    "birth_place": "Суми",
    "residence": "",
    "nationality": "",
    "branch": "",
    "unit": "2 бригада",
    "rank": "",
    "service_number": "АБ-2",
    "event": "captured",
    "event_date": PartialDate("2022-03~"),
    "event_place": "",
    "marks": "",
    "text": "Зник",
    "origin": "",
    "kind": "claim",
    "relatives": (Relative("wife", "Шевчук Олена"),),
    "span": (3, 18),
    "low": 1,
    "high": 2,
    "extra": (("phone", "2"),),
}
DERIVED = {
    "name_alternatives": ("Шевчука Івана",),
    "language": "uk",
    "handling": "sealed",
    "subject": "p2",
    "role": "witness",
    "certainty": "",
    "directness": 0,
}


@pytest.mark.parametrize("field", CHANGES)
def test_any_stated_change_makes_another_report(field):
    assert replace(FULL, **{field: CHANGES[field]}).identity() != FULL.identity()


@pytest.mark.parametrize("field", DERIVED)
def test_what_is_worked_out_changes_no_identity(field):
    assert replace(FULL, **{field: DERIVED[field]}).identity() == FULL.identity()


def test_every_field_is_either_stated_or_derived():
    assert set(CHANGES) | set(DERIVED) | {"occurrence"} == set(Report.__dataclass_fields__)


def test_what_a_claim_counts_is_stated():
    claim = Report(kind="claim", subject="exchanged", low=87, high=87)
    assert replace(claim, subject="missing").identity() != claim.identity()


def test_a_date_worked_out_changes_no_identity():
    dated = replace(FULL, event_date=PartialDate("2022-03", inferred=True))
    assert dated.identity() == replace(FULL, event_date=None).identity()


def test_occurrence_tells_identical_reports_apart_only_without_an_id():
    with_id = replace(FULL, record_id="7")
    assert replace(FULL, occurrence=1).identity() != FULL.identity()
    assert replace(with_id, occurrence=1).identity() == with_id.identity()


def test_identity_does_not_hang_on_how_letters_are_composed():
    assert Report(name="Андри\u0438\u0306").identity() == Report(name="Андри\u0439").identity()


def test_identity_is_fixed_for_ever():
    fixed = "1ebfc4abd73ab3e0fb01635a6c66f36f4f0ddf530a539b07e781d306095aee02"
    assert Report(name="Shevchuk Ivan", event="missing").identity() == fixed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sex", "x"),
        ("event", "vanished"),
        ("kind", "rumour"),
        ("role", "boss"),
        ("handling", "public"),
        ("age", (30, 25)),
        ("age", (-1, 5)),
        ("age", (200, 200)),
        ("span", (5, 3)),
        ("directness", -1),
        ("extra", (("a", "1"), ("a", "2"))),
    ],
)
def test_a_value_no_report_may_hold_is_refused(field, value):
    with pytest.raises(BadReport) as refused:
        Report(**{field: value})
    assert refused.value.field == field


def test_a_relation_must_be_known():
    with pytest.raises(BadReport):
        Relative("boss", "Шевчук Олена")
