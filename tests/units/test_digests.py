"""Canonical text: the same for equal values, different for all others."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from units.builders import faults_of, situation

from alpims_mg import Condition, Elemental, Medicine, Zone
from alpims_mg._internal.digests import canonical, digest, text


def test_the_order_of_a_set_does_not_matter() -> None:
    before = situation(conditions=[Condition.POTS, Condition.EDS])
    after = situation(conditions=[Condition.EDS, Condition.POTS])
    assert text(before) == text(after)


def test_equal_masses_of_different_kinds_have_different_texts() -> None:
    from alpims_mg import Compound

    assert text(Elemental.mg(1)) != text(Compound.mg(1))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("a", "a"),
        (Zone.RED, "Zone red"),
        (date(2026, 3, 1), "date 2026-03-01"),
        (time(7, 30), "time 07:30:00"),
        (Decimal("1.50"), "Decimal 1.50"),
        (Fraction(1, 3), "Fraction 1/3"),
        ((1, (2,)), [1, [2]]),
    ],
)
def test_a_value_is_written_in_json_types(value: object, written: object) -> None:
    assert canonical(value) == written


def test_any_change_changes_the_hash() -> None:
    before = situation(medicines=[Medicine(name="digoxin", taken_at=[time(8)])])
    after = attrs.evolve(before, medicines=[Medicine(name="digoxin", taken_at=[time(9)])])
    assert digest(before) != digest(after)
    assert digest(before) == digest(attrs.evolve(after, medicines=before.medicines))
    assert len(digest(before)) == 64


@pytest.mark.parametrize("value", [1.5, ["a"], {"a": 1}, object()])
def test_a_value_that_is_not_frozen_is_rejected(value: object) -> None:
    (fault,) = faults_of(text, value)
    assert fault.actual == type(value).__name__
