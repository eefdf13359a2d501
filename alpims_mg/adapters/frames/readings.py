"""How one cell of a register is read: what it states, that it states nothing, or that it cannot be read.

The same functions read a cell for the scalar answer and for the tables that a whole column is looked up in, so that
the two cannot differ.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from math import isfinite
from typing import Final, TypeVar, cast, final

from alpims_mg.assessment.evaluation import assess
from alpims_mg.dosing.titration import range_faults
from alpims_mg.errors import InvalidInputError
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.products import Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Egfr, Medicine, Situation
from alpims_mg.model.vocabulary import (
    Additive,
    Condition,
    EgfrUnit,
    Form,
    Intent,
    KidneyFunction,
    MedicineClass,
    Tolerance,
    Vehicle,
    Word,
    Zone,
)
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.medicines.names import RECOGNITIONS


@final
class Unread(Enum):
    """A cell that gives no value."""

    ABSENT = "absent"
    """Null: nothing is stated, which means what absence means."""
    STRANGE = "strange"
    """Something stands there that cannot be read; it is never taken for anything."""


ABSENT: Final = Unread.ABSENT
STRANGE: Final = Unread.STRANGE

T = TypeVar("T")
W = TypeVar("W", bound=Word)
Reader = Callable[[object], T | Unread]

SEPARATOR: Final = ";"
"""Parts the words of a text that holds a list."""
NOTHING: Final = "none"
"""A text of this word, or an empty one, states an empty list."""
_STATED = "as the register has it"


class Taken(Word):
    """What is taken: a capsule, or topical magnesium by its vehicle."""

    CAPSULE = "capsule"
    OIL = "oil"
    CREAM = "cream"
    BATH = "bath"

    @property
    def vehicle(self) -> Vehicle | None:
        """The vehicle of topical magnesium; None for a capsule."""
        return None if self is Taken.CAPSULE else Vehicle(self.value)


def word_reader(kind: type[W]) -> Reader[W]:
    """Reads one word of a closed list, or its place in that list, counted from 0."""
    members = tuple(kind)
    words: Mapping[object, W] = {str(one): one for one in members}

    def read(cell: object) -> W | Unread:
        if cell is None:
            return ABSENT
        if isinstance(cell, str):
            return words.get(cell, STRANGE)
        place = _whole(cell)
        return members[place] if place is not None and 0 <= place < len(members) else STRANGE

    return read


read_zone = word_reader(Zone)
read_intent = word_reader(Intent)
read_tolerance = word_reader(Tolerance)
read_form = word_reader(Form)
read_kidney = word_reader(KidneyFunction)
read_taken = word_reader(Taken)


def _whole(cell: object) -> int | None:
    """The whole number that a cell is, however its column is typed."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return None
    return int(cell) if isfinite(cell) and cell == int(cell) else None


def _exact(cell: object, places: int) -> Decimal | None:
    """The decimal that a number stands for, where it has no more places than this; a float is what it prints as."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal) or not isfinite(cell):
        return None
    written = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    if abs(written) >= 10**9:
        return None
    numerator, denominator = written.as_integer_ratio()  # exact, where arithmetic of decimals rounds
    return None if numerator * 10**places % denominator else written


def read_age(cell: object) -> int | Unread:
    """Whole years, as a situation takes them."""
    if cell is None:
        return ABSENT
    years = _whole(cell)
    return STRANGE if years is None else _tried(lambda: Situation(age_years=years).age_years)


def read_amount(cell: object) -> Elemental | Unread:
    """Milligrams of elemental magnesium, exact to the nanogram."""
    if cell is None:
        return ABSENT
    amount = _exact(cell, 6)
    return STRANGE if amount is None else _tried(lambda: Elemental(int(amount.scaleb(6))))


def read_division(cell: object) -> int | Unread:
    """Into how many parts the product divides; whether that is a number of parts at all, the capsule says."""
    if cell is None:
        return ABSENT
    parts = _whole(cell)
    return STRANGE if parts is None else parts


def read_egfr(cell: object) -> Egfr | Unread:
    """An eGFR in ml/min/1.73 m2, exact to three decimals."""
    if cell is None:
        return ABSENT
    rate = _exact(cell, 3)
    if rate is None:
        return STRANGE
    return _tried(lambda: Egfr(value=rate.normalize() if rate else Decimal(0), unit=EgfrUnit.ML_MIN_SCALED))


def read_day(cell: object) -> date | Unread:
    """A date, or the text of one as ISO 8601 writes it."""
    if cell is None:
        return ABSENT
    if isinstance(cell, str):
        try:
            day = date.fromisoformat(cell)
        except ValueError:
            return STRANGE
        return day if str(day) == cell else STRANGE
    return cell if isinstance(cell, date) and not isinstance(cell, datetime) else STRANGE


def day_of(days: float | None) -> object:
    """The day so many days after the first of 1970; what is no day of the calendar stays a number, which is no day."""
    try:
        return None if days is None else _FIRST + timedelta(days)
    except OverflowError:
        return days


_FIRST: Final = date(1970, 1, 1)


def read_target(cell: object, rulebook: Rulebook) -> Elemental | Unread:
    """The daily amount to end at, in the rulebook's range."""
    target = read_amount(cell)
    outside = isinstance(target, Elemental) and any(range_faults(target, _usual_hold(), rulebook))
    return STRANGE if outside else target


def read_hold(cell: object, rulebook: Rulebook) -> int | Unread:
    """The days that a rung lasts, in the rulebook's range."""
    if cell is None:
        return ABSENT
    days = _whole(cell)
    return STRANGE if days is None or any(range_faults(None, days, rulebook)) else days


def _usual_hold() -> int:
    return Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL)).hold_days


def words_of(cell: object) -> tuple[str, ...] | Unread:
    """The words of a cell that holds a list: a joined text, or a list whose elements are texts."""
    if cell is None:
        return ABSENT
    if isinstance(cell, str):
        return () if cell.strip() in {"", NOTHING} else tuple(part.strip() for part in cell.split(SEPARATOR))
    if isinstance(cell, list | tuple):
        elements = cast("list[object] | tuple[object, ...]", cell)
        words = tuple(one for one in elements if isinstance(one, str))
        return words if len(words) == len(elements) else STRANGE
    return STRANGE


def flags_of(flags: Iterable[tuple[str, object]]) -> list[str] | Unread:
    """The words whose columns say yes; a flag that is neither yes nor no leaves the whole list unstated."""
    told = tuple(flags)
    if any(flag is None for _, flag in told):
        return ABSENT
    return [word for word, flag in told if flag is True]


def read_conditions(cell: object) -> frozenset[Condition] | Unread:
    """The conditions, each by its word."""
    return _all(words_of(cell), word_reader(Condition), frozenset)


def read_avoids(cell: object) -> frozenset[Additive] | Unread:
    """The additives to screen for, each by its word."""
    return _all(words_of(cell), word_reader(Additive), frozenset)


def read_ingredients(cell: object) -> tuple[str, ...] | Unread:
    """The ingredients, in the label's own words."""
    words = words_of(cell)
    return words if isinstance(words, Unread) or all(map(_printable, words)) else STRANGE


def _printable(word: str) -> bool:
    return not isinstance(_tried(lambda: Acknowledgement(rule=word, reason=_STATED)), Unread)


def read_medicines(cell: object) -> tuple[Medicine, ...] | Unread:
    """The medicines, each by the word of its kind or by an ATC code that is known here."""
    return _all(words_of(cell), read_medicine, lambda check_instances: tuple(dict.fromkeys(check_instances)))


@lru_cache(maxsize=4096)
def read_medicine(word: object) -> Medicine | Unread:
    """One medicine: the plainest one of a kind by its word, or the one that an ATC code stands for."""
    if word in _KINDS:
        return _plainest(_KINDS[str(word)])
    one = Medicine(atc=word) if isinstance(word, str) and word.isalnum() else STRANGE
    unknown = isinstance(one, Unread) or MedicineClass.UNRECOGNISED in medicine_classes(one)
    return STRANGE if unknown else one


_KINDS: Final = {str(kind): kind for kind in MedicineClass}


@lru_cache(maxsize=256)
def _plainest(kind: MedicineClass) -> Medicine:
    """The medicine that is of this kind and of as few others as can be, called by the word of the kind if it may."""
    rows = tuple(row for row in RECOGNITIONS if row.medicine is kind)
    word = str(kind)
    candidates = (
        Medicine(name=word),
        *(Medicine(name=word, atc=code) for row in rows for code in row.atc),
        *(Medicine(name=word, rxnorm=code) for row in rows for code in row.rxnorm),
        *(Medicine(name=name) for row in rows for name in (*row.names, *row.alone)),
    )
    of_it = (one for one in candidates if kind in medicine_classes(one))
    return min(of_it, key=lambda one: len(medicine_classes(one)))


def read_acknowledged(cell: object, rulebook: Rulebook) -> tuple[Acknowledgement, ...] | Unread:
    """What was acknowledged: the id of a rule that asks for a clinician, and in square brackets what it is about."""

    def read(word: object) -> Acknowledgement | Unread:
        rule, _, about = str(word).partition(" [")
        one = _tried(lambda: Acknowledgement(rule=rule, reason=_STATED, about=about.removesuffix("]") or None))
        return one if not isinstance(one, Unread) and _asks(one, rulebook) else STRANGE

    return _all(words_of(cell), read, lambda check_instances: tuple(dict.fromkeys(check_instances)))


@lru_cache(maxsize=4096)
def _asks(one: Acknowledgement, rulebook: Rulebook) -> bool:
    """Whether there is such a rule and it ever asks: the scalar answer's own word on it."""
    anyone = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
    try:
        assess(Situation(acknowledged=(one,)), anyone, rulebook=rulebook)
    except InvalidInputError:
        return False
    return True


def _all(words: tuple[str, ...] | Unread, read: Reader[T], gather: Callable[[Iterable[T]], "C"]) -> "C | Unread":
    """All words read and gathered; one that is strange makes the whole list strange."""
    if isinstance(words, Unread):
        return words
    read_all = [read(word) for word in words]
    values = [one for one in read_all if not isinstance(one, Unread)]
    return gather(values) if len(values) == len(read_all) else STRANGE


C = TypeVar("C")


def _tried(make: Callable[[], T | None]) -> T | Unread:
    """What could be made, or that it could not."""
    try:
        made = make()
    except InvalidInputError:
        return STRANGE
    return STRANGE if made is None else made
