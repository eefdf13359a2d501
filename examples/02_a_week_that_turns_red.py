"""The week began in Green and turned Red: what is still allowed, day by day?"""

import attrs

from alpims_mg import (
    Acknowledgement,
    Capsule,
    DosageForm,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Proposal,
    Situation,
    Tolerance,
    Withhold,
    Zone,
    assess,
)

capsule = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(100),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)
tolerated = Situation(
    tolerance=Tolerance.PROVEN,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[],
    medicines=[],
    other_magnesium=Elemental.mg(0),
    acknowledged=[Acknowledgement(rule="consult.adjust", reason="discussed in clinic")],
)
week = {"Monday": Zone.GREEN, "Wednesday": Zone.YELLOW, "Friday": Zone.RED}

for day, zone in week.items():
    for intent in (Intent.INCREASE, Intent.MAINTAIN):
        proposal = Proposal(intent=intent, product=capsule, current_daily=Elemental.mg(100))
        decision = assess(attrs.evolve(tolerated, zone=zone), proposal)
        print(f"{day}, {zone}: {intent} 100 mg a day? {type(decision).__name__}")
        if isinstance(decision, Withhold):
            for alternative in decision.alternatives:
                print(f"    instead: {alternative}")
            for finding in decision.advice:
                print(f"    later: {finding.plainly()}")
