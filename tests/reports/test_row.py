import tomllib
from collections import Counter
from datetime import date
from importlib.resources import files
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.kernel.dates import PartialDate
from tidings.kernel.errors import BadInput
from tidings.reports import COLUMNS, EVENTS, RELATIONS, Relative, Report, from_row, says_nothing, to_row, word_for

CELL = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=15)
    .map(str.strip)
    .filter(lambda cell: not cell or not says_nothing(cell))
)
ALIAS = CELL.filter(lambda cell: cell and ";" not in cell)
DATES = st.none() | st.sampled_from(["1990", "1990-04", "XXXX-10", "../1990", "1990-04-12~", "1990-04-12/1990-05"]).map(
    PartialDate
)
TEXTS = [
    column for column in COLUMNS if column not in ("alias", "sex", "birth_date", "age", "as_of", "event", "event_date")
]
REPORTS = st.builds(
    Report,
    **dict.fromkeys(TEXTS, CELL),
    alias=st.lists(ALIAS, max_size=3).map(tuple),
    sex=st.sampled_from(["", "m", "f"]),
    birth_date=DATES,
    age=st.none()
    | st.tuples(st.integers(0, 60), st.integers(60, 120))
    | st.integers(0, 130).map(lambda age: (age, age)),
    as_of=st.none() | st.dates(),
    event=st.sampled_from(["", *EVENTS]),
    event_date=DATES,
)


@given(REPORTS)
def test_written_as_a_row_and_read_back_it_is_the_same(report):
    row = to_row(report)
    assert tuple(row) == COLUMNS
    assert from_row(row) == report
    assert from_row(row).identity() == report.identity()


@pytest.mark.parametrize("relation", RELATIONS)
def test_the_enquirer_becomes_a_relative_and_stays_in_extra(relation):
    row = {"name": "Шевчук Іван", "enquirer": "Шевчук Олена", "relation": relation, "language": "uk"}
    report = from_row(row)
    assert report.relatives == (Relative(relation, "Шевчук Олена"),)
    assert dict(report.extra) == {"enquirer": "Шевчук Олена", "relation": relation, "language": "uk"}
    assert from_row(to_row(report)) == report


@pytest.mark.parametrize(
    ("stated", "relation"), [("мати", "mother"), ("Жена", "wife"), ("кума", "relative"), ("дівчина", "partner")]
)
def test_relations_are_known_in_three_languages(stated, relation):
    assert from_row({"relation": stated}).relatives == (Relative(relation),)


@pytest.mark.parametrize(
    ("column", "stated", "value"),
    [
        ("sex", "Ч", "m"),
        ("sex", "жен.", "f"),
        ("sex", "female", "f"),
        ("event", "зник безвісти", "missing"),
        ("event", "Пропал без вести", "missing"),
        ("event", "В ПОЛОНІ", "captured"),
        ("event", "обменян", "exchanged"),
        ("event", "seen alive", "seen_alive"),
        ("event", "body_found", "body_found"),
        ("event", "на зв’язку", None),
        ("age", "25-30", (25, 30)),
        ("age", "19 років", (19, 19)),
        ("age", "30 лет", (30, 30)),
        ("age", "abc", None),
        ("age", "30-25", None),
        ("birth_date", "12.04.1990", PartialDate("1990-04-12")),
        ("birth_date", "31.02.1996", None),
        ("event_date", "квітень 2022", PartialDate("2022-04")),
        ("as_of", "01.04.2022", date(2022, 4, 1)),
        ("as_of", "2022", None),
        ("alias", "Крук; Іво;", ("Крук", "Іво")),
        ("rank", "н/д", ""),
        ("rank", "null", ""),
        ("surname", "Null", "Null"),
        ("surname", "невідомо", ""),
        ("birth_date", "невідомо", ""),
    ],
)
def test_cells_are_read_as_people_write_them(column, stated, value):
    if value is None:
        with pytest.raises(BadInput) as refused:
            from_row({column: stated}, file="t.csv", line=9)
        assert (refused.value.field, refused.value.line) == (column, 9)
    else:
        assert (getattr(from_row({column: stated}), column) or "") == value


def test_the_words_of_a_partial_date_are_kept():
    report = from_row({"event_date": "наприкінці жовтня"})
    assert (report.event_date, report.extra) == (
        PartialDate("XXXX-10"),
        (("event_date (as stated)", "наприкінці жовтня"),),
    )
    assert from_row(to_row(report)) == report


def test_an_ambiguous_date_is_an_interval_with_its_words():
    report = from_row({"event_date": "03/04/2022"})
    assert (report.event_date, dict(report.extra)) == (
        PartialDate("2022-03-04/2022-04-03"),
        {"event_date (as stated)": "03/04/2022"},
    )


def test_a_date_that_hangs_on_an_unknown_day_is_empty_with_its_words():
    report = from_row({"event_date": "two weeks earlier"})
    assert (report.event_date, dict(report.extra)) == (None, {"event_date (as stated)": "two weeks earlier"})


def test_a_date_that_hangs_on_a_known_day_is_worked_out():
    report = from_row({"event_date": "торік у березні", "as_of": "2023-02-10"})
    assert report.event_date == PartialDate("2022-03", inferred=True)


def test_the_day_of_the_file_dates_an_age_only_where_there_is_one():
    assert from_row({"age": "19"}, said_on=date(2022, 4, 1)).as_of == date(2022, 4, 1)
    assert from_row({"name": "A"}, said_on=date(2022, 4, 1)).as_of is None


def test_the_source_of_the_row_wins():
    assert [from_row(row, source="file").source for row in ({"source": "row"}, {})] == ["row", "file"]


def test_unknown_columns_are_kept():
    assert from_row({"name": "A", "shoe": "43", "empty": ""}).extra == (("shoe", "43"),)


@pytest.mark.parametrize("field", ["sex", "event", "relation"])
def test_an_unknown_word_is_none(field):
    assert word_for(field, "бубубу") is None


def test_no_word_of_a_table_means_two_things():
    listed = tomllib.loads(files("tidings.reports").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    doubled = {
        field: [word for word, times in Counter(chain.from_iterable(map(set, values.values()))).items() if times > 1]
        for field, values in listed.items()
    }
    assert doubled == {field: [] for field in listed}
