"""Representations: one short line that reads as a constructor call."""

from typing import Any

import attrs
import pytest

from alpims_mg import Condition, Zone
from alpims_mg._internal.representation import LONGEST_REPR, one_line_repr


@attrs.frozen(kw_only=True)
class Tin:
    label: object
    lid: object = None
    _lot: object = 7
    volume: int = attrs.field(init=False, default=3)
    secret: str = attrs.field(repr=False, default="s")

    __repr__ = one_line_repr


@pytest.mark.parametrize(
    ("tin", "text"),
    [
        (Tin(label="tea"), "Tin(label='tea')"),
        (Tin(label="tea", secret="other"), "Tin(label='tea')"),
        (Tin(label=None, lid=True, lot=8), "Tin(label=None, lid=True, lot=8)"),
        (Tin(label=1, lid=0, lot=7), "Tin(label=1, lid=0)"),
        (Tin(label=Zone.GREEN, lid=Zone), "Tin(label=Zone.GREEN, lid=Zone)"),
        (Tin(label=(1, "a"), lid=(Tin(label=2),)), "Tin(label=(1, 'a'), lid=(Tin(label=2),))"),
        (Tin(label=(), lid=frozenset()), "Tin(label=(), lid=frozenset())"),
        (Tin(label=frozenset({Condition.POTS, Condition.EDS})), "Tin(label={Condition.EDS, Condition.POTS})"),
    ],
)
def test_a_representation_reads_as_a_constructor_call_without_defaults(tin: Tin, text: str) -> None:
    assert repr(tin) == text


def test_a_default_of_another_type_is_shown() -> None:
    assert repr(Tin(label=1, lot=attrs.evolve(Tin(label=1), lot=True)._lot)) == "Tin(label=1, lot=True)"


@pytest.mark.parametrize(
    "value", ["x" * 1000, "a\nb\r\u2028c", tuple(range(1000)), frozenset(range(1000)), ("x" * 1000,) * 30, 10**1000]
)
def test_a_representation_is_one_line_of_at_most_200_characters(value: Any) -> None:
    for tin in (Tin(label=value), Tin(label=value, lid=Tin(label=value, lid=value), lot=(value, value))):
        assert len(repr(tin)) <= LONGEST_REPR
        assert len(repr(tin).splitlines()) == 1
        assert repr(tin).endswith(")")


def test_a_long_value_is_cut_before_the_short_ones() -> None:
    text = repr(Tin(label="x" * 300, lid="short"))
    assert text.startswith("Tin(label='xxx")
    assert text.endswith("xxx...', lid='short')")


def test_where_not_even_cut_values_fit_the_last_fields_are_left_out() -> None:
    fields = {f"field_{i}": attrs.field() for i in range(30)}
    wide = attrs.make_class("Wide", fields, frozen=True, repr=False, class_body={"__repr__": one_line_repr})
    text = repr(wide(**{f"field_{i}": i for i in range(30)}))
    assert text.startswith("Wide(field_0=0, field_1=1, ")
    assert text.endswith(", ...)")
    assert len(text) <= LONGEST_REPR


def test_of_many_items_the_first_are_shown() -> None:
    assert repr(Tin(label=(1,) * 21)) == f"Tin(label=({'1, ' * 20}...))"
