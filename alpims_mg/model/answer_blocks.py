"""The parts of the page of an answer, in the order in which every medium shows them.

Rule ids, sources and limits stand in the details only. What a patient reads first names neither.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from functools import lru_cache, reduce
from types import MappingProxyType
from typing import Final

from alpims_mg._internal.messages import (
    ANY_RULE,
    Message,
    filled_text,
    joined,
    rule_text,
    say,
    say_number,
    word,
)
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
    after_colon,
    before_colon,
    heading,
    sentence,
)
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.case_questions import FactQuestion
from alpims_mg.model.findings import NO_SEPARATION, TAKEN_AT, Finding, Verdict, watch_blocks
from alpims_mg.model.intakes import Intake
from alpims_mg.model.plans import DosePlan, Plan
from alpims_mg.model.quantities import in_mg
from alpims_mg.model.separations import DoseSeparation, about

_ASK_AGAIN: Final = say("view.answer", "Ask again on the day of each new step. A step is not a permission.")
_NOT_YET: Final = say("view.answer", "DRAFT. Do not start or change anything yet.")
_WHO_DECIDES: Final = say("view.answer", "DRAFT. A clinician decides whether and when this begins.")
NOT_CHECKED: Final = say("view.answer", "Not checked")
WHY: Final = say("view.answer", "Why")
HOURS_TO_KEEP: Final = say("view.hours", "Hours to keep")
ALL_REASONS: Final = say("view.answer", "All reasons and sources")
PLEASE_TELL_US: Final = say("view.answer", "Please tell us")
GOOD_HABITS: Final = say("view.answer", "Good habits")
"""Titles of parts of a page."""
_ANSWERS, _QUESTIONS = ("answer.", "course."), ("question.",)
"""How the ids of the rules begin that hold the words of answers, and the questions."""
NO_VALUES: Final[Mapping[str, str]] = MappingProxyType({})


def reason(found: Finding) -> str:
    """A finding as a sentence for a patient: what it is about, and why. The hours to keep stand elsewhere."""
    why: str = rule_text(found.rule, found.because, found.numbers)
    if apart := dict(found.numbers).get(NO_SEPARATION):
        why = joined(". ", (why, sentence(rule_text(ANY_RULE, apart))))
    return sentence(about(found.about, why))


def reasons(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The findings as sentences for a patient. Each sentence stands once."""
    return tuple(dict.fromkeys(map(reason, findings)))


def headline(tone: Tone, words: AnswerWords, *, action: str = "", values: Mapping[str, str] = NO_VALUES) -> Headline:
    """The answer and the next action. ``action`` is the next action if the words have none.

    ``values`` holds messages that fill the words.
    """
    said = answer_text(words.action, values) if words.action else action
    return Headline(tone, answer_text(words.headline), said, answer_text(words.then, values) if words.then else "")


def answer_text(text: str, values: Mapping[str, str] = NO_VALUES) -> Message:
    """One of the words of an answer as a message. ``values`` holds messages that fill it."""
    return filled_text(_ANSWERS, text, **values)


def advice_by_day(advice: Iterable[Finding]) -> Iterator[Section]:
    """Yield a section for each piece of advice about another day.

    Its title is the day: "on a Green day: the answer would be yes" has the title "On a Green day".
    """
    for found in advice:
        text = rule_text(found.rule, found.because, found.numbers)
        if then := after_colon(text):
            yield Section(heading(before_colon(text)), (sentence(then),))
        else:
            yield Section(say("view.answer", "Another day"), (sentence(text),))


def first_step(plan: Plan | None) -> dict[str, str]:
    """The values for the words of an answer: the doses of the first step, and its days if it ends.

    The doses are for example "half a capsule (50 mg of magnesium) at dinner, with food".
    """
    if not isinstance(plan, DosePlan):
        return {}
    step = plan.steps[0]
    values: dict[str, str] = {"doses": doses(step.intakes, plan.noun)}
    return values if step.days is None else values | {"days": str(step.days)}


@lru_cache(maxsize=1024)  # answers say the same doses again and again
def doses(intakes: tuple[Intake, ...], noun: str) -> Message:
    """The intakes of a day in words. If all are taken with food, that is said once.

    ``noun`` is the word for one unit of the product, such as "tablet".

    One intake says its milligrams. Several say them as the total of the day, in a sentence of its own.
    """
    if len(intakes) == 1:
        (only,) = intakes
        values: dict[str, str] = {
            "amount": _amount(only, noun),
            "mg": only.elemental.format_mg(),
            "when": only.at_when(),
        }
        if only.with_food:
            return say("view.doses", "{amount} ({mg} mg of magnesium) {when}, with food", **values)
        return say("view.doses", "{amount} ({mg} mg of magnesium) {when}", **values)
    total = in_mg(sum(intake.elemental.nanograms for intake in intakes))
    amounts = [_amount(intake, noun) if len(intakes) == 2 else intake.units(noun) for intake in intakes]
    parts = [
        say("view.doses", "{amount} {when}", amount=amount, when=intake.at_when())
        for amount, intake in zip(amounts, intakes, strict=True)
    ]
    if all(intake.with_food for intake in intakes):
        *others, last = parts
        return say(
            "view.doses",
            "{others} and {last}, with food. That is {mg} mg of magnesium a day",
            others=joined(", ", others),
            last=last,
            mg=total,
        )
    foods = [
        say("view.doses", "{dose}, with food", dose=part) if intake.with_food else part
        for part, intake in zip(parts, intakes, strict=True)
    ]
    *first, last = foods
    return say(
        "view.doses",
        "{others}, and {last}. That is {mg} mg of magnesium a day",
        others=reduce(_and, first),
        last=last,
        mg=total,
    )


def _and(first: Message, then: Message) -> Message:
    return say("view.doses", "{dose}, and {next}", dose=first, next=then)


def _amount(intake: Intake, noun: str) -> Message:
    unit = word("unit", noun)
    match intake.portion.quarters:
        case 1:
            return say("view.doses", "a quarter of a {unit}", unit=unit)
        case 2:
            return say("view.doses", "half a {unit}", unit=unit)
        case 3:
            return say("view.doses", "three quarters of a {unit}", unit=unit)
        case _:
            return intake.units(noun)


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
        Section(say("view.answer", "Take care"), reasons(cautions)),
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


@lru_cache(maxsize=64)
def counted(questions: int) -> Message:
    """A number of questions in words.

    >>> counted(1), counted(2)
    ('1 question', '2 questions')
    """
    return say_number("view.answer", "{number} question", "{number} questions", questions)


def questions_block(missing: Iterable[str], questions: Iterable[FactQuestion], gaps: Mapping[str, str]) -> QuestionList:
    """A question for each fact that is missing, in the words of ``questions``.

    ``gaps`` holds words for a field without a question, by its path.
    """
    asked = {
        one.path: Question(filled_text(_QUESTIONS, one.question), filled_text(_QUESTIONS, one.how)) for one in questions
    }
    return QuestionList(
        PLEASE_TELL_US,
        tuple(asked.get(path) or Question(_question(gaps.get(path, f"{path}{_NOT_STATED}"))) for path in missing),
    )


def _question(gap: str) -> str:
    """A gap as a question: "the age: not stated" asks "The age?". A gap that states something is a sentence."""
    return say("", "{fact}?", fact=heading(before_colon(gap))) if gap.endswith(_NOT_STATED) else sentence(gap)


_NOT_STATED: Final = ": not stated"


def hours_to_keep(findings: tuple[Finding, ...], separations: Mapping[str, DoseSeparation]) -> Section:
    """The hours to keep from each medicine. ``findings`` say when a medicine is taken, where that is stated."""
    times = {found.about: dict(found.numbers).get(TAKEN_AT, "") for found in findings}
    return Section(HOURS_TO_KEEP, tuple(_hours(medicine, hours, times) for medicine, hours in separations.items()))


def _hours(medicine: str, hours: DoseSeparation, times: Mapping[str | None, str]) -> str:
    """The hours to keep from one medicine. ``times`` holds the times at which a medicine is taken, where stated."""
    after, before = hours.medicine_to_magnesium, hours.magnesium_to_medicine
    if after == before:
        apart = say("view.hours", "keep magnesium {after} hours away from it.", after=after)
    else:
        apart = say(
            "view.hours",
            "take no magnesium for {after} hours after it, and for {before} hours before it.",
            after=after,
            before=before,
        )
    around = (sentence(hours.around(time.fromisoformat(at))) for at in times[medicine].split())
    return joined(" ", (sentence(about(medicine, apart)), *around))


def _advice(advice: Iterable[Finding]) -> Iterator[Block]:
    """Yield the signs to watch for, the mildest first, then the other advice."""
    given = tuple(advice)
    yield from watch_blocks(given)
    yield from sections(Section(GOOD_HABITS, tuple(reason(found) for found in given if found.urgent is None)))


def closing_blocks(not_checked: Iterable[str], disclaimer: str) -> Iterator[Block]:
    """Yield what was not checked, and the disclaimer."""
    yield not_checked_section(not_checked)
    yield Foot(rule_text(ANY_RULE, disclaimer))


def not_checked_section(not_checked: Iterable[str]) -> Section:
    """What was not checked."""
    gaps = tuple(map(sentence, not_checked))
    return Section(NOT_CHECKED, gaps or (say("view.answer", "Everything we look at was stated."),))


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
    return Details(ALL_REASONS, (*shown, f"Edition {edition}."))
