import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.kernel.dates import PartialDate
from tidings.kernel.errors import BadInput
from tidings.reports import COLUMNS, EVENTS, RELATIONS, ROLES, Relative, Report, from_json, to_json

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
DATES = st.none() | st.builds(
    PartialDate,
    st.sampled_from(["1990", "1990-04", "XXXX-10", "../1990", "1990-04-12~", "1990-04-12/1990-05"]),
    st.booleans(),
)
PAIRS = st.none() | st.tuples(st.integers(0, 60), st.integers(60, 120))
REPORTS = st.builds(
    Report,
    **{
        column: TEXT
        for column in COLUMNS
        if column not in ("alias", "sex", "birth_date", "age", "as_of", "event", "event_date")
    },
    alias=st.lists(TEXT, max_size=3).map(tuple),
    sex=st.sampled_from(["", "m", "f"]),
    birth_date=DATES,
    age=PAIRS,
    as_of=st.none() | st.dates(),
    event=st.sampled_from(["", *EVENTS]),
    event_date=DATES,
    kind=st.sampled_from(["report", "claim"]),
    subject=TEXT,
    role=st.sampled_from(ROLES),
    name_alternatives=st.lists(TEXT, max_size=2).map(tuple),
    certainty=TEXT,
    directness=st.none() | st.integers(0, 5),
    relatives=st.lists(st.builds(Relative, st.sampled_from(RELATIONS), TEXT), max_size=2).map(tuple),
    span=PAIRS,
    language=st.sampled_from(["", "en", "ru", "uk"]),
    handling=st.sampled_from(["open", "bureau", "sealed"]),
    low=st.none() | st.integers(0, 9),
    high=st.none() | st.integers(9, 99),
    extra=st.dictionaries(TEXT, TEXT, max_size=3).map(lambda cells: tuple(cells.items())),
    occurrence=st.integers(0, 3),
)


@given(REPORTS)
def test_written_as_json_and_read_back_it_is_the_same(report):
    line = json.dumps(to_json(report), ensure_ascii=False)
    again = from_json(json.loads(line))
    assert again == report
    assert again.identity() == report.identity()


def test_the_line_has_the_words_of_the_contract():
    line = to_json(Report(event="missing", event_date=PartialDate("2022-03", inferred=True)))
    assert set(line) == {
        *COLUMNS,
        *("kind", "subject", "role", "name_alternatives", "certainty", "directness", "relatives", "span", "language"),
        *("handling", "inferred"),
    }
    assert (line["name"], line["event_date"], line["inferred"], line["span"]) == (None, "2022-03", ["event_date"], None)


def test_a_relative_is_written_in_words():
    line = to_json(Report(relatives=(Relative("mother", "Шевчук Олена"), Relative("wife"))))
    assert line["relatives"] == [{"relation": "mother", "name": "Шевчук Олена"}, {"relation": "wife", "name": None}]


def test_a_claim_carries_its_figures():
    line = to_json(Report(kind="claim", subject="exchanged", low=87, high=87))
    assert (line["low"], line["high"]) == (87, 87)


def test_an_unknown_key_is_kept_as_text():
    assert from_json({"name": "A", "shoe": "43", "deep": [1]}).extra == (("shoe", "43"), ("deep", "[1]"))


def test_days_are_days():
    assert from_json({"as_of": "2022-04-01"}).as_of == date(2022, 4, 1)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", 1),
        ("name", "\ud800"),
        ("name", "a\0b"),
        ("sex", "q"),
        ("age", "old"),
        ("age", True),
        ("age", [30]),
        ("age", [30, "31"]),
        ("as_of", "2022-02-30"),
        ("as_of", 5),
        ("birth_date", "31.02.1996"),
        ("birth_date", 1990),
        ("directness", True),
        ("directness", 10**30),
        ("alias", 5),
        ("alias", [None]),
        ("relatives", ["mother"]),
        ("relatives", [{"relation": "boss"}]),
        ("relatives", [{"name": "x"}]),
        ("span", [5, 1]),
        ("extra", [["a", "b"]]),
    ],
)
def test_a_wrong_value_is_refused_with_its_key(key, value):
    with pytest.raises(BadInput) as refused:
        from_json({key: value}, file="r.jsonl", line=4)
    assert (refused.value.field, refused.value.line) == (key, 4)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*Report.__dataclass_fields__, "inferred", "x"]), JSON, max_size=6))
def test_no_mapping_breaks_the_door(mapping):
    try:
        report = from_json(mapping)
    except BadInput:
        return
    assert from_json(to_json(report)) == report


def test_age_and_alias_are_written_as_the_record_table_writes_them():
    line = to_json(Report(name="Шевчук Іван", age=(30, 30), alias=("Крук", "Ваня")))
    assert (line["age"], line["alias"]) == (30, "Крук; Ваня")
    assert to_json(Report(age=(25, 30)))["age"] == "25-30"
    assert from_json(line) == Report(name="Шевчук Іван", age=(30, 30), alias=("Крук", "Ваня"))


@pytest.mark.parametrize(
    ("written", "age"), [(30, (30, 30)), ("30", (30, 30)), ("25-30", (25, 30)), ([25, 30], (25, 30))]
)
def test_every_way_to_write_an_age_is_read(written, age):
    assert from_json({"age": written}).age == age


def test_an_alias_with_a_semicolon_in_it_stays_one():
    assert from_json(to_json(Report(alias=("a; b", "c")))).alias == ("a; b", "c")
