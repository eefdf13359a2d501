"""The answers of a frame: its facts as codes, what each says, and the columns that are added."""

from collections.abc import Callable, Sequence
from typing import Any, Final, final

import attrs

from alpims_mg.adapters.frames import readings
from alpims_mg.adapters.frames.compiled import Coded, Compiler
from alpims_mg.adapters.frames.factors import TOPICAL, Dose, KidneyTold
from alpims_mg.adapters.frames.readings import ABSENT, STRANGE, Taken, Unread
from alpims_mg.adapters.frames.rows import read_parts, read_strength
from alpims_mg.adapters.frames.schema import BY_NAME, SCHEMA, Layout
from alpims_mg.errors import InvalidInputError
from alpims_mg.products import Capsule, Product
from alpims_mg.rulebook.kidney import Recency
from alpims_mg.screening import egfr_band, recency
from alpims_mg.situations import Situation
from alpims_mg.vocabulary import KidneyFunction

_READERS: Final[dict[str, Callable[[object], Any]]] = {
    "zone": readings.read_zone,
    "age_years": readings.read_age,
    "kidney": readings.read_kidney,
    "conditions": readings.read_conditions,
    "medicines": readings.read_medicines,
    "current_daily_mg": readings.read_amount,
    "tolerance": readings.read_tolerance,
    "egfr": readings.read_egfr,
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
_ASKED: Final = ("product", "form", "elemental_mg", "divides_into", "intent", "target_mg", "current_daily_mg")
_AGES = range(131)


@final
@attrs.frozen(kw_only=True)
class Kidneys:
    """What is told of the kidneys, and the columns of which something cannot be read."""

    told: KidneyTold
    strange: frozenset[str]


@final
@attrs.frozen(kw_only=True)
class Facts:
    """The facts of a frame as codes."""

    zone: Coded[Any]
    age: Coded[Any]
    kidneys: Coded[Kidneys]
    conditions: Coded[Any]
    medicines: Coded[Any]
    tolerance: Coded[Any]
    other: Coded[Any]
    label: Coded[Any]
    acknowledged: Coded[Any]
    hold: Coded[Any]
    target: Coded[Any]
    current: Coded[Any]
    intent: Coded[Any]
    taken: Coded[Any]
    form: Coded[Any]
    strength: Coded[Any]
    parts: Coded[Any]
    product: Coded[Product | Unread]
    dose: Coded[Dose | Unread]


class Reader:
    """Turns the raw columns of a frame into facts, after one look at the values that occur."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        self.factors = compiler.factors
        rulebook = compiler.factors.rulebook
        self.readers: dict[str, Callable[[Any], Any]] = {
            **_READERS,
            "target_mg": lambda cell: readings.read_target(cell, rulebook),
            "hold_days": lambda cell: readings.read_hold(cell, rulebook),
            "acknowledged": lambda cell: readings.read_acknowledged(cell, rulebook),
        }
        self.raws = {column.name: compiler.raw(column.name) for column in SCHEMA}
        alone = [name for name in self.raws if (name not in _ASKED and not BY_NAME[name].words) or name in _WIDE]
        groups = [name for name in alone if self.raws[name] and name != "age_years"]
        # Words are told apart by their codes, which are cheaper to gather than texts.
        self.words = {name: self._coded(name) for name in _ASKED if BY_NAME[name].words}
        self.places = [name for name in _ASKED if self.raws[name]]
        asked = [self.words[name].column if name in self.words else self.raws[name][0] for name in self.places]
        *alone_found, self.asked = compiler.steps.distinct([*(self.raws[name] for name in groups), asked])
        self.occurring = dict(zip(groups, alone_found, strict=True))

    def facts(self) -> Facts:
        """All facts of the frame."""
        one = {name: self.words.get(name) or self._coded(name) for name in self.raws}
        product = self._products(one)
        return Facts(
            zone=one["zone"],
            age=self.compiler.regrouped(one["age_years"], self._band),
            kidneys=self._kidneys(one),
            conditions=one["conditions"],
            medicines=one["medicines"],
            tolerance=one["tolerance"],
            other=one["other_magnesium_mg"],
            label=self.compiler.packed(one["ingredients"], one["avoids"]),
            acknowledged=one["acknowledged"],
            hold=one["hold_days"],
            target=one["target_mg"],
            current=one["current_daily_mg"],
            intent=one["intent"],
            taken=one["product"],
            form=one["form"],
            strength=one["elemental_mg"],
            parts=one["divides_into"],
            product=product,
            dose=self._doses(one, product),
        )

    def _band(self, years: Any) -> Any:
        return years if isinstance(years, Unread) else self.factors.band(years)

    def _coded(self, name: str) -> Coded[Any]:
        raws, column, read = self.raws[name], BY_NAME[name], self.readers[name]
        if not raws:
            return self.compiler.constant(ABSENT)
        layout = self.compiler.plan.layouts[name]
        if layout is Layout.FLAGS:
            return self._flagged(name, column.words)
        if layout is Layout.LIST:
            return self.compiler.indexed(raws[0], self._values(name), lambda raw: read(readings.elements_of(raw)))
        if layout is Layout.WORD:
            return self.compiler.indexed(raws[0], column.words, read)
        if layout is Layout.CODE:
            return self.compiler.indexed(raws[0], [float(code) for code in range(len(column.words))], read)
        if name == "age_years":
            return self.compiler.indexed(raws[0], [float(years) for years in _AGES], read)
        return self.compiler.indexed(raws[0], self._values(name), read)

    def _values(self, name: str) -> list[Any]:
        """The raw values that occur, but for null and what is no number."""
        if name in self.occurring:
            values = [row[0] for row in self.occurring[name]]
        else:
            values = [row[self.places.index(name)] for row in self.asked]
        return (
            sorted({value for value in values if value is not None and value - value == 0})
            if _is_number(values)
            else sorted({value for value in values if value is not None})
        )

    def _flagged(self, name: str, words: Sequence[str]) -> Coded[Any]:
        masks = self.raws[name]
        found = self.occurring[name]
        coded = [
            self.compiler.indexed(mask, sorted({row[i] for row in found if row[i] is not None}), lambda value: value)
            for i, mask in enumerate(masks)
        ]
        told = [tuple(ABSENT if one is None else one for one in row) for row in found]
        return self.compiler.regrouped(self.compiler.tupled(coded, told), lambda value: self._told(name, value, words))

    def _told(self, name: str, masks: Any, words: Sequence[str]) -> Any:
        if isinstance(masks, Unread):
            return masks
        if any(isinstance(mask, Unread) for mask in masks):
            return ABSENT
        said = [word for place, word in enumerate(words) if masks[place // _BITS] >> place % _BITS & 1]
        return self.readers[name](said)

    def _kidneys(self, one: dict[str, Coded[Any]]) -> Coded[Kidneys]:
        rulebook = self.factors.rulebook
        band = self.compiler.regrouped(
            one["egfr"], lambda egfr: egfr if isinstance(egfr, Unread) else egfr_band(egfr, rulebook)
        )
        dated = self.compiler.combined(self._recency, one["kidney_date"], one["as_of"])
        return self.compiler.combined(_kidneys, one["kidney"], band, dated)

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
        return recency(dated.kidney_date, dated.as_of, self.factors.rulebook), frozenset(strange)

    def _products(self, one: dict[str, Coded[Any]]) -> Coded[Product | Unread]:
        facts = (one["product"], one["form"], one["elemental_mg"], one["divides_into"])
        return self.compiler.regrouped(self.compiler.tupled(facts, self._that_occur(*_ASKED[:4])), _product)

    def _that_occur(self, *names: str) -> set[tuple[Any, ...]]:
        """The combinations of these facts that occur, as they are read."""
        read: dict[tuple[str, Any], Any] = {}

        def told(name: str, row: tuple[Any, ...]) -> Any:
            raw = row[self.places.index(name)] if name in self.places else None
            if name in self.words:
                return ABSENT if raw is None else self.words[name].values[raw]
            if (name, raw) not in read:
                read[name, raw] = self.readers[name](raw)
            return read[name, raw]

        return {tuple(told(name, row) for name in names) for row in self.asked}

    def _doses(self, one: dict[str, Coded[Any]], product: Coded[Product | Unread]) -> Coded[Dose | Unread]:
        def asked(intent: Any, target: Any, current: Any) -> Any:
            return intent, *(None if isinstance(amount, Unread) else amount for amount in (target, current))

        asks = (
            one["intent"],
            self.compiler.regrouped(one["target_mg"], _known),
            self.compiler.regrouped(one["current_daily_mg"], _known),
        )
        rows = self._that_occur(*_ASKED)
        question = self.compiler.tupled(asks, {asked(*row[4:]) for row in rows})
        occurring = {(_product(row[:4]), asked(*row[4:])) for row in rows}
        return self.compiler.regrouped(self.compiler.tupled((product, question), occurring), self._dose)

    def _dose(self, asked: Any) -> Dose | Unread:
        if isinstance(asked, Unread):
            return STRANGE
        product, (intent, target, current) = asked
        if isinstance(product, Unread) or isinstance(intent, Unread):
            return STRANGE
        return self.factors.dose(product, intent, target, current) if isinstance(product, Capsule) else Dose()


_WIDE = ("conditions", "medicines")
_BITS = 30


def _is_number(values: Sequence[Any]) -> bool:
    return any(isinstance(value, float) for value in values)


def _known(value: Any) -> Any:
    return None if isinstance(value, Unread) else value


def _product(told: Any) -> Product | Unread:
    """What is taken, from its four facts; strange where one that it needs is not there or cannot be read."""
    if isinstance(told, Unread):
        return STRANGE
    taken, form, strength, parts = told
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
    return Kidneys(told=KidneyTold(function=_known(function), band=_known(band), recency=age), strange=strange | named)
