"""Products: a capsule states exactly what it contains and how it divides."""

from decimal import Decimal
from typing import Any

import attrs
import pytest
from units.builders import capsule, faults_of, paths_of

from alpims_mg import Capsule, Compound, Elemental, Form, InvalidInputError, Portion, Route, Topical, Vehicle

VALID: Any = {"form": Form.GLYCINATE, "elemental": Elemental.mg(100), "divides_into": 4}


@pytest.mark.parametrize(("parts", "unit"), [(4, Portion.QUARTER), (2, Portion.HALF), (1, Portion.WHOLE)])
def test_the_unit_is_the_smallest_portion_of_the_product(parts: int, unit: Portion) -> None:
    assert capsule(100, parts).unit == unit


def test_a_capsule_must_state_how_it_divides() -> None:
    with pytest.raises(TypeError, match="divides_into"):
        Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100))  # type: ignore[call-arg]


@pytest.mark.parametrize("parts", [0, 3, 8, -4, 4.0, "4", True, None])
def test_a_product_divides_into_quarters_halves_or_not_at_all(parts: Any) -> None:
    (fault,) = faults_of(Capsule, **VALID | {"divides_into": parts})
    assert fault.path == "divides_into"
    assert fault.expected == "4 (quarters), 2 (halves) or 1 (cannot be divided)"


@pytest.mark.parametrize("nanograms", [0, 1, 999, 1001, 100_000_500])
def test_a_printed_strength_is_a_whole_number_of_micrograms_above_zero(nanograms: int) -> None:
    (fault,) = faults_of(Capsule, **VALID | {"elemental": Elemental(nanograms=nanograms)})
    assert fault.path == "elemental"
    assert "0.001 mg above zero" in fault.expected
    assert fault.actual == str(Elemental(nanograms=nanograms))


@pytest.mark.parametrize("nanograms", [1000, 62_500_000, 999_999_999_000])
def test_every_printed_strength_divides_into_exact_quarters(nanograms: int) -> None:
    product = Capsule(**VALID | {"elemental": Elemental(nanograms=nanograms)})
    assert product.unit.of(product.elemental).nanograms * 4 == nanograms


@pytest.mark.parametrize(
    ("strength", "fix"),
    [
        (Compound.mg(100), "state the mass of elemental magnesium, not the mass of the whole salt"),
        (125, "write Elemental.mg('125') if this is the mass of elemental magnesium in milligrams"),
        (62.5, "write Elemental.mg('62.5') if this is the mass of elemental magnesium in milligrams"),
        (Decimal("62.5"), "write Elemental.mg('62.5') if this is the mass of elemental magnesium in milligrams"),
        ("125", "write Elemental.mg('125') if this is the mass of elemental magnesium in milligrams"),
        ("125 mg", "write Elemental.mg('125') if this is the mass of elemental magnesium in milligrams"),
        (True, "write for example Elemental.mg(100)"),
        (None, "write for example Elemental.mg(100)"),
    ],
)
def test_a_strength_is_elemental_magnesium_never_the_salt_or_a_number(strength: Any, fix: str) -> None:
    (fault,) = faults_of(Capsule, **VALID | {"elemental": strength})
    assert (fault.path, fault.expected, fault.fix) == ("elemental", "of type Elemental", fix)


@pytest.mark.parametrize(
    ("mass", "fix"),
    [
        (Elemental.mg(100), "state the mass of the whole salt, not the mass of elemental magnesium"),
        (800, "write Compound.mg('800') if this is the mass of the whole salt in milligrams"),
    ],
)
def test_the_mass_of_a_salt_is_a_compound_never_elemental_or_a_number(mass: Any, fix: str) -> None:
    (fault,) = faults_of(Capsule, **VALID, compound=mass)
    assert (fault.path, fault.expected, fault.fix) == ("compound", "of type Compound", fix)


@pytest.mark.parametrize("listed", [["a", "b"], ("a", "b"), (name for name in ("a", "b"))])
def test_ingredients_may_come_as_any_iterable(listed: Any) -> None:
    assert Capsule(**VALID, ingredients=listed).ingredients == ("a", "b")


def test_an_unread_label_differs_from_a_label_without_ingredients() -> None:
    assert Capsule(**VALID).ingredients is None
    assert Capsule(**VALID, ingredients=[]).ingredients == ()
    assert Capsule(**VALID) != Capsule(**VALID, ingredients=[])


@pytest.mark.parametrize("listed", ["hypromellose", b"x", 5, {"hypromellose": 1}])
def test_ingredients_that_are_not_a_list_are_rejected(listed: Any) -> None:
    (fault,) = faults_of(Capsule, **VALID, ingredients=listed)
    assert (fault.path, fault.expected) == ("ingredients", "a list")


def test_the_fix_for_a_bare_ingredient_is_a_list_that_holds_it() -> None:
    (fault,) = faults_of(Capsule, **VALID, ingredients="hypromellose")
    assert fault.fix == "write ingredients=['hypromellose']"


def test_each_ingredient_is_printable_text_and_its_fault_has_its_index() -> None:
    assert paths_of(Capsule, **VALID, ingredients=["rice flour", "", 5, "a\nb", "x" * 301]) == [
        "ingredients[1]",
        "ingredients[2]",
        "ingredients[3]",
        "ingredients[4]",
    ]


def test_all_faults_of_a_capsule_are_raised_together() -> None:
    assert paths_of(Capsule, form="glycinate", elemental=100.0, divides_into=3, ingredients=[""]) == [
        "form",
        "elemental",
        "divides_into",
        "ingredients[0]",
    ]


def test_topical_magnesium_has_a_known_vehicle() -> None:
    assert Topical(vehicle=Vehicle.BATH).route is Route.TOPICAL
    with pytest.raises(InvalidInputError, match="vehicle must be one of oil, cream, bath"):
        Topical(vehicle="bath")  # type: ignore[arg-type]


def test_a_product_shows_what_it_is_and_has_a_route() -> None:
    assert str(capsule("62.5")) == "glycinate hard capsule, 62.5 mg elemental each, divides into 4"
    assert str(Topical(vehicle=Vehicle.OIL)) == "topical magnesium, oil"
    assert capsule().route is Route.CAPSULE


@pytest.mark.parametrize("product", [capsule(), Topical(vehicle=Vehicle.OIL)])
def test_a_product_is_immutable_and_hashable(product: Any) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        product.vehicle = Vehicle.BATH
    assert {product: 1}[attrs.evolve(product)] == 1
