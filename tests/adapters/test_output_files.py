"""The file that the command ``cohort`` writes: whole or not at all, private until it is whole, and nobody else's."""

import errno
import gzip
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from adapters.test_cohort import ENGINES, ROOT, cohort, require
from adapters.test_frames import polars_frame

from alpims_mg import InvalidInputError
from alpims_mg.adapters.frames import command, register_engines, stopping
from alpims_mg.adapters.frames.output_files import OutputPart
from alpims_mg.testing import registers

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.parquet"
    polars_frame(registers(50, seed=41)).write_parquet(path)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestTheOutput:
    def refusal(self, register: Path, out: Path, capsys: Captured, *options: str) -> str:
        before = names(register.parent)
        assert cohort(register, "--out", out, *options) == 2
        assert names(register.parent) == before
        return capsys.readouterr().err

    def test_that_exists_is_replaced_only_with_force(self, register: Path, capsys: Captured) -> None:
        out = register.with_name("out.csv")
        out.write_text("old")
        message = self.refusal(register, out, capsys)
        assert message == (
            f"--out must be a new file; got {str(out)!r}, which exists; "
            "use another name, or add --force to replace it\n"
        )
        assert out.read_text() == "old"
        assert cohort(register, "--out", out, "--force") == 0
        assert pl.read_csv(out).height == 50

    @pytest.mark.parametrize("options", [(), ("--force",)])
    def test_is_no_link_no_folder_and_no_pipe(self, options: tuple[str, ...], register: Path, capsys: Captured) -> None:
        link, folder, pipe = (register.with_name(f"{name}.csv") for name in ("link", "folder", "pipe"))
        target = register.with_name("elsewhere")
        link.symlink_to(target)
        folder.mkdir()
        os.mkfifo(pipe)
        assert "a symbolic link; name the file itself" in self.refusal(register, link, capsys, *options)
        assert "no regular file; use another name" in self.refusal(register, folder, capsys, *options)
        assert "no regular file; use another name" in self.refusal(register, pipe, capsys, *options)
        assert not target.exists()

    def test_is_no_file_that_is_read(self, register: Path, tmp_path: Path, capsys: Captured) -> None:
        same = tmp_path / "same.parquet"
        same.hardlink_to(register)
        contents = register.read_bytes()
        for out in (register, same, tmp_path / ".." / tmp_path.name / register.name):
            message = self.refusal(register, out, capsys, "--force")
            assert message.startswith("--out must be another file than those that are read; got ")
        for out in (tmp_path / "new.parquet", tmp_path / "sub" / "new.parquet"):
            out.parent.mkdir(exist_ok=True)
            same.unlink(missing_ok=True)
            assert cohort(tmp_path, "--out", out, "--force") == 2
            assert "--out must be outside the folder that is read" in capsys.readouterr().err
        assert register.read_bytes() == contents

    def test_is_nobody_elses(self, register: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
        out = register.with_name("out.csv")
        out.write_text("theirs")
        user = os.geteuid()
        monkeypatch.setattr(os, "geteuid", lambda: user + 1)
        assert "which belongs to another user" in self.refusal(register, out, capsys, "--force")
        assert out.read_text() == "theirs"

    def test_gets_the_usual_mode_and_its_part_is_private(self, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        modes: dict[str, int] = {}
        write = register_engines.ENGINES["polars"]

        def look(*arguments: Any) -> None:
            write(*arguments)
            modes.update({path.name: path.stat().st_mode & 0o777 for path in register.parent.iterdir()})

        monkeypatch.setattr(command, "ENGINES", {"polars": look})
        csv = register.with_name("blank lines.csv")
        csv.write_text("\n" + pl.read_parquet(register).write_csv().replace("\n", "\n\n"))
        out = register.with_name("out.csv")
        old = os.umask(0o027)
        try:
            assert cohort(csv, "--out", out) == 0
        finally:
            os.umask(old)
        assert out.stat().st_mode & 0o777 == 0o640
        private = {name.rpartition(".")[2]: mode for name, mode in modes.items() if name.startswith(".out.csv.")}
        assert private == {"part": 0o600, "copies": 0o700}
        assert names(register.parent) == ["blank lines.csv", "out.csv", "register.parquet"]

    def test_is_never_that_of_two_runs(self, register: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
        out, write = register.with_name("out.csv"), register_engines.ENGINES["polars"]

        def overtaken(*arguments: Any) -> None:
            write(*arguments)
            out.write_text("the other run")

        monkeypatch.setattr(command, "ENGINES", {"polars": overtaken})
        assert cohort(register, "--out", out) == 2
        assert "which now exists; use another name, or add --force" in capsys.readouterr().err
        assert out.read_text() == "the other run"
        assert names(register.parent) == ["out.csv", "register.parquet"]

    def test_is_checked_again_before_it_is_replaced(
        self, register: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        out, write = register.with_name("out.csv"), register_engines.ENGINES["polars"]

        def linked(*arguments: Any) -> None:
            write(*arguments)
            out.symlink_to(register)

        monkeypatch.setattr(command, "ENGINES", {"polars": linked})
        assert cohort(register, "--out", out, "--force") == 2
        assert "which is a symbolic link" in capsys.readouterr().err

    @pytest.mark.parametrize("taken", [False, True])
    def test_needs_no_hard_links(
        self, taken: bool, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_links(*_: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", no_links)
        out = tmp_path / "out.csv"
        part = OutputPart(out)
        part.create()
        part.path.write_text("whole")
        if taken:
            out.write_text("other")
            with pytest.raises(InvalidInputError, match="now exists"):
                part.publish(force=False)
        else:
            part.publish(force=False)
        assert out.read_text() == ("other" if taken else "whole")

    def test_in_a_folder_that_must_not_be_written_is_refused(
        self, register: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(path: object, *_: object, **__: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

        out = register.with_name("out.csv")
        with monkeypatch.context() as patched:
            patched.setattr(os, "open", refuse)
            message = self.refusal(register, out, capsys)
        assert message == (
            f"--out must be a file that can be written; got {str(out)!r} (permission denied); "
            "ask its owner for permission, or use another folder\n"
        )
        with monkeypatch.context() as patched:
            patched.setattr(Path, "lstat", refuse)
            assert "(permission denied)" in self.refusal(register, out, capsys)

    def test_whose_name_is_too_long_is_refused(self, register: Path, capsys: Captured) -> None:
        message = self.refusal(register, register.with_name(f"{'x' * 300}.csv"), capsys)
        assert "(File name too long); check the file and its folder" in message

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
    @ENGINES
    @pytest.mark.parametrize("suffix", ["csv", "parquet"])
    def test_on_a_full_disk_says_so(
        self, engine: str, suffix: str, register: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        require(engine)
        write = register_engines.ENGINES[engine]

        def to_full_disk(register: Any, assess: Any, count: Any, part: Path, file_type: str) -> None:
            write(register, assess, count, Path("/dev/full"), file_type)

        monkeypatch.setattr(command, "ENGINES", {engine: to_full_disk})
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
        assert cohort(register, "--out", register.with_name(f"out.{suffix}"), "--engine", engine) == 1
        assert "no space left on the disk; make room, or write to another folder" in capsys.readouterr().err
        assert names(register.parent) == ["register.parquet"]

    def test_of_copies_on_a_full_disk_says_so(
        self, register: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        packed = register.with_name("a.csv.gz")
        packed.write_bytes(gzip.compress(b"zone\n"))
        monkeypatch.setattr(shutil, "copyfileobj", full)
        assert cohort(packed, "--out", register.with_name("out.csv")) == 1
        assert capsys.readouterr().err == "the answer could not be written: No space left on device\n"
        assert names(register.parent) == ["a.csv.gz", "register.parquet"]


class TestASafeCsv:
    @ENGINES
    def test_has_a_quote_before_each_cell_that_a_spreadsheet_would_run(self, engine: str, register: Path) -> None:
        require(engine)
        notes = ["=1+1", "+A1", "-A1", "@sum", "\tx", "\rx", "-5", "+1.5e3", "-1,5", "a=b", None]
        frame = pl.read_parquet(register).head(len(notes)).with_columns(pl.Series("=note", notes), n=pl.lit(-1))
        frame.write_parquet(register)
        for safe in (True, False):
            out = register.with_name(f"{safe}.csv")
            assert cohort(register, "--out", out, "--engine", engine, *(["--safe-csv"] if safe else [])) == 0
            written = pl.read_csv(out, infer_schema=False)
            quote = "'" if safe else ""
            expected = [f"{quote}{note}" for note in notes[:6]] + notes[6:]
            assert written[f"{quote}=note"].to_list() == expected
            assert written["n"].to_list() == ["-1"] * len(notes)

    def test_is_asked_for_with_csv_only(self, register: Path, capsys: Captured) -> None:
        assert cohort(register, "--out", register.with_name("out.parquet"), "--safe-csv") == 2
        assert capsys.readouterr().err.startswith("--safe-csv must be given only for CSV; got ")


LONG_RUN = 6_000_000
SECONDS = 20


@pytest.fixture(scope="module")
def long_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "register.parquet"
    part = polars_frame(registers(50_000, seed=43))
    pl.concat([part] * (LONG_RUN // part.height)).write_parquet(path)
    return path


OBEY_SIGNALS = """
import os, signal, sys
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
    signal.signal(number, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Undoes what a parent such as nohup ignores. The new process then begins like one in a terminal."""


def start(register: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    obedient = (sys.executable, "-c", OBEY_SIGNALS, sys.executable)
    arguments = [*obedient, "-m", "alpims_mg", "cohort", str(register), "--out", str(out), *options]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for_rows(run: subprocess.Popen[str], folder: Path) -> None:
    """Wait until a run has written some of its output."""
    deadline = time.monotonic() + 120
    while not any(path.stat().st_size for path in folder.glob(".*.part")):
        assert run.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)


def nothing() -> None:
    """Remove no files."""


class TestASignal:
    @ENGINES
    @pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
    def test_ends_a_run_at_once_and_leaves_no_part(
        self, engine: str, name: str, long_register: Path, tmp_path: Path
    ) -> None:
        require(engine)
        number = getattr(signal, name)
        run = start(long_register, tmp_path / "out.csv", "--engine", engine)
        wait_for_rows(run, tmp_path)
        sent = time.monotonic()
        run.send_signal(number)
        printed, error = run.communicate(timeout=120)
        assert time.monotonic() - sent < SECONDS
        assert run.returncode == 128 + number
        assert (printed, error.strip()) == ("", "Stopped.")
        assert names(tmp_path) == []

    def test_that_is_ignored_stays_ignored_and_every_handler_is_restored(self) -> None:
        def mine(*_: object) -> None:
            """A handler of the program that calls the command."""

        handlers: dict[int, Any] = {signal.SIGHUP: signal.SIG_IGN, signal.SIGUSR1: mine, signal.SIGTERM: signal.SIG_DFL}
        old = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        try:
            with stopping.removed_on_signals(nothing):
                assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
                assert signal.getsignal(signal.SIGUSR1) is mine
                assert signal.getsignal(signal.SIGTERM) != signal.SIG_DFL
            assert {number: signal.getsignal(number) for number in handlers} == handlers
        finally:
            for number, handler in old.items():
                signal.signal(number, handler)

    def test_first_removes_the_files_and_then_ends_the_process(self, monkeypatch: pytest.MonkeyPatch) -> None:
        done: list[object] = []
        monkeypatch.setattr(os, "_exit", done.append)
        monkeypatch.setattr(os, "write", lambda _, text: done.append(text))
        old = signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            with stopping.removed_on_signals(lambda: done.append("removed")):
                signal.raise_signal(signal.SIGTERM)
        finally:
            signal.signal(signal.SIGTERM, old)
        assert done == ["removed", b"\nStopped.\n", 143]

    def test_changes_nothing_in_another_thread(self) -> None:
        handlers: list[object] = []

        def work() -> None:
            with stopping.removed_on_signals(nothing):
                handlers.append(signal.getsignal(signal.SIGTERM))

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert handlers == [signal.getsignal(signal.SIGTERM)]


class TestTwoRuns:
    @pytest.mark.parametrize("options", [(), ("--force",)])
    def test_to_one_output_at_once_never_mix(self, options: tuple[str, ...], tmp_path: Path) -> None:
        inputs = tmp_path / "inputs"
        inputs.mkdir()
        frame = polars_frame(registers(50_000, seed=43))
        for zone in ("green", "red"):
            frame.with_columns(zone=pl.lit(zone)).write_parquet(inputs / f"{zone}.parquet")
        out = tmp_path / "out.csv"
        runs = [start(inputs / f"{zone}.parquet", out, *options) for zone in ("green", "red")]
        ended = [(run.communicate(timeout=240)[1], run.returncode) for run in runs]
        codes = sorted(code for _, code in ended)
        assert codes == ([0, 0] if options else [0, 2])
        assert all("--force" in error for error, code in ended if code)
        zones = pl.read_csv(out, infer_schema=False)["zone"]
        assert len(zones) == frame.height
        assert zones.n_unique() == 1
        assert names(tmp_path) == ["inputs", "out.csv"]
