"""Cohorts in several processes: a worker answers as its parent does, or gets a clear error. It never waits for ever."""

import copy
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from adapters.test_frames import stricter
from units.builders import capsule, situation

from alpims_mg import CURRENT, AlpimsMgError, Intent, Proposal, Rulebook, assess
from alpims_mg.adapters.frames import forking

WORKER = """
import multiprocessing
import polars as pl
from alpims_mg import CURRENT
from alpims_mg.adapters import frames

CELLS = dict(
    zone="green", age_years=34, kidney="normal", conditions="none", medicines="none", other_magnesium_mg=0,
    intent="start", product="capsule", form="glycinate", elemental_mg=100, divides_into=4, ingredients="hypromellose",
    dosage_form="hard-capsule",
)

def frame(library):
    if library == "polars":
        return pl.DataFrame([CELLS])
    if library == "pandas":
        import pandas
        return pandas.DataFrame([CELLS])
    import pyarrow
    table = pyarrow.Table.from_pylist([CELLS])
    if library == "pyarrow":
        return table
    import duckdb
    return duckdb.from_arrow(table)

def ask(library, rulebook):
    try:
        answers = frames.assess_frame(frame(library), rulebook)
        return frames.explain_row(frame(library), 0, rulebook).answer, rulebook is CURRENT
    except Exception as error:
        return type(error).__name__, error

if __name__ == "__main__":
    {before}
    with multiprocessing.get_context("{method}").Pool(1) as pool:
        print(*pool.apply(ask, ("{library}", CURRENT)), sep="\\n")
"""
PLAN_WORKER = """
import multiprocessing
import polars as pl
from alpims_mg import Capsule, Elemental, Form, Intent, KidneyFunction, Proposal, Situation, Zone, assess
from alpims_mg.adapters import frames

def rungs(name):
    person = Situation(
        zone=Zone.GREEN, age_years=34, kidney=KidneyFunction.NORMAL, conditions=[], medicines=[],
        other_magnesium=Elemental.mg(0),
    )
    product = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4, ingredients=[])
    decision = assess(person, Proposal(intent=Intent.START, product=product))
    return len(frames.to_frame(decision.draft))

if __name__ == "__main__":
    pl.DataFrame({"a": [1]}).lazy().select(pl.col("a") + 1).collect()
    with multiprocessing.get_context("fork").Pool(1) as pool:
        print(rungs(""), *pool.map(rungs, [""]))
"""
FORKED = ["AlpimsMgError", str(AlpimsMgError(forking.MESSAGE))]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
class TestAWorkerProcess:
    def worker(self, folder: Path, before: str, method: str, library: str = "polars") -> list[str]:
        """What a worker answers after its parent ran ``before``. The run is stopped, as a failure, if it hangs."""
        script = folder / "script.py"
        script.write_text(WORKER.replace("{before}", before).replace("{method}", method).replace("{library}", library))
        run = subprocess.run([sys.executable, script], timeout=120, check=True, capture_output=True, text=True)
        return run.stdout.splitlines()

    @pytest.mark.parametrize(
        ("before", "library"),
        [
            ('frames.assess_frame(frame("polars"))', "polars"),
            ('frames.assess_frame(frame("polars").lazy()).collect()', "polars"),
            ('frames.explain_row(frame("polars"), 0)', "pandas"),
            ('frames.assess_frame(frame("pandas"))', "pandas"),
            ('frames.assess_frame(frame("pyarrow"))', "pyarrow"),
            ('frames.assess_frame(frame("duckdb"))', "pandas"),
            ('frames.assess_frame(frame("duckdb")).fetchall()', "duckdb"),
            ('frames.explain_row(frame("pandas"), 0)', "pyarrow"),
            ('frames.explain_row(frame("pyarrow"), 0)', "polars"),
            ('frames.explain_row(frame("duckdb"), 0)', "polars"),
            ('frames.compare_frames(frame("pandas"), CURRENT, CURRENT)', "polars"),
        ],
    )
    def test_that_was_forked_after_frames_were_used_gets_a_clear_error(
        self, before: str, library: str, tmp_path: Path
    ) -> None:
        for name in ("pandas", "duckdb"):
            pytest.importorskip(name)
        assert self.worker(tmp_path, before, "fork", library) == FORKED

    @pytest.mark.parametrize("use", ["sum(range(9))", "frame('pandas').sum()", "frame('duckdb').fetchall()"])
    @pytest.mark.parametrize("library", ["polars", "pandas", "pyarrow", "duckdb"])
    def test_that_was_forked_after_other_libraries_were_used_answers(
        self, use: str, library: str, tmp_path: Path
    ) -> None:
        for name in ("pandas", "duckdb"):
            pytest.importorskip(name)
        assert self.worker(tmp_path, use, "fork", library) == ["consult", "True"]

    def test_that_was_forked_later_still_turns_plans_into_frames(self, tmp_path: Path) -> None:
        """Such a frame needs no thread of polars."""
        script = tmp_path / "script.py"
        script.write_text(PLAN_WORKER)
        run = subprocess.run([sys.executable, script], timeout=120, check=True, capture_output=True, text=True)
        assert run.stdout.split() == ["4", "4"]

    @pytest.mark.skipif(not forking.THREADS.exists(), reason="this system does not list threads")
    def test_that_was_forked_after_polars_alone_was_used_gets_the_same_error(self, tmp_path: Path) -> None:
        assert self.worker(tmp_path, 'pl.DataFrame({"a": [1]}).select(pl.col("a") + 1)', "fork") == FORKED

    @pytest.mark.parametrize(
        ("before", "method"),
        [
            ("pass", "fork"),
            ('frames.assess_frame(frame("polars"))', "spawn"),
            ('frames.assess_frame(frame("polars"))', "forkserver"),
        ],
    )
    def test_of_any_other_kind_answers_with_the_same_rulebook(self, before: str, method: str, tmp_path: Path) -> None:
        assert self.worker(tmp_path, before, method) == ["consult", "True"]


class TestForking:
    def test_breaks_only_a_process_that_used_polars(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(forking, "THREADS", tmp_path / "no such folder")
        for used in (False, True):
            monkeypatch.setattr(forking.Process, "used", used)
            monkeypatch.setattr(forking.Process, "broken", False)
            forking.before_fork()
            forking.after_fork_in_child()
            assert forking.Process.broken is used
        with pytest.raises(AlpimsMgError, match="spawn"):
            forking.note_use()

    @pytest.mark.parametrize(
        ("name", "used"), [("polars-0\n", True), ("polars-ooc-clea\n", False), ("python\n", False)]
    )
    def test_sees_the_threads_of_polars(
        self, name: str, used: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "1").mkdir()
        (tmp_path / "1" / "comm").write_text(name)
        monkeypatch.setattr(forking, "THREADS", tmp_path)
        monkeypatch.setattr(forking.Process, "used", False)
        forking.before_fork()
        assert forking.Process.used is used


class TestARulebook:
    def test_is_itself_when_copied(self) -> None:
        for rulebook in (CURRENT, stricter()):
            assert copy.copy(rulebook) is rulebook
            assert copy.deepcopy(rulebook) is rulebook
            assert copy.deepcopy({"rules": [rulebook]})["rules"][0] is rulebook

    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
    def test_current_is_itself_when_pickled(self, protocol: int) -> None:
        stored = pickle.dumps(CURRENT, protocol)
        assert pickle.loads(stored) is CURRENT
        assert len(stored) < 200
        assert pickle.loads(pickle.dumps([CURRENT, CURRENT], protocol)) == [CURRENT, CURRENT]

    @pytest.mark.parametrize("intent", [Intent.START, Intent.MAINTAIN])
    def test_of_a_clinic_answers_the_same_when_pickled(self, intent: Intent) -> None:
        ours = stricter()
        again: Rulebook = pickle.loads(pickle.dumps(ours))
        assert again is not ours
        assert again is not CURRENT
        proposal = Proposal(intent=intent, product=capsule(), current_daily=None)
        for who in (situation(), situation(zone=None), situation(medicines=None)):
            assert assess(who, proposal, rulebook=again) == assess(who, proposal, rulebook=ours)
