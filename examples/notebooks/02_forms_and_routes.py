# pyright: reportUnusedExpression=false
# A value on the last line of a cell is shown.

# %% [markdown]
# # Which form and which route suit Jonas?
#
# Jonas is 28 and has MCAS and an irritable bowel. He wants to sleep better and to think more clearly. The shop has six
# forms of magnesium as capsules, and oil, cream and bath flakes for the skin. Which of them would the rules put first,
# and how sure is anybody about that?

# %%
import attrs
import polars as pl

from alpims_mg import (
    Acknowledgement,
    Aim,
    Condition,
    Elemental,
    Intent,
    KidneyFunction,
    Label,
    Proposal,
    Situation,
    Withhold,
    Zone,
    assess,
    form_options,
    route_options,
    what_would_change,
)

jonas = Situation(
    zone=Zone.GREEN,
    age_years=28,
    kidney=KidneyFunction.NORMAL,
    conditions=[Condition.MCAS, Condition.IBS],
    medicines=[],
    other_magnesium=Elemental.mg(0),
    acknowledged=[Acknowledgement(rule="consult.start", reason="discussed in clinic on 26 February")],
)
aims = [Aim.SLEEP, Aim.BRAIN_FOG]

# %% [markdown]
# ## 1. The forms, ranked for his two aims
#
# A form gets a point for each aim that the guide names for it. It loses one for each caution. Equal ranks are ties:
# the rules do not pretend to know which of the two is better. All reasons are listed, with those that hold for every
# form at the end.

# %%
form_options(aims=aims, situation=jonas)

# %% [markdown]
# ## 2. The rank depends on the aim
#
# One row for each aim, with the rank of each form. Where a row has only ones and fives, the guide names no form for
# that aim: a ranking cannot say more than its sources do.

# %%
ranks = [{option.name: option.rank for option in form_options(aims=[aim], situation=jonas)} for aim in Aim]
pl.DataFrame([{"aim": str(aim)} | row for aim, row in zip(Aim, ranks, strict=True)])

# %% [markdown]
# ## 3. By mouth, or on the skin?
#
# His gut is irritable, and mast cells may react to what is in a capsule. That speaks for the skin. But nobody knows how
# much passes the skin, so it counts as 0 mg. Both sides are on the page.

# %%
route_options(aims=[Aim.SLEEP], situation=jonas)

# %% [markdown]
# ## 4. The label decides too
#
# "Which additives the product contains" was not checked above, because nobody had read a label. Jonas types one in.
# Watch the number: the label states 200 mg for two capsules.

# %%
label = Label.from_text(
    "Serving size: 2 capsules. Magnesium (as magnesium glycinate) 200 mg. Other ingredients: hypromellose, citric acid."
)
capsule = label.capsule(divides_into=4)
print(capsule)
print("additives:", *sorted(map(str, label.additives)))

# %% [markdown]
# Glycinate was the first choice. This glycinate is not: one word among the other ingredients rules it out.

# %%
answer = assess(jonas, Proposal(intent=Intent.START, product=capsule))
answer

# %% [markdown]
# ## 5. What would change the answer?
#
# Each line is one change that leads to another answer. The library tried each of them and asked again.

# %%
assert isinstance(answer, Withhold)
changes = what_would_change(jonas, Proposal(intent=Intent.START, product=capsule))
changes

# %% [markdown]
# ## 6. Do the changes hold what they promise?
#
# A prediction is worth little if nobody looks. Each change carries the changed case, so let us ask again ourselves.

# %%
for change in changes.counterfactuals:
    case = change.case
    again = assess(case.situation, case.proposal)
    print(f"{case.proposal}: promised {change.decision.answer}, asked again {again.answer}")

# %% [markdown]
# ## 7. On a Red day
#
# The ranks stay. What may be started today does not.

# %%
red = attrs.evolve(jonas, zone=Zone.RED)
for option in route_options(aims=[Aim.SLEEP], situation=red):
    blocked = ", ".join(finding.rule for finding in option.blocking) or "nothing"
    print(f"{option.rank}. {option.name:<8} start today: {option.answer}, blocked by: {blocked}")

# %% [markdown]
# ## What you have seen
#
# - A ranking gives the reasons for and against, says where they come from, and shows ties.
# - The form is half of the choice. The label is the other half.
# - Each proposed change was tried. You can try it yourself in one line.
