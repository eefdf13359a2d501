"""The shop had only a strong tablet: can a plan be made from it, and if not, from what?"""

from alpims_mg import Capsule, DosageForm, DosePlan, Elemental, Form, Infeasible, titration_schedule

for strength, divides_into in ((500, 4), (400, 4), (150, 1), (75, 1)):
    tablet = Capsule(
        form=Form.MALATE,
        elemental=Elemental.mg(strength),
        divides_into=divides_into,
        dosage_form=DosageForm.HARD_CAPSULE,
    )
    match titration_schedule(tablet):
        case DosePlan() as plan:
            ladder = ", ".join(step.daily.format_mg() for step in plan.steps)
            print(f"{strength} mg, divides into {divides_into}: {ladder} mg a day")
        case Infeasible(finding=finding):
            print(f"{strength} mg, divides into {divides_into}: {finding.plainly()}")

tablet = Capsule(form=Form.MALATE, elemental=Elemental.mg(120), divides_into=4, dosage_form=DosageForm.HARD_CAPSULE)
match titration_schedule(tablet, target=Elemental.mg(200)):
    case DosePlan() as plan:
        print(f"120 mg, target 200 mg: {plan.summary()}")
    case Infeasible(nearest_below=below, nearest_above=above):
        print(f"120 mg, target 200 mg: choose {above} a day instead; {below} a day is less than a plan may end at")
