"""The command ``map``: where a course can lead, and its odds if chances are given."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from alpims_mg import CURRENT, Course, Zone, ZoneChance, map_course
from alpims_mg._internal.rendering import Page
from alpims_mg.adapters import cli
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.rulebook.consults import Notice
from alpims_mg.wire import read_diary

DIARY = Path(__file__).resolve().parents[2] / "examples" / "diaries" / "a-week-that-turns-red.json"
GREEN = Fraction(9, 10)
DISCLAIMER = Page(CURRENT.notices[Notice.DISCLAIMER].then).text()


@pytest.fixture
def course() -> Course:
    found = course_of(read_diary(DIARY.read_bytes()))
    assert isinstance(found, Course)
    return found


def test_the_map_is_printed(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["map", str(DIARY), "--days", "9"]) == 0
    printed = capsys.readouterr().out
    assert printed == f"{map_course(course, days=9)}\n\n{DISCLAIMER}\n\nSize of the map: add --details\n"
    assert "  not started         1  green, a gut reaction, not taken\n" in printed


def test_the_odds_follow_the_map_and_what_is_left_out_is_said_once(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["map", str(DIARY), "--days", "9", "--green", "9/10", "--gut", "0.01", "--missed", "1/4"]) == 0
    chances = [
        ZoneChance(zone=Zone.GREEN, chance=GREEN, gut=Fraction(1, 100), missed=Fraction(1, 4)),
        ZoneChance(zone=None, chance=1 - GREEN),
    ]
    printed = capsys.readouterr().out
    assert (
        f"\n\n{map_course(course, days=9).odds(chances)}\n\n{DISCLAIMER}\n\nSize of the map: add --details\n" in printed
    )
    assert printed.startswith("Where this course can lead in 9 days\n")
    assert printed.count("Left out") == 1


def test_json_holds_the_same_map_and_exact_odds(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["map", str(DIARY), "--days", "9", "--json"]) == 0
    found, answer = map_course(course, days=9), json.loads(capsys.readouterr().out)
    places = [(place["place"], str(place["positions"]), str(place["first_day"])) for place in answer["places"]]
    assert (answer["days"], tuple(places)) == (9, found.table())
    days = {one["move"]: sum(day["times"] for day in one["days"]) for one in answer["shortest"]}
    assert days == {str(move): len(kinds) for move, kinds in found.shortest}
    assert "odds" not in answer
    assert cli.run(["map", str(DIARY), "--days", "9", "--green", "9/10", "--json"]) == 0
    odds = found.odds([ZoneChance(zone=Zone.GREEN, chance=GREEN), ZoneChance(zone=None, chance=1 - GREEN)])
    given = json.loads(capsys.readouterr().out)["odds"]
    assert [{place: Fraction(chance) for place, chance in day.items()} for day in given["by_day"]] == [
        dict(day) for day in odds.by_day
    ]
    assert [(one["day"], Fraction(one["chance"])) for one in given["to_last_rung"]] == list(odds.to_last_rung)
    assert [(one["elemental_mg"], Fraction(one["chance"])) for one in given["taken"]] == [
        (amount.format_mg(), chance) for amount, chance in odds.milligrams
    ]
    assert Fraction(given["mean_mg"]) == odds.mean_milligrams


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_capsule_without_a_plan_prints_the_answer(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diary = json.loads(DIARY.read_text(encoding="utf-8"))
    diary["proposal"]["product"]["elemental_mg"] = "500"
    path = tmp_path / "diary.json"
    path.write_text(json.dumps(diary), encoding="utf-8")
    assert cli.run(["map", str(path), *options]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["decision"] == "withhold" if options else printed.startswith("[x] ")


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--days", "367"], "--days must be a whole number of days from 1 to 366; got 367"),
        (["--green", "2"], "--green must be a chance from 0 to 1"),
        (["--red", "1/00"], "--red must be a chance from 0 to 1"),
        (["--gut", "often"], "--gut must be a chance from 0 to 1"),
        (["--yellow", "1e9"], "--yellow must be a chance from 0 to 1"),
        (["--green", "1", "--red", "1/2"], "--green, --yellow, --red must be above 0 and at most 1 together"),
        (["--missed", "1/2"], "--green, --yellow, --red must be above 0 and at most 1 together; got 0, 0, 0"),
        (["--green", "1", "--gut", "1", "--mcas", "1"], "--gut, --mcas, --urgent must be at most 1 together"),
    ],
)
def test_a_fault_names_the_option(options: list[str], fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["map", str(DIARY), *options]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.startswith(fault)) == ("", True)
