"""The states of rows. Of each fact, a state keeps only the severity of its verdict, and whether the fact is stated.

The answer of a row follows the strictest verdict of its facts. So one row for each state is enough. This module finds
the plainest ones: their conditions, medicines and amounts are examples of the severity.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product as combinations
from typing import Final

from alpims_mg.adapters.frames.effects import NO_EFFECT, DoseResult, FactEffect, KidneyFacts, united
from alpims_mg.adapters.frames.fact_effects import (
    PRODUCTS,
    TOPICAL,
    FactEvaluator,
    plain_capsule,
)
from alpims_mg.adapters.frames.medicine_words import read_medicine
from alpims_mg.adapters.frames.number_readings import default_hold_days
from alpims_mg.adapters.frames.readings import (
    EMPTY_LIST,
    SEPARATOR,
    NoValue,
    ProductKind,
    read_ingredients,
)
from alpims_mg.adapters.frames.rows import decide, read_row
from alpims_mg.model.decisions import Consult
from alpims_mg.model.findings import Verdict
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import (
    Condition,
    DosageForm,
    Form,
    Intent,
    KidneyFunction,
    MedicineClass,
    Tolerance,
    Word,
    Zone,
)
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.consults import Fact
from alpims_mg.rulebook.dosing import Amount, Division
from alpims_mg.rulebook.kidney import Recency
from alpims_mg.rulebook.labels.additives import SPELLINGS

_SEVERITIES: Final = len(Verdict)
UNSTATED: Final = _SEVERITIES
"""The digit of a fact that is not stated. If a fact is stated, its digit is a severity, which is smaller."""


class Digit(Word):
    """The names of the digits of a state: the keys of ``SIZES`` and of ``Digits``."""

    ACKNOWLEDGED = "acknowledged"
    """1 if some rule asks for a clinician and the row is offered, as all such rules were acknowledged; otherwise 0."""
    ROUTE = "route"
    INTENT = "intent"
    TOLERANCE = "tolerance"
    ZONE = "zone"
    AGE = "age"
    KIDNEY = "kidney"
    CONDITIONS = "conditions"
    MEDICINES = "medicines"
    LABEL = "label"
    AMOUNT = "amount"
    PRESENT_AMOUNT = "present-amount"
    """0: a present amount is stated or not needed. 1: it is missing. 2: it is missing, and any amount would be
    withheld."""


SIZES: Final[Mapping[Digit, int]] = {
    Digit.ACKNOWLEDGED: 2,
    Digit.ROUTE: 2,
    Digit.INTENT: len(Intent),
    Digit.TOLERANCE: len(Tolerance),
    Digit.ZONE: len(Zone) + 1,
    Digit.AGE: _SEVERITIES + 1,
    Digit.KIDNEY: _SEVERITIES + 1,
    Digit.CONDITIONS: _SEVERITIES + 1,
    Digit.MEDICINES: _SEVERITIES + 1,
    Digit.LABEL: _SEVERITIES,
    Digit.AMOUNT: _SEVERITIES,
    Digit.PRESENT_AMOUNT: 3,
}
Digits = Mapping[Digit, int]
_DOSAGE_FORM: Final = DosageForm.POWDER
"""The dosage form of every row: one that can be divided without a question, so that the amounts decide."""
_ADDED_LATER: Final = (Digit.ACKNOWLEDGED, Digit.ZONE)
_CAPSULE, _TOPICAL = 0, 1
ROUTES: Final = (_CAPSULE, _TOPICAL)


Amounts = tuple[Elemental, int, Elemental | None, Elemental | None]
"""Four values: the strength of a capsule, its number of parts, and the present and the other amount of magnesium a day.
None means not stated."""


class StateSpace:
    """All states that rows can be in under one rulebook. Finds the plainest row of each state."""

    def __init__(self, evaluator: FactEvaluator) -> None:
        self.evaluator = evaluator
        self._plainest_row = cache(self._find_plainest_row)
        self._conditions = cache(self._find_conditions)
        self._medicines = cache(self._find_medicines)
        self._labels = cache(self._find_labels)
        self._amounts = cache(self._find_amounts)
        self._ages = cache(self._find_ages)
        self._kidneys = cache(self._find_kidneys)

    def rows(self, *intents: Intent) -> Iterator[dict[str, object]]:
        """The plainest row of every state that rows with these intents can be in, keyed by the usual names of columns.

        The first row is one whose proposal cannot be read.
        """
        yield {}
        for route in ROUTES:
            sizes = {**SIZES, Digit.ROUTE: 1}
            choices = {digit: tuple(self._possible_values(digit, route, size)) for digit, size in sizes.items()}
            choices[Digit.INTENT] = tuple(tuple(Intent).index(intent) for intent in intents)
            for values in combinations(*choices.values()):
                digits = {**dict(zip(choices, values, strict=True)), Digit.ROUTE: route}
                if row := self._row(digits):
                    yield row
                    # a row with an invalid cell is never offered, so its acknowledgements do not count
                    if not digits[Digit.ACKNOWLEDGED]:
                        yield row | _INVALID_CELLS
                        if route == _CAPSULE:
                            yield row | _OTHER_NOT_STATED

    def _possible_values(self, digit: Digit, route: int, size: int) -> Iterator[int]:
        """The values of a digit, from 0 to ``size`` - 1, that occur in this route with some choice of other digits."""
        product = PRODUCTS[route]
        forms = _forms_or_topical(product)
        all_kidneys = [kidneys for value in range(UNSTATED + 1) for kidneys in self._kidneys(product, value)]
        for value in range(size):
            examples: Mapping[Digit, Iterable[object]] = {
                Digit.AGE: self._ages(product, value),
                Digit.KIDNEY: self._kidneys(product, value),
                Digit.CONDITIONS: (
                    conditions
                    for form, intent in combinations(forms, Intent)
                    for conditions in self._conditions(form, intent, value)
                ),
                Digit.MEDICINES: (
                    medicines for kidneys in all_kidneys for medicines in self._medicines(kidneys, product, value)
                ),
                Digit.LABEL: (1,) if product is not TOPICAL or not value else (),
                Digit.AMOUNT: (1,) if product is not TOPICAL or not value else (),
                Digit.PRESENT_AMOUNT: (1,) if product is not TOPICAL or not value else (),
            }
            if any(True for _ in examples.get(digit, (1,))):
                yield value

    def _row(self, digits: Digits) -> dict[str, object] | None:
        plain_digits = (digit for digit in Digit if digit not in _ADDED_LATER)
        row = self._plainest_row(tuple(digits[digit] for digit in plain_digits))
        if row is None:
            return None
        zones: tuple[Zone | None, ...] = (*Zone, None)
        return self._with_acknowledgements(row | _word_cells(zone=zones[digits[Digit.ZONE]]), digits)

    def _find_plainest_row(self, values: tuple[int, ...]) -> dict[str, object] | None:
        """The plainest row with all digits but those in ``_ADDED_LATER``; None if no row has these values."""
        digits = dict(zip((digit for digit in Digit if digit not in _ADDED_LATER), values, strict=True))
        intent, tolerance = tuple(Intent)[digits[Digit.INTENT]], tuple(Tolerance)[digits[Digit.TOLERANCE]]
        route = PRODUCTS[digits[Digit.ROUTE]]
        ages, all_kidneys = self._ages(route, digits[Digit.AGE]), self._kidneys(route, digits[Digit.KIDNEY])
        for form, kidneys in combinations(_forms_or_topical(route), all_kidneys):
            conditions = self._conditions(form, intent, digits[Digit.CONDITIONS])
            medicines = self._medicines(kidneys, route, digits[Digit.MEDICINES])
            labels = self._labels(form, intent, tolerance, digits[Digit.LABEL])
            for band, condition, medicine, label in combinations(ages, conditions[:1], medicines, labels[:1]):
                amounts = self._amounts(
                    form, intent, band, medicine, digits[Digit.AMOUNT], digits[Digit.PRESENT_AMOUNT]
                )
                if amounts:
                    cells = self._cells(band, kidneys, condition, medicine, label, amounts)
                    return cells | _product_cells(form) | _word_cells(intent=intent, tolerance=tolerance)
        return None

    def _cells(
        self,
        band: AgeBand | None,
        kidneys: KidneyFacts,
        conditions: tuple[Condition, ...] | None,
        medicines: tuple[MedicineClass, ...] | None,
        label: str | None,
        amounts: Amounts,
    ) -> dict[str, object]:
        strength, parts, current, other_magnesium = amounts
        situation, years = self.evaluator.kidney_situation(kidneys), self.evaluator.first_year(band)
        return {
            "age_years": None if years is None else float(years),
            "kidney": None if kidneys.function is None else str(kidneys.function),
            "kidney_date": situation.kidney_date and str(situation.kidney_date),
            "as_of": situation.as_of and str(situation.as_of),
            "conditions": _list_text(conditions),
            "medicines": _list_text(medicines),
            "ingredients": label,
            "elemental_mg": _milligrams(strength),
            "divides_into": float(parts),
            "dosage_form": str(_DOSAGE_FORM),
            "current_daily_mg": _milligrams(current),
            "other_magnesium_mg": _milligrams(other_magnesium),
            "hold_days": None,
            "acknowledged": None,
        }

    def _with_acknowledgements(self, row: dict[str, object], digits: Digits) -> dict[str, object] | None:
        """The row; if the digits ask for it, with all consults acknowledged, or None if the answer is not consult."""
        if not digits[Digit.ACKNOWLEDGED]:
            return row
        decision = decide(read_row(row, self.evaluator.rulebook), self.evaluator.rulebook)
        if not isinstance(decision, Consult):
            return None
        consults = (
            f"{finding.rule} [{finding.about}]" if finding.about else finding.rule for finding in decision.asks()
        )
        return row | {"acknowledged": SEPARATOR.join(consults)}

    def _find_ages(self, product: Product, digit: int) -> tuple[AgeBand | None, ...]:
        bands = (band for band in AgeBand if self.evaluator.age_effect(band, product).severity == digit)
        return (None,) if digit == UNSTATED else tuple(bands)

    def _find_kidneys(self, product: Product, digit: int) -> tuple[KidneyFacts, ...]:
        functions = (*KidneyFunction, None) if digit == UNSTATED else tuple(KidneyFunction)
        candidates = [
            KidneyFacts(function=function, band=None, recency=age) for age in _RECENCIES for function in functions
        ]
        if digit == UNSTATED:
            return (candidates[len(KidneyFunction)],)
        fitting = [
            kidneys for kidneys in candidates if self.evaluator.kidney_effect(kidneys, product).severity == digit
        ]
        return tuple({self.evaluator.canonical_kidney(kidneys): kidneys for kidneys in reversed(fitting)}.values())

    def _find_conditions(
        self, form: Form | Topical, intent: Intent, digit: int
    ) -> tuple[tuple[Condition, ...] | None, ...]:
        product = plain_capsule(form) if isinstance(form, Form) else form
        candidates: tuple[tuple[Condition, ...], ...] = ((), *((condition,) for condition in Condition))
        effect = self.evaluator.condition_effect
        fitting = (
            conditions
            for conditions in candidates
            if united(effect(condition, product, intent) for condition in conditions).severity == digit
        )
        return (None,) if digit == UNSTATED else tuple(fitting)

    def _find_medicines(
        self, kidneys: KidneyFacts, product: Product, digit: int
    ) -> tuple[tuple[MedicineClass, ...] | None, ...]:
        candidates: tuple[tuple[MedicineClass, ...], ...] = ((), *((member,) for member in MedicineClass))
        canonical = self.evaluator.canonical_kidney(kidneys)
        fitting = (classes for classes in candidates if self._severity(classes, canonical, product) == digit)
        if digit == UNSTATED:
            return (None,)
        distinct = {self._magnesium_severity(classes, product): classes for classes in reversed(tuple(fitting))}
        return tuple(reversed(distinct.values()))

    def _magnesium_severity(self, classes: tuple[MedicineClass, ...], product: Product) -> int:
        """The severity of the unmeasured magnesium in these medicines. 0 if topical."""
        return self._unmeasured(_medicines_of(classes), product).severity

    def _unmeasured(self, medicines: Iterable[Medicine], product: Product) -> FactEffect:
        return united(self.evaluator.unmeasured_magnesium(medicine, product) for medicine in medicines)

    def _severity(self, classes: tuple[MedicineClass, ...], kidneys: KidneyFacts, product: Product) -> int:
        effects = (self.evaluator.medicine_effect(medicine, kidneys, product) for medicine in _medicines_of(classes))
        return united(effects).severity

    def _find_labels(
        self, form: Form | Topical, intent: Intent, tolerance: Tolerance, digit: int
    ) -> tuple[str | None, ...]:
        if not isinstance(form, Form):
            return (None,)
        labels = (EMPTY_LIST, None, *(spelling.words[0] for spelling in SPELLINGS))
        return tuple(label for label in labels if self._label_severity(label, form, intent, tolerance) == digit)

    def _label_severity(self, label: str | None, form: Form, intent: Intent, tolerance: Tolerance) -> int:
        words = read_ingredients(label)
        ingredients = None if isinstance(words, NoValue) else words
        return self.evaluator.label_effect(ingredients, frozenset(), plain_capsule(form), intent, tolerance).severity

    def _find_amounts(
        self,
        form: Form | Topical,
        intent: Intent,
        band: AgeBand | None,
        classes: tuple[MedicineClass, ...] | None,
        severity: int,
        present_amount: int,
    ) -> Amounts | None:
        """The plainest amounts with this severity and this digit ``PRESENT_AMOUNT``; None if no amounts have both."""
        amounts = sorted({rule.then for _, rule in self.evaluator.rulebook.dose_amounts})
        plain = (self.evaluator.rulebook.dose_amounts[Amount.SUGGESTED_STRENGTH].then, Division.QUARTERS.value)
        if not isinstance(form, Form):
            return (*plain, None, None)
        capsule = plain_capsule(form)
        needed = self.evaluator.needs(Fact.PRESENT_AMOUNT, capsule, intent)
        currents = amounts if needed and not present_amount else (None,)
        canonical_form, unmeasured = self.evaluator.canonical_form(form), NO_EFFECT
        if classes:
            unmeasured = self._unmeasured(_medicines_of(classes), capsule)
        products = (plain, *combinations(amounts, (division.value for division in Division)))
        other_amounts = (Elemental(nanograms=0), amounts[-1])
        for other, (strength, parts), current in combinations(other_amounts, products, currents):
            product = Capsule(form=form, elemental=strength, divides_into=parts, dosage_form=_DOSAGE_FORM)
            lowers = intent is Intent.LOWER
            most = self.evaluator.room_for_a_step(other, band, canonical_form) if lowers else -1
            dose = self.evaluator.dose_result(product, intent, None, current, default_hold_days(), most)
            ceilings = self.evaluator.ceiling_effect(dose.highest_day, other, band, canonical_form)
            strictest = max(effect.severity for effect in (dose.effect, ceilings, unmeasured))
            if (strictest, _present_amount_of(dose, ceilings)) == (severity, present_amount):
                return strength, parts, current, other
        return None


def _forms_or_topical(route: Product) -> tuple[Form | Topical, ...]:
    """Every form if the route is that of capsules. Otherwise, only ``TOPICAL``."""
    return tuple(Form) if isinstance(route, Capsule) else (TOPICAL,)


_RECENCIES: Final = (Recency.UNDATED, Recency.CURRENT, Recency.STALE)


def _present_amount_of(dose: DoseResult, ceilings: FactEffect) -> int:
    return 0 if not isinstance(dose.highest_day, frozenset) else 2 if ceilings.withheld_at_mildest else 1


def _medicines_of(classes: Iterable[MedicineClass]) -> tuple[Medicine, ...]:
    readings = (read_medicine(str(medicine_class)) for medicine_class in classes)
    return tuple(medicine for medicine in readings if isinstance(medicine, Medicine))


def _list_text(words: Iterable[Word] | None) -> str | None:
    return None if words is None else SEPARATOR.join(map(str, words))


def _milligrams(amount: Elemental | None) -> float | None:
    return None if amount is None else amount.nanograms / 10**6


def _product_cells(form: Form | Topical) -> dict[str, object]:
    word = str(form) if isinstance(form, Form) else None
    return {"product": str(ProductKind.CAPSULE if word else ProductKind.OIL), "form": word}


def _word_cells(**words: Word | None) -> dict[str, object]:
    return {name: None if word is None else str(word) for name, word in words.items()}


_OTHER_NOT_STATED: Final[dict[str, object]] = {"other_magnesium_mg": None}
_INVALID_CELLS: Final[dict[str, object]] = {"hold_days": -1.0}
