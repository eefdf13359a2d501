"""The command ``supply``: how long capsules last, for the plan of a case and for the course of a diary."""

import json
from datetime import date
from pathlib import Path

import pytest

from alpims_mg import CURRENT, DosePlan, Supply, assess, estimate_supply, review_course
from alpims_mg._internal.rendering import Page
from alpims_mg.adapters import cli
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.model.decisions import plan_or_draft
from alpims_mg.rulebook.consults import Notice
from alpims_mg.wire import make_converter, read_case, read_diary

DISCLAIMER = Page(CURRENT.notices[Notice.DISCLAIMER].then).text()
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASE = EXAMPLES / "cases" / "first-day.json"
ASKS = EXAMPLES / "cases" / "start-without-asking.json"
DIARY = EXAMPLES / "diaries" / "a-week-that-turns-red.json"


def test_the_answer_of_a_case_comes_before_the_supply_of_its_plan(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--bottle", "30", "--rest-quarters", "6", "--first-day", "2", "--from", "2026-03-01", "--kept-overnight"]
    assert cli.run(["supply", str(CASE), *options]) == 0
    case = read_case(CASE.read_bytes())
    decision = assess(case.situation, case.proposal)
    plan = plan_or_draft(decision)
    assert isinstance(plan, DosePlan)
    supply = estimate_supply(
        plan, bottle=30, rest_quarters=6, first_day=2, starts=date(2026, 3, 1), kept_overnight=True
    )
    assert capsys.readouterr().out == f"[+] {decision.words.headline}.\n\n{supply}\n\n{DISCLAIMER}\n"


def test_json_holds_the_answer_and_the_supply(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["supply", str(ASKS), "--bottle", "30", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    plan = plan_or_draft(assess(read_case(ASKS.read_bytes()).situation, read_case(ASKS.read_bytes()).proposal))
    assert isinstance(plan, DosePlan)
    assert printed["decision"] == "consult"
    assert make_converter().structure(printed["supply"], Supply) == estimate_supply(plan, bottle=30)


def test_a_diary_gives_the_supply_of_its_course(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["supply", str(DIARY), "--bottle", "30", "--first-day", "1"]) == 0
    diary = read_diary(DIARY.read_bytes())
    course = course_of(diary)
    assert isinstance(course, Course)
    review = review_course(course, diary.check_ins, diary.as_of)
    supply = estimate_supply(review.ledger, bottle=30, first_day=1)
    assert supply.used_quarters
    assert capsys.readouterr().out == f"{review.headline()}\n\n{supply}\n\n{DISCLAIMER}\n"


def test_a_review_and_its_ledger_give_the_supply_of_their_diary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["supply", str(DIARY), "--bottle", "30"]) == 0
    expected = capsys.readouterr().out
    assert cli.run(["course", str(DIARY), "--json"]) == 0
    review = json.loads(capsys.readouterr().out)
    for value in (review, review["ledger"]):
        path = tmp_path / "written.json"
        path.write_text(json.dumps(value))
        assert cli.run(["supply", str(path), "--bottle", "30"]) == 0
        assert capsys.readouterr().out == expected


@pytest.mark.parametrize(
    "arguments",
    [
        ["supply", str(DIARY), "--bottle", "2.5"],
        ["supply", str(DIARY), "--rest-quarters", "4.5"],
        ["supply", str(DIARY), "--bottle", "30", "--first-day", "1e1"],
        ["map", str(DIARY), "--days", "3.7"],
    ],
)
def test_a_number_that_is_not_whole_is_refused_and_not_rounded(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments) == 2
    assert arguments[-1] in capsys.readouterr().err


def test_one_capsule_lasts_one_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["supply", str(DIARY), "--bottle", "1"]) == 0
    assert "A bottle of 1 capsule lasts 1 day from day 13" in capsys.readouterr().out


def test_several_courses_are_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "courses.json"
    path.write_text(json.dumps({"courses": [json.loads(DIARY.read_text())]}))
    for command in ("supply", "map"):
        assert cli.run([command, str(path)]) == 2
        assert capsys.readouterr().err.startswith("courses must be a diary of one course; got several diaries")


@pytest.mark.parametrize("path", [CASE, DIARY], ids=["case", "diary"])
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["text", "json"])
def test_without_a_plan_the_answer_is_printed(
    path: Path, options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = json.loads(path.read_text())
    asked["proposal"]["product"]["elemental_mg"] = "500"
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(asked))
    assert cli.run(["supply", str(changed), "--bottle", "30", *options]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["decision"] == "withhold" if options else printed.startswith("[x] ")


@pytest.mark.parametrize(
    ("path", "options", "faults"),
    [
        (CASE, ["--bottle", "-1", "--rest-quarters", "-1", "--first-day", "0"], 3),
        (DIARY, ["--first-day", "1000", "--from", "2026-03-01"], 2),
        (DIARY, ["--first-day", "1"], 1),
        (CASE, ["--from", "1 March"], 1),
    ],
)
def test_a_fault_names_its_option(
    path: Path, options: list[str], faults: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["supply", str(path), *options]) == 2
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    assert printed.out == ""
    assert len(lines) == faults
    assert all(line.startswith("--") for line in lines)


def test_a_fault_of_the_file_names_the_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = json.loads(CASE.read_text())
    asked["proposal"]["hold_days"] = [7, 7]
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(asked))
    assert cli.run(["supply", str(changed)]) == 2
    assert capsys.readouterr().err.startswith("proposal.hold_days must be one number of days, or one for each rung")


def test_the_supply_of_a_draft_says_draft_above_and_below_and_has_no_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["supply", str(ASKS), "--bottle", "60", "--from", "2026-03-01"]) == 0
    printed = capsys.readouterr().out
    paragraphs = printed.split("\n\n")
    drafts = [number for number, text in enumerate(paragraphs) if text.startswith("DRAFT.")]
    steps = next(number for number, text in enumerate(paragraphs) if "capsules opened" in text)
    assert [number < steps for number in drafts] == [True, False]
    assert "2026" not in printed


def test_the_supply_of_a_course_that_waits_for_a_clinician_is_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diary = json.loads(DIARY.read_text(encoding="utf-8")) | {"check_ins": []}
    diary["situation"]["acknowledged"] = []
    path = tmp_path / "diary.json"
    path.write_text(json.dumps(diary), encoding="utf-8")
    assert cli.run(["supply", str(path), "--bottle", "60"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("DRAFT.") == 2
    assert "You need the next one" not in printed
