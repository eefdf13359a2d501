"""Strategies for findings with their sources, and for plans."""

from typing import Any, Final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.intakes import Intake
from alpims_mg.model.limit_checks import DoseBand, LimitCheck, LimitOutcome
from alpims_mg.model.plans import DosePlan, Step, TopicalPlan
from alpims_mg.model.provenance import Certainty, Citation, Source, SourceKind
from alpims_mg.model.separations import DoseSeparation
from alpims_mg.model.vocabulary import Severity, TimeOfDay, Vehicle
from alpims_mg.testing.strategies.basics import (
    elementals,
    portions,
    short_tuples,
    template_values,
    templates,
    texts,
    times_of_day,
)

__all__ = [
    "citations",
    "dose_plans",
    "findings",
    "intakes",
    "limit_checks",
    "separations",
    "sources",
    "steps",
    "topical_plans",
]


def sources() -> SearchStrategy[Source]:
    """A strategy for any source: a document with a title."""
    return st.builds(Source, title=texts(), kind=st.sampled_from(SourceKind), url=st.none() | texts())


def citations() -> SearchStrategy[Citation]:
    """A strategy for any citation: a place in any source, with the claim made there and its certainty."""
    return st.builds(Citation, source=sources(), place=texts(), claim=texts(), certainty=st.sampled_from(Certainty))


def separations() -> SearchStrategy[DoseSeparation]:
    """A strategy for any separation: whole hours from 0 to 24 in each direction."""
    return st.builds(DoseSeparation, medicine_to_magnesium=st.integers(0, 24), magnesium_to_medicine=st.integers(0, 24))


def findings(*, verdicts: SearchStrategy[Verdict] = st.sampled_from(Verdict)) -> SearchStrategy[Finding]:
    """A strategy for any finding, whether or not a rule can produce it."""
    return st.builds(
        Finding,
        rule=texts(),
        verdict=verdicts,
        because=templates(),
        numbers=template_values(),
        cites=short_tuples(citations()),
        about=st.none() | texts(),
        separation=st.none() | separations(),
        severity=st.none() | st.sampled_from(Severity),
        supposed=st.booleans(),
    )


def intakes() -> SearchStrategy[Intake]:
    """A strategy for any intake, at any of the four times of day."""
    return st.builds(
        Intake,
        at=st.sampled_from(TimeOfDay),
        portion=portions(),
        elemental=elementals(most_nanograms=10**9),
        with_food=st.booleans(),
        clock=st.none() | times_of_day(),
    )


def steps(*, first_day: int = 1, days: SearchStrategy[int | None] | None = None) -> SearchStrategy[Step]:
    """A strategy for any step of a plan that begins on ``first_day``. One without an end can have a hold of its own."""
    lengths = st.none() | st.integers(1, 28) if days is None else days
    intake_lists = st.lists(intakes(), min_size=1, max_size=3).map(tuple)
    step = st.builds(Step, first_day=st.just(first_day), days=lengths, intakes=intake_lists)
    holds = st.none() | st.integers(1, 28)
    return st.builds(_with_hold, step, holds)


def _with_hold(step: Step, hold: int | None) -> Step:
    return attrs.evolve(step, hold=hold) if step.days is None else step


@st.composite
def limit_checks(draw: st.DrawFn) -> LimitCheck:
    """A strategy for any check of a limit. The outcome agrees with the level and the amount, or is ``BINDING``."""
    level, amount = draw(elementals(most_nanograms=10**9)), draw(elementals(most_nanograms=10**9))
    outcome = LimitOutcome.WITHIN if amount <= level else LimitOutcome.EXCEEDED
    return LimitCheck(
        rule=draw(texts()),
        level=level,
        amount=amount,
        outcome=draw(st.sampled_from((LimitOutcome.BINDING, outcome))),
        because=draw(texts()),
        cites=draw(short_tuples(citations())),
    )


@st.composite
def dose_bands(draw: st.DrawFn) -> DoseBand:
    """A strategy for any range of daily amounts."""
    ends = sorted((draw(elementals(most_nanograms=10**9)), draw(elementals(most_nanograms=10**9))))
    return DoseBand(what=draw(texts()), least=ends[0], most=ends[1])


@st.composite
def dose_plans(draw: st.DrawFn) -> DosePlan:
    """A strategy for any plan whose steps follow one another without a gap."""
    earlier: list[Step] = []
    day = 1
    for days in draw(st.lists(st.integers(1, 28), max_size=4)):
        earlier.append(draw(steps(first_day=day, days=st.just(days))))
        day += days
    last = draw(steps(first_day=day, days=st.none()))
    return DosePlan(
        steps=(*earlier, last),
        advice=draw(short_tuples(findings())),
        limits=draw(short_tuples(limit_checks())),
        bands=draw(short_tuples(dose_bands())),
    )


def topical_plans() -> SearchStrategy[TopicalPlan]:
    """A strategy for any plan for topical magnesium, with or without a patch test."""
    return st.builds(
        TopicalPlan, vehicle=st.sampled_from(Vehicle), patch_test=st.booleans(), advice=short_tuples(findings())
    )


STRATEGIES: Final[dict[type[Any], SearchStrategy[Any]]] = {
    Source: sources(),
    Citation: citations(),
    DoseSeparation: separations(),
    Finding: findings(),
    Intake: intakes(),
    Step: steps(),
    LimitCheck: limit_checks(),
    DoseBand: dose_bands(),
    DosePlan: dose_plans(),
    TopicalPlan: topical_plans(),
}
