"""Two plans, two courses or two ledgers side by side: what is otherwise, as rows and in words."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import cast, final

import attrs

from alpims_mg._internal.rendering import Grid, Page, Renderable, describe
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
    """One thing that is otherwise: what, and how it is in the first and in the second."""

    what: str
    first: str
    second: str

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("what", self.what, example="rung 3"),
                an_instance("first", self.first, str, example="'150 mg a day'"),
                an_instance("second", self.second, str, example="'120 mg a day'"),
            )
        )

    def __str__(self) -> str:
        return f"{self.what}: {self.first or 'nothing'}, against {self.second or 'nothing'}"


@final
@attrs.frozen(kw_only=True)
class Difference(Renderable):
    """All that is otherwise between two of a kind; without rows the two are the same."""

    between: str
    rows: tuple[DifferenceRow, ...] = ()

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (a_text("between", self.between, example="plans"), *check_instances("rows", self.rows, DifferenceRow))
        )

    def words(self) -> str:
        """The difference in sentences, one for each row."""
        return "\n".join(map(str, self.rows)) or f"The two {self.between} are the same."

    def page(self) -> Page:
        """The rows as a table."""
        if not self.rows:
            return Page(title=self.words())
        rows = tuple((one.what, one.first, one.second) for one in self.rows)
        return Page(
            title=f"What is otherwise between the two {self.between}",
            blocks=(Grid(caption="Difference", header=("what", "first", "second"), rows=rows),),
        )


Compared = DosePlan | Course | Ledger


def compare(first: Compared, second: Compared) -> Difference:
    """What is otherwise between two plans, two courses or two ledgers (of a review, its ``ledger``).

    Raises: ``InvalidInputError`` when the two are not of one kind.

    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4)
    >>> print(compare(titration_schedule(capsule), titration_schedule(capsule, hold_days=14)).rows[0])
    days to the last rung: 21, against 42
    """
    match first, second:
        case DosePlan(), DosePlan():
            return Difference(between="plans", rows=tuple(_plans(first, second)))
        case Course(), Course():
            return Difference(between="courses", rows=tuple(_courses(first, second)))
        case Ledger(), Ledger():
            return Difference(between="ledgers", rows=tuple(_ledgers(first, second)))
        case _:
            actual = f"{type(first).__name__} and {type(second).__name__}"
            expected, fix = "two plans, two courses or two ledgers", "compare what is of one kind"
            raise InvalidInputError(Fault(path="second", expected=expected, actual=actual, fix=fix))


def _otherwise(pairs: Iterator[tuple[str, object, object]]) -> Iterator[DifferenceRow]:
    for what, first, second in pairs:
        if first != second:
            yield DifferenceRow(what=what, first=_words(first), second=_words(second))


def _words(value: object) -> str:
    if isinstance(value, frozenset):
        return describe(tuple(sorted(map(str, cast("frozenset[object]", value)))))
    return "" if value is None else describe(value)


def _plans(first: DosePlan, second: DosePlan) -> Iterator[DifferenceRow]:
    def pairs() -> Iterator[tuple[str, object, object]]:
        yield "product", first.capsule, second.capsule
        yield "days to the last rung", first.steps[-1].first_day - 1, second.steps[-1].first_day - 1
        yield "mg taken before the last rung", _before_last(first), _before_last(second)
        for number, (one, other) in enumerate(zip_longest(first.steps, second.steps), 1):
            yield f"rung {number}", _rung(one), _rung(other)

    return _otherwise(pairs())


def _before_last(plan: DosePlan) -> str:
    return in_mg(sum(step.daily.nanograms * (step.days or 0) for step in plan.steps))


def _rung(step: Step | None) -> str | None:
    if step is None:
        return None
    return f"{step.daily.format_mg()} mg a day from day {step.first_day}: {'; '.join(map(str, step.intakes))}"


def _courses(first: Course, second: Course) -> Iterator[DifferenceRow]:
    def pairs() -> Iterator[tuple[str, object, object]]:
        yield "first day", first.starts, second.starts
        yield "edition", first.edition, second.edition
        for field in attrs.fields(Situation):
            facts = (getattr(one.situation or Situation(), field.name) for one in (first, second))
            yield f"facts: {field.name.replace('_', ' ')}", *facts

    yield from _otherwise(pairs())
    yield from _plans(first.plan, second.plan)


def _ledgers(first: Ledger, second: Ledger) -> Iterator[DifferenceRow]:
    def pairs() -> Iterator[tuple[str, object, object]]:
        for one, other in zip_longest(first.days, second.days):
            number = (one or other).day - (first if one else second).course.starts
            yield f"day {number.days + 1}", _day(one), _day(other)
        yield "permitted in all", first.days[-1].permitted_total, second.days[-1].permitted_total
        yield "taken in all", first.days[-1].taken_total, second.days[-1].taken_total

    yield from _courses(first.course, second.course)
    yield from _otherwise(pairs())


def _day(one: LedgerDay | None) -> str | None:
    if one is None:
        return None
    rung = "on no rung" if one.rung is None else f"rung {one.rung}"
    taken = "not told" if one.taken is None else f"{one.taken.format_mg()} mg"
    return f"{one.move}, {rung}, {one.permitted.format_mg()} mg permitted, {taken} taken"
