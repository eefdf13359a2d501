"""Joins the facts of a record with those of a case. The answer is never milder than that of either alone."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final, TypeVar

import attrs

from alpims_mg.adapters.fhir.record_parts import MagnesiumOrder
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.quantities import MOST_NANOGRAMS, Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import FactList

_SINGLE: Final = ("age_years", "kidney", "egfr")


def combine(
    recorded: Situation,
    stated: Situation,
    *,
    today: date,
    complete: Collection[FactList] = frozenset(),
    orders: Collection[MagnesiumOrder] = (),
) -> Situation:
    """The situation that a record and a case state together.

    - What only one of them states, counts.
    - An age, a kidney function or an eGFR that both state must be the same. Of two dates of a kidney result, the older
      one counts.
    - Of two amounts of other magnesium, the larger one counts. ``orders`` are those of the record that are
      swallowed and not proposed. If there are any, no case can say that there is no other magnesium.
    - Conditions and medicines of both count. Such a list is whole if one of the two states it as whole and names
      everything that the other one names. A list that ``complete`` names, and that is whole in the record, stays whole.

    Raises: ``InvalidInputError`` if the two contradict one another. No value of the record is in its text.

    >>> from alpims_mg import Zone
    >>> combine(Situation(age_years=34), Situation(zone=Zone.GREEN), today=date(2026, 3, 1))
    Situation(zone=Zone.GREEN, age_years=34)
    """
    raise_if_any(_contradictions(recorded, stated, today, orders))
    dates = [day for day in (recorded.kidney_date, stated.kidney_date) if day is not None]
    conditions = _joined(recorded.conditions, stated.conditions)
    medicines = _joined(recorded.medicines, stated.medicines)
    given = {FactList.CONDITIONS: conditions, FactList.MEDICINES: medicines}
    return attrs.evolve(
        stated,
        age_years=_first(stated.age_years, recorded.age_years),
        kidney=_first(stated.kidney, recorded.kidney),
        egfr=_first(stated.egfr, recorded.egfr),
        kidney_date=min(dates, default=None),
        as_of=today if dates or stated.as_of is not None else None,
        conditions=conditions,
        other_conditions=(*recorded.other_conditions, *stated.other_conditions),
        medicines=medicines,
        partial=[
            name
            for name, items in given.items()
            if items is not None and not _is_whole(name, recorded, stated, complete=name in complete)
        ],
        other_magnesium=_other_magnesium(recorded, stated, orders),
    )


T = TypeVar("T")


def _first(stated: T | None, recorded: T | None) -> T | None:
    return recorded if stated is None else stated


def _joined(recorded: Collection[T] | None, stated: Collection[T] | None) -> tuple[T, ...] | None:
    """The entries of both lists. What both have counts once. None if neither is stated."""
    if recorded is None and stated is None:
        return None
    left, more = list(recorded or ()), list[T]()
    for item in stated or ():
        if item in left:
            left.remove(item)
        else:
            more.append(item)
    return (*(recorded or ()), *more)


def _other_magnesium(recorded: Situation, stated: Situation, orders: Collection[MagnesiumOrder]) -> Elemental | None:
    """The larger amount. Where the case states one, it is no less than that of the orders whose amount is known.

    Orders that say the same, such as refills, count once.
    """
    if stated.other_magnesium is None or recorded.other_magnesium is not None:
        amounts = [one for one in (recorded.other_magnesium, stated.other_magnesium) if one is not None]
        return max(amounts, default=None)
    different = {(order.words.casefold(), order.product, order.daily) for order in orders}
    known = sum(daily.nanograms for *_, daily in different if daily is not None)
    return max(stated.other_magnesium, Elemental(nanograms=min(known, MOST_NANOGRAMS - 1)))


def _contradictions(
    recorded: Situation, stated: Situation, today: date, orders: Collection[MagnesiumOrder]
) -> Iterator[Fault]:
    """Yield a fault for each fact that both state differently, without the value in the record."""
    for name in _SINGLE:
        ours, theirs = getattr(stated, name), getattr(recorded, name)
        if ours is not None and theirs is not None and ours != theirs:
            yield _fault(name, "what the record states", "something else", "leave it out of the case, or correct one")
    if stated.as_of is not None and stated.as_of != today:
        yield _fault("as_of", f"today, {today}", str(stated.as_of), "leave it out of the case")
    if orders and stated.other_magnesium == Elemental.mg(0):
        references = ", ".join(order.reference for order in orders)
        fix = "state how much that is, or leave it out of the case"
        yield _fault("other_magnesium", "more than 0, since the record has magnesium", f"0, beside {references}", fix)


def _fault(name: str, expected: str, actual: str, fix: str) -> Fault:
    return Fault(path=f"situation.{name}", expected=expected, actual=actual, fix=fix)


def _is_whole(name: FactList, recorded: Situation, stated: Situation, *, complete: bool) -> bool:
    """Whether a list is whole with the entries of both. ``complete`` says that the two together hold all."""
    ours, theirs = _items(name, stated), _items(name, recorded)
    if _states_whole(name, recorded) and (complete or ours <= theirs):
        return True
    return _states_whole(name, stated) and theirs <= ours


def _states_whole(name: FactList, situation: Situation) -> bool:
    whole = situation.whole_conditions if name is FactList.CONDITIONS else situation.whole_medicines
    return whole is not None


def _items(name: FactList, situation: Situation) -> frozenset[object]:
    """What a list names. Medicines are the same if their names and codes are."""
    if name is FactList.CONDITIONS:
        texts = (text.casefold() for text in situation.other_conditions)
        return frozenset((*(situation.conditions or ()), *texts))
    medicines = situation.medicines or ()
    return frozenset(((one.name or "").casefold(), one.atc, one.rxnorm) for one in medicines)
