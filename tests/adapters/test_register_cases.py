"""Cohorts: inputs of real registers that once got a wrong answer or a message that did not help, each with others like
it.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from alpims_mg import InvalidInputError
from alpims_mg.__main__ import EXTRA_COMMANDS
from alpims_mg.adapters import cli
from alpims_mg.adapters.frames import assess_frame, explain_row

PERSON: dict[str, Any] = {
    "zone": "green",
    "age_years": 34,
    "kidney": "normal",
    "conditions": "none",
    "medicines": "none",
    "intent": "start",
    "product": "capsule",
    "form": "glycinate",
    "elemental_mg": 100,
    "divides_into": 4,
    "ingredients": "hypromellose",
    "dosage_form": "hard-capsule",
    "other_magnesium_mg": 0,
}
"""A plain adult who would like to start a capsule."""
AGREED: dict[str, Any] = {**PERSON, "acknowledged": "consult.start"}
"""The same person, whose clinician agrees to the start."""
ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])


def answers(frame: Any, **options: Any) -> list[str]:
    """For each row of a register the decision, with its missing facts."""
    assessed = assess_frame(frame, **options)
    polars = assessed if isinstance(assessed, pl.DataFrame) else pl.from_pandas(assessed)
    decisions, missing = polars["decision"].cast(pl.String), polars["missing_facts"].cast(pl.String)
    return [":".join(filter(None, pair)) for pair in zip(decisions, missing, strict=True)]


def person(**cells: Any) -> pl.DataFrame:
    return pl.DataFrame([{**PERSON, **cells}])


def agreed(**cells: Any) -> pl.DataFrame:
    return pl.DataFrame([{**AGREED, **cells}])


def pandas_frame(*rows: dict[str, Any]) -> Any:
    return pytest.importorskip("pandas").DataFrame(rows)


def csv(*rows: dict[str, Any], separator: str = ",", ends: str = "\n") -> str:
    """A CSV file with these rows, which have the same columns."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return "".join(f"{separator.join(map(str, line))}{ends}" for line in lines)


def cohort(file: Path, engine: str, *options: object, out: Path | None = None) -> int:
    """Run the command on a file or a folder, and write ``out.parquet`` beside it if ``out`` names no other file."""
    if engine == "duckdb":
        pytest.importorskip("duckdb")
        pytest.importorskip("pyarrow")
    out = out or file.with_name("out.parquet")
    return cli.run(["cohort", str(file), "--out", str(out), "--engine", engine, *map(str, options)], EXTRA_COMMANDS)


def written(file: Path, prefix: str = "") -> list[str]:
    """The decisions that the command wrote beside a file, each with its missing facts."""
    rows = pl.read_parquet(file.with_name("out.parquet")).select(
        pl.col(f"{prefix}decision", f"{prefix}missing_facts").cast(pl.String)
    )
    return [":".join(filter(None, row)) for row in rows.iter_rows()]


class TestABlankCell:
    @pytest.mark.parametrize("blank", ["", "  ", "\t", "\u00a0", "NA", "n/a", "-", "Unknown", None])
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("medicines", "needs-information:situation.medicines"),
            ("conditions", "needs-information:situation.conditions"),
            ("ingredients", "consult"),
            ("zone", "needs-information:situation.zone"),
            ("dosage_form", "consult"),
        ],
    )
    def test_never_states_that_there_is_none(self, name: str, blank: str | None, expected: str) -> None:
        assert answers(agreed(**{name: blank})) == [expected]

    def test_is_what_pandas_writes_in_place_of_a_null(self) -> None:
        filled = pandas_frame({**AGREED, "medicines": None}, AGREED).fillna("")
        assert answers(filled) == ["needs-information:situation.medicines", "offer"]

    @ENGINES
    @pytest.mark.parametrize("suffix", ["csv", "parquet"])
    def test_means_the_same_in_every_kind_of_file(self, suffix: str, engine: str, tmp_path: Path) -> None:
        frame, file = agreed(medicines=""), tmp_path / f"r.{suffix}"
        (frame.write_parquet if suffix == "parquet" else frame.write_csv)(file)
        assert cohort(file, engine) == 0
        assert written(file) == ["needs-information:situation.medicines"]


class TestAWordThatIsNotUnderstood:
    @pytest.mark.parametrize(
        ("name", "cell", "expected"),
        [
            ("conditions", "heart-block;Prediabetes", "withhold"),
            ("conditions", "Prediabetes;myasthenia-gravis", "withhold"),
            ("conditions", "Prediabetes", "consult"),
            ("medicines", "raltegravir;paracetamol", "withhold"),
            ("medicines", "blue pill;raltegravir", "withhold"),
            ("medicines", "blue pill", "consult"),
            ("ingredients", "stevia;hypromellose xyz", "withhold"),
        ],
    )
    def test_never_hides_the_words_beside_it(self, name: str, cell: str, expected: str) -> None:
        assert answers(agreed(**{name: cell})) == [expected]
        assert answers(agreed(**{name: cell.split(";")})) == [expected]

    @pytest.mark.parametrize("name", ["conditions", "medicines"])
    def test_does_not_hide_a_fact_that_is_truly_missing(self, name: str) -> None:
        assert answers(agreed(zone=None, **{name: "something odd"})) == ["needs-information:situation.zone"]


class TestAMeasuredEgfr:
    @pytest.mark.parametrize(
        ("rate", "expected"),
        [
            (12.34567, "withhold"),
            (82.59172743192929, "consult"),
            (29.9996, "withhold"),
            (29.999999999, "withhold"),
            (59.9999, "consult"),
        ],
    )
    @pytest.mark.parametrize("kidney", [None, "normal"])
    def test_is_read_with_any_decimals_and_never_rounded_up(
        self, rate: float, expected: str, kidney: str | None
    ) -> None:
        for cell in (rate, str(rate), Decimal(str(rate))):
            frame = person(egfr=cell).with_columns(kidney=pl.lit(kidney, dtype=pl.String))
            assert answers(frame) == [expected]

    @pytest.mark.parametrize(("rate", "rule"), [(29.9, "kidney.severe"), (59.9, "kidney.moderate"), (60.1, None)])
    def test_may_be_in_single_precision(self, rate: float, rule: str | None) -> None:
        frame = person(kidney=None).with_columns(egfr=pl.lit(rate, dtype=pl.Float32))
        binding = assess_frame(frame)["binding_rules"].item().split(";")
        assert [found for found in binding if found.startswith("kidney.")] == [rule] * bool(rule)

    @ENGINES
    @pytest.mark.parametrize(("rate", "expected"), [("82.59172743192929", "consult"), ("29.99999999999", "withhold")])
    def test_is_read_in_a_csv_file(self, rate: str, expected: str, engine: str, tmp_path: Path) -> None:
        (file := tmp_path / "r.csv").write_text(csv({**PERSON, "kidney": "", "egfr": rate}))
        assert cohort(file, engine) == 0
        assert written(file) == [expected]


class TestTheNameOfAMedicine:
    @pytest.mark.parametrize(
        "name",
        ["sertraline", "omeprazole", "lisinopril", "Levothyroxine 50 MCG Oral Tablet", "METFORMIN 500 mg", "H03AA01"],
    )
    def test_is_read_as_assess_reads_it(self, name: str) -> None:
        assert answers(person(medicines=name)) == ["consult"]
        assert "medicine.unrecognised" not in assess_frame(person(medicines=name))["binding_rules"].item()

    @pytest.mark.parametrize("word", ["proton-pump-inhibitor", "Proton-Pump-Inhibitor", " PROTON-PUMP-INHIBITOR "])
    def test_of_a_class_counts_as_its_strictest_member(self, word: str) -> None:
        binding = assess_frame(person(medicines=word))["binding_rules"].item().split(";")
        assert {"medicine.antacid-sensitive", "medicine.proton-pump-inhibitor"} <= set(binding)


class TestCodes:
    @pytest.mark.parametrize(
        ("name", "code"),
        [("kidney", 3), ("product", 1), ("zone", 2), ("form", 1.0), ("intent", "1"), ("kidney", "2.0")],
    )
    def test_are_refused_without_a_mapping(self, name: str, code: object) -> None:
        with pytest.raises(InvalidInputError, match="codes") as caught:
            assess_frame(agreed(**{name: code}))
        assert [fault.path for fault in caught.value.faults] == [name]
        assert f"codes={{'{name}': {{" in caught.value.faults[0].fix.replace('"', "'")

    @pytest.mark.parametrize("code", [3, 3.0, "3", "3.0", " 3 "])
    def test_mean_what_their_mapping_says(self, code: Any) -> None:
        mapping = {"kidney": {1: "normal", 2: "moderate", 3: "severe", 9: "unknown"}}
        assert answers(agreed(kidney=code), codes=mapping) == ["withhold"]
        assert answers(agreed(kidney=type(code)(1)), codes=mapping) == ["offer"]
        assert answers(agreed(kidney=type(code)(9)), codes=mapping) == ["needs-information:situation.kidney"]

    @ENGINES
    @pytest.mark.parametrize("code", ["2.0", "2"])
    def test_in_a_csv_file_are_refused_with_the_option_that_maps_them(
        self, code: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (file := tmp_path / "r.csv").write_text(csv({**AGREED, "kidney": code}))
        assert cohort(file, engine) == 2
        assert f"--codes kidney={code}:" in capsys.readouterr().err
        assert cohort(file, engine, "--codes", "kidney=1:normal,2:severe") == 0
        assert written(file) == ["withhold"]


class TestLinesAndFiles:
    @ENGINES
    @pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
    def test_lines_are_read_whatever_ends_them(
        self, ends: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A file is read to its end, or it is refused with the reason. No line is lost."""
        file = tmp_path / "r.csv"
        file.write_bytes(csv(PERSON, {**PERSON, "zone": "red"}, ends=ends).encode())
        if cohort(file, engine) == 0:
            assert written(file) == ["consult", "withhold"]
        else:
            assert (ends, "CR" in capsys.readouterr().err) == ("\r", True)

    @ENGINES
    @pytest.mark.parametrize("blank", ["\n", "\n\n\n", "\r\n"])
    def test_a_blank_line_is_no_person(self, blank: str, engine: str, tmp_path: Path) -> None:
        (file := tmp_path / "r.csv").write_bytes(f"{csv(PERSON, PERSON)}{blank}".encode())
        assert cohort(file, engine) == 0
        assert written(file) == ["consult", "consult"]

    @ENGINES
    @pytest.mark.parametrize("other", ["B.CSV", "2026/b.csv", "b.csv.gz", "b.Csv"])
    def test_no_file_of_a_folder_is_left_out_without_a_word(
        self, other: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        import gzip

        folder = tmp_path / "f"
        (folder / "2026").mkdir(parents=True)
        (folder / "a.csv").write_text(csv(PERSON))
        text = csv({**PERSON, "zone": "red"}).encode()
        (folder / other).write_bytes(gzip.compress(text) if other.endswith(".gz") else text)
        if cohort(folder, engine) == 0:
            assert sorted(written(folder)) == ["consult", "withhold"]
        else:
            assert other.rpartition("/")[0] in (message := capsys.readouterr().err)
            assert other.rpartition("/")[2] in message or "2026" in message

    @ENGINES
    @pytest.mark.parametrize("name", ["decision", "DECISION", "verdict", "rungs", "missing_facts"])
    def test_a_column_of_a_usual_name_needs_a_prefix(
        self, name: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (file := tmp_path / "r.csv").write_text(csv({**PERSON, name: "MA"}))
        if cohort(file, engine) == 0:
            assert name == "DECISION"  # polars keeps names that differ by case alone
            assert written(file) == ["consult"]
        else:
            assert "--prefix" in capsys.readouterr().err
        assert cohort(file, engine, "--prefix", "mg_", "--force") == 0
        assert written(file, "mg_") == ["consult"]
        assert pl.read_parquet(file.with_name("out.parquet"))[name].to_list() == ["MA"]

    @ENGINES
    @pytest.mark.parametrize(("separator", "word"), [(";", ";"), ("\t", "tab"), ("|", "|")])
    def test_another_separator_is_named(
        self, separator: str, word: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (file := tmp_path / "r.csv").write_text(csv(PERSON, separator=separator))
        assert cohort(file, engine) == 2
        message = capsys.readouterr().err
        assert "--separator" in message
        assert word in message or separator in message
        assert cohort(file, engine, "--separator", separator) == 0
        assert written(file) == ["consult"]

    @ENGINES
    @pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "cp1252"])
    def test_another_encoding_is_named(
        self, encoding: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "r.csv"
        file.write_bytes(csv({**PERSON, "note": "Müller"}).encode(encoding))
        assert cohort(file, engine) == 2
        message = capsys.readouterr().err
        assert "UTF-8" in message
        assert "--encoding" in message
        assert cohort(file, engine, "--encoding", encoding) == 0
        assert written(file) == ["consult"]
        assert pl.read_parquet(file.with_name("out.parquet"))["note"].to_list() == ["Müller"]

    @ENGINES
    def test_a_folder_without_the_right_to_write_is_named(
        self, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Where the tests run as root, who may write to every other folder, the folder is one of the system's own."""
        (file := tmp_path / "r.csv").write_text(csv(PERSON))
        (folder := tmp_path / "read only").mkdir(mode=0o555)
        if os.access(folder, os.W_OK):
            folder = Path("/sys")
        if not folder.is_dir():
            pytest.skip("this user may write everywhere")
        assert cohort(file, engine, out=folder / "out.csv") in (1, 2)
        assert "permission denied" in capsys.readouterr().err.lower()

    def test_two_runs_to_one_file_never_mix(self, tmp_path: Path) -> None:
        rows = 60_000
        commands = []
        for zone in ("green", "red"):
            pl.concat([person(zone=zone)] * rows).write_parquet(file := tmp_path / f"{zone}.parquet")
            commands.append(
                [sys.executable, "-m", "alpims_mg", "cohort", str(file), "--out", str(tmp_path / "mix.csv")]
            )
        runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for command in commands]
        for run in runs:
            run.communicate(timeout=300)
        assert 0 in [run.returncode for run in runs]
        zones = pl.read_csv(tmp_path / "mix.csv", infer_schema=False)["zone"]
        assert (len(zones), zones.n_unique()) == (rows, 1)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["green.parquet", "mix.csv", "red.parquet"]


NULLS: Sequence[Any] = (pl.Null, pl.String, pl.Float64, pl.Int32, pl.Boolean, pl.Date, pl.List(pl.String))


class TestAColumnInWhichNothingIsStated:
    @pytest.mark.parametrize("dtype", NULLS)
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("egfr", "consult"),
            ("acknowledged", "consult"),
            ("medicines", "needs-information:situation.medicines"),
            ("age_years", "needs-information:situation.age_years"),
            ("kidney_date", "consult"),
            ("zone", "needs-information:situation.zone"),
        ],
    )
    def test_is_read_whatever_its_type(self, name: str, expected: str, dtype: Any) -> None:
        frame = person().with_columns(pl.lit(None, dtype=dtype).alias(name))
        assert answers(frame) == [expected]
        assert assess_frame(frame.lazy()).collect()["decision"].to_list() == [expected.partition(":")[0]]

    @pytest.mark.parametrize(
        ("name", "expected"),
        [("acknowledged", "consult"), ("medicines", "needs-information:situation.medicines"), ("egfr", "consult")],
    )
    def test_may_be_what_pandas_makes_of_it(self, name: str, expected: str) -> None:
        assert answers(pandas_frame({**PERSON, name: float("nan")})) == [expected]
        assert answers(pandas_frame({**PERSON, name: None})) == [expected]

    def test_may_have_no_rows_at_all(self) -> None:
        pandas = pytest.importorskip("pandas")
        empty = assess_frame(pandas.DataFrame({name: [] for name in PERSON}))
        assert len(empty) == 0
        assert list(empty.columns) == list(assess_frame(pandas_frame(PERSON)).columns)


class TestADate:
    @pytest.mark.parametrize(
        ("result", "today"),
        [
            (datetime(2026, 10, 1), datetime(2026, 11, 1)),
            (date(2026, 10, 1), date(2026, 11, 1)),
            ("2026-10-01", "2026-11-01"),
            ("2026-10-01T00:00:00", "2026-11-01 00:00"),
            ("1.10.2026", "01.11.2026"),
        ],
    )
    def test_of_any_plain_kind_is_read(self, result: Any, today: Any) -> None:
        assert answers(agreed(kidney_date=result, as_of=today)) == ["offer"]
        assert answers(pandas_frame({**AGREED, "kidney_date": result, "as_of": today})) == ["offer"]

    @pytest.mark.parametrize(
        "result", ["2026-10-01T10:30", "10/01/2026", "2026-10-01T00:00:00Z", datetime(2026, 10, 1, 9)]
    )
    def test_of_a_kind_that_could_mean_another_day_is_not_read(self, result: Any) -> None:
        frame = agreed(kidney_date=result, as_of="2026-11-01")
        assert answers(frame) == ["needs-information:situation.kidney_date"]


class TestTheCalls:
    def test_take_the_whole_numbers_of_numpy_and_pandas_as_rows(self) -> None:
        numpy, frame = pytest.importorskip("numpy"), pandas_frame(*[PERSON] * 3)
        for row in (numpy.int64(1), numpy.flatnonzero([0, 0, 1])[0], numpy.uint8(0), numpy.argmax([1, 0])):
            assert str(explain_row(frame, row).answer) == "consult"
        for row in (numpy.float64(1), True, numpy.int64(-1), numpy.int64(3)):
            with pytest.raises(InvalidInputError, match="row must be"):
                explain_row(frame, row)

    def test_take_words_in_place_of_members(self) -> None:
        words: Any = ["decision", "missing_facts"]
        assert assess_frame(person(), add=words).columns == [*PERSON, *words]
        with pytest.raises(InvalidInputError, match="add"):
            assess_frame(person(), add=["decisions"])
