"""Functions that read one cell. Each returns the value, ``ABSENT`` for a null, or ``INVALID`` for an unreadable cell.

``explain_row`` reads one row, and ``assess_frame`` reads whole columns. They use the same readers, so they cannot
differ.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from typing import Final, TypeVar, cast, final

from alpims_mg.adapters.frames.cells import check_codes, folded, states_nothing
from alpims_mg.assessment.assessing import assess
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.condition_texts import a_condition_text, as_condition_texts, condition_of
from alpims_mg.model.products import MOST_INGREDIENTS, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import (
    Additive,
    Condition,
    DosageForm,
    FactList,
    Form,
    Intent,
    KidneyFunction,
    Tolerance,
    Vehicle,
    Word,
    Zone,
)
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.registers import NO_WORDS, NONE_WORD, YES_WORDS


@final
class NoValue(Enum):
    """Why a cell has no value. The functions that read a cell return one of these members in place of a value."""

    ABSENT = "absent"
    """The cell is null, or holds a text such as "unknown": nothing is stated."""
    INVALID = "invalid"
    """The cell cannot be read. It is never permission."""
    PARTLY = "partly"
    """Some words of a list can be read, and some cannot. Used only to say how a list was read."""


ABSENT: Final = NoValue.ABSENT
INVALID: Final = NoValue.INVALID
PARTLY: Final = NoValue.PARTLY

T = TypeVar("T")
W = TypeVar("W", bound=Word)
CellReader = Callable[[object], T | NoValue]

SEPARATOR: Final = ";"
"""The character between the words if one text holds a whole list."""
EMPTY_LIST: Final = NONE_WORD
"""A text that is this word states an empty list."""
_REASON = "as stated in the register"


class ProductKind(Word):
    """The word in the column ``product``: a capsule, or the vehicle of a topical product."""

    CAPSULE = "capsule"
    OIL = "oil"
    CREAM = "cream"
    BATH = "bath"

    @property
    def vehicle(self) -> Vehicle | None:
        """The vehicle of a topical product; None for a capsule."""
        return None if self is ProductKind.CAPSULE else Vehicle(self.value)


def word_reader(word_type: type[W], column: str) -> CellReader[W]:
    """Make a function that reads a cell of ``column`` as a member of ``word_type``, by its word in any case.

    The function raises ``InvalidInputError`` for a number: a code does not say which word it means.
    """
    by_text: Mapping[str, W] = {str(member): member for member in word_type}

    def read(cell: object) -> W | NoValue:
        if cell is None or states_nothing(text := str(cell)):
            return ABSENT
        check_codes(column, by_text, (cell,))
        return by_text.get(folded(text), INVALID)

    return read


read_zone = word_reader(Zone, "zone")
read_intent = word_reader(Intent, "intent")
read_tolerance = word_reader(Tolerance, "tolerance")
read_form = word_reader(Form, "form")
read_dosage_form = word_reader(DosageForm, "dosage_form")
read_kidney = word_reader(KidneyFunction, "kidney")
read_product_kind = word_reader(ProductKind, "product")


def read_day(cell: object) -> date | NoValue:
    """A date, from a cell with a date, a timestamp at midnight, or its text, such as 2026-01-31 or 31.1.2026.

    ``INVALID`` if it has a time of day or a time zone.
    """
    if cell is None or (isinstance(cell, str) and states_nothing(cell)):
        return ABSENT
    if isinstance(cell, datetime):
        return cell.date() if cell.tzinfo is None and cell.time() == time.min else INVALID
    if isinstance(cell, date):
        return cell
    match = _DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if not match:
        return INVALID
    year, month, day = match.group("year", "month", "day") if match["year"] else match.group("y", "m", "d")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return INVALID


_DAY: Final = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})([T ]00:00(:00(\.0{1,9})?)?)?"
    r"|(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})"
)
"""A day as ISO 8601 writes it, also as a timestamp at midnight, or with dots and the day first."""


def date_of(days: float | None) -> object:
    """The date ``days`` after 1970-01-01; None for None. If Python has no such date, the result is ``days``."""
    try:
        return None if days is None else _EPOCH + timedelta(days)
    except (OverflowError, ValueError):
        return days


_EPOCH: Final = date(1970, 1, 1)


def read_words(cell: object) -> tuple[str, ...] | NoValue:
    """A tuple of words, from a cell with a list of texts or with one text in which semicolons separate the words.

    It is empty if the list is empty or if its only word is ``none``. ``ABSENT`` if no word states anything. Beside
    other words, a word that states nothing, ``none`` or a null becomes an empty text, which no reader of words accepts.
    ``INVALID`` for more than 500 words.

    >>> read_words("mcas; NA"), read_words(" None "), str(read_words("unknown"))
    (('mcas', ''), (), 'NoValue.ABSENT')
    """
    if cell is None:
        return ABSENT
    if not isinstance(cell, str | list | tuple):
        return INVALID
    elements = cell.split(SEPARATOR) if isinstance(cell, str) else cast("list[object] | tuple[object, ...]", cell)
    if len(elements) > MOST_INGREDIENTS:
        return INVALID
    words = [element.strip() if isinstance(element, str) else "" for element in elements]
    if all(folded(word) == NONE_WORD for word in words):
        return ()
    if all(map(states_nothing, words)):
        return ABSENT
    return tuple("" if states_nothing(word) or folded(word) == NONE_WORD else word for word in words)


def read_other_words(cell: object) -> tuple[str, ...] | NoValue:
    """The words of a cell with conditions in their own words or names of lists, as ``read_words`` reads them.

    ``INVALID`` if the cell holds only words such as "unknown". No answer needs such a cell, so a null leaves nothing to
    ask for. But who writes "unknown" may have another condition or medicine, which is never permission.
    """
    words = read_words(cell)
    elements = cast("Iterable[object]", cell if isinstance(cell, list | tuple) else (cell,))
    return INVALID if words is ABSENT and any(str(element or "").strip() for element in elements) else words


def read_flags(flags: Iterable[tuple[str, object]]) -> list[str] | NoValue:
    """A list of the words whose flag is true. ``flags`` has pairs of a word and a cell.

    ``ABSENT`` if a flag is not stated. If a flag cannot be read, the list ends with an empty text, which no reader of
    words accepts.
    """
    read = [(word, read_flag(cell)) for word, cell in flags]
    words = [word for word, flag in read if flag is True]
    if any(flag is INVALID for _, flag in read):
        return [*words, ""]
    return ABSENT if any(flag is ABSENT for _, flag in read) else words


def read_flag(cell: object) -> bool | NoValue:
    """Whether a word holds for a person: a Boolean, 1 or 0, or a text such as "yes" or "no"."""
    if cell is None or isinstance(cell, bool):
        return ABSENT if cell is None else cell
    text = folded(str(cell)).removesuffix(".0")
    if states_nothing(text):
        return ABSENT
    return True if text in YES_WORDS else False if text in NO_WORDS else INVALID


def read_conditions(cell: object) -> tuple[Condition | str, ...] | NoValue:
    """The conditions that a cell lists. A word that no member of ``Condition`` names stays a text.

    ``INVALID`` if a word names no condition at all, such as a blank.
    """
    words = read_words(cell)
    if isinstance(words, NoValue):
        return words
    conditions = [condition for condition in map(read_condition, words) if not isinstance(condition, NoValue)]
    return tuple(conditions) if len(conditions) == len(words) else INVALID


def read_condition(word: object) -> Condition | str | NoValue:
    """The condition that a word names, whatever its case; as a text if no member of ``Condition`` names it.

    ``INVALID`` if the word names no condition.
    """
    return condition_of(str(word)) or read_other_condition(word)


def read_other_conditions(cell: object) -> tuple[str, ...] | NoValue:
    """The conditions in their own words that a cell lists; ``INVALID`` if ``Situation`` refuses one of them."""
    return read_all(read_other_words(cell), read_other_condition, tuple)


def read_other_condition(word: object) -> str | NoValue:
    """A condition in its own words; ``INVALID`` if ``Situation`` refuses it."""
    return INVALID if a_condition_text("", word) else as_condition_texts((str(word),))[0]


def read_avoids(cell: object) -> frozenset[Additive] | NoValue:
    """The set of additives to avoid, from a cell with a list of words; ``INVALID`` if a word is not an additive."""
    return read_all(read_words(cell), read_additive, frozenset)


def read_additive(word: object) -> Additive | NoValue:
    """The additive that a word names, in any case; ``INVALID`` if it names none."""
    return _ADDITIVES.get(folded(str(word)), INVALID)


_ADDITIVES: Final[Mapping[str, Additive]] = {str(additive): additive for additive in Additive}


def read_partial(cell: object) -> frozenset[FactList] | NoValue:
    """The lists of which a cell says that only a part is stated. ``INVALID`` for an unknown word, also "unknown"."""
    return read_all(read_other_words(cell), read_fact_list, frozenset)


def read_fact_list(word: object) -> FactList | NoValue:
    """The list that a word names, in any case; ``INVALID`` if it names none."""
    return _FACT_LISTS.get(folded(str(word)), INVALID)


_FACT_LISTS: Final[Mapping[str, FactList]] = {str(one): one for one in FactList}


def read_ingredients(cell: object) -> tuple[str, ...] | NoValue:
    """A tuple of ingredients, spelled as on the label, from a cell with a list; ``INVALID`` if one is not printable."""
    return read_all(read_words(cell), read_ingredient, tuple)


def read_ingredient(word: object) -> str | NoValue:
    """The ingredient that a word names, spelled as on the label; ``INVALID`` if the word is not printable text."""
    is_printable = or_invalid(lambda: Topical(vehicle=Vehicle.OIL, ingredients=[str(word)])) is not INVALID
    return str(word) if is_printable else INVALID


def read_acknowledged(cell: object, rulebook: Rulebook) -> tuple[Acknowledgement, ...] | NoValue:
    """A tuple of the acknowledgements that a cell lists, each once.

    ``INVALID`` if the rule of one of them cannot be acknowledged.
    """

    def read(word: object) -> Acknowledgement | NoValue:
        return read_acknowledgement(str(word), rulebook)

    return read_all(read_words(cell), read, lambda acknowledgements: tuple(dict.fromkeys(acknowledgements)))


def read_acknowledgement(word: str, rulebook: Rulebook) -> Acknowledgement | NoValue:
    """An acknowledgement, from text like ``rule`` or ``rule [about]``; ``INVALID`` if the rule takes none."""
    rule, _, bracketed = word.partition(" [")
    about = bracketed.removesuffix("]") or None
    acknowledgement = or_invalid(lambda: Acknowledgement(rule=rule, reason=_REASON, about=about))
    if isinstance(acknowledgement, NoValue) or not _can_be_acknowledged(rule, rulebook):
        return INVALID
    return acknowledgement


@lru_cache(maxsize=4096)
def _can_be_acknowledged(rule: str, rulebook: Rulebook) -> bool:
    """Whether ``assess`` accepts acknowledgements of this rule: the rule exists and can ask for a clinician."""
    acknowledgement = Acknowledgement(rule=rule, reason=_REASON)
    proposal = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
    try:
        assess(Situation(acknowledged=(acknowledgement,)), proposal, rulebook=rulebook)
    except InvalidInputError:
        return False
    return True


def readable(cell: object, read: CellReader[T]) -> tuple[T, ...] | None:
    """The values of those words of a list that can be read, each once, if the list as a whole cannot. None if none."""
    words = read_words(cell)
    results = () if isinstance(words, NoValue) else map(read, words)
    return tuple(dict.fromkeys(value for value in results if not isinstance(value, NoValue))) or None


def read_all(
    words: tuple[str, ...] | NoValue, read: CellReader[T], collect: Callable[[Iterable[T]], "C"]
) -> "C | NoValue":
    """Call ``read`` for each word, then ``collect`` for the values, for example to make a set of them.

    ``INVALID`` if ``read`` finds no value in some word. If ``words`` is a ``NoValue``, it is returned unchanged.
    """
    if isinstance(words, NoValue):
        return words
    results = [read(word) for word in words]
    values = [value for value in results if not isinstance(value, NoValue)]
    return collect(values) if len(values) == len(results) else INVALID


C = TypeVar("C")


def or_invalid(make: Callable[[], T | None]) -> T | NoValue:
    """The result of ``make``; ``INVALID`` if it is None or if ``make`` raises ``InvalidInputError``."""
    try:
        made = make()
    except InvalidInputError:
        return INVALID
    return INVALID if made is None else made
