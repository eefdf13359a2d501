"""The words of every view that a patient reads are plain: over whole pages of the kept cases, not over single texts."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from golden.kernel import review_of
from snapshots.answers import clock_question, options_question, read_label
from units.reading_ease import (
    ARI,
    GRADE,
    KEPT_FROM_PATIENTS,
    LONGEST,
    grade,
    readability_index,
    sentences,
    without_names,
)

from alpims_mg import CURRENT, Decision, Finding, assess, form_options, route_options, schedule_day, why_not
from alpims_mg._internal.rendering import Page, Section
from alpims_mg.model.decisions import plan_or_draft
from alpims_mg.model.vocabulary import Audience
from alpims_mg.rules.index import tables
from alpims_mg.wire import read_case

GOLDEN = Path(__file__).parents[1] / "golden"
FEWEST = 5
"""How many sentences a measurement needs. A line of a few words says nothing about a whole view."""
View = tuple[Page, Iterable[str]]
"""A page, and the names of medicines on it."""


def answers(asked: Any) -> Iterator[View]:
    case = read_case(json.dumps(asked))
    decision: Decision = assess(case.situation, case.proposal)
    names = names_of(decision.findings)
    yield decision.page(), names
    yield why_not(decision).page(Audience.PATIENT), names
    if (plan := plan_or_draft(decision)) is not None:
        yield plan.page(), names


def names_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(found.about for found in findings if found.about)


def days(asked: Any) -> Iterator[View]:
    if "courses" not in asked:  # a day of several products shows the days of each
        review = review_of(asked)
        yield review.page(), names_of((*review.findings, *review.decision.findings))


def options(asked: Any) -> Iterator[View]:
    question = options_question(asked)
    for ranking in (form_options(**question), route_options(**question)):
        names = (name for option in ranking for name in names_of((*option.against, *option.blocking)))
        yield ranking.page(), tuple(names)


def timetables(asked: Any) -> Iterator[View]:
    names = tuple(str(medicine.get("name", "")) for medicine in asked["medicines"] or () if medicine.get("name"))
    yield schedule_day(*clock_question(asked)).page(), names


def labels(asked: Any) -> Iterator[View]:
    yield read_label(asked).page(), ()


VIEWS: dict[str, Callable[[Any], Iterator[View]]] = {
    "cases": answers,
    "diaries": days,
    "options": options,
    "clock": timetables,
    "labels": labels,
}


@pytest.mark.parametrize("kind", VIEWS)
def test_every_view_is_plain(kind: str) -> None:
    faults: list[str] = []
    for path in sorted((GOLDEN / kind).glob("*.json")):
        for page, names in VIEWS[kind](json.loads(path.read_text(encoding="utf-8"))["input"]):
            faults += (f"{path.stem}: {fault}" for fault in dict.fromkeys(faults_of(page, names)))
    assert faults == [], "\n".join(faults)


def faults_of(page: Page, names: Iterable[str] = ()) -> Iterator[str]:
    said = sentences(page)
    yield from (f"{len(one.split())} words: {one}" for one in said if len(one.split()) > LONGEST)
    yield from (f"{found[0]!r}: {one}" for one in said for found in KEPT_FROM_PATIENTS.finditer(one))
    if len(said) < FEWEST:
        return
    text = without_names(" ".join(said), names)
    if grade(text) > GRADE:
        yield f"reading grade {grade(text)}: {text}"
    if readability_index(text) > ARI:
        yield f"readability index {readability_index(text)}: {text}"


PLAIN = "Take half a capsule at dinner. Stay on that. Then ask again. Drink enough. Rest well."


@pytest.mark.parametrize(
    "spoilt",
    [
        f"{PLAIN} {'Take it with food and '.lower() * 5}rest.",
        f"{PLAIN} This rung is next.",
        f"{PLAIN} It is withheld.",
        f"{PLAIN} See zone.red.capsule.start.",
        f"{PLAIN} Give situation.kidney.",
        "Physiological accumulation necessitates individualised pharmacological consideration. " * FEWEST,
    ],
)
def test_a_view_that_is_hard_to_read_is_found(spoilt: str) -> None:
    assert list(faults_of(Page("Plan", (Section("What to do", (PLAIN,)),)))) == []
    assert list(faults_of(Page("Plan", (Section("What to do", (spoilt,)),))))


def test_no_row_shows_a_name_of_the_code() -> None:
    shown = [rule.id for _, table in tables(CURRENT) for rule in table.rules if re.search(r"\{_?[A-Z]", rule.reason)]
    assert shown == []


def test_a_name_counts_as_a_word_of_two_syllables() -> None:
    assert without_names("Levothyroxine, MCAS and magnesium glycinate.", ["levothyroxine"]) == (
        "iron, iron and magnesium iron."
    )
