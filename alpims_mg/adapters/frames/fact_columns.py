"""Reads the facts of a register. Each fact becomes one dictionary-encoded column, computed from cells of the frame."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, final

import attrs
import narwhals as nw
import polars as pl

from alpims_mg.adapters.frames import readings
from alpims_mg.adapters.frames.columns import CategoryColumn, FlagColumn, InputColumn, NumberColumn, TextColumn
from alpims_mg.adapters.frames.encoding import DictionaryColumn
from alpims_mg.adapters.frames.fact_effects import TOPICAL, DoseResult, FactEvaluator, KidneyFacts
from alpims_mg.adapters.frames.lookups import Combined
from alpims_mg.adapters.frames.readings import ABSENT, INVALID, NoValue, ProductKind
from alpims_mg.adapters.frames.rows import read_parts, read_strength
from alpims_mg.adapters.frames.schema import BY_NAME, SCHEMA, ColumnPlan, Encoding
from alpims_mg.assessment.kidney import egfr_band, recency
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.products import Capsule, Product
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import KidneyFunction
from alpims_mg.rulebook.kidney import Recency

FactReader = Callable[[Any], Any]

_READERS: Final[dict[str, FactReader]] = {
    "zone": readings.read_zone,
    "kidney": readings.read_kidney,
    "conditions": readings.read_conditions,
    "medicines": readings.read_medicines,
    "current_daily_mg": readings.read_amount,
    "tolerance": readings.read_tolerance,
    "kidney_date": readings.read_day,
    "as_of": readings.read_day,
    "other_magnesium_mg": readings.read_amount,
    "avoids": readings.read_avoids,
    "intent": readings.read_intent,
    "product": readings.read_product_kind,
    "form": readings.read_form,
    "elemental_mg": read_strength,
    "divides_into": read_parts,
    "ingredients": readings.read_ingredients,
}


@final
@attrs.frozen(kw_only=True)
class KidneyReading:
    """What a row states about the kidneys.

    ``invalid`` has the usual names of the columns about the kidneys whose cells cannot be read.
    """

    facts: KidneyFacts
    invalid: frozenset[str]


class FactColumns:
    """The facts of a register. Each fact is one dictionary-encoded column.

    ``expressions`` maps the name of each input column to the polars expression that selects its cells. ``inputs`` are
    the columns that encode those cells.
    """

    def __init__(self, plan: ColumnPlan, schema: Mapping[str, Any], evaluator: FactEvaluator) -> None:
        self._plan = plan
        self._schema = schema
        self._evaluator = evaluator
        self.expressions: dict[str, pl.Expr] = {}
        self.inputs: list[InputColumn[Any]] = []
        rulebook = evaluator.rulebook
        rulebook_readers: dict[str, FactReader] = {
            "age_years": self._read_age_band,
            "egfr": self._read_egfr_band,
            "target_mg": lambda cell: readings.read_target(cell, rulebook),
            "hold_days": lambda cell: readings.read_hold(cell, rulebook),
            "acknowledged": lambda cell: readings.read_acknowledged(cell, rulebook),
        }
        readers = _READERS | rulebook_readers
        columns = {column.name: self._column(column.name, readers[column.name]) for column in SCHEMA}
        self.zone, self.age, self.tolerance = columns["zone"], columns["age_years"], columns["tolerance"]
        self.conditions, self.medicines = columns["conditions"], columns["medicines"]
        self.other_magnesium, self.acknowledged = columns["other_magnesium_mg"], columns["acknowledged"]
        self.ingredients, self.avoids = columns["ingredients"], columns["avoids"]
        self.intent, self.target, self.current = columns["intent"], columns["target_mg"], columns["current_daily_mg"]
        self.hold, self.product_kind, self.form = columns["hold_days"], columns["product"], columns["form"]
        self.strength, self.parts = columns["elemental_mg"], columns["divides_into"]
        recencies = Combined(self._recency, columns["kidney_date"], columns["as_of"])
        self.kidneys: DictionaryColumn[KidneyReading] = Combined(
            _kidney_reading, columns["kidney"], columns["egfr"], recencies
        )
        self.product: DictionaryColumn[Product | NoValue] = Combined(
            _product, self.product_kind, self.form, self.strength, self.parts
        )
        self.dose: DictionaryColumn[DoseResult | NoValue] = Combined(
            self._dose, self.product, self.intent, self.target, self.current
        )

    # --- Columns
    def _column(self, name: str, read: FactReader) -> DictionaryColumn[Any]:
        encoding = self._plan.encodings.get(name, Encoding.NULL)
        if encoding is Encoding.NULL:
            return DictionaryColumn(ABSENT)
        if encoding is Encoding.FLAGS:
            return self._flag_column(name, read)
        name_in_frame = self._plan.names[name]
        cells, dtype = pl.col(name_in_frame), self._schema[name_in_frame]
        if isinstance(dtype, nw.Enum):
            words = (*dtype.categories, None)
            positions = cells.to_physical().cast(pl.Int32).fill_null(len(words) - 1)
            return self._input(NumberColumn(name, lambda position: read(words[int(position)]), scale=1), positions)
        if isinstance(dtype, nw.Categorical):
            return self._input(CategoryColumn(name, read), cells)
        if isinstance(dtype, nw.Decimal):  # as text, because a float would round what must be exact
            return self._input(TextColumn(name, lambda text: read(text and Decimal(text))), cells.cast(pl.String))
        if encoding in {Encoding.NUMBER, Encoding.CODE}:
            numbers = cells if isinstance(dtype, _INTEGERS) else cells.cast(pl.Float64)
            return self._input(NumberColumn(name, read, scale=_THOUSANDTHS), numbers)
        if encoding is Encoding.LIST:
            return self._input(TextColumn(name, lambda text: read(_split_list(text))), _join_list(cells))
        if isinstance(dtype, nw.Date):
            days = cells.to_physical().cast(pl.Float64)
            return self._input(NumberColumn(name, lambda days: read(readings.date_of(days)), scale=1), days)
        return self._input(TextColumn(name, read), cells.cast(pl.String))

    def _input(self, column: InputColumn[Any], expression: pl.Expr) -> DictionaryColumn[Any]:
        """Store an input column and the expression that selects its cells. Returns the same column."""
        self.expressions[column.column] = expression
        self.inputs.append(column)
        return column

    def _flag_column(self, name: str, read: FactReader) -> DictionaryColumn[Any]:
        """The encoded column of a list for which the frame has one Boolean column for each word.

        The Booleans of a row are packed into the bits of integers.
        """
        flags, words = tuple(self._plan.flag_names[name].values()), BY_NAME[name].words
        masks: list[DictionaryColumn[Any]] = []
        for first in range(0, len(flags), _MASK_BITS):
            mask_name = f"{name}.{first}"
            bits = [
                pl.when(pl.col(flag)).then(pl.lit(1 << bit, pl.Int64)).otherwise(pl.lit(0, pl.Int64))
                for bit, flag in enumerate(flags[first : first + _MASK_BITS])
            ]
            unstated = pl.any_horizontal(pl.col(flag).is_null() for flag in flags[first : first + _MASK_BITS])
            mask = pl.when(~unstated).then(pl.sum_horizontal(bits))
            masks.append(self._input(FlagColumn(mask_name, lambda mask: mask), mask))
        return Combined(lambda *masks: read(_words_in(masks, words)), *masks)

    # --- Values
    def _read_age_band(self, cell: Any) -> Any:
        years = readings.read_age(cell)
        return years if isinstance(years, NoValue) else self._evaluator.band_of(years)

    def _read_egfr_band(self, cell: Any) -> Any:
        egfr = readings.read_egfr(cell)
        return egfr if isinstance(egfr, NoValue) else egfr_band(egfr, self._evaluator.rulebook)

    def _recency(self, kidney_date: Any, as_of: Any) -> tuple[Recency, frozenset[str]]:
        """A pair: the recency of the kidney result, and the usual names of the date columns that are invalid.

        The result is undated if there is no valid pair of dates.
        """
        invalid = {name for name, day in (("kidney_date", kidney_date), ("as_of", as_of)) if day is INVALID}
        if isinstance(kidney_date, NoValue):
            return Recency.UNDATED, frozenset(invalid)
        if isinstance(as_of, NoValue):
            return Recency.UNDATED, frozenset({*invalid, "kidney_date"})
        try:
            dated = Situation(kidney=KidneyFunction.NORMAL, kidney_date=kidney_date, as_of=as_of)
        except InvalidInputError:
            return Recency.UNDATED, frozenset({*invalid, "kidney_date"})
        return recency(dated.kidney_date, dated.as_of, self._evaluator.rulebook), frozenset(invalid)

    def _dose(self, product: Any, intent: Any, target: Any, current: Any) -> DoseResult | NoValue:
        if isinstance(product, NoValue) or isinstance(intent, NoValue):
            return INVALID
        if not isinstance(product, Capsule):
            return DoseResult()
        return self._evaluator.dose_result(product, intent, value_or_none(target), value_or_none(current))


_THOUSANDTHS: Final = 1000
_INTEGERS: Final = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64)
_MASK_BITS: Final = 62
_NULL, _MARK, _DELIMITER = "!", "=", "\x1f"
_ESCAPES: Final = {"\x1e": "\x1e0", _DELIMITER: "\x1e1"}
"""The text that replaces each special character inside a word of a list. The escape character is replaced first."""


def _join_list(column: pl.Expr) -> pl.Expr:
    """A polars expression that joins each list of a column into one text.

    ``_split_list`` restores the exact list from that text.
    """
    element = escaped = pl.element()
    for character, escape in _ESCAPES.items():
        escaped = escaped.str.replace_all(character, escape, literal=True)
    marked = pl.when(element.is_null()).then(pl.lit(_NULL)).otherwise(pl.concat_str(pl.lit(_MARK), escaped))
    return column.list.eval(marked).list.join(_DELIMITER)


def _split_list(text: str | None) -> list[str | None] | None:
    """The list that ``_join_list`` joined into this text; None if the text is null."""
    if not text:
        return None if text is None else []
    elements = text.split(_DELIMITER)
    return [None if element == _NULL else _unescape(element.removeprefix(_MARK)) for element in elements]


def _unescape(word: str) -> str:
    for character, escape in reversed(_ESCAPES.items()):
        word = word.replace(escape, character)
    return word


def _words_in(masks: Sequence[int | None], words: Sequence[str]) -> list[str] | None:
    """The words whose flags are true; None if any mask is null.

    Each mask has the flags of up to ``_MASK_BITS`` words as its bits, in the order of the words.
    """
    found: list[str] = []
    for position, mask in enumerate(masks):
        if mask is None:
            return None
        masked_words = words[position * _MASK_BITS : (position + 1) * _MASK_BITS]
        found += (word for bit, word in enumerate(masked_words) if mask >> bit & 1)
    return found


def value_or_none(value: Any) -> Any:
    """The value itself; None if it is ``ABSENT`` or ``INVALID``."""
    return None if isinstance(value, NoValue) else value


def _product(kind: Any, form: Any, strength: Any, parts: Any) -> Product | NoValue:
    """The product that a row states. Every topical product becomes ``TOPICAL``.

    ``INVALID`` if a fact that the product requires is absent or cannot be read.
    """
    if isinstance(kind, NoValue):
        return INVALID
    if kind is not ProductKind.CAPSULE:
        return TOPICAL
    if isinstance(form, NoValue) or isinstance(strength, NoValue) or isinstance(parts, NoValue):
        return INVALID
    return Capsule(form=form, elemental=strength, divides_into=parts)


def _kidney_reading(function: Any, band: Any, dated: tuple[Recency, frozenset[str]]) -> KidneyReading:
    """What the cells of a row state about the kidneys. ``dated`` is the pair that ``_recency`` returns.

    A date without a kidney result makes ``kidney_date`` invalid.
    """
    age, invalid = dated
    invalid_results = {name for name, value in (("kidney", function), ("egfr", band)) if value is INVALID}
    unstated = isinstance(function, NoValue) and isinstance(band, NoValue)
    if unstated and age is not Recency.UNDATED:
        age, invalid = Recency.UNDATED, invalid | {"kidney_date"}
    facts = KidneyFacts(function=value_or_none(function), band=value_or_none(band), recency=age)
    return KidneyReading(facts=facts, invalid=invalid | invalid_results)
