"""What comes in: who is asking as they are today, and what they propose to do."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from typing import cast, final

import attrs

from alpims_mg._internal.validation import (
    a_day,
    a_local_time,
    a_member,
    a_text,
    a_whole_number,
    an_instance,
    as_set,
    as_tuple,
    check_each,
    check_instances,
    short_repr,
)
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Additive, Condition, EgfrUnit, KidneyFunction, MedicineRoute, Tolerance, Zone

_DECIMAL = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?")


_HIGHEST_EGFR = 300


_EGFR_PLACES = 3


# Converters are spelled out for each type, since a type checker cannot carry the item type through a generic one.


def _conditions(values: Iterable[Condition] | None) -> frozenset[Condition] | None:
    return None if values is None else as_set(values)


def _medicines(values: Iterable["Medicine"] | None) -> "tuple[Medicine, ...] | None":
    return None if values is None else as_tuple(values)


def _additives(values: Iterable[Additive]) -> frozenset[Additive]:
    return as_set(values)


def _acknowledgements(values: Iterable["Acknowledgement"]) -> "tuple[Acknowledgement, ...]":
    return as_tuple(values)


def _times(values: Iterable[time]) -> tuple[time, ...]:
    return as_tuple(values)


@final
@attrs.frozen(kw_only=True)
class Acknowledgement:
    """A clinician's word that a ``CONSULT`` finding was talked over.

    ``rule`` is the finding's rule id; ``about`` must be the finding's own ``about`` (which medicine), so that a
    medicine that comes later is not covered. What withholds cannot be acknowledged away.
    """

    rule: str
    reason: str
    about: str | None = None

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("rule", self.rule, example="consult.start"),
                a_text("reason", self.reason, example="discussed in clinic"),
                a_text("about", self.about, example="levothyroxine", most=250, optional=True),
            )
        )

    def __str__(self) -> str:
        return f"{self.rule}{f' [{self.about}]' if self.about else ''}: {self.reason}"


@final
@attrs.frozen(kw_only=True)
class Medicine:
    """A medicine, prescribed or bought, by name, ATC code or RxNorm ingredient: at least one of the three.

    ``route`` is how it is given, ``taken_at`` its times of day. ``magnesium`` is the elemental magnesium that a
    day of it holds, for antacids and laxatives that hold some; None where that is not stated.
    """

    name: str | None = None
    atc: str | None = None
    rxnorm: str | None = None
    route: MedicineRoute = MedicineRoute.UNKNOWN
    taken_at: tuple[time, ...] = attrs.field(default=(), converter=_times)
    magnesium: Elemental | None = None

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("name", self.name, example="levothyroxine", optional=True),
                a_text("atc", self.atc, example="H03AA01", optional=True),
                a_text("rxnorm", self.rxnorm, example="10582", optional=True),
                None if self.name or self.atc or self.rxnorm else _NAMELESS,
                a_member("route", self.route, MedicineRoute),
                *check_each("taken_at", self.taken_at, a_local_time),
                an_instance("magnesium", self.magnesium, Elemental, example="Elemental.mg(150)", optional=True),
            )
        )

    def __str__(self) -> str:
        """What it is called here: its name, else its code."""
        return self.name or (f"ATC {self.atc}" if self.atc else f"RxNorm {self.rxnorm}")


_NAMELESS = Fault(path="name", expected="given, unless atc or rxnorm is", actual="None", fix="name the medicine")


def _exact(value: int | str | Decimal) -> Decimal:
    """A number as it was written; what is none is left for a check to refuse."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    return Decimal(value) if type(value) is int and 0 <= value <= _HIGHEST_EGFR else cast("Decimal", value)


def _as_given(value: Decimal) -> str:
    """A number's text: two that are written in two ways are two reports, so that the same are always shown the same."""
    return format(value, "f")


@final
@attrs.frozen(kw_only=True)
class Egfr:
    """An estimated glomerular filtration rate, exactly as the laboratory gave it: its number and its unit.

    ``value`` is a whole number, a decimal as text or a ``Decimal``, from 0 to 300 with at most three decimals; never
    a float. It is neither rounded nor converted: 29.9 is below 30.

    Raises: ``InvalidInputError`` with every fault.

    >>> str(Egfr(value="24.3", unit=EgfrUnit.ML_MIN_SCALED))
    '24.3 ml/min/1.73m2'
    """

    value: Decimal = attrs.field(converter=_exact, eq=_as_given)
    unit: EgfrUnit

    def __attrs_post_init__(self) -> None:
        raise_if_any((_rate("value", self.value), a_member("unit", self.unit, EgfrUnit)))

    @property
    def value_text(self) -> str:
        """The number in exact decimal text, as it was given."""
        return _as_given(self.value)

    def __str__(self) -> str:
        return f"{self.value_text} {self.unit}"


@final
@attrs.frozen(kw_only=True)
class Situation:
    """Who is asking, as they are today. None means *not stated*, which is never the same as none.

    The kidney function is stated in words by ``kidney``, as a number by ``egfr``, or both: then the stricter counts.
    ``kidney_date`` is the day of the kidney result and wants ``as_of``, today. ``other_magnesium`` is what other
    supplements give in a day. ``avoids`` names additives to screen for beside those that always are.

    Raises: ``InvalidInputError`` with every fault.
    """

    zone: Zone | None = None
    tolerance: Tolerance = Tolerance.UNPROVEN
    age_years: int | None = None
    kidney: KidneyFunction | None = None
    egfr: Egfr | None = None
    kidney_date: date | None = None
    as_of: date | None = None
    conditions: frozenset[Condition] | None = attrs.field(default=None, converter=_conditions)
    medicines: tuple[Medicine, ...] | None = attrs.field(default=None, converter=_medicines)
    other_magnesium: Elemental | None = None
    avoids: frozenset[Additive] = attrs.field(default=frozenset(), converter=_additives)
    acknowledged: tuple[Acknowledgement, ...] = attrs.field(default=(), converter=_acknowledgements)

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("zone", self.zone, Zone, optional=True),
                a_member("tolerance", self.tolerance, Tolerance),
                a_whole_number("age_years", self.age_years, least=0, most=130, of="years", optional=True),
                a_member("kidney", self.kidney, KidneyFunction, optional=True),
                an_instance("egfr", self.egfr, Egfr, example="Egfr(...)", optional=True),
                a_day("kidney_date", self.kidney_date, optional=True),
                a_day("as_of", self.as_of, optional=True),
                self._kidney_date_in_order(),
                *(() if self.conditions is None else check_each("conditions", self.conditions, _condition)),
                *(() if self.medicines is None else check_instances("medicines", self.medicines, Medicine)),
                *_one_name_each(self.medicines),
                an_instance(
                    "other_magnesium", self.other_magnesium, Elemental, example="Elemental.mg(0)", optional=True
                ),
                *check_each("avoids", self.avoids, _additive),
                *check_instances("acknowledged", self.acknowledged, Acknowledgement),
            )
        )

    def _kidney_date_in_order(self) -> Fault | None:
        if (
            self.kidney_date is None
            or a_day("kidney_date", self.kidney_date)
            or a_day("as_of", self.as_of, optional=True)
        ):
            return None
        if self.kidney is None and self.egfr is None:
            fix = "state the kidney function or the eGFR too"
            return Fault(path="kidney", expected="given with its date", actual="None", fix=fix)
        if self.as_of is None:
            return Fault(path="as_of", expected="given where a date is", actual="None", fix="state today's date too")
        if self.kidney_date > self.as_of:
            expected = f"no later than as_of, {self.as_of}"
            return Fault(
                path="kidney_date", expected=expected, actual=str(self.kidney_date), fix="put the two dates right"
            )
        return None


def _rate(path: str, value: object) -> Fault | None:
    if isinstance(value, Decimal) and value.is_finite() and not value.is_signed() and value <= _HIGHEST_EGFR:
        places = value.as_tuple().exponent
        if isinstance(places, int) and places >= -_EGFR_PLACES:
            return None
    expected = f"an exact number from 0 to {_HIGHEST_EGFR} with at most {_EGFR_PLACES} decimals"
    fix = "write decimals as text, for example '24.3'; never a float"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=fix)


def _condition(path: str, value: object) -> Fault | None:
    return a_member(path, value, Condition)


def _additive(path: str, value: object) -> Fault | None:
    return a_member(path, value, Additive)


def _one_name_each(medicines: object) -> Iterator[Fault]:
    """Two medicines under one name would be acknowledged as one."""
    called: dict[str, Medicine] = {}
    for i, one in enumerate(cast("tuple[object, ...]", medicines) if isinstance(medicines, tuple) else ()):
        if isinstance(one, Medicine):
            first = called.setdefault(str(one), one)
            if (first.atc, first.rxnorm) != (one.atc, one.rxnorm):
                expected, fix = "named so that it can be told apart", "give each medicine a name of its own"
                yield Fault(path=f"medicines[{i}].name", expected=expected, actual=short_repr(str(one)), fix=fix)
