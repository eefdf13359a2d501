"""Our clinic is stricter than the guide: how do we add a rule, and what if a rule would permit more?"""

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


def pots_rule(rule: str, verdict: Verdict) -> Rule[Verdict]:
    """Our rule for people with POTS."""
    cites = (Citation(source=POLICY, place="section 2", claim="See people with POTS first."),)
    return Rule(
        id=rule,
        when=when(condition=Condition.POTS),
        then=verdict,
        because="our clinic sees people with POTS first",
        cites=cites,
    )


ours = tighten(CURRENT, [pots_rule("condition.our-clinic-pots", Verdict.CONSULT)], policy="our clinic")
person = Situation(
    zone=Zone.GREEN, age_years=34, kidney=KidneyFunction.NORMAL, conditions=[Condition.POTS], medicines=[]
)
proposal = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.CREAM))
for rulebook in (CURRENT, ours):
    print(f"{rulebook.edition}: {type(assess(person, proposal, rulebook=rulebook)).__name__}")

try:
    tighten(CURRENT, [pots_rule("condition.our-clinic-lax", Verdict.PERMIT)])
except RulebookError as error:
    print(error.faults[0])
