"""Four labels: how much magnesium is in one capsule, and what else is in it?"""

from alpims_mg import InvalidInputError, Label

labels = (
    "Serving size: 2 capsules. Magnesium (as magnesium glycinate) 200 mg. Other ingredients: hypromellose.",
    "Magnesium glycinate 1,000 mg. Other ingredients: none.",
    "Each capsule: 560 mg magnesium diglycinate, of which 101 mg elemental magnesium. Free from citric acid.",
    "Serving size: 3 capsules. 2,500 mg magnesium glycinate providing 275 mg elemental magnesium.",
)

for text in labels:
    label = Label.from_text(text)
    print(text)
    for serving in label.servings:
        print(f"    serving: {serving}")
    for finding in label.findings:
        print(f"    {finding.headline()}")
    print(f"    additives: {', '.join(sorted(map(str, label.additives))) or 'none'}")
    try:
        print(f"    product: {label.capsule(divides_into=1)}")
    except InvalidInputError as error:
        for fault in error.faults:
            print(f"    no product: {fault}")
