# pyright: reportUnusedExpression=false
# A value on the last line of a cell is shown.

# %% [markdown]
# # May Maya start magnesium today?
#
# Maya is 34 and has hypermobile EDS and POTS. She takes levothyroxine each morning. She sleeps badly, has bought a
# bottle of magnesium glycinate, and asks: may I start today, and how?
#
# This notebook answers her question in ten cells. Each answer is an object that shows itself: leave it on the last
# line of a cell. Nothing here is medical advice.

# %%
from datetime import date, time

import attrs

from alpims_mg import (
    Capsule,
    Condition,
    Consult,
    DosageForm,
    DosePlan,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    Offer,
    Proposal,
    Routine,
    Situation,
    Zone,
    acknowledge,
    assess,
    decision_grid,
    estimate_supply,
    schedule_day,
)

# %% [markdown]
# ## 1. State what is known
#
# `conditions=[...]` says: these, and no others. An empty list means "none". A list that is left out means "we do not
# know", which is something else. Milligrams are always milligrams of magnesium itself, not of its salt.

# %%
maya = Situation(
    zone=Zone.GREEN,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[Condition.EDS, Condition.POTS],
    medicines=[Medicine(name="levothyroxine", taken_at=[time(7)])],
    other_magnesium=Elemental.mg(0),
)
capsule = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(100),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)
start = Proposal(intent=Intent.START, product=capsule)

# %% [markdown]
# ## 2. Ask
#
# The answer comes first, then what to do next. This one is neither yes nor no: somebody has to look at it with her.

# %%
first_answer = assess(maya, start)
print("\n".join(str(first_answer).splitlines()[:8]))

# %% [markdown]
# What does the clinician have to look at? Two things. Each has the id of its rule, so that anybody can find the rule
# and the source behind it.

# %%
assert isinstance(first_answer, Consult)
for question in first_answer.asks():
    print(f"{question.rule}: {question.plainly()}")

# %% [markdown]
# ## 3. The clinician agrees
#
# An agreement belongs to one rule. It is recorded with its reason. Then Maya asks again, and now she has her plan.

# %%
agreed = acknowledge(first_answer, reason="discussed in clinic on 26 February")
maya = attrs.evolve(maya, acknowledged=agreed)
answer = assess(maya, start)
answer

# %% [markdown]
# ## 4. Other days, other kidneys
#
# The zone is how her body is today: Green is settled, Red is a flare. Here is the same question for each kind of day,
# and for kidneys that are not hers. All other facts stay, also what the clinician agreed to.

# %%
answers = decision_grid(maya, start, rows="kidney", columns="zone")
answers

# %% [markdown]
# ## 5. What we do not know is never a yes
#
# Read the last row. If Maya forgets to say how well her kidneys work, there is no answer yet, only a question. That is
# not the same as "never measured", which is a fact. Each cell holds the whole answer.

# %%
print("\n".join(str(answers.at("not-stated", Zone.GREEN)).splitlines()[:7]))

# %% [markdown]
# ## 6. When, on a real day?
#
# Levothyroxine and magnesium must stay four hours apart, and her tablet at seven rules out breakfast. So the plan puts
# the two capsules of its last step at lunch and at dinner. Her own meal times turn the plan into a timetable.

# %%
assert isinstance(answer, Offer)
assert isinstance(answer.plan, DosePlan)
routine = Routine(wakes=time(6, 30), sleeps=time(22, 30), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30))
schedule_day(answer.plan.steps[-1], routine, maya.medicines)

# %% [markdown]
# ## 7. How long does the bottle last?

# %%
estimate_supply(answer.plan, bottle=60, starts=date(2026, 3, 1))

# %% [markdown]
# ## What you have seen
#
# - Four answers: yes, ask a clinician, tell us more, no. Each one gives its reasons.
# - A plan is not a permission for later. Maya asks again at each step: see [living a plan](03_living_a_plan.md).
# - Nobody decided here that magnesium helps. The rules only say what is careful.
