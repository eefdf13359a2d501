"""Cohorts: every row of a frame has the answer that ``assess`` gives, whatever stands in it and whatever holds it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given, strategies as st

from alpims_mg import (
    CURRENT,
    Citation,
    Condition,
    InvalidInputError,
    KidneyFunction,
    MedicineClass,
    NeedsInformation,
    Rule,
    Source,
    Standing,
    Verdict,
    Withhold,
    tightened,
    when,
)
from alpims_mg.adapters.frames import SCHEMA, Added, Layout, assess_frame, compare_frames, decode, explain_row
from alpims_mg.adapters.frames.rows import answered, decided, read_row
from alpims_mg.adapters.frames.states import states_of
from alpims_mg.rulebook import Rulebook
from alpims_mg.rulebook.conditions import ConditionKey
from alpims_mg.rulebook.medicines import Interaction
from alpims_mg.testing.registers import registers
from alpims_mg.vocabulary import Effect, Route, Severity

ADDED = [str(one) for one in Added]
TOLD = [name for name in ADDED if name != "state"]
POLICY = Source(title="Our clinic's policy", standing=Standing.CONVENTION)


def polars_frame(columns: Mapping[str, list[Any]]) -> pl.DataFrame:
    """A register as polars types it: numbers are floats, everything else is text."""
    numbers = {name: pl.Float64 for name, cells in columns.items() if any(isinstance(cell, float) for cell in cells)}
    words = {name: pl.String for name in columns if name not in numbers}
    whole = {name: pl.Float64 for name in ("divides_into", "hold_days") if name in columns}
    return pl.DataFrame(columns, schema_overrides={**words, **numbers, **whole}, strict=False)


def told_of(row: Mapping[str, Any], rulebook: Rulebook = CURRENT) -> tuple[object, ...]:
    """What the added columns must say of a row, but for the state."""
    answer = answered(row, rulebook)
    return (
        str(answer.decision),
        None if answer.verdict is None else str(answer.verdict),
        set(answer.binding),
        ";".join(answer.missing),
        None if answer.first is None else answer.first.nanograms / 10**6,
        None if answer.last is None else answer.last.nanograms / 10**6,
        answer.rungs,
    )


def added_to(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return [(*row[:2], set(filter(None, row[2].split(";"))), *row[3:]) for row in frame.select(TOLD).rows()]


def assert_told(answers: pl.DataFrame, register: pl.DataFrame, rulebook: Rulebook = CURRENT) -> None:
    """Every row of the answers says what the scalar functions say of the row of the register."""
    memo = cache(lambda cells: told_of(dict(zip(register.columns, cells, strict=True)), rulebook))
    wanted = [memo(tuple(map(_whole, cells))) for cells in register.rows()]
    told = added_to(answers)
    assert len(told) == len(wanted)
    wrong = [(cells, got, want) for cells, got, want in zip(register.rows(), told, wanted, strict=True) if got != want]
    assert wrong == []


def _whole(cell: Any) -> Any:
    return tuple(cell) if isinstance(cell, list) else cell


def stricter() -> Rulebook:
    """A clinic's own rulebook, with rows that reach over several tables."""
    cites = (Citation(source=POLICY, place="section 2", claim="POTS and iron are seen first."),)
    iron = Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.UNKNOWN,), severity=Severity.MAJOR, hours=None)
    given = next(rule.then for key, rule in CURRENT.medicines if key.medicine is MedicineClass.IRON)
    return tightened(
        CURRENT,
        [
            Rule(
                id="condition.ours-pots",
                when=when(condition=Condition.POTS),
                then=Verdict.WITHHOLD,
                because="ours",
                cites=cites,
            ),
            Rule(
                id="medicine.ours-iron",
                when=when(medicine=MedicineClass.IRON, kidney=set(KidneyFunction), route=set(Route)),
                then=attrs.evolve(iron, hours=given.hours, effects=given.effects),
                because="ours",
                cites=cites,
            ),
        ],
    )


class TestEveryRow:
    @pytest.mark.parametrize("hostile", [0, 40, 400])
    def test_has_the_answer_that_the_scalar_functions_give(self, hostile: int) -> None:
        register = polars_frame(registers(3000, seed=hostile, hostile=hostile))
        assert_told(assess_frame(register), register)
        assert_told(assess_frame(register.lazy()).collect(), register)

    def test_has_the_answer_of_a_local_policy(self) -> None:
        columns = registers(1500, seed=5, hostile=20)
        columns["medicines"][::3] = ["iron"] * len(columns["medicines"][::3])
        register, ours = polars_frame(columns), stricter()
        assert_told(assess_frame(register, ours), register, ours)

    def test_is_answered_as_assess_itself_does(self) -> None:
        register = polars_frame(registers(400, seed=9, hostile=60))
        for row in register.rows(named=True):
            decision = decided(read_row(row, CURRENT), CURRENT)
            answer = answered(row, CURRENT)
            assert decision.answer is answer.decision
            assert answer.verdict in (None, decision.verdict)
            assert answer.missing == (decision.missing if isinstance(decision, NeedsInformation) else ())
            withheld = {one.rule for one in decision.findings if one.verdict is Verdict.WITHHOLD}
            assert not isinstance(decision, Withhold) or set(answer.binding) == withheld

    def test_keeps_its_place_and_its_other_columns(self) -> None:
        register = polars_frame(registers(500, seed=2)).with_columns(person=pl.int_range(pl.len()))
        before = register.clone()
        answers = assess_frame(register)
        assert answers.drop(ADDED).equals(before)
        assert register.equals(before)
        assert answers.columns == [*before.columns, *ADDED]

    def test_has_the_same_types_whatever_stands_in_it(self) -> None:
        full = assess_frame(polars_frame(registers(300, seed=1)))
        empty = assess_frame(polars_frame(registers(300, seed=1)).clear())
        assert full.select(ADDED).schema == empty.select(ADDED).schema
        assert empty.height == 0


class TestEveryState:
    def test_is_answered_as_its_row_is_and_is_told_by_its_code(self) -> None:
        codes, rows = zip(*states_of(CURRENT).all(), strict=True)
        names = dict.fromkeys(name for row in rows[1:2] for name in row)
        columns = {name: [row.get(name) for row in rows] for name in names}
        register = polars_frame(columns)
        answers = assess_frame(register)
        assert answers["state"].to_list() == list(codes)
        assert len(set(codes)) == len(codes) > 100_000
        assert_told(answers, register)
