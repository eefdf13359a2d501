"""Caches have a bound: each one counts its entries, and none keeps what hostile input makes long."""

import gc
from datetime import date
from decimal import Decimal
from functools import _lru_cache_wrapper
from typing import Any, cast

import attrs
from units.builders import capsule, situation

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Egfr,
    EgfrUnit,
    Intent,
    Label,
    Medicine,
    Proposal,
    Rulebook,
    Tolerance,
    Topical,
    Vehicle,
    assess,
)
from alpims_mg._internal.caching import remembered_if
from alpims_mg.assessment.kidney import egfr_unit
from alpims_mg.courses.facts import DayFacts
from alpims_mg.rules import Rule

HOSTILE = "hostile"
MOST_ENTRIES = 4096
LONGEST_KEY = 2000
"""The most characters that one entry of a cache may be found by, of all texts together."""


def caches() -> list[Any]:
    """Every cache of a function of the library."""
    found = [thing for thing in gc.get_objects() if isinstance(thing, _lru_cache_wrapper)]
    return [cache for cache in found if str(cache.__module__).startswith("alpims_mg")]


def characters(key: object) -> int:
    """How many characters the texts of a hostile case have together in the key of a cache."""
    if isinstance(key, str):
        return len(key) if HOSTILE in key else 0
    if isinstance(key, Decimal):
        return len(str(key))
    if isinstance(key, tuple | list | frozenset):
        return sum(map(characters, cast("tuple[object, ...]", key)))
    kind: Any = type(key)
    if attrs.has(kind) and not isinstance(key, Rulebook | Rule):
        return sum(characters(getattr(key, field.name)) for field in attrs.fields(kind))
    return 0


def longest_key(cache: Any) -> int:
    """The size of the longest key that a cache holds at present."""
    tables = (held for held in gc.get_referents(cache) if isinstance(held, dict) and "__wrapped__" not in held)
    return max((characters(key) for table in tables for key in table), default=0)


def test_every_cache_with_arguments_counts_its_entries() -> None:
    own = caches()
    assert len(own) > 50
    assert all((cache.cache_info().maxsize or 0) <= MOST_ENTRIES for cache in own)
    unbounded = [cache for cache in own if cache.cache_info().maxsize is None]
    assert [cache.__qualname__ for cache in unbounded if cache.cache_info().currsize > 200] == []


def test_arguments_that_are_not_small_are_neither_kept_nor_hashed() -> None:
    calls: list[object] = []

    @remembered_if(lambda items, _rate: len(items) < 3, entries=2)
    def count(items: tuple[object, ...], rate: int) -> int:
        calls.append(items)
        return len(items) * rate

    unhashable: tuple[object, ...] = ([], [], [])
    assert [count((1,), 2), count((1,), 2), count(unhashable, 2), count(unhashable, 2)] == [2, 2, 6, 6]
    assert calls == [(1,), unhashable, unhashable]


def use_long_texts() -> None:
    """Assess a case full of long texts."""
    medicines = [Medicine(name=f"{HOSTILE} {'unknown ' * 100}{i}") for i in range(5)]
    yes = [
        Acknowledgement(rule="medicine.unrecognised", reason="r" * 150, about=f"{HOSTILE} {'x' * 900} {i}")
        for i in range(5)
    ]
    who = situation(
        medicines=medicines,
        other_conditions=[f"{HOSTILE} {'c' * 150} {i}" for i in range(20)],
        acknowledged=yes,
        kidney=None,
        egfr=Egfr(value=f"61.{'1' * 1000}", unit=EgfrUnit.ML_MIN),
    )
    ingredients = tuple(f"{HOSTILE} {'i' * 180} {i}" for i in range(40))
    assess(who, Proposal(intent=Intent.START, product=capsule(ingredients=ingredients)))
    assess(who, Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL, ingredients=ingredients)))
    day = DayFacts(stated=(who,), zone=None, day=date(2026, 11, 30))
    day.answer(Proposal(intent=Intent.START, product=capsule(ingredients=ingredients)), Tolerance.PROVEN, CURRENT)
    egfr_unit(f"{HOSTILE} {'u' * 5000}")
    Label.from_text(f"{HOSTILE} {'l' * 5000}")


def test_no_cache_keeps_a_long_key() -> None:
    use_long_texts()
    kept = {cache.__qualname__: longest_key(cache) for cache in caches()}
    assert {name: length for name, length in kept.items() if length > LONGEST_KEY} == {}
    assert max(kept.values()) > 0
    assert kept["_medicine"] > 0
