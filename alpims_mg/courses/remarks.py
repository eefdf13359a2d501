"""Remarks on the reports of a day: contradictions, repeated amounts, and more taken than permitted."""

from collections.abc import Iterator

from alpims_mg.courses.positions import CourseNumbers, Phase
from alpims_mg.courses.progress import resumed_rung
from alpims_mg.courses.replaying import DayRecord
from alpims_mg.model.findings import Finding
from alpims_mg.model.quantities import Elemental
from alpims_mg.rulebook.courses import CheckInRemark
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rules.findings import finding


def report_remarks(record: DayRecord, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield a remark on the contradictions of a day, and one on the amounts that it counts once."""
    remarks, report = rulebook.check_in_remarks, record.report
    if report.contradictions:
        numbers = (("contradictions", "; ".join(report.contradictions)),)
        yield finding(remarks[CheckInRemark.CONTRADICTED], numbers=numbers)
    if report.counted_once:
        yield finding(remarks[CheckInRemark.COUNTED_ONCE], numbers=(("amounts", "; ".join(report.counted_once)),))


def amount_remarks(record: DayRecord, numbers: CourseNumbers, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield the remarks on what was taken on a day, if it is more than the day permits."""
    taken = record.report.taken
    if taken is None or taken <= record.permitted:
        return
    allowed = max(record.began_with, record.permitted)
    for remark in _amount_remarks(record, taken, allowed, numbers):
        amounts = (("taken_mg", taken.format_mg()), ("permitted_mg", allowed.format_mg()))
        yield finding(rulebook.check_in_remarks[remark], numbers=amounts)


def _amount_remarks(
    record: DayRecord, taken: Elemental, allowed: Elemental, numbers: CourseNumbers
) -> Iterator[CheckInRemark]:
    if taken <= allowed:
        yield CheckInRemark.NO_MORE_TODAY
        return
    if not allowed.nanograms:
        yield CheckInRemark.TAKEN_WITHOUT_PERMISSION
    if allowed.nanograms or taken.nanograms > numbers.amounts[_rung_of(record, numbers)]:
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
