"""Laws of courses: what a course permits, when it rises, what it never delays, and what its ledger holds."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from golden.kernel import course_and_check_ins, review_of
from hypothesis import given, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from units.builders import capsule

from alpims_mg import (
    Acknowledgement,
    Capsule,
    CheckIn,
    Condition,
    Course,
    DosageForm,
    DosePlan,
    DoseTaken,
    Elemental,
    Form,
    KidneyFunction,
    Ledger,
    LedgerDay,
    Medicine,
    Reaction,
    Situation,
    Wish,
    Zone,
    begin_course,
    review_course,
    titration_schedule,
)
from alpims_mg.courses.check_ins import final_entries
from alpims_mg.rulebook.courses import Move
from alpims_mg.testing import laws
from alpims_mg.testing.strategies import check_ins, course_check_ins, courses, ledgers, rising_plans

FIRST = date(2026, 3, 1)
ACKNOWLEDGED = tuple(Acknowledgement(rule=f"consult.{name}", reason="discussed") for name in ("start", "adjust"))
ALL_ACKNOWLEDGED = (
    *ACKNOWLEDGED,
    Acknowledgement(rule="condition.cardiac", reason="discussed"),
    Acknowledgement(rule="condition.bradycardia", reason="discussed"),
)
PLAIN = Situation(
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[],
    medicines=[],
    other_magnesium=Elemental(nanograms=0),
    acknowledged=ACKNOWLEDGED,
)
"""An adult with every fact stated and nothing that rules out magnesium."""

MEDICINES = [Medicine(name=name) for name in ("levothyroxine", "ciprofloxacin", "nilotinib", "sertraline")]
CONDITIONS = [Condition.MCAS, Condition.CARDIAC, Condition.BRADYCARDIA, Condition.HEART_BLOCK, Condition.DEHYDRATION]
PEOPLE = st.builds(
    attrs.evolve,
    st.just(PLAIN),
    conditions=st.frozensets(st.sampled_from(CONDITIONS), max_size=1),
    medicines=st.lists(st.sampled_from(MEDICINES), max_size=1).map(tuple),
    kidney=st.sampled_from((KidneyFunction.NORMAL, KidneyFunction.NORMAL, KidneyFunction.NOT_ASSESSED, None)),
    kidney_date=st.none(),
    acknowledged=st.sampled_from((ACKNOWLEDGED, ACKNOWLEDGED, (), ACKNOWLEDGED[:1])),
)
CLEAN = st.builds(
    Capsule,
    form=st.sampled_from(Form),
    elemental=st.sampled_from([Elemental.mg(amount) for amount in (100, 120, 200, "62.5", 400)]),
    divides_into=st.just(4),
    dosage_form=st.just(DosageForm.HARD_CAPSULE),
    ingredients=st.just(("hypromellose",)),
)
PLANS = rising_plans(capsules=CLEAN, hold_days=st.sampled_from((3, 3, 4)))
LIKELY = courses(
    plans=PLANS, starts=st.just(FIRST), facts=st.integers(0, 5).flatmap(lambda n: st.just(PLAIN) if n else PEOPLE)
)
MOSTLY_GREEN = st.sampled_from((Zone.GREEN,) * 20 + (Zone.YELLOW, Zone.RED, None))
RARELY_REACTIONS = st.sampled_from(
    ((),) * 20
    + (None, {Reaction.NAUSEA}, {Reaction.BLOATING, Reaction.ITCHING}, {Reaction.CONFUSION})
    + ({Reaction.WEAKNESS, Reaction.SWELLING}, {Reaction.HIVES, Reaction.FAINTING})
)
RARELY_WISHES = st.sampled_from((None,) * 30 + tuple(Wish))
RARELY_NEW_FACTS = st.integers(0, 14).flatmap(lambda n: PEOPLE if n == 0 else st.just(PLAIN if n == 1 else None))


@st.composite
def likely(draw: st.DrawFn, most_days: int = 18) -> tuple[Course, tuple[CheckIn, ...], date]:
    """A course with check-ins for most days, mostly calm and taken, so that it reaches higher rungs."""
    course = draw(LIKELY)
    days = draw(st.integers(1, most_days))
    skipped = draw(st.frozensets(st.integers(0, days - 1), max_size=5))
    gap = range(draw(st.integers(0, days)), days) if draw(st.integers(0, 5)) == 0 else range(0)
    reports: list[CheckIn] = []
    for number in range(days):
        day = course.starts + timedelta(days=number)
        if number in skipped or number in gap:
            continue
        check_in = draw(
            check_ins(
                days=st.just(day),
                zones=MOSTLY_GREEN,
                reactions=RARELY_REACTIONS,
                taken=st.none(),
                wishes=RARELY_WISHES,
                facts=RARELY_NEW_FACTS,
            )
        )
        rung = review_course(course, [*reports, check_in], day).ledger.days[-1].rung
        full = Elemental(nanograms=0) if rung is None else course.plan.steps[rung - 1].daily
        amount = draw(st.sampled_from((full,) * 12 + (Elemental(nanograms=0), Elemental.mg(25), None)))
        doses = amount and draw(st.booleans()) and [DoseTaken(elemental=amount)]
        reports.append(attrs.evolve(check_in, taken=None if doses else amount, doses=doses or None))
    return course, tuple(reports), course.starts + timedelta(days=days - 1)


@st.composite
def anything(draw: st.DrawFn) -> tuple[Course, tuple[CheckIn, ...], date]:
    """Any course, with any check-ins."""
    course = draw(courses())
    reports, today = draw(course_check_ins(course))
    return course, reports, today


@st.composite
def corrected(draw: st.DrawFn) -> tuple[Course, tuple[CheckIn, ...], date]:
    """A likely course whose entries were first reported with mistakes, some of them on another day."""
    course, reports, today = draw(likely())
    entries = list[CheckIn]()
    for i, report in enumerate(reports):
        entries.append(attrs.evolve(report, id=f"{i}"))
        if draw(st.integers(0, 3)) == 0:
            day = course.starts + timedelta(days=draw(st.integers(0, (today - course.starts).days)))
            wrong = draw(check_ins(days=st.just(day), facts=st.none()))
            entries[-1:] = [attrs.evolve(wrong, id=f"w{i}"), attrs.evolve(report, id=f"{i}", replaces=f"w{i}")]
    return course, tuple(draw(st.permutations(entries))), today


HISTORIES = st.one_of(likely(), likely(), anything())
DEFAULT = settings.default or settings()
FEWER = settings(max_examples=max(20, DEFAULT.max_examples // 3))
"""Fewer examples, because each is a whole course that is reviewed on many days."""


@FEWER
@given(history=HISTORIES)
def test_every_ledger_satisfies_every_law(history: Any) -> None:
    laws.ledger_keeps_every_law(review_course(*history).ledger)


def test_every_hand_worked_diary_of_a_start_satisfies_every_law() -> None:
    files = (Path(__file__).parents[1] / "golden" / "diaries").glob("*.json")
    worked = [json.loads(file.read_text(encoding="utf-8"))["input"] for file in files]
    for asked in worked:
        if not {"courses", "changes"} & asked.keys() and asked["proposal"]["intent"] == "start":
            review = review_of(asked)
            laws.ledger_keeps_every_law(review.ledger)
            laws.nobody_is_blamed_for_what_the_day_began_with(review)
            course, check_ins, today = course_and_check_ins(asked)
            laws.a_correction_leaves_only_the_final_entries(course, check_ins, today)


@FEWER
@given(history=HISTORIES, data=st.data())
def test_nobody_is_blamed_for_what_a_day_began_with_and_the_gravest_reaction_comes_first(
    history: Any, data: st.DataObject
) -> None:
    course, reports, today = history
    day = course.starts + timedelta(days=data.draw(st.integers(0, (today - course.starts).days)))
    final = [attrs.evolve(report, replaces=None) for _, report in final_entries(reports) if not report.withdraw]
    review = review_course(course, [report for report in final if report.day <= day], day)
    laws.nobody_is_blamed_for_what_the_day_began_with(review)
    laws.the_gravest_reaction_is_named_first(review)


@given(course=courses(facts=st.just(PLAIN)) | LIKELY | courses(), days=st.integers(1, 40))
def test_a_calm_course_is_the_static_plan(course: Course, days: int) -> None:
    laws.a_calm_course_follows_the_plan(course, days)


@pytest.mark.parametrize(("agreed", "highest"), [("300 mg", 300), ("250 mg", 250), (None, 250)])
def test_one_yes_to_a_daily_total_opens_every_rung_up_to_it_and_none_above(agreed: str | None, highest: int) -> None:
    yes = () if agreed is None else (Acknowledgement(rule="ceiling.public", about=agreed, reason="discussed"),)
    plan = titration_schedule(
        capsule(100, parts=2, dosage_form=DosageForm.HARD_CAPSULE),
        target=Elemental.mg(300),
        hold_days=3,
    )
    assert isinstance(plan, DosePlan)
    signed_for_the_start = Acknowledgement(rule="ceiling.public", about="300 mg", reason="discussed")
    facts = attrs.evolve(PLAIN, acknowledged=(*ACKNOWLEDGED, signed_for_the_start))
    course = begin_course(plan, starts=date(2026, 3, 1), situation=facts)
    reports: list[CheckIn] = []
    permitted = Elemental.mg(50)
    for number in range(50):
        day = course.starts + timedelta(days=number)
        signed = attrs.evolve(PLAIN, acknowledged=(*ACKNOWLEDGED, *yes)) if number == 1 else None
        reports.append(CheckIn(day=day, zone=Zone.GREEN, reactions=(), taken=permitted, situation=signed))
        entry = review_course(course, reports, day).ledger.days[-1]
        reports[-1] = attrs.evolve(reports[-1], taken=entry.permitted)
        permitted = entry.permitted
    assert permitted == Elemental.mg(highest)


@FEWER
@given(history=HISTORIES, data=st.data())
def test_a_day_without_a_check_in_never_permits_more_than_a_calm_report(history: Any, data: st.DataObject) -> None:
    course, reports, today = history
    day = course.starts + timedelta(days=data.draw(st.integers(0, (today - course.starts).days)))
    laws.silence_never_permits_more_than_a_calm_report(course, reports, day, today)


@FEWER
@given(history=HISTORIES, data=st.data())
def test_one_more_risk_never_permits_more(history: Any, data: st.DataObject) -> None:
    course, reports, today = history
    number = data.draw(st.integers(0, (today - course.starts).days))
    day = course.starts + timedelta(days=number)
    known = review_course(course, reports, today).ledger
    facts = [check_in.situation for check_in in known.check_ins if check_in.day <= day and check_in.situation]
    before = facts[-1] if facts else course.situation
    riskier = riskier_than(before, data) if before and not has_facts_on(known, day) else None
    entry = known.days[number]
    felt = data.draw(st.none() | st.frozensets(st.sampled_from(list(Reaction)[1:]), min_size=1, max_size=2))
    risk = CheckIn(
        day=day,
        zone=data.draw(st.sampled_from([None, *list(Zone)[list(Zone).index(entry.zone) :]])) if entry.zone else None,
        reactions=felt,
        taken=data.draw(st.sampled_from((None, Elemental(nanograms=0)))),
        situation=riskier,
    )
    laws.one_more_risk_never_permits_more(course, reports, risk, today)


@st.composite
def one_more_day(draw: st.DrawFn) -> tuple[Course, tuple[CheckIn, ...], CheckIn, date]:
    """A course with its check-ins, a check-in for one of its days that states neither wish nor reaction, and today."""
    course, reports, today = draw(HISTORIES)
    number = draw(st.integers(0, (today - course.starts).days))
    zone = draw(st.sampled_from((Zone.GREEN,) * 6 + (Zone.YELLOW, None)))
    return course, reports, CheckIn(day=course.starts + timedelta(days=number), zone=zone, reactions=()), today


AMOUNTS = st.sampled_from([Elemental.mg(amount) for amount in ("0.001", 25, 50, 100, 150, 400, 2000)])
TAKEN = st.none() | st.just(Elemental(nanograms=0)) | AMOUNTS


@FEWER
@given(one_more_day(), AMOUNTS)
def test_too_much_taken_never_leads_to_more(history: Any, more: Elemental) -> None:
    course, reports, report, today = history
    laws.too_much_taken_never_leads_to_more(course, reports, report, more, today)


@FEWER
@given(one_more_day(), st.sampled_from((Reaction.BLOATING, Reaction.CRAMPING, Reaction.VOMITING)), TAKEN)
def test_a_gut_reaction_never_leads_to_more(history: Any, reaction: Reaction, taken: Elemental | None) -> None:
    course, reports, report, today = history
    laws.a_gut_reaction_never_leads_to_more(course, reports, attrs.evolve(report, taken=taken), reaction, today)


@FEWER
@given(one_more_day(), st.sampled_from((Wish.HOLD, Wish.LOWER, Wish.PAUSE, Wish.STOP)), TAKEN)
def test_a_wish_never_leads_to_more(history: Any, wish: Wish, taken: Elemental | None) -> None:
    course, reports, report, today = history
    laws.a_wish_never_leads_to_more(course, reports, attrs.evolve(report, taken=taken), wish, today)


@FEWER
@given(one_more_day(), AMOUNTS)
def test_taking_without_permission_is_never_better(history: Any, amount: Elemental) -> None:
    course, reports, report, today = history
    laws.taking_without_permission_is_never_better(course, reports, report, amount, today)


@FEWER
@given(st.one_of(anything(), corrected()))
def test_a_corrected_diary_is_the_diary_of_its_final_entries(history: Any) -> None:
    laws.a_correction_leaves_only_the_final_entries(*history)


def has_facts_on(known: Ledger, day: date) -> bool:
    """Whether a check-in of this day states new facts."""
    return any(check_in.day == day and check_in.situation for check_in in known.check_ins)


def riskier_than(before: Situation, data: st.DataObject) -> Situation | None:
    """The same facts with one more condition or medicine; None for no new facts."""
    change = data.draw(st.sampled_from(("nothing", "condition", "medicine")))
    if change == "condition" and before.conditions is not None:
        return attrs.evolve(before, zone=None, conditions=before.conditions | {data.draw(st.sampled_from(CONDITIONS))})
    if change == "medicine" and before.medicines is not None:
        more = data.draw(st.sampled_from(MEDICINES))
        if str(more) not in set(map(str, before.medicines)):
            return attrs.evolve(before, zone=None, medicines=(*before.medicines, more))
    return None


@FEWER
@given(history=HISTORIES, data=st.data())
def test_the_order_of_check_ins_never_matters(history: Any, data: st.DataObject) -> None:
    course, reports, today = history
    shuffled = data.draw(st.permutations(reports))
    laws.order_of_check_ins_never_matters(course, reports, shuffled, today)


@given(ledger=ledgers(of_courses=LIKELY | courses()), data=st.data())
@settings(max_examples=20)
def test_a_changed_ledger_is_refused(ledger: Ledger, data: st.DataObject) -> None:
    laws.a_changed_ledger_is_refused(ledger, data.draw(st.integers(0, len(ledger.days) - 1)))


class CourseMachine(RuleBasedStateMachine):
    """A course driven by any check-ins: late, repeated and contradictory ones, and facts that change."""

    def __init__(self) -> None:
        super().__init__()
        self.course = begin_course(a_plan(), starts=FIRST, situation=PLAIN)
        self.check_ins: list[CheckIn] = []
        self.today = FIRST
        self.facts = PLAIN
        self.changed = True

    @property
    def ledger(self) -> Ledger:
        return review_course(self.course, self.check_ins, self.today).ledger

    @initialize(course=LIKELY)
    def begin(self, course: Course) -> None:
        self.course, self.facts = course, course.situation or PLAIN

    def report(self, day: date, **fields: Any) -> None:
        self.check_ins.append(CheckIn(day=day, **fields))
        self.changed = True

    @rule(days=st.integers(1, 5), hurried=st.booleans())
    def calm_days(self, days: int, hurried: bool) -> None:
        """Calm days, each with the full amount of its rung taken; ``hurried`` takes that of the last rung instead."""
        for _ in range(days):
            self.today += timedelta(days=1)
            self.report(self.today, zone=Zone.GREEN, reactions=())
            rung = self.ledger.days[-1].rung
            full = Elemental(nanograms=0) if rung is None else self.course.plan.steps[rung - 1].daily
            self.report(self.today, taken=full if not hurried else self.course.plan.steps[-1].daily)

    @rule(zone=MOSTLY_GREEN, felt=RARELY_REACTIONS, amount=st.sampled_from((None, 0, 25, 50, 100)))
    def another_day(self, zone: Zone | None, felt: Any, amount: int | None) -> None:
        self.today += timedelta(days=1)
        self.report(self.today, zone=zone, reactions=felt, taken=None if amount is None else Elemental.mg(amount))

    @rule(days=st.sampled_from((1, 3, 4, 5, 14, 15, 16)))
    def silent_days(self, days: int) -> None:
        self.today += timedelta(days=days)
        self.changed = True

    @rule(back=st.integers(0, 12), zone=st.sampled_from(Zone) | st.none(), felt=RARELY_REACTIONS, full=st.booleans())
    def a_late_check_in(self, back: int, zone: Zone | None, felt: Any, full: bool) -> None:
        """A check-in for a past day: the first one, a repeated one, or one that contradicts an earlier one."""
        day = max(self.course.starts, self.today - timedelta(days=back))
        rung = self.ledger.days[(day - self.course.starts).days].rung
        taken = self.course.plan.steps[rung - 1].daily if rung and full else Elemental(nanograms=0)
        self.report(day, zone=zone, reactions=felt, taken=taken)

    @rule(wish=st.sampled_from(Wish), back=st.integers(0, 2))
    def a_wish(self, wish: Wish, back: int) -> None:
        self.report(max(self.course.starts, self.today - timedelta(days=back)), wish=wish)

    @precondition(lambda self: self.check_ins)
    @rule(data=st.data(), zone=st.sampled_from(Zone), withdraw=st.booleans())
    def a_correction(self, data: st.DataObject, zone: Zone, withdraw: bool) -> None:
        number = data.draw(st.integers(0, len(self.check_ins) - 1))
        wrong = self.check_ins[number]
        if wrong.id is None:
            wrong = self.check_ins[number] = attrs.evolve(wrong, id=str(number))
        name, contents = f"corrected {len(self.check_ins)}", {"withdraw": True} if withdraw else {"zone": zone}
        self.report(wrong.day, id=name, replaces=wrong.id, **contents)

    @precondition(lambda self: self.check_ins)
    @rule(data=st.data())
    def a_repeated_check_in(self, data: st.DataObject) -> None:
        self.check_ins.append(data.draw(st.sampled_from(self.check_ins)))
        self.changed = True

    @rule(condition=st.sampled_from(CONDITIONS), back=st.integers(0, 3))
    def a_condition_comes_or_goes(self, condition: Condition, back: int) -> None:
        self.facts = attrs.evolve(self.facts, conditions=(self.facts.conditions or frozenset()) ^ {condition})
        self.report(max(self.course.starts, self.today - timedelta(days=back)), situation=self.facts)

    @rule(medicine=st.sampled_from(MEDICINES), back=st.integers(0, 3))
    def a_medicine_comes_or_goes(self, medicine: Medicine, back: int) -> None:
        taken = self.facts.medicines or ()
        rest = tuple(other for other in taken if other != medicine)
        self.facts = attrs.evolve(self.facts, medicines=rest if rest != taken else (*taken, medicine))
        self.report(max(self.course.starts, self.today - timedelta(days=back)), situation=self.facts)

    @rule(acknowledged=st.sampled_from((ALL_ACKNOWLEDGED, ACKNOWLEDGED, ())))
    def consults_are_acknowledged(self, acknowledged: Any) -> None:
        self.facts = attrs.evolve(self.facts, acknowledged=acknowledged)
        self.report(self.today, situation=self.facts)

    @rule()
    def a_new_start_is_acknowledged(self) -> None:
        acknowledgement = Acknowledgement(rule="consult.start", reason=f"discussed on {self.today}")
        self.facts = attrs.evolve(self.facts, acknowledged=(*self.facts.acknowledged, acknowledgement))
        self.report(self.today, situation=self.facts)

    @rule()
    def every_obstacle_goes_away(self) -> None:
        self.facts = PLAIN
        self.report(self.today, situation=PLAIN)

    @invariant()
    def the_ledger_satisfies_every_law(self) -> None:
        if self.changed:
            laws.ledger_keeps_every_law(self.ledger)
            self.changed = False

    def teardown(self) -> None:
        laws.order_of_check_ins_never_matters(self.course, self.check_ins, self.check_ins[::-1], self.today)
        laws.silence_never_permits_more_than_a_calm_report(self.course, self.check_ins, self.today, self.today)


def a_plan(hold_days: int = 3) -> DosePlan:
    plan = titration_schedule(
        Capsule(
            form=Form.GLYCINATE,
            elemental=Elemental.mg(100),
            divides_into=2,
            dosage_form=DosageForm.HARD_CAPSULE,
            ingredients=["hypromellose"],
        ),
        hold_days=hold_days,
    )
    assert isinstance(plan, DosePlan)
    return plan


TestACourseDrivenByAnything = CourseMachine.TestCase
TestACourseDrivenByAnything.settings = settings(max_examples=max(10, DEFAULT.max_examples // 2), stateful_step_count=30)


# --- Each law is checked against a course that breaks it


def calm(number: int, mg: int | None = None, zone: Zone | None = Zone.GREEN, *felt: Reaction, **more: Any) -> CheckIn:
    taken = None if mg is None else Elemental.mg(mg)
    return CheckIn(day=FIRST + timedelta(days=number), zone=zone, reactions=felt, taken=taken, **more)


def plain(facts: Situation = PLAIN) -> Course:
    return begin_course(a_plan(), starts=FIRST, situation=facts)


def ledger_of(*reports: CheckIn, days: int, facts: Situation = PLAIN) -> Ledger:
    return review_course(plain(facts), reports, FIRST + timedelta(days=days - 1)).ledger


def forged(ledger: Ledger, changes: dict[int, dict[str, Any]]) -> Ledger:
    """The ledger with some days changed and its totals recomputed, so that it still balances."""
    steps, days = ledger.course.plan.steps, list[LedgerDay]()
    quarters = permitted = 0
    for i, entry in enumerate(ledger.days):
        change = dict(changes.get(i, {}))
        if "rung" in change:
            intakes = steps[change["rung"] - 1].intakes if change["rung"] else ()
            change["quarters"] = sum(intake.portion.quarters for intake in intakes)
            change["permitted"] = steps[change["rung"] - 1].daily if change["rung"] else Elemental(nanograms=0)
        day = attrs.evolve(entry, **change)
        quarters += day.quarters
        permitted += day.permitted.nanograms
        days.append(attrs.evolve(day, quarters_total=quarters, permitted_total=Elemental(nanograms=permitted)))
    return attrs.evolve(ledger, days=tuple(days))


STAY, UP = {"move": Move.STAY}, {"move": Move.ADVANCE, "rung": 2}
FULL = [calm(day, 50 if day < 3 else 100 if day < 6 else 150) for day in range(7)]
BROKEN: list[tuple[Callable[[Ledger], None], str, Ledger]] = [
    (laws.nothing_above_the_plan_is_permitted, "more than the plan", forged(ledger_of(*FULL[:2], days=2), {1: UP})),
    (laws.nothing_is_permitted_without_an_offer, "without an offer",
     forged(ledger_of(calm(0, 50), calm(1, 50, Zone.YELLOW), days=2), {1: STAY | {"rung": 1}})),
    (laws.nothing_is_permitted_without_an_offer, "without an offer",
     forged(ledger_of(calm(0, 0, Zone.RED), days=1), {0: {"move": Move.START}})),
    (laws.nothing_is_permitted_without_an_offer, "without a rung", forged(ledger_of(FULL[0], days=1), {0: UP})),
    (laws.a_rise_comes_after_calm_days, "without calm days",
     forged(ledger_of(*FULL[:2], calm(2, 50, None), FULL[3], days=4), {3: UP})),
    (laws.a_rise_comes_after_calm_days, "too soon after the pause",
     forged(ledger_of(*FULL, days=7), {6: {"move": Move.RESUME}})),
    (laws.a_rise_needs_a_full_hold_since_the_last_change, "before a full hold",
     forged(ledger_of(*FULL[:2], days=2), {1: UP})),
    (laws.a_rise_needs_a_full_hold_since_the_last_change, "before a full hold",
     forged(ledger_of(*FULL[:3], *(calm(day, 0) for day in range(3, 8)), days=8),
              {3: STAY | {"rung": 1}, 4: STAY | {"rung": 1}, 5: STAY | {"rung": 1}, 6: STAY | {"rung": 1}, 7: UP})),
    (laws.a_rise_needs_a_full_hold_since_the_last_change, "more than one rung",
     forged(ledger_of(*FULL[:4], days=4), {3: {"move": Move.STAY}})),
    (laws.a_rise_needs_a_proven_rung, "without a proven rung",
     forged(ledger_of(FULL[0], *(calm(day, 25) for day in range(1, 5)), days=5), {4: UP})),
    (laws.a_rise_needs_a_proven_rung, "maintenance", forged(ledger_of(*FULL, days=7), {6: {"move": Move.MAINTENANCE}})),
    (laws.unknown_days_never_count, "without a stated zone",
     forged(ledger_of(FULL[0], calm(1, 50, None), days=2), {1: STAY | {"rung": 1}})),
    (laws.unknown_days_never_count, "without stated reactions",
     forged(ledger_of(*FULL[:3], CheckIn(day=FIRST + timedelta(days=3), zone=Zone.GREEN), days=4), {3: UP})),
    (laws.safety_is_never_delayed, "stop is delayed",
     forged(ledger_of(FULL[0], calm(1, 50, Zone.GREEN, Reaction.ITCHING), days=2), {1: STAY | {"rung": 1}})),
    (laws.safety_is_never_delayed, "gut reaction costs no rung",
     forged(ledger_of(FULL[0], calm(1, 50, Zone.GREEN, Reaction.NAUSEA), days=2), {1: STAY | {"rung": 1}})),
    (laws.safety_is_never_delayed, "stop is delayed",
     forged(ledger_of(FULL[0], calm(1, 2000), days=2), {1: {"move": Move.STOP_AND_CONSULT}})),
    (laws.safety_is_never_delayed, "on which more was taken",
     forged(ledger_of(*FULL[:3], calm(3, 150), days=4), {3: UP})),
    (laws.a_wish_for_less_is_granted_the_same_day, "wish for less costs no rung",
     forged(ledger_of(*FULL[:4], calm(4, 50, wish=Wish.LOWER), days=5), {4: STAY | {"rung": 2}})),
    (laws.a_wish_for_less_is_granted_the_same_day, "wish to pause is not granted",
     forged(ledger_of(FULL[0], calm(1, 0, wish=Wish.PAUSE), calm(2, 0), days=3), {2: STAY | {"rung": 1}})),
    (laws.a_wish_for_less_is_granted_the_same_day, "wish to stop is not granted",
     forged(ledger_of(FULL[0], calm(1, 0, wish=Wish.STOP), days=2), {1: STAY | {"rung": 1}})),
    (laws.a_wish_for_less_is_granted_the_same_day, "wish to hold stands",
     forged(ledger_of(*FULL[:2], calm(2, 50, wish=Wish.HOLD), FULL[3], days=4), {3: UP})),
    (laws.safety_is_never_delayed, "withheld rung is not left",
     forged(ledger_of(FULL[0], calm(1, 50, Zone.RED), days=2), {1: STAY | {"rung": 1}})),
    (laws.safety_is_never_delayed, "cost no rung",
     forged(ledger_of(*FULL[:4], *(calm(day, 0) for day in range(4, 9)), days=9), {8: STAY | {"rung": 2}})),
    (laws.safety_is_never_delayed, "not require a new start",
     forged(ledger_of(FULL[0], *(calm(day, 0) for day in range(1, 17)), days=17), {16: STAY | {"rung": 1}})),
    (laws.a_stop_is_final_until_a_new_start_is_acknowledged, "newly acknowledged start",
     forged(ledger_of(calm(0, 50, Zone.GREEN, Reaction.ITCHING), FULL[1], days=2),
              {1: {"move": Move.RESTART, "rung": 1}})),
    (laws.replay_is_identity, "another ledger", ledger_of(*FULL, days=7)),
    (laws.ledger_balances, "a day is missing", ledger_of(*FULL, days=7)),
    (laws.ledger_balances, "does not balance", ledger_of(*FULL, days=7)),
    (laws.replay_refuses_days_that_do_not_follow, "is replayed", ledger_of(*FULL, days=7)),
]  # fmt: skip


def test_an_acknowledged_restart_satisfies_every_law() -> None:
    acknowledgement = Acknowledgement(rule="course.after-stop", about=str(FIRST), reason="discussed since the stop")
    again = attrs.evolve(PLAIN, acknowledged=(*ACKNOWLEDGED, acknowledgement))
    stop = calm(0, 50, Zone.GREEN, Reaction.ITCHING)
    ledger = ledger_of(stop, calm(1, 0, situation=again), calm(2, 0), calm(3, 50), calm(4, 50), days=5)
    assert [entry.move for entry in ledger.days[2:]] == [Move.STOP_AND_CONSULT, Move.RESTART, Move.STAY]
    laws.ledger_keeps_every_law(ledger)


@pytest.mark.parametrize(
    ("law", "words", "ledger"), BROKEN, ids=[f"{law.__name__}: {words}" for law, words, _ in BROKEN]
)
def test_each_law_refuses_a_ledger_that_breaks_it(
    law: Any, words: str, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    if law is laws.replay_is_identity:
        other = review_course(ledger.course, (), ledger.as_of)
        monkeypatch.setattr("alpims_mg.testing.laws.ledgers.replay_course", lambda _, rulebook: other)
    if law is laws.ledger_balances:  # such a ledger cannot be built, so change it in place
        shorter = words.startswith("a day")
        days = ledger.days[1:] if shorter else (*ledger.days[:-1], attrs.evolve(ledger.days[-1], quarters=9))
        object.__setattr__(ledger, "days", days)
    with pytest.raises(laws.LawBrokenError, match=words):
        law(ledger)


NAUSEA_AFTER_THE_DOSE = [*FULL[:3], calm(3, 100), calm(4, 100, Zone.GREEN, Reaction.NAUSEA)]
IN_A_PAUSE = [FULL[0], calm(1, 0, Zone.RED), calm(2, 50)]
SWOLLEN_AND_WEAK = [FULL[0], calm(1, 50, Zone.GREEN, Reaction.SWELLING, Reaction.WEAKNESS)]


@pytest.mark.parametrize(
    ("law", "words", "reports", "left_out", "put_in"),
    [
        (laws.nobody_is_blamed_for_what_the_day_began_with, "someone is blamed",
         NAUSEA_AFTER_THE_DOSE, (), "course.more-taken"),
        (laws.nobody_is_blamed_for_what_the_day_began_with, "nothing says so",
         IN_A_PAUSE, ("course.taken-without-permission",), None),
        (laws.nobody_is_blamed_for_what_the_day_began_with, "when to take no more",
         NAUSEA_AFTER_THE_DOSE, ("course.remark.no-more-today",), None),
        (laws.the_gravest_reaction_is_named_first, "a milder reaction",
         SWOLLEN_AND_WEAK, ("reaction.allergic-emergency", "reaction.swelling"), None),
    ],
)  # fmt: skip
def test_each_law_refuses_a_review_that_breaks_it(
    law: Any, words: str, reports: list[CheckIn], left_out: tuple[str, ...], put_in: str | None
) -> None:
    review = review_course(plain(), reports, reports[-1].day)
    law(review)
    findings = [found for found in review.findings if found.rule not in left_out]
    findings += [attrs.evolve(findings[0], rule=put_in)] if put_in else []
    with pytest.raises(laws.LawBrokenError, match=words):
        law(attrs.evolve(review, findings=tuple(findings)))


def test_replay_refuses_a_ledger_that_balances_but_does_not_follow() -> None:
    laws.replay_refuses_days_that_do_not_follow(forged(ledger_of(*FULL, days=7), {6: {"rule": "course.holding"}}))
    laws.replay_refuses_days_that_do_not_follow(forged(ledger_of(FULL[0], days=2), {1: STAY | {"rung": None}}))


class TestBrokenLawsOfSetbacks:
    """Each law of setbacks is checked against reviews that permit more after one."""

    def after(self, monkeypatch: pytest.MonkeyPatch, is_setback: Callable[[CheckIn], Any], days: int = 3) -> None:
        """Make reviews of a diary with such a check-in those of a course that rose on its last day."""
        risen = forged(ledger_of(*FULL[:days], days=days), {days - 1: UP})
        review = review_course(plain(), FULL[:days], FULL[days - 1].day)

        def changed(course: Course, reports: Any, today: date, rulebook: Any) -> Any:
            if any(is_setback(report) for report in reports):
                return attrs.evolve(review, ledger=risen)
            return review_course(course, reports, today)

        monkeypatch.setattr("alpims_mg.testing.laws.setbacks.review_course", changed)

    DAY = attrs.evolve(FULL[1], taken=None)

    def test_too_much_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.after(monkeypatch, lambda report: report.taken == Elemental.mg(75))
        with pytest.raises(laws.LawBrokenError, match="too much taken leads to more"):
            laws.too_much_taken_never_leads_to_more(plain(), FULL[:3], self.DAY, Elemental.mg(25), FULL[2].day)

    def test_a_gut_reaction(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.after(monkeypatch, lambda report: report.reactions)
        with pytest.raises(laws.LawBrokenError, match="a gut reaction leads to more"):
            laws.a_gut_reaction_never_leads_to_more(plain(), FULL[:3], self.DAY, Reaction.NAUSEA, FULL[2].day)

    def test_a_wish(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.after(monkeypatch, lambda report: report.wish)
        with pytest.raises(laws.LawBrokenError, match="a wish leads to more"):
            laws.a_wish_never_leads_to_more(plain(), FULL[:3], self.DAY, Wish.LOWER, FULL[2].day)

    def test_taking_without_permission(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.after(monkeypatch, lambda report: report.taken == Elemental.mg(25))
        red = calm(0, None, Zone.RED)
        with pytest.raises(laws.LawBrokenError, match="taking without permission"):
            laws.taking_without_permission_is_never_better(plain(), FULL[:3], red, Elemental.mg(25), FULL[2].day)

    def test_a_day_that_permits_an_amount_is_none_without_permission(self) -> None:
        laws.taking_without_permission_is_never_better(plain(), FULL[:3], self.DAY, Elemental.mg(25), FULL[2].day)

    def test_a_correction(self, monkeypatch: pytest.MonkeyPatch) -> None:
        wrong, right = attrs.evolve(FULL[2], id="a", zone=Zone.RED), attrs.evolve(FULL[2], id="b", replaces="a")
        self.after(monkeypatch, lambda report: report.replaces)
        with pytest.raises(laws.LawBrokenError, match="corrected diary"):
            laws.a_correction_leaves_only_the_final_entries(plain(), [*FULL[:2], wrong, right], FULL[2].day)


class TestBrokenLawsOfTwoCourses:
    def other(
        self, monkeypatch: pytest.MonkeyPatch, answer: Callable[[tuple[CheckIn, ...]], tuple[CheckIn, ...]]
    ) -> None:
        """Make reviews use other check-ins than the ones given."""
        monkeypatch.setattr(
            "alpims_mg.testing.laws.courses.review_course",
            lambda course, reports, today, rulebook: review_course(course, answer(tuple(reports)), today),
        )

    def test_a_calm_course_that_is_not_the_plan(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.other(monkeypatch, lambda reports: reports[1:])
        with pytest.raises(laws.LawBrokenError, match="not the plan"):
            laws.a_calm_course_follows_the_plan(plain(), 5)

    @pytest.mark.parametrize(
        ("day", "words"), [(1, "permits an amount"), (0, "permits an amount"), (3, "permits an amount")]
    )
    def test_a_silent_day_that_permits_an_amount(self, monkeypatch: pytest.MonkeyPatch, day: int, words: str) -> None:
        self.other(monkeypatch, lambda reports: tuple(FULL[:5]))
        with pytest.raises(laws.LawBrokenError, match=words):
            laws.silence_never_permits_more_than_a_calm_report(plain(), FULL[:5], FULL[day].day, FULL[4].day)

    def test_a_silent_day_that_permits_more_than_a_calm_report(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.other(
            monkeypatch, lambda reports: reports if len(reports) == 2 else (*reports[:2], calm(2, 50, Zone.YELLOW))
        )
        with pytest.raises(laws.LawBrokenError, match="permits more than a calm report"):
            laws.silence_never_permits_more_than_a_calm_report(plain(), FULL[:2], FULL[2].day, FULL[2].day)

    def test_a_risk_that_permits_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.other(monkeypatch, lambda reports: () if len(reports) == 1 else (FULL[0],))
        with pytest.raises(laws.LawBrokenError, match="risk permits more"):
            laws.one_more_risk_never_permits_more(plain(), FULL[:1], calm(0, 50, Zone.RED), FIRST)

    def test_an_order_that_matters(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.other(monkeypatch, lambda reports: reports[:1])
        with pytest.raises(laws.LawBrokenError, match="order"):
            laws.order_of_check_ins_never_matters(plain(), FULL[:2], FULL[1::-1], FULL[1].day)

    def test_a_ledger_that_accepts_any_change(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ledger = ledger_of(*FULL, days=7)
        monkeypatch.setattr(Ledger, "_balance_faults", lambda self: ())
        with pytest.raises(laws.LawBrokenError, match="changed day is built"):
            laws.a_changed_ledger_is_refused(ledger, 3)


def test_new_facts_after_a_stop_are_not_one_more_risk() -> None:
    stop = calm(0, 50, Zone.GREEN, Reaction.ITCHING)
    laws.one_more_risk_never_permits_more(plain(), [stop, FULL[1]], calm(1, situation=PLAIN), FULL[1].day)
    laws.ledger_keeps_every_law(ledger_of(stop, calm(1, 50, situation=PLAIN), days=2))


@pytest.mark.parametrize(("reports", "days"), [(FULL[:1], 25), (FULL[:2], 5), ([FULL[0], calm(2, 50, Zone.YELLOW)], 5)])
def test_two_courses_are_compared_until_the_reported_one_lapses_ends_or_pauses(reports: Any, days: int) -> None:
    laws.silence_never_permits_more_than_a_calm_report(plain(), reports, FULL[1].day, FIRST + timedelta(days=days - 1))
