"""Computes one number for each row. The bits of the number are the flags that decide the answer (``RowFlag``).

This module has no rules: ``fact_effects`` computes what each fact contributes, by the functions that ``assess`` uses.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any, Final, NamedTuple, final

import attrs
import numpy as np

from alpims_mg.adapters.frames.effects import (
    AGE,
    CEILINGS,
    CONDITIONS,
    DOSE,
    KIDNEY,
    LABEL,
    MEDICINES,
    NO_EFFECT,
    ZONE_AND_CONSULT,
    DoseResult,
    FactEffect,
    FindingBits,
    HighestDay,
    KidneyFacts,
    about,
    rule_family,
    united,
)
from alpims_mg.adapters.frames.encoding import Array, Batch, Codes, DictionaryColumn
from alpims_mg.adapters.frames.fact_columns import (
    FactColumns,
    KidneyReading,
    nanograms_of,
    value_or_none,
)
from alpims_mg.adapters.frames.fact_effects import (
    PLAIN_CAPSULE,
    PRODUCTS,
    FactEvaluator,
    NamedMedicine,
    plain_capsule,
)
from alpims_mg.adapters.frames.lookups import Combined, IntegerLookup, Mapped, Places
from alpims_mg.adapters.frames.missing import missing_facts, unreadable_facts
from alpims_mg.adapters.frames.places import cut_points, place_among
from alpims_mg.adapters.frames.readings import ABSENT, INVALID, NoValue
from alpims_mg.adapters.frames.row_flags import FLAG_COMBINATIONS, RowFlag
from alpims_mg.adapters.frames.word_lists import Context, ListItem, ListItems, context_column
from alpims_mg.labels.ingredients import label_was_read
from alpims_mg.model.agreements import agreed_total
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Additive, Form, Intent, Tolerance


class FactFindings(NamedTuple):
    """What one group of facts, such as the medicines, contributes to the answers.

    ``column`` has one number for each row, whose bits are flags and rules. ``bits`` says what each bit means.
    """

    bits: FindingBits
    column: DictionaryColumn[int]


@final
class RowFlagsColumn(DictionaryColumn[Any]):
    """A column of numbers, one for each row. The bits of a number say what is true of the row.

    They are ``RowFlag`` members, and for each missing fact its bit in ``MISSING_BITS``. Those of ``unreadable`` are
    dropped in rows where ``counts`` is 0. Elsewhere, it is -1.
    """

    def __init__(self, *lookups: IntegerLookup, unreadable: Sequence[IntegerLookup], counts: IntegerLookup) -> None:
        super().__init__()
        self._lookups = lookups
        self._unreadable = unreadable
        self._counts = counts

    def encode(self, batch: Batch) -> Codes:
        """An array with the number of each row, whose bits are flags; one number if it holds for all rows."""
        flags: Codes = 0
        for lookup in self._unreadable:
            flags = flags | lookup.look_up(batch)
        flags = flags & self._counts.look_up(batch)
        for lookup in self._lookups:
            flags = flags | lookup.look_up(batch)
        return flags


@final
class RegisterQuery:
    """Builds the columns from which the answers are made, out of the ``facts`` that a register states.

    ``findings`` has a ``FactFindings`` for each group of facts: the rules and flags that they lead to. ``flags`` is a
    column of numbers; the bits of a number are all flags of a row. ``medicine_contexts`` has the ``Context`` of each
    row, in which the effect of a medicine is its ``FactEffect``.
    """

    def __init__(self, facts: FactColumns, evaluator: FactEvaluator) -> None:
        self.facts = facts
        self._evaluator = evaluator
        self.form_or_topical = Mapped(_form_or_topical, facts.product)
        self.route = Mapped(_route_product, facts.product)
        self.intent = Mapped(_value_or_invalid, facts.intent)
        self.tolerance = Mapped(_tolerance, facts.tolerance)
        by_capsule = Context(self._unmeasured_magnesium, PLAIN_CAPSULE)

        def has_magnesium(item: ListItem) -> bool:
            return bool(item.effect_in(by_capsule) != NO_EFFECT)

        self._has_magnesium = cache(has_magnesium)
        self.findings = self._findings_by_fact()
        missing = missing_facts(facts, self.route, self.intent, evaluator)
        unreadable = unreadable_facts(facts, self.route)
        self.flags = RowFlagsColumn(
            *(IntegerLookup(findings.column, _row_flags) for findings in self.findings),
            *(IntegerLookup(column, lambda fact: fact.flags) for column in missing),
            *(IntegerLookup(column, _no_proposal_flag) for column in (facts.product, facts.intent)),
            IntegerLookup(facts.intent, lambda intent: RowFlag.LOWERING * (intent is Intent.LOWER)),
            unreadable=[IntegerLookup(column, lambda fact: fact.flags) for column in unreadable],
            counts=IntegerLookup(facts.intent, lambda intent: -(intent is not Intent.LOWER)),
        )

    # --- Findings
    def _findings_by_fact(self) -> Sequence[FactFindings]:
        """One ``FactFindings`` (flags and rules of each row) for each group of facts, such as the medicines."""
        facts, evaluator = self.facts, self._evaluator
        route, intent, tolerance, form_or_topical = self.route, self.intent, self.tolerance, self.form_or_topical
        zone, band = Mapped(value_or_none, facts.zone), Mapped(value_or_none, facts.age)
        kidneys, avoids = Mapped(_kidney_facts, facts.kidneys), Mapped(self._avoids, facts.avoids)
        capsule, form = Mapped(_absent_if_topical, route), Mapped(_absent_if_topical, form_or_topical)
        products = Combined(_absent_if_less_on_skin, Mapped(_plain_product, form_or_topical), intent)
        judged_route = Combined(_absent_if_less_on_skin, route, intent)
        read_products = Combined(_with_label, products, Mapped(_empty_label, facts.ingredients))
        label_items = Mapped(_label_items, facts.ingredients)
        kidneys_for_medicines = Mapped(evaluator.kidneys_for_medicines, kidneys)
        magnesium_medicines = Mapped(self._magnesium_medicines, facts.medicines)
        self.medicine_contexts = context_column(self._medicine_effect, kidneys_for_medicines, judged_route)
        return (
            self._findings(ZONE_AND_CONSULT, evaluator.zone_effect, zone, route, intent, tolerance),
            self._findings(AGE, evaluator.age_effect, band, products),
            self._findings(KIDNEY, evaluator.kidney_effect, kidneys, judged_route),
            *(
                self._findings_of_list(CONDITIONS, evaluator.condition_effect, conditions, read_products, intent)
                for conditions in (facts.conditions, facts.other_conditions)
            ),
            self._findings_of_list(
                MEDICINES, self._medicine_effect, facts.medicines, kidneys_for_medicines, judged_route
            ),
            self._findings_of_list(CEILINGS, self._unmeasured_magnesium, magnesium_medicines, capsule),
            self._findings_of_list(LABEL, evaluator.label_effect, label_items, avoids, products, intent, tolerance),
            self._findings(DOSE, _dose_effect, facts.dose),
            self._ceiling_findings(band, form),
        )

    def _findings(
        self,
        families: Sequence[str],
        effect: Callable[..., FactEffect],
        *inputs: DictionaryColumn[Any],
        key: Sequence[DictionaryColumn[Any]] = (),
    ) -> FactFindings:
        """The ``FactFindings`` (flags and rules of each row) of one group of facts, held in the columns ``inputs``.

        ``effect`` turns their values in a row into a ``FactEffect``. A row without some value gets the number 0.
        ``families`` are the first words of the ids of all rules that these facts can trigger. Rows that agree in the
        ``key`` columns have the same result; without ``key``, those that agree in ``inputs``.
        """
        bits = FindingBits(families, self._evaluator.rulebook)

        def number(acknowledged: frozenset[Acknowledgement], *values: Any) -> int:
            has_values = not any(isinstance(value, NoValue) for value in values)
            return bits.number(effect(*values), acknowledged) if has_values else 0

        consults = self._acknowledged(families)
        return FactFindings(bits, Combined(number, consults, *inputs, key=(consults, *(key or inputs))))

    def _findings_of_list(
        self,
        families: Sequence[str],
        effect: Callable[..., FactEffect],
        items: DictionaryColumn[Any],
        *facts: DictionaryColumn[Any],
    ) -> FactFindings:
        """The ``FactFindings`` (flags and rules of each row) of ``items``, a column of lists such as the medicines.

        ``effect`` turns the value of one item and the values of ``facts`` into a ``FactEffect``. The flags
        and rules of a row combine those of all items in its list.
        """
        bits = FindingBits(families, self._evaluator.rulebook)

        def unacknowledged(*values: Any) -> tuple[FactEffect, int]:
            found = effect(*values)
            return found, bits.number(found, frozenset())

        def number(
            acknowledged: frozenset[Acknowledgement], items: ListItems | NoValue, context: Context | NoValue
        ) -> int:
            united = 0
            if not isinstance(items, NoValue) and not isinstance(context, NoValue):
                for item in items:
                    found, its_number = item.effect_in(context)
                    asks = found.consults if acknowledged else ()
                    united |= bits.number(found, acknowledged) if asks else its_number
            return united

        column = Combined(number, self._acknowledged(families), items, context_column(unacknowledged, *facts))
        return FactFindings(bits, column)

    def _acknowledged(self, families: Sequence[str]) -> DictionaryColumn[frozenset[Acknowledgement]]:
        """A column with the set of the acknowledgements of each row.

        Only rules whose id begins with one of ``families`` are kept.
        """

        def consults(acknowledgements: ListItems | NoValue) -> frozenset[Acknowledgement]:
            stated = (item.value for item in value_or_none(acknowledgements) or ())
            return frozenset(
                acknowledgement for acknowledgement in stated if rule_family(acknowledgement.rule) in families
            )

        return Mapped(consults, self.facts.acknowledged)

    def _ceiling_findings(self, band: DictionaryColumn[Any], form: DictionaryColumn[Any]) -> FactFindings:
        """The ``FactFindings`` (flags and rules of each row) of the ceilings: upper levels for all magnesium of a day.

        If a row does not state a present amount that the plan needs, the dose rules that may withhold are included.
        """
        evaluator = self._evaluator
        highest_day = Mapped(lambda dose: dose if isinstance(dose, NoValue) else dose.highest_day, self.facts.dose)
        other = Mapped(value_or_none, self.facts.other_magnesium)
        canonical_form = Mapped(
            lambda form: form if isinstance(form, NoValue) else evaluator.canonical_form(form), form
        )
        levels = cut_points(rule.then.level for _, rule in evaluator.rulebook.ceilings)

        def place_of_sum(highest: Array, other: Array, agreed: Array) -> Array:
            total = np.where(highest < 0, highest, highest + np.maximum(other, 0))
            return 2 * place_among(levels, total) + (total <= agreed)

        extremes = (IntegerLookup(highest_day, partial(_extreme_day, extreme)) for extreme in (min, max))
        other_nanograms = IntegerLookup(other, nanograms_of)
        gathered = frozenset(rule.id for rule in evaluator.rulebook.gathered_ceilings.rules)
        agreed = IntegerLookup(self._acknowledged(CEILINGS), partial(_agreed_nanograms, gathered))
        places = [Places(place_of_sum, extreme, other_nanograms, agreed) for extreme in extremes]
        shape: DictionaryColumn[Any] = Mapped(_without_amounts, highest_day)
        key = (shape, *places, band, canonical_form)
        families = (*CEILINGS, *DOSE)
        return self._findings(families, evaluator.ceiling_effect, highest_day, other, band, canonical_form, key=key)

    def _medicine_effect(self, named: NamedMedicine, kidneys: frozenset[KidneyFacts], product: Product) -> FactEffect:
        effects = (self._evaluator.medicine_effect(named.example, facts, product) for facts in kidneys)
        return about(united(effects), named.name)

    def _unmeasured_magnesium(self, named: NamedMedicine, product: Product) -> FactEffect:
        return about(self._evaluator.unmeasured_magnesium(named.example, product), named.name)

    def _avoids(self, avoids: frozenset[Additive] | NoValue) -> frozenset[Additive]:
        """``avoids`` (additives that a person avoids) without those always screened for; empty if not stated."""
        stated = frozenset[Additive]() if isinstance(avoids, NoValue) else avoids
        return frozenset(additive for additive in stated if not self._evaluator.is_always_screened(additive))

    def _magnesium_medicines(self, medicines: ListItems | NoValue) -> ListItems | NoValue:
        """The medicines without those whose unknown amount of magnesium has no effect at any age. ``NoValue`` stays."""
        if isinstance(medicines, NoValue):
            return medicines
        return frozenset(filter(self._has_magnesium, medicines))


def _agreed_nanograms(rules: frozenset[str], acknowledged: frozenset[Acknowledgement]) -> int:
    """The largest daily total, in nanograms, that these acknowledgements of ``rules`` cover; -1 without any."""
    abouts = (agreed_total(acknowledgement.about) for acknowledgement in acknowledged if acknowledgement.rule in rules)
    return max((min(int(total * 10**6), _MOST_AGREED) for total in abouts if total is not None), default=-1)


_MOST_AGREED: Final = 2**62


def _row_flags(findings: int) -> int:
    return findings % FLAG_COMBINATIONS


def _no_proposal_flag(value: Any) -> int:
    return RowFlag.NO_PROPOSAL * isinstance(value, NoValue)


def _form_or_topical(product: Product | NoValue) -> Form | Topical | NoValue:
    return product.form if isinstance(product, Capsule) else product


def _route_product(product: Product | NoValue) -> Product | NoValue:
    return product if isinstance(product, NoValue) else PRODUCTS[isinstance(product, Topical)]


def _absent_if_topical(value: Any) -> Any:
    return ABSENT if isinstance(value, Topical) else value


def _absent_if_less_on_skin(product: Any, intent: Any) -> Any:
    """``product``; but ``ABSENT`` for topical magnesium if the intent is to take less, which no other fact judges."""
    return ABSENT if isinstance(product, Topical) and intent is Intent.LOWER else product


def _value_or_invalid(value: Any) -> Any:
    return INVALID if isinstance(value, NoValue) else value


def _tolerance(value: Any) -> Tolerance:
    return Situation().tolerance if isinstance(value, NoValue) else value


def _dose_effect(dose: DoseResult) -> FactEffect:
    return dose.effect


def _plain_product(form_or_topical: Form | Topical | NoValue) -> Product | NoValue:
    return plain_capsule(form_or_topical) if isinstance(form_or_topical, Form) else form_or_topical


def _with_label(product: Product | NoValue, label: tuple[str, ...] | None) -> Product | NoValue:
    """The product, with this label if it is topical. What its label lists is screened apart."""
    return attrs.evolve(product, ingredients=label) if isinstance(product, Topical) else product


def _empty_label(ingredients: ListItems | NoValue) -> tuple[str, ...] | None:
    """A label that lists nothing if these ingredients come from a label that somebody read; otherwise None."""
    items = _NOT_READ if isinstance(ingredients, NoValue) else ingredients
    return () if all(label_was_read(item.value) for item in items) else None


def _label_items(ingredients: ListItems | NoValue) -> ListItems:
    """The parts of a label to screen one by one: each ingredient that matters, and ``()``, which screens only the form.

    If the ingredients are not stated or cannot be read, the set has one item, whose value is None.
    """
    return _NOT_READ if isinstance(ingredients, NoValue) else ingredients | _FORM_ONLY


_NOT_READ: Final = frozenset({ListItem(None)})
_FORM_ONLY: Final = frozenset({ListItem(())})


def _extreme_day(extreme: Callable[[Iterable[int]], int], highest_day: HighestDay | NoValue) -> int:
    """The least or greatest amount in a ``HighestDay``, in nanograms: ``extreme`` is min or max. -1 without any."""
    if isinstance(highest_day, NoValue | Elemental | None):
        return nanograms_of(highest_day)
    return extreme([nanograms_of(day) for _, day in highest_day if day] or [-1])


def _without_amounts(highest_day: HighestDay | NoValue) -> object:
    """A key that two values of ``highest_day`` share if they differ only in amounts, so that a result can be reused.

    The exception: a set with amounts in pairs of different rules is its own key, because each amount then matters.
    """
    if isinstance(highest_day, NoValue | Elemental | None):
        return highest_day if isinstance(highest_day, NoValue) else highest_day is None
    with_a_plan = {rules for rules, day in highest_day if day}
    return highest_day if len(with_a_plan) > 1 else frozenset((rules, day is None) for rules, day in highest_day)


def _kidney_facts(kidneys: KidneyReading) -> KidneyFacts:
    return kidneys.facts
