"""Checks: house messages for members, instances, whole numbers, texts and lists."""

from collections.abc import Iterable
from enum import Enum

import pytest

from alpims_mg._internal.validation import (
    a_member,
    a_text,
    a_whole_number,
    an_instance,
    as_set,
    as_tuple,
    check_each,
    check_instances,
    short_repr,
)
from alpims_mg.errors import Fault

# Python and pytest refuse to write so many digits, so the value has a name of its own.
HUGE = pytest.param(10**5000, id="huge")


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Other(Enum):
    RED = "red"


@pytest.mark.parametrize("value", ["x" * 1000, list(range(1000)), {"k" * 1000: 1}])
def test_a_long_value_is_shown_short(value: object) -> None:
    assert len(short_repr(value)) == 42
    assert short_repr(value).endswith("...")


def test_a_short_value_is_shown_whole() -> None:
    assert short_repr("x" * 40) == repr("x" * 40)
    assert short_repr(None) == "None"


@pytest.mark.parametrize("value", [10**40, -(10**40), HUGE, pytest.param(-(10**5000), id="huge below zero")])
def test_a_huge_number_is_shown_in_words(value: int) -> None:
    assert short_repr(value) == "a number of more than 40 digits"


@pytest.mark.parametrize("value", [10**40 - 1, -(10**40 - 1)])
def test_a_number_of_40_digits_is_shown_in_digits(value: int) -> None:
    assert short_repr(value) == str(value)


@pytest.mark.parametrize("value", [[10**5000], (10**5000,), {"a": 10**5000}])
def test_what_holds_a_huge_number_can_be_shown_too(value: object) -> None:
    assert len(short_repr(value)) <= 42


@pytest.mark.parametrize("depth", [100, 900, 2000, 100_000])
def test_what_is_deeply_nested_can_be_shown_too(depth: int) -> None:
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    assert len(short_repr(value)) <= 42


def test_a_member_is_taken_and_nothing_only_where_it_is_optional() -> None:
    assert a_member("colour", Colour.RED, Colour) is None
    assert a_member("colour", None, Colour, optional=True) is None
    assert a_member("colour", None, Colour) is not None


@pytest.mark.parametrize("value", ["red", Other.RED, 0, Colour])
def test_what_is_no_member_is_refused_naming_every_word(value: object) -> None:
    fault = a_member("colour", value, Colour, optional=True)
    assert fault == Fault(
        path="colour", expected="one of red, blue", actual=short_repr(value), fix="give a member of Colour"
    )


def test_an_instance_is_taken_and_nothing_only_where_it_is_optional() -> None:
    assert an_instance("a", 5, int, example="5") is None
    assert an_instance("a", 5, int | str, example="5") is None
    assert an_instance("a", None, int, example="5", optional=True) is None
    assert an_instance("a", None, int, example="5") is not None


def test_what_is_of_another_type_is_refused_with_a_form_that_would_be_taken() -> None:
    assert str(an_instance("a", "5", int, example="5")) == "a must be of type int; got '5'; write for example 5"
    assert "int | str" in str(an_instance("a", 5.0, int | str, example="5"))


@pytest.mark.parametrize("value", [0, 7, 130])
def test_a_whole_number_within_its_bounds_is_taken(value: int) -> None:
    assert a_whole_number("age", value, least=0, most=130, of="years") is None


@pytest.mark.parametrize("value", [-1, 131, 34.0, "34", True, False, None, float("nan"), HUGE])
def test_what_is_no_whole_number_within_its_bounds_is_refused_naming_them(value: object) -> None:
    fault = a_whole_number("age", value, least=0, most=130, of="years")
    assert fault is not None
    assert fault.expected == "a whole number of years from 0 to 130"
    assert fault.fix == "write for example 1"


def test_the_example_of_a_whole_number_lies_within_its_bounds() -> None:
    fault = a_whole_number("hold", None, least=3, most=28, of="days")
    assert fault is not None
    assert fault.fix == "write for example 3"
    assert a_whole_number("hold", None, least=3, most=28, of="days", optional=True) is None


@pytest.mark.parametrize("value", ["x", "x" * 200, "Levothyroxine 50 µg (Ω)"])
def test_printable_text_is_taken(value: str) -> None:
    assert a_text("name", value, example="x") is None


@pytest.mark.parametrize("value", ["", "   ", "x" * 201, "a\nb", "a\x1b[31m", "\u200b", "\ud800", b"x", 5, None])
def test_blank_long_unprintable_and_other_things_are_no_text(value: object) -> None:
    fault = a_text("name", value, example="levothyroxine")
    assert fault is not None
    assert fault.expected == "printable text of 1 to 200 characters"
    assert fault.fix == "write for example 'levothyroxine'"


def test_a_text_may_be_left_out_only_where_it_is_optional() -> None:
    assert a_text("name", None, example="x", optional=True) is None
    assert a_text("name", "", example="x", optional=True) is not None


def test_an_item_of_a_tuple_is_named_by_its_place_and_one_of_a_set_is_not() -> None:
    in_tuple = [fault for fault in check_instances("items", (1, "two", 3, None), int) if fault]
    assert [fault.path for fault in in_tuple] == ["items[1]", "items[3]"]
    in_set = [fault for fault in check_instances("items", frozenset({1, "two"}), int) if fault]
    assert [fault.path for fault in in_set] == ["items"]


@pytest.mark.parametrize("value", ["text", 5, None, {"a": 1}])
def test_what_is_no_list_is_refused_as_one(value: object) -> None:
    (fault,) = check_each("items", value, lambda path, item: None)
    assert fault is not None
    assert (fault.path, fault.expected) == ("items", "a list")


@pytest.mark.parametrize("value", [[1, 2], (1, 2), (one for one in (1, 2)), {1: None, 2: None}.keys(), range(1, 3)])
def test_whatever_can_be_gone_through_becomes_a_tuple(value: Iterable[int]) -> None:
    assert as_tuple(value) == (1, 2)


@pytest.mark.parametrize("value", [[1, 2, 2], (1, 2), (one for one in (1, 2)), {1, 2}, frozenset({1, 2})])
def test_whatever_can_be_gone_through_becomes_a_frozenset(value: Iterable[int]) -> None:
    assert as_set(value) == frozenset({1, 2})


@pytest.mark.parametrize("value", ["text", b"bytes", {"a": 1}, 5, None])
def test_a_text_a_mapping_and_what_is_no_list_are_left_for_a_check_to_refuse(value: Iterable[object]) -> None:
    assert as_tuple(value) is value
    assert as_set(value) is value


def test_items_that_no_set_can_hold_are_left_for_a_check_to_name() -> None:
    assert as_set([[1], 2]) == ([1], 2)
