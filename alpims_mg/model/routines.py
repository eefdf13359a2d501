"""``Routine``, the times of a person's usual day."""

from collections.abc import Iterator
from datetime import time
from typing import final

import attrs

from alpims_mg._internal.clock import clock_text, minutes_from
from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_local_time
from alpims_mg.errors import Fault, raise_if_any

_MEALS = ("breakfast", "lunch", "dinner")


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Routine(Displayed):
    """A person's usual day: when they wake up, go to sleep and eat.

    All times are local times of day in whole minutes. ``sleeps`` may be after midnight. A meal is None if the person
    does not eat that meal.

    Raises: ``InvalidInputError`` with every fault, such as a meal while asleep or meals out of order.

    >>> print(Routine(wakes=time(16), sleeps=time(8), breakfast=time(16, 30), dinner=time(2)))
    awake from 16:00 to 08:00, breakfast at 16:30, dinner at 02:00
    """

    wakes: time
    sleeps: time
    breakfast: time | None = None
    lunch: time | None = None
    dinner: time | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        times = (("wakes", self.wakes), ("sleeps", self.sleeps), *self.meals)
        raise_if_any(a_local_time(name, at) for name, at in times)
        raise_if_any(self._order_faults())

    @property
    def meals(self) -> tuple[tuple[str, time], ...]:
        """A tuple of pairs, one for each meal that the person eats: the meal's name, and its time.

        Breakfast is first.
        """
        named = ((name, getattr(self, name)) for name in _MEALS)
        return tuple((name, at) for name, at in named if at is not None)

    def __str__(self) -> str:
        awake = f"awake from {clock_text(self.wakes)} to {clock_text(self.sleeps)}"
        return ", ".join((awake, *(f"{name} at {clock_text(at)}" for name, at in self.meals)))

    def _order_faults(self) -> Iterator[Fault]:
        awake = minutes_from(self.wakes, self.sleeps)
        if not awake:
            expected, fix = "different from wakes", "state when the person wakes up and when they go to sleep"
            yield Fault(path="sleeps", expected=expected, actual=clock_text(self.sleeps), fix=fix)
            return
        last_name, last_minute = "wakes", -1
        for name, at in self.meals:
            minute = minutes_from(self.wakes, at)
            if minute > awake:
                expected = f"between waking and sleeping, {clock_text(self.wakes)} to {clock_text(self.sleeps)}"
                fix = "correct the time, or leave out a meal that the person does not eat"
                yield Fault(path=name, expected=expected, actual=clock_text(at), fix=fix)
            elif minute <= last_minute:
                fix = "correct the times, or leave out a meal that the person does not eat"
                yield Fault(path=name, expected=f"later than {last_name}", actual=clock_text(at), fix=fix)
            else:
                last_name, last_minute = name, minute
