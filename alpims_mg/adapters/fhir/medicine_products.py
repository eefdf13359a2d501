"""Reads which medicine an order means: its name, its codes, its dose form and its ingredients.

The medicine is stated in the order itself, or in a Medication that the order contains or refers to. The display text
of a reference counts only if nothing better is there. A Medication that an order uses has no line of its own in a
reading: it is part of the order.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, NamedTuple, final

from alpims_mg._internal.caching import remembered, remembered_if
from alpims_mg.adapters.fhir.bundles import Entry, Record
from alpims_mg.adapters.fhir.dosages import Dosage
from alpims_mg.adapters.fhir.medicine_codes import atc_codes, dose_form_in, route_in, rxnorm_codes
from alpims_mg.adapters.fhir.statements import sentences
from alpims_mg.adapters.fhir.translations import Translate, translated
from alpims_mg.adapters.fhir.values import (
    Coding,
    code_of,
    codings,
    concept_words,
    is_absent,
    items,
    mapping,
    stated,
    text_of,
)
from alpims_mg.medicines.recognition import recognised
from alpims_mg.model.medicine_texts import LONGEST_NAME, a_medicine_name
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import MedicineClass
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.rulebook.record_medicines import (
    CUT_DOUBT,
    PRODUCT_IN_ERROR_DOUBT,
    REFERENCE_DOUBT,
    RecordRoute,
)

_MOST_INGREDIENTS: Final = 50
_DEEPEST: Final = 3
_LONGEST_KEPT: Final = 300
"""The most codes and characters of a product whose medicine is remembered."""
_UNKNOWN: Final = frozenset({MedicineClass.UNRECOGNISED})
_PLUS: Final = " + "
_SLASH: Final = " / "


@final
class Ingredient(NamedTuple):
    """One active ingredient of a product. ``strength`` is the FHIR value of its strength."""

    codes: tuple[Coding, ...]
    words: tuple[str, ...]
    strength: Any


@final
class Product(NamedTuple):
    """The medicine of an order.

    ``medicine`` is None if the record does not say which one it is. ``codes`` are those of the product itself, and
    ``names`` its names in the record. ``words`` describe it for people. ``is_cut`` is true if a name was too long.
    """

    medicine: Medicine | None
    codes: tuple[Coding, ...]
    names: tuple[str, ...]
    words: str
    ingredients: tuple[Ingredient, ...]
    form: RecordRoute | None
    form_words: str
    doubts: tuple[str, ...]
    is_cut: bool
    used: tuple[str, ...]
    """The references of the Medications that it was read from."""


def product_of(entry: Entry, record: Record, translate: Translate | None) -> Product:
    """The product of an order, a statement, a dispense or an administration, or of a Medication itself.

    >>> from datetime import date
    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> order = {"resourceType": "MedicationRequest", "medicationCodeableConcept": {"text": "Digoxin 0.125 mg"}}
    >>> record = open_record(order, today=date(2026, 3, 1))
    >>> print(product_of(record.of("MedicationRequest")[0], record, None).medicine)
    Digoxin 0.125 mg
    """
    concept, reference = _stated_product(entry)
    target = _target(entry, reference, record)
    body = mapping(None if target is None else target.body)
    concepts = _concepts(concept, target)
    ingredients = tuple(_ingredients(target, record, ())) if target else ()
    codes = _codes(concepts)
    raw = [*(mapping(one).get("text") for one in concepts), *(coding.display for coding in codes)]
    texts = (text_of(stated(mapping(one), "text")) for one in concepts)
    names = _names((*(coding.display for coding in codes), *texts))
    shown = _names((text_of(mapping(reference).get("display")),)) if reference else ()
    is_wrong = False
    if not (names or ingredients or atc_codes(codes) or rxnorm_codes(codes)):
        names = shown
    elif shown:
        is_wrong = _is_other(shown, names, ingredients)
    medicine, is_cut = _medicine(codes, names, ingredients, translate)
    is_cut = is_cut or any(isinstance(text, str) and len(text) > LONGEST_NAME for text in raw)
    is_cut = is_cut or len(items(body.get("ingredient"))) > _MOST_INGREDIENTS
    form = stated(body, "form") or stated(body, "doseForm")
    ingredient_words = (words for one in ingredients for words in one.words[:1])
    words = dict.fromkeys((*names, *ingredient_words, *shown, *(concept_words(one) for one in concepts)))
    return Product(
        medicine=medicine,
        codes=codes,
        names=names,
        words=_SLASH.join(filter(None, words))[:LONGEST_NAME],
        ingredients=ingredients,
        form=dose_form_in(form) if form else None,
        form_words=concept_words(form) if form else "",
        doubts=sentences(
            PRODUCT_IN_ERROR_DOUBT if code_of(body.get("status")) == "entered-in-error" else None,
            REFERENCE_DOUBT if is_wrong else None,
            CUT_DOUBT if is_cut else None,
        ),
        is_cut=is_cut,
        used=() if target is None else (target.reference, *_used(target, record, ())),
    )


def _target(entry: Entry, reference: Any, record: Record) -> Entry | None:
    """The Medication that an order refers to, or that the entry is. None if there is none."""
    if entry.type == "Medication":
        return entry
    target = record.resolve(reference, entry) if reference else None
    return target if target is not None and target.type == "Medication" else None


def _concepts(concept: Any, target: Entry | None) -> tuple[Any, ...]:
    """The concepts that name a product, in its order and in the Medication that the order refers to."""
    found = (concept, None if target is None else stated(target.body, "code"))
    return tuple(one for one in found if one is not None and not is_absent(one))


def _codes(concepts: tuple[Any, ...]) -> tuple[Coding, ...]:
    return tuple(dict.fromkeys(coding for one in concepts for coding in codings(one)))


def route_of(dosages: tuple[Dosage, ...], product: Product) -> RecordRoute | None:
    """How an order says that its medicine is given: by its route, else by the dose form. None if neither says so.

    >>> nameless = Product(None, (), (), "", (), None, "", (), False, ())
    >>> print(route_of((Dosage({"route": {"text": "IV"}}),), nameless))
    vein-or-muscle
    """
    ways = {way for dosage in dosages if (way := route_in(stated(dosage.body, "route"))) is not None}
    if not ways:
        return product.form
    if RecordRoute.SWALLOWED in ways:
        return RecordRoute.SWALLOWED
    if RecordRoute.UNCLEAR in ways:
        return RecordRoute.UNCLEAR
    return RecordRoute.VEIN_OR_MUSCLE if RecordRoute.VEIN_OR_MUSCLE in ways else RecordRoute.OUTSIDE_THE_GUT


def _stated_product(entry: Entry) -> tuple[Any, Any]:
    """The concept and the reference of the medicine of an order, in R4 or R5. Each is None if it is not stated."""
    choice = mapping(stated(entry.body, "medication"))
    concept = stated(entry.body, "medicationCodeableConcept") or stated(choice, "concept")
    return concept, stated(entry.body, "medicationReference") or stated(choice, "reference")


def _stated_item(ingredient: Any) -> tuple[Any, Any]:
    """The concept and the reference of an ingredient, in R4 or R5."""
    choice = mapping(stated(ingredient, "item"))
    concept = stated(ingredient, "itemCodeableConcept") or stated(choice, "concept")
    return concept, stated(ingredient, "itemReference") or stated(choice, "reference")


def _parts(medication: Entry) -> Iterator[Any]:
    """The ingredients of a Medication, without those that it says are not active."""
    listed = map(mapping, islice(items(medication.body.get("ingredient")), _MOST_INGREDIENTS))
    return (part for part in listed if part.get("isActive") is not False)


def _ingredients(medication: Entry, record: Record, above: tuple[str, ...]) -> Iterator[Ingredient]:
    """The ingredients of a Medication, and of the Medications that it is made from, to a depth of three."""
    for part in _parts(medication):
        concept, reference = _stated_item(part)
        strength = next((part[key] for key in _STRENGTHS if key in part), None)
        inner = record.resolve(reference, medication)
        if inner is not None and inner.type == "Medication" and inner.reference not in above and len(above) < _DEEPEST:
            codes = codings(stated(inner.body, "code"))
            words = _names((text_of(stated(mapping(inner.body.get("code")), "text")), *(one.display for one in codes)))
            if codes or words:
                yield Ingredient(codes, words, strength)
            yield from _ingredients(inner, record, (*above, medication.reference))
            continue
        codes = codings(concept)
        shown = (text_of(mapping(reference).get("display")),)
        words = _names((text_of(stated(mapping(concept), "text")), *(one.display for one in codes))) or _names(shown)
        if codes or words:
            yield Ingredient(codes, words, strength)


_STRENGTHS: Final = ("strength", "strengthRatio", "strengthQuantity")


def _used(medication: Entry, record: Record, above: tuple[str, ...]) -> Iterator[str]:
    """The references of the Medications that a Medication is made from."""
    for part in _parts(medication):
        inner = record.resolve(_stated_item(part)[1], medication)
        if inner is not None and inner.type == "Medication" and inner.reference not in above and len(above) < _DEEPEST:
            yield inner.reference
            yield from _used(inner, record, (*above, medication.reference))


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that can be the name of a medicine, each once."""
    return tuple(dict.fromkeys(text for text in texts if text and _is_name(text)))


@remembered
def _is_name(text: str) -> bool:
    return a_medicine_name("name", text) is None


def _is_other(shown: tuple[str, ...], names: tuple[str, ...], ingredients: tuple[Ingredient, ...]) -> bool:
    """Whether the display text of a reference names something that the product does not."""
    own = (*names, *(words for one in ingredients for words in one.words))
    if not own or shown[0].casefold() in {name.casefold() for name in own}:
        return False
    found = set(recognised(Medicine(name=shown[0])).recognised)
    return not any(found & set(recognised(Medicine(name=name)).recognised) for name in own)


def _medicine(
    codes: tuple[Coding, ...],
    names: tuple[str, ...],
    ingredients: tuple[Ingredient, ...],
    translate: Translate | None,
) -> tuple[Medicine | None, bool]:
    """The medicine of a product, and whether its name had to be cut. None if nothing says what it is."""
    for coding in codes:
        if (meant := translated(translate, coding, Medicine)) is not None:
            return meant, False
    all_codes = (*codes, *(coding for one in ingredients for coding in one.codes))
    atc, rxnorm = atc_codes(all_codes), rxnorm_codes(all_codes)
    known = _Known(
        atc=atc,
        rxnorm=rxnorm,
        own_atc=atc_codes(codes) if len(ingredients) > 1 else atc,
        own_rxnorm=rxnorm_codes(codes) if len(ingredients) > 1 else rxnorm,
        names=names,
        ingredients=tuple(one.words[0] for one in ingredients if one.words),
    )
    medicine, is_long = _recognised(known)
    if medicine is None:
        code = next((coding.code for coding in all_codes if coding.code), "")
        return (Medicine(name=f"code {code}"[:LONGEST_NAME]) if code else None), False
    return medicine, is_long


@final
class _Known(NamedTuple):
    """What is known of a product: all codes, those of the product or of its only ingredient, and the names."""

    atc: tuple[str, ...]
    rxnorm: tuple[str, ...]
    own_atc: tuple[str, ...]
    own_rxnorm: tuple[str, ...]
    names: tuple[str, ...]
    ingredients: tuple[str, ...]


def _is_short(known: _Known) -> bool:
    return sum(map(len, (*known.names, *known.ingredients))) + len(known.atc) <= _LONGEST_KEPT


@remembered_if(_is_short, entries=1024)
def _recognised(known: _Known) -> tuple[Medicine | None, bool]:
    """The medicine whose classes include those of each of these codes, names and ingredients. None if there is none."""
    atc, rxnorm = next(iter(known.own_atc), None), next(iter(known.own_rxnorm), None)
    parts = _name_parts(known)
    covered = frozenset[MedicineClass]()
    if parts or atc or rxnorm:
        name = _PLUS.join(parts)[:LONGEST_NAME] or None
        covered = recognised(Medicine(name=name, atc=atc, rxnorm=rxnorm)).classes
    others = (*(Medicine(atc=code) for code in known.atc), *(Medicine(rxnorm=code) for code in known.rxnorm))
    for other in others:
        missing = recognised(other).classes - covered - _UNKNOWN
        parts += [name for name in map(_class_name, sorted(missing, key=str)) if name]
        covered |= missing
    name = _PLUS.join(parts)
    if not (name or atc or rxnorm):
        return None, False
    return Medicine(name=name[:LONGEST_NAME] or None, atc=atc, rxnorm=rxnorm), len(name) > LONGEST_NAME


def _name_parts(known: _Known) -> list[str]:
    """The best name of a product, and whatever else its other names and its ingredients say."""
    found = {name: recognised(Medicine(name=name)) for name in known.names}
    names = sorted(found, key=lambda name: (not found[name].recognised, len(found[name].not_recognised)))
    parts = names[:1]
    covered = frozenset[MedicineClass]().union(*(found[name].classes for name in parts))
    for name in known.names:
        if name not in parts and found[name].classes - covered - _UNKNOWN:
            parts.append(name)
            covered |= found[name].classes
    for name in known.ingredients:
        classes = recognised(Medicine(name=name)).classes
        is_unknown = MedicineClass.UNRECOGNISED in classes and not known.own_atc and not known.own_rxnorm
        if (classes - covered or is_unknown) and name.casefold() not in _PLUS.join(parts).casefold():
            parts.append(name)
            covered |= classes
    return parts


def _class_name(kind: MedicineClass) -> str | None:
    return next((row.names[0] for row in RECOGNITIONS if row.medicine is kind and row.names), None)
