"""Two reports compared: invented near misses that a careful reader would not mistake."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.kernel import PartialDate
from tidings.linkage import PRIOR, SAME_FROM, compare, keys
from tidings.reports import EVENTS, Relative, Report


def report(name, **fields):
    dates = {key: PartialDate.parse(fields[key]) for key in ("birth_date", "event_date") if key in fields}
    return Report(name=name, **{**fields, **dates})


def mother(name):
    return (Relative("mother", name),)


def test_one_person_in_two_scripts_with_birth_and_place_is_the_same():
    left = report(
        "Небыленко Остап Гнатович", birth_date="1994-03-07", event="missing", event_place="Харківська область"
    )
    right = report("Ostap Nebylenko", birth_date="1994", event="missing", event_place="the Kharkiv region")
    found = compare(left, right)
    assert found.verdict == "same"
    assert {reason.feature for reason in found.reasons} == {"surname", "given", "birth", "event_place"}


def test_the_weight_is_the_sum_of_the_reasons_and_the_order_of_the_sides_does_not_matter():
    left = report("Небыленко Остап Гнатович", birth_date="1994-03-07", rank="рядовой", unit="35 одшбр")
    right = report("Ostap Nebylenko", birth_date="1994", rank="private", unit="35th Brigade")
    there, back = compare(left, right), compare(right, left)
    assert there.weight == pytest.approx(sum(reason.weight for reason in there.reasons))
    assert there.weight == pytest.approx(back.weight)
    assert there.probability == pytest.approx(1 / (1 + 2 ** -(there.weight + PRIOR)))


BROTHERS = (
    report("Небыленко Остап Гнатович", birth_date="1994-03-07", residence="Полтава", unit="35 одшбр"),
    report("Небыленко Андрей Гнатович", birth_date="1996-11-20", residence="Полтава", unit="35 одшбр"),
)
TWINS = (
    report(
        "Небыленко Остап Гнатович", birth_date="1994-03-07", residence="Полтава", relatives=mother("Небыленко Ганна")
    ),
    report(
        "Небыленко Андрей Гнатович", birth_date="1994-03-07", residence="Полтава", relatives=mother("Небыленко Ганна")
    ),
)
FATHER_AND_SON = (
    report("Небыленко Иван Петрович", birth_date="1971-05-02", residence="Полтава", unit="35 одшбр"),
    report("Небыленко Иван Иванович", birth_date="1999-08-13", residence="Полтава", unit="35 одшбр"),
)
NAMESAKES_TEN_YEARS_APART = (
    report("Небыленко Остап Гнатович", birth_date="1984", residence="Полтава"),
    report("Небыленко Остап Гнатович", birth_date="1994", residence="Полтава"),
)
MOTHER_AND_SON = (
    report("Небыленко Ганна", sex="f", event="missing", event_date="2023-02"),
    report("Hnat Nebylenko", event="missing", relatives=mother("Hanna Nebylenko")),
)
HUSBAND_AND_WIFE = (
    report("Чугайнов Павел Ильич", residence="Рязань"),
    report("Чугайнова Вера Ильинична", residence="Рязань"),
)


@pytest.mark.parametrize(
    "pair", [BROTHERS, FATHER_AND_SON, MOTHER_AND_SON, HUSBAND_AND_WIFE], ids=["brothers", "father", "mother", "wife"]
)
def test_relatives_are_different_people(pair):
    assert compare(*pair).verdict == "different"


@pytest.mark.parametrize("pair", [TWINS, NAMESAKES_TEN_YEARS_APART], ids=["twins", "namesakes"])
def test_a_plain_contradiction_never_comes_out_the_same(pair):
    assert compare(*pair).verdict in ("unsure", "different")


def test_a_common_name_says_less_than_a_rare_one():
    common = compare(report("Иванов Александр"), report("Aleksandr Ivanov"))
    rare = compare(report("Небыленко Остап"), report("Ostap Nebylenko"))
    assert rare.weight > common.weight + 2
    assert common.verdict == rare.verdict == "unsure"


def test_a_name_alone_is_never_more_than_unsure_however_rare():
    assert compare(report("Шпилько-Небылицкий Остап"), report("Ostap Shpylko-Nebylytskyi")).probability < SAME_FROM


def test_silence_counts_nothing():
    bare = compare(report("Небыленко Остап"), report("Ostap Nebylenko"))
    one_sided = report(
        "Ostap Nebylenko", rank="captain", unit="35 brigade", residence="Poltava", relatives=mother("Hanna")
    )
    assert compare(report("Небыленко Остап"), one_sided).reasons == bare.reasons


def test_age_and_birth_agree_or_contradict_as_intervals():
    young = report("Ostap Nebylenko", age=(19, 19), as_of=date(2022, 4, 1))
    agrees = compare(young, report("Небыленко Остап", birth_date="2002"))
    contradicts = compare(young, report("Небыленко Остап", birth_date="1994"))
    weights = [{r.feature: r.weight for r in found.reasons}["birth"] for found in (agrees, contradicts)]
    assert weights[0] > 3
    assert weights[1] < -8


def test_an_age_without_its_day_was_said_about_the_event():
    young = report("Ostap Nebylenko", age=(19, 19), event="missing", event_date="2022-03")
    weights = [
        {r.feature: r.weight for r in compare(young, report("Небыленко Остап", birth_date=year)).reasons}["birth"]
        for year in ("2002", "1994")
    ]
    assert weights[0] > 2
    assert weights[1] < -8


def test_those_who_serve_different_powers_are_hardly_one():
    left = report("Небыленко Остап", nationality="Ukraine")
    weights = [
        {r.feature: r.weight for r in compare(left, report("Ostap Nebylenko", nationality=power)).reasons}[
            "nationality"
        ]
        for power in ("Україна", "Российская Федерация")
    ]
    assert weights[0] > 0
    assert weights[1] < -4


def test_the_same_relative_on_both_sides_is_strong_evidence():
    left = report("Небыленко Остап", relatives=(Relative("partner", "Чугайнова Вера"),))
    right = report("Ostap Nebylenko", relatives=(Relative("fiancee", "Vera Chugainova"),))
    weight = {r.feature: r.weight for r in compare(left, right).reasons}["relatives"]
    assert weight > 8


def test_a_mothers_surname_is_no_news_beside_her_sons():
    partner = report("Небыленко Остап", relatives=(Relative("partner", "Чугайнова Вера"),))
    same_partner = report("Ostap Nebylenko", relatives=(Relative("partner", "Vera Chugainova"),))
    son, same_son = (
        report("Небыленко Остап", relatives=mother("Небыленко Вера")),
        report("Ostap Nebylenko", relatives=mother("Vera Nebylenko")),
    )
    by_partner = {r.feature: r.weight for r in compare(partner, same_partner).reasons}["relatives"]
    by_mother = {r.feature: r.weight for r in compare(son, same_son).reasons}["relatives"]
    assert 2 < by_mother < by_partner - 3


def test_two_mothers_are_one_too_many():
    found = compare(
        report("Небыленко Остап", relatives=mother("Небыленко Вера")),
        report("Ostap Nebylenko", relatives=mother("Halyna Nebylenko")),
    )
    assert {r.feature: r.weight for r in found.reasons}["relatives"] < -3


def test_the_enquirer_with_the_name_of_the_sought_is_no_evidence():
    sought = report("Небыленко Остап", relatives=(Relative("father", "Небыленко Остап"),))
    other = report("Ostap Nebylenko")
    assert compare(sought, other).weight == compare(report("Небыленко Остап"), other).weight


LIVES = [
    ("missing", "2022-03", "interviewed", "2022-06", 1),
    ("missing", "2022-03", "missing", "2022-03-09", 1),
    ("missing", "2022-03", "exchanged", "2023", 1),
    ("missing", "2022-03-01", "missing", "2024-01-01", -1),
    ("missing", "2023-03-01", "captured", "2022-03-01", -1),
    ("buried", "2022-03-01", "seen_alive", "2022-08-01", -1),
    ("missing", "2023-03-01", "held", "2022-03-01", -1),
]


@pytest.mark.parametrize(("kind", "when", "other_kind", "other_when", "sign"), LIVES)
def test_events_fit_one_life_or_do_not(kind, when, other_kind, other_when, sign):
    left = report("Небыленко Остап", event=kind, event_date=when)
    right = report("Ostap Nebylenko", event=other_kind, event_date=other_when)
    weight = {r.feature: r.weight for r in compare(left, right).reasons}["event"]
    assert weight * sign > 0
    assert {r.feature: r.weight for r in compare(right, left).reasons}["event"] == pytest.approx(weight)


def test_after_a_burial_nobody_is_seen_alive():
    left = report("Небыленко Остап Гнатович", birth_date="1994-03-07", event="buried", event_date="2022-03-01")
    right = report("Небыленко Остап Гнатович", birth_date="1994-03-07", event="seen_alive", event_date="2022-08-01")
    assert compare(left, right).verdict != "same"


def test_a_month_without_a_year_and_an_unnamed_person_are_no_obstacle():
    nobody = report("", event="exchanged", event_date="XXXX-10", relatives=mother("Ганна"))
    assert compare(nobody, report("Ostap Nebylenko", event="missing", event_date="2022")).verdict == "different"


def test_lost_in_one_rare_region_says_more_than_in_the_common_one():
    def weight(place):
        left = report("Небыленко Остап", event="missing", event_place=place)
        found = compare(left, report("Ostap Nebylenko", event="missing", event_place=place))
        return {r.feature: r.weight for r in found.reasons}["event_place"]

    assert weight("Харківська область") > weight("Донецька область") > 0


def test_a_shortened_other_reading_brings_no_agreement_that_the_full_name_denies():
    left = report("Чугов Остап", event="missing", event_date="2022-03")
    right = report("Ostap Chugainov", name_alternatives=("Ostap",), event="missing", event_date="2022-03")
    assert (
        compare(left, right).weight
        == compare(left, report("Ostap Chugainov", event="missing", event_date="2022-03")).weight
    )


def test_swapped_columns_are_read():
    left = Report(surname="Андрей", given="Небыленко", birth_date=PartialDate.parse("1994-03-07"))
    right = Report(surname="Небыленко", given="Андрій", birth_date=PartialDate.parse("1994-03-07"))
    assert compare(left, right).verdict == "same"


WORDS = st.text(max_size=40)
REPORTS = st.builds(
    lambda texts, sex, event, when, born, age: Report(
        **dict(
            zip(
                ("name", "surname", "given", "unit", "rank", "residence", "event_place", "service_number"),
                texts,
                strict=True,
            )
        ),
        sex=sex,
        event=event,
        event_date=when,
        birth_date=born,
        age=age,
    ),
    st.tuples(*[WORDS] * 8),
    st.sampled_from(["", "m", "f"]),
    st.sampled_from(["", *EVENTS]),
    st.none()
    | st.sampled_from(["2022", "2022-03", "XXXX-10", "../2023", "2022-03-01/", "0050"]).map(PartialDate.parse),
    st.none() | st.sampled_from(["1990", "1990~", "199X", "../1980", "0001", "9999", "9999~"]).map(PartialDate.parse),
    st.none() | st.just((19, 25)) | st.just((0, 130)),
)


@settings(deadline=None, max_examples=60)
@given(REPORTS, REPORTS)
def test_whatever_is_stated_is_compared_in_every_language_and_from_either_side(left, right):
    there, back = compare(left, right), compare(right, left)
    assert 0.0 <= there.probability <= 1.0
    assert there.weight == pytest.approx(back.weight)
    assert all(reason.words(language) for reason in there.reasons for language in ("en", "ru", "uk"))
    assert isinstance(keys(left), frozenset)


def test_a_birthday_in_common_is_worth_little_between_brothers_for_twins_share_it():
    taken = {reason.code: reason.weight for reason in compare(*TWINS).reasons}["linkage.name.kin"]
    brothers = {reason.code: reason.weight for reason in compare(*BROTHERS).reasons}
    assert taken < brothers.get("linkage.name.kin", 0.0) - 5


def test_two_deaths_dated_to_the_day_a_season_apart_are_two_peoples_and_a_body_found_later_is_not():
    def weight(kind, day):
        one = report("Небыленко Остап Гнатович", event="died", event_date="2023-02-03")
        found = compare(one, report("Небыленко Остап Гнатович", event=kind, event_date=day))
        return found.probability, {reason.code for reason in found.reasons if reason.feature == "event"}

    probability, codes = weight("died", "2023-07-29")
    assert (probability < 0.5, codes) == (True, {"linkage.event.two_deaths"})
    assert weight("died", "2023-02-20")[1] == {"linkage.event.together"}
    assert weight("died", "2023-07")[1] == weight("body_found", "2023-07-29")[1] == {"linkage.event.near"}
