# %% [markdown]
# # Teaching the rules
#
# A lesson for students, or for anybody who does not want to believe a computer. The rules are tables. We read one,
# predict answers by hand, check every key, ask where the rules come from, try to break a law, and write a rule.

# %%
from collections import Counter
from random import Random

import attrs
import polars as pl

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Answer,
    Capsule,
    Citation,
    Condition,
    DosageForm,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    Proposal,
    Route,
    RulebookError,
    Situation,
    Source,
    SourceKind,
    Tolerance,
    Verdict,
    Zone,
    assess,
    decision_grid,
    tighten,
    zone_eligibility,
)
from alpims_mg.adapters.plots import plot_decisions
from alpims_mg.rules import Rule, rules_by_id, when

# %% [markdown]
# ## 1. Read one table
#
# A table answers one question, for every combination of its columns, exactly once. This one asks: what does today's
# zone allow? Each row says why, and names its source.

# %%
CURRENT.zones

# %% [markdown]
# ## 2. Predict, then look
#
# Cover the next cell. Somebody has a Yellow day and takes 100 mg that they have tolerated for weeks. May they go on?
# May they raise it? Write down two words, then run it.

# %%
for intent in (Intent.MAINTAIN, Intent.INCREASE):
    found = zone_eligibility(zone=Zone.YELLOW, route=Route.CAPSULE, intent=intent, tolerance=Tolerance.PROVEN)
    print(f"{intent}: {found.verdict}. {found.plainly()} ({found.rule})")

# %% [markdown]
# ## 3. The whole table at once
#
# Verdicts for capsules, one row for each zone. No row permits a start or a raise outside Green.

# %%
pl.DataFrame(
    [
        {"zone": str(zone)}
        | {
            f"{intent}, {tolerance}": str(
                zone_eligibility(zone=zone, route=Route.CAPSULE, intent=intent, tolerance=tolerance).verdict
            )
            for intent in (Intent.START, Intent.MAINTAIN, Intent.INCREASE)
            for tolerance in Tolerance
        }
        for zone in Zone
    ]
)

# %% [markdown]
# ## 4. Many tables, one answer
#
# A person is not one table. The answer is the strictest of all that apply. Here is one question, asked for each age and
# each form, on a Green day with normal kidneys. Find the youngest age with a yes, and the one cell in the last
# row but one that is not like its neighbours. Why is it?

# %%
start = Proposal(
    intent=Intent.START,
    product=Capsule(
        form=Form.GLYCINATE,
        elemental=Elemental.mg(100),
        divides_into=4,
        dosage_form=DosageForm.HARD_CAPSULE,
        ingredients=[],
    ),
)
agreed = Acknowledgement(rule="consult.start", reason="discussed in clinic")
well = Situation(
    zone=Zone.GREEN,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[],
    medicines=[],
    other_magnesium=Elemental.mg(0),
    acknowledged=[agreed],
)
by_age_and_form = decision_grid(well, start, rows="age", columns="form")
plot_decisions(by_age_and_form)

# %% [markdown]
# Each cell holds the whole answer, so the solution is one line away.

# %%
for finding in by_age_and_form.at("65+", Form.OXIDE).findings:
    if finding.verdict is Verdict.CONSULT and finding.rule != agreed.rule:
        print(f"{finding.rule}: {finding.plainly()}")

# %% [markdown]
# ## 5. Who says so?
#
# Each rule cites a source of one of three kinds: the guide that the library follows, an authority such as a medicines
# agency, or a convention, which is our own choice and says so. A rule may cite several.

# %%
rules = rules_by_id(CURRENT).values()
kinds = Counter(" and ".join(sorted({citation.kind.value for citation in rule.cites})) for rule in rules)
pl.DataFrame(kinds.most_common(), schema=["sources", "rules"], orient="row")

# %% [markdown]
# Which authorities are cited most? Look some of them up. A citation without a reader is only decoration.

# %%
cited = Counter(
    title for rule in rules for title in {cite.source.title for cite in rule.cites if cite.kind is SourceKind.AUTHORITY}
)
for title, count in cited.most_common(5):
    print(f"{count:>4} {title}")

# %% [markdown]
# ## 6. Try to break a law
#
# "One more risk never permits more." Take 500 random people, add one condition to each, and ask twice. One
# counterexample would be enough.

# %%
chance = Random(17)
order = [Answer.WITHHOLD, Answer.NEEDS_INFORMATION, Answer.CONSULT, Answer.OFFER]
moved: Counter[str] = Counter()
for _ in range(500):
    person = Situation(
        zone=chance.choice([None, Zone.GREEN, Zone.GREEN, Zone.YELLOW]),
        age_years=chance.choice([16, 34, 71]),
        kidney=chance.choice([None, KidneyFunction.NORMAL, KidneyFunction.NORMAL, KidneyFunction.MODERATE]),
        conditions=chance.sample(list(Condition), chance.randrange(3)),
        medicines=chance.choice([[], [Medicine(name="levothyroxine")], [Medicine(name="spironolactone")]]),
        other_magnesium=Elemental.mg(chance.choice([0, 60])),
        acknowledged=[agreed],
    )
    riskier = attrs.evolve(person, conditions=[*(person.conditions or []), chance.choice(list(Condition))])
    before, after = (order.index(assess(somebody, start).answer) for somebody in (person, riskier))
    moved["stricter" if after < before else "the same" if after == before else "milder"] += 1
dict(moved)

# %% [markdown]
# ## 7. Write a rule
#
# Our class is more careful: people with POTS see a clinician first. A rule has an id, a condition, a verdict, a reason
# and a source. The new edition carries our name.

# %%
POLICY = Source(title="Our class", kind=SourceKind.CONVENTION)


def pots_rule(verdict: Verdict) -> Rule[Verdict]:
    """Our rule for people with POTS."""
    return Rule(
        id="condition.our-class-pots",
        when=when(condition=Condition.POTS),
        then=verdict,
        because="our class is careful with POTS",
        cites=(Citation(source=POLICY, place="lesson 1", claim="Ask a clinician about POTS first."),),
    )


ours = tighten(CURRENT, [pots_rule(Verdict.CONSULT)], policy="our class")
ours.edition

# %% [markdown]
# And if a student writes a rule that would permit more? The rulebook refuses it, and says what to do.

# %%
try:
    tighten(CURRENT, [pots_rule(Verdict.PERMIT)], policy="our class")
except RulebookError as error:
    print(error.faults[0])

# %% [markdown]
# ## What you have seen
#
# - The rules are tables that a person can read, and a computer checks that no key is forgotten.
# - Every row has a source. Where it is only our own choice, it says so.
# - A law is worth what the attempts to break it are worth. Try your own.
