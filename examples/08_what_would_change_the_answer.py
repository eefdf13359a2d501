"""A capsule is withheld: which rules say no, and what would change the answer?"""

from alpims_mg import (
    Audience,
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
    what_would_change,
    why_not,
)

capsule = Capsule(
    form=Form.THREONATE,
    elemental=Elemental.mg(100),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)
person = Situation(
    zone=Zone.YELLOW,
    age_years=31,
    kidney=KidneyFunction.NOT_ASSESSED,
    conditions=[Condition.LACTATION],
    medicines=[Medicine(name="water pill")],
    other_magnesium=Elemental.mg(0),
)
proposal = Proposal(intent=Intent.START, product=capsule)

print(why_not(assess(person, proposal)).page(Audience.PATIENT).text())
print()
counterfactuals = what_would_change(person, proposal)
print(counterfactuals.page(Audience.PATIENT).text())
print()
first = counterfactuals.counterfactuals[0]
print(f"Predicted: {first.page(Audience.PATIENT).title}")
print(f"Asked again: {assess(first.case.situation, first.case.proposal).answer}")
