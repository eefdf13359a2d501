"""The options of the command ``cohort``: what they do, and what is said of those that cannot be read."""

import json
from pathlib import Path

import polars as pl
import pytest
from adapters.test_cohort import ENGINES, ROW, cohort, require

from alpims_mg.adapters.frames import Added
from alpims_mg.adapters.frames.cohort_options import code_words, column_names

Captured = pytest.CaptureFixture[str]


def write(folder: Path, **cells: str) -> Path:
    row = ROW | cells
    file = folder / "register.csv"
    file.write_text(f"{','.join(row)}\n{','.join(row.values())}\n")
    return file


class TestColumns:
    @ENGINES
    def test_may_have_other_names(self, engine: str, tmp_path: Path) -> None:
        require(engine)
        file, out = write(tmp_path), tmp_path / "out.parquet"
        file.write_text(file.read_text().replace("zone", "Zone today").replace("age_years", "a=b"))
        options = ("--columns", "zone=Zone today", "--columns", "age_years=a=b", "--columns", "decision=answer")
        assert cohort(file, "--out", out, "--engine", engine, *options) == 0
        assert pl.read_parquet(out).select("Zone today", "a=b", "answer").row(0) == ("red", "34", "withhold")

    @ENGINES
    @pytest.mark.parametrize("name", ["decision", "DECISION", "rungs"])
    def test_of_the_name_of_an_added_column_need_a_prefix(
        self, engine: str, name: str, tmp_path: Path, capsys: Captured
    ) -> None:
        require(engine)
        file, out = write(tmp_path, **{name: "mine"}), tmp_path / "out.parquet"
        assert cohort(file, "--out", out, "--engine", engine) == 2
        assert capsys.readouterr().err == (
            f"{name} must be a name that no added column has; got a column of the register; "
            "add --prefix mg_, which then stands before the added names\n"
        )
        assert cohort(file, "--out", out, "--engine", engine, "--prefix", "mg_") == 0
        written = pl.read_parquet(out)
        assert written.columns == [*ROW, name, *(f"mg_{added}" for added in Added)]
        assert written.select(name, "mg_decision").row(0) == ("mine", "withhold")


class TestBadOptions:
    def test_are_all_named_together(self, tmp_path: Path, capsys: Captured) -> None:
        file, out = write(tmp_path), tmp_path / "out.csv"
        file.write_text(file.read_text().replace(",", ";"))
        options = {
            "--columns": "zoen=x",
            "--codes": "kidney",
            "--separator": "ab",
            "--encoding": "rot13",
            "--prefix": "=1",
            "--engine": "abacus",
        }
        assert cohort(file, "--out", out, *(text for option in options.items() for text in option)) == 2
        messages = capsys.readouterr().err.splitlines()
        assert [message.split(" must be ")[0] for message in messages] == [*options, "register.csv"]

    @pytest.mark.parametrize("text", ["a", '"', "\n", "é", "", "ab"])
    def test_of_separators_are_named(self, text: str, tmp_path: Path, capsys: Captured) -> None:
        assert cohort(write(tmp_path), "--out", tmp_path / "out.csv", "--separator", text) == 2
        message = "--separator must be one character between cells; got "
        assert capsys.readouterr().err == f"{message}{text!r}; write for example ';', '|' or tab\n"

    @pytest.mark.parametrize("text", ["utf-9", "base64", "", "\0"])
    def test_of_encodings_are_named(self, text: str, tmp_path: Path, capsys: Captured) -> None:
        assert cohort(write(tmp_path), "--out", tmp_path / "out.csv", "--encoding", text) == 2
        message = "--encoding must be the name of an encoding of text; got "
        assert capsys.readouterr().err == f"{message}{text!r}; write for example cp1252, latin-1 or utf-16\n"

    @pytest.mark.parametrize(
        ("text", "fix"),
        [
            ("zone", "write for example --columns kidney='Kidney function'"),
            ("zone=", "write for example --columns kidney='Kidney function'"),
            ("kidny=x", "did you mean kidney?"),
            ("x=y", "write for example --columns kidney='Kidney function'"),
        ],
    )
    def test_of_columns_are_named(self, text: str, fix: str) -> None:
        faults: list[object] = []
        assert column_names([text, "zone=z"], faults) == {"zone": "z"}  # type: ignore[arg-type]  # only printed
        (fault,) = map(str, faults)
        assert fault.startswith("--columns must be ")
        assert fault.endswith(f"; {fix}")

    def test_of_codes_are_named(self) -> None:
        faults: list[object] = []
        texts = ["kidney=1:normal, 2:moderate", "kidney=3:severe", "zone=a:b:c"]
        assert code_words(texts, faults) == {  # type: ignore[arg-type]  # only printed
            "kidney": {"1": "normal", "2": "moderate", "3": "severe"},
            "zone": {"a": "b:c"},
        }
        assert faults == []
        for text in ("kidney=1", "kidney=:normal", "kidney=1:", "kidney=1:normal,1:severe"):
            code_words([text], faults)  # type: ignore[arg-type]  # only printed
        assert len(faults) == 4
        for fault in map(str, faults):
            assert fault.startswith("--codes must be a column and each of its codes with one word; got ")
            assert fault.endswith("; write for example --codes kidney=1:normal,2:moderate")


class TestTheReport:
    def test_stands_before_the_answers_and_names_the_options(self, tmp_path: Path, capsys: Captured) -> None:
        file = write(tmp_path, zone="purple", Tolerence="good")
        assert cohort(file, "--out", tmp_path / "out.csv") == 0
        printed = capsys.readouterr().out
        assert printed.index("Not understood in zone") < printed.index("Decisions")
        assert "--columns" in printed
        assert "columns={" not in printed
        assert cohort(file, "--out", tmp_path / "out.csv", "--force", "--json") == 0
        (problem,) = json.loads(capsys.readouterr().out)["report"]["problems"]
        assert (problem["column"], problem["value"], problem["rows"]) == ("zone", "purple", 1)

    @ENGINES
    def test_is_mended_by_the_options_that_its_messages_show(
        self, engine: str, tmp_path: Path, capsys: Captured
    ) -> None:
        require(engine)
        file, out = write(tmp_path, kidney="1"), tmp_path / "out.parquet"
        assert cohort(file, "--out", out, "--engine", engine) == 2
        message = capsys.readouterr().err
        assert "say what each code means: --codes kidney=1:WORD" in message
        assert "codes={" not in message
        assert cohort(file, "--out", out, "--engine", engine, "--codes", "kidney=1:norml") == 2
        assert capsys.readouterr().err.startswith("--codes['kidney']['1'] must be one of the words normal, ")
        assert cohort(file, "--out", out, "--engine", engine, "--codes", "kidney=1:normal") == 0
        assert pl.read_parquet(out).select("kidney", "decision").row(0) == ("1", "withhold")
