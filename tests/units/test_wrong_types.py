"""Every public class and function refuses a value of a wrong type with a fault that names the argument."""

import importlib
import inspect
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, time
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, cast

import attrs
import polars as pl
import pytest
from units.builders import START_ACKNOWLEDGED, capsule, situation

from alpims_mg import (
    CURRENT,
    Aim,
    Capsule,
    Case,
    CheckIn,
    Compound,
    DoseTaken,
    Egfr,
    EgfrUnit,
    Elemental,
    Form,
    Intent,
    InvalidInputError,
    Label,
    Medicine,
    Portion,
    Proposal,
    Reaction,
    Route,
    Routine,
    RulebookError,
    Situation,
    Tolerance,
    Topical,
    Vehicle,
    Zone,
    ZoneChance,
    acknowledge,
    assess,
    begin_course,
    carry_over,
    compare,
    decision_grid,
    estimate_supply,
    explain,
    form_options,
    green_check,
    map_course,
    medicine_classes,
    preview,
    replay_course,
    review_course,
    review_courses,
    route_options,
    schedule_day,
    switch_product,
    tabulate,
    tighten,
    tighten_options,
    titration_schedule,
    what_would_change,
    why_not,
    wire,
    zone_eligibility,
)
from alpims_mg.adapters import cli, frames
from alpims_mg.courses.diary import Diary, ProductChange
from alpims_mg.courses.joint_reviews import JointDiary
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.proposals import DayCase
from alpims_mg.rules import every, when
from alpims_mg.testing import registers
from alpims_mg.wire.classes import CLASSES, FlatCitation

MODULES = ("", ".rules", ".testing", ".wire", ".adapters.frames", ".adapters.cli")


class Colour(Enum):
    RED = "red"


class Unshowable:
    """An object whose representation, comparison and hash raise errors."""

    def __repr__(self) -> str:
        raise RuntimeError

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        raise RuntimeError


def _cyclic() -> list[Any]:
    items: list[Any] = []
    items.append(items)
    return items


def _deep() -> list[Any]:
    items: list[Any] = []
    for _ in range(100_000):
        items = [items]
    return items


WRONG: dict[str, Any] = {
    "text": "nausea",
    "lone surrogate": "\ud800",
    "number": 5,
    "number below zero": -1,
    "boolean": True,
    "None": None,
    "empty list": [],
    "list of text": ["x"],
    "list of numbers": [5],
    "list of None": [None],
    "mapping": {"a": 1},
    "member of another enum": Colour.RED,
    "list of such members": [Colour.RED],
    "not a number": float("nan"),
    "infinity": float("inf"),
    "huge number": 10**5000,
    "list of huge numbers": [10**5000],
    "unshowable": Unshowable(),
    "list of unshowables": [Unshowable()],
    "list that holds itself": _cyclic(),
    "deep list": _deep(),
    "class": int,
    "bytes": b"x",
    "date": date(2026, 1, 1),
    "last date": date.max,
    "mass": Elemental.mg(5),
    "function": print,
    "unhashable items": [[1], {}],
    "tuple": (1, 2),
}


def _public_classes() -> Iterator[type[Any]]:
    for name in MODULES:
        module = importlib.import_module(f"alpims_mg{name}")
        yield from (getattr(module, public) for public in module.__all__)
    yield from (kind for kind in CLASSES if kind is not FlatCitation)  # which is only how JSON is laid out


PUBLIC = sorted({kind for kind in _public_classes() if inspect.isclass(kind) and attrs.has(kind)}, key=str)

# --- Valid values to start from
PERSON = situation(medicines=[Medicine(name="levothyroxine", taken_at=[time(7)])])
START = Proposal(intent=Intent.START, product=capsule(), target=Elemental.mg(300))
ASKED = assess(PERSON, START)
ROUTINE = Routine(wakes=time(6), sleeps=time(22), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30))
PLAN: Any = titration_schedule(capsule())
COURSE = begin_course(PLAN, starts=date(2026, 3, 1), situation=situation(acknowledged=[START_ACKNOWLEDGED]))
OTHER = begin_course(cast("DosePlan", titration_schedule(capsule(120))), starts=date(2026, 3, 2))
SLOWER: Any = titration_schedule(capsule(), hold_days=14)
MAP = map_course(COURSE, days=3)
CHECK_INS = [CheckIn(day=date(2026, 3, 1), zone=Zone.GREEN, reactions=[Reaction.NONE])]
REVIEW = review_course(COURSE, CHECK_INS, date(2026, 3, 3))
OLD_LEDGER = attrs.evolve(REVIEW.ledger, course=attrs.evolve(COURSE, edition="2026-01-01"))
CHANGE = ProductChange(on=date(2026, 3, 2), proposal=START)
DIARY = Diary(
    situation=PERSON,
    proposal=START,
    starts=date(2026, 3, 1),
    as_of=date(2026, 3, 2),
    check_ins=CHECK_INS,
    changes=[CHANGE],
)
JOINT = review_courses([(COURSE, CHECK_INS), (OTHER, [])], date(2026, 3, 3))
CASE_TEXT = wire.to_json(Case(situation=PERSON, proposal=START))
FRAME = pl.DataFrame({name: column[:1] for name, column in registers(5, 1).items()}, strict=False)
LABEL = Label.from_text("One tablet contains 250 mg elemental magnesium from magnesium citrate")
SHORT_DAY = Routine(wakes=time(7), sleeps=time(9), breakfast=time(8))
CHANCES = [ZoneChance(zone=Zone.GREEN, chance=Fraction(1, 2)), ZoneChance(zone=None, chance=Fraction(1, 2))]
TOPICAL = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
READY = [
    carry_over(OLD_LEDGER),
    Case(situation=PERSON, proposal=START),
    DayCase(situation=PERSON, proposal=START, routine=ROUTINE),
    CHANGE,
    DIARY,
    DoseTaken(elemental=Elemental.mg(50), at=time(8)),
    JointDiary(courses=[DIARY]),
    ASKED,
    assess(attrs.evolve(PERSON, acknowledged=acknowledge(ASKED, reason="x")), START),
    assess(attrs.evolve(PERSON, zone=Zone.RED), START),
    assess(Situation(), START),
    assess(PERSON, TOPICAL),
    Egfr(value="24.3", unit=EgfrUnit.ML_MIN),
    Capsule(form=Form.OXIDE, elemental=Elemental.mg(100), compound=Compound.mg(200), divides_into=1),
    titration_schedule(capsule(120), target=Elemental.mg(200)),
    schedule_day(PLAN.steps[-1], ROUTINE, PERSON.medicines),
    schedule_day(PLAN.steps[-1], SHORT_DAY, PERSON.medicines),
    CHANCES,
    medicine_classes(Medicine(name="levothyroxine")),
    MAP,
    MAP.odds(CHANCES),
    MAP.shortest,
    COURSE,
    REVIEW,
    preview(COURSE, CHECK_INS, date(2026, 3, 3)),
    JOINT,
    why_not(ASKED),
    form_options(situation=PERSON),
    route_options(situation=PERSON, aims=[Aim.SLEEP]),
    tighten_options(),
    CURRENT,
    green_check(),
    frames.SCHEMA,
    frames.check_frame(FRAME.with_columns(zone=pl.lit("grene"), note=1)),
    LABEL,
    estimate_supply(PLAN, bottle=60),
    what_would_change(attrs.evolve(PERSON, zone=Zone.RED), START),
    decision_grid(PERSON, START, rows="zone", columns="kidney"),
    compare(PLAN, SLOWER),
]


@cache
def _examples() -> Mapping[type[Any], Any]:
    """One valid instance of each class that occurs in the values above."""
    found: dict[type[Any], Any] = {}
    seen: set[int] = set()
    waiting: list[Any] = [READY]
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if attrs.has(type(value)):
            found.setdefault(type(value), value)
            waiting += [getattr(value, field.name) for field in attrs.fields(type(value))]
        elif isinstance(value, list | tuple | frozenset):
            items: Iterable[Any] = value
            waiting += items
    return found


def _refusal(call: Callable[[], object], path: str) -> str:
    """What is wrong with how a call ends; empty if it is accepted or refused with a fault that names ``path``."""
    try:
        call()
    except InvalidInputError as error:
        named = {fault.path.partition(".")[0].partition("[")[0] for fault in error.faults}
        if len(str(error)) > 20_000:
            return "the message is too long"
        return "" if path in named else f"names {sorted(named)}"
    except RulebookError as error:
        return "" if len(str(error)) < 20_000 else "the message is too long"
    except Exception as error:
        return f"raises {type(error).__name__}"
    return ""


_FITTING = {"date", "last date", "mass"}

OTHER_FIELDS = {
    # A valid value of this field that does not fit the others is named by one of the others.
    ("Situation", "kidney_date"),
    ("Ledger", "as_of"),
    ("Course", "starts"),
    ("Diary", "starts"),
    ("Diary", "as_of"),
    ("LimitCheck", "level"),
}


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
def test_each_field_of_each_public_class_accepts_a_value_or_names_the_field(kind: type[Any]) -> None:
    example = _examples()[kind]
    fields = [field for field in attrs.fields(kind) if field.init]
    valid = {field.alias: getattr(example, field.name) for field in fields}
    wrong = {
        f"{field.alias}, {name}": refusal
        for field in fields
        for name, value in WRONG.items()
        if (refusal := _refusal(lambda: repr(kind(**{**valid, field.alias: value})), field.alias))  # noqa: B023
        and not (name in _FITTING and (kind.__name__, field.alias) in OTHER_FIELDS)
    }
    assert wrong == {}


CALLS: list[tuple[Callable[..., object], dict[str, Any]]] = [
    (acknowledge, {"decision": ASKED, "reason": "x", "on": None}),
    (assess, {"situation": PERSON, "proposal": START, "rulebook": CURRENT}),
    (begin_course, {"plan": PLAN, "starts": date(2026, 3, 1), "situation": situation(), "rulebook": CURRENT}),
    (compare, {"first": PLAN, "second": PLAN}),
    (
        estimate_supply,
        {
            "plan": PLAN,
            "bottle": 60,
            "rest_quarters": 2,
            "first_day": 1,
            "starts": date(2026, 3, 1),
            "kept_overnight": False,
            "rulebook": CURRENT,
        },
    ),
    (explain, {"answer": ASKED, "starts": date(2026, 3, 1)}),
    (form_options, {"aims": [Aim.SLEEP], "domains": [], "situation": PERSON, "rulebook": CURRENT}),
    (route_options, {"aims": [Aim.SLEEP], "domains": [], "situation": PERSON, "rulebook": CURRENT}),
    (green_check, {"rulebook": CURRENT}),
    (map_course, {"course": COURSE, "days": 3, "rulebook": CURRENT}),
    (medicine_classes, {"medicine": Medicine(name="levothyroxine")}),
    (preview, {"course": COURSE, "check_ins": CHECK_INS, "today": date(2026, 3, 3), "rulebook": CURRENT}),
    (REVIEW.page, {"last_days": 2}),
    (REVIEW.ledger.page, {"last_days": 2}),
    (carry_over, {"ledger": OLD_LEDGER, "rulebook": CURRENT}),
    (replay_course, {"ledger": REVIEW.ledger, "rulebook": CURRENT}),
    (review_course, {"course": COURSE, "check_ins": CHECK_INS, "today": date(2026, 3, 3), "rulebook": CURRENT}),
    (
        switch_product,
        {"course": COURSE, "check_ins": CHECK_INS, "plan": PLAN, "on": date(2026, 3, 9), "rulebook": CURRENT},
    ),
    (review_courses, {"courses": [(COURSE, CHECK_INS)], "today": date(2026, 3, 3), "rulebook": CURRENT}),
    (schedule_day, {"step": PLAN.steps[-1], "routine": ROUTINE, "medicines": [], "rulebook": CURRENT}),
    (tabulate, {"name": "zones", "rulebook": CURRENT}),
    (tighten, {"rulebook": CURRENT, "rows": [], "policy": "x"}),
    (tighten_options, {"rulebook": CURRENT}),
    (
        titration_schedule,
        {
            "capsule": capsule(),
            "intent": Intent.START,
            "target": None,
            "current_daily": None,
            "lower_to": None,
            "hold_days": 7,
            "rulebook": CURRENT,
        },
    ),
    (what_would_change, {"situation": PERSON, "proposal": START, "rulebook": CURRENT}),
    (why_not, {"decision": ASKED, "rulebook": CURRENT}),
    (
        zone_eligibility,
        {
            "zone": Zone.RED,
            "route": Route.CAPSULE,
            "intent": Intent.START,
            "tolerance": Tolerance.UNPROVEN,
            "rulebook": CURRENT,
        },
    ),
    (Label.from_text, {"text": "Magnesium 100 mg", "rulebook": CURRENT}),
    (Label.from_dsld, {"record": {"ingredientRows": []}, "rulebook": CURRENT}),
    (LABEL.capsule, {"divides_into": 2, "form": Form.CITRATE}),
    (Portion.HALF.of, {"strength": Elemental.mg(5)}),
    (PLAN.on, {"day": 3}),
    (PLAN.page, {"starts": date(2026, 3, 1)}),
    (COURSE.planned, {"day": date(2026, 3, 4)}),
    (wire.register_hooks, {"converter": wire.make_converter()}),
    (wire.to_json, {"value": ASKED}),
    (wire.wire_faults, {"faults": []}),
    (frames.assess_frame, {"frame": FRAME, "rulebook": CURRENT, "columns": {}, "add": (frames.Added.DECISION,)}),
    (frames.check_frame, {"frame": FRAME, "columns": {}, "codes": {}, "rulebook": CURRENT}),
    (frames.compare_frames, {"frame": FRAME, "before": CURRENT, "after": CURRENT, "columns": {}, "by": ()}),
    (frames.explain_row, {"frame": FRAME, "row": 0, "rulebook": CURRENT, "columns": {}}),
    (cli.run, {"arguments": ["--version"], "extra_commands": {}}),
    (registers, {"rows": 2, "seed": 1, "hostile": 0}),
    (every, {"kind": Zone, "but": frozenset[Zone]()}),
    (when, {"zone": Zone.RED}),
]
OTHER_ARGUMENTS = {("on", "day"), ("explain", "starts")}
"""A date without the date of the first day, which is the argument that the fault names; and a date with no room."""


@pytest.mark.parametrize(("function", "valid"), CALLS, ids=[call.__name__ for call, _ in CALLS])
def test_each_argument_of_each_public_function_is_accepted_or_named(
    function: Callable[..., object], valid: dict[str, Any]
) -> None:
    by_position = [
        name for name, at in inspect.signature(function).parameters.items() if at.kind is at.POSITIONAL_OR_KEYWORD
    ]

    def call(changed: dict[str, Any]) -> object:
        arguments = {**valid, **changed}
        first = [arguments.pop(name) for name in by_position if name in arguments]
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return function(*first, **arguments)

    call({})
    wrong = {
        f"{argument}, {name}": refusal
        for argument in valid
        for name, value in WRONG.items()
        if (refusal := _refusal(lambda: call({argument: value}), argument))  # noqa: B023
        and not (name in _FITTING and (function.__name__, argument) in OTHER_ARGUMENTS)
    }
    assert wrong == {}


READERS = (
    wire.read_case,
    wire.read_comparable,
    wire.read_day_case,
    wire.read_diary,
    wire.read_joint_diary,
    wire.read_ledger,
    wire.read_record,
)


@pytest.mark.parametrize("read", READERS)
def test_a_reader_of_json_refuses_each_wrong_value(read: Callable[[Any], object]) -> None:
    for name, value in WRONG.items():
        with pytest.raises(InvalidInputError):
            pytest.fail(f"{name} was read as {read(value)}")


@pytest.mark.parametrize("kind", [Case, Label, Situation, Medicine, Elemental, Portion, Zone, Egfr, DosePlan])
def test_the_converter_reads_a_value_of_the_type_or_refuses_it(kind: type[Any]) -> None:
    converter = wire.make_converter()
    for value in WRONG.values():
        try:
            found = converter.structure(value, kind)
        except InvalidInputError as error:
            assert error.faults  # noqa: PT017
        else:
            assert isinstance(found, kind)
