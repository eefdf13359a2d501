"""What the rules judge on one day of a course: the proposals of the course, and the facts and reports of that day."""

from datetime import date
from itertools import chain
from typing import Final, NamedTuple, final

import attrs

from alpims_mg._internal.caching import remembered_if
from alpims_mg.assessment.evaluation import Evaluation, evaluate
from alpims_mg.assessment.kidney import recency
from alpims_mg.courses.diary import CheckIn, Course
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Intent, Reaction, Tolerance, Zone
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.kidney import Recency


def start_proposal(course: Course) -> Proposal:
    """The proposal to start the capsule of a course, with the plan's last amount as the target."""
    last = course.plan.steps[-1].daily
    return Proposal(intent=Intent.START, product=course.capsule, target=last, hold_days=course.hold_days)


@final
class Questions(NamedTuple):
    """The proposals that the rules judge during a course.

    ``start`` is the proposal to start. ``keep[0]`` proposes to stay on the first rung. ``rise[0]`` proposes to rise
    from the first rung.
    """

    start: Proposal
    keep: tuple[Proposal, ...]
    rise: tuple[Proposal, ...]


def questions(course: Course) -> Questions:
    """The ``Questions`` of a course, which are all proposals that the rules judge while it lasts.

    There is one proposal to start, and two for each rung: to stay on it, and to rise from it.
    """
    start = start_proposal(course)

    def for_each_rung(intent: Intent) -> tuple[Proposal, ...]:
        return tuple(attrs.evolve(start, intent=intent, current_daily=step.daily) for step in course.plan.steps)

    return Questions(start=start, keep=for_each_rung(Intent.MAINTAIN), rise=for_each_rung(Intent.INCREASE))


# --- The facts of a day


@final
class DayFacts(NamedTuple):
    """The facts about a person that apply on one day of a course, and the zone of that day.

    ``stated`` holds the facts of the latest day that states any. It has several items if the check-ins of that day
    state different facts. ``zone`` is None if no zone is stated.
    """

    stated: tuple[Situation, ...]
    zone: Zone | None
    day: date

    def situations(self, tolerance: Tolerance) -> tuple[Situation, ...]:
        """A copy of each item of ``stated`` with this day's zone and date, and with this tolerance."""
        return tuple(_situation_on(situation, self.zone, tolerance, self.day) for situation in self.stated)

    def evaluations(self, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> tuple[Evaluation, ...]:
        """The results of all rules for a proposal on that day: one ``Evaluation`` for each item of ``stated``."""
        days = (_canonical_day(situation.kidney_date, self.day, rulebook) for situation in self.stated)
        situations = (
            _situation_on(situation, self.zone, tolerance, day)
            for situation, day in zip(self.stated, days, strict=True)
        )
        return tuple(_cached_evaluation(situation, proposal, rulebook) for situation in situations)

    def answer(self, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> Answer:
        """The rules' answer to a proposal that day. If items of ``stated`` differ, the least permissive answer."""
        answers = (evaluation.answer for evaluation in self.evaluations(proposal, tolerance, rulebook))
        return min(answers, key=lambda answer: answer.permission)


def _canonical_day(kidney_date: date | None, day: date, rulebook: Rulebook) -> date:
    """A date to use instead of ``day``, so that many days share one cache entry. The rules answer the same for both.

    The rules ask only whether the kidney result is current on a day. So all days on which it is current get one date,
    and all other days get another. Without a dated result, every day gets the same date.
    """
    if kidney_date is None or recency(kidney_date, day, rulebook) is Recency.CURRENT:
        return kidney_date or date.min
    return date.max


def _is_small(situation: Situation, *others: object) -> bool:
    """Whether the texts of a situation, and of a proposal beside it, are short enough to be kept in a cache."""
    labels = (other.product.ingredients or () for other in others if isinstance(other, Proposal))
    names = (str(medicine) for medicine in situation.medicines or ())
    agreed = (str(acknowledgement) for acknowledgement in situation.acknowledged)
    return sum(map(len, chain(situation.other_conditions, names, agreed, *labels))) <= _LONGEST_KEPT


_LONGEST_KEPT: Final = 8000


@remembered_if(_is_small, entries=4096)
def _situation_on(situation: Situation, zone: Zone | None, tolerance: Tolerance, day: date) -> Situation:
    """A copy of a situation with this zone, tolerance and date. Without a kidney result, the date is left out."""
    return attrs.evolve(situation, zone=zone, tolerance=tolerance, as_of=day if situation.kidney_date else None)


@remembered_if(_is_small, entries=4096)
def _cached_evaluation(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Evaluation:
    return evaluate(situation, proposal, rulebook)


@final
class MergedCheckIns(NamedTuple):
    """The check-ins of one day, merged. Where they contradict each other, the riskier report counts.

    ``zone`` is the riskiest zone reported, or None if no zone is stated. ``reactions`` holds all reactions reported.
    It is None if no check-in states whether there were any. ``taken`` holds each reported amount once. ``situations``
    holds all facts reported that day, each once. ``contradictions`` holds one text for each contradiction.
    """

    zone: Zone | None = None
    reactions: frozenset[Reaction] | None = None
    taken: frozenset[Elemental] = frozenset()
    situations: tuple[Situation, ...] = ()
    contradictions: tuple[str, ...] = ()


_ZONE_RISK = {zone: risk for risk, zone in enumerate(Zone)}


def merge_check_ins(check_ins: list[CheckIn]) -> MergedCheckIns:
    """Merge the check-ins of one day into one ``MergedCheckIns``, which also lists every contradiction between them."""
    zones = {check_in.zone for check_in in check_ins if check_in.zone}
    situations = tuple(dict.fromkeys(check_in.situation for check_in in check_ins if check_in.situation))
    zones |= {situation.zone for situation in situations if situation.zone}
    reactions = {check_in.reactions - {Reaction.NONE} for check_in in check_ins if check_in.reactions is not None}
    taken = frozenset(check_in.taken for check_in in check_ins if check_in.taken is not None)
    reports = (
        ("zone", [str(zone) for zone in zones]),
        ("reactions", [", ".join(sorted(map(str, felt))) or "none" for felt in reactions]),
        ("taken", [f"{amount.format_mg()} mg" for amount in taken]),
        ("facts", [f"report {i}" for i, _ in enumerate(situations, 1)]),
    )
    return MergedCheckIns(
        zone=max(zones, key=_ZONE_RISK.__getitem__, default=None),
        reactions=frozenset[Reaction]().union(*reactions) if reactions else None,
        taken=taken,
        situations=situations,
        contradictions=tuple(f"{what}: {' or '.join(sorted(values))}" for what, values in reports if len(values) > 1),
    )
