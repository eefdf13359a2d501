"""Reads the facts of a register. Each fact becomes one dictionary-encoded column, computed from cells of the frame."""

from bisect import bisect
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, final

import attrs
import numpy as np

from alpims_mg.adapters.frames import number_readings, readings
from alpims_mg.adapters.frames.column_plans import ColumnPlan
from alpims_mg.adapters.frames.effects import DoseResult, KidneyFacts
from alpims_mg.adapters.frames.encoding import Array, DictionaryColumn
from alpims_mg.adapters.frames.fact_effects import PLAIN_CAPSULE, FactEvaluator
from alpims_mg.adapters.frames.input_columns import FactReader, InputColumns
from alpims_mg.adapters.frames.lookups import Combined, IntegerLookup, Mapped, Places
from alpims_mg.adapters.frames.lowering import end_if_used, is_a_step_down, lower_to_status, place_below
from alpims_mg.adapters.frames.not_understood import CELL_READERS
from alpims_mg.adapters.frames.places import cut_points, place_among, whole_units, whole_units_or_place
from alpims_mg.adapters.frames.readings import ABSENT, INVALID, NoValue
from alpims_mg.adapters.frames.schema import SCHEMA
from alpims_mg.adapters.frames.word_lists import ListReader, items_of, list_status
from alpims_mg.assessment.kidney import egfr_band, recency
from alpims_mg.errors import InvalidInputError
from alpims_mg.labels.ingredients import additives_in, label_was_read
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import DosageForm, Form, Intent, KidneyFunction
from alpims_mg.rulebook.consults import Fact
from alpims_mg.rulebook.kidney import Recency


@final
@attrs.frozen(kw_only=True)
class KidneyReading:
    """What a row states about the kidneys: the ``facts``, and which of the cells cannot be read.

    ``invalid`` has the usual column names of those cells, such as ``egfr``.
    """

    facts: KidneyFacts
    invalid: frozenset[str]


class FactColumns:
    """The facts that a register states. Each attribute, such as ``zone``, is a column with the values of one fact.

    ``by_name`` has the columns as they are read, by the usual name of each.

    ``inputs`` are the columns that read cells of the frame. ``expressions`` maps the name of each to the polars
    expression that selects those cells.
    """

    def __init__(self, plan: ColumnPlan, schema: Mapping[str, Any], evaluator: FactEvaluator) -> None:
        self._evaluator = evaluator
        columns_of_frame = InputColumns(plan, schema)
        self.expressions, self.inputs = columns_of_frame.expressions, columns_of_frame.columns
        rulebook = evaluator.rulebook
        list_reader = partial(ListReader, keeps_parts=True)
        rulebook_readers: dict[str, FactReader] = {
            "age_years": self._read_age_band,
            "egfr": self._read_egfr_band,
            "target_mg": lambda cell: number_readings.read_target(cell, rulebook),
            "hold_days": lambda cell: number_readings.read_hold(cell, rulebook),
            "conditions": list_reader(readings.read_words, readings.read_condition, evaluator.matter_of_condition),
            "other_conditions": list_reader(
                readings.read_other_words, readings.read_other_condition, evaluator.matter_of_condition
            ),
            "medicines": list_reader(readings.read_words, evaluator.read_named, evaluator.matter_of_medicine),
            "ingredients": list_reader(readings.read_words, _read_ingredient, _matter_of_ingredient),
            "partial": list_reader(readings.read_other_words, readings.read_fact_list, lambda one: one),
            "avoids": list_reader(readings.read_words, readings.read_additive, lambda additive: additive),
            "acknowledged": ListReader(
                readings.read_words, partial(readings.read_acknowledgement, rulebook=rulebook), _consult_of
            ),
        }
        readers = {**CELL_READERS, **rulebook_readers}
        columns = {column.name: columns_of_frame.column(column.name, readers[column.name]) for column in SCHEMA}
        self.by_name = columns
        self.zone, self.age, self.tolerance = columns["zone"], columns["age_years"], columns["tolerance"]
        lists = [columns[name] for name in ("conditions", "other_conditions", "medicines", "ingredients")]
        self.conditions, self.other_conditions, self.medicines, self.ingredients = (
            Mapped(items_of, column) for column in lists
        )
        statuses = (Mapped(list_status, column) for column in lists)
        self.conditions_status, self.other_conditions_status, self.medicines_status, self.ingredients_status = statuses
        self.avoids, self.partial = (Mapped(_values_of, columns[name]) for name in ("avoids", "partial"))
        self.avoids_status, self.partial_status = (Mapped(list_status, columns[name]) for name in ("avoids", "partial"))
        self.other_magnesium, self.acknowledged = columns["other_magnesium_mg"], columns["acknowledged"]
        self.intent, self.target, self.current = columns["intent"], columns["target_mg"], columns["current_daily_mg"]
        self.hold, self.product_kind, self.form = columns["hold_days"], columns["product"], columns["form"]
        self.strength, self.parts, self.dosage_form = (
            columns[name] for name in ("elemental_mg", "divides_into", "dosage_form")
        )
        self.lower_to = columns["lower_to_mg"]
        amounts = (IntegerLookup(amount, nanograms_of) for amount in (self.lower_to, self.current))
        below = (self.intent, Mapped(status_of, self.lower_to), Places(place_below, *amounts))
        self.lower_to_status = Combined(lower_to_status, self.intent, self.lower_to, self.current, key=below)
        dates = (columns["kidney_date"], columns["as_of"])
        places = Places(
            _place_of_date,
            *(IntegerLookup(day, _ordinal) for day in dates),
            IntegerLookup(dates[0], self._last_current_day),
        )
        recencies = Combined(self._recency, *dates, key=(places, *(Mapped(status_of, day) for day in dates)))
        self.kidneys: DictionaryColumn[KidneyReading] = Combined(
            _kidney_reading, columns["kidney"], columns["egfr"], recencies
        )
        self.product: DictionaryColumn[Product | NoValue] = Combined(
            _product, self.product_kind, self.form, self.strength, self.parts
        )
        self.dose: DictionaryColumn[DoseResult | NoValue] = self._dose_column()

    def _dose_column(self) -> DictionaryColumn[DoseResult | NoValue]:
        """A column with the ``DoseResult`` (amounts of the plan) of each row; ``INVALID`` without product or intent."""
        product = Combined(_dose_product, self.product, Mapped(value_or_none, self.dosage_form))
        target = Combined(end_if_used, self.intent, self.target, self.lower_to, self.lower_to_status)
        current = Combined(self._current_if_used, self.intent, self.current)
        hold = Mapped(_days_or_default, self.hold)
        unit, rulebook = IntegerLookup(product, _unit_nanograms), self._evaluator.rulebook
        lowers = IntegerLookup(self.intent, lambda intent: int(intent is Intent.LOWER))
        amounts = cut_points(rule.then for _, rule in rulebook.dose_amounts)
        counts = np.unique([rule.then for _, rule in rulebook.dose_counts])
        room = self._room_column()
        key = (
            product,
            self.intent,
            Places(whole_units, IntegerLookup(target, nanograms_of), unit),
            Places(partial(whole_units_or_place, amounts), IntegerLookup(current, nanograms_of), unit, lowers),
            Places(partial(place_among, counts), IntegerLookup(hold, int)),
            Places(whole_units, IntegerLookup(room, int), unit),
        )
        return Combined(self._dose, product, self.intent, target, current, hold, room, key=key)

    def _room_column(self) -> DictionaryColumn[int]:
        """A column with the nanograms a day that one step down may leave in each row; -1 without such a step."""
        steps = Combined(is_a_step_down, self.intent, self.lower_to_status)
        other = Combined(_other_if_step, steps, self.other_magnesium)

        def room(step: Any, other: Any, band: Any, form: Any) -> int:
            asked = step and isinstance(form, Form)
            return self._evaluator.room_for_a_step(other, value_or_none(band), form) if asked else -1

        return Combined(room, steps, other, self.age, self.form)

    def _current_if_used(self, intent: Any, current: Any) -> Any:
        """``current``, the present amount; ``ABSENT`` if a plan for a capsule with this intent does not need it."""
        used = isinstance(intent, Intent) and self._evaluator.needs(Fact.PRESENT_AMOUNT, PLAIN_CAPSULE, intent)
        return current if used else ABSENT

    def _read_age_band(self, cell: Any) -> Any:
        years = number_readings.read_age(cell, self._evaluator.rulebook)
        return years if isinstance(years, NoValue) else self._evaluator.band_of(years)

    def _read_egfr_band(self, cell: Any) -> Any:
        egfr = number_readings.read_egfr(cell)
        return egfr if isinstance(egfr, NoValue) else egfr_band(egfr, self._evaluator.rulebook)

    def _recency(self, kidney_date: Any, as_of: Any) -> tuple[Recency, frozenset[str]]:
        """A pair: how recent the kidney result is, and the usual names of the date columns whose cells are invalid.

        The recency is ``UNDATED`` unless the two dates are a valid pair.
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

    def _last_current_day(self, taken: Any) -> int:
        """The last day (as ``toordinal`` counts) when a kidney result from ``taken`` is current; -1 without a date."""
        if isinstance(taken, NoValue):
            return -1
        days = range(taken.toordinal(), date.max.toordinal())
        rulebook = self._evaluator.rulebook
        return (
            days[0]
            - 1
            + bisect(days, 0, key=lambda day: recency(taken, date.fromordinal(day), rulebook) is Recency.STALE)
        )

    def _dose(
        self, product: Any, intent: Any, target: Any, current: Any, hold_days: int, most: int
    ) -> DoseResult | NoValue:
        if isinstance(product, NoValue) or isinstance(intent, NoValue):
            return INVALID
        if not isinstance(product, Capsule):
            return DoseResult()
        amounts = (value_or_none(target), value_or_none(current))
        return self._evaluator.dose_result(product, intent, *amounts, hold_days, most)


def status_of(value: Any) -> NoValue | None:
    """``value`` if it says why a cell has no value (``ABSENT`` or ``INVALID``); None if the cell has a value."""
    return value if isinstance(value, NoValue) else None


def value_or_none(value: Any) -> Any:
    """``value`` unchanged; None if it is ``ABSENT`` or ``INVALID``."""
    return None if isinstance(value, NoValue) else value


def _product(kind: Any, form: Any, strength: Any, parts: Any) -> Product | NoValue:
    """The product that a row states, from the values of four cells, without its ingredients.

    ``INVALID`` if a cell that the product requires is null or cannot be read.
    """
    if isinstance(kind, NoValue):
        return INVALID
    if kind.vehicle:
        return Topical(vehicle=kind.vehicle)
    if isinstance(form, NoValue) or isinstance(strength, NoValue) or isinstance(parts, NoValue):
        return INVALID
    return Capsule(form=form, elemental=strength, divides_into=parts)


def _dose_product(product: Product | NoValue, dosage_form: DosageForm | None) -> Product | NoValue:
    """The product; a capsule with its dosage form and a fixed form, so that capsules of the same strength are equal."""
    plain = PLAIN_CAPSULE.form
    return attrs.evolve(product, form=plain, dosage_form=dosage_form) if isinstance(product, Capsule) else product


def _days_or_default(hold_days: int | NoValue) -> int:
    return number_readings.default_hold_days() if isinstance(hold_days, NoValue) else hold_days


def nanograms_of(amount: object) -> int:
    """The nanograms of an ``Elemental`` amount; -1 for a value of any other type."""
    return amount.nanograms if isinstance(amount, Elemental) else -1


def _unit_nanograms(product: Product | NoValue) -> int:
    """The nanograms of magnesium in the smallest portion of a capsule; 1 if the product is not a capsule."""
    return product.unit.of(product.elemental).nanograms if isinstance(product, Capsule) else 1


def _other_if_step(step: Any, other: Any) -> Any:
    """``other``, the magnesium from elsewhere, or None if it is not stated or if the row asks for no step down."""
    return value_or_none(other) if step else None


def _ordinal(day: Any) -> int:
    return -1 if isinstance(day, NoValue) else day.toordinal()


def _place_of_date(taken: Array, today: Array, last_current: Array) -> Array:
    """An array with a number for each kidney result: 0 if dated after today, 1 if current, 2 if stale."""
    return 0 + (taken <= today) + (last_current < today)


def _values_of(items: Any) -> Any:
    """The set of the values of a list, also of one that can be read only in part; a ``NoValue`` if there is none."""
    read = items_of(items)
    return read if isinstance(read, NoValue) else frozenset(item.value for item in read)


def _read_ingredient(word: str) -> tuple[str] | NoValue:
    ingredient = readings.read_ingredient(word)
    return ingredient if isinstance(ingredient, NoValue) else (ingredient,)


def _matter_of_ingredient(ingredients: tuple[str]) -> object:
    """A key that ingredients share if screening treats them alike; None if the ingredient names no additive.

    The key is a pair: the additives that the ingredient names, and whether it can be read. It is never None if the
    ingredient cannot be read.
    """
    additives, was_read = additives_in(ingredients), label_was_read(ingredients)
    return (additives, was_read) if additives or not was_read else None


def _consult_of(acknowledgement: Acknowledgement) -> object:
    return acknowledgement.rule, acknowledgement.about


def _kidney_reading(function: Any, band: Any, dated: tuple[Recency, frozenset[str]]) -> KidneyReading:
    """A ``KidneyReading``: what a row states about the kidneys. ``dated`` is a pair that ``_recency`` returned.

    If the row has a date but no kidney result, ``kidney_date`` is among the invalid columns.
    """
    age, invalid = dated
    invalid_results = {name for name, value in (("kidney", function), ("egfr", band)) if value is INVALID}
    unstated = isinstance(function, NoValue) and isinstance(band, NoValue)
    if unstated and age is not Recency.UNDATED:
        age, invalid = Recency.UNDATED, invalid | {"kidney_date"}
    facts = KidneyFacts(function=value_or_none(function), band=value_or_none(band), recency=age)
    return KidneyReading(facts=facts, invalid=invalid | invalid_results)
