"""May I start magnesium today, and on what schedule?"""

from alpims_mg import (
    Acknowledgement,
    Capsule,
    Condition,
    DosageForm,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Proposal,
    Situation,
    Zone,
    assess,
    explain,
)

situation = Situation(
    zone=Zone.GREEN,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[Condition.EDS],
    medicines=[],
    other_magnesium=Elemental.mg(0),
    acknowledged=[Acknowledgement(rule="consult.start", reason="discussed in clinic")],
)
capsule = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(120),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)

print(explain(assess(situation, Proposal(intent=Intent.START, product=capsule))))
