"""The columns that a register may have, their encodings, and the columns that ``assess_frame`` adds."""

from enum import Enum
from typing import Final, final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg.adapters.frames.readings import ProductKind
from alpims_mg.model.vocabulary import (
    Additive,
    Answer,
    Condition,
    DosageForm,
    FactList,
    Form,
    Intent,
    KidneyFunction,
    MedicineClass,
    Tolerance,
    Word,
    Zone,
)


@final
class Encoding(Enum):
    """How a column of a frame holds its facts, such as words or numbers. The value of each member says how in English.

    A column of text may also be of a categorical or enumerated type.
    """

    WORD = "one word as text"
    NUMBER = "a number"
    NUMBER_TEXT = "a number as text"
    DATE = "a date, a timestamp at midnight, or a date as text such as 2026-12-31"
    TEXT = "words in one text, separated by semicolons (only the word 'none' states that there are none)"
    LIST = "a list of words"
    FLAGS = "one column of Booleans, or of yes and no, for each word, named COLUMN.WORD"
    NULL = "only nulls"


@final
@attrs.frozen(kw_only=True)
class Column:
    """One column that a register may have. ``name`` is its usual name, and ``path`` is the path of its fact in JSON.

    ``encodings`` are those that the column may use. ``words`` are the words that it may hold; empty if any word may
    occur. ``unit`` is the unit of a number. A column that is not ``needed`` may be left
    out, which means the same as a null in every row.
    """

    name: str
    path: str
    encodings: tuple[Encoding, ...]
    needed: bool = False
    words: tuple[str, ...] = ()
    unit: str = ""

    __attrs_post_init__ = check_field_types


def _words_of(word_type: type[Word]) -> tuple[str, ...]:
    return tuple(map(str, word_type))


_WORD = (Encoding.WORD, Encoding.NULL)
_NUMBER = (Encoding.NUMBER, Encoding.NUMBER_TEXT, Encoding.NULL)
_DATE = (Encoding.DATE, Encoding.NULL)
_WORDS = (Encoding.TEXT, Encoding.LIST, Encoding.NULL)
_WORDS_OR_FLAGS = (*_WORDS, Encoding.FLAGS)
_MG = "mg of elemental magnesium"

SCHEMA: Final[tuple[Column, ...]] = (
    Column(name="zone", path="situation.zone", encodings=_WORD, needed=True, words=_words_of(Zone)),
    Column(name="age_years", path="situation.age_years", encodings=_NUMBER, needed=True, unit="years"),
    Column(name="kidney", path="situation.kidney", encodings=_WORD, words=_words_of(KidneyFunction)),
    Column(
        name="conditions",
        path="situation.conditions",
        encodings=_WORDS_OR_FLAGS,
        needed=True,
        words=_words_of(Condition),
    ),
    Column(
        name="medicines",
        path="situation.medicines",
        encodings=_WORDS_OR_FLAGS,
        needed=True,
        words=_words_of(MedicineClass),
    ),
    Column(
        name="current_daily_mg",
        path="proposal.current_daily_mg",
        encodings=_NUMBER,
        unit=f"{_MG} a day",
    ),
    Column(name="tolerance", path="situation.tolerance", encodings=_WORD, words=_words_of(Tolerance)),
    Column(
        name="egfr",
        path="situation.egfr",
        encodings=_NUMBER,
        unit="ml/min/1.73 m2, with any number of decimals",
    ),
    Column(name="kidney_date", path="situation.kidney_date", encodings=_DATE),
    Column(name="as_of", path="situation.as_of", encodings=_DATE),
    Column(
        name="other_magnesium_mg",
        path="situation.other_magnesium_mg",
        encodings=_NUMBER,
        unit=f"{_MG} a day",
    ),
    Column(name="other_conditions", path="situation.other_conditions", encodings=_WORDS),
    Column(name="partial", path="situation.partial", encodings=_WORDS, words=_words_of(FactList)),
    Column(name="avoids", path="situation.avoids", encodings=_WORDS, words=_words_of(Additive)),
    Column(name="acknowledged", path="situation.acknowledged", encodings=_WORDS),
    Column(
        name="target_mg",
        path="proposal.target_mg",
        encodings=_NUMBER,
        unit=f"{_MG} a day",
    ),
    Column(
        name="lower_to_mg",
        path="proposal.lower_to_mg",
        encodings=_NUMBER,
        unit=f"{_MG} a day",
    ),
    Column(name="hold_days", path="proposal.hold_days", encodings=_NUMBER, unit="whole days"),
    Column(name="intent", path="proposal.intent", encodings=_WORD, needed=True, words=_words_of(Intent)),
    Column(name="product", path="proposal.product", encodings=_WORD, needed=True, words=_words_of(ProductKind)),
    Column(name="form", path="proposal.product.form", encodings=_WORD, needed=True, words=_words_of(Form)),
    Column(
        name="elemental_mg",
        path="proposal.product.elemental_mg",
        encodings=_NUMBER,
        needed=True,
        unit=_MG,
    ),
    Column(
        name="divides_into",
        path="proposal.product.divides_into",
        encodings=_NUMBER,
        needed=True,
        unit="parts",
    ),
    Column(
        name="dosage_form",
        path="proposal.product.dosage_form",
        encodings=_WORD,
        words=_words_of(DosageForm),
    ),
    Column(name="ingredients", path="proposal.product.ingredients", encodings=_WORDS),
)
"""The columns that a register may have. Missing facts are listed in this order. Words are spelled as in JSON.
``conditions`` may also hold other words: each counts as a condition in its own words, as in ``other_conditions``.
``medicines`` holds words of medicine classes, ATC codes and names, also names that nothing recognises.
``partial`` names the lists of which only a part is stated. Without that column, and where it is null, each stated list
is whole. At least one of ``kidney`` and ``egfr`` must be present."""

BY_NAME: Final[dict[str, Column]] = {column.name: column for column in SCHEMA}
PATHS: Final[dict[str, str]] = {column.name: column.path for column in SCHEMA}


class Added(Word):
    """A column that ``assess_frame`` can add. The value of each member is the usual name of that column."""

    DECISION = "decision"
    """The answer: one of the words in ``DECISIONS``, as an ordered enumeration where the library has one."""
    VERDICT = "verdict"
    """The strictest verdict of all findings; null if the proposal cannot be read."""
    BINDING = "binding_rules"
    """The ids of the rules that withhold, or of those that still ask for a clinician, sorted and separated by
    semicolons. Empty if the answer is offer or needs-information."""
    MISSING = "missing_facts"
    """The paths of facts that are needed and not stated, and of cells that cannot be read, separated by semicolons.
    Empty unless the answer is needs-information."""
    NOT_UNDERSTOOD = "not_understood"
    """What stands in a cell and cannot be read, as ``column: word`` with the column's name in the frame, separated by
    semicolons. Also unknown words in ``conditions`` and names in ``medicines`` that are not recognised, which count as
    such. Empty if all is understood."""
    FIRST = "first_daily_mg"
    """Milligrams a day on the first rung of the plan; null if the answer has no plan for a capsule."""
    LAST = "last_daily_mg"
    """Milligrams a day on the last rung of the plan; null if the answer has no plan for a capsule."""
    RUNGS = "rungs"
    """The number of rungs in the plan; null if the answer has no plan for a capsule."""
    HOURS = "hours_to_keep"
    """The hours to keep between each medicine and magnesium, sorted and separated by semicolons. Empty if none."""


DECISIONS: Final = tuple(map(str, (Answer.OFFER, Answer.CONSULT, Answer.NEEDS_INFORMATION, Answer.WITHHOLD)))
"""The words of the column ``decision``, in their order: the answer that lets a person do most is the first."""


def is_closed(column: Column) -> bool:
    """Whether a column may hold no other words than its own. In ``conditions`` and ``medicines``, any name is read."""
    return bool(column.words) and Encoding.FLAGS not in column.encodings
