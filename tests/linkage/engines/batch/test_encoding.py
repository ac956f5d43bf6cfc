"""Columns say of every record what the scalar reader says of it."""

import csv
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidings.linkage.engines.batch.encoding import encode
from tidings.linkage.engines.tables import read_records
from tidings.linkage.subject import read_subject
from tidings.names import fold
from tidings.rehearsal import rehearse, write_files

GENDERS = {"": 0, "m": 1, "f": 2}


def words(numbers, vocabulary):
    return tuple(vocabulary[number] for number in numbers if number >= 0)


def value(number, values):
    return values[number] if number >= 0 else None


def readings_at(columns, row):
    found = columns.readings
    return [
        (
            words(found.surname[place], columns.surnames),
            words(found.given[place], columns.givens),
            value(found.patronymic[place], columns.patronymics) or "",
            np.float32(found.cost[place]),
            bool(found.guess[place]),
            int(found.gender[place]),
        )
        for place in range(found.starts[row], found.starts[row + 1])
    ]


def readings_of(subject):
    return [
        (way.surname, way.given, way.patronymic, np.float32(way.cost), guess > 0, GENDERS[name.gender])
        for guess, name in enumerate(subject.readings)
        for way in name.readings
    ]


def fields_at(columns, row):
    return {
        "id": columns.ids[row],
        "sex": int(columns.sex[row]),
        "birth": (int(columns.birth_first[row]), int(columns.birth_last[row]), bool(columns.birth_stated[row])),
        "event": value(columns.event[row], columns.events),
        "event_days": (int(columns.event_first[row]), int(columns.event_last[row])),
        "event_place": value(columns.event_place[row], columns.places),
        "birth_place": value(columns.birth_place[row], columns.places),
        "residence": value(columns.residence[row], columns.places),
        "rank": value(columns.rank[row], columns.ranks),
        "units": words(columns.units[row], columns.unit_values),
        "service_number": value(columns.service_number[row], columns.service_numbers) or "",
        "source": value(columns.source[row], columns.sources) or "",
        "alias": value(columns.alias[row], columns.aliases) or frozenset(),
        "kin": value(columns.kin[row], columns.kins),
    }


def fields_of(subject):
    report, birth, event = subject.report, subject.birth, subject.happening
    return {
        "id": report.record_id,
        "sex": GENDERS[report.sex],
        "birth": (birth.first, birth.last, birth.stated) if birth else (0, 0, False),
        "event": event.kind if event else None,
        "event_days": (event.first or 0, event.last or 0) if event else (0, 0),
        "event_place": event.place if event else None,
        "birth_place": subject.birth_place,
        "residence": subject.residence,
        "rank": subject.rank,
        "units": subject.units[:2],
        "service_number": subject.service_number,
        "source": report.source,
        "alias": frozenset(filter(None, map(fold, report.alias))),
        "kin": next(((kin.relation, kin.words) for kin in subject.kin), None),
    }


def assert_equal(files):
    encoded = encode(files)
    records = read_records(files)
    reports = sorted(records.reports, key=lambda report: report.record_id)
    assert encoded.columns.ids == tuple(report.record_id for report in reports)
    for row, report in enumerate(reports):
        subject = read_subject(report)
        assert fields_at(encoded.columns, row) == fields_of(subject)
        if not encoded.columns.odd[row]:
            assert readings_at(encoded.columns, row) == readings_of(subject)
    assert encoded.warnings == records.warnings
    return encoded


def write(path, rows):
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_rehearsal_rows_read_the_same(tmp_path):
    encoded = assert_equal(write_files(rehearse(91, 1_500), tmp_path))
    assert not encoded.columns.odd.any()


def test_the_linkage_sample_reads_the_same(shared):
    assert_equal([shared / "data" / "linkage_sample" / "records.csv"])


HOSTILE = [
    {"record_id": "a", "name": "Иванова Ивана Ивановича", "birth_date": "12.04.1998", "age": "5-2"},
    {"record_id": "b", "surname": "Иван", "given": "Иванов", "age": "30", "as_of": "2024-02-29"},
    {"record_id": "c", "name": "Салтыков-Щедрин, М. Е.", "age": "25-30", "event": "missing", "event_date": "2022-03"},
    {"record_id": "d", "name": "ИвановИван", "birth_date": "в марте", "as_of": "2022-04-01", "event": "dancing"},
    {"record_id": "e", "surname": "н/д", "given": "Null", "alias": "Север; Ваня", "birth_date": "31.02.1996"},
    {"record_id": "f", "alias": "Север", "unit": "126 полк 54 дивизии 35 одшбр", "nationality": "Россия"},
    {
        "record_id": "g",
        "name": "Iван Пeтренко",
        "event": "Плен",
        "event_date": "две недели назад",
        "event_place": "Изюм",
    },
    {"record_id": "h", "surname": "Нечуй-Левицький", "given": "Анна-Марія", "event_date": "2022-05", "age": "19"},
    {"record_id": "i", "surname": "…", "given": "ь", "patronymic": "Иванович Петрович", "sex": "X", "as_of": "вчера"},
    {"record_id": "j", "name": "Олени Петренко", "enquirer": " Петренко Іван ", "relation": "батько", "sex": "ж"},
    {"record_id": "k", "name": "И. Иванов И.", "enquirer": "", "relation": "мать", "service_number": "а-12/34"},
    {
        "record_id": "l",
        "surname": "И.",
        "given": "Иванов",
        "residence": "Харьковская обл., Изюм",
        "rank": "гв. ст. сержант",
    },
    {"record_id": "m", "name": "Ван дер Берг Ян", "birth_date": "XXXX-10", "age": "33", "as_of": "0100-01-01"},
    {"record_id": "n", "surname": "де ла Крус Мартинес Иванов", "given": "Хуан Карлос Мария"},
    {"record_id": "o", "name": "Мой друг Саша который служил вместе с нами", "birth_date": "1990~"},
    {"record_id": "p", "surname": "Иванов", "given": "Иванов", "birth_date": "03/04/1999"},
    {"record_id": "q", "name": "о Сергее Хмарском", "unit": "1 полк"},
    {"record_id": "r", "name": "Иван Хмара (Север)"},
    {"record_id": "s", "name": "Иван Хмара позывной Север", "alias": "Юг"},
]


def test_hostile_rows_read_the_same(tmp_path):
    assert_equal([write(tmp_path / "rows.csv", HOSTILE)])


WORDS = (
    "Иван;Иванов;иванова;Ивановича;ИВАНОВИЧ;И.;Petrenko;Olena;ван;Анна-Марія;Саша;Олени;Ковальчук;Аб'юз;,;Сергей;"
    "Сєргєєва;o;ь;ПетроПетренко;-;  ;«Кит»;о;(Север);позывной;І;к"
)
NAMES = st.lists(st.sampled_from(WORDS.split(";")), max_size=5).map(" ".join)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, NAMES, NAMES), min_size=1, max_size=30))
def test_any_words_read_the_same(tmp_path, rows):
    table = [
        {"record_id": f"r{place:03}", "name": name, "surname": surname, "given": given_, "patronymic": patronymic}
        for place, (name, surname, given_, patronymic) in enumerate(rows)
    ]
    assert_equal([write(tmp_path / "rows.csv", table)])


def test_a_row_can_be_had_as_a_report(tmp_path):
    encoded = encode(
        [write(tmp_path / "rows.csv", [{"record_id": "1", "surname": "Иванов", "age": "x", "colour": "red"}])]
    )
    report = encoded.report(0)
    assert (report.surname, report.age, report.extra) == ("Иванов", None, (("colour", "red"),))
    assert [warning.rpartition("/")[2] for warning in encoded.warnings] == [
        "rows.csv:1: colour: is no column of the record table",
        "rows.csv:2: age: “x” is no age. The cell was left out",
    ]


def test_an_age_counts_from_its_day(tmp_path):
    encoded = encode([write(tmp_path / "rows.csv", [{"record_id": "1", "age": "30", "as_of": "2022-04-01"}])])
    assert encoded.columns.birth_first.tolist() == [date(1991, 4, 2).toordinal()]
    assert encoded.columns.birth_last.tolist() == [date(1992, 4, 1).toordinal()]


@pytest.mark.parametrize("rows", [[]])
def test_a_table_without_rows_is_empty(tmp_path, rows):
    path = tmp_path / "rows.csv"
    path.write_text("record_id,name\n", encoding="utf-8")
    assert len(encode([path]).columns) == len(rows)
