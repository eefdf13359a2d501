# pyright: reportUnusedExpression=false
# %% [markdown]
# # A register of 100,000 people
#
# A clinic holds a register: one row for each person, with the same words and numbers as in JSON. Whom can it answer
# today, whom must it ask something, and what would a stricter rule change? The people here are invented.

# %%
import polars as pl

from alpims_mg import CURRENT, Citation, Condition, Source, SourceKind, Verdict, tighten
from alpims_mg.adapters.frames import SCHEMA, Encoding, assess_frame, check_frame, compare_frames, explain_row
from alpims_mg.rules import Rule, when
from alpims_mg.testing import registers

numbers = {column.name for column in SCHEMA if Encoding.NUMBER in column.encodings}
columns = registers(100_000, seed=2026)
register = pl.DataFrame(columns, schema={name: pl.Float64 if name in numbers else pl.String for name in columns})
register.select("age_years", "zone", "kidney", "conditions", "medicines", "intent", "form", "elemental_mg").head(5)

# %% [markdown]
# ## 1. Is the register understood?
#
# Look before you ask. The report names each value that the library does not understand, and says what to do about it.
# It counts rows and names nobody.

# %%
report = check_frame(register)
report

# %% [markdown]
# One condition has no word of its own here, so it counts in its own words. Facts that are not stated cost the most
# answers: that is where to begin.
#
# ## 2. One call answers for everyone
#
# The other columns and the order of the rows stay as they are. An empty cell is "not stated", never "none".

# %%
answers = assess_frame(register)
counts = answers["decision"].value_counts(name="people").sort("people", descending=True)
counts.with_columns(percent=(pl.col("people") / answers.height * 100).round(1))

# %% [markdown]
# ## 3. The rules that decide most often
#
# Five of the first six are about the day or the product. A day passes, and a product can be swapped.

# %%
rules = answers.select(rule=pl.col("binding_rules").str.split(";").explode()).filter(pl.col("rule") != "")
rules["rule"].value_counts(name="people").sort("people", "rule", descending=True).head(8)

# %% [markdown]
# ## 4. What is worth asking?
#
# These people have no answer only because a fact is not stated. This is the list for the next phone calls.

# %%
waiting = answers.filter(pl.col("decision") == "needs-information")
facts = waiting.select(fact=pl.col("missing_facts").str.split(";").explode())
facts["fact"].value_counts(name="people").sort("people", descending=True).head(8)

# %% [markdown]
# ## 5. The whole answer for one person
#
# A row of a register gets the answer that `assess` gives, word for word. This is the first person in the register for
# whom a clinician is asked.

# %%
row = answers["decision"].to_list().index("consult")
print("\n".join(str(explain_row(register, row)).split("\n\n", 2)[:2]))

# %% [markdown]
# ## 6. What would a stricter rule change?
#
# The clinic wants to see everybody with POTS first. Before it says so, it counts. A stricter rule can move people only
# towards more caution; `tighten` refuses a rule that would permit more.

# %%
policy = Source(title="Our clinic's policy", kind=SourceKind.CONVENTION)
pots = Rule(
    id="condition.our-clinic-pots",
    when=when(condition=Condition.POTS),
    then=Verdict.CONSULT,
    because="our clinic sees people with POTS first",
    cites=(Citation(source=policy, place="section 2", claim="See people with POTS first."),),
)
compared = compare_frames(register, CURRENT, tighten(CURRENT, [pots], policy="our clinic"))
moves = compared.group_by("decision_before", "decision_after").agg(people=pl.col("rows").sum())
moves.sort("decision_before", "decision_after")

# %% [markdown]
# ## 7. Answers by age and kidney function
#
# Per cent of the people in each row. Read down the column "offer": nobody under 18, and nobody with weak or untested
# kidneys, gets a plain yes. But 2.4 % of the adults whose kidney function is "not stated" do. Is that a hole?

# %%
years = pl.col("age_years")
bands = pl.when(years < 4).then(pl.lit("00-03")).when(years < 18).then(pl.lit("04-17")).when(years < 65)
banded = answers.with_columns(
    age=bands.then(pl.lit("18-64")).otherwise(pl.lit("65 and over")),
    kidney=pl.col("kidney").fill_null("not stated"),
)
shares = banded.group_by("age", "kidney").agg(
    pl.len().alias("people"),
    *(
        (pl.col("decision") == answer).mean().mul(100).round(1).alias(answer)
        for answer in ("offer", "consult", "needs-information", "withhold")
    ),
)
shares.sort("age", "kidney")

# %% [markdown]
# It is not. By mouth, each of them has a laboratory value instead of a word: an eGFR, which says more. On the skin,
# magnesium counts as 0 mg, so a yes does not need the kidneys. No capsule is offered to kidneys that nobody knows.

# %%
unstated = answers.filter(pl.col("kidney").is_null() & (pl.col("decision") == "offer"))
by_mouth = pl.when(pl.col("product") == "capsule").then(pl.lit("by mouth")).otherwise(pl.lit("on the skin"))
unstated.group_by(route=by_mouth, has_egfr=pl.col("egfr").is_not_null()).agg(people=pl.len()).sort("route", "has_egfr")

# %% [markdown]
# ## What you have seen
#
# - A look at the register shows what is not understood, before anybody gets an answer.
# - 100,000 answers are one call, and each of them can be explained.
# - Missing facts are counted, not guessed. They are a list of questions.
# - A number that looks wrong can be followed to the rows behind it.
# - A new rule is tried on the register before anybody uses it.
