"""Diaries as people keep them, drawn day by day: each day's amounts fit what the simulator permits on that day.

A drawn diary is JSON, as the command line reads it, so that the simulator and the library read the same text.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import attrs
from courses.asking import ladder_of
from courses.lives import Change, Course, change, mornings, shared, together, waiting
from courses.model import Outcome, State, day_begins, live
from courses.reading import CONVERTER, course_in, entry_of
from courses.reports import Report, reports
from hypothesis import strategies as st

from alpims_mg import Elemental, Proposal

FIRST = date(2026, 3, 1)
REASON = "discussed in clinic"
ACKNOWLEDGED = [{"rule": "consult.start", "reason": REASON}, {"rule": "consult.adjust", "reason": REASON}]
ABOVE_LEVELS = {"rule": "ceiling.public", "reason": REASON, "about": "400 mg"}
FACTS: dict[str, Any] = {
    "age_years": 34,
    "kidney": "normal",
    "conditions": [],
    "medicines": [],
    "other_magnesium_mg": "0",
    "acknowledged": ACKNOWLEDGED,
}
SITUATIONS: dict[str, dict[str, Any]] = {
    "plain": FACTS,
    "start only": {**FACTS, "acknowledged": ACKNOWLEDGED[:1]},
    "nothing acknowledged": {**FACTS, "acknowledged": []},
    "age not stated": {key: value for key, value in FACTS.items() if key != "age_years"},
    "kidneys not assessed": {**FACTS, "kidney": "not-assessed"},
    "gut flare": {**FACTS, "conditions": ["gut-flare"]},
    "dehydration": {**FACTS, "conditions": ["dehydration"]},
    "hypersensitivity": {**FACTS, "conditions": ["oral-hypersensitivity"]},
    "raltegravir": {**FACTS, "medicines": [{"name": "raltegravir"}]},
    "other magnesium": {**FACTS, "other_magnesium_mg": "200"},
    "much other magnesium": {**FACTS, "other_magnesium_mg": "300"},
}
"""Facts that a diary begins with, or that a check-in states."""
GUT, MAST_CELL, URGENT = ["bloating"], ["itching"], ["slow-pulse"]
CAPSULE = {"kind": "capsule", "form": "glycinate", "dosage_form": "hard-capsule", "ingredients": ["hypromellose"]}
PRODUCTS = [
    {**CAPSULE, "elemental_mg": "100", "divides_into": 4},
    {**CAPSULE, "elemental_mg": "120", "divides_into": 4},
    {**CAPSULE, "elemental_mg": "200", "divides_into": 4},
    {**CAPSULE, "elemental_mg": "100", "divides_into": 2, "form": "malate"},
    {**CAPSULE, "elemental_mg": "100", "divides_into": 4, "ingredients": ["citric acid"]},
]
COMMON = (
    *("nothing", "silent", "silent for days", "yellow", "red", "gut", "gut, nothing taken", "part", "more", "unasked"),
    *("not stated", "no zone", "reactions not stated", "doses", "two check-ins", "same dose twice", "equal totals"),
    *("two totals", "total and doses", "corrected", "corrected twice", "two corrections", "withdrawn", "moved"),
    *("withdrawn or not", "moved or not", "amount or not", "facts or not"),
    *("two zones", "hold", "lower", "pause", *("go-on",) * 4, *("facts", "plain facts") * 2),
)
FINAL = ("mast cell", "urgent", "too much", "far too much", "stop")
KINDS = (*COMMON * 6, *FINAL, *("after stop",) * 20)
"""The kinds of day that interrupt a row of full days. Few of them end a course."""
CALM = ("full",) * 4
SCENES: tuple[tuple[str, ...], ...] = (
    *(("pause", "go-on", *CALM), ("pause", "nothing", "nothing", "go-on", *CALM), ("lower", *CALM)),
    *(("facts", "plain facts", *CALM), ("facts", "nothing", "plain facts", *CALM), ("yellow", *CALM)),
    *(("gut", "full", "gut", *CALM), ("mast cell", "after stop", *CALM), ("too much", "after stop", *CALM)),
    *(("silent",) * 4, ("nothing",) * 5, ("unasked",) * 3, ("part",) * 16, ("no zone",) * 4, ("pause", "unasked")),
)
"""Rows of days that lead back from a pause, a stop or a gap."""


@attrs.frozen
class Today:
    """What the amounts of a day are made from."""

    number: int
    day: str
    before: str
    permitted: int
    begins: int
    rung: int
    stopped_on: int

    def entry(self, mg: int | None = None, **more: Any) -> dict[str, Any]:
        entry: dict[str, Any] = {"day": self.day, "zone": "green", "reactions": []}
        entry |= {} if mg is None else {"taken_mg": text(mg)}
        return {key: value for key, value in {**entry, **more}.items() if value is not None}


def text(nanograms: int) -> str:
    return Elemental(nanograms=nanograms).format_mg()


def dose(nanograms: int, at: str | None = None) -> dict[str, str]:
    return {"elemental_mg": text(nanograms), **({"at": at} if at else {})}


MG = 10**6


def days_of(kind: str, today: Today, situation: str) -> list[dict[str, Any]]:
    """The check-ins of one day of a kind."""
    full, begins, rung, entry = today.permitted, today.begins, today.rung, today.entry
    first, second, third = (f"{today.number}{letter}" for letter in "abc")
    half = full // 2
    plain: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "full": lambda: [entry(full)],
        "nothing": lambda: [entry(0)],
        "silent": list,
        "silent for days": list,
        "yellow": lambda: [entry(begins, zone="yellow")],
        "red": lambda: [entry(0, zone="red")],
        "gut": lambda: [entry(begins, reactions=GUT)],
        "gut, nothing taken": lambda: [entry(None, reactions=GUT)],
        "mast cell": lambda: [entry(begins, reactions=MAST_CELL)],
        "urgent": lambda: [entry(begins, reactions=URGENT)],
        "part": lambda: [entry(half)],
        "more": lambda: [entry(max(full, begins, rung) + 25 * MG)],
        "too much": lambda: [entry(450 * MG)],
        "far too much": lambda: [entry(2000 * MG)],
        "unasked": lambda: [entry(rung)],
        "not stated": lambda: [entry()],
        "no zone": lambda: [entry(begins, zone=None)],
        "reactions not stated": lambda: [entry(full, reactions=None)],
        "doses": lambda: [entry(doses=[dose(half, "08:00"), dose(full - half, "19:00")])],
        "two check-ins": lambda: [entry(doses=[dose(half, "dinner")]), entry(doses=[dose(full - half)])],
        "same dose twice": lambda: [entry(doses=[dose(full, "08:00")]), entry(doses=[dose(full, "08:00")])],
        "equal totals": lambda: [entry(full), entry(full)],
        "two totals": lambda: [entry(full), entry(half)],
        "total and doses": lambda: [entry(full), entry(doses=[dose(half, "08:00")])],
        "corrected": lambda: [
            entry(begins, zone="yellow", id=first),
            entry(full, id=second, replaces=first),
        ],
        "corrected twice": lambda: [
            entry(2000 * MG, id=first),
            entry(0, id=second, replaces=first),
            entry(full, id=third, replaces=second),
        ],
        "two corrections": lambda: [
            entry(full, id=first),
            entry(half, id=second, replaces=first),
            entry(full, id=third, replaces=first, zone="yellow"),
        ],
        "withdrawn": lambda: [
            entry(full, id=first, reactions=MAST_CELL),
            {"day": today.day, "id": second, "replaces": first, "withdraw": True},
        ],
        "moved": lambda: [entry(full, id=first), entry(full, id=second, replaces=first, day=today.before)],
        "withdrawn or not": lambda: [
            entry(full, id=first),
            entry(full, id=second, replaces=first),
            {"day": today.day, "id": third, "replaces": first, "withdraw": True},
        ],
        "moved or not": lambda: [
            entry(begins, id=first, zone="yellow"),
            entry(full, id=second, replaces=first),
            entry(full, id=third, replaces=first, day=today.before),
        ],
        "amount or not": lambda: [
            entry(full, id=first),
            entry(doses=[dose(full)], id=second, replaces=first),
            entry(id=third, replaces=first),
        ],
        "facts or not": lambda: [
            entry(full, id=first),
            entry(full, id=second, replaces=first, situation=FACTS),
            entry(full, id=third, replaces=first),
        ],
        "two zones": lambda: [entry(full), entry(full, zone="yellow")],
        "hold": lambda: [entry(full, wish="hold")],
        "lower": lambda: [entry(begins, wish="lower")],
        "pause": lambda: [entry(0, wish="pause")],
        "go-on": lambda: [entry(full, wish="go-on")],
        "stop": lambda: [entry(begins, wish="stop")],
        "facts": lambda: [entry(begins, situation=SITUATIONS[situation])],
        "plain facts": lambda: [entry(begins, situation=FACTS)],
        "after stop": lambda: [entry(0, situation=after_stop(today.stopped_on))],
    }
    return plain[kind]()


def after_stop(day: int) -> dict[str, Any]:
    """The plain facts with a start after the stop of a day acknowledged."""
    about = str(date.fromordinal(day or FIRST.toordinal()))
    return {**FACTS, "acknowledged": [*ACKNOWLEDGED, {"rule": "course.after-stop", "reason": REASON, "about": about}]}


def today_of(state: State, number: int, course: Course) -> Today:
    """What a day begins with and what it would permit in Green, to make its amounts from."""
    day = FIRST.toordinal() + number
    green = Report(sure=True, silent=False, zone="green")
    return made_from(state, number, live(state, day, green, course.ask)[1])


def made_from(state: State, number: int, outcome: Outcome) -> Today:
    """What the amounts of a day are made from, where a day in Green would have this outcome."""
    day = FIRST.toordinal() + number
    morning = day_begins(state, day)
    return Today(
        number=number,
        day=str(date.fromordinal(day)),
        before=str(date.fromordinal(max(day - 1, FIRST.toordinal()))),
        permitted=outcome.permitted,
        begins=morning.begins_with,
        rung=morning.amount,
        stopped_on=state.stopped_on,
    )


def lived_days(asked: Mapping[str, Any], kinds: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """The check-ins of days of these kinds, one after another, each made for the state that the days before led to."""
    course = course_in({**asked, "check_ins": []})
    state = course.first()
    changes = {one.on: one for one in course.then}
    for number, (kind, situation) in enumerate(kinds):
        day = FIRST.toordinal() + number
        if day in changes:
            course, state = moved(course, state, changes[day])
        entries = days_of(kind, today_of(state, number, course), situation)
        yield from entries
        report = reports([entry_of(entry) for entry in entries]).get(day, Report())
        state, _ = live(state, day, report, course.ask)


def moved(course: Course, state: State, to: Change) -> tuple[Course, State]:
    return attrs.evolve(course, ask=to.ask), change(state, to)


@st.composite
def proposals(draw: st.DrawFn) -> dict[str, Any]:
    """A plan to start, or to go on with an amount that was taken before."""
    product = draw(st.sampled_from(PRODUCTS[:-1] * 4 + PRODUCTS[-1:]))
    holds = st.sampled_from([3, 3, 3, 4, 7])
    hold = draw(holds)
    if draw(st.integers(0, 5)):
        start = {"intent": "start", "product": product, "hold_days": hold}
        rungs = len(ladder_of(CONVERTER.structure(start, Proposal)))
        return start if draw(st.booleans()) else {**start, "hold_days": [draw(holds) for _ in range(rungs)]}
    unit = Elemental.mg(str(product["elemental_mg"])).nanograms // int(str(product["divides_into"]))
    present = unit * draw(st.integers(1, 300 * MG // unit))
    return {"intent": "maintain", "product": product, "current_daily_mg": text(present), "hold_days": hold}


@st.composite
def changes(draw: st.DrawFn, asked: dict[str, Any], kinds: list[tuple[str, str]]) -> dict[str, Any]:
    """A proposal to change to after days of these kinds: another product, another target, or to stay at less."""
    product = asked["proposal"]["product"]
    to = {"intent": "start", "product": product, "hold_days": draw(st.sampled_from([3, 3, 4]))}
    match draw(st.sampled_from(["product", "target", "less"])):
        case "product":
            return {**to, "product": draw(st.sampled_from(PRODUCTS))}
        case "target":
            return {**to, "target_mg": str(draw(st.sampled_from([210, 230, 250, 300, 400])))}
        case _:
            course = course_in({**asked, "check_ins": []})
            diary = reports([entry_of(entry) for entry in lived_days(asked, kinds)])
            state = course.first()
            for day in range(FIRST.toordinal(), FIRST.toordinal() + len(kinds)):
                state, _ = live(state, day, diary.get(day, Report()), course.ask)
            unit = Elemental.mg(str(product["elemental_mg"])).nanograms // int(str(product["divides_into"]))
            present = unit * draw(st.integers(1, state.amount // unit))
            return {**to, "intent": "maintain", "current_daily_mg": text(present)}


@st.composite
def kinds_of_days(draw: st.DrawFn, least: int, most: int) -> list[tuple[str, str]]:
    """The kinds of the days of a diary, each with the facts that it may state: mostly full days, and interruptions."""
    days = draw(st.integers(least, most))
    kinds: list[tuple[str, str]] = []
    while len(kinds) < days:
        kinds += [("full", "plain")] * draw(st.sampled_from(range(1, 11)))
        if draw(st.booleans()):
            other = draw(st.sampled_from(sorted(SITUATIONS)))
            kinds += [(kind, other) for kind in draw(st.sampled_from(SCENES))]
        kind = draw(st.sampled_from(KINDS))
        situation = draw(st.sampled_from(sorted(SITUATIONS))) if kind == "facts" else "plain"
        repeated = draw(st.sampled_from([3, 4, 5, 14, 15, 17])) if kind.endswith("for days") else 1
        kinds += [(kind, situation)] * repeated
    return kinds[:days]


@st.composite
def diaries(draw: st.DrawFn, *, least: int = 5, most: int = 60, switches: bool = False) -> dict[str, Any]:
    """Diaries with doses, corrections, wishes, overdoses, silent days and contradictory reports."""
    proposal = draw(proposals())
    facts = dict(SITUATIONS[draw(st.sampled_from(["plain"] * 30 + list(SITUATIONS)))])
    if draw(st.integers(0, 4)) == 0 and facts.get("kidney") == "normal":
        facts |= {"kidney_date": str(FIRST - timedelta(days=draw(st.integers(300, 366)))), "as_of": str(FIRST)}
    if proposal["intent"] == "maintain" and draw(st.booleans()):
        facts |= {"tolerance": "proven"}
    kinds = draw(kinds_of_days(least, most))
    asked: dict[str, Any] = {"situation": facts, "proposal": proposal, "starts": str(FIRST)}
    if switches:
        facts["acknowledged"] = [*facts["acknowledged"], *draw(st.sampled_from([[], [ABOVE_LEVELS]]))]
        number = draw(st.integers(1, len(kinds) - 1))
        to = draw(changes(asked, kinds[:number]))
        asked["changes"] = [{"on": str(FIRST + timedelta(days=number)), "proposal": to}]
    check_ins = list(lived_days(asked, kinds))
    backwards = -1 if draw(st.booleans()) else 1
    as_of = FIRST + timedelta(days=len(kinds) - 1)
    return {**asked, "as_of": str(as_of), "check_ins": check_ins[::backwards]}


FOR_TWO = {**FACTS, "acknowledged": [*ACKNOWLEDGED, ABOVE_LEVELS]}


@st.composite
def two_diaries(draw: st.DrawFn) -> dict[str, Any]:
    """Two courses of one person, of two products, reviewed on one day. One may change to a third product."""
    starts = [FIRST, FIRST + timedelta(days=draw(st.integers(0, 9)))]
    asked: list[dict[str, Any]] = []
    for begins, form in zip(starts, ("glycinate", "taurate"), strict=True):
        proposal = draw(proposals())
        facts = SITUATIONS[draw(st.sampled_from(["plain"] * 9 + list(SITUATIONS)))]
        situation = FOR_TWO if facts is FACTS else facts
        if proposal["intent"] == "maintain" and draw(st.booleans()):
            situation = {**situation, "tolerance": "proven"}
        proposal["product"] = {**proposal["product"], "form": form}
        asked.append({"situation": situation, "proposal": proposal, "starts": str(begins)})
    kinds = [draw(kinds_of_days(5, 30)) for _ in asked]
    as_of = max(starts[1] + timedelta(days=1), FIRST + timedelta(days=max(map(len, kinds)) - 1))
    if draw(st.booleans()):
        product = {**draw(st.sampled_from(PRODUCTS)), "form": "malate"}
        to = {"intent": "start", "product": product, "hold_days": 3}
        on = starts[1] + timedelta(days=draw(st.integers(1, (as_of - starts[1]).days)))
        asked[draw(st.integers(0, 1))]["changes"] = [{"on": str(on), "proposal": to}]
    for one, check_ins in zip(asked, days_together(asked, kinds), strict=True):
        one["check_ins"] = check_ins[:: -1 if draw(st.booleans()) else 1]
    return {"courses": [{**one, "as_of": str(as_of)} for one in asked], "as_of": str(as_of)}


def days_together(asked: list[dict[str, Any]], kinds: list[list[tuple[str, str]]]) -> list[list[dict[str, Any]]]:
    """The check-ins of two courses for days of these kinds, made for the states that the days before led to.

    Each amount is what the course would be permitted if both days were Green.
    """
    courses = [course_in({**one, "check_ins": []}) for one in asked]
    states = [waiting(course) for course in courses]
    check_ins: list[list[dict[str, Any]]] = [[] for _ in courses]
    green = Report(sure=True, silent=False, zone="green")
    for number in range(max(map(len, kinds))):
        day = FIRST.toordinal() + number
        courses, states = mornings(courses, states, day)
        started = [one.starts <= day for one in courses]
        calm = [green if here else Report() for here in started]
        ahead = together(states, courses, shared(calm, courses, day), day)
        mine = list[Report]()
        for i, (state, (_, outcome)) in enumerate(zip(states, ahead, strict=True)):
            kind, situation = kinds[i][number] if number < len(kinds[i]) else ("silent", "plain")
            today = made_from(state, number, outcome)
            entries = days_of(kind, today, situation) if started[i] else []
            entries = [one for one in entries if one["day"] >= asked[i]["starts"]]
            check_ins[i] += [for_two(one) for one in entries]
            mine.append(reports([entry_of(for_two(one)) for one in entries]).get(day, Report()))
        states = [state for state, _ in together(states, courses, shared(mine, courses, day), day)]
    return check_ins


def for_two(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry whose plain facts agree to 400 mg in all, as the facts do that the courses begin with."""
    return {**entry, "situation": FOR_TWO} if entry.get("situation") is FACTS else entry
