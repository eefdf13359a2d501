"""The patient's sheet: the answer or the move of today, what to do, what to watch for, whom to call, and a diary."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from alpims_mg._internal.messages import as_it_is, say
from alpims_mg._internal.rendering import (
    Block,
    Draft,
    Foot,
    Headline,
    Listing,
    Question,
    QuestionList,
    Section,
    Staircase,
    Tone,
    WatchFor,
)
from alpims_mg.adapters.handout.contacts import Contacts
from alpims_mg.adapters.handout.diaries import diary_of_plan, diary_of_review
from alpims_mg.adapters.handout.local import LocalFormat
from alpims_mg.adapters.handout.sheets import (
    AskedFor,
    CallList,
    Habits,
    Part,
    ReplyTable,
    Sheet,
    StepLine,
    StepTable,
)
from alpims_mg.courses.review_types import Review
from alpims_mg.model.answer_blocks import GOOD_HABITS, draft_block, not_checked_section
from alpims_mg.model.decisions import Consult, Decision, Offer, plan_or_draft
from alpims_mg.model.findings import watch_blocks
from alpims_mg.model.plans import DosePlan, Plan, Step


def decision_sheet(decision: Decision, local: LocalFormat, contacts: Contacts, starts: date | None) -> Sheet:
    """The patient's sheet of an answer. Only an offer and a draft have steps, and only an offer has dates."""
    page, plan = decision.page(), plan_or_draft(decision)
    limits = plan.limit_lines() if isinstance(plan, DosePlan) else ()
    is_draft = isinstance(decision, Consult)
    first_day = starts if isinstance(decision, Offer) else None
    caption = say("view.handout", "DRAFT of the steps") if is_draft else say("view.handout", "Your steps")
    steps = (_steps(plan, caption, local, first_day),) if isinstance(plan, DosePlan) else ()
    marks = draft_block(())
    return Sheet(
        title=page.title,
        intro=_product(plan, local),
        headline=page.headline or Headline(Tone.NEEDS_INFORMATION, page.title),
        parts=_with_calls(
            _parts((block for block in page.blocks if not isinstance(block, Listing)), steps, limits),
            contacts,
            (_reply(),) if is_draft else diary_of_plan(plan, local, first_day),
        ),
        blanks=_blanks(),
        draft=(marks.above, marks.below) if is_draft else None,
    )


def review_sheet(review: Review, local: LocalFormat, contacts: Contacts) -> Sheet:
    """The patient's sheet of a day of a course: today's move, what it waits for, and the diary of this step.

    The amount and day of the next step are left out unless they are offered.
    """
    plan, page = review.ledger.course.plan, review.page(1)
    offered = isinstance(review.decision, Offer)
    blocks = (block for block in review.today_blocks() if offered or not isinstance(block, Listing))
    closing: tuple[Block, ...] = (
        *watch_blocks(plan.advice),
        not_checked_section(review.gaps()),
        Foot(review.disclaimer),
    )
    return Sheet(
        title=page.title,
        intro=_product(plan, local),
        headline=page.headline or Headline(Tone.NEEDS_INFORMATION, page.title),
        parts=_with_calls(_parts((*blocks, *closing), (), ()), contacts, diary_of_review(review, local)),
        blanks=_blanks()[:1],
    )


def _parts(blocks: Iterable[Block], steps: tuple[StepTable, ...], limits: tuple[str, ...]) -> Iterator[Part]:
    """Yield the blocks of an answer as parts of a sheet, those of a draft among the others.

    ``steps`` takes the place of the picture of a plan. Details, ``limits`` and ranges of amounts are not for patients.
    """
    for block in blocks:
        match block:
            case Draft(blocks=drafted):
                yield _questions_to_ask()
                yield from _parts(drafted, steps, limits)
            case Staircase():
                yield from steps
            case QuestionList():
                yield AskedFor(block, say("view.handout", "My answer"))
            case Section(title=title, paragraphs=paragraphs) if title == GOOD_HABITS:
                yield Habits(title, paragraphs)
            case Section() | Listing() | WatchFor() | Foot():
                yield block
            case str() if block not in limits:
                yield block
            case _:
                pass


def _with_calls(parts: Iterable[Part], contacts: Contacts, kept: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts, with whom to call after the signs to watch for, and what to fill in before the last part."""
    *shown, foot = parts
    watched = [place for place, part in enumerate(shown, 1) if isinstance(part, WatchFor)]
    place = watched[0] if watched else len(shown)
    return (*shown[:place], _calls(contacts), *shown[place:], *kept, foot)


def _product(plan: Plan | None, local: LocalFormat) -> str:
    """The product of a plan in one line, or the subject of the sheet without a plan."""
    if not isinstance(plan, DosePlan) or plan.capsule is None:
        return say("view.handout", "Magnesium supplements.")
    strength = local.amount(plan.capsule.elemental)
    return say(
        "view.handout",
        "Magnesium {form}, {strength} of magnesium in each {noun}.",
        form=plan.capsule.form,
        strength=strength,
        noun=plan.noun,
    )


def _blanks() -> tuple[str, ...]:
    return say("view.handout", "For"), say("view.handout", "Date")


def _steps(plan: DosePlan, caption: str, local: LocalFormat, starts: date | None) -> StepTable:
    """The steps of a plan or draft. Without a first day, they have day numbers.

    Raises: ``InvalidInputError`` if the plan would run past the last possible date.
    """
    plan.check_first_day(starts)
    lines = tuple(
        StepLine(
            number=str(number),
            begins=_begins(step, local, starts),
            amount=local.amount(step.daily),
            intakes=tuple(intake.brief(plan.noun) for intake in step.intakes),
        )
        for number, step in enumerate(plan.steps, 1)
    )
    header = (say("view.handout", "Step"), say("view.handout", "Magnesium a day"), say("view.handout", "How"))
    return StepTable(caption, header, lines)


def _begins(step: Step, local: LocalFormat, starts: date | None) -> str:
    """When a step begins. Each later step may begin later, because a rise waits for its conditions."""
    first = step.first_day == 1
    if starts is None:
        day = str(step.first_day)
        return (
            say("view.handout", "day {day}", day=day) if first else say("view.handout", "day {day}, or later", day=day)
        )
    begins = starts + timedelta(days=step.first_day - 1)
    if first:
        return say("view.handout", "from {date}", date=local.weekday_date(begins))
    return say("view.handout", "{date}, or later", date=local.short_date(begins))


def _questions_to_ask() -> AskedFor:
    asked = (
        say("view.handout", "Is this right for me?"),
        say("view.handout", "What should be different?"),
        say("view.handout", "Whom do I call if something goes wrong?"),
    )
    return AskedFor(QuestionList(say("view.handout", "Questions to ask"), tuple(map(Question, asked))), "")


def _calls(contacts: Contacts) -> CallList:
    calls = (
        (say("view.handout", "My clinician"), contacts.clinician),
        (say("view.handout", "Poison centre"), contacts.poison_centre),
        (say("view.handout", "Emergency"), contacts.emergency),
    )
    return CallList(
        say("view.handout", "Whom to call"), tuple((name, as_it_is(number or "")) for name, number in calls)
    )


def _reply() -> ReplyTable:
    return ReplyTable(
        title=say("view.handout", "What the clinician said"),
        caption=say("view.handout", "For the clinician to fill in"),
        header=(say("view.handout", "Answer"), say("view.handout", "Write here")),
        replies=(
            say("view.handout", "☐ Yes, from this day on"),
            say("view.handout", "☐ Yes, with changes"),
            say("view.handout", "☐ No, because"),
            say("view.handout", "Name and date"),
        ),
    )
