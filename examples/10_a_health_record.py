"""A clinic has my health record: what does it state, and what is the answer?"""

from datetime import date
from pathlib import Path

import attrs

from alpims_mg import (
    Capsule,
    DosageForm,
    Elemental,
    Form,
    Intent,
    NeedsInformation,
    Proposal,
    Zone,
    acknowledge,
    assess,
)
from alpims_mg.adapters.fhir import read

record = (Path(__file__).parent / "records" / "a-made-up-person.json").read_bytes()
today = date(2026, 3, 1)
reading = read(record, today=today)
print(reading.page().text())

print("\nNo record states the zone, or what the person wants. Both come from a talk.")
capsule = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(100),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)
proposal = Proposal(intent=Intent.START, product=capsule, target=Elemental.mg(200))
assert reading.situation is not None  # the person is alive
person = attrs.evolve(reading.situation, zone=Zone.GREEN)
decision = assess(person, proposal)
assert isinstance(decision, NeedsInformation)
print(f"Answer: {decision.answer}. Still to be asked:")
print(*(f"- {question}" for question in decision.questions), sep="\n")

print("\nThere are no other conditions or medicines, and the other capsule gives 7 mg. Then both lists are whole.")
whole = read(record, today=today, complete={"conditions", "medicines"})
assert whole.situation is not None
person = attrs.evolve(whole.situation, zone=Zone.GREEN, other_magnesium=Elemental.mg(7))
decision = assess(person, proposal)
print(f"Answer: {decision.answer}")
for found in acknowledge(decision, reason="discussed in clinic"):
    print(f"- {found}")
