"""Remarks on a day: contradictions, repeated amounts, more taken than permitted, silent days, an old kidney result."""

from collections.abc import Iterator
from datetime import timedelta

from alpims_mg._internal.rendering import as_sentences
from alpims_mg.assessment.kidney import recency
from alpims_mg.courses.positions import CourseNumbers, Phase
from alpims_mg.courses.progress import resumed_rung
from alpims_mg.courses.replaying import DayRecord
from alpims_mg.model.findings import Finding
from alpims_mg.model.quantities import Elemental, in_mg
from alpims_mg.rulebook.courses import CheckInRemark, CourseNumber
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.kidney import Recency
from alpims_mg.rules.findings import finding


def report_remarks(record: DayRecord, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield a remark on the contradictions of a day, on the amounts that it counts once, and on other products."""
    remarks, report = rulebook.check_in_remarks, record.report
    if report.contradictions:
        numbers = (("contradictions", as_sentences(report.contradictions)),)
        yield finding(remarks[CheckInRemark.CONTRADICTED], numbers=numbers)
    if report.counted_once:
        yield finding(remarks[CheckInRemark.COUNTED_ONCE], numbers=(("amounts", "; ".join(report.counted_once)),))
    if record.facts.others:
        numbers = (("others_mg", in_mg(record.facts.others)),)
        yield finding(remarks[CheckInRemark.OTHER_PRODUCTS], numbers=numbers)


def silence_remark(record: DayRecord, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield the question about the days just before a day, if they have no check-in and the day has one."""
    first = record.before.silent_since
    if first is not None and not record.report.is_silent:
        latest = record.day - timedelta(days=1)
        days = str(first) if first == latest else f"{first} to {latest}"
        yield finding(rulebook.check_in_remarks[CheckInRemark.SILENT_DAYS], numbers=(("days", days),))


def kidney_remark(record: DayRecord, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield a notice if a kidney result will soon be too old. It names the first day on which it will be."""
    results = {situation.kidney_date for situation in record.facts.stated if situation.kidney_date}
    notice = rulebook.course_numbers[CourseNumber.KIDNEY_NOTICE].then
    days = [record.day + timedelta(days=ahead) for ahead in range(notice + 2)]
    stale = [[day for day in days if recency(result, day, rulebook) is Recency.STALE] for result in results]
    first = min((late[0] for late in stale if late), default=record.day)
    if first > record.day:
        yield finding(rulebook.check_in_remarks[CheckInRemark.KIDNEY_RESULT_AGES], numbers=(("day", str(first)),))


def amount_remarks(record: DayRecord, numbers: CourseNumbers, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield the remarks on what was taken on a day, if it is more than the day permits."""
    taken = record.report.taken
    if taken is None or taken <= record.permitted:
        return
    for remark in _amount_remarks(record, taken, numbers):
        amounts = (("taken_mg", taken.format_mg()), ("permitted_mg", record.allowed.format_mg()))
        yield finding(rulebook.check_in_remarks[remark], numbers=amounts)


def _amount_remarks(record: DayRecord, taken: Elemental, numbers: CourseNumbers) -> Iterator[CheckInRemark]:
    if taken <= record.allowed:
        yield CheckInRemark.NO_MORE_TODAY
        return
    if not record.allowed.nanograms:
        yield CheckInRemark.TAKEN_WITHOUT_PERMISSION
    if record.allowed.nanograms or taken.nanograms > numbers.amounts[_rung_of(record, numbers)]:
        yield CheckInRemark.MORE_TAKEN


def _rung_of(record: DayRecord, numbers: CourseNumbers) -> int:
    """The rung to compare an intake with on a day that permits nothing: the present one, or the one to begin with."""
    match record.position.phase:
        case Phase.TAKING:
            return record.position.rung
        case Phase.PAUSED:
            return resumed_rung(record.position, numbers) or 0
        case _:
            return 0
