"""Strategies for every public type: what is valid, not what is usual. Nothing is filtered that can be built."""

from datetime import date, time, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any

from alpims_mg._internal.extras import optional_imports
from alpims_mg.assessment.evaluation import assess
from alpims_mg.explanation.counterfactuals import Change, Counterfactual, Counterfactuals
from alpims_mg.explanation.explanations import WhyNot, why_not
from alpims_mg.explanation.options import FormOption, FormOptions, RouteOption, RouteOptions
from alpims_mg.labels.label import Label, Serving
from alpims_mg.labels.readings import NamedSalt
from alpims_mg.model.decisions import (
    Alternative,
    Consult,
    Decision,
    Infeasible,
    NeedsInformation,
    NotChecked,
    Offer,
    Withhold,
)
from alpims_mg.model.findings import DoseSeparation, Finding, Verdict
from alpims_mg.model.plans import DosePlan, Intake, LimitCheck, LimitOutcome, Plan, Step, TopicalPlan
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.provenance import Certainty, Citation, Source, SourceKind
from alpims_mg.model.quantities import Compound, Elemental, Portion
from alpims_mg.model.situations import Acknowledgement, Egfr, Medicine, Situation
from alpims_mg.model.vocabulary import (
    Additive,
    Aim,
    Answer,
    Condition,
    Domain,
    EgfrUnit,
    Form,
    Intent,
    KidneyFunction,
    MagnesiumSalt,
    MedicineRoute,
    Severity,
    TimeOfDay,
    Tolerance,
    Vehicle,
    Zone,
)
from alpims_mg.rulebook.changes import Changeable, Means
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.dosing import Amount, Count
from alpims_mg.rulebook.labels.additives import SPELLINGS
from alpims_mg.rulebook.labels.words import COUNTED, MEASURED, SALT_NAMES, UNITS
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.rules.index import rules_by_id
from alpims_mg.rules.strictness import verdict_of

with optional_imports("alpims_mg.testing", extra="testing", libraries=("hypothesis",)):
    from hypothesis import strategies as st
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "acknowledgements",
    "alternatives",
    "capsules",
    "cases",
    "citations",
    "compounds",
    "consults",
    "decisions",
    "dose_plans",
    "egfrs",
    "elementals",
    "findings",
    "form_options",
    "form_rankings",
    "infeasibles",
    "intakes",
    "label_texts",
    "labels",
    "limit_checks",
    "medicines",
    "named_salts",
    "needs_informations",
    "not_checkeds",
    "offers",
    "portions",
    "products",
    "proposals",
    "route_options",
    "route_rankings",
    "separations",
    "servings",
    "situations",
    "sources",
    "steps",
    "strengths",
    "texts",
    "times_of_day",
    "topical_plans",
    "topicals",
    "withholds",
]

_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_MOST_NANOGRAMS = 10**15 - 1
_STRENGTH_STEP = 1000


def texts(*, most: int = 40) -> SearchStrategy[str]:
    """Printable text that is not blank: one word or several."""
    letters = st.characters(categories=["L", "N", "P", "S"])
    words = st.text(letters, min_size=1, max_size=most // 3)
    return st.lists(words, min_size=1, max_size=3).map(" ".join)


def elementals(*, most_nanograms: int = _MOST_NANOGRAMS) -> SearchStrategy[Elemental]:
    """Any mass of elemental magnesium, zero among them."""
    return st.builds(Elemental, nanograms=st.integers(0, most_nanograms))


def compounds(*, least_nanograms: int = 0) -> SearchStrategy[Compound]:
    """Any mass of a salt."""
    return st.builds(Compound, nanograms=st.integers(least_nanograms, _MOST_NANOGRAMS))


def strengths() -> SearchStrategy[Elemental]:
    """Any strength that a label can print: those in use, and every other whole number of 0.001 mg."""
    in_use = st.integers(1, 600).map(Elemental.mg)
    return st.one_of(in_use, st.integers(1, 10**9).map(lambda steps: Elemental(nanograms=steps * _STRENGTH_STEP)))


def portions() -> SearchStrategy[Portion]:
    """From a quarter of a capsule to a thousand capsules."""
    return st.builds(Portion, quarters=st.integers(1, 4000))


def capsules(
    *,
    forms: SearchStrategy[Form] = st.sampled_from(Form),
    elemental: SearchStrategy[Elemental] | None = None,
    divisions: SearchStrategy[int] = st.sampled_from((1, 2, 4)),
    ingredients: SearchStrategy[tuple[str, ...] | None] | None = None,
    compound: SearchStrategy[Compound | None] | None = None,
) -> SearchStrategy[Capsule]:
    """Any capsule, its label read or not."""
    words = [word for spelling in SPELLINGS for word in spelling.words]
    listed = st.lists(st.one_of(st.sampled_from(words), texts()), max_size=4).map(tuple)
    return st.builds(
        Capsule,
        form=forms,
        elemental=strengths() if elemental is None else elemental,
        divides_into=divisions,
        ingredients=st.one_of(st.none(), listed) if ingredients is None else ingredients,
        compound=st.none() | compounds(least_nanograms=1) if compound is None else compound,
    )


def topicals(*, vehicles: SearchStrategy[Vehicle] = st.sampled_from(Vehicle)) -> SearchStrategy[Topical]:
    """Topical magnesium in any vehicle."""
    return st.builds(Topical, vehicle=vehicles)


def products() -> SearchStrategy[Product]:
    """A capsule or topical magnesium."""
    return st.one_of(capsules(), topicals())


def times_of_day() -> SearchStrategy[time]:
    """Any minute of a day."""
    return st.builds(time, st.integers(0, 23), st.integers(0, 59))


def medicines() -> SearchStrategy[Medicine]:
    """Any medicine: known by its name or code, or not known at all."""
    known = st.sampled_from([name for row in RECOGNITIONS for name in row.names])
    codes = st.sampled_from([code for row in RECOGNITIONS for code in row.atc])
    ingredients = st.sampled_from([code for row in RECOGNITIONS for code in row.rxnorm])
    name = st.one_of(known, texts())
    rest: dict[str, SearchStrategy[Any]] = {
        "route": st.sampled_from(MedicineRoute),
        "taken_at": st.lists(times_of_day(), max_size=3).map(tuple),
        "magnesium": st.one_of(st.none(), elementals(most_nanograms=10**9)),
    }
    maybe = {"name": st.none() | name, "atc": st.none() | codes | texts(), "rxnorm": st.none() | ingredients | texts()}
    return st.one_of(
        st.builds(Medicine, **rest, **maybe | {"name": name}),
        st.builds(Medicine, **rest, **maybe | {"atc": codes}),
        st.builds(Medicine, **rest, **maybe | {"rxnorm": ingredients}),
    )


def acknowledgements(*, about: SearchStrategy[str | None] | None = None) -> SearchStrategy[Acknowledgement]:
    """An acknowledgement of any rule that asks for a clinician."""
    asking = sorted(name for name, rule in rules_by_id(CURRENT).items() if verdict_of(rule.then) is Verdict.CONSULT)
    names = st.one_of(st.none(), texts()) if about is None else about
    return st.builds(Acknowledgement, rule=st.sampled_from(asking), reason=texts(), about=names)


def egfrs(*, values: SearchStrategy[Decimal] | None = None) -> SearchStrategy[Egfr]:
    """Any eGFR in either unit, those about the cut-points among them."""
    thousandths = st.integers(0, 300_000) | st.integers(29_000, 31_000) | st.integers(59_000, 61_000)
    exact = st.one_of(thousandths.map(lambda one: Decimal(one).scaleb(-3)), st.integers(0, 300).map(Decimal))
    return st.builds(Egfr, value=exact if values is None else values, unit=st.sampled_from(EgfrUnit))


@st.composite
def situations(
    draw: st.DrawFn,
    *,
    zones: SearchStrategy[Zone | None] = st.none() | st.sampled_from(Zone),
    ages: SearchStrategy[int | None] = st.none() | st.integers(0, 130),
    kidneys: SearchStrategy[KidneyFunction | None] = st.none() | st.sampled_from(KidneyFunction),
    rates: SearchStrategy[Egfr | None] = st.none() | egfrs(),
    conditions: SearchStrategy[frozenset[Condition] | None] = st.none() | st.frozensets(st.sampled_from(Condition)),
    taken: SearchStrategy[tuple[Medicine, ...] | None] | None = None,
) -> Situation:
    """Anyone, with any fact stated or not."""
    kidney, egfr = draw(kidneys), draw(rates)
    today = draw(st.none() | st.dates(_FIRST_DAY, _LAST_DAY))
    measured = st.integers(0, 1000).map(lambda days: today - timedelta(days=days) if today else None)
    medicine_lists = st.none() | st.lists(medicines(), max_size=3, unique_by=str).map(tuple)
    listed = draw(medicine_lists if taken is None else taken)
    about = st.sampled_from([None, *map(str, listed or ())])
    return Situation(
        zone=draw(zones),
        tolerance=draw(st.sampled_from(Tolerance)),
        age_years=draw(ages),
        kidney=kidney,
        egfr=egfr,
        kidney_date=draw(st.none() | measured) if (kidney or egfr) and today else None,
        as_of=today,
        conditions=draw(conditions),
        medicines=listed,
        other_magnesium=draw(st.none() | elementals(most_nanograms=10**9)),
        avoids=draw(st.frozensets(st.sampled_from(Additive))),
        acknowledged=draw(st.lists(acknowledgements(about=about), max_size=4).map(tuple)),
    )


@st.composite
def proposals(
    draw: st.DrawFn,
    *,
    intents: SearchStrategy[Intent] = st.sampled_from(Intent),
    of: SearchStrategy[Product] | None = None,
) -> Proposal:
    """Any proposal within the rulebook's ranges: present amounts that whole portions give, and others."""
    amounts, counts = CURRENT.dose_amounts, CURRENT.dose_counts
    least, most = amounts[Amount.LAST_LEAST].then.nanograms, amounts[Amount.LAST_MOST].then.nanograms
    product = draw(products() if of is None else of)
    present: SearchStrategy[Elemental | None] = st.none() | elementals(most_nanograms=most + least)
    if isinstance(product, Capsule):
        unit = product.unit.of(product.elemental).nanograms
        present |= st.integers(1, max(1, most // unit)).map(lambda units: Elemental(nanograms=units * unit))
    return Proposal(
        intent=draw(intents),
        product=product,
        target=draw(st.none() | st.builds(Elemental, nanograms=st.integers(least, most))),
        current_daily=draw(present),
        hold_days=draw(st.integers(counts[Count.HOLD_LEAST].then, counts[Count.HOLD_MOST].then)),
    )


def cases(
    *, situation: SearchStrategy[Situation] | None = None, proposal: SearchStrategy[Proposal] | None = None
) -> SearchStrategy[Case]:
    """Any question."""
    return st.builds(
        Case,
        situation=situations() if situation is None else situation,
        proposal=proposals() if proposal is None else proposal,
    )


def sources() -> SearchStrategy[Source]:
    """Any document."""
    return st.builds(Source, title=texts(), kind=st.sampled_from(SourceKind), url=st.none() | texts())


def citations() -> SearchStrategy[Citation]:
    """A place in any document."""
    return st.builds(Citation, source=sources(), place=texts(), claim=texts(), certainty=st.sampled_from(Certainty))


def separations() -> SearchStrategy[DoseSeparation]:
    """Any two directed gaps."""
    return st.builds(DoseSeparation, medicine_to_magnesium=st.integers(0, 24), magnesium_to_medicine=st.integers(0, 24))


def findings(*, verdicts: SearchStrategy[Verdict] = st.sampled_from(Verdict)) -> SearchStrategy[Finding]:
    """Any finding."""
    return st.builds(
        Finding,
        rule=texts(),
        verdict=verdicts,
        because=texts(),
        cites=_tuples(citations()),
        about=st.none() | texts(),
        separation=st.none() | separations(),
        severity=st.none() | st.sampled_from(Severity),
        supposed=st.booleans(),
    )


def intakes() -> SearchStrategy[Intake]:
    """Any intake."""
    return st.builds(
        Intake,
        at=st.sampled_from(TimeOfDay),
        portion=portions(),
        elemental=elementals(most_nanograms=10**9),
        with_food=st.booleans(),
    )


def steps(*, first_day: int = 1, days: SearchStrategy[int | None] | None = None) -> SearchStrategy[Step]:
    """Any rung that begins on ``first_day``."""
    lasts = st.none() | st.integers(1, 28) if days is None else days
    some = st.lists(intakes(), min_size=1, max_size=3).map(tuple)
    return st.builds(Step, first_day=st.just(first_day), days=lasts, intakes=some)


@st.composite
def limit_checks(draw: st.DrawFn) -> LimitCheck:
    """Any level with an amount and an outcome that fits the two."""
    level, amount = draw(elementals(most_nanograms=10**9)), draw(elementals(most_nanograms=10**9))
    fits = LimitOutcome.WITHIN if amount <= level else LimitOutcome.EXCEEDED
    return LimitCheck(
        rule=draw(texts()),
        level=level,
        amount=amount,
        outcome=draw(st.sampled_from((LimitOutcome.BINDING, fits))),
        because=draw(texts()),
        cites=draw(_tuples(citations())),
    )


@st.composite
def dose_plans(draw: st.DrawFn) -> DosePlan:
    """Any plan whose rungs follow one another."""
    rungs: list[Step] = []
    day = 1
    for days in draw(st.lists(st.integers(1, 28), max_size=4)):
        rungs.append(draw(steps(first_day=day, days=st.just(days))))
        day += days
    last = draw(steps(first_day=day, days=st.none()))
    return DosePlan(steps=(*rungs, last), advice=draw(_tuples(findings())), limits=draw(_tuples(limit_checks())))


def topical_plans() -> SearchStrategy[TopicalPlan]:
    """Any topical use."""
    return st.builds(
        TopicalPlan, vehicle=st.sampled_from(Vehicle), patch_test=st.booleans(), advice=_tuples(findings())
    )


def infeasibles() -> SearchStrategy[Infeasible]:
    """Any refusal of a schedule."""
    totals = st.none() | elementals(most_nanograms=10**9)
    return st.builds(Infeasible, finding=findings(), nearest_below=totals, nearest_above=totals)


def not_checkeds() -> SearchStrategy[NotChecked]:
    """Anything not checked."""
    return st.builds(NotChecked, path=texts(), because=texts())


@st.composite
def label_texts(draw: st.DrawFn) -> str:
    """What may stand on a label: what is said of magnesium in any order, among words of any kind."""
    number = st.one_of(
        st.integers(0, 99_999).map(str),
        st.integers(1000, 99_999).map("{:,}".format),
        st.tuples(st.integers(0, 9999), st.integers(0, 9999)).map(lambda both: f"{both[0]}.{both[1]}"),
        st.tuples(st.integers(0, 99), st.integers(0, 9)).map(lambda both: f"{both[0]},{both[1]}"),
    )
    unit = st.sampled_from([unit for unit, _ in UNITS])
    amount = st.tuples(number, st.sampled_from(("", " ")), unit).map("".join)
    name = st.sampled_from([name for row in SALT_NAMES for name in (*row.words, *row.after)])
    count = st.tuples(st.integers(0, 4).map(str), st.just(" "), st.sampled_from((*COUNTED, *MEASURED))).map("".join)
    said = st.sampled_from(_SAID_ON_LABELS)
    part = st.one_of(amount, name, count, said, said, st.sampled_from(_BETWEEN), st.text(max_size=5), number)
    parts = draw(st.lists(part, max_size=14))
    return "".join(f"{part}{draw(st.sampled_from(_BETWEEN))}" for part in parts)


_SAID_ON_LABELS = (
    *("magnesium", "Mg", "elemental", "elemental magnesium", "as", "(as", "from", ")", "providing", "of which", "of"),
    *(
        "per",
        "each capsule contains",
        "serving size:",
        "per serving",
        "supplement facts",
        "ingredients:",
        "24%",
        "zinc",
    ),
    *("up to", "approx.", "-", "x", "/", "other ingredients: none", "stevia", "citric acid", "\u00b2", "\u00bd", "<"),
)
_BETWEEN = (" ", " ", " ", " ", "", ", ", ". ", "\n", " (", ") ", ": ", "; ")


def labels() -> SearchStrategy[Label]:
    """Any label that is read from a text."""
    return label_texts().map(Label.from_text)


def named_salts() -> SearchStrategy[NamedSalt]:
    """Any source of magnesium, known or not."""
    salts = st.lists(st.sampled_from(MagnesiumSalt), max_size=3).map(tuple)
    return st.builds(NamedSalt, words=texts(), form=st.none() | st.sampled_from(Form), salts=salts)


def servings() -> SearchStrategy[Serving]:
    """Any serving."""
    amount = st.none() | elementals()
    return st.builds(
        Serving,
        words=texts(),
        capsules=st.none() | st.integers(1, 999),
        elemental=amount,
        compound=st.none() | compounds(),
        elemental_least=amount,
        elemental_most=amount,
    )


def alternatives() -> SearchStrategy[Alternative]:
    """Any alternative."""
    return st.builds(Alternative, proposal=proposals(), reason=findings())


def offers() -> SearchStrategy[Offer]:
    """Any offer."""
    return st.builds(Offer, **_told(), plan=_plans())


def consults() -> SearchStrategy[Consult]:
    """Any draft for a clinician."""
    return st.builds(Consult, **_told(), draft=_plans())


def withholds() -> SearchStrategy[Withhold]:
    """Any refusal."""
    return st.builds(
        Withhold,
        **_told(),
        alternatives=_tuples(alternatives()),
        advice=_tuples(findings()),
        infeasible=st.none() | infeasibles(),
    )


def needs_informations() -> SearchStrategy[NeedsInformation]:
    """Any question back."""
    return st.builds(NeedsInformation, **_told(), missing=_tuples(texts()))


def decisions() -> SearchStrategy[Decision]:
    """Answers that are given to some question, which is what others will have to handle."""
    return cases().map(lambda case: assess(case.situation, case.proposal))


def why_nots() -> SearchStrategy[WhyNot]:
    """What stands against answers that are given to some question."""
    return decisions().map(why_not)


def changes() -> SearchStrategy[Change]:
    """Any change."""
    told = {"how": texts(), "to": texts(), "reason": findings()}
    return st.builds(Change, what=st.sampled_from(Changeable), means=st.sampled_from(Means), **told)


def counterfactuals() -> SearchStrategy[Counterfactual]:
    """Any changes with any case and its answer."""
    return st.builds(_answered, cases(), _tuples(changes()))


def many_counterfactuals() -> SearchStrategy[Counterfactuals]:
    """Any answer with ways from it."""
    return st.builds(Counterfactuals, decision=decisions(), counterfactuals=_tuples(counterfactuals()))


def form_options() -> SearchStrategy[FormOption]:
    """Any form with a rank."""
    return st.builds(FormOption, **_ranked(), product=capsules())


def route_options() -> SearchStrategy[RouteOption]:
    """Any route with a rank."""
    return st.builds(RouteOption, **_ranked(), product=products())


def form_rankings() -> SearchStrategy[FormOptions]:
    """Any list of ranked forms."""
    return st.builds(FormOptions, **_heading(), options=_tuples(form_options()))


def route_rankings() -> SearchStrategy[RouteOptions]:
    """Any list of ranked routes."""
    return st.builds(RouteOptions, **_heading(), options=_tuples(route_options()))


def _registered() -> dict[type[Any], SearchStrategy[Any]]:
    return {
        Elemental: elementals(),
        Compound: compounds(),
        Portion: portions(),
        Capsule: capsules(),
        Topical: topicals(),
        Medicine: medicines(),
        Acknowledgement: acknowledgements(),
        Egfr: egfrs(),
        Situation: situations(),
        Proposal: proposals(),
        Case: cases(),
        Source: sources(),
        Citation: citations(),
        DoseSeparation: separations(),
        Finding: findings(),
        Intake: intakes(),
        Step: steps(),
        LimitCheck: limit_checks(),
        DosePlan: dose_plans(),
        TopicalPlan: topical_plans(),
        Infeasible: infeasibles(),
        NotChecked: not_checkeds(),
        Alternative: alternatives(),
        NamedSalt: named_salts(),
        Serving: servings(),
        Label: labels(),
        Offer: offers(),
        Consult: consults(),
        Withhold: withholds(),
        NeedsInformation: needs_informations(),
        WhyNot: why_nots(),
        Change: changes(),
        Counterfactual: counterfactuals(),
        Counterfactuals: many_counterfactuals(),
        FormOption: form_options(),
        RouteOption: route_options(),
        FormOptions: form_rankings(),
        RouteOptions: route_rankings(),
    }


def _answered(case: Case, made: tuple[Change, ...]) -> Counterfactual:
    return Counterfactual(changes=made, case=case, decision=assess(case.situation, case.proposal))


def _tuples(items: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=2).map(tuple)


def _plans() -> SearchStrategy[Plan]:
    return st.one_of(dose_plans(), topical_plans())


def _told() -> dict[str, SearchStrategy[Any]]:
    """What every answer carries."""
    return {
        "findings": _tuples(findings()),
        "acknowledged": _tuples(acknowledgements()),
        "not_checked": _tuples(not_checkeds()),
        "edition": texts(),
        "disclaimer": texts(),
    }


def _ranked() -> dict[str, SearchStrategy[Any]]:
    """What every option carries."""
    return {
        "rank": st.integers(1, len(Form)),
        "answer": st.sampled_from(Answer),
        "reasons_for": _tuples(findings()),
        "against": _tuples(findings()),
        "blocking": _tuples(findings()),
        "missing": _tuples(texts()),
        "not_checked": _tuples(not_checkeds()),
    }


def _heading() -> dict[str, SearchStrategy[Any]]:
    """What every ranking carries."""
    return {
        "aims": st.frozensets(st.sampled_from(Aim)),
        "domains": st.frozensets(st.sampled_from(Domain)),
        "unserved": _tuples(texts()),
        "edition": texts(),
        "disclaimer": texts(),
    }


for _kind, _strategy in _registered().items():
    st.register_type_strategy(_kind, _strategy)

# What is lived, day by day, has strategies of its own, made of these; they register themselves as well.
for _room in ("clock_strategies", "course_strategies"):
    import_module(f"alpims_mg.testing.{_room}")
