"""Our clinic is stricter than the guide: how do we say so, and what if a row were laxer?"""

from alpims_mg import (
    CURRENT,
    Citation,
    Condition,
    Intent,
    KidneyFunction,
    Proposal,
    RulebookError,
    Situation,
    Source,
    SourceKind,
    Topical,
    Vehicle,
    Verdict,
    Zone,
    assess,
    tighten,
)
from alpims_mg.rules import Rule, when

POLICY = Source(title="Our clinic's policy", kind=SourceKind.CONVENTION)


def policy(rule: str, verdict: Verdict) -> Rule[Verdict]:
    """One row of our own: what POTS means here."""
    cites = (Citation(source=POLICY, place="section 2", claim="POTS is seen first."),)
    return Rule(id=rule, when=when(condition=Condition.POTS), then=verdict, because="we see POTS first", cites=cites)


ours = tighten(CURRENT, [policy("condition.our-clinic-pots", Verdict.CONSULT)], policy="our clinic")
person = Situation(
    zone=Zone.GREEN, age_years=34, kidney=KidneyFunction.NORMAL, conditions=[Condition.POTS], medicines=[]
)

question = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.CREAM))
for rulebook in (CURRENT, ours):
    print(f"{rulebook.edition}: {type(assess(person, question, rulebook=rulebook)).__name__}")

try:
    tighten(CURRENT, [policy("condition.our-clinic-lax", Verdict.PERMIT)])
except RulebookError as error:
    print(error.faults[0])
