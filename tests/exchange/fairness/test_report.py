"""The report over rounds: waiting since capture, shares by region, rank, sex and delay, small cells withheld."""

from hypothesis import given
from hypothesis import strategies as st

from tidings.exchange.fairness import Count, Held, fairness_report, passed_over, published
from tidings.exchange.fairness.report import registration_delay, waiting
from tidings.exchange.planning import plan
from tidings.exchange.rounds import read_round

COUNTS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.integers(0, 30).flatmap(lambda people: st.integers(0, people).map(lambda gone: Count(people, gone))),
)


def round_of(people, places):
    content = {"as_of": "2026-06-01", "sides": {"A": {"persons": people}}, "terms": {"totals": {"A": [0, places]}}}
    return read_round(content)


def north_and_south():
    """Thirty of the north registered at once, twenty of the south after a year, two of the west; the unwilling count nowhere."""
    north = [
        {
            "key": f"n{n}",
            "consent": "yes",
            "region": "north",
            "captured": f"2024-01-{n + 1:02}",
            "registered": "2024-02-05",
        }
        for n in range(30)
    ]
    south = [
        {
            "key": f"s{n}",
            "consent": "yes",
            "region": "south",
            "captured": f"2023-01-{n + 1:02}",
            "registered": "2024-02-05",
        }
        for n in range(20)
    ]
    west = [{"key": f"w{n}", "consent": "yes", "region": "west", "captured": "2025-01-01"} for n in range(2)]
    return [*north, *south, *west, {"key": "u", "consent": "no", "region": "south", "captured": "2022-01-01"}]


def test_waiting_is_counted_from_capture_and_shares_are_shown():
    round_ = round_of(north_and_south(), 14)
    found = fairness_report([Held(round_, plan(round_), runs=3)])
    assert (found.rounds, found.reruns, found.people, found.gone) == (1, 2, 52, 14)
    assert (found.left.people, found.left.longest, found.left.median) == (38, 1233, 869)
    assert (found.taken.people, found.taken.longest) == (14, 1247)
    assert found.breakdowns["region"] == {"north": Count(30, 0), "south": None, "west": None}
    assert found.breakdowns["registration_delay"]["181+"] == Count(20, 14)
    assert "регион north: поехали 0 из 30" in found.words("ru")
    assert "region west: withheld, too few" in found.words("en")
    assert found.as_json()["breakdowns"]["region"]["west"] is None


def test_who_went_in_the_end_counts_and_not_who_was_planned():
    round_ = round_of(north_and_south(), 14)
    found = fairness_report([Held(round_, plan(round_), gone=frozenset({"n0", "n1", "n2", "n3", "n4"}))])
    assert found.gone == 5
    assert found.breakdowns["region"]["south"] is None


def test_rounds_add_up():
    first, second = round_of(north_and_south(), 14), round_of(north_and_south()[14:], 10)
    found = fairness_report([Held(first, plan(first)), Held(second, plan(second), runs=2)])
    assert (found.rounds, found.reruns, found.people, found.gone) == (2, 1, 52 + 38, 24)


def test_quantiles_and_inequality_of_known_numbers():
    found = waiting([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    assert (found.median, found.ninetieth, found.longest, found.gini) == (50, 90, 100, 300)
    assert waiting([7] * 9).gini == 0
    assert waiting([0] * 5).gini == 0


def test_fewer_than_five_have_no_figures():
    found = waiting([1, 2, 3, 4])
    assert (found.median, found.ninetieth, found.longest, found.gini) == (None, None, None, None)


def test_the_delay_is_from_the_latest_day_of_capture_to_the_first_of_registration():
    people = [
        {"key": "a", "captured": "2024-01-01/2024-01-31", "registered": "2024-03-01"},
        {"key": "b", "captured": "2024-01-01", "registered": "2024-07-01"},
        {"key": "c", "captured": "2024-01-01", "registered": "2023-01-01"},
        {"key": "d", "captured": "2024-01-01", "registered": True},
        {"key": "e", "registered": "2024-01-01"},
    ]
    persons = round_of(people, 1).sides["A"]
    assert [registration_delay(person) for person in persons] == ["0-30", "181+", "0-30", "unknown", "unknown"]


@given(COUNTS)
def test_no_small_count_is_published_nor_left_over(counts):
    shown = published(counts)
    assert all(count is None or not count.small for count in shown.values())
    hidden = [counts[name] for name, count in shown.items() if count is None]
    if hidden and any(count is not None and count.people for count in shown.values()):
        together = Count(sum(count.people for count in hidden), sum(count.gone for count in hidden))
        assert len(hidden) > 1
        assert not together.small


@given(COUNTS)
def test_without_small_cells_everything_is_published(counts):
    large = {name: count for name, count in counts.items() if not count.small}
    assert published(large) == large


def test_passed_over_is_counted_round_by_round():
    assert passed_over([({"a", "b"}, {"a"}), ({"b", "c"}, {"c"})]) == {"b": 2}
