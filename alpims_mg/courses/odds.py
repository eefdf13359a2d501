"""The type for the exact odds of a course, and functions that put a chance and a spread of totals into words."""

from fractions import Fraction
from typing import Final, final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.rendering import Grid, Listing, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg.model.quantities import Elemental

LEFT_OUT: Final = Listing(
    title="Left out of a map and its odds",
    items=(
        "wishes, such as to hold or to go lower",
        "any amount but the one that the day allows, and corrections",
        "facts that change: new facts in a check-in, and a kidney result that becomes too old",
        "a start after a stop, another product or target, and a second product",
    ),
)
"""What can happen in a course, but not in its map."""


@final
@attrs.frozen(kw_only=True)
class CourseOdds(Renderable):
    """The exact chances of each place on each day, of the day that reaches the last rung, and of the total taken.

    A place is a rung, or a phase in which nothing is taken, as a text such as "rung 1" or "paused". ``by_day`` has one
    item for each day, in order: a tuple of pairs of a place and its chance. The chances of one day add up to exactly 1.
    ``to_last_rung`` holds pairs of a day number and the chance that the course first reaches the last rung on that day.
    The sum of these chances is less than 1 if the course may not reach it within ``days`` days. ``milligrams`` holds
    pairs of a possible total and its chance.
    """

    days: int
    by_day: tuple[tuple[tuple[str, Fraction], ...], ...]
    to_last_rung: tuple[tuple[int, Fraction], ...]
    milligrams: tuple[tuple[Elemental, Fraction], ...]

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    @property
    def mean_milligrams(self) -> Fraction:
        """The exact mean of the total taken over all ``days``, in mg of elemental magnesium."""
        return sum((Fraction(amount.nanograms, 10**6) * chance for amount, chance in self.milligrams), Fraction(0))

    def page(self) -> Page:
        """A page with four parts, in percent to 0.1 %.

        A table of the odds of each step or phase by week, the odds that the last step is reached by each week, the
        median and spread of the total taken, and what is left out.
        """
        weeks = [*range(7, self.days, 7), self.days]
        places = sorted({place for day in weeks for place, _ in self.by_day[day - 1]})
        odds = [(day, dict(self.by_day[day - 1])) for day in weeks]
        rows = tuple(
            (
                str(day),
                *(_percent(chances.get(place, Fraction(0))) for place in places),
                _percent(self._reached_by(day)),
            )
            for day, chances in odds
        )
        header = ("day", *map(place_words, places), "last step reached")
        grid = Grid("Where the course is, by day, in %", header, rows, tuple(range(len(header))))
        title = (
            f"Odds over {self.days} days: {format_percent(self._reached_by(self.days))} of courses reach the last step"
        )
        return Page(title, (grid, f"Total taken: {_middle_and_spread(self.milligrams)}.", LEFT_OUT))

    def _reached_by(self, day: int) -> Fraction:
        """The chance that the course has reached the last rung by the end of ``day``, a number counted from 1."""
        return sum((chance for first, chance in self.to_last_rung if first <= day), Fraction(0))


def place_words(place: str) -> str:
    """A place for people: "step 1" for "rung 1", and a phase without its hyphens."""
    return place.replace("rung ", "step ").replace("-", " ")


def format_percent(chance: Fraction) -> str:
    """A chance to 0.1 %. A possible event is never shown as 0 %, and an uncertain one never as 100 %.

    >>> format_percent(Fraction(1, 3)), format_percent(Fraction(1, 9999)), format_percent(Fraction(1))
    ('33.3 %', 'under 0.1 %', '100 %')
    """
    tenths = round(chance * 1000)
    if chance in (0, 1):
        return f"{chance * 100} %"
    if tenths in (0, 1000):
        return "under 0.1 %" if tenths == 0 else "over 99.9 %"
    return f"{tenths // 10}.{tenths % 10} %"


def _percent(chance: Fraction) -> str:
    """A chance in percent, without the sign: "<0.1" for one that is possible, and ">99.9" for one that is not sure."""
    return format_percent(chance).removesuffix(" %").replace("under ", "<").replace("over ", ">")


def _middle_and_spread(milligrams: tuple[tuple[Elemental, Fraction], ...]) -> str:
    """A text with the median, the 5th and the 95th percentile of the total taken, in mg.

    ``milligrams`` holds pairs of a possible total and its chance, in ascending order of the totals.
    """
    quantiles = [Fraction(1, 20), Fraction(1, 2), Fraction(19, 20)]
    amounts: list[str] = []
    cumulative = Fraction(0)
    for amount, chance in milligrams:
        cumulative += chance
        amounts += [amount.format_mg()] * sum(quantile <= cumulative for quantile in quantiles[len(amounts) :])
    low, middle, high = amounts
    return f"half of all courses take {middle} mg or less. Nine in ten take from {low} to {high} mg"
