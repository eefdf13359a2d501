"""We hold a register of 100,000 people: what do the rules answer, by age and kidney function?"""

# %% The register has one row for each person, with the same words and numbers as in JSON.
import polars as pl

from alpims_mg import CURRENT, Citation, Condition, Consult, Source, SourceKind, Verdict, tighten
from alpims_mg.adapters.frames import assess_frame, compare_frames, explain_row
from alpims_mg.rules import Rule, when
from alpims_mg.testing import registers

NUMBERS = ("age_years", "elemental_mg", "divides_into", "target_mg", "current_daily_mg", "hold_days", "egfr")
columns = registers(100_000, seed=2026)
types = {name: pl.Float64 if name in (*NUMBERS, "other_magnesium_mg") else pl.String for name in columns}
register = pl.DataFrame(columns, schema=types)
print(register.select("age_years", "zone", "kidney", "conditions", "medicines", "intent", "product").head(3).rows())

# %% One call answers for everyone. The other columns and the order of the rows stay as they are.
answers = assess_frame(register)
print(answers["decision"].value_counts().sort("decision").rows())

# %% The rules that decide most often.
rules = answers.select(pl.col("binding_rules").str.split(";").explode()).filter(pl.col("binding_rules") != "")
for rule, rows in rules["binding_rules"].value_counts().sort("count", "binding_rules", descending=True).head(5).rows():
    print(f"{rows:>7,} {rule}")

# %% The whole answer for one person.
decision = explain_row(register, answers["decision"].to_list().index("consult"))
if isinstance(decision, Consult):
    for finding in decision.asks():
        print(finding.headline())

# %% What a stricter rule would change, before anyone uses it.
POLICY = Source(title="Our clinic's policy", kind=SourceKind.CONVENTION)
cites = (Citation(source=POLICY, place="section 2", claim="See people with POTS first."),)
pots = Rule(
    id="condition.our-clinic-pots",
    when=when(condition=Condition.POTS),
    then=Verdict.CONSULT,
    because="our clinic sees people with POTS first",
    cites=cites,
)
compared = compare_frames(register, CURRENT, tighten(CURRENT, [pots]))
moves = compared.group_by("decision_before", "decision_after").agg(pl.col("rows").sum())
for before, after, rows in moves.sort("decision_before", "decision_after").rows():
    print(f"{rows:>7,} {before} -> {after}")

# %% Per cent of people with each answer, by age and kidney function.
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
        for answer in sorted(set(answers["decision"]))
    ),
)
header = shares.columns
print(f"{header[0]:<12} {header[1]:<13} {header[2]:>7} {' '.join(f'{name:>18}' for name in header[3:])}")
for age, kidney, people, *percentages in shares.sort("age", "kidney").rows():
    print(f"{age:<12} {kidney:<13} {people:>7,} {' '.join(f'{share:>18}' for share in percentages)}")
