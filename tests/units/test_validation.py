"""Validation: a fault says what was expected, what came and how to fix it without changing the meaning."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from enum import Enum
from fractions import Fraction
from typing import Any, cast

import pytest

from alpims_mg._internal.validation import (
    a_day,
    a_local_time,
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

# Neither Python nor pytest can print this many digits, so the value gets an id.
HUGE = pytest.param(10**5000, id="huge")


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Other(Enum):
    RED = "red"


class Planet(Enum):
    MERCURY = "mercury"
    VENUS = "venus"
    EARTH = "earth"
    MARS = "mars"
    OUTER_PLANET = "outer-planet"


@pytest.mark.parametrize("value", ["x" * 1000, list(range(1000)), {"k" * 1000: 1}])
def test_a_long_value_is_cut(value: object) -> None:
    assert len(short_repr(value)) == 42
    assert short_repr(value).endswith("...")


def test_a_short_value_is_shown_as_it_is() -> None:
    assert short_repr("x" * 40) == repr("x" * 40)
    assert short_repr(None) == "None"
    assert short_repr(Colour.RED) == "Colour.RED"


@pytest.mark.parametrize("value", [10**40, -(10**40), HUGE, pytest.param(-(10**5000), id="huge below zero")])
def test_a_huge_number_is_shown_in_words(value: int) -> None:
    assert short_repr(value) == "a number of more than 40 digits"


@pytest.mark.parametrize("value", [10**40 - 1, -(10**40 - 1)])
def test_a_number_of_40_digits_is_shown_in_digits(value: int) -> None:
    assert short_repr(value) == str(value)


@pytest.mark.parametrize("value", [[10**5000], (10**5000,), {"a": 10**5000}])
def test_a_container_of_a_huge_number_can_be_shown(value: object) -> None:
    assert len(short_repr(value)) <= 42


@pytest.mark.parametrize("depth", [100, 900, 2000, 100_000])
def test_a_deeply_nested_value_can_be_shown(depth: int) -> None:
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    assert len(short_repr(value)) <= 42


def test_a_member_is_valid_and_none_only_where_optional() -> None:
    assert a_member("colour", Colour.RED, Colour) is None
    assert a_member("colour", None, Colour, optional=True) is None
    assert a_member("colour", None, Colour) is not None


@pytest.mark.parametrize("value", ["grene", Other.RED, 0, Colour])
def test_any_other_value_for_a_member_gets_a_fault_that_names_every_word(value: object) -> None:
    fault = a_member("colour", value, Colour, optional=True)
    assert fault == Fault(
        path="colour",
        expected="one of red, blue",
        actual=short_repr(value),
        fix="choose Colour.RED or Colour.BLUE",
    )
    long = a_member("planet", value, Planet)
    assert long == Fault(
        path="planet",
        expected="one of mercury, venus, earth, mars, outer-planet",
        actual=short_repr(value),
        fix="give a member of Planet",
    )


@pytest.mark.parametrize("text", ["outer-planet", "Outer-Planet", " OUTER_PLANET\n"])
def test_the_fix_for_the_word_of_a_member_is_the_member(text: str) -> None:
    fault = a_member("planet", text, Planet)
    assert fault is not None
    assert fault.fix == "write Planet.OUTER_PLANET"


def test_an_instance_is_valid_and_none_only_where_optional() -> None:
    assert an_instance("a", 5, int, example="5") is None
    assert an_instance("a", 5, int | str, example="5") is None
    assert an_instance("a", None, int, example="5", optional=True) is None
    assert an_instance("a", None, int, example="5") is not None


def test_a_value_of_another_type_gets_a_fault_that_shows_an_accepted_form() -> None:
    assert str(an_instance("a", "5", int, example="5")) == "a must be of type int; got '5'; write for example 5"
    assert "int | str" in str(an_instance("a", 5.0, int | str, example="5"))


@pytest.mark.parametrize("value", [0, 7, 130])
def test_a_whole_number_within_its_range_is_valid(value: int) -> None:
    assert a_whole_number("age", value, least=0, most=130, of="years") is None


@pytest.mark.parametrize("value", [-1, 131, 34.0, "34", True, False, None, float("nan"), HUGE])
def test_any_other_value_for_a_whole_number_gets_a_fault_that_names_the_range(value: object) -> None:
    fault = a_whole_number("age", value, least=0, most=130, of="years")
    assert fault is not None
    assert fault.expected == "a whole number of years from 0 to 130"


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        (-1, "correct the number"),
        (131, "correct the number"),
        (10**5000, "correct the number"),
        (34.0, "write 34"),
        (Fraction(34), "write 34"),
        ("34", "write 34"),
        ("131", "write for example 1"),
        ("-1", "write for example 1"),
        ("\u0663\u0664", "write for example 1"),
        ("3" * 5000, "write for example 1"),
        (34.5, "write for example 1"),
        (float("nan"), "write for example 1"),
        (float("inf"), "write for example 1"),
        (1e300, "write for example 1"),
        (True, "write for example 1"),
        (None, "write for example 1"),
    ],
    ids=lambda value: str(value)[:20] if not isinstance(value, int) or abs(value) < 10**9 else "huge",
)
def test_the_fix_of_a_whole_number_is_the_number_itself_or_an_example(value: object, fix: str) -> None:
    fault = a_whole_number("age", value, least=0, most=130, of="years")
    assert fault is not None
    assert fault.fix == fix


def test_the_example_of_a_whole_number_is_within_its_range() -> None:
    fault = a_whole_number("hold", None, least=3, most=28, of="days")
    assert fault is not None
    assert fault.fix == "write for example 3"
    assert a_whole_number("hold", None, least=3, most=28, of="days", optional=True) is None


@pytest.mark.parametrize("value", ["x", "x" * 200, "Levothyroxine 50 µg (Ω)"])
def test_printable_text_is_valid(value: str) -> None:
    assert a_text("name", value, example="x") is None


@pytest.mark.parametrize("value", ["", "   ", "x" * 201, "a\nb", "a\x1b[31m", "\u200b", "\ud800", b"x", 5, None])
def test_blank_long_unprintable_and_other_values_are_not_text(value: object) -> None:
    fault = a_text("name", value, example="levothyroxine")
    assert fault is not None
    assert fault.expected == "printable text of 1 to 200 characters"


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("", "write for example 'levothyroxine'"),
        (" \n", "write for example 'levothyroxine'"),
        ("x" * 201, "shorten it"),
        ("a\nb", "remove line breaks and other unprintable characters"),
        ("a\nb" * 100, "remove line breaks and other unprintable characters"),
        (10582, "write '10582'"),
        (True, "write for example 'levothyroxine'"),
        (b"x", "write for example 'levothyroxine'"),
        (None, "write for example 'levothyroxine'"),
    ],
)
def test_the_fix_of_a_text_tells_how_to_mend_what_came(value: object, fix: str) -> None:
    fault = a_text("name", value, example="levothyroxine")
    assert fault is not None
    assert fault.fix == fix


def test_a_huge_number_for_a_text_gets_an_example() -> None:
    fault = a_text("name", 10**5000, example="levothyroxine")
    assert fault is not None
    assert fault.fix == "write for example 'levothyroxine'"


def test_a_text_may_be_none_only_where_optional() -> None:
    assert a_text("name", None, example="x", optional=True) is None
    assert a_text("name", "", example="x", optional=True) is not None


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("07:30", "write time(7, 30)"),
        ("7:30", "write for example time(7, 30)"),
        ("07:30:15", "leave out the seconds and the offset"),
        (time(7, 30, 15), "leave out the seconds and the offset"),
        (time(7, 30, tzinfo=UTC), "leave out the seconds and the offset"),
        (730, "write for example time(7, 30)"),
        (None, "write for example time(7, 30)"),
    ],
)
def test_the_fix_of_a_time_of_day_is_the_same_time(value: object, fix: str) -> None:
    fault = a_local_time("wakes", value)
    assert fault is not None
    assert (fault.expected, fault.fix) == ("a time of day in whole minutes, without an offset", fix)


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("2026-02-28", "write date(2026, 2, 28)"),
        ("28.02.2026", "write for example date(2026, 3, 1)"),
        (datetime(2026, 2, 28, 7, tzinfo=UTC), "write date(2026, 2, 28)"),
        (20260228, "write for example date(2026, 3, 1)"),
        (None, "write for example date(2026, 3, 1)"),
    ],
)
def test_the_fix_of_a_date_is_the_same_date(value: object, fix: str) -> None:
    fault = a_day("as_of", value)
    assert fault is not None
    assert (fault.expected, fault.fix) == ("a date", fix)


def test_a_date_may_be_none_only_where_optional() -> None:
    assert a_day("as_of", date(2026, 3, 1)) is None
    assert a_day("as_of", None, optional=True) is None


def test_the_path_of_an_item_has_its_index_in_a_tuple_and_none_in_a_set() -> None:
    in_tuple = [fault for fault in check_instances("items", (1, "two", 3, None), int) if fault]
    assert [fault.path for fault in in_tuple] == ["items[1]", "items[3]"]
    in_set = [fault for fault in check_instances("items", frozenset({1, "two"}), int) if fault]
    assert [fault.path for fault in in_set] == ["items"]


@pytest.mark.parametrize("value", ["text", 5, None, {"a": 1}])
def test_any_other_value_for_a_list_gets_one_fault(value: object) -> None:
    (fault,) = check_each("items", value, lambda path, item: None)
    assert fault is not None
    assert (fault.path, fault.expected) == ("items", "a list")


def _check_planet(path: str, value: object) -> Fault | None:
    return a_member(path, value, Planet)


def _check_name(path: str, value: object) -> Fault | None:
    return a_text(path, value, example="x")


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        (Planet.EARTH, "write planets=[Planet.EARTH]"),
        ("earth", "write planets=[Planet.EARTH]"),
        ("moon", "write planets=[...], and for each item give a member of Planet"),
        ({"earth": 1}, "write planets=[...], and for each item give a member of Planet"),
        (5, "write planets=[...], and for each item give a member of Planet"),
        (None, "write planets=[] if there are none"),
        ([Planet.EARTH], "write tuple(...)"),
    ],
)
def test_the_fix_for_a_bare_item_is_a_list_that_holds_it(value: object, fix: str) -> None:
    (fault,) = check_each("planets", value, _check_planet)
    assert fault is not None
    assert fault.fix == fix
    assert [fault] == list(check_instances("planets", value, Planet))


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("gelatin", "write names=['gelatin']"),
        ("x" * 100, "write names=[...]"),
        (5, "write names=['5']"),
        (b"gelatin", "write names=[...], and for each item write for example 'x'"),
    ],
)
def test_the_fix_for_a_bare_text_is_a_list_that_holds_it(value: object, fix: str) -> None:
    (fault,) = check_each("names", value, _check_name)
    assert fault is not None
    assert fault.fix == fix


def test_the_fix_for_a_bare_instance_is_a_list_that_holds_it() -> None:
    (fault,) = check_instances("numbers", 5, int)
    assert fault is not None
    assert fault.fix == "write numbers=[5]"
    (fault,) = check_instances("numbers", "five", int)
    assert fault is not None
    assert fault.fix == "write numbers=[...], and for each item write for example int(...)"


@pytest.mark.parametrize(
    "value", [[1, 2], (1, 2), (number for number in (1, 2)), {1: None, 2: None}.keys(), range(1, 3)]
)
def test_an_iterable_becomes_a_tuple(value: Iterable[int]) -> None:
    assert as_tuple(value) == (1, 2)


@pytest.mark.parametrize("value", [[1, 2, 2], (1, 2), (number for number in (1, 2)), {1, 2}, frozenset({1, 2})])
def test_an_iterable_becomes_a_frozenset(value: Iterable[int]) -> None:
    assert as_set(value) == frozenset({1, 2})


@pytest.mark.parametrize("value", ["text", b"bytes", {"a": 1}, 5, None])
def test_a_string_a_mapping_or_a_non_iterable_passes_through_for_a_check_to_reject(value: Iterable[object]) -> None:
    assert as_tuple(value) is value
    assert cast("Any", as_set(value)) is value


def test_unhashable_items_pass_through_for_a_check_to_name() -> None:
    assert cast("Any", as_set([[1], 2])) == ([1], 2)
