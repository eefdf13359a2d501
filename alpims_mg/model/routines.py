"""How a day usually runs, on the clock."""

from collections.abc import Iterator
from datetime import time
from typing import final

import attrs

from alpims_mg._internal.clock import clock_text, minutes_from
from alpims_mg._internal.validation import a_local_time, an_instance
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Situation

_MEALS = ("breakfast", "lunch", "dinner")


@final
@attrs.frozen(kw_only=True)
class Routine:
    """How a day usually runs: waking, sleeping and the meals between, as a clock on the wall shows them.

    Sleeping may come after midnight. A meal that is None is not eaten: no lunch is a fact, not a question.

    Units: local times of day in whole minutes.
    Raises: ``InvalidInputError`` with every fault: sleeping at the time of waking, a meal while asleep, a meal that
    does not come after the one before it.

    >>> print(Routine(wakes=time(16), sleeps=time(8), breakfast=time(16, 30), dinner=time(2)))
    awake from 16:00 to 08:00, breakfast at 16:30, dinner at 02:00
    """

    wakes: time
    sleeps: time
    breakfast: time | None = None
    lunch: time | None = None
    dinner: time | None = None

    def __attrs_post_init__(self) -> None:
        told = (("wakes", self.wakes), ("sleeps", self.sleeps), *self.meals)
        raise_if_any(a_local_time(name, at) for name, at in told)
        raise_if_any(self._in_order())

    @property
    def meals(self) -> tuple[tuple[str, time], ...]:
        """The meals that are eaten, each with its time, in the order in which they are named."""
        named = ((name, getattr(self, name)) for name in _MEALS)
        return tuple((name, at) for name, at in named if at is not None)

    def __str__(self) -> str:
        awake = f"awake from {clock_text(self.wakes)} to {clock_text(self.sleeps)}"
        return ", ".join((awake, *(f"{name} at {clock_text(at)}" for name, at in self.meals)))

    def _in_order(self) -> Iterator[Fault]:
        awake = minutes_from(self.wakes, self.sleeps)
        if not awake:
            expected, fix = "another time than wakes", "say when the day begins and when it ends"
            yield Fault(path="sleeps", expected=expected, actual=clock_text(self.sleeps), fix=fix)
            return
        before, reached = "wakes", -1
        for name, at in self.meals:
            since = minutes_from(self.wakes, at)
            if since > awake:
                expected = f"a time awake, from {clock_text(self.wakes)} to {clock_text(self.sleeps)}"
                yield Fault(
                    path=name, expected=expected, actual=clock_text(at), fix="put the time right, or leave it out"
                )
            elif since <= reached:
                fix = "put the times right, or leave one out"
                yield Fault(path=name, expected=f"later than {before}", actual=clock_text(at), fix=fix)
            else:
                before, reached = name, since


@final
@attrs.frozen(kw_only=True)
class DayCase:
    """One question for one day: a case, and how the day runs."""

    situation: Situation
    proposal: Proposal
    routine: Routine

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("situation", self.situation, Situation, example="Situation(...)"),
                an_instance("proposal", self.proposal, Proposal, example="Proposal(...)"),
                an_instance("routine", self.routine, Routine, example="Routine(...)"),
            )
        )
