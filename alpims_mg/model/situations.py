"""``Situation``, the facts about a person today, and the types of its fields, such as ``Medicine`` and ``Egfr``."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from typing import ClassVar, cast, final

import attrs

from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
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
from alpims_mg.model.condition_texts import MOST_CONDITION_TEXTS, a_condition_text, as_condition_texts
from alpims_mg.model.medicine_texts import LONGEST_ABOUT, a_medicine_name, clean_atc, clean_name, clean_rxnorm
from alpims_mg.model.quantities import Elemental, a_mass
from alpims_mg.model.routines import Routine
from alpims_mg.model.vocabulary import (
    Additive,
    Condition,
    EgfrUnit,
    FactList,
    KidneyFunction,
    MedicineRoute,
    Tolerance,
    Zone,
)

_DECIMAL = r"[0-9]{1,3}(\.[0-9]{1,1200})?"
_HIGHEST_EGFR = 300
_EGFR_DECIMALS = 1200
_SHOWN_DECIMALS = 3


MOST_MEDICINES = 200
MOST_ACKNOWLEDGEMENTS = 200
_MOST_TIMES = 100
"""The largest numbers of items in the lists of a situation and of a medicine."""


# One converter for each item type: a type checker cannot infer the item type through a generic converter.


def _conditions(values: Iterable[Condition] | None) -> frozenset[Condition] | None:
    return None if values is None else as_set(values)


def _medicines(values: Iterable["Medicine"] | None) -> "tuple[Medicine, ...] | None":
    return None if values is None else as_tuple(values, most=MOST_MEDICINES)


def _lists(values: Iterable[FactList]) -> frozenset[FactList]:
    return as_set(values)


def _additives(values: Iterable[Additive]) -> frozenset[Additive]:
    return as_set(values)


def _acknowledgements(values: Iterable["Acknowledgement"]) -> "tuple[Acknowledgement, ...]":
    return as_tuple(values, most=MOST_ACKNOWLEDGEMENTS)


def _times(values: Iterable[time]) -> tuple[time, ...]:
    return as_tuple(values, most=_MOST_TIMES)


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Acknowledgement(Displayed):
    """A statement that a clinician has discussed one ``CONSULT`` finding with the person.

    ``rule`` is the rule id of the finding. ``about`` must equal the ``about`` of the finding, for example the name of a
    medicine. A medicine that is added later is therefore not covered. If the finding concerns a daily total, ``about``
    is a total such as ``300 mg``, and covers every total up to it. ``on`` is the day of the discussion, for the record.
    No acknowledgement changes a ``WITHHOLD`` finding.

    Raises: ``InvalidInputError`` with every fault.

    >>> print(Acknowledgement(rule="consult.start", reason="discussed in clinic"))
    consult.start: discussed in clinic
    """

    rule: str
    reason: str
    about: str | None = attrs.field(default=None, converter=clean_name)
    on: date | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("rule", self.rule, example="consult.start"),
                a_text("reason", self.reason, example="discussed in clinic"),
                a_text("about", self.about, example="levothyroxine", most=LONGEST_ABOUT, optional=True),
                a_day("on", self.on, optional=True),
            )
        )

    def __str__(self) -> str:
        about, on = f" [{self.about}]" if self.about else "", f", {self.on}" if self.on else ""
        return f"{self.rule}{about}: {self.reason}{on}"


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Medicine(Displayed):
    """A medicine that a person takes, prescribed or bought.

    At least one of these is given: a name of at most 1,000 characters, an ATC code, an RxNorm ingredient code. Odd
    spaces in a name, and prefixes or a trailing ``.0`` of a code, are removed. ``route`` is how the medicine is given.
    ``taken_at`` holds the times of day at which the medicine is taken. ``magnesium`` is the elemental magnesium
    that the medicine gives in a day, as some antacids and laxatives do. None means that the amount is not stated.
    At most 100 times are allowed.

    Raises: ``InvalidInputError`` with every fault. A name that states that there is no medicine is one.

    >>> Medicine(name="levothyroxine", taken_at=[time(7, 30)])
    Medicine(name='levothyroxine', taken_at=(datetime.time(7, 30),))
    """

    name: str | None = attrs.field(default=None, converter=clean_name)
    atc: str | None = attrs.field(default=None, converter=clean_atc)
    rxnorm: str | None = attrs.field(default=None, converter=clean_rxnorm)
    route: MedicineRoute = MedicineRoute.UNKNOWN
    taken_at: tuple[time, ...] = attrs.field(default=(), converter=_times)
    magnesium: Elemental | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_medicine_name("name", self.name),
                a_text("atc", self.atc, example="H03AA01", optional=True),
                a_text("rxnorm", self.rxnorm, example="10582", optional=True),
                None if self.name or self.atc or self.rxnorm else _NAMELESS,
                a_member("route", self.route, MedicineRoute),
                *check_each("taken_at", self.taken_at, a_local_time, most=_MOST_TIMES),
                a_mass("magnesium", self.magnesium, Elemental, example=150, optional=True),
            )
        )

    def __str__(self) -> str:
        """The name of the medicine, or a code if the medicine has no name."""
        return self.name or (f"ATC {self.atc}" if self.atc else f"RxNorm {self.rxnorm}")


_NAMELESS = Fault(
    path="name",
    expected="given, unless atc or rxnorm is given",
    actual="None",
    fix="give the name, the ATC code or the RxNorm code",
)


def _exact(value: int | str | Decimal) -> Decimal:
    """Convert an exact number to a ``Decimal``. Return any other value unchanged, so that a check rejects the value."""
    if isinstance(value, str) and re.fullmatch(_DECIMAL, value):
        return Decimal(value)
    return Decimal(value) if type(value) is int and 0 <= value <= _HIGHEST_EGFR else cast("Decimal", value)


def _as_given(value: Decimal) -> str:
    """The number as text, with all its decimals. Values are compared as this text, so 24.3 and 24.30 differ."""
    return format(value, "f")


def _cut(text: str) -> str:
    """A decimal text without the decimals after the third. They are cut off, so 29.9996 is never shown as 30."""
    whole, point, decimals = text.partition(".")
    return f"{whole}{point}{decimals[:_SHOWN_DECIMALS]}"


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Egfr(Displayed):
    """An estimated glomerular filtration rate (eGFR), exactly as the laboratory reported it.

    ``value`` is a whole number, a decimal number as text, or a ``Decimal``, from 0 to 300. A float is not allowed. The
    value is neither rounded nor converted: 29.9999 is below 30. At most three decimals are shown; the others are cut
    off. The value may have as many decimals as a computer gives, up to 1200.

    Raises: ``InvalidInputError`` with every fault.

    >>> str(Egfr(value="24.3", unit=EgfrUnit.ML_MIN_SCALED))
    '24.3 ml/min/1.73m2'
    """

    value: Decimal = attrs.field(converter=_exact, eq=_as_given)
    unit: EgfrUnit

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any((_egfr_value("value", self.value), a_member("unit", self.unit, EgfrUnit)))

    @property
    def value_text(self) -> str:
        """The number as decimal text, with at most three decimals. Further decimals are cut off, not rounded.

        >>> Egfr(value="29.9996", unit=EgfrUnit.ML_MIN_SCALED).value_text
        '29.999'
        """
        return _cut(_as_given(self.value))

    def __str__(self) -> str:
        return f"{self.value_text} {self.unit}"


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Situation(Displayed):
    """The facts about a person today. None means *not stated*. An empty list states that there are none.

    State the kidney function in words with ``kidney``, as a number with ``egfr``, or both. If the two disagree, the
    stricter one counts. ``kidney_date`` is the date of the kidney result. If ``kidney_date`` is given, ``as_of``,
    today's date, must be given too. ``other_magnesium`` is the elemental magnesium that other supplements give in a
    day, 0 if none. A capsule needs it. ``other_conditions`` holds conditions in the person's own words that no member
    of ``Condition`` names. They do not make ``conditions`` stated. Entries of ``medicines`` may share a name: if they
    mean different medicines, their codes tell them apart. ``partial`` names the lists of which only a part is stated.
    What such a list holds counts, and the rest is not stated. A partial list that is empty states nothing, as None
    does. ``avoids`` holds additives to screen for, in addition to those that are always screened for. ``routine`` holds
    the times of a usual day. With it, a plan gives a time on the clock for each intake. At most 200 medicines, 200
    acknowledgements and 200 other conditions are allowed.

    Raises: ``InvalidInputError`` with every fault.

    >>> Situation(zone=Zone.GREEN, age_years=34, conditions=[Condition.EDS], medicines=[])
    Situation(zone=Zone.GREEN, age_years=34, conditions={Condition.EDS}, medicines=())
    """

    zone: Zone | None = None
    tolerance: Tolerance = Tolerance.UNPROVEN
    age_years: int | None = None
    kidney: KidneyFunction | None = None
    egfr: Egfr | None = None
    kidney_date: date | None = None
    as_of: date | None = None
    conditions: frozenset[Condition] | None = attrs.field(default=None, converter=_conditions)
    other_conditions: tuple[str, ...] = attrs.field(default=(), converter=as_condition_texts)
    medicines: tuple[Medicine, ...] | None = attrs.field(default=None, converter=_medicines)
    partial: frozenset[FactList] = attrs.field(default=frozenset(), converter=_lists)
    other_magnesium: Elemental | None = None
    avoids: frozenset[Additive] = attrs.field(default=frozenset(), converter=_additives)
    acknowledged: tuple[Acknowledgement, ...] = attrs.field(default=(), converter=_acknowledgements)
    routine: Routine | None = None

    unstated: ClassVar[str] = "not stated"

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("zone", self.zone, Zone, optional=True),
                a_member("tolerance", self.tolerance, Tolerance),
                a_whole_number("age_years", self.age_years, least=0, most=130, of="years", optional=True),
                _kidney(self.kidney),
                _egfr(self.egfr),
                a_day("kidney_date", self.kidney_date, optional=True),
                a_day("as_of", self.as_of, optional=True),
                self._kidney_date_fault(),
                *(() if self.conditions is None else _condition_faults(self.conditions)),
                *check_each("other_conditions", self.other_conditions, a_condition_text, most=MOST_CONDITION_TEXTS),
                *_medicine_faults(self.medicines),
                *check_instances("partial", self.partial, FactList),
                *_unstated_list_faults(self.partial, (self.conditions, self.medicines)),
                a_mass("other_magnesium", self.other_magnesium, Elemental, example=150, optional=True),
                *check_instances("avoids", self.avoids, Additive),
                *check_each("acknowledged", self.acknowledged, _acknowledgement, most=MOST_ACKNOWLEDGEMENTS),
                an_instance("routine", self.routine, Routine, example="Routine(...)", optional=True),
            )
        )

    def _kidney_date_fault(self) -> Fault | None:
        if (
            self.kidney_date is None
            or a_day("kidney_date", self.kidney_date)
            or a_day("as_of", self.as_of, optional=True)
        ):
            return None
        if self.kidney is None and self.egfr is None:
            expected, fix = "given where kidney_date is given", "state the kidney function or the eGFR too"
            return Fault(path="kidney", expected=expected, actual="None", fix=fix)
        if self.as_of is None:
            expected, fix = "given where kidney_date is given", "state today's date too"
            return Fault(path="as_of", expected=expected, actual="None", fix=fix)
        if self.kidney_date > self.as_of:
            expected, fix = f"no later than as_of, {self.as_of}", "correct one of the two dates"
            return Fault(path="kidney_date", expected=expected, actual=str(self.kidney_date), fix=fix)
        return None

    @property
    def whole_conditions(self) -> frozenset[Condition] | None:
        """The conditions if all of them are stated. None if the list is not stated, or only in part."""
        return None if FactList.CONDITIONS in self.partial else self.conditions

    @property
    def whole_medicines(self) -> tuple[Medicine, ...] | None:
        """The medicines if all of them are stated. None if the list is not stated, or only in part.

        >>> Situation(medicines=[Medicine(name="digoxin")], partial=[FactList.MEDICINES]).whole_medicines is None
        True
        """
        return None if FactList.MEDICINES in self.partial else self.medicines


def _unstated_list_faults(partial: object, lists: tuple[object, object]) -> Iterator[Fault]:
    """A fault for each of the two lists, conditions and medicines, that is None although ``partial`` names it."""
    named = cast("frozenset[object]", partial) if isinstance(partial, frozenset) else frozenset[object]()
    for name, items in zip(FactList, lists, strict=True):
        if name in named and items is None:
            actual, fix = f"{name}, which is not stated", f"leave it out, or state in {name} what is known"
            yield Fault(path="partial", expected="only lists that are stated", actual=actual, fix=fix)


def _condition_faults(conditions: object) -> Iterator[Fault | None]:
    for fault in check_instances("conditions", conditions, Condition):
        unknown = fault is not None and fault.fix.endswith(f"give a member of {Condition.__name__}")
        yield attrs.evolve(fault, fix=f"{fault.fix}, or state it in other_conditions") if fault and unknown else fault


def _egfr_value(path: str, value: object) -> Fault | None:
    if isinstance(value, Decimal) and value.is_finite() and not value.is_signed() and value <= _HIGHEST_EGFR:
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent >= -_EGFR_DECIMALS:
            return None
    expected = f"an exact number from 0 to {_HIGHEST_EGFR}"
    fix = "write decimals as text, for example '24.3'; never a float"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=fix)


def _kidney(value: object) -> Fault | None:
    fault = a_member("kidney", value, KidneyFunction, optional=True)
    if fault is None:
        return None
    return attrs.evolve(fault, fix="give it as egfr" if isinstance(value, Egfr) else _egfr_fix(value) or fault.fix)


def _egfr(value: object) -> Fault | None:
    example = "Egfr(value='24.3', unit=EgfrUnit.ML_MIN_SCALED)"
    fault = an_instance("egfr", value, Egfr, example=example, optional=True)
    if fault is None:
        return None
    is_kidney = isinstance(value, KidneyFunction)
    return attrs.evolve(fault, fix="give it as kidney" if is_kidney else _egfr_fix(value) or fault.fix)


def _egfr_fix(value: object) -> str | None:
    """A hint that shows how to write a bare number as an ``Egfr``. None if the value is no number."""
    text = str(value) if isinstance(value, str | Decimal) else short_repr(value)
    if not re.fullmatch(_DECIMAL, text):
        return None
    return f"for an eGFR, write egfr=Egfr(value={text!r}, unit=...) with the unit that the laboratory reports"


def _medicine_faults(medicines: object) -> Iterator[Fault | None]:
    if medicines is not None:
        yield from check_each("medicines", medicines, _medicine, most=MOST_MEDICINES)


def _medicine(path: str, value: object) -> Fault | None:
    fault = an_instance(path, value, Medicine, example="Medicine(name='levothyroxine')")
    if fault is None or not isinstance(value, str):
        return fault
    return attrs.evolve(fault, fix=f"write Medicine(name={short_repr(value)})")


def _acknowledgement(path: str, value: object) -> Fault | None:
    example = "Acknowledgement(rule='consult.start', reason='discussed in clinic')"
    return an_instance(path, value, Acknowledgement, example=example)
