"""Reads one row of a register and answers it by ``assess``. The columns that ``assess_frame`` adds must agree."""

from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date
from typing import Final, TypeVar, final

import attrs

from alpims_mg.adapters.frames import number_readings, readings
from alpims_mg.adapters.frames.effects import hours_text
from alpims_mg.adapters.frames.medicine_words import read_medicine, read_medicines
from alpims_mg.adapters.frames.readings import NoValue, ProductKind
from alpims_mg.adapters.frames.schema import PATHS, SCHEMA
from alpims_mg.assessment.assessing import assess, words_for
from alpims_mg.assessment.case_questions import questions_about
from alpims_mg.assessment.evaluation import evaluate
from alpims_mg.dosing.rungs import Schedule
from alpims_mg.model.answer_blocks import counted
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, NotChecked, Offer
from alpims_mg.model.findings import Verdict, separations_of, worst
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.proposals import Proposal, lowering_faults
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Condition, FactList, Form, Intent, Tolerance, Vehicle
from alpims_mg.rulebook.answer_words import AnswerKind
from alpims_mg.rulebook.consults import Gap, Notice
from alpims_mg.rulebook.current import Rulebook

T = TypeVar("T")
Row = Mapping[str, object]

_FITTED: Final = {PATHS["target_mg"], PATHS["lower_to_mg"]}
"""The paths of the amounts that must fit the intent. If one cannot be read, also a proposal to take less asks for it.
If its present amount cannot be read, that is not stated, so ``assess`` asks for it."""
_SUPPOSED_PRODUCT: Final = Capsule(form=next(iter(Form)), elemental=Elemental.mg(100), divides_into=4)
"""Where a row states no whole product, the facts that this capsule needs are the missing ones."""
_POSITION_BY_PATH: Final = {column.path: position for position, column in enumerate(SCHEMA)}


@final
@attrs.frozen(kw_only=True)
class ReadRow:
    """What one row states: a situation and a proposal. ``unread`` lists the JSON paths of cells that cannot be read.

    If some fact that a proposal requires is missing, ``proposal`` is None, and ``unread`` also lists the paths of all
    facts that are missing: those that a first capsule needs, unless another intent or product is stated. If the
    proposal is to take less, ``unread`` lists only the target and the amount to go down to.
    ``not_needed`` then lists the other paths: what these cells hold counts as not stated.
    """

    situation: Situation
    proposal: Proposal | None
    unread: tuple[str, ...]
    not_needed: tuple[str, ...] = ()


@final
@attrs.frozen(kw_only=True)
class RowAnswer:
    """The values that the columns added by ``assess_frame`` must have for one row.

    ``binding`` lists the ids of the rules behind the answer, sorted. ``missing`` lists the JSON paths of missing
    facts. ``first`` and ``last`` are the daily amounts on the first and the last rung of the plan, and ``rungs`` counts
    the rungs; all three are None without a plan. ``hours`` has the hours to keep from each medicine, as a text.
    """

    decision: Answer
    verdict: Verdict | None
    binding: tuple[str, ...]
    missing: tuple[str, ...]
    first: Elemental | None
    last: Elemental | None
    rungs: int | None
    hours: str


def read_row(row: Row, rulebook: Rulebook) -> ReadRow:
    """A ``ReadRow``: what a row states. ``row`` maps usual names of columns to cells."""
    unread: set[str] = set()

    def value_of(name: str, read: Callable[[object], T | NoValue]) -> T | None:
        value = read(row.get(name))
        if value is readings.INVALID:
            unread.add(PATHS[name])
        return None if isinstance(value, NoValue) else value

    kidney, egfr = value_of("kidney", readings.read_kidney), value_of("egfr", number_readings.read_egfr)
    kidney_date, as_of = value_of("kidney_date", readings.read_day), value_of("as_of", readings.read_day)
    if kidney_date is not None and (kidney or egfr) is None:
        unread.add(PATHS["kidney_date"])
        kidney_date = None
    if not _in_date_order(kidney_date, as_of):
        unread.add(PATHS["kidney_date"])
        kidney_date = None

    def values_of(
        name: str, read: Callable[[object], Iterable[T] | NoValue], read_word: Callable[[object], T | NoValue]
    ) -> tuple[T, ...] | None:
        values = value_of(name, read)
        if PATHS[name] in unread:
            return readings.readable(row.get(name), read_word)
        return None if values is None else tuple(values)

    stated = values_of("conditions", readings.read_conditions, readings.read_condition)
    others = values_of("other_conditions", readings.read_other_conditions, readings.read_other_condition)
    medicines = values_of("medicines", read_medicines, read_medicine)
    in_part = values_of("partial", readings.read_partial, readings.read_fact_list) or ()
    absent = {one for one, items in ((FactList.CONDITIONS, stated), (FactList.MEDICINES, medicines)) if items is None}
    other_magnesium = value_of("other_magnesium_mg", number_readings.read_amount)
    situation = Situation(
        zone=value_of("zone", readings.read_zone),
        tolerance=value_of("tolerance", readings.read_tolerance) or Tolerance.UNPROVEN,
        age_years=value_of("age_years", lambda cell: number_readings.read_age(cell, rulebook)),
        kidney=kidney,
        egfr=egfr,
        kidney_date=kidney_date,
        as_of=as_of,
        conditions=None if stated is None else [word for word in stated if isinstance(word, Condition)],
        other_conditions=(*(others or ()), *(word for word in stated or () if isinstance(word, str))),
        medicines=medicines,
        partial=frozenset(in_part) - absent,
        other_magnesium=other_magnesium,
        avoids=frozenset(values_of("avoids", readings.read_avoids, readings.read_additive) or ()),
        acknowledged=value_of("acknowledged", lambda cell: readings.read_acknowledged(cell, rulebook)) or (),
    )
    target = value_of("target_mg", lambda cell: number_readings.read_target(cell, rulebook))
    current = value_of("current_daily_mg", number_readings.read_amount)
    lower_to = value_of("lower_to_mg", number_readings.read_amount)
    hold_days = value_of("hold_days", lambda cell: number_readings.read_hold(cell, rulebook))
    intent, product, lacking = _read_intent_and_product(row)
    supposed = intent or Intent.START
    product = product or _SUPPOSED_PRODUCT
    unfit = {fault.path for fault in lowering_faults(supposed, target, current, lower_to)}
    unread.update(PATHS[f"{name}_mg"] for name in unfit if intent)
    target, lower_to = (None if "target" in unfit else target), (None if "lower_to" in unfit else lower_to)
    product = attrs.evolve(
        product, ingredients=values_of("ingredients", readings.read_ingredients, readings.read_ingredient)
    )
    if isinstance(product, Capsule):
        product = attrs.evolve(product, dosage_form=value_of("dosage_form", readings.read_dosage_form))
    proposal = Proposal(intent=supposed, product=product, target=target, current_daily=current, lower_to=lower_to)
    if hold_days is not None:
        proposal = attrs.evolve(proposal, hold_days=hold_days)
    not_needed = unread - _FITTED if intent is Intent.LOWER else set[str]()
    if lacking:
        missing = map(str, evaluate(situation, proposal, rulebook).missing)
        named = in_schema_order((*lacking, *missing, *(unread - not_needed)))
        return ReadRow(situation=situation, proposal=None, unread=named)
    return ReadRow(
        situation=situation,
        proposal=proposal,
        unread=in_schema_order(unread - not_needed),
        not_needed=in_schema_order(not_needed),
    )


def _in_date_order(kidney_date: date | None, as_of: date | None) -> bool:
    return kidney_date is None or (as_of is not None and kidney_date <= as_of)


def _read_intent_and_product(row: Row) -> tuple[Intent | None, Product | None, tuple[str, ...]]:
    """Three values: the intent, the product without its ingredients, and the JSON paths of facts missing in these.

    The intent is None if it has no value. The product is None if one of its facts has no value. If the kind of product
    has none, the facts of a capsule are missing too.
    """
    intent, kind = readings.read_intent(row.get("intent")), readings.read_product_kind(row.get("product"))
    lacking = [name for name, value in (("intent", intent), ("product", kind)) if isinstance(value, NoValue)]
    product: Product | None
    if isinstance(kind, ProductKind) and kind.vehicle:
        product = Topical(vehicle=kind.vehicle)
    else:
        form = readings.read_form(row.get("form"))
        strength = number_readings.read_strength(row.get("elemental_mg"))
        parts = number_readings.read_parts(row.get("divides_into"))
        product = None if isinstance(kind, NoValue) else _capsule(form, strength, parts)
        facts = (("form", form), ("elemental_mg", strength), ("divides_into", parts))
        lacking += (name for name, value in facts if isinstance(value, NoValue))
    paths = in_schema_order(PATHS[name] for name in lacking)
    return None if isinstance(intent, NoValue) else intent, product, paths


def _capsule(form: Form | NoValue, strength: Elemental | NoValue, parts: int | NoValue) -> Capsule | None:
    """A capsule without ingredients. None if one of the three has no value, or if ``Capsule`` does not allow them."""
    if isinstance(form, NoValue) or isinstance(strength, NoValue) or isinstance(parts, NoValue):
        return None
    return Capsule(form=form, elemental=strength, divides_into=parts)


def in_schema_order(paths: Iterable[str]) -> tuple[str, ...]:
    """Each of these JSON paths once, in the order of the columns in ``SCHEMA``."""
    return tuple(sorted(set(paths), key=_POSITION_BY_PATH.__getitem__))


def decide(read: ReadRow, rulebook: Rulebook) -> Decision:
    """The answer for a row: that of ``assess``, or needs-information if some cell cannot be read.

    If a rule withholds, the answer is withhold all the same. If the proposal is to take less, a cell that it does not
    need and that cannot be read is only listed as not checked. A needs-information answer lists the path of each
    cell that cannot be read among the missing facts. Without a proposal it has no findings.
    """
    if read.proposal is None:
        disclaimer = rulebook.notices[Notice.DISCLAIMER].then
        return NeedsInformation(
            words=_words_of_questions(read.unread, _ANY_START, rulebook),
            findings=(),
            edition=rulebook.edition,
            disclaimer=disclaimer,
            missing=read.unread,
            questions=questions_about(read.unread, partial=read.situation.partial, rulebook=rulebook),
        )
    decision = assess(read.situation, read.proposal, rulebook=rulebook)
    if read.not_needed:
        because = rulebook.gaps[Gap.NOT_READ].then
        gaps = (NotChecked(path=path, because=because) for path in read.not_needed)
        decision = attrs.evolve(decision, not_checked=(*decision.not_checked, *gaps))
    partial = read.situation.partial
    match decision:
        case NeedsInformation(missing=missing):
            missing = in_schema_order((*missing, *read.unread))
            questions = questions_about(missing, partial=partial, rulebook=rulebook)
            words = _words_of_questions(missing, read.proposal, rulebook)
            return attrs.evolve(decision, words=words, missing=missing, questions=questions)
        case Offer() | Consult() if read.unread:
            return NeedsInformation(
                findings=decision.findings,
                acknowledged=decision.acknowledged,
                not_checked=decision.not_checked,
                edition=decision.edition,
                disclaimer=decision.disclaimer,
                words=_words_of_questions(read.unread, read.proposal, rulebook),
                missing=read.unread,
                questions=questions_about(read.unread, partial=partial, rulebook=rulebook),
            )
        case _:
            return decision


_ANY_START: Final = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
"""A start. The words that ask for facts are the same for every product."""


def _words_of_questions(missing: Sized, proposal: Proposal, rulebook: Rulebook) -> AnswerWords:
    return words_for(AnswerKind.NEEDS_INFORMATION, proposal, rulebook, {"questions": counted(len(missing))})


def answer_row(row: Row, rulebook: Rulebook) -> RowAnswer:
    """A ``RowAnswer``: the values that the added columns must have for a row. They agree with ``decide``."""
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
            hours="",
        )
    evaluation = evaluate(read.situation, read.proposal, rulebook)
    missing = in_schema_order((*map(str, evaluation.missing), *read.unread))
    withheld = evaluation.answer is Answer.WITHHOLD
    decision = Answer.NEEDS_INFORMATION if missing and not withheld else evaluation.answer
    binding = {Answer.WITHHOLD: evaluation.withheld, Answer.CONSULT: evaluation.asks}.get(decision, ())
    has_plan = decision in (Answer.OFFER, Answer.CONSULT) and isinstance(evaluation.schedule, Schedule)
    steps = evaluation.schedule.steps if has_plan and isinstance(evaluation.schedule, Schedule) else ()
    return RowAnswer(
        decision=decision,
        verdict=worst(finding.verdict for finding in evaluation.findings),
        binding=tuple(sorted({finding.rule for finding in binding})),
        missing=missing if decision is Answer.NEEDS_INFORMATION else (),
        first=steps[0].daily if steps else None,
        last=steps[-1].daily if steps else None,
        rungs=len(steps) or None,
        hours=hours_text(separations_of(evaluation.findings)),
    )
