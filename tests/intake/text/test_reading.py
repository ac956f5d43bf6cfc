"""What is read from short invented texts, one trap at a time. All people are invented."""

from datetime import date

import pytest

from tidings.intake.text import read_text
from tidings.kernel.errors import BadInput

DAY = date(2024, 6, 14)


def read(text, as_of=DAY):
    return read_text(text, language="en", as_of=as_of, source="paper")


def told(text, as_of=DAY):
    """Events of the traced as (name, kind, date, place)."""
    return [(r.name, r.event, str(r.event_date or ""), r.event_place) for r in read(text, as_of) if r.role == "subject"]


def role_of(text, name):
    return {r.role for r in read(text) if r.name == name}


def test_a_passive_says_what_befell_its_subject():
    assert told("Private Taras Vovchenko was captured near Vuhledar on 12 May 2022.") == [
        ("Taras Vovchenko", "captured", "2022-05-12", "Vuhledar")
    ]


def test_an_active_verb_says_what_befell_its_object():
    assert told("Russia released Taras Vovchenko and Ivan Dudka in March 2024.") == [
        ("Taras Vovchenko", "released", "2024-03", ""),
        ("Taras Vovchenko", "captured", "", ""),
        ("Ivan Dudka", "released", "2024-03", ""),
        ("Ivan Dudka", "captured", "", ""),
    ]


def test_villages_meetings_and_documents_are_no_captives():
    text = (
        "The army captured the village of Robotyne. A meeting was held in Sumy by Olena Dudka. "
        "The camera captured Ivan Dudka in a photograph. Missing documents were found."
    )
    assert told(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry denied that Taras Vovchenko had been captured.",
        "Taras Vovchenko was not captured.",
        "If Taras Vovchenko is exchanged, he will need surgery.",
        "His wife hopes that Taras Vovchenko will be exchanged.",
        "There is no indication that Taras Vovchenko was captured.",
        "It is not known whether Taras Vovchenko was exchanged.",
    ],
)
def test_denials_wishes_and_conditions_are_no_facts_but_the_person_is_traced(sentence):
    assert told(sentence) == [("Taras Vovchenko", "", "", "")]


def test_hedges_are_kept_as_stated():
    line = read("Taras Vovchenko was reportedly captured near Lyman in 2023.")[0]
    assert (line.event, line.certainty) == ("captured", "reportedly")
    line = read("Taras Vovchenko is believed to be held in Olenivka.")[0]
    assert (line.event, line.certainty, line.event_place) == ("held", "believed to", "Olenivka")


def test_what_a_freed_prisoner_told_a_relative_came_through_one_mouth():
    text = "A freed soldier told Olha Vovchenko that her brother Taras was held in Olenivka."
    line = next(r for r in read(text) if r.role == "subject")
    assert (line.name, line.event, line.directness) == ("Taras", "held", 1)
    assert [(k.relation, k.name) for k in line.relatives] == [("sister", "Olha Vovchenko")]
    assert "witness" in {r.role for r in read(text)}


def test_mother_and_son_of_one_surname_stay_two():
    text = "Olha Vovchenkova waits for her son. Her son Danylo went missing in March 2023. Danylo Vovchenkov was 20."
    reports = read(text)
    assert {r.name for r in reports if r.role == "subject"} == {"Danylo Vovchenkov"}
    assert {r.name for r in reports if r.role == "relative"} == {"Olha Vovchenkova"}


def test_one_vowel_between_two_spellings_is_one_person():
    text = "Makar Soboryn was released in May 2023. “We were fed,” Saboryn said."
    line = read(text)[0]
    assert (line.name, line.name_alternatives) == ("Makar Soboryn", ("Saboryn",))


def test_glued_words_are_parted():
    text = "Taras Vovchenko called on Monday. According to his wife, Vovchenkodisappeared in March 2023 near Lyman."
    assert ("Taras Vovchenko", "missing", "2023-03", "Lyman") in told(text)


def test_a_son_without_a_name_is_traced_through_his_mother_over_the_text():
    text = (
        "Zarema learned that her son was captured in May 2022.\n\nThe weather was bad.\n\n"
        "Zarema's son remains in a Russian prison."
    )
    lines = [r for r in read(text) if r.role == "subject"]
    assert {r.subject for r in lines} == {lines[0].subject}
    assert [r.event for r in lines] == ["captured", "held"]
    assert lines[0].name == ""
    assert [(k.relation, k.name) for k in lines[0].relatives] == [("mother", "Zarema")]


def test_page_furniture_and_repeated_captions_say_nothing():
    text = (
        "Home > News > War\nShare on Facebook\n\nTaras Vovchenko was captured in May 2022.\n\n"
        "Relatives of Taras Vovchenko hold a picture.\n\nRelatives of Taras Vovchenko hold a picture.\n"
        "Photo: Ivan Dudka / Agency\n\nSource link\n\nPrevious article\nSinger Petro Hrach captured on film\n"
        "Next articleMayor Oleh Hrach missing for a week"
    )
    assert [r.name for r in read(text)] == ["Taras Vovchenko"]


def test_dates_hang_on_the_day_of_the_text_or_stay_open():
    sentence = "Taras Vovchenko was captured in October."
    assert str(read(sentence)[0].event_date) == "2023-10"
    assert read(sentence)[0].event_date.inferred
    assert str(read(sentence, None)[0].event_date) == "XXXX-10"
    assert read("Taras Vovchenko was captured last year.", None)[0].event_date is None
    assert str(read("KYIV, 3 March 2023 — Taras Vovchenko was captured last month.", None)[0].event_date) == "2023-02"


def test_the_freed_of_a_list_share_its_exchange():
    text = (
        "As a result of the exchange on 5 February 2024 the following have returned from captivity:\n\n"
        "1. VOVCHENKO Taras Ivanovych, born 14.08.1988, Ovruch, soldier.\n"
        "2. DUDKA Ivan Petrovych, born 1990, Korosten, sergeant. Captured in Mariupol in May 2022."
    )
    lines = told(text)
    assert ("VOVCHENKO Taras Ivanovych", "exchanged", "2024-02-05", "") in lines
    assert ("DUDKA Ivan Petrovych", "exchanged", "2024-02-05", "") in lines
    assert ("DUDKA Ivan Petrovych", "captured", "2022-05", "Mariupol") in lines
    first = read(text)[0]
    assert (str(first.birth_date), first.residence, first.rank) == ("1988-08-14", "Ovruch", "soldier")


def test_lists_under_a_heading_and_behind_a_colon_are_read():
    text = (
        "Exchanged on 3 January 2024:\n- Petro Zubko (1987)\n- Ihor Halushka, 35, Kovel\n\n"
        "The following soldiers remain in captivity: Bohdan Kosar and Artem Luchko."
    )
    reports = read(text)
    stated = {(r.name, r.event, str(r.event_date or "")) for r in reports if r.event != "captured"}
    assert stated == {
        ("Petro Zubko", "exchanged", "2024-01-03"),
        ("Ihor Halushka", "exchanged", "2024-01-03"),
        ("Bohdan Kosar", "held", "2024-06-14"),
        ("Artem Luchko", "held", "2024-06-14"),
    }
    assert str(reports[0].birth_date) == "1987"
    assert next(r.residence for r in reports if r.name == "Ihor Halushka") == "Kovel"


def test_a_search_notice_in_labels_is_about_its_name():
    text = "Name: Horpyna Dudchak\nBorn: 12 May 1990\nRank: senior soldier\nStatus: missing since 3 March 2023"
    line = read(text)[0]
    assert (line.name, line.event, str(line.event_date)) == ("Horpyna Dudchak", "missing", "2023-03-03")
    assert (str(line.birth_date), line.rank) == ("1990-05-12", "senior soldier")


def test_officials_and_writers_are_not_traced():
    text = (
        "By Olena Hrach\n\nCommissioner Dmytro Sereda said that 40 soldiers were exchanged. "
        "Historian Petro Hrach said such exchanges are rare. Taras Vovchenko was exchanged on 3 May 2024."
    )
    assert role_of(text, "Dmytro Sereda") == {"official"}
    assert role_of(text, "Petro Hrach") == {"other"}
    assert {r.name for r in read(text) if r.role == "subject"} == {"Taras Vovchenko"}


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("At least 57 people are in captivity.", 57, None),
        ("Nearly 10,000 soldiers surrendered.", None, 10_000),
        ("The region counts 212 missing residents.", 212, 212),
        ("More than 2,700 prisoners were exchanged.", 2700, None),
        ("Between 70 and 110 foreigners are held.", 70, 110),
    ],
)
def test_figures_are_bounds(sentence, low, high):
    assert [(r.low, r.high) for r in read(sentence) if r.kind == "claim"] == [(low, high)]


def test_ages_weights_and_years_are_no_figures():
    text = (
        "Taras Vovchenko, 34, weighed 54 kilos after 20 months. He was born in 1990. The 41-year-old waits in cell 12."
    )
    assert [r for r in read(text) if r.kind == "claim"] == []


def test_an_exchange_implies_a_capture_and_an_interview_does_not_free():
    assert [e for _, e, _, _ in told("Taras Vovchenko was exchanged on 3 May 2024.")] == ["exchanged", "captured"]


def test_a_call_sign_is_an_alias():
    text = "Taras Vovchenko, call sign “Heron”, was captured in May 2022."
    assert read(text)[0].alias == ("Heron",)


def test_a_namesake_named_as_such_is_another_person():
    text = "Makar Horbal went missing in May 2023. He should not be confused with Makar Horbal, born 1960."
    assert len({r.subject for r in read(text)}) == 2


def kin_of(text, name):
    return {(k.relation, k.name) for r in read(text) if r.name == name for k in r.relatives}


def test_those_announced_in_one_sentence_and_named_in_the_next_share_its_event():
    text = (
        "Among those returned in the exchange of 19 March are three residents. They are: sailor Luka Bezpal "
        "(Slavuta, 1998), Arsen Mkhitar, 36, and border guard Zoia Nebesna."
    )
    assert {(n, d) for n, k, d, _ in told(text) if k == "exchanged"} == {
        ("Luka Bezpal", "2024-03-19"),
        ("Arsen Mkhitar", "2024-03-19"),
        ("Zoia Nebesna", "2024-03-19"),
    }


def test_a_clause_that_leaves_its_verb_out_goes_on_with_the_one_before():
    text = "Taras Bezpal was captured in May 2022 near Lyman; Zoia Nebesna in April 2022, in Mariupol."
    assert ("Zoia Nebesna", "captured", "2022-04", "Mariupol") in told(text)


def test_who_is_only_named_among_captives_is_traced_and_who_speaks_writes_or_waits_is_not():
    text = (
        "Taras Bezpal was captured in May 2022. In his cell was marine Yukhym Zoloto. Doctor Ivan Hrach said the "
        "prisoners were ill. Oles Hrach, archivist, keeps the lists of the missing. His mother Olha Bezpal waits."
    )
    assert {r.name for r in read(text) if r.role == "subject"} == {"Taras Bezpal", "Yukhym Zoloto"}


def test_a_number_of_people_is_no_person():
    text = "Bikash Rai and Sandip Thapa are held in Ukraine, while at least 20 have been killed."
    assert {kind for _, kind, _, _ in told(text)} == {"held"}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Tetiana Bilous is the sister of Roman Bilous, captured in 2022.",
            "Roman Bilous",
            {("sister", "Tetiana Bilous")},
        ),
        ("Larysa, wife of the missing soldier Ihor Stasiuk, came.", "Ihor Stasiuk", {("wife", "Larysa")}),
        (
            "Her twin daughters, Lilia and Lidia Koval, were captured in 2022.",
            "Lidia Koval",
            {("sister", "Lilia Koval")},
        ),
        ("P. Bezpal and R. Bezpal, who are father and son, were captured.", "R. Bezpal", {("father", "P. Bezpal")}),
        ("His parents, Vasyl and Halyna, wait for Ivan Zubko, captured in 2022.", "Vasyl", set()),
    ],
)
def test_kinship_is_read_from_either_side(text, name, expected):
    assert expected <= kin_of(text, name)


def test_an_interview_answers_its_questions_and_you_is_who_is_asked():
    text = (
        "The Review talks to Olha Zubko, the wife of a marine.\n\nQ. When did you last hear your husband?\n"
        "A. In April 2022. Taras was captured then.\nQ. And since?\nA. He wrote to me once."
    )
    assert kin_of(text, "Taras") == {("wife", "Olha Zubko")}
    asked = (
        "Taras Zubko is home.\n\n— Mr Zubko, when were you captured?\n— On 17 May 2022.\n— By whom?\n— I do not know."
    )
    assert ("Taras Zubko", "captured", "2022-05-17", "") in told(asked)


def test_a_homecoming_is_a_release_only_of_somebody_who_was_captive():
    assert told("Taras Bezpal came home on 3 May 2024 and went to work.") == []
    text = "Taras Bezpal was captured in May 2022. He came home on 3 May 2024."
    assert ("Taras Bezpal", "released", "2024-05-03", "") in told(text)


def test_months_hang_on_the_date_told_before_them():
    text = "Taras Bezpal was captured in May 2022 and released in September."
    assert [d for _, _, d, _ in told(text)] == ["2022-05", "2022-09"]
    assert ("Taras Bezpal", "buried", "2024-05-04", "Lutsk") in told(
        "Taras Bezpal was buried in Lutsk on Saturday, 4 May 2024."
    )


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_russian_and_ukrainian_texts_are_refused_in_words(language):
    with pytest.raises(BadInput, match="not read yet"):
        read_text("Его взяли в плен.", language=language, as_of=None, source="канал")


def test_who_was_not_heard_from_is_missing_and_not_who_waits():
    text = "Darya Zubko had not heard from her brother since March. Ivan Zubko went missing in March 2024."
    assert {name for name, *_ in told(text)} == {"Ivan Zubko"}
    lost = "Ivan Zubko, a soldier, last spoke to his mother on 12 January 2024."
    assert told(lost) == [("Ivan Zubko", "missing", "2024-01-12", "")]
