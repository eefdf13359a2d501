"""Strategies for questions: products, proposals, and the facts about a person."""

from datetime import time, timedelta
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from alpims_mg._internal.clock import DAY, time_at
from alpims_mg.assessment.evaluation import asking_rules
from alpims_mg.model.condition_texts import a_condition_text
from alpims_mg.model.medicine_texts import a_medicine_name
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.model.routines import Routine
from alpims_mg.model.situations import Acknowledgement, Egfr, Medicine, Situation
from alpims_mg.model.vocabulary import (
    Additive,
    Condition,
    DosageForm,
    EgfrUnit,
    FactList,
    Form,
    Intent,
    KidneyFunction,
    MedicineRoute,
    Tolerance,
    Vehicle,
    Zone,
)
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.dosing import Amount, Count
from alpims_mg.rulebook.labels.additives import SPELLINGS
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.testing.strategies.basics import (
    FIRST_DAY,
    LAST_DAY,
    compounds,
    elementals,
    strengths,
    texts,
    times_of_day,
)

__all__ = [
    "acknowledgements",
    "capsules",
    "cases",
    "condition_texts",
    "egfrs",
    "medicines",
    "products",
    "proposals",
    "routines",
    "situations",
    "topicals",
]

_CONSULTS: Final = st.sampled_from(sorted(asking_rules(CURRENT)))


def capsules(
    *,
    forms: SearchStrategy[Form] = st.sampled_from(Form),
    elemental: SearchStrategy[Elemental] | None = None,
    divisions: SearchStrategy[int] = st.sampled_from((1, 2, 4)),
    ingredients: SearchStrategy[tuple[str, ...] | None] | None = None,
    compound: SearchStrategy[Compound | None] | None = None,
    dosage_forms: SearchStrategy[DosageForm | None] = st.none() | st.sampled_from(DosageForm),
) -> SearchStrategy[Capsule]:
    """A strategy for any capsule. Its ingredients, the mass of its salt and its dosage form may be missing."""
    return st.builds(
        Capsule,
        form=forms,
        elemental=strengths() if elemental is None else elemental,
        divides_into=divisions,
        ingredients=_ingredient_lists() if ingredients is None else ingredients,
        compound=st.none() | compounds(least_nanograms=1) if compound is None else compound,
        dosage_form=dosage_forms,
    )


def topicals(
    *,
    vehicles: SearchStrategy[Vehicle] = st.sampled_from(Vehicle),
    ingredients: SearchStrategy[tuple[str, ...] | None] | None = None,
) -> SearchStrategy[Topical]:
    """A strategy for topical magnesium in any vehicle. Its ingredients may be missing."""
    return st.builds(Topical, vehicle=vehicles, ingredients=_ingredient_lists() if ingredients is None else ingredients)


def _ingredient_lists() -> SearchStrategy[tuple[str, ...] | None]:
    """A strategy for the ingredients on a label, some of which are additives; None for a label that was not read."""
    additives = [word for spelling in SPELLINGS for word in spelling.words]
    return st.none() | st.lists(st.sampled_from(additives) | texts(), max_size=4).map(tuple)


def products() -> SearchStrategy[Product]:
    """A strategy for any product: a capsule or topical magnesium."""
    return st.one_of(capsules(), topicals())


def medicines() -> SearchStrategy[Medicine]:
    """A strategy for any medicine: one that the library knows by name or code, or an unknown one."""
    known_names = st.sampled_from([name for row in RECOGNITIONS for name in row.names])
    atc_codes = st.sampled_from([code for row in RECOGNITIONS for code in row.atc])
    rxnorm_codes = st.sampled_from([code for row in RECOGNITIONS for code in row.rxnorm])
    names = st.one_of(known_names, texts().filter(lambda text: a_medicine_name("name", text) is None))
    details: dict[str, SearchStrategy[Any]] = {
        "route": st.sampled_from(MedicineRoute),
        "taken_at": st.lists(times_of_day(), max_size=3).map(tuple),
        "magnesium": st.one_of(st.none(), elementals(most_nanograms=10**9)),
    }
    identifiers = {
        "name": st.none() | names,
        "atc": st.none() | atc_codes | texts(),
        "rxnorm": st.none() | rxnorm_codes | texts(),
    }
    return st.one_of(
        st.builds(Medicine, **details, **identifiers | {"name": names}),
        st.builds(Medicine, **details, **identifiers | {"atc": atc_codes}),
        st.builds(Medicine, **details, **identifiers | {"rxnorm": rxnorm_codes}),
    )


def acknowledgements(*, about: SearchStrategy[str | None] | None = None) -> SearchStrategy[Acknowledgement]:
    """A strategy for an acknowledgement of any rule that asks the person to consult a clinician."""
    subjects = st.one_of(st.none(), texts()) if about is None else about
    days = st.none() | st.dates()
    return st.builds(Acknowledgement, rule=_CONSULTS, reason=texts(), about=subjects, on=days)


def egfrs(*, values: SearchStrategy[Decimal] | None = None) -> SearchStrategy[Egfr]:
    """A strategy for any eGFR in either unit, with few or many decimals, including values close to the cut-points."""
    thousandths = st.integers(0, 300_000) | st.integers(29_000, 31_000) | st.integers(59_000, 61_000)
    computed = st.decimals(0, 300, places=14)
    close = st.sampled_from(("29.99999999999999999999", "30.0000000000000000001", "59.9999999999999999")).map(Decimal)
    exact = st.one_of(
        thousandths.map(lambda value: Decimal(value).scaleb(-3)), st.integers(0, 300).map(Decimal), computed, close
    )
    return st.builds(Egfr, value=exact if values is None else values, unit=st.sampled_from(EgfrUnit))


_MEALS: Final = ("breakfast", "lunch", "dinner")


@st.composite
def routines(
    draw: st.DrawFn,
    *,
    wakes: SearchStrategy[time] | None = None,
    awake_minutes: SearchStrategy[int] = st.integers(1, DAY - 1),
) -> Routine:
    """A strategy for any routine.

    The person is awake for one minute to nearly 24 hours, before or past midnight, with up to three meals.
    """
    wake_time, awake = draw(times_of_day() if wakes is None else wakes), draw(awake_minutes)
    minute = wake_time.hour * 60 + wake_time.minute
    meal_minutes = draw(st.lists(st.integers(0, awake), max_size=len(_MEALS), unique=True).map(sorted))
    names = draw(st.sets(st.sampled_from(_MEALS), min_size=len(meal_minutes), max_size=len(meal_minutes)))
    meal_times = (time_at(minute + after_waking) for after_waking in meal_minutes)
    meals = dict(zip(sorted(names, key=_MEALS.index), meal_times, strict=True))
    return Routine(wakes=wake_time, sleeps=time_at(minute + awake), **meals)


def condition_texts() -> SearchStrategy[str]:
    """A strategy for the name of any condition in a person's own words, which no member of ``Condition`` names."""
    named = st.sampled_from(("gout", "long covid", "sarcoidosis", "type 2 diabetes"))
    return named | texts().filter(lambda text: a_condition_text("", text) is None)


# Built once: to build these strategies for each example takes longer than to draw from them.
_PRODUCTS: Final = products()
_MEDICINE_LISTS: Final = st.none() | st.lists(medicines(), max_size=3).map(tuple)
_CONDITION_LISTS: Final = st.none() | st.frozensets(st.sampled_from(Condition))
_PARTIAL: Final = st.one_of(st.just(frozenset[FactList]()), st.frozensets(st.sampled_from(FactList)))
_OTHER_CONDITIONS: Final = st.just(()) | st.lists(condition_texts(), max_size=2).map(tuple)


@st.composite
def situations(
    draw: st.DrawFn,
    *,
    zones: SearchStrategy[Zone | None] = st.none() | st.sampled_from(Zone),
    ages: SearchStrategy[int | None] = st.none() | st.integers(0, 130),
    kidneys: SearchStrategy[KidneyFunction | None] = st.none() | st.sampled_from(KidneyFunction),
    rates: SearchStrategy[Egfr | None] = st.none() | egfrs(),
    conditions: SearchStrategy[frozenset[Condition] | None] | None = None,
    other_conditions: SearchStrategy[tuple[str, ...]] | None = None,
    taken: SearchStrategy[tuple[Medicine, ...] | None] | None = None,
    others: SearchStrategy[Elemental | None] | None = None,
    partial: SearchStrategy[frozenset[FactList]] | None = None,
) -> Situation:
    """A strategy for the facts about any person. Any of the facts may be missing.

    ``partial`` is for the lists of which only a part is stated, as far as they are stated at all. Without it, a list
    from the argument ``conditions`` or ``taken`` is whole.
    """
    kidney, egfr = draw(kidneys), draw(rates)
    today = draw(st.none() | st.dates(FIRST_DAY, LAST_DAY))
    kidney_dates = st.integers(0, 1000).map(lambda days: today - timedelta(days=days) if today else None)
    condition_list = draw(_CONDITION_LISTS if conditions is None else conditions)
    medicine_list = draw(_MEDICINE_LISTS if taken is None else taken)
    given = {FactList.CONDITIONS: conditions, FactList.MEDICINES: taken}
    lists = {FactList.CONDITIONS: condition_list, FactList.MEDICINES: medicine_list}
    named = draw(_PARTIAL if partial is None else partial)
    in_part = (one for one in named if lists[one] is not None and (partial is not None or given[one] is None))
    other_texts = draw(_OTHER_CONDITIONS if other_conditions is None else other_conditions)
    about = st.sampled_from([None, "250 mg", "300.5 mg", "400 mg", *map(str, medicine_list or ()), *other_texts])
    return Situation(
        zone=draw(zones),
        tolerance=draw(st.sampled_from(Tolerance)),
        age_years=draw(ages),
        kidney=kidney,
        egfr=egfr,
        kidney_date=draw(st.none() | kidney_dates) if (kidney or egfr) and today else None,
        as_of=today,
        conditions=condition_list,
        other_conditions=other_texts,
        medicines=medicine_list,
        partial=frozenset(in_part),
        other_magnesium=draw(st.none() | elementals(most_nanograms=10**9) if others is None else others),
        avoids=draw(st.frozensets(st.sampled_from(Additive))),
        acknowledged=draw(st.lists(acknowledgements(about=about), max_size=4).map(tuple)),
        routine=draw(st.one_of(st.none(), st.none(), routines())),
    )


@st.composite
def proposals(
    draw: st.DrawFn,
    *,
    intents: SearchStrategy[Intent] = st.sampled_from(Intent),
    of: SearchStrategy[Product] | None = None,
) -> Proposal:
    """A strategy for any valid proposal.

    The current daily amount is missing, a whole number of portions, or any other amount. A proposal to take less has no
    target. The amount that it goes down to is missing, 0, or any amount below the current one.
    """
    amounts, counts = CURRENT.dose_amounts, CURRENT.dose_counts
    least, most = amounts[Amount.LAST_LEAST].then.nanograms, amounts[Amount.LAST_MOST].then.nanograms
    product = draw(_PRODUCTS if of is None else of)
    current: SearchStrategy[Elemental | None] = st.none() | elementals(most_nanograms=most + least)
    if isinstance(product, Capsule):
        unit = product.unit.of(product.elemental).nanograms
        current |= st.integers(1, max(1, most // unit)).map(lambda units: Elemental(nanograms=units * unit))
    intent, current_daily = draw(intents), draw(current)
    lowers = intent is Intent.LOWER
    below = most if current_daily is None else max(0, current_daily.nanograms - 1)
    return Proposal(
        intent=intent,
        product=product,
        target=None if lowers else draw(st.none() | st.builds(Elemental, nanograms=st.integers(least, most))),
        current_daily=current_daily,
        lower_to=draw(st.none() | elementals(most_nanograms=below)) if lowers else None,
        hold_days=draw(st.integers(counts[Count.HOLD_SET_LEAST].then, counts[Count.HOLD_MOST].then)),
    )


def cases(
    *, situation: SearchStrategy[Situation] | None = None, proposal: SearchStrategy[Proposal] | None = None
) -> SearchStrategy[Case]:
    """A strategy for any case, which has a situation and a proposal."""
    return st.builds(
        Case,
        situation=situations() if situation is None else situation,
        proposal=proposals() if proposal is None else proposal,
    )


STRATEGIES: Final[dict[type[Any], SearchStrategy[Any]]] = {
    Capsule: capsules(),
    Topical: topicals(),
    Medicine: medicines(),
    Acknowledgement: acknowledgements(),
    Egfr: egfrs(),
    Situation: situations(),
    Proposal: proposals(),
    Case: cases(),
}
