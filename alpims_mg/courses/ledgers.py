"""The types for the ledger of a course: one entry for each day, totals that must balance, and a hash of the whole."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Final, final

import attrs

from alpims_mg._internal.digests import digest
from alpims_mg._internal.messages import Message, say, say_number
from alpims_mg._internal.rendering import (
    Block,
    Calendar,
    CalendarDay,
    Details,
    Grid,
    Listing,
    Page,
    Renderable,
    Tone,
    long_date,
)
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_day, a_whole_number, an_instance, check_instances
from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Course, OtherCourse
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.rulebook.courses import Move


@final
@attrs.frozen(kw_only=True)
class Ledger(Renderable):
    """A course, its check-ins, and an entry for every day up to ``as_of``. A ledger that does not balance is an error.

    Quarters of capsules and milligrams are counted separately and must agree. On each day and in total, the quarters
    must contain exactly the amount permitted. Each total must be the sum of its days. ``digest`` is a hash of the
    inputs, the edition and every day. ``others`` holds the person's other courses, which were reviewed together with
    this one. Check a ledger with ``replay_course``.

    Raises: ``InvalidInputError`` naming the first day that does not balance.
    """

    course: Course
    check_ins: tuple[CheckIn, ...]
    as_of: date
    days: tuple[LedgerDay, ...]
    others: tuple[OtherCourse, ...] = ()
    digest: str = attrs.field(init=False)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("course", self.course, Course, example="Course(...)"),
                *check_instances("check_ins", self.check_ins, CheckIn),
                a_day("as_of", self.as_of),
                *check_instances("days", self.days, LedgerDay),
                *check_instances("others", self.others, OtherCourse),
            )
        )
        raise_if_any(self._balance_faults())
        inputs = (self.course.identity, self.check_ins, self.as_of, self.days)
        object.__setattr__(self, "digest", digest(*inputs, *self.others))

    def _balance_faults(self) -> Iterator[Fault]:
        strength = self.course.capsule.elemental.nanograms
        quarters = permitted = taken = 0
        steps = self.course.rungs
        for i, entry in enumerate(self.days):
            quarters += entry.quarters
            permitted += entry.permitted.nanograms
            taken += 0 if entry.taken is None else entry.taken.nanograms
            step = None if entry.rung is None or not 1 <= entry.rung <= len(steps) else steps[entry.rung - 1]
            portions = 0 if step is None else sum(intake.portion.quarters for intake in step.intakes)
            conditions = (
                entry.day == self.course.starts + timedelta(days=i),
                entry.rung is None or step is not None,
                entry.planned == self.course.planned(entry.day),
                entry.quarters in {0, portions},
                entry.quarters * strength == 4 * entry.permitted.nanograms,
                entry.quarters_total == quarters,
                entry.quarters_total * strength == 4 * permitted,
                entry.permitted_total.nanograms == permitted,
                entry.taken_total.nanograms == taken,
            )
            if not all(conditions):
                expected = "a day whose rung, amounts and totals agree"
                fix = "take the ledger from review_course and change nothing in it"
                yield Fault(path=f"days[{i}]", expected=expected, actual=f"{entry.day}", fix=fix)
                return
        if len(self.days) != (self.as_of - self.course.starts).days + 1:
            expected = f"every day from {self.course.starts} to {self.as_of}"
            yield Fault(path="days", expected=expected, actual=f"{len(self.days)} days", fix="leave no day out")

    def page(self, last_days: int | None = None) -> Page:
        """A page with all days, or the ``last_days``, as a calendar, and the totals. The day by day is details.

        Raises: ``InvalidInputError`` if ``last_days`` is less than 1.
        """
        last = self.days[-1]
        title = say_number(
            "view.course",
            "{number} day of a course, from {first} to {last}",
            "{number} days of a course, from {first} to {last}",
            len(self.days),
            first=long_date(self.course.starts),
            last=long_date(self.as_of),
        )
        totals = say(
            "view.course",
            "You took {taken} mg in all, of {allowed} mg allowed.",
            taken=last.taken_total.format_mg(),
            allowed=last.permitted_total.format_mg(),
        )
        details = Details(DAY_BY_DAY, self.day_blocks(last_days))
        return Page(title, (self.calendar(last_days), totals, details))

    def calendar(self, last_days: int | None = None) -> Calendar:
        """All days, or the ``last_days``, in weeks: the zone, what was taken, and each change of the step.

        Raises: ``InvalidInputError`` if ``last_days`` is less than 1.
        """
        shown = tuple(
            CalendarDay(
                entry.day,
                None if entry.zone is None else Tone(entry.zone.value),
                "?" if entry.taken is None else entry.taken.format_mg(),
                up=_step(entry) if entry.move is Move.ADVANCE else "",
                back=_step(entry) if entry.move is Move.STEP_BACK else "",
            )
            for entry in self._shown(last_days)
        )
        if len(shown) == len(self.days):
            return Calendar(say("view.course", "Your days: zone and mg taken"), shown)
        caption = say_number(
            "view.course",
            "Your days: zone and mg taken, the last day of {all}",
            "Your days: zone and mg taken, the last {number} days of {all}",
            len(shown),
            all=len(self.days),
        )
        return Calendar(caption, shown)

    def day_blocks(self, last_days: int | None = None) -> tuple[Block, ...]:
        """The table of all days, or of the ``last_days``, what each day reports, the rule of each day, and the hash.

        Raises: ``InvalidInputError`` if ``last_days`` is less than 1.
        """
        days = self._shown(last_days)
        header = ("day", "zone", "move", "step", "planned", "allowed", "taken", "total")
        listings = (
            Listing("The rule of each day", tuple(_rule_lines(days))),
            Listing("Reviewed together with", tuple(map(str, self.others))),
            Listing("Reactions", tuple(entry.reaction_line() for entry in days if entry.has_reaction_line)),
            Listing("Doses", tuple(entry.dose_line() for entry in days if entry.doses)),
            Listing("Wishes", tuple(f"{entry.day}: {entry.wish}" for entry in days if entry.wish)),
            Listing(
                "Reported twice and counted once",
                tuple(f"{entry.day}: {amount}" for entry in days for amount in entry.counted_once),
            ),
            Listing(
                "Contradictions (the riskier report counts)",
                tuple(f"{entry.day}: {contradiction}" for entry in days for contradiction in entry.contradictions),
            ),
            Listing("Corrections", tuple(self._corrections(frozenset(entry.day for entry in days)))),
        )
        caption = f"The course, in mg of elemental magnesium a day{self._part(len(days))}"
        return (
            Grid(caption, header, tuple(entry.row() for entry in days), (3, 4, 5, 6, 7)),
            *(listing for listing in listings if listing.items),
            f"Hash {self.digest}, edition {self.course.edition}.",
        )

    def _shown(self, last_days: int | None) -> tuple[LedgerDay, ...]:
        raise_if_any((a_whole_number("last_days", last_days, least=1, most=10**6, of="days", optional=True),))
        return self.days if last_days is None else self.days[-last_days:]

    def _part(self, shown: int) -> str:
        """What to add to a caption if only some of the days are shown."""
        last = "day" if shown == 1 else f"{shown} days"
        return "" if shown == len(self.days) else f", the last {last} of {len(self.days)}"

    def _corrections(self, days: frozenset[date]) -> Iterator[str]:
        """Yield a line for each correction of an entry of these days, or to one of them. The line has both entries."""
        named = {check_in.id: check_in for check_in in self.check_ins if check_in.id is not None}
        for check_in in self.check_ins:
            if check_in.replaces in named:
                replaced = named[check_in.replaces]
                if {replaced.day, check_in.day} & days:
                    yield f"{replaced.summary()}. Corrected by {check_in.summary()}"


DAY_BY_DAY: Final = say("view.course", "Day by day, with reasons")
"""The title of the details of a course."""


def _step(entry: LedgerDay) -> Message:
    return say("view.course", "step {number}", number=entry.rung)


def _rule_lines(days: tuple[LedgerDay, ...]) -> Iterator[str]:
    """Yield a line for each run of days that one rule decides: the days, and the id of the rule."""
    for rule, run in groupby(days, key=lambda entry: entry.rule):
        first, *more = run
        yield f"{first.day}{f' to {more[-1].day}' if more else ''}: {rule}"
