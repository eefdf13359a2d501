"""Computes the flags of each row, as the bits of one number, from its findings and its missing facts.

This module has no rules: ``fact_effects`` computes the effect of each fact with the functions that ``assess`` uses.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final, final

import attrs

from alpims_mg.adapters.frames.encoding import Batch, Codes, DictionaryColumn
from alpims_mg.adapters.frames.fact_columns import FactColumns, KidneyReading, value_or_none
from alpims_mg.adapters.frames.fact_effects import (
    AGE,
    CEILINGS,
    CONDITIONS,
    DOSE,
    KIDNEY,
    LABEL,
    MEDICINES,
    NO_EFFECT,
    PRODUCTS,
    TOPICAL,
    ZONE_AND_CONSULT,
    ConsultId,
    DoseResult,
    FactEffect,
    FactEvaluator,
    KidneyFacts,
    plain_capsule,
    rule_family,
)
from alpims_mg.adapters.frames.lookups import Combined, IntegerLookup, Mapped
from alpims_mg.adapters.frames.readings import ABSENT, INVALID, NoValue, ProductKind
from alpims_mg.adapters.frames.row_flags import MISSING_BITS, Outcome, RowFlag, severity_flags
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Additive, Form, Tolerance
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.consults import Fact

_NEEDED_FACTS: Final = {
    "zone": Fact.ZONE,
    "age_years": Fact.AGE,
    "kidney": Fact.KIDNEY,
    "conditions": Fact.CONDITIONS,
    "medicines": Fact.MEDICINES,
    "current_daily_mg": Fact.PRESENT_AMOUNT,
}


@final
@attrs.frozen
class FactFindings:
    """What one group of facts of a row contributes to its answer.

    ``unacknowledged`` has the ids of the rules that ask for a clinician and were not acknowledged.
    """

    effect: FactEffect
    unacknowledged: tuple[str, ...]

    @property
    def flags(self) -> int:
        """One number whose bits are the ``RowFlag`` members that these findings set."""
        needs_clinician = RowFlag.NEEDS_CLINICIAN * bool(self.unacknowledged)
        at_mildest = RowFlag.WITHHELD_AT_MILDEST * self.effect.withheld_at_mildest
        return severity_flags(self.effect.severity) | needs_clinician | at_mildest

    def binding_rules(self, outcome: Outcome) -> frozenset[str]:
        """The ids of the rules in these findings that cause this outcome. Empty for outcomes that no rule causes."""
        rules = {
            Outcome.WITHHELD: self.effect.withholding_rules,
            Outcome.WITHHELD_AT_MILDEST: self.effect.supposed_rules,
            Outcome.CONSULTED: self.unacknowledged,
        }
        return frozenset(rules.get(outcome, ()))


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
        """One number. Its bits are the ``RowFlag`` members that this fact sets, and its bit in ``MISSING_BITS``."""
        missing_bit = MISSING_BITS[self.name] * (self.needed or self.invalid)
        return RowFlag.MISSING * self.needed | RowFlag.UNREADABLE_CELL * self.invalid | missing_bit


@final
class RowFlagsColumn(DictionaryColumn[Any]):
    """A column of numbers. The bits of a number are all flags of a row, including one for each missing fact."""

    def __init__(self, *lookups: IntegerLookup) -> None:
        super().__init__()
        self._lookups = lookups

    def encode(self, batch: Batch) -> Codes:
        """The number of each row of the batch: an array, or one number for all rows. A number is its own code."""
        flags: Codes = 0
        for lookup in self._lookups:
            flags = flags | lookup.look_up(batch)
        return flags


@final
class RegisterQuery:
    """Builds the columns that are computed from the facts of a register.

    ``findings`` maps the name of each group of facts to its column of ``FactFindings``. ``flags`` has the flags of each
    row.
    """

    def __init__(self, facts: FactColumns, evaluator: FactEvaluator) -> None:
        self.facts = facts
        self._evaluator = evaluator
        self.form_or_topical = Mapped(_form_or_topical, facts.product)
        self.route = Mapped(_route_product, facts.product)
        self.intent = Mapped(_value_or_invalid, facts.intent)
        self.tolerance = Mapped(_tolerance, facts.tolerance)
        self.findings = self._findings_by_fact()
        columns: tuple[DictionaryColumn[Any], ...] = (*self.findings.values(), *self._missing_facts())
        self.flags = RowFlagsColumn(
            *(IntegerLookup(column, lambda value: value.flags) for column in columns),
            *(IntegerLookup(column, _no_proposal_flag) for column in (facts.product, facts.intent)),
        )

    # --- Findings
    def _findings_by_fact(self) -> dict[str, DictionaryColumn[FactFindings]]:
        facts, evaluator = self.facts, self._evaluator
        route, intent, tolerance = self.route, self.intent, self.tolerance
        zone, band, other_magnesium, ingredients = (
            Mapped(value_or_none, column)
            for column in (facts.zone, facts.age, facts.other_magnesium, facts.ingredients)
        )
        avoids = Mapped(_avoided_additives, facts.avoids)
        kidneys = Mapped(_kidney_facts, facts.kidneys)
        canonical_kidneys = Mapped(evaluator.canonical_kidney, kidneys)
        highest_day = Mapped(
            lambda dose: dose if isinstance(dose, NoValue) else evaluator.highest_day(dose), facts.dose
        )
        capsule, form = Mapped(_absent_if_topical, route), Mapped(_absent_if_topical, self.form_or_topical)
        canonical_form = Mapped(
            lambda form: form if isinstance(form, NoValue) else evaluator.canonical_form(form), form
        )
        magnesium_medicines = Mapped(self._magnesium_medicines, facts.medicines)
        return {
            "zone": self._findings_of(ZONE_AND_CONSULT, evaluator.zone_effect, zone, route, intent, tolerance),
            "age": self._findings_of(AGE, evaluator.age_effect, band, route),
            "kidney": self._findings_of(KIDNEY, evaluator.kidney_effect, kidneys, route),
            "conditions": self._findings_of(
                CONDITIONS, self._conditions_effect, facts.conditions, self.form_or_topical
            ),
            "medicines": self._findings_of(
                MEDICINES, evaluator.medicines_effect, facts.medicines, canonical_kidneys, route
            ),
            "unmeasured_magnesium": self._findings_of(
                CEILINGS, evaluator.unmeasured_magnesium, magnesium_medicines, band, capsule
            ),
            "label": self._findings_of(LABEL, evaluator.label_effect, ingredients, avoids, form, intent, tolerance),
            "dose": self._findings_of(DOSE, _dose_effect, facts.dose),
            "ceilings": self._findings_of(
                CEILINGS, evaluator.ceiling_effect, highest_day, other_magnesium, band, canonical_form
            ),
        }

    def _findings_of(
        self, families: Sequence[str], effect: Callable[..., FactEffect], *inputs: DictionaryColumn[Any]
    ) -> DictionaryColumn[FactFindings]:
        """A column of ``FactFindings``: what ``effect`` returns for the values of ``inputs``.

        If an input has no value, there are no findings. Acknowledged consults do not count as ``unacknowledged``.
        ``families`` are the families of the rules that these facts can trigger.
        """

        def acknowledged_consults(acknowledgements: Any) -> frozenset[ConsultId]:
            stated = value_or_none(acknowledgements) or ()
            return frozenset(
                (acknowledgement.rule, acknowledgement.about)
                for acknowledgement in stated
                if rule_family(acknowledgement.rule) in families
            )

        def findings(acknowledged: frozenset[ConsultId], *values: Any) -> FactFindings:
            found = NO_EFFECT if any(isinstance(value, NoValue) for value in values) else effect(*values)
            open_rules = (consult[0] for consult in found.consults if consult not in acknowledged)
            return FactFindings(found, tuple(dict.fromkeys(open_rules)))

        return Combined(findings, Mapped(acknowledged_consults, self.facts.acknowledged), *inputs)

    def _conditions_effect(self, conditions: Any, form_or_topical: Form | Topical) -> FactEffect:
        product = plain_capsule(form_or_topical) if isinstance(form_or_topical, Form) else form_or_topical
        return self._evaluator.conditions_effect(conditions, product)

    def _magnesium_medicines(self, medicines: Any) -> Any:
        """``medicines`` if their unmeasured magnesium contributes to the answer at some age, otherwise ``ABSENT``."""
        if isinstance(medicines, NoValue):
            return medicines
        bands = (*AgeBand, None)
        effects = {self._evaluator.unmeasured_magnesium(medicines, band, PRODUCTS[0]) for band in bands}
        return ABSENT if effects == {NO_EFFECT} else medicines

    # --- Missing facts
    def _missing_facts(self) -> Iterator[DictionaryColumn[MissingFact]]:
        """One column of ``MissingFact`` values for each column of the schema."""
        facts = self.facts
        needed = Combined(self._needed_facts, self.route, self.intent)
        needed_columns = {
            "zone": facts.zone,
            "age_years": facts.age,
            "conditions": facts.conditions,
            "medicines": facts.medicines,
            "current_daily_mg": facts.current,
        }
        for name, column in needed_columns.items():
            yield Combined(partial(_missing_if_needed, name), Mapped(status_of, column), needed)
        yield Combined(_missing_kidneys, facts.kidneys, needed)
        for name in ("egfr", "kidney_date", "as_of"):
            yield Mapped(partial(_invalid_kidney_column, name), facts.kidneys)
        optional_columns = {
            "tolerance": facts.tolerance,
            "other_magnesium_mg": facts.other_magnesium,
            "avoids": facts.avoids,
            "acknowledged": facts.acknowledged,
            "target_mg": facts.target,
            "hold_days": facts.hold,
        }
        for name, column in optional_columns.items():
            yield Mapped(partial(_missing_if_invalid, name), column)
        yield Combined(_missing_ingredients, Mapped(status_of, facts.ingredients), self.route)
        for name, column in (("intent", facts.intent), ("product", facts.product_kind)):
            yield Mapped(partial(_missing_in_proposal, name), column)
        capsule_columns = (("form", facts.form), ("elemental_mg", facts.strength), ("divides_into", facts.parts))
        for name, column in capsule_columns:
            yield Combined(partial(_missing_in_capsule, name), Mapped(status_of, column), facts.product_kind)

    def _needed_facts(self, product: Any, intent: Any) -> frozenset[str]:
        """The usual names of the columns that a decision needs. Empty if the product or the intent has no value."""
        if INVALID in (product, intent):
            return frozenset()
        needs = self._evaluator.needs
        return frozenset(name for name, fact in _NEEDED_FACTS.items() if needs(fact, product, intent))


def _no_proposal_flag(value: Any) -> int:
    return RowFlag.NO_PROPOSAL * isinstance(value, NoValue)


def _form_or_topical(product: Product | NoValue) -> Form | Topical | NoValue:
    return product.form if isinstance(product, Capsule) else product


def _route_product(product: Product | NoValue) -> Product | NoValue:
    return PRODUCTS[0] if isinstance(product, Capsule) else product


def _absent_if_topical(value: Any) -> Any:
    return ABSENT if value == TOPICAL else value


def _value_or_invalid(value: Any) -> Any:
    return INVALID if isinstance(value, NoValue) else value


def _tolerance(value: Any) -> Tolerance:
    return Situation().tolerance if isinstance(value, NoValue) else value


def _dose_effect(dose: DoseResult) -> FactEffect:
    return dose.effect


def _avoided_additives(avoids: frozenset[Additive] | NoValue) -> frozenset[Additive]:
    return frozenset() if isinstance(avoids, NoValue) else avoids


def _kidney_facts(kidneys: KidneyReading) -> KidneyFacts:
    return kidneys.facts


def status_of(value: Any) -> NoValue | None:
    """``ABSENT`` or ``INVALID`` if the cell has no value; None if it has one."""
    return value if isinstance(value, NoValue) else None


def _missing_if_needed(name: str, status: NoValue | None, needed: frozenset[str]) -> MissingFact:
    return MissingFact(name, needed=status is not None and name in needed, invalid=status is INVALID)


def _missing_if_invalid(name: str, value: Any) -> MissingFact:
    return MissingFact(name, invalid=value is INVALID)


def _missing_kidneys(kidneys: KidneyReading, needed: frozenset[str]) -> MissingFact:
    unstated = kidneys.facts.function is None and kidneys.facts.band is None
    return MissingFact("kidney", needed=unstated and "kidney" in needed, invalid="kidney" in kidneys.invalid)


def _invalid_kidney_column(name: str, kidneys: KidneyReading) -> MissingFact:
    return MissingFact(name, invalid=name in kidneys.invalid)


def _missing_ingredients(status: NoValue | None, route: Product | NoValue) -> MissingFact:
    return MissingFact("ingredients", invalid=status is INVALID and isinstance(route, Capsule))


def _missing_in_proposal(name: str, value: Any) -> MissingFact:
    """Whether a row lacks the intent or the product. An absent value counts as invalid: a proposal requires it."""
    return MissingFact(name, invalid=isinstance(value, NoValue))


def _missing_in_capsule(name: str, value: Any, kind: Any) -> MissingFact:
    return MissingFact(name, invalid=isinstance(value, NoValue) and kind is ProductKind.CAPSULE)
