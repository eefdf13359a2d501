"""Cohorts: what stands in a cell and cannot be read is named."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from alpims_mg import CURRENT
from alpims_mg.adapters.frames import SCHEMA
from alpims_mg.adapters.frames.not_understood import words_not_understood
from alpims_mg.rulebook.registers import NOTHING_STATED


class TestAWord:
    @pytest.mark.parametrize(
        ("name", "cell", "words"),
        [
            ("zone", "purple", ("purple",)),
            ("zone", "  Purple Haze ", ("Purple Haze",)),
            ("zone", "red;green", ("red;green",)),
            ("age_years", -1.0, ("-1.0",)),
            ("age_years", 131, ("131",)),
            ("other_magnesium_mg", float("nan"), ("nan",)),
            ("target_mg", 100000.0, ("100000.0",)),
            ("hold_days", 0, ("0",)),
            ("elemental_mg", Decimal("-0.50"), ("-0.50",)),
            ("divides_into", 3.0, ("3.0",)),
            ("as_of", "yesterday", ("yesterday",)),
            ("conditions", "mcas; the blue disease;POTS", ("the blue disease",)),
            ("conditions", ["mcas", None, " a\nb"], ("a\\nb",)),
            ("medicines", "iron;blue pills;Ramipril 5 mg", ("blue pills",)),
            ("medicines", "levothyroxine and moxifloxacn", ("levothyroxine and moxifloxacn",)),
            ("other_conditions", "gout;\x00", ("\\x00",)),
            ("avoids", "dye;blue", ("blue",)),
            ("partial", "medicines;labels", ("labels",)),
            ("acknowledged", "consult.start;zone.red.capsule.change;x", ("zone.red.capsule.change", "x")),
            ("ingredients", "water;a\x00", ("a\\x00",)),
            ("conditions", "mcas;none", ("none",)),
            ("medicines", ("x;" * 501).rstrip(";"), ("x;" * 50 + "...",)),
            ("medicines", ["x"] * 501, ("x;" * 50 + "...",)),
            ("zone", "\ud800", ("\\ud800",)),
            ("zone", "x" * 100, ("x" * 100,)),
            ("zone", "x" * 101, ("x" * 100 + "...",)),
        ],
    )
    def test_that_cannot_be_read_is_shown_as_it_stands(self, name: str, cell: Any, words: tuple[str, ...]) -> None:
        assert words_not_understood(name, cell, CURRENT) == words

    @pytest.mark.parametrize("word", sorted(NOTHING_STATED))
    @pytest.mark.parametrize("name", ["zone", "kidney_date", "egfr", "conditions", "medicines", "avoids", "partial"])
    def test_that_states_nothing_is_never_named(self, name: str, word: str) -> None:
        assert words_not_understood(name, f" {word.upper()} ", CURRENT) == ()
        assert words_not_understood(name, None, CURRENT) == ()
        if name in ("conditions", "medicines"):
            assert words_not_understood(name, f"mcas;{word}" if name == "conditions" else f"iron;{word}", CURRENT) == ()

    @pytest.mark.parametrize(
        ("name", "cell"),
        [
            ("zone", " Green "),
            ("age_years", 34),
            ("egfr", "59.99"),
            ("kidney_date", date(2026, 1, 31)),
            ("conditions", " MCAS; Pots"),
            ("conditions", []),
            ("medicines", "unrecognised;iron;H03AA01;Ramipril 5 mg"),
            ("other_conditions", "the blue disease"),
            ("ingredients", "anything at all"),
            ("acknowledged", "consult.start"),
            *(("conditions", cell) for cell in ("none", " None;none", ["none"])),
        ],
    )
    def test_that_is_read_is_not_named(self, name: str, cell: Any) -> None:
        assert words_not_understood(name, cell, CURRENT) == ()

    def test_of_any_column_is_named(self) -> None:
        everything = {column.name: words_not_understood(column.name, "\x00", CURRENT) for column in SCHEMA}
        assert everything == {column.name: ("\\x00",) for column in SCHEMA}
