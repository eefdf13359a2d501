# pyright: reportUnusedExpression=false
# A value on the last line of a cell is shown.

# %% [markdown]
# # Twelve days with a plan
#
# Maya has her plan: 50 mg a day, one step up each week, 200 mg in the end. On paper that takes 22 days. A life with
# EDS and POTS is not paper. Here are her first twelve days, what the rules say on each, and how long a plan really
# takes if one day in ten is not Green.

# %%
from datetime import date, timedelta
from fractions import Fraction

from alpims_mg import (
    Acknowledgement,
    Capsule,
    CheckIn,
    Condition,
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
    map_course,
    preview,
    replay_course,
    review_course,
    titration_schedule,
)
from alpims_mg.adapters.frames import to_frame
from alpims_mg.adapters.plots import plot_ledger, plot_odds

capsule = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(100),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)
maya = Situation(
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[Condition.EDS, Condition.POTS],
    medicines=[],
    other_magnesium=Elemental.mg(0),
    acknowledged=[
        Acknowledgement(rule="consult.start", reason="discussed in clinic on 26 February"),
        Acknowledgement(rule="consult.adjust", reason="discussed in clinic on 26 February"),
    ],
)

# %% [markdown]
# ## 1. The plan on paper

# %%
plan = titration_schedule(capsule)
assert isinstance(plan, DosePlan)  # with a very strong tablet it would be Infeasible, and say why
plan

# %% [markdown]
# ## 2. The diary
#
# A check-in is one day: the zone, any reactions, and what was taken. Eight good days, then a Yellow one, two Red ones,
# and a Green one. On one Red day she takes nothing.

# %%
starts = date(2026, 3, 1)
course = begin_course(plan, starts=starts, situation=maya)
zones = [Zone.GREEN] * 8 + [Zone.YELLOW] + [Zone.RED] * 2 + [Zone.GREEN]
taken_mg = [50] * 7 + [100, 50, 50, 0, 50]
diary = [
    CheckIn(day=starts + timedelta(days=place), zone=zone, reactions=[], taken=Elemental.mg(taken))
    for place, (zone, taken) in enumerate(zip(zones, taken_mg, strict=True))
]

# %% [markdown]
# ## 3. What was allowed on each day?
#
# Day 8 is the first rise. On day 9 her body says no, and the plan goes one step back by itself. Nobody is asked to be
# brave.

# %%
for number in (1, 7, 8, 9, 10, 12):
    today = review_course(course, diary[:number], today=diary[number - 1].day)
    print(f"day {number:>2}, {zones[number - 1]:<7} {today.move!s:<10} step {today.rung}, {today.permitted}")

# %% [markdown]
# ## 4. Today
#
# The view for today: what to take, why, what must happen before the next step, and the days so far.

# %%
today = review_course(course, diary, today=date(2026, 3, 12))
today

# %% [markdown]
# The same days as a chart: what was planned, permitted and taken, before the zone of each day. From day 9 on, the plan
# on paper and the plan as it is lived are two different things. That is not a failure. It is what the plan is for.

# %%
plot_ledger(today.ledger)

# %% [markdown]
# And as a frame, for any other question. Milligrams are numbers, and days are dates.

# %%
days = to_frame(today.ledger)
days.select("date", "zone", "move", "rung", "planned_mg", "permitted_mg", "taken_mg").tail(5)

# %% [markdown]
# ## 5. Tomorrow
#
# She cannot know how tomorrow will be. So the look ahead has one row for each kind of day.

# %%
preview(course, diary, date(2026, 3, 12))

# %% [markdown]
# ## 6. How long does it take?
#
# Suppose that nine days in ten are Green and the others Yellow, by pure chance. That is an assumption, and a mild one.
# The map has every place where a course can be, and the odds are exact sums over it, not a simulation.

# %%
chances = [ZoneChance(zone=Zone.GREEN, chance=Fraction(9, 10)), ZoneChance(zone=Zone.YELLOW, chance=Fraction(1, 10))]
odds = map_course(course, days=84).odds(chances)
odds

# %% [markdown]
# The darker a cell, the more courses are there on that day. The waiting is spread over the first three steps.

# %%
plot_odds(odds)

# %% [markdown]
# ## 7. Slower on purpose
#
# Would two weeks on each step be a calmer plan? Compare the two plans.

# %%
slower = titration_schedule(capsule, hold_days=14)
assert isinstance(slower, DosePlan)
compare(plan, slower)

# %% [markdown]
# ## 8. Can anybody check this later?
#
# Each day is on the ledger. Replaying it asks the rules again, day by day, and gives the same ledger.

# %%
print(replay_course(today.ledger).ledger == today.ledger)

# %% [markdown]
# ## What you have seen
#
# - A plan is a proposal. Each day decides for itself, from its own check-in.
# - A bad day costs a step back and then a wait. It never costs a double dose.
# - On paper the last step comes on day 22. With one Yellow day in ten, half of all courses need seven weeks.
