"""Compare two people, two answers, two plans, two courses or two ledgers: one row for each difference."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final, final

import attrs

from alpims_mg._internal.rendering import Displayed, Grid, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_text, an_instance, check_instances
from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Course
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.value_differences import Row, field_rows, rows_or_whole, unpaired, value_rows, whole_row
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.decisions import (
    Alternative,
    Consult,
    Decision,
    NeedsInformation,
    NotChecked,
    Offer,
    Withhold,
    plan_or_draft,
)
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.limit_checks import LimitCheck
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.proposals import Case
from alpims_mg.model.quantities import in_mg
from alpims_mg.model.situations import Situation


@final
@attrs.frozen(kw_only=True)
class DifferenceRow(Displayed):
    """One difference between two people, answers, plans, courses or ledgers.

    ``what`` names what differs, such as "step 3". ``first`` is its value in the first object, in words, and ``second``
    its value in the second. A text is empty if that object has no such value.
    """

    what: str
    first: str
    second: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("what", self.what, example="step 3"),
                an_instance("first", self.first, str, example="'150 mg a day'"),
                an_instance("second", self.second, str, example="'120 mg a day'"),
            )
        )

    def __str__(self) -> str:
        return f"{self.what}: {self.first or 'nothing'} -> {self.second or 'nothing'}"


@final
@attrs.frozen(kw_only=True)
class Difference(Renderable):
    """All differences between two of a kind, one row for each. No rows mean that both are the same.

    ``between`` names what is compared, in the plural: people, cases, answers, plans, courses or ledgers.
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
            return Page(self.words())
        rows = tuple((row.what, row.first or "nothing", row.second or "nothing") for row in self.rows)
        count = "1 difference" if len(rows) == 1 else f"{len(rows)} differences"
        grid = Grid("What differs", ("what", "first", "second"), rows)
        return Page(f"{count} between the two {self.between}", (grid,))


Comparable = Situation | Case | Decision | DosePlan | Course | Ledger
"""The types that ``compare`` accepts as arguments. Both arguments must be of the same type, or both are decisions."""


def compare(first: Comparable, second: Comparable) -> Difference:
    """List the differences between two people, two answers, two plans, two courses or two ledgers.

    Give two people as situations, or as cases with what each proposes. To compare their answers, give the results of
    ``assess``. For two reviews, compare their ``ledger``. Every field that differs has a row: facts, check-ins and the
    ingredients of the product too. A field that follows from others has none. So there are no rows if the two are
    equal, and only then.

    Raises: ``InvalidInputError`` if the two are not of the same type.

    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2)
    >>> usual, slower = titration_schedule(capsule), titration_schedule(capsule, hold_days=14)
    >>> for row in compare(usual, slower).rows[:2]:
    ...     print(row)
    days to the last step: 21 -> 42
    mg taken before the last step: 2100 -> 4200
    """
    match first, second:
        case Situation(), Situation():
            return _difference("people", _fact_rows(first, second))
        case Case(), Case():
            return _difference("cases", _case_rows(first, second))
        case (
            (Offer() | Consult() | Withhold() | NeedsInformation()),
            (Offer() | Consult() | Withhold() | NeedsInformation()),
        ):
            rows = _decision_rows(first, second)
            return _difference("answers", rows_or_whole("answer", first, second, rows))
        case DosePlan(), DosePlan():
            return _difference("plans", _plan_rows(first, second))
        case Course(), Course():
            return _difference("courses", _course_rows(first, second))
        case Ledger(), Ledger():
            return _difference("ledgers", _ledger_rows(first, second))
        case _:
            raise_if_any(
                an_instance(name, value, Comparable, example="titration_schedule(capsule)")
                for name, value in (("first", first), ("second", second))
            )
            actual = f"{type(first).__name__} and {type(second).__name__}"
            expected = "two people, two answers, two plans, two courses or two ledgers"
            raise InvalidInputError(
                Fault(path="second", expected=expected, actual=actual, fix="compare two of the same type")
            )


def _difference(between: str, rows: Iterable[Row]) -> Difference:
    return Difference(
        between=between, rows=tuple(DifferenceRow(what=what, first=one, second=other) for what, one, other in rows)
    )


def _fact_rows(first: Situation, second: Situation) -> Iterator[Row]:
    """Yield the differences between two people. A side without a value says whether the fact is stated."""
    for field in attrs.fields(Situation):
        ours, theirs = getattr(first, field.name), getattr(second, field.name)
        for what, one, other in value_rows(f"facts: {field.name.replace('_', ' ')}", ours, theirs):
            yield what, one or _blank(ours), other or _blank(theirs)


def _blank(value: object) -> str:
    return "not stated" if value is None else "none"


def _case_rows(first: Case, second: Case) -> Iterator[Row]:
    yield from _fact_rows(first.situation, second.situation)
    yield from field_rows("proposal", first.proposal, second.proposal)


def _decision_rows(first: Decision, second: Decision) -> Iterator[Row]:
    """Yield the differences between two answers: the words, the reasons, the plan, and the rest of the answer.

    A reason, gap or suggestion that only one answer has is a row with one empty side.
    """
    yield from value_rows("answer", first.words.headline, second.words.headline)
    for verdict in reversed(Verdict):
        of_verdict = (tuple(found for found in one.findings if found.verdict is verdict) for one in (first, second))
        yield from _line_rows(verdict.meaning, *of_verdict)
    plan, other = plan_or_draft(first), plan_or_draft(second)
    if isinstance(plan, DosePlan) and isinstance(other, DosePlan):
        yield from rows_or_whole("plan", plan, other, _plan_rows(plan, other))
    else:
        yield from value_rows("plan", plan and plan.summary(), other and other.summary())
    for name, what in _LISTS.items():
        yield from _line_rows(what, getattr(first, name, ()), getattr(second, name, ()))
    yield from value_rows("edition", first.edition, second.edition)


_LISTS: Final = {
    "missing": "please state",
    "alternatives": "instead",
    "advice": "advice",
    "acknowledged": "acknowledged",
    "not_checked": "not checked",
}
"""The lists that an answer may have, and what an item of each is called."""


def _line_rows(what: str, first: tuple[object, ...], second: tuple[object, ...]) -> Iterator[Row]:
    """Yield a row for each item that only one of two lists has."""
    ours, theirs = (dict.fromkeys(map(_line, items)) for items in (first, second))
    yield from ((what, line, "") for line in ours if line not in theirs)
    yield from ((what, "", line) for line in theirs if line not in ours)


def _line(item: object) -> str:
    match item:
        case Finding():
            return item.plainly()
        case Alternative(proposal=proposal):
            return str(proposal)
        case NotChecked():
            return item.text
        case _:
            return str(item)


def _plan_rows(first: DosePlan, second: DosePlan) -> Iterator[Row]:
    yield from value_rows("product", first.capsule, second.capsule)
    yield from value_rows("days to the last step", first.steps[-1].first_day - 1, second.steps[-1].first_day - 1)
    yield from value_rows("mg taken before the last step", _mg_before_last_rung(first), _mg_before_last_rung(second))
    for number, (step, other) in enumerate(zip_longest(first.steps, second.steps), 1):
        if step != other:
            yield whole_row(f"step {number}", step, other)
    yield from value_rows("advice", first.advice, second.advice)
    yield from rows_or_whole("limits", first.limits, second.limits, _limit_rows(first.limits, second.limits))
    yield from value_rows("bands", first.bands, second.bands)


def _mg_before_last_rung(plan: DosePlan) -> str:
    return in_mg(sum(step.daily.nanograms * (step.days or 0) for step in plan.steps))


def _limit_rows(first: tuple[LimitCheck, ...], second: tuple[LimitCheck, ...]) -> Iterator[Row]:
    for rule in dict.fromkeys(limit.rule for limit in (*first, *second)):
        ours, theirs = (tuple(limit for limit in limits if limit.rule == rule) for limits in (first, second))
        yield from value_rows(f"limit {rule}", ours, theirs)


def _course_rows(first: Course, second: Course) -> Iterator[Row]:
    yield from value_rows("first day", first.starts, second.starts)
    yield from value_rows("edition", first.edition, second.edition)
    facts = (course.situation or Situation() for course in (first, second))
    yield from rows_or_whole("facts", first.situation, second.situation, field_rows("facts", *facts))
    yield from rows_or_whole("plan", first.plan, second.plan, _plan_rows(first.plan, second.plan))
    yield from field_rows("course", first, second, but=("starts", "edition", "situation", "plan"))


def _ledger_rows(first: Ledger, second: Ledger) -> Iterator[Row]:
    yield from rows_or_whole("course", first.course, second.course, _course_rows(first.course, second.course))
    yield from value_rows("last day", first.as_of, second.as_of)
    yield from value_rows("other courses", first.others, second.others)
    reported = tuple(_check_in_rows(first, second))
    rows = (row for _, row in reported)
    yield from rows_or_whole("check-ins", first.check_ins, second.check_ins, rows)
    yield from _day_rows(first, second, frozenset(number for number, _ in reported))
    yield from value_rows("total permitted", first.days[-1].permitted_total, second.days[-1].permitted_total)
    yield from value_rows("total taken", first.days[-1].taken_total, second.days[-1].taken_total)


def _check_in_rows(first: Ledger, second: Ledger) -> Iterator[tuple[int, Row]]:
    """Yield each difference between the check-ins of two ledgers, with the number of its day."""
    ours, theirs = _check_ins_by_day(first), _check_ins_by_day(second)
    for number in sorted({*ours, *theirs}):
        pairs = _paired_check_ins(ours.get(number, []), theirs.get(number, []))
        for place, (check_in, other) in enumerate(pairs, 1):
            what = f"{_day_name(number)}, check-in" + (f" {place}" if len(pairs) > 1 else "")
            rows = [whole_row(what, check_in, other)]
            if check_in is not None and other is not None:
                rows = list(field_rows(what, check_in, other, but=("day",))) or rows
            yield from ((number, row) for row in rows)


def _paired_check_ins(
    first: list[CheckIn], second: list[CheckIn]
) -> list[tuple[CheckIn, CheckIn] | tuple[CheckIn | None, CheckIn | None]]:
    """Pair the check-ins of a day that differ: those with the same ``id`` first, then the others in their order."""
    by_id = {check_in.id: check_in for check_in in second if check_in.id is not None}
    same = [(check_in, by_id[check_in.id]) for check_in in first if check_in.id in by_id]
    names = {check_in.id for check_in, _ in same}
    others = ([check_in for check_in in check_ins if check_in.id not in names] for check_ins in (first, second))
    return [*(pair for pair in same if pair[0] != pair[1]), *unpaired(*others)]


def _check_ins_by_day(ledger: Ledger) -> dict[int, list[CheckIn]]:
    """The check-ins of a ledger by the number of their day. The first day of the course is day 1."""
    by_day: defaultdict[int, list[CheckIn]] = defaultdict(list)
    for check_in in ledger.check_ins:
        by_day[(check_in.day - ledger.course.starts).days + 1].append(check_in)
    return by_day


def _day_name(number: int) -> str:
    return f"day {number}" if number > 0 else f"{1 - number} days before day 1"


_SHOWN_TOGETHER: Final = ("move", "rung", "permitted", "taken")
_COMPUTED: Final = ("day", "planned", "quarters", "quarters_total", "permitted_total", "taken_total")
"""Fields of a day that follow from the course, from its other fields and from the days before."""
_REPORTED: Final = ("zone", "reactions", "wish", "doses", "contradictions", "counted_once")
"""Fields of a day that its check-ins decide."""


def _day_rows(first: Ledger, second: Ledger, reported: frozenset[int]) -> Iterator[Row]:
    """Yield the differences between the days of two ledgers.

    ``reported`` holds the numbers of the days whose check-ins differ. What these report is not repeated.
    """
    for number, (entry, other) in enumerate(zip_longest(first.days, second.days), 1):
        name = _day_name(number)
        sides = (_describe_entry(entry), _describe_entry(other))
        if sides[0] != sides[1]:
            yield whole_row(name, *sides)
        if entry is not None and other is not None:
            but = (*_SHOWN_TOGETHER, *_COMPUTED, *(_REPORTED if number in reported else ()))
            yield from field_rows(name, entry, other, but=but)


def _describe_entry(entry: LedgerDay | None) -> str | None:
    if entry is None:
        return None
    step = "no step" if entry.rung is None else f"step {entry.rung}"
    taken = "amount taken not stated" if entry.taken is None else f"{entry.taken.format_mg()} mg taken"
    return f"{str(entry.move).replace('-', ' ')}, {step}, {entry.permitted.format_mg()} mg allowed, {taken}"
