"""Nine days in, a bad day came: what about today, how long does the bottle last, how likely is the last rung?"""

from datetime import date, timedelta
from fractions import Fraction

from alpims_mg import (
    Acknowledgement,
    Capsule,
    CheckIn,
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

capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4, ingredients=["hypromellose"])
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
plan = titration_schedule(capsule)
starts = date(2026, 3, 1)
course = begin_course(plan, starts=starts, situation=person)

zones = [Zone.GREEN] * 8 + [Zone.YELLOW]
told = [
    CheckIn(day=starts + timedelta(days=i), zone=zone, reactions=[], taken=plan.on(i + 1).daily)
    for i, zone in enumerate(zones)
]
today = review_course(course, told, today=date(2026, 3, 9))
print(today.headline())
for finding in today.findings:
    print(f"  why: {finding.plainly()}")
for waiting_for in today.waiting_for:
    print(f"  awaited: {waiting_for}")
print(f"Anyone can check it: {replay_course(today.ledger).ledger == today.ledger}")

bottle = estimate_supply(plan, bottle=30, starts=starts)
print(f"A bottle of 30 lasts {bottle.days_left} days, to {bottle.refill}")
print(f"Longer holds: {compare(plan, titration_schedule(capsule, hold_days=14)).rows[0]}")

chances = [ZoneChance(zone=Zone.GREEN, chance=Fraction(9, 10)), ZoneChance(zone=Zone.YELLOW, chance=Fraction(1, 10))]
odds = map_course(course, days=84).odds(chances)
print(f"Nine days in ten Green. {odds.page().title}")
