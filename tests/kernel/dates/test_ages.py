from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.kernel.dates import BadDate, PartialDate, age_on, birth_from_age

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)) | st.sampled_from(
    [date(2024, 2, 29), date(2024, 2, 28), date(2023, 2, 28), date(2023, 3, 1), date(2000, 2, 29)]
)


@pytest.mark.parametrize(
    ("low", "high", "as_of", "edtf"),
    [
        (19, 19, date(2022, 4, 1), "2002-04-02/2003-04-01"),
        (25, 30, date(2022, 4, 1), "1991-04-02/1997-04-01"),
        (0, 0, date(2022, 12, 31), "2022"),
        (18, 18, date(2022, 2, 28), "2003-03/2004-02-28"),
        (18, 18, date(2024, 2, 29), "2005-03/2006-02"),
    ],
)
def test_birth_from_age(low, high, as_of, edtf):
    born = birth_from_age(low, high, as_of)
    wanted = PartialDate(edtf)
    assert (born.earliest, born.latest, born.inferred) == (wanted.earliest, wanted.latest, True)


@pytest.mark.parametrize(("low", "high"), [(-1, 5), (6, 5), (2500, 2600)])
def test_nobody_is_of_that_age(low, high):
    with pytest.raises(BadDate):
        birth_from_age(low, high, date(2022, 4, 1))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2002-04-02", date(2022, 4, 1), (19, 19)),
        ("2002-04-01", date(2022, 4, 1), (20, 20)),
        ("2002", date(2022, 4, 1), (19, 20)),
        ("2004-02-29", date(2022, 2, 28), (17, 17)),
        ("2004-02-29", date(2022, 3, 1), (18, 18)),
        ("2022", date(2022, 4, 1), (0, 0)),
        ("2023", date(2022, 4, 1), None),
        ("../2002", date(2022, 4, 1), None),
        ("XXXX-10", date(2022, 4, 1), None),
    ],
)
def test_age_on(born, day, age):
    assert age_on(PartialDate(born), day) == age


@given(st.integers(min_value=0, max_value=110), st.integers(min_value=0, max_value=20), DAYS)
def test_age_to_birth_is_exact_to_the_day(low, more, as_of):
    born = birth_from_age(low, low + more, as_of)
    assert age_on(born, as_of) == (low, low + more)
    before, after = born.earliest - timedelta(days=1), born.latest + timedelta(days=1)
    assert age_on(PartialDate(before.isoformat()), as_of)[0] == low + more + 1
    younger = age_on(PartialDate(after.isoformat()), as_of)
    assert younger is None if after > as_of else younger[0] == low - 1
