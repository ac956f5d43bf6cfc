"""Names of months and seasons, in the three uses that differ in Ukrainian and Russian."""

from django.utils.translation import pgettext_lazy

MONTHS_SHORT = (
    pgettext_lazy("short month", "Jan"),
    pgettext_lazy("short month", "Feb"),
    pgettext_lazy("short month", "Mar"),
    pgettext_lazy("short month", "Apr"),
    pgettext_lazy("short month", "May"),
    pgettext_lazy("short month", "Jun"),
    pgettext_lazy("short month", "Jul"),
    pgettext_lazy("short month", "Aug"),
    pgettext_lazy("short month", "Sep"),
    pgettext_lazy("short month", "Oct"),
    pgettext_lazy("short month", "Nov"),
    pgettext_lazy("short month", "Dec"),
)
MONTHS_OF_A_DAY = (
    pgettext_lazy("month of a day", "January"),
    pgettext_lazy("month of a day", "February"),
    pgettext_lazy("month of a day", "March"),
    pgettext_lazy("month of a day", "April"),
    pgettext_lazy("month of a day", "May"),
    pgettext_lazy("month of a day", "June"),
    pgettext_lazy("month of a day", "July"),
    pgettext_lazy("month of a day", "August"),
    pgettext_lazy("month of a day", "September"),
    pgettext_lazy("month of a day", "October"),
    pgettext_lazy("month of a day", "November"),
    pgettext_lazy("month of a day", "December"),
)
MONTHS_ALONE = (
    pgettext_lazy("month alone", "January"),
    pgettext_lazy("month alone", "February"),
    pgettext_lazy("month alone", "March"),
    pgettext_lazy("month alone", "April"),
    pgettext_lazy("month alone", "May"),
    pgettext_lazy("month alone", "June"),
    pgettext_lazy("month alone", "July"),
    pgettext_lazy("month alone", "August"),
    pgettext_lazy("month alone", "September"),
    pgettext_lazy("month alone", "October"),
    pgettext_lazy("month alone", "November"),
    pgettext_lazy("month alone", "December"),
)
SEASONS = (
    pgettext_lazy("season", "spring"),
    pgettext_lazy("season", "summer"),
    pgettext_lazy("season", "autumn"),
    pgettext_lazy("season", "winter"),
)
