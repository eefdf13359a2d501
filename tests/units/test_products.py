"""Products: a capsule says exactly what it holds and how it divides."""

from typing import Any

import attrs
import pytest
from units.given import capsule, faults_of, paths_of

from alpims_mg import Capsule, Compound, Elemental, Form, InvalidInputError, Portion, Route, Topical, Vehicle

VALID = {"form": Form.GLYCINATE, "elemental": Elemental.mg(100), "divides_into": 4}


@pytest.mark.parametrize(("parts", "unit"), [(4, Portion.QUARTER), (2, Portion.HALF), (1, Portion.WHOLE)])
def test_the_unit_is_the_smallest_portion_that_the_product_divides_into(parts: int, unit: Portion) -> None:
    assert capsule(100, parts).unit == unit


def test_a_capsule_that_does_not_say_how_it_divides_is_no_capsule() -> None:
    with pytest.raises(TypeError, match="divides_into"):
        Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100))  # type: ignore[call-arg]


@pytest.mark.parametrize("parts", [0, 3, 8, -4, 4.0, "4", True, None])
def test_a_product_divides_into_quarters_halves_or_not_at_all(parts: Any) -> None:
    (fault,) = faults_of(Capsule, **VALID | {"divides_into": parts})
    assert fault.path == "divides_into"
    assert fault.expected == "4 (quarters), 2 (halves) or 1 (cannot be divided)"


@pytest.mark.parametrize("nanograms", [0, 1, 999, 1001, 100_000_500])
def test_a_printed_strength_is_a_whole_number_of_micrograms_above_none(nanograms: int) -> None:
    (fault,) = faults_of(Capsule, **VALID | {"elemental": Elemental(nanograms=nanograms)})
    assert fault.path == "elemental"
    assert "0.001 mg above zero" in fault.expected
    assert fault.actual == str(Elemental(nanograms=nanograms))


@pytest.mark.parametrize("nanograms", [1000, 62_500_000, 999_999_999_999_000])
def test_every_printed_strength_divides_into_exact_quarters(nanograms: int) -> None:
    product = Capsule(**VALID | {"elemental": Elemental(nanograms=nanograms)})
    assert product.unit.of(product.elemental).nanograms * 4 == nanograms


@pytest.mark.parametrize("dose", [Compound.mg(100), 100, 100.0, "100", None])
def test_a_strength_is_elemental_magnesium_never_the_salt_nor_a_number(dose: Any) -> None:
    (fault,) = faults_of(Capsule, **VALID | {"elemental": dose})
    assert (fault.path, fault.fix) == ("elemental", "write for example Elemental.mg(100)")


@pytest.mark.parametrize("listed", [["a", "b"], ("a", "b"), (one for one in ("a", "b"))])
def test_ingredients_may_come_as_any_list(listed: Any) -> None:
    assert Capsule(**VALID, ingredients=listed).ingredients == ("a", "b")


def test_a_label_that_was_not_read_is_not_one_that_names_nothing() -> None:
    assert Capsule(**VALID).ingredients is None
    assert Capsule(**VALID, ingredients=[]).ingredients == ()
    assert Capsule(**VALID) != Capsule(**VALID, ingredients=[])


@pytest.mark.parametrize("listed", ["hypromellose", b"x", 5, {"hypromellose": 1}])
def test_a_text_for_a_list_of_ingredients_is_refused(listed: Any) -> None:
    (fault,) = faults_of(Capsule, **VALID, ingredients=listed)
    assert (fault.path, fault.expected) == ("ingredients", "a list")


def test_each_ingredient_is_printable_text_named_by_its_place() -> None:
    assert paths_of(Capsule, **VALID, ingredients=["rice flour", "", 5, "a\nb", "x" * 201]) == [
        "ingredients[1]",
        "ingredients[2]",
        "ingredients[3]",
        "ingredients[4]",
    ]


def test_all_faults_of_a_capsule_come_together() -> None:
    assert paths_of(Capsule, form="glycinate", elemental=100.0, divides_into=3, ingredients=[""]) == [
        "form",
        "elemental",
        "divides_into",
        "ingredients[0]",
    ]


def test_topical_magnesium_has_a_vehicle_from_the_list() -> None:
    assert Topical(vehicle=Vehicle.BATH).route is Route.TOPICAL
    with pytest.raises(InvalidInputError, match="vehicle must be one of oil, cream, bath"):
        Topical(vehicle="bath")  # type: ignore[arg-type]


def test_a_product_says_what_it_is_and_by_which_route() -> None:
    assert str(capsule("62.5")) == "glycinate capsule, 62.5 mg elemental each, divides into 4"
    assert str(Topical(vehicle=Vehicle.OIL)) == "topical magnesium, oil"
    assert capsule().route is Route.CAPSULE


@pytest.mark.parametrize("product", [capsule(), Topical(vehicle=Vehicle.OIL)])
def test_a_product_never_changes_and_can_be_a_key(product: Any) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        product.vehicle = Vehicle.BATH
    assert {product: 1}[attrs.evolve(product)] == 1
