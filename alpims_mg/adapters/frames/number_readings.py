"""Functions that read one cell of a column of numbers, whether the cell is a number or a text.

Each returns the value, ``ABSENT`` if nothing is stated, or ``INVALID`` for an unreadable cell.
"""

from decimal import Decimal
from typing import Final

from alpims_mg.adapters.frames.cells import exact_decimal, shortest_digits, states_nothing, whole_number
from alpims_mg.adapters.frames.number_texts import NumberRange, number_of_text, range_of_text
from alpims_mg.adapters.frames.readings import ABSENT, INVALID, NoValue, or_invalid
from alpims_mg.assessment.screening import age_band
from alpims_mg.dosing.titration import range_faults
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Egfr, Situation
from alpims_mg.model.vocabulary import EgfrUnit, Form, Intent, Vehicle
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.registers import DAYS, MILLIGRAMS, MILLIGRAMS_A_DAY, ML_MIN_SCALED, PARTS, YEARS


def states_no_number(cell: object) -> bool:
    """Whether a cell leaves a number open: it is null, or a text such as "unknown"."""
    return cell is None or (isinstance(cell, str) and states_nothing(cell))


def read_age(cell: object, rulebook: Rulebook) -> int | NoValue:
    """An age in whole years. A fraction of a year is dropped. A range counts as its first year.

    ``INVALID`` if ``Situation`` does not allow that age, or if not all years of a range are in one band of ages.
    """
    if states_no_number(cell):
        return ABSENT
    if isinstance(cell, str) and (years := range_of_text(cell, YEARS)):
        return _first_year(years, rulebook)
    number = _number(cell, YEARS)
    return INVALID if number is None or number < 0 else _age(int(number))


def _first_year(years: NumberRange, rulebook: Rulebook) -> int | NoValue:
    lowest, highest = whole_number(years.lowest or 0), whole_number(years.highest or 0)
    if lowest is None or highest is None:
        return INVALID
    first = _age(lowest + years.above)
    last = _OLDEST if years.highest is None else _age(highest - years.below)
    if isinstance(first, NoValue) or isinstance(last, NoValue) or first > last:
        return INVALID
    return first if age_band(first, rulebook) is age_band(last, rulebook) else INVALID


def _age(years: int) -> int | NoValue:
    return or_invalid(lambda: Situation(age_years=years).age_years)


_OLDEST: Final = 130


def read_amount(cell: object) -> Elemental | NoValue:
    """An amount of elemental magnesium a day, from a cell in milligrams; ``INVALID`` unless in whole nanograms."""
    return _amount(cell, MILLIGRAMS_A_DAY)


def _amount(cell: object, unit: str) -> Elemental | NoValue:
    if states_no_number(cell):
        return ABSENT
    amount = _number(cell, unit, places=6)
    return INVALID if amount is None else or_invalid(lambda: Elemental(nanograms=int(amount.scaleb(6))))


def read_strength(cell: object) -> Elemental | NoValue:
    """The elemental magnesium in a capsule, from a cell in milligrams; ``INVALID`` if ``Capsule`` refuses it."""
    amount = _amount(cell, MILLIGRAMS)
    return amount if isinstance(amount, NoValue) else or_invalid(lambda: _capsule(amount, 1).elemental)


def read_parts(cell: object) -> int | NoValue:
    """The number of parts that a capsule divides into, from a cell; ``INVALID`` if ``Capsule`` refuses the number."""
    parts = _read_whole(cell, PARTS)
    return parts if isinstance(parts, NoValue) else or_invalid(lambda: _capsule(Elemental.mg(1), parts).divides_into)


def _capsule(elemental: Elemental, parts: int) -> Capsule:
    return Capsule(form=next(iter(Form)), elemental=elemental, divides_into=parts)


def read_egfr(cell: object) -> Egfr | NoValue:
    """An eGFR, from a cell with a number in ml/min/1.73 m2 or its text, exactly; ``INVALID`` if out of range.

    A range such as "60-89" counts as its lower end, the worse one, and "<15" as 0.
    """
    if states_no_number(cell):
        return ABSENT
    if isinstance(cell, str) and (rates := range_of_text(cell, ML_MIN_SCALED)):
        highest = _egfr(rates.highest or Decimal(0))
        return highest if isinstance(highest, NoValue) else _egfr(rates.lowest or Decimal(0))
    rate = _number(cell, ML_MIN_SCALED)
    return INVALID if rate is None else _egfr(rate)


def _egfr(rate: Decimal) -> Egfr | NoValue:
    return or_invalid(lambda: Egfr(value=Decimal(shortest_digits(rate)), unit=EgfrUnit.ML_MIN_SCALED))


def read_target(cell: object, rulebook: Rulebook) -> Elemental | NoValue:
    """The target amount a day, from a cell in milligrams; ``INVALID`` if the rulebook does not allow it."""
    target = read_amount(cell)
    out_of_range = isinstance(target, Elemental) and any(range_faults(target, default_hold_days(), rulebook))
    return INVALID if out_of_range else target


def read_hold(cell: object, rulebook: Rulebook) -> int | NoValue:
    """How many whole days each rung of the plan lasts; ``INVALID`` if the rulebook does not allow that number."""
    days = _read_whole(cell, DAYS)
    return INVALID if isinstance(days, int) and any(range_faults(None, days, rulebook)) else days


def default_hold_days() -> int:
    """How many days each rung of a plan lasts if a proposal does not state it."""
    return Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL)).longest_hold


def _read_whole(cell: object, unit: str) -> int | NoValue:
    if states_no_number(cell):
        return ABSENT
    number = whole_number(_number(cell, unit))
    return INVALID if number is None else number


def _number(cell: object, unit: str, places: int | None = None) -> Decimal | None:
    return exact_decimal(number_of_text(cell, unit) if isinstance(cell, str) else cell, places)
