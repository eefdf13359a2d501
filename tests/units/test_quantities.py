"""Quantities: exact, never rounded, never a float."""

import pickle
from decimal import Decimal
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from alpims_mg import Compound, Elemental, Portion
from alpims_mg.errors import InvalidQuantityError


@pytest.mark.parametrize(
    ("amount", "nanograms"),
    [
        (0, 0),
        (100, 100_000_000),
        ("62.5", 62_500_000),
        ("0.000001", 1),
        ("56.250000", 56_250_000),
        (Decimal("31.25"), 31_250_000),
        (Decimal("1E+2"), 100_000_000),
        ("999999.999999", 10**12 - 1),
        (999_999, 999_999_000_000),
    ],
)
def test_milligrams_are_stored_as_whole_nanograms(amount: Any, nanograms: int) -> None:
    assert Elemental.mg(amount).nanograms == nanograms


@pytest.mark.parametrize(
    "amount",
    [
        62.5,
        100.0,
        float("nan"),
        float("inf"),
        True,
        False,
        None,
        -1,
        10**6,
        10**15,
        pytest.param(10**5000, id="huge"),
        "",
        "-1",
        "+1",
        "1e3",
        "1.",
        ".5",
        "1,5",
        " 1",
        "1\n",
        "1_000",
        "NaN",
        "Infinity",
        "0.0000001",
        "1000000",
        "1000000000",
        "\uff11\uff10\uff10",
        "100 mg",
        b"100",
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal(-1),
        Decimal("0.0000001"),
        Decimal("1E+6"),
        Decimal("1E+999999"),
        Decimal("1E-999999"),
        [100],
        Elemental.mg(100),
    ],
)
def test_an_inexact_amount_raises_a_fault_that_shows_an_accepted_form(amount: Any) -> None:
    with pytest.raises(InvalidQuantityError) as caught:
        Elemental.mg(amount)
    (fault,) = caught.value.faults
    assert "milligrams" in fault.expected
    assert "decimals as text, for example '62.5'; never a float" in fault.fix
    assert len(fault.actual) <= 42


@pytest.mark.parametrize("amount", [10**6, 10**9, 10**12 - 1])
def test_too_many_milligrams_raise_a_fault_that_shows_the_given_milligrams(amount: int) -> None:
    with pytest.raises(InvalidQuantityError) as caught:
        Elemental.mg(amount)
    (fault,) = caught.value.faults
    assert fault.path == "mg"
    assert fault.actual == str(amount)


def test_integers_of_a_quantity_are_given_by_keyword_so_that_the_unit_is_named() -> None:
    with pytest.raises(TypeError):
        Elemental(100)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Portion(2)  # type: ignore[call-arg]


@pytest.mark.parametrize("nanograms", [-1, 10**12, 1.0, True, "1", None, Decimal(1)])
def test_nanograms_are_a_whole_number(nanograms: Any) -> None:
    with pytest.raises(InvalidQuantityError, match=r"use mg\(\) for milligrams"):
        Elemental(nanograms=nanograms)


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0"), (100, "100"), ("62.50", "62.5"), ("0.000001", "0.000001"), ("1200", "1200"), ("10.010", "10.01")],
)
def test_milligrams_are_written_exactly_and_without_trailing_zeros(amount: Any, text: str) -> None:
    assert Elemental.mg(amount).format_mg() == text


@given(integers(0, 10**12 - 1))
def test_the_text_and_the_repr_of_a_mass_give_the_same_mass(nanograms: int) -> None:
    mass = Elemental(nanograms=nanograms)
    assert Elemental.mg(mass.format_mg()) == mass
    assert eval(repr(mass), {"Elemental": Elemental}) == mass


@given(integers(0, 10**12 // 2 - 1), integers(0, 10**12 // 2))
def test_the_sum_of_two_masses_is_exact(first: int, second: int) -> None:
    assert (Elemental(nanograms=first) + Elemental(nanograms=second)).nanograms == first + second


def test_elemental_and_compound_masses_never_mix() -> None:
    assert Elemental.mg(100) != cast("Any", Compound.mg(100))
    assert len({Elemental.mg(100), Compound.mg(100)}) == 2
    with pytest.raises(TypeError):
        Elemental.mg(100) + Compound.mg(100)  # type: ignore[operator]
    with pytest.raises(TypeError):
        Elemental.mg(1) < Compound.mg(2)  # type: ignore[operator]  # noqa: B015
    with pytest.raises(TypeError):
        Elemental.mg(100) + 5  # type: ignore[operator]


def test_masses_of_the_same_kind_are_ordered_by_size() -> None:
    mixed = [Elemental.mg(100), Elemental.mg(0), Elemental.mg("62.5")]
    assert [mass.format_mg() for mass in sorted(mixed)] == ["0", "62.5", "100"]
    assert Compound.mg(2) > Compound.mg(1)


def test_a_mass_shows_its_unit_and_its_kind() -> None:
    assert str(Elemental.mg("62.5")) == "62.5 mg elemental"
    assert str(Compound.mg(500)) == "500 mg compound"
    assert repr(Compound.mg(500)) == "Compound.mg('500')"


@pytest.mark.parametrize("value", [Elemental.mg(100), Compound.mg(1), Portion(quarters=3)])
def test_a_quantity_is_immutable_and_survives_pickling(value: Any) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.nanograms = 5
    assert pickle.loads(pickle.dumps(value)) == value
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize(
    ("quarters", "text"),
    [(1, "1/4"), (2, "1/2"), (3, "3/4"), (4, "1"), (5, "1 1/4"), (6, "1 1/2"), (8, "2"), (4000, "1000")],
)
def test_a_portion_is_written_as_a_mixed_number_and_parsed_from_it(quarters: int, text: str) -> None:
    assert str(Portion(quarters=quarters)) == text
    assert Portion.parse(text) == Portion(quarters=quarters)


@given(integers(1, 4000))
def test_the_text_of_a_portion_gives_the_same_portion(quarters: int) -> None:
    assert Portion.parse(str(Portion(quarters=quarters))) == Portion(quarters=quarters)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "0", "2/4", "1/3", "4/4", "0 1/2", "1  1/2", " 1/2", "1/2 ", "1 1", "1/2 1", "-1", "0.5", "01", "½",
        "\uff11", "1001", "99999", "1000 1/4", "1/2/3", "a", "1 1/2 ",
    ],
)  # fmt: skip
def test_text_that_no_portion_is_written_as_raises(text: str) -> None:
    with pytest.raises(InvalidQuantityError) as caught:
        Portion.parse(text)
    assert caught.value.faults


@pytest.mark.parametrize("text", [None, 5, 0.5, b"1/2", ["1/2"]])
def test_a_portion_is_parsed_from_text_only(text: Any) -> None:
    with pytest.raises(InvalidQuantityError):
        Portion.parse(text)


@pytest.mark.parametrize("quarters", [0, -1, 4001, 1.0, True, "1", None])
def test_quarters_are_a_whole_number_from_1_to_4000(quarters: Any) -> None:
    with pytest.raises(InvalidQuantityError, match="for half a capsule"):
        Portion(quarters=quarters)


def test_portions_are_ordered_by_size() -> None:
    assert Portion.QUARTER < Portion.HALF < Portion.WHOLE < Portion(quarters=5)


@given(integers(1, 4000), integers(1, 10**8))
def test_a_portion_of_a_printed_strength_is_exact(quarters: int, micrograms: int) -> None:
    strength = Elemental(nanograms=micrograms * 1000)
    if strength.nanograms * quarters < 4 * 10**12:
        assert Portion(quarters=quarters).of(strength).nanograms * 4 == strength.nanograms * quarters


def test_a_portion_that_is_not_a_whole_number_of_nanograms_raises_and_is_never_rounded() -> None:
    with pytest.raises(InvalidQuantityError, match="take the strength from the label"):
        Portion.QUARTER.of(Elemental(nanograms=2))
    assert Portion.HALF.of(Elemental(nanograms=2)) == Elemental(nanograms=1)


def test_a_portion_is_taken_of_elemental_magnesium_only() -> None:
    with pytest.raises((TypeError, InvalidQuantityError)):
        Portion.HALF.of(cast("Any", Compound.mg(100)))
