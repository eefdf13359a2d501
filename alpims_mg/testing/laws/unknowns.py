"""The law of what is not known: each fact that a case can leave out is left out in turn, and given values in turn."""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import Any, Final, NamedTuple, final

import attrs

from alpims_mg.assessment.acknowledging import acknowledge
from alpims_mg.assessment.assessing import assess
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, Offer, Withhold
from alpims_mg.model.findings import worst
from alpims_mg.model.products import Capsule, Product
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.model.routines import Routine
from alpims_mg.model.separations import strictest
from alpims_mg.model.situations import Medicine, Situation
from alpims_mg.model.vocabulary import (
    Condition,
    DosageForm,
    FactList,
    Intent,
    KidneyFunction,
    MedicineClass,
    MedicineRoute,
    Tolerance,
    Zone,
)
from alpims_mg.rulebook.consults import Fact, FactKey, Need
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.testing.laws.acknowledgements import an_offer_never_rests_on_a_value_that_would_withhold
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "LeftOut",
    "a_fact_left_out_is_never_milder",
    "a_partial_list_is_never_permission",
    "facts_left_out",
    "unknown_is_never_permission",
]

Question = tuple[Situation, Proposal]


@final
class LeftOut(NamedTuple):
    """A case without one fact, and the same case with each of several values of that fact.

    ``fact`` is the path of the fact, such as ``situation.kidney``. No case has an acknowledgement.
    """

    fact: str
    unknown: Question
    stated: tuple[Question, ...]


def unknown_is_never_permission(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that an answer with a needed fact missing is neither an offer nor a consult.

    Also verify that an answer with all needed facts stated asks for no fact, and that it helps nobody to leave out a
    fact of the situation, of the product or of a medicine: see ``a_fact_left_out_is_never_milder``.
    """
    lowers = proposal.intent is Intent.LOWER
    needed: list[object] = [] if lowers else [situation.zone]
    if lowers and isinstance(proposal.product, Capsule):
        needed.append(proposal.current_daily or (proposal.lower_to == Elemental.mg(0) or None))
    elif isinstance(proposal.product, Capsule):
        needed += [situation.age_years, situation.kidney or situation.egfr]
        needed += [situation.whole_conditions, situation.whole_medicines, situation.other_magnesium]
        if proposal.intent is not Intent.START:
            needed.append(proposal.current_daily)
    decision = assess(situation, proposal, rulebook=rulebook)
    if None in needed:
        refuses = isinstance(decision, Withhold | NeedsInformation)
        verify(refuses, "the answer permits although a fact is missing", situation, proposal)
    else:
        complete = not isinstance(decision, NeedsInformation)
        verify(complete, "the answer asks for facts although all are stated", situation, proposal)
    for left_out in facts_left_out(situation, proposal):
        a_fact_left_out_is_never_milder(left_out, rulebook)


def a_partial_list_is_never_permission(
    situation: Situation, proposal: Proposal, partial: Iterable[FactList], rulebook: Rulebook = CURRENT
) -> None:
    """Verify what an answer keeps to if only a part of some lists is stated, in place of the whole lists.

    ``partial`` names these lists; one that is not stated is passed over. The answer permits no more, and has the same
    findings. Where it needs one of the lists, it is neither an offer nor a consult. It says of each list that the rest
    is not checked, unless it does not depend on that list. Who then states that there is nothing else gets the answer
    to the whole lists.
    """
    stated = {FactList.CONDITIONS: situation.conditions, FactList.MEDICINES: situation.medicines}
    named = frozenset(one for one in partial if stated[one] is not None)
    whole, in_part = (attrs.evolve(situation, partial=lists) for lists in ((), named))
    answer, about_whole = (assess(facts, proposal, rulebook=rulebook) for facts in (in_part, whole))
    no_more = answer.answer.permission <= about_whole.answer.permission
    verify(no_more, "a part of a list permits more than the whole", in_part, proposal)
    same = set(answer.findings) == set(about_whole.findings)
    verify(same, "a part of a list has other findings than the whole", in_part, proposal)
    gaps = {gap.path for gap in answer.not_checked}
    for one in named:
        fact = Fact(f"situation.{one}")
        need = rulebook.facts[FactKey(fact=fact, route=proposal.product.route, intent=proposal.intent)].then
        refuses = isinstance(answer, Withhold | NeedsInformation)
        verify(need is not Need.NEEDED or refuses, "an answer permits although a list is partial", in_part, proposal)
        verify(need is Need.UNUSED or fact.value in gaps, "the rest of a list is not named", in_part, proposal)


def a_fact_left_out_is_never_milder(left_out: LeftOut, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a case without a fact is as strict as it must be, if some value of the fact would withhold it.

    Then the case is no offer without the fact, unless a clinician has acknowledged a finding about this very gap. It is
    also no milder than with each value that only asks or cautions: in its answer, in its strictest verdict, and in the
    hours between each medicine and magnesium.
    """
    situation, proposal = left_out.unknown
    unknown = assess(situation, proposal, rulebook=rulebook)
    if isinstance(unknown, Withhold | NeedsInformation):
        return
    answers = [(question, assess(*question, rulebook=rulebook)) for question in left_out.stated]
    withheld = [question for question, answer in answers if isinstance(answer, Withhold)]
    verify(not (withheld and isinstance(unknown, Offer)), "an offer rests on a fact that is not stated", *left_out)
    signed = acknowledge(unknown, reason="discussed in clinic")
    agreed = attrs.evolve(situation, acknowledged=signed)
    for question in withheld:
        an_offer_never_rests_on_a_value_that_would_withhold(agreed, proposal, *question, rulebook)
    for question, answer in answers:
        if withheld and not isinstance(answer, Withhold):
            _verify_not_milder(unknown, answer, left_out.fact, *left_out.unknown, *question)


def _verify_not_milder(unknown: Decision, stated: Decision, *case: object) -> None:
    no_more = unknown.answer.permission <= stated.answer.permission
    verify(no_more, "a fact that is left out permits more", *case)
    if isinstance(unknown, Consult) and isinstance(stated, Consult):
        verdicts = [worst(found.verdict for found in decision.findings) for decision in (unknown, stated)]
        verify(verdicts[0].severity >= verdicts[1].severity, "a fact that is left out has a milder finding", *case)
        kept = strictest(*unknown.separation_by_medicine().values())
        for separation in stated.separation_by_medicine().values():
            verify(strictest(kept, separation) == kept, "a fact that is left out shortens an interval", *case)


def facts_left_out(situation: Situation, proposal: Proposal) -> Iterator[LeftOut]:
    """Yield a ``LeftOut`` for each fact of a situation, a product and a medicine that can be left out.

    The additives that a person avoids, a target and a hold are wishes, and no facts.
    """
    situation = attrs.evolve(situation, acknowledged=())
    yield from _facts_of_the_situation(situation, proposal)
    yield from _facts_of_the_kidneys(situation, proposal)
    yield from _facts_of_the_medicines(situation, proposal)
    yield from _facts_of_the_proposal(situation, proposal)


def _facts_of_the_situation(situation: Situation, proposal: Proposal) -> Iterator[LeftOut]:
    values: dict[str, tuple[Any, Iterable[Any]]] = {
        "zone": (None, Zone),
        "tolerance": (Tolerance.UNPROVEN, Tolerance),
        "age_years": (None, _AGES),
        "other_magnesium": (None, _AMOUNTS),
        "routine": (None, _ROUTINES),
    }
    own_words = attrs.evolve(situation, other_conditions=(*situation.other_conditions, _UNKNOWN_NAME))
    named = (attrs.evolve(situation, conditions={*(situation.conditions or ()), one}) for one in Condition)
    yield LeftOut("situation.other_conditions", (own_words, proposal), tuple((one, proposal) for one in named))
    for fact, (unknown, known) in values.items():
        changes: list[dict[str, Any]] = [{fact: value} for value in (unknown, *known)]
        cases = [(attrs.evolve(situation, **change), proposal) for change in changes]
        yield LeftOut(f"situation.{fact}", cases[0], tuple(cases[1:]))
    yield from _lists_of_the_situation(situation, proposal)


def _lists_of_the_situation(situation: Situation, proposal: Proposal) -> Iterator[LeftOut]:
    """Each list, not stated at all, and the rest of each list of which only a part is stated."""
    conditions = [(), *([condition] for condition in Condition)]
    medicines = [(), *([medicine] for medicine in _MEDICINES)]
    for one, known in ((FactList.CONDITIONS, conditions), (FactList.MEDICINES, medicines)):
        others = situation.partial - {one}
        changes: list[dict[str, Any]] = [{str(one): value, "partial": others} for value in (None, *known)]
        unknown, *cases = ((attrs.evolve(situation, **change), proposal) for change in changes)
        yield LeftOut(f"situation.{one}", unknown, tuple(cases))
        held = getattr(situation, str(one)) or ()
        in_part: dict[str, Any] = {str(one): held, "partial": others | {one}}
        wholes: list[dict[str, Any]] = [{str(one): [*held, *more], "partial": others} for more in known]
        stated = tuple((attrs.evolve(situation, **whole), proposal) for whole in wholes)
        yield LeftOut("situation.partial", (attrs.evolve(situation, **in_part), proposal), stated)


def _facts_of_the_kidneys(situation: Situation, proposal: Proposal) -> Iterator[LeftOut]:
    """The kidney function, not stated, not assessed or known from an old result, and the day of a result."""
    today = situation.as_of or _TODAY
    without = attrs.evolve(situation, kidney=None, egfr=None, kidney_date=None, as_of=today)
    known = tuple((attrs.evolve(without, kidney=function), proposal) for function in KidneyFunction)
    old = today - timedelta(days=400)
    stale = attrs.evolve(without, kidney=KidneyFunction.NORMAL, kidney_date=old)
    for unknown in (without, attrs.evolve(without, kidney=KidneyFunction.NOT_ASSESSED), stale):
        yield LeftOut("situation.kidney", (unknown, proposal), known)
    if situation.kidney or situation.egfr:
        undated, *dated = (attrs.evolve(situation, as_of=today, kidney_date=day) for day in (None, today, old))
        yield LeftOut("situation.kidney_date", (undated, proposal), tuple((one, proposal) for one in dated))


def _facts_of_the_medicines(situation: Situation, proposal: Proposal) -> Iterator[LeftOut]:
    medicines = situation.medicines or ()
    for i, medicine in enumerate(medicines):
        values: dict[str, Iterable[Medicine]] = {
            "name": (Medicine(name=name) for name in (_UNKNOWN_NAME, *map(str, _MEDICINES))),
            "route": (attrs.evolve(medicine, route=route) for route in (MedicineRoute.UNKNOWN, *MedicineRoute)),
            "taken_at": (attrs.evolve(medicine, taken_at=times) for times in ((), *_TIMES)),
        }
        if MedicineClass.MAGNESIUM_MEDICINE in medicine_classes(medicine).classes:
            values["magnesium"] = (attrs.evolve(medicine, magnesium=amount) for amount in (None, *_AMOUNTS))
        for fact, written in values.items():
            lists = [(*medicines[:i], one, *medicines[i + 1 :]) for one in written]
            if all(len(set(map(str, taken))) == len(taken) for taken in lists):
                cases = [(attrs.evolve(situation, medicines=taken), proposal) for taken in lists]
                yield LeftOut(f"situation.medicines[{i}].{fact}", cases[0], tuple(cases[1:]))


def _facts_of_the_proposal(situation: Situation, proposal: Proposal) -> Iterator[LeftOut]:
    if proposal.intent is not Intent.START:
        amounts = (None, *(amount for amount in _AMOUNTS if amount.nanograms))
        cases = [(situation, attrs.evolve(proposal, lower_to=None, current_daily=amount)) for amount in amounts]
        yield LeftOut("proposal.current_daily", cases[0], tuple(cases[1:]))
    values: dict[str, Iterable[Any]] = {"ingredients": _INGREDIENTS}
    if isinstance(proposal.product, Capsule):
        values |= {"dosage_form": DosageForm, "compound": _SALT_MASSES}
    for fact, known in values.items():
        products = (_with(proposal.product, {fact: value}) for value in (None, *known))
        cases = [(situation, attrs.evolve(proposal, product=product)) for product in products]
        yield LeftOut(f"proposal.product.{fact}", cases[0], tuple(cases[1:]))


def _with(product: Product, change: dict[str, Any]) -> Product:
    if isinstance(product, Capsule):
        return attrs.evolve(product, **change)
    return attrs.evolve(product, **change)


_TODAY: Final = date(2030, 6, 1)
_AGES: Final = (0, 3, 4, 17, 18, 34, 64, 65, 130)
_AMOUNTS: Final = tuple(map(Elemental.mg, (0, 50, 100, 200, 300, 400, 401)))
_SALT_MASSES: Final = tuple(map(Compound.mg, (100, 700, 2000)))
_INGREDIENTS: Final = ((), ["hypromellose"], ["stevia"], ["citric acid"], ["natural flavour"], ["parfum"])
_TIMES: Final = ([time(8)], [time(20)], [time(hour) for hour in range(0, 24, 3)])
_ROUTINES: Final = (
    Routine(wakes=time(7), sleeps=time(22, 30), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30)),
    Routine(wakes=time(7), sleeps=time(9)),
)
_UNKNOWN_NAME: Final = "qxzqxzqxz"
_MEDICINES: Final = tuple(
    Medicine(name=name)
    for name in (
        *("raltegravir", "nilotinib", "dolutegravir", "patiromer", "spironolactone", "water pill", "furosemide"),
        *("moxifloxacin", "delafloxacin", "sotorasib", "gefitinib", "rilpivirine", "levothyroxine", "paracetamol"),
        *("milk of magnesia", "blood pressure tablets", "antibiotic", "sertraline", "cisplatin", "lithium"),
    )
)
"""A medicine for each kind of answer: one that is withheld, with each of the longest intervals, or with none."""
