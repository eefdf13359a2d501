"""``LedgerDay``, the entry of one day in the ledger of a course."""

from datetime import date
from typing import final

import attrs

from alpims_mg._internal.field_types import type_faults
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_whole_number
from alpims_mg.courses.check_ins import DoseTaken
from alpims_mg.errors import raise_if_any
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Reaction, Wish, Zone
from alpims_mg.rulebook.courses import Move


@final
@attrs.frozen(kw_only=True)
class LedgerDay(Displayed):
    """One day of a course: what was planned, permitted, reported and decided.

    ``move`` is what the course does that day, such as to stay, and ``rule`` is the id of the rule that decides this.
    ``rung`` counts from 1, and is None while the course is on no rung. ``permitted`` is 0 mg on a day on which nothing
    is offered, even on a rung. ``quarters`` is the permitted amount in quarters of a capsule. ``taken`` is None if no
    amount is stated, and the largest of several. ``doses`` holds each dose that is reported. Totals run from the first
    day to this one. Amounts are elemental magnesium. ``contradictions`` and ``counted_once`` say which reports of the
    day contradict each other, and which amounts were reported twice.
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
    doses: tuple[DoseTaken, ...] = ()
    wish: Wish | None = None
    counted_once: tuple[str, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                *type_faults(self),
                a_whole_number("quarters", self.quarters, least=0, most=10**6, of="quarters"),
                a_whole_number("rung", self.rung, least=1, most=10**6, of="rungs", optional=True),
                a_whole_number("quarters_total", self.quarters_total, least=0, most=10**9, of="quarters"),
            )
        )

    def dose_line(self) -> str:
        """One line with each dose of the day, their total, and what the day permitted."""
        doses = ", ".join(map(str, self.doses))
        total = sum(dose.elemental.nanograms for dose in self.doses)
        permitted = f"permitted {self.permitted.format_mg()} mg"
        return f"{self.day}: {doses}. Total {Elemental(nanograms=total).format_mg()} mg, {permitted}"

    @property
    def has_reaction_line(self) -> bool:
        """True if the day has a reaction, or a zone without a word on reactions."""
        return self.zone is not None if self.reactions is None else bool(self.reactions - {Reaction.NONE})

    def reaction_line(self) -> str:
        """One line with the reactions of the day, separated by commas."""
        return f"{self.day}: {'not stated' if self.reactions is None else ', '.join(sorted(map(str, self.reactions)))}"

    def row(self) -> tuple[str, ...]:
        """The cells of this day's row in the table of ``Ledger.day_blocks``."""
        return (
            str(self.day),
            str(self.zone or "not stated"),
            str(self.move).replace("-", " "),
            "" if self.rung is None else str(self.rung),
            self.planned.format_mg(),
            self.permitted.format_mg(),
            "not stated" if self.taken is None else self.taken.format_mg(),
            self.taken_total.format_mg(),
        )
