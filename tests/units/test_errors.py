"""Errors: what was wanted, what came, what to do; all faults at once."""

import pickle

import pytest

from alpims_mg.errors import AlpimsMgError, Fault, InvalidInputError, InvalidQuantityError, RulebookError, raise_if_any

ZONE = Fault(path="zone", expected="one of green, yellow, red", actual="'blue'", fix="write one of these words")
AGE = Fault(path="age_years", expected="a whole number", actual="'34'", fix="write it without quotes")


def test_a_fault_says_what_was_wanted_what_came_and_what_to_do() -> None:
    assert str(ZONE) == "zone must be one of green, yellow, red; got 'blue'; write one of these words"


def test_a_fault_without_a_path_speaks_of_the_input() -> None:
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
def test_a_fault_seen_from_the_object_that_holds_it_has_the_whole_path(inner: str, outer: str, whole: str) -> None:
    fault = Fault(path=inner, expected="w", actual="g", fix="t")
    assert fault.under(outer) == Fault(path=whole, expected="w", actual="g", fix="t")


def test_refusing_without_a_fault_says_nothing() -> None:
    raise_if_any(())
    raise_if_any((None, None))


def test_refusing_raises_all_faults_together_in_their_order() -> None:
    with pytest.raises(InvalidInputError) as caught:
        raise_if_any(one for one in (None, ZONE, None, AGE))
    assert caught.value.faults == (ZONE, AGE)


def test_an_error_prints_one_line_for_each_fault() -> None:
    assert str(InvalidInputError(ZONE, AGE)).splitlines() == [str(ZONE), str(AGE)]
    assert str(RulebookError("a row is missing", "a row is double")).splitlines() == [
        "a row is missing",
        "a row is double",
    ]


def test_everything_raised_is_an_error_of_the_library_and_bad_data_is_a_value_error() -> None:
    assert issubclass(InvalidInputError, AlpimsMgError)
    assert issubclass(InvalidInputError, ValueError)
    assert issubclass(InvalidQuantityError, InvalidInputError)
    assert issubclass(RulebookError, AlpimsMgError)
    assert not issubclass(RulebookError, ValueError)


@pytest.mark.parametrize("error", [InvalidInputError(ZONE, AGE), InvalidQuantityError(AGE), RulebookError("a", "b")])
def test_an_error_keeps_its_faults_on_the_way_to_another_process(error: InvalidInputError | RulebookError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again.faults == error.faults
