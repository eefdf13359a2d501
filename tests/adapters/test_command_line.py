"""The manner of the command line: its faults, exit codes, help and completion, and what it does if it is stopped."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from adapters.test_frames import polars_frame
from cyclopts import CycloptsError

from alpims_mg import EDITION, __main__, __version__
from alpims_mg._internal.rendering import Details, Foot, Page
from alpims_mg.adapters import cli
from alpims_mg.adapters.cli import application, running, waiting
from alpims_mg.adapters.cli.options import EXIT_CODES
from alpims_mg.adapters.cli.usage_faults import usage_fault
from alpims_mg.model.vocabulary import Answer
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.testing import registers

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "examples" / "cases"
CASE = str(CASES / "first-day.json")
DAY = str(ROOT / "examples" / "days" / "levothyroxine-at-seven.json")
DIARY = str(ROOT / "examples" / "diaries" / "a-week-that-turns-red.json")
COHORT = __main__.EXTRA_COMMANDS

Captured = pytest.CaptureFixture[str]


def printed_by(capsys: Captured, *arguments: str) -> str:
    """What a command prints. It ends with 0, and prints nothing on standard error."""
    assert cli.run(arguments, COHORT) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


class TestFaults:
    @pytest.mark.parametrize(
        ("arguments", "fault"),
        [
            (["asess"], r"COMMAND must be one of .*compare.*; got 'asess'; did you mean assess\?"),
            (["zzz"], r"COMMAND must be one of .*; got 'zzz'; write one of these words"),
            (["--vrsion"], r"OPTION must be one of --help, --version; got '--vrsion'; did you mean --version\?"),
            (["assess", CASE, "--jsn"], r"OPTION must be one of .*--json, .*; got '--jsn'; did you mean --json\?"),
            (["assess", "--jsn", CASE], r"OPTION must be one of .*--json, .*; got '--jsn'; did you mean --json\?"),
            (["assess", CASE, "--jsn=1"], r"OPTION must be one of .*--json, .*; got '--jsn'; did you mean --json\?"),
            (["assess"], r"FILE must be given; got nothing; see alpims-mg assess --help"),
            (["assess", CASE, "--from"], r"--from must be given; got nothing; see alpims-mg assess --help"),
            (["assess", "a", "b"], r"assess must be given no more than its help names; got 'b' too; see .* --help"),
            (["clock", DAY, "--step", "2.5"], r"--step must be a whole number; got '2\.5'; see .* clock --help"),
            (["assess", CASE, "--json=soon"], r"--json must be given without a value; got '.*'; see .* --help"),
            (["course", DIARY, "--from=a"], r"OPTION must be one of .*; got '--from'; write one of these words"),
            (
                ["assess", CASE, "--from", "a", "--from", "b"],
                r"--from must be given once; got more than once; keep one",
            ),
            (["completion", "bsh"], r"SHELL must be one of bash, fish, zsh; got 'bsh'; did you mean bash\?"),
            (["options", CASE, "--aim", "slep"], r"--aim must be one of .*; got 'slep'; did you mean sleep\?"),
            (["options", CASE, "--aim", "joy"], r"--aim must be one of .*; got 'joy'; write one of these words"),
            (["rules", "zonez"], r"name must be one of .*; got 'zonez'; did you mean zones\?"),
            (["course", DIARY, "--preview", "--exit-code"], r"--exit-code must be given without --preview; got both"),
            (["replay", DIARY, "--carry-over", "--exit-code"], r"--exit-code must be given without --carry-over; got"),
        ],
    )
    def test_say_what_was_expected_what_came_and_how_to_fix_it(
        self, arguments: list[str], fault: str, capsys: Captured
    ) -> None:
        assert cli.run(arguments) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert re.match(fault, printed.err), printed.err
        assert printed.err.count("\n") == 1

    def test_of_a_kind_that_has_no_words_of_its_own_keep_those_of_the_library(self) -> None:
        fault = usage_fault(CycloptsError(msg="No, thanks.", command_chain=["assess"]), application.app)
        assert str(fault) == "assess must be called as its help says; got No, thanks.; see alpims-mg assess --help"


class TestExitCodes:
    @pytest.mark.parametrize("case", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
    def test_of_a_case_name_its_answer_if_they_are_asked_for(self, case: Path, capsys: Captured) -> None:
        answer = json.loads(printed_by(capsys, "assess", str(case), "--json"))["decision"]
        expected = {"offer": 0, "consult": 10, "needs-information": 11, "withhold": 12}[answer]
        for command in ("assess", "why"):
            assert cli.run([command, str(case), "--exit-code"]) == expected
        assert cli.run(["supply", str(case), "--bottle", "30", "--exit-code"]) == expected

    def test_are_the_same_with_and_without_json(self, capsys: Captured, tmp_path: Path) -> None:
        path = tmp_path / "day.json"
        for change, code in (({}, 0), ({"acknowledged": []}, 10), ({"zone": None}, 11), ({"zone": "red"}, 12)):
            day = json.loads(Path(DAY).read_text())
            day["situation"] |= change
            path.write_text(json.dumps(day))
            assert cli.run(["clock", str(path), "--exit-code"]) == code
            assert cli.run(["clock", str(path), "--exit-code", "--json"]) == code

    def test_of_a_course_name_the_strictest_answer_of_today(self, capsys: Captured, tmp_path: Path) -> None:
        review = json.loads(printed_by(capsys, "course", DIARY, "--json"))
        expected = EXIT_CODES[Answer(review["decision"]["decision"])]
        assert cli.run(["course", DIARY, "--exit-code"]) == expected
        path = tmp_path / "review.json"
        path.write_text(json.dumps(review))
        assert cli.run(["replay", str(path), "--exit-code"]) == expected
        assert "follows from the check-ins" in " ".join(capsys.readouterr().out.split())
        diary = json.loads(Path(DIARY).read_text())
        product = diary["proposal"]["product"] | {"form": "malate"}
        other = diary | {"proposal": diary["proposal"] | {"product": product}, "check_ins": []}
        path.write_text(json.dumps({"courses": [diary, other]}))
        reviews = json.loads(printed_by(capsys, "course", str(path), "--json"))["reviews"]
        codes = [EXIT_CODES[Answer(one["decision"]["decision"])] for one in reviews]
        assert cli.run(["course", str(path), "--exit-code"]) == max(codes)
        diary["proposal"]["product"]["elemental_mg"] = "500"
        path.write_text(json.dumps(diary))
        assert cli.run(["course", str(path), "--exit-code"]) == 12


class TestHelp:
    COMMANDS = sorted(name for name in {*application.app, *COHORT} if not name.startswith("-"))

    def test_lists_every_command(self, capsys: Captured) -> None:
        printed = printed_by(capsys, "--help")
        assert all(f"\n  {command} " in printed for command in self.COMMANDS)
        assert printed_by(capsys) == printed

    @pytest.mark.parametrize("command", COMMANDS)
    def test_of_a_command_ends_with_an_example_of_it(self, command: str, capsys: Captured) -> None:
        last = printed_by(capsys, command, "--help").rstrip().split("\n\n")[-1]
        assert last.lstrip().startswith(f"Example: alpims-mg {command} ")

    @pytest.mark.parametrize("command", COMMANDS)
    def test_names_the_options_in_one_order_and_says_what_each_is(self, command: str, capsys: Captured) -> None:
        printed = printed_by(capsys, command, "--help")
        common = [name for name in re.findall(r"^  (--[a-z-]+) ", printed, re.MULTILINE) if name in self.ORDER]
        assert common == sorted(common, key=self.ORDER.index)
        assert not re.search(r"^  --[a-z-]+ *$", printed, re.MULTILINE)

    ORDER = ("--from", "--details", "--json", "--exit-code")

    @pytest.mark.parametrize("width", ["80", "50"])
    @pytest.mark.parametrize("command", ["", *COMMANDS])
    def test_is_no_wider_than_asked_for(
        self, command: str, width: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", width)
        printed = printed_by(capsys, *([command] if command else []), "--help")
        assert all(len(line) <= int(width) for line in printed.splitlines())

    def test_says_which_option_is_required_and_what_holds_without_an_option(self, capsys: Captured) -> None:
        printed = " ".join(printed_by(capsys, "cohort", "--help").split())
        assert "It appears only when complete. Required." in printed
        assert "polars or duckdb. Without it: polars." in printed
        assert "Print JSON instead of text. Example" in printed

    def test_of_the_program_names_the_exit_codes_and_how_to_begin(self, capsys: Captured) -> None:
        printed = printed_by(capsys, "--help")
        assert "Begin with: alpims-mg new-case case.json\n" in printed
        assert "Exit codes: 0 answered, 1 not written, 2 bad input, 130 stopped by Ctrl-C." in " ".join(printed.split())

    def test_version_names_the_library_and_the_edition_of_the_rules(self, capsys: Captured) -> None:
        assert printed_by(capsys, "--version") == f"alpims-mg {__version__}, rules of {EDITION}\n"


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
    def test_knows_the_commands_and_their_options(self, shell: str, capsys: Captured) -> None:
        script = printed_by(capsys, "completion", shell)
        assert all(word in script for word in ("alpims-mg", "assess", "replay", "exit-code", "carry-over"))

    @pytest.mark.parametrize(
        ("line", "completed"),
        [
            ("asse", "assess"),
            ("course --prev", "--preview"),
            ("completion z", "zsh"),
            ("assess exam", "examples"),
            ("cohort --out exam", "examples"),
            ("new-case --from exam", "examples"),
        ],
    )
    def test_in_bash_completes_commands_options_and_files(self, line: str, completed: str, capsys: Captured) -> None:
        script = printed_by(capsys, "completion", "bash")
        words = ["alpims-mg", *line.split()]
        asking = f"""
            COMP_WORDS=({" ".join(words)}) COMP_CWORD={len(words) - 1}
            _alpims_mg; printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        process = subprocess.run(["bash"], input=script + asking, cwd=ROOT, capture_output=True, text=True, check=True)
        assert process.stdout.split() == [completed]


class TestPages:
    def test_are_as_wide_as_the_environment_says(self, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
        page = Page("A title of some words that is too long for forty columns in one line")
        monkeypatch.setenv("COLUMNS", "40")
        application.print_page(page)
        assert capsys.readouterr().out == f"{page.text(40)}\n"

    def test_have_an_empty_line_between_them_and_say_once_how_to_see_the_details(self, capsys: Captured) -> None:
        first, second = (Page(title, (Details("Sources", (title,)),)) for title in ("First", "Second"))
        application.print_page(first, second)
        assert capsys.readouterr().out == "First\n\nSecond\n\nSources: add --details\n"
        application.print_page(first, second, details=True)
        assert capsys.readouterr().out == "First\n\nSources\n\nFirst\n\nSecond\n\nSources\n\nSecond\n"
        application.print_page(first, Page("Third", (Details("Days", ("one",)),)))
        assert capsys.readouterr().out == "First\n\nThird\n\nAll reasons and sources: add --details\n"

    def test_print_a_block_that_they_share_with_the_last_of_them(self, capsys: Captured) -> None:
        application.print_page(Page("First", ("own", Foot("shared"))), Page("Second", (Foot("shared"),)))
        assert capsys.readouterr().out == "First\n\nown\n\nSecond\n\nshared\n"

    @pytest.mark.parametrize(
        ("arguments", "given"),
        [(["assess"], CASE), (["course"], DIARY), (["clock"], DAY), (["options"], CASE), (["map", "--days=3"], DIARY)],
    )
    def test_are_the_same_for_a_file_and_for_standard_input(
        self, arguments: list[str], given: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from_file = printed_by(capsys, *arguments, given)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(given).read_bytes())))
        assert printed_by(capsys, *arguments, "-") == from_file

    def test_of_another_adapter_are_printed_as_well_as_its_json(
        self, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        results: dict[str, Any] = {"page": Page("A page"), "value": {"rows": 1}}
        for name, shown in (("page", "A page\n"), ("value", '{\n  "rows": 1\n}\n')):
            monkeypatch.setattr(running, "app", lambda *_, name=name, **__: results[name])
            assert cli.run([name]) == 0
            assert capsys.readouterr() == (shown, "")

    def test_of_an_answer_that_needs_information_name_the_command_that_asks_for_it(
        self, capsys: Captured, tmp_path: Path
    ) -> None:
        path = tmp_path / "a case.json"
        path.write_bytes((CASES / "start-with-little-known.json").read_bytes())
        printed = " ".join(printed_by(capsys, "assess", str(path)).split())
        assert f"To answer now: alpims-mg new-case answered.json --from '{path}'" in printed
        assert "To answer now" not in printed_by(capsys, "assess", CASE)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestLongWork:
    def _shown(self, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, until: Callable[[], bool]) -> str:
        monkeypatch.setattr(waiting, "_FIRST_SECONDS", 0.01)
        monkeypatch.setattr(waiting, "_NEXT_SECONDS", 0.01)
        with waiting.seconds_shown("Looking 84 days ahead", stream):
            deadline = time.monotonic() + 10
            while not until() and time.monotonic() < deadline:
                time.sleep(0.005)
        return stream.getvalue()

    def test_shows_its_seconds_on_a_terminal_and_clears_the_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = Terminal()
        shown = self._shown(stream, monkeypatch, lambda: stream.getvalue().count("\r") > 1)
        words = "Looking 84 days ahead: 0 s. To stop, press Ctrl-C."
        assert shown.startswith(f"\r{words}\r{words}")
        assert shown.endswith(f"\r{' ' * len(words)}\r")

    def test_shows_nothing_elsewhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self._shown(io.StringIO(), monkeypatch, lambda: True) == ""

    def test_shows_nothing_if_it_is_short(self) -> None:
        stream = Terminal()
        with waiting.seconds_shown("Looking 84 days ahead", stream):
            pass
        assert stream.getvalue() == ""


class TestStopping:
    def test_by_ctrl_c_ends_with_130_and_without_a_traceback(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        def interrupted(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(running, "app", interrupted)
        assert cli.run(["rules"]) == 130
        assert capsys.readouterr() == ("", "\nStopped.\n")

    def test_a_process_by_ctrl_c_leaves_no_traceback(self, tmp_path: Path) -> None:
        waited_for = tmp_path / "case.json"
        os.mkfifo(waited_for)
        process = subprocess.Popen(
            [sys.executable, "-m", "alpims_mg", "assess", str(waited_for)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with process, waited_for.open("wb"):  # opened at both ends, so the command now waits for its contents
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (130, b"")
        assert b"Traceback" not in err


def test_rules_as_json_have_each_row_with_its_columns(capsys: Captured) -> None:
    (table,) = json.loads(printed_by(capsys, "rules", "zones", "--json"))["tables"]
    assert len(table["rows"]) == len(CURRENT.zones.rules)
    assert {"zone", "route", "because"} <= table["rows"][0].keys()
    listed = json.loads(printed_by(capsys, "rules", "--json"))["tables"]
    assert {"table": "zones", "title": CURRENT.zones.title, "rows": len(CURRENT.zones.rules)} in listed


def test_a_cohort_as_json_counts_the_answers_and_rules(tmp_path: Path, capsys: Captured) -> None:
    register, out = tmp_path / "register.parquet", tmp_path / "answers.parquet"
    polars_frame(registers(50, seed=41)).write_parquet(register)
    counts = json.loads(printed_by(capsys, "cohort", str(register), "--out", str(out), "--json"))
    assert (counts["rows"], counts["out"], counts["edition"]) == (50, str(out), EDITION)
    answered = {answer: rows for answer, rows in counts["decisions"].items() if rows}
    assert answered == dict(pl.read_parquet(out)["decision"].value_counts().iter_rows())
    assert sum(rule["rows"] for rule in counts["rules"]) >= 50 - answered.get("needs-information", 0)


def test_every_command_but_completion_prints_json(capsys: Captured) -> None:
    for command in TestHelp.COMMANDS:
        assert ("--json" in printed_by(capsys, command, "--help")) == (command != "completion")


def test_the_commands_of_other_adapters_have_help_and_an_example() -> None:
    assert {name: len(command) for name, command in __main__.EXTRA_COMMANDS.items()} == {
        "cohort": 3,
        "handout": 3,
    }
