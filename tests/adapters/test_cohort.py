"""The command for whole registers: files in, one whole file out or none, and what the answers come to."""

import io
import os
import signal
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
from alpims_mg.adapters.frames import Added, assess_frame, command
from alpims_mg.adapters.frames.schema import PATHS
from alpims_mg.testing import registers

ROOT = Path(__file__).resolve().parents[2]
OTHERS = {"cohort": ("alpims_mg.adapters.frames.command:cohort", "Answer for every row.")}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.parquet"
    polars_frame(registers(500, seed=41, hostile=20)).write_parquet(path)
    return path


def cohort(*arguments: object) -> int:
    return cli.run(["cohort", *map(str, arguments)], OTHERS)


ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])


def here(engine: str) -> None:
    """Skips where an engine is not here and need not be."""
    if engine == "duckdb" and not os.environ.get("ALL_ENGINES"):
        pytest.importorskip("duckdb")
        pytest.importorskip("pyarrow")


class TestFiles:
    @ENGINES
    @pytest.mark.parametrize("kind", ["parquet", "csv"])
    def test_come_out_whole_and_in_order(
        self, register: Path, engine: str, kind: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        here(engine)
        out = register.with_name(f"decisions.{kind}")
        assert cohort(register, "--out", out, "--engine", engine) == 0
        expected = assess_frame(pl.read_parquet(register))
        told = pl.read_parquet(out) if kind == "parquet" else pl.read_csv(out, infer_schema=False)
        assert told.columns == expected.columns
        for name in ("decision", "state", "age_years"):
            assert told[name].cast(expected[name].dtype).equals(expected[name]), name
        printed = capsys.readouterr()
        assert printed.err == ""
        for answer, rows in expected["decision"].value_counts().rows():
            assert any(answer in line and f" {rows} " in line for line in printed.out.splitlines())
        assert f"500 rows in {out}. Edition {EDITION}." in printed.out
        assert "no diagnosis" in " ".join(printed.out.split())
        assert sorted(path.name for path in register.parent.iterdir()) == sorted([register.name, out.name])

    def test_may_be_many_in_a_folder(self, register: Path, tmp_path: Path) -> None:
        folder, out = tmp_path / "parts", tmp_path / "out.parquet"
        folder.mkdir()
        whole = pl.read_parquet(register)
        for part in range(5):
            whole.slice(part * 100, 100).write_parquet(folder / f"{part}.parquet")
        (folder / "notes.txt").write_text("not a register")
        assert cohort(folder, "--out", out) == 0
        assert pl.read_parquet(out).equals(assess_frame(whole))

    def test_may_be_csv(self, register: Path, tmp_path: Path) -> None:
        given, out = tmp_path / "register.csv", tmp_path / "out.parquet"
        whole = polars_frame(registers(300, seed=42))
        whole.write_csv(given)
        assert cohort(given, "--out", out) == 0
        told = pl.read_parquet(out)
        assert told.select("decision", "state").equals(assess_frame(whole).select("decision", "state"))

    @ENGINES
    def test_of_texts_may_have_their_first_fraction_late(self, engine: str, tmp_path: Path) -> None:
        here(engine)
        given, out = tmp_path / "register.csv", tmp_path / "out.parquet"
        whole = polars_frame(registers(1, seed=42)).select(pl.all().repeat_by(30_000).explode())
        late = pl.when(pl.int_range(pl.len()) < 29_999).then(100.0).otherwise(62.5)
        whole = whole.with_columns(elemental_mg=late, current_daily_mg=late)
        whole.with_columns(late.cast(pl.String).str.strip_suffix(".0").alias("elemental_mg")).write_csv(given)
        assert cohort(given, "--out", out, "--engine", engine) == 0
        assert pl.read_parquet(out)["elemental_mg"].cast(pl.Float64).to_list() == whole["elemental_mg"].to_list()


HEAD = {
    "id": "007",
    "zone": "red",
    "age_years": "34",
    "kidney": "normal",
    "conditions": "none",
    "medicines": "none",
    "intent": "start",
    "product": "capsule",
    "form": "glycinate",
    "elemental_mg": "100",
    "divides_into": "4",
    "ingredients": "hypromellose",
}


@ENGINES
class TestTexts:
    """What CSV files hold is read cell by cell, by the same rules on every engine, and is kept as it is written."""

    def answered(self, folder: Path, engine: str, name: str = "a.csv", **cells: str) -> dict[str, Any]:
        here(engine)
        folder.mkdir(exist_ok=True)
        row = {**HEAD, **cells}
        cells = {name: cell for name, cell in row.items() if cell != "left out"}
        (folder / name).write_text("\n".join((",".join(cells), ",".join(cells.values()), "")))
        out = folder.parent / "out.parquet"
        assert cohort(folder, "--out", out, "--engine", engine) == 0
        told = pl.read_parquet(out)
        assert [cell or "" for cell in told.select(*cells).row(0)] == [cell.strip('"') for cell in cells.values()]
        assert told.columns == [*cells, *map(str, Added)]
        return told.row(0, named=True)

    def test_name_no_columns_by_their_folder(self, engine: str, tmp_path: Path) -> None:
        assert self.answered(tmp_path / "zone=green", engine)["binding_rules"] == "zone.red.capsule.change"

    @pytest.mark.parametrize("kind", ["csv", "parquet"])
    def test_are_those_of_the_file_whatever_its_name(self, engine: str, kind: str, tmp_path: Path) -> None:
        here(engine)
        for name, zone in (("r[ab]", "red"), ("ra", "green"), ("r?", "yellow"), ("r*", "red")):
            frame = pl.DataFrame({**HEAD, "zone": zone}).with_columns(
                pl.col("age_years", "elemental_mg", "divides_into").cast(pl.Float64)
            )
            (frame.write_csv if kind == "csv" else frame.write_parquet)(tmp_path / f"{name}.{kind}")
        assert cohort(tmp_path, "--out", tmp_path / "out[1].parquet", "--engine", engine) == 0
        told = pl.read_parquet(tmp_path / "out[1].parquet", glob=False)
        assert told["zone"].to_list() == ["red", "yellow", "red", "green"]

    @pytest.mark.parametrize("cell", ["", '""'])
    def test_that_are_empty_state_nothing(self, engine: str, cell: str, tmp_path: Path) -> None:
        told = self.answered(tmp_path / "x", engine, zone="green", conditions=cell, medicines=cell)
        assert told["missing_facts"] == "situation.conditions;situation.medicines"

    @pytest.mark.parametrize(
        ("name", "cell"),
        [
            ("kidney_date", "02/12/2023"),
            ("as_of", "2023-02-30"),
            ("other_magnesium_mg", "lots"),
            ("target_mg", "200.00000000000000000001"),
            ("target_mg", "nan"),
            ("age_years", "1e400"),
            ("zone", "7"),
        ],
    )
    def test_that_cannot_be_read_are_no_permission(self, engine: str, name: str, cell: str, tmp_path: Path) -> None:
        told = self.answered(tmp_path / "x", engine, **{"zone": "green", name: cell})
        assert (told["decision"], told["missing_facts"]) == ("needs-information", PATHS[name])

    def test_may_be_codes_and_flags(self, engine: str, tmp_path: Path) -> None:
        flags = {f"conditions.{word}": "False" for word in map(str, Condition)} | {"conditions.mcas": "true"}
        told = self.answered(tmp_path / "x", engine, zone="2", conditions="left out", **flags)
        assert told["binding_rules"] == "zone.red.capsule.change"
        flags["conditions.mcas"] = "x"
        told = self.answered(tmp_path / "x", engine, zone="0", conditions="left out", **flags)
        assert told["missing_facts"] == "situation.conditions"

    def test_have_heads_that_can_be_told_apart(
        self, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        here(engine)
        given, names, cells = tmp_path / "a.csv", ",".join(HEAD), ",".join(HEAD.values())
        twice = "a.csv must be each column once; got zone"
        for more, told in (("zone", twice), ("conditions.mcas", "conditions.kidney-disease must be a column of")):
            screened_additives = names.replace("conditions,", "conditions.pots,") if "." in more else names
            given.write_text(f"{more},{screened_additives}\ngreen,{cells}\n")
            assert cohort(given, "--out", tmp_path / "out.csv", "--engine", engine) == 2
            assert capsys.readouterr().err.startswith(told)

    def test_are_in_the_same_order_in_each_file(
        self, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        here(engine)
        for name, head in (("a", HEAD), ("b", dict(reversed(HEAD.items())))):
            (tmp_path / f"{name}.csv").write_text("\n".join((",".join(head), ",".join(head.values()), "")))
        assert cohort(tmp_path, "--out", tmp_path / "out.csv", "--engine", engine) == 2
        told = "b.csv must be the columns and types of a.csv; got another order"
        assert capsys.readouterr().err.startswith(told)


class TestBadInput:
    def test_names_that_duckdb_would_change_are_refused_before_any_work(
        self, register: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        here("duckdb")
        pl.read_parquet(register).with_columns(State=pl.lit("CA")).write_parquet(register)
        assert cohort(register, "--out", register.with_name("out.csv"), "--engine", "duckdb") == 2
        assert capsys.readouterr().err.startswith("state must be names that differ by more than their case")

    @ENGINES
    @pytest.mark.parametrize("kind", ["parquet", "csv"])
    def test_files_must_be_alike(
        self, register: Path, engine: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        here(engine)
        folder, whole = tmp_path / "parts", pl.read_parquet(register)
        folder.mkdir()
        for part in range(20):
            some = whole.with_columns(pl.lit(part).alias("zone" if part == 11 else "person"))
            (some.write_parquet if kind == "parquet" else some.write_csv)(folder / f"{part:02}.{kind}")
        assert cohort(folder, "--out", tmp_path / "out.parquet", "--engine", engine) == 2
        told = (
            f"11.{kind} must be the columns and types of 00.{kind}; got {'zone Int' if kind == 'parquet' else 'person'}"
        )
        error = capsys.readouterr().err
        assert error.startswith(told)
        assert "person is not there; write all files alike" in error

    @ENGINES
    def test_files_must_be_whole(
        self, register: Path, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        here(engine)
        given, out = tmp_path / "register.parquet", tmp_path / "out.parquet"
        torn = bytearray(register.read_bytes())
        torn[4 : len(torn) // 2] = b"\xab" * (len(torn) // 2 - 4)
        for content in (torn, b"no register"):
            given.write_bytes(content)
            assert cohort(given, "--out", out, "--engine", engine) == 2
            assert capsys.readouterr().err.startswith(
                "FILE must be files that can be read to their end, and written as --out says; got "
            )
            assert [path.name for path in tmp_path.iterdir()] == [given.name]

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            (lambda file, out: (file.with_name("none.parquet"), out), "FILE must be"),
            (lambda file, out: (file, out.with_suffix(".xlsx")), "--out must be"),
            (lambda file, out: (file, out.parent / "nowhere" / "out.csv"), "--out must be"),
        ],
    )
    def test_is_told_and_nothing_is_written(
        self, register: Path, change: Callable[..., Any], fault: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file, out = change(register, register.with_name("out.parquet"))
        assert cohort(file, "--out", out) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.startswith(fault)) == ("", True)
        assert [path.name for path in register.parent.iterdir()] == [register.name]

    def test_names_engines_that_are_none(self, register: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cohort(register, "--out", register.with_name("out.csv"), "--engine", "abacus") == 2
        assert capsys.readouterr().err.startswith("--engine must be polars or duckdb; got 'abacus'")

    def test_names_the_extra_of_an_engine_that_is_not_here(
        self, register: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(command, "find_spec", lambda name: None)
        assert cohort(register, "--out", register.with_name("out.csv"), "--engine", "duckdb") == 2
        assert "alpims-mg[engines]" in capsys.readouterr().err

    def test_leaves_no_half_of_a_file_where_it_fails(self, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        out = register.with_name("out.parquet")
        out.write_text("what was there before")

        def stopped(part: Path, suffix: str) -> None:
            assert part.is_file()
            raise KeyboardInterrupt

        monkeypatch.setattr(command, "_tally", stopped)
        with pytest.raises(KeyboardInterrupt):
            command.cohort(str(register), out=str(out))
        assert out.read_text() == "what was there before"
        assert sorted(path.name for path in register.parent.iterdir()) == ["out.parquet", "register.parquet"]

    def test_a_schema_that_cannot_be_is_refused_with_all_faults(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        given = tmp_path / "register.csv"
        given.write_text("zone,age_years\ngreen,old\n")
        assert cohort(given, "--out", tmp_path / "out.csv") == 2
        assert len(capsys.readouterr().err.splitlines()) > 5


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestProgress:
    def test_tells_rows_rate_and_time_left_on_a_terminal(self) -> None:
        stream = Terminal()
        with command.progress(4_000, stream) as count:
            time.sleep(0.6)
            count(1_000)
            time.sleep(0.6)
        told = stream.getvalue().split("\r")
        assert told[1].strip() == "0 of 4,000 rows, 0 a second"
        assert told[-1].startswith("1,000 of 4,000 rows, ")
        assert told[-1].rstrip().endswith("s left")

    def test_is_silent_elsewhere(self) -> None:
        stream = io.StringIO()
        with command.progress(10, stream) as count:
            count(10)
        assert stream.getvalue() == ""


class TestBeingStopped:
    def test_leaves_nothing_under_the_final_name(self, tmp_path: Path) -> None:
        folder, out = tmp_path / "parts", tmp_path / "out.parquet"
        folder.mkdir()
        part = polars_frame(registers(100_000, seed=43))
        for number in range(8):
            part.write_parquet(folder / f"{number}.parquet")
        run = subprocess.Popen(
            [sys.executable, "-m", "alpims_mg", "cohort", str(folder), "--out", str(out)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        written = tmp_path / ".out.parquet.part"
        deadline = time.monotonic() + 120
        while not written.exists() and run.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=120)
        assert run.returncode != 0
        assert sorted(path.name for path in tmp_path.iterdir()) == ["parts"]


class TestTheMissingExtra:
    def test_is_named_and_other_commands_go_on(
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


def test_columns_of_answers_are_those_of_the_frame_adapter() -> None:
    assert set(ADDED) >= {command.Added.DECISION.value, command.Added.BINDING.value}
    with pytest.raises(InvalidInputError):
        command.cohort("nowhere", out="out.csv")


def test_a_counted_part_is_the_same_part() -> None:
    seen: list[int] = []
    part = pl.DataFrame({"zone": ["green", "red"]})
    assert command.counted(seen.append, part) is part
    assert seen == [2]
