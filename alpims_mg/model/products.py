"""What is taken: a capsule with its exact strength, or topical magnesium."""

from collections.abc import Iterable
from typing import final

import attrs

from alpims_mg._internal.validation import a_member, a_text, an_instance, as_tuple, check_each, short_repr
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.quantities import Compound, Elemental, Portion
from alpims_mg.model.vocabulary import Form, Route, Vehicle

_NANOGRAMS_PRINTED = 1000
_DIVISIONS = (1, 2, 4)


def _ingredients(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if values is None else as_tuple(values)


@final
@attrs.frozen(kw_only=True)
class Capsule:
    """One product, as its label says.

    ``elemental`` is the elemental magnesium of one whole capsule or tablet, never the mass of the salt.
    ``divides_into`` says how finely it can be divided: 4 quarters, 2 halves, or 1 when not at all. There is no
    default, since a guess here is a dose. ``ingredients`` are those named beside the magnesium; None means that
    the label was not read, an empty list that it names none. ``compound`` is the mass of the salt in one capsule,
    where the label states it too: it is never a dose, only held against ``elemental``.

    Raises: ``InvalidInputError`` with every fault.
    """

    form: Form
    elemental: Elemental
    divides_into: int
    ingredients: tuple[str, ...] | None = attrs.field(default=None, converter=_ingredients)
    compound: Compound | None = None

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("form", self.form, Form),
                _printed_strength(self.elemental),
                _division(self.divides_into),
                *(() if self.ingredients is None else check_each("ingredients", self.ingredients, _ingredient)),
                _salt_mass(self.compound),
            )
        )

    @property
    def route(self) -> Route:
        """Always by capsule."""
        return Route.CAPSULE

    @property
    def unit(self) -> Portion:
        """The smallest portion that the product divides into."""
        return Portion(quarters=4 // self.divides_into)

    def __str__(self) -> str:
        parts = "cannot be divided" if self.divides_into == 1 else f"divides into {self.divides_into}"
        return f"{self.form} capsule, {self.elemental} each, {parts}"


@final
@attrs.frozen(kw_only=True)
class Topical:
    """Magnesium for the skin. It counts as 0 mg towards any total: its absorption is not established."""

    vehicle: Vehicle

    def __attrs_post_init__(self) -> None:
        raise_if_any((a_member("vehicle", self.vehicle, Vehicle),))

    @property
    def route(self) -> Route:
        """Always topical."""
        return Route.TOPICAL

    def __str__(self) -> str:
        return f"topical magnesium, {self.vehicle}"


Product = Capsule | Topical


def _printed_strength(dose: object) -> Fault | None:
    if fault := an_instance("elemental", dose, Elemental, example="Elemental.mg(100)"):
        return fault
    if isinstance(dose, Elemental) and (dose.nanograms == 0 or dose.nanograms % _NANOGRAMS_PRINTED):
        expected = "a whole number of 0.001 mg above zero, as printed on the label"
        return Fault(path="elemental", expected=expected, actual=str(dose), fix="take the strength of one capsule")
    return None


def _salt_mass(mass: object) -> Fault | None:
    if isinstance(mass, Compound) and mass.nanograms == 0:
        expected = "the mass of the salt in one capsule, above zero"
        return Fault(
            path="compound", expected=expected, actual=str(mass), fix="leave it out where the label does not say"
        )
    return an_instance("compound", mass, Compound, example="Compound.mg(500)", optional=True)


def _division(parts: object) -> Fault | None:
    if type(parts) is int and parts in _DIVISIONS:
        return None
    expected = "4 (quarters), 2 (halves) or 1 (cannot be divided)"
    return Fault(
        path="divides_into", expected=expected, actual=short_repr(parts), fix="say how finely the product divides"
    )


def _ingredient(path: str, value: object) -> Fault | None:
    return a_text(path, value, example="hypromellose")
