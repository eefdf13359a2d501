"""Magnesium in a record: how much an order gives, where it counts, and an order that becomes the proposal."""

from datetime import date
from typing import Any

import pytest

from alpims_mg.adapters.fhir import MagnesiumOrder, Reading, RecordFact
from alpims_mg.adapters.fhir.bundles import open_record
from alpims_mg.adapters.fhir.medicine_orders import read_medicines
from alpims_mg.adapters.fhir.statements import Found, MagnesiumStatement, Skipped, Statement
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.model.situations import Medicine, Situation
from alpims_mg.model.vocabulary import DosageForm, Form

TODAY = date(2026, 11, 22)
OXIDE = "Magnesium oxide 400 MG Oral Tablet"
SALT = "The magnesium is computed from the mass of its salt."
STRENGTH = "how much elemental magnesium one unit gives"
DOSE = "how much is taken at a time"
TIMES = "how often it is taken"
UNIT = "the dose in tablets, capsules or another unit that its strength is stated for"
DIVIDING = "into how many equal parts one unit can be divided"
ONCE_A_DAY = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}

Body = dict[str, Any]


def dosage(value: Any = 1, unit: str = "tablet", /, **body: Any) -> Body:
    quantity = {"value": value, "unit": unit}
    return {"timing": ONCE_A_DAY, "doseAndRate": [{"doseQuantity": quantity}]} | body


def order(name: str | None = OXIDE, /, *dosages: Body, **body: Any) -> Body:
    start: Body = {"resourceType": "MedicationRequest", "id": "1", "status": "active", "intent": "order"}
    start |= {"authoredOn": "2026-11-01", "dosageInstruction": list(dosages)}
    if name is not None:
        start["medicationCodeableConcept"] = {"text": name}
    return start | body


def read(*resources: Body) -> list[Found]:
    bundle = {"resourceType": "Bundle", "entry": [{"resource": resource} for resource in resources]}
    return list(read_medicines(open_record(bundle, today=TODAY)))


def magnesium(*resources: Body) -> MagnesiumStatement:
    (found,) = (one for one in read(*resources) if isinstance(one, MagnesiumStatement))
    return found


def counted(*resources: Body) -> list[tuple[str, Any]]:
    return [(one.field, one.value) for one in read(*resources) if isinstance(one, Statement)]


def daily(*resources: Body) -> str | None:
    amount = magnesium(*resources).daily
    return None if amount is None else amount.format_mg()


# --- Where it counts
def test_magnesium_alone_with_a_known_amount_counts_as_other_magnesium_only() -> None:
    body = order(OXIDE, dosage())
    assert counted(body) == [("other_magnesium", Elemental.mg("241.216"))]
    found = magnesium(body)
    assert (found.reference, found.words, found.day) == ("MedicationRequest/1", OXIDE, date(2026, 11, 1))
    assert (found.doubts, found.missing) == ((SALT,), (DIVIDING,))


def test_magnesium_of_an_unknown_amount_stays_a_medicine_without_one() -> None:
    assert counted(order()) == [("medicines", Medicine(name=OXIDE))]
    assert magnesium(order()).missing == (DOSE, DIVIDING)


def test_a_product_with_another_medicine_stays_a_medicine_with_its_magnesium() -> None:
    name = "Magnesium oxide 400 MG and zinc Oral Tablet"
    amount = Elemental.mg("241.216")
    assert counted(order(name, dosage())) == [("medicines", Medicine(name=name, magnesium=amount))]
    assert magnesium(order(name, dosage())).product is None


def test_a_product_with_an_unknown_part_stays_a_medicine() -> None:
    ((field, value),) = counted(order("Zzzabc magnesium oxide 400 MG", dosage()))
    assert (field, value.magnesium) == ("medicines", Elemental.mg("241.216"))


def test_the_word_elemental_is_no_unknown_part() -> None:
    body = order("Magnesium citrate 125 mg elemental magnesium tablet", dosage())
    assert counted(body) == [("other_magnesium", Elemental.mg(125))]
    assert magnesium(body).doubts == ()


def test_each_order_states_the_total_of_all() -> None:
    total = Elemental.mg("341.216")
    other = order("Magnesium 100 mg (as magnesium citrate) tablet", dosage(), id="2")
    assert counted(order(OXIDE, dosage()), other) == [("other_magnesium", total), ("other_magnesium", total)]


def test_refills_of_a_product_count_once() -> None:
    amount = Elemental.mg("241.216")
    refill = order(OXIDE.upper(), dosage(), id="2", authoredOn="2025-01-01")
    assert counted(order(OXIDE, dosage()), refill) == [("other_magnesium", amount), ("other_magnesium", amount)]


def test_without_a_total_each_known_amount_is_that_of_a_medicine() -> None:
    amount = Elemental.mg("241.216")
    known, refill = order(OXIDE, dosage()), order(OXIDE.lower(), dosage(), id="2")
    medicine = ("medicines", Medicine(name=OXIDE, magnesium=amount))
    assert counted(known, refill, order("Maalox", id="3")) == [
        medicine,
        medicine,
        ("medicines", Medicine(name="Maalox")),
    ]


def test_magnesium_on_the_skin_leaves_the_total_known() -> None:
    cream = order("Magnesium chloride cream", id="2")
    fields = [field for field, _ in counted(order(OXIDE, dosage()), cream)]
    assert fields == ["other_magnesium", "medicines"]


def test_an_amount_that_a_clinics_own_function_states_is_that_of_the_medicine() -> None:
    stated = Medicine(name="Magnesium oxide", magnesium=Elemental.mg(60))
    concept = {"coding": [{"code": "X17", "display": OXIDE}]}
    record = open_record(order(None, dosage(), medicationCodeableConcept=concept), today=TODAY)
    found = list(read_medicines(record, lambda coding: stated))
    assert [one.value for one in found if isinstance(one, Statement)] == [stated]
    assert [one.daily for one in found if isinstance(one, MagnesiumStatement)] == [Elemental.mg(60)]


def test_an_order_that_is_not_taken_gives_no_magnesium() -> None:
    assert read(order(OXIDE, dosage(), status="stopped")) == [Skipped("MedicationRequest/1", OXIDE, "It was stopped.")]


def test_other_medicines_give_no_magnesium() -> None:
    for name in ("Digoxin 0.125 mg", "Esomeprazole magnesium 20 MG"):
        assert not any(isinstance(one, MagnesiumStatement) for one in read(order(name, dosage())))


@pytest.mark.parametrize("name", ["Magnesium sulfate 40 MG/ML Injection", "Magnesium chloride cream"])
def test_magnesium_that_is_not_swallowed_has_no_daily_amount(name: str) -> None:
    body = order(name, dosage(10, "mL"))
    assert magnesium(body).missing == ("that it is swallowed",)
    assert counted(body) == [("medicines", Medicine(name=name))]


def test_a_sum_of_a_kilogram_is_just_below_it() -> None:
    bodies = [
        order("Magnesium 900000 mg (as magnesium oxide) tablet", dosage(), id="1"),
        order("Magnesium 800000 mg (as magnesium oxide) tablet", dosage(), id="2"),
    ]
    assert {value for _, value in counted(*bodies)} == {Elemental(nanograms=10**12 - 1)}


# --- How much is in one
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Magnesium carbonate 500 mg tablet", "144.135"),
        ("Magnesium 100 mg (as magnesium bisglycinate) capsule", "100"),
        ("Magnesium (as magnesium glycinate) 200 mg per 2 capsules", "100"),
        ("magnesium oxide 400 mg (241.3 mg elemental magnesium)", "241.3"),
    ],
)
def test_the_strength_in_a_name_is_read_as_from_a_label(name: str, expected: str) -> None:
    assert daily(order(name, dosage())) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Magnesium 250 MG Oral Tablet",
        "Magnesium Verla 300",
        "Maalox",
        "Slow-Mag 64 MG delayed release tablet",
        "Magnesium stearate",
        "Magnesium glycerophosphate 97.2mg (4mmol) chewable tablets",
        "magnesium chloride 535 MG (magnesium 64 MG) Tablet",
        "Magnesium oxide 400 MG / pyridoxine 5 MG Oral Tablet",
        "Magnesium lactate 84 MG tablet",
        "Magnesium oxide 400 mg tablet " + "x" * 300,
    ],
)
def test_a_strength_that_is_not_clear_is_missing(name: str) -> None:
    found = magnesium(order(name, dosage()))
    assert found.daily is None
    assert STRENGTH in found.missing


def test_the_mass_of_a_salt_with_a_range_is_never_an_amount() -> None:
    found = magnesium(order("Magnesium glycinate 100 mg capsule", dosage(2, "capsule")))
    assert found.daily is None
    assert found.missing == (f"{STRENGTH}. The mass of the salt in one unit can hold 9.9 to 14.1 mg",)


def test_names_that_disagree_are_not_read() -> None:
    concept = {"text": "Magnesium oxide 400 mg", "coding": [{"display": "Magnesium oxide 500 mg"}]}
    assert daily(order(None, dosage(), medicationCodeableConcept=concept)) is None
    concept["text"] = "Magnesium oxide 500 mg (300 mg elemental magnesium)"
    assert daily(order(None, dosage(), medicationCodeableConcept=concept)) == "300"


def product(name: str = "Magnesium", /, *ingredients: Body, **body: Any) -> Body:
    medication: Body = {"resourceType": "Medication", "id": "m", "code": {"text": name}}
    return medication | {"ingredient": list(ingredients)} | body


def ingredient(text: str, strength: Any, /, *, element: str = "strength", code: str | None = None) -> Body:
    concept: Body = {"text": text}
    if code is not None:
        concept["coding"] = [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": code}]
    return {"itemCodeableConcept": concept, element: strength}


def ratio(value: Any, unit: str, per: Any = 1, of: str = "tablet") -> Body:
    return {"numerator": {"value": value, "unit": unit}, "denominator": {"value": per, "unit": of}}


def with_product(*ingredients: Body, dose: Body | None = None, name: str = "Magnesium") -> str | None:
    body = order(None, dosage() if dose is None else dose, medicationReference={"reference": "Medication/m"})
    return daily(body, product(name, *ingredients))


def test_the_strength_of_an_ingredient_counts() -> None:
    assert with_product(ingredient("Magnesium oxide", ratio(400, "mg"))) == "241.216"
    assert with_product(ingredient("Magnesium oxide", ratio(800, "mg", 2))) == "241.216"
    assert with_product(ingredient("Magnesium oxide", ratio(1, "g"))) == "603.04"
    assert with_product(ingredient("elemental magnesium", ratio(100, "mg"))) == "100"
    assert (
        with_product(ingredient("Magnesium oxide", {"value": 400, "unit": "mg"}, element="strengthQuantity"))
        == "241.216"
    )
    assert (
        with_product(ingredient("Magnesium oxide", ratio(400, "mg")), ingredient("Zinc", ratio(5, "mg"))) == "241.216"
    )


def test_a_strength_for_millilitres_counts_with_a_dose_in_millilitres() -> None:
    part = ingredient("Magnesium hydroxide", ratio(400, "mg", 5, "mL"))
    assert with_product(part, dose=dosage(10, "ml")) == "333.408"
    assert with_product(part, dose=dosage(10, "tablet")) is None
    assert daily(order("magnesium hydroxide 80 MG/ML Oral Suspension", dosage(30, "mL"))) == "1000.224"


def test_the_code_of_the_element_makes_a_strength_elemental() -> None:
    assert with_product(ingredient("Magnesium", ratio(250, "mg"), code="6574")) == "250"
    assert with_product(ingredient("Magnesium", ratio(250, "mg"))) is None


@pytest.mark.parametrize(
    "strength",
    [
        None, 5, {}, ratio(400, "IU"), ratio(400, "mg", 0), ratio(400, "mg", -1), ratio(400, "mg", 1, "kg"),
        ratio(-400, "mg"), ratio(10**30, "mg"), {"numerator": {"value": 400, "unit": "mg", "comparator": "<"}},
        ratio(1, "mg", 3), ratio("400", "mg"), {"numerator": {"value": 4, "unit": "mg"}, "denominator": 7},
    ],
)  # fmt: skip
def test_another_strength_of_an_ingredient_gives_no_amount_of_another_kind(strength: Any) -> None:
    assert with_product(ingredient("Magnesium oxide", strength)) in (None, "2.41216")


def test_two_ingredients_of_magnesium_are_not_added() -> None:
    parts = (ingredient("Magnesium oxide", ratio(400, "mg")), ingredient("Magnesium carbonate", ratio(100, "mg")))
    assert with_product(*parts) is None


# --- How much a day
@pytest.mark.parametrize(
    ("repeat", "times"),
    [
        ({"frequency": 2, "period": 1, "periodUnit": "d"}, 2),
        ({"period": 1, "periodUnit": "d"}, 1),
        ({"frequency": 1, "period": 8, "periodUnit": "h"}, 3),
        ({"timeOfDay": ["08:00:00", "20:00:00"]}, 2),
        ({"when": ["CM", "CV"]}, 2),
        ({"frequency": 2, "period": 1, "periodUnit": "d", "when": ["CM", "CV"]}, 2),
    ],
)
def test_times_a_day_are_read(repeat: Body, times: int) -> None:
    body = order("Magnesium 100 mg (as magnesium oxide) tablet", dosage(timing={"repeat": repeat}))
    assert daily(body) == str(100 * times)


@pytest.mark.parametrize(
    "timing",
    [
        {},
        {"repeat": {"frequency": 1}},
        {"repeat": {"frequency": 1, "period": 1, "periodUnit": "wk"}},
        {"repeat": {"frequency": 1, "period": 2, "periodUnit": "d"}},
        {"repeat": {"frequency": 1, "period": 5, "periodUnit": "h"}},
        {"repeat": {"frequency": 1, "period": 0, "periodUnit": "h"}},
        {"repeat": {"frequency": 1, "frequencyMax": 3, "period": 1, "periodUnit": "d"}},
        {"repeat": {"frequency": 1, "period": 1, "periodMax": 2, "periodUnit": "d"}},
        {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "dayOfWeek": ["mon"]}},
        {"repeat": {"frequency": 1.5, "period": 1, "periodUnit": "d"}},
        {"repeat": {"frequency": 1000, "period": 1, "periodUnit": "d"}},
        {"repeat": {"frequency": 3, "period": 1, "periodUnit": "d", "when": ["CM"]}},
        {"code": {"coding": [{"system": "local", "code": "BID"}]}},
        {"code": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation", "code": "QOD"}]}},
    ],
)
def test_times_that_are_not_certain_are_missing(timing: Body) -> None:
    found = magnesium(order(OXIDE, dosage(timing=timing)))
    assert (found.daily, found.missing) == (None, (TIMES, DIVIDING))


def test_codes_of_times_are_read_and_must_agree_with_the_rest() -> None:
    code = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation", "code": "BID"}]}
    assert daily(order(OXIDE, dosage(timing={"code": code}))) == "482.432"
    assert daily(order(OXIDE, dosage(timing={"code": code, **ONCE_A_DAY}))) is None
    assert daily(order(OXIDE, dosage(timing={"code": {"text": "bid"}}))) == "482.432"
    assert daily(order(OXIDE, dosage(timing={"code": {"text": "as told"}}))) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"doseAndRate": []},
        {"doseAndRate": [{"doseRange": {"low": {"value": 1}}}]},
        {
            "doseAndRate": [
                {"doseQuantity": {"value": 1, "unit": "tablet"}},
                {"doseQuantity": {"value": 2, "unit": "tablet"}},
            ]
        },
        {"doseAndRate": [{"doseQuantity": {"value": 0, "unit": "tablet"}}]},
        {"doseAndRate": [{"doseQuantity": {"value": "1", "unit": "tablet"}}]},
    ],
)
def test_a_dose_that_is_not_certain_is_missing(changes: Body) -> None:
    found = magnesium(order(OXIDE, dosage(**changes)))
    assert (found.daily, found.missing) == (None, (DOSE, DIVIDING))


@pytest.mark.parametrize("element", ["asNeededBoolean", "asNeeded", "asNeededFor", "asNeededCodeableConcept"])
def test_what_is_taken_as_needed_has_no_daily_amount(element: str) -> None:
    value: Any = True if element in ("asNeededBoolean", "asNeeded") else [{"text": "cramps"}]
    found = magnesium(order(OXIDE, dosage(**{element: value})))
    assert (found.daily, found.missing) == (None, ("how much is taken in a day. It is taken as needed", DIVIDING))
    assert daily(order(OXIDE, dosage(asNeededBoolean=False))) == "241.216"


def test_several_doses_of_a_day_are_added_and_zeros_left_out() -> None:
    assert daily(order(OXIDE, dosage(1), dosage(0), dosage(0.5))) == "361.824"
    assert daily(order(OXIDE, dosage(1, sequence=1), dosage(1, sequence=1))) == "482.432"


def test_a_dose_is_read_where_r3_states_it() -> None:
    quantity = {"value": 1, "unit": "tablet"}
    assert daily(order(OXIDE, dosage(doseAndRate=None, doseQuantity=quantity))) == "241.216"


def test_doses_that_follow_one_another_are_not_added() -> None:
    found = magnesium(order(OXIDE, dosage(1, sequence=1), dosage(2, sequence=2)))
    assert (found.daily, found.missing) == (None, ("which of its doses is taken now", DIVIDING))


@pytest.mark.parametrize("unit", ["tablet", "Tablette", "{tbl}", "capsule", "mg"])
def test_the_unit_of_a_dose_is_read(unit: str) -> None:
    assert daily(order(OXIDE, dosage(400 if unit == "mg" else 1, unit))) == "241.216"


def test_the_code_of_a_unit_counts_too() -> None:
    quantity = {"value": 1, "unit": "Tbl.", "code": "{tbl}", "system": "http://unitsofmeasure.org"}
    assert daily(order(OXIDE, dosage(doseAndRate=[{"doseQuantity": quantity}]))) == "241.216"
    assert daily(order(OXIDE, dosage(doseAndRate=[{"doseQuantity": quantity | {"comparator": "<"}}]))) is None


@pytest.mark.parametrize(
    ("value", "unit"), [(1, "spoon"), (1, "mL"), (50, "mg"), (-1, "tablet"), (0.3, "tablet"), (10**9, "tablet")]
)
def test_a_dose_in_another_unit_is_missing(value: Any, unit: str) -> None:
    found = magnesium(order(OXIDE, dosage(value, unit)))
    assert (found.daily, found.missing) == (None, (UNIT, DIVIDING))


def test_a_daily_amount_of_a_kilogram_is_no_amount() -> None:
    name = "Magnesium 900 g (as magnesium oxide) tablet"
    assert daily(order(name, dosage(2))) is None


def test_a_dose_of_a_salt_by_mass_is_converted() -> None:
    found = magnesium(order("Magnesium oxide", dosage(400, "mg")))
    assert found.daily == Elemental.mg("241.216")
    assert (found.doubts, found.missing) == ((SALT,), (STRENGTH,))
    assert daily(order("Magnesium glycinate", dosage(400, "mg"))) is None
    assert daily(order("Magnesium oxide", dosage(1, "tablet"))) is None


def test_statements_of_r5_are_read_too() -> None:
    body: Body = {"resourceType": "MedicationStatement", "id": "1", "status": "recorded"}
    body |= {"dateAsserted": "2026-11-01", "medication": {"concept": {"text": OXIDE}}, "dosage": [dosage()]}
    assert daily(body) == "241.216"


# --- The product
def test_only_what_nobody_divides_becomes_a_product() -> None:
    found = magnesium(order("Magnesium 125 mg (as magnesium citrate) softgel", dosage(1, "softgel")))
    capsule = Capsule(form=Form.CITRATE, elemental=Elemental.mg(125), divides_into=1, dosage_form=DosageForm.SOFTGEL)
    assert (found.product, found.missing) == (capsule, ())
    found = magnesium(order("Magnesium oxide 400 MG Extended Release Oral Tablet", dosage()))
    assert found.product is not None
    assert found.product.compound == Compound.mg(400)


def test_a_form_of_another_kind_is_missing() -> None:
    assert magnesium(order("Magnesium carbonate 500 mg tablet", dosage())).missing == (
        "the form of magnesium, as one of the forms that can be planned",
        DIVIDING,
    )


def test_a_strength_that_no_plan_can_use_gives_no_product() -> None:
    found = magnesium(order("Magnesium 0.0001 mg (as magnesium citrate) softgel", dosage(1, "softgel")))
    assert (found.product, found.daily) == (None, Elemental.mg("0.0001"))


# --- As the proposal
def reading(*facts: RecordFact, orders: tuple[MagnesiumOrder, ...], **situation: Any) -> Reading:
    return Reading(situation=Situation(**situation), facts=facts, magnesium_orders=orders)


def fact(path: str, reference: str, words: str = "Mag") -> RecordFact:
    return RecordFact(path=path, words=words, reference=reference)


FIRST = MagnesiumOrder(reference="MedicationRequest/1", words="Mag", daily=Elemental.mg(100))
REFILL = MagnesiumOrder(reference="MedicationRequest/2", words="MAG", daily=Elemental.mg(100))
OTHER = MagnesiumOrder(reference="MedicationRequest/3", words="Cit", daily=Elemental.mg(50))
UNMEASURED = MagnesiumOrder(reference="MedicationRequest/4", words="Maalox", missing=(STRENGTH,))


def test_the_proposed_order_and_its_refills_no_longer_count() -> None:
    facts = [fact("other_magnesium", one.reference) for one in (FIRST, REFILL, OTHER)]
    before = reading(*facts, orders=(FIRST, REFILL, OTHER), other_magnesium=Elemental.mg(150))
    after = before.with_proposal("MedicationRequest/2")
    assert after.situation == Situation(other_magnesium=Elemental.mg(50))
    assert (after.proposed, after.magnesium_orders) == (REFILL, (OTHER,))
    assert [one.path for one in after.facts] == ["proposal", "proposal", "other_magnesium"]
    assert before.proposed is None


def test_without_another_order_other_magnesium_is_not_stated() -> None:
    before = reading(fact("other_magnesium", "MedicationRequest/1"), orders=(FIRST,), other_magnesium=Elemental.mg(100))
    assert before.with_proposal("MedicationRequest/1").situation == Situation()


def test_an_order_without_an_amount_keeps_other_magnesium_open_until_it_is_proposed() -> None:
    medicines = (Medicine(name="Digoxin"), Medicine(name="Maalox"), Medicine(name="Iron"))
    facts = (
        fact("age_years", "Patient/1"),
        fact("medicines[0]", "MedicationRequest/8"),
        fact("other_magnesium", "MedicationRequest/1"),
        fact("medicines[1]", "MedicationRequest/4"),
        fact("medicines[2]", "MedicationRequest/9"),
    )
    before = reading(*facts, orders=(FIRST, UNMEASURED), medicines=medicines)
    assert before.with_proposal("MedicationRequest/1").situation == Situation(medicines=medicines)
    after = before.with_proposal("MedicationRequest/4")
    assert after.situation == Situation(medicines=(medicines[0], medicines[2]), other_magnesium=Elemental.mg(100))
    assert [one.path for one in after.facts] == [
        "age_years",
        "medicines[0]",
        "other_magnesium",
        "proposal",
        "medicines[1]",
    ]


def test_magnesium_on_the_skin_is_no_obstacle_to_a_total() -> None:
    cream = MagnesiumOrder(reference="MedicationRequest/6", words="Cream", missing=("that it is swallowed",))
    facts = [fact("other_magnesium", one.reference) for one in (FIRST, OTHER)]
    before = reading(*facts, orders=(FIRST, OTHER, cream), other_magnesium=Elemental.mg(150))
    after = before.with_proposal("MedicationRequest/1")
    assert after.situation == Situation(other_magnesium=Elemental.mg(50))


def test_a_medicine_that_another_order_states_too_stays() -> None:
    facts = (fact("medicines[0]", "MedicationRequest/4"), fact("medicines[0]", "MedicationRequest/9"))
    before = reading(*facts, orders=(UNMEASURED,), medicines=[Medicine(name="Maalox")])
    assert before.with_proposal("MedicationRequest/4").situation == before.situation


def test_the_reading_of_a_person_who_died_has_no_situation_to_change() -> None:
    before = Reading(situation=None, magnesium_orders=(FIRST,), dead=True)
    assert before.with_proposal("MedicationRequest/1").situation is None


def test_an_unknown_order_is_refused_and_the_known_ones_are_named() -> None:
    for orders, fix in (((FIRST,), "give one of: MedicationRequest/1"), ((), "give one of: none")):
        with pytest.raises(InvalidInputError) as caught:
            reading(orders=orders).with_proposal("MedicationRequest/7")
        assert [one.fix for one in caught.value.faults] == [fix]


def test_a_product_with_other_medicines_is_refused() -> None:
    facts = (fact("medicines[0]", "MedicationRequest/4"),)
    before = reading(*facts, orders=(UNMEASURED,), medicines=[Medicine(name="Magnesium and zinc")])
    with pytest.raises(InvalidInputError, match="magnesium alone"):
        before.with_proposal("MedicationRequest/4")


def test_an_infusion_is_refused() -> None:
    infusion = MagnesiumOrder(reference="MedicationRequest/5", words="Mag", missing=("that it is swallowed",))
    before = reading(fact("medicines[0]", "MedicationRequest/5"), orders=(infusion,), medicines=[Medicine(name="Mag")])
    with pytest.raises(InvalidInputError, match="swallowed"):
        before.with_proposal("MedicationRequest/5")
