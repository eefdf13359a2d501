"""Cohorts: what stands in a cell and cannot be read is named."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from adapters.test_engines import ENGINES
from adapters.test_frames import one_row

from alpims_mg import CURRENT, explain
from alpims_mg.adapters.frames import SCHEMA, Added, assess_frame, explain_row
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


class TestTheColumn:
    @pytest.mark.parametrize("name", ENGINES)
    def test_names_each_word_by_the_name_of_its_column_in_the_frame(self, name: str) -> None:
        register = pl.concat(
            [
                one_row(),
                one_row(zone="Purple ", conditions="mcas; the blue disease;NA", medicines="iron;blue pills;xyz"),
                one_row(kidney="unknown", other_magnesium_mg=-1.0, zone="blue"),
            ]
        ).rename({"zone": "Zone heute"})
        convert, convert_back, _ = ENGINES[name]
        frame = assess_frame(convert(register), columns={"zone": "Zone heute"}, add=[Added.NOT_UNDERSTOOD])
        assert convert_back(frame)["not_understood"].to_list() == [
            "",
            "Zone heute: Purple;conditions: the blue disease;medicines: blue pills;medicines: xyz",
            "Zone heute: blue;other_magnesium_mg: -1.0",
        ]

    @pytest.mark.parametrize(
        ("name", "cells", "texts"),
        [
            ("zone", pl.Series(["green", "blue"], dtype=pl.Enum(["green", "blue"])), ["", "zone: blue"]),
            ("zone", pl.Series(["green", "blue"], dtype=pl.Categorical), ["", "zone: blue"]),
            ("age_years", pl.Series([34, -7], dtype=pl.Int8), ["", "age_years: -7"]),
            ("age_years", pl.Series([34, 131.5], dtype=pl.Float32), ["", "age_years: 131.5"]),
            ("target_mg", pl.Series(["300.00", "1000.50"]).cast(pl.Decimal(10, 2)), ["", "target_mg: 1000.50"]),
            ("egfr", pl.Series([59.5, -0.5]), ["", "egfr: -0.5"]),
            ("egfr", pl.Series(["59.5", "3000.25"]), ["", "egfr: 3000.25"]),
            ("conditions", pl.Series([["mcas"], ["a;b", None, "mcas"]]), ["", "conditions: a;b"]),
            ("as_of", pl.Series([date(2026, 1, 31), None]), ["", ""]),
            ("as_of", pl.Series([0, 2**31 - 1], dtype=pl.Int32).cast(pl.Date), ["", "as_of: 2147483647.0"]),
            ("as_of", pl.Series([datetime(2026, 1, 1), datetime(2026, 1, 1, 9)]), ["", "as_of: 2026-01-01 09:00:00"]),
            ("egfr", pl.Series(["60 ml/min", "80-70"]), ["", "egfr: 80-70"]),
        ],
    )  # fmt: skip
    def test_shows_a_cell_of_any_type_as_it_stands(self, name: str, cells: pl.Series, texts: list[str]) -> None:
        register = pl.concat([one_row()] * 2).with_columns(cells.alias(name))
        for frame in (register, register.lazy()):
            assert assess_frame(frame).lazy().collect()["not_understood"].to_list() == texts

    def test_shows_a_flag_that_is_neither_yes_nor_no(self) -> None:
        words = next(column.words for column in SCHEMA if column.name == "conditions")
        flags = {f"conditions.{word}": pl.lit("no") for word in words} | {"conditions.mcas": pl.lit("perhaps")}
        register = one_row().drop("conditions").with_columns(**flags)
        assert assess_frame(register)["not_understood"].to_list() == ["conditions.mcas: perhaps"]

    def test_shows_the_cell_and_not_what_a_code_means(self) -> None:
        register = pl.concat([one_row(conditions="7; mcas")] * 2).with_columns(kidney=pl.Series([True, False]))
        codes: dict[str, Any] = {"kidney": {True: "normal", False: "severe"}, "conditions": {7: "pots;eds"}}
        assert assess_frame(register, codes=codes)["not_understood"].to_list() == ["", ""]
        register = register.with_columns(conditions=pl.lit("7;8"), zone=pl.lit("G"))
        answers = assess_frame(register, codes={**codes, "zone": {"Y": "yellow"}})
        assert answers["not_understood"].to_list() == ["zone: G;conditions: 8"] * 2

    def test_is_empty_for_a_column_that_states_nothing(self) -> None:
        register = one_row().with_columns(pl.lit(None).alias("target_mg"), pl.lit(None, pl.Binary).alias("hold_days"))
        assert assess_frame(register, add=[Added.NOT_UNDERSTOOD])["not_understood"].to_list() == [""]


class TestAnExplanation:
    def test_says_what_stands_in_the_register_and_what_we_read(self) -> None:
        register = one_row(zone="purple", conditions="mcas;the blue disease", kidney=None).rename({"zone": "Zone"})
        answer = explain_row(register, 0)
        texts = [gap.text for gap in answer.not_checked]
        assert 'the register says "purple" in Zone. We read green, yellow or red' in texts
        assert any(text.startswith('the register says "the blue disease" in conditions. We do not') for text in texts)
        stated = {gap.path for gap in answer.not_checked if gap.text.endswith("not stated")}
        assert "situation.zone" not in stated
        assert 'The register says "purple" in Zone.' in str(answer)

    def test_is_asked_about_and_counted_among_the_questions(self) -> None:
        page = " ".join(str(explain_row(one_row(zone=None, kidney_date="10/01/2026"), 0)).split())
        assert "Answer 2 questions. Until then" in page
        assert '2. The register says "10/01/2026" in kidney_date. We read a date' in page
        assert "Not checked The register" not in page
        assert "Answer 2 questions." in " ".join(str(explain_row(one_row(zone=None, intent="x"), 0)).split())

    def test_and_its_column_stay_as_they_stand_in_another_language(self) -> None:
        text = explain(explain_row(one_row(conditions="Lactation;kidney", zone="Stop"), 0), language="de")
        assert "steht „kidney“ in conditions" in " ".join(text.split())

    def test_says_it_where_there_is_no_proposal_and_where_less_is_taken(self) -> None:
        no_proposal = explain_row(one_row(intent="x"), 0)
        assert 'The register says "x" in intent.' in str(no_proposal)
        lower = explain_row(one_row(intent="lower", current_daily_mg=100.0, zone="blue"), 0)
        assert [gap.text for gap in lower.not_checked if gap.path == "situation.zone"] == [
            'the register says "blue" in zone. We read green, yellow or red'
        ]
