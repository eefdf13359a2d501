"""The position in which a course begins: of a person who starts, who joins, or who changes product or target."""

from alpims_mg.courses.diary import Course
from alpims_mg.courses.positions import FIRST, CourseNumbers, Phase, Position, course_numbers
from alpims_mg.model.vocabulary import Tolerance
from alpims_mg.rulebook.current import Rulebook


def first_position(course: Course) -> Position:
    """The position before the first day of a course that follows no other.

    A person who joins is on the last rung already. It is proven only if the facts say so.
    """
    if not course.is_joined:
        return FIRST
    last = len(course.rungs) - 1
    tolerance = None if course.situation is None else course.situation.tolerance
    proven = frozenset({last} if tolerance is Tolerance.PROVEN else ())
    return Position(Phase.TAKING, rung=last, proven=proven, has_started=True)


def position_after_change(before: Position, course: Course, rulebook: Rulebook) -> Position:
    """The position before the first day of ``course``, from the one in which the course that it follows ended.

    Another product is a new start: no rung is proven, but a stop, calm days and wishes go over. With another target of
    the same product, the course goes on at the highest rung that is not above the present amount.
    """
    if course.follows is not None and not course.changes_product:
        return _on_other_rungs(before, course_numbers(course.follows, rulebook), course_numbers(course, rulebook))
    phase = Phase.STOPPED if before.phase is Phase.STOPPED else Phase.NOT_STARTED
    return before._replace(
        phase=phase, rung=0, proven=frozenset(), held=0, days_off=0, gap_cost=False, days_below=0, least=None,
        has_started=False,
    )  # fmt: skip


def _on_other_rungs(position: Position, old: CourseNumbers, new: CourseNumbers) -> Position:
    """The position on the rungs of ``new``. Held days count on only if the amount of the rung stays the same.

    Even if they are enough for a shorter hold, it takes one more to prove the rung.
    """
    proven = frozenset(new.amounts.index(old.amounts[i]) for i in position.proven if old.amounts[i] in new.amounts)
    position = position._replace(proven=proven)
    amount = old.amounts[position.rung]
    rung = max(i for i, other in enumerate(new.amounts) if other <= amount)
    if new.amounts[rung] != amount:
        return position._replace(rung=rung, held=0, days_below=0, least=None)
    most = new.holds[rung] if rung in proven else new.holds[rung] - 1
    return position._replace(rung=rung, held=min(position.held, most))
