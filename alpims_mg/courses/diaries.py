"""A course and its diary: what is agreed, what is reported day by day, and what a review of it comes to."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import cast, final

import attrs

from alpims_mg._internal.digests import digest
from alpims_mg._internal.rendering import Block, Grid, Listing, Page, Shown
from alpims_mg._internal.validation import (
    a_day,
    a_member,
    a_text,
    a_whole_number,
    all_of,
    an_instance,
    as_set,
    as_tuple,
    each,
)
from alpims_mg.errors import Fault, refuse
from alpims_mg.model.decisions import Alternative, Decision
from alpims_mg.model.findings import Finding
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Reaction, Zone
from alpims_mg.rulebook.courses import Move


def _reactions(values: Iterable[Reaction] | None) -> frozenset[Reaction] | None:
    return None if values is None else as_set(values)


def _check_ins(values: Iterable["CheckIn"]) -> "tuple[CheckIn, ...]":
    return as_tuple(values)


@final
@attrs.frozen(kw_only=True)
class CheckIn:
    """What is told of one day. None means *not told*, which is never the same as none.

    ``reactions`` is empty where none was felt. ``taken`` is all the magnesium that was taken that day of this
    product, 0 mg where none was. ``situation`` gives the facts anew from this day on, where one has changed or was
    talked over; its tolerance is not asked for, since the course counts that itself, and its zone is one more report
    of the day's.

    Raises: ``InvalidInputError`` with every fault.
    """

    day: date
    zone: Zone | None = None
    reactions: frozenset[Reaction] | None = attrs.field(default=None, converter=_reactions)
    taken: Elemental | None = None
    situation: Situation | None = None

    def __attrs_post_init__(self) -> None:
        told = self.reactions
        refuse(
            (
                a_day("day", self.day),
                a_member("zone", self.zone, Zone, optional=True),
                *(() if told is None else each("reactions", told, lambda at, one: a_member(at, one, Reaction))),
                self._none_and_some(),
                an_instance("taken", self.taken, Elemental, example="Elemental.mg(50)", optional=True),
                an_instance("situation", self.situation, Situation, example="Situation(...)", optional=True),
                facts_fault("situation", self.situation, self.day),
            )
        )

    def _none_and_some(self) -> Fault | None:
        if self.reactions and Reaction.NONE in self.reactions and len(self.reactions) > 1:
            got = ", ".join(sorted(map(str, self.reactions)))
            return Fault(path="reactions", wanted="none, or those that were felt", got=got, todo="leave none out")
        return None


@final
@attrs.frozen(kw_only=True)
class Course(Shown):
    """A plan from its first day on, with the facts of that day and the edition of the rules that it goes by.

    ``situation`` is None while no facts are stated: then nothing starts until a check-in states them.
    """

    plan: DosePlan
    starts: date
    situation: Situation | None = None
    edition: str

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                an_instance("plan", self.plan, DosePlan, example="DosePlan(...)"),
                a_day("starts", self.starts),
                an_instance("situation", self.situation, Situation, example="Situation(...)", optional=True),
                a_text("edition", self.edition, example="2026-11-25"),
                facts_fault("situation", self.situation, self.starts),
            )
        )
        refuse(plan_faults(self.plan))

    @property
    def capsule(self) -> Capsule:
        """The product that the course is taken with."""
        return cast("Capsule", self.plan.capsule)

    @property
    def hold_days(self) -> int:
        """The days that each rung lasts at the least."""
        return self.plan.steps[0].days or 0

    def planned(self, day: date) -> Elemental:
        """What the plan gives on a day, were every day as it should be."""
        return self.plan.on((day - self.starts).days + 1).daily

    def page(self) -> Page:
        """The plan with its dates."""
        page = self.plan.page(self.starts)
        return Page(title=f"Course from {self.starts}", blocks=(page.title, *page.blocks, f"Edition {self.edition}."))


@final
@attrs.frozen(kw_only=True)
class Diary:
    """One question for one day of a course: the case it began with, its first day, all check-ins, and today."""

    situation: Situation
    proposal: Proposal
    starts: date
    as_of: date
    check_ins: tuple[CheckIn, ...] = attrs.field(default=(), converter=_check_ins)

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                an_instance("situation", self.situation, Situation, example="Situation(...)"),
                an_instance("proposal", self.proposal, Proposal, example="Proposal(...)"),
                a_day("starts", self.starts),
                a_day("as_of", self.as_of),
                *all_of("check_ins", self.check_ins, CheckIn),
            )
        )


@final
@attrs.frozen(kw_only=True)
class Awaited:
    """One thing that a course waits for; ``left`` is how many days of it, where days are counted."""

    rule: str
    because: str
    left: int | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                a_text("rule", self.rule, example="course.awaits.calm-days"),
                an_instance("because", self.because, str, example="'in a row, Green'"),
                a_whole_number("left", self.left, least=1, most=10**6, of="days", optional=True),
            )
        )

    def __str__(self) -> str:
        days = "" if self.left is None else f"{self.left} more {'day' if self.left == 1 else 'days'} "
        return f"{days}{self.because} ({self.rule})"


@final
@attrs.frozen(kw_only=True)
class LedgerDay:
    """One day in the books: what was planned, permitted and reported, and what was decided, holds included.

    ``rung`` counts from 1; None where the course is on none. ``permitted`` is 0 mg on a day on which nothing was
    offered, whatever the rung; ``quarters`` are the quarters of a capsule that it is made of. ``taken`` is None where
    that was not told. The totals go up to and with this day.
    """

    day: date
    zone: Zone | None
    reactions: frozenset[Reaction] | None
    move: Move
    rule: str
    rung: int | None
    planned: Elemental
    permitted: Elemental
    quarters: int
    taken: Elemental | None
    quarters_total: int
    permitted_total: Elemental
    taken_total: Elemental
    contradictions: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        amounts = (self.planned, self.permitted, self.permitted_total, self.taken_total)
        # A ledger holds many days: one look at all amounts first, and at each by itself only where one is no amount.
        refuse(
            (
                a_member("move", self.move, Move),
                a_whole_number("quarters", self.quarters, least=0, most=10**6, of="quarters"),
                a_whole_number("quarters_total", self.quarters_total, least=0, most=10**9, of="quarters"),
                *all_of("amounts", amounts, Elemental),
            )
        )

    def row(self) -> tuple[str, ...]:
        """The day as a line of a table."""
        told = "not told" if self.reactions is None else ", ".join(sorted(map(str, self.reactions))) or "none"
        return (
            str(self.day),
            str(self.zone or "not told"),
            told,
            str(self.move),
            "" if self.rung is None else str(self.rung),
            self.planned.mg_text,
            self.permitted.mg_text,
            "not told" if self.taken is None else self.taken.mg_text,
            self.taken_total.mg_text,
            self.rule,
        )


@final
@attrs.frozen(kw_only=True)
class Ledger(Shown):
    """A course with all its days, as they follow from its check-ins; it balances, or it is not built.

    Capsules and milligrams are kept side by side: on each day and in total the quarters of capsules, times the
    strength of one, are what is permitted, and the totals are the sums of the days. ``digest`` is the hash of the
    inputs, the edition and every day: whoever holds a ledger can check it with ``replay``.

    Raises: ``InvalidInputError`` naming the first day that does not balance.
    """

    course: Course
    check_ins: tuple[CheckIn, ...]
    as_of: date
    days: tuple[LedgerDay, ...]
    digest: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                an_instance("course", self.course, Course, example="Course(...)"),
                *all_of("check_ins", self.check_ins, CheckIn),
                a_day("as_of", self.as_of),
                *all_of("days", self.days, LedgerDay),
            )
        )
        refuse(self._out_of_balance())
        course = self.course
        told = (course.capsule, course.plan.steps, course.starts, course.situation, course.edition)
        object.__setattr__(self, "digest", digest(told, self.check_ins, self.as_of, self.days))

    def _out_of_balance(self) -> Iterator[Fault]:
        strength = self.course.capsule.elemental.nanograms
        quarters = permitted = taken = 0
        steps = self.course.plan.steps
        for i, one in enumerate(self.days):
            quarters += one.quarters
            permitted += one.permitted.nanograms
            taken += 0 if one.taken is None else one.taken.nanograms
            rung = None if one.rung is None or not 1 <= one.rung <= len(steps) else steps[one.rung - 1]
            portions = 0 if rung is None else sum(intake.portion.quarters for intake in rung.intakes)
            kept = (
                one.day == self.course.starts + timedelta(days=i),
                one.rung is None or rung is not None,
                one.planned == self.course.planned(one.day),
                one.quarters in {0, portions},
                one.quarters * strength == 4 * one.permitted.nanograms,
                one.quarters_total == quarters,
                one.quarters_total * strength == 4 * permitted,
                one.permitted_total.nanograms == permitted,
                one.taken_total.nanograms == taken,
            )
            if not all(kept):
                wanted, todo = "a day that balances", "make the ledger with review, and change nothing in it"
                yield Fault(path=f"days[{i}]", wanted=wanted, got=f"{one.day}", todo=todo)
                return
        if len(self.days) != (self.as_of - self.course.starts).days + 1:
            wanted = f"every day from {self.course.starts} to {self.as_of}"
            yield Fault(path="days", wanted=wanted, got=f"{len(self.days)} days", todo="leave no day out")

    def page(self) -> Page:
        """Every day in one table, then what contradicted itself, and the hash."""
        header = ("day", "zone", "felt", "move", "rung", "planned", "permitted", "taken", "in all", "rule")
        rows = tuple(one.row() for one in self.days)
        grid = Grid(caption="The course, in mg of elemental magnesium a day", header=header, rows=rows)
        words = tuple(f"{one.day}: {said}" for one in self.days for said in one.contradictions)
        against = (Listing(title="Contradictions; the riskier counts", items=words),) if words else ()
        title = f"Ledger of {len(self.days)} days, {self.course.starts} to {self.as_of}"
        return Page(title=title, blocks=(grid, *against, f"Hash {self.digest}, edition {self.course.edition}."))


@final
@attrs.frozen(kw_only=True)
class RungDate:
    """When one rung was reached last, or can be: the day that the rules allow were every day as it should be, the one
    suggested, and the one from which it is overdue. All three are None for a rung that is reached and where nothing but
    a change of facts can lead to it; a course that waits for a start has only the first.
    """

    rung: int
    daily: Elemental
    reached: date | None = None
    earliest: date | None = None
    suggested: date | None = None
    overdue: date | None = None

    def __attrs_post_init__(self) -> None:
        dates = (("reached", self.reached), ("earliest", self.earliest))
        later = (("suggested", self.suggested), ("overdue", self.overdue))
        refuse(
            (
                a_whole_number("rung", self.rung, least=1, most=10**6, of="rungs"),
                an_instance("daily", self.daily, Elemental, example="Elemental.mg(50)"),
                *(a_day(name, day, optional=True) for name, day in (*dates, *later)),
            )
        )

    def row(self) -> tuple[str, ...]:
        """The dates as a line of a table."""
        days = (self.reached, self.earliest, self.suggested, self.overdue)
        return (str(self.rung), self.daily.mg_text, *("" if day is None else str(day) for day in days))


def dated(dates: tuple[RungDate, ...]) -> Grid:
    """The dates of all rungs as a table."""
    header = ("rung", "mg a day", "last reached", "earliest", "suggested", "overdue from")
    return Grid(caption="Dates of the rungs", header=header, rows=tuple(one.row() for one in dates))


@final
@attrs.frozen(kw_only=True)
class Review(Shown):
    """What a course comes to on one day: what to do, why, and what is still awaited.

    ``rung`` is today's, counted from 1, and ``step`` its intakes; ``permitted`` is 0 mg where nothing is offered today.
    ``decision`` is the answer to the question that the day asks: a start, the same amount, or a rise.
    """

    move: Move
    as_of: date
    rung: int | None
    step: Step | None
    permitted: Elemental
    findings: tuple[Finding, ...]
    awaited: tuple[Awaited, ...]
    decision: Decision
    alternatives: tuple[Alternative, ...] = ()
    dates: tuple[RungDate, ...] = ()
    ledger: Ledger
    edition: str
    disclaimer: str

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                a_member("move", self.move, Move),
                a_day("as_of", self.as_of),
                an_instance("step", self.step, Step, example="Step(...)", optional=True),
                an_instance("permitted", self.permitted, Elemental, example="Elemental.mg(50)"),
                *all_of("findings", self.findings, Finding),
                *all_of("awaited", self.awaited, Awaited),
                an_instance("decision", self.decision, Decision, example="Offer(...)"),
                *all_of("alternatives", self.alternatives, Alternative),
                *all_of("dates", self.dates, RungDate),
                an_instance("ledger", self.ledger, Ledger, example="Ledger(...)"),
                a_text("edition", self.edition, example="2026-11-25"),
                an_instance("disclaimer", self.disclaimer, str, example="'For learning and support only.'"),
            )
        )

    def page(self) -> Page:
        """Today's answer first, then why, what is awaited, the dates and the course so far."""
        return Page(title=self.headline(), blocks=(*self._now(), *self._later()))

    def headline(self) -> str:
        """Today's answer in one line."""
        where = "" if self.rung is None else f", rung {self.rung} of {len(self.ledger.course.plan.steps)}"
        return f"{self.as_of}, {self.move}{where}: {self.permitted.mg_text} mg permitted today"

    def _now(self) -> Iterator[Block]:
        how = "" if self.permitted.nanograms else ", once it is permitted"
        hours = tuple(f"{medicine}: {gaps}" for medicine, gaps in self.decision.hours_by_medicine().items())
        listings = (
            Listing(title=f"Intakes{how}", items=() if self.step is None else tuple(map(str, self.step.intakes))),
            Listing(title="Why", items=tuple(f"{one.headline()}. {one.places()}" for one in self.findings)),
            Listing(title="Still awaited", items=tuple(map(str, self.awaited))),
            Listing(title="Hours to keep", items=hours),
            Listing(title="Instead", items=tuple(map(str, self.alternatives))),
            Listing(title="Not checked", items=tuple(map(str, self.decision.not_checked))),
        )
        return (listing for listing in listings if listing.items)

    def _later(self) -> Iterator[Block]:
        yield dated(self.dates)
        yield from self.ledger.page().blocks
        yield self.disclaimer


def facts_fault(path: str, situation: object, day: object) -> Fault | None:
    """A kidney result that is dated after the day on which it is stated."""
    result = situation.kidney_date if isinstance(situation, Situation) else None
    if result is not None and isinstance(day, date) and result > day:
        wanted = f"no later than the day that states it, {day}"
        return Fault(path=f"{path}.kidney_date", wanted=wanted, got=str(result), todo="put the two dates right")
    return None


def plan_faults(plan: DosePlan) -> Iterator[Fault]:
    """A course knows what is taken, its portions hold what they say, and it has rungs to rise by."""
    capsule = plan.capsule
    if capsule is None:
        wanted, todo = "the product that the plan was made for", "take the plan from assess or titration_schedule"
        yield Fault(path="plan.capsule", wanted=wanted, got="None", todo=todo)
        return
    if len(plan.steps) == 1:
        wanted, todo = "a plan that starts low and rises", "take the plan of a start; what is kept needs no course"
        yield Fault(path="plan.steps", wanted=wanted, got="one rung", todo=todo)
    for i, step in enumerate(plan.steps):
        if any(one.elemental != one.portion.of(capsule.elemental) for one in step.intakes):
            wanted, todo = f"portions of {capsule.elemental} each", "take the plan from assess or titration_schedule"
            got = "; ".join(map(str, step.intakes))
            yield Fault(path=f"plan.steps[{i}].intakes", wanted=wanted, got=got, todo=todo)
