"""The ledger of a course: one entry for each day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import final

import attrs

from alpims_mg._internal.digests import digest
from alpims_mg._internal.rendering import Grid, Listing, Page, Renderable
from alpims_mg._internal.validation import a_day, a_member, a_whole_number, an_instance, check_instances
from alpims_mg.courses.diary import CheckIn, Course
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Reaction, Zone
from alpims_mg.rulebook.courses import Move


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
        raise_if_any(
            (
                a_member("move", self.move, Move),
                a_whole_number("quarters", self.quarters, least=0, most=10**6, of="quarters"),
                a_whole_number("quarters_total", self.quarters_total, least=0, most=10**9, of="quarters"),
                *check_instances("amounts", amounts, Elemental),
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
            self.planned.format_mg(),
            self.permitted.format_mg(),
            "not told" if self.taken is None else self.taken.format_mg(),
            self.taken_total.format_mg(),
            self.rule,
        )


@final
@attrs.frozen(kw_only=True)
class Ledger(Renderable):
    """A course with all its days, as they follow from its check-ins; it balances, or it is not built.

    Capsules and milligrams are kept side by side: on each day and in total the quarters of capsules, times the
    strength of one, are what is permitted, and the totals are the sums of the days. ``digest`` is the hash of the
    inputs, the edition and every day: whoever holds a ledger can check it with ``replay_course``.

    Raises: ``InvalidInputError`` naming the first day that does not balance.
    """

    course: Course
    check_ins: tuple[CheckIn, ...]
    as_of: date
    days: tuple[LedgerDay, ...]
    digest: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("course", self.course, Course, example="Course(...)"),
                *check_instances("check_ins", self.check_ins, CheckIn),
                a_day("as_of", self.as_of),
                *check_instances("days", self.days, LedgerDay),
            )
        )
        raise_if_any(self._out_of_balance())
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
                expected, fix = "a day that balances", "make the ledger with review, and change nothing in it"
                yield Fault(path=f"days[{i}]", expected=expected, actual=f"{one.day}", fix=fix)
                return
        if len(self.days) != (self.as_of - self.course.starts).days + 1:
            expected = f"every day from {self.course.starts} to {self.as_of}"
            yield Fault(path="days", expected=expected, actual=f"{len(self.days)} days", fix="leave no day out")

    def page(self) -> Page:
        """Every day in one table, then what contradicted itself, and the hash."""
        header = ("day", "zone", "felt", "move", "rung", "planned", "permitted", "taken", "in all", "rule")
        rows = tuple(one.row() for one in self.days)
        grid = Grid(caption="The course, in mg of elemental magnesium a day", header=header, rows=rows)
        words = tuple(f"{one.day}: {said}" for one in self.days for said in one.contradictions)
        against = (Listing(title="Contradictions; the riskier counts", items=words),) if words else ()
        title = f"Ledger of {len(self.days)} days, {self.course.starts} to {self.as_of}"
        return Page(title=title, blocks=(grid, *against, f"Hash {self.digest}, edition {self.course.edition}."))
