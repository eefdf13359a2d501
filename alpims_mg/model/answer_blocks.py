"""The parts of the page of an answer, in the order in which every medium shows them.

Rule ids, sources and limits stand in the details only. What a patient reads first names neither.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Final

from alpims_mg._internal.rendering import (
    Block,
    Details,
    Draft,
    Foot,
    Headline,
    Listing,
    Question,
    QuestionList,
    Section,
    Tone,
    sentence,
)
from alpims_mg._internal.templates import fill
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.case_questions import FactQuestion
from alpims_mg.model.findings import NO_SEPARATION, TAKEN_AT, DoseSeparation, Finding, Verdict, watch_blocks
from alpims_mg.model.plans import DosePlan, Intake, Plan
from alpims_mg.model.quantities import in_mg

_PORTIONS: Final = {1: "a quarter of a", 2: "half a", 3: "three quarters of a"}
"""The words for a part of a capsule or tablet, by its number of quarters."""

_ASK_AGAIN: Final = "Ask again on the day of each new step. A step is not a permission."
_NOT_YET: Final = "DRAFT. Do not start or change anything yet."
_WHO_DECIDES: Final = "DRAFT. A clinician decides whether and when this begins."


def reason(found: Finding) -> str:
    """A finding as a sentence for a patient: what it is about, and why. The hours to keep stand elsewhere."""
    why = fill(found.because, found.numbers)
    apart = dict(found.numbers).get(NO_SEPARATION)
    about = f"{found.about}: " if found.about else ""
    return sentence(f"{about}{why}{f'. {sentence(apart)}' if apart else ''}")


def reasons(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The findings as sentences for a patient. Each sentence stands once."""
    return tuple(dict.fromkeys(map(reason, findings)))


def headline(tone: Tone, words: AnswerWords, *, action: str = "") -> Headline:
    """The answer and the next action. ``action`` is the next action if the words have none."""
    return Headline(tone, words.headline, words.action or action, words.then or "")


def advice_by_day(advice: Iterable[Finding]) -> Iterator[Section]:
    """Yield a section for each piece of advice about another day.

    Its title is the day: "on a Green day: the answer would be yes" has the title "On a Green day".
    """
    for found in advice:
        day, _, then = fill(found.because, found.numbers).partition(": ")
        yield Section(sentence(day)[:-1], (sentence(then),)) if then else Section("Another day", (sentence(day),))


def first_step(plan: Plan | None) -> dict[str, str]:
    """The values for the words of an answer: the doses of the first step, and its days if it ends.

    The doses are for example "half a capsule (50 mg of magnesium) at dinner, with food".
    """
    if not isinstance(plan, DosePlan):
        return {}
    step = plan.steps[0]
    values = {"doses": doses(step.intakes, plan.noun)}
    return values if step.days is None else values | {"days": str(step.days)}


def doses(intakes: tuple[Intake, ...], noun: str) -> str:
    """The intakes of a day in words. If all are taken with food, that is said once.

    ``noun`` is the word for one unit of the product, such as "tablet".

    One intake says its milligrams. Several say them as the total of the day, in a sentence of its own.
    """
    if len(intakes) == 1:
        (only,) = intakes
        food = ", with food" if only.with_food else ""
        return f"{_amount(only, noun)} ({only.elemental.format_mg()} mg of magnesium) at {only.when}{food}"
    total = f"That is {in_mg(sum(intake.elemental.nanograms for intake in intakes))} mg of magnesium a day"
    amounts = (_amount(intake, noun) if len(intakes) == 2 else intake.units(noun) for intake in intakes)
    said = [f"{amount} at {intake.when}" for amount, intake in zip(amounts, intakes, strict=True)]
    if all(intake.with_food for intake in intakes):
        return f"{', '.join(said[:-1])} and {said[-1]}, with food. {total}"
    ends = (", with food" if intake.with_food else "" for intake in intakes)
    return f"{', and '.join(map(''.join, zip(said, ends, strict=True)))}. {total}"


def _amount(intake: Intake, noun: str) -> str:
    part = _PORTIONS.get(intake.portion.quarters)
    return f"{part} {noun}" if part else intake.units(noun)


def plan_blocks(
    plan: Plan,
    findings: tuple[Finding, ...],
    advice: Iterable[Finding],
    separations: Mapping[str, DoseSeparation],
    *,
    starts: date | None,
) -> tuple[Block, ...]:
    """The steps of a plan, the hours to keep, the cautions, the signs to watch for, and the nearest limit.

    ``findings`` are those of the answer, and ``advice`` is that of the plan. If ``starts`` gives the first day, the
    steps have dates.

    Raises: ``InvalidInputError`` if ``starts`` is no date, or if the plan would run past the last possible date.
    """
    cautions = (found for found in findings if found.verdict is Verdict.CAUTION and found.separation is None)
    care = sections(
        hours_to_keep(findings, separations),
        Section("Take care", reasons(cautions)),
    )
    if isinstance(plan, DosePlan):
        again = () if len(plan.steps) == 1 else (_ASK_AGAIN,)
        return (plan.staircase(starts), *again, *care, *_advice(advice), *plan.limit_lines())
    return (sentence(plan.summary()), *care, *_advice(advice))


def sections(*shown: Section) -> Iterator[Section]:
    """Yield the sections that hold something."""
    return (section for section in shown if section.paragraphs)


def draft_block(blocks: tuple[Block, ...]) -> Draft:
    """Blocks that are a draft, and say so above and below."""
    return Draft(_NOT_YET, _WHO_DECIDES, blocks)


def counted(questions: int) -> str:
    """A number of questions in words.

    >>> counted(1), counted(2)
    ('1 question', '2 questions')
    """
    return f"{questions} {'question' if questions == 1 else 'questions'}"


def questions_block(missing: Iterable[str], questions: Iterable[FactQuestion], gaps: Mapping[str, str]) -> QuestionList:
    """A question for each fact that is missing, in the words of ``questions``.

    ``gaps`` holds words for a field without a question, by its path.
    """
    asked = {one.path: Question(one.question, one.how) for one in questions}
    return QuestionList(
        "Please tell us", tuple(asked.get(path) or Question(_question(gaps.get(path, path))) for path in missing)
    )


def _question(gap: str) -> str:
    """A gap as a question: "the age: not stated" asks "The age?"."""
    return f"{sentence(gap.removesuffix(': not stated'))[:-1]}?"


def hours_to_keep(findings: tuple[Finding, ...], separations: Mapping[str, DoseSeparation]) -> Section:
    """The hours to keep from each medicine. ``findings`` say when a medicine is taken, where that is stated."""
    times = {found.about: dict(found.numbers).get(TAKEN_AT, "") for found in findings}
    return Section("Hours to keep", tuple(_hours(medicine, hours, times) for medicine, hours in separations.items()))


def _hours(medicine: str, hours: DoseSeparation, times: Mapping[str | None, str]) -> str:
    """The hours to keep from one medicine. ``times`` holds the times at which a medicine is taken, where stated."""
    after, before = hours.medicine_to_magnesium, hours.magnesium_to_medicine
    apart = (
        f"keep magnesium {after} hours away from it."
        if after == before
        else f"take no magnesium for {after} hours after it, and for {before} hours before it."
    )
    around = (sentence(hours.around(time.fromisoformat(at))) for at in times[medicine].split())
    return " ".join((sentence(f"{medicine}: {apart}"), *around))


def _advice(advice: Iterable[Finding]) -> Iterator[Block]:
    """Yield the signs to watch for, the mildest first, then the other advice."""
    given = tuple(advice)
    yield from watch_blocks(given)
    yield from sections(Section("Good habits", tuple(reason(found) for found in given if found.urgent is None)))


def closing_blocks(not_checked: Iterable[str], disclaimer: str) -> Iterator[Block]:
    """Yield what was not checked, and the disclaimer."""
    yield not_checked_section(not_checked)
    yield Foot(disclaimer)


def not_checked_section(not_checked: Iterable[str]) -> Section:
    """What was not checked."""
    gaps = tuple(map(sentence, not_checked))
    return Section("Not checked", gaps or ("Everything we look at was stated.",))


def details_block(
    findings: tuple[Finding, ...],
    plan: Plan | None,
    advice: Iterable[Finding],
    *,
    alternatives: Iterable[str],
    acknowledged: Iterable[str],
    not_checked: Iterable[str],
    edition: str,
) -> Details:
    """Everything with its rule ids and sources: reasons, advice, limits, acknowledgements and gaps."""
    limits = plan.limits if isinstance(plan, DosePlan) else ()
    listings = (
        Listing("Reasons", tuple(f"{found.headline()}. {found.places()}" for found in findings)),
        Listing("Advice", tuple(found.headline() for found in advice)),
        Listing("Alternatives", tuple(alternatives)),
        Listing("Limits, in elemental magnesium", tuple(limit.headline() for limit in limits)),
        Listing("Acknowledged", tuple(acknowledged)),
        Listing("Not checked, by field", tuple(not_checked)),
    )
    shown = (listing for listing in listings if listing.items)
    return Details("All reasons and sources", (*shown, f"Edition {edition}."))
