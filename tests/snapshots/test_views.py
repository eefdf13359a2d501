"""Every view as HTML, each approved by a person who has looked at it in a browser.

``views/`` holds each view without its style sheet, one element a line. Read the difference of a changed view. If it is
what you meant, run the tests with ``APPROVE=1`` to rewrite the files.
"""

import re
from datetime import date, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from approval import ROOT, approve

from alpims_mg import (
    CURRENT,
    Aim,
    Capsule,
    CheckIn,
    Elemental,
    Form,
    Label,
    Medicine,
    Reaction,
    Routine,
    TopicalPlan,
    Vehicle,
    Zone,
    ZoneChance,
    assess,
    begin_course,
    carry_over,
    compare,
    decision_grid,
    estimate_supply,
    form_options,
    map_course,
    medicine_classes,
    preview,
    review_course,
    review_courses,
    route_options,
    schedule_day,
    tighten_options,
    titration_schedule,
    what_would_change,
    why_not,
)
from alpims_mg._internal.rendering import Displayed
from alpims_mg.adapters.fhir import read
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.model.plans import DosePlan
from alpims_mg.wire import read_case, read_diary

VIEWS = Path(__file__).parent / "views"
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
ELEMENT = re.compile(r"(?<=.)(?=<(?:p|ul|ol|li|table|caption|thead|tbody|tr|svg|details|div|text|path|rect|summary)\b)")

CAPSULE = Capsule(
    form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4, ingredients=["hypromellose", "rice bran"]
)
CASES = (
    "first-day",
    "start-without-asking",
    "start-with-little-known",
    "start-on-a-red-day",
    "start-of-a-strong-tablet",
    "topical-on-a-red-day",
)
BOTTLE = (
    "Serving size: 2 capsules. Magnesium (as magnesium bisglycinate) 200 mg. "
    "Other ingredients: rice bran, citric acid, stevia leaf extract."
)
DAY = Routine(wakes=time(7), sleeps=time(23), breakfast=time(8), lunch=time(13), dinner=time(19))
LEVOTHYROXINE = Medicine(name="levothyroxine", atc="H03AA01", taken_at=[time(7)])
CIPROFLOXACIN = Medicine(name="ciprofloxacin", taken_at=[time(8), time(20)])


def case_views() -> dict[str, Displayed]:
    """The answers to the cases of the examples, and what explains them."""
    cases = {name: read_case((ROOT / "examples" / "cases" / f"{name}.json").read_bytes()) for name in CASES}
    asked = cases["start-on-a-red-day"]
    answers = {f"answer-{name}": assess(case.situation, case.proposal) for name, case in cases.items()}
    person = cases["first-day"].situation
    return {
        **answers,
        "why-not": why_not(assess(asked.situation, asked.proposal)),
        "what-would-change": what_would_change(asked.situation, asked.proposal),
        "grid": decision_grid(asked.situation, asked.proposal, rows="kidney", columns="zone"),
        "forms": form_options(situation=person, aims=[Aim.SLEEP]),
        "form": form_options(situation=attrs.evolve(person, zone=Zone.RED))[0],
        "routes": route_options(situation=person),
    }


def plan_views() -> dict[str, Displayed]:
    """Plans, and what follows from one."""
    plan, slower = titration_schedule(CAPSULE), titration_schedule(CAPSULE, hold_days=14)
    assert isinstance(plan, DosePlan)
    assert isinstance(slower, DosePlan)
    strong = attrs.evolve(CAPSULE, elemental=Elemental.mg(500))
    return {
        "plan": plan,
        "plan-on-the-skin": TopicalPlan(vehicle=Vehicle.OIL, patch_test=True, advice=plan.advice[1:3]),
        "no-plan": titration_schedule(strong),
        "day": schedule_day(plan.steps[-1], DAY, [LEVOTHYROXINE]),
        "no-day": schedule_day(plan.steps[-1], DAY, [CIPROFLOXACIN]),
        "supply": estimate_supply(plan, bottle=60, starts=date(2026, 3, 1)),
        "differences": compare(plan, slower),
    }


def course_views() -> dict[str, Displayed]:
    """A course that was lived for some days."""
    diary = read_diary((ROOT / "examples" / "diaries" / "a-week-that-turns-red.json").read_bytes())
    course = course_of(diary)
    assert isinstance(course, Course)
    review, lived = review_course(course, diary.check_ins, diary.as_of), map_course(course, days=20)
    hives = CheckIn(day=diary.as_of, reactions=[Reaction.HIVES, Reaction.SWELLING], taken=Elemental.mg(150))
    older = attrs.evolve(review.ledger, course=attrs.evolve(course, edition="2026-06-01"))
    malate = titration_schedule(attrs.evolve(course.capsule, form=Form.MALATE))
    assert isinstance(malate, DosePlan)
    second = begin_course(malate, starts=date(2026, 3, 3), situation=diary.situation)
    green = ZoneChance(zone=Zone.GREEN, chance=Fraction(9, 10))
    return {
        "check-in": diary.check_ins[-1],
        "review-before-the-check-in": review_course(course, diary.check_ins[:-1], diary.as_of),
        "review-of-an-emergency": review_course(course, [*diary.check_ins, hives], diary.as_of),
        "two-products": review_courses([(course, diary.check_ins), (second, [])], diary.as_of),
        "carried-over": carry_over(older),
        "odds": lived.odds([green, ZoneChance(zone=None, chance=1 - green.chance)]),
        "course": course,
        "review": review,
        "ledger": review.ledger,
        "preview": preview(course, diary.check_ins, diary.as_of),
        "map": lived,
    }


def rule_views() -> dict[str, Displayed]:
    """What a clinician reads of the rules, and what was read of products and medicines."""
    options = tighten_options()
    amounts = tuple(option for option in options.options if option.table in {"zones", "dose_amounts"})
    return {
        "zones": CURRENT.zones,
        "dose-amounts": CURRENT.dose_amounts,
        "tightenable": attrs.evolve(options, options=amounts),
        "label": Label.from_text(BOTTLE),
        "label-of-nothing": Label.from_text(""),
        "medicine": medicine_classes(Medicine(name="levothyroxine, moxifloxacn")),
    }


def record_views() -> dict[str, Displayed]:
    """What a health record states."""
    text = (ROOT / "examples" / "records" / "a-made-up-person.json").read_text(encoding="utf-8")
    dead = text.replace('"birthDate"', '"deceasedDateTime": "2026-01-02", "birthDate"')
    today = date(2026, 3, 1)
    return {"reading": read(text, today=today), "reading-of-the-dead": read(dead, today=today)}


@pytest.mark.parametrize("views", [case_views, plan_views, course_views, rule_views, record_views])
def test_a_view_equals_the_view_that_was_approved(views: Any) -> None:
    approve({VIEWS / f"{name}.html": f"{kept(view)}\n" for name, view in views().items()})


def kept(view: Displayed) -> str:
    """The view as HTML without its style sheet, one element a line."""
    return ELEMENT.sub("\n", STYLE.sub("", view._repr_html_()))


def test_every_file_is_a_view() -> None:
    names = {name for views in (case_views, plan_views, course_views, rule_views, record_views) for name in views()}
    assert {path.stem for path in VIEWS.iterdir()} == names
