"""Our clinic is stricter than the guide: how do we add a rule, and what if a rule would permit more?"""

from typing import Any

import attrs

from alpims_mg import (
    CURRENT,
    Capsule,
    Citation,
    Condition,
    DosageForm,
    DosePlan,
    Elemental,
    Form,
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
    tighten_options,
    titration_schedule,
)
from alpims_mg.rules import Rule, rules_by_id, when

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


def our_number(rule: str, then: object) -> Rule[Any]:
    """Our own number in place of that of a rule."""
    cites = (Citation(source=POLICY, place="section 3", claim="Go slower."),)
    ours = f"{rule}.our-clinic"
    return attrs.evolve(rules_by_id(CURRENT)[rule], id=ours, then=then, because="our clinic goes slower", cites=cites)


RISE, HOLD = "dose.amount.rise-usual", "dose.count.hold-least"
for option in tighten_options().options:
    if option.rule in (RISE, HOLD):
        print(option)

slower = tighten(CURRENT, [our_number(RISE, Elemental.mg(25)), our_number(HOLD, 14)], policy="our clinic")
capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4, dosage_form=DosageForm.HARD_CAPSULE)
for rulebook in (CURRENT, slower):
    plan = titration_schedule(capsule, hold_days=7, rulebook=rulebook)
    if isinstance(plan, DosePlan):
        print(f"{rulebook.edition}: {plan.summary()}, each step {plan.steps[0].days} days")
        for found in plan.advice:
            if found.rule == "dose.hold.policy":
                print(found.headline())
