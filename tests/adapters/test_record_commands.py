"""The commands ``compare`` and ``replay`` read what other commands wrote, and name what is wrong with it."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from alpims_mg import CarriedOver, Difference, Review, carry_over, compare
from alpims_mg.adapters import cli
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.reviews import review_course
from alpims_mg.wire import make_converter, read_comparable, read_diary, read_ledger, to_json

ROOT = Path(__file__).resolve().parents[2]
DIARY = ROOT / "examples" / "diaries" / "a-week-that-turns-red.json"
FIRST_DAY = ROOT / "examples" / "cases" / "first-day.json"


def review_of(path: Path) -> Review:
    diary = read_diary(path.read_bytes())
    course = course_of(diary)
    assert isinstance(course, Course)
    return review_course(course, diary.check_ins, diary.as_of)


REVIEW = review_of(DIARY)


def saved(path: Path, value: Any) -> str:
    path.write_text(value if isinstance(value, str) else to_json(value))
    return str(path)


def edited_diary(path: Path, change: Callable[[dict[str, Any]], object]) -> str:
    diary = json.loads(DIARY.read_text())
    change(diary)
    return saved(path, json.dumps(diary))


class TestCompare:
    def test_a_review_its_ledger_and_its_diary_are_the_same(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        files = saved(tmp_path / "review", REVIEW), saved(tmp_path / "ledger", REVIEW.ledger), str(DIARY)
        for first, second in pairwise(files):
            assert cli.run(["compare", first, second]) == 0
            assert capsys.readouterr().out == "The two ledgers are the same.\n"

    def test_two_diaries_differ_in_what_was_changed(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        other = edited_diary(tmp_path / "other", lambda diary: diary["situation"].update(age_years=70))
        assert cli.run(["compare", str(DIARY), other]) == 0
        (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  facts")]
        assert line.split() == ["facts:", "age", "years", "34", "70"]

    def test_json_holds_the_same_differences(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        other = edited_diary(tmp_path / "other", lambda diary: diary["check_ins"][8].update(zone="green"))
        assert cli.run(["compare", str(DIARY), other, "--json"]) == 0
        printed = make_converter().structure(json.loads(capsys.readouterr().out), Difference)
        assert printed == compare(REVIEW.ledger, review_of(Path(other)).ledger)
        assert printed.rows

    def test_two_people_can_be_compared(self, capsys: pytest.CaptureFixture[str]) -> None:
        cases = (f"examples/cases/{name}.json" for name in ("first-day", "start-on-a-red-day"))
        assert cli.run(["compare", *cases]) == 0
        printed = capsys.readouterr().out
        assert "differences between the two cases" in printed.splitlines()[0]
        assert "facts: zone" in printed

    def test_two_courses_two_plans_and_two_answers_can_be_compared(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        course = REVIEW.ledger.course
        cli.run(["assess", str(FIRST_DAY), "--json"])
        answer = saved(tmp_path / "answer", capsys.readouterr().out)
        for name, value in (("courses", course), ("plans", course.plan)):
            assert cli.run(["compare", *[saved(tmp_path / name, value)] * 2]) == 0
            assert capsys.readouterr().out == f"The two {name} are the same.\n"
        assert cli.run(["compare", answer, str(tmp_path / "plans")]) == 0
        assert "plans" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("contents", "fault"),
        [
            ("{}", "must be a case, plan, course, ledger, review or answer with a plan; got an object with no keys"),
            ("[]", "must be an object"),
            ('{"check_ins": 5}', ".check_ins must be a list"),
        ],
    )
    def test_a_fault_names_the_file(
        self, contents: str, fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = saved(tmp_path / "wrong", contents)
        assert cli.run(["compare", path, str(DIARY)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert any(line.startswith(f"FIRST{' ' * (fault[0] != '.')}{fault}") for line in printed.err.splitlines())
        assert cli.run(["compare", str(DIARY), "nowhere.json"]) == 2
        assert capsys.readouterr().err.startswith("SECOND must be a file that can be read")

    def test_an_answer_without_a_plan_is_a_fault(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        cli.run(["assess", str(ROOT / "examples" / "cases" / "topical-on-a-red-day.json"), "--json"])
        answer = saved(tmp_path / "answer", capsys.readouterr().out)
        assert cli.run(["compare", answer, str(DIARY)]) == 2
        assert capsys.readouterr().err.startswith("FIRST must be a case, plan, course, ledger")

    def test_a_diary_without_a_plan_is_a_fault(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        other = edited_diary(tmp_path / "other", lambda diary: diary["proposal"]["product"].update(elemental_mg="500"))
        assert cli.run(["compare", str(DIARY), other]) == 2
        assert capsys.readouterr().err.startswith("SECOND.proposal.product must be a product that a course can start")

    def test_two_of_different_kinds_are_a_fault(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["compare", str(DIARY), saved(tmp_path / "plan", REVIEW.ledger.course.plan)]) == 2
        assert capsys.readouterr().err.startswith(
            "second must be two people, two answers, two plans, two courses or two ledgers"
        )


class TestReplay:
    @pytest.mark.parametrize("value", [REVIEW, REVIEW.ledger])
    def test_a_ledger_that_follows_is_verified(
        self, value: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = saved(tmp_path / "kept", value)
        assert cli.run(["replay", path]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("Every day from Sunday 1 March 2026 to Thursday 12 March 2026 follows from the")
        assert str(REVIEW) in printed
        assert cli.run(["replay", path, "--json"]) == 0
        assert make_converter().structure(json.loads(capsys.readouterr().out), Review) == REVIEW

    def test_a_day_that_does_not_follow_is_named(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        kept = json.loads(to_json(REVIEW.ledger))
        kept["days"][8]["zone"] = "green"
        del kept["digest"]
        assert cli.run(["replay", saved(tmp_path / "kept", json.dumps(kept))]) == 2
        assert capsys.readouterr().err.startswith("days[8] must be what follows from the check-ins")


class TestCarryOver:
    def test_the_ledger_of_another_edition_goes_on(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        kept = json.loads(to_json(REVIEW.ledger))
        kept["course"]["edition"] = "2026-06-01"
        del kept["digest"]
        path = saved(tmp_path / "kept", json.dumps(kept))
        assert cli.run(["replay", path]) == 2
        assert "go on with carry_over(ledger)" in capsys.readouterr().err
        assert cli.run(["replay", path, "--carry-over"]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("From Friday 13 March 2026, edition 2026-11-30 judges this course")
        assert "2026-06-01" in printed
        assert cli.run(["replay", path, "--carry-over", "--json"]) == 0
        carried = make_converter().structure(json.loads(capsys.readouterr().out), CarriedOver)
        assert carried == carry_over(read_ledger(json.dumps(kept)))

    def test_a_ledger_of_this_edition_is_a_fault(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["replay", saved(tmp_path / "kept", REVIEW), "--carry-over"]) == 2
        assert "go on with review_course" in capsys.readouterr().err


def test_a_ledger_is_read_from_a_review_too() -> None:
    for value in (REVIEW, REVIEW.ledger):
        assert read_ledger(to_json(value)) == read_comparable(to_json(value)) == REVIEW.ledger
