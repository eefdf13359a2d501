"""The two kinds of product: ``Capsule``, with its exact strength, and ``Topical``."""

from collections.abc import Iterable
from typing import final

import attrs

from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.messages import Message, say, word
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, a_text, as_tuple, check_each, short_repr
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.quantities import Compound, Elemental, Portion, a_mass
from alpims_mg.model.vocabulary import CAPSULE_UNIT, DosageForm, Form, Route, Vehicle

_SMALLEST_PRINTED_NANOGRAMS = 1000
_UNITS = {1: Portion.WHOLE, 2: Portion.HALF, 4: Portion.QUARTER}


MOST_INGREDIENTS = 500
LONGEST_INGREDIENT = 300
"""The largest number of ingredients, and the largest number of characters in one."""


def _ingredients(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if values is None else as_tuple(values, most=MOST_INGREDIENTS)


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Capsule(Displayed):
    """One capsule or tablet, as its label states it.

    ``elemental`` is the elemental magnesium in one whole capsule, never the mass of the salt. ``divides_into`` is the
    number of equal parts that the capsule can be divided into: 4 for quarters, 2 for halves, 1 for no division. It has
    no default, because a wrong guess would be a wrong dose. ``ingredients`` are the ingredients on the label in
    addition to the magnesium, at most 500 of at most 300 characters. None means that the label was not read. An empty
    list means that the label names none.
    ``compound`` is the mass of the salt in one capsule, if the label states that mass. No dose uses ``compound``: it is
    only compared with ``elemental``. ``dosage_form`` is the kind of thing that is swallowed, for example a softgel. It
    decides whether the product may be divided at all. None means that it is not stated.

    Raises: ``InvalidInputError`` with every fault.

    >>> print(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=1, dosage_form=DosageForm.SOFTGEL))
    glycinate softgel, 100 mg elemental each, cannot be divided
    """

    form: Form
    elemental: Elemental
    divides_into: int
    ingredients: tuple[str, ...] | None = attrs.field(default=None, converter=_ingredients)
    compound: Compound | None = None
    dosage_form: DosageForm | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("form", self.form, Form),
                _strength_fault(self.elemental),
                _division_fault(self.divides_into),
                *ingredient_faults(self.ingredients),
                _salt_mass_fault(self.compound),
                a_member("dosage_form", self.dosage_form, DosageForm, optional=True),
            )
        )

    @property
    def route(self) -> Route:
        """Always ``Route.CAPSULE``."""
        return Route.CAPSULE

    @property
    def unit(self) -> Portion:
        """The smallest portion of this capsule: a quarter, a half or a whole capsule, according to ``divides_into``."""
        return _UNITS[self.divides_into]

    @property
    def noun(self) -> str:
        """The word for one unit of this product: "capsule", "tablet", "softgel" or, of a powder, "measure"."""
        return CAPSULE_UNIT if self.dosage_form is None else self.dosage_form.unit

    def words(self) -> Message:
        """The form, the kind of product, its strength and into what it divides."""
        values: dict[str, object] = {
            "form": word("Form", self.form),
            "noun": word("noun", "capsule" if self.dosage_form is None else self.dosage_form.noun),
            "mg": self.elemental.format_mg(),
        }
        if self.divides_into == 1:
            return say("view.product", "{form} {noun}, {mg} mg elemental each, cannot be divided", **values)
        return say(
            "view.product",
            "{form} {noun}, {mg} mg elemental each, divides into {parts}",
            parts=self.divides_into,
            **values,
        )

    def __str__(self) -> str:
        return str(self.words())


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Topical(Displayed):
    """A magnesium product for the skin.

    ``vehicle`` is its kind, such as an oil. The product counts as 0 mg in every total, because its absorption is not
    established. ``ingredients`` are the ingredients on the label, at most 500 of at most 300 characters. None means
    that the label was not read. An empty list means that the label names none in addition to the magnesium.

    Raises: ``InvalidInputError`` with every fault.

    >>> Topical(vehicle=Vehicle.CREAM, ingredients=["water", "parfum"]).ingredients
    ('water', 'parfum')
    """

    vehicle: Vehicle
    ingredients: tuple[str, ...] | None = attrs.field(default=None, converter=_ingredients)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("vehicle", self.vehicle, Vehicle),
                *ingredient_faults(self.ingredients),
            )
        )

    @property
    def route(self) -> Route:
        """Always ``Route.TOPICAL``."""
        return Route.TOPICAL

    def words(self) -> Message:
        """That it is for the skin, and its kind."""
        return say("view.product", "topical magnesium, {vehicle}", vehicle=word("Vehicle", self.vehicle))

    def __str__(self) -> str:
        return str(self.words())


Product = Capsule | Topical


def _strength_fault(strength: object) -> Fault | None:
    if fault := a_mass("elemental", strength, Elemental, example=100):
        return fault
    if isinstance(strength, Elemental) and (
        strength.nanograms == 0 or strength.nanograms % _SMALLEST_PRINTED_NANOGRAMS
    ):
        expected, fix = (
            "a whole number of 0.001 mg above zero",
            "state the strength of one capsule as its label prints it",
        )
        return Fault(path="elemental", expected=expected, actual=str(strength), fix=fix)
    return None


def _salt_mass_fault(mass: object) -> Fault | None:
    if isinstance(mass, Compound) and mass.nanograms == 0:
        expected, fix = "the mass of the salt in one capsule, above zero", "leave it out if the label does not state it"
        return Fault(path="compound", expected=expected, actual=str(mass), fix=fix)
    return a_mass("compound", mass, Compound, example=500, optional=True)


def _division_fault(parts: object) -> Fault | None:
    if type(parts) is int and parts in _UNITS:
        return None
    expected = "4 (quarters), 2 (halves) or 1 (cannot be divided)"
    written = {str(number): number for number in _UNITS}.get(parts) if isinstance(parts, str) else None
    fix = f"write {written}" if written else "state how finely the product divides"
    return Fault(path="divides_into", expected=expected, actual=short_repr(parts), fix=fix)


def ingredient_faults(ingredients: object) -> Iterable[Fault | None]:
    """Check a list of ingredients, which may be None. The result has a fault for each one that is no printable text."""
    if ingredients is None:
        return ()
    return check_each("ingredients", ingredients, _ingredient, most=MOST_INGREDIENTS)


def _ingredient(path: str, value: object) -> Fault | None:
    return a_text(path, value, example="hypromellose", most=LONGEST_INGREDIENT)
