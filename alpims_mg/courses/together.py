"""Live several courses of one person side by side, one product each: every day is reviewed as one day.

Each course counts what the others permit as other magnesium. Reactions and new facts count for all of them. On a day,
at most one of them starts, resumes or rises.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar, final

from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Course
from alpims_mg.courses.facts import Questions, questions
from alpims_mg.courses.merging import SILENT, DayReport, distinct_facts, reports_by_day, riskiest_zone
from alpims_mg.courses.positions import Phase, Position
from alpims_mg.courses.replaying import (
    DayRecord,
    Evening,
    OtherProducts,
    evening_after_change,
    evening_before,
    live_day,
)
from alpims_mg.model.situations import Situation
from alpims_mg.rulebook.courses import CourseEvent, CourseNumber, Move
from alpims_mg.rulebook.current import Rulebook


@final
class CourseReports(NamedTuple):
    """A course to live, and the report of each day that has one.

    ``stages`` holds the proposals that the rules judge: first those of the course that the others follow, last those of
    the course itself.
    """

    stages: tuple[Questions, ...]
    reports: Mapping[date, DayReport]

    @property
    def starts(self) -> date:
        """The first day of the diary: that of the first course."""
        return self.stages[0].course.starts

    def on(self, day: date) -> Questions:
        """The proposals of a day: those of the last course that has begun, or of the first one."""
        begun = [stage for stage in self.stages if stage.course.starts <= day]
        return begun[-1] if begun else self.stages[0]


def course_reports(course: Course, check_ins: Iterable[CheckIn], rulebook: Rulebook) -> CourseReports:
    """A course with its check-ins, to be lived together with others. What another edition judged is the past."""
    chain = [course]
    while chain[0].follows is not None and not chain[0].told:
        chain.insert(0, chain[0].follows)
    return CourseReports(tuple(map(questions, chain)), reports_by_day(check_ins, rulebook))


@final
class _Progress(NamedTuple):
    """What is known of one of the courses in the evening.

    ``changed_on`` is the day of its last change to another rung, onto a rung or into a pause. Before the first change,
    it is the first day of the course. ``started_on`` is the day of the last start that an intake made.
    """

    evening: Evening
    changed_on: date
    started_on: date | None = None


def live_together(
    courses: Sequence[CourseReports], today: date, rulebook: Rulebook
) -> tuple[list[list[DayRecord]], "JointDay"]:
    """Live the courses up to ``today``. Return a pair: the records of each course, and the last day itself.

    The records of a course begin with its own first day. The courses are in the order in which they began. A reaction
    counts for a course that has not begun yet too. So the later course waits for calm days as well, or for a new
    agreement after a stop.
    """
    states = [_Progress(Evening(stated=(Situation(),)), course.starts) for course in courses]
    records: list[list[DayRecord]] = [[] for _ in courses]
    day = _morning(courses, states, min(course.starts for course in courses), rulebook)
    while True:
        lived = day.live()
        for course, kept, record in zip(courses, records, lived, strict=True):
            if course.stages[-1].course.starts <= day.day:
                kept.append(record)
        if day.day >= today:
            return records, day
        states = [_evening_of(state, record) for state, record in zip(day.states, lived, strict=True)]
        day = _morning(courses, states, day.day + timedelta(days=1), rulebook)


def _morning(
    courses: Sequence[CourseReports], states: Sequence[_Progress], day: date, rulebook: Rulebook
) -> "JointDay":
    begun = [
        _begin(state, course.on(day).course, course.reports, day, rulebook)
        for state, course in zip(states, courses, strict=True)
    ]
    return JointDay(courses, begun, [course.reports.get(day, SILENT) for course in courses], day, rulebook)


def _begin(
    state: _Progress, course: Course, reports: Mapping[date, DayReport], day: date, rulebook: Rulebook
) -> _Progress:
    """The morning of a day: the same as the evening before, unless ``course`` begins that day.

    Of a first course, and of one that was carried over, what was reported in the other courses before that day still
    counts. A course that follows another one goes on from it.
    """
    if course.starts != day:
        return state
    before = state.evening
    if course.follows is not None and not course.told:
        evening = evening_after_change(before, course, rulebook)
        return state._replace(
            evening=evening, changed_on=day if _changes_amount(before, evening, course) else state.changed_on
        )
    evening = evening_before(course, reports, rulebook)
    if course.told:
        state = _after_told_days(state, course.told)
    if before.position.phase is Phase.STOPPED:
        return state._replace(
            evening=evening._replace(position=before.position, in_force=0, stopped_on=before.stopped_on)
        )
    position = evening.position._replace(disturbed=evening.position.disturbed or before.position.disturbed)
    return state._replace(evening=evening._replace(position=position))


def _after_told_days(state: _Progress, told: tuple[LedgerDay, ...]) -> _Progress:
    """The state with the days of the last change and of the last start that another edition told."""
    changed = [entry.day for before, entry in pairwise(told) if entry.rung is not None and entry.rung != before.rung]
    started = [entry.day for entry in told if entry.move in (Move.START, Move.RESTART) and entry.taken]
    return state._replace(
        changed_on=max(changed, default=told[0].day), started_on=max(started, default=state.started_on)
    )


def _changes_amount(before: Evening, after: Evening, course: Course) -> bool:
    """True if a course goes on at another amount than the one before it, because the target has changed."""
    if course.follows is None or course.changes_product:
        return False
    old, new = (course.follows, before.position), (course, after.position)
    amounts = (one.rungs[max(position.rung, 0)].daily for one, position in (old, new))
    return len(set(amounts)) > 1


def _evening_of(state: _Progress, record: DayRecord) -> _Progress:
    changed = _is_change(state.evening.position, record.began) or _is_change(record.began, record.end)
    made = record.end.phase is Phase.TAKING or bool(record.report.most)  # where reports differ, it may have been made
    started = record.event in _STARTS and made
    return _Progress(
        evening=record.evening,
        changed_on=record.day if changed else state.changed_on,
        started_on=record.day if started else state.started_on,
    )


def _is_change(before: Position, after: Position) -> bool:
    """True if a course came to another rung, onto a rung or into a pause."""
    if after.phase is Phase.TAKING:
        return (before.phase, before.rung) != (Phase.TAKING, after.rung)
    return after.phase is Phase.PAUSED and before.phase is Phase.TAKING


_STARTS: Final = frozenset({CourseEvent.START_OFFERED, CourseEvent.START_OFFERED_AGAIN})
_RISES: Final = _STARTS | {CourseEvent.CALM_AGAIN, CourseEvent.RISE_OFFERED}
"""The events of which a day has at most one."""

ANOTHER_FIRST: Final = frozenset(
    {CourseEvent.START_ONE_AT_A_TIME, CourseEvent.RESUME_ONE_AT_A_TIME, CourseEvent.RISE_ONE_AT_A_TIME}
)
"""The events of a day on which a course is ready to start, to resume or to rise, but another product comes first."""


# --- What counts for all of the courses


def _share(reports: Sequence[DayReport], courses: Sequence[CourseReports], day: date) -> list[DayReport]:
    """The reports of a day, each with what the reports of the other courses say of the person.

    Reactions and facts count for every course, and the riskiest zone for every course that reports one. The facts of a
    course that begins that day count as stated on it.
    """
    felt = frozenset(reaction for report in reports for reaction in report.reactions or ())
    zones = {report.zone for report in reports if report.zone}
    stated = distinct_facts(_facts_stated(reports, courses, day))
    sure = not stated or all(report.facts_are_sure for report in reports)
    contradictions = (
        *_contradiction("zone", sorted(map(str, zones))),
        *_contradiction("facts", [f"report {i}" for i, _ in enumerate(stated, 1)]),
    )
    return [
        report._replace(
            is_silent=report.is_silent and not felt,
            zone=report.zone and riskiest_zone(zones),
            reactions=felt or report.reactions,
            situations=stated,
            facts_are_sure=sure,
            contradictions=tuple(dict.fromkeys((*report.contradictions, *contradictions))),
        )
        for report in reports
    ]


def _facts_stated(reports: Sequence[DayReport], courses: Sequence[CourseReports], day: date) -> Iterator[Situation]:
    """Yield the facts that the check-ins of a day state, or those of a course that begins without such a check-in."""
    for report, course in zip(reports, courses, strict=True):
        yield from report.situations
        situation = course.stages[0].course.situation
        if course.starts == day and not report.situations and situation is not None:
            yield situation


def _contradiction(what: str, values: Sequence[str]) -> Iterator[str]:
    if len(values) > 1:
        yield f"{what}: {' or '.join(values)}"


# --- One day


@final
class JointDay(NamedTuple):
    """One day of all courses, with the report of each. Each course is lived beside what the others permit."""

    courses: Sequence[CourseReports]
    states: Sequence[_Progress]
    reports: Sequence[DayReport]
    day: date
    rulebook: Rulebook

    def live(self) -> list[DayRecord]:
        """Live the day of every course: first the steps down, then at most one start, resumption or rise.

        Where the courses do not fit together, the one that began last gives way first.
        """
        return self._replace(reports=_share(self.reports, self.courses, self.day))._live_all()

    def live_with(self, report: DayReport) -> list[DayRecord]:
        """The records as they would be with this report for every course that has none."""
        return self._replace(reports=[report if one.is_silent else one for one in self.reports]).live()

    def _live_all(self) -> list[DayRecord]:
        records = [self._live(i, 0) for i in self._numbers]
        for i in reversed(self._numbers):
            if permitted := sum(map(_counted, _without(i, records))):
                records[i] = self._live(i, permitted)
        for i in sorted(self._numbers, key=lambda i: self.states[i].changed_on):
            if (raised := self._raise(i, records)) is not None:
                return raised
        return records

    @property
    def _numbers(self) -> range:
        return range(len(self.courses))

    def _live(self, i: int, permitted: int, *, may_rise: bool = False) -> DayRecord:
        """Live the day of course ``i`` beside so many nanograms of other products."""
        taken = sum(report.most for report in _without(i, self.reports))
        others = OtherProducts(permitted=permitted, taken=taken, may_rise=may_rise)
        evening, proposals = self.states[i].evening, self.courses[i].on(self.day)
        return live_day(evening, self.day, self.reports[i], proposals, self.rulebook, others)

    def _raise(self, i: int, records: Sequence[DayRecord]) -> list[DayRecord] | None:
        """The records of the day if course ``i`` starts, resumes or rises. None if it may not.

        It may not in the days after a start of another course, or if another course would then be permitted less. Its
        rise is judged beside the larger of what each other course began the day with and what it is permitted.
        """
        wait = self.rulebook.course_numbers[CourseNumber.AFTER_ANOTHER_START].then
        starts = [state.started_on for state in _without(i, self.states) if state.started_on]
        if self.day < self.courses[i].starts or any((self.day - start).days <= wait for start in starts):
            return None
        beside = (max(record.began_with, record.permitted) for record in _without(i, records))
        rise = self._live(i, sum(amount.nanograms for amount in beside), may_rise=True)
        if rise.event not in _RISES:
            return None
        raised = [rise if j == i else record for j, record in enumerate(records)]
        for j in self._numbers:
            if j != i:
                raised[j] = self._live(j, sum(map(_counted, _without(j, raised))))
        return raised if all(map(_permits_as_much, raised, records)) else None


_T = TypeVar("_T")


def _without(i: int, items: Sequence[_T]) -> list[_T]:
    """All of the items but the one at ``i``."""
    return [item for j, item in enumerate(items) if j != i]


def _counted(record: DayRecord) -> int:
    """The nanograms of a course that count for the others: what the day permits.

    On a day without a report it is what the day began with, because it may have been taken all the same.
    """
    return (record.began_with if record.report.is_silent else record.permitted).nanograms


def _permits_as_much(record: DayRecord, before: DayRecord) -> bool:
    return record.permitted >= before.permitted
