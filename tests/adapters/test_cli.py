"""The command line: the answer comes first, faults go to standard error, and no input gives a traceback."""

import csv
import importlib
import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any, cast

import pytest
from rich.console import Console

from alpims_mg import Capsule, DosePlan, Offer, Proposal, Situation, Verdict, __main__, assess, titration_schedule
from alpims_mg._internal.rendering import Details, Grid, Listing, Page, Section, short_date
from alpims_mg.adapters import cli
from alpims_mg.adapters.cli import application, running
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.joint_reviews import JointReview, review_joint_diary
from alpims_mg.courses.looking_ahead import Preview, preview
from alpims_mg.courses.review_types import Review
from alpims_mg.courses.reviews import review_course
from alpims_mg.dosing.days import Day
from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rules.index import tables
from alpims_mg.wire import make_converter, read_case, read_day_case, read_diary, read_joint_diary

ROOT = Path(__file__).resolve().parents[2]
FIRST_DAY = ROOT / "examples" / "cases" / "first-day.json"


def run(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in its own process, as a shell would."""
    return subprocess.run(
        [sys.executable, "-m", "alpims_mg", *arguments],
        input=given,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
    )


def unwrapped(printed: str) -> str:
    """What was printed, on one line."""
    return " ".join(printed.split())


def _plan(situation: Situation, proposal: Proposal) -> DosePlan:
    answer = assess(situation, proposal)
    assert isinstance(answer, Offer)
    assert isinstance(answer.plan, DosePlan)
    return answer.plan


class TestAnswers:
    def test_the_answer_comes_first_and_the_disclaimer_last(self) -> None:
        ran = run("assess", str(FIRST_DAY))
        lines = ran.stdout.decode().splitlines()
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert lines[0] == "[+] You can start."
        assert "not a diagnosis" in unwrapped(ran.stdout.decode().split("\n\n")[-2])
        assert lines[-1] == "All reasons and sources: add --details"

    def test_details_show_the_rule_ids_and_sources_of_every_finding(self) -> None:
        case = read_case(FIRST_DAY.read_bytes())
        short, long = (unwrapped(run("assess", str(FIRST_DAY), *more).stdout.decode()) for more in ((), ("--details",)))
        for found in assess(case.situation, case.proposal).findings:
            assert f"({found.rule}). {found.places()}" in long
            assert found.rule not in short
        assert long.endswith(f"Edition {CURRENT.edition}.")

    def test_the_plan_has_dates_if_the_first_day_is_given(self) -> None:
        printed = run("assess", str(FIRST_DAY), "--from", "2026-02-26").stdout.decode()
        dates = re.findall(r"^ +\d+  (\d+ [A-Z][a-z]+)", printed, re.MULTILINE)
        case = read_case(FIRST_DAY.read_bytes())
        first_days = [step.first_day for step in _plan(case.situation, case.proposal).steps]
        assert dates == [short_date(date(2026, 2, 26) + timedelta(days=day - 1)) for day in first_days]

    def test_a_case_can_come_from_standard_input(self) -> None:
        assert run("assess", "-", given=FIRST_DAY.read_bytes()).stdout == run("assess", str(FIRST_DAY)).stdout

    def test_json_holds_the_same_answer(self) -> None:
        case = read_case(FIRST_DAY.read_bytes())
        answer = make_converter().unstructure(assess(case.situation, case.proposal))
        assert json.loads(run("assess", str(FIRST_DAY), "--json").stdout) == answer

    @pytest.mark.parametrize("case", sorted((ROOT / "examples" / "cases").glob("*.json")), ids=lambda path: path.stem)
    def test_every_decision_exits_with_0(self, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["assess", str(case)]) == 0
        printed = capsys.readouterr()
        assert printed.out[:4] in {"[+] ", "[!] ", "[x] ", "[?] "}
        assert printed.err == ""

    @pytest.mark.parametrize("strength", ["100", "120", "62.5"])
    def test_each_rung_of_the_plan_is_printed(
        self, strength: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        asked = _case_file(tmp_path, strength, None)
        case = read_case(asked.read_bytes())
        ladder = [step.daily.format_mg() for step in _plan(case.situation, case.proposal).steps]
        assert cli.run(["assess", str(asked), "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert [step["daily_mg"] for step in answer["plan"]["steps"]] == ladder
        cli.run(["assess", str(asked)])
        printed = capsys.readouterr().out
        steps = re.findall(r"^ +\d+ +\d+ +([\d.]+) mg  ", printed, re.MULTILINE)
        assert steps == ladder

    @pytest.mark.parametrize(
        ("strength", "target", "numbers"),
        [("500", None, "1/4 capsule gives 125 mg"), ("120", "200", "180 mg and 210 mg")],
    )
    def test_each_infeasible_worked_ladder_names_its_numbers(
        self, strength: str, target: str | None, numbers: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        assert cli.run(["assess", str(_case_file(tmp_path, strength, target))]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("[x] ")
        assert numbers in unwrapped(printed)


class TestCourse:
    DIARY = ROOT / "examples" / "diaries" / "a-week-that-turns-red.json"

    def test_today_comes_first_and_then_every_day_so_far(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["course", str(self.DIARY)]) == 0
        printed = capsys.readouterr().out
        diary = read_diary(self.DIARY.read_bytes())
        course = course_of(diary)
        assert isinstance(course, Course)
        review = review_course(course, diary.check_ins, diary.as_of)
        assert printed == f"{review}\n\nDay by day, with reasons: add --details\n"
        parts = ["Why", "Before the next step", "On a Red day", "Not checked", "Your days", "Steps", "For learning"]
        places = [printed.index(f"\n\n{part}") for part in parts]
        assert places == sorted(places)
        assert cli.run(["course", str(self.DIARY), "--details"]) == 0
        details = capsys.readouterr().out
        assert details == f"{review.page().text(details=True)}\n"
        moves = re.findall(r"^  2026-03-\d\d  \w+ +(\w+(?: \w+)?)  ", details, re.MULTILINE)
        assert moves == [str(day.move).replace("-", " ") for day in review.ledger.days]

    def test_json_holds_the_same_review(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["course", str(self.DIARY), "--json"]) == 0
        diary = read_diary(self.DIARY.read_bytes())
        course = course_of(diary)
        assert isinstance(course, Course)
        printed = make_converter().structure(json.loads(capsys.readouterr().out), Review)
        assert printed == review_course(course, diary.check_ins, diary.as_of)

    def test_preview_prints_what_tomorrow_would_permit(self, capsys: pytest.CaptureFixture[str]) -> None:
        diary = read_diary(self.DIARY.read_bytes())
        course = course_of(diary)
        assert isinstance(course, Course)
        ahead = preview(course, diary.check_ins, diary.as_of)
        assert cli.run(["course", str(self.DIARY), "--preview"]) == 0
        assert capsys.readouterr().out == f"{ahead}\n\nRules and edition: add --details\n"
        assert cli.run(["course", str(self.DIARY), "--preview", "--json"]) == 0
        assert make_converter().structure(json.loads(capsys.readouterr().out), Preview) == ahead

    def test_the_last_30_days_are_printed_unless_all_are_asked_for(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        diary = json.loads(self.DIARY.read_text()) | {"starts": "2026-01-01"}
        path = tmp_path / "diary.json"
        path.write_text(json.dumps(diary))
        assert cli.run(["course", str(path)]) == 0
        printed = capsys.readouterr().out
        assert "the last 30 days of 71\n" in printed
        assert cli.run(["course", str(path), "--details"]) == 0
        printed = capsys.readouterr().out
        assert "\n  2026-02-11  " in printed
        assert "\n  2026-02-10  " not in printed
        assert cli.run(["course", str(path), "--details", "--full"]) == 0
        assert "\n  2026-01-01  " in capsys.readouterr().out
        assert cli.run(["course", str(path), "--json"]) == 0
        assert len(json.loads(capsys.readouterr().out)["ledger"]["days"]) == 71

    def test_a_start_more_than_ten_years_ago_is_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "diary.json"
        path.write_text(json.dumps(json.loads(self.DIARY.read_text()) | {"starts": "0026-03-01"}))
        assert cli.run(["course", str(path)]) == 2
        assert capsys.readouterr().err.startswith("starts must be less than 3660 days before 2026-03-12")

    def test_a_capsule_without_a_plan_prints_the_answer(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        diary = json.loads(self.DIARY.read_text())
        diary["proposal"]["product"]["elemental_mg"] = "500"
        path = tmp_path / "diary.json"
        path.write_text(json.dumps(diary))
        assert cli.run(["course", str(path)]) == 0
        assert capsys.readouterr().out.startswith("[x] ")

    def _joint(self, tmp_path: Path, **changed: Any) -> str:
        """The path of a file with the diary, and with one of another product that differs in these keys."""
        diary = json.loads(self.DIARY.read_text())
        product = diary["proposal"]["product"] | {"form": "malate"}
        other = diary | {"proposal": diary["proposal"] | {"product": product}, "check_ins": []} | changed
        path = tmp_path / "diaries.json"
        path.write_text(json.dumps({"courses": [diary, other]}))
        return str(path)

    def test_several_courses_are_reviewed_together(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = self._joint(tmp_path)
        review = review_joint_diary(read_joint_diary(Path(path).read_bytes()))
        assert isinstance(review, JointReview)
        assert cli.run(["course", path]) == 0
        assert capsys.readouterr().out == f"{review}\n\nAll reasons and sources: add --details\n"
        assert cli.run(["course", path, "--json"]) == 0
        assert make_converter().structure(json.loads(capsys.readouterr().out), JointReview) == review

    def test_one_of_several_capsules_without_a_plan_prints_its_answer(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        diary = json.loads(self.DIARY.read_text())
        strong = diary["proposal"] | {"product": diary["proposal"]["product"] | {"elemental_mg": "500"}}
        assert cli.run(["course", self._joint(tmp_path, proposal=strong)]) == 0
        assert capsys.readouterr().out.startswith("[x] ")

    def test_faults_of_several_courses_name_the_course(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        diary = json.loads(self.DIARY.read_text())
        going_on = {"intent": "increase", "product": diary["proposal"]["product"], "current_daily_mg": "50"}
        cases: tuple[tuple[dict[str, Any], str], ...] = (
            ({"as_of": "2026-03-13"}, "courses must be at least one diary, all with the same as_of; got 2026-03-12, "),
            ({"proposal": going_on}, "courses[1].proposal.intent must be "),
            ({"check_ins": [{"day": "2027-01-01"}]}, "courses[1].check_ins[0].day must be from 2026-03-01 "),
        )
        for changed, fault in cases:
            assert cli.run(["course", self._joint(tmp_path, **changed)]) == 2
            assert capsys.readouterr().err.startswith(fault)
        assert cli.run(["course", self._joint(tmp_path), "--preview"]) == 2
        assert capsys.readouterr().err.startswith("courses must be a diary of one course; got several diaries")

    def test_faults_name_fields_as_json_does(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        diary = json.loads(self.DIARY.read_text())
        diary["check_ins"][0]["day"] = "2027-01-01"
        path = tmp_path / "diary.json"
        path.write_text(json.dumps(diary))
        assert cli.run(["course", str(path)]) == 2
        assert capsys.readouterr().err.startswith("check_ins[0].day must be from 2026-03-01 (the first day) to ")


class TestOtherQuestions:
    RED = ROOT / "examples" / "cases" / "start-on-a-red-day.json"

    def test_why_shows_a_patient_what_rules_it_out_and_what_would_change_it(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.run(["why", str(self.RED)]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("Why the answer is no")
        assert "On a Red day, do not try anything new by mouth, and do not raise what you take" in unwrapped(printed)
        assert "Ask again on a day in another zone: Green." in printed
        assert "zone.red" not in printed
        assert "not a diagnosis" in unwrapped(printed.split("\n\n")[-1])

    def test_why_shows_a_clinician_the_rules_too_and_prints_both_parts_as_json(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.run(["why", str(self.RED), "--for", "clinician"]) == 0
        assert "zone.red.capsule.change" in capsys.readouterr().out
        assert cli.run(["why", str(self.RED), "--json"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert printed["why_not"]["answer"] == "withhold"
        assert printed["what_would_change"]["counterfactuals"][0]["changes"][0]["what"] == "route"

    def test_options_ranks_forms_and_routes_for_the_aims_given(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["options", str(FIRST_DAY), "--aim", "sleep", "--domain", "mood"]) == 0
        printed = capsys.readouterr().out
        assert printed.index("Every form") < printed.index("Glycinate: for it") < printed.index("Every route")
        assert cli.run(["options", str(FIRST_DAY), "--aim", "constipation", "--json"]) == 0
        ranked = json.loads(capsys.readouterr().out)
        assert ranked["forms"]["options"][0]["product"]["form"] == "citrate"
        assert len(ranked["routes"]["options"]) == 2

    @pytest.mark.parametrize(
        ("arguments", "path", "words"),
        [
            (("options", "--aim", "joy"), "--aim", "one of sleep, anxiety"),
            (("options", "--domain", "joy", "--domain", "bliss"), "--domain", "one of anxiety, laxity"),
            (("why", "--for", "nobody"), "--for", "one of patient, clinician"),
        ],
    )
    def test_an_unknown_word_is_a_fault_that_names_the_option(
        self, arguments: tuple[str, ...], path: str, words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        command, *options = arguments
        assert cli.run([command, str(FIRST_DAY), *options]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert all(line.startswith(f"{path} must be {words}") for line in printed.err.splitlines())
        assert len(printed.err.splitlines()) == len(options) // 2

    def test_a_target_out_of_range_is_a_fault_that_names_the_json_key(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        assert cli.run(["why", str(_case_file(tmp_path, "100", "900"))]) == 2
        assert capsys.readouterr().err.startswith("proposal.target_mg must be")

    def test_a_label_is_read_from_text_or_from_a_record(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "label"
        path.write_text("Serving size: 2 capsules. Magnesium (as magnesium glycinate) 200 mg")
        assert cli.run(["label", str(path)]) == 0
        printed = capsys.readouterr().out
        assert "2 capsules: 200 mg elemental" in printed
        assert "It may contain, since the list was not read\n  Citrus, citric acid" in printed
        path.write_text(json.dumps({"ingredientRows": [{"name": "Magnesium", "forms": [{"name": "Magnesium Oxide"}]}]}))
        assert cli.run(["label", str(path), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["sources"][0]["form"] == "oxide"

    @pytest.mark.parametrize(
        ("contents", "words"),
        [
            (b"Magnesium \xff", "UTF-8 text"),
            (b'{"a": 1, "a": 2}', "a must be given once"),
            (b'{"a": 1', "JSON text"),
        ],
    )
    def test_an_unreadable_label_is_a_fault(
        self, contents: bytes, words: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "label"
        path.write_bytes(contents)
        assert cli.run(["label", str(path)]) == 2
        assert words in capsys.readouterr().err


def _case_file(folder: Path, strength: str, target: str | None) -> Path:
    case = json.loads(FIRST_DAY.read_text())
    case["proposal"]["product"]["elemental_mg"] = strength
    case["proposal"]["target_mg"] = target
    path = folder / "case.json"
    path.write_text(json.dumps(case))
    return path


def _edited(change: Callable[[dict[str, Any]], object]) -> bytes:
    case = json.loads(FIRST_DAY.read_text())
    change(case)
    return json.dumps(case).encode()


class TestClock:
    DAY = ROOT / "examples" / "days" / "levothyroxine-at-seven.json"
    CASE = read_day_case(DAY.read_bytes())
    RUNGS = len(_plan(CASE.situation, CASE.proposal).steps)

    def test_the_answer_comes_first_and_then_the_day_of_the_first_rung(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.run(["clock", str(self.DAY)]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("[+] ")
        assert f"Step 1 of {self.RUNGS}." in printed
        # Dinner is outside the window, so the intake is at the time of dinner.
        assert "Magnesium at 18:30: 50 mg a day" in printed
        assert "you take it at 07:00, so take no magnesium from 03:00 to 11:00" in " ".join(printed.split())
        assert "not a diagnosis" in unwrapped(printed.split("\n\n")[-2])

    def test_the_day_of_a_draft_says_draft_above_and_below(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        day = json.loads(self.DAY.read_bytes())
        day["situation"]["acknowledged"] = []
        (tmp_path / "day.json").write_text(json.dumps(day), encoding="utf-8")
        assert cli.run(["clock", str(tmp_path / "day.json")]) == 0
        parts = [part.split(".")[0] for part in capsys.readouterr().out.split("\n\n")]
        held = parts[parts.index("DRAFT") + 1 : len(parts) - 1 - parts[::-1].index("DRAFT")]
        assert held[0] == "Magnesium at 18:30: 50 mg a day"

    def test_each_rung_has_its_own_day(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["clock", str(self.DAY), "--step", str(self.RUNGS)]) == 0
        assert "Magnesium at 12:30 and 18:30: 200 mg a day" in capsys.readouterr().out

    @pytest.mark.parametrize("rung", ["0", str(RUNGS + 1), "-1"])
    def test_a_rung_that_does_not_exist_is_bad_input(self, rung: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["clock", str(self.DAY), f"--step={rung}"]) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.split(" ")[0]) == ("", "--step")

    def test_json_holds_the_same_day_with_the_answer(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["clock", str(self.DAY), "--step", "4", "--json"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert (printed["decision"], printed["rung"]) == ("offer", 4)
        case = read_day_case(self.DAY.read_bytes())
        assert isinstance(case.proposal.product, Capsule)
        plan = titration_schedule(case.proposal.product)
        assert isinstance(plan, DosePlan)
        day = schedule_day(plan.steps[3], case.routine, case.situation.medicines)
        assert make_converter().structure(printed["day"], cast("Any", Day)) == day

    @pytest.mark.parametrize(
        ("taken_at", "first"),
        [
            ("07:00", "lunch: 1 capsule (100 mg), with food, moved from breakfast"),
            ("04:00", "breakfast: 1 capsule (100 mg), with food"),
        ],
    )
    def test_each_intake_is_as_near_to_its_own_meal_as_the_medicines_allow(
        self, taken_at: str, first: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "day.json"
        path.write_text(self._changed(lambda case: case["situation"]["medicines"][0].update(taken_at=[taken_at])))
        assert cli.run(["clock", str(path), "--step", str(self.RUNGS)]) == 0
        printed = unwrapped(capsys.readouterr().out)
        assert f"magnesium {first} " in printed
        assert "magnesium dinner: 1 capsule (100 mg), with food " in printed
        assert printed.count(" magnesium breakfast: ") + printed.count(" magnesium lunch: ") == 1

    def test_a_draft_prints_the_answer_consult_first(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = tmp_path / "day.json"
        path.write_text(self._changed(lambda case: case["situation"].update(acknowledged=[])))
        assert cli.run(["clock", str(path)]) == 0
        assert capsys.readouterr().out.startswith("[!] ")

    def test_a_withheld_plan_has_no_day(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = tmp_path / "day.json"
        path.write_text(self._changed(lambda case: case["situation"].update(zone="red")))
        assert cli.run(["clock", str(path)]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("[x] ")
        assert "Day:" not in printed
        assert cli.run(["clock", str(path), "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer["decision"] == "withhold"
        assert "day" not in answer

    def test_all_faults_of_a_day_are_reported_together(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "day.json"

        def make_invalid(case: dict[str, Any]) -> None:
            case["situation"]["zone"] = "purple"
            case["routine"] |= {"wakes": "6:30", "tea": "16:00"}

        path.write_text(self._changed(make_invalid))
        assert cli.run(["clock", str(path)]) == 2
        errors = capsys.readouterr().err
        for where in ("situation.zone", "routine.wakes", "routine.tea"):
            assert where in errors
        path.write_text(self._changed(lambda case: case["routine"].update(breakfast="05:00", dinner="23:00")))
        assert cli.run(["clock", str(path)]) == 2
        assert [line.split(" ")[0] for line in capsys.readouterr().err.splitlines()] == [
            "routine.breakfast",
            "routine.dinner",
        ]
        path.write_text(self._changed(lambda case: case.pop("routine")))
        assert cli.run(["clock", str(path)]) == 2
        assert capsys.readouterr().err.startswith("routine must be given")

    def _changed(self, change: Callable[[dict[str, Any]], object]) -> str:
        case = json.loads(self.DAY.read_text())
        change(case)
        return json.dumps(case)


BAD = {
    "unknown key": (_edited(lambda case: case.update(extra=1)), "extra"),
    "unknown word": (_edited(lambda case: case["situation"].update(zone="purple")), "situation.zone"),
    "negative": (_edited(lambda case: case["situation"].update(age_years=-1)), "situation.age_years"),
    "negative text": (_edited(lambda case: case["proposal"].update(target_mg="-5")), "proposal.target_mg"),
    "float": (_edited(lambda case: case["proposal"].update(target_mg=250.5)), "proposal.target_mg"),
    "whole float": (_edited(lambda case: case["situation"].update(age_years=34.0)), "situation.age_years"),
    "NaN": (_edited(lambda case: case["situation"].update(age_years=float("nan"))), "situation.age_years"),
    "infinity": (
        _edited(lambda case: case["situation"].update(age_years=float("inf"))),
        "situation.age_years",
    ),
    "huge number": (FIRST_DAY.read_bytes().replace(b"34", b"9" * 5000), "situation.age_years"),
    "huge text": (_edited(lambda case: case["proposal"].update(target_mg="9" * 5000)), "proposal.target_mg"),
    "exponent": (
        _edited(lambda case: case["proposal"].update(target_mg="1e999999999")),
        "proposal.target_mg",
    ),
    "wrong type": (_edited(lambda case: case["situation"].update(medicines="none")), "situation.medicines"),
    "true for a number": (
        _edited(lambda case: case["situation"].update(age_years=True)),
        "situation.age_years",
    ),
    "number for text": (_edited(lambda case: case["situation"].update(zone=3)), "situation.zone"),
    "target out of range": (
        _edited(lambda case: case["proposal"].update(target_mg="500")),
        "proposal.target_mg",
    ),
    "hold out of range": (_edited(lambda case: case["proposal"].update(hold_days=2)), "proposal.hold_days"),
    "rule that does not exist": (
        _edited(lambda case: case["situation"]["acknowledged"][0].update(rule="consult.nothing")),
        "situation.acknowledged[0].rule",
    ),
    "rule that never asks": (
        _edited(lambda case: case["situation"]["acknowledged"][0].update(rule="zone.red.capsule.change")),
        "situation.acknowledged[0].rule",
    ),
    "repeated key": (FIRST_DAY.read_bytes().replace(b'"zone"', b'"zone": "red", "zone"'), "situation.zone"),
    "list at the top": (b"[]", "the input"),
    "empty": (b"", "the input"),
    "broken text": (b'{"situation": ', "the input"),
    "broken UTF-8": (b'{"situation": "\xff\xfe"}', "the input"),
    "lone surrogate": (
        _edited(lambda case: case["situation"]["medicines"][0].update(name="\ud800")),
        "medicines[0].name",
    ),
    "control character": (
        _edited(lambda case: case["situation"]["medicines"][0].update(name="\x1b[31m")),
        "medicines[0].name",
    ),
    "10 MB of nesting": (b"[" * 10_000_000, "the input"),
    "10 MB of objects": (b'{"a":' * 2_000_000, "the input"),
}
HARD_TO_READ_OR_PRINT = (
    "empty",
    "broken text",
    "broken UTF-8",
    "lone surrogate",
    "control character",
    "10 MB of nesting",
    "10 MB of objects",
)


class TestBadInput:
    @pytest.mark.parametrize("name", BAD)
    def test_a_fault_goes_to_standard_error_with_its_path_and_exits_with_2(
        self, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given, path = BAD[name]
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given)))
        exit_code = cli.run(["assess", "-"])
        printed = capsys.readouterr()
        self.check(exit_code, printed.out, printed.err, path)

    @pytest.mark.parametrize("name", HARD_TO_READ_OR_PRINT)
    def test_what_is_hard_to_read_or_to_print_is_the_same_fault_in_a_process_of_its_own(self, name: str) -> None:
        given, path = BAD[name]
        ran = run("assess", "-", given=given)
        self.check(ran.returncode, ran.stdout.decode(), ran.stderr.decode(), path)

    def check(self, exit_code: int, printed: str, errors: str, path: str) -> None:
        assert (exit_code, printed) == (2, "")
        assert path in errors
        assert " must be " in errors
        assert "Traceback" not in errors
        assert len(errors) < 2000

    def test_all_faults_of_form_are_reported_together(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = tmp_path / "case.json"
        path.write_bytes(
            _edited(lambda case: (case["situation"].update(zone="x", age_years=200), case["proposal"].pop("intent")))
        )
        assert cli.run(["assess", str(path)]) == 2
        faults = capsys.readouterr().err.splitlines()
        assert [fault.split(" ")[0] for fault in faults] == ["situation.zone", "situation.age_years", "proposal.intent"]

    def test_all_faults_against_the_rulebook_are_reported_together(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "case.json"
        path.write_bytes(
            _edited(
                lambda case: (
                    case["proposal"].update(target_mg="100"),
                    case["situation"]["acknowledged"][1].update(rule="x"),
                )
            )
        )
        assert cli.run(["assess", str(path)]) == 2
        faults = capsys.readouterr().err.splitlines()
        assert {fault.split(" ")[0] for fault in faults} == {"proposal.target_mg", "situation.acknowledged[1].rule"}

    @pytest.mark.parametrize("file", ["nowhere.json", "examples", "with\0null"])
    def test_an_unreadable_file_is_one_fault(self, file: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["assess", file]) == 2
        assert capsys.readouterr().err.startswith("FILE must be a file that can be read")

    @pytest.mark.parametrize("day", ["soon", "2026-13-01", "9999-12-30", "20260301", "2026-W10-1"])
    def test_an_invalid_first_day_is_a_fault(self, day: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["assess", str(FIRST_DAY), "--from", day]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "must be" in printed.err

    @pytest.mark.parametrize("arguments", [["assess"], ["nothing"], ["assess", "a", "b"], ["assess", "a", "--colour"]])
    def test_an_invalid_call_is_reported(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(arguments) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err


class TestRules:
    def test_without_a_name_the_tables_are_listed(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["rules"]) == 0
        printed = capsys.readouterr().out
        assert all(f"  {name} " in printed for name, _ in tables(CURRENT))

    def test_a_table_is_printed_with_every_row(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["rules", "zones"]) == 0
        brief = capsys.readouterr().out
        assert cli.run(["rules", "zones", "--details"]) == 0
        whole = capsys.readouterr().out
        assert brief.count("[x] withhold") == sum(rule.then is Verdict.WITHHOLD for rule in CURRENT.zones.rules)
        assert all(rule.id in whole and rule.id not in brief for rule in CURRENT.zones.rules)
        assert "--details" in brief
        assert "--details" not in whole

    def test_a_table_is_printed_as_csv_with_every_row_and_source(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["rules", "zones", "--csv"]) == 0
        header, *rows = csv.reader(capsys.readouterr().out.splitlines())
        assert header == ["zone", "route", "intent", "tolerance", "answer", "because", "says", "rule"]
        assert [row[-1] for row in rows] == [rule.id for rule in CURRENT.zones.rules]
        assert {row[4] for row in rows} == set(map(str, Verdict))

    @pytest.mark.parametrize(
        ("named", "message"),
        [([], "got no tables; write for example"), (["zone"], "got 3 tables; name one of zones, ")],
    )
    def test_csv_holds_one_table(self, named: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["rules", *named, "--csv"]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert message in printed.err

    def test_an_unknown_table_is_a_fault_that_lists_the_names(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["rules", "zonez"]) == 2
        assert "zones" in capsys.readouterr().err


class TestOutput:
    PAGE = Page(
        title="A title",
        blocks=(
            "words [red] " * 9,
            Listing(title="List", items=("one",)),
            Grid(caption="G", header=("a",), rows=(("b",),)),
        ),
    )

    @pytest.mark.parametrize(
        ("variables", "colour"),
        [({"TERM": "xterm-256color"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    )
    def test_a_terminal_gets_its_own_width_and_colours_if_it_wants_them(
        self,
        variables: dict[str, str],
        colour: bool,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        terminal = Console(force_terminal=True, width=30, _environ=variables)
        monkeypatch.setattr(application, "Console", lambda: terminal)
        application.print_page(self.PAGE)
        printed = capsys.readouterr().out
        assert printed == self.PAGE.text(terminal.width, colour=colour) + "\n"
        assert ("\x1b[1m" in printed) == colour

    def test_what_two_sections_say_is_printed_once(self, capsys: pytest.CaptureFixture[str]) -> None:
        first = Page("First", (Section("Keep in mind", ("Go slow.", "Eat first.")),))
        second = Page(
            "Second", (Section("Also keep in mind", ("Go slow.", "Drink.")), Section("Hours", ("Eat first.",)))
        )
        application.print_page(first, second)
        printed = capsys.readouterr().out
        assert printed.count("Go slow.") == printed.count("Eat first.") == printed.count("Drink.") == 1
        assert "Hours" not in printed

    def test_no_line_is_wider_than_a_narrow_terminal(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "20")
        application.print_page(Page("Title", (Details("All reasons and sources", ("Edition 1.",)),)))
        assert max(map(len, capsys.readouterr().out.splitlines())) <= 20

    def test_a_pipe_gets_80_columns_without_colours(self, capsys: pytest.CaptureFixture[str]) -> None:
        application.print_page(self.PAGE)
        assert capsys.readouterr().out == self.PAGE.text(80) + "\n"

    def test_a_plan_that_would_run_past_the_last_date_names_the_option(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        case = str(ROOT / "examples" / "cases" / "first-day.json")
        assert cli.run(["assess", case, "--from", "9999-12-30"]) == 2
        assert capsys.readouterr().err.startswith("--from must be ")

    def test_a_closed_pipe_is_no_error(self) -> None:
        reader = "import sys; sys.stdin.buffer.read(20)"
        ran = subprocess.run(
            f"{sys.executable} -m alpims_mg rules medicines | {sys.executable} -c '{reader}'",
            shell=True,
            capture_output=True,
            cwd=ROOT,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, b"")

    def test_output_after_a_closed_pipe_is_discarded(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        def stop_reading(*_: object, **__: object) -> None:
            raise BrokenPipeError

        monkeypatch.setattr(running, "app", stop_reading)
        monkeypatch.setattr(sys, "stderr", StringIO())
        with (tmp_path / "out").open("w") as out:
            monkeypatch.setattr(sys, "stdout", out)
            assert cli.run(["rules"]) == 0
            print("more", flush=True)
        assert (tmp_path / "out").read_text() == ""

    def test_a_closed_pipe_is_no_yes_for_a_script_that_asks_for_the_answer(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def stop_reading(*_: object, **__: object) -> None:
            raise BrokenPipeError

        monkeypatch.setattr(running, "app", stop_reading)
        with (tmp_path / "out").open("w") as out:
            monkeypatch.setattr(sys, "stdout", out)
            assert cli.run(["assess", "case.json", "--exit-code"]) == 1

    def test_missing_standard_input_is_one_fault(self) -> None:
        ran = subprocess.run(
            f"{sys.executable} -m alpims_mg assess - <&-", shell=True, capture_output=True, cwd=ROOT, check=False
        )
        assert (ran.returncode, ran.stdout) == (2, b"")
        assert ran.stderr.startswith(b"FILE must be a file that can be read")

    def test_a_full_disk_is_reported_and_exits_with_1(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def disk_full(*_: object, **__: object) -> None:
            raise OSError(28, "no space left on device")

        monkeypatch.setattr(running, "app", disk_full)
        assert cli.run(["rules"]) == 1
        assert capsys.readouterr().err == "the answer could not be written: no space left on device\n"

    def test_a_letter_that_the_terminal_lacks_is_escaped(self) -> None:
        ran = run("rules", "features", "--details", PYTHONIOENCODING="ascii")
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert b"Gr\\xf6ber" in ran.stdout


class NotInstalled:
    """An import finder for which one library is not installed."""

    def __init__(self, library: str) -> None:
        self.library = library

    def find_spec(self, name: str, *_: object) -> None:
        if name == self.library:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def forget(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    """Let the next import of a package, and of its modules, run again."""
    for name in tuple(sys.modules):
        if name == package or name.startswith(f"{package}."):
            monkeypatch.delitem(sys.modules, name)


class TestWithoutTheExtra:
    def test_the_command_line_names_the_extra_in_one_line(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        forget(monkeypatch, "alpims_mg.adapters.cli")
        monkeypatch.setitem(sys.modules, "cyclopts", None)
        assert __main__.main() == 2
        assert capsys.readouterr().err == "the command line needs cyclopts: pip install 'alpims-mg[cli]'\n"

    @pytest.mark.parametrize("library", ["cyclopts", "rich"])
    def test_importing_the_adapter_names_the_extra(self, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
        forget(monkeypatch, "alpims_mg.adapters.cli")
        forget(monkeypatch, library)
        monkeypatch.setattr(sys, "meta_path", [NotInstalled(library), *sys.meta_path])
        with pytest.raises(ModuleNotFoundError) as raised:
            importlib.import_module("alpims_mg.adapters.cli")
        assert str(raised.value) == f"alpims_mg.adapters.cli needs {library}: pip install 'alpims-mg[cli]'"
        assert raised.value.name == library

    @pytest.mark.parametrize("module", ["strategies", "strategies.clock", "strategies.course_records"])
    def test_importing_the_strategies_names_the_extra(self, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
        forget(monkeypatch, "alpims_mg.testing.strategies")
        monkeypatch.setitem(sys.modules, "hypothesis", None)
        with pytest.raises(ModuleNotFoundError) as raised:
            importlib.import_module(f"alpims_mg.testing.{module}")
        assert str(raised.value) == "alpims_mg.testing needs hypothesis: pip install 'alpims-mg[testing]'"
        assert raised.value.name == "hypothesis"

    def test_another_missing_module_is_reported_unchanged(self, monkeypatch: pytest.MonkeyPatch) -> None:
        forget(monkeypatch, "alpims_mg.adapters.cli")
        monkeypatch.setitem(sys.modules, "alpims_mg.wire", None)
        with pytest.raises(ModuleNotFoundError, match=r"alpims_mg\.wire"):
            __main__.main()

    def test_python_dash_m_exits_with_the_code_of_the_command(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["alpims_mg", "rules", "zonez"])
        monkeypatch.delitem(sys.modules, "alpims_mg.__main__")
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("alpims_mg", run_name="__main__")
        assert ended.value.code == 2
        assert capsys.readouterr().out == ""

    def test_with_the_extra_the_command_line_runs(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["alpims-mg", "rules"])
        assert __main__.main() == 0
        assert "zones" in capsys.readouterr().out
