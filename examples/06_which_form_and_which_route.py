"""My gut is irritable, today is Yellow, and I want to sleep better: which form and which route suit me?"""

from alpims_mg import Aim, Condition, Elemental, KidneyFunction, Situation, Zone, form_options, route_options

person = Situation(
    zone=Zone.YELLOW,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[Condition.IBS],
    medicines=[],
    other_magnesium=Elemental.mg(0),
)

routes = route_options(aims=[Aim.SLEEP], situation=person)
print(routes)
print()
best = routes[0]
print(f"Best today: {best.name}, {best.product}")
for option in form_options(aims=[Aim.SLEEP], situation=person):
    blocking = ", ".join(finding.rule for finding in option.blocking)
    print(f"{option.rank}. {option.name}: {option.answer}{f', blocked by {blocking}' if option.blocked else ''}")
