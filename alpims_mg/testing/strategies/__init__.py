"""Hypothesis strategies for every public type. They cover every valid value, not only the usual ones.

Importing this package registers the strategies with ``st.from_type``. Only tests import this package. Start
with ``situations``, ``proposals``, ``cases`` and ``courses``.
"""

from alpims_mg._internal.extras import optional_imports

with optional_imports("alpims_mg.testing", extra="testing", libraries=("hypothesis",)):
    from hypothesis import strategies as st

from alpims_mg.testing.strategies import answers, basics, clock, course_records, label_reading, plans, questions
from alpims_mg.testing.strategies.answers import (
    alternatives,
    changes,
    consults,
    counterfactual_lists,
    counterfactuals,
    decisions,
    form_options,
    form_rankings,
    infeasibles,
    needs_informations,
    not_checkeds,
    offers,
    route_options,
    route_rankings,
    to_acknowledges,
    why_nots,
    withholds,
)
from alpims_mg.testing.strategies.basics import compounds, elementals, portions, strengths, texts, times_of_day
from alpims_mg.testing.strategies.clock import (
    conflicts,
    day_cases,
    day_schedules,
    days,
    free_intervals,
    medicine_doses,
    placed_intakes,
    unschedulables,
)
from alpims_mg.testing.strategies.course_records import (
    check_ins,
    course_check_ins,
    courses,
    diaries,
    ledger_days,
    ledgers,
    previews,
    requirements,
    reviews,
    rising_plans,
    rung_dates,
    zone_outlooks,
)
from alpims_mg.testing.strategies.label_reading import (
    daily_label_texts,
    denials,
    label_texts,
    labels,
    named_salts,
    servings,
    widened_label_texts,
)
from alpims_mg.testing.strategies.plans import (
    citations,
    dose_plans,
    findings,
    intakes,
    limit_checks,
    separations,
    sources,
    steps,
    topical_plans,
)
from alpims_mg.testing.strategies.questions import (
    acknowledgements,
    capsules,
    cases,
    condition_texts,
    egfrs,
    medicines,
    products,
    proposals,
    routines,
    situations,
    topicals,
)
from alpims_mg.testing.strategies.stricter_rows import number_tightenings, tightenings

__all__ = [
    "acknowledgements",
    "alternatives",
    "capsules",
    "cases",
    "changes",
    "check_ins",
    "citations",
    "compounds",
    "condition_texts",
    "conflicts",
    "consults",
    "counterfactual_lists",
    "counterfactuals",
    "course_check_ins",
    "courses",
    "daily_label_texts",
    "day_cases",
    "day_schedules",
    "days",
    "decisions",
    "denials",
    "diaries",
    "dose_plans",
    "egfrs",
    "elementals",
    "findings",
    "form_options",
    "form_rankings",
    "free_intervals",
    "infeasibles",
    "intakes",
    "label_texts",
    "labels",
    "ledger_days",
    "ledgers",
    "limit_checks",
    "medicine_doses",
    "medicines",
    "named_salts",
    "needs_informations",
    "not_checkeds",
    "number_tightenings",
    "offers",
    "placed_intakes",
    "portions",
    "previews",
    "products",
    "proposals",
    "requirements",
    "reviews",
    "rising_plans",
    "route_options",
    "route_rankings",
    "routines",
    "rung_dates",
    "separations",
    "servings",
    "situations",
    "sources",
    "steps",
    "strengths",
    "texts",
    "tightenings",
    "times_of_day",
    "to_acknowledges",
    "topical_plans",
    "topicals",
    "unschedulables",
    "why_nots",
    "widened_label_texts",
    "withholds",
    "zone_outlooks",
]

for _module in (basics, questions, plans, answers, label_reading, clock, course_records):
    for _type, _strategy in _module.STRATEGIES.items():
        st.register_type_strategy(_type, _strategy)
