"""Compare two plans, two courses or two ledgers: one row for each difference."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import cast, final

import attrs

from alpims_mg._internal.rendering import Grid, Page, Renderable, describe
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_text, an_instance, check_instances
from alpims_mg.courses.diary import Course
from alpims_mg.courses.ledgers import Ledger, LedgerDay
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.quantities import in_mg
from alpims_mg.model.situations import Situation


@final
@attrs.frozen(kw_only=True)
class DifferenceRow:
    """One difference between two plans, two courses or two ledgers.

    ``what`` names what differs, such as "rung 3". ``first`` is its value in the first object, in words, and ``second``
    its value in the second. A text is empty if that object has no such value.
    """

    what: str
    first: str
    second: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("what", self.what, example="rung 3"),
                an_instance("first", self.first, str, example="'150 mg a day'"),
                an_instance("second", self.second, str, example="'120 mg a day'"),
            )
        )

    def __str__(self) -> str:
        return f"{self.what}: {self.first or 'nothing'} -> {self.second or 'nothing'}"


@final
@attrs.frozen(kw_only=True)
class Difference(Renderable):
    """All differences between two plans, courses or ledgers, one row for each. No rows mean that both are the same.

    ``between`` names what is compared, in the plural: plans, courses or ledgers.
    """

    between: str
    rows: tuple[DifferenceRow, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (a_text("between", self.between, example="plans"), *check_instances("rows", self.rows, DifferenceRow))
        )

    def words(self) -> str:
        """A text with one line for each difference, or a sentence that the two compared objects are the same."""
        return "\n".join(map(str, self.rows)) or f"The two {self.between} are the same."

    def page(self) -> Page:
        """A page with the differences as a table. If there are none, only a title that states so."""
        if not self.rows:
            return Page(title=self.words())
        rows = tuple((row.what, row.first, row.second) for row in self.rows)
        return Page(
            title=f"Differences between the two {self.between}",
            blocks=(Grid(caption="Differences", header=("what", "first", "second"), rows=rows),),
        )


Comparable = DosePlan | Course | Ledger
"""The types that ``compare`` accepts as arguments. Both arguments must be of the same type."""


def compare(first: Comparable, second: Comparable) -> Difference:
    """List the differences between two plans, two courses or two ledgers. For two reviews, compare their ``ledger``.

    Raises: ``InvalidInputError`` if the two are not of the same type.

    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2)
    >>> usual, slower = titration_schedule(capsule), titration_schedule(capsule, hold_days=14)
    >>> for row in compare(usual, slower).rows[:2]:
    ...     print(row)
    days to the last rung: 21 -> 42
    mg taken before the last rung: 2100 -> 4200
    """
    match first, second:
        case DosePlan(), DosePlan():
            return Difference(between="plans", rows=tuple(_plan_differences(first, second)))
        case Course(), Course():
            return Difference(between="courses", rows=tuple(_course_differences(first, second)))
        case Ledger(), Ledger():
            return Difference(between="ledgers", rows=tuple(_ledger_differences(first, second)))
        case _:
            raise_if_any(
                an_instance(name, value, DosePlan | Course | Ledger, example="titration_schedule(capsule)")
                for name, value in (("first", first), ("second", second))
            )
            actual = f"{type(first).__name__} and {type(second).__name__}"
            expected, fix = "two plans, two courses or two ledgers", "compare two of the same type"
            raise InvalidInputError(Fault(path="second", expected=expected, actual=actual, fix=fix))


_Pairs = Iterator[tuple[str, object, object]]
"""An iterator over triples: the name of what is compared, its value in the first object, its value in the second."""


def _differing_rows(pairs: _Pairs) -> Iterator[DifferenceRow]:
    """Yield a ``DifferenceRow`` for each triple (name, first value, second value) whose two values differ."""
    for what, first, second in pairs:
        if first != second:
            yield DifferenceRow(what=what, first=_describe_value(first), second=_describe_value(second))


def _describe_value(value: object) -> str:
    """A value in words. The items of a set are sorted. None becomes an empty text."""
    if isinstance(value, frozenset):
        return describe(tuple(sorted(map(str, cast("frozenset[object]", value)))))
    return "" if value is None else describe(value)


def _plan_differences(first: DosePlan, second: DosePlan) -> Iterator[DifferenceRow]:
    def pairs() -> _Pairs:
        yield "product", first.capsule, second.capsule
        yield "days to the last rung", first.steps[-1].first_day - 1, second.steps[-1].first_day - 1
        yield "mg taken before the last rung", _mg_before_last_rung(first), _mg_before_last_rung(second)
        for number, (step, other) in enumerate(zip_longest(first.steps, second.steps), 1):
            yield f"rung {number}", _describe_rung(step), _describe_rung(other)

    return _differing_rows(pairs())


def _mg_before_last_rung(plan: DosePlan) -> str:
    return in_mg(sum(step.daily.nanograms * (step.days or 0) for step in plan.steps))


def _describe_rung(step: Step | None) -> str | None:
    if step is None:
        return None
    return f"{step.daily.format_mg()} mg a day from day {step.first_day}: {'; '.join(map(str, step.intakes))}"


def _course_differences(first: Course, second: Course) -> Iterator[DifferenceRow]:
    def pairs() -> _Pairs:
        yield "first day", first.starts, second.starts
        yield "edition", first.edition, second.edition
        for field in attrs.fields(Situation):
            facts = (getattr(course.situation or Situation(), field.name) for course in (first, second))
            yield f"facts: {field.name.replace('_', ' ')}", *facts

    yield from _differing_rows(pairs())
    yield from _plan_differences(first.plan, second.plan)


def _ledger_differences(first: Ledger, second: Ledger) -> Iterator[DifferenceRow]:
    def pairs() -> _Pairs:
        for entry, other in zip_longest(first.days, second.days):
            number = (entry or other).day - (first if entry else second).course.starts
            yield f"day {number.days + 1}", _describe_entry(entry), _describe_entry(other)
        yield "total permitted", first.days[-1].permitted_total, second.days[-1].permitted_total
        yield "total taken", first.days[-1].taken_total, second.days[-1].taken_total

    yield from _course_differences(first.course, second.course)
    yield from _differing_rows(pairs())


def _describe_entry(entry: LedgerDay | None) -> str | None:
    if entry is None:
        return None
    rung = "no rung" if entry.rung is None else f"rung {entry.rung}"
    taken = "amount taken not stated" if entry.taken is None else f"{entry.taken.format_mg()} mg taken"
    return f"{entry.move}, {rung}, {entry.permitted.format_mg()} mg permitted, {taken}"
