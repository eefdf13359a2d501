"""Computes how much elemental magnesium an order gives in a day.

The amount of one unit is read from the names of the product as from a label, or from the strength of its ingredient.
The mass of a salt is never elemental magnesium: it is converted only if the salt has a single share of magnesium, and
the name states no second amount. How a product divides is never guessed: only what nobody divides becomes a capsule.

An order of magnesium alone, swallowed and with a known amount, counts as other magnesium, and not as a medicine. Every
other order of magnesium counts as a medicine. Its amount is the ``magnesium`` of that medicine, if it is known. If the
amount of one order is not known, the total of other magnesium is not known either, so all orders count as medicines. So
no amount counts twice, none is lost, and an order without an amount keeps its question among the medicines.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Final, NamedTuple, final

from alpims_mg.adapters.fhir.code_systems import system_of
from alpims_mg.adapters.fhir.dosages import Dosage, is_zero
from alpims_mg.adapters.fhir.medicine_products import Ingredient, Product
from alpims_mg.adapters.fhir.values import Quantity, mapping, quantity, stated
from alpims_mg.labels.dosage_forms import dosage_form_in
from alpims_mg.labels.label import Label
from alpims_mg.labels.lines import UNKNOWN_SERVING
from alpims_mg.medicines.recognition import recognised
from alpims_mg.medicines.ways_of_giving import given_by
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import MOST_NANOGRAMS, Compound, Elemental, in_mg
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import DosageForm, Form, MedicineClass, MedicineRoute
from alpims_mg.rulebook.labels.words import ELEMENTAL
from alpims_mg.rulebook.record_medicines import (
    ELEMENT_CODES,
    MASS_UNITS,
    MILLILITRES,
    MISSING_AS_NEEDED,
    MISSING_DIVIDING,
    MISSING_DOSE,
    MISSING_FORM,
    MISSING_PHASES,
    MISSING_RANGE,
    MISSING_STRENGTH,
    MISSING_SWALLOWED,
    MISSING_TIMES,
    MISSING_UNIT,
    SALT_DOUBT,
    SOLID_UNITS,
    UNIT_MILLIGRAM,
    UNIT_MILLILITRE,
    UNIT_SOLID,
)

_MAGNESIUM: Final = frozenset({MedicineClass.MAGNESIUM_MEDICINE})
_UNDIVIDED: Final = (DosageForm.SOFTGEL, DosageForm.MODIFIED_RELEASE, DosageForm.ENTERIC_COATED)
_AMOUNT: Final = re.compile(r"\d\s*(?:mg|mcg|µg|ug|g|mmol|meq|mval|ml|l|%)(?![a-z])", re.IGNORECASE)
_SMALLEST_STEP: Final = 1000
_SHOWN_STEP: Final = 100_000
"""A tenth of a milligram, in nanograms."""
_MOST_UNITS: Final = 10**6
_QUARTERS: Final = 4
_LONGEST_NAME: Final = 300
"""A longer name states no strength."""


@final
class Strength(NamedTuple):
    """The elemental magnesium in one unit, a tablet or a millilitre, in nanograms. ``mass`` is the amount as stated.

    ``least`` and ``most`` differ if the salt does not say how much magnesium it holds.
    """

    unit: str
    least: Fraction
    most: Fraction
    mass: Fraction
    from_salt: bool
    form: Form | None


@final
class DailyMagnesium(NamedTuple):
    """What an order says of its magnesium. The first parts are those of ``MagnesiumOrder``.

    ``is_alone`` is true if the product holds no other medicine. ``counts_alone`` is true if its amount counts as other
    magnesium.
    """

    capsule: Capsule | None
    daily: Elemental | None
    missing: tuple[str, ...]
    doubts: tuple[str, ...]
    is_alone: bool

    @property
    def counts_alone(self) -> bool:
        """Whether the amount counts as other magnesium, and not as that of a medicine."""
        return self.is_alone and self.daily is not None

    @property
    def leaves_total_known(self) -> bool:
        """Whether the amount is known, or counts in no total, as on the skin."""
        return self.daily is not None or MISSING_SWALLOWED in self.missing


def gives_magnesium(medicine: Medicine) -> bool:
    """Whether a medicine holds magnesium, or some products with its name do.

    >>> gives_magnesium(Medicine(name="Milk of magnesia")), gives_magnesium(Medicine(name="digoxin"))
    (True, False)
    """
    return MedicineClass.MAGNESIUM_MEDICINE in recognised(medicine).classes


def is_magnesium_alone(medicine: Medicine) -> bool:
    """Whether a medicine is magnesium and nothing else. Words such as "elemental" make no difference.

    >>> is_magnesium_alone(Medicine(name="Magnesium oxide")), is_magnesium_alone(Medicine(name="Magnesium and zinc"))
    (True, False)
    """
    found = recognised(medicine)
    is_known = all(word in ELEMENTAL for word in found.not_recognised)
    return found.classes - {MedicineClass.UNRECOGNISED} == _MAGNESIUM and is_known


def magnesium_of(dosages: tuple[Dosage, ...], product: Product, medicine: Medicine) -> DailyMagnesium:
    """What an order says of its magnesium.

    >>> from datetime import date
    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> from alpims_mg.adapters.fhir.medicine_products import product_of
    >>> timing = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}
    >>> dosage = Dosage({"timing": timing, "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}]})
    >>> name = {"text": "Magnesium oxide 400 MG Oral Tablet"}
    >>> order = {"resourceType": "MedicationRequest", "medicationCodeableConcept": name}
    >>> record = open_record(order, today=date(2026, 3, 1))
    >>> product = product_of(record.of("MedicationRequest")[0], record, None)
    >>> found = magnesium_of((dosage,), product, Medicine(name="Magnesium oxide"))
    >>> str(found.daily)
    '241.216 mg elemental'
    """
    if given_by(medicine) is MedicineRoute.OTHER:
        return DailyMagnesium(None, None, (MISSING_SWALLOWED,), (), is_alone=False)
    if medicine.magnesium is not None:
        return DailyMagnesium(None, medicine.magnesium, (), (), is_alone=False)
    is_alone = is_magnesium_alone(medicine)
    strength = _strength(product)
    each = strength or _of_one_mg(product)
    missing: list[str] = []
    daily = _daily(dosages, each, missing)
    capsule = _capsule(product, strength, missing) if is_alone else None
    doubts = (SALT_DOUBT,) if daily is not None and each is not None and each.from_salt else ()
    return DailyMagnesium(capsule, daily, tuple(dict.fromkeys(missing)), doubts, is_alone)


def total_magnesium(stated_amounts: Iterable[tuple[str, DailyMagnesium]]) -> Elemental | None:
    """The sum of the amounts that count as other magnesium. None if there is none.

    Each amount comes with the words of its product. Equal ones, such as those of refills, count once.

    >>> refill = ("Magnesium oxide", DailyMagnesium(None, Elemental.mg(200), (), (), True))
    >>> total_magnesium([refill, refill])
    Elemental.mg('200')
    """
    amounts = {(words.casefold(), found.capsule, found.daily) for words, found in stated_amounts if found.counts_alone}
    total = sum(daily.nanograms for _, _, daily in amounts if daily is not None)
    return Elemental(nanograms=min(total, MOST_NANOGRAMS - 1)) if amounts else None


def _strength(product: Product) -> Strength | None:
    """The one strength that a product states. An amount of magnesium itself comes before the mass of a salt."""
    found = frozenset(_strengths(product))
    exact = frozenset(strength for strength in found if not strength.from_salt) or found
    return next(iter(exact)) if len(exact) == 1 else None


def _strengths(product: Product) -> Iterator[Strength]:
    """The strengths that the names and the ingredients of a product state."""
    for name in product.names:
        if len(name) <= _LONGEST_NAME:
            yield from _in_name(name)
    named = [one for one in product.ingredients if any(gives_magnesium(Medicine(name=word)) for word in one.words)]
    if len(named) == 1 and (strength := _of_ingredient(named[0])) is not None:
        yield strength


@lru_cache(maxsize=1024)
def _in_name(name: str) -> tuple[Strength, ...]:
    """The strength that the name of a product states, as a label would state it. Empty if it states none clearly."""
    label = Label.from_text(name)
    read = [
        (serving, least, most, mass)
        for serving in label.servings
        if (least := serving.elemental or serving.elemental_least)
        and (most := serving.elemental or serving.elemental_most)
        and (mass := serving.elemental or serving.compound)
    ]
    if len(read) != 1:
        return ()
    serving, least, most, mass = read[0]
    words = serving.words.casefold()
    has_unit = serving.capsules is not None or words in (UNKNOWN_SERVING, *MILLILITRES)
    if not has_unit or (serving.elemental is None and len(_AMOUNT.findall(name)) > 1):
        return ()
    count = serving.capsules or 1
    forms = {source.form for source in label.sources}
    return (
        Strength(
            unit=UNIT_MILLILITRE if words in MILLILITRES else UNIT_SOLID,
            least=Fraction(least.nanograms, count),
            most=Fraction(most.nanograms, count),
            mass=Fraction(mass.nanograms, count),
            from_salt=serving.elemental is None,
            form=forms.pop() if len(forms) == 1 else None,
        ),
    )


@lru_cache(maxsize=1024)
def _of_mass(nanograms: int, words: str) -> Strength | None:
    """The strength of one unit that holds this mass of what the words name. None if that is not clear."""
    if _AMOUNT.search(words) or len(words) > _LONGEST_NAME or not 0 < nanograms < MOST_NANOGRAMS:
        return None
    found = _in_name(f"One tablet contains {in_mg(nanograms)} mg {words}")
    return found[0] if found else None


def _of_one_mg(product: Product) -> Strength | None:
    """The strength of one milligram of what the names say, for doses that are stated as a mass."""
    found = frozenset(filter(None, (_of_mass(MASS_UNITS["mg"], name) for name in product.names)))
    return next(iter(found))._replace(unit=UNIT_MILLIGRAM) if len(found) == 1 else None


def _of_ingredient(ingredient: Ingredient) -> Strength | None:
    """The strength that an ingredient states: a mass for one tablet or another unit, or for millilitres."""
    ratio = mapping(ingredient.strength)
    numerator = quantity(stated(ratio, "numerator")) or quantity(ratio)
    denominator = quantity(stated(ratio, "denominator"))
    mass = None if numerator is None else _mass(numerator)
    if mass is None or (denominator is not None and denominator.value <= 0):
        return None
    unit = UNIT_SOLID if denominator is None else _unit(denominator)
    if unit is None:
        return None
    one = Fraction(mass) if denominator is None else Fraction(mass) / Fraction(denominator.value)
    is_element = any(
        coding.code in ELEMENT_CODES.get(system, ())
        for coding in ingredient.codes
        if (system := system_of(coding.system)) is not None
    )
    if is_element:
        return Strength(unit, one, one, one, from_salt=False, form=None)
    known = (_of_mass(int(one), words) for words in ingredient.words) if one.denominator == 1 else ()
    found = next(filter(None, known), None)
    return None if found is None else found._replace(unit=unit)


def _mass(amount: Quantity) -> int | None:
    """A mass in nanograms. None if the quantity is no exact mass."""
    factor = next((MASS_UNITS[word] for word in _unit_words(amount) if word in MASS_UNITS), None)
    if factor is None or amount.comparator:
        return None
    nanograms = amount.value * factor
    return int(nanograms) if 0 < nanograms < MOST_NANOGRAMS and nanograms == int(nanograms) else None


def _unit(amount: Quantity) -> str | None:
    """The unit of a quantity that counts tablets or other units, or millilitres. None if it is another one."""
    words = _unit_words(amount)
    if any(word in MILLILITRES for word in words):
        return UNIT_MILLILITRE
    return UNIT_SOLID if any(word in SOLID_UNITS for word in words) else None


def _unit_words(amount: Quantity) -> tuple[str, ...]:
    return tuple(filter(None, (amount.code.casefold(), amount.unit.casefold())))


def _daily(dosages: tuple[Dosage, ...], strength: Strength | None, missing: list[str]) -> Elemental | None:
    """The elemental magnesium of a day, rounded up to a nanogram. What is missing for it is added to ``missing``."""
    taken = [dosage for dosage in dosages if not is_zero(dosage)]
    doses = [dosage.dose for dosage in taken]
    times = [dosage.times for dosage in taken]
    if not taken or None in doses:
        missing.append(MISSING_DOSE)
    if len({dosage.sequence for dosage in taken}) > 1:
        missing.append(MISSING_PHASES)
    if any(dosage.is_as_needed for dosage in taken):
        missing.append(MISSING_AS_NEEDED)
    if None in times:
        missing.append(MISSING_TIMES)
    amounts = [Fraction(0) if dose is None else _amount(dose, strength, missing) for dose in doses]
    total = sum((amount * (often or 0) for amount, often in zip(amounts, times, strict=True)), Fraction(0))
    if missing:
        return None
    nanograms = -(-total.numerator // total.denominator)
    if not 0 < nanograms < MOST_NANOGRAMS:
        missing.append(MISSING_DOSE)
        return None
    return Elemental(nanograms=nanograms)


def _amount(dose: Quantity, strength: Strength | None, missing: list[str]) -> Fraction:
    """The nanograms of elemental magnesium in one dose. 0 if they cannot be computed: ``missing`` says why."""
    if strength is None:
        missing.append(MISSING_STRENGTH)
        return Fraction(0)
    if strength.least != strength.most:
        # Rounded so that the range only grows.
        least, most = floor(strength.least / _SHOWN_STEP), ceil(strength.most / _SHOWN_STEP)
        shown = (Elemental(nanograms=tenths * _SHOWN_STEP).format_mg() for tenths in (least, most))
        missing.append(MISSING_RANGE.format(least=next(shown), most=next(shown)))
        return Fraction(0)
    mass = _mass(dose)
    if mass is not None:
        count = mass / strength.mass
    elif _unit(dose) == strength.unit and not dose.comparator:
        count = Fraction(dose.value)
    else:
        count = Fraction(0)
    is_part = strength.unit == UNIT_SOLID and (count * _QUARTERS).denominator != 1
    if not 0 < count <= _MOST_UNITS or is_part:
        missing.append(MISSING_UNIT)
        return Fraction(0)
    return count * strength.least


def _capsule(product: Product, strength: Strength | None, missing: list[str]) -> Capsule | None:
    """The product as a capsule, if the record says enough. What is missing for it is added to ``missing``."""
    if strength is None or strength.unit != UNIT_SOLID or strength.least != strength.most:
        if not any(text.startswith(MISSING_STRENGTH) for text in missing):
            missing.append(MISSING_STRENGTH)
        return None
    dosage_form = dosage_form_in("\n".join((*product.names, product.form_words)))
    if strength.form is None:
        missing.append(MISSING_FORM)
    if dosage_form not in _UNDIVIDED:
        missing.append(MISSING_DIVIDING)
    is_exact = strength.least.denominator == 1 and strength.least > 0 and strength.least % _SMALLEST_STEP == 0
    if strength.form is None or dosage_form not in _UNDIVIDED or not is_exact:
        return None
    return Capsule(
        form=strength.form,
        elemental=Elemental(nanograms=int(strength.least)),
        divides_into=1,
        compound=Compound(nanograms=int(strength.mass)) if strength.from_salt else None,
        dosage_form=dosage_form,
    )
