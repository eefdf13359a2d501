"""What a person reports about a day: a check-in with its doses and wishes, and how an entry corrects an earlier one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Final, cast, final

import attrs

from alpims_mg._internal.clock import clock_text
from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.messages import Message, as_it_is, each_and, joined, say, spaced_word, word
from alpims_mg._internal.rendering import Displayed, Listing, Page, Renderable, long_date
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import (
    a_day,
    a_local_time,
    a_member,
    a_text,
    an_instance,
    as_set,
    as_tuple,
    check_each,
    check_instances,
)
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.intakes import AT_TIMES
from alpims_mg.model.quantities import Elemental, a_mass, milligrams
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Reaction, TimeOfDay, Wish, Zone

_NOT_STATED: Final = say("view.check-in", "not stated")


def _as_reactions(values: Iterable[Reaction] | None) -> frozenset[Reaction] | None:
    return None if values is None else as_set(values)


def _as_doses(values: "Iterable[DoseTaken] | None") -> "tuple[DoseTaken, ...] | None":
    return None if values is None else as_tuple(values)


def as_check_ins(values: Iterable["CheckIn"]) -> "tuple[CheckIn, ...]":
    """Convert an iterable of check-ins to a tuple. Return any other value unchanged, so that validation rejects it."""
    return as_tuple(values)


@final
@named_arguments
@attrs.frozen(kw_only=True)
class DoseTaken(Displayed):
    """One dose that a person swallowed: its elemental magnesium, and when. The check-in names the day.

    ``at`` is a clock time, a meal, or None if it is not stated. Only a clock time tells whether two check-ins report
    the same dose.

    Raises: ``InvalidInputError`` with every fault.

    >>> from datetime import time
    >>> print(DoseTaken(elemental=Elemental.mg(75), at=time(8)))
    75 mg at 08:00
    """

    elemental: Elemental
    at: time | TimeOfDay | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        meal = isinstance(self.at, TimeOfDay)
        raise_if_any(
            (
                a_mass("elemental", self.elemental, Elemental, example=50),
                None if meal else a_local_time("at", self.at, optional=True),
            )
        )

    def words(self) -> Message:
        """The amount, and when it was taken."""
        amount = milligrams(self.elemental)
        match self.at:
            case None:
                return amount
            case time():
                when = say("view.time", "at {clock}", clock=clock_text(self.at))
            case _:
                when = AT_TIMES[self.at]
        return say("view.doses", "{amount} {when}", amount=amount, when=when)

    def __str__(self) -> str:
        return str(self.words())


@final
@named_arguments
@attrs.frozen(kw_only=True)
class CheckIn(Renderable):
    """What a person reports about one day. None means *not stated*, never *no reaction* or *nothing taken*.

    ``reactions`` is empty if there was no reaction. What was taken of this product that day is one total, ``taken``, or
    a list of ``doses``, which add up. A total of 0 mg or an empty list means that nothing was taken. A dose after
    midnight belongs to the day that the check-in names. ``wish`` is what the person wants of the course from this day
    on. ``situation`` replaces the facts from this day on, for example after a change or after a talk with a clinician.
    Its tolerance is ignored, because the course determines the tolerance. Its zone counts as one more report of the
    day's zone.

    ``id`` is a name for this entry that is unique in the diary. ``replaces`` is the ``id`` of an entry that this one
    corrects: that entry no longer counts. If ``withdraw`` is true, this entry does not count either.

    Raises: ``InvalidInputError`` with every fault.
    """

    day: date
    id: str | None = None
    replaces: str | None = None
    withdraw: bool = False
    zone: Zone | None = None
    reactions: frozenset[Reaction] | None = attrs.field(default=None, converter=_as_reactions)
    taken: Elemental | None = None
    doses: tuple[DoseTaken, ...] | None = attrs.field(default=None, converter=_as_doses)
    wish: Wish | None = None
    situation: Situation | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_day("day", self.day),
                a_text("id", self.id, example="a", optional=True),
                a_text("replaces", self.replaces, example="a", optional=True),
                an_instance("withdraw", self.withdraw, bool, example="True"),
                a_member("zone", self.zone, Zone, optional=True),
                *self._reaction_faults(),
                a_mass("taken", self.taken, Elemental, example=50, optional=True),
                *(() if self.doses is None else check_instances("doses", self.doses, DoseTaken)),
                a_member("wish", self.wish, Wish, optional=True),
                an_instance("situation", self.situation, Situation, example="Situation(...)", optional=True),
                facts_fault("situation", self.situation, self.day),
            )
        )
        raise_if_any(self._contents_faults())

    @property
    def takes_some(self) -> bool:
        """True if this entry states that some of the product was taken."""
        amounts = [self.taken, *(dose.elemental for dose in self.doses or ())]
        return any(amount is not None and amount.nanograms for amount in amounts)

    def summary(self) -> str:
        """One line with what the entry states. What it does not state is left out.

        >>> CheckIn(day=date(2026, 3, 1), id="a", zone=Zone.GREEN, reactions=[], taken=Elemental.mg(50)).summary()
        'a, 2026-03-01: green, no reaction, 50 mg'
        """
        name = str(self.day) if self.id is None else f"{self.id}, {self.day}"
        reactions = () if self.reactions is None else sorted(map(str, self.reactions - {Reaction.NONE}))
        stated = (
            str(self.zone or ""),
            "no reaction" if self.reactions is not None and not reactions else ", ".join(reactions),
            "" if self.taken is None else f"{self.taken.format_mg()} mg",
            "" if self.doses is None else " and ".join(map(str, self.doses)) or "no dose",
            f"wish: {self.wish}" if self.wish else "",
            "new facts" if self.situation else "",
            "withdrawn" if self.withdraw else "",
        )
        return f"{name}: {', '.join(filter(None, stated)) or 'nothing stated'}"

    def __str__(self) -> str:
        return self.summary()

    def page(self) -> Page:
        """A page with what the entry states of its day. What it does not state is named too."""
        title = say("view.check-in", "Your check-in for {date}", date=long_date(self.day))
        if self.withdraw:
            entry = as_it_is(self.replaces)
            return Page(title, (say("view.check-in", "This takes back the entry {entry}.", entry=entry),))
        return Page(title, (Listing(say("view.check-in", "What you told us"), tuple(self._statements())),))

    def _statements(self) -> Iterator[Message]:
        """Yield a line for each thing that the entry states or leaves open."""
        zone = _NOT_STATED if self.zone is None else word("zone-name", self.zone.value.capitalize())
        yield say("view.check-in", "Zone: {zone}", zone=zone)
        yield say("view.check-in", "Reactions: {reactions}", reactions=self._reaction_words())
        yield say("view.check-in", "Taken: {taken}", taken=self._taken_words())
        if self.wish:
            yield say("view.check-in", "What you want: {wish}", wish=spaced_word("Wish", self.wish))
        if self.situation:
            yield say("view.check-in", "You stated new facts.")
        if self.replaces:
            yield say("view.check-in", "This corrects the entry {entry}.", entry=as_it_is(self.replaces))

    def _reaction_words(self) -> Message:
        if self.reactions is None:
            return _NOT_STATED
        reactions = sorted(map(str, self.reactions - {Reaction.NONE}))
        words = joined(", ", (spaced_word("Reaction", reaction) for reaction in reactions))
        return words if reactions else say("view.check-in", "none")

    def _taken_words(self) -> Message:
        if self.doses is None:
            return _NOT_STATED if self.taken is None else milligrams(self.taken)
        return each_and(dose.words() for dose in self.doses) if self.doses else milligrams(Elemental(nanograms=0))

    def _reaction_faults(self) -> Iterator[Fault | None]:
        if self.reactions is None:
            return
        yield from check_each("reactions", self.reactions, lambda path, value: a_member(path, value, Reaction))
        reactions = cast("object", self.reactions)
        if isinstance(reactions, frozenset) and {Reaction.NONE} < cast("frozenset[object]", reactions):
            expected, fix = "either none or a list of reactions", "remove none, if there was a reaction"
            actual = ", ".join(sorted(map(str, self.reactions)))
            yield Fault(path="reactions", expected=expected, actual=actual, fix=fix)

    def _contents_faults(self) -> Iterator[Fault]:
        if self.withdraw and self.replaces is None:
            expected, fix = "given with replaces", "name the entry to withdraw in replaces"
            yield Fault(path="withdraw", expected=expected, actual="True", fix=fix)
        contents = (self.zone, self.reactions, self.taken, self.doses, self.wish, self.situation)
        if self.withdraw and contents != (None,) * len(contents):
            fix = "leave the rest out, or leave withdraw out"
            yield Fault(path="withdraw", expected="an entry with nothing else in it", actual="a report", fix=fix)
        if self.taken is not None and self.doses is not None:
            fix = "give the doses alone, because they add up"
            yield Fault(path="taken", expected="a total or doses, not both", actual="both", fix=fix)


def facts_fault(path: str, situation: object, day: object) -> Fault | None:
    """A ``Fault`` if ``situation``, stated on ``day``, holds a kidney result dated after ``day``. Otherwise None.

    ``path`` names ``situation`` in the message of the fault.
    """
    result = situation.kidney_date if isinstance(situation, Situation) else None
    if result is not None and isinstance(day, date) and result > day:
        expected = f"a date no later than {day}, the day that states it"
        return Fault(
            path=f"{path}.kidney_date", expected=expected, actual=str(result), fix="correct one of the two dates"
        )
    return None


# --- Corrections


def correction_faults(check_ins: Sequence[CheckIn]) -> Iterator[Fault]:
    """Yield the faults of the corrections in a diary: an ``id`` given twice, an unknown ``id``, and a cycle."""
    distinct = set(check_ins)
    times = Counter(check_in.id for check_in in distinct if check_in.id is not None)
    beginnings = _chain_beginnings({one.id: one.replaces for one in distinct if one.id is not None})
    for i, check_in in enumerate(check_ins):
        if check_in.id is not None and times[check_in.id] > 1:
            fix = "give every entry an id of its own"
            yield Fault(path=f"check_ins[{i}].id", expected="an id given once", actual=repr(check_in.id), fix=fix)
        if check_in.replaces is not None and check_in.replaces not in times:
            fix = "name an entry of this diary"
            actual = repr(check_in.replaces)
            yield Fault(path=f"check_ins[{i}].replaces", expected="the id of an entry", actual=actual, fix=fix)
        elif check_in.replaces is not None and beginnings[check_in.replaces] is None:
            fix = "let the first entry replace none"
            actual = repr(check_in.replaces)
            yield Fault(path=f"check_ins[{i}].replaces", expected="a chain that ends", actual=actual, fix=fix)


def _chain_beginnings(replaced: dict[str, str | None]) -> dict[str, str | None]:
    """For the id of each entry, the id of the entry that its chain of corrections began with. None for a cycle.

    ``replaced`` has the id that each entry replaces, or None.
    """
    beginnings: dict[str, str | None] = {}
    for name in replaced:
        chain, link = dict[str, None](), name
        while link not in beginnings and link not in chain:
            chain[link] = None
            before = replaced.get(link)
            if before is None:
                beginnings[link] = link
            else:
                link = before
        beginnings |= dict.fromkeys(chain, beginnings.get(link))
    return beginnings


def final_entries(check_ins: Iterable[CheckIn]) -> list[tuple[str | None, CheckIn]]:
    """The entries that no other one replaces, each with the id of the entry that its chain of corrections began with.

    The id is None for an entry that corrects nothing. Two entries with the same id are two corrections of one entry.
    """
    entries = tuple(check_ins)
    beginnings = _chain_beginnings({one.id: one.replaces for one in entries if one.id is not None})
    names = {check_in.replaces for check_in in entries}
    return [
        (None if check_in.replaces is None else beginnings[check_in.replaces], check_in)
        for check_in in entries
        if check_in.id is None or check_in.id not in names
    ]
