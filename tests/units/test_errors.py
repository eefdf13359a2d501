"""Errors: what was expected, what came and how to fix it, for all faults at once."""

import pickle

import pytest

from alpims_mg.errors import AlpimsMgError, Fault, InvalidInputError, InvalidQuantityError, RulebookError, raise_if_any

ZONE = Fault(path="zone", expected="one of green, yellow, red", actual="'blue'", fix="write one of these words")
AGE = Fault(path="age_years", expected="a whole number", actual="'34'", fix="write it without quotes")


def test_a_fault_says_what_was_expected_what_came_and_how_to_fix_it() -> None:
    assert str(ZONE) == "zone must be one of green, yellow, red; got 'blue'; write one of these words"


def test_a_fault_without_a_path_is_about_the_input() -> None:
    fault = Fault(path="", expected="JSON text", actual="nothing", fix="check commas and quotes")
    assert str(fault) == "the input must be JSON text; got nothing; check commas and quotes"


@pytest.mark.parametrize(
    ("inner", "outer", "whole"),
    [
        ("", "zone", "zone"),
        ("zone", "situation", "situation.zone"),
        ("[2]", "conditions", "conditions[2]"),
        ("[2].name", "medicines", "medicines[2].name"),
        ("", "[0]", "[0]"),
        ("name", "[0]", "[0].name"),
    ],
)
def test_the_path_of_a_fault_begins_at_the_outer_object(inner: str, outer: str, whole: str) -> None:
    fault = Fault(path=inner, expected="w", actual="g", fix="t")
    assert fault.under(outer) == Fault(path=whole, expected="w", actual="g", fix="t")


def test_without_a_fault_nothing_is_raised() -> None:
    raise_if_any(())
    raise_if_any((None, None))


def test_all_faults_are_raised_together_in_order() -> None:
    with pytest.raises(InvalidInputError) as caught:
        raise_if_any(fault for fault in (None, ZONE, None, AGE))
    assert caught.value.faults == (ZONE, AGE)


def test_an_error_shows_one_line_for_each_fault() -> None:
    assert str(InvalidInputError(ZONE, AGE)).splitlines() == [str(ZONE), str(AGE)]
    assert str(RulebookError("a row is missing", "a row is double")).splitlines() == [
        "a row is missing",
        "a row is double",
    ]


def test_every_error_has_one_base_and_invalid_input_is_a_value_error() -> None:
    assert issubclass(InvalidInputError, AlpimsMgError)
    assert issubclass(InvalidInputError, ValueError)
    assert issubclass(InvalidQuantityError, InvalidInputError)
    assert issubclass(RulebookError, AlpimsMgError)
    assert not issubclass(RulebookError, ValueError)


@pytest.mark.parametrize("error", [InvalidInputError(ZONE, AGE), InvalidQuantityError(AGE), RulebookError("a", "b")])
def test_an_error_keeps_its_faults_when_it_is_pickled(error: InvalidInputError | RulebookError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert copy.faults == error.faults
