"""Finds which facts are missing in a row: needed and not stated, or stated in a cell that cannot be read."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final, final

import attrs

from alpims_mg.adapters.frames.encoding import DictionaryColumn
from alpims_mg.adapters.frames.fact_columns import FactColumns, KidneyReading, status_of
from alpims_mg.adapters.frames.fact_effects import FactEvaluator
from alpims_mg.adapters.frames.lookups import Combined, Mapped
from alpims_mg.adapters.frames.lowering import is_nothing, target_status
from alpims_mg.adapters.frames.readings import INVALID, NoValue, ProductKind
from alpims_mg.adapters.frames.row_flags import MISSING_BITS, RowFlag
from alpims_mg.model.products import Capsule, Product
from alpims_mg.model.vocabulary import Intent
from alpims_mg.rulebook.consults import Fact

_NEEDED_FACTS: Final = {
    "zone": Fact.ZONE,
    "age_years": Fact.AGE,
    "kidney": Fact.KIDNEY,
    "conditions": Fact.CONDITIONS,
    "medicines": Fact.MEDICINES,
    "other_magnesium_mg": Fact.OTHER_MAGNESIUM,
    "current_daily_mg": Fact.PRESENT_AMOUNT,
}


@final
@attrs.frozen
class MissingFact:
    """Whether a row lacks one fact. ``name`` is the usual name of the column of that fact.

    ``needed`` is true if the answer needs the fact but the row gives no value. ``invalid`` is true if the cell cannot
    be read.
    """

    name: str
    needed: bool = False
    invalid: bool = False

    @property
    def flags(self) -> int:
        """A number: the ``RowFlag`` bits that this fact sets, and its ``MISSING_BITS`` bit if the row lacks it."""
        missing_bit = MISSING_BITS[self.name] * (self.needed or self.invalid)
        return RowFlag.MISSING * self.needed | RowFlag.UNREADABLE_CELL * self.invalid | missing_bit


def missing_facts(
    facts: FactColumns, route: DictionaryColumn[Any], intent: DictionaryColumn[Any], evaluator: FactEvaluator
) -> Iterator[DictionaryColumn[MissingFact]]:
    """Yield one column for each column of the schema. It holds a ``MissingFact`` (whether the fact is missing) per row.

    ``route`` is a column with an example product of the same route for each row; ``intent`` is the column of intents.
    """
    needed = Combined(partial(_needed_facts, evaluator), route, intent, Mapped(is_nothing, facts.lower_to))
    needed_columns = {
        "zone": facts.zone,
        "age_years": facts.age,
        "conditions": facts.conditions,
        "medicines": facts.medicines,
        "other_magnesium_mg": facts.other_magnesium,
        "current_daily_mg": facts.current,
    }
    for name, column in needed_columns.items():
        yield Combined(partial(_missing_if_needed, name), Mapped(status_of, column), needed)
    yield Combined(_missing_kidneys, facts.kidneys, needed)
    for name in ("egfr", "kidney_date", "as_of"):
        yield Mapped(partial(_invalid_kidney_column, name), facts.kidneys)
    optional_columns = {
        "tolerance": facts.tolerance,
        "other_conditions": facts.other_conditions,
        "avoids": facts.avoids,
        "acknowledged": facts.acknowledged,
        "target_mg": Combined(target_status, facts.intent, facts.target),
        "lower_to_mg": facts.lower_to_status,
        "hold_days": facts.hold,
    }
    for name, column in optional_columns.items():
        yield Mapped(partial(_missing_if_invalid, name), column)
    for name, column in (("ingredients", facts.ingredients), ("dosage_form", facts.dosage_form)):
        yield Combined(partial(_missing_if_used, name), Mapped(status_of, column), route)
    for name, column in (("intent", facts.intent), ("product", facts.product_kind)):
        yield Mapped(partial(_missing_in_proposal, name), column)
    capsule_columns = (("form", facts.form), ("elemental_mg", facts.strength), ("divides_into", facts.parts))
    for name, column in capsule_columns:
        yield Combined(partial(_missing_in_capsule, name), Mapped(status_of, column), facts.product_kind)


def _needed_facts(evaluator: FactEvaluator, product: Any, intent: Any, to_nothing: Any) -> frozenset[str]:
    """The set of usual names of columns whose facts a decision needs. Empty if product or intent has no value.

    Empty also if ``to_nothing`` is true and the intent is to take less, because to take nothing needs no fact.
    """
    if INVALID in (product, intent) or (to_nothing and intent is Intent.LOWER):
        return frozenset()
    needs = evaluator.needs
    return frozenset(name for name, fact in _NEEDED_FACTS.items() if needs(fact, product, intent))


def _missing_if_needed(name: str, status: NoValue | None, needed: frozenset[str]) -> MissingFact:
    return MissingFact(name, needed=status is not None and name in needed, invalid=status is INVALID)


def _missing_if_invalid(name: str, value: Any) -> MissingFact:
    return MissingFact(name, invalid=value is INVALID)


def _missing_kidneys(kidneys: KidneyReading, needed: frozenset[str]) -> MissingFact:
    unstated = kidneys.facts.function is None and kidneys.facts.band is None
    return MissingFact("kidney", needed=unstated and "kidney" in needed, invalid="kidney" in kidneys.invalid)


def _invalid_kidney_column(name: str, kidneys: KidneyReading) -> MissingFact:
    return MissingFact(name, invalid=name in kidneys.invalid)


def _missing_if_used(name: str, status: NoValue | None, route: Product | NoValue) -> MissingFact:
    used = isinstance(route, Capsule) or (name == "ingredients" and not isinstance(route, NoValue))
    return MissingFact(name, invalid=status is INVALID and used)


def _missing_in_proposal(name: str, value: Any) -> MissingFact:
    """A ``MissingFact`` for the intent or the product. A null counts as invalid, because every proposal has both."""
    return MissingFact(name, invalid=isinstance(value, NoValue))


def _missing_in_capsule(name: str, value: Any, kind: Any) -> MissingFact:
    return MissingFact(name, invalid=isinstance(value, NoValue) and kind is ProductKind.CAPSULE)
