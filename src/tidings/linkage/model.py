"""The model: which features are compared, and what each level of agreement is worth. A table, not a procedure.

Every level has m (how often two reports of one person reach it) and u (how often two of different people do); its
weight is log2(m/u) bits. The figures are shipped starting values, set by what is known of such sources and checked on
labelled data (bench/bench_linkage.py); where chance hangs on the values themselves (a rare village, a wide interval of
birth) the feature says so and the table's u is its fallback. Names are weighed by `tidings.names`, part by part.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tidings.linkage.features.births import compare_births
from tidings.linkage.features.events import compare_event_places, compare_events
from tidings.linkage.features.kin import compare_kin, compare_roles
from tidings.linkage.features.marks import compare_marks
from tidings.linkage.features.others import compare_others
from tidings.linkage.features.service import compare_powers, compare_ranks, compare_service_numbers, compare_units
from tidings.linkage.features.sources import compare_sexes, compare_sources
from tidings.linkage.features.whereabouts import compare_birth_places, compare_home, compare_residences
from tidings.linkage.finding import Finding
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Subject
from tidings.linkage.weights import Level

Compare = Callable[[Subject, Subject, Frequencies], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Feature:
    """One field: how it is compared, and what its levels weigh.

    Attributes:
        name: the field, as reasons show it.
        compare: what finds the level; silent where a side says nothing.
        levels: m and u of each level.
    """

    name: str
    compare: Compare
    levels: Mapping[str, Level]


FEATURES: Final = (
    Feature("sex", compare_sexes, {"differ": Level(0.0005, 0.5)}),
    Feature(
        "birth",
        compare_births,
        {
            "exact": Level(0.80, 9e-5),
            "swapped": Level(0.02, 9e-5),
            "digit": Level(0.05, 8e-4),
            "year_slip": Level(0.04, 2e-4),
            "same_day": Level(0.01, 2.5e-3),
            "overlap": Level(0.85, 0.05),
            "near": Level(0.06, 0.07),
            "other_day": Level(0.015, 0.065),
            "other_year": Level(0.004, 0.13),
            "few_years": Level(0.008, 0.13),
            "many_years": Level(0.0002, 0.75),
        },
    ),
    Feature(
        "birth_place",
        compare_birth_places,
        {"same": Level(0.8, 0.005), "near": Level(0.06, 0.02), "region": Level(0.12, 0.06), "apart": Level(0.05, 0.9)},
    ),
    Feature(
        "residence",
        compare_residences,
        {"same": Level(0.7, 0.005), "near": Level(0.08, 0.02), "region": Level(0.2, 0.06), "apart": Level(0.15, 0.9)},
    ),
    Feature(
        "home",
        compare_home,
        {"same": Level(0.4, 0.005)},
    ),
    Feature("nationality", compare_powers, {"same": Level(0.98, 0.6), "other": Level(0.015, 0.4)}),
    Feature(
        "rank",
        compare_ranks,
        {
            "same": Level(0.75, 0.2),
            "close": Level(0.18, 0.3),
            "promoted": Level(0.15, 0.15),
            "demoted": Level(0.04, 0.15),
            "branch": Level(0.05, 0.15),
            "apart": Level(0.05, 0.25),
            "far": Level(0.01, 0.2),
        },
    ),
    Feature(
        "unit",
        compare_units,
        {"same": Level(0.8, 0.01), "number": Level(0.08, 0.02), "other": Level(0.15, 0.95)},
    ),
    Feature(
        "service_number",
        compare_service_numbers,
        {"exact": Level(0.9, 1e-6), "slip": Level(0.05, 1e-4), "other": Level(0.02, 1.0)},
    ),
    Feature(
        "relatives", compare_kin, {"agree": Level(0.8, 1e-3), "other": Level(0.04, 0.95), "another": Level(0.3, 0.95)}
    ),
    Feature("role", compare_roles, {"relative": Level(0.002, 0.5)}),
    Feature(
        "event",
        compare_events,
        {
            "together": Level(0.85, 0.05),
            "near": Level(0.1, 0.12),
            "apart": Level(0.05, 0.8),
            "follows": Level(0.97, 0.65),
            "too_early": Level(0.02, 0.35),
            "after_death": Level(0.0005, 0.3),
            "two_deaths": Level(0.008, 0.95),
        },
    ),
    Feature(
        "event_place",
        compare_event_places,
        {"same": Level(0.5, 0.02), "near": Level(0.15, 0.04), "region": Level(0.75, 0.15), "apart": Level(0.12, 0.75)},
    ),
    Feature("marks", compare_marks, {"same": Level(0.5, 0.02), "part": Level(0.15, 0.1), "other": Level(0.35, 0.85)}),
    Feature("others", compare_others, {"same": Level(0.7, 0.05), "near": Level(0.1, 0.03), "other": Level(0.4, 0.9)}),
    Feature(
        "source",
        compare_sources,
        {"two_rows": Level(1e-6, 1.0), "copied": Level(1.0, 1.0), "again": Level(0.15, 0.3)},
    ),
)
