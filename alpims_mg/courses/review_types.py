"""The result types of ``review_course``: the review of a day, what the course waits for, and dates for each rung."""

from collections.abc import Iterator
from datetime import date
from typing import final

import attrs

from alpims_mg._internal.dates import full_date
from alpims_mg._internal.messages import ANY_RULE, Message, joined, rule_text, say, say_number, word
from alpims_mg._internal.rendering import (
    Block,
    Details,
    Displayed,
    Foot,
    Grid,
    Headline,
    Listing,
    Page,
    Renderable,
    Section,
    Tone,
    long_date,
    sentence,
    short_date,
    spell_dates,
    weekday_date,
)
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_day, a_member, a_text, a_whole_number, an_instance, check_instances
from alpims_mg.courses.day_words import amount_today, day_values
from alpims_mg.courses.ledgers import DAY_BY_DAY, Ledger
from alpims_mg.errors import raise_if_any
from alpims_mg.model.answer_blocks import WHY, answer_text, hours_to_keep, not_checked_section, reason, sections
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.decisions import Alternative, Decision, NeedsInformation, Offer
from alpims_mg.model.findings import Finding, Findings, as_findings
from alpims_mg.model.plans import Step
from alpims_mg.model.quantities import Elemental, a_mass, milligrams
from alpims_mg.model.separations import about as said_about
from alpims_mg.model.vocabulary import Answer
from alpims_mg.rulebook.courses import Move
from alpims_mg.rulebook.move_words import DayAmount


@final
@attrs.frozen(kw_only=True)
class Requirement(Displayed):
    """One condition that a course waits for before its next step.

    ``rule`` is the id of the rule that sets the condition. ``because`` is the condition in words. ``left`` is the
    number of days that remain, or None if the condition is not a number of days. ``about`` is the id of the rule or the
    path of the fact that the words name, if they name one.
    """

    rule: str
    because: str
    left: int | None = None
    about: str | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("rule", self.rule, example="course.waits.calm-days"),
                an_instance("because", self.because, str, example="'in a row, Green'"),
                a_whole_number("left", self.left, least=1, most=10**6, of="days", optional=True),
                a_text("about", self.about, example="consult.adjust", optional=True),
            )
        )

    def words(self) -> str:
        """The condition for a patient, such as "3 more days in a row, Green and free of reactions"."""
        because = self.because if isinstance(self.because, Message) else rule_text(self.rule, self.because)
        if self.left is None:
            return because
        return say_number(
            "view.course", "{number} more day {because}", "{number} more days {because}", self.left, because=because
        )

    def __str__(self) -> str:
        return f"{self.words()} ({self.rule}{f', {self.about}' if self.about else ''})"


@final
@attrs.frozen(kw_only=True)
class RungDate(Displayed):
    """When a rung was reached, or when it can be reached.

    ``reached`` is the day on which the course last came to the rung. For a rung still to come, ``earliest`` is the
    first day that the rules allow, if every day until then is calm and taken in full. ``suggested`` is the day if each
    rung lasts as long as usual. ``overdue`` is the first day that is late even if each rung lasts as long as the rules
    allow. These three dates are None for a rung that cannot be reached unless the facts change. While the course is on
    no rung, only ``earliest`` is given.
    """

    rung: int
    daily: Elemental
    reached: date | None = None
    earliest: date | None = None
    suggested: date | None = None
    overdue: date | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        dates = (("reached", self.reached), ("earliest", self.earliest))
        later = (("suggested", self.suggested), ("overdue", self.overdue))
        raise_if_any(
            (
                a_whole_number("rung", self.rung, least=1, most=10**6, of="rungs"),
                an_instance("daily", self.daily, Elemental, example="Elemental.mg(50)"),
                *(a_day(name, day, optional=True) for name, day in (*dates, *later)),
            )
        )

    def row(self) -> tuple[str, ...]:
        """The cells of this rung's row in ``date_table``. The cell of a date that is None is empty."""
        days = (self.reached, self.earliest, self.suggested, self.overdue)
        return (str(self.rung), self.daily.format_mg(), *("" if day is None else str(day) for day in days))


def date_table(dates: tuple[RungDate, ...]) -> Grid:
    """A table with one row for each rung: its number, its daily amount and its four dates."""
    header = ("step", "mg a day", "last reached", "earliest", "suggested", "late from")
    return Grid("Dates of the steps", header, tuple(rung_date.row() for rung_date in dates), (0, 1))


def step_table(dates: tuple[RungDate, ...], today: date) -> Grid:
    """A table for people with one row for each rung. A date of another year than ``today`` names its year."""

    def shown(day: date | None) -> str:
        if day is None:
            return ""
        return short_date(day) if day.year == today.year else full_date(day)

    rows = tuple(
        (str(one.rung), milligrams(one.daily), *map(shown, (one.reached, one.earliest, one.overdue))) for one in dates
    )
    header = (
        say("view.plan", "step"),
        say("view.plan", "a day"),
        say("view.course", "reached"),
        say("view.course", "earliest"),
        say("view.course", "late from"),
    )
    return Grid(say("view.course", "Steps"), header, rows, (0, 1))


def _why(found: Finding) -> str:
    """A finding as a sentence for a patient, with dates in words. It says what it is about once."""
    about = None if found.about in dict(found.numbers).values() else found.about
    return spell_dates(reason(attrs.evolve(found, about=about)))


def _in_words(alternative: Alternative) -> str:
    """What may be done instead. To ask a clinician is not said again if the reason for it says so."""
    why = reason(alternative.reason)
    said = alternative.answer is Answer.CONSULT and "ask a clinician" in why
    return why if said else joined(" ", (why, reason(alternative.advice)))


def offers_steps(review: "Review") -> bool:
    """True if the course has begun, or if a start is offered today or would be after a check-in in Green."""
    would_offer = review.after_green is not None and review.after_green.nanograms > 0
    return would_offer or isinstance(review.decision, Offer) or any(one.reached for one in review.dates)


@final
@attrs.frozen(kw_only=True)
class Review(Renderable):
    """The answer for one day of a course: what to do, why, and what the course still waits for.

    ``move`` is what the course does today, such as to stay or to pause. ``words`` says it to a person, with the next
    action. ``rung`` is today's rung, counted from 1. ``step`` holds the intakes of that rung. Both are None while the
    course is on no rung. ``permitted`` is 0 mg if nothing is offered today. ``after_green`` is what a check-in in Green
    without a reaction would permit today. It is None if today has a check-in. ``findings`` are the reasons, and the
    first says the move. ``decision`` is the answer of ``assess`` to today's proposal: to start, to stay on the same
    amount, or to rise.
    """

    move: Move
    words: AnswerWords
    as_of: date
    rung: int | None
    step: Step | None
    permitted: Elemental
    after_green: Elemental | None = None
    findings: Findings = attrs.field(converter=as_findings)
    waiting_for: tuple[Requirement, ...]
    decision: Decision
    alternatives: tuple[Alternative, ...] = ()
    dates: tuple[RungDate, ...] = ()
    ledger: Ledger
    edition: str
    disclaimer: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("move", self.move, Move),
                an_instance("words", self.words, AnswerWords, example="AnswerWords(...)"),
                a_day("as_of", self.as_of),
                a_whole_number("rung", self.rung, least=1, most=10**6, of="rungs", optional=True),
                an_instance("step", self.step, Step, example="Step(...)", optional=True),
                an_instance("permitted", self.permitted, Elemental, example="Elemental.mg(50)"),
                a_mass("after_green", self.after_green, Elemental, example=50, optional=True),
                *check_instances("findings", self.findings, Finding),
                *check_instances("waiting_for", self.waiting_for, Requirement),
                an_instance("decision", self.decision, Decision, example="Offer(...)"),
                *check_instances("alternatives", self.alternatives, Alternative),
                *check_instances("dates", self.dates, RungDate),
                an_instance("ledger", self.ledger, Ledger, example="Ledger(...)"),
                a_text("edition", self.edition, example="2026-11-25"),
                an_instance("disclaimer", self.disclaimer, str, example="'For learning and support only.'"),
            )
        )

    def page(self, last_days: int | None = None) -> Page:
        """A page with today's answer, the reasons, what is still needed, the days so far, and the steps.

        The days are all days, or the ``last_days``. Rule ids, sources and the ledger are details.

        Raises: ``InvalidInputError`` if ``last_days`` is less than 1.
        """
        shown, gaps = self.headline_of(self.day_and_zone()), not_checked_section(self.gaps())
        blocks = (
            *self.today_blocks(),
            gaps,
            *self.course_blocks(last_days),
            Foot(rule_text(ANY_RULE, self.disclaimer)),
        )
        return Page(
            say("view.course", "Course on {date}", date=long_date(self.as_of)),
            (*blocks, self.details(last_days)),
            shown,
        )

    def headline(self) -> str:
        """One line with the day, its zone, the move and the next action, with amounts in mg.

        If today has no check-in and one in Green would permit some, the line says how much.
        """
        _, words, action, then = self.headline_of(self.day_and_zone())
        line = " ".join(filter(None, (f"{words}.", action, then)))
        values = day_values(self.ledger.days[-1], self.after_green, self.ledger.course)
        return line.replace(values["doses"], f"{values['amount']} mg") if "doses" in values else line

    def headline_of(self, about: str) -> Headline:
        """The move and the next action, after ``about``."""
        words, values = self.words, day_values(self.ledger.days[-1], self.after_green, self.ledger.course)
        action, then = (answer_text(text, values) if text else "" for text in (words.action, words.then))
        return Headline(Tone.COURSE, said_about(about, answer_text(words.headline, values)), action, then)

    def day_and_zone(self) -> str:
        """The day and its zone, where one is stated, such as "Thursday 12 March 2026, Red zone"."""
        zone = self.ledger.days[-1].zone
        if zone is None:
            return long_date(self.as_of)
        return say(
            "view.course",
            "{date}, {zone} zone",
            date=long_date(self.as_of),
            zone=word("zone-name", zone.value.capitalize()),
        )

    @property
    def day_amount(self) -> DayAmount:
        """What today allows, and what was taken of it."""
        return amount_today(self.ledger.days[-1], self.after_green)

    def today_blocks(self) -> Iterator[Block]:
        """Yield why, the questions, what comes before the next step, the hours to keep, and what else may help."""
        yield from sections(Section(WHY, tuple(dict.fromkeys(map(_why, self.findings[1:])))))  # the first is the move
        if isinstance(self.decision, NeedsInformation):
            yield self.decision.question_list()
        title, items = self._before_next_step()
        if items:
            yield Listing(title, items)
        hours = hours_to_keep(self.decision.findings, self.decision.separation_by_medicine())
        other = tuple(map(_in_words, self.alternatives))
        zone = word("zone-name", str(self.ledger.days[-1].zone).capitalize())
        yield from sections(hours, Section(say("view.course", "On a {zone} day", zone=zone), other))

    def _before_next_step(self) -> tuple[str, tuple[str, ...]]:
        """A title, and what the course waits for, with the earliest day of its next step, if one is known.

        Facts that a question asks about are left out.
        """
        asked = self.decision.missing if isinstance(self.decision, NeedsInformation) else ()
        waiting = (one for one in self.waiting_for if one.about not in asked)
        items = tuple(sentence(spell_dates(one.words())) for one in waiting)
        ahead = next((rung for rung in self.dates if rung.earliest), None)
        if ahead is None or ahead.earliest is None:
            return say("view.course", "What is still needed"), items
        if ahead.earliest == self.as_of:
            earliest = say("view.course", "The earliest day is today.")
        else:
            earliest = say("view.course", "The earliest day is {date}.", date=weekday_date(ahead.earliest))
        title = say("view.course", "Before the next step ({mg} mg a day)", mg=ahead.daily.format_mg())
        return title, (*items, earliest)

    def gaps(self) -> tuple[str, ...]:
        """What was not checked. That includes what was taken, if today permits some and nothing is stated."""
        today = self.ledger.days[-1]
        taken = (
            (say("view.course", "what you took today: not stated"),)
            if today.taken is None and today.permitted.nanograms
            else ()
        )
        return (*(gap.words() for gap in self.decision.other_gaps()), *taken)

    def course_blocks(self, last_days: int | None) -> Iterator[Block]:
        """Yield the days of the course so far, and the dates of its steps.

        Without an offer, the dates of a course that has not begun would look like a plan.
        """
        yield self.ledger.calendar(last_days)
        if offers_steps(self) and any(one.reached or one.earliest for one in self.dates):
            yield step_table(self.dates, self.as_of)

    def details(self, last_days: int | None) -> Details:
        """Everything with its rule ids and sources: reasons, what is needed, dates, and the ledger."""
        answer = (found for found in self.decision.findings if found not in self.findings)
        listings = (
            Listing("Reasons", tuple(f"{found.headline()}. {found.places()}" for found in self.findings)),
            Listing("More about today's answer", tuple(found.headline() for found in answer)),
            Listing("Still needed", tuple(map(str, self.waiting_for))),
            Listing("Alternatives", tuple(map(str, self.alternatives))),
            Listing("Not checked, by field", tuple(map(str, self.decision.not_checked))),
        )
        shown = (listing for listing in listings if listing.items)
        dates = (date_table(self.dates),) if self.dates else ()
        return Details(DAY_BY_DAY, (*shown, *dates, *self.ledger.day_blocks(last_days)))
