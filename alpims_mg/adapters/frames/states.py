"""Collapsed states: of every fact only how strictly it speaks, and whether it is stated at all.

Rows of one state have the same answer. A code can be turned back into the plainest row of its state, whose facts stand
for all others that speak alike: its answer is the state's, its named conditions, medicines and amounts are examples.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import product as pairs
from typing import Final

from alpims_mg._internal.validation import short_repr
from alpims_mg.adapters.frames.factors import PRODUCTS, SILENT, TOPICAL, Dose, Factors, KidneyTold, Says, plain_capsule
from alpims_mg.adapters.frames.readings import NOTHING, SEPARATOR, Taken, Unread, read_ingredients, read_medicine
from alpims_mg.adapters.frames.rows import decided, read_row
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.decisions import Consult
from alpims_mg.model.findings import Verdict
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import Condition, Form, Intent, KidneyFunction, MedicineClass, Tolerance, Word, Zone
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.consults import Fact
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Amount, Division
from alpims_mg.rulebook.kidney import Recency
from alpims_mg.rulebook.labels.additives import SPELLINGS

_SPOKEN: Final = len(Verdict)
UNSTATED: Final = _SPOKEN
"""The digit of a fact that is not stated; the others are severities."""


class Digit(Word):
    """One part of a state code, the heaviest first."""

    STRANGE = "strange"
    """0 nothing, 1 something that cannot be read, 2 no readable proposal, which leaves all other digits 0."""
    ANSWERED = "answered"
    """1 where something asked for a clinician and all of it was acknowledged."""
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
    TOLD = "told"
    """Whether the present amount is stated where it is needed: 0 yes, 1 no, 2 no and any would be withheld."""


SIZES: Final[Mapping[Digit, int]] = {
    Digit.STRANGE: 3,
    Digit.ANSWERED: 2,
    Digit.ROUTE: 2,
    Digit.INTENT: len(Intent),
    Digit.TOLERANCE: len(Tolerance),
    Digit.ZONE: len(Zone) + 1,
    Digit.AGE: _SPOKEN + 1,
    Digit.KIDNEY: _SPOKEN + 1,
    Digit.CONDITIONS: _SPOKEN + 1,
    Digit.MEDICINES: _SPOKEN + 1,
    Digit.LABEL: _SPOKEN,
    Digit.AMOUNT: _SPOKEN,
    Digit.TOLD: 3,
}
Digits = Mapping[Digit, int]
_WITHOUT: Final = (Digit.STRANGE, Digit.ANSWERED, Digit.ZONE)
_CAPSULE, _TOPICAL = 0, 1
ROUTES: Final = (_CAPSULE, _TOPICAL)
UNREADABLE: Final[Digits] = {digit: 2 if digit is Digit.STRANGE else 0 for digit in Digit}


def coded(digits: Digits) -> int:
    """The code of these digits."""
    code = 0
    for digit, size in SIZES.items():
        code = code * size + digits[digit]
    return code


def digits_of(code: object) -> Digits:
    """The digits of a code.

    Raises: ``InvalidInputError`` for what is no whole number, or too large a one.
    """
    most = 1
    for size in SIZES.values():
        most *= size
    if not isinstance(code, int) or isinstance(code, bool) or not 0 <= code < most:
        raise InvalidInputError(_no_state(code))
    digits: dict[Digit, int] = {}
    for digit, size in reversed(tuple(SIZES.items())):
        code, digits[digit] = divmod(code, size)
    return digits


def _no_state(code: object) -> Fault:
    fix = "take it from the column state of a frame that was assessed by this rulebook"
    return Fault(
        path="state_code", expected="the code of a state that a row can be in", actual=short_repr(code), fix=fix
    )


Amounts = tuple[Elemental, int, Elemental | None, Elemental | None]
"""A strength, its division, the present amount and other magnesium."""


class States:
    """The states of one rulebook, each with the plainest row that is in it."""

    def __init__(self, factors: Factors) -> None:
        self.factors = factors
        self._plain = cache(self._plainest)
        self._conditions = cache(self._conditions_of)
        self._medicines = cache(self._medicines_of)
        self._labels = cache(self._labels_of)
        self._amounts = cache(self._amounts_of)
        self._ages = cache(self._ages_of)
        self._kidneys = cache(self._kidneys_of)

    def row(self, code: object) -> dict[str, object]:
        """The plainest row of a state, by our names for its columns.

        Raises: ``InvalidInputError`` where no row can be in such a state.
        """
        digits = digits_of(code)
        if digits == UNREADABLE:
            return {}
        row = self._row(digits) if digits[Digit.STRANGE] in (0, 1) else None
        if row is None:
            raise InvalidInputError(_no_state(code))
        return row | (_STRANGE_CELLS if digits[Digit.STRANGE] else {})

    def all(self, *intents: Intent) -> Iterator[tuple[int, dict[str, object]]]:
        """Every state that a row with one of these intents can be in, with its plainest row; at first the one that
        no readable proposal leads to.
        """
        yield coded(UNREADABLE), {}
        for route in ROUTES:
            sizes = {**SIZES, Digit.STRANGE: 1, Digit.ROUTE: 1}
            choices = {digit: tuple(self._possible(digit, route, size)) for digit, size in sizes.items()}
            choices[Digit.INTENT] = tuple(tuple(Intent).index(intent) for intent in intents)
            for values in pairs(*choices.values()):
                digits = {**dict(zip(choices, values, strict=True)), Digit.ROUTE: route}
                if row := self._row(digits):
                    yield coded(digits), row
                    for strange in range(1, 2 - digits[Digit.ANSWERED]):  # what is strange is never answered
                        yield coded({**digits, Digit.STRANGE: strange}), row | _STRANGE_CELLS

    def _possible(self, digit: Digit, route: int, size: int) -> Iterator[int]:
        """The values that a digit can have by itself."""
        product = PRODUCTS[route]
        whats = _whats(product)
        tellings = [told for kidney in range(UNSTATED + 1) for told in self._kidneys(product, kidney)]
        for value in range(size):
            found: Mapping[Digit, Iterable[object]] = {
                Digit.AGE: self._ages(product, value),
                Digit.KIDNEY: self._kidneys(product, value),
                Digit.CONDITIONS: (one for what in whats for one in self._conditions(what, value)),
                Digit.MEDICINES: (one for told in tellings for one in self._medicines(told, product, value)),
                Digit.LABEL: (1,) if product is not TOPICAL or not value else (),
                Digit.AMOUNT: (1,) if product is not TOPICAL or not value else (),
                Digit.TOLD: (1,) if product is not TOPICAL or not value else (),
            }
            if any(True for _ in found.get(digit, (1,))):
                yield value

    def _row(self, digits: Digits) -> dict[str, object] | None:
        alone = (digit for digit in Digit if digit not in _WITHOUT)
        cells = self._plain(tuple(digits[digit] for digit in alone))
        if cells is None:
            return None
        zones: tuple[Zone | None, ...] = (*Zone, None)
        return self._answered(cells | _words(zone=zones[digits[Digit.ZONE]]), digits)

    def _plainest(self, values: tuple[int, ...]) -> dict[str, object] | None:
        """The plainest row but for its zone and what was acknowledged."""
        digits = dict(zip((digit for digit in Digit if digit not in _WITHOUT), values, strict=True))
        intent, tolerance = tuple(Intent)[digits[Digit.INTENT]], tuple(Tolerance)[digits[Digit.TOLERANCE]]
        route = PRODUCTS[digits[Digit.ROUTE]]
        ages, tellings = self._ages(route, digits[Digit.AGE]), self._kidneys(route, digits[Digit.KIDNEY])
        for what, told in pairs(_whats(route), tellings):
            conditions = self._conditions(what, digits[Digit.CONDITIONS])
            medicines = self._medicines(told, route, digits[Digit.MEDICINES])
            labels = self._labels(what, intent, tolerance, digits[Digit.LABEL])
            for band, condition, medicine, label in pairs(ages, conditions[:1], medicines, labels[:1]):
                amounts = self._amounts(what, intent, band, medicine, digits[Digit.AMOUNT], digits[Digit.TOLD])
                if amounts:
                    cells = self._cells(band, told, condition, medicine, label, amounts)
                    return cells | _asked(what) | _words(intent=intent, tolerance=tolerance)
        return None

    def _cells(
        self,
        band: AgeBand | None,
        told: KidneyTold,
        condition: tuple[Condition, ...] | None,
        medicine: tuple[MedicineClass, ...] | None,
        label: str | None,
        amounts: Amounts,
    ) -> dict[str, object]:
        strength, parts, current, other = amounts
        kidneys, years = self.factors.kidneys(told), self.factors.years(band)
        return {
            "age_years": None if years is None else float(years),
            "kidney": None if told.function is None else str(told.function),
            "kidney_date": kidneys.kidney_date and str(kidneys.kidney_date),
            "as_of": kidneys.as_of and str(kidneys.as_of),
            "conditions": _joined(condition),
            "medicines": _joined(medicine),
            "ingredients": label,
            "elemental_mg": _mg(strength),
            "divides_into": float(parts),
            "current_daily_mg": _mg(current),
            "other_magnesium_mg": _mg(other),
            "hold_days": None,
            "acknowledged": None,
        }

    def _answered(self, row: dict[str, object], digits: Digits) -> dict[str, object] | None:
        """The row, with all that asks for a clinician acknowledged where the state says so."""
        if not digits[Digit.ANSWERED]:
            return row
        decision = decided(read_row(row, self.factors.rulebook), self.factors.rulebook)
        if not isinstance(decision, Consult):
            return None
        asks = (f"{one.rule} [{one.about}]" if one.about else one.rule for one in decision.asks())
        return row | {"acknowledged": SEPARATOR.join(asks)}

    def _ages_of(self, product: Product, digit: int) -> tuple[AgeBand | None, ...]:
        bands = (band for band in AgeBand if self.factors.age(band, product).severity == digit)
        return (None,) if digit == UNSTATED else tuple(bands)

    def _kidneys_of(self, product: Product, digit: int) -> tuple[KidneyTold, ...]:
        functions = (*KidneyFunction, None) if digit == UNSTATED else tuple(KidneyFunction)
        told = [KidneyTold(function=one, band=None, recency=age) for age in _AGES for one in functions]
        if digit == UNSTATED:
            return (told[len(KidneyFunction)],)
        fits = (one for one in told if self.factors.kidney(one, product).severity == digit)
        return tuple({self.factors.alike(one): one for one in reversed(tuple(fits))}.values())

    def _conditions_of(self, what: Form | Topical, digit: int) -> tuple[tuple[Condition, ...] | None, ...]:
        product = plain_capsule(what) if isinstance(what, Form) else what
        sets: tuple[tuple[Condition, ...], ...] = ((), *((one,) for one in Condition))
        fits = (one for one in sets if self.factors.conditions(frozenset(one), product).severity == digit)
        return (None,) if digit == UNSTATED else tuple(fits)

    def _medicines_of(
        self, told: KidneyTold, product: Product, digit: int
    ) -> tuple[tuple[MedicineClass, ...] | None, ...]:
        sets: tuple[tuple[MedicineClass, ...], ...] = ((), *((one,) for one in MedicineClass))
        alike = self.factors.alike(told)
        fits = (one for one in sets if self._severity_of(one, alike, product) == digit)
        if digit == UNSTATED:
            return (None,)
        apart = {self._uncounted(one, product): one for one in reversed(tuple(fits))}
        return tuple(reversed(apart.values()))

    def _uncounted(self, kinds: tuple[MedicineClass, ...], product: Product) -> tuple[int, ...]:
        """How strictly magnesium in these medicines speaks at each age."""
        bands = AgeBand if isinstance(product, Capsule) else ()
        return tuple(self.factors.uncounted(_medicines(kinds), band, product).severity for band in bands)

    def _severity_of(self, kinds: tuple[MedicineClass, ...], told: KidneyTold, product: Product) -> int:
        return self.factors.medicines(_medicines(kinds), told, product).severity

    def _labels_of(
        self, what: Form | Topical, intent: Intent, tolerance: Tolerance, digit: int
    ) -> tuple[str | None, ...]:
        if not isinstance(what, Form):
            return (None,)
        texts = (NOTHING, None, *(spelling.words[0] for spelling in SPELLINGS))
        return tuple(text for text in texts if self._label(text, what, intent, tolerance) == digit)

    def _label(self, text: str | None, form: Form, intent: Intent, tolerance: Tolerance) -> int:
        words = read_ingredients(text)
        ingredients = None if isinstance(words, Unread) else words
        return self.factors.label(ingredients, frozenset(), form, intent, tolerance).severity

    def _amounts_of(
        self,
        what: Form | Topical,
        intent: Intent,
        band: AgeBand | None,
        kinds: tuple[MedicineClass, ...] | None,
        digit: int,
        told: int,
    ) -> Amounts | None:
        """The first amounts that come to this severity, the plainest tried first."""
        amounts = sorted({rule.then for _, rule in self.factors.rulebook.dose_amounts})
        plain = (self.factors.rulebook.dose_amounts[Amount.SUGGESTED_STRENGTH].then, Division.QUARTERS.value)
        if not isinstance(what, Form):
            return (*plain, None, None)
        route = plain_capsule(what)
        needed = self.factors.needs(Fact.PRESENT_AMOUNT, route, intent)
        currents = amounts if needed and not told else (None,)
        form, uncounted = self.factors.alike_form(what), SILENT
        if kinds:
            uncounted = self.factors.uncounted(_medicines(kinds), band, route)
        products = (plain, *pairs(amounts, (division.value for division in Division)))
        for other, (strength, parts), current in pairs((Elemental(0), None, amounts[-1]), products, currents):
            dose = self.factors.dose(Capsule(form=what, elemental=strength, divides_into=parts), intent, None, current)
            load = self.factors.load(dose)
            levels = self.factors.levels(load, other, band, form)
            severity = max(one.severity for one in (dose.says, levels, uncounted))
            if (severity, _told(dose, levels)) == (digit, told):
                return strength, parts, current, other
        return None


def _whats(route: Product) -> tuple[Form | Topical, ...]:
    """What can be taken by a route."""
    return tuple(Form) if isinstance(route, Capsule) else (TOPICAL,)


_AGES: Final = (Recency.UNDATED, Recency.CURRENT, Recency.STALE)


def _told(dose: Dose, levels: Says) -> int:
    """Whether the present amount is stated, as a digit."""
    return 0 if dose.unstated is None else 2 if levels.anyhow else 1


def _medicines(kinds: Iterable[MedicineClass]) -> tuple[Medicine, ...]:
    return tuple(one for kind in kinds if isinstance(one := read_medicine(str(kind)), Medicine))


def _joined(words: Iterable[Word] | None) -> str | None:
    return None if words is None else SEPARATOR.join(map(str, words))


def _mg(amount: Elemental | None) -> float | None:
    return None if amount is None else amount.nanograms / 10**6


def _asked(what: Form | Topical) -> dict[str, object]:
    form = str(what) if isinstance(what, Form) else None
    return {"product": str(Taken.CAPSULE if form else Taken.OIL), "form": form}


def _words(**words: Word | None) -> dict[str, object]:
    return {name: None if word is None else str(word) for name, word in words.items()}


_STRANGE_CELLS: Final[dict[str, object]] = {"hold_days": -1.0}
"""A cell that cannot be read."""


@lru_cache(maxsize=16)
def factors_of(rulebook: Rulebook) -> Factors:
    """The facts of a rulebook, asked once."""
    return Factors(rulebook)


@lru_cache(maxsize=16)
def states_of(rulebook: Rulebook) -> States:
    """The states of a rulebook."""
    return States(factors_of(rulebook))
