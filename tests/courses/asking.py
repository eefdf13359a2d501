"""What the simulator asks of the day: the real ``assess``, or a table of a few kinds of facts."""

from collections.abc import Hashable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import attrs
from courses.lives import Change, Course
from courses.model import ASK, OFFER, WITHHOLD, worst

from alpims_mg import (
    Acknowledgement,
    Capsule,
    DosePlan,
    EgfrUnit,
    Elemental,
    Intent,
    KidneyFunction,
    Offer,
    Proposal,
    Situation,
    Tolerance,
    Verdict,
    Withhold,
    Zone,
    assess,
    titration_schedule,
)

PARTS_OF_START = ("condition.", "additive.", "zone.")
"""The rows of START that judge a resumed rung."""
LOWEST_LEVELS = ((4, 65), (11, 110), (18, 250))
"""The lowest public upper level in mg for people younger than an age."""
LEVEL, FAR_LEVEL, MG = 400, 1000, 10**6


@lru_cache(maxsize=100_000)
def answer_of(situation: Situation, proposal: Proposal) -> str:
    decision = assess(situation, proposal)
    return OFFER if isinstance(decision, Offer) else WITHHOLD if isinstance(decision, Withhold) else ASK


@lru_cache(maxsize=100_000)
def start_rows(situation: Situation, proposal: Proposal) -> str:
    """What the rows of START on conditions, additives and the zone say, whatever its schedule says."""
    decision = assess(situation, proposal)
    agreed = {(one.rule, one.about) for one in decision.acknowledged}
    found = [one for one in decision.findings if one.rule.startswith(PARTS_OF_START) and not one.supposed]
    verdicts = {one.verdict for one in found if one.verdict is Verdict.WITHHOLD or (one.rule, one.about) not in agreed}
    return WITHHOLD if Verdict.WITHHOLD in verdicts else ASK if Verdict.CONSULT in verdicts else OFFER


def a_year_later(day: date) -> date:
    """The first day on which a result of a day is older than 12 months."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day) + timedelta(days=1)


@attrs.frozen
class RealAsking:
    """Asks ``assess`` about one product. The facts are a ``Situation``; None are those that the course began with."""

    situation: Situation
    proposal: Proposal
    others: int = 0

    def beside(self, amount: int) -> "RealAsking":
        return attrs.evolve(self, others=amount)

    def first_facts(self) -> Situation:
        return self.situation

    def on(self, day: int, zone: str | None, facts: Situation | None, *, proven: bool) -> Situation:
        base = facts or self.situation
        other = base.other_magnesium
        return attrs.evolve(
            base,
            zone=Zone(zone) if zone else None,
            tolerance=Tolerance.PROVEN if proven else Tolerance.UNPROVEN,
            as_of=date.fromordinal(day) if base.kidney_date else None,
            other_magnesium=other and Elemental(nanograms=other.nanograms + self.others),
            acknowledged=tuple(one for one in base.acknowledged if not one.rule.startswith("course.")),
        )

    def asked(self, intent: Intent, amount: int | None = None) -> Proposal:
        target = self.proposal.target if intent is not Intent.MAINTAIN else None
        current = None if amount is None else Elemental(nanograms=amount)
        return Proposal(intent=intent, product=self.proposal.product, target=target, current_daily=current)

    def start(self, day: int, zone: str | None, facts: Any) -> str:
        return answer_of(self.on(day, zone, facts, proven=False), self.asked(Intent.START))

    def maintain(self, day: int, zone: str | None, facts: Any, amount: int, *, proven: bool) -> str:
        return answer_of(self.on(day, zone, facts, proven=proven), self.asked(Intent.MAINTAIN, amount))

    def resume(self, day: int, zone: str | None, facts: Any, amount: int) -> str:
        started = start_rows(self.on(day, zone, facts, proven=False), self.asked(Intent.START))
        return worst([started, self.maintain(day, zone, facts, amount, proven=True)])

    def increase(self, day: int, zone: str | None, facts: Any, amount: int) -> str:
        return answer_of(self.on(day, zone, facts, proven=True), self.asked(Intent.INCREASE, amount))

    def limits(self, day: int, facts: Any) -> tuple[int, int]:
        base: Situation = facts or self.situation
        age = base.age_years
        level = next((level for below, level in LOWEST_LEVELS if age is not None and age < below), LEVEL)
        return level * MG, (FAR_LEVEL if self._kidney_is_normal(day, base) else level) * MG

    def _kidney_is_normal(self, day: int, facts: Situation) -> bool:
        ends = self.kidney_ends(facts)
        rated = facts.egfr is None or (facts.egfr.value >= 60 and facts.egfr.unit is EgfrUnit.ML_MIN_SCALED)
        stated = facts.kidney is KidneyFunction.NORMAL or (facts.kidney is None and facts.egfr is not None)
        return rated and stated and (ends is None or day < ends)

    def other(self, facts: Any) -> int:
        base: Situation = facts or self.situation
        return base.other_magnesium.nanograms if base.other_magnesium else 0

    def after_stop(self, facts: Any, day: int) -> bool:
        named = str(date.fromordinal(day))
        return any(one.rule == "course.after-stop" and one.about == named for one in self._acknowledged(facts))

    def _acknowledged(self, facts: Any) -> tuple[Acknowledgement, ...]:
        base: Situation = facts or self.situation
        return base.acknowledged

    def kidney_ends(self, facts: Any) -> int | None:
        base: Situation = facts or self.situation
        return a_year_later(base.kidney_date).toordinal() if base.kidney_date else None


def ladder_of(proposal: Proposal) -> tuple[int, ...]:
    """The amounts of the rungs of a plan in nanograms: none where no START has a schedule."""
    assert isinstance(proposal.product, Capsule)
    plan = titration_schedule(proposal.product, target=proposal.target)
    return tuple(step.daily.nanograms for step in plan.steps) if isinstance(plan, DosePlan) else ()


def course_of(
    situation: Situation, proposal: Proposal, starts: date, *, holds: int | tuple[int, ...] | None = None
) -> Course:
    """A course for the simulator, of a START plan or of a MAINTAIN plan."""
    ladder = ladder_of(attrs.evolve(proposal, intent=Intent.START, current_daily=None))
    joins = proposal.intent is Intent.MAINTAIN
    startable = bool(ladder)
    if joins:
        assert proposal.current_daily is not None
        present = proposal.current_daily.nanograms
        ladder = (*(amount for amount in ladder if amount < present), present)
    hold = proposal.hold_days if holds is None else holds
    return Course(
        starts=starts.toordinal(),
        ladder=ladder,
        holds=(hold,) * len(ladder) if isinstance(hold, int) else hold,
        ask=RealAsking(situation, proposal),
        joins=joins,
        proven=situation.tolerance is Tolerance.PROVEN,
        startable=startable,
    )


def change_of(situation: Situation, proposal: Proposal, on: date, *, new: bool = True) -> Change:
    """A change to another product or another target. A plan to maintain is for a lower amount of the same product."""
    ladder = ladder_of(attrs.evolve(proposal, intent=Intent.START, current_daily=None))
    if proposal.current_daily is not None:
        present = proposal.current_daily.nanograms
        ladder = (*(amount for amount in ladder if amount < present), present)
    ask = RealAsking(situation, proposal)
    return Change(on=on.toordinal(), ladder=ladder, holds=(proposal.longest_hold,) * len(ladder), ask=ask, new=new)


@attrs.frozen
class TableAsking:
    """Answers from a table: ``facts`` is one of a few words.

    ``ok``, ``open`` (a fact is missing), ``no-rise`` and ``no-start`` (not acknowledged), ``withheld`` (a condition).
    """

    normal_kidney: bool = True

    def beside(self, amount: int) -> "TableAsking":
        return self

    def first_facts(self) -> None:
        return None

    def _facts(self, facts: Hashable, asks: set[str]) -> str:
        return WITHHOLD if facts == "withheld" else ASK if facts in asks else OFFER

    def start(self, day: int, zone: str | None, facts: Any) -> str:
        zoned = ASK if zone is None else OFFER if zone == "green" else WITHHOLD
        return worst([zoned, self._facts(facts, {"open", "no-start"})])

    def maintain(self, day: int, zone: str | None, facts: Any, amount: int, *, proven: bool) -> str:
        zoned = ASK if zone is None else OFFER if zone == "green" or proven else WITHHOLD
        return worst([zoned, self._facts(facts, {"open"})])

    def resume(self, day: int, zone: str | None, facts: Any, amount: int) -> str:
        zoned = ASK if zone is None else OFFER if zone == "green" else WITHHOLD
        return worst([zoned, self._facts(facts, {"open"})])

    def increase(self, day: int, zone: str | None, facts: Any, amount: int) -> str:
        return worst([OFFER if zone == "green" else WITHHOLD, self._facts(facts, {"open", "no-rise"})])

    def limits(self, day: int, facts: Any) -> tuple[int, int]:
        return LEVEL, FAR_LEVEL if self.normal_kidney else LEVEL

    def other(self, facts: Any) -> int:
        return 0

    def after_stop(self, facts: Any, day: int) -> bool:
        return bool(facts == f"after {day}")

    def kidney_ends(self, facts: Any) -> int | None:
        return None
