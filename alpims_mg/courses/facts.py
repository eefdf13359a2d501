"""What is known on one day of a course, and the questions that the course asks of the rules."""

from datetime import date
from functools import lru_cache
from typing import final

import attrs

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
    """The question of a start."""
    last = course.plan.steps[-1].daily
    return Proposal(intent=Intent.START, product=course.capsule, target=last, hold_days=course.hold_days)


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Questions:
    """What a course asks: a start, and for each rung the same amount and the next one."""

    start: Proposal
    keep: tuple[Proposal, ...]
    rise: tuple[Proposal, ...]


def questions(course: Course) -> Questions:
    """What a course asks of the rules."""
    start = start_proposal(course)

    def of_each(intent: Intent) -> tuple[Proposal, ...]:
        return tuple(attrs.evolve(start, intent=intent, current_daily=step.daily) for step in course.plan.steps)

    return Questions(start=start, keep=of_each(Intent.MAINTAIN), rise=of_each(Intent.INCREASE))


# --- The facts of a day


@final
@attrs.frozen(kw_only=True)
class DayFacts:
    """All that is known on a day: the facts as they were told last (two where they contradict), and the day's zone."""

    told: tuple[Situation, ...]
    zone: Zone | None
    day: date

    def situations(self, tolerance: Tolerance) -> tuple[Situation, ...]:
        """The situations of that day, at a rung that is proven or not."""
        return tuple(_situation_on(one, self.zone, tolerance, self.day) for one in self.told)

    def views(self, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> tuple[Evaluation, ...]:
        """What the rules say to a question on that day."""
        days = (_cache_day(one.kidney_date, self.day, rulebook) for one in self.told)
        asked = (_situation_on(one, self.zone, tolerance, day) for one, day in zip(self.told, days, strict=True))
        return tuple(_cached_evaluation(one, proposal, rulebook) for one in asked)

    def answer(self, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> Answer:
        """The least permissive answer to a question on that day."""
        answers = (view.answer for view in self.views(proposal, tolerance, rulebook))
        return min(answers, key=lambda one: one.permission)


def _cache_day(result: date | None, day: date, rulebook: Rulebook) -> date:
    """A day that is like this one to every rule, the same for many: only a kidney result ages by itself."""
    if result is None or recency(result, day, rulebook) is Recency.CURRENT:
        return result or date.min
    return date.max


@lru_cache(maxsize=4096)
def _situation_on(situation: Situation, zone: Zone | None, tolerance: Tolerance, day: date) -> Situation:
    """The facts as they are on a day."""
    return attrs.evolve(situation, zone=zone, tolerance=tolerance, as_of=day if situation.kidney_date else None)


@lru_cache(maxsize=4096)
def _cached_evaluation(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Evaluation:
    return evaluate(situation, proposal, rulebook)


@final
@attrs.frozen(kw_only=True)
class MergedCheckIns:
    """What the check-ins of one day come to: of those that contradict each other, the riskier."""

    zone: Zone | None = None
    reactions: frozenset[Reaction] | None = None
    taken: frozenset[Elemental] = frozenset()
    situations: tuple[Situation, ...] = ()
    contradictions: tuple[str, ...] = ()


_ZONE_RISK = {zone: risk for risk, zone in enumerate(Zone)}


def merge_check_ins(check_ins: list[CheckIn]) -> MergedCheckIns:
    """Merge the check-ins of one day. Of contradictory reports the riskier counts, and each contradiction is kept."""
    zones = {one.zone for one in check_ins if one.zone}
    zones |= {one.situation.zone for one in check_ins if one.situation and one.situation.zone}
    reactions = {one.reactions - {Reaction.NONE} for one in check_ins if one.reactions is not None}
    taken = frozenset(one.taken for one in check_ins if one.taken is not None)
    situations = tuple(dict.fromkeys(one.situation for one in check_ins if one.situation))
    felt = (", ".join(sorted(map(str, one))) or "none" for one in reactions)
    said = (
        ("zone", [str(one) for one in zones]),
        ("reactions", list(felt)),
        ("taken", [f"{one.format_mg()} mg" for one in taken]),
        ("facts", [f"report {i}" for i, _ in enumerate(situations, 1)]),
    )
    return MergedCheckIns(
        zone=max(zones, key=_ZONE_RISK.__getitem__, default=None),
        reactions=frozenset[Reaction]().union(*reactions) if reactions else None,
        taken=taken,
        situations=situations,
        contradictions=tuple(f"{what}: {' against '.join(sorted(words))}" for what, words in said if len(words) > 1),
    )
