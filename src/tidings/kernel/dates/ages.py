"""Age and birth: "19 as of 2022-04-01" is a birth between 2002-04-02 and 2003-04-01, and back.

Who is born on 29 February grows a year older on 1 March in a common year.
"""

from datetime import date, timedelta

from tidings.kernel.dates.partial import BadDate, PartialDate


def birth_from_age(low: int, high: int, as_of: date) -> PartialDate:
    """Work out the interval of birth of someone aged `low` to `high` whole years on a day.

    Returns:
        The interval, exact to the day and marked as inferred.

    Raises:
        BadDate: the ages are negative or the wrong way round, or no such person could be alive.
    """
    if not 0 <= low <= high or as_of.year - high - 1 < 1:
        raise BadDate(f"{low}-{high} on {as_of.isoformat()}", "nobody is of that age")
    return PartialDate.between(_day_after_anniversary(as_of, high + 1), _anniversary(as_of, low), inferred=True)


def age_on(birth: PartialDate, day: date) -> tuple[int, int] | None:
    """Give the least and the greatest age in whole years on a day.

    Returns:
        None where a bound of the birth is not known, or nobody so born was yet alive on that day.
    """
    if birth.earliest is None or birth.latest is None or birth.earliest > day:
        return None
    return _years(min(birth.latest, day), day), _years(birth.earliest, day)


def _years(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _anniversary(day: date, years: int) -> date:
    """Give the last birthday that makes someone `years` old on that day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def _day_after_anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years) + timedelta(days=1)
    except ValueError:
        return date(day.year - years, 3, 1)
