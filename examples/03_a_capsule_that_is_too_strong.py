"""The shop had only a strong tablet: can a plan be made of it, and if not, of what?"""

from alpims_mg import Capsule, DosePlan, Elemental, Form, Infeasible, titration_schedule

for strength, divides_into in ((500, 4), (400, 4), (150, 1), (75, 1)):
    tablet = Capsule(form=Form.MALATE, elemental=Elemental.mg(strength), divides_into=divides_into)
    match titration_schedule(tablet):
        case DosePlan() as plan:
            ladder = ", ".join(step.daily.format_mg() for step in plan.steps)
            print(f"{strength} mg, divides into {divides_into}: {ladder} mg a day")
        case Infeasible(finding=finding):
            print(f"{strength} mg, divides into {divides_into}: {finding.text}")

match titration_schedule(
    Capsule(form=Form.MALATE, elemental=Elemental.mg(120), divides_into=4), target=Elemental.mg(200)
):
    case Infeasible(nearest_below=below, nearest_above=above):
        print(f"120 mg towards 200 mg: take {above} a day for a target, since {below} a day falls short of the band")
