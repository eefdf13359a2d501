"""One row of a register as a case, and its scalar answer: what every column is held against."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeVar, final

import attrs

from alpims_mg.adapters.frames import readings
from alpims_mg.adapters.frames.readings import Taken, Unread
from alpims_mg.adapters.frames.schema import PATHS, SCHEMA
from alpims_mg.assessment.evaluation import assess, evaluate
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, Offer
from alpims_mg.model.findings import Verdict, worst
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Form, Intent, Tolerance
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import Rulebook

T = TypeVar("T")
Row = Mapping[str, object]

ORDER: Final = {column.path: place for place, column in enumerate(SCHEMA)}


@final
@attrs.frozen(kw_only=True)
class ReadRow:
    """A row that was read: the case as far as it goes, and the paths of what could not be read.

    Without a readable proposal there is no case; ``unread`` then names what the proposal lacks.
    """

    situation: Situation
    proposal: Proposal | None
    unread: tuple[str, ...]


@final
@attrs.frozen(kw_only=True)
class RowAnswer:
    """What is told of a row in the added columns; ``binding`` in the order of the ids."""

    decision: Answer
    verdict: Verdict | None
    binding: tuple[str, ...]
    missing: tuple[str, ...]
    first: Elemental | None
    last: Elemental | None
    rungs: int | None


def read_row(row: Row, rulebook: Rulebook) -> ReadRow:
    """The case that a row states, by our names for its columns."""
    unread: set[str] = set()

    def told(name: str, read: Callable[[object], T | Unread]) -> T | None:
        value = read(row.get(name))
        if value is readings.STRANGE:
            unread.add(PATHS[name])
        return None if isinstance(value, Unread) else value

    kidney, egfr = told("kidney", readings.read_kidney), told("egfr", readings.read_egfr)
    taken, as_of = told("kidney_date", readings.read_day), told("as_of", readings.read_day)
    if taken is not None and (kidney or egfr) is None:
        unread.add(PATHS["kidney_date"])
        taken = None
    if not _in_order(taken, as_of):
        unread.add(PATHS["kidney_date"])
        taken = None
    other = told("other_magnesium_mg", readings.read_amount)
    situation = Situation(
        zone=told("zone", readings.read_zone),
        tolerance=told("tolerance", readings.read_tolerance) or Tolerance.UNPROVEN,
        age_years=told("age_years", readings.read_age),
        kidney=kidney,
        egfr=egfr,
        kidney_date=taken,
        as_of=as_of,
        conditions=told("conditions", readings.read_conditions),
        medicines=told("medicines", readings.read_medicines),
        other_magnesium=other,
        avoids=told("avoids", readings.read_avoids) or frozenset(),
        acknowledged=told("acknowledged", lambda cell: readings.read_acknowledged(cell, rulebook)) or (),
    )
    target = told("target_mg", lambda cell: readings.read_target(cell, rulebook))
    current = told("current_daily_mg", readings.read_amount)
    hold = told("hold_days", lambda cell: readings.read_hold(cell, rulebook))
    intent, product, lacking = _asked(row)
    if intent is None or product is None:
        return ReadRow(situation=situation, proposal=None, unread=lacking)
    if isinstance(product, Capsule):
        ingredients = told("ingredients", readings.read_ingredients)
        product = attrs.evolve(product, ingredients=ingredients)
    held = {} if hold is None else {"hold_days": hold}
    proposal = Proposal(intent=intent, product=product, target=target, current_daily=current, **held)
    return ReadRow(situation=situation, proposal=proposal, unread=in_order(unread))


def _in_order(taken: date | None, as_of: date | None) -> bool:
    return taken is None or (as_of is not None and taken <= as_of)


def _asked(row: Row) -> tuple[Intent | None, Product | None, tuple[str, ...]]:
    """What is asked for and what is taken, and what of both is not there or cannot be read."""
    intent, taken = readings.read_intent(row.get("intent")), readings.read_taken(row.get("product"))
    lacking = [name for name, value in (("intent", intent), ("product", taken)) if isinstance(value, Unread)]
    product: Product | None = None
    if taken is Taken.CAPSULE:
        form = readings.read_form(row.get("form"))
        product = read_capsule(form, row.get("elemental_mg"), row.get("divides_into"))
        if product is None:
            strength, parts = read_strength(row.get("elemental_mg")), read_parts(row.get("divides_into"))
            facts = (("form", form), ("elemental_mg", strength), ("divides_into", parts))
            lacking += (name for name, value in facts if isinstance(value, Unread))
    elif isinstance(taken, Taken) and taken.vehicle:
        product = Topical(vehicle=taken.vehicle)
    return None if isinstance(intent, Unread) else intent, product, in_order(PATHS[name] for name in lacking)


def read_capsule(form: Form | Unread, strength: object, parts: object) -> Capsule | None:
    """The capsule of a row, without its ingredients; None where it cannot be read."""
    elemental, division = readings.read_amount(strength), readings.read_division(parts)
    if isinstance(form, Unread) or isinstance(elemental, Unread) or isinstance(division, Unread):
        return None
    try:
        return Capsule(form=form, elemental=elemental, divides_into=division)
    except InvalidInputError:
        return None


def read_strength(cell: object) -> Elemental | Unread:
    """The strength of one capsule, as a capsule may have it."""
    if cell is None:
        return readings.ABSENT
    capsule = read_capsule(next(iter(Form)), cell, 1)
    return readings.STRANGE if capsule is None else capsule.elemental


def read_parts(cell: object) -> int | Unread:
    """Into how many parts a capsule divides, as one may."""
    if cell is None:
        return readings.ABSENT
    capsule = read_capsule(next(iter(Form)), 1, cell)
    return readings.STRANGE if capsule is None else capsule.divides_into


def in_order(paths: Any) -> tuple[str, ...]:
    """Paths without repetition, in the order of the schema."""
    return tuple(sorted(set(paths), key=ORDER.__getitem__))


def decided(read: ReadRow, rulebook: Rulebook) -> Decision:
    """The scalar answer of a row that was read.

    What cannot be read is never permission: unless something withholds, its path is among what is missing. Without a
    readable proposal nothing can be found, and nothing but what it lacks is named.
    """
    if read.proposal is None:
        notice = rulebook.notices[Notice.DISCLAIMER].then
        return NeedsInformation(findings=(), edition=rulebook.edition, disclaimer=notice, missing=read.unread)
    decision = assess(read.situation, read.proposal, rulebook=rulebook)
    match decision:
        case NeedsInformation(missing=missing):
            return attrs.evolve(decision, missing=in_order((*missing, *read.unread)))
        case Offer() | Consult() if read.unread:
            return NeedsInformation(
                findings=decision.findings,
                acknowledged=decision.acknowledged,
                not_checked=decision.not_checked,
                edition=decision.edition,
                disclaimer=decision.disclaimer,
                missing=read.unread,
            )
        case _:
            return decision


def answered(row: Row, rulebook: Rulebook) -> RowAnswer:
    """What the added columns are to say of a row: as ``decided``, without what may be done instead."""
    read = read_row(row, rulebook)
    if read.proposal is None:
        return RowAnswer(
            decision=Answer.NEEDS_INFORMATION,
            verdict=None,
            binding=(),
            missing=read.unread,
            first=None,
            last=None,
            rungs=None,
        )
    view = evaluate(read.situation, read.proposal, rulebook)
    lacks = in_order((*map(str, view.missing), *read.unread))
    decision = Answer.NEEDS_INFORMATION if lacks and view.answer is not Answer.WITHHOLD else view.answer
    binding = {Answer.WITHHOLD: view.withheld, Answer.CONSULT: view.asks}.get(decision, ())
    planned = decision in (Answer.OFFER, Answer.CONSULT) and isinstance(view.plan, DosePlan)
    steps = view.plan.steps if planned and isinstance(view.plan, DosePlan) else ()
    return RowAnswer(
        decision=decision,
        verdict=worst(one.verdict for one in view.findings),
        binding=tuple(sorted({one.rule for one in binding})),
        missing=lacks if decision is Answer.NEEDS_INFORMATION else (),
        first=steps[0].daily if steps else None,
        last=steps[-1].daily if steps else None,
        rungs=len(steps) or None,
    )
