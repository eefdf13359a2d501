"""The facts of a register as codes: which expressions the cells are taken by, and how each is read."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, final

import attrs
import narwhals as nw
import polars as pl

from alpims_mg.adapters.frames import readings
from alpims_mg.adapters.frames.cells import Categories, Cell, Masks, Numbers, Texts
from alpims_mg.adapters.frames.coding import Coded
from alpims_mg.adapters.frames.factors import TOPICAL, Dose, Factors, KidneyTold
from alpims_mg.adapters.frames.readings import ABSENT, STRANGE, Taken, Unread
from alpims_mg.adapters.frames.rows import read_parts, read_strength
from alpims_mg.adapters.frames.schema import BY_NAME, SCHEMA, Layout, Plan
from alpims_mg.adapters.frames.tables import Table
from alpims_mg.assessment.kidney import egfr_band, recency
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.products import Capsule, Product
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import KidneyFunction
from alpims_mg.rulebook.kidney import Recency

Reader = Callable[[Any], Any]

_READERS: Final[dict[str, Reader]] = {
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
    "product": readings.read_taken,
    "form": readings.read_form,
    "elemental_mg": read_strength,
    "divides_into": read_parts,
    "ingredients": readings.read_ingredients,
}


@final
@attrs.frozen(kw_only=True)
class Kidneys:
    """What is told of the kidneys, and the columns of which something cannot be read."""

    told: KidneyTold
    strange: frozenset[str]


class Facts:
    """The facts of a register of one layout, by one rulebook, each as codes.

    ``columns`` are what must be given, and ``cells`` the codes of what stands there.
    """

    def __init__(self, plan: Plan, schema: Mapping[str, Any], factors: Factors) -> None:
        self._plan = plan
        self._schema = schema
        self._factors = factors
        self.columns: dict[str, pl.Expr] = {}
        self.cells: list[Cell[Any]] = []
        rulebook = factors.rulebook
        by_rows: dict[str, Reader] = {
            "age_years": self._band,
            "egfr": self._function,
            "target_mg": lambda cell: readings.read_target(cell, rulebook),
            "hold_days": lambda cell: readings.read_hold(cell, rulebook),
            "acknowledged": lambda cell: readings.read_acknowledged(cell, rulebook),
        }
        one = {column.name: self._coded(column.name, (_READERS | by_rows)[column.name]) for column in SCHEMA}
        self.zone, self.age, self.tolerance = one["zone"], one["age_years"], one["tolerance"]
        self.conditions, self.medicines = one["conditions"], one["medicines"]
        self.other, self.acknowledged = one["other_magnesium_mg"], one["acknowledged"]
        self.ingredients, self.avoids = one["ingredients"], one["avoids"]
        self.intent, self.target, self.current = one["intent"], one["target_mg"], one["current_daily_mg"]
        self.hold, self.taken, self.form = one["hold_days"], one["product"], one["form"]
        self.strength, self.parts = one["elemental_mg"], one["divides_into"]
        dated = Table(self._recency, one["kidney_date"], one["as_of"])
        self.kidneys: Coded[Kidneys] = Table(_kidneys, one["kidney"], one["egfr"], dated)
        self.product: Coded[Product | Unread] = Table(_product, self.taken, self.form, self.strength, self.parts)
        self.dose: Coded[Dose | Unread] = Table(self._dose, self.product, self.intent, self.target, self.current)

    # --- Columns
    def _coded(self, name: str, read: Reader) -> Coded[Any]:
        layout = self._plan.layouts.get(name, Layout.VOID)
        if layout is Layout.VOID:
            return Coded(ABSENT)
        if layout is Layout.FLAGS:
            return self._flagged(name, read)
        stands = self._plan.stands[name]
        column, dtype = pl.col(stands), self._schema[stands]
        if isinstance(dtype, nw.Enum):
            words = (*dtype.categories, None)
            places = column.to_physical().cast(pl.Int32).fill_null(len(words) - 1)
            return self._told(Numbers(name, lambda place: read(words[int(place)]), to_unit=1), places)
        if isinstance(dtype, nw.Categorical):
            return self._told(Categories(name, read), column)
        if isinstance(dtype, nw.Decimal):  # as text, since a float would round what must be exact
            return self._told(Texts(name, lambda text: read(text and Decimal(text))), column.cast(pl.String))
        if layout in {Layout.NUMBER, Layout.CODE}:
            numbers = column if isinstance(dtype, _INTEGERS) else column.cast(pl.Float64)
            return self._told(Numbers(name, read, to_unit=_THOUSANDTHS), numbers)
        if layout is Layout.LIST:
            return self._told(Texts(name, lambda text: read(_parted(text))), _joined(column))
        if isinstance(dtype, nw.Date):
            days = column.to_physical().cast(pl.Float64)
            return self._told(Numbers(name, lambda days: read(readings.day_of(days)), to_unit=1), days)
        return self._told(Texts(name, read), column.cast(pl.String))

    def _told(self, cells: Cell[Any], by: pl.Expr) -> Coded[Any]:
        """Cells that are to be given by this expression."""
        self.columns[cells.column] = by
        self.cells.append(cells)
        return cells

    def _flagged(self, name: str, read: Reader) -> Coded[Any]:
        """A list as columns of truth values, which are taken as the bits of whole numbers."""
        flags, words = tuple(self._plan.flags[name].values()), BY_NAME[name].words
        masks: list[Coded[Any]] = []
        for first in range(0, len(flags), _BITS):
            some = f"{name}.{first}"
            bits = [
                pl.when(pl.col(flag)).then(pl.lit(1 << bit, pl.Int64)).otherwise(pl.lit(0, pl.Int64))
                for bit, flag in enumerate(flags[first : first + _BITS])
            ]
            unsaid = pl.any_horizontal(pl.col(flag).is_null() for flag in flags[first : first + _BITS])
            masks.append(self._told(Masks(some, lambda mask: mask), pl.when(~unsaid).then(pl.sum_horizontal(bits))))
        return Table(lambda *told: read(_said(told, words)), *masks)

    # --- What cells come to
    def _band(self, cell: Any) -> Any:
        years = readings.read_age(cell)
        return years if isinstance(years, Unread) else self._factors.band(years)

    def _function(self, cell: Any) -> Any:
        egfr = readings.read_egfr(cell)
        return egfr if isinstance(egfr, Unread) else egfr_band(egfr, self._factors.rulebook)

    def _recency(self, taken: Any, as_of: Any) -> tuple[Recency, frozenset[str]]:
        strange = {name for name, day in (("kidney_date", taken), ("as_of", as_of)) if day is STRANGE}
        if isinstance(taken, Unread):
            return Recency.UNDATED, frozenset(strange)
        if isinstance(as_of, Unread):
            return Recency.UNDATED, frozenset({*strange, "kidney_date"})
        try:
            dated = Situation(kidney=KidneyFunction.NORMAL, kidney_date=taken, as_of=as_of)
        except InvalidInputError:
            return Recency.UNDATED, frozenset({*strange, "kidney_date"})
        return recency(dated.kidney_date, dated.as_of, self._factors.rulebook), frozenset(strange)

    def _dose(self, product: Any, intent: Any, target: Any, current: Any) -> Dose | Unread:
        if isinstance(product, Unread) or isinstance(intent, Unread):
            return STRANGE
        if not isinstance(product, Capsule):
            return Dose()
        return self._factors.dose(product, intent, known(target), known(current))


_THOUSANDTHS: Final = 1000
_INTEGERS: Final = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64)
_BITS: Final = 62
_NULL, _MARK, _BETWEEN = "!", "=", "\x1f"
_SPELLED: Final = {"\x1e": "\x1e0", _BETWEEN: "\x1e1"}
"""How the sign between elements is spelled inside of one, and the sign that it is spelled by; in this order."""


def _joined(column: pl.Expr) -> pl.Expr:
    """Lists as texts that tell apart what lists can hold: nulls, empty texts, and words with any sign in them."""
    one = spelled = pl.element()
    for sign, spelling in _SPELLED.items():
        spelled = spelled.str.replace_all(sign, spelling, literal=True)
    marked = pl.when(one.is_null()).then(pl.lit(_NULL)).otherwise(pl.concat_str(pl.lit(_MARK), spelled))
    return column.list.eval(marked).list.join(_BETWEEN)


def _parted(text: str | None) -> list[str | None] | None:
    """The list that a text was joined from."""
    if not text:
        return None if text is None else []
    return [None if one == _NULL else _unspelled(one.removeprefix(_MARK)) for one in text.split(_BETWEEN)]


def _unspelled(word: str) -> str:
    for sign, spelling in reversed(_SPELLED.items()):
        word = word.replace(spelling, sign)
    return word


def _said(masks: Sequence[int | None], words: Sequence[str]) -> list[str] | None:
    """The words whose bits are set; none is stated where one is not."""
    told: list[str] = []
    for place, mask in enumerate(masks):
        if mask is None:
            return None
        told += (word for bit, word in enumerate(words[place * _BITS : (place + 1) * _BITS]) if mask >> bit & 1)
    return told


def known(value: Any) -> Any:
    """The value, or None where there is none."""
    return None if isinstance(value, Unread) else value


def _product(taken: Any, form: Any, strength: Any, parts: Any) -> Product | Unread:
    """What is taken, from its four facts; strange where one that it needs is not there or cannot be read."""
    if isinstance(taken, Unread):
        return STRANGE
    if taken is not Taken.CAPSULE:
        return TOPICAL
    if isinstance(form, Unread) or isinstance(strength, Unread) or isinstance(parts, Unread):
        return STRANGE
    return Capsule(form=form, elemental=strength, divides_into=parts)


def _kidneys(function: Any, band: Any, dated: tuple[Recency, frozenset[str]]) -> Kidneys:
    """What is told of the kidneys; a date says nothing of a result that is not stated."""
    age, strange = dated
    named = {name for name, value in (("kidney", function), ("egfr", band)) if value is STRANGE}
    unstated = isinstance(function, Unread) and isinstance(band, Unread)
    if unstated and age is not Recency.UNDATED:
        age, strange = Recency.UNDATED, strange | {"kidney_date"}
    return Kidneys(told=KidneyTold(function=known(function), band=known(band), recency=age), strange=strange | named)
