"""The files that the command ``cohort`` reads: found in folders, packed or not, and nothing skipped without a word."""

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from adapters.test_cohort import ENGINES, ROW, cohort, require
from adapters.test_frames import polars_frame

from alpims_mg.adapters.frames import assess_frame, register_engines
from alpims_mg.adapters.frames.csv_bytes import is_plain
from alpims_mg.adapters.frames.register_files import find_register
from alpims_mg.adapters.frames.text_encodings import guess_encoding
from alpims_mg.testing import registers

Captured = pytest.CaptureFixture[str]
HEADER = ",".join((*ROW, "note"))
NOTE = "Müller"


def line(note: str = NOTE, **cells: str) -> str:
    return ",".join((*(ROW | cells).values(), note))


def text(*lines: str, end: str = "\n") -> str:
    return "".join(f"{written}{end}" for written in (HEADER, *lines))


REGISTER = text(line(), line("b", zone="green"))


def read(file: Path, *options: str, engine: str = "polars") -> pl.DataFrame:
    """The answers for a register, which the command must accept."""
    require(engine)
    out = file.parent.parent / "out.parquet"
    assert cohort(file, "--out", out, "--engine", engine, "--force", *options) == 0
    return pl.read_parquet(out)


def refusal(file: Path, capsys: Captured, *options: str, engine: str = "polars") -> list[str]:
    """What the command says about a register that it refuses. Nothing is written."""
    require(engine)
    out = (file if file.is_dir() else file.parent).parent / "out.parquet"
    assert cohort(file, "--out", out, "--engine", engine, *options) == 2
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(("out", ".out"))] == []
    return capsys.readouterr().err.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "register"
    path.mkdir()
    return path


def write(folder: Path, contents: bytes | str, name: str = "a.csv") -> Path:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
    return file


class TestAFolder:
    @ENGINES
    def test_is_read_with_its_subfolders_in_order_and_every_other_file_is_named(
        self, engine: str, folder: Path, capsys: Captured
    ) -> None:
        for name in ("b.CSV", "2026/a.csv", "2026/B.csv.GZ"):
            contents = text(line(name)).encode()
            write(folder, gzip.compress(contents) if name.endswith("GZ") else contents, name)
        for name in ("notes.txt", "2026/.hidden.csv", ".part", "old.xlsx", "~$old.csv"):
            write(folder, "x", name)
        (folder / "around").symlink_to(folder.parent)
        (folder / "gone.csv").symlink_to(folder / "nowhere")
        answers = read(folder, engine=engine)
        assert answers["note"].to_list() == ["2026/B.csv.GZ", "2026/a.csv", "b.CSV"]
        not_read = [".part", "2026/.hidden.csv", "around", "gone.csv", "notes.txt", "old.xlsx", "~$old.csv"]
        printed = capsys.readouterr().out
        assert "\n".join(("Files that were not read", *(f"  - {name}" for name in not_read), "")) in printed
        read(folder, "--json", engine=engine)
        assert json.loads(capsys.readouterr().out)["not_read"] == not_read

    def test_names_the_first_files_that_are_not_read_and_counts_the_others(
        self, folder: Path, capsys: Captured
    ) -> None:
        write(folder, REGISTER)
        for number in range(30):
            write(folder, "", f"{number:02}.txt")
        read(folder)
        assert "  - 19.txt\n  - and 10 more\n" in capsys.readouterr().out

    def test_follows_a_link_to_a_file(self, folder: Path) -> None:
        (folder / "a.csv").symlink_to(write(folder.parent / "elsewhere", REGISTER))
        assert read(folder).height == 2

    def test_whose_subfolders_state_a_fact_is_refused(self, folder: Path, capsys: Captured) -> None:
        write(folder, REGISTER, "kidney=severe/a.csv")
        (message,) = refusal(folder, capsys)
        assert message.startswith("FILE must be a folder whose subfolders state no fact by their name; got ")
        assert read(folder / "kidney=severe").height == 2

    @pytest.mark.parametrize(
        ("names", "message"),
        [
            (("a.csv", "b.parquet"), "with both; name one of the files"),
            (("a.txt",), "without any; name another folder"),
            ((), "without any; name another folder"),
            (("a.csv", "b.zip"), "of packed files, only .csv.gz, .csv.bz2 and .csv.xz are read; got "),
            (("a.csv.zst",), "a.csv.zst'; unpack it first"),
            (("a.parquet.gz",), "a.parquet.gz'; unpack it first"),
        ],
    )
    def test_without_files_of_one_type_is_refused(
        self, names: tuple[str, ...], message: str, folder: Path, capsys: Captured
    ) -> None:
        for name in names:
            write(folder, REGISTER, name)
        (said,) = refusal(folder, capsys)
        assert message in said

    @ENGINES
    def test_of_many_small_files_is_read_together(
        self, engine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        require(engine)
        whole = polars_frame(registers(300, seed=44))
        for number in range(100):
            whole.slice(number * 3, 3).write_parquet(folder / f"{number:03}.parquet")
        sizes: list[int] = []

        def count(add_rows: Callable[[int], None], counted: Callable[[object], None], batch: pl.DataFrame) -> object:
            sizes.append(len(batch))
            counted(batch)
            return batch

        monkeypatch.setattr(register_engines, "count_rows", count)
        assert read(folder, engine=engine).drop("decision").equals(assess_frame(whole).drop("decision"))
        assert sizes == [300] if engine == "polars" else sum(sizes) == 300


class TestAFile:
    def test_that_does_not_exist_is_refused_with_the_nearest_name(self, folder: Path, capsys: Captured) -> None:
        write(folder, REGISTER, "register.csv")
        (message,) = refusal(folder / "regster.csv", capsys)
        assert message.endswith(", which does not exist; did you mean register.csv?")
        (message,) = refusal(folder / "nowhere" / "x.csv", capsys)
        assert message.endswith(", which does not exist; check the spelling")

    def test_of_another_type_is_refused(self, folder: Path, capsys: Captured) -> None:
        (message,) = refusal(write(folder, REGISTER, "a.txt"), capsys)
        assert message.endswith("a.txt'; save it as .csv or .parquet")

    def test_that_must_not_be_read_is_refused(
        self, folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = write(folder, REGISTER)

        def refuse(path: Path, *_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(Path, "open", refuse)
        (message,) = refusal(file, capsys)
        assert "permission denied" in message
        faults: list[Any] = []
        monkeypatch.setattr(Path, "iterdir", refuse)
        assert find_register(folder, faults) == ((), "", ())
        assert "permission denied" in str(faults[0])


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "csv.gz": gzip.compress,
    "csv.BZ2": bz2.compress,
    "csv.xz": lzma.compress,
}


@ENGINES
class TestATextFile:
    """Every engine reads the same rows from the same file, however it is written."""

    @pytest.mark.parametrize(
        "written",
        [
            text(line(), line("b"), end="\r"),
            text(line(), line("b"), end="\r\n"),
            f"\ufeff{text(line(), line('b'))}",
            f"\n\r\n{HEADER}\n\n{line()}\r\n\r\n{line('b')}",
            text(line(), "  ", line("b"), "," * len(ROW), '"",' * len(ROW)),
            text(line(), line('"b"')),
        ],
    )
    def test_has_the_same_rows_whatever_its_lines_end_in(self, engine: str, written: str, folder: Path) -> None:
        answers = read(write(folder, written), engine=engine)
        assert answers["note"].to_list() == [NOTE, "b"]
        assert answers["zone"].to_list() == ["red", "red"]

    @pytest.mark.parametrize("ending", PACKERS)
    def test_may_be_packed(self, engine: str, ending: str, folder: Path, capsys: Captured) -> None:
        packed = PACKERS[ending](REGISTER.encode())
        assert read(write(folder, packed, f"a.{ending}"), engine=engine)["note"].to_list() == [NOTE, "b"]
        capsys.readouterr()
        (folder.parent / "out.parquet").unlink()
        (message,) = refusal(write(folder, packed[:-9], f"cut.{ending}"), capsys, engine=engine)
        assert message.startswith(f"cut.{ending} must be a complete .{ending.lower()[4:]} file; got ")

    @pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
    @pytest.mark.parametrize("separator", [";", "tab", "\\t", "|", ","])
    def test_may_have_another_encoding_and_separator(
        self, engine: str, encoding: str, separator: str, folder: Path
    ) -> None:
        written = REGISTER.replace(",", {"tab": "\t", "\\t": "\t"}.get(separator, separator))
        file = write(folder, written.encode(encoding))
        answers = read(file, "--separator", separator, "--encoding", encoding, engine=engine)
        assert answers["note"].to_list() == [NOTE, "b"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
    def test_may_start_with_the_line_that_names_the_separator_for_excel(
        self, engine: str, encoding: str, folder: Path, capsys: Captured
    ) -> None:
        mark = "\ufeff" if encoding == "utf-16-le" else ""
        file = write(folder, f"{mark}sep=;\r\n{REGISTER.replace(',', ';')}".encode(encoding))
        (message,) = refusal(file, capsys, "--encoding", encoding, engine=engine)
        assert message.endswith("got ';' in its header; add --separator ';'")
        answers = read(file, "--separator", ";", "--encoding", encoding, engine=engine)
        assert answers["note"].to_list() == [NOTE, "b"]

    def test_keeps_separators_quotes_and_line_ends_in_quoted_cells(self, engine: str, folder: Path) -> None:
        notes = ("a,b", 'say "no"', "two\nlines", "two\r\nlines", "old\rlines", "", "5' 10\"")
        quoted = ['"' + note.replace('"', '""') + '"' for note in notes]
        for end in ("\n", "\r\n"):
            for lines in (quoted, quoted[:4], [*quoted[:4], '5" pipe']):
                written = text(*(line(note) for note in lines), end=end)
                answers = read(write(folder, written), engine=engine)
                expected = [*notes[: len(lines)]] if len(lines) != 5 else [*notes[:4], '5" pipe']
                assert [note or "" for note in answers["note"]] == expected

    def test_may_have_a_column_without_a_name(self, engine: str, folder: Path) -> None:
        answers = read(
            write(
                folder,
                "".join(f"x{row}" for row in REGISTER.splitlines(keepends=True))[1:]
                .replace("x", "1,")
                .replace("zone", ",zone", 1),
            ),
            engine=engine,
        )
        assert answers["zone"].to_list() == ["red", "green"]

    @pytest.mark.parametrize("note", ["b,c", None])
    def test_with_a_row_of_more_or_fewer_cells_is_refused_by_its_line(
        self, engine: str, note: str | None, folder: Path, capsys: Captured
    ) -> None:
        odd = ",".join(ROW.values()) if note is None else line(note)
        file = write(folder, text(line('"two\nlines"'), odd, *[line(), odd] * 3))
        messages = refusal(file, capsys, engine=engine)
        cells = len(ROW) + (0 if note is None else 2)
        expected = (
            f"a.csv line 4 must be a row of {len(ROW) + 1} cells, as the header has; got {cells}; correct the line"
        )
        assert messages[0].startswith(expected)
        assert [message.split(" must")[0] for message in messages] == ["a.csv line 4", "a.csv line 6", "a.csv line 8"]

    @pytest.mark.parametrize(("note", "number"), [('"b"c', 3), ('"never ends', 3)])
    def test_with_a_quote_that_is_not_around_a_cell_is_refused_by_its_line(
        self, engine: str, note: str, number: int, folder: Path, capsys: Captured
    ) -> None:
        (message,) = refusal(write(folder, text(line(), line(note))), capsys, engine=engine)
        assert message.startswith(f"a.csv line {number} must be a row whose quotes stand around whole cells; got ")


class TestARefusal:
    @pytest.mark.parametrize("separator", [";", "\t", "|"])
    def test_of_a_separator_names_the_option(self, separator: str, folder: Path, capsys: Captured) -> None:
        option = "tab" if separator == "\t" else f"'{separator}'"
        file = write(folder, REGISTER.replace(",", separator))
        assert refusal(file, capsys) == [
            f"a.csv must be a file with ',' between its cells; got {option} in its header; add --separator {option}"
        ]
        (message,) = refusal(write(folder, REGISTER), capsys, "--separator", separator)
        assert message.endswith("got ',' in its header; leave --separator out")
        (message,) = refusal(write(folder, REGISTER.replace(",", ";")), capsys, "--separator", "#")
        assert message.startswith("a.csv must be a file with '#' between its cells; got ';' in its header")

    @pytest.mark.parametrize(
        ("encoding", "guess"),
        [("latin-1", "cp1252"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
    )
    def test_of_bytes_that_are_not_utf_8_guesses_their_encoding(
        self, encoding: str, guess: str, folder: Path, capsys: Captured
    ) -> None:
        (message,) = refusal(write(folder, REGISTER.encode(encoding)), capsys)
        assert message.startswith("a.csv must be text in UTF-8; got other bytes in line ")
        assert f"; add --encoding {guess} (a guess: check the letters), or save it as CSV in UTF-8" in message
        plain = REGISTER.replace(NOTE, "M")
        (message,) = refusal(write(folder, plain.encode("utf-16-le")), capsys)
        assert message.startswith("a.csv must be text in UTF-8; got a NUL in line 1; add --encoding utf-16-le")

    def test_of_a_wrong_encoding_says_to_leave_it_out(self, folder: Path, capsys: Captured) -> None:
        (message,) = refusal(write(folder, text(line(zone="grün"))), capsys, "--encoding", "ascii")
        assert message == (
            "a.csv must be text in ascii, as --encoding says; got other bytes in line 2; leave --encoding out"
        )

    def test_of_bytes_that_are_no_text_says_what_to_do(self, folder: Path, capsys: Captured) -> None:
        (message,) = refusal(write(folder, text(line("a\0b"))), capsys)
        assert message == "a.csv must be text in UTF-8; got a NUL in line 2; save it as CSV in UTF-8"

    def test_names_a_wrong_encoding_and_a_wrong_separator_together(self, folder: Path, capsys: Captured) -> None:
        file = write(folder, REGISTER.replace(",", ";").encode("cp1252"))
        encoding, separator = refusal(file, capsys)
        assert "add --encoding cp1252" in encoding
        assert "add --separator ';'" in separator
        assert read(file, "--encoding", "cp1252", "--separator", ";")["note"].to_list() == [NOTE, "b"]

    @pytest.mark.parametrize("contents", ["", "\n\n  \n"])
    def test_of_an_empty_file_names_it(self, contents: str, folder: Path, capsys: Captured) -> None:
        write(folder, REGISTER)
        (message,) = refusal(write(folder, contents, "b.csv").parent, capsys)
        assert message == "b.csv must be a file with a line of column names; got no line; export the register again"


class TestGuessing:
    @pytest.mark.parametrize(
        ("contents", "guess"),
        [
            (b"a", "utf-8"),
            (b"\x80a", "cp1252"),
            (b"\x81a", "latin-1"),
            (b"abc\0defg", ""),
            ("a".encode("utf-32"), "utf-32"),
        ],
    )
    def test_gives_the_most_likely_encoding(self, contents: bytes, guess: str) -> None:
        assert guess_encoding(contents) == guess


class TestPlainBytes:
    @pytest.mark.parametrize("size", [7, 64, 2**22])
    def test_are_found_in_blocks_of_any_size(self, size: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from alpims_mg.adapters.frames import csv_bytes

        monkeypatch.setattr(csv_bytes, "_BLOCK", size)
        cases = {
            REGISTER: True,
            REGISTER[:-1]: True,
            text(line('"a\nb"'), line('""'), line('"a""b"')): True,
            f"{REGISTER}{line()},": False,
            f"{REGISTER},{line()}": False,
            text("a", f"{line()},{line()}"[: -len(NOTE)]): False,
            text(line('a"b"')): False,
            text(line('"a"b')): False,
            text(line('"a')): False,
            text(line("a\rb")): False,
            "zone\ngreen\n": False,
            "a,b,c\n1,2\n3,4,5,6\n": False,
            "": False,
        }
        for contents, plain in cases.items():
            with write(folder, contents).open("rb") as stream:
                assert is_plain(stream, ",") is plain, contents

    def test_of_few_rows_are_read_in_large_batches(self) -> None:
        scan = pl.LazyFrame({"zone": ["green", "red"]})
        assert pl.concat(register_engines.large_batches(scan, None, None)).equals(scan.collect())

    def test_end_before_a_quote_that_never_ends_fills_the_memory(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from alpims_mg.adapters.frames import csv_bytes

        monkeypatch.setattr(csv_bytes, "_BLOCK", 16)
        monkeypatch.setattr(csv_bytes, "_LONGEST", 32)
        with write(folder, f'"{"x" * 100}').open("rb") as stream:
            assert not is_plain(stream, ",")
            assert stream.tell() < 100
