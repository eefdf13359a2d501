"""Finds which facts are missing in a row: needed and not stated, or stated in a cell that cannot be read.

To take less needs no fact but the present amount, so any other fact in a cell that cannot be read counts as not stated.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final, NamedTuple, final

import attrs

from alpims_mg.adapters.frames.encoding import DictionaryColumn
from alpims_mg.adapters.frames.fact_columns import FactColumns, KidneyReading, status_of
from alpims_mg.adapters.frames.fact_effects import PLAIN_CAPSULE, FactEvaluator
from alpims_mg.adapters.frames.lookups import Combined, Mapped
from alpims_mg.adapters.frames.lowering import is_nothing, target_status
from alpims_mg.adapters.frames.readings import ABSENT, INVALID, PARTLY, NoValue, ProductKind
from alpims_mg.adapters.frames.row_flags import MISSING_BITS, RowFlag
from alpims_mg.model.products import Product, Topical
from alpims_mg.model.vocabulary import FactList, Intent
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


class _Needs(NamedTuple):
    """What a row is asked for. ``facts`` has the usual names of the columns whose facts its answer needs.

    ``readable`` is true if a fact in a cell that cannot be read counts as missing although the answer does not need it.
    """

    facts: frozenset[str]
    readable: bool


def missing_facts(
    facts: FactColumns, route: DictionaryColumn[Any], intent: DictionaryColumn[Any], evaluator: FactEvaluator
) -> Iterator[DictionaryColumn[MissingFact]]:
    """Yield one column for each column of the schema. It holds a ``MissingFact`` (whether the fact is missing) per row.

    ``route`` is a column with an example product of the same route for each row; ``intent`` is the column of intents.
    """
    needs = Combined(partial(_needs, evaluator), route, intent, Mapped(is_nothing, facts.lower_to))
    needed_columns = {
        "zone": facts.zone,
        "age_years": facts.age,
        "other_magnesium_mg": facts.other_magnesium,
        "current_daily_mg": facts.current,
    }
    statuses: dict[str, DictionaryColumn[NoValue | None]] = {
        **{name: Mapped(status_of, column) for name, column in needed_columns.items()},
        "conditions": Combined(partial(_status_in_part, FactList.CONDITIONS), facts.conditions_status, facts.partial),
        "medicines": Combined(partial(_status_in_part, FactList.MEDICINES), facts.medicines_status, facts.partial),
    }
    for name, status_column in statuses.items():
        yield Combined(partial(_missing_if_needed, name), status_column, needs)
    yield Combined(_missing_kidneys, facts.kidneys, needs)
    fitted_columns: dict[str, DictionaryColumn[NoValue | None]] = {
        "target_mg": Combined(target_status, facts.intent, facts.target),
        "lower_to_mg": facts.lower_to_status,
    }
    for name, status_column in fitted_columns.items():
        yield Mapped(partial(_missing_if_invalid, name), status_column)
    for name, column in (("intent", facts.intent), ("product", facts.product_kind)):
        yield Mapped(partial(_missing_in_proposal, name), column)
    capsule_columns = (("form", facts.form), ("elemental_mg", facts.strength), ("divides_into", facts.parts))
    for name, column in capsule_columns:
        yield Combined(partial(_missing_in_capsule, name), Mapped(status_of, column), facts.product_kind)


def unreadable_facts(facts: FactColumns, route: DictionaryColumn[Any]) -> Iterator[DictionaryColumn[MissingFact]]:
    """Yield columns as ``missing_facts`` does, for the facts that no answer needs.

    They are missing only if their cell cannot be read. If the intent is to take less, they are not even then.
    """
    for name in ("egfr", "kidney_date", "as_of"):
        yield Mapped(partial(_invalid_kidney_column, name), facts.kidneys)
    optional_columns = {
        "tolerance": facts.tolerance,
        "other_conditions": facts.other_conditions_status,
        "partial": facts.partial_status,
        "avoids": facts.avoids_status,
        "acknowledged": facts.acknowledged,
        "hold_days": facts.hold,
    }
    for name, column in optional_columns.items():
        yield Mapped(partial(_missing_if_invalid, name), column)
    for name, column in (
        ("ingredients", facts.ingredients_status),
        ("dosage_form", Mapped(status_of, facts.dosage_form)),
    ):
        yield Combined(partial(_missing_if_used, name), column, route)


def _needs(evaluator: FactEvaluator, product: Any, intent: Any, to_nothing: Any) -> _Needs:
    """What a row is asked for. If the product or the intent has no value, that of a start with a capsule.

    If ``to_nothing`` is true and the intent is to take less, it is nothing, because to take nothing needs no fact.
    """
    lowers = intent is Intent.LOWER
    if to_nothing and lowers:
        return _Needs(frozenset(), readable=False)
    product = PLAIN_CAPSULE if isinstance(product, NoValue) else product
    intent = Intent.START if isinstance(intent, NoValue) else intent
    needed = (name for name, fact in _NEEDED_FACTS.items() if evaluator.needs(fact, product, intent))
    return _Needs(frozenset(needed), readable=not lowers)


def _status_in_part(one: FactList, status: NoValue | None, named: frozenset[FactList] | NoValue) -> NoValue | None:
    """The status of a list. ``named`` has the lists of which only a part is stated: the rest of these is not stated."""
    if isinstance(named, NoValue) or one not in named:
        return status
    return ABSENT if status is None else _UNSTATED_REST.get(status, status)


_UNSTATED_REST: Final = {PARTLY: INVALID}
"""If only a part of a list is stated, and only some of its words can be read, the rest counts as not stated too."""


def _missing_if_needed(name: str, status: NoValue | None, needs: _Needs) -> MissingFact:
    needed = status in (ABSENT, INVALID) and name in needs.facts
    return MissingFact(name, needed=needed, invalid=status in (INVALID, PARTLY) and needs.readable)


def _missing_if_invalid(name: str, value: Any) -> MissingFact:
    return MissingFact(name, invalid=value is INVALID or value is PARTLY)


def _missing_kidneys(kidneys: KidneyReading, needs: _Needs) -> MissingFact:
    unstated = kidneys.facts.function is None and kidneys.facts.band is None
    invalid = "kidney" in kidneys.invalid and needs.readable
    return MissingFact("kidney", needed=unstated and "kidney" in needs.facts, invalid=invalid)


def _invalid_kidney_column(name: str, kidneys: KidneyReading) -> MissingFact:
    return MissingFact(name, invalid=name in kidneys.invalid)


def _missing_if_used(name: str, status: NoValue | None, route: Product | NoValue) -> MissingFact:
    used = name == "ingredients" or not isinstance(route, Topical)
    return MissingFact(name, invalid=status in (INVALID, PARTLY) and used)


def _missing_in_proposal(name: str, value: Any) -> MissingFact:
    """A ``MissingFact`` for the intent or the product. A null counts as invalid, because every proposal has both."""
    return MissingFact(name, invalid=isinstance(value, NoValue))


def _missing_in_capsule(name: str, value: Any, kind: Any) -> MissingFact:
    return MissingFact(name, invalid=isinstance(value, NoValue) and kind in (ProductKind.CAPSULE, *NoValue))
