"""JSON documents by hand: hostile ones, which every checker refuses, and odd ones, which every checker accepts."""

import json
from typing import Final

from peers.wire_documents import Document


def case(situation: str = "{}", product: str = '{"kind": "topical", "vehicle": "oil"}', more: str = "") -> Document:
    proposal = f'{{"intent": "start", "product": {product}{more}}}'
    return Document("Case", f'{{"situation": {situation}, "proposal": {proposal}}}')


def capsule(**changed: object) -> Document:
    product = {"kind": "capsule", "form": "glycinate", "elemental_mg": "100", "divides_into": 4} | changed
    return case(product=json.dumps(product))


def person(**facts: object) -> Document:
    return case(situation=json.dumps(facts))


HOSTILE: Final[dict[str, Document]] = {
    "nothing": Document("Case", ""),
    "no JSON": Document("Case", "{situation: {}}"),
    "a comma too many": Document("Case", '{"situation": {},}'),
    "null": Document("Case", "null"),
    "a list": Document("Case", "[]"),
    "a text": Document("Case", '"Case"'),
    "no keys": Document("Case", "{}"),
    "not a number": case(situation='{"age_years": NaN}'),
    "an infinite number": case(situation='{"age_years": Infinity}'),
    "a number of 400 digits": case(situation=f'{{"age_years": {"9" * 400}}}'),
    "a number of 5,000 digits": case(situation=f'{{"age_years": {"9" * 5000}}}'),
    "brackets within brackets": Document("Case", "[" * 500 + "]" * 500),
    "objects within objects": Document("Case", '{"situation":' * 500 + "{}" + "}" * 500),
    "a key of another language": case(situation='{"__proto__": {"zone": "green"}}'),
    "a constructor as a word": person(zone="constructor"),
    "a word in capitals": person(zone="GREEN"),
    "a word with a line break": person(zone="green\n"),
    "a word in letters that look the same": person(zone="gr\u0435en"),
    "a list for a word": person(zone=["green"]),
    "an age as text": person(age_years="34"),
    "an age as true": person(age_years=True),
    "an age below zero": person(age_years=-1),
    "an age of half a year": person(age_years=34.5),
    "one word for a list": person(conditions="eds"),
    "a condition twice": person(conditions=["eds", "eds"]),
    "an object for a list": person(conditions={"0": "eds", "length": 1}),
    "201 medicines": person(medicines=[{"name": f"medicine {n}"} for n in range(201)]),
    "a medicine of 1,001 letters": person(medicines=[{"name": "m" * 1001}]),
    "a medicine of a million letters": person(medicines=[{"name": "m" * 10**6}]),
    "a medicine of a million spaces": person(medicines=[{"name": " " * 10**6}]),
    "a medicine with a zero byte": person(medicines=[{"name": "levo\u0000thyroxine"}]),
    "a medicine of invisible signs": person(medicines=[{"name": "\u200b\u2060"}]),
    "a medicine as text": person(medicines=["levothyroxine"]),
    "101 times of a medicine": person(medicines=[{"name": "levothyroxine", "taken_at": ["07:30"] * 101}]),
    "a time that does not exist": person(medicines=[{"name": "levothyroxine", "taken_at": ["24:00"]}]),
    "a time with an offset": person(medicines=[{"name": "levothyroxine", "taken_at": ["07:30Z"]}]),
    "a day that does not exist": person(kidney="normal", kidney_date="2026-02-29", as_of="2026-03-01"),
    "a day of the year 0": person(as_of="0000-01-01"),
    "a day with a time": person(as_of="2026-03-01T00:00:00Z"),
    "a day with a line break": person(as_of="2026-03-01\n"),
    "an eGFR above 300": person(egfr={"value": "300.1", "unit": "ml/min/1.73m2"}),
    "an eGFR as a number": person(egfr={"value": 24.3, "unit": "ml/min/1.73m2"}),
    "an eGFR with a comparator": person(egfr={"value": "<15", "unit": "ml/min/1.73m2"}),
    "a mass as a number": person(other_magnesium_mg=100),
    "a mass below zero": person(other_magnesium_mg="-100"),
    "a mass of a kilogram": person(other_magnesium_mg="1000000"),
    "a mass with a unit": person(other_magnesium_mg="100 mg"),
    "a mass in digits of another script": person(other_magnesium_mg="\u0661\u0660\u0660"),
    "a mass with an exponent": person(other_magnesium_mg="1e2"),
    "a mass with seven decimals": person(other_magnesium_mg="0.0000001"),
    "a capsule without magnesium": capsule(elemental_mg="0.000"),
    "a strength finer than a label prints": capsule(elemental_mg="0.0001"),
    "a capsule in thirds": capsule(divides_into=3),
    "a capsule that divides into true": capsule(divides_into=True),
    "501 ingredients": capsule(ingredients=["water"] * 501),
    "an ingredient of 301 letters": capsule(ingredients=["w" * 301]),
    "a product of no kind": case(product='{"vehicle": "oil"}'),
    "a product of two kinds": capsule(vehicle="oil"),
    "a product of an unknown kind": case(product='{"kind": "infusion"}'),
    "an amount of days as text": case(more=', "hold_days": "7"'),
    "no amount of days": case(more=', "hold_days": []'),
    "a plan without steps": Document("DosePlan", '{"kind": "dose-plan", "steps": []}'),
    "an answer without its word": Document("Offer", '{"plan": null, "findings": []}'),
}
"""What every checker refuses."""

ODD: Final[dict[str, Document]] = {
    "nothing stated": case(),
    "each key with null that may have it": person(
        zone=None, age_years=None, conditions=None, medicines=None, routine=None
    ),
    "conditions out of order": person(conditions=["pots", "eds"]),
    "the oldest age": person(age_years=130),
    "200 medicines": person(medicines=[{"name": f"medicine {n}"} for n in range(200)]),
    "a medicine of 1,000 letters": person(medicines=[{"name": "m" * 1000}]),
    "a medicine with odd spaces": person(medicines=[{"name": "\u00a0L-Thyroxin\u202f75\u00a0\u00b5g\u200b"}]),
    "a medicine in letters of another plane": person(medicines=[{"name": "\U0001d453\u00fc\u4e2d"}]),
    "a code with a line break": person(medicines=[{"atc": "H03 AA01\n"}]),
    "the smallest and the largest mass": person(other_magnesium_mg="999999.999999"),
    "a mass with zeros in front": person(other_magnesium_mg="000000100"),
    "a strength with zeros behind": capsule(elemental_mg="62.500000"),
    "an eGFR of 300": person(egfr={"value": "300.00", "unit": "ml/min/1.73m2"}),
    "an eGFR of many decimals": person(egfr={"value": f"29.{'9' * 1200}", "unit": "ml/min/1.73m2"}),
    "a leap day": person(as_of="2000-02-29"),
    "the last day there is": person(as_of="9999-12-31"),
    "one day for each rung": case(more=', "hold_days": [7, 14]'),
}
"""What every checker accepts."""
