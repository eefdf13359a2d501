"""Today, day nine, is a bad day: what may I take, how long will my bottle last, and will I reach the last rung?"""

from datetime import date, timedelta
from fractions import Fraction

from alpims_mg import (
    Acknowledgement,
    Capsule,
    CheckIn,
    DosageForm,
    DosePlan,
    Elemental,
    Form,
    KidneyFunction,
    Situation,
    Zone,
    ZoneChance,
    begin_course,
    compare,
    estimate_supply,
    map_course,
    replay_course,
    review_course,
    titration_schedule,
)

capsule = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(100),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)
person = Situation(
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[],
    medicines=[],
    other_magnesium=Elemental.mg(0),
    acknowledged=[
        Acknowledgement(rule="consult.start", reason="discussed in clinic"),
        Acknowledgement(rule="consult.adjust", reason="discussed in clinic"),
    ],
)
# titration_schedule returns Infeasible where no whole portions make a plan.
plan, slower = titration_schedule(capsule), titration_schedule(capsule, hold_days=14)
assert isinstance(plan, DosePlan)
assert isinstance(slower, DosePlan)
starts = date(2026, 3, 1)
course = begin_course(plan, starts=starts, situation=person)

zones = [Zone.GREEN] * 8 + [Zone.YELLOW]
diary = [
    CheckIn(day=starts + timedelta(days=i), zone=zone, reactions=[], taken=plan.on(i + 1).daily)
    for i, zone in enumerate(zones)
]
today = review_course(course, diary, today=date(2026, 3, 9))
print(today.headline())
for finding in today.findings:
    print(f"  why: {finding.plainly()}")
for requirement in today.waiting_for:
    print(f"  before the next rise: {requirement}")
print(f"The ledger replays to the same ledger: {replay_course(today.ledger).ledger == today.ledger}")

supply = estimate_supply(plan, bottle=30, starts=starts)
print(f"A bottle of 30 lasts {supply.days_left} days: refill on {supply.refill}")
print(f"With 14 days on each rung: {compare(plan, slower).rows[0]}")

chances = [ZoneChance(zone=Zone.GREEN, chance=Fraction(9, 10)), ZoneChance(zone=Zone.YELLOW, chance=Fraction(1, 10))]
odds = map_course(course, days=84).odds(chances)
print(f"If nine days in ten are Green: {odds.page().title}")
