# %% [markdown]
# # The same bottle, two people
#
# Maya and her aunt Ruth read the same article and bought the same bottle. Maya is 34 and has EDS and POTS. Ruth is 71,
# has chronic pain, takes a water pill, and had her kidneys checked long ago. Why do they get different answers, and
# which difference matters?

# %%
from datetime import date
from itertools import combinations

import attrs

from alpims_mg import (
    Acknowledgement,
    Answer,
    Capsule,
    Condition,
    DosageForm,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    Proposal,
    Situation,
    Zone,
    assess,
    compare,
    what_would_change,
    why_not,
)

capsule = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(100),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)
start = Proposal(intent=Intent.START, product=capsule)
agreed = [Acknowledgement(rule="consult.start", reason="discussed in clinic")]
maya = Situation(
    zone=Zone.GREEN,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    kidney_date=date(2025, 11, 3),
    as_of=date(2026, 3, 1),
    conditions=[Condition.EDS, Condition.POTS],
    medicines=[],
    other_magnesium=Elemental.mg(0),
    acknowledged=agreed,
)
ruth = Situation(
    zone=Zone.GREEN,
    age_years=71,
    kidney=KidneyFunction.NORMAL,
    kidney_date=date(2023, 6, 30),
    as_of=date(2026, 3, 1),
    conditions=[Condition.CHRONIC_PAIN],
    medicines=[Medicine(name="spironolactone")],
    other_magnesium=Elemental.mg(60),
    acknowledged=agreed,
)

# %% [markdown]
# ## 1. Two people
#
# Every fact in which they differ, side by side.

# %%
compare(maya, ruth)

# %% [markdown]
# ## 2. Two answers
#
# And now their answers to the same question. The rules that only one of them meets are listed with the rest.

# %%
compare(assess(maya, start), assess(ruth, start))

# %% [markdown]
# One rule of Ruth's decides. Who says so?

# %%
deciding = why_not(assess(ruth, start)).sets[0][0]
for citation in deciding.cites:
    print(f"- {citation}: {citation.claim}")

# %% [markdown]
# ## 3. Which difference matters?
#
# Give Maya one fact of Ruth's at a time. Her age and her pain change nothing. Three facts each lead to "ask a
# clinician". But none of them alone is a no. So where does Ruth's no come from?

# %%
alone = {finding.rule for finding in assess(maya, start).findings}
DIFFERENT = ("age_years", "conditions", "kidney_date", "medicines", "other_magnesium")
for field in DIFFERENT:
    like_ruth = assess(attrs.evolve(maya, **{field: getattr(ruth, field)}), start)
    new = {finding.rule for finding in like_ruth.findings} - alone
    print(f"{field:<16} {like_ruth.answer:<8} {', '.join(sorted(new))}")

# %% [markdown]
# ## 4. Two facts together
#
# Now give Maya two of them at a time. One pair is worse than each of its halves. A blood test that is too old counts as
# no test, and with untested kidneys this kind of water pill is ruled out. Whoever looks at one fact at a time misses
# it.

# %%
for first, second in combinations(DIFFERENT, 2):
    both = {field: getattr(ruth, field) for field in (first, second)}
    like_ruth = assess(attrs.evolve(maya, **both), start)
    if like_ruth.answer == Answer.WITHHOLD:
        print(f"{first} and {second}: {like_ruth.words.headline}")

# %% [markdown]
# ## 5. What would help Ruth?
#
# The library looks for the smallest changes by itself, and tries each. A new blood test is the first thing to ask for.

# %%
what_would_change(ruth, start)

# %% [markdown]
# ## What you have seen
#
# - The same question with other facts is another question. "It worked for my niece" is not a reason.
# - To compare two people, change one fact at a time, and then two.
# - One more risk never makes an answer milder: none of the rows above has moved towards yes.
