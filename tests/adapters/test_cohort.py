"""The command for whole registers: files in, one complete file out or none, and a summary of the answers."""

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from adapters.test_frames import ADDED, polars_frame

from alpims_mg import EDITION, Condition, InvalidInputError, __main__
from alpims_mg.adapters import cli
from alpims_mg.adapters.frames import Added, assess_frame, command, register_engines, row_progress
from alpims_mg.adapters.frames.schema import PATHS
from alpims_mg.testing import registers

ROOT = Path(__file__).resolve().parents[2]
OTHERS = __main__.EXTRA_COMMANDS


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.parquet"
    polars_frame(registers(500, seed=41, hostile=20)).write_parquet(path)
    return path


def cohort(*arguments: object) -> int:
    return cli.run(["cohort", *map(str, arguments)], OTHERS)


ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])


def require(engine: str) -> None:
    """Skip the test if the engine is not installed, unless all engines are required."""
    if engine == "duckdb" and not os.environ.get("ALL_ENGINES"):
        pytest.importorskip("duckdb")
        pytest.importorskip("pyarrow")


class TestFiles:
    @ENGINES
    @pytest.mark.parametrize("suffix", ["parquet", "csv"])
    def test_are_written_completely_and_in_order(
        self, register: Path, engine: str, suffix: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        require(engine)
        out = register.with_name(f"decisions.{suffix}")
        assert cohort(register, "--out", out, "--engine", engine) == 0
        expected = assess_frame(pl.read_parquet(register))
        written = pl.read_parquet(out) if suffix == "parquet" else pl.read_csv(out, infer_schema=False)
        assert written.columns == expected.columns
        for name in ("decision", "rungs", "age_years"):
            assert written[name].cast(expected[name].dtype).equals(expected[name]), name
        printed = capsys.readouterr()
        assert printed.err == ""
        for answer, rows in expected["decision"].value_counts().rows():
            assert any(line.split() == [answer, str(rows)] for line in printed.out.splitlines())
        assert printed.out.startswith(f"500 rows are assessed by edition {EDITION}\n\nWritten to\n")
        assert str(out) in "".join(printed.out.split())
        assert "not a diagnosis" in " ".join(printed.out.split())
        assert sorted(path.name for path in register.parent.iterdir()) == sorted([register.name, out.name])

    def test_may_be_several_in_a_folder(self, register: Path, tmp_path: Path) -> None:
        folder, out = tmp_path / "parts", tmp_path / "out.parquet"
        folder.mkdir()
        whole = pl.read_parquet(register)
        for part in range(5):
            whole.slice(part * 100, 100).write_parquet(folder / f"{part}.parquet")
        (folder / "notes.txt").write_text("not a register")
        assert cohort(folder, "--out", out) == 0
        assert pl.read_parquet(out).equals(assess_frame(whole))

    def test_may_be_csv(self, register: Path, tmp_path: Path) -> None:
        file, out = tmp_path / "register.csv", tmp_path / "out.parquet"
        whole = polars_frame(registers(300, seed=42))
        whole.write_csv(file)
        assert cohort(file, "--out", out) == 0
        written = pl.read_parquet(out)
        for name in ("decision", "rungs"):
            assert written[name].cast(pl.String).equals(assess_frame(whole)[name].cast(pl.String)), name

    @ENGINES
    def test_of_csv_may_have_their_first_fraction_late(self, engine: str, tmp_path: Path) -> None:
        require(engine)
        file, out = tmp_path / "register.csv", tmp_path / "out.parquet"
        whole = polars_frame(registers(1, seed=42)).select(pl.all().repeat_by(30_000).explode())
        late = pl.when(pl.int_range(pl.len()) < 29_999).then(100.0).otherwise(62.5)
        whole = whole.with_columns(elemental_mg=late, current_daily_mg=late)
        whole.with_columns(late.cast(pl.String).str.strip_suffix(".0").alias("elemental_mg")).write_csv(file)
        assert cohort(file, "--out", out, "--engine", engine) == 0
        assert pl.read_parquet(out)["elemental_mg"].cast(pl.Float64).to_list() == whole["elemental_mg"].to_list()


ROW = {
    "id": "007",
    "zone": "red",
    "age_years": "34",
    "kidney": "normal",
    "conditions": "none",
    "medicines": "none",
    "other_magnesium_mg": "0",
    "intent": "start",
    "product": "capsule",
    "form": "glycinate",
    "elemental_mg": "100",
    "divides_into": "4",
    "dosage_form": "hard-capsule",
    "ingredients": "hypromellose",
}


@ENGINES
class TestCsvFiles:
    """The cells of CSV files are read by the same rules on every engine, and are written unchanged."""

    def answers(self, folder: Path, engine: str, name: str = "a.csv", **cells: str) -> dict[str, Any]:
        require(engine)
        folder.mkdir(exist_ok=True)
        row = {**ROW, **cells}
        cells = {name: cell for name, cell in row.items() if cell != "left out"}
        (folder / name).write_text("\n".join((",".join(cells), ",".join(cells.values()), "")))
        out = folder.parent / "out.parquet"
        assert cohort(folder, "--out", out, "--engine", engine, "--force") == 0
        written = pl.read_parquet(out)
        assert [cell or "" for cell in written.select(*cells).row(0)] == [cell.strip('"') for cell in cells.values()]
        assert written.columns == [*cells, *map(str, Added)]
        return written.row(0, named=True)

    def test_have_no_columns_from_the_name_of_their_folder(self, engine: str, tmp_path: Path) -> None:
        assert self.answers(tmp_path / "zone=green", engine)["binding_rules"] == "zone.red.capsule.change"

    @pytest.mark.parametrize("suffix", ["csv", "parquet"])
    def test_may_have_names_that_look_like_patterns(self, engine: str, suffix: str, tmp_path: Path) -> None:
        require(engine)
        folder, out = tmp_path / "parts [1]", tmp_path / "out[1].parquet"
        folder.mkdir()
        for name, zone in (("r[ab]", "red"), ("ra", "green"), ("r?", "yellow"), ("r*", "red")):
            frame = pl.DataFrame({**ROW, "zone": zone}).with_columns(
                pl.col("age_years", "elemental_mg", "divides_into", "other_magnesium_mg").cast(pl.Float64)
            )
            (frame.write_csv if suffix == "csv" else frame.write_parquet)(folder / f"{name}.{suffix}")
        assert cohort(folder, "--out", out, "--engine", engine) == 0
        written = pl.read_parquet(out, glob=False)
        assert written["zone"].to_list() == ["red", "yellow", "red", "green"]

    @pytest.mark.parametrize("cell", ["", '""'])
    def test_state_nothing_in_empty_cells(self, engine: str, cell: str, tmp_path: Path) -> None:
        answers = self.answers(tmp_path / "x", engine, zone="green", conditions=cell, medicines=cell)
        assert answers["missing_facts"] == "situation.conditions;situation.medicines"

    @pytest.mark.parametrize(
        ("name", "cell"),
        [
            ("kidney_date", "02/12/2023"),
            ("as_of", "2023-02-30"),
            ("other_magnesium_mg", "lots"),
            ("target_mg", "200.00000000000000000001"),
            ("age_years", "1e400"),
            ("zone", "purple"),
            ("egfr", "~ 60"),
        ],
    )
    def test_give_no_permission_for_cells_that_cannot_be_read(
        self, engine: str, name: str, cell: str, tmp_path: Path
    ) -> None:
        answers = self.answers(tmp_path / "x", engine, **{"zone": "green", name: cell})
        assert (answers["decision"], answers["missing_facts"]) == ("needs-information", PATHS[name])

    def test_may_hold_flags(self, engine: str, tmp_path: Path) -> None:
        flags = {f"conditions.{word}": "False" for word in map(str, Condition)} | {"conditions.mcas": "true"}
        answers = self.answers(tmp_path / "x", engine, zone="red", conditions="left out", **flags)
        assert answers["binding_rules"] == "zone.red.capsule.change"
        flags["conditions.mcas"] = "x"
        answers = self.answers(tmp_path / "x", engine, zone="green", conditions="left out", **flags)
        assert answers["missing_facts"] == "situation.conditions"

    @pytest.mark.parametrize(("name", "code"), [("kidney", "2.0"), ("zone", "2"), ("product", "0"), ("form", "1")])
    def test_must_not_hold_codes_that_nothing_maps_to_words(
        self, engine: str, name: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        require(engine)
        row = {**ROW, name: code}
        (tmp_path / "a.csv").write_text(f"{','.join(row)}\n{','.join(row.values())}\n")
        assert cohort(tmp_path / "a.csv", "--out", tmp_path / "out.csv", "--engine", engine) == 2
        message = capsys.readouterr().err
        assert message.startswith(f"{name} must be one of the words ")
        assert f"got the codes {code}; say what each code means: --codes {name}={code}:WORD" in message
        assert message.count("\n") == 1
        assert not (tmp_path / "out.csv").exists()

    @pytest.mark.parametrize(
        ("rate", "binding"),
        [
            ("29.99999999999999999999999", "kidney.severe"),
            ("2.99999999999999999e1", "kidney.severe"),
            ("82.59172743192929", ""),
            ("59.9999999999999999999", "kidney.moderate"),
            ("unknown", ""),
            (" NA ", ""),
        ],
    )
    def test_hold_an_egfr_with_any_decimals(self, engine: str, rate: str, binding: str, tmp_path: Path) -> None:
        cells = {"zone": "green", "egfr": rate, "kidney": "normal"}
        answers = self.answers(tmp_path / "x", engine, **cells)
        assert answers["decision"] != "needs-information"
        rules = [rule for rule in answers["binding_rules"].split(";") if rule.startswith("kidney.")]
        assert rules[:1] == [binding] * bool(binding)

    @pytest.mark.parametrize("blank", ["\n", "\n\n\n"])
    def test_have_no_person_in_a_blank_line(self, engine: str, blank: str, tmp_path: Path) -> None:
        require(engine)
        file, out = tmp_path / "a.csv", tmp_path / "out.parquet"
        file.write_text(f"{','.join(ROW)}\n{','.join(ROW.values())}\n{blank}{','.join(ROW.values())}\n{blank}")
        assert cohort(file, "--out", out, "--engine", engine) == 0
        assert pl.read_parquet(out).height == 2

    def test_must_name_each_column_once_and_all_flags(
        self, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        require(engine)
        file, names, cells = tmp_path / "a.csv", ",".join(ROW), ",".join(ROW.values())
        repeated = "a.csv must be a file that names each column once; got more than one zone"
        no_flag = "conditions.kidney-disease must be a Boolean column, or one of yes and no; got no such column"
        for column, message in (("zone", repeated), ("conditions.mcas", no_flag)):
            header = names.replace("conditions,", "conditions.pots,") if "." in column else names
            file.write_text(f"{column},{header}\ngreen,{cells}\n")
            assert cohort(file, "--out", tmp_path / "out.csv", "--engine", engine) == 2
            assert capsys.readouterr().err.startswith(message)

    def test_must_have_their_columns_in_the_same_order(
        self, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        require(engine)
        folder = tmp_path / "parts"
        folder.mkdir()
        for name, row in (("a", ROW), ("b", dict(reversed(ROW.items())))):
            (folder / f"{name}.csv").write_text("\n".join((",".join(row), ",".join(row.values()), "")))
        assert cohort(folder, "--out", tmp_path / "out.csv", "--engine", engine) == 2
        message = "b.csv must be a file with the columns and types of a.csv; got another order of columns"
        assert capsys.readouterr().err.startswith(message)


class TestBadInput:
    def test_names_that_duckdb_would_change_are_a_fault_before_any_work(
        self, register: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        require("duckdb")
        pl.read_parquet(register).with_columns(Rungs=pl.lit("oak")).write_parquet(register)
        assert cohort(register, "--out", register.with_name("out.csv"), "--engine", "duckdb") == 2
        assert capsys.readouterr().err == (
            "Rungs must be a name that no added column has; got a column of the register; "
            "add --prefix mg_, which then stands before the added names\n"
        )
        with_names = pl.read_parquet(register).drop("Rungs").with_columns(ID=pl.lit("oak"), id=pl.lit("elm"))
        with_names.write_parquet(register)
        assert cohort(register, "--out", register.with_name("out.csv"), "--engine", "duckdb") == 2
        assert capsys.readouterr().err.startswith(
            "id must be a name that differs from all other names by more than case"
        )

    @ENGINES
    @pytest.mark.parametrize("suffix", ["parquet", "csv"])
    def test_files_must_have_the_same_columns(
        self, engine: str, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        require(engine)
        folder, whole = tmp_path / "parts", polars_frame(registers(500, seed=41))
        folder.mkdir()
        for part in range(20):
            frame = whole.with_columns(pl.lit(part).alias("zone" if part == 11 else "person"))
            (frame.write_parquet if suffix == "parquet" else frame.write_csv)(folder / f"{part:02}.{suffix}")
        assert cohort(folder, "--out", tmp_path / "out.parquet", "--engine", engine) == 2
        difference = "zone: Int" if suffix == "parquet" else "person: "
        message = f"11.{suffix} must be a file with the columns and types of 00.{suffix}; got {difference}"
        error = capsys.readouterr().err
        assert error.startswith(message)
        assert "person: no such column; write the same columns in the same order to all files" in error

    @ENGINES
    def test_files_must_be_complete(
        self, register: Path, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        require(engine)
        file, out = tmp_path / "register.parquet", tmp_path / "out.parquet"
        torn = bytearray(register.read_bytes())
        torn[4 : len(torn) // 2] = b"\xab" * (len(torn) // 2 - 4)
        for content in (torn, b"no register"):
            file.write_bytes(content)
            assert cohort(file, "--out", out, "--engine", engine) == 2
            assert capsys.readouterr().err.startswith("FILE must be complete and readable, and --out writable; got ")
            assert [path.name for path in tmp_path.iterdir()] == [file.name]

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            (lambda file, out: (file.with_name("none.parquet"), out), "FILE must be"),
            (lambda file, out: (file, out.with_suffix(".xlsx")), "--out must be"),
            (lambda file, out: (file, out.parent / "nowhere" / "out.csv"), "--out must be"),
        ],
    )
    def test_is_a_fault_and_nothing_is_written(
        self, register: Path, change: Callable[..., Any], fault: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file, out = change(register, register.with_name("out.parquet"))
        assert cohort(file, "--out", out) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.startswith(fault)) == ("", True)
        assert [path.name for path in register.parent.iterdir()] == [register.name]

    def test_with_an_unknown_engine_is_a_fault(self, register: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cohort(register, "--out", register.with_name("out.csv"), "--engine", "abacus") == 2
        assert capsys.readouterr().err.startswith("--engine must be polars or duckdb; got 'abacus'")

    def test_with_an_engine_that_is_not_installed_names_the_extra(
        self, register: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(register_engines, "find_spec", lambda name: None)
        assert cohort(register, "--out", register.with_name("out.csv"), "--engine", "duckdb") == 2
        assert "alpims-mg[engines]" in capsys.readouterr().err

    def test_in_the_schema_gives_all_faults(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "register.csv"
        file.write_text("zone,age_years\ngreen,old\n")
        assert cohort(file, "--out", tmp_path / "out.csv") == 2
        assert len(capsys.readouterr().err.splitlines()) > 5


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestProgress:
    def test_shows_rows_rate_and_time_left_on_a_terminal(self) -> None:
        stream = Terminal()
        with row_progress.progress(4_000, stream) as count:
            time.sleep(0.6)
            count(1_000)
            time.sleep(0.6)
        lines = stream.getvalue().split("\r")
        assert lines[1].strip() == "0 of 4,000 rows, 0 a second"
        assert lines[-1].startswith("1,000 of 4,000 rows, ")
        assert lines[-1].rstrip().endswith("s left")

    def test_is_silent_elsewhere(self) -> None:
        stream = io.StringIO()
        with row_progress.progress(10, stream) as count:
            count(10)
        assert stream.getvalue() == ""


class TestAMissingExtra:
    def test_is_named_and_other_commands_still_work(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(__main__, "find_spec", lambda name: None if name == "polars" else name)
        monkeypatch.setattr(sys, "argv", ["alpims_mg", "cohort", "a", "--out", "b"])
        assert __main__.main() == 2
        assert capsys.readouterr().err == "the command cohort needs polars: pip install 'alpims-mg[cli,frames]'\n"
        monkeypatch.setattr(sys, "argv", ["alpims_mg", "rules"])
        assert __main__.main() == 0

    def test_the_command_is_listed_without_loading_a_frame_library(self) -> None:
        script = (
            "import sys; from alpims_mg.__main__ import main; sys.argv = ['alpims_mg', '--help']; main(); "
            "print(sorted({'polars', 'narwhals'} & set(sys.modules)), file=sys.stderr)"
        )
        ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
        assert "cohort" in ran.stdout
        assert ran.stderr == "[]\n"


def test_the_command_uses_the_added_columns_of_the_frame_adapter() -> None:
    assert set(ADDED) >= {Added.DECISION.value, Added.BINDING.value}
    with pytest.raises(InvalidInputError):
        command.cohort(Path("nowhere"), out=Path("out.csv"))


def test_counting_rows_returns_the_same_batch() -> None:
    counts: list[int] = []
    batch = pl.DataFrame({"zone": ["green", "red"]})
    assert register_engines.count_rows(counts.append, lambda _: None, batch) is batch
    assert counts == [2]
