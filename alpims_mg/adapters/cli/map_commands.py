"""The command ``map``, which shows where a course can lead, and how likely that is."""

import re
import sys
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, Final

from cyclopts import Parameter

from alpims_mg._internal.rendering import Foot
from alpims_mg._internal.validation import a_whole_number
from alpims_mg.adapters.cli.application import (
    app,
    check_one_course,
    example,
    faults_named_as_in_json,
    print_answer,
    print_json,
    print_page,
    read_file,
)
from alpims_mg.adapters.cli.options import AsJson, WholeNumber, WithDetails, file_argument
from alpims_mg.adapters.cli.waiting import seconds_shown
from alpims_mg.assessment.assessing import assess
from alpims_mg.courses.day_kinds import ZoneChance
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.mapping import map_course
from alpims_mg.courses.maps import MOST_DAYS, CourseMap
from alpims_mg.courses.odds import LEFT_OUT, CourseOdds
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.vocabulary import Zone
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.wire import read_diary

Chance = Annotated[str, Parameter(show_default=False)]
"""The type of an option that takes an exact chance. It is 0 unless given."""


@app.command(name="map", help_epilogue=example("map diary.json --days 84 --green 8/10 --yellow 1/10 --red 1/10"))
def _map(
    file: Annotated[Path, file_argument("the diary (its check-ins do not count)")],
    /,
    *,
    days: WholeNumber = 84,
    green: Chance = "0",
    yellow: Chance = "0",
    red: Chance = "0",
    gut: Chance = "0",
    mcas: Chance = "0",
    urgent: Chance = "0",
    missed: Chance = "0",
    details: WithDetails = False,
    json: AsJson = False,
) -> None:
    """Show where a course can lead from its first day, and the shortest way to each move.

    With the chance of a zone, such as --green 9/10, show the odds too. Chances are exact: 9/10 or 0.9. If the capsule
    allows no plan, show the answer to the proposal.

    Parameters
    ----------
    days
        How many days to look ahead, up to 366.
    green
        The chance that a day is Green. What the zones leave of 1 is the chance of a day without a check-in.
    yellow
        The chance that a day is Yellow.
    red
        The chance that a day is Red.
    gut
        The chance of a gut reaction on a day with a check-in.
    mcas
        The chance of itching, hives or flushing on a day with a check-in.
    urgent
        The chance of a sign that needs urgent care on a day with a check-in.
    missed
        The chance that nothing is taken on a day with a check-in.
    """
    raise_if_any((a_whole_number("--days", days, least=1, most=MOST_DAYS, of="days"),))
    reactions = {"gut": gut, "mcas": mcas, "urgent": urgent, "missed": missed}
    chances = _read_chances({Zone.GREEN: green, Zone.YELLOW: yellow, Zone.RED: red}, reactions)
    contents = read_file(file)
    check_one_course(contents)
    diary = read_diary(contents)
    with faults_named_as_in_json():
        course = course_of(diary)
        if not isinstance(course, Course):
            answer = assess(diary.situation, diary.proposal)
            print_answer(answer, json=json, details=details)
            return
        with seconds_shown(f"Looking {days} days ahead", sys.stderr):
            found = map_course(course, days=days)
            odds = found.odds(chances) if chances else None
    if json:
        print_json(_map_in_json(found, odds))
    else:
        pages = [found.page()] if odds is None else [found.page(), odds.page()]
        last = pages.pop()
        disclaimer = Foot(CURRENT.notices[Notice.DISCLAIMER].then)
        print_page(*pages, last._replace(blocks=(*last.blocks, disclaimer)), details=details)


_CHANCE: Final = re.compile(r"\d{1,6}(/\d{1,6}|\.\d{1,6})?", re.ASCII)


def _read_chances(zones: dict[Zone, str], others: dict[str, str]) -> tuple[ZoneChance, ...]:
    """The chances of all days. Empty if no zone has a chance above 0."""
    by_zone = {zone: _read_chance(str(zone), text) for zone, text in zones.items()}
    stated = {name: _read_chance(name, text) for name, text in others.items()}
    silent = 1 - sum(by_zone.values())
    if silent < 0 or (silent == 1 and any(stated.values())):
        expected, fix = "above 0 and at most 1 together", "correct the chances of the zones"
        actual = ", ".join(zones.values())
        raise InvalidInputError(Fault(path="--green, --yellow, --red", expected=expected, actual=actual, fix=fix))
    if silent == 1:
        return ()
    if sum(chance for name, chance in stated.items() if name != "missed") > 1:
        expected, fix, names = "at most 1 together", "correct the chances", ("gut", "mcas", "urgent")
        actual = ", ".join(others[name] for name in names)
        raise InvalidInputError(Fault(path="--gut, --mcas, --urgent", expected=expected, actual=actual, fix=fix))
    with_zone = tuple(ZoneChance(zone=zone, chance=chance, **stated) for zone, chance in by_zone.items())
    return (*with_zone, ZoneChance(zone=None, chance=silent))


def _read_chance(option: str, text: str) -> Fraction:
    """An exact chance from 0 to 1."""
    if _CHANCE.fullmatch(text) and not re.search(r"/0+$", text) and (chance := Fraction(text)) <= 1:
        return chance
    expected, fix = "a chance from 0 to 1, with at most 6 digits in each number", "write for example 1/10 or 0.1"
    raise InvalidInputError(Fault(path=f"--{option}", expected=expected, actual=repr(text), fix=fix))


def _map_in_json(found: CourseMap, odds: CourseOdds | None) -> dict[str, Any]:
    """A map and its odds as JSON values. Chances are exact fractions."""
    shortest = [
        {"move": move, "days": [{"kind": kind, "times": len(list(run))} for kind, run in groupby(kinds)]}
        for move, kinds in found.shortest
    ]
    places = [
        {"place": place, "positions": int(positions), "first_day": int(first_day)}
        for place, positions, first_day in found.table()
    ]
    document = {"days": found.days, "places": places, "shortest": shortest, "left_out": LEFT_OUT.items}
    return document if odds is None else {**document, "odds": _odds_in_json(odds)}


def _odds_in_json(odds: CourseOdds) -> dict[str, Any]:
    return {
        "by_day": [{place: str(chance) for place, chance in chances} for chances in odds.by_day],
        "to_last_rung": [{"day": day, "chance": str(chance)} for day, chance in odds.to_last_rung],
        "taken": [{"elemental_mg": amount, "chance": str(chance)} for amount, chance in odds.milligrams],
        "mean_mg": str(odds.mean_milligrams),
    }
